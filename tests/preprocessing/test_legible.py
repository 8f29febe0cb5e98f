from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence

import pytest
import tensorflow as tf
from hypothesis import given
from hypothesis import strategies as st

from preprocessing.characters import Kind, is_read, kind
from preprocessing.encoder_files import EncoderFiles, locate_encoder
from preprocessing.tokenizer import WordPieceTokenizer

Pieces = list[tuple[str, int, int]]
"""Word pieces of a text, with the code points at which each begins and before which it ends."""

EVERY_CHARACTER = [chr(code) for code in range(1, 0x20000) if not 0xD800 <= code <= 0xDFFF]
SOME_OF_EACH_CATEGORY = [
    character
    for category in sorted({unicodedata.category(c) for c in EVERY_CHARACTER})
    for character in [c for c in EVERY_CHARACTER if unicodedata.category(c) == category][::97]
]

words = st.sampled_from(
    [
        "TACO",
        "€2,50",
        "12.00 €",
        "Cafe\u0301",
        "Zürich",
        "4412",
        "05/04",
        "½",
        "日本",
        "한국",
        "हिन्दी",
        "ﬁn",
        "SVWZ+",
        "WWW.",
    ]
)
signs = st.sampled_from(" -.,:/*€•’–\u2212⭐®\u200b\ufe0f\u0301\u0903\u20e3\x00\x07ᚠ")
messy = st.lists(words | signs | st.characters(exclude_categories=["Cs"]), max_size=12).map("".join)


@pytest.fixture(scope="module")
def encoder() -> EncoderFiles:
    return locate_encoder("bundled")


@pytest.fixture(scope="module")
def cut(encoder: EncoderFiles) -> Callable[[Sequence[str]], list[Pieces]]:
    tokenizer = WordPieceTokenizer(encoder)
    graph = tf.function(tokenizer, input_signature=[tf.TensorSpec([None], tf.string)])

    def pieces(texts: Sequence[str]) -> list[Pieces]:
        ids, starts, ends = (column.to_list() for column in graph(tf.constant(texts, tf.string)))
        return [
            [(encoder.vocab[i], s, e) for i, s, e in zip(*row, strict=True)]
            for row in zip(ids, starts, ends, strict=True)
        ]

    return pieces


def names(pieces: Pieces) -> list[str]:
    return [name for name, _, _ in pieces]


@given(st.lists(messy, max_size=6))
def test_pieces_cover_what_is_read_and_nothing_else(
    cut: Callable[[Sequence[str]], list[Pieces]], texts: list[str]
) -> None:
    for text, pieces in zip(texts, cut(texts), strict=True):
        covered = [False] * len(text)
        position = 0
        for _, start, end in pieces:
            assert position <= start <= end <= len(text)
            position = end
            if start < end:
                assert is_read(text, start)
                assert is_read(text, end - 1)
            for index in range(start, end):
                covered[index] = True
        for index, character in enumerate(text):
            if kind(character) is not Kind.INVISIBLE:
                assert covered[index] == is_read(text, index), (text, index)


@given(st.lists(messy, min_size=1, max_size=5))
def test_texts_do_not_affect_each_other(
    cut: Callable[[Sequence[str]], list[Pieces]], texts: list[str]
) -> None:
    assert cut(texts) == [cut([text])[0] for text in texts]


@given(st.lists(st.text(st.characters(max_codepoint=127), max_size=30), max_size=5))
def test_ascii_is_read_the_same_beside_other_characters(
    cut: Callable[[Sequence[str]], list[Pieces]], texts: list[str]
) -> None:
    """Most texts of ASCII take a short cut, which these two ways do not."""
    plain, odd, shifted = (
        cut([f"{b}{t}{a}" for t in texts]) for b, a in (("", ""), ("", " ⭐"), ("⭐ ", ""))
    )
    assert plain == odd
    assert plain == [[(name, s - 2, e - 2) for name, s, e in row] for row in shifted]


@given(messy, st.data())
def test_what_cannot_be_seen_changes_nothing(
    cut: Callable[[Sequence[str]], list[Pieces]], text: str, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(text)))
    character = data.draw(st.sampled_from("\u200b\u00ad\ufeff\u2060\u202e\ufe0f\u034f\U000e0041"))
    before, after = cut([text, text[:at] + character + text[at:]])
    assert names(before) == names(after)
    # Within a piece, or a character and its mark, it makes them longer.
    assert [(s + (s >= at), e + (e > at)) for _, s, e in before if s < e] == [
        (s, e) for _, s, e in after if s < e
    ]


@pytest.mark.parametrize("place", ["before", "inside", "behind", "between"])
def test_one_character_of_each_category_leaves_words_alone(
    cut: Callable[[Sequence[str]], list[Pieces]], place: str
) -> None:
    forms = {"before": "SQ *{}TACO TOWN 4412", "inside": "SQ *TACO{} TOWN 4412"}
    forms |= {"behind": "SQ *TACO TOWN{} 4412", "between": "SQ *TACO{}TOWN 4412"}
    others = [c for c in SOME_OF_EACH_CATEGORY if not c.isascii()]
    texts = [forms[place].format(character) for character in others]
    (clean,) = cut(["SQ *TACO TOWN 4412"])
    for character, text, pieces in zip(others, texts, cut(texts), strict=True):
        category = unicodedata.category(character)
        if category[0] == "N" or (place == "between" and category[0] in "LMC"):
            continue
        if category[0] == "L":
            # A part of the word, if the vocabulary has it, and otherwise a word beside it.
            assert [name for name in names(pieces) if name == "town" or name == "44"]
            continue
        assert names(pieces) == names(clean), (character, category)
        spans = [text[start:end] for _, start, end in pieces]
        assert spans[2:5] == spans_with_marks(character, category, place), (character, category)


def spans_with_marks(character: str, category: str, place: str) -> list[str]:
    """The pieces of TACO TOWN; a mark belongs to the letter before it."""
    spans = ["TA", "CO", "TOWN"]
    if category[0] == "M" and kind(character) is Kind.MARK and place in ("inside", "behind"):
        spans[1 if place == "inside" else 2] += character
    return spans


@pytest.mark.parametrize(
    "text",
    [
        "MIETE MAERZ|ABWA+",
        "MIETE MAERZ|abwa+",
        "100500|MREF+",
        "KD020007057|CRED+",
        "MUSTER|NAME: ",
        "100500|TRACE#",
        "SHOP|WWW.",
        "SHOP|HTTPS://",
        "?10|5744",
        "?21|Miete",
        "Vertrag|E3UW",
        "Miete|Maerz",
        "Münster|Ärzte",
        "MAERZ|Miete",
        "ÄRZTE|Über",
        "19|SEP",
        "MAIN|1ST",
        "12|TH",
        "AB|12|CD",
        "25,00|€",
        "TACO|ᚠ",
        "TACO|日|本",
    ],
)
def test_words_end_where_two_fields_meet(
    cut: Callable[[Sequence[str]], list[Pieces]], text: str
) -> None:
    *parts, last = text.split("|")
    borders = [len("".join(parts[: number + 1])) for number in range(len(parts))]
    whole = "".join([*parts, last])
    for shown in (whole, f"{whole} ⭐"):
        (pieces,) = cut([shown])
        assert all(not start < border < end for _, start, end in pieces for border in borders)


@pytest.mark.parametrize(
    "text", ["GmbH", "ATMs", "Cafe", "CAFE", "MREF+", "www.", "eK", "GmbH & Co"]
)
def test_other_words_stay_whole(cut: Callable[[Sequence[str]], list[Pieces]], text: str) -> None:
    upper, given_case, odd = (names(pieces) for pieces in cut([text.upper(), text, f"{text} ⭐"]))
    assert upper == given_case == odd


def test_no_piece_has_letters_and_digits(encoder: EncoderFiles) -> None:
    texts = [piece.removeprefix("##") for piece in encoder.vocab]
    mixed = [t for t in texts if {"L", "N"} <= {unicodedata.category(c)[0] for c in t}]
    assert len(mixed) > 100
    ids = WordPieceTokenizer(encoder)(tf.constant(mixed)).token_ids.to_list()
    for row in ids:
        for name in (encoder.vocab[i] for i in row):
            assert not {"L", "N"} <= {unicodedata.category(c)[0] for c in name}
