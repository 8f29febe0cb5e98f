from __future__ import annotations

from typing import Any

import keras
import numpy as np
import pytest
import tensorflow as tf
from ai_edge_litert.interpreter import Interpreter

from models.encoder import Encoder, EncoderConfig
from models.export_format import ROW, ROW_TOKENS, ROWS
from models.quantization import _LiteTagger, quantize
from models.tagger import Tagger


@pytest.fixture(scope="module", params=["gelu", "gelu_tanh", "relu"])
def tagger(request: pytest.FixtureRequest) -> Tagger:
    config = EncoderConfig(
        vocab_size=50,
        hidden_size=64,  # tensors with fewer than 1,024 values are not quantized
        num_layers=2,
        num_heads=4,
        intermediate_size=128,
        max_positions=100,
        activation=request.param,
    )
    keras.utils.set_random_seed(3)
    tagger = Tagger(Encoder(config, dropout=0.0, attention_dropout=0.0), 13)
    tagger.build()
    random = np.random.default_rng(2)
    tagger.set_weights(
        [w + 0.3 * random.normal(size=w.shape).astype(w.dtype) for w in tagger.get_weights()]
    )
    return tagger


@pytest.fixture(scope="module")
def interpreter(tagger: Tagger) -> Interpreter:
    return Interpreter(model_content=quantize(tagger), num_threads=1)


def reference(tagger: Tagger, ids: np.ndarray) -> np.ndarray:
    inputs = {"token_ids": ids[None], "attention_mask": np.ones_like(ids[None])}
    return np.array(tagger(inputs, training=False))[0]


def relative_error(got: np.ndarray, expected: np.ndarray) -> float:
    return float(np.linalg.norm(got - expected) / np.linalg.norm(expected))


def test_the_forward_pass_is_the_taggers_before_its_weights_are_rounded(tagger: Tagger) -> None:
    for length in (2, 17, 100):
        ids = np.random.default_rng(length).integers(0, 50, length).astype(np.int32)
        logits = _LiteTagger(tagger).row(tf.constant(ids))["logits"].numpy()
        assert relative_error(logits, reference(tagger, ids)) < 1e-5


@pytest.mark.parametrize("length", [2, 3, 17, 64, 100])
def test_a_row_of_any_length_is_close_to_the_tagger(
    tagger: Tagger, interpreter: Any, length: int
) -> None:
    ids = np.random.default_rng(length).integers(0, 50, length).astype(np.int32)
    logits = interpreter.get_signature_runner(ROW)(token_ids=ids)["logits"]
    assert logits.shape == (length, 13)
    error = relative_error(logits, reference(tagger, ids))
    # Not the same either: the weights have 8 bits.
    assert 1e-5 < error < 0.1


def test_texts_in_one_row_do_not_see_each_other(tagger: Tagger, interpreter: Any) -> None:
    random = np.random.default_rng(5)
    texts = [random.integers(0, 50, n).astype(np.int32) for n in (20, 40, 64)]
    ids, positions = np.zeros((2, ROW_TOKENS), np.int32), np.zeros((2, ROW_TOKENS), np.int32)
    owner = np.zeros((2, ROW_TOKENS), np.int32)
    for number, (row, start) in enumerate([(0, 0), (0, 20), (1, 0)]):
        place = slice(start, start + len(texts[number]))
        ids[row, place] = texts[number]
        positions[row, place] = np.arange(len(texts[number]))
        owner[row, place] = number + 1
    same = owner[:, None, :, None] == owner[:, None, None, :]
    bias = np.where(same, np.float32(0), np.float32(-1e9))
    packed = interpreter.get_signature_runner(ROWS)(
        token_ids=ids.ravel(), positions=positions.ravel(), bias=bias
    )["logits"].reshape(2, ROW_TOKENS, 13)
    for number, (row, start) in enumerate([(0, 0), (0, 20), (1, 0)]):
        alone = interpreter.get_signature_runner(ROW)(token_ids=texts[number])["logits"]
        together = packed[row, start : start + len(texts[number])]
        np.testing.assert_allclose(together, alone, atol=1e-4)


def test_weights_take_a_byte_each(tagger: Tagger) -> None:
    parameters = sum(weight.size for weight in tagger.get_weights())
    assert parameters < len(quantize(tagger)) < 2.5 * parameters
