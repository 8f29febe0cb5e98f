"""The BERT encoder: token ids in, one hidden vector for each token out.

Pure Keras 3: the layers call `keras.ops` only, so they run under any Keras backend. Everything but
`SelfAttention` works on each token by itself, so a batch may be padded, or flat: the tokens of all
texts one after the other, which saves the work that goes into padding. Weights from elsewhere are
mapped onto the names used here by `models.checkpoints`.

The same forward pass stands a second time, in the ops that LiteRT runs fast, in
`models.quantization._LiteTagger`. Who changes one changes the other;
`tests/models/test_quantization.py` holds both to the same logits.

The architecture is that of Devlin et al. 2018, https://arxiv.org/abs/1810.04805 (post-layer-norm).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Literal, NamedTuple

import keras
import numpy as np
from keras import ops

Activation = Literal["gelu", "gelu_tanh", "relu"]

ACTIVATIONS: dict[str, Any] = {
    "gelu": partial(ops.gelu, approximate=False),
    "gelu_tanh": partial(ops.gelu, approximate=True),
    "relu": ops.relu,
}


@ops.custom_gradient
def gelu_to_learn(values: Any) -> Any:
    """The exact GELU, with a gradient of two products.

    Its derivative is computed once, in float32, while the values are at hand. What automatic
    differentiation makes of it are some ten products, which processors that multiply matrices in
    bfloat16 still do one by one. For inference `ops.gelu` is better: compilers know it, and make
    one op of it and what stands before.

    Args:
      values: float[...].

    Returns:
      The same shape and dtype, and the function of its gradient.
    """
    precise = ops.cast(values, "float32")
    below = 0.5 * (1 + ops.erf(precise * 0.5**0.5))
    density = ops.exp(-0.5 * ops.square(precise)) * (2 * math.pi) ** -0.5
    slope = ops.cast(below + precise * density, values.dtype)

    def gradient(*arguments: Any, upstream: Any = None) -> Any:
        (upstream,) = arguments if upstream is None else (upstream,)
        return upstream * slope

    return ops.cast(precise * below, values.dtype), gradient


@dataclass(frozen=True)
class EncoderConfig:
    """The shape of a BERT encoder.

    Attributes:
      vocab_size: Number of word pieces, rows of the word embedding.
      hidden_size: Width of the hidden vectors.
      num_layers: Number of transformer blocks.
      num_heads: Attention heads; must divide `hidden_size`.
      intermediate_size: Width of the feed-forward layer.
      max_positions: Longest input in tokens, [CLS] and [SEP] included.
      activation: Of the feed-forward layer; `gelu` is exact, `gelu_tanh` the approximation.
      layer_norm_epsilon: Added to the variance in every layer normalization.
    """

    vocab_size: int
    hidden_size: int
    num_layers: int
    num_heads: int
    intermediate_size: int
    max_positions: int
    activation: Activation = "gelu"
    layer_norm_epsilon: float = 1e-12

    def __post_init__(self) -> None:
        if self.hidden_size % self.num_heads:
            raise ValueError(
                f"hidden_size {self.hidden_size} is not a multiple of num_heads {self.num_heads}"
            )


class Layout(NamedTuple):
    """Where the tokens of a flat batch stand when they are padded to a grid of [batch, time].

    Attributes:
      positions: int32[tokens], place of each token in its text, from 0.
      slots: int32[tokens], place of each token in the grid, row by row.
      tokens: int32[batch * time], for each place in the grid its token; anything for padding.
    """

    positions: Any
    slots: Any
    tokens: Any


class Embeddings(keras.layers.Layer):
    """Sum of word and position embeddings, normalized.

    There is no token-type table: this project feeds one segment only, so `models.checkpoints` adds
    the vector of segment 0 to every position.
    """

    def __init__(self, config: EncoderConfig, dropout: float, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.word = keras.layers.Embedding(
            config.vocab_size, config.hidden_size, name="word", dtype=self.dtype_policy
        )
        self.position = keras.layers.Embedding(
            config.max_positions, config.hidden_size, name="position", dtype=self.dtype_policy
        )
        self.norm = keras.layers.LayerNormalization(
            epsilon=config.layer_norm_epsilon, name="norm", dtype=self.dtype_policy
        )
        self.dropout = keras.layers.Dropout(dropout, dtype=self.dtype_policy)

    def build(self, input_shape: Any) -> None:
        """Creates the weights."""
        self.word.build(input_shape)
        self.position.build(input_shape)
        self.norm.build((*input_shape, self.word.output_dim))

    def call(self, token_ids: Any, positions: Any, training: bool = False) -> Any:
        """Token ids int32[...] and their positions int32[...] → float[..., hidden]."""
        hidden = self.word(token_ids) + self.position(positions)
        return self.dropout(self.norm(hidden), training=training)


class SelfAttention(keras.layers.Layer):
    """Multi-head self-attention with one matrix product for queries, keys and values."""

    def __init__(self, config: EncoderConfig, dropout: float, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.num_heads = config.num_heads
        self.head_size = config.hidden_size // config.num_heads
        self.query_key_value = keras.layers.Dense(
            3 * config.hidden_size, name="query_key_value", dtype=self.dtype_policy
        )
        self.output_dense = keras.layers.Dense(
            config.hidden_size, name="output", dtype=self.dtype_policy
        )
        self.dropout = keras.layers.Dropout(dropout, dtype=self.dtype_policy)

    def build(self, input_shape: Any) -> None:
        """Creates the weights."""
        self.query_key_value.build(input_shape)
        self.output_dense.build(input_shape)

    def call(
        self,
        hidden: Any,
        attention_mask: Any,
        layout: Layout | None = None,
        training: bool = False,
    ) -> Any:
        """New vectors for the hidden ones.

        Args:
          hidden: float[batch, time, hidden], or float[tokens, hidden] with a layout.
          attention_mask: int32[batch, time], 0 on padding and 1 elsewhere.
          layout: Of a flat batch.
          training: Whether dropout is on.

        Returns:
          As many vectors as there are in `hidden`, in the same shape.
        """
        batch, time = ops.shape(attention_mask)[0], ops.shape(attention_mask)[1]
        qkv = self.query_key_value(hidden)
        if layout is not None:
            qkv = ops.take(qkv, layout.tokens, axis=0)
        qkv = ops.reshape(qkv, (batch, time, 3, self.num_heads, self.head_size))
        # Taken apart at once: the gradient of a slice is as large as the whole, one of three.
        query, key, value = ops.unstack(
            ops.transpose(qkv, (2, 0, 3, 1, 4)), 3, axis=0
        )  # [batch, heads, time, head]
        scores = ops.matmul(query, ops.transpose(key, (0, 1, 3, 2)))
        # In float32: bfloat16 has too few bits for a softmax over a long row.
        scores = ops.cast(scores, "float32") * (self.head_size**-0.5)
        attended = ops.cast(attention_mask, "bool")[:, None, None, :]
        scores = ops.where(attended, scores, -1e9)
        weights = ops.cast(ops.softmax(scores, axis=-1), value.dtype)
        mixed = ops.matmul(self.dropout(weights, training=training), value)
        mixed = ops.transpose(mixed, (0, 2, 1, 3))
        width = self.num_heads * self.head_size
        if layout is None:
            mixed = ops.reshape(mixed, (batch, time, width))
        else:
            mixed = ops.take(ops.reshape(mixed, (batch * time, width)), layout.slots, axis=0)
        return self.output_dense(mixed)


class TransformerBlock(keras.layers.Layer):
    """Self-attention and a feed-forward layer, each with a residual and a layer normalization."""

    def __init__(
        self, config: EncoderConfig, dropout: float, attention_dropout: float, **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        dtype = self.dtype_policy
        epsilon = config.layer_norm_epsilon
        self.activation = ACTIVATIONS[config.activation]
        self.attention = SelfAttention(config, attention_dropout, name="attention", dtype=dtype)
        self.attention_norm = keras.layers.LayerNormalization(
            epsilon=epsilon, name="attention_norm", dtype=dtype
        )
        self.intermediate = keras.layers.Dense(
            config.intermediate_size, name="intermediate", dtype=dtype
        )
        self.output_dense = keras.layers.Dense(config.hidden_size, name="output", dtype=dtype)
        self.output_norm = keras.layers.LayerNormalization(
            epsilon=epsilon, name="output_norm", dtype=dtype
        )
        self.dropout = keras.layers.Dropout(dropout, dtype=dtype)

    def build(self, input_shape: Any) -> None:
        """Creates the weights."""
        self.attention.build(input_shape)
        self.attention_norm.build(input_shape)
        self.intermediate.build(input_shape)
        self.output_dense.build((*input_shape[:-1], self.intermediate.units))
        self.output_norm.build(input_shape)

    def call(
        self,
        hidden: Any,
        attention_mask: Any,
        layout: Layout | None = None,
        training: bool = False,
    ) -> Any:
        """New vectors for the hidden ones; see `SelfAttention.call`."""
        attended = self.attention(hidden, attention_mask, layout, training=training)
        hidden = self.attention_norm(hidden + self.dropout(attended, training=training))
        activation = self.activation
        if training and activation is ACTIVATIONS["gelu"]:
            activation = gelu_to_learn
        expanded = activation(self.intermediate(hidden))
        projected = self.output_dense(expanded)
        return self.output_norm(hidden + self.dropout(projected, training=training))


class Encoder(keras.layers.Layer):
    """BERT without its pooler.

    Args:
      config: Shape of the encoder.
      dropout: Rate on embeddings and residual branches while training.
      attention_dropout: Rate on attention weights while training.

    Example:
      >>> config = EncoderConfig(10, 8, 2, 2, 16, 12)
      >>> encoder = Encoder(config)
      >>> ids = np.array([[2, 5, 6, 3]]); encoder(ids, attention_mask=np.ones_like(ids)).shape
      TensorShape([1, 4, 8])
    """

    def __init__(
        self,
        config: EncoderConfig,
        *,
        dropout: float = 0.1,
        attention_dropout: float = 0.1,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.config = config
        self.embeddings = Embeddings(config, dropout, name="embeddings", dtype=self.dtype_policy)
        self.blocks = [
            TransformerBlock(
                config, dropout, attention_dropout, name=f"block_{i}", dtype=self.dtype_policy
            )
            for i in range(config.num_layers)
        ]

    def build(self, input_shape: Any) -> None:
        """Creates the weights."""
        self.embeddings.build(input_shape)
        for block in self.blocks:
            block.build((*input_shape, self.config.hidden_size))

    def call(
        self,
        token_ids: Any,
        attention_mask: Any,
        layout: Layout | None = None,
        training: bool = False,
    ) -> Any:
        """Hidden vector of each token.

        Args:
          token_ids: int32[batch, time], or int32[tokens] with a layout; [CLS] first in each text,
            which has at most `config.max_positions` tokens.
          attention_mask: int32[batch, time], 0 on padding and 1 elsewhere.
          layout: Of a flat batch.
          training: Whether dropout is on.

        Returns:
          float[batch, time, hidden], in which rows of padding hold no meaning; or, for a flat
          batch, float[tokens, hidden].
        """
        if layout is None:
            positions = ops.arange(ops.shape(token_ids)[1], dtype="int32")[None, :]
        else:
            positions = layout.positions
        hidden = self.embeddings(token_ids, positions, training=training)
        for block in self.blocks:
            hidden = block(hidden, attention_mask, layout, training=training)
        return hidden

    def weight_names(self) -> list[str]:
        """Names of the weights below this layer, such as `block_0/attention/output/kernel`."""
        prefix = self.path + "/"
        return [weight.path.removeprefix(prefix) for weight in self.weights]

    def load_weights_by_name(self, weights: Mapping[str, np.ndarray]) -> None:
        """Sets all weights.

        Args:
          weights: An array for each of `weight_names()`, of the same shape.

        Raises:
          ValueError: A weight is missing, unknown or of another shape; the message names it.
        """
        own = dict(zip(self.weight_names(), self.weights, strict=True))
        if missing := sorted(own.keys() - weights.keys()):
            raise ValueError(f"the checkpoint lacks {len(missing)} weights, first: {missing[0]}")
        if unknown := sorted(weights.keys() - own.keys()):
            raise ValueError(f"the checkpoint has {len(unknown)} unknown weights: {unknown[0]}")
        for name, variable in own.items():
            if tuple(variable.shape) != weights[name].shape:
                raise ValueError(
                    f"{name}: the encoder wants shape {tuple(variable.shape)}, "
                    f"the checkpoint has {weights[name].shape}"
                )
            variable.assign(weights[name])
