"""The evaluation gate: span figures of the new model, also beside those of the one in release.

A figure must reach its lower bound as it is. A drop fails only if, with the configured confidence,
it is beyond its bound on other texts of the kind too; see `evaluation.text_counts`.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence

from evaluation.gates.checks import Check
from evaluation.gates.settings import EvaluationSettings
from evaluation.text_counts import ACCEPTED, EVERY_LABEL, Comparison, Interval, TextCounts

GATE = "evaluation"


def evaluation_checks(
    candidate: TextCounts,
    baseline: TextCounts | None,
    settings: EvaluationSettings,
    *,
    blessed: bool,
) -> list[Check]:
    """The bounds of the configuration, with the figures they were held against.

    Args:
      candidate: Counts of the new model on the eval split.
      baseline: Counts of the model in release on the same texts, if there is one.
      settings: The bounds.
      blessed: TFMA's verdict on the lower bounds, which must agree.
    """
    comparison = Comparison(candidate, baseline, settings.confidence)
    checks = list(_value_checks(comparison, settings.min))
    known_to_tfma = [check for check in checks if not check.name.startswith(f"{ACCEPTED}/")]
    agreed = blessed == all(check.passed for check in known_to_tfma)
    checks += _drop_checks(comparison, settings.max_drop)
    checks += _slice_checks(comparison, settings)
    if not agreed:
        verdict = "blessed" if blessed else "did not bless"
        checks.append(Check(GATE, "verdict", float(blessed), ">= 1", False, f"TFMA {verdict} it"))
    return checks


def bounded(bounds: Mapping[str, float], labels: Sequence[str]) -> dict[str, float]:
    """Bounds by the names of single figures: `*/f1` is that of each label that has none of its own.

    Args:
      bounds: As in the configuration.
      labels: The labels.
    """
    every = {
        f"{label}/{name.removeprefix(f'{EVERY_LABEL}/')}": bound
        for name, bound in bounds.items()
        if name.startswith(f"{EVERY_LABEL}/")
        for label in labels
    }
    single = {
        name: bound for name, bound in bounds.items() if not name.startswith(f"{EVERY_LABEL}/")
    }
    return {**single, **{name: bound for name, bound in every.items() if name not in single}}


def drop_check(gate: str, name: str, drop: Interval, bound: float, detail: str) -> Check:
    """Whether a figure fell further than it may.

    It fails if the drop is beyond the bound with the confidence of its interval, and also if it
    cannot be had.

    Args:
      gate: The gate.
      name: What fell.
      drop: By how much.
      bound: The most that it may fall.
      detail: The two figures, for a person.
    """
    passed = drop.low <= bound
    if passed and drop.value > bound:
        detail += "; not enough texts to tell it from chance"
    return Check(gate, name, drop.value, f"<= {bound:g}", passed, detail, _ends(drop))


def _value_checks(comparison: Comparison, bounds: Mapping[str, float]) -> Iterator[Check]:
    for name, bound in bounded(bounds, comparison.candidate.labels).items():
        yield _value_check(name, comparison.value(name), bound)


def _value_check(name: str, figure: Interval, bound: float, detail: str = "") -> Check:
    """Whether a figure reaches its lower bound; NaN does not."""
    passed = figure.value >= bound
    return Check(GATE, name, figure.value, f">= {bound:g}", passed, detail, _ends(figure))


def _drop_checks(comparison: Comparison, bounds: Mapping[str, float]) -> Iterator[Check]:
    if comparison.baseline is None:
        return
    labels = comparison.candidate.labels
    single = bounded(bounds, labels)
    # Of many labels one falls by chance sooner than a given one does.
    together = sum(name not in bounds for name in single)
    for name, bound in single.items():
        drop = comparison.drop(name, 1 if name in bounds else together)
        before = comparison.baseline.figure(name)
        yield drop_check(GATE, f"{name} drop", drop, bound, f"{before:.4f} in release")


def _slice_checks(comparison: Comparison, settings: EvaluationSettings) -> Iterator[Check]:
    """The slices that fail, and the worst one where none does."""
    slices = {
        name: comparison.within(rows)
        for key in settings.slices
        for name, rows in comparison.candidate.rows_of(key).items()
        if len(rows) >= settings.min_slice_texts
    }
    if not slices:
        return
    for figure, bound in settings.slice_min.items():
        yield from _failed_or_worst(
            [
                _value_check(
                    f"{name} {figure}", part.value(figure), bound, f"{part.candidate.texts} texts"
                )
                for name, part in slices.items()
            ],
            badness=lambda value: -value,
        )
    if comparison.baseline is None:
        return
    for figure, bound in settings.slice_max_drop.items():
        yield from _failed_or_worst(
            [
                drop_check(
                    GATE,
                    f"{name} {figure} drop",
                    part.drop(figure, len(slices)),
                    bound,
                    f"{part.candidate.texts} texts",
                )
                for name, part in slices.items()
            ],
            badness=lambda value: value,
        )


def _failed_or_worst(checks: list[Check], badness: Callable[[float], float]) -> list[Check]:
    def how_bad(check: Check) -> float:
        return -math.inf if check.value is None else badness(check.value)

    failed = [check for check in checks if not check.passed]
    return failed or [max(checks, key=how_bad)]


def _ends(interval: Interval) -> tuple[float, float] | None:
    return None if math.isnan(interval.low) else (interval.low, interval.high)
