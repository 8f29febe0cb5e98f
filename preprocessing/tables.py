"""CSV files as banks and spreadsheets write them, with commas, semicolons or tabs.

A row that cannot be what it seems is refused with its line, never cut or filled up.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import TextIO

from preprocessing.errors import UserError
from preprocessing.spans import shown

DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
"""What may stand between fields, and its name."""

_SEARCHED_LINES = 30
"""How many lines are searched for a header that other lines stand above."""

_UTF16 = "the file is UTF-16; save it as UTF-8"

_SEPARATOR_LINE = re.compile(r"sep=(.)\s*", re.IGNORECASE)


class TextFileError(UserError, ValueError):
    """A file of texts that cannot be read; the message names the file, the line and what to do."""


def check_encoding(raw: bytes, where: str) -> str:
    """Bytes as text.

    Args:
      raw: A line of a file.
      where: Its place, for messages.

    Raises:
      TextFileError: It is not UTF-8; the message says what it looks like.
    """
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise TextFileError(f"{where}: {_describe_bytes(raw, error.start)}") from None
    if _is_utf16(raw):
        raise TextFileError(f"{where}: {_UTF16}")
    return text


def read_table(path: Path, column: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Rows of a CSV file.

    Args:
      path: The file; UTF-8.
      column: A column that it must have; it also tells what stands between fields.

    Yields:
      The place of a row, as file and line, and its fields by the names in the header.

    Raises:
      TextFileError: It cannot be read.
      OSError: The same, for the system's reasons.
    """
    # In this mode a lone CR ends a line too, as old spreadsheets have it.
    with path.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as stream:
        lines = _checked_lines(stream, path)
        head = list(islice(lines, _SEARCHED_LINES))
        skipped = 0
        if head and (separator := _SEPARATOR_LINE.fullmatch(head[0])):
            # Excel's first line, which no other program takes for anything.
            delimiter, skipped = separator[1], 1
        else:
            delimiter = _delimiter(head[:1], column)
        rows = _rows(chain(head[skipped:], lines), path, delimiter, skipped)
        line, names = next(rows, (1, []))
        _check_header(names, column, delimiter, head, path, line)
        for number, row in rows:
            where = f"{path}:{number}"
            if len(row) < len(names) or any(row[len(names) :]):
                raise TextFileError(
                    f"{where}: the row has {len(row)} fields, and the header {len(names)}; a field "
                    f"with {DELIMITERS.get(delimiter, delimiter)} in it must be quoted"
                )
            yield where, dict(zip(names, row, strict=False))


def _checked_lines(stream: TextIO, path: Path) -> Iterator[str]:
    """Lines of a file with their ends."""
    for number, line in enumerate(stream, 1):
        where = f"{path}:{number}"
        if not line.isascii():
            try:
                line.encode("utf-8")
            except UnicodeEncodeError:
                check_encoding(line.encode("utf-8", "surrogateescape"), where)
                raise TextFileError(f"{where}: not UTF-8") from None
        if "\0" in line:
            check_encoding(line.encode("utf-8"), where)
            raise TextFileError(f"{where}: the line has NUL characters; the file is damaged")
        yield line


def _rows(
    lines: Iterable[str], path: Path, delimiter: str, skipped: int
) -> Iterator[tuple[int, list[str]]]:
    """Rows that are not blank, and the numbers of their first lines."""
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        first = reader.line_num + skipped + 1
        try:
            row = next(reader, None)
        except csv.Error as error:
            last = reader.line_num + skipped
            message = str(error)
            if "unexpected end" in message:
                raise TextFileError(
                    f"{path}:{first}: {message}: a quotation mark opens here and is never closed"
                ) from None
            begun = f" (the row begins in line {first})" if last > first else ""
            raise TextFileError(f"{path}:{last}: {message}{begun}") from None
        if row is None:
            return
        if row:
            yield first, row


def _delimiter(header: Sequence[str], column: str) -> str:
    """What stands between fields: what gives the header the column, or else the commonest."""
    for line in header:
        for delimiter in DELIMITERS:
            if column in _split(line, delimiter):
                return delimiter
        return max(DELIMITERS, key=line.count)
    return ","


def _split(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return []


def _check_header(
    names: Sequence[str],
    column: str,
    delimiter: str,
    head: Sequence[str],
    path: Path,
    line: int,
) -> None:
    if column not in names:
        listed = ", ".join(map(shown, names[:20])) or "none, the file is empty"
        between = f" (between {DELIMITERS[delimiter]})" if delimiter in ";\t|" else ""
        raise TextFileError(
            f"{path}:{line}: there is no column {shown(column)}; name one of {listed}{between}"
            f"{_place_of_header(column, head)}",
            argument="column",
        )
    doubled = [name for name, count in Counter(names).items() if name and count > 1]
    if doubled:
        raise TextFileError(f"{path}:{line}: two columns are named {shown(doubled[0])}; rename one")


def _place_of_header(column: str, head: Sequence[str]) -> str:
    """Where a header stands that is not the first line, as below a bank's account details."""
    for number, line in enumerate(head[1:], 2):
        for delimiter, name in DELIMITERS.items():
            if column in _split(line, delimiter):
                return f"; line {number} has it, between {name}: delete the lines above"
    return ""


def _is_utf16(raw: bytes) -> bool:
    """Whether bytes have UTF-16's mark, or every other one is NUL as in its Latin texts."""
    fewer, more = sorted((raw[::2].count(0), raw[1::2].count(0)))
    is_alternating = len(raw) >= 6 and more > 0.3 * len(raw) and fewer < more / 4
    return raw.startswith((b"\xff\xfe", b"\xfe\xff")) or is_alternating


def _describe_bytes(raw: bytes, start: int) -> str:
    """What bytes look like that are not UTF-8."""
    if _is_utf16(raw):
        return _UTF16
    character = raw[start : start + 1].decode("cp1252", "replace")
    return (
        f"byte {start} is not UTF-8; in Latin-1 or Windows-1252 it is {shown(character)}: save the "
        "file as UTF-8"
    )
