"""Compares a candidate version with the one that is in use, on the same texts."""

from __future__ import annotations

import math
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from models.export_format import Entity, Prediction

Predict = Callable[[list[str]], list[Prediction]]
"""Predictions for texts, in their order; `TaggerClient.predict` and `Predictor.predict` fit."""

MAX_LISTED = 100
"""Differing texts that a comparison keeps; all are counted."""


@dataclass(frozen=True)
class LabelAgreement:
    """How far two versions agree on the entities of a label.

    An entity is the same if label, start and end are.

    Attributes:
      both: Entities that both found.
      only_baseline: Entities that only the baseline found.
      only_canary: Entities that only the canary found.
    """

    both: int
    only_baseline: int
    only_canary: int

    @property
    def share(self) -> float:
        """Entities that both found among those that any found, from 0 to 1; 1 without any."""
        found = self.both + self.only_baseline + self.only_canary
        return self.both / found if found else 1.0


@dataclass(frozen=True)
class Difference:
    """A text in which the two differ, with what only one of them found."""

    text: str
    only_baseline: list[Entity]
    only_canary: list[Entity]


@dataclass(frozen=True)
class Latency:
    """How long requests took, in milliseconds."""

    p50_ms: float
    p95_ms: float


@dataclass(frozen=True)
class Comparison:
    """What a comparison found.

    Attributes:
      texts: How many texts were compared.
      equal_texts: In how many both found the same entities.
      labels: Agreement by label, for each label that occurs.
      differences: The first texts in which they differ, in the order of the texts.
      baseline: Latency of the baseline, for a request with one batch.
      canary: Latency of the canary.
    """

    texts: int
    equal_texts: int
    labels: dict[str, LabelAgreement]
    differences: list[Difference]
    baseline: Latency
    canary: Latency

    @property
    def agreement(self) -> float:
        """Share of texts in which both found the same entities, from 0 to 1."""
        return self.equal_texts / self.texts

    @property
    def p95_ratio(self) -> float:
        """The canary's 95th percentile of latency, divided by the baseline's."""
        if self.baseline.p95_ms <= 0:
            return math.inf if self.canary.p95_ms > 0 else 1.0
        return self.canary.p95_ms / self.baseline.p95_ms

    def to_dict(self) -> dict[str, Any]:
        """Everything, in JSON's types."""
        values = asdict(self)
        for label, agreement in self.labels.items():
            values["labels"][label]["share"] = agreement.share
        return {**values, "agreement": self.agreement, "p95_ratio": self.p95_ratio}


@dataclass(frozen=True)
class Bounds:
    """What a canary must meet to be promoted; a bound that is None does not count.

    Attributes:
      min_agreement: Least share of texts with equal entities, from 0 to 1.
      min_label_agreement: Least share of equal entities for every label, from 0 to 1.
      max_p95_ratio: Most that the canary's p95 may be of the baseline's.
      max_p95_ms: Most that the canary's p95 may be.
      min_texts: Least number of texts that says anything.
    """

    min_agreement: float | None = None
    min_label_agreement: float | None = None
    max_p95_ratio: float | None = None
    max_p95_ms: float | None = None
    min_texts: int = 1


def compare(
    texts: Sequence[str], baseline: Predict, canary: Predict, batch_size: int = 1
) -> Comparison:
    """Asks both for the same texts.

    They take turns in being asked first, so that whatever disturbs the machine disturbs both.

    Args:
      texts: At least one.
      baseline: Asks the version in use.
      canary: Asks the candidate.
      batch_size: Texts of a request.

    Raises:
      ValueError: There is no text, or one of them does not answer for each.
    """
    if not texts:
        raise ValueError("there is no text to compare on")
    counts = {side: Counter[str]() for side in ("both", "baseline", "canary")}
    differences: list[Difference] = []
    equal = 0
    times: tuple[list[float], list[float]] = ([], [])
    asked = (baseline, canary)
    for number, start in enumerate(range(0, len(texts), batch_size)):
        batch = list(texts[start : start + batch_size])
        answers: list[list[Prediction]] = [[], []]
        for side in (0, 1) if number % 2 == 0 else (1, 0):
            answers[side] = _timed(asked[side], batch, times[side])
        for text, old, new in zip(batch, *answers, strict=True):
            before, after = _spans(old), _spans(new)
            only_old = [entity for span, entity in before.items() if span not in after]
            only_new = [entity for span, entity in after.items() if span not in before]
            counts["both"].update(span[0] for span in before.keys() & after.keys())
            counts["baseline"].update(entity.label for entity in only_old)
            counts["canary"].update(entity.label for entity in only_new)
            if not only_old and not only_new:
                equal += 1
            elif len(differences) < MAX_LISTED:
                differences.append(Difference(text, only_old, only_new))
    labels = sorted(set().union(*counts.values()))
    return Comparison(
        len(texts),
        equal,
        {
            label: LabelAgreement(*(counts[side][label] for side in ("both", "baseline", "canary")))
            for label in labels
        },
        differences,
        Latency(percentile(times[0], 50), percentile(times[0], 95)),
        Latency(percentile(times[1], 50), percentile(times[1], 95)),
    )


def failed_bounds(comparison: Comparison, bounds: Bounds) -> list[str]:
    """The bounds that a comparison does not meet, each with the figure; empty if it meets all."""
    failed = []
    if comparison.texts < bounds.min_texts:
        failed.append(f"texts {comparison.texts} < {bounds.min_texts}")
    if bounds.min_agreement is not None and comparison.agreement < bounds.min_agreement:
        failed.append(f"agreement {comparison.agreement:.4f} < {bounds.min_agreement}")
    if bounds.min_label_agreement is not None:
        failed += [
            f"agreement on {label} {agreement.share:.4f} < {bounds.min_label_agreement}"
            for label, agreement in comparison.labels.items()
            if agreement.share < bounds.min_label_agreement
        ]
    if bounds.max_p95_ratio is not None and comparison.p95_ratio > bounds.max_p95_ratio:
        failed.append(f"p95 ratio {comparison.p95_ratio:.2f} > {bounds.max_p95_ratio}")
    if bounds.max_p95_ms is not None and comparison.canary.p95_ms > bounds.max_p95_ms:
        failed.append(f"p95 {comparison.canary.p95_ms:.1f} ms > {bounds.max_p95_ms}")
    return failed


def percentile(values: Sequence[float], percent: float) -> float:
    """The smallest value that `percent` of 100 of the values do not exceed (nearest rank)."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(len(ordered) * percent / 100) - 1)]


def _timed(predict: Predict, texts: list[str], times: list[float]) -> list[Prediction]:
    began = time.perf_counter()
    predictions = predict(texts)
    times.append((time.perf_counter() - began) * 1000)
    if len(predictions) != len(texts):
        raise ValueError(f"{len(predictions)} predictions for {len(texts)} texts")
    return predictions


def _spans(prediction: Prediction) -> dict[tuple[str, int, int], Entity]:
    return {(entity.label, entity.start, entity.end): entity for entity in prediction.entities}
