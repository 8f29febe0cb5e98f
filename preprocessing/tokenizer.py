"""WordPiece in the graph: texts in, word pieces with their places in the text out."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np
import tensorflow as tf
import tensorflow_text as tf_text

from preprocessing.encoder_files import EncoderFiles
from preprocessing.legible import Reader
from preprocessing.word_borders import without_mixed_pieces

MAX_BYTES_PER_WORD = 1024
"""A longer run without white space or punctuation is one [UNK].

BERT's own limit of 100 would swallow whole descriptors that lost their spaces.
"""


class WordPieces(NamedTuple):
    """Word pieces of a batch of texts, without [CLS] and [SEP].

    All are RaggedTensors of shape [batch, (pieces)], dtype int64.

    Attributes:
      token_ids: Ids in the encoder's vocabulary.
      token_start: Code point at which each begins.
      token_end: Code point before which each ends. A piece can be empty: of a character that
        becomes several (½), all but the last are.
    """

    token_ids: tf.RaggedTensor
    token_start: tf.RaggedTensor
    token_end: tf.RaggedTensor


class WordPieceTokenizer:
    """The tokenizer of an encoder, as TensorFlow ops.

    Args:
      encoder: The encoder's files.
    """

    def __init__(self, encoder: EncoderFiles) -> None:
        self._reader = Reader(encoder.vocab, encoder.lower_case)
        word_pieces, normalizer = _model_buffers(encoder.vocab, encoder.lower_case)
        self._tokenizer = tf_text.FastBertTokenizer(
            token_out_type=tf.int64,
            fast_wordpiece_model_buffer=tf.constant(word_pieces),
            fast_bert_normalizer_model_buffer=tf.constant(normalizer),
        )

    def __call__(self, texts: tf.Tensor) -> WordPieces:
        """Cuts texts, string[batch] of well-formed UTF-8, into word pieces."""
        legible = self._reader(texts)
        token_ids, start, end = self._tokenizer.tokenize_with_offsets(legible.text)
        return WordPieces(token_ids, *legible.code_points(start, end))


@cache
def _model_buffers(vocab: tuple[str, ...], lower_case: bool) -> tuple[np.ndarray, np.ndarray]:
    """The tries that the ops work with, uint8[n] each.

    TF Transform traces the graph about ten times, and building these is most of the work.
    """
    word_pieces = tf_text.build_fast_wordpiece_model(
        without_mixed_pieces(vocab), MAX_BYTES_PER_WORD, "##", "[UNK]", False, False
    )
    normalizer = tf_text.build_fast_bert_normalizer_model(lower_case)
    return np.frombuffer(word_pieces, np.uint8), np.frombuffer(normalizer, np.uint8)


def well_formed(texts: tf.Tensor) -> tf.Tensor:
    """Texts string[batch] with each malformed UTF-8 sequence replaced by U+FFFD."""
    return tf.strings.unicode_transcode(texts, "UTF-8", "UTF-8", errors="replace")
