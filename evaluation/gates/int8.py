"""Holds the int8 model of an export against the exported model: what do 8 bits cost?"""

from __future__ import annotations

from evaluation.gates.checks import Check
from evaluation.gates.evaluation import drop_check
from evaluation.text_counts import Comparison, TextCounts
from models.span_scoring import MICRO

GATE = "int8"


def int8_checks(
    int8: TextCounts, exported: TextCounts, max_drop: float, confidence: float
) -> list[Check]:
    """One check: how far micro F1 falls.

    Args:
      int8: Counts of the int8 model.
      exported: Counts of the exported model on the same texts.
      max_drop: By how much the int8 model may be below it.
      confidence: With which a greater drop must be sure, to fail.
    """
    name = f"{MICRO}/f1"
    detail = f"{int8.figure(name):.4f} in int8, {exported.figure(name):.4f} exported"
    drop = Comparison(int8, exported, confidence).drop(name)
    return [drop_check(GATE, f"{name} drop", drop, max_drop, detail)]
