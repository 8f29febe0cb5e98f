"""Ragged word pieces to the flat batches that the encoder takes."""

from __future__ import annotations

from typing import NamedTuple

import tensorflow as tf

from models.encoder import Layout
from preprocessing.encoder_files import EncoderFiles

IGNORED_TAG = -1
"""Tag id of what the loss leaves out, such as [CLS], [SEP] and padding."""


class SpecialTokens(NamedTuple):
    """Ids of the tokens that an encoder wants around a text."""

    cls: int
    sep: int
    pad: int

    @classmethod
    def of(cls, encoder: EncoderFiles) -> SpecialTokens:
        """The ids in an encoder's vocabulary."""
        return cls(*(encoder.token_id(token) for token in ("[CLS]", "[SEP]", "[PAD]")))


class FlatInputs(NamedTuple):
    """What the encoder takes for a batch without padding.

    Attributes:
      token_ids: int32[tokens], of each text [CLS], the word pieces, [SEP].
      attention_mask: int32[batch, time], 0 on padding and 1 elsewhere.
      layout: Where the tokens stand in [batch, time].
    """

    token_ids: tf.Tensor
    attention_mask: tf.Tensor
    layout: Layout


def flatten(ids: tf.RaggedTensor) -> FlatInputs:
    """Lays texts one after the other.

    Args:
      ids: int32[batch, (tokens)] with special tokens.
    """
    lengths = tf.cast(ids.row_lengths(), tf.int32)
    # A batch of no texts has no longest one.
    time = tf.reduce_max(tf.concat([lengths, [0]], axis=0))
    first = tf.range(tf.size(lengths)) * time
    # The places of the tokens of each row; `tf.ragged.range` in one op.
    slots = tf.raw_ops.RaggedRange(
        starts=first, limits=first + lengths, deltas=1, Tsplits=tf.int32
    ).rt_dense_values
    places = tf.size(lengths) * time
    grid = tf.scatter_nd(slots[:, None], tf.range(tf.size(slots)), places[None])
    mask = tf.sequence_mask(lengths, time, tf.int32)
    return FlatInputs(ids.values, mask, Layout(slots % tf.maximum(time, 1), slots, grid))


def with_special(token_ids: tf.RaggedTensor, special: SpecialTokens) -> tf.RaggedTensor:
    """Puts [CLS] before and [SEP] after each row of a ragged tensor [batch, (pieces)]."""
    batch = token_ids.nrows()
    cls = tf.fill([batch, 1], tf.constant(special.cls, token_ids.dtype))
    sep = tf.fill([batch, 1], tf.constant(special.sep, token_ids.dtype))
    return tf.concat([cls, token_ids, sep], axis=1)
