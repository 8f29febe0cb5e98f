"""Hostile requests, thrown at a real local server over both of its interfaces."""

from __future__ import annotations

import contextlib
import gzip
import http.client
import io
import json
import logging
import random
import socket
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple
from urllib.parse import quote, urlsplit

from benchmarks.fuzzing.attempts import Attack, WrongAnswerError
from benchmarks.fuzzing.texts import hostile_texts
from benchmarks.fuzzing.values import ODD_VALUES, mutate_bytes, mutate_values

NAME = "transactions"
_SECONDS = 30.0
_MORE_SECONDS = 0.2
_REFUSED_BY_RULE = (501, 503)
"""What TF Serving answers for what it does not support, and while nothing is loaded."""

_METHODS = ("GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH", "get", "X")
_MODEL = f"/v1/models/{NAME}"
_PATHS = (
    "/v1/annotate", _MODEL, f"{_MODEL}:predict", f"{_MODEL}/metadata",
    f"{_MODEL}/versions/1:predict", f"{_MODEL}/labels/release:predict", "/", "/healthz",
    f"{_MODEL}/versions/{'9' * 5000}", f"{_MODEL}/versions/{2**63}", "/page/models", "//", "/../..",
    f"{_MODEL}:classify", "/v1/models/%00:predict", "/v1/models/é", "/v1/models/", "/%ff", "/?x=%",
    f"{_MODEL}/labels/%F0:predict", f"{_MODEL}/versions/-1", "*",
)  # fmt: skip
_HEADERS = (
    ("Host", ("localhost", "127.0.0.1:1", "example.com", "[", "[::1]", "", "a" * 300, "\xe4")),
    ("Content-Type", ("application/json", "text/plain", "", ";", "application/json; charset=x",
                      "application/json; charset=utf-16", "multipart/form-data; boundary=")),
    ("Content-Encoding", ("gzip", "deflate", "br", "gzip, gzip", "", "identity", "\xff")),
    ("Content-Length", ("-1", "x", "0", "5", "99999999999999999999")),
    ("Transfer-Encoding", ("chunked", "gzip", "x")),
    ("Origin", ("http://example.com", "null", "")),
    ("Expect", ("100-continue", "x")),
    ("Connection", ("close", "upgrade", "keep-alive")),
    ("Upgrade", ("websocket", "h2c")),
    ("X-" + "y" * 50, ("\x01", "z" * 9000, "\xfc")),
    ("Cookie", ("a", "=;=", "\"")),
)  # fmt: skip


class Request(NamedTuple):
    """What is sent over a connection.

    Attributes:
      raw: All of its bytes.
      is_http: Whether it is a request by the rules, so that the answer must be JSON.
      is_head: Whether the answer has no body.
    """

    raw: bytes
    is_http: bool
    is_head: bool


def attack_rest(url: str, seed: int) -> Attack:
    """Throws HTTP requests at a server.

    Args:
      url: Its address, such as `http://127.0.0.1:8501`.
      seed: Of the requests.
    """
    host, port = urlsplit(url).hostname or "", urlsplit(url).port or 0

    def inputs() -> Iterator[Request]:
        chance, texts = random.Random(seed), hostile_texts(seed)  # noqa: S311 - no secret
        while True:
            yield _request(chance, texts)

    def attempt(request: Request) -> bool:
        with _no_traceback_in_the_log():
            status, content_type, body = _ask(host, port, request)
        if status is None:
            if request.is_http:
                raise WrongAnswerError("no answer")
            return True
        if status >= 500 and status not in _REFUSED_BY_RULE:
            raise WrongAnswerError(f"status {status}: {body[:300]!r}")
        if request.is_http and not request.is_head and status >= 400:
            if not content_type.startswith("application/json"):
                raise WrongAnswerError(f"status {status} as {content_type}: {body[:200]!r}")
            if not isinstance(json.loads(body).get("error"), str):
                raise WrongAnswerError(f"status {status} without a reason: {body[:200]!r}")
        return status >= 400

    return Attack(inputs(), attempt)


def require_answer(url: str, text: str = "SQ *BLUE DOOR CAFE") -> None:
    """Asks a good question.

    Raises:
      WrongAnswerError: The server does not answer it.
    """
    body = json.dumps({"instances": [text]}).encode()
    request = _raw(
        "POST", f"/v1/models/{NAME}:predict", [("Content-Type", "application/json")], body
    )
    parts = urlsplit(url)
    status, _, answer = _ask(
        parts.hostname or "", parts.port or 0, Request(request, is_http=True, is_head=False)
    )
    if status != 200 or len(json.loads(answer)["predictions"]) != 1:
        raise WrongAnswerError(f"a good request was answered with {status}: {answer[:200]!r}")


def attack_grpc(address: str, seed: int) -> Attack:
    """Throws gRPC messages at a server.

    Args:
      address: Its host and port.
      seed: Of the messages.
    """
    import grpc

    channel = grpc.insecure_channel(address)

    def inputs() -> Iterator[tuple[str, bytes]]:
        chance, texts = random.Random(seed), hostile_texts(seed)  # noqa: S311 - no secret
        while True:
            yield _call(chance, texts)

    def attempt(call: tuple[str, bytes]) -> bool:
        method, message = call
        ask = channel.unary_unary(method)
        with _no_traceback_in_the_log():
            try:
                ask(message, timeout=_SECONDS)
            except grpc.RpcError as error:
                code, details = error.code(), error.details() or ""
                # As gRPC has it for what is no message.
                unreadable = code is grpc.StatusCode.INTERNAL and details.startswith(
                    "the request cannot be parsed"
                )
                if not unreadable and code in (
                    grpc.StatusCode.INTERNAL,
                    grpc.StatusCode.UNKNOWN,
                    grpc.StatusCode.UNAVAILABLE,
                    grpc.StatusCode.DEADLINE_EXCEEDED,
                ):
                    raise WrongAnswerError(f"{code.name}: {details[:300]}") from None
                return True
        return False

    return Attack(inputs(), attempt)


class _Tracebacks(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if record.exc_info:
            self.messages.append(f"{record.getMessage()}: {record.exc_info[1]!r}")


@contextlib.contextmanager
def _no_traceback_in_the_log() -> Iterator[None]:
    """Raises `WrongAnswerError` behind the block if something of this process logged one."""
    handler = _Tracebacks()
    logging.getLogger().addHandler(handler)
    try:
        yield
    finally:
        logging.getLogger().removeHandler(handler)
    if handler.messages:
        raise WrongAnswerError(f"a traceback in the log: {handler.messages[0][:300]}")


def _ask(host: str, port: int, request: Request) -> tuple[int | None, str, bytes]:
    """Status, content type and body of the answer; None if there is none."""
    with socket.create_connection((host, port), timeout=_SECONDS) as connection:
        chunks = []
        try:
            connection.sendall(request.raw)
            if not request.is_http:
                # The server may wait for more, which never comes.
                connection.settimeout(_MORE_SECONDS)
                with contextlib.suppress(TimeoutError):
                    chunks.append(connection.recv(1 << 16))
                connection.settimeout(_SECONDS)
                connection.shutdown(socket.SHUT_WR)
            while chunk := connection.recv(1 << 16):
                chunks.append(chunk)
        except TimeoutError:
            raise WrongAnswerError(f"nothing more came in {_SECONDS:g} s") from None
        except OSError:
            pass  # it may be refused before all of it was sent
    received = b"".join(chunks)
    if not received:
        return None, "", b""
    method = "HEAD" if request.is_head else None
    response = http.client.HTTPResponse(_Received(received), method=method)  # type: ignore[arg-type]
    try:
        response.begin()
        return response.status, response.headers.get("Content-Type", ""), response.read()
    except http.client.HTTPException:
        if request.is_http:
            raise
        return None, "", b""  # such as 100, and then nothing


class _Received:
    """What `HTTPResponse` takes for a socket."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    def makefile(self, _mode: str) -> io.BytesIO:
        return io.BytesIO(self._content)


def _request(chance: random.Random, texts: Iterator[str]) -> Request:
    how = chance.random()
    method = "POST" if how < 0.7 else chance.choice(_METHODS)
    path = chance.choice(_PATHS[:6] if how < 0.6 else _PATHS)
    body = _body(path, chance, texts) if method not in ("GET", "HEAD") else b""
    headers = [("Content-Type", "application/json")]
    if chance.random() < 0.1:
        body, headers = gzip.compress(body, mtime=0), [*headers, ("Content-Encoding", "gzip")]
        body = mutate_bytes(body, chance) if chance.random() < 0.6 else body
    sound = _raw(method, quote(path, safe="/:%?=*"), headers, body)
    if how < 0.6:
        return Request(sound, is_http=True, is_head=method == "HEAD")
    if how < 0.9:
        name, values = chance.choice(_HEADERS)
        headers = [header for header in headers if header[0] != name]
        headers.append((name, chance.choice(values)))
        return Request(_raw(method, path, headers, body), is_http=False, is_head=method == "HEAD")
    return Request(mutate_bytes(sound, chance), is_http=False, is_head=method == "HEAD")


def _raw(method: str, target: str, headers: list[tuple[str, str]], body: bytes) -> bytes:
    names = {name for name, _ in headers}
    lines = [f"{method} {target} HTTP/1.1", *(f"{name}: {value}" for name, value in headers)]
    if "Host" not in names:
        lines.append("Host: localhost")
    if not names & {"Content-Length", "Transfer-Encoding"}:
        lines.append(f"Content-Length: {len(body)}")
    if "Connection" not in names:
        lines.append("Connection: close")
    return "\r\n".join([*lines, "", ""]).encode("utf-8", "surrogatepass") + body


def _body(path: str, chance: random.Random, texts: Iterator[str]) -> bytes:
    text = next(texts)
    ours: tuple[Callable[[], Any], ...] = (
        lambda: {"text": text},
        lambda: {"text": text, "offset_unit": "grapheme", "min_score": 0.5},
    )
    of_tf_serving: tuple[Callable[[], Any], ...] = (
        lambda: {"instances": [text, next(texts)]},
        lambda: {"instances": [{"text": text}]},
        lambda: {"inputs": {"text": [text]}, "signature_name": "serving_default"},
        lambda: {"inputs": [text]},
        lambda: {"instances": [{"b64": "AAA="}], "signature_name": "serving_tokens"},
        lambda: {"instances": [[text]], "signature_name": "serving_examples"},
        lambda: chance.choice(ODD_VALUES),
    )
    is_ours = (path == "/v1/annotate") == (chance.random() < 0.9)
    values = chance.choice(ours if is_ours else of_tf_serving)()
    for _ in range(chance.choice((0, 0, 0, 1, 2))):
        values = mutate_values(values, chance)
    try:
        body = json.dumps(values, ensure_ascii=chance.random() < 0.5).encode(
            "utf-8", "surrogatepass"
        )
    except RecursionError:
        body = b"[" * 5000
    return mutate_bytes(body, chance) if chance.random() < 0.2 else body


def _call(chance: random.Random, texts: Iterator[str]) -> tuple[str, bytes]:
    from tensorflow_serving.apis import (
        get_model_metadata_pb2,
        get_model_status_pb2,
        predict_pb2,
    )

    prediction = "/tensorflow.serving.PredictionService"
    method = chance.choice(("Predict",) * 6 + ("GetModelMetadata", "Classify", "GetModelStatus"))
    if method == "GetModelStatus":
        message: Any = get_model_status_pb2.GetModelStatusRequest()
        prediction = "/tensorflow.serving.ModelService"
    elif method == "GetModelMetadata":
        message = get_model_metadata_pb2.GetModelMetadataRequest()
        message.metadata_field.extend(chance.choice((["signature_def"], [], ["x"])))
    else:
        message = predict_pb2.PredictRequest()
        _fill_inputs(message, chance, texts)
    if chance.random() < 0.95:
        _fill_spec(message.model_spec, chance)
    raw = message.SerializeToString()
    raw = mutate_bytes(raw, chance) if chance.random() < 0.2 else raw
    return f"{prediction}/{method}", raw


def _fill_spec(spec: Any, chance: random.Random) -> None:
    spec.name = NAME if chance.random() < 0.9 else chance.choice(("", "x", "\0", "💥"))
    if chance.random() < 0.3:
        spec.version.value = chance.choice((1, 0, -1, 2**63 - 1, -(2**63)))
    elif chance.random() < 0.3:
        spec.version_label = chance.choice(("release", "", "x", "\0"))
    if chance.random() < 0.3:
        spec.signature_name = chance.choice(
            ("serving_default", "serving_examples", "serving_tokens", "x", "__saved_model_init_op")
        )


def _fill_inputs(message: Any, chance: random.Random, texts: Iterator[str]) -> None:
    for name in chance.choice((["text"], ["text"], ["text"], [], ["x"], ["text", "examples"])):
        tensor = message.inputs[name]
        tensor.dtype = 7 if chance.random() < 0.85 else chance.choice((0, 1, 3, 9, 21, 101, 999))
        encoded = [next(texts).encode("utf-8", "replace") for _ in range(chance.randint(0, 3))]
        tensor.string_val.extend(encoded)
        sizes = [len(encoded)] if chance.random() < 0.7 else _sizes(chance)
        for size in sizes:
            tensor.tensor_shape.dim.add(size=size)
        if chance.random() < 0.1:
            tensor.tensor_shape.unknown_rank = True
        if chance.random() < 0.1:
            tensor.tensor_content = chance.randbytes(chance.choice((1, 8, 100)))
        if chance.random() < 0.1:
            tensor.int64_val.extend((1, 2))
        if chance.random() < 0.1:
            tensor.version_number = 7
    message.output_filter.extend(
        chance.choice(([], [], [], ["entity_label"], ["x"], ["entity_label", "entity_label"]))
    )


def _sizes(chance: random.Random) -> list[int]:
    return [
        chance.choice((0, 1, 2, 3, -1, 2**31, 2**62))
        for _ in range(chance.choice((0, 1, 2, 3, 300)))
    ]
