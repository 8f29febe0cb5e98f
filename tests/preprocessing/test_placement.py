from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from preprocessing.annotation_files import find_files
from preprocessing.placement import Guess, Placement
from preprocessing.reading import ReadOptions, plan_reading, read_plan
from preprocessing.spans import OffsetUnit, Span, from_code_points

SAMPLE = Path(__file__).parents[2] / "data" / "sample"
ODD = Path(__file__).parents[1] / "data" / "odd_inputs"
MAX_FRACTION = 0.3
"""The default of `data.max_misplaced_fraction`."""

words = st.text(
    alphabet=st.characters(categories=["Lu", "Ll", "Nd"]) | st.sampled_from("ABCÄÖÜÉ😀\u0301"),
    min_size=2,
    max_size=8,
).filter(lambda word: any(letter.isalpha() for letter in word[:-1]))
separators = st.sampled_from([" ", "  ", " *", ", ", " // ", "\u2028"])


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[str, list[Span]]:
    """A text of words, some of them marked, each span as a person would mark it."""
    text, spans = draw(st.sampled_from(["", "Ü ", "É*"])), list[Span]()
    for word in draw(st.lists(words, min_size=2, max_size=6)):
        if draw(st.booleans()):
            spans.append(Span(len(text), len(text) + len(word), "X"))
        text += word + draw(separators)
    return text, spans


def placement_of(
    texts: Iterable[tuple[str, list[Span]]],
    spoil: Callable[[str, Span], tuple[int, int]] = lambda _, span: (span.start, span.end),
) -> Placement:
    placement = Placement()
    for line, (text, spans) in enumerate(texts, 1):
        raw = [[*spoil(text, span), span.label] for span in spans]
        placement.add(text, raw, OffsetUnit.CODEPOINT, "a.jsonl", line)
    return placement


def in_bytes(text: str, span: Span) -> tuple[int, int]:
    return len(text[: span.start].encode()), len(text[: span.end].encode())


SPOILED = {
    Guess.UTF8: in_bytes,
    Guess.INCLUSIVE: lambda _, span: (span.start, span.end - 1),
    Guess.FROM_ONE: lambda _, span: (span.start + 1, span.end + 1),
    Guess.FROM_ONE_INCLUSIVE: lambda _, span: (span.start + 1, span.end),
}

TEXTS = [
    ("CAFÉ BLEU PARIS 20240103", [Span(0, 9, "PARTY"), Span(10, 15, "LOCATION")]),
    ("ÜBERWEISUNG BÄCKEREI GRÜN MÜNCHEN", [Span(12, 25, "PARTY"), Span(26, 33, "LOCATION")]),
    ("CHECKCARD CRÈME ET THÉ *LYON 12", [Span(10, 22, "PARTY"), Span(24, 28, "LOCATION")]),
]


@given(st.lists(marked_texts(), max_size=12))
def test_what_people_mark_is_no_finding(texts: list[tuple[str, list[Span]]]) -> None:
    assert placement_of(texts).findings() == []


def test_the_sample_is_far_from_the_bounds() -> None:
    placement = Placement()
    plan = plan_reading(find_files(f"{SAMPLE}/span-1/all.jsonl"), "auto")
    for count, _ in enumerate(read_plan(plan, ReadOptions(None), placement)):
        if count == 4000:
            break
    (counts,) = placement.files.values()
    assert counts.spans > 10_000
    assert counts.misplaced / counts.spans < 0.03
    for guess, fitting in counts.fitting.items():
        assert fitting / (counts.differing[guess] or counts.spans) < 0.002
    assert placement.findings() == []


@pytest.mark.parametrize("guess", SPOILED)
def test_each_fault_is_recognised(guess: Guess) -> None:
    (finding,) = placement_of(TEXTS, SPOILED[guess]).findings()
    assert finding.fraction > MAX_FRACTION
    assert f"and would not with {guess}" in finding.message
    assert finding.message.startswith("a.jsonl: ")
    assert "line 1: " in finding.message


@settings(max_examples=15)
@given(
    st.lists(marked_texts(), min_size=20, max_size=30),
    st.sampled_from([Guess.INCLUSIVE, Guess.FROM_ONE, Guess.FROM_ONE_INCLUSIVE]),
)
def test_shifts_are_recognised_in_whatever_is_marked(
    texts: list[tuple[str, list[Span]]], guess: Guess
) -> None:
    findings = placement_of(texts, SPOILED[guess]).findings()
    if sum(len(spans) for _, spans in texts) >= 20:
        assert findings
        assert findings[0].fraction > MAX_FRACTION


@pytest.mark.parametrize("unit", [OffsetUnit.UTF16, OffsetUnit.GRAPHEME])
def test_another_unit_than_the_configured_one_is_named(unit: OffsetUnit) -> None:
    texts = [("😀 JOSE\u0301 \u0301CAFE MADRID", [Span(2, 7, "X"), Span(14, 20, "X")])] * 3
    placement = Placement()
    for line, (text, spans) in enumerate(texts, 1):
        raw = [list(span) for span in from_code_points(text, spans[1:], unit)]
        placement.add(text, raw, OffsetUnit.CODEPOINT, "a.jsonl", line)
    (finding,) = placement.findings()
    assert {"utf16": "UTF-16 units", "grapheme": "grapheme clusters"}[unit] in finding.message


def test_spans_everywhere_within_words_are_told_although_nothing_explains_them() -> None:
    texts = [
        (f"STARBUCKS STORES SEATTLE {i}", [Span(2, 5, "X"), Span(11, 14, "X")]) for i in "abcde"
    ]
    (finding,) = placement_of(texts).findings()
    assert finding.fraction == 1
    assert "10 of 10 spans begin or end within a word" in finding.message
    assert placement_of(texts[:4]).findings() == []


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("支付宝付款给星巴克咖啡店上海分店", ["支付宝", "星巴克咖啡店", "上海"]),  # no spaces
        ("EREF+100500MREF+KD0200CRED+DE20SVWZ+RG7", ["100500", "KD0200", "DE20", "RG7"]),
        ("appleStoreMunichCenter", ["apple", "Munich", "Center"]),
        ("MIETE MAERZABWA+ANNE SMITHKREF+NONREF", ["MAERZ", "ANNE", "NONREF"]),
    ],
)
def test_scripts_and_banks_without_spaces_are_no_fault(text: str, pieces: list[str]) -> None:
    starts = [text.index(piece) for piece in pieces]
    spans = [
        Span(start, start + len(piece), "X") for start, piece in zip(starts, pieces, strict=True)
    ]
    found = placement_of([(text, spans)] * 10).findings()
    assert all(finding.fraction <= MAX_FRACTION for finding in found)


@settings(max_examples=20)
@given(st.lists(marked_texts(), max_size=9), st.lists(marked_texts(), max_size=9))
def test_counts_merge_in_any_order_and_come_back_from_json(
    left: list[tuple[str, list[Span]]], right: list[tuple[str, list[Span]]]
) -> None:
    spoil = SPOILED[Guess.INCLUSIVE]
    one, other = placement_of(left, spoil), placement_of(right, spoil)
    one.merge(placement_of(right, spoil))
    other.merge(placement_of(left, spoil))
    assert one == other == Placement.from_dict(one.to_dict())


@given(
    st.text(max_size=12),
    st.lists(st.lists(st.integers(-2, 20) | st.none() | st.text(), max_size=4)),
    st.sampled_from(OffsetUnit),
)
def test_whatever_comes_says_something_or_nothing(
    text: str, raw: list[object], unit: OffsetUnit
) -> None:
    placement = Placement()
    placement.add(text, raw, unit, "a.jsonl", 1)
    placement.findings()


@pytest.mark.parametrize(
    ("name", "guess"),
    [("a08_byte_offsets.jsonl", Guess.UTF8), ("inclusive.jsonl", Guess.INCLUSIVE)],
)
def test_odd_inputs(name: str, guess: Guess) -> None:
    placement = Placement()
    list(read_plan(plan_reading(find_files(str(ODD / name)), "auto"), ReadOptions(None), placement))
    (finding,) = placement.findings()
    assert finding.fraction > 0.5
    assert f"would not with {guess} (line 1: " in finding.message
