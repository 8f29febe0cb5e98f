"""Tests of the precision that an audit finds, by simulated audits whose truth is known."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitoring.audit_sample import AnsweredEntity, AnsweredText, draw
from monitoring.live_precision import (
    AuditedText,
    Precision,
    Verdict,
    equally_weighted,
    live_precision,
)

SAMPLES = 200
"""Audits of one period; with as many, a coverage of 0.95 is measured to 0.016."""


class Period:
    """Answers of a period, of which it is known what is right.

    Args:
      texts: How many.
      right: Share of right entities; texts differ about it, so errors come together.
      seed: Of everything.
      repeated: Whether few texts come very often.
      rare: Share of the texts that are in slice `country=FR`, where twice as much is wrong.
    """

    def __init__(
        self, texts: int, right: float, seed: int, *, repeated: bool = False, rare: float = 0.1
    ) -> None:
        chance = np.random.default_rng(seed)
        self.right: dict[tuple[str, AnsweredEntity], bool] = {}
        self.texts = []
        for number in range(texts):
            in_france = chance.random() < rare
            level = 1 - (1 - right) * (2 if in_france else 1)
            own = chance.beta(4 * level, 4 * (1 - level))
            answers = int(chance.pareto(1.2)) + 1 if repeated else 1
            entities = []
            for place in range(chance.integers(1, 5)):
                label = "PARTY" if place % 2 == 0 else "DATE"
                entity = AnsweredEntity(10 * place, 10 * place + 5, label, 0.95, answers)
                entities.append(entity)
                self.right[f"text {number}", entity] = bool(chance.random() < own)
            slices = {"country": "FR" if in_france else "DE"}
            name = f"text {number}"
            self.texts.append(
                AnsweredText(name, f"{seed}-{number:08x}", answers, tuple(entities), slices)
            )

    def precision(self, label: str | None = None, country: str | None = None) -> float:
        """The truth."""
        total = right = 0
        for text in self.texts:
            if country in (None, text.slices["country"]):
                for entity in text.entities:
                    if label in (None, entity.label):
                        total += entity.accepted
                        right += entity.accepted * self.right[text.text, entity]
        return right / total

    def audit(self, size: int, name: str, by: str | None = None) -> list[AuditedText]:
        """A sample, judged."""
        return [
            AuditedText(
                drawn.text.text,
                drawn.stratum,
                drawn.weight,
                drawn.text.answers,
                tuple((e, self.right[drawn.text.text, e]) for e in drawn.text.entities),
                drawn.text.slices,
            )
            for drawn in draw(self.texts, size, name, by)
        ]


@pytest.mark.parametrize(
    ("right", "size", "by", "repeated"),
    [
        (0.97, 100, None, False),
        (0.97, 300, None, False),
        (0.9, 100, None, True),
        (0.97, 200, "country", False),
        (0.95, 200, "label", True),
    ],
)
def test_intervals_hold_the_truth_as_often_as_promised(
    right: float, size: int, by: str | None, repeated: bool
) -> None:
    period = Period(1500, right, seed=3, repeated=repeated)
    figures = [live_precision(period.audit(size, f"audit {n}", by)) for n in range(SAMPLES)]

    def covered(found: list[Precision], truth: float) -> float:
        inside = [low <= truth <= high for low, high in (one.interval() for one in found)]
        return sum(inside) / len(inside)

    # Three deviations of chance below.
    least = 0.95 - 3 * np.sqrt(0.95 * 0.05 / SAMPLES)
    assert covered([f.everything for f in figures], period.precision()) >= least
    for label in ("PARTY", "DATE"):
        found = [f.labels[label] for f in figures if label in f.labels]
        assert covered(found, period.precision(label=label)) >= least, label
    for country in ("DE", "FR"):
        name = f"country={country}"
        found = [f.slices[name] for f in figures if name in f.slices]
        assert covered(found, period.precision(country=country)) >= least, country
    # And it is no interval that holds everything.
    widths = [high - low for low, high in (f.everything.interval() for f in figures)]
    assert np.mean(widths) < 4 / np.sqrt(size) * np.sqrt(right * (1 - right)) * 2

    mean = np.mean([f.everything.value for f in figures])
    deviation = np.std([f.everything.value for f in figures]) / np.sqrt(SAMPLES)
    # A ratio of two sums is biased by about 1 / size of its own deviation.
    assert abs(mean - period.precision()) < 4 * deviation + 0.02 / size


def judged(
    right: int, wrong: int, *, stratum: str = "", weight: float = 10.0, label: str = "PARTY"
) -> list[AuditedText]:
    """Texts with one entity each."""
    return [
        AuditedText(
            f"{stratum}/{label}/{number}",
            stratum,
            weight,
            1,
            ((AnsweredEntity(0, 5, label, 0.95, 1), number < right),),
        )
        for number in range(right + wrong)
    ]


def test_a_promise_is_kept_missed_or_open() -> None:
    kept = live_precision(judged(400, 1)).everything
    assert kept.verdict(0.97) is Verdict.KEPT
    assert kept.needed_texts(0.97) is None
    missed = live_precision(judged(90, 10))
    assert missed.everything.verdict(0.97) is Verdict.MISSED
    assert missed.missed(0.97) == ["all", "PARTY"]
    assert missed.missed(0.8) == []
    unsure = live_precision(judged(59, 1)).everything
    assert unsure.verdict(0.97) is Verdict.OPEN
    # All right: 0.97 ** n is below 0.025 from 122 on.
    assert live_precision(judged(60, 0)).everything.needed_texts(0.97) == 122


@given(right=st.integers(0, 150), wrong=st.integers(0, 150), target=st.floats(0.5, 0.99))
@settings(max_examples=50, deadline=None)
def test_as_many_texts_as_are_called_for_tell(right: int, wrong: int, target: float) -> None:
    figure = live_precision(judged(right, wrong)).everything
    needed = figure.needed_texts(target)
    low, high = figure.interval()
    assert 0 <= low <= high <= 1
    if right + wrong:
        assert low <= figure.value <= high
    if needed is not None:
        assert needed > figure.texts
        assert figure.verdict(target) is Verdict.OPEN
        more = replace(figure, texts=needed, effective=figure.effective * needed / figure.texts)
        fewer = replace(
            figure, texts=needed - 1, effective=figure.effective * (needed - 1) / figure.texts
        )
        assert more.verdict(target) is not Verdict.OPEN
        assert fewer.verdict(target) is Verdict.OPEN


def test_what_a_text_stands_for_counts() -> None:
    texts = judged(10, 0, stratum="DE", weight=90.0) + judged(0, 10, stratum="FR", weight=10.0)
    figure = live_precision(texts).everything
    assert (figure.texts, figure.accepted, figure.right) == (20, 20, 10)
    assert figure.value == pytest.approx(0.9)


def test_many_labels_are_not_found_wanting_by_chance() -> None:
    one = live_precision(judged(53, 7, label="PARTY"))
    assert one.missed(0.96) == ["all", "PARTY"]
    among = judged(53, 7, label="PARTY")
    for number in range(9):
        among += judged(60, 0, label=f"L{number}")
    # 60 of each ten labels; the same seven wrong ones now are one of ten looks.
    assert live_precision(among).missed(0.96) == []


def test_without_anything_accepted_nothing_is_said() -> None:
    figures = live_precision([])
    assert figures.everything.interval() == (0.0, 1.0)
    assert figures.to_dict(0.97)["all"]["value"] is None
    assert figures.missed(0.97) == []


def test_dense_strata_are_thinned_to_their_share() -> None:
    texts = judged(40, 0, stratum="DE", weight=100.0) + judged(40, 0, stratum="FR", weight=25.0)
    kept = equally_weighted(texts)
    assert len([text for text in kept if text.stratum == "DE"]) == 40
    assert len([text for text in kept if text.stratum == "FR"]) == 10
    assert equally_weighted(judged(7, 2)) == judged(7, 2)
    assert equally_weighted([]) == []
