from __future__ import annotations

import pytest

from evaluation.comparison import Comparison, LabelAgreement
from evaluation.gates.comparison import Bounds, comparison_checks
from evaluation.latency import Latency


@pytest.mark.parametrize(
    ("bounds", "named"),
    [
        (Bounds(), []),
        (Bounds(min_agreement=0.9, min_label_agreement=0.5, max_p95_ratio=2, max_p95_ms=20), []),
        (Bounds(min_agreement=0.91), ["agreement failed: 0.9, must be >= 0.91"]),
        (Bounds(min_label_agreement=0.51), ["agreement on A failed: 0.5, must be >= 0.51"]),
        (Bounds(max_p95_ratio=1.9), ["p95 ratio failed: 2, must be <= 1.9"]),
        (Bounds(max_p95_ms=19), ["p95_ms failed: 20, must be <= 19"]),
        (Bounds(min_texts=11), ["texts failed: 10, must be >= 11"]),
        (Bounds(min_agreement=1, max_p95_ms=1), ["agreement failed: 0.9", "p95_ms failed: 20"]),
    ],
)
def test_each_bound_that_is_missed_is_named(bounds: Bounds, named: list[str]) -> None:
    labels = {"A": LabelAgreement(1, 1, 0)}
    comparison = Comparison(10, 9, labels, [], Latency(5, 10), Latency(10, 20))
    failed = [check for check in comparison_checks(comparison, bounds) if not check.passed]
    assert len(failed) == len(named)
    for check, expected in zip(failed, named, strict=True):
        assert str(check).startswith(f"comparison gate: {expected}")
