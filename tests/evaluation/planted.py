"""Counts of texts with errors planted at known rates."""

from __future__ import annotations

import numpy as np

from evaluation.text_counts import TextCounts

LABELS = ("A", "B", "C")
MEAN_SPANS = (1.0, 0.5, 0.25)
"""Mean number of gold spans of each label in a text."""


def planted(
    texts: int, seed: int = 0, *, recall: tuple[float, ...] = (0.9, 0.9, 0.9), slices: bool = False
) -> TextCounts:
    """A model that finds each gold span with a label's recall, and something wrong now and then.

    Args:
      texts: Number of texts.
      seed: Of the errors; the gold spans of so many texts are always the same.
      recall: Of each label.
      slices: Whether texts are in slices of a country.
    """
    gold = np.random.default_rng(texts).poisson(MEAN_SPANS, (texts, len(LABELS)))
    generator = np.random.default_rng([texts, seed])
    right = generator.binomial(gold, recall)
    predicted = right + generator.binomial(1, 0.05, gold.shape)
    accepted = generator.binomial(right.sum(axis=1), 0.8)
    countries = [("country=DE", "country=FR", "country=US")[row % 3] for row in range(texts)]
    return TextCounts(
        LABELS,
        np.stack([right, predicted, gold], axis=-1),
        np.stack([accepted, accepted], axis=-1),
        tuple((country,) for country in countries) if slices else ((),) * texts,
    )
