"""A server as for production: encrypted, for those who have a token, observed."""

from __future__ import annotations

import json
import os
import ssl
from collections.abc import Callable
from pathlib import Path
from typing import Any

import grpc
import pytest
import requests
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from serving.prediction.protocol import PREDICT_METHOD, message_classes
from serving.server import grpc_health, metrics
from serving.server.access_log import AccessLog
from serving.server.authentication import Tokens
from serving.server.options import ServerOptions
from serving.server.settings import ServerSettings
from serving.server.tls import CertificateError, Certificates
from tests.serving.server.certificates import Authority, Pair
from tests.serving.server.fake_model import WordModel, nothing_wrong
from tests.serving.server.figures import read_figures
from tests.serving.server.running_server import Running, run_in_thread, write_empty_versions

NAME = "transactions"
WORDS = {"PARTY": ("CAFE", 0.9), "DATE": ("03/04", 0.4)}
CODE = grpc.StatusCode
MESSAGES = message_classes()
HEALTH_REQUEST, HEALTH_RESPONSE = grpc_health.message_classes()


def run(folder: Path, model: Any = None, **options: Any) -> Any:
    """A server with version 17 of a model that knows some words."""
    config = write_empty_versions(folder, {"release": 17})
    model = model or WordModel(WORDS)
    return run_in_thread(
        config, lambda _: model, verify=nothing_wrong, options=ServerOptions(**options)
    )


def call(
    address: str,
    texts: list[bytes],
    credentials: Any = None,
    metadata: list[tuple[str, str]] | None = None,
    name: str = NAME,
) -> Any:
    """Answer of `Predict`."""
    request = MESSAGES["PredictRequest"]()
    request.model_spec.name = name
    tensor = request.inputs.add(key="text").value
    tensor.dtype = 7
    tensor.tensor_shape.dim.add(size=len(texts))
    tensor.string_val.extend(texts)
    with _channel(address, credentials) as channel:
        ask = channel.unary_unary(
            PREDICT_METHOD,
            MESSAGES["PredictRequest"].SerializeToString,
            MESSAGES["PredictResponse"].FromString,
        )
        return ask(request, timeout=30, metadata=metadata)


def health(address: str, credentials: Any = None, service: str = "") -> int:
    with _channel(address, credentials) as channel:
        ask = channel.unary_unary(
            f"/{grpc_health.SERVICE}/Check",
            HEALTH_REQUEST.SerializeToString,
            HEALTH_RESPONSE.FromString,
        )
        return int(ask(HEALTH_REQUEST(service=service), timeout=30).status)


def _channel(address: str, credentials: Any) -> grpc.Channel:
    if credentials is None:
        return grpc.insecure_channel(address)
    return grpc.secure_channel(address, credentials)


def post(running: Running, texts: list[str], target: str = "", **more: Any) -> requests.Response:
    url = f"{running.http}/v1/models/{NAME}{target}:predict"
    return requests.post(url, json={"instances": texts}, timeout=30, **more)


def code_of(ask: Callable[[], Any]) -> grpc.StatusCode:
    with pytest.raises(grpc.RpcError) as error:
        ask()
    return error.value.code()


# TLS


def trusted(authority: Authority, client: Pair | None = None) -> Any:
    files = (client.key, client.certificate) if client else ()
    return grpc.ssl_channel_credentials(
        authority.certificate.read_bytes(), *(path.read_bytes() for path in files)
    )


def test_both_interfaces_are_encrypted(tmp_path: Path) -> None:
    authority = Authority(tmp_path, "authority")
    server = authority.issue("server")
    certificates = Certificates(server.certificate, server.key)
    with run(tmp_path, certificates=certificates) as running:
        assert running.http.startswith("https://")
        assert post(running, ["A CAFE"], verify=authority.certificate).status_code == 200
        response = call(running.grpc, [b"A CAFE"], trusted(authority))
        assert response.model_spec.version.value == 17
        assert health(running.grpc, trusted(authority)) == grpc_health.SERVING
        # Who trusts somebody else, or does not encrypt, gets nothing.
        stranger = Authority(tmp_path, "stranger")
        with pytest.raises(requests.exceptions.SSLError):
            post(running, ["A CAFE"], verify=stranger.certificate)
        assert code_of(lambda: call(running.grpc, [b"A"], trusted(stranger))) is CODE.UNAVAILABLE
        assert code_of(lambda: call(running.grpc, [b"A"])) is CODE.UNAVAILABLE
        with pytest.raises(requests.exceptions.ConnectionError):
            requests.get(running.http.replace("https", "http"), timeout=30)


def test_clients_need_a_certificate_of_the_authority(tmp_path: Path) -> None:
    authority, stranger = Authority(tmp_path, "authority"), Authority(tmp_path, "stranger")
    server, client = authority.issue("server"), authority.issue("client")
    other = stranger.issue("other")
    certificates = Certificates(server.certificate, server.key, authority.certificate)
    with run(tmp_path, certificates=certificates, admin_port=0) as running:
        pair = (str(client.certificate), str(client.key))
        answer = post(running, ["A CAFE"], verify=authority.certificate, cert=pair)
        assert answer.status_code == 200
        assert call(running.grpc, [b"A"], trusted(authority, client)).model_spec.version.value == 17
        for files in (None, (str(other.certificate), str(other.key))):
            # With TLS 1.3 the refusal comes after the handshake, as an error of the connection.
            with pytest.raises(requests.exceptions.ConnectionError):
                post(running, ["A CAFE"], verify=authority.certificate, cert=files)
        for credentials in (trusted(authority), trusted(authority, other)):
            assert code_of(lambda c=credentials: call(running.grpc, [b"A"], c)) is CODE.UNAVAILABLE
        # Probes have neither; they ask at a port of their own.
        assert requests.get(f"{running.admin}/readyz", timeout=30).status_code == 200


def test_new_certificates_are_taken_and_ones_that_do_not_fit_are_not(tmp_path: Path) -> None:
    first, second = Authority(tmp_path, "first"), Authority(tmp_path, "second")
    used = Pair(tmp_path / "used.crt", tmp_path / "used.key")

    def put(certificate: Pair, key: Pair) -> None:
        used.certificate.write_bytes(certificate.certificate.read_bytes())
        used.key.write_bytes(key.key.read_bytes())

    old, new = first.issue("old"), second.issue("new")
    put(old, old)
    with run(tmp_path, certificates=Certificates(used.certificate, used.key)) as running:

        def answers(authority: Authority) -> None:
            assert post(running, ["A"], verify=authority.certificate).status_code == 200
            assert call(running.grpc, [b"A"], trusted(authority)).model_spec.version.value == 17

        answers(first)
        put(new, old)  # the certificate is there, its key not yet
        answers(first)
        put(new, new)
        answers(second)


def test_files_that_cannot_be_used_are_named(tmp_path: Path) -> None:
    authority = Authority(tmp_path, "authority")
    pair, other = authority.issue("server"), authority.issue("other")
    nonsense = tmp_path / "nonsense.pem"
    nonsense.write_text("nonsense")
    for arguments, named in (
        ((tmp_path / "none.crt", pair.key), "none.crt: cannot be read"),
        ((pair.certificate, other.key), "server.crt"),
        ((nonsense, pair.key), "nonsense.pem"),
        ((pair.certificate, pair.key, nonsense), "nonsense.pem"),
    ):
        with pytest.raises(CertificateError, match=named):
            Certificates(*arguments)


def test_old_versions_of_tls_are_refused(tmp_path: Path) -> None:
    pair = Authority(tmp_path, "authority").issue("server")
    context = Certificates(pair.certificate, pair.key).ssl_context()
    assert context.minimum_version >= ssl.TLSVersion.TLSv1_2


# Tokens


def test_who_has_no_token_is_refused_at_both_interfaces(tmp_path: Path) -> None:
    path = tmp_path / "tokens"
    path.write_text("# of the billing team\nfirst-token\n")
    with run(tmp_path, tokens=Tokens(path)) as running:

        def statuses(token: str | None) -> tuple[int, grpc.StatusCode | None]:
            headers = {"Authorization": token} if token else {}
            metadata = [("authorization", token)] if token else None
            try:
                call(running.grpc, [b"A CAFE"], metadata=metadata)
                code = None
            except grpc.RpcError as error:
                code = error.code()
            return post(running, ["A CAFE"], headers=headers).status_code, code

        refused = (401, CODE.UNAUTHENTICATED)
        assert statuses("Bearer first-token") == (200, None)
        for wrong in (None, "Bearer", "Bearer second-token", "first-token", "Basic first-token"):
            assert statuses(wrong) == refused
        # While clients change over, both are there.
        _replace(path, "first-token\nsecond-token\n")
        assert statuses("Bearer first-token") == statuses("Bearer second-token") == (200, None)
        _replace(path, "second-token\n")
        assert statuses("Bearer first-token") == refused
        assert statuses("Bearer second-token") == (200, None)
        # What is to be read from elsewhere needs no token, and tells no text.
        for probe in ("/livez", "/readyz", metrics.PATH):
            assert requests.get(f"{running.http}{probe}", timeout=30).status_code == 200
        assert health(running.grpc) == grpc_health.SERVING
        for other in ("/", "/healthz", "/page/models", f"/v1/models/{NAME}", "/nowhere"):
            answer = requests.get(f"{running.http}{other}", timeout=30)
            assert answer.status_code == 401
            assert answer.headers["WWW-Authenticate"] == "Bearer"


def _replace(path: Path, text: str) -> None:
    beside = path.with_suffix(".new")
    beside.write_text(text)
    os.replace(beside, path)  # noqa: PTH105


def test_probes_with_a_port_of_their_own_are_only_there(tmp_path: Path) -> None:
    path = tmp_path / "tokens"
    path.write_text("a-token\n")
    with run(tmp_path, tokens=Tokens(path), admin_port=0) as running:
        for probe in ("/livez", "/readyz", metrics.PATH):
            assert requests.get(f"{running.admin}{probe}", timeout=30).status_code == 200
            assert requests.get(f"{running.http}{probe}", timeout=30).status_code == 401
        assert requests.get(f"{running.admin}/v1/models/{NAME}", timeout=30).status_code == 404


# Metrics


def test_metrics_count_what_was_asked_and_answered(tmp_path: Path) -> None:
    with run(tmp_path) as running:
        texts = ["A CAFE 03/04", "B CAFE", "nothing"]
        assert post(running, texts).status_code == 200
        assert post(running, texts[:1], "/labels/release").status_code == 200
        assert post(running, texts, "/versions/9").status_code == 404
        for _ in range(2):
            call(running.grpc, [text.encode() for text in texts])
        assert code_of(lambda: call(running.grpc, [b"A"], name="none")) is CODE.NOT_FOUND
        page = requests.get(f"{running.http}{metrics.PATH}", timeout=30)
        assert page.headers["Content-Type"].startswith("text/plain")
    figures = read_figures(page.text)
    requests_ = figures[metrics.REQUEST_COUNT]
    assert requests_ == {
        ("model_name", NAME, "status", "OK"): 4,
        ("model_name", NAME, "status", "NOT_FOUND"): 1,
        # The name of a model that is not there is the client's; it could be anything.
        ("model_name", "", "status", "NOT_FOUND"): 1,
    }
    counts = figures[f"{metrics.REQUEST_LATENCY}_count"]
    assert counts == {
        ("model_name", NAME, "API", "predict", "entrypoint", "REST"): 2,
        ("model_name", NAME, "API", "Predict", "entrypoint", "GRPC"): 2,
    }
    buckets = figures[f"{metrics.REQUEST_LATENCY}_bucket"]
    for labels, count in counts.items():
        own = [value for key, value in buckets.items() if key[:-2] == labels]
        assert own == sorted(own)
        assert own[-1] == count
    answered = ("model_name", NAME, "version", "17")
    assert figures[metrics.TEXTS] == {answered: 10}
    assert figures[metrics.ENTITIES] == {
        (*answered, "label", "PARTY", "accepted", "true"): 7,
        (*answered, "label", "DATE", "accepted", "false"): 4,
    }
    assert figures[metrics.ACCEPTED_SHARE] == {answered: pytest.approx(7 / 11)}
    assert figures[metrics.MEMORY][()] > 1e6


# The access log


@pytest.fixture(scope="module")
def logged(tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder = tmp_path_factory.mktemp("logged")
    path = folder / "access.log"
    with run(folder, access_log=AccessLog(str(path))) as running:
        yield running, path


KEYS = ["time", "interface", "method", "model", "version", "status", "rows", "ms"]
SECRET = st.text(st.characters(min_codepoint=48, max_codepoint=122), min_size=6, max_size=20)


@given(secret=SECRET, where=st.sampled_from(["text", "path", "model", "query", "grpc", "method"]))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_line_of_the_access_log_holds_what_a_client_wrote(
    logged: tuple[Running, Path], secret: str, where: str
) -> None:
    running, path = logged
    secret = f"§{secret}"
    before = len(path.read_text("utf-8").splitlines())
    match where:
        case "text":
            post(running, [secret])
        case "path":
            requests.get(f"{running.http}/{secret}", timeout=30)
        case "model":
            requests.post(f"{running.http}/v1/models/{secret}:predict", timeout=30)
        case "query":
            requests.get(f"{running.http}/healthz", params={secret: secret}, timeout=30)
        case "method":
            requests.request("GET", f"{running.http}/v1/models/{NAME}/labels/{secret}", timeout=30)
        case "grpc":
            call(running.grpc, [secret.encode()])
            assert code_of(lambda: call(running.grpc, [b"A"], name=secret)) is CODE.NOT_FOUND
    lines = path.read_text("utf-8").splitlines()
    assert len(lines) > before
    for line in lines[before:]:
        entry = json.loads(line)
        assert list(entry) == KEYS
        assert "§" not in json.dumps(entry, ensure_ascii=False)
        assert secret[1:] not in line


def test_the_access_log_tells_who_answered_and_how(tmp_path: Path) -> None:
    path = tmp_path / "access.log"
    with run(tmp_path, access_log=AccessLog(str(path))) as running:
        post(running, ["A CAFE", "B"])
        post(running, ["A"], "/versions/9")
        call(running.grpc, [b"A"])
        path.rename(tmp_path / "access.log.1")  # as logrotate does
        requests.get(f"{running.http}/healthz", timeout=30)
    first, second, third = map(
        json.loads, (tmp_path / "access.log.1").read_text("utf-8").splitlines()
    )
    told = ("interface", "model", "version", "status", "rows")
    assert [first[key] for key in told] == ["REST", NAME, 17, 200, 2]
    assert [second[key] for key in told] == ["REST", NAME, None, 404, 0]
    assert [third[key] for key in told] == ["GRPC", NAME, 17, "OK", 1]
    assert third["method"] == "Predict"
    assert "{name" in first["method"]
    (fourth,) = map(json.loads, path.read_text("utf-8").splitlines())
    assert fourth["method"] == "GET /healthz"


# Limits


def test_limits_are_those_of_the_settings(tmp_path: Path) -> None:
    limits = ServerSettings(max_request_bytes=2000)
    with run(tmp_path, limits=limits) as running:
        assert post(running, ["x" * 3000]).status_code == 413
        assert post(running, ["x" * 1000]).status_code == 200
        ask = lambda: call(running.grpc, [b"x" * 3000])  # noqa: E731
        assert code_of(ask) is CODE.RESOURCE_EXHAUSTED


def test_it_warns_where_others_reach_it(tmp_path: Path) -> None:
    from serving.server.running import _warnings

    pair = Authority(tmp_path, "authority").issue("server")
    (tmp_path / "tokens").write_text("a-token\n")
    tokens = Tokens(tmp_path / "tokens")
    encrypted = Certificates(pair.certificate, pair.key)
    mutual = Certificates(pair.certificate, pair.key, pair.certificate)

    def warnings(host: str, **options: Any) -> int:
        return len(list(_warnings(host, ServerOptions(**options))))

    for host in ("127.0.0.1", "::1", "localhost"):
        assert warnings(host) == 0
    for host in ("0.0.0.0", "::", "10.0.0.7", "example.com"):  # noqa: S104
        assert warnings(host) == 2
        assert warnings(host, certificates=encrypted) == warnings(host, tokens=tokens) == 1
        assert warnings(host, certificates=encrypted, tokens=tokens) == 0
        assert warnings(host, certificates=mutual) == 0
