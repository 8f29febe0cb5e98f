"""Compares a candidate version with the one that is in use, on the same texts."""

from __future__ import annotations

import math
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from evaluation.latency import Latency
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
      both: Entities that both versions found.
      only_baseline: Entities that only the baseline found.
      only_candidate: Entities that only the candidate found.
    """

    both: int
    only_baseline: int
    only_candidate: int

    @property
    def share(self) -> float:
        """Entities that both found among those that any found, from 0 to 1; 1 without any."""
        entities = self.both + self.only_baseline + self.only_candidate
        return self.both / entities if entities else 1.0


@dataclass(frozen=True)
class Difference:
    """A text in which the two differ, with what only one of them found."""

    text: str
    only_baseline: list[Entity]
    only_candidate: list[Entity]


@dataclass(frozen=True)
class Comparison:
    """What a comparison found.

    Attributes:
      texts: How many texts were compared.
      equal_texts: In how many both found the same entities.
      labels: Agreement by label, for each label that occurs.
      differences: The first texts in which they differ, in the order of the texts.
      baseline: Latency of the baseline, for a request with one batch.
      candidate: Latency of the candidate.
    """

    texts: int
    equal_texts: int
    labels: dict[str, LabelAgreement]
    differences: list[Difference]
    baseline: Latency
    candidate: Latency

    @property
    def agreement(self) -> float:
        """Share of texts in which both found the same entities, from 0 to 1."""
        return self.equal_texts / self.texts

    @property
    def p95_ratio(self) -> float:
        """The candidate's 95th percentile of latency, divided by the baseline's."""
        if self.baseline.p95_ms <= 0:
            return math.inf if self.candidate.p95_ms > 0 else 1.0
        return self.candidate.p95_ms / self.baseline.p95_ms

    def to_dict(self) -> dict[str, Any]:
        """Everything, in JSON's types.

        The keys, in which the candidate is `canary`, are those of `txner release compare --json`.
        """
        return {
            "texts": self.texts,
            "equal_texts": self.equal_texts,
            "labels": {
                label: {
                    "both": agreement.both,
                    "only_baseline": agreement.only_baseline,
                    "only_canary": agreement.only_candidate,
                    "share": agreement.share,
                }
                for label, agreement in self.labels.items()
            },
            "differences": [
                {
                    "text": difference.text,
                    "only_baseline": [asdict(entity) for entity in difference.only_baseline],
                    "only_canary": [asdict(entity) for entity in difference.only_candidate],
                }
                for difference in self.differences
            ],
            "baseline": asdict(self.baseline),
            "canary": asdict(self.candidate),
            "agreement": self.agreement,
            "p95_ratio": self.p95_ratio,
        }


def compare(
    texts: Sequence[str],
    baseline: Predict,
    candidate: Predict,
    batch_size: int = 1,
    clock: Callable[[], float] = time.perf_counter,
) -> Comparison:
    """Asks both for the same texts.

    They take turns in being asked first, so that whatever disturbs the machine disturbs both.

    Args:
      texts: At least one.
      baseline: Asks the version in use.
      candidate: Asks the candidate.
      batch_size: Texts of a request.
      clock: Seconds since any moment.

    Raises:
      ValueError: There is no text, or one of them does not answer for each.
    """
    if not texts:
        raise ValueError("there is no text to compare on")
    counts = {side: Counter[str]() for side in ("both", "baseline", "candidate")}
    differences: list[Difference] = []
    equal = 0
    times: tuple[list[float], list[float]] = ([], [])
    asked = (baseline, candidate)
    for number, start in enumerate(range(0, len(texts), batch_size)):
        batch = list(texts[start : start + batch_size])
        answers: list[list[Prediction]] = [[], []]
        for side in (0, 1) if number % 2 == 0 else (1, 0):
            answers[side] = _timed(asked[side], batch, times[side], clock)
        for text, old, new in zip(batch, *answers, strict=True):
            before, after = _spans(old), _spans(new)
            only_old = [entity for span, entity in before.items() if span not in after]
            only_new = [entity for span, entity in after.items() if span not in before]
            counts["both"].update(span[0] for span in before.keys() & after.keys())
            counts["baseline"].update(entity.label for entity in only_old)
            counts["candidate"].update(entity.label for entity in only_new)
            if not only_old and not only_new:
                equal += 1
            elif len(differences) < MAX_LISTED:
                differences.append(Difference(text, only_old, only_new))
    labels = sorted(set().union(*counts.values()))
    return Comparison(
        len(texts),
        equal,
        {
            label: LabelAgreement(
                *(counts[side][label] for side in ("both", "baseline", "candidate"))
            )
            for label in labels
        },
        differences,
        Latency.of(times[0]),
        Latency.of(times[1]),
    )


def differ(baseline: Prediction, candidate: Prediction) -> bool:
    """Whether two predictions for a text have other entities."""
    return _spans(baseline).keys() != _spans(candidate).keys()


def keeping(predict: Predict, kept: list[Prediction]) -> Predict:
    """The same, and what it predicts is added to `kept`."""

    def ask(texts: list[str]) -> list[Prediction]:
        answers = predict(texts)
        kept.extend(answers)
        return answers

    return ask


def _timed(
    predict: Predict, texts: list[str], times: list[float], clock: Callable[[], float]
) -> list[Prediction]:
    began = clock()
    predictions = predict(texts)
    times.append((clock() - began) * 1000)
    if len(predictions) != len(texts):
        raise ValueError(f"{len(predictions)} predictions for {len(texts)} texts")
    return predictions


def _spans(prediction: Prediction) -> dict[tuple[str, int, int], Entity]:
    return {(entity.label, entity.start, entity.end): entity for entity in prediction.entities}
