"""Fits a tagger to training data: steps, epochs, the end, and going on after a crash.

Not Keras's `fit`, which can begin again with an epoch but not in the middle of one, and wants to
know the number of steps beforehand, which varied texts do not tell.
"""

from __future__ import annotations

import logging
import math
import time
from collections.abc import Callable, Mapping
from typing import Any, cast

import keras
import tensorflow as tf

from models.optimizer import AdamW, freeze, layer_rates, warmup_linear_decay
from models.progress import report_phase, report_progress, report_result
from models.settings import TrainingSettings
from models.span_evaluation import SpanEvaluation
from models.span_scoring import MACRO, MICRO
from models.tagger import MaskedCrossEntropy, Tagger
from models.training_data import Batch, TrainingBatches
from models.training_plan import TrainingPlan
from models.training_state import TrainingProgress, TrainingState
from preprocessing.settings import SettingsError

PROGRESS_SECONDS = 0.2
LOGGED_STEPS = 10
"""Steps between two points of TensorBoard's curves."""

LOWER_RATE = 1 / 3
"""Factor on the learning rate with which a training that learns nothing begins again."""

MOST_RESTARTS = 3
"""How often it does."""

BARREN_SHARE = 0.4
"""Share of the planned epochs; so many in a row without a right span, and nothing is learned.

While the rate rises the first epochs of small data are barren too.
"""

Step = Callable[[dict[str, Any], tf.Tensor], tf.Tensor]
"""Learns from inputs and tags, and returns the loss, float32[]."""

logger = logging.getLogger(__name__)


class NothingLearnedError(SettingsError):
    """No epoch found a single right span, at any of the rates that were tried."""


class TrainingLoop:
    """Trains a tagger; afterwards it has the weights of its best epoch.

    An epoch without a single right span is barren: at too high a rate a tagger may fall into saying
    `O` everywhere, and not come out of it again. Such an epoch is never the best, and patience does
    not count it. After several of them training begins again from the start, with a lower rate.

    Args:
      tagger: The tagger, built in the scope of `strategy`.
      batches: What to learn from.
      examples: Number of texts in an epoch.
      evaluation: What tells how good an epoch is.
      settings: How to train.
      plan: How long; it may be longer than `settings.epochs`.
      strategy: The devices.
      run_path: Folder for TensorBoard's logs.
      checkpoint_path: Folder for checkpoints; None to keep none.
      restarts: How often training may begin again with a lower rate.
    """

    def __init__(
        self,
        tagger: Tagger,
        batches: TrainingBatches,
        *,
        examples: int,
        evaluation: SpanEvaluation,
        settings: TrainingSettings,
        plan: TrainingPlan,
        strategy: tf.distribute.Strategy,
        run_path: str,
        checkpoint_path: str | None,
        restarts: int = MOST_RESTARTS,
    ) -> None:
        self._batches = batches
        self._examples = examples
        self._evaluation = evaluation
        self._settings = settings
        self._plan = plan
        self._restarts = restarts
        self._strategy = strategy
        with strategy.scope():
            freeze(tagger, settings.frozen_layers)
            self._optimizer = AdamW(
                layer_rates(tagger, settings.layer_decay),
                weight_decay=settings.weight_decay,
                clip_norm=settings.gradient_clip_norm,
                by_row=not settings.xla,
            )
            scaled = keras.optimizers.LossScaleOptimizer
            half = tagger.dtype_policy.name == "mixed_float16"
            optimizer = scaled(self._optimizer) if half else self._optimizer
            optimizer.build(tagger.trainable_variables)
        self._step = make_step(tagger, optimizer, strategy, xla=settings.xla)
        weights = [weight.value for weight in tagger.weights]
        known = {id(weight) for weight in weights}
        everything = (v.value for v in (*tagger.variables, *optimizer.variables))
        others = [variable for variable in everything if id(variable) not in known]
        self._state = TrainingState(weights, others, checkpoint_path, settings.checkpoint_minutes)
        self._writer = tf.summary.create_file_writer(run_path)
        self._reported = 0.0

    @property
    def progress(self) -> TrainingProgress:
        """How far it is; see `training_state.TrainingProgress`."""
        return self._state.progress

    @property
    def rate(self) -> float:
        """The highest learning rate of the present attempt."""
        return self._settings.learning_rate * LOWER_RATE**self.progress.attempt

    def run(self) -> bool:
        """Trains to the end; whether it went on from a checkpoint.

        Where no epoch has a right span, the tagger keeps the weights of the last one.

        Raises:
          NothingLearnedError: So it was at every rate that was tried.
        """
        resumed = self._state.restore()
        progress = self._state.progress
        if resumed:
            logger.info("going on in epoch %d after %d texts", progress.epoch + 1, progress.texts)
            report_result(f"going on in epoch {progress.epoch + 1}, where a run was cut off")
        while progress.batches or not self._ended():
            self._epoch()
            self._state.save_if_due()
        if progress.best_epoch:
            self._state.take_best()
        elif progress.given_up and self._restarts:
            raise NothingLearnedError(self._why_nothing_was_learned())
        return resumed

    def _ended(self) -> bool:
        progress, settings = self._state.progress, self._settings
        return (
            progress.given_up
            or progress.epoch >= self._plan.epochs
            or progress.steps >= (settings.max_steps or progress.steps + 1)
            or progress.stale >= self._plan.patience
        )

    def _epoch(self) -> None:
        progress = self._state.progress
        done = progress.batches * self._strategy.num_replicas_in_sync
        dataset = self._batches.epoch(progress.epoch).skip(done)
        started = time.monotonic()
        for batch, texts in _on_devices(dataset, self._strategy):
            if progress.steps == self._settings.max_steps:
                break
            self._learn(batch, texts)
            progress.seconds += time.monotonic() - started
            self._state.save_if_due()
            started = time.monotonic()
        self._finish_epoch()

    def _learn(self, batch: Batch, texts: int) -> None:
        progress, settings = self._state.progress, self._settings
        done = progress.epoch + progress.texts / self._examples
        share = done / self._plan.epochs
        if settings.max_steps:
            share = max(share, progress.steps / settings.max_steps)
        # Not 0 in the first step, and the same for the first as for the last.
        share += (texts / self._examples) / (2 * self._plan.epochs)
        rate = self.rate * warmup_linear_decay(share, settings.warmup_fraction)
        self._optimizer.learning_rate.assign(rate)
        loss = float(self._step(batch.inputs, batch.tags))
        progress.batches += 1
        progress.texts += texts
        progress.loss += loss
        progress.steps += 1
        if progress.steps % LOGGED_STEPS == 1:
            self._log({"loss": loss, "learning_rate": rate}, progress.steps)
        self._report(loss)

    def _finish_epoch(self) -> None:
        progress = self._state.progress
        report_phase(f"evaluating epoch {progress.epoch + 1}")
        evaluated = self._evaluation.evaluate()
        figures = evaluated.counts.figures(self._evaluation.labels)
        f1 = figures[MICRO].f1
        entry = {
            "loss": progress.loss / max(progress.batches, 1),
            "learning_rate": self.rate,
            "outside_share": evaluated.outside_share,
            "span_f1": f1,
            "span_f1_macro": figures[MACRO].f1,
        }
        progress.epochs.append(entry)
        progress.epoch += 1
        progress.batches, progress.texts, progress.loss = 0, 0, 0.0
        number = progress.earlier_epochs + progress.epoch
        logger.info(
            "epoch %d: loss %.4f; eval split: span F1 %.4f, %.1f %% of the word pieces outside",
            number,
            entry["loss"],
            f1,
            100 * entry["outside_share"],
        )
        self._log({f"epoch/{name}": value for name, value in entry.items()}, number)
        if evaluated.counts.gold and not evaluated.counts.right:
            progress.barren += 1
            self._answer_barren_epochs(entry)
            return
        progress.barren = 0
        progress.stale += 1
        if f1 > progress.best_f1:
            progress.best_f1, progress.best_epoch, progress.stale = f1, number, 0
            self._state.keep_as_best()

    def _answer_barren_epochs(self, entry: Mapping[str, float]) -> None:
        """Begins again with a lower rate, or gives up, if there were too many of them in a row."""
        progress = self._state.progress
        if progress.steps == self._settings.max_steps:
            return  # it is stopped on purpose, before it could learn
        few = progress.barren < math.ceil(BARREN_SHARE * self._plan.epochs)
        if few and math.isfinite(entry["loss"]):
            return
        if progress.attempt == self._restarts:
            progress.given_up = True
            return
        line = (
            f"no right span in {progress.barren} epoch(s) with a learning rate of {self.rate:.2g} "
            f"(loss {entry['loss']:.3f}, {entry['outside_share']:.0%} of the word pieces outside): "
        )
        progress.attempt += 1
        progress.earlier_epochs += progress.epoch
        progress.epoch = progress.barren = progress.stale = 0
        self._state.begin_anew()
        line += f"training begins again with {self.rate:.2g}"
        logger.warning(line)
        report_result(line)

    def _why_nothing_was_learned(self) -> str:
        epochs = self.progress.epochs
        rates = ", ".join(
            f"{rate:.2g}" for rate in dict.fromkeys(e["learning_rate"] for e in epochs)
        )
        last = epochs[-1]
        return (
            f"training.learning_rate: no right span on the eval split in any of {len(epochs)} "
            f"epochs, with rates of {rates}; in the end the loss was {last['loss']:.3f}, and "
            f"{last['outside_share']:.0%} of the word pieces were outside. Look whether the "
            "annotations of both splits follow the same rules, and whether each label has enough "
            "spans; if so, set another training.learning_rate, or a greater training.min_steps"
        )

    def _log(self, figures: dict[str, float], step: int) -> None:
        with self._writer.as_default(step=step):
            for name, value in figures.items():
                tf.summary.scalar(name, value)

    def _report(self, loss: float) -> None:
        now = time.monotonic()
        if now - self._reported < PROGRESS_SECONDS:
            return
        self._reported = now
        progress = self._state.progress
        report_progress(
            f"epoch {progress.epoch + 1}, loss {loss:.3f}",
            progress.epoch * self._examples + progress.texts,
            self._plan.epochs * self._examples,
        )


def make_step(
    tagger: Tagger,
    optimizer: keras.optimizers.Optimizer,
    strategy: tf.distribute.Strategy,
    *,
    xla: bool = False,
) -> Step:
    """The function that learns from a batch.

    Args:
      tagger: The tagger.
      optimizer: Built for its trainable variables.
      strategy: The devices, each of which gets a batch of its own.
      xla: Whether to compile it, once for each shape.
    """
    loss_of = MaskedCrossEntropy()
    replicas = strategy.num_replicas_in_sync

    # Without AutoGraph, here and wherever a model is traced: it would rewrite each function on the
    # way, for seconds, and there are no Python conditions on tensors.
    @tf.function(reduce_retracing=True, jit_compile=xla, autograph=False)
    def learn(inputs: dict[str, Any], tags: tf.Tensor) -> tf.Tensor:
        variables = tagger.trainable_variables
        with tf.GradientTape() as tape:
            loss = loss_of(tags, tagger(inputs, training=True))
            # The gradients of the devices are added.
            scaled = optimizer.scale_loss(loss / replicas)
        optimizer.apply(tape.gradient(scaled, [v.value for v in variables]), variables)
        return loss

    if replicas == 1:
        return cast("Step", learn)

    @tf.function(reduce_retracing=True, autograph=False)
    def step(inputs: dict[str, Any], tags: tf.Tensor) -> tf.Tensor:
        losses = strategy.run(learn, args=(inputs, tags))
        return strategy.reduce(tf.distribute.ReduceOp.MEAN, losses, axis=None)

    return cast("Step", step)


def _on_devices(dataset: tf.data.Dataset, strategy: tf.distribute.Strategy) -> Any:
    """Pairs of a batch, spread over the devices, and the number of its texts."""
    if strategy.num_replicas_in_sync == 1:
        for batch in dataset:
            yield batch, int(batch.texts)
        return
    spread = strategy.distribute_datasets_from_function(lambda _: dataset)
    for batch in spread:
        texts = strategy.reduce(tf.distribute.ReduceOp.SUM, batch.texts, axis=None)
        yield batch, int(texts)
