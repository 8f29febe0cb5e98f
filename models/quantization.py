"""The int8 model: the tagger for LiteRT, with weights of 8 bits, between the same text graph.

LiteRT (https://ai.google.dev/edge/litert) runs the matrix products of all layers in int8 on the
CPU: the weights are quantized once, for each output by its own scale, and the inputs of each
product as they come (dynamic range quantization). Everything else stays in float32.

`serving.prediction.int8` puts it together with the two functions that the text graph becomes.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from functools import partial

import tensorflow as tf

from models.encoder import ACTIVATIONS
from models.export import TextGraph
from models.export_format import INT8_COLUMNS, ROW, ROW_TOKENS, ROWS, TAGGER_FILE
from models.tagger import Tagger
from models.windows import window_tokens
from preprocessing.tokenizer import well_formed
from storage import files


class Int8TextGraph(tf.Module):
    """The text graph as two functions, with the tagger between them.

    Few ops, because at a single text each of them costs as much as a layer of the tagger.

    Args:
      text_graph: The text graph of the float32 model.
      num_tags: Number of tags.
    """

    def __init__(self, text_graph: TextGraph, num_tags: int) -> None:
        super().__init__(name="int8_text_graph")
        self.text_graph = text_graph
        texts, flat = tf.TensorSpec([None], tf.string), tf.TensorSpec([None], tf.int64)
        logits = tf.TensorSpec([None, num_tags], tf.float32)
        function = partial(tf.function, autograph=False)
        self.word_pieces = function(self._word_pieces, input_signature=[texts])
        self.entities = function(self._entities, input_signature=[logits, *[flat] * 4])

    def _word_pieces(self, text: tf.Tensor) -> tuple[tf.Tensor, ...]:
        """Word pieces of texts, string[batch].

        Returns:
          string[batch], the texts, well-formed; int32[tokens], of each window [CLS], the ids of its
          pieces, [SEP]; int64[windows + 1], where each window begins among them; int64[pieces]
          twice, the code points at which each piece begins and before which it ends; int64[batch],
          `cut_pieces`; int64[pieces], the token from which each piece is read; int64[batch + 1],
          where each text begins among the pieces.
        """
        features = self.text_graph.features(text)
        pieces = features["token_ids"]
        windows = window_tokens(pieces, self.text_graph.window, self.text_graph.special)
        return (
            well_formed(text),
            windows.token_ids.values,
            windows.token_ids.row_splits,
            features["token_start"].values,
            features["token_end"].values,
            features["cut_pieces"],
            windows.chosen,
            pieces.row_splits,
        )

    def _entities(
        self,
        logits: tf.Tensor,
        chosen: tf.Tensor,
        splits: tf.Tensor,
        start: tf.Tensor,
        end: tf.Tensor,
    ) -> tuple[tf.Tensor, ...]:
        """Entities out of float32[tokens, tags] and what describes the word pieces.

        Returns:
          int64[entities], the text that each entity is in, and then `INT8_COLUMNS`.
        """
        rows = [tf.RaggedTensor.from_row_splits(v, splits, validate=False) for v in (start, end)]
        found = self.text_graph.entities(tf.gather(logits, chosen), *rows)
        columns = self.text_graph.columns(found)
        return (found.row, *(columns[output.name] for output in INT8_COLUMNS))


def export_int8(tagger: Tagger, text_graph: TextGraph, path: str) -> None:
    """Writes the int8 model.

    Args:
      tagger: The trained tagger, in float32.
      text_graph: The text graph.
      path: Folder to write.
    """
    tf.saved_model.save(Int8TextGraph(text_graph, tagger.classifier.units), path)
    files.write_bytes(files.join(path, TAGGER_FILE), quantize(tagger))


def quantize(tagger: Tagger) -> bytes:
    """A tagger as a LiteRT model.

    Its signatures give `logits`, float32[tokens, tags], for:

    - `row`: `token_ids` int32[tokens] of one text, of any length;
    - `rows`: `token_ids` int32[rows * 64] and `positions` int32[rows * 64], place of each token in
      its text; `bias` float32[rows, 1, 64, 64], 0 where a token (third axis) attends to another of
      its row (last axis), and very negative elsewhere.

    Args:
      tagger: The tagger; its weights must be float32.
    """
    twin = _LiteTagger(tagger)
    flat = tf.TensorSpec([None], tf.int32, "token_ids")
    positions = tf.TensorSpec([None], tf.int32, "positions")
    bias = tf.TensorSpec([None, 1, ROW_TOKENS, ROW_TOKENS], tf.float32, "bias")
    function = partial(tf.function, autograph=False)
    row = function(twin.row, input_signature=[flat])
    rows = function(twin.rows, input_signature=[flat, positions, bias])
    with tempfile.TemporaryDirectory() as folder:
        # The converter takes several signatures from a SavedModel only.
        tf.saved_model.save(
            twin,
            folder,
            signatures={ROW: row.get_concrete_function(), ROWS: rows.get_concrete_function()},
        )
        converter = tf.lite.TFLiteConverter.from_saved_model(folder, signature_keys=[ROW, ROWS])
        converter.optimizations = [tf.lite.Optimize.DEFAULT]
        return bytes(converter.convert())


class _LiteTagger(tf.Module):
    """The arithmetic of `models.tagger.Tagger` in the ops that LiteRT runs fast.

    These are products of two dimensions, and reshapes in which only the number of tokens is open.
    Keras's layers become others, for which there is no int8. Its twin is `models.encoder.Encoder`.
    """

    def __init__(self, tagger: Tagger) -> None:
        super().__init__(name="lite_tagger")
        encoder = tagger.encoder
        self._config = encoder.config
        self._activation: Callable[[tf.Tensor], tf.Tensor] = ACTIVATIONS[encoder.config.activation]
        kernel, bias = tagger.classifier.get_weights()
        weights = dict(zip(encoder.weight_names(), encoder.get_weights(), strict=True))
        weights |= {"classifier/kernel": kernel, "classifier/bias": bias}
        self._weights = {name: tf.Variable(values) for name, values in weights.items()}

    def row(self, token_ids: tf.Tensor) -> dict[str, tf.Tensor]:
        """See `quantize`."""
        return self._logits(token_ids, tf.range(tf.size(token_ids)), None)

    def rows(
        self, token_ids: tf.Tensor, positions: tf.Tensor, bias: tf.Tensor
    ) -> dict[str, tf.Tensor]:
        """See `quantize`."""
        return self._logits(token_ids, positions, bias)

    def _logits(
        self, token_ids: tf.Tensor, positions: tf.Tensor, bias: tf.Tensor | None
    ) -> dict[str, tf.Tensor]:
        hidden = tf.gather(self._weights["embeddings/word/embeddings"], token_ids)
        hidden += tf.gather(self._weights["embeddings/position/embeddings"], positions)
        hidden = self._norm(hidden, "embeddings/norm")
        for number in range(self._config.num_layers):
            block = f"block_{number}"
            mixed = self._attend(hidden, f"{block}/attention", bias)
            attended = self._dense(mixed, f"{block}/attention/output")
            hidden = self._norm(hidden + attended, f"{block}/attention_norm")
            expanded = self._activation(self._dense(hidden, f"{block}/intermediate"))
            projected = self._dense(expanded, f"{block}/output")
            hidden = self._norm(hidden + projected, f"{block}/output_norm")
        return {"logits": self._dense(hidden, "classifier")}

    def _attend(self, hidden: tf.Tensor, name: str, bias: tf.Tensor | None) -> tf.Tensor:
        width, heads = self._config.hidden_size, self._config.num_heads
        size = width // heads
        shape: list[int] = [-1, heads, size]
        swap = [1, 0, 2]  # to [heads, tokens, size] and back
        if bias is not None:
            shape, swap = [-1, ROW_TOKENS, heads, size], [0, 2, 1, 3]
        kernel = self._weights[f"{name}/query_key_value/kernel"]
        offset = self._weights[f"{name}/query_key_value/bias"]

        def project(part: int) -> tf.Tensor:
            columns = slice(part * width, (part + 1) * width)
            values = tf.matmul(hidden, kernel[:, columns]) + offset[columns]
            return tf.transpose(tf.reshape(values, shape), swap)

        query, key, value = project(0) * size**-0.5, project(1), project(2)
        scores = tf.matmul(query, key, transpose_b=True)
        weights = tf.nn.softmax(scores if bias is None else scores + bias)
        return tf.reshape(tf.transpose(tf.matmul(weights, value), swap), (-1, width))

    def _dense(self, values: tf.Tensor, name: str) -> tf.Tensor:
        return tf.matmul(values, self._weights[f"{name}/kernel"]) + self._weights[f"{name}/bias"]

    def _norm(self, values: tf.Tensor, name: str) -> tf.Tensor:
        centred = values - tf.reduce_mean(values, axis=-1, keepdims=True)
        variance = tf.reduce_mean(centred * centred, axis=-1, keepdims=True)
        scale = tf.math.rsqrt(variance + self._config.layer_norm_epsilon)
        gamma, beta = self._weights[f"{name}/gamma"], self._weights[f"{name}/beta"]
        return centred * scale * gamma + beta
