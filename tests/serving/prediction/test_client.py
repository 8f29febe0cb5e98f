from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

import grpc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.export_format import Entity
from serving.prediction import client as client_module
from serving.prediction.client import (
    MAX_BATCH_BYTES,
    MAX_BATCH_TEXTS,
    ServerError,
    TaggerClient,
    batches,
)
from serving.prediction.protocol import DT_BOOL, DT_FLOAT, DT_INT64
from tests.serving.prediction.scripted import CLASSES, Scripted, serving, whole_text


@pytest.fixture(scope="module")
def server() -> Iterator[tuple[Scripted, str]]:
    with serving() as started:
        yield started


@pytest.fixture
def scripted(server: tuple[Scripted, str]) -> Iterator[Scripted]:
    handler, _ = server
    handler.script, handler.requests, handler.answer = [], [], None
    return handler


@pytest.fixture
def address(server: tuple[Scripted, str]) -> str:
    return server[1]


@given(st.lists(st.text(max_size=8), max_size=150))
def test_each_text_gets_its_entities_in_order(
    server: tuple[Scripted, str], texts: list[str]
) -> None:
    handler, address = server
    handler.requests = []
    with TaggerClient(address, "transactions") as client:
        predictions = client.predict(texts)
    assert [prediction.text for prediction in predictions] == texts
    for text, prediction in zip(texts, predictions, strict=True):
        sure = text.startswith("a")
        expected = [Entity("PARTY", text, 0, len(text), 0.5, sure)] if text else []
        assert prediction.entities == expected
    sizes = [len(request.inputs[0].value.string_val) for request in handler.requests]
    assert sum(sizes) == len(texts)
    assert max(sizes, default=0) <= MAX_BATCH_TEXTS


@given(st.lists(st.integers(0, MAX_BATCH_BYTES // 3), max_size=40))
def test_requests_are_bounded_in_bytes_unless_one_text_is_larger(lengths: list[int]) -> None:
    texts = ["€" * length for length in lengths]
    found = list(batches(texts))
    assert [text for batch in found for text in batch] == texts
    for batch in found:
        size = sum(len(text.encode()) for text in batch)
        assert size <= MAX_BATCH_BYTES or len(batch) == 1


def test_unavailable_is_tried_again_and_nothing_else(scripted: Scripted, address: str) -> None:
    unavailable = grpc.StatusCode.UNAVAILABLE
    with TaggerClient(address, "transactions", label="release") as client:
        scripted.script = [unavailable, unavailable]
        answer = client.predict_batch(["x"])
        assert (answer.version, len(scripted.requests)) == (7, 3)
        for code in grpc.StatusCode:
            if code in (unavailable, grpc.StatusCode.OK):
                continue
            scripted.requests.clear()
            scripted.script = [code]
            with pytest.raises(ServerError, match="as scripted") as error:
                client.predict_batch(["x"])
            assert (error.value.code, len(scripted.requests)) == (code.name, 1)
            for named in (address, "transactions", "release"):
                assert named in str(error.value)


def test_retries_end_with_the_deadline(
    scripted: Scripted, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    scripted.script = [grpc.StatusCode.UNAVAILABLE] * 1000
    monkeypatch.setattr(client_module, "MAX_BACKOFF_SECONDS", 0.05)
    client = TaggerClient(address, "m", version=0, deadline_seconds=2)
    with client, pytest.raises(ServerError, match="version 0: UNAVAILABLE"):
        client.predict_batch(["x"])
    # Some forty in two seconds; fewer where the machine has other things to do.
    assert 5 < len(scripted.requests) < 120
    assert scripted.requests[0].model_spec.HasField("version")


def test_a_server_that_is_not_there_is_named() -> None:
    client = TaggerClient("127.0.0.1:1", "m", deadline_seconds=0.2)
    with client, pytest.raises(ServerError, match=r"127\.0\.0\.1:1, model m: (UNAV|DEADLINE)"):
        client.predict(["x"])


def test_label_and_version_exclude_each_other() -> None:
    with pytest.raises(ValueError, match="not both"):
        TaggerClient("127.0.0.1:1", "m", label="release", version=1)


def asked(scripted: Scripted) -> list[int]:
    return [request.model_spec.version.value for request in scripted.requests]


def test_the_active_version_is_asked_by_number_at_each_request(
    scripted: Scripted, address: str
) -> None:
    versions = [8]
    with TaggerClient(address, "m", active=lambda: versions) as client:
        client.predict_batch(["x"])
        versions = [7]
        client.predict_batch(["x"])
    assert asked(scripted) == [8, 7]
    assert not any(request.model_spec.version_label for request in scripted.requests)


def test_the_active_version_is_looked_up_again_for_each_retry(
    scripted: Scripted, address: str
) -> None:
    versions = iter([[8], [7]])
    scripted.script = [grpc.StatusCode.UNAVAILABLE]
    with TaggerClient(address, "m", active=lambda: next(versions)) as client:
        client.predict_batch(["x"])
    assert asked(scripted) == [8, 7]


def test_a_version_that_is_not_served_yet_is_stood_in_for_by_the_one_before(
    scripted: Scripted, address: str, caplog: pytest.LogCaptureFixture
) -> None:
    missing = grpc.StatusCode.NOT_FOUND
    with TaggerClient(address, "m", active=lambda: (9, 8, 7)) as client:
        scripted.script = [missing, missing, None, missing]
        client.predict_batch(["x"])
        client.predict_batch(["x"])
        assert asked(scripted) == [9, 8, 7, 9, 8]
        said = [record.getMessage() for record in caplog.records]
        assert "version 9 is not served yet" in said[0]
        scripted.script = [missing] * 3
        with pytest.raises(ServerError, match="version 7: NOT_FOUND"):
            client.predict_batch(["x"])
        scripted.script = [grpc.StatusCode.INVALID_ARGUMENT]
        with pytest.raises(ServerError, match="version 9: INVALID_ARGUMENT"):
            client.predict_batch(["x"])


def test_an_active_label_that_stands_nowhere(address: str) -> None:
    client = TaggerClient(address, "m", active=tuple)
    with client, pytest.raises(ServerError, match="stands on no version") as error:
        client.predict_batch(["x"])
    assert error.value.code == "NOT_FOUND"


def test_numbers_may_come_as_raw_memory(scripted: Scripted, address: str) -> None:
    import struct

    with TaggerClient(address, "m") as client:
        client.predict_batch(["ab", ""])
        answer = whole_text(scripted.requests[0])
        for entry in answer.outputs:
            tensor = entry.value
            for dtype, field, code in (
                (DT_INT64, "int64_val", "q"),
                (DT_FLOAT, "float_val", "f"),
                (DT_BOOL, "bool_val", "?"),
            ):
                if tensor.dtype == dtype and entry.key != "cut_pieces":
                    values = getattr(tensor, field)
                    tensor.tensor_content = struct.pack(f"<{len(values)}{code}", *values)
                    tensor.ClearField(field)
        scripted.answer = answer
        first, second = client.predict_batch(["ab", ""]).predictions
    assert (first.entities, second.entities) == ([Entity("PARTY", "ab", 0, 2, 0.5, True)], [])


def test_nothing_is_accepted_by_a_model_that_does_not_say_so(
    scripted: Scripted, address: str
) -> None:
    with TaggerClient(address, "m") as client:
        client.predict_batch(["ab", ""])
        scripted.answer = whole_text(scripted.requests[0])
        assert scripted.answer.outputs.pop().key == "entity_accepted"
        first, second = client.predict_batch(["ab", ""]).predictions
    assert (first.entities, second.entities) == ([Entity("PARTY", "ab", 0, 2, 0.5, False)], [])


@pytest.mark.parametrize("damage", ["missing", "short", "count", "content"])
def test_an_answer_that_makes_no_sense_is_refused(
    scripted: Scripted, address: str, damage: str
) -> None:
    with TaggerClient(address, "m") as client:
        client.predict_batch(["ab", "c"])
        answer = whole_text(scripted.requests[0])
        tensors = {entry.key: entry.value for entry in answer.outputs}
        if damage == "missing":
            del answer.outputs[0]
        elif damage == "short":
            tensors["entity_count"].tensor_shape.dim[0].size = 1
            del tensors["entity_count"].int64_val[1:]
        elif damage == "count":
            tensors["entity_count"].int64_val[0] = 9
        else:
            tensors["entity_end"].tensor_content = b"123"
        scripted.answer = answer
        with pytest.raises(ServerError, match="not this project's answer") as error:
            client.predict_batch(["ab", "c"])
    assert error.value.code == "UNKNOWN"


def test_the_messages_are_those_of_tf_serving() -> None:
    from tensorflow.core.framework import tensor_pb2, tensor_shape_pb2
    from tensorflow_serving.apis import model_pb2, predict_pb2

    theirs = {
        "ModelSpec": model_pb2.ModelSpec,
        "TensorProto": tensor_pb2.TensorProto,
        "TensorShapeProto": tensor_shape_pb2.TensorShapeProto,
        "Dim": tensor_shape_pb2.TensorShapeProto.Dim,
        "PredictRequest": predict_pb2.PredictRequest,
        "PredictResponse": predict_pb2.PredictResponse,
        "NamedTensor": predict_pb2.PredictRequest.InputsEntry,
    }
    for name, message in theirs.items():
        for field in CLASSES[name].DESCRIPTOR.fields:
            expected = message.DESCRIPTOR.fields_by_name[field.name]
            assert (field.number, field.label) == (expected.number, expected.label)
            # An enum is a number on the wire.
            assert field.type == expected.type or field.name == "dtype"


def test_it_needs_no_tensorflow() -> None:
    code = (
        "import sys, serving.prediction.client;"
        "print('tensorflow' in sys.modules, 'numpy' in sys.modules)"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.split() == ["False", "False"]
