"""Entities with scores, made up, for tests of what scores are worth."""

from __future__ import annotations

from typing import Any

import numpy as np
import tensorflow as tf

from models.confidence import Curve
from models.reliability import ScoredEntities

LABELS = ["PARTY", "DATE", "AMOUNT"]


def entities(
    scores: Any, right: Any, label: Any = 0, texts: int = 100_000, first: int = 0
) -> ScoredEntities:
    """Entities, each of a text of its own unless there are fewer texts."""
    count = len(scores)
    ids = [str(first + number % texts).encode() for number in range(count)]
    return ScoredEntities(
        np.asarray(scores, np.float32),
        np.broadcast_to(np.asarray(label, np.int64), [count]),
        np.asarray(right, bool),
        np.array(ids, object),
    )


def simulated(
    count: int, seed: int, curve: Curve | None = None, labels: int = 1, texts: int = 100_000
) -> ScoredEntities:
    """Entities that are right as often as `curve` says; without one, as often as the score says."""
    random = np.random.default_rng(seed)
    scores = (1 - random.beta(0.5, 4, count)).astype(np.float32)
    chances = scores if curve is None else curve(tf.constant(scores)).numpy()
    label = random.integers(0, labels, count)
    return entities(scores, random.random(count) < chances, label, texts)
