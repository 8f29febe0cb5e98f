"""Which of two models is better, by annotated texts; and how many it takes to tell."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from evaluation.text_counts import Comparison, Interval, TextCounts
from models.export_format import Prediction
from models.span_scoring import MICRO
from preprocessing.records import Record

CONFIDENCE = 0.95
"""Share of the draws that an interval holds; with as much, a verdict is right."""


@dataclass(frozen=True)
class Paired:
    """How far the F1 of a candidate is above that of the baseline, on the same texts.

    Attributes:
      texts: How many texts were compared.
      gains: Candidate minus baseline with an interval, for `micro` and each label that occurs.
    """

    texts: int
    gains: dict[str, Interval]

    @property
    def verdict(self) -> str:
        """For a person: which is better in micro F1, or how many texts would tell."""
        gain = self.gains[MICRO]
        if gain.low > 0:
            return f"the candidate is better: F1 {gain.value:+.4f} ({gain.low:+.4f} or more)"
        if gain.high < 0:
            return f"the baseline is better: F1 {gain.value:+.4f} ({gain.high:+.4f} or less)"
        told = (
            f"{self.texts} texts do not tell which is better: F1 {gain.value:+.4f}, {_ends(gain)}"
        )
        if (needed := self.needed_texts) is None:
            return told
        return f"{told}; if it stays like that, some {needed:,} texts would"

    @property
    def needed_texts(self) -> int | None:
        """So many texts would tell, if the gain stayed what it is.

        None if these do, or there is no gain at all. An interval gets narrower with the square root
        of the number of texts.
        """
        gain = self.gains[MICRO]
        if not gain.low <= 0 <= gain.high or not gain.value:
            return None
        half = (gain.high - gain.low) / 2
        return max(self.texts + 1, math.ceil(self.texts * (half / gain.value) ** 2))

    def to_dict(self) -> dict[str, Any]:
        """Everything, in JSON's types."""
        return {
            "texts": self.texts,
            "gains": {name: asdict(gain) for name, gain in self.gains.items()},
            "verdict": self.verdict,
            "needed_texts": self.needed_texts,
        }


def compare_paired(
    records: Sequence[Record], baseline: Sequence[Prediction], candidate: Sequence[Prediction]
) -> Paired:
    """Compares two models on annotated texts, by a paired bootstrap; see `text_counts`.

    Args:
      records: The texts and their spans.
      baseline: What the baseline predicts for each.
      candidate: What the candidate predicts for each.
    """
    found = [entity.label for one in (*baseline, *candidate) for entity in one.entities]
    labels = sorted({*found, *(span.label for record in records for span in record.spans)})
    old, new = (
        TextCounts.count(
            labels,
            [(record.spans, prediction) for record, prediction in zip(records, made, strict=True)],
        )
        for made in (baseline, candidate)
    )
    comparison = Comparison(new, old, CONFIDENCE)
    gains = {}
    for name in (MICRO, *labels):
        # One of two ends each, so that the interval is two-sided.
        drop = comparison.drop(f"{name}/f1", tests=2)
        gains[name] = Interval(-drop.value, -drop.high, -drop.low)
    return Paired(len(records), gains)


def compare_slices(
    records: Sequence[Record],
    baseline: Sequence[Prediction],
    candidate: Sequence[Prediction],
    least: int,
) -> dict[str, Paired]:
    """Compares two models on slices of annotated texts, as `compare_paired` does on all.

    Args:
      records: The texts and their spans. Each value of their metadata is a slice.
      baseline: What the baseline predicts for each.
      candidate: What the candidate predicts for each.
      least: A slice of fewer texts is left out.

    Returns:
      By slice, such as `bank=ING`, in their order. Each interval holds with `CONFIDENCE` by itself;
      of twenty slices in which nothing differs, one will seem to.
    """
    places: dict[str, list[int]] = {}
    for number, record in enumerate(records):
        for key, value in record.metadata:
            places.setdefault(f"{key}={value}", []).append(number)
    return {
        name: compare_paired(
            [records[number] for number in numbers],
            [baseline[number] for number in numbers],
            [candidate[number] for number in numbers],
        )
        for name, numbers in sorted(places.items())
        if len(numbers) >= least
    }


def least_wins(texts: int) -> int | None:
    """Of so many texts in which two models differ, how many one must win to be the better one.

    By the sign test, with `CONFIDENCE`; None: so few texts decide nothing.
    """
    chance = 0.0
    for wins in range(texts, -1, -1):
        chance += math.comb(texts, wins) / 2**texts
        if 2 * chance > 1 - CONFIDENCE:
            return wins + 1 if wins < texts else None
    return None


def _ends(interval: Interval) -> str:
    return f"{interval.low:+.4f} to {interval.high:+.4f}"
