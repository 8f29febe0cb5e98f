"""Lines of a file of any size, each with a bound on its length, so that memory stays bounded."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import IO, NamedTuple

MAX_LINE_BYTES = 16 << 20
"""Longest line of annotations or texts, without its end. One bound for all who read lines: what is
pulled from a server can be trained on."""


class Line(NamedTuple):
    """A line.

    Attributes:
      number: Its number in the file, from 1.
      raw: Its bytes without a line end and, in the first line, without a byte order mark. Of a line
        that is too long, more than `MAX_LINE_BYTES` from its beginning.
      size: Bytes read for it until now, with all that is not in `raw`.
    """

    number: int
    raw: bytes
    size: int

    @property
    def is_too_long(self) -> bool:
        """Whether it has more than `MAX_LINE_BYTES`."""
        return len(self.raw) > MAX_LINE_BYTES


def read_lines(
    stream: IO[bytes], *, first_number: int = 1, max_bytes: int | None = None
) -> Iterator[Line]:
    r"""All lines of a stream, blank ones too.

    Lines end at `\n` or `\r\n` alone: doccano writes U+2028 and U+0085 as they are. The rest of a
    line that is too long is read when the next line is asked for.

    Args:
      stream: The bytes, from where it stands.
      first_number: Number of the first line.
      max_bytes: No line is read that begins so many bytes after the first; None: all are.
    """
    number, position = first_number, 0
    while max_bytes is None or position < max_bytes:
        mark = len(codecs.BOM_UTF8) if number == 1 else 0
        limit = mark + MAX_LINE_BYTES + len(b"\r\n")
        read = stream.readline(limit)
        if not read:
            return
        raw = read.removesuffix(b"\n").removesuffix(b"\r")
        if mark:
            raw = raw.removeprefix(codecs.BOM_UTF8)
        yield Line(number, raw, len(read))
        position += len(read)
        # Some streams give more than they are asked for, zipfile's for one.
        if len(read) >= limit and not read.endswith(b"\n"):
            position += skip_line(stream)
        number += 1


def skip_line(stream: IO[bytes]) -> int:
    """Reads to the end of the line; returns the number of bytes read."""
    skipped = 0
    while part := stream.readline(1 << 20):
        skipped += len(part)
        if part.endswith(b"\n"):
            break
    return skipped
