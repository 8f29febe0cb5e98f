"""Gates: the checks that a model must pass on its way to being published, and their results."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from preprocessing.errors import RefusedError

CHECKS_FILE = "checks.json"
"""Where a gate that is a step of a run leaves its checks."""


@dataclass(frozen=True)
class Check:
    """One figure held against one bound.

    Attributes:
      gate: The gate it belongs to: `data`, `evaluation`, `int8`, `serving`, `release` or
        `comparison`.
      name: What is measured, such as `reject_fraction` or `micro/f1`.
      value: The figure, or None if it could not be had.
      bound: The bound in words, such as `<= 0.01`.
      passed: Whether the figure is within the bound.
      detail: What and where, for a person; "" if there is nothing to add.
      interval: Where the figure lies on other texts of the kind, low and high, if that is known.
    """

    gate: str
    name: str
    value: float | None
    bound: str
    passed: bool
    detail: str = ""
    interval: tuple[float, float] | None = None

    def __str__(self) -> str:
        """One line, such as `evaluation gate: micro/f1 is 0.4213, must be >= 0.8`."""
        value = "unknown" if self.value is None else f"{self.value:.4g}"
        verdict = "is" if self.passed else "failed:"
        line = f"{self.gate} gate: {self.name} {verdict} {value}, must be {self.bound}"
        return f"{line} ({self.detail})" if self.detail else line


class GateFailedError(RefusedError, RuntimeError):
    """A gate stopped the run.

    Attributes:
      checks: All checks of the gate, passed and failed.
    """

    def __init__(self, checks: Iterable[Check]) -> None:
        self.checks = list(checks)
        super().__init__("\n".join(str(check) for check in self.checks if not check.passed))


def at_most(gate: str, name: str, value: float, bound: float, detail: str = "") -> Check:
    """Check that `value <= bound`; NaN fails."""
    return Check(gate, name, value, f"<= {bound:g}", value <= bound, detail)


def at_least(gate: str, name: str, value: float, bound: float, detail: str = "") -> Check:
    """Check that `value >= bound`; NaN fails."""
    return Check(gate, name, value, f">= {bound:g}", value >= bound, detail)


def dump_checks(checks: Iterable[Check]) -> str:
    """Checks as JSON."""
    return json.dumps([asdict(check) for check in checks], indent=2)


def load_checks(text: str) -> list[Check]:
    """Inverse of `dump_checks`."""
    return [_load(values) for values in json.loads(text)]


def _load(values: Mapping[str, Any]) -> Check:
    interval = values.get("interval")  # releases of earlier versions have none
    return Check(**{**values, "interval": tuple(interval) if interval else None})
