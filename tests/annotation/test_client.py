from __future__ import annotations

import socket
import traceback
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotation import connection as connection_module
from annotation.client import DoccanoClient
from annotation.errors import DoccanoError
from tests.annotation.archives import zipped
from tests.annotation.conftest import TOKEN, FakeDoccano, Faults


def failure(action: Callable[[], object]) -> str:
    """The message of an action that must fail: one line, in which no secret is."""
    with pytest.raises(DoccanoError) as raised:
        action()
    assert TOKEN not in "".join(traceback.format_exception(raised.value))
    assert len(str(raised.value).splitlines()) == 1
    return str(raised.value)


def use_everything(client: DoccanoClient, target: Path) -> None:
    client.project(1)
    export(client, target)


def export(client: DoccanoClient, target: Path) -> None:
    client.finish_export(1, client.start_export(1), target)


@pytest.mark.parametrize(
    ("faults", "message"),
    [
        (Faults(never_ready=True), "export is not ready after 2 s; does its worker run"),
        (Faults(task_error="boom\nat line 3"), "doccano's export failed: boom at line 3"),
        (
            Faults(cut_after=100),
            "closed the connection during the download of /v1/projects/1/download",
        ),
        (
            Faults(cut_after=0),
            "closed the connection during the download of /v1/projects/1/download",
        ),
        (Faults(cut_after=100, announce_length=False), "sent 100 bytes that are not a zip archive"),
        (Faults(export=b"\n"), "sent 1 bytes that are not a zip archive"),
        (Faults(status=500), "/v1/projects/1 failed (HTTP 500)"),
        (Faults(status=400), "refuses the request (HTTP 400: Bad Request)"),
        (Faults(status=401), "refuses the token (HTTP 401: Unauthorized)"),
        (Faults(answer=b"<html>"), "answers with no JSON; is doccano.server a doccano"),
        (Faults(answer=b"[" * 100_000), "answers with no JSON"),
        (Faults(answer=b"{}"), "answers with id: Field required"),
        (Faults(answer=b'{"id": "1"}'), "answers with id: Input should be a valid integer"),
    ],
)
def test_what_goes_wrong_is_one_line(
    fake: FakeDoccano, client: DoccanoClient, tmp_path: Path, faults: Faults, message: str
) -> None:
    fake.project.examples = []
    for number in range(50):
        fake.project.add(f"text {number}")
    fake.faults = faults
    assert message in failure(lambda: use_everything(client, tmp_path / "a.zip"))


def test_a_server_that_is_down(tmp_path: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{probe.getsockname()[1]}"
    with DoccanoClient(url, TOKEN) as client:
        assert f"{url} cannot be reached" in failure(lambda: client.project(1))


def test_a_server_that_is_silent(fake: FakeDoccano) -> None:
    fake.faults.stall = 1
    with DoccanoClient(fake.url, TOKEN, connect_seconds=2, read_seconds=0.1) as client:
        message = failure(lambda: client.project(1))
    assert "does not answer (waited 2 s to connect, 0.1 s to be answered)" in message


def test_a_download_that_stops(fake: FakeDoccano, tmp_path: Path) -> None:
    fake.faults = Faults(export=bytes(1000), slow=1)
    with DoccanoClient(fake.url, TOKEN, read_seconds=0.3) as client:
        message = failure(lambda: export(client, tmp_path / "a.zip"))
    assert "stopped sending during the download of /v1/projects/1/download" in message


def test_a_project_that_is_gone(client: DoccanoClient) -> None:
    for action in (client.project, client.span_types, client.count_examples):
        assert "there is no project 7; its number" in failure(lambda a=action: a(7))


def test_a_wrong_token(fake: FakeDoccano) -> None:
    with DoccanoClient(fake.url, "another-token") as client:
        message = failure(lambda: client.project(1))
    assert "refuses the token (HTTP 403: Invalid token.)" in message
    assert "another-token" not in message


@pytest.mark.parametrize("token", ["", "two words", "line\nbreak", "ümlaut", "x\0"])
def test_a_token_that_cannot_be_one_is_not_repeated(token: str) -> None:
    with pytest.raises(DoccanoError, match=r"^the token is empty or has characters") as raised:
        DoccanoClient("http://127.0.0.1", token)
    assert not token or token not in str(raised.value)


def test_a_password_in_the_address_is_not_repeated() -> None:
    with pytest.raises(DoccanoError, match="must not hold a name or a password") as raised:
        DoccanoClient("http://me:hunter2@127.0.0.1", TOKEN)
    assert "hunter2" not in str(raised.value)


def test_the_token_is_in_no_representation(client: DoccanoClient) -> None:
    connection = client._connection
    for thing in (client, connection, connection._session.auth, vars(client), vars(connection)):
        assert TOKEN not in repr(thing)


def test_the_token_follows_no_redirect(fake: FakeDoccano, client: DoccanoClient) -> None:
    other = FakeDoccano()
    try:
        fake.faults.redirect = f"{other.url}/v1/projects/1"
        message = failure(lambda: client.project(1))
        assert "redirects to http://127.0.0.1, where the token is not sent" in message
        assert other.requests == []
    finally:
        other.close()


@pytest.mark.parametrize(
    ("location", "where"),
    [
        ("http://[::1/", "redirects to what is no URL"),
        ("http://\x80\xff", "redirects to"),
        ("//other:99999999/x", "redirects to http://other"),
        ("", "redirects to elsewhere"),
        (f"http://{TOKEN}.example.com", "redirects to http://***.example.com"),
        ("http://" + "a" * 300, "redirects to"),
    ],
)
def test_redirects_to_bad_addresses(
    fake: FakeDoccano, client: DoccanoClient, location: str, where: str
) -> None:
    fake.faults.redirect = location
    assert where in failure(lambda: client.project(1))


@pytest.mark.parametrize("status", [None, 400, 401, 404])
@pytest.mark.parametrize(
    "answer",
    [
        b'{"detail": "no such token: %s"}' % TOKEN.encode(),
        b'{"%s": ["%s"]}' % (TOKEN.encode(), TOKEN.encode()),
        b'{"detail": "%s%s"}' % (b"x" * 490, TOKEN.encode()),
        b'{"task_id": "%s"}' % TOKEN.encode(),
        b'["%s"]' % TOKEN.encode(),
    ],
)
def test_a_token_that_the_server_repeats_is_not_shown(
    fake: FakeDoccano, client: DoccanoClient, status: int | None, answer: bytes
) -> None:
    fake.faults = Faults(status=status, answer=answer)
    for action in (
        lambda: client.project(1),
        lambda: client.upload(1, [{"text": "x", "label": []}], "x.jsonl"),
        lambda: client.finish_export(1, client.start_export(1), Path("never-written.zip")),
    ):
        assert TOKEN[:10] not in failure(action)


def test_a_token_in_the_faults_of_tasks_is_not_shown(
    fake: FakeDoccano, client: DoccanoClient, tmp_path: Path
) -> None:
    fake.faults.task_error = f"cannot use {TOKEN}"
    assert "cannot use ***" in failure(lambda: export(client, tmp_path / "a.zip"))
    fake.faults = Faults(import_errors=[{"line": 1, "message": TOKEN}])
    message = failure(lambda: client.upload(1, [{"text": "x", "label": []}], "x.jsonl"))
    assert "line 1: ***" in message


def test_only_reading_is_tried_again(fake: FakeDoccano, client: DoccanoClient) -> None:
    fake.faults.status = 503
    failure(lambda: client.project(1))
    assert fake.count("GET") == 4
    failure(lambda: client.create_span_type(1, "X"))
    assert fake.count("POST") == 1


def test_an_answer_without_end_is_not_read(
    fake: FakeDoccano, client: DoccanoClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection_module, "MAX_ANSWER_BYTES", 1 << 20)
    fake.faults.answer = b" " * (2 << 20)
    assert "sends more than 1 MiB" in failure(lambda: client.project(1))


def test_a_download_that_takes_too_long(
    fake: FakeDoccano, client: DoccanoClient, tmp_path: Path
) -> None:
    """Each read is quick enough, so only the whole has a limit."""
    fake.faults = Faults(export=zipped(a=bytes(range(256)) * 200), slow=0.1)
    client._connection._answer_seconds = 0.3
    message = failure(lambda: export(client, tmp_path / "a.zip"))
    assert "is still sending after 0.3 s" in message


def test_a_download_that_is_too_large(fake: FakeDoccano, tmp_path: Path) -> None:
    fake.faults.export = zipped(a=bytes(3 << 20)) + bytes(3 << 20)
    with DoccanoClient(fake.url, TOKEN, max_export_bytes=1 << 20) as client:
        message = failure(lambda: export(client, tmp_path / "a.zip"))
    assert "sends more than 1 MiB" in message
    assert (tmp_path / "a.zip").stat().st_size <= 1 << 20


@given(total=st.integers(0, 25), page_size=st.integers(1, 9), newest_first=st.booleans())
def test_pages_hold_each_example_once(
    fake: FakeDoccano, client: DoccanoClient, total: int, page_size: int, newest_first: bool
) -> None:
    fake.project.examples.clear()
    texts = [fake.project.add(f"text {number}").text for number in range(total)]
    found = [
        example.text
        for example in client.examples(1, newest_first=newest_first, page_size=page_size)
    ]
    assert found == (texts[::-1] if newest_first else texts)
    assert client.count_examples(1) == total


def test_an_upload_that_is_refused(fake: FakeDoccano, client: DoccanoClient) -> None:
    fake.faults.import_errors = [
        {"filename": "f", "line": number, "message": "Invalid data"} for number in (3, 5, 7, 9)
    ]
    message = failure(lambda: client.upload(1, [{"text": "x", "label": []}], "x.jsonl"))
    assert "doccano refused the import: line 3: Invalid data; line 5" in message
    assert message.endswith("and 1 more")
