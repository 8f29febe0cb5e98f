"""Who may ask: bearer tokens, from a file that may change while the server runs."""

from __future__ import annotations

import hashlib
import hmac
import logging
import re
from collections.abc import Awaitable, Callable, Collection
from pathlib import Path

from aiohttp import web

from preprocessing.errors import UserError
from serving.server.http_requests import RequestError

NEEDED = "the request needs a token that the server knows: Authorization: Bearer …"

_HASHED = re.compile(r"sha256:([0-9a-f]{64})")
_log = logging.getLogger(__name__)


class TokenFileError(UserError, ValueError):
    """A file of tokens that cannot be used; the message names the file and the line, no token."""


class Tokens:
    """Tokens that are accepted; the file is read again when it has changed.

    Each line is a token, or `sha256:` and the 64 lower-case hexadecimal digits of its hash; empty
    lines and those that begin with `#` are left out. Two tokens at once let clients move from one
    to the other. Only hashes are kept.

    Args:
      path: The file.

    Raises:
      TokenFileError: The file cannot be read, or has no token.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._seen = self._stamp()
        self._hashes = self._read()
        if not self._hashes:
            raise TokenFileError(f"{path}: there is no token; write one a line")

    def accepts(self, header: str | None) -> bool:
        """Whether the value of an `Authorization` header is `Bearer` with one of the tokens."""
        self._look()
        scheme, _, token = (header or "").strip().partition(" ")
        if scheme.lower() != "bearer":
            return False
        given = hashlib.sha256(token.strip().encode("utf-8", "surrogateescape")).digest()
        # All are compared, so that the time tells nothing.
        return sum(hmac.compare_digest(given, known) for known in self._hashes) > 0

    def _look(self) -> None:
        stamp = self._stamp()
        if stamp == self._seen:
            return
        # Before it is read: a file that cannot be used is told of once.
        self._seen = stamp
        try:
            self._hashes = self._read()
        except TokenFileError as error:
            _log.warning("%s; the tokens read before stay", error)

    def _stamp(self) -> object:
        try:
            status = self._path.stat()
        except OSError:
            return None
        return status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns

    def _read(self) -> Collection[bytes]:
        try:
            lines = self._path.read_text("utf-8").splitlines()
        except OSError as error:
            raise TokenFileError(f"{self._path}: cannot be read: {error.strerror}") from None
        except UnicodeDecodeError:
            raise TokenFileError(f"{self._path}: is not UTF-8") from None
        hashes = []
        for number, line in enumerate(map(str.strip, lines), start=1):
            if not line or line.startswith("#"):
                continue
            hashed = _HASHED.fullmatch(line)
            if hashed is None and (line.startswith("sha256:") or " " in line):
                raise TokenFileError(
                    f"{self._path}: line {number} is neither a token without spaces nor sha256: "
                    "and 64 lower-case hexadecimal digits"
                )
            hashes.append(
                bytes.fromhex(hashed[1]) if hashed else hashlib.sha256(line.encode()).digest()
            )
        return hashes


def requiring(
    tokens: Tokens | None, open_paths: Collection[str]
) -> Callable[..., Awaitable[web.StreamResponse]]:
    """A middleware that refuses HTTP requests without a token.

    Args:
      tokens: Which are accepted; None: no token is needed.
      open_paths: Paths that need none.
    """

    @web.middleware
    async def require(
        request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
    ) -> web.StreamResponse:
        if tokens is None or request.path in open_paths:
            return await handler(request)
        if not tokens.accepts(request.headers.get("Authorization")):
            raise RequestError(NEEDED, 401)
        return await handler(request)

    return require
