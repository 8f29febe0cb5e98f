from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.gates.cases import CaseCounts, case_checks, is_right, share_interval
from evaluation.gates.settings import CaseSettings
from models.export_format import Entity
from preprocessing.spans import Span

BOTH = CaseSettings(max_broken=0.02, min_fixed=0.5)
NONE = CaseSettings(max_broken=None, min_fixed=None)
SHOP, CITY = Span(0, 4, "PARTY"), Span(5, 9, "LOCATION")


def answered(*spans: tuple[Span, bool]) -> list[Entity]:
    return [Entity(s.label, "", s.start, s.end, 0.5, accepted) for s, accepted in spans]


@pytest.mark.parametrize(
    ("answer", "right", "expected"),
    [
        ([], [], True),
        ([(SHOP, True)], [SHOP], True),
        ([(SHOP, False)], [SHOP], True),
        ([(SHOP, True), (CITY, False)], [SHOP], True),
        ([(SHOP, True), (CITY, True)], [SHOP], False),
        ([(SHOP, True)], [SHOP, CITY], False),
        ([(SHOP._replace(end=3), True)], [SHOP], False),
        ([(SHOP._replace(label="CITY"), True)], [SHOP], False),
        ([(SHOP, False)], [], True),
    ],
)
def test_an_answer_is_right_with_every_right_span_and_no_other_that_is_accepted(
    answer: list[tuple[Span, bool]], right: list[Span], expected: bool
) -> None:
    assert is_right(answered(*answer), right) is expected


def test_the_sentence_of_the_table() -> None:
    counts = CaseCounts(corrected=312, fixed=241, confirmed=4100, broken=9, learned=57)
    fixed, broken = case_checks(counts, NONE, 0.95)
    assert fixed.detail == "of 312 corrected errors 241 fixed; 57 more it has learned from"
    assert broken.detail == "of 4,100 confirmed answers 9 broken"
    assert (fixed.value, broken.value) == (241 / 312, 9 / 4100)
    assert (fixed.bound, broken.bound) == ("any", "any")
    assert counts.figures()["cases/fixed"] == 241


def test_a_model_without_cases_has_no_checks_and_no_figures() -> None:
    assert case_checks(CaseCounts(), BOTH, 0.95) == []
    assert CaseCounts().figures() == {}


def test_a_share_beyond_its_bound_fails_only_if_chance_does_not_explain_it() -> None:
    few, many = CaseCounts(confirmed=20, broken=1), CaseCounts(confirmed=2000, broken=100)
    (_, by_chance), (_, for_sure) = (case_checks(c, BOTH, 0.95) for c in (few, many))
    assert (by_chance.value, for_sure.value) == (0.05, 0.05)
    assert by_chance.passed
    assert by_chance.detail.endswith("; not enough cases to tell it from chance")
    assert not for_sure.passed
    (low_few, _), (low_many, _) = (
        case_checks(c, BOTH, 0.95)
        for c in (CaseCounts(corrected=3, fixed=0), CaseCounts(corrected=30, fixed=0))
    )
    assert low_few.passed
    assert not low_many.passed
    assert str(low_many).startswith("cases gate: fixed failed: 0, must be >= 0.5")


def test_where_all_cases_were_learned_from_nothing_is_told_and_nothing_fails() -> None:
    checks = case_checks(CaseCounts(learned=40, contested=2), BOTH, 0.95)
    assert [(check.value, check.passed) for check in checks] == [(None, True)] * 2
    assert all("not enough cases to tell" in check.detail for check in checks)


@given(st.integers(1, 400), st.floats(0, 1), st.floats(0.5, 0.999))
def test_an_interval_holds_its_share_and_narrows_with_the_cases(
    total: int, part: float, confidence: float
) -> None:
    count = round(part * total)
    low, high = share_interval(count, total, confidence)
    assert 0 <= low <= count / total <= high <= 1
    wide = share_interval(count, total, (1 + confidence) / 2)
    assert wide[0] <= low
    assert high <= wide[1]


@pytest.mark.parametrize(("share", "total"), [(0.02, 50), (0.02, 400), (0.3, 40), (0.9, 100)])
def test_a_true_share_at_the_bound_fails_no_oftener_than_the_confidence_says(
    share: float, total: int
) -> None:
    """Over all outcomes, weighted by how likely they are (nothing is drawn)."""
    failing = sum(
        math.comb(total, count) * share**count * (1 - share) ** (total - count)
        for count in range(total + 1)
        if share_interval(count, total, 0.95)[0] > share
    )
    assert failing <= 0.05
