"""Word pieces straight to a flat batch and back, without windows."""

from __future__ import annotations

import tensorflow as tf

from models.batching import FlatInputs, SpecialTokens, flatten, with_special


def flat_inputs(token_ids: tf.RaggedTensor, special: SpecialTokens) -> FlatInputs:
    """Adds the special tokens, and lays the texts one after the other.

    Args:
      token_ids: int64[batch, (pieces)] without special tokens.
      special: Ids of the special tokens.
    """
    return flatten(with_special(tf.cast(token_ids, tf.int32), special))


def without_special(values: tf.Tensor, pieces: tf.RaggedTensor) -> tf.Tensor:
    """Values of the word pieces alone, out of values of a flat batch.

    Args:
      values: [tokens, ...], as the encoder returns them.
      pieces: Any ragged tensor of shape [batch, (pieces)].

    Returns:
      [total pieces, ...], aligned with `pieces.values`.
    """
    # Before a piece in row r stand r + 1 times [CLS] and r times [SEP].
    pieces_before = tf.range(tf.size(pieces.values, out_type=tf.int64))
    return tf.gather(values, pieces_before + 2 * pieces.value_rowids() + 1)
