"""Span figures of a tagger in training, on transformed examples."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import tensorflow as tf

from models.batching import SpecialTokens
from models.decoding import Decoder, Entities
from models.reliability import ScoredEntities
from models.settings import Decoding
from models.span_scoring import SpanCounts
from models.tagger import Tagger
from models.training_data import Features, spans_by_text
from models.windows import Window, piece_scores
from preprocessing.labels import OUTSIDE
from preprocessing.spans import Span


@dataclass(frozen=True)
class Evaluated:
    """How good a tagger is on the examples.

    Attributes:
      counts: Of gold and predicted spans.
      outside_share: Share of the word pieces whose best tag is `O`, from 0 to 1.
    """

    counts: SpanCounts
    outside_share: float


class SpanEvaluation:
    """Finds the entities of examples, as the exported model would, and counts the right ones.

    Args:
      tagger: The tagger.
      examples: Batches of transformed examples.
      special: Ids of the special tokens.
      window: What the encoder sees at once.
      labels: The labels, in the order of their tag ids.
      decoding: How tags are chosen.
    """

    def __init__(
        self,
        tagger: Tagger,
        examples: tf.data.Dataset,
        *,
        special: SpecialTokens,
        window: Window,
        labels: Sequence[str],
        decoding: Decoding,
    ) -> None:
        self._tagger = tagger
        self._examples = examples
        self._special = special
        self._window = window
        self.labels = tuple(labels)
        self._decoding = decoding
        self._decode = Decoder(labels, decoding)
        self._predict = tf.function(self._entities, reduce_retracing=True, autograph=False)

    def of(self, tagger: Tagger) -> SpanEvaluation:
        """The same of another tagger."""
        return SpanEvaluation(
            tagger,
            self._examples,
            special=self._special,
            window=self._window,
            labels=self.labels,
            decoding=self._decoding,
        )

    def with_decoding(self, decoding: Decoding) -> SpanEvaluation:
        """The same with another way to choose tags."""
        return SpanEvaluation(
            self._tagger,
            self._examples,
            special=self._special,
            window=self._window,
            labels=self.labels,
            decoding=decoding,
        )

    def evaluate(self) -> Evaluated:
        """Compares gold and predicted spans over all examples."""
        counts = SpanCounts()
        pieces = outside = 0
        for features in self._examples:
            entities, is_outside = self._predict(features)
            predicted = self._by_row(entities, features["id"].shape[0])
            for gold, spans in zip(self._gold(features), predicted, strict=True):
                counts.add(gold, spans)
            pieces += is_outside.shape[0]
            outside += int(np.count_nonzero(is_outside.numpy()))
        return Evaluated(counts, outside / max(pieces, 1))

    def counts(self) -> SpanCounts:
        """Counts of gold and predicted spans over all examples."""
        return self.evaluate().counts

    def scored_entities(self) -> ScoredEntities:
        """All entities found, with their raw scores, and which of them are right."""
        scores, labels, right, ids = [], [], [], []
        for features in self._examples:
            entities, _ = self._predict(features)
            rows = entities.row.numpy()
            by_row = self._by_row(entities, features["id"].shape[0])
            for gold, spans in zip(self._gold(features), by_row, strict=True):
                right += [span in gold for span in spans]
            scores.append(entities.score.numpy())
            labels.append(entities.label.numpy())
            ids.append(features["id"].numpy()[rows])
        return ScoredEntities(
            score=np.concatenate([np.empty(0, np.float32), *scores]),
            label=np.concatenate([np.empty(0, np.int64), *labels]),
            right=np.array(right, bool),
            text_id=np.concatenate([np.empty(0, object), *ids]),
        )

    def found(self) -> dict[str, list[tuple[Span, float]]]:
        """The entities of each text by its id, with their raw scores."""
        texts: dict[str, list[tuple[Span, float]]] = {}
        for features in self._examples:
            entities, _ = self._predict(features)
            by_row = self._by_row(entities, features["id"].shape[0])
            # Entities come in the order of their rows.
            scores = iter(entities.score.numpy().tolist())
            for name, spans in zip(features["id"].numpy(), by_row, strict=True):
                texts[name.decode()] = [(span, next(scores)) for span in spans]
        return texts

    def _entities(self, features: Features) -> tuple[Entities, tf.Tensor]:
        """Entities, and for each word piece whether `O` is its best tag, bool[total pieces]."""
        logits = piece_scores(
            lambda inputs: self._tagger(inputs._asdict(), training=False),
            features["token_ids"],
            self._window,
            self._special,
        )
        entities = self._decode(logits, features["token_start"], features["token_end"])
        return entities, tf.equal(tf.argmax(logits, axis=-1), OUTSIDE)

    def _gold(self, features: Features) -> list[list[Span]]:
        ragged: list[Any] = [features[f"span_{name}"] for name in ("start", "end", "label")]
        splits = ragged[0].row_splits.numpy()
        columns = (values.values.numpy() for values in ragged)
        return list(spans_by_text(self.labels, splits, *columns))

    def _by_row(self, entities: Entities, rows: int) -> list[list[Span]]:
        """Entities as spans, a list for each of `rows` texts."""
        by_row: list[list[Span]] = [[] for _ in range(rows)]
        columns = (entities.row, entities.label, entities.start, entities.end)
        for row, label, start, end in zip(
            *(column.numpy().tolist() for column in columns), strict=True
        ):
            by_row[row].append(Span(start, end, self.labels[label]))
        return by_row
