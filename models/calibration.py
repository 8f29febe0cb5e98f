"""How far the model's answers can be trusted: calibrated scores, and which of them to accept.

The decoder's score of an entity is the probability of its weakest word piece. That is not the
probability that the entity is right: start, end and label, all of them. What is seen on the eval
split turns the one into the other, and gives for each label the lowest score at which a target
precision is reached.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Self

import numpy as np
import tensorflow as tf

from models.span_scoring import MICRO

BINS = 15
"""Bins, of equal width, of the expected calibration error; as many as Guo et al. 2017 take."""

NEVER = 2.0
"""The threshold of a label of which nothing is accepted; scores end at 1."""

MAX_DOUBT = 0.2
"""How probable it may be, by what was seen, that precision above a threshold misses the target."""

MIN_SCORE = 0.5
"""No threshold is lower: what is more probably wrong than right is not accepted in any company."""

_ROOM = 1e-6
"""Keeps the logarithm finite where a probability is 1, or by rounding a little more."""

_LAST_DIGITS = 1e-6
"""By so much a score may depend on the processor, and on what else is in the batch."""

_NEWTON_STEPS = 50

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Curve:
    """From the probability `p` of the weakest piece to the probability that an entity is right.

    It is `sigmoid(intercept - slope * log(1 - p))`: the odds grow with a power of 1 / (1 - p).

    Attributes:
      slope: At least 0, so that a higher `p` never gives a lower score.
      intercept: Log odds at `p` = 0.
    """

    slope: float
    intercept: float

    def __call__(self, probabilities: tf.Tensor) -> tf.Tensor:
        """Scores, float32[n]; NaN where there is one. In the graph these are five ops."""
        log_odds = self.intercept - self.slope * tf.math.log(1 + _ROOM - probabilities)
        return tf.sigmoid(log_odds)


@dataclass(frozen=True)
class Confidence:
    """What the served graph knows about its own scores.

    Attributes:
      curve: From raw to calibrated scores; None: they stay as they are.
      thresholds: For each label the score from which on its entities are accepted; above 1 nothing
        is.
    """

    curve: Curve | None
    thresholds: tuple[float, ...]

    @classmethod
    def uncalibrated(cls, num_labels: int) -> Self:
        """Of a model about which nothing is known: raw scores, and nothing is accepted."""
        return cls(None, (NEVER,) * num_labels)

    def scores(self, probabilities: tf.Tensor) -> tf.Tensor:
        """Calibrated scores, float32[n], of the probabilities of the weakest pieces."""
        return probabilities if self.curve is None else self.curve(probabilities)

    def accepted(self, scores: tf.Tensor, labels: tf.Tensor) -> tf.Tensor:
        """Which entities are accepted, bool[n], by calibrated score and index of the label."""
        return scores >= tf.gather(tf.constant(self.thresholds, tf.float32), labels)

    def to_dict(self) -> dict[str, Any]:
        """The fields, for JSON."""
        curve = self.curve and {"slope": self.curve.slope, "intercept": self.curve.intercept}
        return {"curve": curve, "thresholds": list(self.thresholds)}

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Self:
        """Inverse of `to_dict`."""
        curve = values["curve"]
        return cls(None if curve is None else Curve(**curve), tuple(values["thresholds"]))


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
class Acceptance:
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
    labels: dict[str, Acceptance] = field(default_factory=dict)


def calibrate(
    found: ScoredEntities, labels: Sequence[str], target_precision: float
) -> tuple[Confidence, CalibrationReport]:
    """Chooses curve and thresholds by half of the texts, and tries them on the other half.

    What was chosen by one half is what the model gets, so that the figures of the other half are
    those of the very numbers in the model.

    Args:
      found: Entities of the eval split. Those whose score is not a number are left out.
      labels: The labels, in the order of their tag ids.
      target_precision: Which share of the accepted entities of each label is to be right.
    """
    usable = np.isfinite(found.score)
    if not usable.all():
        logger.warning("%d of %d scores are not numbers", np.sum(~usable), len(found))
        found = found.where(usable)
    held_out = in_held_out_part(found.text_id)
    confidence = choose(found.where(~held_out), labels, target_precision)
    return confidence, report_on(
        confidence, found.where(~held_out), found.where(held_out), labels, target_precision
    )


def in_held_out_part(text_ids: np.ndarray) -> np.ndarray:
    """Which of the texts are only for figures, bool[n]; a hash of the id decides."""
    # The salt makes it another hash than the one that decides about the eval split.
    part = {
        name: hashlib.blake2b(name, digest_size=8, salt=b"calibration").digest()[0] % 2 == 1
        for name in set(text_ids.tolist())
    }
    return np.array([part[name] for name in text_ids.tolist()], bool)


def choose(found: ScoredEntities, labels: Sequence[str], target_precision: float) -> Confidence:
    """Curve and thresholds that suit some entities.

    Args:
      found: The entities; their scores are finite.
      labels: The labels, in the order of their tag ids.
      target_precision: Which share of the accepted entities of each label is to be right.
    """
    if not len(found):
        confidence = Confidence.uncalibrated(len(labels))
    else:
        curve = fit_curve(found.score, found.right)
        scores = curve(tf.constant(found.score)).numpy()
        of_label = [found.label == index for index in range(len(labels))]
        thresholds = (threshold(scores[o], found.right[o], target_precision) for o in of_label)
        confidence = Confidence(curve, tuple(max(limit, MIN_SCORE) for limit in thresholds))
    never = [
        f"{label} (of {np.sum(right)} entities {np.sum(right & found.right)} right)"
        for index, (label, limit) in enumerate(zip(labels, confidence.thresholds, strict=True))
        for right in [found.label == index]
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
        )
    return confidence


def fit_curve(scores: np.ndarray, right: np.ndarray) -> Curve:
    """The curve by which what was seen is most probable.

    Curves without much to be said for them are kept close to the one of slope 1 and intercept 0, by
    as much as a single entity weighs. So there is always one: also if all entities are right, or
    all scores the same.

    Args:
      scores: float32[n], raw.
      right: bool[n].
    """
    features = -np.log(1 + _ROOM - scores.astype(np.float64))
    columns = np.stack([features, np.ones_like(features)], axis=1)
    slope, intercept = _fit(columns, right, np.array([1.0, 0.0]))
    if slope < 0:
        # What the best of the curves that do not fall is: a level one.
        ((intercept,), slope) = _fit(columns[:, 1:], right, np.zeros(1)), 0.0
    return Curve(float(slope), float(intercept))


def _fit(columns: np.ndarray, right: np.ndarray, prior: np.ndarray) -> np.ndarray:
    """Logistic regression by Newton's method; weights are normally distributed about `prior`."""

    def loss(weights: np.ndarray) -> float:
        log_odds = columns @ weights
        surprise = np.logaddexp(0, log_odds) - right * log_odds
        return float(surprise.sum() + np.square(weights - prior).sum() / 2)

    weights = prior
    for _ in range(_NEWTON_STEPS):
        # Without overflow, whatever the log odds.
        probabilities = (1 + np.tanh(columns @ weights / 2)) / 2
        gradient = columns.T @ (probabilities - right) + weights - prior
        curvature = (columns.T * (probabilities * (1 - probabilities))) @ columns
        step = np.linalg.solve(curvature + np.eye(len(prior)), gradient)
        # A full step can be too long far from the end, where the curvature is small.
        while loss(weights - step) > loss(weights) and np.abs(step).max() > 1e-12:
            step = step / 2
        weights = weights - step
        if np.abs(step).max() < 1e-9:
            break
    return weights


def threshold(scores: np.ndarray, right: np.ndarray, target_precision: float) -> float:
    """The lowest score from which on a precision can be relied on; `NEVER` if there is none.

    A handful of entities that happen to be right, or one lucky place to stop, must not decide. So
    what counts is not the share of right ones, but what it says about those still to come: the
    probability that precision misses the target must be at most `MAX_DOUBT`. (The posterior of a
    share is a beta distribution, by Jeffreys's prior; see Brown, Cai and DasGupta 2001.)

    Args:
      scores: float32[n], of the entities of one label.
      right: bool[n].
      target_precision: The target, above 0 and below 1.
    """
    order = np.argsort(-scores, kind="stable")
    ordered = scores[order]
    # Equal scores are accepted together.
    last = np.flatnonzero(np.append(ordered[1:] < ordered[:-1], np.ones(len(ordered[:1]), bool)))
    rights = np.cumsum(right[order])[last]
    reached = np.flatnonzero(_doubt(rights, last + 1 - rights, target_precision) <= MAX_DOUBT)
    if not len(reached):
        return NEVER
    lowest = last[reached[-1]]
    if lowest + 1 == len(ordered):
        return max(float(ordered[lowest]) - _LAST_DIGITS, 0.0)
    # In the middle, for the same reason.
    return (float(ordered[lowest]) + float(ordered[lowest + 1])) / 2


def needed_entities(target_precision: float) -> int:
    """How many entities, all of them right, show that a precision is reached."""
    low, high = 0, 1
    while _doubt(np.array(high), np.array(0), target_precision) > MAX_DOUBT:
        low, high = high, 2 * high
    while high - low > 1:
        middle = (low + high) // 2
        if _doubt(np.array(middle), np.array(0), target_precision) > MAX_DOUBT:
            low = middle
        else:
            high = middle
    return high


def _doubt(right: np.ndarray, wrong: np.ndarray, target_precision: float) -> np.ndarray:
    """How probable a precision below the target is, where so many were seen right and wrong."""
    below: np.ndarray = tf.math.betainc(
        tf.constant(right + 0.5, tf.float64),
        tf.constant(wrong + 0.5, tf.float64),
        tf.constant(target_precision, tf.float64),
    ).numpy()
    return below


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
    scores = confidence.scores(tf.constant(held_out.score))
    accepted = confidence.accepted(scores, tf.constant(held_out.label)).numpy()
    before = reliability(held_out.score, held_out.right)
    after = reliability(scores.numpy(), held_out.right)
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
) -> Acceptance:
    taken = concerned & accepted
    entities, count = int(concerned.sum()), int(taken.sum())
    return Acceptance(
        threshold=limit,
        entities=entities,
        precision=float(right[concerned].mean()) if entities else None,
        accepted=count,
        accepted_precision=float(right[taken].mean()) if count else None,
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
