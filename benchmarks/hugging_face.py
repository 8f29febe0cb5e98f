"""Writes an exported model as a token classifier in Hugging Face's format, for the peers."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import tensorflow as tf
from safetensors.numpy import save_file

from models.checkpoints import load_encoder
from models.tagger import Tagger
from preprocessing.encoder_files import EncoderFiles
from preprocessing.labels import TagSet


def restore_tagger(model_path: Path, files: EncoderFiles, labels: Sequence[str]) -> Tagger:
    """The tagger of an exported model in float32.

    Raises:
      ValueError: The model has other weights than such a tagger.
    """
    tagger = Tagger(load_encoder(files), len(TagSet.of(labels)), name="tagger")
    tagger.build()
    stored = tf.train.load_checkpoint(str(model_path / "variables" / "variables"))
    if not any(key.startswith("tagger/") for key in stored.get_variable_to_shape_map()):
        raise ValueError(f"{model_path} has no float32 weights; export.dtype must be float32")
    weights = {
        _weight_name(key): stored.get_tensor(key)
        for key in stored.get_variable_to_shape_map()
        if key.startswith("tagger/")
    }
    encoder = {
        name.removeprefix("encoder/"): values
        for name, values in weights.items()
        if name.startswith("encoder/")
    }
    tagger.encoder.load_weights_by_name(encoder)
    tagger.classifier.set_weights([weights["classifier/kernel"], weights["classifier/bias"]])
    return tagger


def _weight_name(key: str) -> str:
    """The name that a layer has for the variable that a SavedModel calls `key`."""
    name = key.removeprefix("tagger/").split("/.ATTRIBUTES")[0]
    name = re.sub(r"/blocks/(\d+)/", r"/block_\1/", name)
    return name.replace("/output_dense/", "/output/").replace("/_", "/")


def write_hugging_face(
    tagger: Tagger, files: EncoderFiles, labels: Sequence[str], folder: Path
) -> None:
    """Writes `config.json`, `model.safetensors` and the tokenizer.

    Args:
      tagger: The tagger.
      files: The encoder that it was made of, in Hugging Face's format.
      labels: The labels.
      folder: Where to write; it must exist.
    """
    encoder = tagger.encoder
    weights = dict(zip(encoder.weight_names(), (w.numpy() for w in encoder.weights), strict=True))
    tensors = {
        "bert.embeddings.word_embeddings.weight": weights["embeddings/word/embeddings"],
        "bert.embeddings.position_embeddings.weight": weights["embeddings/position/embeddings"],
        # The vector of segment 0 is part of the position table here.
        "bert.embeddings.token_type_embeddings.weight": np.zeros(
            (2, encoder.config.hidden_size), np.float32
        ),
        **_norm("bert.embeddings.LayerNorm", weights, "embeddings/norm"),
        **_dense("classifier", tagger.classifier.kernel.numpy(), tagger.classifier.bias.numpy()),
    }
    for i in range(encoder.config.num_layers):
        ours, theirs = f"block_{i}", f"bert.encoder.layer.{i}"
        kernel = np.split(weights[f"{ours}/attention/query_key_value/kernel"], 3, axis=1)
        bias = np.split(weights[f"{ours}/attention/query_key_value/bias"], 3)
        for part, part_kernel, part_bias in zip(
            ("query", "key", "value"), kernel, bias, strict=True
        ):
            tensors |= _dense(f"{theirs}.attention.self.{part}", part_kernel, part_bias)
        for source, target in (
            ("attention/output", "attention.output.dense"),
            ("intermediate", "intermediate.dense"),
            ("output", "output.dense"),
        ):
            tensors |= _dense(
                f"{theirs}.{target}",
                weights[f"{ours}/{source}/kernel"],
                weights[f"{ours}/{source}/bias"],
            )
        tensors |= _norm(f"{theirs}.attention.output.LayerNorm", weights, f"{ours}/attention_norm")
        tensors |= _norm(f"{theirs}.output.LayerNorm", weights, f"{ours}/output_norm")
    save_file(
        {name: np.ascontiguousarray(values) for name, values in tensors.items()},
        folder / "model.safetensors",
        metadata={"format": "pt"},
    )
    config = json.loads((files.path / "config.json").read_text())
    names = TagSet.of(labels).tags
    config |= {
        "architectures": ["BertForTokenClassification"],
        "id2label": {str(index): name for index, name in enumerate(names)},
        "label2id": {name: index for index, name in enumerate(names)},
    }
    (folder / "config.json").write_text(json.dumps(config, indent=1))
    for name in ("vocab.txt", "tokenizer.json", "tokenizer_config.json", "special_tokens_map.json"):
        if (files.path / name).exists():
            shutil.copy(files.path / name, folder / name)


def _dense(name: str, kernel: np.ndarray, bias: np.ndarray) -> dict[str, np.ndarray]:
    return {f"{name}.weight": kernel.T, f"{name}.bias": bias}


def _norm(name: str, weights: dict[str, np.ndarray], source: str) -> dict[str, np.ndarray]:
    return {
        f"{name}.weight": weights[f"{source}/gamma"],
        f"{name}.bias": weights[f"{source}/beta"],
    }
