"""Cases: texts that were answered in production and whose right spans somebody told afterwards.

Customers tell them through an application, annotators in audits and corrections. A case holds the
redacted text and nothing that the redaction hid, so it may be kept for as long as models are tried
on it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from itertools import groupby, pairwise

from monitoring.answers import LoggedEntity
from preprocessing.spans import Span, shown


class Source(StrEnum):
    """Who told the right spans."""

    FEEDBACK = "feedback"
    AUDIT = "audit"
    CORRECTION = "correction"


@dataclass(frozen=True, slots=True)
class Case:
    """One text, what it was answered with, and what would have been right.

    Attributes:
      model: Name of the model.
      version: The version that answered.
      text: The text, redacted where redaction is on; no NUL, no lone surrogate.
      answered: What was answered, in the order of the start.
      right: The right spans in code points, in order, not overlapping.
      source: Who told them.
      at: When they were told, in UTC.
      slices: What is known of the text, such as its country or bank.
      times: How often the same was told; the store counts it.
      contested: Whether another case says otherwise of the same text; the store tells.

    Raises:
      ValueError: The text or the spans are not as they must be.
    """

    model: str
    version: int
    text: str
    answered: tuple[LoggedEntity, ...]
    right: tuple[Span, ...]
    source: Source
    at: datetime
    slices: Mapping[str, str] = field(default_factory=dict)
    times: int = 1
    contested: bool = False

    def __post_init__(self) -> None:
        if not self.text or "\0" in self.text or any("\ud800" <= c <= "\udfff" for c in self.text):
            raise ValueError(f"text {shown(self.text)} is empty or has a NUL or a lone surrogate")
        if self.at.tzinfo is None:
            raise ValueError("the time of a case needs a time zone")
        if any(not 0 <= one.score <= 1 for one in self.answered):
            raise ValueError(f"a score of the text {shown(self.text)} is not from 0 to 1")
        for name, spans in (("answered", self.answered), ("right", self.right)):
            places = [(span.start, span.end) for span in spans]
            if any(not 0 <= start < end <= len(self.text) for start, end in places):
                raise ValueError(f"{name}: a span lies outside the text {shown(self.text)}")
            if any(before[1] > after[0] for before, after in pairwise(places)):
                raise ValueError(
                    f"{name}: spans of the text {shown(self.text)} overlap or are not in order"
                )

    @property
    def text_hash(self) -> str:
        """Hash of the redacted text: it tells nothing of what was hidden. 32 hexadecimal digits."""
        return text_hash(self.text)

    @property
    def identity(self) -> str:
        """Equal for cases that say the same. 32 hexadecimal digits.

        Neither time and slices nor scores count: the same version gives the same text slightly
        different scores on different machines.
        """
        answered = [[one.label, one.start, one.end, one.accepted] for one in self.answered]
        parts = [self.model, self.version, self.text, answered, self.right, self.source]
        return _digest(json.dumps(parts))

    @property
    def is_told_by_annotator(self) -> bool:
        """Whether somebody told it whose task it is."""
        return self.source is not Source.FEEDBACK


def text_hash(text: str) -> str:
    """Hash of a redacted text; 32 hexadecimal digits."""
    return _digest(text)


def mark_contested(cases: Iterable[Case]) -> Iterator[Case]:
    """The cases with `contested` set.

    Of a text that annotators told something of, what they told last stands, and whatever differs is
    contested. Otherwise all cases of the text are contested as soon as two differ.

    Args:
      cases: Cases of one model; those of a text come one after the other.
    """
    for _, group in groupby(cases, key=lambda case: case.text_hash):
        same_text = list(group)
        told = [case for case in same_text if case.is_told_by_annotator]
        last = max((case.at for case in told), default=None)
        standing = [case for case in told if case.at == last] or same_text
        rights = {case.right for case in standing}
        for case in same_text:
            contested = len(rights) > 1 or case.right not in rights
            yield case if case.contested == contested else replace(case, contested=contested)


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()
