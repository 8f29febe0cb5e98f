from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from evaluation.gates.checks import (
    Check,
    GateFailedError,
    at_least,
    at_most,
    dump_checks,
    load_checks,
)


@given(st.floats(allow_nan=True), st.floats(allow_nan=False))
def test_bounds_are_inclusive_and_nan_fails(value: float, bound: float) -> None:
    assert at_least("g", "n", value, bound).passed == (value >= bound)
    assert at_most("g", "n", value, bound).passed == (value <= bound)
    assert not at_least("g", "n", math.nan, bound).passed
    assert not at_most("g", "n", math.nan, bound).passed
    assert at_least("g", "n", bound, bound).passed


def test_a_failed_check_says_figure_and_bound() -> None:
    check = at_least("evaluation", "micro/f1", 0.42, 0.8, "0.9 in release")
    assert str(check) == ("evaluation gate: micro/f1 failed: 0.42, must be >= 0.8 (0.9 in release)")


def test_the_error_names_only_what_failed() -> None:
    error = GateFailedError([at_most("data", "a", 0, 1), at_most("data", "b", 2, 1)])
    assert str(error) == "data gate: b failed: 2, must be <= 1"
    assert len(error.checks) == 2


def test_checks_survive_json() -> None:
    checks = [at_most("data", "a", 0, 1), Check("serving", "b", None, ">= 1", False, "why")]
    assert load_checks(dump_checks(checks)) == checks
