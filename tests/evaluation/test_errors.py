from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from evaluation.errors import ErrorKind, ErrorListing, SpanError, compare_spans
from models.export_format import Entity, Prediction
from preprocessing.spans import Span

TEXT = "SQ *BLUE DOOR CAFE SEATTLE WA"
PARTY, PLACE = Span(4, 18, "PARTY"), Span(19, 29, "LOCATION")


def found(*spans: Span, text: str = TEXT) -> list[Entity]:
    return [Entity(s.label, text[s.start : s.end], s.start, s.end, 0.5) for s in spans]


def kinds(gold: list[Span], predicted: list[Span]) -> list[tuple[ErrorKind, Span | None]]:
    return [(error.kind, error.gold) for error in compare_spans(gold, found(*predicted))]


def test_each_kind() -> None:
    assert kinds([PARTY, PLACE], [PARTY, PLACE]) == []
    assert kinds([PARTY], []) == [(ErrorKind.MISSED, PARTY)]
    assert kinds([], [PARTY]) == [(ErrorKind.SPURIOUS, None)]
    assert kinds([PARTY], [PARTY._replace(label="DATE")]) == [(ErrorKind.LABEL, PARTY)]
    assert kinds([PARTY], [PARTY._replace(start=9)]) == [(ErrorKind.BORDER, PARTY)]
    # Of another label and with other borders: nothing that belongs together.
    assert kinds([PARTY], [Span(9, 29, "DATE")]) == [
        (ErrorKind.MISSED, PARTY),
        (ErrorKind.SPURIOUS, None),
    ]
    # Beside each other is no overlap.
    assert kinds([Span(0, 2, "PARTY")], [Span(2, 4, "PARTY")])[0][0] is ErrorKind.MISSED


def test_a_span_that_was_cut_in_two_is_one_border_and_one_spurious() -> None:
    parts = [Span(4, 8, "PARTY"), Span(9, 18, "PARTY")]
    border, spurious = sorted(compare_spans([PARTY], found(*parts)), key=lambda e: e.kind)
    assert border.found is not None
    assert (border.kind, border.found.start) == (ErrorKind.BORDER, 9)  # the longer part
    assert spurious.kind is ErrorKind.SPURIOUS


SPANS = st.lists(
    st.builds(
        lambda start, length, label: Span(start, start + length, label),
        st.integers(0, 20),
        st.integers(1, 8),
        st.sampled_from(["A", "B"]),
    ),
    max_size=6,
    unique=True,
)


@given(SPANS, SPANS)
def test_every_span_that_differs_is_told_once(gold: list[Span], predicted: list[Span]) -> None:
    errors = compare_spans(gold, found(*predicted))
    told = [error.gold for error in errors if error.gold is not None]
    assert sorted(told) == sorted(set(gold) - set(predicted))
    extra = [Span(e.found.start, e.found.end, e.found.label) for e in errors if e.found is not None]
    assert sorted(extra) == sorted(set(predicted) - set(gold))
    for error in errors:
        check_kind(error)


def check_kind(error: SpanError) -> None:
    gold, entity = error.gold, error.found
    if gold is None or entity is None:
        missed = entity is None
        assert error.kind is (ErrorKind.MISSED if missed else ErrorKind.SPURIOUS)
        return
    same_borders = (gold.start, gold.end) == (entity.start, entity.end)
    assert error.kind is (ErrorKind.LABEL if same_borders else ErrorKind.BORDER)
    assert same_borders == (gold.label != entity.label)


def test_a_listing_counts_all_and_keeps_some() -> None:
    listing = ErrorListing(limit=2)
    for line in range(5):
        listing.add([PARTY, PLACE], Prediction(TEXT, found(PARTY)), f"a.jsonl:{line}")
    assert listing.counts == {ErrorKind.MISSED: 5}
    assert [text.source for text in listing.texts[ErrorKind.MISSED]] == ["a.jsonl:0", "a.jsonl:1"]
    assert listing.label_warning == ""


def test_no_label_in_common_is_said() -> None:
    listing = ErrorListing(limit=1)
    listing.add([PARTY], Prediction(TEXT, []), "a")
    assert listing.label_warning == ""  # the model found nothing at all
    listing.add([PARTY], Prediction(TEXT, found(PARTY._replace(label="SHOP"))), "a")
    assert listing.label_warning == "no label in common: annotated are PARTY; the model finds SHOP"
