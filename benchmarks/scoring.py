"""Predicted spans against annotated ones: the project's own figures, checked against seqeval's."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path

from models.span_scoring import MACRO, MICRO, Figures, SpanCounts
from preprocessing.records import Record
from preprocessing.spans import Span

TOLERANCE = 1e-9


class DisagreementError(AssertionError):
    """Two scorers that should agree do not; the message names the figure."""


def read_predictions(path: Path) -> list[list[Span]]:
    """The spans of each text, as a contender wrote them."""
    lines = path.read_text("utf-8").splitlines()
    return [[Span(*span) for span in json.loads(line)] for line in lines]


def score(
    records: Sequence[Record], predicted: Sequence[Sequence[Span]], labels: Sequence[str]
) -> dict[str, Figures]:
    """Figures of each label, of `micro` and of `macro`; a span counts if it is exactly right."""
    counts = SpanCounts()
    for record, spans in zip(records, predicted, strict=True):
        counts.add(record.spans, spans)
    return counts.figures(labels)


def has_tags(spans: Sequence[Span]) -> bool:
    """Whether spans can be written as tags: none is empty, and none overlaps another."""
    ordered = sorted(spans)
    return all(span.start < span.end for span in ordered) and all(
        left.end <= right.start for left, right in pairwise(ordered)
    )


def compare(ours: Mapping[str, Figures], theirs: Mapping[str, Sequence[float]]) -> None:
    """Holds figures against seqeval's.

    Labels that were predicted and never annotated count in seqeval's macro average and not in the
    project's, so that is made of the labels here.

    Args:
      ours: From `score`.
      theirs: Precision, recall, F1 and support of each label that occurs, and of `micro`.

    Raises:
      DisagreementError: They differ by more than 1e-9.
    """
    names = [name for name in ours if name != MACRO]
    nothing = (0.0, 0.0, 0.0, 0)
    for name in names:
        entry = ours[name]
        figures = (entry.precision, entry.recall, entry.f1, entry.support)
        _hold(name, figures, theirs.get(name, nothing))
    supported = [row for name, row in theirs.items() if name not in (MICRO, MACRO) and row[3]]
    if supported:
        average = [sum(row[i] for row in supported) / len(supported) for i in range(3)]
        macro = ours[MACRO]
        _hold(MACRO, (macro.precision, macro.recall, macro.f1), average)


def _hold(name: str, ours: Sequence[float], theirs: Sequence[float]) -> None:
    for figure, own, other in zip(("precision", "recall", "F1", "support"), ours, theirs):  # noqa: B905 - macro has no support
        if abs(own - other) > TOLERANCE:
            raise DisagreementError(f"{name}: the {figure} is {own!r}, and seqeval says {other!r}")
