"""Which of many unlabelled texts are worth an annotator's time."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from annotation.server import Report
from models.export_format import Entity, Prediction
from preprocessing.texts import Text

_WINDOW = 512


class Selection(StrEnum):
    """Which texts are sent first."""

    UNCERTAIN = "uncertain"
    RANDOM = "random"
    LOW_SCORE = "low-score"


class SupportsPredict(Protocol):
    """A model, such as `serving.prediction.predictor.Predictor`."""

    def predict(self, texts: Sequence[str]) -> list[Prediction]:
        """Predictions for all texts, in their order."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A text that could be sent."""

    text: Text
    sent_as: str
    entities: tuple[Entity, ...] = ()

    @property
    def score(self) -> float | None:
        """The lowest score of its entities."""
        return min((entity.score for entity in self.entities), default=None)


def choose(
    candidates: list[Candidate],
    predictor: SupportsPredict | None,
    selection: Selection,
    limit: int | None,
    seed: int,
    report: Report,
) -> list[Candidate]:
    """The candidates to send, best first.

    Args:
      candidates: All that could be sent.
      predictor: The model, or None.
      selection: Which ones come first.
      limit: Most of them; None: all.
      seed: Of the random order.
      report: Takes how far it is.
    """
    if selection is Selection.RANDOM:
        # Only the ones that are sent need suggestions.
        random.Random(seed).shuffle(candidates)  # noqa: S311 - not for cryptography
        candidates = candidates[:limit]
    if predictor is not None:
        candidates = _predict(candidates, predictor, report)
    if selection is Selection.UNCERTAIN:
        candidates.sort(key=lambda c: 1.0 if c.score is None else abs(c.score - 0.5))
    elif selection is Selection.LOW_SCORE:
        candidates.sort(key=lambda c: 2.0 if c.score is None else c.score)
    return candidates[:limit]


def _predict(
    candidates: list[Candidate], predictor: SupportsPredict, report: Report
) -> list[Candidate]:
    predicted: list[Candidate] = []
    for start in range(0, len(candidates), _WINDOW):
        report("predicting", start, len(candidates))
        window = candidates[start : start + _WINDOW]
        predictions = predictor.predict([candidate.text.text for candidate in window])
        predicted += [
            Candidate(candidate.text, candidate.sent_as, tuple(prediction.entities))
            for candidate, prediction in zip(window, predictions, strict=True)
        ]
    return predicted
