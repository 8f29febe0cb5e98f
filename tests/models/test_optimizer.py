from __future__ import annotations

import keras
import numpy as np
import pytest
import tensorflow as tf
from hypothesis import given
from hypothesis import strategies as st

from models.optimizer import EPSILON, AdamW, freeze, layer_rates, warmup_linear_decay
from models.tagger import Tagger


def gradients(tagger: Tagger, seed: int, size: float) -> list[tf.Tensor]:
    rng = np.random.default_rng(seed)
    values = [rng.normal(size=weight.shape).astype(np.float32) for weight in tagger.weights]
    return [tf.constant(size * value) for value in values]


@pytest.mark.parametrize("size", [1e-3, 10.0])  # below the clipping norm, and beyond it
def test_it_does_what_keras_does(tiny_tagger: Tagger, size: float) -> None:
    start = tiny_tagger.get_weights()
    theirs = keras.optimizers.AdamW(0.01, weight_decay=0.1, global_clipnorm=1.0, epsilon=EPSILON)
    theirs.exclude_from_weight_decay(var_names=["bias", "gamma", "beta"])
    ours = AdamW(layer_rates(tiny_tagger, 1.0), weight_decay=0.1, clip_norm=1.0)
    results = []
    for optimizer in (theirs, ours):
        tiny_tagger.set_weights(start)
        optimizer.build(tiny_tagger.trainable_variables)
        optimizer.learning_rate.assign(0.01)
        for seed in range(5):
            changes = gradients(tiny_tagger, seed, size)
            optimizer.apply(changes, tiny_tagger.trainable_variables)
        results.append(tiny_tagger.get_weights())
    for before, expected, found in zip(start, *results, strict=True):
        assert not np.allclose(before, expected, atol=1e-3)
        np.testing.assert_allclose(found, expected, rtol=2e-5, atol=1e-6)


def step_with(
    tagger: Tagger, words: list[tf.IndexedSlices | tf.Tensor], **settings: float | bool
) -> np.ndarray:
    """The word embedding after steps with these gradients of it, and none of the rest."""
    weights = tagger.trainable_variables
    options = {"weight_decay": 0.1, "clip_norm": 1.0, **settings}
    optimizer = AdamW(layer_rates(tagger, 1.0), **options)  # type: ignore[arg-type]
    optimizer.build(weights)
    optimizer.learning_rate.assign(0.1)
    for word in words:
        optimizer.apply([word, *(tf.zeros(w.shape) for w in weights[1:])], weights)
    return weights[0].numpy()


def slices(*rows: int, size: float = 1.0) -> tf.IndexedSlices:
    values = size * np.arange(1, 1 + 8 * len(rows), dtype=np.float32).reshape(-1, 8)
    return tf.IndexedSlices(tf.constant(values), tf.constant(rows), tf.constant([10, 8]))


def test_rows_without_a_gradient_stay_as_they_are(tiny_tagger: Tagger) -> None:
    start = tiny_tagger.get_weights()
    found = step_with(tiny_tagger, [slices(3), slices(5, 7)])
    changed = np.flatnonzero((found != start[0]).any(axis=1))
    assert changed.tolist() == [3, 5, 7]


@pytest.mark.parametrize("size", [1e-4, 1.0])  # below the clipping norm, and beyond it
@pytest.mark.parametrize("by_row", [True, False])
def test_a_gradient_of_all_rows_does_what_one_that_is_written_out_does(
    tiny_tagger: Tagger, size: float, by_row: bool
) -> None:
    start = tiny_tagger.get_weights()
    words = [slices(*range(10), size=size), slices(*reversed(range(10)), size=size)]
    found = step_with(tiny_tagger, [*words], by_row=by_row)
    tiny_tagger.set_weights(start)
    expected = step_with(tiny_tagger, [tf.convert_to_tensor(word) for word in words])
    np.testing.assert_allclose(found, expected, rtol=2e-5, atol=1e-6)


@given(st.lists(st.integers(0, 9), min_size=1, max_size=12))
def test_gradients_of_the_same_row_are_added(tiny_tagger: Tagger, rows: list[int]) -> None:
    start = tiny_tagger.get_weights()
    found = step_with(tiny_tagger, [slices(*rows, size=0.01)])
    tiny_tagger.set_weights(start)
    written = tf.convert_to_tensor(slices(*rows, size=0.01)).numpy()
    once = sorted(set(rows))
    together = tf.IndexedSlices(tf.constant(written[once]), tf.constant(once), [10, 8])
    expected = step_with(tiny_tagger, [together])
    tiny_tagger.set_weights(start)
    np.testing.assert_allclose(found, expected, rtol=2e-5, atol=1e-6)


def test_with_xla_rows_without_a_gradient_keep_their_momentum(tiny_tagger: Tagger) -> None:
    start = tiny_tagger.get_weights()
    words = [slices(3), slices(5)]
    found = step_with(tiny_tagger, [*words], by_row=False)
    tiny_tagger.set_weights(start)
    expected = step_with(tiny_tagger, [tf.convert_to_tensor(word) for word in words])
    np.testing.assert_allclose(found, expected, rtol=1e-6)


def test_lower_layers_learn_more_slowly(tiny_tagger: Tagger) -> None:
    rates = layer_rates(tiny_tagger, 0.5)
    found = {
        name: {rate for path, rate in rates.items() if f"/{name}/" in path}
        for name in ("classifier", "block_1", "block_0", "embeddings")
    }
    assert found == {
        "classifier": {1.0},
        "block_1": {0.5},
        "block_0": {0.25},
        "embeddings": {0.125},
    }
    start = tiny_tagger.get_weights()
    optimizer = AdamW(rates, weight_decay=0.1, clip_norm=1.0)
    optimizer.build(tiny_tagger.trainable_variables)
    optimizer.learning_rate.assign(0.01)
    # In the first step Adam moves each weight by the rate, whatever the gradient.
    ones = [tf.ones(weight.shape) for weight in tiny_tagger.weights]
    optimizer.apply(ones, tiny_tagger.trainable_variables)
    for weight, before in zip(tiny_tagger.weights, start, strict=True):
        decayed = not weight.path.endswith(("bias", "gamma", "beta"))
        rate = 0.01 * rates[weight.path]
        expected = before * (1 - 0.1 * rate if decayed else 1) - rate
        np.testing.assert_allclose(weight.numpy(), expected, atol=0.02 * rate)


@pytest.mark.parametrize(
    ("layers", "frozen"),
    [(0, ()), (1, ("embeddings",)), (2, ("embeddings", "block_0")), (9, ("embeddings", "block"))],
)
def test_the_lowest_layers_are_frozen(
    tiny_tagger: Tagger, layers: int, frozen: tuple[str, ...]
) -> None:
    freeze(tiny_tagger, layers)
    learned = {weight.path for weight in tiny_tagger.trainable_variables}
    everything = {weight.path for weight in tiny_tagger.weights}
    expected = {path for path in everything for name in frozen if f"/{name}" in path}
    assert everything - learned == expected


@given(st.floats(0, 0.9), st.lists(st.floats(0, 1), min_size=2))
def test_the_rate_rises_to_its_peak_and_falls_to_nothing(
    warmup: float, points: list[float]
) -> None:
    assert warmup_linear_decay(warmup, warmup) == pytest.approx(1.0)
    assert warmup_linear_decay(1.0, warmup) == pytest.approx(0.0)
    before = [warmup_linear_decay(point, warmup) for point in sorted(points) if point < warmup]
    after = [warmup_linear_decay(point, warmup) for point in sorted(points) if point >= warmup]
    assert before == sorted(before)
    assert after == sorted(after, reverse=True)
    assert all(0 <= rate <= 1 for rate in before + after)
    if warmup:
        assert warmup_linear_decay(0.0, warmup) == 0.0
    # Texts come twice where a batch ends beyond the count.
    assert warmup_linear_decay(1.01, warmup) == 0.0
