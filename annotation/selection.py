"""Which of many unlabelled texts are worth an annotator's time."""

from __future__ import annotations

import random
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Protocol

from annotation.expected_gain import expected_errors, order_by_gain
from annotation.server import Report
from models.export_format import Entity, Prediction
from preprocessing.texts import Text

_WINDOW = 512
_FIRST_WINDOW = 64
"""The first window is small, so that what is wrong with the labels shows soon."""

LEAST_POOL = 2000
POOL_FACTOR = 20
"""A choice of N by score looks at N times as many, and at `LEAST_POOL` at least."""

MOST_KNOWN = 20_000
"""Texts of a project that others are compared with, drawn at random from all."""


class Selection(StrEnum):
    """Which texts are sent first."""

    UNCERTAIN = "uncertain"
    RANDOM = "random"
    LOW_SCORE = "low-score"
    GAIN = "gain"


class SupportsPredict(Protocol):
    """A model, such as `serving.prediction.predictor.Predictor`."""

    def predict(self, texts: Sequence[str]) -> list[Prediction]:
        """Predictions for all texts, in their order."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A text that could be sent.

    Attributes:
      text: The text.
      sent_as: The text as it would be sent.
      entities: What the model finds in it.
      others: What another model finds in it, if one is asked.
    """

    text: Text
    sent_as: str
    entities: tuple[Entity, ...] = ()
    others: tuple[Entity, ...] | None = None

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
    known: Collection[str] = (),
    other: SupportsPredict | None = None,
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
      known: Texts that are annotated or about to be; `gain` looks for what they do not teach.
      other: Another model, for `gain`: where the two differ, one of them is wrong.
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
    if other is not None and selection is Selection.GAIN:
        candidates = _ask_other(candidates, other, report)
    if selection is Selection.GAIN:
        return _by_gain(candidates, known, limit, seed, report)
    if selection is Selection.UNCERTAIN:
        candidates.sort(key=lambda c: 1.0 if c.score is None else abs(c.score - 0.5))
    elif selection is Selection.LOW_SCORE:
        candidates.sort(key=lambda c: 2.0 if c.score is None else c.score)
    return candidates[:limit]


def _by_gain(
    candidates: Sequence[Candidate],
    known: Collection[str],
    limit: int | None,
    seed: int,
    report: Report,
) -> list[Candidate]:
    """The candidates that teach most, best first."""
    compared = sorted(known)
    if len(compared) > MOST_KNOWN:
        compared = random.Random(seed).sample(compared, MOST_KNOWN)  # noqa: S311 - as below
    order = order_by_gain(
        [candidate.text.text for candidate in candidates],
        [expected_errors(candidate.entities, candidate.others) for candidate in candidates],
        compared,
        limit,
        report,
    )
    return [candidates[index] for index in order]


def _sample(candidates: list[Candidate], most: int, seed: int) -> list[Candidate]:
    """So many of them, in their order."""
    if len(candidates) <= most:
        return candidates
    drawn = random.Random(seed).sample(range(len(candidates)), most)  # noqa: S311 - as above
    return [candidates[index] for index in sorted(drawn)]


def _ask_other(
    candidates: Sequence[Candidate], other: SupportsPredict, report: Report
) -> list[Candidate]:
    """The candidates with what another model finds in them."""
    found = _predict(list(candidates), other, report, lambda _: None)
    return [
        replace(candidate, others=answered.entities)
        for candidate, answered in zip(candidates, found, strict=True)
    ]


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
