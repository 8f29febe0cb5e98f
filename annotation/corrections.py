"""What annotators did with the model's suggestions: the model's precision as its users see it.

`txner doccano push` sends texts with suggestions, and keeps those as metadata. A pull brings both
back: the suggestions, and the spans that people left, moved, relabelled, deleted or added.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple

from preprocessing.annotation_files import Chunk, open_chunks, read_pull
from preprocessing.reading import ReadingPlan, ReadOptions, parse_line, read_record
from preprocessing.spans import RejectError, Span

SUGGESTIONS_KEY = "txner_suggestions"
"""Metadata: JSON list of `[start, end, label, score, accepted]`, in code points.

Pushes of earlier versions left out `accepted`.
"""

MODEL_KEY = "txner_model"
"""Metadata: version of the model that made the suggestions."""

SCORE_BANDS = (0.0, 0.5, 0.8, 0.9, 0.95, 0.99)
"""Lower bounds of the bands by which suggestions are counted; the last one ends with 1."""


class Outcome(StrEnum):
    """What became of a span."""

    ACCEPTED = "accepted"
    MOVED = "moved"
    RELABELLED = "relabelled"
    DELETED = "deleted"
    ADDED = "added"


class Suggestion(NamedTuple):
    """A span that the model suggested; start and end in code points, score from 0 to 1.

    What is not accepted the model itself holds for a mere suggestion.
    """

    start: int
    end: int
    label: str
    score: float
    accepted: bool = True


@dataclass
class Corrections:
    """Counts over reviewed texts; mergeable in any order.

    Attributes:
      texts: Texts with suggestions that somebody reviewed.
      waiting: Texts with suggestions that nobody approved yet; they count for nothing else.
      unreadable: Lines whose spans or suggestions cannot be read.
      by_label: Outcomes of each label: of suggestions the suggested one, of added spans their own.
      by_band: Outcomes of the suggestions in each band of scores, by the band's lower bound.
      by_model: Outcomes for each version of the model.
    """

    texts: int = 0
    waiting: int = 0
    unreadable: int = 0
    by_label: Counter[tuple[str, Outcome]] = field(default_factory=Counter)
    by_band: Counter[tuple[float, Outcome]] = field(default_factory=Counter)
    by_model: Counter[tuple[str, Outcome]] = field(default_factory=Counter)

    def add(self, suggestions: Sequence[Suggestion], spans: Sequence[Span], model: str) -> None:
        """Counts a reviewed text."""
        self.texts += 1
        suggested, added = compare(suggestions, spans)
        for suggestion, outcome in zip(suggestions, suggested, strict=True):
            self.by_label[suggestion.label, outcome] += 1
            self.by_band[band_of(suggestion.score), outcome] += 1
            self.by_model[model, outcome] += 1
        for span in added:
            self.by_label[span.label, Outcome.ADDED] += 1
            self.by_model[model, Outcome.ADDED] += 1

    def merge(self, other: Corrections) -> None:
        """Adds the counts of `other`."""
        self.texts += other.texts
        self.waiting += other.waiting
        self.unreadable += other.unreadable
        self.by_label.update(other.by_label)
        self.by_band.update(other.by_band)
        self.by_model.update(other.by_model)

    def to_dict(self) -> dict[str, Any]:
        """Counts and precision of each label, band and model, as JSON has it."""
        return {
            "texts": self.texts,
            "waiting": self.waiting,
            "unreadable": self.unreadable,
            "by_label": tabulate(self.by_label),
            "by_band": {str(band): row for band, row in tabulate(self.by_band).items()},
            "by_model": tabulate(self.by_model),
        }


def tabulate(counts: Counter[tuple[Any, Outcome]]) -> dict[Any, dict[str, float | None]]:
    """For each key its number of each outcome, and `precision`: the share accepted as it was.

    The precision is None where nothing was suggested.
    """
    table: dict[Any, dict[str, float | None]] = {}
    for key in sorted({key for key, _ in counts}):
        row: dict[str, float | None] = {outcome: counts[key, outcome] for outcome in Outcome}
        suggested = sum(counts[key, outcome] for outcome in Outcome if outcome != Outcome.ADDED)
        row["precision"] = counts[key, Outcome.ACCEPTED] / suggested if suggested else None
        table[key] = row
    return table


def band_of(score: float) -> float:
    """Lower bound of the band that a score is in."""
    return max((bound for bound in SCORE_BANDS if score >= bound), default=SCORE_BANDS[0])


def compare(
    suggestions: Sequence[Suggestion], spans: Sequence[Span]
) -> tuple[list[Outcome], list[Span]]:
    """What became of each suggestion, and the spans that answer to none.

    A suggestion is accepted if a span equals it; relabelled if a span has its borders, or overlaps
    it, with another label; moved if a span with its label overlaps it; otherwise deleted. Each span
    answers to one suggestion at most, the closest relation first.

    Args:
      suggestions: What the model suggested.
      spans: What people left.

    Returns:
      An outcome for each suggestion, in their order, and the added spans in theirs.
    """
    outcomes: dict[int, Outcome] = {}
    left = dict.fromkeys(range(len(spans)))

    def match(outcome: Outcome, same_borders: bool, same_label: bool) -> None:
        for number, suggestion in enumerate(suggestions):
            if number in outcomes:
                continue
            for index in left:
                span = spans[index]
                borders = (span.start, span.end) == (suggestion.start, suggestion.end)
                overlap = span.start < suggestion.end and suggestion.start < span.end
                related = borders if same_borders else overlap
                if related and (span.label == suggestion.label) == same_label:
                    outcomes[number] = outcome
                    del left[index]
                    break

    match(Outcome.ACCEPTED, same_borders=True, same_label=True)
    match(Outcome.RELABELLED, same_borders=True, same_label=False)
    match(Outcome.MOVED, same_borders=False, same_label=True)
    match(Outcome.RELABELLED, same_borders=False, same_label=False)
    decided = [outcomes.get(number, Outcome.DELETED) for number in range(len(suggestions))]
    return decided, [spans[index] for index in left]


def read_corrections(plan: ReadingPlan) -> Corrections:
    """Counts what became of the suggestions in annotations.

    Texts that came without suggestions do not count. Where approval is known, only approved texts
    do: an untouched suggestion that nobody looked at is not an accepted one.

    Args:
      plan: The files and their offset units.

    Raises:
      InputError: A file cannot be read.
    """
    corrections = Corrections()
    for chunk, numbered in open_chunks(plan.chunks):
        corrections.merge(_read_chunk(chunk, numbered))
    return corrections


def _read_chunk(chunk: Chunk, numbered: Iterable[tuple[int, bytes]]) -> Corrections:
    corrections = Corrections()
    pull = read_pull(chunk)
    for number, raw in numbered:
        if SUGGESTIONS_KEY.encode() not in raw:
            continue
        try:
            values = parse_line(raw)
            record = read_record(values, chunk, number, ReadOptions(None))
            if values.get(SUGGESTIONS_KEY) in (None, ""):
                continue  # a text of the same project that was sent without suggestions
            suggestions = parse_suggestions(values[SUGGESTIONS_KEY])
        except (RejectError, ValueError):
            corrections.unreadable += 1
            continue
        approved = pull is None or pull.approved is None or record.id in pull.approved
        if approved:
            corrections.add(suggestions, record.spans, str(values.get(MODEL_KEY) or ""))
        else:
            corrections.waiting += 1
    return corrections


def parse_suggestions(text: str) -> list[Suggestion]:
    """Suggestions as the metadata holds them.

    Raises:
      ValueError: It is not what was sent.
    """
    entries = json.loads(text) if isinstance(text, str) else None
    if not isinstance(entries, list):
        raise ValueError("suggestions must be a JSON list")
    suggestions = []
    for entry in entries:
        match entry:
            case [int(start), int(end), str(label), float() | int() as score]:
                suggestions.append(Suggestion(start, end, label, float(score)))
            case [int(start), int(end), str(label), float() | int() as score, bool(accepted)]:
                suggestions.append(Suggestion(start, end, label, float(score), accepted))
            case _:
                raise ValueError(f"not a suggestion: {entry!r}")
    return suggestions


def dump_suggestions(suggestions: Iterable[Suggestion]) -> str:
    """Inverse of `parse_suggestions`, with scores of 4 digits."""
    entries = [[*one[:3], round(one.score, 4), one.accepted] for one in suggestions]
    return json.dumps(entries, ensure_ascii=False, separators=(",", ":"))
