"""What a redaction finds in a text: where, and of which kind."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """What was found. Of equally long finds at one place the first listed kind is kept."""

    CARD_NUMBER = "card_number"
    PHONE = "phone"
    EMAIL = "email"
    NAME = "name"
    ACCOUNT = "account"


class Redaction(NamedTuple):
    """A part of a text to hide: code points `start` up to, not including, `end`."""

    start: int
    end: int
    kind: Kind
