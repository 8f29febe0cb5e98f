"""A tagger of two layers over ten word pieces."""

from __future__ import annotations

import keras
import pytest

from models.encoder import Encoder, EncoderConfig
from models.tagger import Tagger
from preprocessing.labels import TagSet
from tests.exported import LABELS


@pytest.fixture
def ten_words() -> EncoderConfig:
    """The shape of an encoder that a test can afford."""
    return EncoderConfig(
        vocab_size=10,
        hidden_size=8,
        num_layers=2,
        num_heads=2,
        intermediate_size=16,
        max_positions=12,
    )


@pytest.fixture
def tiny_tagger(ten_words: EncoderConfig) -> Tagger:
    """A tagger with three labels over ten word pieces."""
    keras.utils.set_random_seed(7)
    tagger = Tagger(Encoder(ten_words, dropout=0.0, attention_dropout=0.0), len(TagSet.of(LABELS)))
    tagger.build()
    return tagger
