from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.span_scoring import (
    FIGURE_KINDS,
    MACRO,
    MICRO,
    RATIO_KINDS,
    SpanCounts,
    flatten,
    named_figures,
    unflatten,
)
from preprocessing.spans import Span

LABELS = ["X", "Y", "Z"]

spans = st.lists(
    st.builds(
        lambda start, length, label: Span(start, start + length, label),
        st.integers(0, 3),
        st.integers(1, 2),
        st.sampled_from(LABELS),
    ),
    max_size=5,
)
texts = st.lists(st.tuples(spans, spans), max_size=8)


def counts_of(pairs: list[tuple[list[Span], list[Span]]]) -> SpanCounts:
    counts = SpanCounts()
    for gold, predicted in pairs:
        counts.add(gold, predicted)
    return counts


def test_figures_of_a_small_example() -> None:
    counts = counts_of(
        [
            ([Span(0, 4, "X"), Span(5, 9, "X")], [Span(0, 4, "X"), Span(5, 8, "X")]),
            ([Span(0, 2, "Y")], [Span(0, 2, "X")]),  # right place, wrong label
            ([], [Span(1, 2, "Z")]),
        ]
    )
    figures = counts.figures(LABELS)
    assert (figures["X"].precision, figures["X"].recall, figures["X"].support) == (1 / 3, 1 / 2, 2)
    assert figures["X"].f1 == pytest.approx(2 / 5)
    assert vars(figures["Y"]) == {"precision": 0.0, "recall": 0.0, "f1": 0.0, "support": 1}
    assert (figures[MICRO].precision, figures[MICRO].recall) == (1 / 4, 1 / 3)
    # Z has no gold span, so the average is over X and Y.
    assert figures[MACRO].f1 == pytest.approx((2 / 5 + 0) / 2)
    assert figures[MACRO].support == figures[MICRO].support == 3


@given(texts)
def test_a_perfect_prediction_scores_one(pairs: list[tuple[list[Span], list[Span]]]) -> None:
    counts = counts_of([(gold, gold) for gold, _ in pairs])
    figures = counts.figures(LABELS)
    for name in (*LABELS, MICRO, MACRO):
        expected = 1.0 if figures[name].support else 0.0
        assert figures[name].f1 == figures[name].precision == figures[name].recall == expected


@given(texts)
def test_figures_lie_between_and_f1_is_the_harmonic_mean(
    pairs: list[tuple[list[Span], list[Span]]],
) -> None:
    figures = counts_of(pairs).figures(LABELS)
    for name in (*LABELS, MICRO):
        entry = figures[name]
        assert 0 <= entry.precision <= 1
        assert 0 <= entry.recall <= 1
        if entry.precision + entry.recall:
            mean = 2 * entry.precision * entry.recall / (entry.precision + entry.recall)
            assert entry.f1 == pytest.approx(mean)


@given(texts, texts)
def test_counts_merge(
    left: list[tuple[list[Span], list[Span]]], right: list[tuple[list[Span], list[Span]]]
) -> None:
    merged = counts_of(left)
    merged.merge(counts_of(right))
    assert merged == counts_of(left + right)


@given(texts)
def test_flat_figures_come_back(pairs: list[tuple[list[Span], list[Span]]]) -> None:
    figures = counts_of(pairs).figures(LABELS)
    assert unflatten(flatten(figures), LABELS) == figures


@given(texts)
def test_figures_come_back_by_their_names(pairs: list[tuple[list[Span], list[Span]]]) -> None:
    figures = counts_of(pairs).figures(LABELS)
    flat = flatten(figures)
    assert {name.rpartition("/")[2] for name in flat} == set(FIGURE_KINDS)
    read = named_figures({**flat, "loss": 0.5, "OTHER/f1": 0.5})
    assert list(read.items()) == list(figures.items())
    assert named_figures({name: value for name, value in flat.items() if MICRO not in name}) == {}


def test_support_is_not_a_ratio() -> None:
    assert {*RATIO_KINDS, "support"} == set(FIGURE_KINDS)
