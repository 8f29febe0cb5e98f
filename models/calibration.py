"""Chooses by the eval split how far a model's answers can be trusted.

What is seen there turns the probability of an entity's weakest word piece into the probability that
the entity is right, and gives for each label the lowest score at which a target precision is
reached by all above it, but none below a score that a single entity must have. `models.confidence`
is what the model gets, `models.reliability` how it does.
"""

from __future__ import annotations

import bisect
import hashlib
import logging
import math
from collections.abc import Sequence
from typing import Any

import numpy as np
from scipy import optimize, special, stats

from models.confidence import NEVER, ROOM, Confidence, Curve
from models.progress import IN_REPORT
from models.reliability import CalibrationReport, ScoredEntities, report_on
from preprocessing.errors import UserError

MAX_DOUBT = 0.2
"""How probable it may be, by what was seen, that precision above a threshold misses the target."""

_LAST_DIGITS = 1e-6
"""By so much a score may depend on the processor, and on what else is in the batch."""

logger = logging.getLogger(__name__)


class CalibrationError(UserError, ValueError):
    """Entities by which no confidence can be set; the message says what would do."""


def calibrate(
    entities: ScoredEntities,
    labels: Sequence[str],
    target_precision: float,
    min_score: float = 0.0,
) -> tuple[Confidence, CalibrationReport]:
    """Chooses curve and thresholds by half of the texts, and tries them on the other half.

    What was chosen by one half is what the model gets, so that the figures of the other half are
    those of the very numbers in the model.

    Args:
      entities: Entities of the eval split. Those whose score is not a number are left out.
      labels: The labels, in the order of their tag ids.
      target_precision: Which share of the accepted entities of each label is to be right.
      min_score: No entity with a lower score is accepted, from 0 to 1.
    """
    usable = np.isfinite(entities.score)
    if not usable.all():
        logger.warning("%d of %d scores are not numbers", np.sum(~usable), len(entities))
        entities = entities.where(usable)
    held_out = in_held_out_part(entities.text_id)
    chosen_by = entities.where(~held_out)
    confidence = choose(chosen_by, labels, target_precision, min_score)
    return confidence, report_on(
        confidence, chosen_by, entities.where(held_out), labels, target_precision
    )


def in_held_out_part(text_ids: np.ndarray) -> np.ndarray:
    """Which of the texts are only for figures, bool[n]; a hash of the id decides."""
    # The salt makes it another hash than the one that decides about the eval split.
    part = {
        name: hashlib.blake2b(name, digest_size=8, salt=b"calibration").digest()[0] % 2 == 1
        for name in set(text_ids.tolist())
    }
    return np.array([part[name] for name in text_ids.tolist()], bool)


def choose(
    entities: ScoredEntities,
    labels: Sequence[str],
    target_precision: float,
    min_score: float = 0.0,
) -> Confidence:
    """Curve and thresholds that suit some entities.

    Args:
      entities: The entities; their scores are finite.
      labels: The labels, in the order of their tag ids.
      target_precision: Which share of the accepted entities of each label is to be right.
      min_score: No entity with a lower score is accepted, from 0 to 1.
    """
    of_label = [entities.label == index for index in range(len(labels))]
    if not len(entities):
        confidence = Confidence.uncalibrated(len(labels))
    else:
        curve = fit_curve(entities.score, entities.right)
        scores = curve(entities.score).numpy()
        thresholds = (
            threshold(scores[inside], entities.right[inside], target_precision, least=min_score)
            for inside in of_label
        )
        confidence = Confidence(curve, tuple(thresholds))
    never = [
        f"{label} (of {np.sum(inside)} entities {np.sum(inside & entities.right)} right)"
        for label, limit, inside in zip(labels, confidence.thresholds, of_label, strict=True)
        if limit > 1
    ]
    if never:
        logger.warning(
            "no entity of these labels will be accepted, because a precision of %g "
            "(serving.target_precision) cannot be shown; at least %d right ones in half of the "
            "eval split are needed: %s",
            target_precision,
            needed_entities(target_precision),
            ", ".join(never),
            extra=IN_REPORT,
        )
    return confidence


def fit_curve(scores: np.ndarray, right: np.ndarray) -> Curve:
    """The curve by which what was seen is most probable.

    It is a logistic regression whose weights are normally distributed about slope 1 and intercept
    0, which weighs as much as a single entity. So there is always a curve: also if all entities are
    right, or all scores are the same.

    Args:
      scores: float32[n], raw.
      right: bool[n].
    """
    return Curve(*_fit(-np.log(1 + ROOM - scores.astype(np.float64)), right))


def recalibrate(
    present: Confidence,
    entities: ScoredEntities,
    target_precision: float,
    min_score: float = 0.0,
) -> Confidence:
    """Sets curve and thresholds anew by a few audited texts.

    The curve is bent by as much as they show. A label with enough entities among them gets a
    threshold of its own. The others get the one from which on all of them together reach the
    target, or all entities where they are still too few, unless their present one is higher or they
    were wrong above it; one that was never accepted stays so.

    Args:
      present: What the model has; it has a curve.
      entities: What the model found in the texts; `score` is what it answered, calibrated by
        `present`.
      target_precision: Which share of the accepted entities of each label is to be right.
      min_score: No entity with a lower score is accepted, from 0 to 1.

    Raises:
      CalibrationError: So few entities cannot show the target, or too many of them are wrong.
    """
    if present.curve is None:
        raise CalibrationError("the model was never calibrated; train it with more eval texts")
    known = _odds(entities.score)
    stretch, shift = _fit(known, entities.right)
    curve = Curve(stretch * present.curve.slope, stretch * present.curve.intercept + shift)
    scores = special.expit(stretch * known + shift).astype(np.float32)

    def shown(inside: np.ndarray) -> float:
        right = entities.right[inside]
        return threshold(scores[inside], right, target_precision, least=min_score)

    of_label = [entities.label == index for index in range(len(present.thresholds))]
    own = [shown(inside) for inside in of_label]
    # Where a label's own entities are too few, those of all such labels may do, or else all.
    unshown = [
        limit > 1 and before <= 1 for limit, before in zip(own, present.thresholds, strict=True)
    ]
    together = shown(np.isin(entities.label, np.flatnonzero(unshown)))
    if together > 1:
        together = shown(np.ones(len(entities), bool))
    if together > 1 and min(own) > 1:
        right = int(np.sum(entities.right))
        raise CalibrationError(
            f"a precision of {target_precision:g} cannot be shown by {len(entities)} entities, of "
            f"which {right} are right: no score has, from there on, enough right ones and few "
            f"enough wrong ones. At least {needed_entities(target_precision)} right ones are "
            "needed; audit more texts, or ask for less: --target-precision"
        )
    thresholds = []
    for before, inside, limit, few in zip(present.thresholds, of_label, own, unshown, strict=True):
        if few:
            as_before = float(special.expit(stretch * _odds(np.float32(before)) + shift))
            limit = _above_what_was_wrong(
                max(as_before, together), scores[inside], entities.right[inside], target_precision
            )
        thresholds.append(limit)
    return Confidence(curve, tuple(thresholds))


def moved(scores: np.ndarray, present: Confidence, new: Confidence) -> np.ndarray:
    """Scores by the curve of another confidence, float32[n].

    Args:
      scores: float32[n], by the curve of `present`.
      present: What gave them.
      new: What `recalibrate` made of it.
    """
    if present.curve is None or new.curve is None:
        return scores
    stretch = new.curve.slope / present.curve.slope if present.curve.slope else 1.0
    shift = new.curve.intercept - stretch * present.curve.intercept
    result: np.ndarray = special.expit(stretch * _odds(scores) + shift).astype(np.float32)
    return result


def _odds(scores: np.ndarray | np.floating[Any]) -> np.ndarray:
    """Log odds of float32 scores, in float64, in which they are finite off 0 and 1."""
    smallest = float(np.finfo(np.float32).epsneg)
    odds: np.ndarray = special.logit(np.clip(np.float64(scores), smallest, 1 - smallest))
    return odds


def _fit(features: np.ndarray, right: np.ndarray) -> tuple[float, float]:
    """Slope and intercept of the logistic regression of `fit_curve` over float64[n]."""
    columns = np.stack([features, np.ones_like(features)], axis=1)
    prior = np.array([1.0, 0.0])

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        log_odds = columns @ weights
        surprise = np.logaddexp(0, log_odds) - right * log_odds
        distance = weights - prior
        gradient = columns.T @ (special.expit(log_odds) - right) + distance
        return float(surprise.sum() + distance @ distance / 2), gradient

    # The loss is convex, and the prior alone gives it a curvature of 1: where the gradient is
    # small, the best weights are as near. The bounds keep the curve from falling.
    best = optimize.minimize(
        loss,
        prior,
        jac=True,
        method="L-BFGS-B",
        bounds=[(0, None), (None, None)],
        options={"ftol": 0, "gtol": 1e-8},
    )
    return float(best.x[0]), float(best.x[1])


def threshold(
    scores: np.ndarray, right: np.ndarray, target_precision: float, least: float = 0.0
) -> float:
    """The lowest score from which on a precision can be relied on; `NEVER` if there is none.

    A handful of entities that happen to be right, or one lucky place to stop, must not decide. So
    what counts is not the share of right ones, but what it says about those still to come: the
    probability that precision misses the target must be at most `MAX_DOUBT`. (The posterior of a
    share is a beta distribution, by Jeffreys's prior; see Brown, Cai and DasGupta 2001.)

    Entities with low scores can be carried by many with high ones, and yet none of them can be
    relied on. A calibrated score says how far a single one can, which `least` bounds.

    Args:
      scores: float32[n], of the entities of one label.
      right: bool[n].
      target_precision: The target, above 0 and below 1.
      least: The result is not lower.
    """
    order = np.argsort(-scores, kind="stable")
    ordered = scores[order]
    # Equal scores are accepted together.
    last = np.flatnonzero(np.append(ordered[1:] < ordered[:-1], np.ones(len(ordered[:1]), bool)))
    rights = np.cumsum(right[order])[last]
    doubt = _doubt(rights, last + 1 - rights, target_precision)
    reached = np.flatnonzero((doubt <= MAX_DOUBT) & (ordered[last] >= least))
    if not len(reached):
        return NEVER
    lowest = last[reached[-1]]
    if lowest + 1 == len(ordered):
        return max(float(ordered[lowest]) - _LAST_DIGITS, least)
    # In the middle, for the same reason.
    return max((float(ordered[lowest]) + float(ordered[lowest + 1])) / 2, least)


def _above_what_was_wrong(
    limit: float, scores: np.ndarray, right: np.ndarray, target_precision: float
) -> float:
    """A limit that was set without a look at a label's entities, raised if they are against it."""
    above = scores >= limit
    wrong = scores[above & ~right]
    doubt = float(_doubt(int(np.sum(above & right)), len(wrong), target_precision))
    return float(wrong.max()) + _LAST_DIGITS if len(wrong) and doubt > 1 - MAX_DOUBT else limit


def needed_entities(target_precision: float) -> int:
    """How many entities, all of them right, show that a precision is reached."""
    # By a uniform prior it would be that many; Jeffreys's is content with fewer.
    enough = math.ceil(math.log(MAX_DOUBT) / math.log(target_precision))
    return 1 + bisect.bisect_left(
        range(1, enough),
        True,
        key=lambda right: bool(_doubt(right, 0, target_precision) <= MAX_DOUBT),
    )


def _doubt(right: np.ndarray | int, wrong: np.ndarray | int, target_precision: float) -> np.ndarray:
    """How probable a precision below the target is, where so many were seen right and wrong."""
    below: np.ndarray = stats.beta.cdf(target_precision, np.add(right, 0.5), np.add(wrong, 0.5))
    return below
