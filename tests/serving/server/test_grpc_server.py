"""A whole server with a real model: both interfaces, the load with moving labels, damaged files."""

from __future__ import annotations

import base64
import http.client
import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import grpc
import pytest
import requests
import tensorflow as tf
from tensorflow_serving.apis import (
    classification_pb2,
    get_model_metadata_pb2,
    get_model_status_pb2,
    model_management_pb2,
    model_service_pb2_grpc,
    predict_pb2,
    prediction_service_pb2_grpc,
)

from benchmarks.serving_load import Load, Promoter, Reply, run_load
from serving.prediction.answered import Answered
from serving.prediction.client import ServerError, TaggerClient
from serving.prediction.predictor import Predictor
from serving.server.prediction_service import MAX_REQUEST_BYTES
from tests.exported import Exported
from tests.processes import SECONDS
from tests.serving.server.running_server import (
    Running,
    publish_versions,
    run_in_thread,
    write_config,
)

NAME = "transactions"
CODE = grpc.StatusCode


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, exported: Exported) -> Iterator[Running]:
    folder = tmp_path_factory.mktemp("serving")
    base_path = publish_versions(exported.path, folder / NAME, [1, 2])
    config = folder / "models.conf"
    write_config(config, base_path, "all {}", {"release": 1})
    with run_in_thread(config) as running:
        yield running


@pytest.fixture(scope="module")
def channel(server: Running) -> Iterator[grpc.Channel]:
    options = [("grpc.max_receive_message_length", -1)]
    with grpc.insecure_channel(server.grpc, options) as channel:
        yield channel


@pytest.fixture(scope="module")
def texts(exported: Exported) -> list[str]:
    return [record.text for record in exported.records[:64]]


def request_for(texts: list[Any], **fields: Any) -> predict_pb2.PredictRequest:
    request = predict_pb2.PredictRequest()
    request.model_spec.name = fields.get("name", NAME)
    if "label" in fields:
        request.model_spec.version_label = fields["label"]
    if "version" in fields:
        request.model_spec.version.value = fields["version"]
    request.model_spec.signature_name = fields.get("signature", "")
    proto = tf.make_tensor_proto(texts, shape=fields.get("shape", [len(texts)]))
    request.inputs[fields.get("input", "text")].CopyFrom(proto)
    request.output_filter.extend(fields.get("filter", []))
    return request


def predict(channel: grpc.Channel, request: predict_pb2.PredictRequest, timeout: float = 30) -> Any:
    stub = prediction_service_pb2_grpc.PredictionServiceStub(channel)
    return stub.Predict(request, timeout=timeout)


def test_both_interfaces_and_the_client_say_what_the_model_says(
    server: Running, channel: grpc.Channel, exported: Exported, texts: list[str]
) -> None:
    expected = Predictor(exported.path).predict(texts)
    with TaggerClient(server.grpc, NAME, label="release") as client:
        answer = client.predict_batch(texts)
        alone = [client.predict_batch([text]).predictions[0] for text in texts[:20]]
    assert answer.version == 1
    for found in (answer.predictions, alone):
        for prediction, wanted in zip(found, expected, strict=False):
            assert (prediction.text, prediction.cut_pieces) == (wanted.text, wanted.cut_pieces)
            assert [(e.label, e.text, e.start, e.end) for e in prediction.entities] == [
                (e.label, e.text, e.start, e.end) for e in wanted.entities
            ]
            scores = [e.score for e in wanted.entities]
            assert [e.score for e in prediction.entities] == pytest.approx(scores, rel=1e-3)
    direct = tf.saved_model.load(str(exported.path)).signatures["serving_default"](
        text=tf.constant(texts[:20])
    )
    response = predict(channel, request_for(texts[:20]))
    assert response.model_spec.version.value == 2
    by_row = post(server, "", {"instances": texts[:20]}).json()["predictions"]
    by_column = post(server, "", {"inputs": {"text": texts[:20]}}).json()["outputs"]
    for name, values in direct.items():
        over_grpc = tf.make_ndarray(response.outputs[name])
        assert over_grpc.shape == values.shape
        assert by_column[name] == [row[name] for row in by_row]
        if name != "entity_score":
            assert over_grpc.tolist() == values.numpy().tolist()
            assert by_column[name] == _texts(over_grpc.tolist())


def _texts(values: Any) -> Any:
    if isinstance(values, list):
        return [_texts(value) for value in values]
    return values.decode() if isinstance(values, bytes) else values


def test_concurrent_requests_get_their_own_answers(server: Running, texts: list[str]) -> None:
    wrong: list[str] = []
    with TaggerClient(server.grpc, NAME) as client:
        expected = {text: client.predict([text])[0] for text in texts}

        def ask(start: int) -> None:
            for text in texts[start::8]:
                found, wanted = client.predict([text])[0], expected[text]
                if [(e.label, e.start) for e in found.entities] != [
                    (e.label, e.start) for e in wanted.entities
                ]:
                    wrong.append(text)

        threads = [threading.Thread(target=ask, args=(start,)) for start in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert wrong == []


@pytest.mark.parametrize(
    ("fields", "code", "message"),
    [
        ({"name": "other"}, CODE.NOT_FOUND, "Latest(other)"),
        ({"name": ""}, CODE.INVALID_ARGUMENT, "no name"),
        ({"version": 9}, CODE.NOT_FOUND, f"Specific({NAME}, 9)"),
        ({"label": "x"}, CODE.INVALID_ARGUMENT, "Unrecognized servable version label: x"),
        ({"signature": "x"}, CODE.FAILED_PRECONDITION, '"x" not found'),
        ({"input": "x"}, CODE.INVALID_ARGUMENT, "Sent extra: {x}. Missing but required: {text}"),
        ({"filter": ["x"]}, CODE.INVALID_ARGUMENT, "alias not found in signature: x"),
        ({"shape": [1, 1]}, CODE.INVALID_ARGUMENT, "shape [?], not [1,1]"),
        ({"texts": ["x"] * 65}, CODE.INVALID_ARGUMENT, "Task size 65 is larger than maximum"),
    ],
)
def test_a_request_that_cannot_be_answered_gets_tf_servings_status(
    channel: grpc.Channel, fields: dict[str, Any], code: grpc.StatusCode, message: str
) -> None:
    with pytest.raises(grpc.RpcError) as error:
        predict(channel, request_for(**{"texts": ["x"], **fields}))
    assert error.value.code() is code
    assert message in error.value.details()


@pytest.mark.parametrize(
    "method",
    [
        "PredictionService/Predict",
        "PredictionService/GetModelMetadata",
        "PredictionService/Classify",
        "ModelService/GetModelStatus",
    ],
)
def test_what_is_no_message_gets_grpcs_status_and_no_traceback(
    channel: grpc.Channel, method: str, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(grpc.RpcError) as error:
        channel.unary_unary(f"/tensorflow.serving.{method}")(b"\xff\xff")
    assert error.value.code() is CODE.INTERNAL
    assert error.value.details().startswith("the request cannot be parsed: ")
    assert not caplog.records


def test_a_signature_without_outputs_is_refused(server: Running, channel: grpc.Channel) -> None:
    """TensorFlow adds one to every model."""
    name = "__saved_model_init_op"
    request = predict_pb2.PredictRequest()
    request.model_spec.name, request.model_spec.signature_name = NAME, name
    with pytest.raises(grpc.RpcError) as error:
        prediction_service_pb2_grpc.PredictionServiceStub(channel).Predict(request)
    assert error.value.code() is CODE.INVALID_ARGUMENT
    assert name in error.value.details()
    body = {"signature_name": name, "inputs": {}}
    url = f"{server.http}/v1/models/{NAME}:predict"
    assert requests.post(url, json=body, timeout=60).status_code == 400


def test_tensors_that_are_not_what_they_claim_are_refused(channel: grpc.Channel) -> None:
    def refused(change: Any, message: str) -> None:
        request = request_for(["x"])
        change(request.inputs["text"])
        with pytest.raises(grpc.RpcError) as error:
            predict(channel, request)
        assert error.value.code() is CODE.INVALID_ARGUMENT
        assert message in error.value.details()

    refused(lambda t: t.CopyFrom(tf.make_tensor_proto([1])), "string but int32 is provided")
    refused(lambda t: t.tensor_shape.dim[0].__setattr__("size", 1 << 40), "elements")
    refused(lambda t: t.tensor_shape.dim[0].__setattr__("size", -1), "not fully defined")
    refused(lambda t: t.string_val.extend([b"y"]), "parsing error")
    for number in (0, 24, 99, 999, -5):
        refused(lambda t, n=number: t.__setattr__("dtype", n), "Expects text to be string")
    for number in (0, 14, 20, 21, 99, 999):  # of an input that the signature lacks
        unknown = request_for(["x"])
        unknown.inputs["x"].CopyFrom(unknown.inputs["text"])
        unknown.inputs["x"].dtype = number
        with pytest.raises(grpc.RpcError) as error:
            predict(channel, unknown)
        assert error.value.code() is CODE.INVALID_ARGUMENT
    with pytest.raises(grpc.RpcError) as error:
        predict(channel, predict_pb2.PredictRequest())
    assert error.value.details() == "Missing ModelSpec"


def test_odd_and_large_requests_are_answered_or_refused_and_the_server_stays(
    server: Running, channel: grpc.Channel
) -> None:
    malformed = predict(channel, request_for([b"a\xff CAFE"]))
    replaced = predict(channel, request_for(["a\N{REPLACEMENT CHARACTER} CAFE"]))
    for name in ("entity_text", "entity_start", "entity_end"):
        assert malformed.outputs[name] == replaced.outputs[name]
    empty = request_for([b"x"])
    empty.inputs["text"].ClearField("string_val")
    empty.inputs["text"].tensor_shape.dim[0].size = 0
    assert tf.make_ndarray(predict(channel, empty).outputs["entity_count"]).shape == (0,)
    response = predict(channel, request_for([b"a " * (1 << 19)]))
    assert tf.make_ndarray(response.outputs["cut_pieces"])[0] > 100_000
    many = [f"purchase {n} " * 200 for n in range(64)]  # in parts, by their bytes
    counts = tf.make_ndarray(predict(channel, request_for(many)).outputs["entity_count"])
    alone = tf.make_ndarray(predict(channel, request_for(many[-3:])).outputs["entity_count"])
    assert (len(counts), counts[-3:].tolist()) == (64, alone.tolist())
    with pytest.raises(grpc.RpcError) as error:
        predict(channel, request_for([b"x" * (MAX_REQUEST_BYTES + 1)]))
    assert error.value.code() is CODE.RESOURCE_EXHAUSTED
    with pytest.raises(grpc.RpcError) as error:
        predict(channel, request_for([b"a " * (1 << 19)]), timeout=0.02)
    assert error.value.code() is CODE.DEADLINE_EXCEEDED
    assert predict(channel, request_for(["x"])).model_spec.version.value == 2


def test_repeated_large_requests_leave_the_memory_level(channel: grpc.Channel) -> None:
    def resident_mb() -> float:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6

    def ask() -> None:
        for _ in range(5):
            predict(channel, request_for([b"a " * (1 << 19)], filter=["entity_count"]))

    # The allocator takes what it needs in the first rounds, and then no more.
    levels = [resident_mb()]
    for _ in range(8):
        ask()
        levels.append(resident_mb())
        if levels[-1] - levels[-2] < 20:
            break
    assert levels[-1] - levels[-2] < 20, levels
    assert levels[-1] - levels[0] < 1000, levels


def test_status_and_metadata(server: Running, channel: grpc.Channel) -> None:
    models = model_service_pb2_grpc.ModelServiceStub(channel)
    request = get_model_status_pb2.GetModelStatusRequest()
    request.model_spec.name = NAME
    found = models.GetModelStatus(request).model_version_status
    assert [(s.version, s.state, s.status.error_code) for s in found] == [(2, 30, 0), (1, 30, 0)]
    request.model_spec.version_label = "release"
    assert [s.version for s in models.GetModelStatus(request).model_version_status] == [1]
    request.model_spec.version.value = 5
    with pytest.raises(grpc.RpcError) as error:
        models.GetModelStatus(request)
    assert error.value.code() is CODE.NOT_FOUND

    stub = prediction_service_pb2_grpc.PredictionServiceStub(channel)
    asked = get_model_metadata_pb2.GetModelMetadataRequest(metadata_field=["signature_def"])
    asked.model_spec.name = NAME
    definitions = get_model_metadata_pb2.SignatureDefMap()
    assert stub.GetModelMetadata(asked).metadata["signature_def"].Unpack(definitions)
    assert {"text"} == set(definitions.signature_def["serving_default"].inputs)
    over_rest = requests.get(f"{server.http}/v1/models/{NAME}/metadata", timeout=10).json()
    signature = over_rest["metadata"]["signature_def"]["signature_def"]["serving_default"]
    assert signature["inputs"]["text"]["dtype"] == "DT_STRING"
    asked.metadata_field.append("x")
    with pytest.raises(grpc.RpcError) as error:
        stub.GetModelMetadata(asked)
    assert error.value.code() is CODE.INVALID_ARGUMENT


def test_what_is_not_offered_says_so(channel: grpc.Channel) -> None:
    stub = prediction_service_pb2_grpc.PredictionServiceStub(channel)
    models = model_service_pb2_grpc.ModelServiceStub(channel)
    for call in (
        lambda: stub.Classify(classification_pb2.ClassificationRequest()),
        lambda: models.HandleReloadConfigRequest(model_management_pb2.ReloadConfigRequest()),
    ):
        with pytest.raises(grpc.RpcError) as error:
            call()
        assert error.value.code() is CODE.UNIMPLEMENTED


def post(server: Running, target: str, body: Any, method: str = "predict") -> requests.Response:
    url = f"{server.http}/v1/models/{NAME}{target}:{method}"
    sent = {"data": body} if isinstance(body, bytes) else {"json": body}
    return requests.post(url, timeout=30, **sent)


def test_rest_takes_versions_labels_signatures_and_base64(server: Running) -> None:
    plain = post(server, "/versions/1", {"instances": ["Café 😀 12.50"]})
    assert plain.headers["X-Model-Version"] == "1"
    encoded = {"b64": base64.b64encode("Café 😀 12.50".encode()).decode()}
    for body in (
        {"instances": [encoded]},
        {"instances": [{"text": encoded}]},
        {"instances": ["Café 😀 12.50"], "signature_name": "serving_default"},
    ):
        answer = post(server, "/labels/release", body)
        assert (answer.json(), answer.headers["X-Model-Version"]) == (plain.json(), "1")
    tokens = post(server, "", {"inputs": ["purchase"], "signature_name": "serving_tokens"})
    assert set(tokens.json()["outputs"]) == {"token_ids", "token_start", "token_end"}
    # TF Serving gives bytes that are not UTF-8 to the model, which knows what to do with them.
    raw = post(server, "", b'{"instances": ["a\xff b"]}').json()
    replaced = post(server, "", {"instances": ["a\N{REPLACEMENT CHARACTER} b"]}).json()
    assert raw == replaced


@pytest.mark.parametrize(
    ("target", "body", "status", "message"),
    [
        ("", b"", 400, "The document is empty"),
        ("", b"{", 400, "JSON Parse error"),
        ("", b"[" * 100_000, 400, "nested too deeply"),
        ("", b'{"instances": %s"x"%s}' % (b"[" * 70, b"]" * 70), 400, "more than 8 dimensions"),
        (f"/versions/{'9' * 5000}", {"instances": ["x"]}, 400, "Failed to convert version"),
        ("", [], 400, "Is not object"),
        ("", {}, 400, "Missing 'inputs' or 'instances' key"),
        ("", {"instances": ["x"], "inputs": ["x"]}, 400, "only one of"),
        ("", {"instances": "x"}, 400, "list/array"),
        ("", {"instances": []}, 400, "No values"),
        ("", {"instances": ["x"] * 65}, 400, "Task size 65 is larger than maximum input batch"),
        ("", {"instances": [1]}, 400, "JSON Value: 1 Type: Number is not of expected type: string"),
        ("", {"instances": [None]}, 400, "Type: Null"),
        ("", {"instances": ["x", ["y"]]}, 400, "Expecting shape"),
        ("", {"instances": [["x"]]}, 400, "must have shape [?], not [1,1]"),
        ("", {"instances": [{"text": "x"}, "y"]}, 400, "got list at item 1"),
        ("", {"instances": [{"txt": "x"}]}, 400, "keys must be equal to: text"),
        ("", {"instances": [{"b64": "?"}]}, 400, "base64"),
        ("", {"inputs": {"txt": ["x"]}}, 400, "Missing named input: text"),
        ("", b'{"instances": ["\\ud800"]}', 400, "surrogate pair"),
        ("", {"instances": ["x"], "signature_name": 1}, 400, "must be a string"),
        ("", {"instances": ["x"], "signature_name": "x"}, 400, 'name: "x" not found'),
        ("/versions/9", {"instances": ["x"]}, 404, "Servable not found"),
        ("/versions/99999999999999999999", {"instances": ["x"]}, 400, "Failed to convert version"),
        ("/labels/x", {"instances": ["x"]}, 400, "Unrecognized servable version label: x"),
        ("x", {"instances": ["x"]}, 404, "Latest(transactionsx)"),
        ("", b" " * (MAX_REQUEST_BYTES + 1), 413, "larger than"),
    ],
)
def test_rest_says_what_is_wrong(
    server: Running, target: str, body: Any, status: int, message: str
) -> None:
    answer = post(server, target, body)
    assert answer.status_code == status
    assert message in answer.json()["error"]


def test_rest_has_no_other_methods(server: Running) -> None:
    assert post(server, "", {}, method="classify").status_code == 501
    assert requests.get(f"{server.http}/v1/models/none", timeout=10).status_code == 404
    assert requests.get(f"{server.http}/v1/models", timeout=10).status_code == 404


def test_annotations_come_from_the_released_version(server: Running) -> None:
    text = "😀 purchase 05/04"
    answer = requests.post(f"{server.http}/v1/annotate", json={"text": text}, timeout=10).json()
    assert answer["model"] == "1"
    outputs = post(server, "/versions/1", {"inputs": [text]}).json()["outputs"]
    utf16 = [len(text[:end].encode("utf-16-le")) // 2 for end in outputs["entity_end"][0]]
    assert [entity["end_offset"] for entity in answer["entities"]] == utf16
    health = requests.get(f"{server.http}/healthz", timeout=10).json()
    assert health == {"status": "ok", "model": "1"}


def test_no_request_fails_and_no_version_answers_that_may_not_while_labels_move(
    tmp_path: Path, exported: Exported
) -> None:
    base_path = publish_versions(exported.path, tmp_path / NAME, [1, 2])
    promoter = Promoter(tmp_path / "models.conf", base_path)
    with run_in_thread(tmp_path / "models.conf") as running:
        load = run_load(running.http, running.grpc, promoter, seconds=8, rounds=1, clients=4)
    assert load.failures == []
    assert {version for _, version in load.moves[1:]} == {1, 2}
    assert {reply.version for reply in load.replies} == {1, 2}
    assert len(load.replies) > 100
    assert load.not_allowed() == []
    assert load.slowest_move() < 1


@pytest.mark.parametrize(
    ("reply", "allowed"),
    [
        (Reply(1.0, 1.1, 1), True),
        (Reply(1.0, 1.1, 2), False),
        (Reply(9.9, 10.1, 2), True),  # the label moved while it was asked
        (Reply(10.5, 10.6, 1), True),  # within the grace
        (Reply(11.5, 11.6, 1), False),
        (Reply(21.5, 21.6, 2), False),  # rolled back
        (Reply(21.5, 21.6, 1), True),
    ],
)
def test_the_load_knows_what_is_allowed(reply: Reply, allowed: bool) -> None:
    load = Load([reply], [], [(0.0, 1), (10.0, 2), (20.0, 1)])
    assert load.not_allowed(1.0) == ([] if allowed else [reply])


def test_a_flipped_byte_is_found_before_the_version_serves(
    tmp_path: Path, exported: Exported
) -> None:
    base_path = publish_versions(exported.path, tmp_path / NAME, [1])
    write_config(tmp_path / "models.conf", base_path, "latest {}", {})
    with run_in_thread(tmp_path / "models.conf") as running:
        publish_versions(exported.path, tmp_path / "aside", [2])
        variables = next((tmp_path / "aside/2/variables").glob("*.data*"))
        content = bytearray(variables.read_bytes())
        content[len(content) // 2] ^= 1
        variables.write_bytes(content)
        (tmp_path / "aside/2").rename(base_path / "2")
        url = f"{running.http}/v1/models/{NAME}"
        for _ in range(20 * SECONDS):
            answer = requests.get(f"{url}/versions/2", timeout=10).json()
            if answer.get("model_version_status", [{}])[0].get("state") == "END":
                break
            time.sleep(0.05)
        (status,) = answer["model_version_status"]
        assert status["status"]["error_code"] == "DATA_LOSS"
        assert variables.name in status["status"]["error_message"]
        with TaggerClient(running.grpc, NAME) as client:
            assert client.predict_batch(["x"]).version == 1
        client = TaggerClient(running.grpc, NAME, version=2)
        with client, pytest.raises(ServerError, match="NOT_FOUND"):
            client.predict(["x"])


def test_the_command_serves_until_it_is_told_to_end(exported: Exported) -> None:
    command = [sys.executable, "-m", "commands.main", "serve", "--model", str(exported.path)]
    process = subprocess.Popen(
        [*command, "--port", "0", "--grpc-port", "0"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    lines = [process.stdout.readline() for _ in range(3)]
    assert "version 1: available" in lines[0]
    address = re.search(r"http://(127\.0\.0\.1:\d+)", lines[1])
    grpc_address = re.search(r"gRPC at (127\.0\.0\.1:\d+)", lines[2])
    assert address is not None
    assert grpc_address is not None
    name = exported.path.parent.name
    with TaggerClient(grpc_address.group(1), name) as client:
        assert client.predict_batch(["x"]).version == 1
    body = json.dumps({"instances": ["purchase"] * 64}).encode()
    connection = http.client.HTTPConnection(address.group(1), timeout=SECONDS)
    connection.putrequest("POST", f"/v1/models/{name}:predict")
    connection.putheader("Content-Length", str(len(body)))
    connection.putheader("Expect", "100-continue")
    connection.endheaders()
    # The server is at it, and waits for the rest.
    assert connection.sock.recv(4096).startswith(b"HTTP/1.1 100 ")
    process.send_signal(signal.SIGTERM)
    connection.send(body)
    assert connection.getresponse().status == 200
    connection.close()
    _, errors = process.communicate(timeout=SECONDS)
    assert process.returncode == 0
    assert "Traceback" not in errors


def test_answers_are_told_with_the_slices_of_the_caller(
    server: Running, texts: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[Answered] = []
    monkeypatch.setattr(server.manager, "on_answer", told.append)
    with TaggerClient(server.grpc, NAME, label="release") as client:
        answer = client.predict_batch(texts[:3], slices={"country": "GB"})
        client.predict_batch(texts[:1])
    assert [one.slices for one in told] == [{"country": "GB"}, {}]
    assert [(one.model, one.version, one.texts) for one in told] == [(NAME, 1, 3), (NAME, 1, 1)]
    assert list(told[0].predictions()) == answer.predictions
