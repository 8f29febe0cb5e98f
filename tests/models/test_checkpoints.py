from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from safetensors.numpy import load_file, save_file

from models.checkpoints import load_encoder, read_checkpoint
from models.encoder import Encoder, EncoderConfig
from preprocessing.encoder_files import EncoderError, locate_encoder

VOCAB = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "blue", "bottle", "##s", "05", "/", "04")


def hugging_face_weights(config: EncoderConfig, seed: int = 0) -> dict[str, np.ndarray]:
    """Random weights under Hugging Face's names, each of a shape of its own kind."""
    rng = np.random.default_rng(seed)
    hidden, wide = config.hidden_size, config.intermediate_size

    def random(*shape: int) -> np.ndarray:
        return rng.normal(size=shape).astype(np.float32)

    weights = {
        "embeddings.word_embeddings.weight": random(config.vocab_size, hidden),
        "embeddings.position_embeddings.weight": random(config.max_positions, hidden),
        "embeddings.token_type_embeddings.weight": random(2, hidden),
        "embeddings.LayerNorm.weight": random(hidden),
        "embeddings.LayerNorm.bias": random(hidden),
        "pooler.dense.weight": random(hidden, hidden),
    }
    for i in range(config.num_layers):
        layer = f"encoder.layer.{i}"
        for name, shape in {
            "attention.self.query": (hidden, hidden),
            "attention.self.key": (hidden, hidden),
            "attention.self.value": (hidden, hidden),
            "attention.output.dense": (hidden, hidden),
            "intermediate.dense": (wide, hidden),
            "output.dense": (hidden, wide),
        }.items():
            weights[f"{layer}.{name}.weight"] = random(*shape)
            weights[f"{layer}.{name}.bias"] = random(shape[0])
        for name in ("attention.output.LayerNorm", "output.LayerNorm"):
            weights[f"{layer}.{name}.weight"] = random(hidden)
            weights[f"{layer}.{name}.bias"] = random(hidden)
    return weights


@pytest.fixture
def folder(tmp_path: Path, ten_words: EncoderConfig) -> Path:
    """A Hugging Face model over ten word pieces."""
    write_config(tmp_path, ten_words)
    (tmp_path / "vocab.txt").write_text("\n".join(VOCAB) + "\n")
    save_file(hugging_face_weights(ten_words), tmp_path / "model.safetensors")
    return tmp_path


def write_config(folder: Path, config: EncoderConfig, **changes: Any) -> None:
    settings = {
        "model_type": "bert",
        "num_hidden_layers": config.num_layers,
        "num_attention_heads": config.num_heads,
        "intermediate_size": config.intermediate_size,
        "max_position_embeddings": config.max_positions,
        "hidden_act": "relu",
        "layer_norm_eps": 1e-7,
    }
    (folder / "config.json").write_text(json.dumps(settings | changes))


def test_a_hugging_face_model_is_read(folder: Path, ten_words: EncoderConfig) -> None:
    config, weights = read_checkpoint(locate_encoder(str(folder)))
    assert config == EncoderConfig(
        **{**vars(ten_words), "activation": "relu", "layer_norm_epsilon": 1e-7}
    )
    stored = hugging_face_weights(ten_words)
    hidden = ten_words.hidden_size
    np.testing.assert_array_equal(
        weights["embeddings/position/embeddings"],
        stored["embeddings.position_embeddings.weight"]
        + stored["embeddings.token_type_embeddings.weight"][0],
    )
    # Their matrices are transposed, and queries, keys and values are one matrix here.
    np.testing.assert_array_equal(
        weights["block_1/attention/query_key_value/kernel"][:, hidden : 2 * hidden],
        stored["encoder.layer.1.attention.self.key.weight"].T,
    )
    encoder = load_encoder(locate_encoder(str(folder)))
    assert sorted(weights) == sorted(encoder.weight_names())
    for name, variable in zip(encoder.weight_names(), encoder.weights, strict=True):
        np.testing.assert_array_equal(variable.numpy(), weights[name])


def test_prefixed_and_old_names_are_read(folder: Path, ten_words: EncoderConfig) -> None:
    plain = read_checkpoint(locate_encoder(str(folder)))[1]
    old = {
        "bert."
        + name.replace("LayerNorm.weight", "LayerNorm.gamma").replace(
            "LayerNorm.bias", "LayerNorm.beta"
        ): weight.astype(np.float16).astype(np.float32)
        for name, weight in hugging_face_weights(ten_words).items()
    }
    save_file(old, folder / "model.safetensors")
    prefixed = read_checkpoint(locate_encoder(str(folder)))[1]
    assert plain.keys() == prefixed.keys()
    for name, weight in plain.items():
        np.testing.assert_allclose(prefixed[name], weight, atol=1e-2)


def test_the_shape_of_a_tf_hub_export_is_read(tiny_encoder_path: str) -> None:
    config, _ = read_checkpoint(locate_encoder(tiny_encoder_path))
    assert config == EncoderConfig(2105, 64, 2, 4, 128, 128, activation="gelu_tanh")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"hidden_act": "swish"}, "unknown hidden_act 'swish'"),
        ({"position_embedding_type": "relative_key"}, "'relative_key' is not supported"),
        ({"num_hidden_layers": 3}, "there is no tensor encoder.layer.2"),
        ({"num_attention_heads": 3}, "not a multiple of num_heads 3"),
    ],
)
def test_settings_that_do_not_fit_are_named(
    folder: Path, ten_words: EncoderConfig, change: dict[str, Any], message: str
) -> None:
    write_config(folder, ten_words, **change)
    with pytest.raises(EncoderError) as error:
        load_encoder(locate_encoder(str(folder)))
    assert message in str(error.value)
    assert str(folder) in str(error.value)


def test_weights_that_do_not_fit_are_named(folder: Path) -> None:
    file = folder / "model.safetensors"
    weights = load_file(file)
    weights["encoder.layer.0.output.dense.bias"] = np.zeros(5, np.float32)
    save_file(weights, file)
    with pytest.raises(EncoderError, match=r"block_0/output/bias: .* \(8,\).* \(5,\)"):
        load_encoder(locate_encoder(str(folder)))
    file.write_bytes(b"not safetensors")
    with pytest.raises(EncoderError, match=r"model\.safetensors: cannot be read"):
        load_encoder(locate_encoder(str(folder)))
    file.unlink()
    with pytest.raises(EncoderError, match="safe_serialization=True"):
        load_encoder(locate_encoder(str(folder)))


def test_a_vocabulary_beyond_the_embedding_is_named(folder: Path) -> None:
    (folder / "vocab.txt").write_text("\n".join([*VOCAB, "more"]) + "\n")
    with pytest.raises(EncoderError, match="11 word pieces, the word embedding only 10 rows"):
        load_encoder(locate_encoder(str(folder)))


def test_a_damaged_tf_hub_export_is_named(tiny_encoder_path: str, tmp_path: Path) -> None:
    broken = tmp_path / "encoder"
    shutil.copytree(tiny_encoder_path, broken)
    (broken / "variables" / "variables.index").write_bytes(b"")
    with pytest.raises(EncoderError, match="variables"):
        locate_encoder(str(broken))


def test_missing_and_unknown_weights_are_named(ten_words: EncoderConfig) -> None:
    encoder = Encoder(ten_words, name="encoder")
    encoder.build((None, None))
    weights = dict(zip(encoder.weight_names(), encoder.get_weights(), strict=True))
    kernel = weights.pop("block_0/output/kernel")
    with pytest.raises(ValueError, match="lacks 1 weights, first: block_0/output/kernel"):
        encoder.load_weights_by_name(weights)
    with pytest.raises(ValueError, match="1 unknown weights: pooler"):
        encoder.load_weights_by_name({**weights, "block_0/output/kernel": kernel, "pooler": kernel})
