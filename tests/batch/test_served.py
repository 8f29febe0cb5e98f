from __future__ import annotations

import json
import random
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import grpc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from batch import served as served_module
from batch.folder import Folder
from batch.plan import Plan, Task, difference, make_plan
from batch.rows import BatchError, Fault, Reason
from batch.served import ServedModel
from batch.worker import predict_shard
from models.export_format import Prediction
from serving.prediction.client import ServerError
from serving.prediction.protocol import message_classes
from tests.batch.jobs import make_task, write_input
from tests.serving.prediction import scripted
from tests.serving.prediction.scripted import Scripted, serving, whole_text

UNAVAILABLE, EXHAUSTED = grpc.StatusCode.UNAVAILABLE, grpc.StatusCode.RESOURCE_EXHAUSTED
TASK = Task("/models/transactions/7", "7", False, None, "jsonl")  # type: ignore[arg-type]


class Refusing(Scripted):
    """Refuses requests with a text that has an `!` in it, and counts those that it works on."""

    def __init__(self) -> None:
        super().__init__()
        self.lock = threading.Lock()
        self.now = self.most = 0
        self.barrier: threading.Barrier | None = None

    def _predict(self, request: Any, context: grpc.ServicerContext) -> Any:
        with self.lock:
            self.now += 1
            self.most = max(self.most, self.now)
        try:
            if self.barrier is not None:
                self.barrier.wait(60)
            if any(b"!" in text for text in request.inputs[0].value.string_val):
                context.abort(grpc.StatusCode.INVALID_ARGUMENT, "no exclamations")
            return super()._predict(request, context)
        finally:
            with self.lock:
                self.now -= 1


@pytest.fixture(scope="module")
def server() -> Iterator[tuple[Refusing, str]]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scripted, "Scripted", Refusing)
        with serving() as (handler, address):
            assert isinstance(handler, Refusing)
            yield handler, address


@pytest.fixture
def handler(server: tuple[Refusing, str]) -> Refusing:
    found = server[0]
    found.script, found.requests, found.answer, found.barrier = [], [], None, None
    found.now = found.most = 0
    return found


@pytest.fixture
def model(server: tuple[Refusing, str]) -> Iterator[ServedModel]:
    served = ServedModel(replace(TASK, server=server[1]))
    yield served
    served.close()


@settings(deadline=None)
@given(texts=st.lists(st.text("ab!", max_size=12), max_size=200))
def test_each_text_has_its_prediction_or_what_is_wrong(
    server: tuple[Refusing, str], texts: list[str]
) -> None:
    served = ServedModel(replace(TASK, server=server[1]))
    found = served.predict(texts)
    served.close()
    assert len(found) == len(texts)
    for text, answer in zip(texts, found, strict=True):
        if "!" in text:
            assert isinstance(answer, Fault)
            assert answer.reason is Reason.REFUSED
            assert "no exclamations" in answer.detail
        else:
            assert isinstance(answer, Prediction)
            assert answer.text == text


def test_one_version_is_asked_by_its_number(handler: Refusing, model: ServedModel) -> None:
    model.check()
    model.predict(["a"])
    assert [(r.model_spec.name, r.model_spec.version.value) for r in handler.requests] == [
        ("transactions", 7),
        ("transactions", 7),
    ]


def test_another_version_that_answers_is_no_answer(handler: Refusing, model: ServedModel) -> None:
    request = message_classes()["PredictRequest"]()
    request.inputs.add(key="text").value.string_val.append(b"a")
    handler.answer = whole_text(request)
    handler.answer.model_spec.version.value = 8
    with pytest.raises(ServerError, match="version 8 answered, and 7 was asked"):
        model.predict(["a"])


def test_no_more_requests_than_allowed_are_in_flight(
    handler: Refusing, server: tuple[Refusing, str]
) -> None:
    handler.barrier = threading.Barrier(2)
    served = ServedModel(replace(TASK, server=server[1]), in_flight=2)
    # Eight requests: each waits in the server for a second one, and a third would be seen.
    assert len(served.predict(["a"] * 8 * 64)) == 8 * 64
    served.close()
    handler.barrier = None
    assert (len(handler.requests), handler.most) == (8, 2)


@given(
    failures=st.lists(st.sampled_from([UNAVAILABLE, EXHAUSTED]), max_size=8),
    count=st.integers(1, 70),
)
@settings(deadline=None, max_examples=30)
def test_a_server_with_too_much_to_do_is_asked_again(
    server: tuple[Refusing, str], failures: list[grpc.StatusCode], count: int
) -> None:
    handler, address = server
    handler.script = list(failures)
    served = ServedModel(replace(TASK, server=address))
    texts = ["a" * random.Random(n).randint(1, 9) for n in range(count)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(served_module.time, "sleep", lambda _: None)
        found = served.predict(texts)
    served.close()
    assert handler.script == []
    assert [getattr(answer, "text", None) for answer in found] == texts


def test_until_the_deadline(handler: Refusing, server: tuple[Refusing, str]) -> None:
    for code in (UNAVAILABLE, EXHAUSTED):
        handler.script = [code] * 1000
        served = ServedModel(replace(TASK, server=server[1]), deadline_seconds=0.2)
        with pytest.raises(ServerError, match=code.name):
            served.predict(["a", "b"])
        served.close()


def test_anything_else_ends_the_job(handler: Refusing, model: ServedModel) -> None:
    handler.script = [grpc.StatusCode.NOT_FOUND]
    with pytest.raises(ServerError, match="model transactions, version 7: NOT_FOUND"):
        model.predict(["a"])
    assert len(handler.requests) == 1


@pytest.mark.parametrize("model", ["/models/transactions", "/models/transactions/v1", "/models/٣"])
def test_a_model_without_a_number_cannot_be_asked(model: str) -> None:
    with pytest.raises(BatchError, match="by its number; name a folder of versions"):
        ServedModel(replace(TASK, model=model, server="127.0.0.1:1"))


def lines_of(path: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in Path(path).read_text("utf-8").splitlines()]


def plan_for(folder: Path, address: str) -> Plan:
    return make_plan(make_task(folder, server=address), [f"{folder}/in.jsonl"], 1000)


def test_what_the_server_refuses_is_a_dead_letter(
    tmp_path: Path, server: tuple[Refusing, str], handler: Refusing
) -> None:
    bad = b'{"key": "bad", "text": "so!"}\n'
    write_input(tmp_path / "in.jsonl", 70, [bad, b"nope\n", bad])
    plan = plan_for(tmp_path, server[1])
    folder = Folder(f"{tmp_path}/out", "jsonl", 1)
    served = ServedModel(replace(plan.task, model="/models/model/7"))
    manifest = predict_shard(plan.shards[0], plan.task, folder, served)
    served.close()
    assert (manifest.rows, manifest.predictions) == (73, 70)
    assert manifest.dead_letters == {"not_json": 1, "refused": 2}
    letters = lines_of(folder.dead_letters_file(0))
    refused = [letter for letter in letters if letter["reason"] == "refused"]
    assert [(letter["key"], letter["row"]) for letter in refused] == [("bad", 2), ("bad", 6)]
    rows = lines_of(folder.predictions_file(0))
    assert [row["key"] for row in rows] == [str(number) for number in range(100, 170)]


def test_a_job_goes_on_with_a_server_that_has_moved(tmp_path: Path) -> None:
    write_input(tmp_path / "in.jsonl", 3)
    stored = json.loads(json.dumps(plan_for(tmp_path, "here:8500").to_json()))
    assert difference(plan_for(tmp_path, "there:8500"), stored) is None
    alone = make_plan(make_task(tmp_path), [f"{tmp_path}/in.jsonl"], 1000)
    assert difference(alone, stored) == "task.server was 'any' and is None"
