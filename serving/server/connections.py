"""The connections of the HTTP server: how many there may be, and what is told to one too many."""

from __future__ import annotations

import asyncio
import json
import logging
import resource
import ssl
import time
from collections.abc import Callable
from typing import Any, cast

IDLE_SECONDS = 60.0
"""How long a connection may be without a whole request."""

ACCEPTING_TURNS = 8
"""Turns of the event loop in which a connection is made; asyncio needs four."""

_LOG_SECONDS = 60.0

_log = logging.getLogger(__name__)


class Listener:
    """Listens for HTTP, and lets in so many connections at once.

    Args:
      server: aiohttp's low-level server, which makes a protocol for each connection.
      most: How many connections there may be; no more than the descriptors of this process allow.
    """

    def __init__(self, server: Any, most: int) -> None:
        self._server = server
        self._most = _allowed(most)
        self._listening: asyncio.Server | None = None

    async def start(
        self, host: str, port: int, tls: ssl.SSLContext | None = None, *, shared: bool = False
    ) -> int:
        """Listens; returns the port.

        Args:
          host: Address to listen at.
          port: Port; 0: any that is free.
          tls: Encrypts, if there is one.
          shared: Whether other processes listen there too.

        Raises:
          OSError: It cannot listen there.
        """
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(_LessLog(loop.get_exception_handler()))
        self._listening = await loop.create_server(
            self._protocol, host, port, ssl=tls, reuse_port=shared or None
        )
        bound: int = self._listening.sockets[0].getsockname()[1]
        return bound

    async def close(self) -> None:
        """Takes no more connections, and closes those on which nothing has been asked.

        aiohttp's own `pre_shutdown` lets these be, deaf, until all others have ended: who then asks
        on one waits for nothing, where he could ask another server.
        """
        if self._listening is None:
            return
        loop = asyncio.get_running_loop()
        # What asyncio took in the turn in which it is closed, it loses, unclosed. So it first takes
        # nothing, for the turns in which a connection is made and begins to wait for a request.
        for listening in self._listening.sockets:
            loop.remove_reader(listening.fileno())
        for _ in range(ACCEPTING_TURNS):
            await asyncio.sleep(0)
        self._listening.close()
        for connection in self._server.connections:
            # There is no public way to tell; a test notices if this one changes.
            waiting = connection._waiter
            if waiting is not None and not waiting.done():
                connection.force_close()

    def _protocol(self) -> asyncio.BaseProtocol:
        if len(self._server.connections) >= self._most:
            return _Refusal(self._most)
        protocol: asyncio.BaseProtocol = self._server()
        return protocol


class _Refusal(asyncio.Protocol):
    """Tells a client that there are too many, and closes."""

    def __init__(self, most: int) -> None:
        self._body = json.dumps({"error": f"there are {most} connections already"}).encode()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Answers without a look at what is asked."""
        writer = cast("asyncio.WriteTransport", transport)
        head = (
            "HTTP/1.1 503 Service Unavailable\r\nContent-Type: application/json\r\n"
            f"Retry-After: 1\r\nConnection: close\r\nContent-Length: {len(self._body)}\r\n\r\n"
        )
        writer.write(head.encode() + self._body)
        writer.close()


class _LessLog:
    """An exception handler of an event loop that says once a minute that descriptors are used up.

    asyncio tries again and again to take connections, and logs a traceback for each attempt.
    """

    def __init__(self, other: Callable[..., object] | None) -> None:
        self._other = other
        self._said: float | None = None

    def __call__(self, loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        if "out of system resource" in str(context.get("message")):
            if self._said is None or time.monotonic() > self._said + _LOG_SECONDS:
                self._said = time.monotonic()
                _log.warning("no connection can be taken: %s", context.get("exception"))
        elif self._other is not None:
            self._other(loop, context)
        else:
            loop.default_exception_handler(context)


def _allowed(most: int) -> int:
    """Half of the descriptors: models, their files and gRPC need some, too."""
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return most if soft == resource.RLIM_INFINITY else min(most, soft // 2)
