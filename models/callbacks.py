"""What happens while the tagger is fitted: evaluation by spans, progress, an early end."""

from __future__ import annotations

import logging
import time
from collections.abc import Sequence
from typing import Any

import keras
import numpy as np
import tensorflow as tf

from models.batching import SpecialTokens, flat_inputs, without_special
from models.decoding import Decoder, Entities
from models.progress import report_progress
from models.settings import Decoding
from models.span_scoring import MACRO, MICRO, SpanCounts
from preprocessing.spans import Span

PROGRESS_SECONDS = 0.2

logger = logging.getLogger(__name__)


class SpanEvaluation(keras.callbacks.Callback):
    """Span F1 on the eval split after each epoch; stops early and keeps the best weights.

    Args:
      examples: Batches of transformed examples.
      special: Ids of the special tokens.
      labels: The labels, in the order of their tag ids.
      decoding: How tags are chosen.
      patience: Epochs without a better micro F1 after which training ends.
    """

    def __init__(
        self,
        examples: tf.data.Dataset,
        *,
        special: SpecialTokens,
        labels: Sequence[str],
        decoding: Decoding,
        patience: int,
    ) -> None:
        super().__init__()
        self._examples = examples
        self._special = special
        self._labels = tuple(labels)
        self._decode = Decoder(labels, decoding)
        self._patience = patience
        self._best_f1 = -1.0
        self._best_weights: list[np.ndarray] = []
        self.best_epoch = 0

    def on_train_begin(self, logs: dict[str, float] | None = None) -> None:
        """Prepares the graph that predicts."""
        self._predict = tf.function(self._predict_batch, reduce_retracing=True)

    def on_epoch_end(self, epoch: int, logs: dict[str, float] | None = None) -> None:
        """Adds `span_f1` and `span_f1_macro` to the epoch's figures."""
        figures = self.evaluate().figures(self._labels)
        f1 = figures[MICRO].f1
        if logs is not None:
            logs["span_f1"] = f1
            logs["span_f1_macro"] = figures[MACRO].f1
        logger.info("epoch %d: span F1 %.4f on the eval split", epoch + 1, f1)
        if f1 > self._best_f1:
            self._best_f1, self.best_epoch = f1, epoch + 1
            self._best_weights = self.model.get_weights()
        elif epoch + 1 - self.best_epoch >= self._patience:
            self.model.stop_training = True

    def on_train_end(self, logs: dict[str, float] | None = None) -> None:
        """Puts the best weights back."""
        if self._best_weights:
            self.model.set_weights(self._best_weights)

    def evaluate(self) -> SpanCounts:
        """Counts of gold and predicted spans over all examples."""
        counts = SpanCounts()
        for batch in self._examples:
            predicted = self.by_row(self._predict(batch), batch["id"].shape[0])
            starts, ends, labels = (
                batch[name].to_list() for name in ("span_start", "span_end", "span_label")
            )
            for row, spans in enumerate(zip(starts, ends, labels, strict=True)):
                gold = [
                    Span(start, end, self._labels[label])
                    for start, end, label in zip(*spans, strict=True)
                ]
                counts.add(gold, predicted[row])
        return counts

    def _predict_batch(self, batch: dict[str, Any]) -> Entities:
        inputs = flat_inputs(batch["token_ids"], self._special)
        logits = self.model(inputs._asdict(), training=False)
        logits = without_special(logits, batch["token_ids"])
        return self._decode(logits, batch["token_start"], batch["token_end"])

    def by_row(self, entities: Entities, rows: int) -> list[list[Span]]:
        """Entities as spans, a list for each of `rows` texts."""
        by_row: list[list[Span]] = [[] for _ in range(rows)]
        fields = (field.numpy().tolist() for field in entities[:4])
        for row, label, start, end in zip(*fields, strict=True):
            by_row[row].append(Span(start, end, self._labels[label]))
        return by_row


class StepProgress(keras.callbacks.Callback):
    """Reports the number of steps done, a few times a second.

    Args:
      steps_per_epoch: Steps in an epoch.
      total_steps: Steps in all.
    """

    def __init__(self, steps_per_epoch: int, total_steps: int) -> None:
        super().__init__()
        self._steps_per_epoch = steps_per_epoch
        self._total_steps = total_steps
        self._epoch = 0
        self._reported = 0.0

    def on_epoch_begin(self, epoch: int, logs: dict[str, float] | None = None) -> None:
        """Remembers the epoch."""
        self._epoch = epoch

    def on_train_batch_end(self, batch: int, logs: dict[str, float] | None = None) -> None:
        """Reports, unless it has just done so."""
        now = time.monotonic()
        if now - self._reported < PROGRESS_SECONDS:
            return
        self._reported = now
        loss = f", loss {logs['loss']:.3f}" if logs else ""
        report_progress(
            f"epoch {self._epoch + 1}{loss}",
            self._epoch * self._steps_per_epoch + batch + 1,
            self._total_steps,
        )


class StopAtStep(keras.callbacks.Callback):
    """Ends training after a number of optimizer steps.

    Args:
      max_steps: The number.
    """

    def __init__(self, max_steps: int) -> None:
        super().__init__()
        self._left = max_steps

    def on_train_batch_end(self, batch: int, logs: dict[str, float] | None = None) -> None:
        """Counts the step."""
        self._left -= 1
        if self._left <= 0:
            self.model.stop_training = True
