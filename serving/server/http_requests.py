"""What every HTTP request goes through: who may ask, how its body comes, how faults are told."""

from __future__ import annotations

import asyncio
import ipaddress
import json
import logging
import zlib
from collections.abc import Awaitable, Callable, Iterable
from typing import Any
from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.http import HttpProcessingError

from preprocessing.errors import one_line
from serving.server.observation import note_status
from serving.server.status import StatusError

BODY_SECONDS = 30.0
"""How long the body of a request may take to come."""

_JSON_TYPES = ("application/json", "text/json")
_UNSPECIFIC_TYPES = ("application/octet-stream", "application/x-www-form-urlencoded")
"""What programs send that do not say what they send; curl does for `-d`."""

_log = logging.getLogger(__name__)


class _OnlyOurFaults(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        """Whether it is no request that broke off or is damaged; aiohttp logs their tracebacks.

        Whoever sent it has been told.
        """
        error = record.exc_info[1] if record.exc_info else None
        return not isinstance(error, web.RequestPayloadError | HttpProcessingError)


server_logger = logging.getLogger(f"{__name__}.connections")
"""For aiohttp's faults of connections."""
server_logger.addFilter(_OnlyOurFaults())

_Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class RequestError(ValueError):
    """A request that cannot be answered; the message names what is wrong and what to do.

    Attributes:
      http_status: What the answer says.
    """

    def __init__(self, message: str, http_status: int = 400) -> None:
        self.http_status = http_status
        super().__init__(message)


async def read_body(request: web.Request) -> bytes:
    """The whole body, decompressed.

    Raises:
      RequestError: It breaks off, comes too slowly, is too large, cannot be decompressed, or is of
        a type that is no JSON.
    """
    _check_content_type(request)
    try:
        async with asyncio.timeout(BODY_SECONDS):
            body = await request.read()
    except TimeoutError:
        request.protocol.close()
        raise RequestError(f"the body did not come within {BODY_SECONDS:g} s", 408) from None
    except web.HTTPRequestEntityTooLarge:
        raise RequestError(
            f"the request is larger than {request.client_max_size} bytes", 413
        ) from None
    except web.RequestPayloadError as error:
        raise RequestError(f"the body cannot be read: {one_line(str(error))}") from None
    encoding = request.headers.get("Content-Encoding", "identity").strip().lower()
    return _decompressed(body, encoding, request.client_max_size)


def _decompressed(body: bytes, encoding: str, limit: int) -> bytes:
    # Not left to aiohttp, which answers some damaged bodies by itself, and not in JSON.
    if encoding in ("identity", ""):
        return body
    if encoding not in ("gzip", "x-gzip", "deflate"):
        raise RequestError("the Content-Encoding must be gzip or deflate", 415)
    # With zlib's header or with gzip's, or, as some have read RFC 1951, with none.
    raw = encoding == "deflate" and body[:1] and body[0] & 0x0F != zlib.DEFLATED
    reader = zlib.decompressobj(-zlib.MAX_WBITS if raw else zlib.MAX_WBITS | 32)
    try:
        content = reader.decompress(body, limit + 1)
    except zlib.error as error:
        raise RequestError(f"the body cannot be decompressed: {error}") from None
    if len(content) > limit:
        raise RequestError(f"the request is larger than {limit} bytes, decompressed", 413)
    if not reader.eof or reader.unused_data:
        raise RequestError("the body cannot be decompressed: it is cut off, or more follows")
    return content


def allowed_hosts(listening_at: str, more: Iterable[str]) -> frozenset[str] | None:
    """Names that the Host header of a request may have; None: any.

    A page from elsewhere can make a browser ask this machine under a name of its own. A server that
    listens on loopback is for this machine alone, so it answers to the names of this machine.

    Args:
      listening_at: Address that the server listens at.
      more: Other names, such as that of a tunnel.
    """
    return frozenset(map(str.lower, more)) if is_loopback(listening_at) else None


def is_loopback(host: str) -> bool:
    """Whether a host name or an address means this machine alone."""
    host = host.strip("[]").rstrip(".").lower()
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def host_check(hosts: frozenset[str] | None) -> Any:
    """A middleware that refuses requests for other hosts; see `allowed_hosts`."""

    @web.middleware
    async def check(request: web.Request, handler: _Handler) -> web.StreamResponse:
        if hosts is not None:
            name = _host_name(request.headers.get("Host", "localhost"))
            if not is_loopback(name) and name not in hosts:
                raise RequestError(
                    f"the request is for the host {name!r}, and this server is for this machine "
                    "alone; `txner serve --allowed-host` adds a name",
                    403,
                )
        return await handler(request)

    return check


@web.middleware
async def errors_as_json(request: web.Request, handler: _Handler) -> web.StreamResponse:
    """A middleware that answers every fault with a status and `{"error": "…"}`."""
    try:
        return await handler(request)
    except RequestError as error:
        return _error(str(error), error.http_status)
    except StatusError as error:
        note_status(error.code)
        return _error(error.message, error.code.http)
    except web.HTTPException as error:
        return _error(f"{request.method} {request.path}: {error.reason}", error.status)
    except ConnectionError:
        raise  # nobody is there any more
    except Exception as error:
        _log.exception("%s %s", request.method, one_line(request.path))
        return _error(f"internal error: {type(error).__name__}", 500)


def _check_content_type(request: web.Request) -> None:
    kind = request.content_type.lower() if "Content-Type" in request.headers else ""
    if kind in _JSON_TYPES or kind.endswith("+json"):
        return
    # A page from elsewhere may send these without asking. Browsers say where a page is from.
    if kind in ("", *_UNSPECIFIC_TYPES) and "Origin" not in request.headers:
        return
    raise RequestError(f"the Content-Type must be application/json, not {kind or 'missing'}", 415)


def _host_name(header: str) -> str:
    """The name in a Host header, without a port; "" if it cannot be read."""
    try:
        return (urlsplit(f"//{header.strip()}").hostname or "").rstrip(".")
    except ValueError:
        return ""


def _error(message: str, status: int) -> web.Response:
    return web.Response(
        text=json.dumps({"error": message}),
        status=status,
        content_type="application/json",
        headers={"WWW-Authenticate": "Bearer"} if status == 401 else None,
    )
