"""When a server is ready, and how it ends without failing a request.

Whoever spreads requests over servers learns late that one is going. So a server says that it is not
ready, goes on taking requests for some time, and only then stops to listen.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
from collections.abc import Awaitable, Callable

from aiohttp import web

from serving.server.metrics import CONTENT_TYPE, PATH

LIVE, READY = "/livez", "/readyz"
PROBES = (LIVE, READY, PATH)


class Draining:
    """Whether a server takes requests.

    Args:
      wait_seconds: How long it goes on taking them after it says that it is not ready.
      loaded: Whether a model can answer.
    """

    def __init__(self, wait_seconds: float, loaded: Callable[[], bool]) -> None:
        self._wait_seconds = wait_seconds
        self._loaded = loaded
        self._hurry = asyncio.Event()
        self.begun = False
        """Whether it is ending."""

    @property
    def ready(self) -> bool:
        """Whether requests should be sent here."""
        return not self.begun and self._loaded()

    async def wait(self) -> None:
        """Says that the server is not ready, and waits until others have seen it."""
        self.begun = True
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(self._wait_seconds):
                await self._hurry.wait()

    def hurry(self) -> None:
        """Ends the waiting, or lets there be none."""
        self._hurry.set()

    def closes_connections(self) -> Callable[..., Awaitable[web.StreamResponse]]:
        """A middleware that ends connections with their next answer, once the server is ending.

        Clients then open another, to another server, instead of asking on one that is closed.
        """

        @web.middleware
        async def close(
            request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
        ) -> web.StreamResponse:
            response = await handler(request)
            if self.begun:
                response.force_close()
            return response

        return close


def add_probes(
    app: web.Application, ready: Callable[[], bool], metrics: Callable[[], Awaitable[str]]
) -> None:
    """Adds `/livez`, `/readyz` and the metrics to an application.

    Args:
      app: The application.
      ready: Whether requests should be sent here.
      metrics: Gives the page for Prometheus.
    """

    async def live(_: web.Request) -> web.Response:
        return web.Response(text="ok\n")

    async def readiness(_: web.Request) -> web.Response:
        if ready():
            return web.Response(text="ok\n")
        return web.Response(text="not ready\n", status=503)

    async def figures(_: web.Request) -> web.Response:
        return web.Response(body=(await metrics()).encode(), headers={"Content-Type": CONTENT_TYPE})

    app.router.add_get(LIVE, live)
    app.router.add_get(READY, readiness)
    app.router.add_get(PATH, figures)


class AdminServer:
    """Probes and metrics at a port or a Unix socket of their own, without TLS and tokens.

    Args:
      ready: See `add_probes`.
      metrics: See `add_probes`.
    """

    def __init__(self, ready: Callable[[], bool], metrics: Callable[[], Awaitable[str]]) -> None:
        app = web.Application()
        add_probes(app, ready, metrics)
        self._runner = web.AppRunner(app, access_log=None)
        self.port: int | None = None
        """Its port, if it has one."""

    async def start(self, host: str, port: int | None, socket: str | None = None) -> None:
        """Listens.

        Args:
          host: Address to listen at.
          port: Port; 0: any that is free, None: none.
          socket: Path of a Unix socket; None: none.

        Raises:
          OSError: It cannot listen there; `filename` says where.
        """
        await self._runner.setup()
        if socket is not None:
            await web.UnixSite(self._runner, socket).start()
        if port is not None:
            try:
                await web.TCPSite(self._runner, host, port).start()
            except OSError as error:
                reason = os.strerror(error.errno or 0)
                raise OSError(error.errno, reason, f"{host}:{port}") from None
            self.port = next(a[1] for a in self._runner.addresses if not isinstance(a, str))

    async def stop(self) -> None:
        """Stops listening."""
        await self._runner.cleanup()
