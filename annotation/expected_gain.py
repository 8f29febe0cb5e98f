"""Which texts teach most if they are annotated: those that stand for most errors yet to come.

What a model is expected to get wrong in a text is added up: entities by their scores, which are the
probability that they are right, texts where it finds nothing, and entities in which two models
differ. An annotated text teaches what is to be known of texts laid out like it. So the texts are
chosen one by one, such that all of them together are like as many of the expected errors as
possible (facility location over uncertain texts: Wei, Iyer and Bilmes, "Submodularity in data
subset selection and active learning", ICML 2015). Near twins bring nothing more, and what is like
texts that are annotated already is known.
"""

from __future__ import annotations

import heapq
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse

from annotation.server import Report, unreported
from models.export_format import Entity

NOTHING_FOUND = 1.0
"""Errors that are expected in a text in which nothing is found: nearly each text has an entity."""

UNSEEN = 0.25
"""Errors that are expected in any text, whatever its scores: models are sure of odd texts too."""

DISAGREEMENT = 0.5
"""Errors for each entity that one of two models finds: one of the two is wrong."""

_RARE = 3
"""A word in fewer texts is a value of a text, not a part of its layout."""

_SHARPNESS = 2
"""Power of the likeness: texts with half of their layout in common teach little of each other."""

_BLOCK = 256
_DIGITS = re.compile(r"\d+")

Floats = npt.NDArray[np.float32]


def expected_errors(entities: Sequence[Entity], others: Sequence[Entity] | None = None) -> float:
    """How many errors are expected in a text.

    Args:
      entities: What a model finds in it; scores are the probability of being right.
      others: What another model finds in it.
    """
    errors = UNSEEN + sum(1 - entity.score for entity in entities)
    if not entities:
        errors += NOTHING_FOUND
    if others is not None:
        one, other = (
            {(entity.start, entity.end, entity.label) for entity in found}
            for found in (entities, others)
        )
        errors += DISAGREEMENT * len(one ^ other)
    return errors


def order_by_gain(
    texts: Sequence[str],
    errors: Sequence[float],
    known: Sequence[str] = (),
    count: int | None = None,
    report: Report = unreported,
) -> Iterator[int]:
    """The texts that teach most, best first: each for what those before it do not.

    Args:
      texts: The texts.
      errors: How many errors are expected in each.
      known: Texts that are annotated already, or are about to be.
      count: How many are wanted; None: all.
      report: Takes how far it is.

    Yields:
      Indices of `texts`, each once.
    """
    layouts = _layouts([*texts, *known])
    pool, annotated = layouts[: len(texts)], layouts[len(texts) :]
    expected = np.array(errors, np.float32)
    covered = np.zeros(len(texts), np.float32)
    for start in range(0, annotated.shape[0], _BLOCK):
        alike = _likeness(annotated[start : start + _BLOCK], pool)
        covered = np.maximum(covered, alike.max(axis=0))
    # The gain of a text never grows while others are chosen, so an old one is an upper bound
    # (Minoux, "Accelerated greedy algorithms for maximizing submodular set functions", 1978).
    bounds: list[tuple[float, int]] = []
    for start in range(0, len(texts), _BLOCK):
        report("comparing", start, len(texts))
        alike = _likeness(pool[start : start + _BLOCK], pool)
        gains = np.maximum(alike - covered, 0) @ expected
        bounds += [(-float(gain), start + place) for place, gain in enumerate(gains)]
    heapq.heapify(bounds)
    wanted = len(texts) if count is None else min(count, len(texts))
    done = 0
    while done < wanted:
        _, index = heapq.heappop(bounds)
        alike = _likeness(pool[index], pool)[0]
        gain = float(np.maximum(alike - covered, 0) @ expected)
        if bounds and -gain > bounds[0][0]:
            heapq.heappush(bounds, (-gain, index))
            continue
        covered = np.maximum(covered, alike)
        done += 1
        report("choosing", done, wanted)
        yield index


def _likeness(some: Any, pool: Any) -> Floats:
    """How alike layouts are, from 0 to 1, float32[some, pool]."""
    cosines: Floats = (some @ pool.T).toarray()
    return np.clip(cosines, 0, 1) ** _SHARPNESS


def _layouts(texts: Sequence[str]) -> Any:
    """Layouts of texts as rows of unit length: their words and pairs of words, rare ones masked."""
    split = [_DIGITS.sub("0", text.casefold()).split() for text in texts]
    usual = Counter(word for words in split for word in set(words))
    columns: dict[str, int] = {}
    rows, places = [], []
    for row, words in enumerate(split):
        masked = [word if usual[word] >= _RARE else _shape(word) for word in words]
        parts = {*masked, *(f"{one} {next_}" for one, next_ in pairwise(["", *masked, ""]))}
        for part in sorted(parts):
            rows.append(row)
            places.append(columns.setdefault(part, len(columns)))
    ones = np.ones(len(rows), np.float32)
    matrix = sparse.csr_matrix((ones, (rows, places)), shape=(len(texts), len(columns)))
    # What nearly all texts have tells nothing apart.
    frequency = np.asarray((matrix > 0).sum(axis=0), np.float32).ravel()
    weights = np.log((1 + len(texts)) / frequency).astype(np.float32)
    weighted = matrix @ sparse.diags(weights)
    lengths = np.sqrt(np.asarray(weighted.multiply(weighted).sum(axis=1)).ravel())
    return sparse.csr_matrix(
        sparse.diags(1 / np.maximum(lengths, 1e-9)) @ weighted, dtype=np.float32
    )


def _shape(word: str) -> str:
    """What stands for a rare word."""
    letters = any(character.isalpha() for character in word)
    digits = any(character.isdigit() for character in word)
    return "<" + "a" * letters + "0" * digits + ">"
