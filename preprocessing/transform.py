"""The `preprocessing_fn` of TF Transform: raw examples to token ids and tag ids.

Wiring only. The same graph is exported with the model, so serving computes `token_ids` and offsets
exactly as training did; the features made from spans are cut off there.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import tensorflow as tf

from preprocessing.alignment import align
from preprocessing.encoder_files import locate_encoder
from preprocessing.tokenizer import WordPieceTokenizer, well_formed


def preprocessing_fn(
    inputs: Mapping[str, Any], custom_config: Mapping[str, Any]
) -> dict[str, tf.Tensor | tf.RaggedTensor]:
    """Tokenizes texts and aligns their spans.

    Args:
      inputs: `id`, `text` and `source`, string[batch]; `span_start`, `span_end`,
        int64[batch, (spans)] in code points, and `span_label`, string[batch, (spans)], sparse or
        ragged.
      custom_config: `encoder`, the encoder's handle; `labels`, a list of strings; `max_pieces`, the
        number of word pieces after which a text is cut. It may be more than the encoder takes, see
        `models.windows`.

    Returns:
      `id`, `text` and `source`, string[batch]; `token_ids`, `token_start`, `token_end`, `tag_ids`,
      int64[batch, (pieces)]; `span_start`, `span_end`, `span_label` (index of the label),
      int64[batch, (spans)]; `cut_pieces`, int64[batch], word pieces left out because the text is
      too long; `lost_spans`, int64[batch], spans that the tags do not give back exactly.
    """
    encoder = locate_encoder(custom_config["encoder"])
    limit = custom_config["max_pieces"]

    pieces = WordPieceTokenizer(encoder)(well_formed(inputs["text"]))
    cut_pieces = tf.maximum(pieces.token_ids.row_lengths() - limit, 0)
    token_ids, token_start, token_end = (values[:, :limit] for values in pieces)

    span_start, span_end, labels = (
        _ragged(inputs[name]) for name in ("span_start", "span_end", "span_label")
    )
    span_label = labels.with_values(_label_index(labels.values, custom_config["labels"]))
    alignment = align(token_start, token_end, span_start, span_end, span_label)
    return {
        "id": inputs["id"],
        "text": inputs["text"],
        "source": inputs["source"],
        "token_ids": token_ids,
        "token_start": token_start,
        "token_end": token_end,
        "tag_ids": alignment.tag_ids,
        "span_start": span_start,
        "span_end": span_end,
        "span_label": span_label,
        "cut_pieces": cut_pieces,
        "lost_spans": alignment.lost_spans,
    }


def _ragged(values: tf.SparseTensor | tf.RaggedTensor) -> tf.RaggedTensor:
    if isinstance(values, tf.RaggedTensor):
        return values
    return tf.RaggedTensor.from_sparse(values)


def _label_index(names: tf.Tensor, labels: list[str]) -> tf.Tensor:
    """string[n] → int64[n]: the place of each name in `labels`, all of which are known."""
    return tf.argmax(names[:, None] == tf.constant(labels)[None, :], axis=1)
