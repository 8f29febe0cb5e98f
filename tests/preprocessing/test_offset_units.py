from __future__ import annotations

import json

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from preprocessing.offset_units import (
    OffsetUnitError,
    Place,
    UnitEvidence,
    may_differ,
)
from preprocessing.spans import (
    OffsetUnit,
    Span,
    boundaries,
    from_code_points,
    to_code_points,
)

WORDS = ["BLUE", "BOTTLE", "CAFÉ", "cafe\u0301", "05/04", "24224", "SQ*", "Núñez"]
SYMBOLS = ["😀", "👍🏽", "🇩🇪", "e\u0301", "👩\u200d💻", "\r\n", "ก็", "*", "🍕"]

Annotated = tuple[str, list[Span]]


@st.composite
def annotated(draw: st.DrawFn) -> Annotated:
    """Words and symbols, some of the words marked; nothing is marked within a word."""
    pieces = draw(st.lists(st.sampled_from(WORDS + SYMBOLS), min_size=1, max_size=8))
    text, spans = "", []
    for piece in pieces:
        start = len(text)
        text += piece
        if piece in WORDS and draw(st.booleans()):
            spans.append(Span(start, len(text), "PARTY"))
        text += " "
    return text, spans


def evidence_of(records: list[Annotated], unit: OffsetUnit) -> UnitEvidence:
    evidence = UnitEvidence()
    for number, (text, spans) in enumerate(records, 1):
        raw = [list(span) for span in from_code_points(text, spans, unit)]
        evidence.add(text, raw, Place("all.jsonl", number))
    return evidence


@given(st.lists(annotated(), max_size=12), st.sampled_from(OffsetUnit))
def test_it_is_right_or_says_that_it_cannot_tell(
    records: list[Annotated], unit: OffsetUnit
) -> None:
    try:
        decision = evidence_of(records, unit).decide()
    except OffsetUnitError:
        return  # refused, which costs a setting; guessing would cost a model
    for text, spans in records:
        offsets = from_code_points(text, spans, unit)
        assert to_code_points(text, offsets, decision.unit) == spans


@pytest.mark.parametrize("unit", OffsetUnit)
@given(records=st.lists(annotated(), max_size=12))
def test_one_text_that_distinguishes_decides(unit: OffsetUnit, records: list[Annotated]) -> None:
    """Three units, three offsets of each border, and words all around."""
    text = "Jose\u0301 😀 BLUE BOTTLE SHOP"
    start = text.index("BLUE")
    records = [*records, (text, [Span(start, start + 11, "PARTY")])]
    decision = evidence_of(records, unit).decide()
    assert decision.unit is unit
    assert "all.jsonl line" in decision.why


@pytest.mark.parametrize("unit", OffsetUnit)
def test_where_units_agree_it_says_so(unit: OffsetUnit) -> None:
    records = [("BLUE BOTTLE", [Span(0, 4, "PARTY")]), ("CAFÉ 05/04", [Span(5, 10, "DATE")])]
    decision = evidence_of(records, unit).decide()
    assert decision.why == "cannot tell, all units agree"
    assert evidence_of(records, unit).decide(OffsetUnit.GRAPHEME).unit is OffsetUnit.GRAPHEME


def test_units_that_agree_are_named_together() -> None:
    text = "cafe\u0301 BLUE BOTTLE"
    decision = evidence_of([(text, [Span(6, 17, "PARTY")])], OffsetUnit.UTF16).decide()
    assert decision.unit is OffsetUnit.UTF16
    assert decision.why.endswith("utf16 and codepoint agree")


def test_contradicting_records_are_listed() -> None:
    record = ("😀 BLUE BOTTLE", [Span(2, 6, "PARTY")])
    evidence = evidence_of([record], OffsetUnit.UTF16)
    other = UnitEvidence()
    other.add(record[0], [[2, 6, "PARTY"]], Place("bob.jsonl", 7))
    evidence.merge(other)
    with pytest.raises(OffsetUnitError) as error:
        evidence.decide()
    message = str(error.value)
    assert "mixed" in message
    assert "utf16 fit in 1 records (all.jsonl line 1)" in message
    assert "bob.jsonl line 7" in message
    assert "data.offset_unit" in message


def test_texts_that_units_read_differently_without_a_sign_are_listed() -> None:
    # Whatever the unit, the span covers one of the letters that stand alone.
    text = "😀 A B C"
    evidence = UnitEvidence()
    evidence.add("😀😀 A B C", [[6, 7, "PARTY"]], Place("all.jsonl", 3))
    with pytest.raises(OffsetUnitError, match=r"cannot tell.*all\.jsonl line 3"):
        evidence.decide()
    assert evidence.decide(OffsetUnit.UTF16).unit is OffsetUnit.UTF16
    assert text


def test_malformed_and_impossible_spans_say_nothing() -> None:
    evidence = UnitEvidence()
    for raw in ([["x"]], [[0, 99, "PARTY"]], [], [[-1, 2, "PARTY"]]):
        evidence.add("😀 BLUE", raw, Place("all.jsonl", 1))
    assert evidence.decide().why == "cannot tell, all units agree"


@given(st.lists(annotated(), max_size=8), st.lists(annotated(), max_size=8))
def test_evidence_merges_in_any_order(left: list[Annotated], right: list[Annotated]) -> None:
    one = evidence_of(left, OffsetUnit.UTF16)
    other = evidence_of(right, OffsetUnit.UTF16)
    one.merge(evidence_of(right, OffsetUnit.UTF16))
    other.merge(evidence_of(left, OffsetUnit.UTF16))
    assert one == other


@given(st.text('ab"\\\\\r\n\u00e9', max_size=8), st.booleans())
def test_lines_that_are_skipped_cannot_differ(text: str, escaped: bool) -> None:
    line = json.dumps({"text": text}, ensure_ascii=escaped).encode("utf-8", "surrogatepass")
    assume(not may_differ(line))
    assert text.isascii()
    for unit in OffsetUnit:
        assert list(boundaries(text, unit)) == list(range(len(text) + 1))


def test_bytes_are_suspected_where_no_unit_fits() -> None:
    evidence = UnitEvidence()
    for number, shop in enumerate(("CAFÉ ROMA", "BÄCKEREI", "CRÈME BRÛLÉE"), 1):
        text = f"🍕 {shop} 😀 PARIS"
        start, end = text.index(shop), text.index(shop) + len(shop)
        raw = [[len(text[:start].encode()), len(text[:end].encode()), "PARTY"]]
        evidence.add(text, raw, Place("all.jsonl", number))
    with pytest.raises(OffsetUnitError, match=r"in 3 records they fit words if they count UTF-8"):
        evidence.decide()
