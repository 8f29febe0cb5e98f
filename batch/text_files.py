"""Rows of JSON Lines and CSV files, from any place where one begins.

The plan cuts files with the same functions that later read the parts, so both see the same rows.
"""

from __future__ import annotations

import codecs
import csv
import json
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import IO, Any, Generic, NamedTuple, TypeVar

from batch.rows import BatchError, Columns, Fault, Reason
from preprocessing.lines import MAX_LINE_BYTES, skip_line
from preprocessing.spans import shown
from preprocessing.tables import DELIMITERS, TextFileError, check_encoding

MAX_ROW_LINES = 100
"""Most lines of a row of a CSV file. A quotation mark that is not closed within so many costs the
row that it opens in, and not the rest of the file."""

_OPEN = "unexpected end of data"
"""What `csv` says of a field in quotation marks that goes on in the next line."""

_TOO_LONG = Fault(Reason.TOO_LONG, f"the line is longer than {MAX_LINE_BYTES >> 20} MiB")


_Content = TypeVar("_Content")


class RawRow(NamedTuple, Generic[_Content]):
    """A row before its values are looked at.

    Attributes:
      offset: Byte of the file at which it begins.
      line: Number of its first line, from 1.
      content: A line of JSON, the fields of a table's row, or what is wrong.
    """

    offset: int
    line: int
    content: _Content | Fault


class _Line(NamedTuple):
    offset: int
    number: int
    raw: bytes
    is_too_long: bool


@dataclass(frozen=True, slots=True)
class Header:
    """The first row of a table.

    Attributes:
      names: Of its columns.
      delimiter: What stands between fields.
      end: Byte at which the next row begins.
      lines: How many lines it has.
    """

    names: list[str]
    delimiter: str
    end: int
    lines: int


def jsonl_rows(stream: IO[bytes], offset: int = 0, line: int = 1) -> Iterator[RawRow[bytes]]:
    """Rows of a JSON Lines file; blank lines are none.

    Args:
      stream: The file; it is read from `offset` on.
      offset: A byte at which a line begins.
      line: Number of that line.
    """
    for each in _lines(stream, offset, line):
        if each.raw.isspace():
            continue
        yield RawRow(each.offset, each.number, _TOO_LONG if each.is_too_long else each.raw)


def json_values(content: bytes | Fault) -> dict[str, Any] | Fault:
    """The object in a line; a fault stays one."""
    if isinstance(content, Fault):
        return content
    try:
        values = json.loads(content.decode("utf-8"))
    except UnicodeDecodeError as error:
        return Fault(Reason.NOT_UTF8, f"byte {error.start} of the line is not UTF-8")
    except (ValueError, RecursionError):
        return Fault(Reason.NOT_JSON, f"{shown(content[:100])} is not JSON")
    if not isinstance(values, dict):
        return Fault(Reason.NOT_AN_OBJECT, f"{shown(values)} is not a JSON object")
    return values


def read_header(stream: IO[bytes], path: str, columns: Columns) -> Header:
    """The header of a table; what stands between its fields is what gives it both columns.

    Args:
      stream: The file.
      path: Its name, for messages.
      columns: The columns that are needed.

    Raises:
      BatchError: There is none with the columns, or two have the same name.
    """
    stream.seek(0)
    try:
        check_encoding(stream.readline(MAX_LINE_BYTES).removeprefix(codecs.BOM_UTF8), f"{path}:1")
    except TextFileError as error:
        raise BatchError(str(error)) from None
    listed: list[str] = []
    for delimiter in DELIMITERS:
        rows = csv_rows(stream, 0, 1, delimiter)
        first, second = next(rows, None), next(rows, None)
        if first is None or not isinstance(first.content, list):
            continue
        names = first.content
        listed = max(listed, names, key=len)
        if {columns.key, columns.text}.issubset(names):
            doubled = [name for name, count in Counter(names).items() if name and count > 1]
            if doubled:
                raise BatchError(f"{path}:1: two columns are named {shown(doubled[0])}; rename one")
            if second is None:
                return Header(names, delimiter, _size(stream), first.line)
            return Header(names, delimiter, second.offset, second.line - 1)
    missing = next(name for name in (columns.text, columns.key) if name not in listed)
    there = ", ".join(map(shown, listed[:20])) or "none"
    raise BatchError(f"{path}:1: there is no column {shown(missing)}; there are {there}")


def csv_rows(
    stream: IO[bytes], offset: int, line: int, delimiter: str
) -> Iterator[RawRow[list[str]]]:
    """Rows of a table, whose quoted fields may hold line ends; blank lines are none.

    Args:
      stream: The file; it is read from `offset` on.
      offset: A byte at which a row begins.
      line: Number of the line there.
      delimiter: What stands between fields.
    """
    lines = _lines(stream, offset, line)
    # What was looked at to find the end of a row that has none.
    ahead: deque[_Line] = deque()
    while True:
        first = ahead.popleft() if ahead else next(lines, None)
        if first is None:
            return
        if not first.raw.strip(b" \r\n"):
            continue
        if first.is_too_long:
            yield RawRow(first.offset, first.number, _TOO_LONG)
            continue
        taken, content = _table_row(first, chain(ahead, lines), delimiter)
        if isinstance(content, Fault):
            # The row is one line, and the next line is looked at afresh.
            ahead = deque([*taken[1:], *list(ahead)[max(0, len(taken) - 1) :]])
        else:
            ahead = deque(list(ahead)[len(taken) - 1 :])
        yield RawRow(first.offset, first.number, content)


def table_values(fields: Sequence[str] | Fault, names: Sequence[str]) -> dict[str, Any] | Fault:
    """The fields of a row by the names in the header; a fault stays one."""
    if isinstance(fields, Fault):
        return fields
    if len(fields) < len(names) or any(fields[len(names) :]):
        return Fault(Reason.FIELD_COUNT, f"{len(fields)} fields, and the header has {len(names)}")
    for name, field in zip(names, fields, strict=False):
        if not field.isascii() and any("\udc80" <= character <= "\udcff" for character in field):
            return Fault(Reason.NOT_UTF8, f"{shown(name)} is not UTF-8")
    return dict(zip(names, fields, strict=False))


def _table_row(
    first: _Line, following: Iterator[_Line], delimiter: str
) -> tuple[list[_Line], list[str] | Fault]:
    """The fields of the row that begins in a line, and the lines that were looked at."""
    taken = [first]
    texts = [_decoded(first)]
    while True:
        try:
            # A quotation mark that closes stands in a line with one; others need no look.
            if len(taken) == 1 or '"' in texts[-1]:
                return taken, next(csv.reader(texts, delimiter=delimiter, strict=True), [])
        except csv.Error as error:
            if _OPEN not in str(error):
                return taken, Fault(Reason.NOT_CSV, str(error))
        line = next(following, None) if len(taken) < MAX_ROW_LINES else None
        if line is None:
            return taken, Fault(Reason.NOT_CSV, "a quotation mark opens here and is never closed")
        taken.append(line)
        if line.is_too_long:
            return taken, Fault(Reason.NOT_CSV, "a quotation mark opens here and is never closed")
        texts.append(_decoded(line))


def _decoded(line: _Line) -> str:
    # Bytes that are no UTF-8 become surrogates, which `table_values` finds.
    return line.raw.decode("utf-8", "surrogateescape")


def _lines(stream: IO[bytes], offset: int, number: int) -> Iterator[_Line]:
    """Lines with their ends, without a byte order mark."""
    stream.seek(offset)
    while raw := stream.readline(MAX_LINE_BYTES + 1):
        size, is_too_long = len(raw), len(raw) > MAX_LINE_BYTES
        if is_too_long and not raw.endswith(b"\n"):
            size += skip_line(stream)
        if offset == 0:
            raw = raw.removeprefix(codecs.BOM_UTF8)
        # A file of nothing but a byte order mark has an empty line.
        yield _Line(offset, number, raw or b"\n", is_too_long)
        offset += size
        number += 1


def _size(stream: IO[bytes]) -> int:
    return stream.seek(0, 2)
