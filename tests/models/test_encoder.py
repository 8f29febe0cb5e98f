from __future__ import annotations

import ast
import inspect
from pathlib import Path

import numpy as np
import pytest
import tensorflow as tf
import tensorflow_text  # noqa: F401 - the TF Hub export has its ops
from hypothesis import given
from hypothesis import strategies as st

from models import encoder as encoder_module
from models.batching import SpecialTokens, with_special
from models.checkpoints import load_encoder
from models.encoder import ACTIVATIONS, Encoder, EncoderConfig, gelu_to_learn
from preprocessing.encoder_files import locate_encoder
from tests.conftest import DATA
from tests.models.flat_batches import flat_inputs

REFERENCE = DATA / "minilm_reference.npz"


def random_inputs(vocab_size: int, time: int) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(4)
    token_ids = rng.integers(1, vocab_size, (3, time)).astype(np.int32)
    mask = np.arange(time) < np.array([[time], [time // 2], [1]])
    return token_ids, mask


def test_outputs_are_those_of_the_tf_hub_export(tiny_encoder_path: str) -> None:
    """The export runs its own graph; ours computes with the weights read out of it."""
    token_ids, mask = random_inputs(2105, 40)
    theirs = tf.saved_model.load(tiny_encoder_path)(
        {
            "input_word_ids": tf.constant(token_ids),
            "input_mask": tf.constant(mask.astype(np.int32)),
            "input_type_ids": tf.zeros_like(token_ids),
        },
        False,
        None,
    )["sequence_output"]
    ours = load_encoder(locate_encoder(tiny_encoder_path))(token_ids, attention_mask=mask)
    assert np.abs(theirs.numpy()[mask]).max() > 1
    np.testing.assert_allclose(ours.numpy()[mask], theirs.numpy()[mask], atol=1e-5)


def test_outputs_of_the_bundled_encoder_are_those_of_pytorch() -> None:
    """Against outputs that benchmarks/encoder_parity.py wrote down, running PyTorch itself."""
    reference = np.load(REFERENCE)
    mask = reference["attention_mask"].astype(bool)
    ours = load_encoder(locate_encoder("bundled"))(reference["token_ids"], attention_mask=mask)
    np.testing.assert_allclose(ours.numpy()[mask], reference["hidden"][mask], atol=1e-4)


def test_padding_has_no_influence(ten_words: EncoderConfig) -> None:
    encoder = Encoder(ten_words)
    token_ids, mask = random_inputs(10, 8)
    padded = np.pad(token_ids, [[0, 0], [0, 3]], constant_values=9)
    padded_mask = np.pad(mask, [[0, 0], [0, 3]])
    short = encoder(token_ids, attention_mask=mask).numpy()
    long = encoder(padded, attention_mask=padded_mask).numpy()
    np.testing.assert_allclose(short[mask], long[padded_mask], atol=1e-5)


def test_a_flat_batch_gives_what_a_padded_one_gives(ten_words: EncoderConfig) -> None:
    encoder = Encoder(ten_words)
    texts = tf.ragged.constant([[5, 6, 7], [], [8], [5] * 8], dtype=tf.int64, ragged_rank=1)
    special = SpecialTokens(cls=2, sep=3, pad=0)
    ids = with_special(texts, special)
    mask = tf.sequence_mask(ids.row_lengths())
    expected = encoder(ids.to_tensor(special.pad), attention_mask=mask).numpy()
    flat = encoder(**flat_inputs(texts, special)._asdict()).numpy()
    np.testing.assert_allclose(flat, expected[mask.numpy()], atol=1e-5)


def test_a_batch_of_no_texts_gives_nothing(ten_words: EncoderConfig) -> None:
    texts = tf.ragged.constant([], dtype=tf.int64, ragged_rank=1)
    inputs = flat_inputs(texts, SpecialTokens(cls=2, sep=3, pad=0))
    assert Encoder(ten_words)(**inputs._asdict()).shape == (0, ten_words.hidden_size)


def test_position_matters(ten_words: EncoderConfig) -> None:
    encoder = Encoder(ten_words)
    ids = np.array([[1, 2, 3]])
    mask = np.ones_like(ids, bool)
    forward = encoder(ids, attention_mask=mask).numpy()
    backward = encoder(ids[:, ::-1], attention_mask=mask).numpy()[:, ::-1]
    assert np.abs(forward - backward).max() > 0.01


def test_half_precision_is_near_to_single(ten_words: EncoderConfig) -> None:
    token_ids, mask = random_inputs(10, 8)
    single, half = Encoder(ten_words), Encoder(ten_words, dtype="mixed_bfloat16")
    single.build((None, None))
    half.build((None, None))
    half.set_weights(single.get_weights())
    exact = single(token_ids, attention_mask=mask)
    rough = half(token_ids, attention_mask=mask)
    assert rough.dtype == tf.bfloat16
    np.testing.assert_allclose(
        tf.cast(rough, tf.float32).numpy()[mask], exact.numpy()[mask], atol=0.1
    )


@given(st.lists(st.floats(-30, 30, width=32), min_size=1, max_size=20))
def test_the_gelu_for_training_has_the_values_and_the_gradient_of_the_other(
    values: list[float],
) -> None:
    points = tf.constant(values, tf.float32)
    weights = tf.range(1, 1 + len(values), dtype=tf.float32)
    found = []
    for gelu in (gelu_to_learn, ACTIVATIONS["gelu"]):
        with tf.GradientTape() as tape:
            tape.watch(points)
            results = gelu(points)
        found.append((results, tape.gradient(results, points, output_gradients=weights)))
    for ours, theirs in zip(*found, strict=True):
        np.testing.assert_allclose(ours, theirs, rtol=1e-5, atol=1e-5)


def test_the_gelu_for_training_keeps_the_precision() -> None:
    points = tf.constant([-2.0, 0.5, 3.0], tf.bfloat16)
    with tf.GradientTape() as tape:
        tape.watch(points)
        results = gelu_to_learn(points)
    gradient = tape.gradient(results, points)
    assert (results.dtype, gradient.dtype) == (tf.bfloat16, tf.bfloat16)
    np.testing.assert_allclose(tf.cast(results, tf.float32), [-0.0455, 0.3457, 2.996], rtol=0.01)


def test_heads_must_divide_the_width() -> None:
    with pytest.raises(ValueError, match="hidden_size 10 is not a multiple of num_heads 4"):
        EncoderConfig(10, 10, 1, 4, 16, 8)


def test_the_module_knows_no_backend() -> None:
    """It must run under any Keras backend, so it may import nothing but Keras and NumPy."""
    tree = ast.parse(Path(inspect.getfile(encoder_module)).read_text())
    imported = {
        name.split(".")[0]
        for node in ast.walk(tree)
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    standard = {"__future__", "collections", "dataclasses", "functools", "math", "typing"}
    assert imported - standard == {"keras", "numpy"}
