from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import tensorflow as tf

from models.export_format import Entity, to_predictions
from serving.prediction.predictor import ModelNotFoundError, Predictor, find_model
from serving.server.saved_model import load_servable
from tests.exported import CONFIDENCE, LABELS, Exported


@pytest.fixture(scope="module")
def predictor(exported: Exported) -> Predictor:
    return Predictor(exported.path)


def test_answers_come_in_order_whatever_the_lengths(
    predictor: Predictor, exported: Exported
) -> None:
    texts = [record.text for record in exported.records[:150]]
    together = predictor.predict(texts)
    assert [prediction.text for prediction in together] == texts
    expected = [[entity_key(e) for e in prediction.entities] for prediction in together]
    alone = [predictor.predict([text])[0] for text in texts[:30]]
    assert [[entity_key(e) for e in prediction.entities] for prediction in alone] == expected[:30]
    streamed = predictor.predict_stream(texts, window=7)
    assert [[entity_key(e) for e in prediction.entities] for prediction in streamed] == expected


def entity_key(entity: Entity) -> tuple[str, str, int, int]:
    return entity.label, entity.text, entity.start, entity.end


@pytest.mark.parametrize(
    "text", ["", " ", "x" * 10_000, "a " * 5000, "😀 PAY 😀", "שלום CAFE", "a\x00b", "a\ud800b\n"]
)
def test_any_text_gets_an_answer(predictor: Predictor, text: str) -> None:
    before, prediction, after = predictor.predict(["purchase", text, "05/04"])
    assert (before.text, prediction.text, after.text) == ("purchase", text, "05/04")
    for entity in prediction.entities:
        assert entity.label in LABELS
        assert 0 <= entity.start < entity.end <= len(text)
        assert 0 < entity.score <= 1
        # A lone surrogate has no UTF-8, and appears as a question mark.
        assert entity.text == text[entity.start : entity.end].replace("\ud800", "?")


def test_what_reaches_the_threshold_of_its_label_is_accepted(
    predictor: Predictor, exported: Exported
) -> None:
    found = predictor.predict([record.text for record in exported.records[:200]])
    entities = [entity for prediction in found for entity in prediction.entities]
    limits = dict(zip(LABELS, CONFIDENCE.thresholds, strict=True))
    for entity in entities:
        assert entity.accepted is (entity.score >= limits[entity.label])
    assert 10 < sum(entity.accepted for entity in entities) < len(entities) - 10


class EarlierModel(tf.Module):
    """Finds whole texts, and does not say what is accepted."""

    @tf.function(input_signature=[tf.TensorSpec([None], tf.string, name="text")])
    def find(self, text: tf.Tensor) -> dict[str, tf.Tensor]:
        texts = text[:, None]
        return {
            "entity_label": tf.fill(tf.shape(texts), "PARTY"),
            "entity_text": texts,
            "entity_start": tf.zeros_like(texts, tf.int64),
            "entity_end": tf.cast(tf.strings.length(texts), tf.int64),
            "entity_score": tf.fill(tf.shape(texts), 0.75),
            "entity_count": tf.ones_like(text, tf.int64),
            "cut_pieces": tf.zeros_like(text, tf.int64),
        }


def test_a_model_of_an_earlier_release_accepts_nothing(tmp_path: Path) -> None:
    earlier = EarlierModel()
    signatures = {"serving_default": earlier.find.get_concrete_function()}
    tf.saved_model.save(earlier, str(tmp_path / "1"), signatures=signatures)
    expected = [Entity("PARTY", "CAFE", 0, 4, 0.75, accepted=False)]
    (prediction,) = Predictor(tmp_path).predict(["CAFE"])
    assert prediction.entities == expected
    servable = load_servable(str(tmp_path / "1"))
    assert servable.batchable("serving_default")
    outputs = servable.run("serving_default", {"text": np.array([b"CAFE"], object)})
    columns = {name: values.tolist() for name, values in outputs.items()}
    (answer,) = to_predictions(["CAFE"], columns)
    assert answer.entities == expected


def test_no_text_gets_no_answer(predictor: Predictor) -> None:
    assert predictor.predict([]) == []


def test_what_was_cut_off_is_counted(predictor: Predictor) -> None:
    (prediction,) = predictor.predict(["a " * 4100])
    assert prediction.cut_pieces == 4


def test_the_highest_version_counts(tmp_path: Path) -> None:
    for name in ("9", "10", "11", "x12", ".publishing-99"):
        (tmp_path / name).mkdir()
        if name != "11":  # half copied
            (tmp_path / name / "saved_model.pb").touch()
    assert find_model(tmp_path) == tmp_path / "10"
    assert find_model(tmp_path / "9") == tmp_path / "9"


@pytest.mark.parametrize(("name", "message"), [("no", "no such folder"), (".", "neither")])
def test_a_missing_model_is_named(tmp_path: Path, name: str, message: str) -> None:
    with pytest.raises(ModelNotFoundError, match=message) as error:
        find_model(tmp_path / name)
    assert str(tmp_path) in str(error.value)


def test_another_model_is_refused(tmp_path: Path) -> None:
    tf.saved_model.save(tf.Module(), str(tmp_path / "1"))
    with pytest.raises(ModelNotFoundError, match="not a model of this project"):
        Predictor(tmp_path)
    (tmp_path / "1" / "saved_model.pb").write_bytes(b"\xff\xff")
    with pytest.raises(ModelNotFoundError, match="not a model of this project"):
        Predictor(tmp_path)
