from __future__ import annotations

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.comparison import (
    Bounds,
    Comparison,
    LabelAgreement,
    Latency,
    compare,
    failed_bounds,
    percentile,
)
from models.export_format import Entity, Prediction


def words(label: str, *wanted: str, seconds: float = 0.0) -> object:
    """A predict function that marks each of some words, once a text."""

    def predict(texts: list[str]) -> list[Prediction]:
        time.sleep(seconds)
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
    found = compare(TEXTS, words("PARTY", "CAFE", "WA"), words("PARTY", "CAFE"))  # type: ignore[arg-type]
    assert (found.texts, found.equal_texts, found.agreement) == (4, 2, 0.5)
    assert found.labels == {"PARTY": LabelAgreement(2, 2, 0)}
    assert found.labels["PARTY"].share == 0.5
    assert [d.text for d in found.differences] == ["CAFE WA", "WA"]
    assert [e.text for d in found.differences for e in d.only_baseline] == ["WA", "WA"]
    assert all(not d.only_canary for d in found.differences)


def test_another_label_on_the_same_span_is_a_difference() -> None:
    found = compare(["CAFE"], words("PARTY", "CAFE"), words("CITY", "CAFE"))  # type: ignore[arg-type]
    assert found.agreement == 0
    assert found.labels == {"PARTY": LabelAgreement(0, 1, 0), "CITY": LabelAgreement(0, 0, 1)}


def test_the_slower_one_is_seen() -> None:
    found = compare(TEXTS, words("A", "CAFE"), words("A", "CAFE", seconds=0.02))  # type: ignore[arg-type]
    assert found.canary.p50_ms >= 20
    assert found.p95_ratio > 2
    assert json.loads(json.dumps(found.to_dict()))["labels"]["A"]["share"] == 1


@given(st.lists(st.sampled_from(TEXTS), min_size=1, max_size=30), st.integers(1, 7))
def test_a_version_agrees_with_itself_whatever_the_batches(texts: list[str], size: int) -> None:
    same = words("A", "CAFE", "WA")
    found = compare(texts, same, same, size)  # type: ignore[arg-type]
    assert (found.agreement, found.differences) == (1, [])
    assert not failed_bounds(found, Bounds(min_agreement=1, min_label_agreement=1))


@pytest.mark.parametrize(
    ("bounds", "named"),
    [
        (Bounds(), []),
        (Bounds(min_agreement=0.9, min_label_agreement=0.5, max_p95_ratio=2, max_p95_ms=20), []),
        (Bounds(min_agreement=0.91), ["agreement 0.9000 < 0.91"]),
        (Bounds(min_label_agreement=0.51), ["agreement on A 0.5000 < 0.51"]),
        (Bounds(max_p95_ratio=1.9), ["p95 ratio 2.00 > 1.9"]),
        (Bounds(max_p95_ms=19), ["p95 20.0 ms > 19"]),
        (Bounds(min_texts=11), ["texts 10 < 11"]),
        (Bounds(min_agreement=1, max_p95_ms=1), ["agreement", "p95"]),
    ],
)
def test_each_bound_that_is_missed_is_named(bounds: Bounds, named: list[str]) -> None:
    labels = {"A": LabelAgreement(1, 1, 0)}
    comparison = Comparison(10, 9, labels, [], Latency(5, 10), Latency(10, 20))
    failed = failed_bounds(comparison, bounds)
    assert len(failed) == len(named)
    for message, expected in zip(failed, named, strict=True):
        assert message.startswith(expected)


def test_without_texts_or_answers_there_is_no_comparison() -> None:
    with pytest.raises(ValueError, match="no text"):
        compare([], words("A"), words("A"))  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="0 predictions for 1"):
        compare(["x"], words("A"), nothing)  # type: ignore[arg-type]


@given(st.lists(st.floats(0, 1e6), min_size=1), st.floats(0.01, 100))
def test_a_percentile_is_a_value_that_enough_values_do_not_exceed(
    values: list[float], percent: float
) -> None:
    found = percentile(values, percent)
    assert found in values
    assert sum(value <= found for value in values) >= len(values) * percent / 100 - 1e-9
    assert sum(value < found for value in values) < len(values) * percent / 100
