"""What a training run needs to go on where it was killed, in a folder."""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field

import numpy as np
import tensorflow as tf

from storage import files

logger = logging.getLogger(__name__)


@dataclass
class TrainingProgress:
    """How far a training run is.

    Attributes:
      attempt: How often training began again with a lower rate.
      earlier_epochs: Epochs of the attempts before the present one.
      epoch: Number of the present epoch in its attempt, from 0.
      batches: Batches of the present epoch that are done.
      texts: Texts of the present epoch that are done.
      loss: Sum of the losses of these batches.
      steps: Optimizer steps in all.
      seconds: Time that was spent on them.
      epochs: Figures of the epochs that are done, of all attempts.
      best_f1: The best micro F1 of these epochs, barren ones not counted; -1 if there is none.
      best_epoch: Number, from 1, of the epoch that had it, among all; 0 as long as there is none.
      stale: Epochs since then, barren ones not counted.
      barren: Epochs in a row, up to the last one, without a single right span.
      given_up: Whether lower rates did not help either.
    """

    attempt: int = 0
    earlier_epochs: int = 0
    epoch: int = 0
    batches: int = 0
    texts: int = 0
    loss: float = 0.0
    steps: int = 0
    seconds: float = 0.0
    epochs: list[dict[str, float]] = field(default_factory=list)
    best_f1: float = -1.0
    best_epoch: int = 0
    stale: int = 0
    barren: int = 0
    given_up: bool = False


class TrainingState:
    """The weights, the best weights so far, the optimizer, the random generators, the progress.

    Each checkpoint has all of it, and one is written whole or not at all.

    Args:
      weights: The weights of the tagger, of which the best are kept.
      others: Everything else that changes in a step.
      folder: Folder or URL for checkpoints; None to keep none.
      minutes: Time between two of them.
    """

    def __init__(
        self,
        weights: Sequence[tf.Variable],
        others: Sequence[tf.Variable],
        folder: str | None,
        minutes: float,
    ) -> None:
        self.progress = TrainingProgress()
        self._weights = list(weights)
        self._others = list(others)
        self._first = [_value(variable) for variable in (*self._weights, *self._others)]
        # In the memory of the machine, where there is more of it than in a GPU's.
        with tf.device("CPU:0"):
            self._best = [tf.Variable(tf.zeros(v.shape, v.dtype)) for v in self._weights]
            self._progress = tf.Variable("", dtype=tf.string)
        self._seconds = 60 * minutes
        self._saved = time.monotonic()
        self._folder = folder
        self._manager = None
        if folder:
            checkpoint = tf.train.Checkpoint(
                weights=self._weights,
                others=self._others,
                best=self._best,
                progress=self._progress,
            )
            self._manager = tf.train.CheckpointManager(checkpoint, folder, max_to_keep=1)

    def restore(self) -> bool:
        """Goes back to the last checkpoint; whether there is one that can be read."""
        if self._manager is None or not (latest := self._manager.latest_checkpoint):
            return False
        try:
            # All of it first, because each part is restored as it is read.
            reader = tf.train.load_checkpoint(latest)
            for key in reader.get_variable_to_shape_map():
                reader.get_tensor(key)
        except (tf.errors.OpError, RuntimeError) as error:
            logger.warning("%s cannot be read, training begins anew: %s", latest, error)
            return False
        self._manager.checkpoint.restore(latest).assert_existing_objects_matched()
        self.progress = TrainingProgress(**json.loads(self._progress.numpy()))
        return True

    def save_if_due(self) -> None:
        """Writes a checkpoint if the last one is old enough."""
        if self._manager is None or time.monotonic() - self._saved < self._seconds:
            return
        self._progress.assign(json.dumps(asdict(self.progress)))
        try:
            self._manager.save()
        except (tf.errors.OpError, OSError) as error:
            # Training can do without, a run that ends for it cannot.
            logger.warning("%s: no checkpoint can be written: %s", self._folder, error)
        self._saved = time.monotonic()

    def begin_anew(self) -> None:
        """Makes everything but the best weights and the progress what it was at first."""
        for variable, first in zip((*self._weights, *self._others), self._first, strict=True):
            variable.assign(tf.zeros(variable.shape, variable.dtype) if first is None else first)

    def keep_as_best(self) -> None:
        """Keeps the present weights as the best."""
        for best, weight in zip(self._best, self._weights, strict=True):
            best.assign(weight)

    def take_best(self) -> None:
        """Puts the best weights back."""
        for best, weight in zip(self._best, self._weights, strict=True):
            weight.assign(best)


def _value(variable: tf.Variable) -> np.ndarray | None:
    """The value of a variable; None if it is all zeros, as the large moments are at first."""
    value = tf.convert_to_tensor(variable).numpy()
    return value if np.any(value) else None


def forget_checkpoints(folder: str | None) -> None:
    """Removes the checkpoints of a run that has ended."""
    if folder and files.exists(folder):
        tf.io.gfile.rmtree(folder)
