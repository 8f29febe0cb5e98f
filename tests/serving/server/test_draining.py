from __future__ import annotations

import asyncio
import contextlib
import gc
import socket
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import grpc
import pytest
import requests
from aiohttp import web

from serving.server import grpc_health
from serving.server.connections import Listener
from serving.server.draining import Draining
from serving.server.options import ServerOptions
from serving.server.request_batching import Tensors
from serving.server.settings import ServerSettings
from tests.serving.server.fake_model import WordModel, nothing_wrong
from tests.serving.server.running_server import Running, run_in_thread, write_empty_versions
from tests.serving.server.test_production import WORDS, call, health, post

FOREVER = ServerSettings(drain_wait_seconds=3600, drain_seconds=3600)


class Held(WordModel):
    """Answers `slow` only when it is let go."""

    def __init__(self) -> None:
        super().__init__(WORDS)
        self.begun, self.let_go = threading.Semaphore(0), threading.Event()

    def run(self, signature: str, inputs: Tensors) -> Tensors:
        if b"slow" in inputs["text"].tolist():
            self.begun.release()
            assert self.let_go.wait(60)
        return super().run(signature, inputs)


def until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def readiness(running: Running) -> int:
    return requests.get(f"{running.admin}/readyz", timeout=30).status_code


def test_it_says_that_it_is_not_ready_before_it_refuses_and_finishes_what_is_in_flight(
    tmp_path: Path,
) -> None:
    config = write_empty_versions(tmp_path, {"release": 17})
    model = Held()
    options = ServerOptions(limits=FOREVER, admin_port=0)
    running_ = run_in_thread(config, lambda _: model, verify=nothing_wrong, options=options)
    with running_ as running, ThreadPoolExecutor(4) as clients, requests.Session() as kept:
        assert (readiness(running), health(running.grpc)) == (200, grpc_health.SERVING)
        url = f"{running.http}/v1/models/transactions:predict"
        first = kept.post(url, json={"instances": ["A"]}, timeout=30)
        assert "Connection" not in first.headers

        stopping = asyncio.run_coroutine_threadsafe(running.server.stop(), running.loop)
        until(lambda: readiness(running) == 503)
        assert health(running.grpc) == grpc_health.NOT_SERVING
        assert requests.get(f"{running.admin}/livez", timeout=30).status_code == 200
        # Whoever has not seen it yet is answered, and told to open another connection.
        answer = kept.post(url, json={"instances": ["A"]}, timeout=30)
        assert (answer.status_code, answer.headers["Connection"]) == (200, "close")
        assert call(running.grpc, [b"A"]).model_spec.version.value == 17

        idle = socket.create_connection(("127.0.0.1", int(running.http.rpartition(":")[2])))
        over_http = clients.submit(post, running, ["slow"])
        over_grpc = clients.submit(call, running.grpc, [b"slow"])
        assert model.begun.acquire(timeout=60)
        running.loop.call_soon_threadsafe(running.server.draining.hurry)
        # Now it listens no more, and has not ended, for two requests are in flight.
        until(lambda: _refuses(running))
        assert not stopping.done()
        # A connection on which nothing was asked is not kept until they are answered.
        idle.settimeout(60)
        assert idle.recv(1) == b""
        idle.close()
        model.let_go.set()
        assert over_http.result(60).status_code == 200
        assert over_grpc.result(60).model_spec.version.value == 17
        stopping.result(60)


def _refuses(running: Running) -> bool:
    try:
        requests.get(f"{running.http}/healthz", timeout=30)
    except requests.exceptions.ConnectionError:
        return True
    return False


def test_no_request_fails_of_clients_that_ask_only_while_it_is_ready(tmp_path: Path) -> None:
    config = write_empty_versions(tmp_path, {"release": 17})
    options = ServerOptions(limits=FOREVER, admin_port=0)
    load: Any = lambda _: WordModel(WORDS)  # noqa: E731
    failed: list[BaseException] = []
    answered = [0] * 4

    def ask(number: int, running: Running) -> None:
        try:
            while readiness(running) == 200:
                if number % 2:
                    assert post(running, ["A"]).status_code == 200
                else:
                    call(running.grpc, [b"A"])
                answered[number] += 1
        except BaseException as error:
            failed.append(error)

    with run_in_thread(config, load, verify=nothing_wrong, options=options) as running:
        threads = [threading.Thread(target=ask, args=(n, running)) for n in range(4)]
        for thread in threads:
            thread.start()
        until(lambda: min(answered) >= 3)
        stopping = asyncio.run_coroutine_threadsafe(running.server.stop(), running.loop)
        for thread in threads:
            thread.join(60)
        running.loop.call_soon_threadsafe(running.server.draining.hurry)
        stopping.result(60)
    assert failed == []


def test_it_is_not_ready_without_a_model(tmp_path: Path) -> None:
    config = write_empty_versions(tmp_path, {"release": 17})

    def fail(_: str) -> WordModel:
        raise ValueError("damaged")

    with run_in_thread(config, fail, verify=nothing_wrong) as running:
        assert readiness(running) == 503
        assert health(running.grpc) == grpc_health.NOT_SERVING
        assert requests.get(f"{running.admin}/livez", timeout=30).status_code == 200


def test_who_watches_is_told_of_each_change(tmp_path: Path) -> None:
    config = write_empty_versions(tmp_path, {"release": 17})
    options = ServerOptions(limits=FOREVER)
    load: Any = lambda _: WordModel(WORDS)  # noqa: E731
    asked, told = grpc_health.message_classes()
    with (
        run_in_thread(config, load, verify=nothing_wrong, options=options) as running,
        grpc.insecure_channel(running.grpc) as channel,
    ):
        watch = channel.unary_stream(
            f"/{grpc_health.SERVICE}/Watch", asked.SerializeToString, told.FromString
        )
        answers = watch(asked(service="tensorflow.serving.PredictionService"), timeout=60)
        assert next(answers).status == grpc_health.SERVING
        stopping = asyncio.run_coroutine_threadsafe(running.server.stop(), running.loop)
        assert next(answers).status == grpc_health.NOT_SERVING
        answers.cancel()
        with pytest.raises(grpc.RpcError) as error:
            health(running.grpc, service="another")
        assert error.value.code() is grpc.StatusCode.NOT_FOUND
        running.loop.call_soon_threadsafe(running.server.draining.hurry)
        stopping.result(60)


def test_a_second_signal_ends_the_wait() -> None:
    async def main() -> None:
        draining = Draining(3600, lambda: True)
        assert draining.ready
        waiting = asyncio.create_task(draining.wait())
        await asyncio.sleep(0)
        assert not draining.ready
        assert not waiting.done()
        draining.hurry()
        await waiting

    asyncio.run(main())


@pytest.mark.parametrize("turns", range(10))
def test_a_connection_that_comes_while_it_stops_to_listen_is_not_lost(turns: int) -> None:
    """However far it has got to be made, its client is told."""

    async def main() -> None:
        server = web.Server(lambda _: None)  # type: ignore[arg-type,return-value]
        listener = Listener(server, 100)
        port = await listener.start("127.0.0.1", 0)
        with socket.create_connection(("127.0.0.1", port), timeout=60) as client:
            for _ in range(turns):
                await asyncio.sleep(0)
            await listener.close()
            with contextlib.suppress(ConnectionResetError):
                assert await asyncio.to_thread(client.recv, 1) == b""

    gc.disable()
    try:
        asyncio.run(main())
    finally:
        gc.enable()
