from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitoring.answers import LoggedEntity
from monitoring.cases import Case, Source, mark_contested
from preprocessing.spans import Span

TEXT = "CARD 0412 CORNER BAKERY PORTLAND"
AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
BAKERY = Span(10, 23, "PARTY")
CITY = Span(24, 32, "LOCATION")


def made(*right: Span, **values: Any) -> Case:
    given: dict[str, Any] = {
        "model": "transactions",
        "version": 7,
        "text": TEXT,
        "answered": (LoggedEntity("PARTY", 10, 23, 0.98, True),),
        "right": right,
        "source": Source.FEEDBACK,
        "at": AT,
        **values,
    }
    return Case(**given)


@pytest.mark.parametrize(
    "values",
    [
        {"text": ""},
        {"text": "a\0b"},
        {"text": "a\ud800"},
        {"at": datetime(2026, 3, 1)},
        {"right": (Span(24, 33, "LOCATION"),)},
        {"right": (Span(-1, 4, "PARTY"),)},
        {"right": (Span(4, 4, "PARTY"),)},
        {"right": (CITY, BAKERY)},
        {"right": (BAKERY, Span(22, 32, "LOCATION"))},
        {"answered": (LoggedEntity("PARTY", 10, 99, 0.98, True),)},
        {"answered": (LoggedEntity("PARTY", 10, 23, float("nan"), True),)},
    ],
)
def test_what_no_text_can_have_is_refused(values: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"text|time"):
        made(**values)


def test_time_slices_and_scores_make_no_other_case_but_everything_else_does() -> None:
    case = made(BAKERY)
    scored = (replace(case.answered[0], score=0.5),)
    same = replace(case, at=AT + timedelta(1), slices={"bank": "x"}, answered=scored, times=9)
    assert same.identity == case.identity
    suggested = (replace(case.answered[0], accepted=False),)
    others = [
        replace(case, model="other"),
        replace(case, version=8),
        replace(case, text=TEXT.lower()),
        replace(case, answered=()),
        replace(case, answered=suggested),
        replace(case, right=(BAKERY, CITY)),
        replace(case, source=Source.AUDIT),
    ]
    assert len({case.identity, *(other.identity for other in others)}) == 1 + len(others)


def contested(*cases: Case) -> list[bool]:
    return [case.contested for case in mark_contested(cases)]


def test_customers_who_differ_contest_each_other_until_an_annotator_decides() -> None:
    one, other = made(BAKERY), made(BAKERY, CITY)
    assert contested(one, replace(one, version=8)) == [False, False]
    assert contested(one, other) == [True, True]
    decided = made(BAKERY, CITY, source=Source.CORRECTION)
    assert contested(one, other, decided) == [True, False, False]


def test_what_annotators_told_last_stands() -> None:
    first = made(BAKERY, source=Source.AUDIT)
    later = made(BAKERY, CITY, source=Source.CORRECTION, at=AT + timedelta(hours=1))
    assert contested(later, first) == [False, True]
    at_once = replace(later, at=AT)
    assert contested(at_once, first) == [True, True]


@given(
    st.lists(
        st.builds(
            made,
            st.sampled_from([BAKERY, CITY]),
            text=st.sampled_from([TEXT, TEXT.lower()]),
            source=st.sampled_from(Source),
            at=st.integers(0, 2).map(lambda days: AT + timedelta(days)),
        )
    )
)
def test_no_two_cases_of_a_text_that_stand_uncontested_differ(cases: list[Case]) -> None:
    marked = list(mark_contested(sorted(cases, key=lambda case: case.text_hash)))
    assert len(marked) == len(cases)
    rights: dict[str, set[tuple[Span, ...]]] = {}
    for case in marked:
        if not case.contested:
            rights.setdefault(case.text, set()).add(case.right)
    assert all(len(told) == 1 for told in rights.values())
    # What is marked already is marked alike: nothing depends on what the flag was.
    assert list(mark_contested(marked)) == marked
