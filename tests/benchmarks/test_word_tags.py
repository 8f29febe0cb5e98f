from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.peers.word_tags import find_words, to_spans, to_tags


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("SQ *CAFE 12", ["SQ", "*", "CAFE", "12"]),
        ("  a.b_c\t", ["a", ".", "b", "_", "c"]),
        ("EUR25.00", ["EUR25", ".", "00"]),
        ("cafe\u0301 x", ["cafe\u0301", "x"]),
        ("❤\ufe0fa", ["❤\ufe0f", "a"]),
        ("हिन्दी", ["हिन्दी"]),
        ("", []),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    assert [text[start:end] for start, end in find_words(text)] == words


@given(st.text())
def test_words_cover_all_but_white_space(text: str) -> None:
    words = find_words(text)
    covered = {index for start, end in words for index in range(start, end)}
    assert covered == {i for i, character in enumerate(text) if not character.isspace()}
    assert sum(end - start for start, end in words) == len(covered)


@given(st.text(), st.data())
def test_spans_on_words_come_back(text: str, data: st.DataObject) -> None:
    words = find_words(text)
    cuts = sorted(data.draw(st.sets(st.integers(0, len(words)))))
    spans = [
        [words[first][0], words[last - 1][1], data.draw(st.sampled_from("XY"))]
        for first, last in zip(cuts[::2], cuts[1::2], strict=False)
    ]
    tags, lost = to_tags(words, spans)
    assert lost == 0
    assert to_spans(words, tags) == spans


def test_a_span_within_a_word_is_lost_and_counted() -> None:
    words = find_words("SEATTLEWA 98101")
    tags, lost = to_tags(words, [[0, 7, "LOCATION"], [10, 15, "REFERENCE"]])
    assert (tags, lost) == (["O", "B-REFERENCE"], 1)


def test_what_continues_nothing_begins_a_span() -> None:
    words = find_words("a b c d")
    assert to_spans(words, ["I-X", "I-Y", "O", "I-Y"]) == [[0, 1, "X"], [2, 3, "Y"], [6, 7, "Y"]]
