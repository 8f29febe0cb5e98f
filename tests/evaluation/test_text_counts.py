from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.text_counts import Comparison, TextCounts
from models.export_format import Entity, Prediction
from models.span_scoring import SpanCounts, flatten
from preprocessing.spans import Span
from tests.evaluation.planted import LABELS, planted

spans = st.lists(
    st.builds(lambda start, label: Span(start, start + 1, label), st.integers(0, 9),
              st.sampled_from(LABELS)),
    max_size=5, unique=True,
)  # fmt: skip


def prediction(found: list[Span], accepted: bool = True) -> Prediction:
    return Prediction(
        "0123456789",
        [Entity(span.label, "x", span.start, span.end, 0.9, accepted) for span in found],
        10,
    )


@given(st.lists(st.tuples(spans, spans), max_size=8))
def test_figures_are_those_of_plain_counting(texts: list[tuple[list[Span], list[Span]]]) -> None:
    counts, plain = TextCounts.count(LABELS, ((g, prediction(f)) for g, f in texts)), SpanCounts()
    for gold, found in texts:
        plain.add(gold, found)
    for name, value in flatten(plain.figures(LABELS)).items():
        if not name.endswith("/support"):
            assert counts.figure(name) == pytest.approx(value)


def test_accepted_entities_have_a_share_and_a_precision() -> None:
    gold = [Span(0, 1, "A"), Span(2, 3, "B")]
    counts = TextCounts.count(
        LABELS, [(gold, prediction(gold)), (gold, prediction([Span(5, 6, "A")], False))]
    )
    assert counts.figure("accepted/precision") == 1
    assert counts.figure("accepted/share") == pytest.approx(2 / 3)
    assert np.isnan(counts.figure("accepted/f1"))
    assert np.isnan(counts.figure("UNKNOWN/f1"))


def test_counts_come_back_from_a_file() -> None:
    counts = planted(50, slices=True)
    again = TextCounts.from_bytes(counts.to_bytes())
    assert again.labels == counts.labels
    assert again.slices == counts.slices
    np.testing.assert_array_equal(again.spans, counts.spans)
    np.testing.assert_array_equal(again.accepted, counts.accepted)


def test_slices_are_found_by_their_key() -> None:
    counts = planted(60, slices=True)
    rows = counts.rows_of("country")
    assert list(rows) == ["country=DE", "country=FR", "country=US"]
    assert sum(map(len, rows.values())) == 60
    assert counts.rows_of("count") == {}


def test_the_same_texts_give_the_same_interval() -> None:
    counts = planted(300)
    first, second = (Comparison(counts, None, 0.95).value("micro/f1") for _ in range(2))
    assert first == second
    assert first.low < first.value < first.high


def test_more_texts_give_a_narrower_interval() -> None:
    few, many = (Comparison(planted(n), None, 0.95).value("micro/f1") for n in (100, 3000))
    assert many.high - many.low < (few.high - few.low) / 3


def test_a_model_is_not_below_itself() -> None:
    counts = planted(200)
    drop = Comparison(counts, counts, 0.95).drop("micro/f1")
    assert (drop.value, drop.low, drop.high) == (0, 0, 0)


def test_intervals_hold_the_figure_as_often_as_promised() -> None:
    """The true F1 of the planted texts is in some 95 % of the intervals of 400 texts each."""
    truth = planted(200_000, seed=99).figure("micro/f1")
    held = 0
    for seed in range(100):
        interval = Comparison(planted(400, seed=seed), None, 0.95).value("micro/f1")
        held += interval.low <= truth <= interval.high
    assert 0.90 <= held / 100 <= 0.99


def test_models_on_other_texts_cannot_be_paired() -> None:
    with pytest.raises(ValueError, match="3 texts cannot be paired with 4"):
        Comparison(planted(3), planted(4), 0.95)


def test_no_texts_have_no_interval() -> None:
    empty = TextCounts.count(LABELS, [])
    interval = Comparison(empty, None, 0.95).value("micro/f1")
    assert interval.value == 0
