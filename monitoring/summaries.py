"""Counts of the answers of a window, by slice and version: all that drift is told from.

They are added up from batches of the log, column by column, so that a day of millions of answers
takes seconds and no memory.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from preprocessing.data_profile import (
    CHARACTER_KINDS,
    WORD_BUCKETS,
    DataProfile,
    length_bin,
    span_bin,
)

COLUMNS = ("at", "version", "entities", "slices", "characters", "cut_pieces", "kinds", "words")
"""What is read of a log."""

EVERY = ""
"""The slice that has every answer."""

SCORE_BINS = 50
UNSURE_SCORE = 0.5
"""A text whose least sure entity has a lower score, or that has none, counts as unsure."""

UNLIKE_BITS = 0.4
"""How much rarer, in bits, the words of a text must be on average than those of the training data
are among themselves for the text to count as unlike them; of texts like them one in 20 does."""

_LONGEST = 1 << 20
_SEPARATOR = "="

Array = npt.NDArray[np.int64]


def _bins() -> dict[str, int]:
    """How many values the features have whose values are numbers."""
    return {
        "spans": 1 + int(span_bin(1 << 20)),
        "length": 1 + int(length_bin(_LONGEST)),
        "characters": len(CHARACTER_KINDS),
        "words": WORD_BUCKETS,
        "scores": SCORE_BINS,
    }


BINS: Mapping[str, int] = _bins()


@dataclass
class Summary:
    """Counts of some answers; they add up.

    Attributes:
      texts: Texts that were answered.
      nothing: Those in which nothing was found.
      unsure: Those whose least sure entity has a score below `UNSURE_SCORE`, or that have none.
      cut: Those that were too long to be looked at whole.
      unlike: Those with words that are rare in the training data; 0 without a profile.
      accepted: Entities that were accepted.
      labels: Entities of each label.
      bins: For each of `BINS`, how often each of its values occurs.
    """

    texts: int = 0
    nothing: int = 0
    unsure: int = 0
    cut: int = 0
    unlike: int = 0
    accepted: int = 0
    labels: Counter[str] = field(default_factory=Counter)
    bins: dict[str, Array] = field(
        default_factory=lambda: {name: np.zeros(size, np.int64) for name, size in BINS.items()}
    )

    @property
    def entities(self) -> int:
        """Entities of all labels."""
        return self.labels.total()

    def add(self, other: Summary) -> None:
        """Adds the counts of other answers."""
        for name in ("texts", "nothing", "unsure", "cut", "unlike", "accepted"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.labels.update(other.labels)
        for name, counts in other.bins.items():
            self.bins[name] = self.bins[name] + counts

    def counts(self, feature: str) -> dict[str, int]:
        """How often each value of a feature occurs, named as in a `DataProfile`."""
        if feature == "labels":
            return dict(self.labels)
        names: Iterable[Any] = CHARACTER_KINDS if feature == "characters" else range(BINS[feature])
        return {
            str(name): int(count)
            for name, count in zip(names, self.bins[feature], strict=True)
            if count
        }


def total(summaries: Iterable[Summary]) -> Summary:
    """The counts of all of them together."""
    together = Summary()
    for summary in summaries:
        together.add(summary)
    return together


@dataclass(frozen=True, slots=True)
class Surprise:
    """How surprising words are to somebody who knows the training data.

    Attributes:
      bits: Of each bucket of words, minus the logarithm of its share in the training data.
      limit: Texts whose words are more surprising than this, on average, are unlike those data.
    """

    bits: npt.NDArray[np.float64]
    limit: float

    @classmethod
    def of(cls, profile: DataProfile | None) -> Surprise | None:
        """From the profile of the training data; None if it tells of no words."""
        if profile is None or not (counts := profile.counts["words"]).total():
            return None
        # One more of each, so that none is infinitely surprising.
        shares = np.array([counts[str(bucket)] + 1 for bucket in range(WORD_BUCKETS)], float)
        shares /= shares.sum()
        bits = -np.log2(shares)
        return cls(bits, float((shares * bits).sum()) + UNLIKE_BITS)

    def is_unlike(self, words: Sequence[int]) -> bool:
        """Whether a text with words of these buckets is unlike the training data."""
        return bool(words) and float(self.bits[list(words)].mean()) > self.limit


Key = tuple[str, int]
"""A slice, as `country=GB` or `EVERY`, and a version."""


class Windows:
    """Windows of equal length, one behind the other, the newest first.

    Args:
      until: End of the newest, exclusive, in microseconds since 1970.
      length: In microseconds.
      count: How many there are.
      surprise: What the training data make surprising.

    Attributes:
      summaries: For each window its counts, by slice and version.
      rows: Answers that were counted.
    """

    def __init__(
        self, until: int, length: int, count: int, surprise: Surprise | None = None
    ) -> None:
        self._until = until
        self._length = length
        self._count = count
        self._surprise = surprise
        self.summaries: list[dict[Key, Summary]] = [{} for _ in range(count)]
        self.rows = 0

    def add(self, batch: pa.RecordBatch) -> None:
        """Counts the answers of a batch that lie in the windows."""
        rows = _Rows(batch, self._surprise)
        windows = (self._until - 1 - rows.at) // self._length
        windows[(rows.at >= self._until) | (windows >= self._count)] = -1
        self.rows += int((windows >= 0).sum())
        for name, in_slice in rows.slices():
            for window in np.unique(windows[in_slice]):
                if window < 0:
                    continue
                here = in_slice & (windows == window)
                for version in np.unique(rows.versions[here]):
                    chosen = here & (rows.versions == version)
                    found = self.summaries[window].setdefault((name, int(version)), Summary())
                    found.add(rows.summary(chosen))


class _Rows:
    """The columns of a batch as arrays."""

    def __init__(self, batch: pa.RecordBatch, surprise: Surprise | None) -> None:
        self._batch = batch
        rows = batch.num_rows
        self.at: Array = batch.column("at").cast(pa.int64()).to_numpy(zero_copy_only=False).copy()
        self.versions = self._numbers("version")
        self._length_bins = np.array([int(length_bin(n)) for n in self._numbers("characters")], int)
        self._cut = self._numbers("cut_pieces") > 0
        self._kinds = self._kind_counts(rows)
        self._words, self._word_rows = self._lists("words")
        entities, self._entity_rows = self._lists("entities")
        labels = entities.field("label").dictionary_encode() if len(entities) else None
        self._label_names = labels.dictionary.to_pylist() if labels is not None else []
        self._labels = (
            labels.indices.to_numpy(zero_copy_only=False)
            if labels is not None
            else np.zeros(0, np.int64)
        )
        self._scores = self._of_entities(entities, "score", float)
        self._accepted = self._of_entities(entities, "accepted", bool)
        self._spans = np.bincount(self._entity_rows, minlength=rows)
        least = np.full(rows, -math.inf)
        least[self._spans > 0] = math.inf
        np.minimum.at(least, self._entity_rows, self._scores)
        self._unsure = least < UNSURE_SCORE
        self._unlike = self._unlike_rows(rows, surprise)

    def slices(self) -> Iterator[tuple[str, npt.NDArray[np.bool_]]]:
        """Each slice, and which rows are in it; first the one with all of them."""
        rows = self._batch.num_rows
        yield EVERY, np.ones(rows, bool)
        if "slices" not in self._batch.schema.names:
            return
        names: dict[str, list[int]] = {}
        for row, pairs in enumerate(self._batch.column("slices").to_pylist()):
            for key, value in pairs or ():
                names.setdefault(f"{key}{_SEPARATOR}{value}", []).append(row)
        for name, members in sorted(names.items()):
            chosen = np.zeros(rows, bool)
            chosen[members] = True
            yield name, chosen

    def summary(self, chosen: npt.NDArray[np.bool_]) -> Summary:
        """The counts of the rows that are chosen."""
        of_entities = chosen[self._entity_rows]
        labels = np.bincount(self._labels[of_entities], minlength=len(self._label_names))
        spans = np.minimum(self._spans[chosen], BINS["spans"] - 1)
        scores = np.clip((self._scores[of_entities] * SCORE_BINS).astype(int), 0, SCORE_BINS - 1)
        return Summary(
            texts=int(chosen.sum()),
            nothing=int((self._spans[chosen] == 0).sum()),
            unsure=int(self._unsure[chosen].sum()),
            cut=int(self._cut[chosen].sum()),
            unlike=int(self._unlike[chosen].sum()),
            accepted=int(self._accepted[of_entities].sum()),
            labels=Counter(
                {n: int(c) for n, c in zip(self._label_names, labels, strict=True) if c}
            ),
            bins={
                "spans": np.bincount(spans, minlength=BINS["spans"]),
                "length": np.bincount(self._length_bins[chosen], minlength=BINS["length"]),
                "characters": self._kinds[chosen].sum(axis=0),
                "words": np.bincount(self._words[chosen[self._word_rows]], minlength=WORD_BUCKETS)[
                    :WORD_BUCKETS
                ],
                "scores": np.bincount(scores, minlength=SCORE_BINS),
            },
        )

    def _numbers(self, name: str) -> Array:
        if name not in self._batch.schema.names:  # of an earlier version
            return np.zeros(self._batch.num_rows, np.int64)
        column: Array = self._batch.column(name).to_numpy(zero_copy_only=False).astype(np.int64)
        return column

    def _kind_counts(self, rows: int) -> Array:
        if "kinds" not in self._batch.schema.names:
            return np.zeros((rows, len(CHARACTER_KINDS)), np.int64)
        kinds = self._batch.column("kinds")
        return np.stack(
            [
                kinds.field(kind).to_numpy(zero_copy_only=False).astype(np.int64)
                for kind in CHARACTER_KINDS
            ],
            axis=1,
        )

    def _lists(self, name: str) -> tuple[Any, Array]:
        """The items of all lists of a column, and the row of each."""
        if name not in self._batch.schema.names:
            return np.zeros(0, np.int64), np.zeros(0, np.int64)
        column = self._batch.column(name)
        items = column.flatten()
        lengths = column.value_lengths().to_numpy(zero_copy_only=False)
        rows = np.repeat(np.arange(len(column)), lengths)
        if name == "words":
            items = items.to_numpy(zero_copy_only=False).astype(np.int64)
        return items, rows

    @staticmethod
    def _of_entities(entities: Any, name: str, dtype: type) -> Any:
        if not len(entities):
            return np.zeros(0, dtype)
        return entities.field(name).to_numpy(zero_copy_only=False).astype(dtype)

    def _unlike_rows(self, rows: int, surprise: Surprise | None) -> npt.NDArray[np.bool_]:
        if surprise is None or not len(self._words):
            return np.zeros(rows, bool)
        words = np.bincount(self._word_rows, minlength=rows)
        bits = np.bincount(self._word_rows, surprise.bits[self._words % WORD_BUCKETS], rows)
        return bits > surprise.limit * np.maximum(words, 1)
