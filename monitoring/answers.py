"""An answer as it is logged: what was found in a text, and the text only where it is wanted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class LoggedEntity:
    """An entity of a logged answer.

    Attributes:
      label: Its label.
      start: First code point, in the text that was asked for. A redacted text has the same offsets.
      end: Code point after the last.
      score: From 0 to 1.
      accepted: Whether it was accepted, or only suggested.
    """

    label: str
    start: int
    end: int
    score: float
    accepted: bool


@dataclass(frozen=True, slots=True)
class LoggedAnswer:
    """What one text was answered with.

    Attributes:
      at: When, in UTC.
      model: Name of the model.
      version: The version that answered.
      text_hash: Keyed hash of the text, in hexadecimal: equal for equal texts.
      text: The redacted text; None where texts are not logged.
      entities: In the order of their start.
      latency_ms: How long the request took that the text was in, in milliseconds.
      slices: What the caller says of the text, such as its country or bank; redacted.
      characters: Length of the text in code points.
      cut_pieces: Word pieces at its end that the model did not look at.
      kinds: How many of the characters are of each of `data_profile.CHARACTER_KINDS`.
      words: The bucket of each word; see `data_profile.word_buckets`.
    """

    at: datetime
    model: str
    version: int
    text_hash: str
    text: str | None
    entities: tuple[LoggedEntity, ...]
    latency_ms: float
    slices: Mapping[str, str] = field(default_factory=dict)
    characters: int = 0
    cut_pieces: int = 0
    kinds: Mapping[str, int] = field(default_factory=dict)
    words: tuple[int, ...] = ()
