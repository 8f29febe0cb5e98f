"""What a model got right in each text, so that figures can say how sure they are.

Texts are drawn again with replacement, as many as there are, and the figures of each draw tell how
far they would differ on other texts of the kind. Two models are compared on the same draws, so that
what is hard for both does not blur the difference (paired bootstrap: Efron and Tibshirani, "An
Introduction to the Bootstrap", 1993; Koehn, "Statistical Significance Tests for Machine Translation
Evaluation", EMNLP 2004). Pure Python and numpy.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from models.export_format import Prediction
from models.span_scoring import MACRO, MICRO, RATIO_KINDS
from preprocessing.spans import Span

ACCEPTED = "accepted"
"""In names of figures: the entities that a model marks as accepted."""

ACCEPTED_KINDS = ("precision", "share")
"""Of `accepted`: how many of them are right, and how many of all entities are accepted."""

EVERY_LABEL = "*"
"""In names of figures with bounds: each label."""

DRAWS = 1000
"""How often texts are drawn again."""

_SEED = 20040725
_MAX_WEIGHTS = 5_000_000  # numbers held at a time; 40 MB
_KINDS_OF_COUNTS = 3  # right, predicted, gold


@dataclass(frozen=True)
class TextCounts:
    """Counts of spans in each text.

    Attributes:
      labels: The labels.
      spans: int64 `[texts, labels, 3]`: spans that are right, that were predicted, that are gold.
      accepted: int64 `[texts, 2]`: entities marked as accepted, and those of them that are right.
      slices: For each text, what slices it is in, such as `country=DE`.
    """

    labels: tuple[str, ...]
    spans: npt.NDArray[np.int64]
    accepted: npt.NDArray[np.int64]
    slices: tuple[tuple[str, ...], ...]

    @classmethod
    def count(
        cls,
        labels: Sequence[str],
        texts: Iterable[tuple[Sequence[Span], Prediction]],
        slices: Iterable[Sequence[str]] = (),
    ) -> TextCounts:
        """Counts gold spans and what a model predicted.

        Args:
          labels: The labels; spans of others do not count.
          texts: Gold spans, in code points, and the prediction of each text.
          slices: What slices each text is in; empty if in none.
        """
        index = {label: number for number, label in enumerate(labels)}
        spans, accepted = [], []
        for gold, prediction in texts:
            row = np.zeros((len(labels), _KINDS_OF_COUNTS), np.int64)
            wanted = {span for span in gold if span.label in index}
            predicted = {
                Span(entity.start, entity.end, entity.label): entity.accepted
                for entity in prediction.entities
                if entity.label in index
            }
            for column, group in enumerate((wanted & predicted.keys(), predicted, wanted)):
                for span in group:
                    row[index[span.label], column] += 1
            sure = [span for span, is_accepted in predicted.items() if is_accepted]
            spans.append(row)
            accepted.append((len(sure), sum(span in wanted for span in sure)))
        names = tuple(tuple(entry) for entry in slices)
        return cls(
            tuple(labels),
            np.array(spans, np.int64).reshape(-1, len(labels), _KINDS_OF_COUNTS),
            np.array(accepted, np.int64).reshape(-1, 2),
            names or ((),) * len(spans),
        )

    @property
    def texts(self) -> int:
        """Number of texts."""
        return len(self.spans)

    def select(self, rows: npt.NDArray[np.int64]) -> TextCounts:
        """Some of the texts, by their indices."""
        slices = tuple(self.slices[row] for row in rows)
        return TextCounts(self.labels, self.spans[rows], self.accepted[rows], slices)

    def rows_of(self, key: str) -> dict[str, npt.NDArray[np.int64]]:
        """Indices of the texts of each slice of a key of metadata, such as `country=DE`."""
        rows: dict[str, list[int]] = {}
        for row, names in enumerate(self.slices):
            for name in names:
                if name.startswith(f"{key}="):
                    rows.setdefault(name, []).append(row)
        return {name: np.array(rows[name]) for name in sorted(rows)}

    def figure(self, name: str) -> float:
        """One figure, such as `micro/f1`; NaN if there is none of this name."""
        return float(_figures(self.labels, name, _Totals.of(self, np.ones((1, self.texts))))[0])

    def to_bytes(self) -> bytes:
        """The counts as a file of numpy arrays."""
        buffer = io.BytesIO()
        np.savez_compressed(
            buffer,
            labels=np.array(self.labels, np.str_),
            spans=self.spans,
            accepted=self.accepted,
            slices=np.array(["\n".join(names) for names in self.slices], np.str_),
        )
        return buffer.getvalue()

    @classmethod
    def from_bytes(cls, content: bytes) -> TextCounts:
        """Inverse of `to_bytes`."""
        arrays: Mapping[str, Any] = np.load(io.BytesIO(content), allow_pickle=False)
        slices = tuple(tuple(names.split("\n")) if names else () for names in arrays["slices"])
        labels = tuple(str(label) for label in arrays["labels"])
        return cls(labels, arrays["spans"], arrays["accepted"], slices)


@dataclass(frozen=True)
class Interval:
    """Where a figure lies.

    Attributes:
      value: The figure on all texts.
      low: The end below which it lies with half of `1 - confidence`.
      high: The end above which it lies with as much.
    """

    value: float
    low: float
    high: float

    def __str__(self) -> str:
        """Such as `0.9012 to 0.9231`."""
        return f"{self.low:.4f} to {self.high:.4f}"


class Comparison:
    """A model's figures with what is known of them, beside another model's on the same texts.

    Args:
      candidate: Counts of the model.
      baseline: Counts of the other one, on the same texts in the same order, if there is one.
      confidence: Share of the draws that an interval holds, from 0.5 to 1.

    Raises:
      ValueError: The texts of the two differ in number.
    """

    def __init__(
        self, candidate: TextCounts, baseline: TextCounts | None, confidence: float
    ) -> None:
        if baseline is not None and baseline.texts != candidate.texts:
            raise ValueError(f"{candidate.texts} texts cannot be paired with {baseline.texts}")
        self.candidate = candidate
        self.baseline = baseline
        self._confidence = confidence
        self._drawn, *rest = _draw([candidate] if baseline is None else [candidate, baseline])
        self._baseline_drawn = rest[0] if rest else None

    def value(self, name: str) -> Interval:
        """A figure of the candidate, with its two-sided interval."""
        draws = _figures(self.candidate.labels, name, self._drawn)
        return _interval(self.candidate.figure(name), draws, (1 - self._confidence) / 2)

    def drop(self, name: str, tests: int = 1) -> Interval:
        """How far a figure is below the baseline's; its interval is open to one side or the other.

        Args:
          name: The figure.
          tests: How many drops are looked at together. With the confidence none of the true ones
            is below its `low` (Bonferroni).

        Raises:
          ValueError: There is no baseline.
        """
        if self.baseline is None or self._baseline_drawn is None:
            raise ValueError("there is no baseline")
        lost = self.baseline.figure(name) - self.candidate.figure(name)
        before = _figures(self.baseline.labels, name, self._baseline_drawn)
        after = _figures(self.candidate.labels, name, self._drawn)
        return _interval(lost, before - after, (1 - self._confidence) / tests)

    def within(self, rows: npt.NDArray[np.int64]) -> Comparison:
        """The same on some of the texts."""
        baseline = None if self.baseline is None else self.baseline.select(rows)
        return Comparison(self.candidate.select(rows), baseline, self._confidence)


@dataclass(frozen=True)
class _Totals:
    """Sums over the texts of a draw, for each of a number of draws.

    Attributes:
      spans: `[draws, labels, 3]`.
      accepted: `[draws, 2]`.
    """

    spans: npt.NDArray[Any]
    accepted: npt.NDArray[Any]

    @classmethod
    def of(cls, counts: TextCounts, weights: npt.NDArray[Any]) -> _Totals:
        """Sums where `weights`, `[draws, texts]`, says how often each draw has each text."""
        return cls(np.tensordot(weights, counts.spans, 1), weights @ counts.accepted)


def _draw(models: Sequence[TextCounts]) -> list[_Totals]:
    """Sums of each model over the same `DRAWS` draws; for as many texts always the same draws."""
    generator = np.random.default_rng(_SEED)
    texts = models[0].texts
    parts: list[list[_Totals]] = [[] for _ in models]
    rows = max(min(DRAWS, _MAX_WEIGHTS // max(texts, 1)), 1)
    for _ in range(0, DRAWS, rows):
        drawn = generator.integers(texts, size=(rows, texts)) if texts else np.empty((rows, 0))
        weights = np.array([np.bincount(row, minlength=texts) for row in drawn.astype(int)], float)
        for part, counts in zip(parts, models, strict=True):
            part.append(_Totals.of(counts, weights))
    return [
        _Totals(
            np.concatenate([totals.spans for totals in part])[:DRAWS],
            np.concatenate([totals.accepted for totals in part])[:DRAWS],
        )
        for part in parts
    ]


def _figures(labels: Sequence[str], name: str, totals: _Totals) -> npt.NDArray[np.float64]:
    """One figure for each draw; NaN if there is none of this name."""
    group, _, kind = name.rpartition("/")
    if group == ACCEPTED and kind in ACCEPTED_KINDS:
        accepted, right = totals.accepted.T
        predicted = totals.spans[:, :, 1].sum(axis=1)
        return _ratio(right, accepted) if kind == "precision" else _ratio(accepted, predicted)
    if kind in RATIO_KINDS:
        if group == MICRO:
            return _span_figure(kind, totals.spans.sum(axis=1))
        if group == MACRO:
            support = totals.spans[:, :, 2].T > 0
            values = np.array(
                [_span_figure(kind, totals.spans[:, number]) for number in range(len(labels))]
            )
            return _ratio((values * support).sum(axis=0), support.sum(axis=0))
        if group in labels:
            return _span_figure(kind, totals.spans[:, labels.index(group)])
    return np.full(len(totals.spans), np.nan)


def _interval(value: float, draws: npt.NDArray[np.float64], outside: float) -> Interval:
    """The middle of the draws, without the share `outside` at each end."""
    known = draws[~np.isnan(draws)]
    if not known.size or np.isnan(value):
        return Interval(value, float("nan"), float("nan"))
    low, high = np.quantile(known, [outside, 1 - outside])
    return Interval(value, float(low), float(high))


def _span_figure(kind: str, totals: npt.NDArray[Any]) -> npt.NDArray[np.float64]:
    """Precision, recall or F1 of `[…, 3]` counts, as in `models.span_scoring`."""
    right, predicted, gold = totals.T
    if kind == "precision":
        return _ratio(right, predicted)
    return _ratio(right, gold) if kind == "recall" else _ratio(2 * right, predicted + gold)


def _ratio(part: npt.NDArray[Any], whole: npt.NDArray[Any]) -> npt.NDArray[np.float64]:
    """0 where there is nothing to divide by."""
    ratios: npt.NDArray[np.float64] = np.zeros(len(part))
    np.divide(part, whole, out=ratios, where=whole > 0)
    return ratios
