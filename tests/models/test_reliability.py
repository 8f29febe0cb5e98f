from __future__ import annotations

import numpy as np
import pytest
import tensorflow as tf

from models.calibration import calibrate, in_held_out_part
from models.confidence import Curve
from models.reliability import expected_calibration_error, reliability, reliability_table
from tests.models.scored import LABELS, simulated


def error_of(scores: np.ndarray, right: np.ndarray) -> float:
    error = expected_calibration_error(reliability(scores, right))
    assert error is not None
    return error


def test_the_calibration_error_of_a_small_example() -> None:
    scores = np.array([0.95, 0.97, 0.99, 0.5, 1.0])
    right = np.array([True, True, False, False, True])
    low, high = reliability(scores, right)
    assert (low.entities, low.score, low.precision) == (1, 0.5, 0.0)
    assert (low.lower, low.upper) == (pytest.approx(7 / 15), pytest.approx(8 / 15))
    assert (high.entities, high.precision, high.upper) == (4, 0.75, 1.0)
    assert high.score == pytest.approx(3.91 / 4)
    expected = 1 / 5 * 0.5 + 4 / 5 * (3.91 / 4 - 0.75)
    assert expected_calibration_error([low, high]) == pytest.approx(expected)
    assert expected_calibration_error([]) is None


def test_calibrated_scores_have_a_small_error_and_overconfident_ones_a_large_one() -> None:
    calibrated = simulated(20_000, seed=1)
    assert error_of(calibrated.score, calibrated.right) < 0.01
    assert error_of(calibrated.score**0.2, calibrated.right) > 0.05


def test_figures_of_the_held_out_part_are_what_the_graph_accepts() -> None:
    data = simulated(6000, seed=5, curve=Curve(0.9, 0.5), labels=3, texts=2000)
    confidence, report = calibrate(data, LABELS, 0.9)
    rest = data.where(in_held_out_part(data.text_id))
    scores = confidence.scores(tf.constant(rest.score))
    accepted = confidence.accepted(scores, tf.constant(rest.label)).numpy()
    for index, label in enumerate(LABELS):
        own = rest.label == index
        entry = report.labels[label]
        assert (entry.entities, entry.accepted) == (own.sum(), (accepted & own).sum())
        assert entry.accepted > 0
        assert entry.precision == pytest.approx(rest.right[own].mean())
        assert entry.accepted_precision == pytest.approx(rest.right[accepted & own].mean())
        assert entry.accepted_share == pytest.approx(accepted[own].mean())
        assert entry.threshold == confidence.thresholds[index]
    assert sum(entry.entities for entry in report.reliability_after) == len(rest)


def test_the_table_shows_what_is_accepted() -> None:
    data = simulated(6000, seed=5, curve=Curve(0.9, 0.5), labels=2, texts=2000)
    _, report = calibrate(data, LABELS, 0.9)
    table = reliability_table(report).splitlines()
    (never,) = (line for line in table if line.startswith("| AMOUNT"))
    assert never == "| AMOUNT | 0 | – | never | 0.0% | – |"
    (party,) = (line for line in table if line.startswith("| PARTY"))
    entry = report.labels["PARTY"]
    assert f"| {entry.threshold:.3f} | {entry.accepted_share:.1%} |" in party
    assert f"{report.ece_after:.4f} after" in "\n".join(table)
    assert len({line.count("|") for line in table if line.startswith("| 0.")}) == 1
