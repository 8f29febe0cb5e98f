from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from monitoring.significance import (
    distance_test,
    holm,
    ks_distance,
    level_test,
    share_test,
)

counts = st.dictionaries(st.integers(0, 20).map(str), st.integers(0, 1000), max_size=12)


def test_shares_that_differ_as_earlier_ones_do_are_as_usual() -> None:
    earlier = [(500, 1000), (600, 1000), (400, 1000), (550, 1000), (450, 1000)]
    assert share_test((560, 1000), earlier).p > 0.5
    far = share_test((950, 1000), earlier)
    assert far.p < 0.01
    assert far.low < 0.5 < far.high < far.value == 0.95
    assert far.usual == pytest.approx(0.5, abs=0.01)
    assert far.earlier == (0.5, 0.6, 0.4, 0.55, 0.45)


def test_many_texts_alone_make_no_difference() -> None:
    # 1 % more of a million is far beyond chance, and within what days differ by.
    earlier = [(n, 1_000_000) for n in (480_000, 520_000, 500_000, 510_000, 490_000)]
    assert share_test((510_000, 1_000_000), earlier).p > 0.5


def test_the_first_of_something_rare_is_no_news() -> None:
    earlier = [(0, n) for n in (10_000, 10_010, 9_990, 10_005, 10_001, 9_999, 10_000)]
    assert share_test((1, 10_000), earlier).p > 0.3
    assert share_test((2000, 10_000), earlier).p < 0.01


def test_of_few_texts_chance_makes_more() -> None:
    earlier = [(n, 100_000) for n in (49_800, 50_200, 50_000, 50_100, 49_900)]
    assert share_test((60, 100), earlier).p > 0.05
    assert share_test((60_000, 100_000), earlier).p < 1e-4


def test_p_values_of_levels_are_those_of_the_t_test() -> None:
    rng = np.random.default_rng(3)
    p_values = []
    for _ in range(2000):
        volumes = rng.lognormal(12, 0.3, 9)
        p_values.append(level_test(volumes[0], list(volumes[1:])).p)
    # Under the null hypothesis p is uniform.
    assert stats.kstest(p_values, "uniform").pvalue > 0.01


def test_false_alarms_of_distances_are_not_more_than_p_says() -> None:
    rng = np.random.default_rng(4)
    base = np.array([0.4, 0.3, 0.2, 0.05, 0.05])
    low = []
    for _ in range(2000):
        days = [rng.multinomial(20_000, rng.dirichlet(300 * base)) for _ in range(15)]
        named = [{str(k): int(n) for k, n in enumerate(day)} for day in days]
        low.append(distance_test(named[0], named[1:]).p < 0.01)
    assert sum(low) <= stats.binom.ppf(0.999, 2000, 0.01)


def test_a_distribution_that_moves_is_seen() -> None:
    rng = np.random.default_rng(5)
    base = np.array([0.4, 0.3, 0.2, 0.05, 0.05])
    days = [rng.multinomial(20_000, rng.dirichlet(2000 * base)) for _ in range(14)]
    named = [{str(k): int(n) for k, n in enumerate(day)} for day in days]
    moved = {"0": 6000, "1": 6000, "2": 4000, "3": 1000, "4": 1000, "9": 2000}
    assert distance_test(moved, named).p < 1e-4
    # Also if all are far from what they are held against.
    assert distance_test(moved, named, {"0": 1, "7": 1}).p > 0
    assert distance_test(named[0], named[1:], {"0": 1, "7": 1}).p > 0.01
    assert distance_test(moved, named, ordered=True).p < 1e-3


@given(counts, counts)
def test_ks_distance_is_the_largest_gap(one: dict[str, int], other: dict[str, int]) -> None:
    found = ks_distance(one, other)
    assert 0 <= found <= 1
    assert found == pytest.approx(ks_distance(other, one))
    if sum(one.values()) and sum(other.values()):
        gaps = [
            abs(
                sum(n for k, n in one.items() if int(k) <= at) / sum(one.values())
                - sum(n for k, n in other.items() if int(k) <= at) / sum(other.values())
            )
            for at in range(21)
        ]
        assert found == pytest.approx(max(gaps))
    else:
        assert found == float(any(one.values()) or any(other.values()))


@given(st.lists(st.floats(0, 1), max_size=30), st.floats(1e-6, 0.5))
def test_holm_rejects_at_least_what_bonferroni_does(p_values: list[float], level: float) -> None:
    rejected = holm(p_values, level)
    for p, is_rejected in zip(p_values, rejected, strict=True):
        assert is_rejected or p > level / len(p_values)
        assert not is_rejected or p <= level
    # The smaller a p-value is, the sooner it is rejected.
    if any(rejected):
        pairs = list(zip(p_values, rejected, strict=True))
        largest = max(p for p, is_rejected in pairs if is_rejected)
        assert all(is_rejected for p, is_rejected in pairs if p < largest)


def test_holm_by_hand() -> None:
    assert holm([0.01, 0.04, 0.03, 0.005], 0.05) == [True, False, False, True]
    assert holm([], 0.05) == []


@given(
    st.tuples(st.integers(0, 50), st.integers(50, 100)),
    st.lists(st.tuples(st.integers(0, 50), st.integers(50, 100)), min_size=4, max_size=9),
    st.lists(counts, min_size=4, max_size=9),
    counts,
)
def test_whatever_is_counted_has_a_p_value(
    now: tuple[int, int],
    earlier: list[tuple[int, int]],
    distributions: list[dict[str, int]],
    counted: dict[str, int],
) -> None:
    results = [
        share_test(now, earlier),
        share_test((0, 0), [(0, 0)] * 4),
        level_test(now[0], [n for n, _ in earlier]),
        distance_test(counted, distributions),
        distance_test(counted, distributions, counted, ordered=True),
    ]
    for result in results:
        assert 0 <= result.p <= 1
        assert all(map(math.isfinite, (result.value, result.usual, result.low, result.high)))
