"""Tests of the choice of texts by what they teach."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from annotation.client import DoccanoClient
from annotation.expected_gain import (
    DISAGREEMENT,
    NOTHING_FOUND,
    UNSEEN,
    expected_errors,
    order_by_gain,
)
from annotation.push import push
from annotation.selection import Selection
from models.export_format import Entity
from preprocessing.texts import Text
from tests.annotation.conftest import FakeDoccano
from tests.annotation.test_push import FakeModel

FEES = [f"MONTHLY FEE {number:05}" for number in range(40)]
CARDS = [f"CARD PURCHASE AT SHOP{chr(65 + number)}X" for number in range(20)]
ODD = "QUARTERLY DIVIDEND PAYOUT"


@given(st.lists(st.text(max_size=30), max_size=12), st.integers(0, 12), st.integers(0, 5))
@settings(max_examples=40, deadline=None)
def test_each_text_comes_once_whatever_it_is(texts: list[str], count: int, known: int) -> None:
    errors = [float(number % 3) for number in range(len(texts))]
    chosen = list(order_by_gain(texts, errors, texts[:known], count))
    assert len(chosen) == min(count, len(texts))
    assert len(set(chosen)) == len(chosen)
    assert sorted(order_by_gain(texts, errors)) == list(range(len(texts)))


def test_near_twins_are_not_annotated_twice() -> None:
    texts = [*FEES, *CARDS, ODD]
    first = [texts[index] for index in order_by_gain(texts, [1.0] * len(texts), count=3)]
    assert {text.split()[0] for text in first} == {"MONTHLY", "CARD", "QUARTERLY"}
    # What stands for most comes first, although no text is more difficult than another.
    assert first[0].startswith("MONTHLY")


def test_what_is_annotated_already_comes_last() -> None:
    texts = [*FEES, *CARDS]
    chosen = [texts[i] for i in order_by_gain(texts, [1.0] * len(texts), ["MONTHLY FEE 77"], 1)]
    assert chosen[0].startswith("CARD")


def test_where_nothing_is_wrong_nothing_is_to_be_gained() -> None:
    texts = [*FEES, *CARDS]
    errors = [0.001] * len(FEES) + [1.0] * len(CARDS)
    assert texts[next(order_by_gain(texts, errors))].startswith("CARD")


def test_errors_that_are_expected() -> None:
    sure = Entity("PARTY", "SHOP", 0, 4, 1.0)
    unsure = Entity("DATE", "05", 5, 7, 0.4)
    assert expected_errors([sure]) == UNSEEN
    assert expected_errors([sure, unsure]) == UNSEEN + 0.6
    assert expected_errors([]) == UNSEEN + NOTHING_FOUND
    assert expected_errors([sure], [sure]) == UNSEEN
    assert expected_errors([sure], [sure, unsure]) == UNSEEN + DISAGREEMENT
    assert expected_errors([], []) == UNSEEN + NOTHING_FOUND


def test_a_push_of_what_teaches_most(fake: FakeDoccano, client: DoccanoClient) -> None:
    fake.project.add("MONTHLY FEE 99999")
    texts = [Text(text) for text in (*FEES, *CARDS, ODD)]
    sure = FakeModel(lambda _: [(0, 4, "PARTY", 0.9)])
    push(client, 1, texts, predictor=sure, selection=Selection.GAIN, limit=2)
    sent = [example.text for example in fake.project.examples[1:]]
    assert [text.split()[0] for text in sent] == ["CARD", "QUARTERLY"]


def test_a_push_of_what_two_versions_find_different_things_in(
    fake: FakeDoccano, client: DoccanoClient
) -> None:
    texts = [Text(text) for text in (*FEES, *CARDS)]
    one = FakeModel(lambda _: [(0, 4, "PARTY", 0.95)])
    other = FakeModel(lambda text: [(0, 4, "DATE" if text in CARDS else "PARTY", 0.95)])
    push(client, 1, texts, predictor=one, other=other, selection=Selection.GAIN, limit=1)
    assert fake.project.examples[0].text in CARDS
    assert sorted(other.seen) == sorted([*FEES, *CARDS])
