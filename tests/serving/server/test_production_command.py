"""`txner serve` with all that it has for production, as processes."""

from __future__ import annotations

import contextlib
import json
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import grpc
import psutil
import pytest
import requests

from serving.prediction.client import ServerError, TaggerClient
from serving.server import metrics
from tests.exported import Exported
from tests.serving.server.certificates import Authority
from tests.serving.server.figures import read_figures
from tests.serving.server.test_draining import until

SECONDS = 300


@dataclass
class Command:
    """What the command says of itself."""

    process: subprocess.Popen[str]
    admin: str
    http: str
    grpc: str
    name: str


@contextlib.contextmanager
def running(model: Path, *arguments: str) -> Iterator[Command]:
    command = [sys.executable, "-m", "commands.main", "serve", "--model", str(model), "--int8"]
    free = ["--port", "0", "--grpc-port", "0", "--admin-port", "0"]
    process = subprocess.Popen(
        [*command, *free, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout is not None
        lines = ""
        while "gRPC at" not in lines:
            line = process.stdout.readline()
            assert line, process.communicate()[1]
            lines += line
        found = re.findall(r"https?://\S+|(?<=gRPC at )\S+|(?<=^model )\S+", lines, re.M)
        admin, name, http, address = found
        yield Command(process, admin, http, address, name)
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
        process.communicate(timeout=SECONDS)


def _ignores(number: signal.Signals, pid: int) -> bool:
    status = Path(f"/proc/{pid}/status").read_text()
    (ignored,) = re.findall(r"^SigIgn:\s*(\w+)$", status, re.M)
    return bool(int(ignored, 16) & 1 << (number - 1))


def test_workers_answer_encrypted_to_those_with_a_token(exported: Exported, tmp_path: Path) -> None:
    authority = Authority(tmp_path, "authority")
    server = authority.issue("server")
    (tmp_path / "tokens").write_text("a-token\n")
    log = tmp_path / "access.log"
    arguments = [
        *("--workers", "2", "--tls-cert", str(server.certificate), "--tls-key", str(server.key)),
        *("--token-file", str(tmp_path / "tokens"), "--access-log", str(log)),
        *("--set", "server.threads=1"),
    ]
    text = "first day four"
    with running(exported.path, *arguments) as command:
        until(lambda: requests.get(f"{command.admin}/readyz", timeout=30).status_code == 200)
        url = f"{command.http}/v1/models/{command.name}:predict"
        verify = str(authority.certificate)

        def post(token: str) -> requests.Response:
            headers = {"Authorization": f"Bearer {token}"}
            body = {"instances": [text]}
            return requests.post(url, json=body, headers=headers, verify=verify, timeout=60)

        assert post("another").status_code == 401
        assert post("a-token").status_code == 200
        encrypted = grpc.ssl_channel_credentials(authority.certificate.read_bytes())
        token = grpc.access_token_call_credentials("a-token")
        both = grpc.composite_channel_credentials(encrypted, token)
        with TaggerClient(command.grpc, command.name, credentials=both) as client:
            assert client.predict_batch([text]).version == 1
        with (
            TaggerClient(command.grpc, command.name, credentials=encrypted) as client,
            pytest.raises(ServerError, match="UNAUTHENTICATED"),
        ):
            client.predict([text])
        page = requests.get(f"{command.admin}{metrics.PATH}", timeout=60).text
        texts = read_figures(page)[metrics.TEXTS]
        assert sum(texts.values()) == 2
        above = psutil.Process(command.process.pid)
        processes = [above, *above.children()]
        assert len(processes) == 3
        # A client that leaves while it is answered must not end any of them.
        assert all(_ignores(signal.SIGPIPE, process.pid) for process in processes)
        command.process.send_signal(signal.SIGTERM)
        assert command.process.wait(SECONDS) == 0
    entries = [json.loads(line) for line in log.read_text().splitlines()]
    statuses = sorted(str(entry["status"]) for entry in entries)
    assert statuses == ["200", "401", "OK", "UNAUTHENTICATED"]
    assert text not in log.read_text()
