from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from models.confidence import NEVER, Confidence, Curve
from models.recalibration import RecalibrationError, read_confidence, write_confidence
from serving.prediction.predictor import Predictor
from tests.exported import CONFIDENCE, Exported, random_texts

NEW = Confidence(Curve(1.5, 0.25), (0.5, NEVER, 0.6))


@pytest.fixture
def model(exported: Exported, tmp_path: Path) -> str:
    return str(shutil.copytree(exported.path, tmp_path / "model"))


def test_the_confidence_of_an_export_can_be_read(exported: Exported) -> None:
    found = read_confidence(str(exported.path))
    assert found.curve is not None
    assert CONFIDENCE.curve is not None
    assert found.curve.slope == pytest.approx(CONFIDENCE.curve.slope)
    assert found.curve.intercept == pytest.approx(CONFIDENCE.curve.intercept)
    np.testing.assert_allclose(found.thresholds, CONFIDENCE.thresholds, rtol=1e-6)


@pytest.mark.parametrize("int8", [False, True])
def test_a_model_answers_with_its_new_confidence(
    exported: Exported, model: str, int8: bool
) -> None:
    write_confidence(model, NEW)
    texts = random_texts(60, 7)
    before = Predictor(exported.path, int8=int8).predict(texts)
    after = Predictor(model, int8=int8).predict(texts)
    labels = ["PARTY", "DATE", "AMOUNT"]
    assert sum(len(prediction.entities) for prediction in before) > 20
    old_curve = CONFIDENCE.curve
    assert old_curve is not None
    for old, new in zip(before, after, strict=True):
        assert [(e.label, e.text, e.start, e.end) for e in old.entities] == [
            (e.label, e.text, e.start, e.end) for e in new.entities
        ]
        for was, entity in zip(old.entities, new.entities, strict=True):
            assert entity.accepted == (entity.score >= NEW.thresholds[labels.index(entity.label)])
            odds = np.log(was.score / (1 - was.score))
            raw = (odds - old_curve.intercept) / old_curve.slope
            expected = 1 / (1 + np.exp(-(0.25 + 1.5 * raw)))
            assert entity.score == pytest.approx(expected, abs=1e-3)


def test_what_is_written_can_be_read(model: str) -> None:
    write_confidence(model, NEW)
    found = read_confidence(model)
    np.testing.assert_allclose(found.thresholds, NEW.thresholds, rtol=1e-6)


def test_another_number_of_labels_is_refused_before_anything_is_written(model: str) -> None:
    graph = Path(model, "saved_model.pb").read_bytes()
    with pytest.raises(RecalibrationError, match="3 thresholds, and there are 2 new ones"):
        write_confidence(model, Confidence(Curve(1.0, 0.0), (0.5, 0.5)))
    assert Path(model, "saved_model.pb").read_bytes() == graph


@pytest.mark.parametrize(
    ("content", "message"),
    [(None, "no such file"), (b"\xff", "not the graph of a model"), (b"", "earlier version")],
)
def test_what_is_no_such_model(tmp_path: Path, content: bytes | None, message: str) -> None:
    if content is not None:
        (tmp_path / "saved_model.pb").write_bytes(content)
    with pytest.raises(RecalibrationError, match=message):
        read_confidence(str(tmp_path))
