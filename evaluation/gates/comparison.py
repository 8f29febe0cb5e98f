"""The gate of `--promote-if`: what a candidate must meet beside the version in use."""

from __future__ import annotations

import math
from dataclasses import dataclass

from evaluation.comparison import Comparison
from evaluation.gates.checks import Check, at_least, at_most
from evaluation.paired import Paired
from models.span_scoring import MICRO

GATE = "comparison"


@dataclass(frozen=True)
class Bounds:
    """What a candidate must meet to be promoted; a bound that is None does not count.

    Attributes:
      min_agreement: Least share of texts with equal entities, from 0 to 1.
      min_label_agreement: Least share of equal entities for every label, from 0 to 1.
      max_p95_ratio: Most that the candidate's p95 may be of the baseline's.
      max_p95_ms: Most that the candidate's p95 may be.
      min_texts: Least number of texts that says anything.
      max_f1_drop: Most that the candidate's micro F1 may be below the baseline's, as shown by
        annotated texts: the end of the interval counts.
    """

    min_agreement: float | None = None
    min_label_agreement: float | None = None
    max_p95_ratio: float | None = None
    max_p95_ms: float | None = None
    min_texts: int = 1
    max_f1_drop: float | None = None


def comparison_checks(
    comparison: Comparison, bounds: Bounds, paired: Paired | None = None
) -> list[Check]:
    """The bounds, each with the figure that it is held against.

    Args:
      comparison: How far the two agree.
      bounds: The bounds.
      paired: Which is better by annotations, if there are some.
    """
    checks = [at_least(GATE, "texts", comparison.texts, bounds.min_texts)]
    if bounds.min_agreement is not None:
        checks.append(at_least(GATE, "agreement", comparison.agreement, bounds.min_agreement))
    if bounds.min_label_agreement is not None:
        checks += [
            at_least(GATE, f"agreement on {label}", agreement.share, bounds.min_label_agreement)
            for label, agreement in comparison.labels.items()
        ]
    if bounds.max_p95_ratio is not None:
        checks.append(at_most(GATE, "p95 ratio", comparison.p95_ratio, bounds.max_p95_ratio))
    if bounds.max_p95_ms is not None:
        checks.append(at_most(GATE, "p95_ms", comparison.candidate.p95_ms, bounds.max_p95_ms))
    if bounds.max_f1_drop is not None:
        drop = math.inf if paired is None else -paired.gains[MICRO].low
        detail = "no annotations" if paired is None else paired.verdict
        checks.append(at_most(GATE, "f1 drop", drop, bounds.max_f1_drop, detail))
    return checks
