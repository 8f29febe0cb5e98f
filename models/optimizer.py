"""AdamW as the tagger is trained with it: one pass over the weights, and a rate for each layer."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import keras
import tensorflow as tf

from models.tagger import Tagger

EPSILON = 1e-6
"""As in BERT; Keras's default of 1e-7 is for larger gradients."""

NOT_DECAYED = ("bias", "gamma", "beta")
"""Weights whose names have one of these are not decayed."""


class AdamW(keras.optimizers.AdamW):
    """Keras's AdamW (Loshchilov & Hutter 2019, https://arxiv.org/abs/1711.05101), but faster.

    On a CPU Keras's own update goes over weights and moments some ten times, which takes a third as
    long as the gradients of a small encoder do; TensorFlow's op goes over them once.

    More than half of the weights of a small encoder are its word embedding, of which a batch has a
    few hundred rows. The others stay as they are, without momentum and decay, as in TensorFlow's
    sparse Adam and PyTorch's `SparseAdam`: what no text has said anything about is not changed.

    Args:
      rates: For each variable, by its path, the factor on the learning rate.
      weight_decay: Of all weights but biases and normalizations, times the learning rate.
      clip_norm: Longest gradient, over all weights together.
      by_row: Whether rows of an embedding without a gradient are left alone. XLA, which needs to
        know how many there are, can only take all of them.
    """

    def __init__(
        self,
        rates: Mapping[str, float],
        *,
        weight_decay: float,
        clip_norm: float,
        by_row: bool = True,
    ) -> None:
        super().__init__(
            0.0, weight_decay=weight_decay, global_clipnorm=clip_norm, epsilon=EPSILON, name="adamw"
        )
        self.exclude_from_weight_decay(var_names=list(NOT_DECAYED))
        self._factors: dict[int, float] = {}
        self._rates = dict(rates)
        self._by_row = by_row

    def build(self, var_list: Any) -> None:
        """Makes the moments."""
        super().build(var_list)
        self._factors = {
            self._get_variable_index(variable): self._rates[variable.path] for variable in var_list
        }

    def _apply_weight_decay(self, variables: Any) -> None:
        """Nothing: `update_step` does it, with the rate of the layer."""

    def _clip_gradients(self, grads: Any) -> Any:
        """Shortens all together; Keras would write out the gradients of embeddings."""
        clipped, _ = tf.clip_by_global_norm(
            [self._collected(g) for g in grads], self.global_clipnorm
        )
        return clipped

    def _collected(self, gradient: Any) -> Any:
        """A gradient whose rows, if it has but some of them, are all different."""
        if not isinstance(gradient, tf.IndexedSlices):
            return gradient
        if not self._by_row:
            return tf.convert_to_tensor(gradient)
        rows, places = tf.unique(gradient.indices)
        values = tf.math.unsorted_segment_sum(gradient.values, places, tf.size(rows))
        return tf.IndexedSlices(values, rows, gradient.dense_shape)

    def update_step(self, gradient: Any, variable: Any, learning_rate: Any) -> None:
        """Updates one variable and its moments."""
        index = self._get_variable_index(variable)
        rate = tf.cast(learning_rate, variable.dtype) * self._factors[index]
        decay = rate * self.weight_decay if self._use_weight_decay(variable) else None
        step = tf.cast(self.iterations + 1, variable.dtype)
        gradient = self._collected(gradient)
        if isinstance(gradient, tf.IndexedSlices):
            self._update_rows(gradient, variable, index, rate, decay, step)
            return
        if decay is not None:
            variable.assign_sub(variable * decay)
        tf.raw_ops.ResourceApplyAdam(
            var=variable.handle,
            m=self._momentums[index].value.handle,
            v=self._velocities[index].value.handle,
            beta1_power=self.beta_1**step,
            beta2_power=self.beta_2**step,
            lr=rate,
            beta1=self.beta_1,
            beta2=self.beta_2,
            epsilon=self.epsilon,
            grad=tf.convert_to_tensor(gradient),
        )

    def _update_rows(
        self,
        gradient: tf.IndexedSlices,
        variable: tf.Variable,
        index: int,
        rate: tf.Tensor,
        decay: tf.Tensor | None,
        step: tf.Tensor,
    ) -> None:
        """Updates the rows that a gradient has, and their moments."""
        rows, change = gradient.indices, gradient.values
        momentum, velocity = self._momentums[index].value, self._velocities[index].value
        first = tf.gather(momentum, rows) * self.beta_1 + change * (1 - self.beta_1)
        second = tf.gather(velocity, rows) * self.beta_2 + tf.square(change) * (1 - self.beta_2)
        momentum.scatter_update(tf.IndexedSlices(first, rows))
        velocity.scatter_update(tf.IndexedSlices(second, rows))
        unbiased = rate * tf.sqrt(1 - self.beta_2**step) / (1 - self.beta_1**step)
        moved = unbiased * first / (tf.sqrt(second) + self.epsilon)
        if decay is not None:
            moved += tf.gather(variable, rows) * decay
        variable.scatter_sub(tf.IndexedSlices(moved, rows))


def layer_rates(tagger: Tagger, decay: float) -> dict[str, float]:
    """The factor on the learning rate of each weight: the lower a layer, the smaller.

    Discriminative fine-tuning after Howard & Ruder 2018, https://arxiv.org/abs/1801.06146, with the
    rates of Clark et al. 2020, https://arxiv.org/abs/2003.10555: 1 for the classifier, `decay` for
    the last block, the square of it for the one below, and so on down to the embeddings.

    Args:
      tagger: The tagger.
      decay: From a layer to the next lower one; 1 for the same rate everywhere.
    """
    rates = {weight.path: 1.0 for weight in tagger.weights}
    layers: list[Any] = [*reversed(tagger.encoder.blocks), tagger.encoder.embeddings]
    for depth, layer in enumerate(layers, start=1):
        rates |= {weight.path: decay**depth for weight in layer.weights}
    return rates


def freeze(tagger: Tagger, layers: int) -> None:
    """Keeps the lowest layers as they are: 1 the embeddings, 2 also the first block, and so on."""
    from_below: list[Any] = [tagger.encoder.embeddings, *tagger.encoder.blocks]
    for layer in from_below[:layers]:
        layer.trainable = False


def warmup_linear_decay(progress: float, warmup: float) -> float:
    """The factor on the learning rate: up from 0 to 1, and down to 0, both linearly.

    The schedule of Devlin et al. 2018, https://arxiv.org/abs/1810.04805, appendix A.2.

    Args:
      progress: Share of the training that is done, from 0 to 1.
      warmup: Share of the training after which it is 1.
    """
    rising = progress / warmup if warmup else math.inf
    return max(0.0, min(rising, (1 - progress) / (1 - warmup)))
