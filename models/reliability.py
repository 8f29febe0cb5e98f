"""How far scores can be trusted, on entities whose truth is known: figures and their tables.

Pure Python and numpy; a `Confidence` brings the ops it needs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Self

import numpy as np

from models.span_scoring import MICRO

if TYPE_CHECKING:
    from models.confidence import Confidence

BINS = 15
"""Bins, of equal width, of the expected calibration error; as many as Guo et al. 2017 take."""


@dataclass(frozen=True)
class ScoredEntities:
    """Entities that a model found, and whether they are right.

    Attributes:
      score: float32[n], raw: the probability of the weakest piece.
      label: int64[n], index of the label.
      right: bool[n], whether start, end and label are those of a gold span.
      text_id: object[n], bytes: the id of the text.
    """

    score: np.ndarray
    label: np.ndarray
    right: np.ndarray
    text_id: np.ndarray

    def __len__(self) -> int:
        """Number of entities."""
        return len(self.score)

    def where(self, chosen: np.ndarray) -> Self:
        """The entities at which `chosen`, bool[n], is true."""
        return type(self)(*(column[chosen] for column in vars(self).values()))


@dataclass(frozen=True)
class ReliabilityBin:
    """Entities whose scores are about equal.

    Attributes:
      lower: Least score of the bin.
      upper: Score at which the next one begins.
      entities: Their number; bins without any are left out.
      score: Their average score.
      precision: How many of them are right; the same as `score` if scores are calibrated.
    """

    lower: float
    upper: float
    entities: int
    score: float
    precision: float


@dataclass(frozen=True)
class AcceptanceFigures:
    """What a threshold does on entities that it was not chosen by.

    Attributes:
      threshold: Score from which on entities are accepted; above 1: never; None: each label's own.
      entities: Entities found.
      precision: Of all of them; None if there are none.
      accepted: Entities accepted.
      accepted_precision: Of these; None if there are none.
      accepted_share: `accepted` / `entities`.
    """

    threshold: float | None
    entities: int
    precision: float | None
    accepted: int
    accepted_precision: float | None
    accepted_share: float


@dataclass(frozen=True)
class CalibrationReport:
    """What is stored in the model, and how it does on the other part of the eval split.

    All figures are of the held-out part: texts that neither curve nor thresholds were chosen by.

    Attributes:
      target_precision: What the thresholds are to reach.
      confidence: What is stored; see `Confidence`.
      calibration_texts: Texts with entities in the part that it was chosen by.
      calibration_entities: Entities in them.
      held_out_texts: Texts with entities in the held-out part.
      held_out_entities: Entities in them.
      bins: Bins of the expected calibration error.
      ece_before: Expected calibration error of the raw scores; None without entities.
      ece_after: The same of the calibrated scores.
      reliability_before: The bins of the raw scores.
      reliability_after: Those of the calibrated scores.
      labels: For each label, and under `micro` for all, what is accepted.
    """

    target_precision: float
    confidence: dict[str, Any]
    calibration_texts: int
    calibration_entities: int
    held_out_texts: int
    held_out_entities: int
    bins: int = BINS
    ece_before: float | None = None
    ece_after: float | None = None
    reliability_before: list[ReliabilityBin] = field(default_factory=list)
    reliability_after: list[ReliabilityBin] = field(default_factory=list)
    labels: dict[str, AcceptanceFigures] = field(default_factory=dict)


def reliability(scores: np.ndarray, right: np.ndarray) -> list[ReliabilityBin]:
    """Bins of equal width, without the empty ones."""
    numbers = np.clip((scores.astype(np.float64) * BINS).astype(int), 0, BINS - 1)
    return [
        ReliabilityBin(
            lower=number / BINS,
            upper=(number + 1) / BINS,
            entities=int(inside.sum()),
            score=float(scores[inside].mean(dtype=np.float64)),
            precision=float(right[inside].mean()),
        )
        for number in np.unique(numbers).tolist()
        for inside in [numbers == number]
    ]


def expected_calibration_error(bins: Sequence[ReliabilityBin]) -> float | None:
    """Average distance between score and precision (Naeini et al. 2015); None without entities."""
    total = sum(entry.entities for entry in bins)
    if not total:
        return None
    return sum(entry.entities * abs(entry.score - entry.precision) for entry in bins) / total


def report_on(
    confidence: Confidence,
    chosen_by: ScoredEntities,
    held_out: ScoredEntities,
    labels: Sequence[str],
    target_precision: float,
) -> CalibrationReport:
    """Tries a confidence on entities.

    Args:
      confidence: What to try.
      chosen_by: Entities that it was chosen by; these are only counted.
      held_out: Entities to try it on.
      labels: The labels, in the order of their tag ids.
      target_precision: What the thresholds are to reach.
    """
    scores = confidence.scores(held_out.score)
    accepted = confidence.accepted(scores, held_out.label).numpy()
    before = reliability(held_out.score, held_out.right)
    after = reliability(np.asarray(scores), held_out.right)
    by_label = {
        label: _acceptance(held_out.right, accepted, held_out.label == index, limit)
        for index, (label, limit) in enumerate(zip(labels, confidence.thresholds, strict=True))
    }
    everything = np.ones(len(held_out), bool)
    by_label[MICRO] = _acceptance(held_out.right, accepted, everything, None)
    return CalibrationReport(
        target_precision=target_precision,
        confidence=confidence.to_dict(),
        calibration_texts=len(set(chosen_by.text_id.tolist())),
        calibration_entities=len(chosen_by),
        held_out_texts=len(set(held_out.text_id.tolist())),
        held_out_entities=len(held_out),
        ece_before=expected_calibration_error(before),
        ece_after=expected_calibration_error(after),
        reliability_before=before,
        reliability_after=after,
        labels=by_label,
    )


def _acceptance(
    right: np.ndarray, accepted: np.ndarray, concerned: np.ndarray, limit: float | None
) -> AcceptanceFigures:
    both = concerned & accepted
    entities, count = int(concerned.sum()), int(both.sum())
    return AcceptanceFigures(
        threshold=limit,
        entities=entities,
        precision=float(right[concerned].mean()) if entities else None,
        accepted=count,
        accepted_precision=float(right[both].mean()) if count else None,
        accepted_share=count / entities if entities else 0.0,
    )


def reliability_table(report: CalibrationReport) -> str:
    """A report as two tables in Markdown: what is accepted, and score against precision."""

    def number(value: float | None, digits: int = 3) -> str:
        return "–" if value is None else f"{value:.{digits}f}"

    lines = [
        "| label | found | precision | threshold | accepted | precision of the accepted |",
        "|---|---|---|---|---|---|",
    ]
    for label, entry in report.labels.items():
        limit = "never" if (entry.threshold or 0) > 1 else number(entry.threshold)
        lines.append(
            f"| {label} | {entry.entities} | {number(entry.precision)} | {limit} "
            f"| {entry.accepted_share:.1%} | {number(entry.accepted_precision)} |"
        )
    before = {entry.lower: entry for entry in report.reliability_before}
    after = {entry.lower: entry for entry in report.reliability_after}
    lines += [
        "",
        f"Expected calibration error, {report.bins} bins: {number(report.ece_before, 4)} before, "
        f"{number(report.ece_after, 4)} after.",
        "",
        "| scores | raw: entities | score | precision | calibrated: entities | score | precision |",
        "|---|---|---|---|---|---|---|",
    ]
    for lower in sorted(before | after):
        cells = [f"{lower:.2f} – {lower + 1 / report.bins:.2f}"]
        for inside in (before.get(lower), after.get(lower)):
            if inside is None:
                cells += ["0", "–", "–"]
            else:
                cells += [str(inside.entities), number(inside.score), number(inside.precision)]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)
