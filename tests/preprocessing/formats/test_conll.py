from __future__ import annotations

import pytest

from preprocessing.formats.conll import is_column_line, read_sentences
from preprocessing.formats.texts import FormatError


def only(lines: list[str]) -> tuple[str, list[tuple[str, str]]]:
    """Text and covered texts with labels of the one sentence of the lines."""
    ((_, sentence),) = read_sentences(lines, "test")
    return sentence.text, [(sentence.text[s:e], label) for s, e, label in sentence.spans]


@pytest.mark.parametrize(
    "tags",
    [
        "B-LOC I-LOC O B-ORG B-ORG",
        "I-LOC I-LOC O I-ORG B-ORG",
        "B-LOC E-LOC O S-ORG S-ORG",
        "B-LOC L-LOC O U-ORG U-ORG",
    ],
)
def test_all_schemes_mean_the_same(tags: str) -> None:
    words = ["São", "Paulo", "😀", "ACME", "Globex"]
    lines = [f"{word}\t{tag}" for word, tag in zip(words, tags.split(), strict=True)]
    text, spans = only(lines)
    assert text == "São Paulo 😀 ACME Globex"
    assert spans == [("São Paulo", "LOC"), ("ACME", "ORG"), ("Globex", "ORG")]


def test_a_change_of_label_ends_a_span() -> None:
    assert only(["a B-X", "b I-Y"])[1] == [("a", "X"), ("b", "Y")]


def test_after_the_end_of_a_span_another_begins() -> None:
    assert only(["a E-X", "b I-X"])[1] == [("a", "X"), ("b", "X")]


def test_sentences_end_at_blank_lines_and_document_marks() -> None:
    lines = ["-DOCSTART- -X- O O", "", "a NN B-X", " ", "", "b NN O", "-DOCSTART- O", "c NN O"]
    sentences = [(line, sentence.text) for line, sentence in read_sentences(lines, "test")]
    assert sentences == [(3, "a"), (6, "b"), (8, "c")]


def test_the_column_of_the_tags() -> None:
    ((_, sentence),) = read_sentences(["a B-X O 7"], "test", column=1)
    assert sentence.spans == ((0, 1, "X"),)


def test_blank_words_are_left_out() -> None:
    assert only(["a\tB-X", "\u3000\tO", "\tO", "b\tI-X"]) == ("a b", [("a b", "X")])


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("word", "test:2: 'word' has one column"),
        ("word\tX-LOC", "test:2: the tag 'X-LOC' is neither O nor one of"),
        ("word\tB-", "test:2: the tag 'B-' is neither"),
        ("word\tO-LOC", "test:2: the tag 'O-LOC' is neither"),
    ],
)
def test_faults_name_the_line(line: str, message: str) -> None:
    with pytest.raises(FormatError, match=message):
        list(read_sentences(["a\tO", line], "test"))


def test_a_missing_column_names_the_line() -> None:
    with pytest.raises(FormatError, match="test:1: there is no column 4"):
        list(read_sentences(["a\tO"], "test", column=4))


def test_lines_in_columns_are_told() -> None:
    assert all(map(is_column_line, ["a\tO", "-DOCSTART- -X- O", "São NN B-LOC"]))
    assert not any(map(is_column_line, ["a", "", "O", "a b", "CHECKCARD 0412 SHOP", "{}"]))
