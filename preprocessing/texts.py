"""Files of unlabelled texts: one text a line, JSON objects, or a table."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from preprocessing.lines import MAX_LINE_BYTES, read_lines
from preprocessing.spans import shown
from preprocessing.tables import TextFileError, check_encoding, read_table

MAX_TEXTS = 1_000_000
"""Most texts in a file."""

KINDS = (".txt", ".jsonl", ".csv")
"""What the name of a file may end in."""


@dataclass(frozen=True, slots=True)
class Text:
    """An unlabelled text.

    Attributes:
      text: The text.
      fields: What is kept of its other fields; all strings.
    """

    text: str
    fields: Mapping[str, str] = field(default_factory=dict)


def read_texts(path: Path, column: str = "text", keep_fields: Sequence[str] = ()) -> list[Text]:
    """Unlabelled texts of a file; blank ones are left out.

    Args:
      path: A `.txt` file with one text a line, a `.jsonl` or a `.csv` file.
      column: The field with the text.
      keep_fields: Other fields to keep; "" where a text lacks one.

    Raises:
      TextFileError: The file cannot be read; the message names the line.
    """
    kind = path.suffix.lower()
    if kind not in KINDS:
        raise TextFileError(f"{path}: the name must end in .txt, .jsonl or .csv")
    if keep_fields and kind == ".txt":
        raise TextFileError(f"{path}: the lines of a .txt file have no fields to keep")
    texts = []
    try:
        for where, values in _read_rows(path, kind, column):
            text = _check_text(values.get(column), column, where)
            if not text or text.isspace():
                continue
            texts.append(Text(text, {name: _as_string(values.get(name)) for name in keep_fields}))
            if len(texts) > MAX_TEXTS:
                raise TextFileError(f"{path}: more than {MAX_TEXTS:,} texts; cut the file")
    except OSError as error:
        raise TextFileError(f"{path}: cannot read it: {error.strerror}") from None
    if not texts:
        raise TextFileError(f"{path}: there is no text in it")
    return texts


def _read_rows(path: Path, kind: str, column: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Where each row is, and its fields."""
    if kind == ".csv":
        return read_table(path, column)
    if kind == ".jsonl":
        return _read_jsonl(path)
    return ((where, {column: _one_text(line, where)}) for where, line in _lines(path))


def _check_text(text: object, column: str, where: str) -> str:
    if not isinstance(text, str):
        raise TextFileError(f"{where}: {shown(column)} is {shown(text)}, not a string")
    if "\0" in text or any("\ud800" <= character <= "\udfff" for character in text):
        raise TextFileError(f"{where}: the text has a NUL or half of a surrogate pair")
    return text


def _lines(path: Path) -> Iterator[tuple[str, str]]:
    """Lines of a file and where each is."""
    with path.open("rb") as stream:
        for line in read_lines(stream):
            where = f"{path}:{line.number}"
            if line.is_too_long:
                raise TextFileError(f"{where}: the line is longer than {MAX_LINE_BYTES >> 20} MiB")
            yield where, check_encoding(line.raw, where)


def _one_text(line: str, where: str) -> str:
    if "\r" in line:
        raise TextFileError(
            f"{where}: lines end in carriage returns alone; save the file with line feeds, "
            "otherwise several texts are one"
        )
    return line


def _read_jsonl(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    for where, line in _lines(path):
        if not line.strip():
            continue
        try:
            values = json.loads(line)
        except (ValueError, RecursionError):
            is_array = line.lstrip().startswith("[")
            hint = "; an array? An object a line is wanted" if is_array else ""
            raise TextFileError(f"{where}: the line is not JSON{hint}") from None
        if not isinstance(values, dict):
            raise TextFileError(f"{where}: {shown(values)} is not a JSON object")
        yield where, values


def _as_string(value: object) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
