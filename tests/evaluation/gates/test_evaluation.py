from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from evaluation.gates.checks import Check, dump_checks, load_checks
from evaluation.gates.evaluation import bounded, evaluation_checks
from evaluation.gates.int8 import int8_checks
from evaluation.gates.settings import EvaluationSettings
from evaluation.text_counts import TextCounts
from pipeline.config import load_settings
from tests.evaluation.planted import LABELS, planted

DEFAULTS = load_settings().evaluation


def settings(**changes: Any) -> EvaluationSettings:
    nothing = {"min": {}, "max_drop": {}, "slice_min": {}, "slice_max_drop": {}}
    return DEFAULTS.model_copy(update={**nothing, **changes})


def failed(checks: list[Check]) -> list[str]:
    return [check.name for check in checks if not check.passed]


def test_a_lower_bound_holds_for_the_figure_itself() -> None:
    counts = planted(300)
    f1 = counts.figure("micro/f1")
    for bound, passes in ((f1 - 0.001, True), (f1 + 0.001, False)):
        (check,) = evaluation_checks(
            counts, None, settings(min={"micro/f1": bound}), blessed=passes
        )
        assert check.passed is passes
        assert check.interval is not None
        assert check.interval[0] < f1 < check.interval[1]


def test_every_label_has_the_bound_of_the_star_unless_it_has_its_own() -> None:
    assert bounded({"micro/f1": 0.8, "*/f1": 0.3, "B/f1": 0.5}, LABELS) == {
        "micro/f1": 0.8, "B/f1": 0.5, "A/f1": 0.3, "C/f1": 0.3,
    }  # fmt: skip


def test_a_label_that_was_never_learned_fails_by_default() -> None:
    counts = planted(300, recall=(0.95, 0.95, 0.0))
    checks = evaluation_checks(counts, None, DEFAULTS, blessed=False)
    assert failed(checks) == ["C/f1"]


def test_a_verdict_of_tfma_that_disagrees_fails() -> None:
    checks = evaluation_checks(planted(50), None, settings(min={"micro/f1": 0.5}), blessed=False)
    assert failed(checks) == ["verdict"]
    assert "TFMA did not bless it" in str(checks[-1])


def test_what_tfma_does_not_know_does_not_have_to_be_blessed() -> None:
    bounds = settings(min={"accepted/precision": 0.9, "accepted/share": 0.99})
    checks = evaluation_checks(planted(50), None, bounds, blessed=True)
    assert failed(checks) == ["accepted/share"]


@pytest.mark.parametrize("label", range(len(LABELS)))
def test_ten_points_less_of_one_label_are_refused_with_2000_texts(label: int) -> None:
    """Of every label, at each of 20 draws of the errors, by the bounds of the default settings."""
    recall = [0.9] * len(LABELS)
    recall[label] = 0.73  # 0.1 of F1
    refused = 0
    for seed in range(20):
        worse = planted(2000, seed=seed, recall=tuple(recall))
        released = planted(2000, seed=seed + 1000)
        refused += f"{LABELS[label]}/f1 drop" in failed(
            evaluation_checks(worse, released, DEFAULTS, blessed=True)
        )
    assert refused >= 19


@pytest.mark.parametrize("texts", [30, 100, 1000])
def test_an_equal_model_passes_as_often_as_promised(texts: int) -> None:
    """Two models with the same rates, whose errors are not the same: 40 pairs."""
    passed = sum(
        not failed(
            evaluation_checks(
                planted(texts, seed), planted(texts, seed + 1000), DEFAULTS, blessed=True
            )
        )
        for seed in range(40)
    )
    assert passed >= 35  # 0.95, less two standard deviations


def test_a_drop_that_chance_explains_is_pointed_out() -> None:
    for seed in range(50):
        worse, released = planted(40, seed), planted(40, seed + 1000)
        (check,) = evaluation_checks(
            worse, released, settings(max_drop={"micro/f1": 0.005}), blessed=True
        )
        if check.passed and check.value is not None and check.value > 0.005:
            assert "not enough texts to tell it from chance" in check.detail
            return
    pytest.fail("no drop by chance among 50")


def test_a_real_drop_says_what_is_in_release() -> None:
    worse, released = planted(2000, 1, recall=(0.6, 0.6, 0.6)), planted(2000, 2)
    (check,) = evaluation_checks(
        worse, released, settings(max_drop={"micro/f1": 0.01}), blessed=True
    )
    assert not check.passed
    assert check.detail == f"{released.figure('micro/f1'):.4f} in release"


def test_one_slice_that_falls_is_named() -> None:
    released = planted(3000, slices=True)
    spans = released.spans.copy()
    rows = released.rows_of("country")["country=FR"]
    spans[rows[::4], :, 0] = 0  # a quarter of the French texts goes wrong
    worse = TextCounts(LABELS, spans, released.accepted, released.slices)
    bounds = settings(
        slices=["country"], slice_min={"micro/f1": 0.5}, slice_max_drop={"micro/f1": 0.03}
    )
    checks = evaluation_checks(worse, released, bounds, blessed=True)
    assert failed(checks) == ["country=FR micro/f1 drop"]
    assert [check.name for check in checks] == ["country=FR micro/f1", "country=FR micro/f1 drop"]
    none = evaluation_checks(
        worse, released, bounds.model_copy(update={"min_slice_texts": 1001}), blessed=True
    )
    assert none == []


def test_int8_is_not_refused_for_one_span_of_a_hundred_texts() -> None:
    exported = planted(100)
    spans = exported.spans.copy()
    row = int(np.argmax(spans[:, 0, 0] > 0))
    spans[row, 0, 0] -= 1
    int8 = TextCounts(LABELS, spans, exported.accepted, exported.slices)
    (check,) = int8_checks(int8, exported, 0.003, 0.95)
    assert check.value is not None
    assert check.value > 0.003
    assert check.passed
    assert "not enough texts" in check.detail


def test_int8_that_loses_a_point_of_many_texts_is_refused() -> None:
    exported = planted(5000)
    spans = exported.spans.copy()
    spans[::50, :, 0] = 0
    int8 = TextCounts(LABELS, spans, exported.accepted, exported.slices)
    (check,) = int8_checks(int8, exported, 0.003, 0.95)
    assert not check.passed
    assert str(check).startswith("int8 gate: micro/f1 drop failed: 0.01")
    (better,) = int8_checks(exported, int8, 0.0, 0.95)
    assert better.passed


def test_a_missing_figure_fails() -> None:
    counts = planted(10)
    checks = evaluation_checks(counts, counts, settings(min={"D/f1": 0.0}), blessed=False)
    assert failed(checks) == ["D/f1"]
    checks = evaluation_checks(counts, counts, settings(max_drop={"D/f1": 1.0}), blessed=True)
    assert failed(checks) == ["D/f1 drop"]


def test_checks_come_back_with_their_intervals() -> None:
    checks = evaluation_checks(planted(50), None, DEFAULTS, blessed=True)
    assert load_checks(dump_checks(checks)) == checks
