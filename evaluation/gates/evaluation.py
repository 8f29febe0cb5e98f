"""The evaluation gate: span figures of the new model, also beside those of the one in release."""

from __future__ import annotations

from collections.abc import Mapping

from evaluation.gates.checks import Check, at_least, at_most
from evaluation.gates.settings import EvaluationSettings

GATE = "evaluation"


def evaluation_checks(
    candidate: Mapping[str, float],
    baseline: Mapping[str, float],
    settings: EvaluationSettings,
    *,
    blessed: bool,
) -> list[Check]:
    """The bounds of the configuration, with the figures they were held against.

    Args:
      candidate: Figures of the new model.
      baseline: Figures of the model in release; empty if there is none.
      settings: The bounds.
      blessed: TFMA's own verdict, which must agree.
    """
    nan = float("nan")
    checks = [
        at_least(GATE, name, candidate.get(name, nan), bound)
        for name, bound in settings.min.items()
    ]
    if baseline:
        for name, drop in settings.max_drop.items():
            before = baseline.get(name, nan)
            lost = before - candidate.get(name, nan)
            checks.append(at_most(GATE, f"{name} drop", lost, drop, f"{before:.4f} in release"))
    if blessed != all(check.passed for check in checks):
        verdict = "blessed" if blessed else "did not bless"
        checks.append(Check(GATE, "verdict", float(blessed), ">= 1", False, f"TFMA {verdict} it"))
    return checks
