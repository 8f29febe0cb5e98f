from __future__ import annotations

import keras
import numpy as np
import pytest

from models.batching import IGNORED_TAG
from models.tagger import MaskedCrossEntropy, Tagger


def test_it_scores_every_tag_of_every_token(tiny_tagger: Tagger) -> None:
    ids = np.array([[1, 2, 3], [1, 3, 0]])
    logits = tiny_tagger({"token_ids": ids, "attention_mask": ids > 0})
    assert logits.shape == (2, 3, 13)
    assert logits.dtype == "float32"


def test_the_loss_is_the_mean_over_tagged_tokens() -> None:
    rng = np.random.default_rng(0)
    logits = rng.normal(size=(2, 4, 5)).astype(np.float32)
    tags = np.array([[1, 4, IGNORED_TAG, 0], [IGNORED_TAG, 2, IGNORED_TAG, IGNORED_TAG]])
    probabilities = np.exp(logits) / np.exp(logits).sum(-1, keepdims=True)
    expected = -np.mean(
        [np.log(probabilities[row, i, tags[row, i]]) for row, i in np.argwhere(tags >= 0)]
    )
    assert float(MaskedCrossEntropy()(tags, logits)) == pytest.approx(expected, rel=1e-5)


def test_the_loss_of_nothing_is_nothing() -> None:
    tags = np.full((1, 3), IGNORED_TAG)
    assert float(MaskedCrossEntropy()(tags, np.zeros((1, 3, 5), np.float32))) == 0.0


def test_ignored_tokens_do_not_teach(tiny_tagger: Tagger) -> None:
    tiny_tagger.compile(keras.optimizers.SGD(1.0), MaskedCrossEntropy(), jit_compile=False)
    before = [weight.copy() for weight in tiny_tagger.get_weights()]
    ids = np.array([[1, 2, 3]])
    tags = np.full((1, 3), IGNORED_TAG)
    tiny_tagger.train_on_batch({"token_ids": ids, "attention_mask": ids > 0}, tags)
    for old, new in zip(before, tiny_tagger.get_weights(), strict=True):
        np.testing.assert_array_equal(old, new)
