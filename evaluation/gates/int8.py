"""Holds the int8 model of an export against the exported model: what do 8 bits cost?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice

from evaluation.comparison import Predict
from evaluation.gates.checks import Check, at_most
from models.span_scoring import MICRO, Figures, SpanCounts
from preprocessing.spans import Span

GATE = "int8"

BATCH_SIZE = 1024


def score_int8(
    predict: Predict, examples: Iterable[tuple[str, Sequence[Span]]], labels: Sequence[str]
) -> dict[str, Figures]:
    """Span figures of an int8 model.

    Args:
      predict: Asks the int8 model.
      examples: Texts and their gold spans, in code points.
      labels: The labels.
    """
    counts = SpanCounts()
    iterator = iter(examples)
    while batch := list(islice(iterator, BATCH_SIZE)):
        predictions = predict([text for text, _ in batch])
        for (_, gold), prediction in zip(batch, predictions, strict=True):
            spans = [Span(entity.start, entity.end, entity.label) for entity in prediction.entities]
            counts.add(gold, spans)
    return counts.figures(labels)


def int8_checks(int8: dict[str, Figures], exported_f1: float, max_drop: float) -> list[Check]:
    """One check: how far micro F1 falls.

    Args:
      int8: Figures of the int8 model.
      exported_f1: Micro F1 of the exported model on the same texts.
      max_drop: By how much the int8 model may be below it.
    """
    f1 = int8[MICRO].f1
    detail = f"{f1:.4f} in int8, {exported_f1:.4f} exported"
    return [at_most(GATE, f"{MICRO}/f1 drop", exported_f1 - f1, max_drop, detail)]
