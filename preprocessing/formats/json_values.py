"""The values of a JSON file, however it is laid out: one a line, an array, or pretty-printed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from preprocessing.formats.texts import FormatError

_SPACE = re.compile(r"[ \t\r\n]*")
_DECODER = json.JSONDecoder()


def read_values(content: str, name: str) -> Iterator[tuple[int, Any]]:
    """Values one after the other; of an array its elements.

    Args:
      content: The file.
      name: What messages call it.

    Yields:
      The number of the line that a value begins in, from 1, and the value. A list that begins with
      a string, as spaCy's `[text, {...}]`, is one value.

    Raises:
      FormatError: It is not JSON; the message names the line.
    """
    lines = _Lines(content)
    at = _skip(content, 0)
    while at < len(content):
        if content[at] == "[" and not content.startswith('"', _skip(content, at + 1)):
            for start, value, end in _elements(content, at, lines, name):
                at = end
                if start >= 0:
                    yield lines.number(start), value
        else:
            line = lines.number(at)
            value, at = _decode(content, at, lines, name)
            yield line, value
        at = _skip(content, at)


class _Lines:
    """Numbers of lines, for offsets that only rise."""

    def __init__(self, content: str) -> None:
        self._content = content
        self._at, self._number = 0, 1

    def number(self, offset: int) -> int:
        """The number of the line that an offset is in."""
        self._number += self._content.count("\n", self._at, offset)
        self._at = max(self._at, offset)
        return self._number


def _elements(content: str, at: int, lines: _Lines, name: str) -> Iterator[tuple[int, Any, int]]:
    """Start, value and end of each element of an array, and last -1, None and the array's end."""
    at = _skip(content, at + 1)
    while not content.startswith("]", at):
        start = at
        value, end = _decode(content, at, lines, name)
        yield start, value, end
        at = _skip(content, end)
        if content.startswith(",", at):
            at = _skip(content, at + 1)
        elif not content.startswith("]", at):
            raise FormatError(f"{name}:{lines.number(at)}: `,` or `]` is missing in an array")
    yield -1, None, at + 1


def _decode(content: str, at: int, lines: _Lines, name: str) -> tuple[Any, int]:
    try:
        return _DECODER.raw_decode(content, at)
    except json.JSONDecodeError as error:
        line = lines.number(error.pos)
        raise FormatError(f"{name}:{line}: not JSON: {error.msg}") from None
    except (ValueError, RecursionError) as error:
        what = "nested too deep" if isinstance(error, RecursionError) else str(error)
        raise FormatError(f"{name}:{lines.number(at)}: not JSON: {what}") from None


def _skip(content: str, at: int) -> int:
    match = _SPACE.match(content, at)
    return match.end() if match else at
