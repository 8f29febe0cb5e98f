"""From tag scores of word pieces to entities, in the graph.

TF Text has `boise_tags_to_offsets`, which is not used here: on tags that are not well-formed, as a
model does emit, it joins neighbours (`B-X B-X` and even `B-X I-Y` become one entity), and it does
not say which pieces an entity was made of, which its score needs.
"""

from __future__ import annotations

from typing import NamedTuple

import tensorflow as tf

from preprocessing.labels import BEGIN, END, INSIDE, KINDS, OUTSIDE


class Entities(NamedTuple):
    """Entities of a batch of texts on one axis, in the order of the texts and of their start.

    Attributes:
      row: int64[entities], index of the text.
      label: int64[entities], index of the label.
      start: int64[entities], first code point.
      end: int64[entities], code point after the last.
      score: float32[entities], from 0 to 1.
    """

    row: tf.Tensor
    label: tf.Tensor
    start: tf.Tensor
    end: tf.Tensor
    score: tf.Tensor


def best_tags(logits: tf.Tensor) -> tuple[tf.Tensor, tf.Tensor]:
    """The most probable tag of each piece.

    Args:
      logits: float32[pieces, tags].

    Returns:
      Tag ids int64[pieces] and their probabilities float32[pieces].
    """
    return tf.argmax(logits, axis=-1), tf.reduce_max(tf.nn.softmax(logits), axis=-1)


def decode(
    tag_ids: tf.Tensor,
    probabilities: tf.Tensor,
    token_start: tf.RaggedTensor,
    token_end: tf.RaggedTensor,
) -> Entities:
    """Joins pieces into entities.

    A piece goes on with the entity of the piece before it if both have the same label, its own tag
    is I or E, and the other's is B or I. Otherwise a tag other than O begins an entity. The score
    of an entity is the probability of its weakest piece.

    Args:
      tag_ids: int64[total pieces], aligned with the values of `token_start`.
      probabilities: float32[total pieces], of the tags.
      token_start: int64[batch, (pieces)] in code points.
      token_end: int64[batch, (pieces)] in code points.
    """
    rows = token_start.value_rowids()
    inside = tag_ids != OUTSIDE
    label = (tag_ids - 1) // len(KINDS)
    kind = (tag_ids - 1) % len(KINDS)

    goes_on = inside & ((kind == INSIDE) | (kind == END))
    open_before = inside & ((kind == BEGIN) | (kind == INSIDE))
    same = (label[1:] == label[:-1]) & (rows[1:] == rows[:-1])
    joined = goes_on[1:] & open_before[:-1] & same
    # A piece at the start of the batch has none before it; slicing serves an empty batch too.
    begins = inside & ~tf.concat([tf.zeros_like(inside[:1]), joined], axis=0)

    piece = tf.where(inside)[:, 0]
    entity = tf.gather(tf.cumsum(tf.cast(begins, tf.int64)) - 1, piece)
    first_piece = tf.where(begins)[:, 0]
    entities = Entities(
        row=tf.gather(rows, first_piece),
        label=tf.gather(label, first_piece),
        start=tf.gather(token_start.values, first_piece),
        end=tf.math.segment_max(tf.gather(token_end.values, piece), entity),
        score=tf.math.segment_min(tf.gather(probabilities, piece), entity),
    )
    # Pieces can be empty, see WordPieces; an entity must not be.
    nonempty = tf.where(entities.end > entities.start)[:, 0]
    return Entities(*(tf.gather(field, nonempty) for field in entities))
