from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from preprocessing.novelty import (
    annotated_values,
    metadata_slices,
    novelty_labels,
    novelty_slices,
)
from preprocessing.spans import Span

TRAIN = [
    ("SQ *BLUE DOOR 0412", [Span(4, 13, "PARTY"), Span(14, 18, "DATE")]),
    ("Tide  Cafe", [Span(0, 10, "PARTY")]),
    ("NOTHING", []),
]


def test_slices_are_told_apart_from_keys_of_metadata() -> None:
    slices = ["country", "unseen:PARTY", "unseen:DATE"]
    assert novelty_labels(slices) == ["PARTY", "DATE"]
    assert metadata_slices(slices) == ["country"]


def test_a_text_is_unseen_by_what_its_spans_say() -> None:
    seen = annotated_values(TRAIN, ["PARTY", "DATE"])
    spans = [Span(0, 9, "PARTY"), Span(10, 14, "DATE")]
    assert novelty_slices("tide cafe 1231", spans, seen) == ["unseen:PARTY=no", "unseen:DATE=no"]
    assert novelty_slices("tide shop 1231", spans, seen) == ["unseen:PARTY=yes", "unseen:DATE=no"]
    assert novelty_slices("tide shop 1231", [], seen) == []
    two = [Span(0, 9, "PARTY"), Span(10, 14, "PARTY")]
    assert novelty_slices("tide cafe 1231", two, seen) == ["unseen:PARTY=yes"]
    assert novelty_slices("tide cafe 1231", two, {}) == []


@given(st.lists(st.text(min_size=1), min_size=1))
def test_what_was_trained_on_is_seen_in_any_case(texts: list[str]) -> None:
    trained = [(text, [Span(0, len(text), "PARTY")]) for text in texts]
    seen = annotated_values(trained, ["PARTY"])
    for text, _ in trained:
        for other in (text, f" {text}  "):
            assert novelty_slices(other, [Span(0, len(other), "PARTY")], seen) == [
                "unseen:PARTY=no"
            ]
