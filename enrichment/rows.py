"""Rows that records are made of, from files and streams; a bad row is told of, and never lost."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from enrichment.checks import InputError, check_known, check_prediction, check_text
from enrichment.record import SCHEMA_VERSION, Known
from models.export_format import Prediction
from preprocessing.lines import MAX_LINE_BYTES, read_lines
from preprocessing.spans import shown

KINDS = (".jsonl", ".ndjson", ".csv", ".txt")
"""What the name of a file may end in."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the input.

    Attributes:
      line: Number of its first line, from 1.
      prediction: The text, with entities if the row has them.
      known: What it says besides.
      error: Why it cannot be used, in place of all others.
    """

    line: int
    prediction: Prediction | None = None
    known: Known = Known()  # noqa: RUF009 - frozen
    error: str | None = None

    def error_json(self) -> dict[str, Any]:
        """What stands in the output in the row's place."""
        return {"schema": SCHEMA_VERSION, "line": self.line, "error": self.error}


def read_rows(
    stream: IO[bytes], kind: str, *, column: str = "text", with_entities: bool = False
) -> Iterator[Row]:
    """Rows of a stream, in their order; blank lines are left out.

    Args:
      stream: Of bytes in UTF-8.
      kind: One of `KINDS`.
      column: Field of a table or object that has the text; `booked_on` and `country` are used, too.
      with_entities: Whether each object has entities of its own; see `check_prediction`.

    Raises:
      InputError: A table lacks the column.
    """
    if kind == ".csv":
        listed = _table(stream, column)
    elif kind == ".txt":
        listed = _lines(stream, lambda text: {column: text})
    else:
        listed = _lines(stream, _object)
    for line, values in listed:
        yield _row(line, values, column, with_entities)


def kind_of(path: Path) -> str:
    """What kind of file a path names.

    Raises:
      InputError: None that can be read.
    """
    kind = path.suffix.lower()
    if kind not in KINDS:
        raise InputError(f"{path}: the name must end in {', '.join(KINDS)}")
    return kind


def _row(line: int, values: Any, column: str, with_entities: bool) -> Row:
    if isinstance(values, str):
        return Row(line, error=values)
    try:
        known = check_known(values.get("booked_on"), values.get("country"))
        if with_entities:
            prediction = check_prediction({**values, "text": values.get(column)})
        elif column not in values:
            raise InputError(f"there is no {shown(column)}")
        else:
            prediction = Prediction(check_text(values[column]), [])
    except InputError as error:
        return Row(line, error=str(error))
    return Row(line, prediction, known)


def _lines(stream: IO[bytes], parse: Any) -> Iterator[tuple[int, Any]]:
    """Numbers of lines, each with an object, or with what is wrong with it."""
    for line in read_lines(stream):
        if not line.raw.strip():
            continue
        if line.is_too_long:
            yield line.number, f"longer than {MAX_LINE_BYTES >> 20} MiB"
            continue
        try:
            yield line.number, parse(line.raw.decode("utf-8"))
        except UnicodeDecodeError:
            yield line.number, "not UTF-8"


def _object(text: str) -> Any:
    try:
        values = json.loads(text)
    except (ValueError, RecursionError):
        return "not JSON"
    return values if isinstance(values, dict) else f"{shown(values)} is not a JSON object"


def _table(stream: IO[bytes], column: str) -> Iterator[tuple[int, Any]]:
    """Rows of a CSV table, whose quoted fields may hold line ends."""
    lines = (
        line.decode("utf-8-sig" if first else "utf-8", "surrogateescape")
        for first, line in _numbered(stream)
    )
    header = next(lines, "")
    delimiter = max(",;\t|", key=header.count)
    names = next(csv.reader([header], delimiter=delimiter), [])
    if column not in names:
        raise InputError(f"there is no column {shown(column)} in the header; there are {names}")
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        first = reader.line_num + 2
        try:
            row = next(reader, None)
        except csv.Error as error:
            yield first, f"not CSV: {error}"
            continue
        if row is None:
            return
        if not any(row):
            continue
        if len(row) != len(names):
            yield first, f"{len(row)} fields, and the header has {len(names)}"
            continue
        yield first, dict(zip(names, row, strict=True))


def _numbered(stream: Iterable[bytes]) -> Iterator[tuple[bool, bytes]]:
    for number, line in enumerate(stream):
        yield number == 0, line
