"""Hostile files of unlabelled texts, thrown at their reader."""

from __future__ import annotations

import csv
import io
import json
import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.fuzzing.attempts import Attack, WrongAnswerError
from benchmarks.fuzzing.values import ODD_VALUES, mutate_bytes
from preprocessing.texts import read_texts

_TEXTS = (
    "SQ *BLUE DOOR CAFE", "LASTSCHRIFT; MIETE, MÄRZ", 'THE "BEST" SHOP', "a|b\tc", "=1+1", "💥",
    "sep=;", " x ", "1,5", "PAYPAL\u200b *SHOP", "é\u2028f", "\u0085", "x" * 3000, "'", '"',
)  # fmt: skip
_BLANK = ("", " ", "\u3000")
_COLUMN = "text"


class TextFile(NamedTuple):
    """A file of texts.

    Attributes:
      name: Its name, which tells the kind.
      content: What is in it.
      texts: What must be read from it; None if it was damaged, and may be refused.
    """

    name: str
    content: bytes
    texts: Sequence[str] | None


def hostile_files(seed: int) -> Iterator[TextFile]:
    """Files of texts without end, some of them sound; the same ones for the same seed."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    while True:
        made = chance.choice((_table, _table, _lines, _objects))(chance)
        how = chance.random()
        if how < 0.4:
            yield made
        elif how < 0.9:
            yield made._replace(content=mutate_bytes(made.content, chance), texts=None)
        else:
            encoding = chance.choice(("utf-16", "utf-16-le", "utf-16-be", "cp1252", "utf-32"))
            content = made.content.decode().encode(encoding, "replace")
            yield made._replace(content=content, texts=None)


def attack_text_files(folder: Path, seed: int) -> Attack:
    """Throws files at what `txner doccano push` and `txner predict --input` read."""

    def attempt(file: TextFile) -> bool:
        path = folder / file.name
        path.write_bytes(file.content)
        keep = ("id",) if path.suffix != ".txt" else ()
        if file.texts == []:
            read_texts(path, _COLUMN, keep)  # raises
            raise WrongAnswerError("a file without a text was read")
        try:
            texts = [text.text for text in read_texts(path, _COLUMN, keep)]
        except Exception as error:
            if file.texts is not None:
                raise WrongAnswerError(f"a sound file was refused: {error}") from error
            raise
        if file.texts is not None and texts != file.texts:
            raise WrongAnswerError(f"{len(texts)} texts of {len(file.texts)}, or others")
        if path.suffix == ".txt":
            content = file.content.removeprefix(b"\xef\xbb\xbf")
            lines = [line.decode() for line in content.split(b"\n")]
            if len(texts) != sum(bool(line.strip()) for line in lines):
                raise WrongAnswerError(f"{len(texts)} texts in {len(lines)} lines")
        return False

    return Attack(hostile_files(seed), attempt)


def _texts(chance: random.Random) -> list[str]:
    number = chance.choice((0, 1, 2, 8, 40))
    return [chance.choice(_BLANK if chance.random() < 0.1 else _TEXTS) for _ in range(number)]


def _filled(texts: Sequence[str]) -> list[str]:
    return [text for text in texts if text.strip()]


def _marked(content: str, chance: random.Random) -> bytes:
    return (("\ufeff" if chance.random() < 0.2 else "") + content).encode()


def _lines(chance: random.Random) -> TextFile:
    texts = _texts(chance)
    end = chance.choice(("\n", "\r\n"))
    content = end.join(texts) + chance.choice((end, ""))
    return TextFile("texts.txt", _marked(content, chance), _filled(texts))


def _objects(chance: random.Random) -> TextFile:
    texts, lines = _texts(chance), list[str]()
    for text in texts:
        values = {"id": chance.choice(ODD_VALUES), _COLUMN: text, "x": chance.choice(ODD_VALUES)}
        lines.append(json.dumps(values))
    content = "\n".join(lines) + chance.choice(("\n", ""))
    return TextFile("texts.jsonl", _marked(content, chance), _filled(texts))


def _table(chance: random.Random) -> TextFile:
    # A text that is told by what surrounds it must be quoted.
    texts, buffer = _texts(chance), io.StringIO()
    delimiter, end = chance.choice(",;\t|"), chance.choice(("\n", "\r\n", "\r"))
    quoting = chance.choice((csv.QUOTE_MINIMAL, csv.QUOTE_ALL))
    writer = csv.writer(buffer, delimiter=delimiter, lineterminator=end, quoting=quoting)
    names = ["id", _COLUMN, "amount"]
    chance.shuffle(names)
    writer.writerow(names)
    for number, text in enumerate(texts):
        values = {"id": str(number), _COLUMN: text, "amount": "1,50"}
        writer.writerow([values[name] for name in names])
        if chance.random() < 0.05:
            buffer.write(end)
    content = buffer.getvalue()
    if chance.random() < 0.2:
        content = f"sep={delimiter}{end}{content}"
    return TextFile("texts.csv", _marked(content, chance), _filled(texts))
