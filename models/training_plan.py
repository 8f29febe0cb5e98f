"""How long a training is: its epochs, and how many of them without progress end it.

A few hundred texts make a dozen batches, so that the usual number of epochs would be over before
anything is learned. What counts then is the number of steps.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from models.settings import TrainingSettings


@dataclass(frozen=True)
class TrainingPlan:
    """How long a training is.

    Attributes:
      epochs: How often each text is learned from, at most.
      patience: Epochs without better span F1 after which training ends.
    """

    epochs: int
    patience: int


def plan_training(settings: TrainingSettings, count_steps: Callable[[int], int]) -> TrainingPlan:
    """The configured epochs, or as many more as make `training.min_steps`.

    Patience grows with them, because it is meant as a share of the training.

    Args:
      settings: How to train.
      count_steps: Steps of an epoch, given how many are worth counting.
    """
    least = min(settings.min_steps, settings.max_steps or settings.min_steps)
    enough = _ceiling(least, settings.epochs)
    steps = count_steps(enough) if enough else 0
    if steps >= enough:
        return TrainingPlan(settings.epochs, settings.patience)
    epochs = _ceiling(least, max(steps, 1))
    return TrainingPlan(epochs, _ceiling(settings.patience * epochs, settings.epochs))


def _ceiling(dividend: int, divisor: int) -> int:
    return -(-dividend // divisor)
