"""Ragged word pieces to the padded batches that the encoder takes, and the training data."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import tensorflow as tf

from models.encoder import Layout
from preprocessing.encoder_files import EncoderFiles

IGNORED_TAG = -1
"""Tag id of [CLS], [SEP] and padding, which the loss and the metrics leave out."""

SHUFFLE_BUFFER = 100_000
"""Examples held for shuffling; a few hundred bytes each."""

SORTED_BATCHES = 16
"""Batches' worth of examples that are sorted by length before they are cut into batches."""


class SpecialTokens(NamedTuple):
    """Ids of the tokens that an encoder wants around a text."""

    cls: int
    sep: int
    pad: int

    @classmethod
    def of(cls, encoder: EncoderFiles) -> SpecialTokens:
        """The ids in an encoder's vocabulary."""
        return cls(*(encoder.token_id(token) for token in ("[CLS]", "[SEP]", "[PAD]")))


class EncoderInputs(NamedTuple):
    """What the encoder takes.

    Attributes:
      token_ids: int32[batch, time], [CLS], the word pieces, [SEP], padding.
      attention_mask: int32[batch, time], 0 on padding and 1 elsewhere.
    """

    token_ids: tf.Tensor
    attention_mask: tf.Tensor


def encoder_inputs(token_ids: tf.RaggedTensor, special: SpecialTokens) -> EncoderInputs:
    """Adds the special tokens and pads to the longest text of the batch.

    Args:
      token_ids: int64[batch, (pieces)] without special tokens.
      special: Ids of the special tokens.
    """
    ids = with_special(token_ids, special)
    padded = ids.to_tensor(special.pad)
    # Not bool, because Keras averages the inputs of several devices when it builds a model.
    mask = tf.sequence_mask(ids.row_lengths(), tf.shape(padded)[1], tf.int32)
    return EncoderInputs(tf.cast(padded, tf.int32), mask)


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


def flat_inputs(token_ids: tf.RaggedTensor, special: SpecialTokens) -> FlatInputs:
    """Adds the special tokens, and lays the texts one after the other.

    Args:
      token_ids: int64[batch, (pieces)] without special tokens.
      special: Ids of the special tokens.
    """
    ids = with_special(tf.cast(token_ids, tf.int32), special)
    lengths = tf.cast(ids.row_lengths(), tf.int32)
    # A batch of no texts has no longest one.
    time = tf.reduce_max(tf.concat([lengths, [0]], axis=0))
    rows = tf.cast(ids.value_rowids(), tf.int32)
    tokens = tf.range(tf.size(rows))
    positions = tokens - tf.gather(tf.cast(ids.row_starts(), tf.int32), rows)
    slots = rows * time + positions
    places = tf.size(lengths) * time
    grid = tf.scatter_nd(slots[:, None], tokens, places[None])
    mask = tf.sequence_mask(lengths, time, tf.int32)
    return FlatInputs(ids.values, mask, Layout(positions, slots, grid))


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


def with_special(token_ids: tf.RaggedTensor, special: SpecialTokens) -> tf.RaggedTensor:
    """Puts [CLS] before and [SEP] after each row of a ragged tensor [batch, (pieces)]."""
    batch = token_ids.nrows()
    cls = tf.fill([batch, 1], tf.constant(special.cls, token_ids.dtype))
    sep = tf.fill([batch, 1], tf.constant(special.sep, token_ids.dtype))
    return tf.concat([cls, token_ids, sep], axis=1)


def read_examples(
    paths: Sequence[str], feature_spec: dict[str, Any], batch_size: int
) -> tf.data.Dataset:
    """Transformed examples in batches, in the order of the files.

    Args:
      paths: TFRecord files, compressed with gzip.
      feature_spec: As from `TFTransformOutput.transformed_feature_spec`.
      batch_size: Examples in a batch; the last one may be smaller.

    Returns:
      A dataset of dicts of tensors and ragged tensors.
    """
    records = tf.data.TFRecordDataset(sorted(paths), compression_type="GZIP")
    return _parse(records.batch(batch_size), feature_spec).prefetch(tf.data.AUTOTUNE)


def training_batches(
    paths: Sequence[str],
    feature_spec: dict[str, Any],
    *,
    special: SpecialTokens,
    batch_size: int,
    seed: int,
) -> tf.data.Dataset:
    """Training data without end, each pass over it in another order.

    Texts of about the same length share a batch, because most are far shorter than the longest and
    the encoder works on padding too. Which texts meet, and the order of the batches, is random.
    Batches are full, also where one pass ends and the next begins: no example is left out, and
    several devices get equal parts.

    Args:
      paths: TFRecord files of transformed examples, compressed with gzip.
      feature_spec: As from `TFTransformOutput.transformed_feature_spec`.
      special: Ids of the special tokens.
      batch_size: Examples in a batch.
      seed: Decides the orders.

    Returns:
      A dataset of (`EncoderInputs` as a dict, tag ids int32[batch, time]).
    """

    def sort_into_batches(
        features: dict[str, Any], random: tf.Tensor
    ) -> dict[str, tf.RaggedTensor]:
        by_length = tf.argsort(features["token_ids"].row_lengths())
        batches = tf.reshape(by_length, [SORTED_BATCHES, batch_size])
        seeds = tf.stack([random, tf.constant(seed, tf.int64)])
        order = tf.reshape(tf.random.experimental.stateless_shuffle(batches, seeds), [-1])
        return {name: tf.gather(features[name], order) for name in ("token_ids", "tag_ids")}

    def to_batch(features: dict[str, Any]) -> tuple[dict[str, tf.Tensor], tf.Tensor]:
        inputs = encoder_inputs(features["token_ids"], special)
        tags = features["tag_ids"].to_tensor(IGNORED_TAG)
        # [CLS] and [SEP] have no tag; a text shorter than the longest has its [SEP] earlier.
        tags = tf.pad(tags, [[0, 0], [1, 1]], constant_values=IGNORED_TAG)
        return inputs._asdict(), tf.cast(tags, tf.int32)

    records = tf.data.TFRecordDataset(sorted(paths), compression_type="GZIP")
    shuffled = records.shuffle(SHUFFLE_BUFFER, seed=seed, reshuffle_each_iteration=True).repeat()
    windows = _parse(shuffled.batch(SORTED_BATCHES * batch_size), feature_spec)
    seeded = tf.data.Dataset.zip(windows, tf.data.Dataset.random(seed))
    batches = seeded.map(sort_into_batches).rebatch(batch_size)
    return batches.map(to_batch).prefetch(tf.data.AUTOTUNE)


def _parse(records: tf.data.Dataset, feature_spec: dict[str, Any]) -> tf.data.Dataset:
    return records.map(
        lambda serialized: tf.io.parse_example(serialized, feature_spec),
        num_parallel_calls=tf.data.AUTOTUNE,
        deterministic=True,
    )
