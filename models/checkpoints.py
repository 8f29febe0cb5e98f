"""Encoder weights from elsewhere, brought into the names and shapes of `models.encoder`.

Two formats are known: TF2 SavedModels of BERT encoders as TensorFlow Hub and Kaggle have them, and
Hugging Face folders with `model.safetensors`. Nothing of either is executed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, cast

import numpy as np
from safetensors import SafetensorError
from safetensors.numpy import load_file

from models.encoder import Activation, Encoder, EncoderConfig
from preprocessing.encoder_files import (
    EncoderError,
    EncoderFiles,
    EncoderFormat,
    bundled_folder,
    open_checkpoint,
    read_json,
    read_object_graph,
    saved_variables,
    verify_bundled,
)

Weights = dict[str, np.ndarray]

_HUGGING_FACE_ACTIVATIONS: dict[str, Activation] = {
    "gelu": "gelu",
    "gelu_new": "gelu_tanh",
    "gelu_pytorch_tanh": "gelu_tanh",
    "relu": "relu",
}


def load_encoder(
    files: EncoderFiles, *, dropout: float = 0.0, attention_dropout: float = 0.0, dtype: Any = None
) -> Encoder:
    """Builds an encoder with the weights found in its files.

    Args:
      files: The encoder's files.
      dropout: Rate on embeddings and residual branches while training.
      attention_dropout: Rate on attention weights while training.
      dtype: Keras dtype policy, such as `mixed_bfloat16`; float32 unless given.

    Raises:
      EncoderError: The files lack a weight, or have a setting that this encoder does not know.
    """
    config, weights = read_checkpoint(files)
    encoder = Encoder(
        config, dropout=dropout, attention_dropout=attention_dropout, dtype=dtype, name="encoder"
    )
    encoder.build((None, None))
    try:
        encoder.load_weights_by_name(weights)
    except ValueError as error:
        raise EncoderError(f"{files.path}: {error}") from error
    return encoder


def read_checkpoint(files: EncoderFiles) -> tuple[EncoderConfig, Weights]:
    """Shape and weights of an encoder, the latter under the names of `Encoder.weight_names`.

    Raises:
      EncoderError: A file or a weight is missing, or a setting is unknown.
    """
    read = _read_tf_hub if files.format is EncoderFormat.TF_HUB else _read_hugging_face
    try:
        config, weights = read(files)
    except ValueError as error:
        if isinstance(error, EncoderError):
            raise
        raise EncoderError(f"{files.path}: {error}") from error
    # Fewer is fine: some encoders pad their table.
    if len(files.vocab) > config.vocab_size:
        raise EncoderError(
            f"{files.path}: the vocabulary has {len(files.vocab)} word pieces, "
            f"the word embedding only {config.vocab_size} rows"
        )
    return config, weights


def _read_tf_hub(files: EncoderFiles) -> tuple[EncoderConfig, Weights]:
    meta_graph = read_object_graph(files.path)
    reader = open_checkpoint(files.path)
    keys = saved_variables(files.path, meta_graph)

    def get(suffix: str) -> np.ndarray:
        found = [key for name, key in keys.items() if f"/{name}".endswith(f"/{suffix}")]
        if len(found) != 1:
            raise EncoderError(f"{files.path}: {len(found)} variables end in {suffix}, not one")
        return cast("np.ndarray", reader.get_tensor(found[0]))

    layers = {int(m[1]) for name in keys if (m := re.search(r"transformer/layer_(\d+)/", name))}
    if not layers:
        raise EncoderError(f"{files.path}: no variable of a transformer layer in the SavedModel")
    heads, head_size = get("transformer/layer_0/self_attention/query/bias").shape
    hidden = heads * head_size
    weights = _embeddings(
        word=get("word_embeddings/embeddings"),
        position=get("position_embedding/embeddings"),
        segment=get("type_embeddings/embeddings"),
        norm=(get("embeddings/layer_norm/gamma"), get("embeddings/layer_norm/beta")),
    )
    for i in sorted(layers):
        source = f"transformer/layer_{i}"

        def dense(name: str, rows: int, source: str = source) -> tuple[np.ndarray, np.ndarray]:
            # Attention weights have an axis for the heads; here they are plain matrices.
            return (
                get(f"{source}/{name}/kernel").reshape(rows, -1),
                get(f"{source}/{name}/bias").reshape(-1),
            )

        def norm(name: str, source: str = source) -> tuple[np.ndarray, np.ndarray]:
            return get(f"{source}/{name}/gamma"), get(f"{source}/{name}/beta")

        weights |= _block(
            i,
            query_key_value=[
                dense(f"self_attention/{part}", hidden) for part in ("query", "key", "value")
            ],
            attention_output=dense("self_attention/attention_output", hidden),
            attention_norm=norm("self_attention_layer_norm"),
            intermediate=dense("intermediate", hidden),
            output=dense("output", get(f"{source}/intermediate/bias").size),
            output_norm=norm("output_layer_norm"),
        )
    config = EncoderConfig(
        vocab_size=weights["embeddings/word/embeddings"].shape[0],
        hidden_size=hidden,
        num_layers=len(layers),
        num_heads=heads,
        intermediate_size=get("transformer/layer_0/intermediate/bias").size,
        max_positions=weights["embeddings/position/embeddings"].shape[0],
        activation=_tf_hub_activation(meta_graph),
    )
    return config, weights


def _tf_hub_activation(meta_graph: Any) -> Activation:
    """Reads the activation off the graph, because nothing in the file names it."""
    ops = {
        (node.op, node.name.rsplit("/", 2)[-2] if "/" in node.name else "")
        for function in meta_graph.graph_def.library.function
        for node in function.node_def
    }
    if any(op == "Erf" for op, _ in ops):
        return "gelu"
    # The pooler has a tanh of its own, outside any scope called Gelu.
    if any(op == "Tanh" and scope.lower().startswith("gelu") for op, scope in ops):
        return "gelu_tanh"
    return "relu"


def _read_hugging_face(files: EncoderFiles) -> tuple[EncoderConfig, Weights]:
    settings = read_json(files.path / "config.json")
    weights_file = files.path / "model.safetensors"
    if not weights_file.is_file():
        raise EncoderError(
            f"{weights_file}: there is no such file; save the model with safe_serialization=True"
        )
    if files.path == bundled_folder():
        verify_bundled(weights_file)
    activation = settings.get("hidden_act", "gelu")
    if activation not in _HUGGING_FACE_ACTIVATIONS:
        raise EncoderError(f"{files.path / 'config.json'}: unknown hidden_act {activation!r}")
    if (positions := settings.get("position_embedding_type", "absolute")) != "absolute":
        raise EncoderError(
            f"{files.path / 'config.json'}: position_embedding_type {positions!r} is not supported"
        )
    try:
        stored = load_file(weights_file)
    except (SafetensorError, OSError) as error:
        raise EncoderError(f"{weights_file}: cannot be read ({error})") from error
    prefix = "bert." if any(name.startswith("bert.") for name in stored) else ""

    def get(name: str) -> np.ndarray:
        # Older checkpoints use TensorFlow's names for layer normalization.
        old = name.replace("LayerNorm.weight", "LayerNorm.gamma").replace(
            "LayerNorm.bias", "LayerNorm.beta"
        )
        for candidate in (prefix + name, prefix + old):
            if candidate in stored:
                return np.asarray(stored[candidate], np.float32)
        raise EncoderError(f"{weights_file}: there is no tensor {prefix + name}")

    def dense(name: str) -> tuple[np.ndarray, np.ndarray]:
        return get(f"{name}.weight").T, get(f"{name}.bias")

    def norm(name: str) -> tuple[np.ndarray, np.ndarray]:
        return get(f"{name}.LayerNorm.weight"), get(f"{name}.LayerNorm.bias")

    weights = _embeddings(
        word=get("embeddings.word_embeddings.weight"),
        position=get("embeddings.position_embeddings.weight"),
        segment=get("embeddings.token_type_embeddings.weight"),
        norm=norm("embeddings"),
    )
    num_layers = int(settings["num_hidden_layers"])
    for i in range(num_layers):
        source = f"encoder.layer.{i}"
        weights |= _block(
            i,
            query_key_value=[
                dense(f"{source}.attention.self.{part}") for part in ("query", "key", "value")
            ],
            attention_output=dense(f"{source}.attention.output.dense"),
            attention_norm=norm(f"{source}.attention.output"),
            intermediate=dense(f"{source}.intermediate.dense"),
            output=dense(f"{source}.output.dense"),
            output_norm=norm(f"{source}.output"),
        )
    vocab_size, hidden = weights["embeddings/word/embeddings"].shape
    config = EncoderConfig(
        vocab_size=vocab_size,
        hidden_size=hidden,
        num_layers=num_layers,
        num_heads=int(settings["num_attention_heads"]),
        intermediate_size=int(settings["intermediate_size"]),
        max_positions=weights["embeddings/position/embeddings"].shape[0],
        activation=_HUGGING_FACE_ACTIVATIONS[activation],
        layer_norm_epsilon=float(settings.get("layer_norm_eps", 1e-12)),
    )
    return config, weights


def _embeddings(
    *,
    word: np.ndarray,
    position: np.ndarray,
    segment: np.ndarray,
    norm: tuple[np.ndarray, np.ndarray],
) -> Weights:
    return {
        "embeddings/word/embeddings": word,
        # Every token is in segment 0, so its vector can be part of the position's.
        "embeddings/position/embeddings": position + segment[0],
        "embeddings/norm/gamma": norm[0],
        "embeddings/norm/beta": norm[1],
    }


def _block(
    index: int,
    *,
    query_key_value: list[tuple[np.ndarray, np.ndarray]],
    **others: tuple[np.ndarray, np.ndarray],
) -> Weights:
    """Weights of one block; dense layers as (kernel, bias), norms as (gamma, beta)."""
    paths: Mapping[str, str] = {"attention_output": "attention/output"}
    weights = {
        "attention/query_key_value/kernel": np.concatenate([k for k, _ in query_key_value], axis=1),
        "attention/query_key_value/bias": np.concatenate([b for _, b in query_key_value]),
    }
    for name, (first, second) in others.items():
        parts = ("gamma", "beta") if name.endswith("norm") else ("kernel", "bias")
        path = paths.get(name, name)
        weights |= {f"{path}/{parts[0]}": first, f"{path}/{parts[1]}": second}
    return {f"block_{index}/{name}": value for name, value in weights.items()}
