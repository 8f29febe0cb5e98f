"""What a model answers about annotated texts, entity by entity: the audit of its confidence."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from models.confidence import Confidence
from models.export_format import Prediction
from models.reliability import ScoredEntities
from preprocessing.records import Record


class Audit:
    """Collects the entities of texts, and which of them are right.

    Args:
      labels: The labels of the model, in the order of their tag ids.
    """

    def __init__(self, labels: Sequence[str]) -> None:
        self._ids = {label: number for number, label in enumerate(labels)}
        self._rows: list[tuple[float, int, bool, bytes]] = []
        self.texts = 0

    def add(self, record: Record, prediction: Prediction) -> None:
        """Adds a text."""
        gold = {(span.start, span.end, span.label) for span in record.spans}
        name = f"{record.source}:{record.line}".encode()
        self.texts += 1
        for entity in prediction.entities:
            right = (entity.start, entity.end, entity.label) in gold
            self._rows.append((entity.score, self._ids[entity.label], right, name))

    def entities(self) -> ScoredEntities:
        """All of them; their scores are those that the model answered."""
        score, label, right, name = zip(*self._rows, strict=True) if self._rows else ((),) * 4
        return ScoredEntities(
            np.array(score, np.float32),
            np.array(label, np.int64),
            np.array(right, bool),
            np.array(name, object),
        )


def acceptance(
    entities: ScoredEntities, confidence: Confidence, label: int | None = None
) -> tuple[int, int, int]:
    """How many entities there are, how many of them are accepted, and how many of these are right.

    Args:
      entities: With scores as `confidence` gives them.
      confidence: Says from which score on entities of each label are accepted.
      label: Index of the label to look at; None: all.
    """
    limits = np.array(confidence.thresholds, np.float32)[entities.label]
    inside = np.ones(len(entities), bool) if label is None else entities.label == label
    accepted = inside & (entities.score >= limits)
    return int(inside.sum()), int(accepted.sum()), int((accepted & entities.right).sum())
