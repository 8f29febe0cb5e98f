from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from preprocessing.characters import Kind, first_read, is_read, kind, last_read

EVERY_CHARACTER = [chr(code) for code in range(0x110000) if not 0xD800 <= code <= 0xDFFF]

INVISIBLE = [c for c in EVERY_CHARACTER if kind(c) is Kind.INVISIBLE]

MARKS = {"", *(c for c in EVERY_CHARACTER if unicodedata.category(c) == "Mn")}

some_text = st.text(
    st.characters(exclude_categories=["Cs"]) | st.sampled_from("aB1 *-.€•’–\u200b\u0301\u0903⭐"),
    max_size=20,
)


def test_all_format_characters_and_variation_selectors_are_invisible() -> None:
    assert {c for c in EVERY_CHARACTER if unicodedata.category(c) == "Cf"} <= set(INVISIBLE)
    selectors = [*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0), 0x034F]
    assert {chr(code) for code in selectors} <= set(INVISIBLE)


def test_no_character_with_a_shape_is_invisible() -> None:
    shapeless = {"Cf", "Cn", "Mn"}
    fillers = set("\u115f\u1160\u3164\uffa0")
    assert {c for c in INVISIBLE if unicodedata.category(c) not in shapeless} == fillers


def test_white_space_is_blank() -> None:
    assert {kind(c) for c in EVERY_CHARACTER if c.isspace()} == {Kind.BLANK}


def test_letters_and_numbers_are_always_read() -> None:
    words = {c for c in EVERY_CHARACTER if unicodedata.category(c)[0] in "LN"}
    fillers = set("\u115f\u1160\u3164\uffa0")
    # They stand for a space with a mark above it.
    marked_spaces = {c for c in words if unicodedata.normalize("NFKC", c).strip()[:1] in MARKS}
    assert all(is_read(f"⭐{c}⭐", 1) for c in words - fillers - marked_spaces)


@pytest.mark.parametrize("category", ["Cf", "So", "Sk", "Sm", "Sc", "Cc", "Zs", "Zl", "Zp", "Co"])
def test_what_stands_beside_a_word_and_is_no_part_of_it(category: str) -> None:
    beyond_ascii = [
        c
        for c in EVERY_CHARACTER[:0x20000]
        if unicodedata.category(c) == category and not c.isascii()
    ]
    for character in beyond_ascii:
        text = f"{character}TACO{character} {character}TOWN{character}"
        assert first_read(text, 0, len(text)) == 1
        assert last_read(text, 0, len(text)) == len(text) - 1


@pytest.mark.parametrize("category", ["Pc", "Pd", "Pe", "Pf", "Pi", "Po", "Ps"])
def test_punctuation_beyond_ascii_is_read_only_where_it_connects(category: str) -> None:
    for character in EVERY_CHARACTER:
        if unicodedata.category(character) == category and not character.isascii():
            assert not is_read(f"A{character} B", 1)
            assert not is_read(f"A {character}B", 2)
            assert not is_read(f"A{character}1", 1)


@pytest.mark.parametrize("category", ["Mn", "Mc", "Me"])
def test_a_mark_belongs_to_what_it_stands_on(category: str) -> None:
    for character in EVERY_CHARACTER:
        if unicodedata.category(character) == category and kind(character) is Kind.MARK:
            assert last_read(f"TACO{character}", 0, 5) == 5
            assert last_read(f"TACO\u200d{character}", 0, 6) == 6
            assert last_read(f"TACO {character}", 0, 6) == 4
            assert first_read(f"{character}TACO", 0, 5) == 1


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("€2,50 1.234,50€ € 10.14 -€25.00", "€2,50 1.234,50€ € 10.14 -€25.00"),
        ("2,50 € A", "2,50 € A"),
        ("€25 4412€ € 25 25 € 12,345€", " 25 4412    25 25   12,345 "),
        ("PAY€ 2,50 1,2€", "PAY  2,50 1,2 "),
        ("EUR€ A€ B €C €", "EUR  A  B  C  "),
        ("••••4701 • PAY•", "••••4701   PAY "),
        ("MCDONALD’S ‘X’ 5’", "MCDONALD’S  X  5 "),
        ("12–14 A–B 3 – 4 2−", "12–14 A B 3   4 2 "),
        ("1：30 A：B", "1：30 A B"),
        ("№½²Nº", " ½²Nº"),
        ("E*TRADE® TACO™", "E*TRADE  TACO "),
        ("1\ufe0f\u20e3", "1 \u20e3"),
    ],
)
def test_signs_are_read_where_they_mean_something(text: str, read: str) -> None:
    assert "".join(c if is_read(text, i) else " " for i, c in enumerate(text)) == read


@given(some_text, st.data())
def test_edges_are_the_first_and_last_that_is_read(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    read = [index for index in range(start, end) if is_read(text, index)]
    assert first_read(text, start, end) == (read[0] if read else end)
    assert last_read(text, start, end) == (read[-1] + 1 if read else start)


def test_long_runs_take_no_long_time() -> None:
    """Each would take most of a minute if every character looked for its base by itself."""
    for run in ("\u0301", "\u200b", "⭐\u0301", "\u200b\u0301"):
        text = f" {run * 10_000}"
        assert first_read(text, 0, len(text)) == len(text)
        assert last_read(text, 0, len(text)) == 0
