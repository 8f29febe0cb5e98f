"""What the served graph knows about its own scores: calibrated scores, and which to accept.

The decoder's score of an entity is the probability of its weakest word piece. That is not the
probability that the entity is right: start, end and label, all of them. `models.calibration` sets
the numbers that are stored here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

import tensorflow as tf

NEVER = 2.0
"""The threshold of a label that is never accepted; scores end at 1."""

ROOM = 1e-6
"""Keeps the logarithm finite where a probability is 1, or slightly more by rounding."""

INTERCEPT_NODE, SLOPE_NODE, THRESHOLDS_NODE = (
    f"confidence_{name}" for name in ("intercept", "slope", "thresholds")
)
"""Names of the constants of an exported graph, by which `models.recalibration` finds them."""


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
        """Scores, float32[n], of a tensor or an array; NaN stays NaN. Five ops in the graph."""
        intercept = tf.constant(self.intercept, tf.float32, name=INTERCEPT_NODE)
        slope = tf.constant(self.slope, tf.float32, name=SLOPE_NODE)
        return tf.sigmoid(intercept - slope * tf.math.log(1 + ROOM - probabilities))


@dataclass(frozen=True)
class Confidence:
    """What the served graph knows about its own scores.

    Attributes:
      curve: From raw to calibrated scores; None: they stay as they are.
      thresholds: For each label the score from which on its entities are accepted; above 1 none
        is accepted.
    """

    curve: Curve | None
    thresholds: tuple[float, ...]

    @classmethod
    def uncalibrated(cls, num_labels: int) -> Self:
        """For a model about which nothing is known: raw scores, and nothing is accepted."""
        return cls(None, (NEVER,) * num_labels)

    def scores(self, probabilities: tf.Tensor) -> tf.Tensor:
        """Calibrated scores, float32[n], of the probabilities of the weakest pieces."""
        return probabilities if self.curve is None else self.curve(probabilities)

    def accepted(self, scores: tf.Tensor, labels: tf.Tensor) -> tf.Tensor:
        """Which entities are accepted, bool[n], by calibrated score and index of the label."""
        thresholds = tf.constant(self.thresholds, tf.float32, name=THRESHOLDS_NODE)
        return scores >= tf.gather(thresholds, labels)

    def to_dict(self) -> dict[str, Any]:
        """The fields, for JSON."""
        curve = self.curve and {"slope": self.curve.slope, "intercept": self.curve.intercept}
        return {"curve": curve, "thresholds": list(self.thresholds)}

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Self:
        """Inverse of `to_dict`."""
        curve = values["curve"]
        return cls(None if curve is None else Curve(**curve), tuple(values["thresholds"]))
