"""Converts files of other annotation tools to lines as doccano's."""

from __future__ import annotations

import codecs
import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from preprocessing.doccano import read_shape
from preprocessing.formats.conll import read_sentences
from preprocessing.formats.hugging_face import read_row
from preprocessing.formats.json_values import read_values
from preprocessing.formats.label_studio import read_task as read_label_studio
from preprocessing.formats.prodigy import read_task as read_prodigy
from preprocessing.formats.recognition import HEAD_BYTES, Kind, advice, recognise
from preprocessing.formats.spacy import read_example
from preprocessing.formats.texts import FormatError, Marked, Skipped
from preprocessing.spans import RejectError, check_shape, shown

_Reader = Callable[[Any], Iterator[Marked | Skipped]]


@dataclass
class Converted:
    """What files were converted to.

    Attributes:
      lines: Lines as doccano exports them, without line ends.
      labels: Number of spans of each label.
      skipped: How many entries have no annotation to convert, by the reason.
    """

    lines: list[str] = field(default_factory=list)
    labels: Counter[str] = field(default_factory=Counter)
    skipped: Counter[str] = field(default_factory=Counter)

    def add(self, entry: Marked | Skipped) -> None:
        """Adds an entry of a file."""
        if isinstance(entry, Skipped):
            self.skipped[entry.why] += 1
            return
        self.lines.append(entry.to_json())
        self.labels.update(label for _, _, label in entry.spans)


def convert(
    sources: Sequence[Path], kind: Kind, *, column: int = -1, tags: Sequence[str] = ()
) -> Converted:
    """Reads files of a tool.

    Args:
      sources: The files.
      kind: What they are.
      column: Of CoNLL's, which column has the tag, from 0; -1: the last one.
      tags: Of Hugging Face's, the names of tags that are numbers.

    Raises:
      FormatError: A file is not what it is taken for, or has spans that are no part of their text;
        the message names the file and the line.
      OSError: A file cannot be read.
    """
    converted = Converted()
    for source in sources:
        content = _decode(source.read_bytes(), str(source))
        count = len(converted.lines) + converted.skipped.total()
        try:
            if kind is Kind.CONLL:
                # Lines end in line feeds alone; U+2028 and its like are words of some corpora.
                for _, marked in read_sentences(content.split("\n"), str(source), column):
                    converted.add(marked)
            else:
                _convert_values(content, str(source), kind, tags, converted)
        except FormatError as error:
            raise _suggested(error, content, kind, source) from None
        if len(converted.lines) + converted.skipped.total() == count:
            raise FormatError(f"{source}: there is nothing in it")
    return converted


def _convert_values(
    content: str, name: str, kind: Kind, tags: Sequence[str], converted: Converted
) -> None:
    readers: dict[Kind, _Reader] = {
        Kind.LABEL_STUDIO: read_label_studio,
        Kind.PRODIGY: read_prodigy,
        Kind.SPACY: read_example,
        Kind.HUGGING_FACE: partial(read_row, names=tags),
    }
    for line, value in read_values(content, name):
        try:
            if kind is Kind.JSON:
                converted.lines.append(_as_it_is(value))
                converted.labels.update(_labels(value))
                continue
            for entry in readers[kind](value):
                converted.add(entry)
        except FormatError as error:
            raise FormatError(f"{name}:{line}: {error}") from None


def _as_it_is(value: object) -> str:
    """An object of a JSON array as a line; whether it can be used, its reader will tell."""
    if not isinstance(value, dict):
        raise FormatError(f"{shown(value)} is not a JSON object")
    try:
        read_shape(value)
        return json.dumps(value, ensure_ascii=False)
    except RejectError as error:
        raise FormatError(error.detail) from None
    except RecursionError:
        raise FormatError("lists and objects are nested too deep") from None


def _labels(value: dict[str, Any]) -> list[str]:
    try:
        return [check_shape(span).label for span in read_shape(value).spans]
    except RejectError:
        return []


def _decode(content: bytes, name: str) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        is_utf16 = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
        what = "UTF-16" if is_utf16 else "not UTF-8"
        raise FormatError(f"{name}:{line}: {what}; save the file as UTF-8") from None


def _suggested(error: FormatError, content: str, kind: Kind, source: Path) -> FormatError:
    """The error, with what the file looks like if that is something else."""
    seen = recognise(content[:HEAD_BYTES].encode("utf-8", "surrogatepass"))
    if seen is None or seen is kind:
        return error
    return FormatError(f"{error}; {advice(seen, str(source))}")
