"""From tag scores of word pieces to entities, in the graph.

The tags of a text are decoded together, so that they are well-formed. TF Text's
`boise_tags_to_offsets` is not used: it does not say which pieces an entity was made of, which its
score needs, and on tags that are not well-formed, which greedy decoding gives, it joins neighbours
(`B-X B-X` and even `B-X I-Y` become one entity).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import tensorflow as tf
import tensorflow_text as tf_text

from models.settings import Decoding
from preprocessing.labels import BEGIN, END, INSIDE, KINDS, OUTSIDE, SINGLE


class Entities(NamedTuple):
    """Entities of a batch of texts on one axis, in the order of the texts and of their start.

    Attributes:
      row: int64[entities], index of the text.
      label: int64[entities], index of the label.
      start: int64[entities], first code point.
      end: int64[entities], code point after the last.
      score: float32[entities], from 0 to 1: out of a decoder raw, the probability of the weakest
        piece; out of `models.export.TextGraph` calibrated, the probability of being right.
    """

    row: tf.Tensor
    label: tf.Tensor
    start: tf.Tensor
    end: tf.Tensor
    score: tf.Tensor


class Decoder:
    """Turns tag scores into entities.

    Args:
      labels: The labels, in the order of their tag ids.
      decoding: Whether each piece gets its best tag, or each text its best well-formed sequence.
    """

    def __init__(self, labels: Sequence[str], decoding: Decoding) -> None:
        self._decoding = decoding
        self._allowed = allowed_transitions(len(labels))

    def __call__(
        self, logits: tf.Tensor, token_start: tf.RaggedTensor, token_end: tf.RaggedTensor
    ) -> Entities:
        """Entities of a batch.

        Args:
          logits: float32[total pieces, tags], aligned with the values of `token_start`.
          token_start: int64[batch, (pieces)] in code points.
          token_end: int64[batch, (pieces)] in code points.
        """
        if self._decoding is Decoding.CONSTRAINED:
            tag_ids = constrained_tags(logits, token_start, self._allowed)
        else:
            tag_ids = tf.argmax(logits, axis=-1)
        probabilities = tf.gather(tf.nn.softmax(logits), tag_ids, axis=1, batch_dims=1)
        return decode(tag_ids, probabilities, token_start, token_end)


def allowed_transitions(num_labels: int) -> np.ndarray:
    """Which tag may follow which in a well-formed sequence.

    Returns:
      bool[tags + 1, tags + 1]; the last row stands for the start of a text, the last column for its
      end.
    """
    count = 1 + len(KINDS) * num_labels
    allowed = np.zeros((count + 1, count + 1), bool)
    # The start and the end of a text behave like an O.
    for label in range(num_labels):
        begin, inside, end, single = (1 + len(KINDS) * label + kind for kind in range(len(KINDS)))
        allowed[np.ix_([begin, inside], [inside, end])] = True
        for other in range(num_labels):
            first = 1 + len(KINDS) * other
            allowed[np.ix_([end, single], [first + BEGIN, first + SINGLE])] = True
        allowed[np.ix_([end, single], [OUTSIDE, count])] = True
        allowed[np.ix_([OUTSIDE, count], [begin, single])] = True
    allowed[np.ix_([OUTSIDE, count], [OUTSIDE, count])] = True
    return allowed


def constrained_tags(logits: tf.Tensor, pieces: tf.RaggedTensor, allowed: np.ndarray) -> tf.Tensor:
    """The most probable sequence of tags, of those that are well-formed (Viterbi 1967).

    Args:
      logits: float32[total pieces, tags].
      pieces: Any ragged tensor of shape [batch, (pieces)].
      allowed: As from `allowed_transitions`.

    Returns:
      Tag ids, int64[total pieces].
    """
    scores = pieces.with_values(tf.nn.log_softmax(logits))
    sequences = tf_text.viterbi_constrained_sequence(
        scores.to_tensor(),
        tf.cast(scores.row_lengths(), tf.int32),
        allowed_transitions=tf.constant(allowed),
        use_log_space=True,
        use_start_and_end_states=True,
    )
    return tf.cast(sequences.values, tf.int64)


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
    # Pieces can be empty, see WordPieces. An entity must not be, nor end with such a piece: the
    # character belongs to the entity that has its last one, and white space may stand before it.
    start, end = tf.gather(token_start.values, piece), tf.gather(token_end.values, piece)
    covers = end > start
    entities = Entities(
        row=tf.gather(rows, first_piece),
        label=tf.gather(label, first_piece),
        start=tf.math.segment_min(tf.where(covers, start, start.dtype.max), entity),
        end=tf.math.segment_max(tf.where(covers, end, 0), entity),
        score=tf.math.segment_min(tf.gather(probabilities, piece), entity),
    )
    nonempty = tf.where(entities.end > entities.start)[:, 0]
    return Entities(*(tf.gather(field, nonempty) for field in entities))
