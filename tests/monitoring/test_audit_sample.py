"""Tests of the sample that an audit draws."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitoring.answers import LoggedAnswer, LoggedEntity
from monitoring.audit_sample import (
    AnsweredEntity,
    AnsweredText,
    SampleError,
    draw,
    frame_of,
)

LABELS = ("PARTY", "DATE", "PHONE")


@st.composite
def frames(draw_value: st.DrawFn) -> list[AnsweredText]:
    """Texts of a period."""
    count = draw_value(st.integers(1, 40))
    return [
        AnsweredText(
            f"text {number}",
            f"{number:08x}",
            draw_value(st.sampled_from([1, 1, 1, 2, 500])),
            (AnsweredEntity(0, 4, draw_value(st.sampled_from(LABELS)), 0.9, 1),),
            {"country": draw_value(st.sampled_from(["DE", "FR"]))},
        )
        for number in range(count)
    ]


@given(
    texts=frames(),
    size=st.integers(1, 50),
    by=st.sampled_from([None, "label", "country", "bank"]),
    shuffled=st.randoms(use_true_random=False),
)
@settings(max_examples=100, deadline=None)
def test_a_second_draw_is_the_same_and_as_large(
    texts: list[AnsweredText], size: int, by: str | None, shuffled: object
) -> None:
    try:
        drawn = draw(texts, size, "2026-W48", by)
    except SampleError:
        assert size < 6
        return
    assert len(drawn) == min(size, len(texts))
    assert len({d.text.text for d in drawn}) == len(drawn)
    assert all(d.weight >= 1 for d in drawn)
    other = list(texts)
    shuffled.shuffle(other)  # type: ignore[attr-defined]
    assert draw(other, size, "2026-W48", by) == drawn


def test_each_answer_has_the_same_chance() -> None:
    texts = [
        AnsweredText(f"t{n}", f"{n:08x}", 1 + 4 * (n % 2), (AnsweredEntity(0, 1, "PARTY", 1, 1),))
        for n in range(100)
    ]
    rounds = 2000
    hits = Counter(
        drawn.text.text for r in range(rounds) for drawn in draw(texts, 20, f"round {r}")
    )
    # 300 answers, 20 draws: a text that came once is drawn in 1 of 15 audits, others in 5 of 15.
    once = np.mean([hits[f"t{n}"] for n in range(0, 100, 2)]) / rounds
    often = np.mean([hits[f"t{n}"] for n in range(1, 100, 2)]) / rounds
    assert once == pytest.approx(1 / 15, abs=0.004)
    assert often == pytest.approx(5 / 15, abs=0.004)


def test_the_first_of_a_sample_are_a_sample_of_all_strata() -> None:
    texts = [
        AnsweredText(
            f"t{n}",
            f"{n:08x}",
            1,
            (AnsweredEntity(0, 1, "PARTY", 1, 1),),
            {"country": "FR" if n % 10 == 0 else "DE"},
        )
        for n in range(1000)
    ]
    drawn = draw(texts, 100, "2026-W48", "country")
    sizes = Counter(d.stratum for d in drawn)
    # By the root of their answers, 3 to 1.
    assert sizes == {"DE": 75, "FR": 25}
    half = Counter(d.stratum for d in drawn[:50])
    assert abs(half["FR"] - 12.5) <= 2
    assert {d.stratum: round(d.weight) for d in drawn} == {"DE": 12, "FR": 4}


def test_rare_labels_get_more_than_their_share() -> None:
    texts = [
        AnsweredText(
            f"t{n}",
            f"{n:08x}",
            1,
            (
                AnsweredEntity(0, 1, "PARTY", 1, 1),
                AnsweredEntity(2, 3, "PHONE", 1, int(n % 100 == 0)),
            ),
        )
        for n in range(2000)
    ]
    drawn = draw(texts, 100, "w", "label")
    phones = sum("PHONE" in d.text.accepted_labels for d in drawn)
    # By the root of their texts 9.1 of 100, where 1 would be their share.
    assert phones == 10
    with pytest.raises(SampleError, match="2 strata, which need 4"):
        draw(texts, 3, "w", "label")


def answer(
    text: str | None,
    *entities: tuple[int, int, str, bool],
    version: int = 7,
    text_hash: str = "00",
    country: str = "DE",
) -> LoggedAnswer:
    return LoggedAnswer(
        datetime(2026, 11, 23, tzinfo=UTC),
        "transactions",
        version,
        text_hash,
        text,
        tuple(LoggedEntity(label, start, end, 0.9, sure) for start, end, label, sure in entities),
        3.0,
        {"country": country},
    )


def test_texts_that_are_equal_when_redacted_are_one() -> None:
    frame = frame_of(
        [
            answer("CARD 0000", (0, 4, "CHANNEL", True), text_hash="0b"),
            answer("CARD 0000", (0, 4, "CHANNEL", True), (5, 9, "SUM", False), text_hash="0a"),
            answer("CARD 0000", (0, 4, "CHANNEL", False), country="FR", text_hash="0c"),
            answer("NOTHING", (0, 4, "PARTY", False)),
            answer("OTHER VERSION", (0, 4, "PARTY", True), version=6),
            answer(None, (0, 4, "PARTY", True)),
        ],
        version=7,
    )
    (text,) = frame.texts
    assert text.entities == (
        AnsweredEntity(0, 4, "CHANNEL", 0.9, 2),
        AnsweredEntity(5, 9, "SUM", 0.9, 0),
    )
    assert (text.answers, text.text_hash, text.slices) == (3, "0a", {"country": "DE"})
    assert (frame.answers, frame.nothing_accepted, frame.without_text) == (5, 2, 1)
