from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluation.paired import compare_paired, compare_slices, least_wins
from models.export_format import Entity, Prediction
from models.span_scoring import MICRO
from preprocessing.records import Record
from preprocessing.spans import Span

TEXT = "CAFE 0412"


def records(count: int) -> list[Record]:
    span = (Span(0, 4, "PARTY"),)
    return [Record(str(number), TEXT, span, "x", number + 1) for number in range(count)]


def predictions(right: list[bool]) -> list[Prediction]:
    found = [Entity("PARTY", "CAFE", 0, 4, 0.9)]
    return [Prediction(TEXT, found if one else []) for one in right]


def test_who_is_right_more_often_is_better() -> None:
    worse, better = [True] * 50 + [False] * 50, [True] * 80 + [False] * 20
    paired = compare_paired(records(100), predictions(worse), predictions(better))
    assert paired.gains[MICRO].low > 0
    assert paired.gains[MICRO] == paired.gains["PARTY"]
    assert paired.gains[MICRO].value == pytest.approx(2 * 80 / 180 - 2 * 50 / 150)
    assert paired.verdict.startswith("the candidate is better: F1 +0.2222")
    turned = compare_paired(records(100), predictions(better), predictions(worse))
    assert turned.verdict.startswith("the baseline is better: F1 -0.2222")
    assert turned.gains[MICRO].high < 0
    assert paired.needed_texts is turned.needed_texts is None


@given(
    st.lists(st.tuples(st.sampled_from("AB"), st.booleans(), st.booleans()), max_size=12),
    st.integers(1, 4),
)
@settings(max_examples=20)
def test_a_slice_is_compared_as_its_texts_alone(
    texts: list[tuple[str, bool, bool]], least: int
) -> None:
    whole = [
        replace(record, metadata=(("bank", bank),) if number % 3 else ())
        for number, (record, (bank, *_)) in enumerate(zip(records(len(texts)), texts, strict=True))
    ]
    old, new = ([text[side] for text in texts] for side in (1, 2))
    found = compare_slices(whole, predictions(old), predictions(new), least)
    for bank in "AB":
        own = [n for n, (value, *_) in enumerate(texts) if value == bank and n % 3]
        name = f"bank={bank}"
        assert (name in found) == (len(own) >= least)
        if name in found:
            assert found[name] == compare_paired(
                [whole[n] for n in own],
                predictions([old[n] for n in own]),
                predictions([new[n] for n in own]),
            )
    assert set(found) <= {"bank=A", "bank=B"}


def test_what_is_hard_for_both_does_not_blur_the_difference() -> None:
    """The intervals of the two overlap widely, and yet one is better."""
    one = [number % 2 == 0 for number in range(100)]
    other = [right or number in range(1, 20, 2) for number, right in enumerate(one)]
    paired = compare_paired(records(100), predictions(one), predictions(other))
    assert paired.gains[MICRO].low > 0


def test_too_few_texts_say_how_many_would_tell() -> None:
    one, other = [True, True, False, True], [True, True, True, False]
    alike = compare_paired(records(4), predictions(one), predictions(other))
    assert (alike.gains[MICRO].value, alike.needed_texts) == (0, None)
    assert "4 texts do not tell" in alike.verdict
    unlike = compare_paired(records(8), predictions([True] * 7 + [False]), predictions([True] * 8))
    assert unlike.gains[MICRO].low == 0
    assert unlike.needed_texts is not None
    assert unlike.needed_texts > 8
    assert f"some {unlike.needed_texts} texts would" in unlike.verdict
    assert unlike.to_dict()["needed_texts"] == unlike.needed_texts


@given(st.integers(0, 300))
def test_the_sign_test(texts: int) -> None:
    def chance(wins: int) -> float:
        ways = sum(math.comb(texts, number) for number in range(wins, texts + 1))
        return 2 * ways / 2**texts

    wins = least_wins(texts)
    if wins is None:
        assert chance(texts) > 0.05
    else:
        assert chance(wins) <= 0.05 < chance(wins - 1)


@pytest.mark.parametrize(("texts", "wins"), [(0, None), (5, None), (6, 6), (10, 9), (20, 15)])
def test_the_sign_test_as_in_tables(texts: int, wins: int | None) -> None:
    assert least_wins(texts) == wins
