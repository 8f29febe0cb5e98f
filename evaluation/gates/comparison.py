"""The gate of `--promote-if`: what a candidate must meet beside the version in use."""

from __future__ import annotations

from dataclasses import dataclass

from evaluation.comparison import Comparison
from evaluation.gates.checks import Check, at_least, at_most

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
    """

    min_agreement: float | None = None
    min_label_agreement: float | None = None
    max_p95_ratio: float | None = None
    max_p95_ms: float | None = None
    min_texts: int = 1


def comparison_checks(comparison: Comparison, bounds: Bounds) -> list[Check]:
    """The bounds, each with the figure that it is held against."""
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
    return checks
