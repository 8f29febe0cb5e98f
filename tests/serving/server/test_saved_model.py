"""Requests that are replayed after loading."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
import tensorflow as tf

from models.warmup import WARMUP_FILE, warmup_batches, write_warmup
from serving.release.publishing import publish_version
from serving.server.saved_model import ServableModel, load_servable
from serving.server.status import StatusError
from tests.exported import Exported


@pytest.fixture
def model(exported: Exported, tmp_path: Path) -> Path:
    """A model that requests can be written into."""
    return Path(shutil.copytree(exported.path, tmp_path / "model"))


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, list[bytes]]]:
    """What models are asked, and go on to answer."""
    requests: list[tuple[str, list[bytes]]] = []
    run = ServableModel.run

    def recorded(self: ServableModel, signature: str, inputs: Any) -> Any:
        requests.append((signature, list(*inputs.values())))
        return run(self, signature, inputs)

    monkeypatch.setattr(ServableModel, "run", recorded)
    return requests


@pytest.mark.parametrize("int8", [False, True])
def test_the_requests_of_a_published_version_are_replayed(
    model: Path, tmp_path: Path, asked: list[tuple[str, list[bytes]]], int8: bool
) -> None:
    batches = warmup_batches(["SQ *BLUE DOOR CAFE", "Überweisung 🍕"], [4, 12, 30])
    write_warmup(str(model), batches)
    load_servable(publish_version(str(model), str(tmp_path / "versions"), 1), int8=int8)
    expected = [("serving_default", [text.encode() for text in batch]) for batch in batches]
    assert asked == expected


def test_without_requests_a_few_texts_are_tried(
    model: Path, asked: list[tuple[str, list[bytes]]]
) -> None:
    load_servable(str(model))
    assert [len(texts) for _, texts in asked] == [1, 3]


def test_a_request_that_the_model_refuses_keeps_it_from_serving(model: Path) -> None:
    write_record(model, "serving_default", {"texts": tf.constant(["x"])})
    with pytest.raises(StatusError):
        load_servable(str(model))


def test_a_request_to_another_signature(model: Path, asked: list[tuple[str, list[bytes]]]) -> None:
    write_record(model, "serving_tokens", {"text": tf.constant(["x"])})
    load_servable(str(model))
    assert asked == [("serving_tokens", [b"x"])]
    load_servable(str(model), int8=True)  # which has serving_default only
    assert len(asked) == 1
    write_record(model, "classify", {"text": tf.constant(["x"])})
    with pytest.raises(ValueError, match="there is no signature classify"):
        load_servable(str(model))


def test_a_damaged_file_keeps_it_from_serving(model: Path) -> None:
    write_warmup(str(model), [["x"]])
    (model / WARMUP_FILE).write_bytes((model / WARMUP_FILE).read_bytes()[:-1])
    with pytest.raises(tf.errors.DataLossError):
        load_servable(str(model))


def write_record(model: Path, signature: str, inputs: dict[str, tf.Tensor]) -> None:
    from tensorflow_serving.apis.prediction_log_pb2 import PredictionLog

    log = PredictionLog()
    log.predict_log.request.model_spec.signature_name = signature
    for name, value in inputs.items():
        log.predict_log.request.inputs[name].CopyFrom(tf.make_tensor_proto(value))
    path = model / WARMUP_FILE
    path.parent.mkdir(exist_ok=True)
    with tf.io.TFRecordWriter(str(path)) as writer:
        writer.write(log.SerializeToString())
