from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from preprocessing.graphemes import _boundaries, grapheme_boundaries

RECORDED = Path(__file__).parents[1] / "data" / "graphemes.json"

# The characters that join to others are few among all; without these, random text has hardly any.
JOINING = (
    "\r\n\u00ad\u0300\u0600\u0903\u1100\u1161\u11a8\uac00\uac01\u200b\u200d\ufe0f\u2764"
    "\U0001f1e9\U0001f1ea\U0001f3fb\U0001f44d\U0001f468"
)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from(JOINING))


def clusters(text: str) -> list[str]:
    return [text[start:end] for start, end in pairwise(grapheme_boundaries(text))]


def test_clusters_are_those_that_the_page_recorded() -> None:
    recorded = json.loads(RECORDED.read_text(encoding="ascii"))
    assert len(recorded) > 3000
    different = [
        (text, expected, grapheme_boundaries(text))
        for text, expected in recorded
        if grapheme_boundaries(text) != expected
    ]
    assert different == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("SQ *BLUE", list("SQ *BLUE")),
        ("a\r\nb\n\r", ["a", "\r\n", "b", "\n", "\r"]),
        ("Jose\u0301 😀", ["J", "o", "s", "e\u0301", " ", "😀"]),
        ("👨\u200d👩\u200d👧!", ["👨\u200d👩\u200d👧", "!"]),
        ("🇩🇪🇫🇷", ["🇩🇪", "🇫🇷"]),
        ("1\ufe0f\u20e3", ["1\ufe0f\u20e3"]),
    ],
)
def test_clusters_of_well_known_texts(text: str, expected: list[str]) -> None:
    assert clusters(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Joined with an emoji that Unicode 10 did not know.
        ("👩\u200d🦰", ["👩\u200d", "🦰"]),
        # A vowel killer does not join two consonants; newer versions of UAX #29 say it does.
        ("क्ष", ["क्", "ष"]),
        # Not by any version: two marks after a flag, and a skin tone after two marks.
        ("🇩🇪\ufe0f\ufe0f", ["🇩🇪\ufe0f", "\ufe0f"]),
        ("👍\ufe0f\ufe0f🏽", ["👍\ufe0f\ufe0f", "🏽"]),
    ],
)
def test_clusters_are_old_ones(text: str, expected: list[str]) -> None:
    assert clusters(text) == expected


@given(TEXTS)
def test_boundaries_increase_from_start_to_end(text: str) -> None:
    boundaries = grapheme_boundaries(text)
    assert boundaries[0] == 0
    assert boundaries[-1] == len(text)
    assert all(left < right for left, right in pairwise(boundaries))


@given(st.text(st.characters(max_codepoint=0x7F)) | st.text(st.characters(max_codepoint=0x2FF)))
def test_short_cut_gives_what_the_rules_give(text: str) -> None:
    assert grapheme_boundaries(text) == _boundaries(text)


def test_nothing_below_the_short_cuts_limit_joins() -> None:
    low = [chr(code) for code in range(0x300)]
    for left in low:
        text = left + left.join(low)
        assert _boundaries(text.replace("\r\n", "")) == list(
            range(len(text.replace("\r\n", "")) + 1)
        )


@given(TEXTS, TEXTS)
def test_a_control_parts_texts(left: str, right: str) -> None:
    parted = f"{left}\u200b{right}"
    expected = grapheme_boundaries(left)
    expected += [len(left) + 1 + offset for offset in grapheme_boundaries(right)]
    assert grapheme_boundaries(parted) == sorted(set(expected))


def test_long_clusters_take_no_longer() -> None:
    # Quadratic time would need minutes.
    text = "e" + "\u0301" * 200_000
    assert grapheme_boundaries(text) == [0, len(text)]
