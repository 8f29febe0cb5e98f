from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.comparison import LabelAgreement, Predict, compare
from evaluation.gates.comparison import Bounds, comparison_checks
from models.export_format import Entity, Prediction


class Clock:
    """A clock that only moves when it is told to."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def words(label: str, *wanted: str, seconds: float = 0.0, clock: Clock | None = None) -> Predict:
    """A predict function that marks each of some words, once a text, and moves a clock."""

    def predict(texts: list[str]) -> list[Prediction]:
        if clock is not None:
            clock.now += seconds
        return [
            Prediction(
                text,
                [
                    Entity(label, word, text.index(word), text.index(word) + len(word), 0.9)
                    for word in wanted
                    if word in text
                ],
            )
            for text in texts
        ]

    return predict


def nothing(texts: list[str]) -> list[Prediction]:
    return []


TEXTS = ["CAFE WA", "CAFE", "WA", "none"]


def test_differences_are_counted_by_text_and_by_label() -> None:
    found = compare(TEXTS, words("PARTY", "CAFE", "WA"), words("PARTY", "CAFE"))
    assert (found.texts, found.equal_texts, found.agreement) == (4, 2, 0.5)
    assert found.labels == {"PARTY": LabelAgreement(2, 2, 0)}
    assert found.labels["PARTY"].share == 0.5
    assert [d.text for d in found.differences] == ["CAFE WA", "WA"]
    assert [e.text for d in found.differences for e in d.only_baseline] == ["WA", "WA"]
    assert all(not d.only_candidate for d in found.differences)


def test_another_label_on_the_same_span_is_a_difference() -> None:
    found = compare(["CAFE"], words("PARTY", "CAFE"), words("CITY", "CAFE"))
    assert found.agreement == 0
    assert found.labels == {"PARTY": LabelAgreement(0, 1, 0), "CITY": LabelAgreement(0, 0, 1)}


def test_the_slower_one_is_seen() -> None:
    clock = Clock()
    fast = words("A", "CAFE", seconds=0.01, clock=clock)
    slow = words("A", "CAFE", seconds=0.03, clock=clock)
    found = compare(TEXTS, fast, slow, clock=clock)
    assert found.candidate.p50_ms == pytest.approx(30)
    assert found.p95_ratio == pytest.approx(3)
    values = json.loads(json.dumps(found.to_dict()))
    assert values["labels"]["A"]["share"] == 1
    # Scripts read these.
    assert values["canary"]["p50_ms"] == pytest.approx(30)
    assert values["labels"]["A"].keys() == {"both", "only_baseline", "only_canary", "share"}


@given(st.lists(st.sampled_from(TEXTS), min_size=1, max_size=30), st.integers(1, 7))
def test_a_version_agrees_with_itself_whatever_the_batches(texts: list[str], size: int) -> None:
    same = words("A", "CAFE", "WA")
    found = compare(texts, same, same, size)
    assert (found.agreement, found.differences) == (1, [])
    bounds = Bounds(min_agreement=1, min_label_agreement=1)
    assert all(check.passed for check in comparison_checks(found, bounds))


def test_without_texts_or_answers_there_is_no_comparison() -> None:
    with pytest.raises(ValueError, match="no text"):
        compare([], words("A"), words("A"))
    with pytest.raises(ValueError, match="0 predictions for 1"):
        compare(["x"], words("A"), nothing)
