from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from preprocessing.spans import (
    OffsetUnit,
    Reason,
    RejectError,
    Span,
    check_spans,
    from_code_points,
    shown,
    to_code_points,
    trim,
    widen,
)

LABELS = frozenset({"PARTY", "DATE"})


def utf16_length(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@st.composite
def texts_with_spans(draw: st.DrawFn) -> tuple[str, list[Span]]:
    """Texts with spans that neither overlap nor touch white space."""
    pieces = draw(st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1)))
    text, spans = "", []
    for piece in pieces:
        start = len(text)
        text += piece
        if draw(st.booleans()):
            spans.append(Span(start, len(text), draw(st.sampled_from(sorted(LABELS)))))
    # What is at the edges of one may depend on what stands beside it.
    return text, [span for span in spans if trim(text, span) == span]


@given(texts_with_spans())
def test_utf16_offsets_become_the_code_points_they_mean(data: tuple[str, list[Span]]) -> None:
    text, spans = data
    in_utf16 = [
        Span(utf16_length(text[: s.start]), utf16_length(text[: s.end]), s.label) for s in spans
    ]
    assert to_code_points(text, in_utf16, OffsetUnit.UTF16) == spans
    assert to_code_points(text, spans, OffsetUnit.CODEPOINT) == spans


@given(texts_with_spans(), st.sampled_from(OffsetUnit))
def test_converting_there_and_back_changes_nothing(
    data: tuple[str, list[Span]], unit: OffsetUnit
) -> None:
    text, spans = data
    try:
        converted = from_code_points(text, spans, unit)
    except ValueError:
        assert unit is OffsetUnit.GRAPHEME  # only clusters can be split
        return
    assert to_code_points(text, converted, unit) == spans


@given(texts_with_spans())
def test_utf16_offsets_cut_the_same_text(data: tuple[str, list[Span]]) -> None:
    text, spans = data
    encoded = text.encode("utf-16-le")
    for span, there in zip(spans, from_code_points(text, spans, OffsetUnit.UTF16), strict=True):
        part = encoded[2 * there.start : 2 * there.end].decode("utf-16-le")
        assert part == text[span.start : span.end]


@pytest.mark.parametrize("span", [(0, 4), (-1, 2), (2, 2), (2, 1)])
@pytest.mark.parametrize("unit", OffsetUnit)
def test_spans_without_a_place_are_refused(span: tuple[int, int], unit: OffsetUnit) -> None:
    with pytest.raises(ValueError, match="has no place in a text of 3 characters"):
        from_code_points("a😀b", [Span(*span, "X")], unit)


@pytest.mark.parametrize(
    ("unit", "offsets"),
    [(OffsetUnit.UTF16, [9, 12]), (OffsetUnit.CODEPOINT, [8, 11]), (OffsetUnit.GRAPHEME, [7, 10])],
)
def test_the_same_span_in_each_unit(unit: OffsetUnit, offsets: list[int]) -> None:
    """The text and the offsets that doccano 1.8.4 stored for it."""
    text = "Jose\u0301 😀 met Ann"
    (span,) = to_code_points(text, [Span(*offsets, "PARTY")], unit)
    assert text[span.start : span.end] == "met"


def test_spans_of_relation_projects_are_read() -> None:
    raw = [{"id": 50, "label": "PARTY", "start_offset": 0, "end_offset": 4}]
    assert check_spans("BLUE", raw, LABELS, OffsetUnit.UTF16) == ([Span(0, 4, "PARTY")], 0, 0)


@given(texts_with_spans(), st.randoms(use_true_random=False))
def test_valid_spans_pass_unchanged_and_in_order(data: tuple[str, list[Span]], random: Any) -> None:
    text, spans = data
    raw = [list(span) for span in spans]
    random.shuffle(raw)
    assert check_spans(text, raw, LABELS, OffsetUnit.CODEPOINT) == (sorted(spans), 0, 0)


@given(st.text(), st.lists(st.lists(st.integers(-3, 30) | st.none() | st.text(), max_size=4)))
def test_whatever_comes_is_either_sound_or_refused(text: str, raw: list[Any]) -> None:
    for unit in OffsetUnit:
        try:
            spans, _, repeated = check_spans(text, raw, None, unit)
        except RejectError:
            continue
        assert len(spans) + repeated == len(raw)
        for span in spans:
            covered = text[span.start : span.end]
            assert covered
            assert covered == covered.strip()
        ends = [span.end for span in spans]
        assert all(end <= span.start for end, span in zip(ends, spans[1:], strict=False))


@pytest.mark.parametrize(
    ("raw", "reason", "named"),
    [
        ([0, 3], Reason.MALFORMED_SPAN, "[0, 3]"),
        ({"start": 0}, Reason.MALFORMED_SPAN, "start"),
        ({"start_offset": 0, "end_offset": 2}, Reason.MALFORMED_SPAN, "start"),
        ({"start_offset": 0, "end_offset": 2, "label": 3}, Reason.MALFORMED_SPAN, "string"),
        ([0, 3, 7], Reason.MALFORMED_SPAN, "label must be a string"),
        ([0.0, 3, "PARTY"], Reason.SPAN_NOT_INTEGER, "0.0"),
        (["0", 3, "PARTY"], Reason.SPAN_NOT_INTEGER, "'0'"),
        ([True, 3, "PARTY"], Reason.SPAN_NOT_INTEGER, "True"),
        ([None, 3, "PARTY"], Reason.SPAN_NOT_INTEGER, "None"),
        ([-1, 3, "PARTY"], Reason.SPAN_NEGATIVE, "[-1, 3, 'PARTY']"),
        ([3, 3, "PARTY"], Reason.SPAN_EMPTY, "[3, 3, 'PARTY']"),
        ([4, 2, "PARTY"], Reason.SPAN_EMPTY, "[4, 2, 'PARTY']"),
        ([0, 99, "PARTY"], Reason.SPAN_OUTSIDE_TEXT, "11 characters"),
        ([0, 4, "SHOP"], Reason.UNKNOWN_LABEL, "'SHOP'"),
        ([4, 5, "PARTY"], Reason.SPAN_BLANK, "white space"),
    ],
)
def test_faults_are_named(raw: object, reason: Reason, named: str) -> None:
    with pytest.raises(RejectError) as error:
        check_spans("BLUE BOTTLE", [raw], LABELS, OffsetUnit.CODEPOINT)
    assert error.value.reason == reason
    assert named in error.value.detail


def test_overlapping_spans_are_both_named() -> None:
    with pytest.raises(RejectError, match=r"\[0, 5, 'PARTY'\] and span \[3, 9, 'DATE'\]") as error:
        check_spans("BLUE BOTTLE", [[3, 9, "DATE"], [0, 5, "PARTY"]], LABELS, OffsetUnit.UTF16)
    assert error.value.reason == Reason.OVERLAPPING_SPANS


def test_an_offset_within_a_surrogate_pair_is_refused() -> None:
    with pytest.raises(RejectError) as error:
        check_spans("a😀b", [[0, 2, "PARTY"]], LABELS, OffsetUnit.UTF16)
    assert error.value.reason == Reason.SPAN_SPLITS_CHARACTER


def test_a_span_beyond_the_text_is_refused_in_utf16_units_too() -> None:
    with pytest.raises(RejectError, match="4 UTF-16 units"):
        check_spans("a😀b", [[0, 5, "PARTY"]], LABELS, OffsetUnit.UTF16)


def test_white_space_at_the_edges_is_trimmed_and_counted() -> None:
    spans, trimmed, _ = check_spans(
        "  BLUE\t BOTTLE ", [[0, 7, "PARTY"], [8, 14, "DATE"]], LABELS, OffsetUnit.UTF16
    )
    assert spans == [Span(2, 6, "PARTY"), Span(8, 14, "DATE")]
    assert trimmed == 1


@given(texts_with_spans(), st.data())
def test_a_span_that_stands_there_several_times_is_one(
    data: tuple[str, list[Span]], draw: st.DataObject
) -> None:
    text, spans = data
    again = draw.draw(st.lists(st.sampled_from(spans), max_size=5)) if spans else []
    raw = [list(span) for span in [*spans, *again]]
    expected = (sorted(spans), 0, len(again))
    assert check_spans(text, raw, LABELS, OffsetUnit.CODEPOINT) == expected


def test_spans_that_are_the_same_without_white_space_are_one() -> None:
    raw = [[0, 4, "PARTY"], [0, 5, "PARTY"], [0, 5, "PARTY"]]
    checked = check_spans("BLUE BOTTLE", raw, LABELS, OffsetUnit.CODEPOINT)
    assert checked == ([Span(0, 4, "PARTY")], 1, 2)


@pytest.mark.parametrize("value", [[[]], {"a": {}}, "x", 10**1000, [1] * 10_000, b"x" * 1000])
def test_anything_can_be_quoted(value: object) -> None:
    for _ in range(2000):
        value = [value]
    assert 0 < len(shown(value)) <= 60
    assert shown([15, 28, "CORNER BAKERY"]) == "[15, 28, 'CORNER BAKERY']"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\ufeffPAYPAL *RECORDSHOP", "PAYPAL *RECORDSHOP"),
        ("\u200eCORNER BAKERY\u200f", "CORNER BAKERY"),
        ("⭐TACO⭐TOWN👍🏽", "TACO⭐TOWN"),
        ("„Zur Post“", "Zur Post"),
        ("-€25,00", "-€25,00"),
        ("269,62€ ", "269,62€"),
        ("Cafe\u0301\u200b", "Cafe\u0301"),
        ("S.A.", "S.A."),
    ],
)
def test_what_is_not_read_is_trimmed_and_counted(text: str, expected: str) -> None:
    whole = f"X {text} X"
    spans, trimmed, _ = check_spans(
        whole, [[2, 2 + len(text), "PARTY"]], LABELS, OffsetUnit.CODEPOINT
    )
    (span,) = spans
    assert whole[span.start : span.end] == expected
    assert trimmed == (text != expected)


@pytest.mark.parametrize(
    "text", [" ", "\u200b", "\ufeff\u200d", "⭐", "€", "\u200b ⭐ –", "\u0301"]
)
def test_a_span_of_nothing_that_is_read_is_refused(text: str) -> None:
    whole = f"PAYPAL {text} SHOP"
    with pytest.raises(RejectError, match="covers nothing that is read") as refused:
        check_spans(whole, [[7, 7 + len(text), "PARTY"]], LABELS, OffsetUnit.CODEPOINT)
    assert refused.value.reason is Reason.SPAN_BLANK


def test_widening_adds_whole_clusters() -> None:
    assert widen("ae\u0301\u200d b", Span(0, 2, "PARTY")) == Span(0, 4, "PARTY")


def test_quoted_user_data_is_short_and_printable() -> None:
    assert len(shown("x" * 1000)) <= 60
    assert shown("a\x1b[31m\ud800") == r"'a\x1b[31m\ud800'"
