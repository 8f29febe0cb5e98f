from __future__ import annotations

import json

import numpy as np
import pytest
import tensorflow as tf
from hypothesis import given
from hypothesis import strategies as st

from models.confidence import NEVER, Confidence, Curve

probabilities = st.floats(0, 1, width=32)
curves = st.builds(Curve, st.floats(0, 3), st.floats(-5, 5))


@given(curves, st.lists(probabilities, min_size=1))
def test_the_graph_computes_the_formula(curve: Curve, scores: list[float]) -> None:
    raw = np.array(scores, np.float32)
    graph = tf.function(curve, input_signature=[tf.TensorSpec([None], tf.float32)])
    odds = np.exp(curve.intercept) * (1 + 1e-6 - raw.astype(np.float64)) ** -curve.slope
    np.testing.assert_allclose(graph(tf.constant(raw)), odds / (1 + odds), atol=2e-2)
    # Near 1 a float32 has few digits left for 1 - p; elsewhere it has enough.
    fine = raw < 0.999
    np.testing.assert_allclose(graph(tf.constant(raw[fine])), (odds / (1 + odds))[fine], atol=1e-4)


def test_without_calibration_scores_stay_and_nothing_is_accepted() -> None:
    confidence = Confidence.uncalibrated(3)
    raw = tf.constant([0.0, 0.3, 1.0])
    assert confidence.scores(raw).numpy().tolist() == raw.numpy().tolist()
    assert not confidence.accepted(raw, tf.constant([0, 1, 2])).numpy().any()


def test_what_is_not_a_number_is_not_accepted() -> None:
    confidence = Confidence(Curve(1.0, 0.0), (0.0,))
    scores = confidence.scores(tf.constant([np.nan, 0.5, 1.0, 1.0000001]))
    assert np.isnan(scores.numpy()).tolist() == [True, False, False, False]
    assert confidence.accepted(scores, tf.zeros(4, tf.int64)).numpy().tolist() == [
        False,
        True,
        True,
        True,
    ]


@pytest.mark.parametrize(
    "confidence", [Confidence.uncalibrated(2), Confidence(Curve(0.8, -0.4), (0.9, NEVER))]
)
def test_a_confidence_survives_json(confidence: Confidence) -> None:
    assert Confidence.from_dict(json.loads(json.dumps(confidence.to_dict()))) == confidence
