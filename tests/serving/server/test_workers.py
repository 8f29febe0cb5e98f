from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import aiohttp
import pytest

from serving.server.draining import READY
from serving.server.metrics import PATH, REQUEST_COUNT, merge
from serving.server.workers import RESTARTS, Workers, reserved
from tests.serving.server.figures import Figures, read_figures

STUB = str(Path(__file__).with_name("stub_worker.py"))
COUNT = 2


class Group:
    """Workers that run, and what they answer."""

    def __init__(self, workers: Workers, port: int, lines: list[str]) -> None:
        self.workers = workers
        self._port = port
        self._lines = lines

    async def figures(self) -> Figures:
        """What Prometheus gets from the one above them."""
        return read_figures((await self._get(PATH))[1])

    async def ready(self) -> int:
        """The status of its readiness."""
        return (await self._get(READY))[0]

    async def ask(self) -> str:
        """Which worker answers a request on a connection of its own; "" if none."""
        with contextlib.suppress(aiohttp.ClientError):
            url = f"http://127.0.0.1:{self._port}"
            async with aiohttp.ClientSession() as session, session.get(url) as answer:
                return await answer.text()
        return ""

    async def _get(self, path: str) -> tuple[int, str]:
        admin = self._lines[0].rpartition(" ")[2]
        async with aiohttp.ClientSession() as session, session.get(f"{admin}{path}") as answer:
            return answer.status, await answer.text()


@contextlib.asynccontextmanager
async def running() -> AsyncIterator[Group]:
    lines: list[str] = []
    with reserved("127.0.0.1", 0) as port:
        workers = Workers(
            COUNT, lambda number, path: [sys.executable, STUB, f"{number}:{path}", str(port)]
        )
        task = asyncio.create_task(workers.run("127.0.0.1", 0, lines.append))
        group = Group(workers, port, lines)
        try:
            await until(lambda: _true(bool(lines)))
            await until(lambda: _all_ready(group))
            yield group
        finally:
            workers.end()
            assert await asyncio.wait_for(task, 60) == 0


async def _true(value: bool) -> bool:
    return value


async def _all_ready(group: Group) -> bool:
    return len(group.workers.ready) == COUNT


async def until(condition: Callable[[], Awaitable[bool]]) -> None:
    async with asyncio.timeout(60):
        while not await condition():
            await asyncio.sleep(0.02)


def test_requests_are_spread_and_figures_tell_whose_they_are() -> None:
    async def main() -> None:
        async with running() as group:
            answered: list[str] = []

            async def both() -> bool:
                answered.append(await group.ask())
                return set(answered) == {"0", "1"}

            await until(both)
            assert await group.ready() == 200
            figures = await group.figures()
            for number in ("0", "1"):
                key = ("model_name", "m", "status", "OK", "worker", number)
                assert figures[REQUEST_COUNT][key] == answered.count(number)
                assert figures[RESTARTS]["worker", number] == 0

    asyncio.run(main())


def test_a_worker_that_is_killed_is_replaced() -> None:
    async def main() -> None:
        async with running() as group:
            before = group.workers.pids
            os.kill(before[0], signal.SIGKILL)
            await until(lambda: _true(group.workers.pids.get(0) not in (None, before[0])))
            await until(lambda: _all_ready(group))
            assert group.workers.pids[1] == before[1]
            assert (await group.figures())[RESTARTS] == {("worker", "0"): 1, ("worker", "1"): 0}
            answered = set()

            async def both() -> bool:
                answered.add(await group.ask())
                return answered >= {"0", "1"}

            await until(both)

    asyncio.run(main())


def test_it_is_ready_as_long_as_one_worker_is() -> None:
    async def main() -> None:
        async with running() as group:
            os.kill(group.workers.pids[0], signal.SIGSTOP)
            stopped = group.workers.pids[0]
            try:
                await until(lambda: _true(group.workers.ready == {1}))
                assert await group.ready() == 200
            finally:
                os.kill(stopped, signal.SIGCONT)

    asyncio.run(main())


def test_workers_that_cannot_start_are_not_started_again() -> None:
    async def main() -> int:
        workers = Workers(COUNT, lambda *_: [sys.executable, STUB, "0:none", "0", "2"])
        return await workers.run("127.0.0.1", None, print)

    assert asyncio.run(main()) == 2


def test_a_port_is_reserved_for_workers_alone() -> None:
    with reserved("127.0.0.1", 0) as port:
        with pytest.raises(OSError, match="in use"), socket.create_server(("127.0.0.1", port)):
            pass
        shared = socket.create_server(("127.0.0.1", port), reuse_port=True)
        shared.close()
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(OSError, match="in use") as error, reserved("127.0.0.1", port):
            pass
    assert error.value.filename == f"127.0.0.1:{port}"


def test_pages_are_merged_with_each_family_in_one_place() -> None:
    pages = {
        "0": '# TYPE a counter\na{x="} 1"} 1\na{x="2"} 2\n# TYPE b gauge\nb 5\n',
        "1": '# TYPE b gauge\nb 6\n# TYPE a counter\na{x="2"} 3\n',
        "2": "",
    }
    assert read_figures(merge(pages, "worker")) == {
        "a": {
            ("x", "} 1", "worker", "0"): 1,
            ("x", "2", "worker", "0"): 2,
            ("x", "2", "worker", "1"): 3,
        },
        "b": {("worker", "0"): 5, ("worker", "1"): 6},
    }
