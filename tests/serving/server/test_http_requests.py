"""What is asked of the server in odd ways over HTTP, with a model that needs no TensorFlow."""

from __future__ import annotations

import asyncio
import gzip
import http.client
import json
import socket
import threading
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from aiohttp import web
from aiohttp.test_utils import make_mocked_request
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from serving.server import http_requests
from serving.server.connections import _LessLog
from serving.server.http_requests import allowed_hosts, errors_as_json, is_loopback
from serving.server.options import ServerOptions
from serving.server.settings import ServerSettings
from tests.serving.server.fake_model import WordModel, nothing_wrong
from tests.serving.server.running_server import Running, run_in_thread, write_empty_versions

PREDICT = "/v1/models/transactions:predict"
ANNOTATE = "/v1/annotate"
JSON = "application/json"
VALID = {PREDICT: b'{"instances": ["met Ann"]}', ANNOTATE: b'{"text": "met Ann"}'}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    config = write_empty_versions(tmp_path_factory.mktemp("served"), {"release": 17})

    def load(_: str) -> WordModel:
        return WordModel({"PARTY": ("met", 0.9)})

    with run_in_thread(config, load, verify=nothing_wrong) as running:
        yield running


def ask(
    server: Running, path: str, body: bytes = b"", method: str = "POST", **headers: str
) -> tuple[int, Any]:
    """Status and JSON of an answer; `_` in names of headers stands for `-`."""
    connection = http.client.HTTPConnection(urlsplit(server.http).netloc, timeout=10)
    try:
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, body, {"Content-Type": JSON} | sent)
        answer = connection.getresponse()
        return answer.status, json.loads(answer.read())
    finally:
        connection.close()


@pytest.mark.parametrize("path", [PREDICT, ANNOTATE])
@pytest.mark.parametrize(
    "body",
    [
        *(b"[" * depth + b"]" * depth for depth in (9, 33, 64, 65, 500, 990)),
        *(b"[" * depth + b'"x"' + b"]" * depth for depth in (9, 33, 64, 65, 500, 990)),
        b'{"a":' * 300 + b"1" + b"}" * 300,
        *(b"1" + b"0" * zeros for zeros in (400, 4000, 5000)),
        *(b"NaN", b"Infinity", b"-Infinity", b"1e999", b"-0", b"null", b"true"),
        *(b'{"b64": "?"}', b'{"b64": 1}', b'{"b64": {}}', b"{}", b'[[], ["x"]]'),
    ],
    ids=lambda body: repr(body[:9]) + str(len(body)),
)
def test_odd_json_is_answered_with_what_is_wrong(server: Running, path: str, body: bytes) -> None:
    keys = {PREDICT: ("instances", "inputs"), ANNOTATE: ("text", "offset_unit", "min_score")}
    for key in keys[path]:
        for wrapped in (body, b"[%s]" % body, b'{"%s": %s}' % (key.encode(), body)):
            status, answer = ask(server, path, wrapped)
            assert status == 400, wrapped[:50]
            assert answer["error"]
    if path == ANNOTATE and body[:1] not in b"-":
        odd = b'{"text": "x", "min_score": %s}' % body
        assert ask(server, path, odd)[0] == 400


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
        lambda inner: (
            st.lists(inner) | st.dictionaries(st.sampled_from(["text", "b64", "x"]), inner)
        ),
    ),
    st.sampled_from(["instances", "inputs", "text", "min_score", "signature_name"]),
)
def test_no_json_is_a_fault_of_the_program(server: Running, value: Any, key: str) -> None:
    for path in (PREDICT, ANNOTATE):
        for body in ({key: value}, json.loads(VALID[path]) | {key: value}, value):
            status, answer = ask(server, path, json.dumps(body).encode())
            assert status in (200, 400)
            assert status == 200 or answer["error"]


@pytest.mark.parametrize("digits", ["9" * 19, "9" * 20, "9" * 4300, "9" * 4301, "9" * 5000, "٣"])
def test_long_versions(server: Running, digits: str) -> None:
    from urllib.parse import quote

    for tail, method in ((":predict", "POST"), ("", "GET"), ("/metadata", "GET")):
        path = f"/v1/models/transactions/versions/{quote(digits)}{tail}"
        status, answer = ask(server, path, VALID[PREDICT], method)
        assert (status, bool(answer["error"])) in ((400, True), (404, True))
    zeros = "0" * 5000 + "17"
    assert ask(server, f"/v1/models/transactions/versions/{zeros}", method="GET")[0] == 200


@pytest.mark.parametrize("path", [PREDICT, ANNOTATE])
def test_compressed_bodies(server: Running, path: str) -> None:
    packed = gzip.compress(VALID[path])
    raw = zlib.compressobj(wbits=-15)
    deflated = raw.compress(VALID[path]) + raw.flush()
    for body, encoding in (
        (packed, "gzip"),
        (packed, "X-GZIP"),
        (zlib.compress(VALID[path]), "deflate"),
        (deflated, "deflate"),
        (VALID[path], "identity"),
    ):
        assert ask(server, path, body, Content_Encoding=encoding)[0] == 200
    for encoding in ("gzip", "deflate"):
        for bad in (
            *(VALID[path], b"\0" * 10, packed[:9], packed[:-1], packed[:-12], packed + b"x"),
            *(b"\x1f\x8b" + packed, b""),
        ):
            status, answer = ask(server, path, bad, Content_Encoding=encoding)
            assert status == 400, (encoding, bad)
            assert answer["error"]
    bomb = gzip.compress(bytes(64 << 20))
    assert ask(server, path, bomb, Content_Encoding="gzip")[0] == 413
    for encoding in ("br", "zstd", "gzip, gzip", "x"):
        assert ask(server, path, packed, Content_Encoding=encoding)[0] == 415


@pytest.mark.parametrize("path", [PREDICT, ANNOTATE])
def test_only_json_is_taken(server: Running, path: str) -> None:
    for kind in (JSON, "application/json; charset=utf-8", "application/vnd.x+json"):
        assert ask(server, path, VALID[path], Content_Type=kind)[0] == 200
        assert ask(server, path, VALID[path], Content_Type=kind, Origin="http://x")[0] == 200
    # What programs send without thinking; browsers say where a page is from.
    for kind in ("application/x-www-form-urlencoded", "application/octet-stream"):
        assert ask(server, path, VALID[path], Content_Type=kind)[0] == 200
        assert ask(server, path, VALID[path], Content_Type=kind, Origin="http://x")[0] == 415
    for kind in ("text/plain", "text/html", "multipart/form-data; boundary=x", "image/png"):
        status, answer = ask(server, path, VALID[path], Content_Type=kind)
        assert status == 415
        assert "application/json" in answer["error"]


@pytest.mark.parametrize("path", ["/", "/healthz", "/page/models", "/v1/models/transactions"])
def test_other_hosts_are_refused_on_loopback(server: Running, path: str) -> None:
    for host in ("evil.example", "127.0.0.1.evil.example:8501", "10.0.0.3", "[::2]", "[", "a b"):
        status, answer = ask(server, path, method="GET", Host=host)
        assert status == 403
        assert "--allowed-host" in answer["error"]
    for host in ("localhost", "LOCALHOST:1", "127.9.9.9:8501", "[::1]:8501", "x.localhost"):
        connection = http.client.HTTPConnection(urlsplit(server.http).netloc, timeout=10)
        connection.request("GET", path, headers={"Host": host})
        assert connection.getresponse().status == 200
        connection.close()


def test_which_hosts_are_allowed() -> None:
    assert allowed_hosts("0.0.0.0", ["x"]) is None  # noqa: S104
    assert allowed_hosts("::", []) is None
    assert allowed_hosts("::1", ["Tunnel.example"]) == {"tunnel.example"}
    assert [host for host in ("localhost.", "[::1]", "127.1.2.3") if not is_loopback(host)] == []
    assert not is_loopback("localhost.example")


def connect(server: Running) -> socket.socket:
    parts = urlsplit(server.http)
    return socket.create_connection((parts.hostname, parts.port), 10)


def test_a_body_that_comes_too_slowly_is_not_waited_for(
    server: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http_requests, "BODY_SECONDS", 0.05)
    for path in (PREDICT, ANNOTATE):
        with connect(server) as client:
            head = f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: {JSON}\r\n"
            client.sendall(f"{head}Content-Length: 100\r\n\r\n{{".encode())
            assert b" 408 " in client.recv(1 << 16)


def run_alone(
    folder: Path,
    load: Any = None,
    options: ServerOptions = ServerOptions(),  # noqa: B008
) -> Any:
    config = write_empty_versions(folder, {"release": 17})
    load = load or (lambda _: WordModel({}))
    return run_in_thread(config, load, verify=nothing_wrong, options=options)


def test_connections_that_ask_nothing_are_closed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("serving.server.server.IDLE_SECONDS", 0.1)
    with run_alone(tmp_path) as running:
        for begun in (
            b"",
            b"GET / HTTP/1.1\r\nHost: x\r\n",
            b"GET /none HTTP/1.1\r\nHost: [::1]\r\n\r\n",
        ):
            with connect(running) as client:
                client.sendall(begun)
                while client.recv(1 << 16):
                    pass


def test_one_connection_too_many_is_told_so(tmp_path: Path) -> None:
    options = ServerOptions(limits=ServerSettings(max_connections=3))
    with run_alone(tmp_path, options=options) as running:
        get = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"
        clients = [connect(running) for _ in range(3)]
        for client in clients:
            client.sendall(get)
            assert b" 200 " in client.recv(1 << 16)
        with connect(running) as further:
            answer = further.recv(1 << 16)
        assert b" 503 " in answer
        assert b'{"error": "there are 3 connections already"}' in answer
        clients.pop().close()
        # The place is free as soon as the server has noticed.
        for _ in range(500):
            with connect(running) as further:
                further.sendall(get)
                if b" 200 " in further.recv(1 << 16):
                    break
        else:
            pytest.fail("no place became free")
        for client in clients:
            client.close()


def test_used_up_descriptors_are_logged_once(caplog: pytest.LogCaptureFixture) -> None:
    others: list[Any] = []
    handler = _LessLog(lambda _, context: others.append(context))
    loop = asyncio.new_event_loop()
    for _ in range(1000):
        error = OSError(24, "Too many open files")
        handler(loop, {"message": "socket.accept() out of system resource", "exception": error})
    handler(loop, {"message": "something else"})
    loop.close()
    (record,) = caplog.records
    assert "Too many open files" in record.getMessage()
    assert others == [{"message": "something else"}]


def test_a_client_that_leaves_takes_its_request_along(tmp_path: Path) -> None:
    started, go_on = threading.Event(), threading.Event()
    ran: list[bytes] = []

    class Slow(WordModel):
        def run(self, signature: str, inputs: Any) -> Any:
            ran.extend(inputs["text"])
            started.set()
            go_on.wait(10)
            return super().run(signature, inputs)

    texts = ["x" * 9000] * 50  # each a batch of its own
    body = json.dumps({"instances": texts}).encode()
    head = f"POST {PREDICT} HTTP/1.1\r\nHost: localhost\r\nContent-Type: {JSON}\r\n"
    with run_alone(tmp_path, lambda _: Slow({})) as running:
        with connect(running) as client:
            client.sendall(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body)
            assert started.wait(10)
        # The server notices that the client has left before it answers the next request.
        connection = http.client.HTTPConnection(urlsplit(running.http).netloc, timeout=10)
        connection.request("GET", "/")
        assert connection.getresponse().status == 200
        go_on.set()
        assert ask(running, PREDICT, VALID[PREDICT])[0] == 200
        connection.close()
    assert ran.count(b"met Ann") == 1
    assert len(ran) < 10


def test_faults_of_the_program_are_told_as_json() -> None:
    async def broken(_: web.Request) -> web.Response:
        raise ZeroDivisionError("secret")

    answer = asyncio.run(errors_as_json(make_mocked_request("GET", "/x"), broken))
    assert answer.status == 500
    assert json.loads(answer.body) == {"error": "internal error: ZeroDivisionError"}
