"""From character spans to BOISE tags of word pieces, in the graph.

TF Text has an op for this, `offsets_to_boise_tags`. It is not used here because it drops spans that
are not in order, and gives tags that no decoder can read (a lone `B-` or `E-`) where a span begins
or ends inside a word piece. These functions give well-formed tags for any input; where spans and
word pieces share their boundaries, both give the same.
"""

from __future__ import annotations

from typing import NamedTuple

import tensorflow as tf

from preprocessing.labels import BEGIN, END, INSIDE, KINDS, OUTSIDE, SINGLE


class Alignment(NamedTuple):
    """Tags of word pieces.

    Attributes:
      tag_ids: int64[batch, (pieces)], ids as in `preprocessing.labels.TagSet`.
      lost_spans: int64[batch], how many spans of each text the tags do not give back exactly:
        those with a boundary inside a word piece, and those without a word piece.
    """

    tag_ids: tf.RaggedTensor
    lost_spans: tf.Tensor


def align(
    token_start: tf.RaggedTensor,
    token_end: tf.RaggedTensor,
    span_start: tf.RaggedTensor,
    span_end: tf.RaggedTensor,
    span_label: tf.RaggedTensor,
) -> Alignment:
    """Tags word pieces with the spans that they lie in.

    A piece that a span covers only in part is still tagged with it; one that two spans share goes
    to the first.

    Args:
      token_start: int64[batch, (pieces)], in order within each text.
      token_end: int64[batch, (pieces)].
      span_start: int64[batch, (spans)], in order within each text, not overlapping.
      span_end: int64[batch, (spans)].
      span_label: int64[batch, (spans)], indices of labels.

    All offsets must count the same unit.

    Returns:
      Tags of all pieces.
    """
    # Rows are laid one after the other on a single axis, so that one binary search serves all.
    row_start = _row_starts(token_end, span_end)
    token_row, span_row = token_start.value_rowids(), span_start.value_rowids()
    starts = token_start.values + tf.gather(row_start, token_row)
    ends = token_end.values + tf.gather(row_start, token_row)
    span_starts = span_start.values + tf.gather(row_start, span_row)
    span_ends = span_end.values + tf.gather(row_start, span_row)

    # The first span that ends after the piece begins is the only one that can be its first.
    candidate = tf.searchsorted(span_ends, starts, side="right", out_type=tf.int64)
    count = tf.size(span_ends, out_type=tf.int64)
    # A sentinel behind the last span keeps gather within bounds.
    padded_starts = tf.concat([span_starts, [tf.int64.max]], axis=0)
    covered = tf.gather(padded_starts, candidate) < tf.maximum(ends, starts + 1)
    span_of_token = tf.where(covered, candidate, count)

    # Spans are numbered through the batch, so a change of number is a change of entity.
    before = tf.concat([[tf.constant(-1, tf.int64)], span_of_token[:-1]], axis=0)
    after = tf.concat([span_of_token[1:], [tf.constant(-1, tf.int64)]], axis=0)
    is_first, is_last = span_of_token != before, span_of_token != after
    kind = tf.where(is_first, tf.where(is_last, SINGLE, BEGIN), tf.where(is_last, END, INSIDE))
    label = tf.gather(tf.concat([span_label.values, [tf.constant(0, tf.int64)]], 0), span_of_token)
    tag = 1 + len(KINDS) * label + tf.cast(kind, tf.int64)
    tag = tf.where(covered, tag, tf.constant(OUTSIDE, tf.int64))

    # Of a character that becomes several pieces one covers it, and the others are empty.
    covers = ends > starts
    least, most = tf.where(covers, starts, tf.int64.max), tf.where(covers, ends, -1)
    covered_from = tf.math.unsorted_segment_min(least, span_of_token, count + 1)[:-1]
    covered_to = tf.math.unsorted_segment_max(most, span_of_token, count + 1)[:-1]
    lost = (covered_from != span_starts) | (covered_to != span_ends)
    lost_spans = tf.math.unsorted_segment_sum(tf.cast(lost, tf.int64), span_row, span_start.nrows())
    return Alignment(token_start.with_values(tag), lost_spans)


def _row_starts(*offsets: tf.RaggedTensor) -> tf.Tensor:
    """int64[batch]: a base for each row, so far apart that no offset reaches the next row's."""
    longest = tf.stack([tf.reduce_max(offset, axis=1) for offset in offsets])
    # The maximum of an empty row is the smallest integer.
    return tf.cumsum(tf.maximum(tf.reduce_max(longest, axis=0), 0) + 2, exclusive=True)
