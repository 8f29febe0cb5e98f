"""What other tools' files are converted to: texts with spans, as a line of doccano's."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, NamedTuple

from preprocessing.errors import UserError
from preprocessing.spans import shown


class FormatError(UserError, ValueError):
    """A file that is not what it is taken for; the message names the file and the line."""


class Marked(NamedTuple):
    """A text and what is marked in it.

    Attributes:
      text: The text.
      spans: Start, end and label of each, in code points.
      rest: What else its line shall have, such as an id.
    """

    text: str
    spans: Sequence[tuple[int, int, str]] = ()
    rest: tuple[tuple[str, Any], ...] = ()

    def to_json(self) -> str:
        """A line as doccano exports it."""
        values = {**dict(self.rest), "text": self.text, "label": [list(s) for s in self.spans]}
        return json.dumps(values, ensure_ascii=False)


class Skipped(NamedTuple):
    """An entry that has no annotation to convert.

    Attributes:
      why: The reason, the same for all of its kind.
    """

    why: str


def read_text(values: dict[str, Any], key: str = "text") -> str:
    """The text of an entry.

    Raises:
      FormatError: There is none.
    """
    text = values.get(key)
    if not isinstance(text, str):
        raise FormatError(f"`{key}` is {shown(text)}, not a string")
    return text


def read_span(start: object, end: object, label: object, text: str) -> tuple[int, int, str]:
    """A span whose offsets count code points.

    Raises:
      FormatError: It is no span of the text.
    """
    named = f"span {shown([start, end, label])}"
    if type(start) is not int or type(end) is not int or not isinstance(label, str):
        raise FormatError(f"{named} is not a start, an end and a label")
    if not 0 <= start < end <= len(text):
        raise FormatError(f"{named} is no part of the text, which has {len(text)} characters")
    return start, end, label


def read_list(values: dict[str, Any], key: str) -> list[Any]:
    """A list of an entry.

    Raises:
      FormatError: There is none.
    """
    entries = values.get(key)
    if not isinstance(entries, list):
        raise FormatError(f"`{key}` is {shown(entries)}, not a list")
    return entries


def read_id(values: dict[str, Any]) -> tuple[tuple[str, Any], ...]:
    """The id of an entry, if it has one, for `Marked.rest`."""
    identifier = values.get("id")
    return (("id", identifier),) if isinstance(identifier, int | str) else ()
