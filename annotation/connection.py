"""HTTP to one server: a token, time limits, and faults that a person can read.

Whatever goes wrong, from an unreachable server to an answer that doccano never gives, is a
`DoccanoError` with one line for a person.
"""

from __future__ import annotations

import ipaddress
import json
import re
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeVar
from urllib.parse import urlsplit

import requests
from pydantic import TypeAdapter, ValidationError
from requests.adapters import HTTPAdapter
from requests.auth import AuthBase
from urllib3.util import Retry

from annotation.errors import DoccanoError
from preprocessing.errors import one_line
from preprocessing.secrets import MASK

MAX_ANSWER_BYTES = 64 << 20
"""A longer answer in JSON is not read."""

_BLOCK = 1 << 16

_Answer = TypeVar("_Answer")


class _Token(AuthBase):
    """Puts the token into requests; it is not kept where a message could show it."""

    def __init__(self, token: str) -> None:
        self.__token = token

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        request.headers["Authorization"] = f"Token {self.__token}"
        return request

    def hidden_in(self, text: str) -> str:
        """`text` with `***` in place of the token, also of the token as JSON writes it."""
        for written in {self.__token, json.dumps(self.__token)[1:-1]}:
            text = text.replace(written, MASK)
        return text


class _Session(requests.Session):
    def get_redirect_target(self, resp: requests.Response) -> None:
        """No redirect is followed: the token must not go wherever one points.

        requests reads where it points even if it was told not to follow, and then fails on what is
        no URL, or reads a body without end.
        """


class Connection:
    """A connection to one server, as the owner of a token.

    Args:
      server: Address of the server, such as `https://doccano.example.com`.
      token: The token; it goes to this server and nowhere else.
      connect_seconds: Longest wait for a connection.
      read_seconds: Longest silence within one answer.
      answer_seconds: Longest wait for one whole answer.

    Raises:
      DoccanoError: The address or the token cannot be used.
    """

    def __init__(
        self,
        server: str,
        token: str,
        *,
        connect_seconds: float,
        read_seconds: float,
        answer_seconds: float,
    ) -> None:
        try:
            parts = urlsplit(server)
        except ValueError:
            raise DoccanoError("the server's address is not a URL") from None
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise DoccanoError("the server's address is not an http or https URL")
        if parts.username is not None or parts.password is not None:
            raise DoccanoError("the server's address must not hold a name or a password")
        # Checked here, because requests repeats an unusable header in its message.
        if not re.fullmatch(r"[!-~]+", token):
            raise DoccanoError("the token is empty or has characters that no token has")
        self.server = server.rstrip("/")
        self._timeout = (connect_seconds, read_seconds)
        self._answer_seconds = answer_seconds
        self._session = _Session()
        # With this set, requests does not look for passwords in ~/.netrc.
        self._token = _Token(token)
        self._session.auth = self._token
        self._session.headers["Accept"] = "application/json"
        # A proxy cannot reach what listens on this machine alone.
        self._session.trust_env = not _is_loopback(parts.hostname)
        retry = Retry(
            total=3,
            backoff_factor=0.2,
            status_forcelist=(500, 502, 503, 504),
            allowed_methods=("GET",),
            respect_retry_after_header=False,
            raise_on_status=False,
        )
        for scheme in ("http://", "https://"):
            self._session.mount(scheme, HTTPAdapter(max_retries=retry))

    def close(self) -> None:
        """Closes the connections."""
        self._session.close()

    def get(
        self,
        path: str,
        kind: type[_Answer],
        query: Mapping[str, str | int] | None = None,
        *,
        missing: str | None = None,
    ) -> _Answer:
        """What the server answers to GET.

        Args:
          path: Path of the address.
          kind: Type of the answer.
          query: What comes after the question mark.
          missing: What it means that there is nothing at the path; None: nothing in particular.

        Raises:
          DoccanoError: The server cannot be used, or answers with something else.
        """
        with self.exchange("GET", path, missing=missing, params=query) as response:
            return self._parse(self.body(response, path), path, kind)

    def post(self, path: str, values: Mapping[str, Any], kind: type[_Answer]) -> _Answer:
        """What the server answers to a POST of JSON.

        Raises:
          DoccanoError: The server cannot be used, refuses, or answers with something else.
        """
        with self.exchange("POST", path, json=values) as response:
            return self._parse(self.body(response, path), path, kind)

    @contextmanager
    def exchange(
        self, method: str, path: str, *, missing: str | None = None, **arguments: Any
    ) -> Iterator[requests.Response]:
        """A successful answer whose body is not read yet.

        Args:
          method: Of HTTP.
          path: Path of the address.
          missing: See `get`.
          arguments: Of `requests.Session.request`.

        Raises:
          DoccanoError: The server cannot be used, or refuses.
        """
        headers = {"Accept-Encoding": "identity", **arguments.pop("headers", {})}
        try:
            response = self._session.request(
                method,
                self.server + path,
                headers=headers,
                timeout=self._timeout,
                allow_redirects=False,
                stream=True,
                **arguments,
            )
        # Names that cannot be resolved are not always errors of requests'.
        except (requests.RequestException, ValueError) as error:
            raise self.error(self._unreachable(error)) from None
        with response:
            if response.status_code >= 300:
                raise self.error(self._refused(response, path, missing))
            yield response

    def body(self, response: requests.Response, path: str) -> bytes:
        """The whole body.

        Raises:
          DoccanoError: It breaks off, takes too long, or is longer than `MAX_ANSWER_BYTES`.
        """
        return b"".join(self.blocks(response, path, MAX_ANSWER_BYTES))

    def blocks(self, response: requests.Response, path: str, limit: int) -> Iterator[bytes]:
        """The body in pieces.

        Args:
          response: The answer.
          path: Path of its address, for messages.
          limit: Most bytes.

        Raises:
          DoccanoError: It breaks off, takes too long, or is longer than `limit`.
        """
        deadline = time.monotonic() + self._answer_seconds
        received = 0
        try:
            for block in response.iter_content(_BLOCK):
                received += len(block)
                if received > limit:
                    raise self.error(
                        f"{self.server}{path} sends more than {limit >> 20} MiB; "
                        "doccano.max_export_mb bounds an export"
                    )
                if time.monotonic() > deadline:
                    raise self.error(
                        f"{self.server}{path} is still sending after {self._answer_seconds:g} s"
                    )
                yield block
        except requests.RequestException as error:
            what = "stopped sending" if _is_timeout(error) else "closed the connection"
            raise self.error(f"{self.server} {what} during the download of {path}") from None

    def _parse(self, body: bytes, path: str, kind: type[_Answer]) -> _Answer:
        try:
            values = json.loads(body)
        except (ValueError, RecursionError):
            raise self.malformed(path, "no JSON") from None
        try:
            return TypeAdapter(kind).validate_python(values)
        except ValidationError as error:
            fault = error.errors()[0]
            where = ".".join(map(str, fault["loc"])) or "the answer"
            raise self.malformed(path, f"{where}: {fault['msg']}") from None

    def error(self, message: str) -> DoccanoError:
        """The error with this message, in which the token is hidden: servers may repeat it."""
        return DoccanoError(self._token.hidden_in(message))

    def told(self, text: str) -> str:
        """The server's words for use within a message, see `one_line`, without the token."""
        return one_line(self._token.hidden_in(text))

    def malformed(self, path: str, what: str) -> DoccanoError:
        """The error for an answer that doccano never gives."""
        return self.error(
            f"{self.server}{path} answers with {what}; is doccano.server a doccano 1.8 server?"
        )

    def _unreachable(self, error: Exception) -> str:
        if isinstance(error, requests.exceptions.SSLError):
            return f"{self.server}: no secure connection; its certificate is not accepted"
        if isinstance(error, requests.exceptions.ProxyError):
            return f"{self.server} cannot be reached: the proxy refuses"
        if _is_timeout(error):
            connect, read = self._timeout
            waited = f"waited {connect:g} s to connect, {read:g} s to be answered"
            return f"{self.server} does not answer ({waited})"
        return f"{self.server} cannot be reached; is the server running?"

    def _refused(self, response: requests.Response, path: str, missing: str | None) -> str:
        status = response.status_code
        if status < 400:
            where = self._redirect_target(response)
            return (
                f"{self.server}{path} redirects to {where}, where the token is not sent; "
                "set doccano.server to the server's own address"
            )
        detail = self._detail(response, path)
        if status in (401, 403):
            return (
                f"{self.server} refuses the token (HTTP {status}: {detail}); it must be "
                "the token of an administrator of the project"
            )
        if status == 404 and missing is not None:
            return f"{self.server}: {missing}"
        if status >= 500:
            return f"{self.server}{path} failed (HTTP {status}); its log has the reason"
        return f"{self.server}{path} refuses the request (HTTP {status}: {detail})"

    def _detail(self, response: requests.Response, path: str) -> str:
        """What the server says of a refusal."""
        try:
            values = json.loads(self.body(response, path))
        except (ValueError, RecursionError):  # a DoccanoError too: the reason matters less
            return self.told(response.reason or "no reason given")
        if isinstance(values, dict) and isinstance(values.get("detail"), str):
            return self.told(values["detail"])
        return self.told(json.dumps(values))

    def _redirect_target(self, response: requests.Response) -> str:
        """The host that a redirect points to, as far as it can be told."""
        try:
            target = urlsplit(response.headers.get("Location", ""))
            host = target.hostname
        except ValueError:
            return "what is no URL"
        return self.told(f"{target.scheme or 'http'}://{host}") if host else "elsewhere"


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _is_timeout(error: Exception) -> bool:
    # A connection that was retried until the time was up arrives as a ConnectionError.
    return isinstance(error, requests.Timeout) or "timed out" in str(error)
