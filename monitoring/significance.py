"""Tests of whether a window is as earlier windows were.

Traffic varies from day to day by more than chance would have texts vary: a bank's statements come
on one day, a campaign ends on another. A test that takes each text for an independent draw finds a
difference in everything as soon as there are enough texts. So here the unit is the window: how much
earlier windows differ from each other says how much the next one may. A figure of the window is
held against a prediction interval of earlier ones (Student's t, Hahn and Meeker, "Statistical
Intervals", 1991). Its variance is never taken to be less than that of drawing texts, so that rare
things, which earlier windows agree on by having none, raise no alarm with the first one.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import stats

from preprocessing.data_profile import distance

_LEAST_DISTANCE = 1e-6
"""Bits, added to distances before their logarithm is taken."""

_LEAST_LOG_VARIANCE = 0.01
"""Of logarithms of distances: a few windows may by chance be as far apart as each other."""


@dataclass(frozen=True, slots=True)
class Result:
    """What a test says.

    Attributes:
      value: The figure of the window.
      usual: The middle of the figures of earlier windows.
      low: What the figure is not below, with a probability of 95 %, if nothing has changed.
      high: What it is not above.
      t: How far it is from `usual`, in standard errors of a prediction.
      p: Probability of a figure as far away, or farther, if nothing has changed.
      earlier: The figures of earlier windows, the newest first.
    """

    value: float
    usual: float
    low: float
    high: float
    t: float
    p: float
    earlier: tuple[float, ...] = ()


def share_test(counts: tuple[float, float], earlier: Sequence[tuple[float, float]]) -> Result:
    """Whether a share is as it was; two-sided, on empirical logits.

    Args:
      counts: How many have it, and of how many.
      earlier: The same of at least two earlier windows.
    """
    now, variance = _logit(*counts)
    before = [_logit(*pair) for pair in earlier]
    values = np.array([logit for logit, _ in before])
    drawn = float(np.mean([variance for _, variance in before]))
    between = max(float(values.var(ddof=1)), drawn)
    # Of a smaller window chance alone makes more.
    extra = max(0.0, variance - drawn)
    share = counts[0] / counts[1] if counts[1] else 0.0
    result = _predicted(now, values, between, extra, share, _inverse_logit)
    return replace(result, earlier=tuple(k / n if n else 0.0 for k, n in earlier))


def level_test(value: float, earlier: Sequence[float]) -> Result:
    """Whether a positive quantity is as it was; two-sided, on logarithms.

    Args:
      value: Of the window; a count, in which 0 is taken for a half.
      earlier: Of at least two earlier windows.
    """
    logs = np.log(np.maximum(np.array(earlier, float), 0.5))
    drawn = float(np.mean(1 / np.maximum(np.array(earlier, float), 0.5)))
    between = max(float(logs.var(ddof=1)), drawn)
    result = _predicted(math.log(max(value, 0.5)), logs, between, 0.0, value, math.exp)
    return replace(result, earlier=tuple(earlier))


def distance_test(
    counts: Mapping[str, int],
    earlier: Sequence[Mapping[str, int]],
    reference: Mapping[str, int] | None = None,
    *,
    ordered: bool = False,
) -> Result:
    """Whether a distribution is farther from a reference than those of earlier windows; one-sided.

    The distance is the Jensen-Shannon divergence in bits, which times 2 n ln 2 is the statistic of
    the G-test; or of ordered values that of the two-sample test of Kolmogorov and Smirnov. Its
    logarithm is tested.

    Args:
      counts: How often each value occurs in the window.
      earlier: The same of at least three earlier windows.
      reference: What they are held against; None: each of the earlier windows against the others,
        and the window against all of them.
      ordered: Whether values are numbers, whose order counts.
    """
    measure = ks_distance if ordered else distance
    if reference is not None:
        value = measure(counts, reference)
        distances = [measure(one, reference) for one in earlier]
    else:
        together = _sum(earlier)
        value = measure(counts, together)
        distances = [measure(one, _less(together, one)) for one in earlier]
    # A smaller window is farther away by chance.
    usual_size = float(np.mean([sum(one.values()) for one in earlier])) or 1.0
    weight = min(1.0, sum(counts.values()) / usual_size)
    logs = np.log(np.array(distances) + _LEAST_DISTANCE)
    between = max(float(logs.var(ddof=1)), _LEAST_LOG_VARIANCE)
    log = math.log(value * weight + _LEAST_DISTANCE)
    result = _predicted(log, logs, between, 0.0, value, math.exp, one_sided=True)
    return replace(result, earlier=tuple(distances))


def ks_distance(one: Mapping[str, int], other: Mapping[str, int]) -> float:
    """The largest difference of two cumulative distributions of numbers, from 0 to 1."""
    totals = sum(one.values()), sum(other.values())
    if not all(totals):
        return float(any(totals))
    largest = below = 0.0
    for value in sorted({*one, *other}, key=int):
        below += one.get(value, 0) / totals[0] - other.get(value, 0) / totals[1]
        largest = max(largest, abs(below))
    return min(largest, 1.0)


def holm(p_values: Sequence[float], level: float) -> list[bool]:
    """Which of several tests are significant, so that the chance of any false one is `level`.

    Holm's step-down procedure, which holds whatever the tests have to do with each other ("A simple
    sequentially rejective multiple test procedure", Scandinavian Journal of Statistics 6, 1979).
    """
    rejected = [False] * len(p_values)
    order = sorted(range(len(p_values)), key=lambda index: p_values[index])
    for rank, index in enumerate(order):
        if p_values[index] > level / (len(p_values) - rank):
            break
        rejected[index] = True
    return rejected


def _predicted(
    now: float,
    values: npt.NDArray[Any],
    between: float,
    extra: float,
    shown: float,
    back: Callable[[float], float],
    *,
    one_sided: bool = False,
) -> Result:
    freedom = len(values) - 1
    error = math.sqrt(between * (1 + 1 / len(values)) + extra)
    usual = float(values.mean())
    t = (now - usual) / error
    p = float(stats.t.sf(t, freedom)) if one_sided else float(2 * stats.t.sf(abs(t), freedom))
    reach = float(stats.t.ppf(0.95 if one_sided else 0.975, freedom)) * error
    low = 0.0 if one_sided else back(usual - reach)
    return Result(shown, back(usual), low, back(usual + reach), t, min(p, 1.0))


def _logit(count: float, of: float) -> tuple[float, float]:
    """The empirical logit of a share, and its variance (Cox, "Analysis of Binary Data", 1970)."""
    yes, no = count + 0.5, max(of - count, 0) + 0.5
    return math.log(yes / no), 1 / yes + 1 / no


def _inverse_logit(value: float) -> float:
    return 1 / (1 + math.exp(-value)) if value > -700 else 0.0


def _sum(counts: Sequence[Mapping[str, int]]) -> dict[str, int]:
    together: dict[str, int] = {}
    for one in counts:
        for value, count in one.items():
            together[value] = together.get(value, 0) + count
    return together


def _less(together: Mapping[str, int], one: Mapping[str, int]) -> dict[str, int]:
    return {value: count - one.get(value, 0) for value, count in together.items()}
