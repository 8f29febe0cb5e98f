"""How spans lie on the words of their texts: offsets that are wrong everywhere alike show in it.

A span that begins or ends within a word may be right, where a bank glues fields together. Where
most do, and would not with inclusive ends or in bytes, their offsets were made to be read so.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple

from preprocessing.spans import OffsetUnit, Span, boundaries, shown, trim

MIN_FITTING = 3
"""Spans that another reading must place better before it is worth a word."""

MIN_MISPLACED = 10
"""The same, where no other reading does."""

WARN_FRACTION = 0.1
"""Share of spans that another reading would place better, above which a person is told."""

WARN_MISPLACED_FRACTION = 0.25
"""Share of spans that begin or end within words, above which a person is told."""

MAX_EXAMPLES = 3
"""Examples of a finding."""


# Of a SEPA payment's fields, such as `SVWZ+`, which banks glue to the value of the one before.
_KEY = re.compile(r"[A-Z]{4}\+")


class Guess(StrEnum):
    """How offsets may have been meant."""

    UTF8 = "UTF-8 bytes"
    UTF16 = "UTF-16 units"
    GRAPHEME = "grapheme clusters"
    CODEPOINT = "characters"
    INCLUSIVE = "inclusive ends"
    FROM_ONE = "offsets from 1"
    FROM_ONE_INCLUSIVE = "offsets from 1 with inclusive ends"
    ONE_EARLY = "offsets that are one too low"


_SHIFTS = {
    Guess.INCLUSIVE: (0, 1),
    Guess.FROM_ONE: (-1, -1),
    Guess.FROM_ONE_INCLUSIVE: (-1, 0),
    Guess.ONE_EARLY: (1, 1),
}
_UNITS = {
    OffsetUnit.UTF16: Guess.UTF16,
    OffsetUnit.GRAPHEME: Guess.GRAPHEME,
    OffsetUnit.CODEPOINT: Guess.CODEPOINT,
}


class Example(NamedTuple):
    """A span that another reading would place better.

    Attributes:
      line: Number of its line, from 1.
      read: What it covers, shortened.
      fitting: What it would cover, shortened; "" where no reading is better.
    """

    line: int
    read: str
    fitting: str

    def __str__(self) -> str:
        """As messages name it."""
        rather = f" rather than {self.fitting}" if self.fitting else ""
        return f"line {self.line}: {self.read}{rather}"


@dataclass
class FilePlacement:
    """Counts over the spans of a file; mergeable in any order.

    Attributes:
      spans: Spans seen.
      misplaced: Those that begin or end within a word, or outside of the text.
      differing: For each guess that is another unit, spans that it reads differently.
      fitting: For each guess, misplaced spans that it places on words.
      examples: The first of these; under "" those that no guess places better.
    """

    spans: int = 0
    misplaced: int = 0
    differing: Counter[str] = field(default_factory=Counter)
    fitting: Counter[str] = field(default_factory=Counter)
    examples: dict[str, list[Example]] = field(default_factory=dict)

    def merge(self, other: FilePlacement) -> None:
        """Adds the counts of `other`."""
        self.spans += other.spans
        self.misplaced += other.misplaced
        self.differing.update(other.differing)
        self.fitting.update(other.fitting)
        for guess, examples in other.examples.items():
            for example in examples:
                self.note(guess, example)

    def note(self, guess: str, example: Example) -> None:
        """Remembers an example, if it is among the first."""
        examples = self.examples.setdefault(guess, [])
        if len(examples) < MAX_EXAMPLES or example < examples[-1]:
            self.examples[guess] = sorted([*examples, example])[:MAX_EXAMPLES]


class Finding(NamedTuple):
    """What the spans of a file suggest.

    Attributes:
      source: The file.
      fraction: Share of the spans that speak for it, of those that could.
      message: For a person; names the file, the likely meaning of the offsets, and examples.
    """

    source: str
    fraction: float
    message: str


@dataclass
class Placement:
    """How spans lie on words, for each file; mergeable in any order."""

    files: dict[str, FilePlacement] = field(default_factory=dict)

    def add(
        self, text: str, raw_spans: Sequence[Any], unit: OffsetUnit, source: str, line: int
    ) -> None:
        """Takes a line into account.

        Args:
          text: Its text.
          raw_spans: Its spans as exported; malformed ones make the line say nothing.
          unit: What their offsets are taken to count.
          source: The file.
          line: Number of the line, from 1.
        """
        spans = _offsets(raw_spans)
        if not spans:
            return
        counts = self.files.get(source) or self.files.setdefault(source, FilePlacement())
        counts.spans += len(spans)
        if text.isascii():
            # All units agree, and most spans are between spaces; this is asked of each span.
            length = len(text)
            spans = [
                span
                for span in spans
                if span[1] > length
                or (span[1] < length and text[span[1]].isalnum())
                or (span[0] and text[span[0] - 1].isalnum())
            ]
            if not spans:
                return
            readings = {}
        else:
            readings = _other_readings(text, unit)
        known = boundaries(text, unit)
        for span in spans:
            _add_span(counts, text, span, known, readings, line)

    def to_dict(self) -> dict[str, Any]:
        """As JSON has it: the counts of each file."""
        return {
            source: {
                **vars(counts),
                "differing": dict(counts.differing),
                "fitting": dict(counts.fitting),
            }
            for source, counts in sorted(self.files.items())
        }

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Placement:
        """Inverse of `to_dict`."""
        placement = cls()
        for source, counts in values.items():
            placement.files[source] = FilePlacement(
                spans=counts["spans"],
                misplaced=counts["misplaced"],
                differing=Counter(counts["differing"]),
                fitting=Counter(counts["fitting"]),
                examples={
                    guess: [Example(*example) for example in examples]
                    for guess, examples in counts["examples"].items()
                },
            )
        return placement

    def merge(self, other: Placement) -> None:
        """Adds the counts of `other`."""
        for source, counts in other.files.items():
            self.files.setdefault(source, FilePlacement()).merge(counts)

    def findings(self) -> list[Finding]:
        """What is worth telling, the worst first."""
        findings = (_finding(source, counts) for source, counts in self.files.items())
        return sorted(
            (finding for finding in findings if finding),
            key=lambda finding: (-finding.fraction, finding.source),
        )


def _offsets(raw_spans: Sequence[Any]) -> list[tuple[int, int]]:
    """Start and end of each span; none if one is not what `check_shape` takes."""
    offsets = []
    for raw in raw_spans:
        try:
            if isinstance(raw, dict):
                raw = (raw["start_offset"], raw["end_offset"], raw["label"])
            start, end, _ = raw
            if type(start) is not int or type(end) is not int or not 0 <= start < end:
                return []
        except (ValueError, KeyError, TypeError):
            return []
        offsets.append((start, end))
    return offsets


def _add_span(
    counts: FilePlacement,
    text: str,
    span: tuple[int, int],
    known: Sequence[int],
    readings: Mapping[Guess, Sequence[int]],
    line: int,
) -> None:
    """Counts a span, given in the file's unit.

    Args:
      counts: Those of its file.
      text: Its text.
      span: Start and end.
      known: What `boundaries` gives for the file's unit.
      readings: The same for other units.
      line: Number of its line.
    """
    place = _convert(span, known)
    # White space at the edges will be cut off.
    is_placed = place is not None and _is_on_words(text, *trim(text, Span(*place, ""))[:2])
    guesses = []
    for guess, offsets in readings.items():
        other = _convert(span, offsets)
        if other == place:
            continue
        counts.differing[guess] += 1
        if not is_placed and other and _fits(text, *other):
            guesses.append((guess, other))
    if is_placed:
        return
    counts.misplaced += 1
    if place:
        shifted = [(guess, _shift(place, guess)) for guess in _SHIFTS]
        guesses += [(guess, other) for guess, other in shifted if _fits(text, *other)]
    read = shown(text[slice(*place)] if place else list(span))
    for guess, (start, end) in guesses:
        counts.fitting[guess] += 1
        counts.note(guess, Example(line, read, shown(text[start:end])))
    if not guesses:
        counts.note("", Example(line, read, ""))


def _other_readings(text: str, unit: OffsetUnit) -> dict[Guess, Sequence[int]]:
    """For each other unit, and for UTF-8 bytes, what `boundaries` gives."""
    readings = {guess: boundaries(text, other) for other, guess in _UNITS.items() if other != unit}
    return {Guess.UTF8: _utf8_boundaries(text), **readings}


def _utf8_boundaries(text: str) -> list[int]:
    """For each byte offset of `text` its code-point offset, or -1 within a character."""
    offsets = []
    for index, character in enumerate(text):
        offsets += [index, *[-1] * (len(character.encode("utf-8", "surrogatepass")) - 1)]
    return [*offsets, len(text)]


def _convert(span: tuple[int, int], known: Sequence[int]) -> tuple[int, int] | None:
    """Start and end in code points, or None if they are none."""
    if span[1] >= len(known):
        return None
    start, end = known[span[0]], known[span[1]]
    return None if start < 0 or end <= start else (start, end)


def _shift(place: tuple[int, int], guess: Guess) -> tuple[int, int]:
    start, end = _SHIFTS[guess]
    return place[0] + start, place[1] + end


def _fits(text: str, start: int, end: int) -> bool:
    """Whether a span would lie on words, and not on punctuation alone."""
    return _is_on_words(text, start, end) and any(map(str.isalnum, text[start:end]))


def _is_on_words(text: str, start: int, end: int) -> bool:
    """Whether a span lies in the text, and has neither white space nor half a word at its edges."""
    return (
        0 <= start < end <= len(text)
        and not text[start].isspace()
        and not text[end - 1].isspace()
        and not _is_within_word(text, start)
        and not _is_within_word(text, end)
    )


def _is_within_word(text: str, offset: int) -> bool:
    """Whether the characters on both sides belong to one word, for all that can be told.

    Letters and digits may be glued, a capital or a key may begin a field, and scripts whose letters
    have no case may write no spaces: what is not sure does not count.
    """
    if not 0 < offset < len(text):
        return False
    left, right = text[offset - 1], text[offset]
    if left.isdigit() and right.isdigit():
        return True
    if right > "\x7f" and unicodedata.combining(right):
        return True
    if not (left.isalpha() and right.isalpha()):
        return False
    if _KEY.match(text, offset):
        return False
    return not (left.islower() and right.isupper()) and _has_case(left) and _has_case(right)


def _has_case(letter: str) -> bool:
    return letter.islower() or letter.isupper() or letter.istitle()


def lies_on_words_in_bytes(text: str, spans: Sequence[Span]) -> bool:
    """Whether offsets that count UTF-8 bytes put all spans on words."""
    offsets = _utf8_boundaries(text)
    places = [_convert((span.start, span.end), offsets) for span in spans]
    return all(place is not None and _fits(text, *place) for place in places)


def _finding(source: str, counts: FilePlacement) -> Finding | None:
    shares = [
        (fitting / (counts.differing[guess] or counts.spans), fitting, guess)
        for guess, fitting in counts.fitting.items()
        if fitting >= MIN_FITTING
    ]
    share, fitting, guess = max(shares, default=(0.0, 0, ""))
    if share > WARN_FRACTION:
        of = counts.differing[guess] or counts.spans
        return Finding(
            source,
            share,
            f"{source}: {fitting} of {of} spans begin or end within a word, and would "
            f"not with {guess} ({_listed(counts.examples[guess])})",
        )
    share = counts.misplaced / counts.spans
    if counts.misplaced < MIN_MISPLACED or share <= WARN_MISPLACED_FRACTION:
        return None
    examples = counts.examples.get("") or next(iter(counts.examples.values()))
    return Finding(
        source,
        share,
        f"{source}: {counts.misplaced} of {counts.spans} spans begin or end within a word "
        f"({_listed(examples)})",
    )


def _listed(examples: Iterable[Example]) -> str:
    return "; ".join(map(str, examples))
