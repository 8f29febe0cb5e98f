"""Which of many unlabelled texts are worth an annotator's time."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from annotation.server import Report
from models.export_format import Entity, Prediction
from preprocessing.texts import Text

_WINDOW = 512
_FIRST_WINDOW = 64
"""The first window is small, so that what is wrong with the labels shows soon."""

LEAST_POOL = 2000
POOL_FACTOR = 20
"""A choice of N by score looks at N times as many, and at `LEAST_POOL` at least."""


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
    *,
    pool: int | None = None,
    check: Callable[[Sequence[Candidate]], None] = lambda _: None,
) -> list[Candidate]:
    """The candidates to send, best first.

    Args:
      candidates: All that could be sent.
      predictor: The model, or None.
      selection: Which ones come first.
      limit: Most of them; None: all.
      seed: Of the random order.
      report: Takes how far it is.
      pool: How many are scored at most, drawn at random; None: as many as `limit` calls for.
      check: Called with candidates as soon as they have their entities; it may raise.
    """
    if selection is Selection.RANDOM:
        # Only the ones that are sent need suggestions.
        random.Random(seed).shuffle(candidates)  # noqa: S311 - not for cryptography
        candidates = candidates[:limit]
    elif limit is not None or pool is not None:
        # A model takes long for a whole year of texts, of which a few are wanted.
        most = max(POOL_FACTOR * (limit or 0), LEAST_POOL) if pool is None else pool
        candidates = _sample(candidates, max(most, limit or 0), seed)
    if predictor is not None:
        candidates = _predict(candidates, predictor, report, check)
    if selection is Selection.UNCERTAIN:
        candidates.sort(key=lambda c: 1.0 if c.score is None else abs(c.score - 0.5))
    elif selection is Selection.LOW_SCORE:
        candidates.sort(key=lambda c: 2.0 if c.score is None else c.score)
    return candidates[:limit]


def _sample(candidates: list[Candidate], most: int, seed: int) -> list[Candidate]:
    """So many of them, in their order."""
    if len(candidates) <= most:
        return candidates
    drawn = random.Random(seed).sample(range(len(candidates)), most)  # noqa: S311 - as above
    return [candidates[index] for index in sorted(drawn)]


def _predict(
    candidates: list[Candidate],
    predictor: SupportsPredict,
    report: Report,
    check: Callable[[Sequence[Candidate]], None],
) -> list[Candidate]:
    predicted: list[Candidate] = []
    while len(predicted) < len(candidates):
        start = len(predicted)
        report("predicting", start, len(candidates))
        window = candidates[start : start + (_WINDOW if start else _FIRST_WINDOW)]
        predictions = predictor.predict([candidate.text.text for candidate in window])
        scored = [
            Candidate(candidate.text, candidate.sent_as, tuple(prediction.entities))
            for candidate, prediction in zip(window, predictions, strict=True)
        ]
        check(scored)
        predicted += scored
    return predicted
