from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotation.redaction import RedactionSettings, redact
from evaluation.gates.cases import CaseCounts
from models.export_format import Entity, Prediction
from monitoring.answers import LoggedEntity
from monitoring.cases import Case, Source, mark_contested
from monitoring.held_out import learning_key, try_cases
from preprocessing.spans import Span
from tests.monitoring.test_cases import AT, BAKERY, CITY, TEXT, made

LABELS = ("PARTY", "LOCATION")


def answer(text: str, *spans: Span) -> Prediction:
    return Prediction(
        text, [Entity(s.label, text[s.start : s.end], s.start, s.end, 0.9, True) for s in spans]
    )


def tried(
    cases: Sequence[Case], answers: dict[str, tuple[Span, ...]], learned: Sequence[str] = ()
) -> CaseCounts:
    ordered = mark_contested(sorted(cases, key=lambda case: case.text_hash))
    return try_cases(
        ordered,
        LABELS,
        lambda: {learning_key(text) for text in learned},
        lambda texts: [answer(text, *answers[text]) for text in texts],
    )


def entities(*spans: Span) -> tuple[LoggedEntity, ...]:
    return tuple(LoggedEntity(s.label, s.start, s.end, 0.9, True) for s in spans)


def text(number: int) -> str:
    """Texts that differ in more than digits."""
    return f"{TEXT} {'AB'[number % 2] * (number + 1)}"


def test_errors_and_confirmed_answers_are_counted_apart() -> None:
    wrong = [made(BAKERY, CITY, text=text(n), answered=entities(BAKERY)) for n in range(5)]
    right = [made(BAKERY, text=text(n), answered=entities(BAKERY)) for n in range(5, 9)]
    answers = {case.text: case.right for case in (*wrong, *right)}
    answers |= {text(0): (BAKERY,), text(8): (CITY,)}
    counts = tried([*wrong, *right], answers)
    assert counts == CaseCounts(corrected=5, fixed=4, confirmed=4, broken=1)
    # What the model has learned from does not count, whatever it answers.
    learned = [text(0).lower(), text(1).replace("0412", "9999"), text(8), "something else"]
    assert tried([*wrong, *right], answers, learned) == CaseCounts(
        corrected=3, fixed=3, confirmed=3, broken=0, learned=3
    )


def test_a_text_counts_once_as_the_newest_version_answered_it() -> None:
    old = made(BAKERY, CITY, answered=entities(BAKERY))
    new = made(BAKERY, CITY, answered=entities(BAKERY, CITY), version=8)
    again = replace(new, source=Source.AUDIT, at=AT - timedelta(1))
    for cases in ([old, new], [new, old], [again, old, new]):
        assert tried(cases, {TEXT: (BAKERY, CITY)}) == CaseCounts(confirmed=1)
        assert tried(cases, {TEXT: (BAKERY,)}) == CaseCounts(confirmed=1, broken=1)


def test_what_is_contested_or_of_other_labels_does_not_count() -> None:
    cases = [
        made(BAKERY),
        made(BAKERY, CITY),
        made(Span(0, 4, "CHANNEL"), text=text(1)),
    ]
    assert tried(cases, {}) == CaseCounts(contested=1, outdated=1)
    decided = made(BAKERY, source=Source.CORRECTION, answered=())
    assert tried([*cases, decided], {TEXT: (BAKERY,)}) == CaseCounts(
        corrected=0, confirmed=1, outdated=1
    )


def test_without_cases_nothing_is_asked() -> None:
    def never(*_: Any) -> Any:
        pytest.fail("nobody needs this")

    assert try_cases([], LABELS, never, never) == CaseCounts()
    assert try_cases(mark_contested([made(BAKERY), made(CITY)]), LABELS, never, never) == (
        CaseCounts(contested=1)
    )


private = st.sampled_from(
    ["DE89370400440532013000", "4111111111111111", "ann@example.com", "NAME:"]
)


@given(
    st.lists(private | st.text(st.characters(exclude_categories=["Cs"]), max_size=6), max_size=6)
)
def test_a_redacted_text_is_known_by_the_text_that_was_learned_from(parts: list[str]) -> None:
    whole = " ".join(parts)
    hidden = redact(whole, RedactionSettings(enabled=True))
    assert learning_key(hidden) == learning_key(whole)
