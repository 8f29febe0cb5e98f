from __future__ import annotations

import json
import logging
from dataclasses import asdict, replace

import numpy as np
import pytest
import tensorflow as tf
from hypothesis import given
from hypothesis import strategies as st

from models.calibration import (
    MAX_DOUBT,
    CalibrationError,
    calibrate,
    choose,
    fit_curve,
    in_held_out_part,
    needed_entities,
    recalibrate,
    threshold,
)
from models.confidence import NEVER, Confidence, Curve
from models.reliability import ScoredEntities, reliability_table
from models.span_scoring import MICRO
from tests.models.scored import LABELS, entities, simulated

probabilities = st.floats(0, 1, width=32)
curves = st.builds(Curve, st.floats(0, 3), st.floats(-5, 5))
targets = st.floats(0.5, 0.999)


def outcome_of(count: int, seed: int, curve: Curve, digits: int) -> tuple[np.ndarray, np.ndarray]:
    """Scores, some of them equal, and whether they are of right entities."""
    data = simulated(count, seed, curve)
    return data.score.round(digits), data.right


outcomes = st.one_of(
    st.builds(
        outcome_of,
        st.integers(0, 500),
        st.integers(0, 1 << 32),
        curves,
        st.integers(1, 6),
    ),
    # And anything else that can be.
    st.lists(st.tuples(probabilities, st.booleans())).map(
        lambda pairs: (
            np.array([score for score, _ in pairs], np.float32),
            np.array([right for _, right in pairs], bool),
        )
    ),
)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("curve", [Curve(0.4, -0.5), Curve(0.8, -1.5), Curve(1.5, 1.0)])
def test_overconfident_and_timid_scores_are_repaired(curve: Curve, seed: int) -> None:
    _, report = calibrate(simulated(20_000, seed, curve), ["PARTY"], 0.9)
    assert report.ece_before is not None
    assert report.ece_after is not None
    assert report.ece_before > 0.04
    assert report.ece_after < 0.025 < report.ece_before / 1.5


def test_the_curve_that_made_the_data_is_found() -> None:
    data = simulated(50_000, seed=4, curve=Curve(0.8, -0.4))
    found = fit_curve(data.score, data.right)
    assert found.slope == pytest.approx(0.8, abs=0.05)
    assert found.intercept == pytest.approx(-0.4, abs=0.1)


@given(outcomes)
def test_the_curve_never_falls(outcome: tuple[np.ndarray, np.ndarray]) -> None:
    curve = fit_curve(*outcome)
    assert curve.slope >= 0
    grid = tf.constant(np.sort(np.append(np.linspace(0, 1, 200), outcome[0])), tf.float32)
    scores = curve(grid).numpy()
    # Vectors and single numbers differ in the last digit.
    assert (np.diff(scores) >= -1e-6).all()
    assert ((scores >= 0) & (scores <= 1)).all()


@given(outcomes)
def test_no_nearby_curve_makes_what_was_seen_more_probable(
    outcome: tuple[np.ndarray, np.ndarray],
) -> None:
    scores, right = outcome
    found = fit_curve(scores, right)

    def loss(slope: float, intercept: float) -> float:
        log_odds = intercept - slope * np.log(1 + 1e-6 - scores.astype(np.float64))
        surprise = np.logaddexp(0, log_odds) - right * log_odds
        return float(surprise.sum() + ((slope - 1) ** 2 + intercept**2) / 2)

    best = loss(found.slope, found.intercept)
    for step in (1e-3, 0.1, 1.0):
        for slope, intercept in ((step, 0), (-step, 0), (0, step), (0, -step)):
            if found.slope + slope >= 0:
                assert loss(found.slope + slope, found.intercept + intercept) >= best - 1e-9


@given(outcomes, targets, targets)
def test_a_higher_target_accepts_a_part_of_what_a_lower_one_does(
    outcome: tuple[np.ndarray, np.ndarray], one: float, other: float
) -> None:
    low, high = (threshold(*outcome, target) for target in sorted((one, other)))
    assert low <= high


@given(outcomes, targets)
def test_what_is_above_a_threshold_supports_it_and_nothing_lower_would(
    outcome: tuple[np.ndarray, np.ndarray], target: float
) -> None:
    scores, right = outcome
    limit = threshold(scores, right, target)
    if limit <= 1:
        accepted = scores >= limit
        assert right[accepted].mean() >= target - 0.1
        assert accepted.sum() >= needed_entities(target)
        # Chance is in the drawing, so not to the last digit.
        assert doubt(right[accepted], target) <= MAX_DOUBT + 0.02
    for lower in np.unique(scores[scores < limit]):
        assert doubt(right[scores >= lower], target) > MAX_DOUBT - 0.02


def doubt(right: np.ndarray, target: float) -> float:
    """How probable a precision below the target is, by drawing from the posterior."""
    shares = np.random.default_rng(0).beta(right.sum() + 0.5, (~right).sum() + 0.5, 10_000)
    return float(np.mean(shares < target))


def test_few_entities_are_not_accepted_by_luck() -> None:
    needed = needed_entities(0.98)
    assert needed == 41
    scores = np.linspace(0.99, 0.9, needed)
    assert threshold(scores[1:], np.ones(needed - 1, bool), 0.98) == NEVER
    assert threshold(scores, np.ones(needed, bool), 0.98) == pytest.approx(0.9, abs=1e-5)
    # Right in nine of ten cases, whatever the score: that the first few are right does not do.
    random = np.random.default_rng(2)
    lucky = sum(
        threshold(random.random(100), random.random(100) < 0.9, 0.98) <= 1 for _ in range(200)
    )
    assert lucky <= 10


def test_equal_scores_are_accepted_together_or_not_at_all() -> None:
    scores = np.repeat([0.9, 0.8], 100)
    right = np.ones(200, bool)
    right[100:150] = False
    assert threshold(scores, right, 0.95) == pytest.approx(0.85)
    right[:] = True
    right[:50] = False
    assert threshold(scores, right, 0.95) == NEVER
    assert threshold(scores, right, 0.7) == pytest.approx(0.8, abs=1e-5)


@pytest.mark.parametrize("target", [0.9, 0.95, 0.98])
def test_precision_holds_on_texts_that_the_thresholds_do_not_know(target: float) -> None:
    curve, precisions = Curve(0.9, -0.5), []
    for seed in range(10):
        data = simulated(8000, seed, curve, labels=3, texts=2500)
        _, report = calibrate(data, LABELS, target, min_score=target)
        total = report.labels[MICRO]
        assert total.accepted_precision is not None
        assert total.accepted_precision >= target - 0.01
        assert total.accepted > 300
        precisions.append(total.accepted_precision)
    # Each that is accepted reaches the target by itself, so all together are above it.
    assert np.mean(precisions) <= (1 + target) / 2 + 0.02


def test_the_stored_numbers_know_nothing_of_the_held_out_part() -> None:
    data = simulated(4000, seed=3, curve=Curve(0.9, -0.5), labels=3, texts=1000)
    confidence, report = calibrate(data, LABELS, 0.95)
    held_out = in_held_out_part(data.text_id)
    for text in np.unique(data.text_id):
        assert len(np.unique(held_out[data.text_id == text])) == 1
    spoilt = ScoredEntities(data.score, data.label, data.right & ~held_out, data.text_id)
    again, spoilt_report = calibrate(spoilt, LABELS, 0.95)
    assert again == confidence
    assert spoilt_report.labels[MICRO].accepted_precision == 0
    assert report.held_out_entities == np.sum(held_out) == report.labels[MICRO].entities
    assert report.calibration_entities == np.sum(~held_out)
    assert report.calibration_texts + report.held_out_texts == 1000
    assert 400 < report.held_out_texts < 600


@pytest.mark.parametrize(
    ("found", "accepted"),
    [
        pytest.param(entities([], []), 0, id="nothing found"),
        pytest.param(entities([0.9], [True]), 0, id="one"),
        pytest.param(entities([0.5] * 400, [True] * 400), 1, id="all right and alike"),
        pytest.param(entities([1.0] * 400, [True] * 400), 1, id="all right and sure"),
        pytest.param(entities([1.0] * 400, [False] * 400), 0, id="all wrong and sure"),
        pytest.param(entities([0.0] * 400, [False] * 400), 0, id="all wrong"),
        pytest.param(entities([0.0, 1.0] * 200, [True, False] * 200), 0, id="upside down"),
        pytest.param(entities([0.0, 1.0] * 200, [False, True] * 200), 0.5, id="without doubt"),
        pytest.param(entities([float("nan")] * 9, [True] * 9), 0, id="no numbers"),
        pytest.param(
            entities([float("nan"), 0.9] * 300, [False, True] * 300), 1, id="some numbers"
        ),
        pytest.param(entities([0.9] * 400, [True] * 400, texts=1), 0, id="one text"),
    ],
)
def test_odd_data_have_a_sensible_result(found: ScoredEntities, accepted: float) -> None:
    confidence, report = calibrate(found, ["PARTY"], 0.95, min_score=0.95)
    scores = confidence.scores(tf.constant([0.0, 0.5, 1.0])).numpy()
    assert np.isfinite(scores).all()
    assert (np.diff(scores) >= 0).all()
    assert report.labels[MICRO].accepted_share == pytest.approx(accepted, abs=0.07)
    json.dumps(asdict(report), allow_nan=False)
    assert "| PARTY |" in reliability_table(report)


@pytest.mark.parametrize("share", [3, 6])
def test_what_is_not_reliable_is_not_accepted_for_the_sake_of_the_others(share: int) -> None:
    # Of those with low scores three or six in ten are right; even with them nine in ten of all are.
    scores = np.concatenate([np.linspace(0.3, 0.4, 400), np.linspace(0.9, 1, 4000)])
    right = np.concatenate([np.arange(400) % 10 < share, np.ones(4000, bool)])
    confidence = choose(entities(scores, right), ["PARTY"], 0.8, min_score=0.8)
    calibrated = confidence.scores(tf.constant(scores, tf.float32)).numpy()
    assert threshold(calibrated, right, 0.8) < 0.8
    (limit,) = confidence.thresholds
    assert 0.8 <= limit <= calibrated[400]


@given(outcomes, targets)
def test_no_threshold_is_below_the_least(
    outcome: tuple[np.ndarray, np.ndarray], target: float
) -> None:
    scores, right = outcome
    limit = threshold(scores, right, target, least=target)
    assert limit >= target
    if limit <= 1:
        accepted = scores >= limit
        # Enough evidence of their own, without what is below.
        assert accepted.sum() >= needed_entities(target)
        assert doubt(right[accepted], target) <= MAX_DOUBT + 0.02


def test_a_label_that_is_never_accepted_is_named(caplog: pytest.LogCaptureFixture) -> None:
    good = entities([0.9] * 300, [True] * 300, label=0)
    few = entities([0.9] * 20, [True] * 20, label=1, first=1000)
    columns = (
        np.concatenate(pair) for pair in zip(vars(good).values(), vars(few).values(), strict=True)
    )
    with caplog.at_level(logging.WARNING):
        confidence = choose(ScoredEntities(*columns), LABELS, 0.98)
    assert confidence.thresholds[0] <= 1
    assert confidence.thresholds[1:] == (NEVER, NEVER)
    (message,) = (record.getMessage() for record in caplog.records)
    assert "DATE (of 20 entities 20 right), AMOUNT (of 0 entities 0 right)" in message
    assert "at least 41" in message
    assert "serving.target_precision" in message
    assert "PARTY" not in message


def test_all_is_well_without_a_warning(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        calibrate(entities([0.9] * 800, [True] * 800), ["PARTY"], 0.98)
    assert not caplog.records


def audited(count: int, seed: int, truth: Curve, present: Curve) -> ScoredEntities:
    """Entities as a model with another curve than the true one answers them."""
    data = simulated(count, seed, truth)
    return replace(data, score=present(data.score).numpy())


PRESENT = Confidence(Curve(1.0, 2.0), (0.9,))
"""More sure of itself than it may be, where the truth is `TRUTH`."""
TRUTH = Curve(0.8, -0.5)


@pytest.mark.parametrize("count", [100, 400, 2000])
def test_what_is_accepted_after_an_audit_keeps_the_promise(count: int) -> None:
    before, after = [], []
    for seed in range(40):
        try:
            found = recalibrate(PRESENT, audited(count, seed, TRUTH, PRESENT.curve), 0.9, 0.5)
        except CalibrationError:
            continue
        fresh = simulated(4000, 1000 + seed, TRUTH)
        for confidence, precisions in ((PRESENT, before), (found, after)):
            accepted = confidence.scores(fresh.score).numpy() >= confidence.thresholds[0]
            if accepted.any():
                precisions.append(float(fresh.right[accepted].mean()))
    assert np.mean(before) < 0.87
    # At most one in five misses it, by what was seen; with 40 draws that may look like more.
    assert np.mean([precision >= 0.9 for precision in after]) >= 0.65
    assert np.mean(after) > 0.9
    assert len(after) >= 35


def test_the_bent_curve_is_the_true_one_where_much_was_audited() -> None:
    found = recalibrate(PRESENT, audited(50_000, 3, TRUTH, PRESENT.curve), 0.9)
    assert found.curve is not None
    assert found.curve.slope == pytest.approx(TRUTH.slope, abs=0.05)
    assert found.curve.intercept == pytest.approx(TRUTH.intercept, abs=0.1)


def three_labels(count: int, wrong: int) -> ScoredEntities:
    """Many sure and right entities of the first label, five of the second, none of the third."""
    labels = np.array([0] * count + [1] * 5)
    right = np.array([True] * count + [number >= wrong for number in range(5)])
    scores = np.linspace(0.9, 0.99, count + 5).astype(np.float32)
    return ScoredEntities(scores, labels, right, np.array([b"x"] * (count + 5), object))


def test_labels_that_few_were_audited_of_follow_the_others() -> None:
    present = Confidence(Curve(1.0, 0.0), (0.8, 0.8, 0.995))
    found = recalibrate(present, three_labels(200, wrong=0), 0.97)
    assert found.thresholds[1] == pytest.approx(found.thresholds[0], abs=0.02)
    assert found.thresholds[2] > found.thresholds[1]
    wrong = recalibrate(present, three_labels(200, wrong=3), 0.97)
    assert wrong.thresholds[1] > wrong.thresholds[0]


def test_a_label_that_was_never_accepted_stays_so_without_evidence() -> None:
    present = Confidence(Curve(1.0, 0.0), (0.8, NEVER, NEVER))
    assert recalibrate(present, three_labels(200, wrong=0), 0.97).thresholds[1:] == (NEVER, NEVER)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (three_labels(8, wrong=0), "13 entities, of which 13 are right.* audit more texts"),
        (replace(three_labels(200, 0), right=np.zeros(205, bool)), "of which 0 are right"),
    ],
)
def test_too_little_evidence_is_refused(data: ScoredEntities, message: str) -> None:
    with pytest.raises(CalibrationError, match=message):
        recalibrate(Confidence(Curve(1.0, 0.0), (0.8, 0.8, 0.8)), data, 0.97)


def test_scores_of_zero_and_one_do_no_harm() -> None:
    data = replace(three_labels(200, 0), score=np.array([1.0] * 204 + [0.0], np.float32))
    found = recalibrate(Confidence(Curve(1.0, 0.0), (0.8, 0.8, 0.8)), data, 0.97)
    assert found.curve is not None
    assert np.isfinite([found.curve.slope, found.curve.intercept]).all()
