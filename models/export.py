"""The served model: raw text in, entities out, in one graph.

The graph is the Transform graph (texts to word pieces), the tagger, and the decoder, so that a
server needs TensorFlow and TF Text and nothing of this project.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import tensorflow as tf
from tensorflow.python.framework.convert_to_constants import convert_variables_to_constants_v2

from models.batching import FlatInputs, SpecialTokens
from models.confidence import Confidence
from models.decoding import Decoder, Entities
from models.encoder import Layout
from models.export_format import (
    ACCEPTED,
    COUNT,
    CUT_PIECES,
    DEFAULT_SIGNATURE,
    END,
    ENTITY_OUTPUTS,
    EVALUATION_SIGNATURE,
    LABEL,
    SCORE,
    START,
    TEXT,
    TOKENS_SIGNATURE,
)
from models.settings import Decoding
from models.tagger import Tagger
from models.windows import Window, piece_scores
from preprocessing.tokenizer import well_formed

TEXT_FEATURE = "text"

FIELD_SEPARATOR = "\x1f"
ENTITY_SEPARATOR = "\x1e"
"""Separators of the encoded answers of `serving_examples`; labels cannot contain them."""


class TextGraph(tf.Module):
    """What stands before and after the tagger: texts to word pieces, and tag scores to entities.

    Args:
      transform: Maps `{"text": string[batch]}` to a dict with `token_ids`, `token_start`,
        `token_end` and `cut_pieces`; in the pipeline `TFTransformOutput.transform_features_layer`.
      labels: The labels, in the order of their tag ids.
      special: Ids of the special tokens.
      window: What the encoder sees at once.
      decoding: How tags are chosen.
      confidence: What scores are worth; None: they are not calibrated, and nothing is accepted.
    """

    def __init__(
        self,
        transform: Any,
        labels: Sequence[str],
        special: SpecialTokens,
        window: Window,
        decoding: Decoding,
        confidence: Confidence | None = None,
    ) -> None:
        super().__init__(name="text_graph")
        self.transform = transform
        self.special = special
        self.window = window
        self._labels = tf.constant(list(labels))
        self._decode = Decoder(labels, decoding)
        self._confidence = confidence or Confidence.uncalibrated(len(labels))

    def features(self, text: tf.Tensor) -> dict[str, Any]:
        """Word pieces of texts, string[batch]."""
        return dict(self.transform({TEXT_FEATURE: well_formed(text)}))

    def entities(
        self, logits: tf.Tensor, token_start: tf.RaggedTensor, token_end: tf.RaggedTensor
    ) -> Entities:
        """Entities, out of float32[total pieces, tags].

        Their scores are calibrated.
        """
        found = self._decode(logits, token_start, token_end)
        return found._replace(score=self._confidence.scores(found.score))

    def names(self, entities: Entities) -> tf.Tensor:
        """Label of each entity, string[entities]."""
        return tf.gather(self._labels, entities.label)

    def columns(self, entities: Entities) -> dict[str, tf.Tensor]:
        """Outputs of `INT8_COLUMNS` by name, each of shape [entities].

        All that is given for each entity, but for the text that it covers.
        """
        return {
            LABEL.name: self.names(entities),
            START.name: entities.start,
            END.name: entities.end,
            SCORE.name: entities.score,
            ACCEPTED.name: self._confidence.accepted(entities.score, entities.label),
        }

    def answer(self, text: tf.Tensor, entities: Entities) -> dict[str, tf.Tensor]:
        """Entities by row; see `ServingModel.serving_default`, all but `cut_pieces`.

        Args:
          text: string[batch].
          entities: Of these texts.
        """
        rows = tf.size(text)
        batch = tf.cast(rows, tf.int64)
        columns = self.columns(entities)
        columns[TEXT.name] = tf.strings.substr(
            tf.gather(well_formed(text), entities.row),
            entities.start,
            entities.end - entities.start,
            unit="UTF8_CHAR",
        )
        answer = {}
        for output in ENTITY_OUTPUTS:
            by_row = tf.RaggedTensor.from_value_rowids(
                columns[output.name], entities.row, batch, validate=False
            )
            answer[output.name] = by_row.to_tensor(output.fill)
        answer[COUNT.name] = tf.math.bincount(
            tf.cast(entities.row, tf.int32), minlength=rows, maxlength=rows, dtype=tf.int64
        )
        return answer


class ServingModel(tf.Module):
    """A tagger with everything that serving it takes.

    Args:
      tagger: The trained tagger, in float32 or bfloat16.
      text_graph: What stands before and after it.

    Attributes:
      constants: Names of the nodes that hold the weights, by the Keras paths of these, where they
        are constants of the graph.
    """

    def __init__(self, tagger: Tagger, text_graph: TextGraph) -> None:
        super().__init__(name="serving_model")
        self.text_graph = text_graph
        self.constants: dict[str, str] = {}
        if tagger.dtype_policy.compute_dtype == "bfloat16":
            self._logits, self.constants = _frozen(tagger)
        else:
            self.tagger = tagger
            self._logits = _logits_of(tagger)

    @tf.function(input_signature=[tf.TensorSpec([None], tf.string, name="text")], autograph=False)
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
          `entity_score`: float32[batch, width], probability that start, end and label are right,
          filled with 0.
          `entity_accepted`: bool[batch, width], whether the score is high enough to rely on, filled
          with False; see `models.confidence`.
          `entity_count`: int64[batch], the number of entities.
          `cut_pieces`: int64[batch], word pieces at the end of the text that were not looked at
          because it has more than `encoder.max_pieces`; 0 but for extremely long texts.
        """
        features = self.text_graph.features(text)
        answer = self.text_graph.answer(text, self._entities(features))
        return {**answer, CUT_PIECES.name: features["cut_pieces"]}

    @tf.function(input_signature=[tf.TensorSpec([None], tf.string, name="text")], autograph=False)
    def serving_tokens(self, text: tf.Tensor) -> dict[str, tf.Tensor]:
        """Word pieces of each text, to see what the model sees.

        Args:
          text: string[batch], UTF-8.

        Returns:
          `token_ids`, `token_start`, `token_end`: int64[batch, width], filled with -1; offsets in
          code points, special tokens left out.
        """
        features = self.text_graph.features(text)
        names = ("token_ids", "token_start", "token_end")
        return {name: features[name].to_tensor(-1) for name in names}

    @tf.function(
        input_signature=[tf.TensorSpec([None], tf.string, name="examples")], autograph=False
    )
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
        text = tf.io.parse_example(examples, spec)[TEXT_FEATURE]
        entities = self._entities(self.text_graph.features(text))
        encoded = tf.strings.join(
            [
                tf.strings.as_string(entities.start),
                tf.strings.as_string(entities.end),
                self.text_graph.names(entities),
            ],
            separator=FIELD_SEPARATOR,
        )
        rows = tf.RaggedTensor.from_value_rowids(
            encoded, entities.row, tf.size(text, out_type=tf.int64), validate=False
        )
        return {"entities": tf.strings.reduce_join(rows, axis=1, separator=ENTITY_SEPARATOR)}

    def _entities(self, features: dict[str, Any]) -> Entities:
        logits = piece_scores(
            lambda inputs: self._logits(inputs.token_ids, inputs.attention_mask, *inputs.layout),
            features["token_ids"],
            self.text_graph.window,
            self.text_graph.special,
        )
        return self.text_graph.entities(logits, features["token_start"], features["token_end"])


def _logits_of(tagger: Tagger) -> Callable[..., tf.Tensor]:
    """The tagger on the fields of `FlatInputs`, one after the other."""

    def logits(
        token_ids: tf.Tensor,
        attention_mask: tf.Tensor,
        positions: tf.Tensor,
        slots: tf.Tensor,
        tokens: tf.Tensor,
    ) -> tf.Tensor:
        layout = Layout(positions, slots, tokens)
        inputs = FlatInputs(token_ids, attention_mask, layout)
        return tf.convert_to_tensor(tagger(inputs._asdict(), training=False))

    return logits


def _frozen(tagger: Tagger) -> tuple[Callable[..., tf.Tensor], dict[str, str]]:
    """The same with the weights as constants of the graph, and where these are.

    oneDNN then lays bfloat16 weights out once and not in every call, which makes a single text 1.4
    times as fast. In float32 it is the other way round: there the layout costs more than it gives.
    """
    flat, grid = tf.TensorSpec([None], tf.int32), tf.TensorSpec([None, None], tf.int32)
    signature = [flat, grid, flat, flat, flat]
    function = tf.function(_logits_of(tagger), input_signature=signature, autograph=False)
    concrete = function.get_concrete_function()
    paths = {id(weight.value.handle): weight.path for weight in tagger.weights}
    # A constant is named like the input that stood for the variable.
    constants = {paths[id(outer)]: inner.op.name for outer, inner in concrete.graph.captures}
    frozen = convert_variables_to_constants_v2(concrete)

    def logits(*inputs: tf.Tensor) -> tf.Tensor:
        (result,) = frozen(*inputs)
        return result

    return logits, constants


def export_model(model: ServingModel, path: str) -> None:
    """Writes a SavedModel with the functions of `model` as signatures."""
    signatures = {
        DEFAULT_SIGNATURE: model.serving_default.get_concrete_function(),
        TOKENS_SIGNATURE: model.serving_tokens.get_concrete_function(),
        EVALUATION_SIGNATURE: model.serving_examples.get_concrete_function(),
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
