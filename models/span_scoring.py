"""Exact-match span metrics: counts that can be added up, and the figures made of them.

A predicted span counts as right if start, end and label equal those of a gold span. Labels without
gold spans have no recall; they are left out of the macro average. Pure Python.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields

from preprocessing.spans import Span

MICRO = "micro"
MACRO = "macro"


@dataclass(frozen=True)
class Figures:
    """Precision, recall and F1, from 0 to 1, and the number of gold spans."""

    precision: float
    recall: float
    f1: float
    support: int


FIGURE_KINDS = tuple(entry.name for entry in fields(Figures))
"""Kinds of figures: the part of a figure's name after the slash."""

RATIO_KINDS = tuple(kind for kind in FIGURE_KINDS if kind != "support")
"""Those that are from 0 to 1, and can have a bound."""


@dataclass
class SpanCounts:
    """Counts of spans for each label.

    Attributes:
      right: Predicted spans that equal a gold span.
      predicted: Predicted spans.
      gold: Gold spans.
    """

    right: Counter[str] = field(default_factory=Counter)
    predicted: Counter[str] = field(default_factory=Counter)
    gold: Counter[str] = field(default_factory=Counter)

    def add(self, gold: Iterable[Span], predicted: Iterable[Span]) -> None:
        """Counts the spans of one text."""
        gold_set, predicted_set = set(gold), set(predicted)
        self.right.update(span.label for span in gold_set & predicted_set)
        self.predicted.update(span.label for span in predicted_set)
        self.gold.update(span.label for span in gold_set)

    def merge(self, other: SpanCounts) -> None:
        """Adds the counts of `other`."""
        self.right.update(other.right)
        self.predicted.update(other.predicted)
        self.gold.update(other.gold)

    def figures(self, labels: Sequence[str]) -> dict[str, Figures]:
        """Figures of each of `labels`, and of all under `micro` and `macro`.

        A precision or recall with nothing to divide by is 0.
        """
        by_label = {
            label: _figures(self.right[label], self.predicted[label], self.gold[label])
            for label in labels
        }
        with_support = [figures for figures in by_label.values() if figures.support]
        count = max(len(with_support), 1)
        total = self.gold.total()
        return {
            **by_label,
            MICRO: _figures(self.right.total(), self.predicted.total(), total),
            MACRO: Figures(
                precision=sum(figures.precision for figures in with_support) / count,
                recall=sum(figures.recall for figures in with_support) / count,
                f1=sum(figures.f1 for figures in with_support) / count,
                support=total,
            ),
        }


def flatten(figures: Mapping[str, Figures]) -> dict[str, float]:
    """Figures as a flat dict, such as `{"micro/f1": 0.97, "PARTY/support": 312}`."""
    return {
        f"{name}/{key}": value
        for name, entry in figures.items()
        for key, value in vars(entry).items()
    }


def unflatten(flat: Mapping[str, float], labels: Sequence[str]) -> dict[str, Figures]:
    """Inverse of `flatten` for the figures of `labels` and the averages."""
    return {
        name: Figures(
            precision=flat[f"{name}/precision"],
            recall=flat[f"{name}/recall"],
            f1=flat[f"{name}/f1"],
            support=int(flat[f"{name}/support"]),
        )
        for name in (*labels, MICRO, MACRO)
    }


def named_figures(flat: Mapping[str, float]) -> dict[str, Figures]:
    """Figures of whatever labels a flat dict has, in its order, and then of the averages.

    Names without all kinds of figures are left out; without the averages nothing is left.
    """
    names = dict.fromkeys(name.rpartition("/")[0] for name in flat)
    whole = [name for name in names if all(f"{name}/{kind}" in flat for kind in FIGURE_KINDS)]
    if MICRO not in whole or MACRO not in whole:
        return {}
    return unflatten(flat, [name for name in whole if name not in (MICRO, MACRO)])


def _figures(right: int, predicted: int, gold: int) -> Figures:
    return Figures(
        precision=right / predicted if predicted else 0.0,
        recall=right / gold if gold else 0.0,
        f1=2 * right / (predicted + gold) if predicted + gold else 0.0,
        support=gold,
    )
