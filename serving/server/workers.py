"""Several processes that serve at the same ports, and one above them that starts them again.

The one above answers probes and metrics, for all of them; it loads no model. The kernel spreads
connections over the processes (SO_REUSEPORT).
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
import socket
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from pathlib import Path

import aiohttp

from serving.server.draining import READY, AdminServer
from serving.server.metrics import PATH, merge

ASK_SECONDS = 5.0
"""How long a worker may take to answer a probe."""

LOOK_SECONDS = 0.2
"""How often it is asked whether workers are ready."""

FIRST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS = 0.5, 30.0
"""Before a worker that ended is started again; twice as long each time, until one gets ready."""

RESTARTS = "txner_worker_restarts_total"

_log = logging.getLogger(__name__)


class Workers:
    """Processes that serve, and the one above them.

    Args:
      count: How many processes.
      command: Makes the command line of a worker, from its number and the path of the Unix socket
        where it answers probes and metrics.
    """

    def __init__(self, count: int, command: Callable[[int, str], Sequence[str]]) -> None:
        self._count = count
        self._command = command
        self._processes: dict[int, asyncio.subprocess.Process] = {}
        self._ready: set[int] = set()
        self._was_ready: set[int] = set()
        self._restarts = dict.fromkeys(range(count), 0)
        self._ended = asyncio.Event()
        self._failed = 0

    async def run(self, host: str, admin_port: int | None, tell: Callable[[str], None]) -> int:
        """Runs until SIGINT or SIGTERM, or until a worker cannot start at all.

        Args:
          host: Address of probes and metrics.
          admin_port: Their port; 0: any that is free, None: none.
          tell: Takes lines for the person who started it.

        Returns:
          The exit code: 0, or that of a worker that could not start.

        Raises:
          OSError: It cannot listen there; `filename` says where.
        """
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, self.end)
        # Commands end at it, quietly; a server must outlive a client that leaves.
        signal.signal(signal.SIGPIPE, signal.SIG_IGN)
        admin = AdminServer(lambda: bool(self._ready) and not self._ended.is_set(), self._page)
        with tempfile.TemporaryDirectory(prefix="txner-workers-") as folder:
            self._sockets = {n: str(Path(folder, str(n))) for n in range(self._count)}
            try:
                await admin.start(host, admin_port)
                if admin.port is not None:
                    address = f"[{host}]" if ":" in host else host
                    tell(f"probes and metrics of all workers at http://{address}:{admin.port}")
                await asyncio.gather(*(self._keep(number) for number in range(self._count)))
            finally:
                await admin.stop()
        return self._failed

    @property
    def ready(self) -> Set[int]:
        """Numbers of the workers that are ready."""
        return frozenset(self._ready)

    @property
    def pids(self) -> Mapping[int, int]:
        """Process of each worker that runs."""
        return {number: process.pid for number, process in self._processes.items()}

    def end(self) -> None:
        """Tells the workers to end; they say that they are not ready, and finish requests."""
        self._ended.set()
        for process in self._processes.values():
            with contextlib.suppress(ProcessLookupError):
                process.send_signal(signal.SIGTERM)

    async def _keep(self, number: int) -> None:
        """Keeps one worker running."""
        pause = FIRST_PAUSE_SECONDS
        while not self._ended.is_set():
            Path(self._sockets[number]).unlink(missing_ok=True)
            process = await asyncio.create_subprocess_exec(
                *self._command(number, self._sockets[number]),
                # Ctrl-C is for this process; and a worker ends when this process, and with it the
                # other end of the pipe, is gone.
                start_new_session=True,
                stdin=asyncio.subprocess.PIPE,
            )
            self._processes[number] = process
            if self._ended.is_set():  # the signal came while it was being started
                self.end()
            watching = asyncio.create_task(self._watch(number))
            try:
                code = await process.wait()
            finally:
                watching.cancel()
                await asyncio.wait([watching])
                del self._processes[number]
            was_ready = number in self._ready
            self._ready.discard(number)
            if self._ended.is_set():
                return
            if not self._was_ready and code > 0:
                # What is wrong with the first start is wrong with each.
                self._failed = code
                self.end()
                return
            pause = FIRST_PAUSE_SECONDS if was_ready else min(2 * pause, LONGEST_PAUSE_SECONDS)
            self._restarts[number] += 1
            _log.warning("worker %d ended with code %d; started again", number, code)
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(pause):
                    await self._ended.wait()

    async def _watch(self, number: int) -> None:
        """Notes whether a worker is ready."""
        while True:
            status, _ = await self._ask(number, READY)
            if status == 200:
                self._ready.add(number)
                self._was_ready.add(number)
            else:
                self._ready.discard(number)
            await asyncio.sleep(LOOK_SECONDS)

    async def _ask(self, number: int, path: str) -> tuple[int, str]:
        """Status and body of what a worker answers; (0, "") if it does not."""
        try:
            connector = aiohttp.UnixConnector(self._sockets[number])
            limit = aiohttp.ClientTimeout(ASK_SECONDS)
            async with (
                aiohttp.ClientSession(connector=connector, timeout=limit) as session,
                session.get(f"http://worker{path}") as answer,
            ):
                return answer.status, await answer.text()
        except (aiohttp.ClientError, OSError, TimeoutError):
            return 0, ""

    async def _page(self) -> str:
        numbers = sorted(self._processes)
        answers = await asyncio.gather(*(self._ask(number, PATH) for number in numbers))
        pages: Mapping[str, str] = {
            str(number): page for number, (_, page) in zip(numbers, answers, strict=True)
        }
        restarts = [f'{RESTARTS}{{worker="{n}"}} {times}' for n, times in self._restarts.items()]
        return merge(pages, "worker") + "\n".join([f"# TYPE {RESTARTS} counter", *restarts, ""])


@contextlib.contextmanager
def reserved(host: str, port: int) -> Iterator[int]:
    """A port that workers can share; within the block no other program gets it.

    Args:
      host: Address.
      port: Port; 0: any that is free.

    Raises:
      OSError: It is in use; `filename` says which.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except socket.gaierror as error:
        raise OSError(error.errno, error.strerror, f"{host}:{port}") from None
    with socket.socket(family, kind, protocol) as taken:
        # Bound, but not listening: the kernel gives it no connection.
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        try:
            taken.bind(address)
        except OSError as error:
            raise OSError(error.errno, error.strerror, f"{host}:{port}") from None
        yield taken.getsockname()[1]


def run_workers(
    workers: int,
    command: Callable[[int, str, int, int | None], Sequence[str]],
    *,
    host: str,
    port: int,
    grpc_port: int | None,
    admin_port: int | None,
    tell: Callable[[str], None],
) -> int:
    """Runs workers at the same ports; see `Workers`.

    Args:
      workers: How many.
      command: Makes the command line of a worker, from its number, its socket, and the ports of
        HTTP and of gRPC.
      host: Address to listen at.
      port: Port of HTTP; 0: any that is free.
      grpc_port: Port of gRPC; 0: any that is free, None: no gRPC.
      admin_port: Port of probes and metrics; None: none.
      tell: Takes lines for the person who started it.

    Returns:
      The exit code.

    Raises:
      OSError: It cannot listen there; `filename` says where.
    """
    with contextlib.ExitStack() as ports:
        http = ports.enter_context(reserved(host, port))
        rpc = ports.enter_context(reserved(host, grpc_port)) if grpc_port is not None else None

        async def run() -> int:
            group = Workers(workers, lambda number, path: command(number, path, http, rpc))
            return await group.run(host, admin_port, tell)

        return asyncio.run(run())
