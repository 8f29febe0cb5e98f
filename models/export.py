"""The served model: raw text in, entities out, in one graph.

The graph is the Transform graph (texts to word pieces), the tagger, and the decoder, so that a
server needs TensorFlow and TF Text and nothing of this project.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import tensorflow as tf

from models.batching import SpecialTokens, flat_inputs, without_special
from models.decoding import Decoder, Entities
from models.settings import Decoding
from models.tagger import Tagger
from preprocessing.tokenizer import well_formed

TEXT_FEATURE = "text"

FIELD_SEPARATOR = "\x1f"
ENTITY_SEPARATOR = "\x1e"
"""Separators of the encoded answers of `serving_examples`; labels cannot contain them."""


class ServingModel(tf.Module):
    """A tagger with everything that serving it takes.

    Args:
      tagger: The trained tagger, in float32.
      transform: Maps `{"text": string[batch]}` to a dict with `token_ids`, `token_start`,
        `token_end` and `cut_pieces`; in the pipeline `TFTransformOutput.transform_features_layer`.
      labels: The labels, in the order of their tag ids.
      special: Ids of the special tokens.
      decoding: How tags are chosen.
    """

    def __init__(
        self,
        tagger: Tagger,
        transform: Any,
        labels: Sequence[str],
        special: SpecialTokens,
        decoding: Decoding = Decoding.CONSTRAINED,
    ) -> None:
        super().__init__(name="serving_model")
        self.tagger = tagger
        self.transform = transform
        self._labels = tf.constant(list(labels))
        self._special = special
        self._decode = Decoder(labels, decoding)

    @tf.function(input_signature=[tf.TensorSpec([None], tf.string, name="text")])
    def serving_default(self, text: tf.Tensor) -> dict[str, tf.Tensor]:
        """Entities of each text.

        Args:
          text: string[batch], UTF-8; a malformed sequence counts as one U+FFFD.

        Returns:
          With `width` the largest number of entities in a text of the batch, and the rest of each
          row filled up:
          `entity_label`: string[batch, width], filled with "".
          `entity_text`: string[batch, width], filled with "".
          `entity_start`, `entity_end`: int64[batch, width] in code points, filled with -1.
          `entity_score`: float32[batch, width], probability of the weakest piece, filled with 0.
          `entity_count`: int64[batch], the number of entities.
          `cut_pieces`: int64[batch], word pieces at the end of the text that were not looked at
          because the text is too long for the encoder; 0 but for very long texts.
        """
        text = well_formed(text)
        features = self.transform({TEXT_FEATURE: text})
        entities = self._entities(features)
        covered = tf.strings.substr(
            tf.gather(text, entities.row),
            entities.start,
            entities.end - entities.start,
            unit="UTF8_CHAR",
        )
        rows = tf.size(text)
        batch = tf.cast(rows, tf.int64)

        def dense(values: tf.Tensor, fill: Any) -> tf.Tensor:
            rows = tf.RaggedTensor.from_value_rowids(values, entities.row, batch, validate=False)
            return rows.to_tensor(fill)

        return {
            "entity_label": dense(tf.gather(self._labels, entities.label), ""),
            "entity_text": dense(covered, ""),
            "entity_start": dense(entities.start, -1),
            "entity_end": dense(entities.end, -1),
            "entity_score": dense(entities.score, 0.0),
            "entity_count": tf.math.bincount(
                tf.cast(entities.row, tf.int32), minlength=rows, maxlength=rows, dtype=tf.int64
            ),
            "cut_pieces": features["cut_pieces"],
        }

    @tf.function(input_signature=[tf.TensorSpec([None], tf.string, name="text")])
    def serving_tokens(self, text: tf.Tensor) -> dict[str, tf.Tensor]:
        """Word pieces of each text, to see what the model sees.

        Args:
          text: string[batch], UTF-8.

        Returns:
          `token_ids`, `token_start`, `token_end`: int64[batch, width], filled with -1; offsets in
          code points, special tokens left out.
        """
        features = self.transform({TEXT_FEATURE: well_formed(text)})
        names = ("token_ids", "token_start", "token_end")
        return {name: features[name].to_tensor(-1) for name in names}

    @tf.function(input_signature=[tf.TensorSpec([None], tf.string, name="examples")])
    def serving_examples(self, examples: tf.Tensor) -> dict[str, tf.Tensor]:
        """Entities of serialized tf.Examples, for evaluation.

        Args:
          examples: string[batch], serialized tf.Examples with a feature `text`; others are ignored.

        Returns:
          `entities`: string[batch]; each row has its entities joined by U+001E, and each entity
          is `start`, `end`, `label` joined by U+001F. One string per row, because evaluation takes
          batches of different widths apart and puts them together again.
        """
        spec = {TEXT_FEATURE: tf.io.FixedLenFeature([], tf.string)}
        text = well_formed(tf.io.parse_example(examples, spec)[TEXT_FEATURE])
        entities = self._entities(self.transform({TEXT_FEATURE: text}))
        encoded = tf.strings.join(
            [
                tf.strings.as_string(entities.start),
                tf.strings.as_string(entities.end),
                tf.gather(self._labels, entities.label),
            ],
            separator=FIELD_SEPARATOR,
        )
        rows = tf.RaggedTensor.from_value_rowids(
            encoded, entities.row, tf.size(text, out_type=tf.int64), validate=False
        )
        return {"entities": tf.strings.reduce_join(rows, axis=1, separator=ENTITY_SEPARATOR)}

    def _entities(self, features: dict[str, Any]) -> Entities:
        inputs = flat_inputs(features["token_ids"], self._special)
        logits = self.tagger(inputs._asdict(), training=False)
        flat = without_special(logits, features["token_ids"])
        return self._decode(flat, features["token_start"], features["token_end"])


def export_model(model: ServingModel, path: str) -> None:
    """Writes a SavedModel with the functions of `model` as signatures."""
    signatures = {
        "serving_default": model.serving_default.get_concrete_function(),
        "serving_tokens": model.serving_tokens.get_concrete_function(),
        "serving_examples": model.serving_examples.get_concrete_function(),
    }
    tf.saved_model.save(model, path, signatures=signatures)


def parse_entities(encoded: bytes) -> list[tuple[int, int, str]]:
    """Entities of one row of `serving_examples`, as (start, end, label)."""
    if not encoded:
        return []
    entities = []
    for entity in encoded.decode().split(ENTITY_SEPARATOR):
        start, end, label = entity.split(FIELD_SEPARATOR)
        entities.append((int(start), int(end), label))
    return entities
