"""A real doccano server on loopback, in an environment of its own.

Nothing of doccano is imported here: it needs other versions of nearly everything.
"""

from __future__ import annotations

import os
import secrets
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import requests

ENVIRONMENT = Path(__file__).parent.parent.parent / "runs" / "doccano" / "venv"
START_SECONDS = 120
# A token of the server is worth no more than the server, which lives for one test session.
PASSWORD = "pass-" + secrets.token_hex(8)


class Server:
    """doccano with its worker: processes of one group, which `stop` ends.

    Args:
      home: Folder of its database and files.
    """

    def __init__(self, home: Path) -> None:
        if not (ENVIRONMENT / "bin" / "doccano").exists():
            raise RuntimeError(f"{ENVIRONMENT} has no doccano; `make test-doccano` installs it")
        (backend,) = ENVIRONMENT.glob("lib/python3*/site-packages/backend")
        home.mkdir(parents=True, exist_ok=True)
        self._home = home
        self._backend = backend
        # Nothing else of this process's environment, so that it runs alike everywhere.
        self._environment = {
            "PATH": f"{ENVIRONMENT / 'bin'}:{os.environ.get('PATH', '')}",
            "HOME": str(home),
            "DOCCANO_HOME": str(home),
            "DJANGO_SETTINGS_MODULE": "config.settings.production",
            "STANDALONE": "True",
            "DATABASE_URL": f"sqlite:///{home / 'db.sqlite3'}",
            # Apart, so that polling for tasks does not lock the database.
            "CELERY_BROKER_URL": f"sqla+sqlite:///{home / 'broker.sqlite3'}",
            "MEDIA_ROOT": str(home / "media"),
            "SECRET_KEY": secrets.token_hex(16),
        }
        self._processes: dict[str, subprocess.Popen[bytes]] = {}
        self.url = ""

    def start(self) -> None:
        """Makes the database and starts the processes; returns when they answer."""
        self._run("doccano", "init")
        self._run("doccano", "createuser", "--username", "admin", "--password", PASSWORD)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{port}"
        chdir = f"--chdir={self._backend}"
        bind = f"--bind=127.0.0.1:{port}"
        self._spawn("gunicorn", chdir, bind, "--workers=1", "--threads=4", "config.wsgi")
        self._spawn(
            "celery",
            "--app=config",
            f"--workdir={self._backend}",
            "worker",
            "--concurrency=1",
            "--pool=solo",
            "--loglevel=info",
        )
        deadline = time.monotonic() + START_SECONDS
        while not (self._worker_ready() and self._answers()):
            ended = [name for name, process in self._processes.items() if process.poll()]
            if ended or time.monotonic() > deadline:
                raise RuntimeError(f"doccano does not start: {self._log_tail()}")
            time.sleep(0.2)

    def _worker_ready(self) -> bool:
        # Before that, it and the web server may both try to make the tables of the task queue.
        return b" ready." in (self._home / "celery.log").read_bytes()

    def _answers(self) -> bool:
        try:
            return requests.get(f"{self.url}/v1/me", timeout=10).status_code in (401, 403)
        except requests.ConnectionError:
            return False

    def stop(self) -> None:
        """Ends the processes."""
        for process in self._processes.values():
            # What they hold is thrown away, so nothing is gained by asking politely.
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    @contextmanager
    def without_worker(self) -> Iterator[None]:
        """As long as the block lasts nobody does what the server is asked to export or import."""
        worker = self._processes["celery"].pid
        os.killpg(worker, signal.SIGSTOP)
        try:
            yield
        finally:
            os.killpg(worker, signal.SIGCONT)

    def token(self, username: str, password: str = PASSWORD) -> str:
        """Logs in."""
        answer = requests.post(
            f"{self.url}/v1/auth/login/",
            json={"username": username, "password": password},
            timeout=30,
        )
        answer.raise_for_status()
        return str(answer.json()["key"])

    def _run(self, *command: str) -> None:
        subprocess.run(
            command,
            executable=str(ENVIRONMENT / "bin" / command[0]),
            env=self._environment,
            cwd=self._home,
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )

    def _spawn(self, *command: str) -> None:
        with (self._home / f"{command[0]}.log").open("wb") as log:
            self._processes[command[0]] = subprocess.Popen(
                command,
                executable=str(ENVIRONMENT / "bin" / command[0]),
                env=self._environment,
                cwd=self._home,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def _log_tail(self) -> str:
        logs = sorted(self._home.glob("*.log"))
        return "\n".join(path.read_text("utf-8", "replace")[-2000:] for path in logs)


@dataclass(frozen=True)
class Account:
    """A user of the server, doing what annotators do in their browsers."""

    url: str
    token: str
    session: requests.Session = field(default_factory=requests.Session, repr=False)

    def call(self, method: str, path: str, values: Any = None) -> Any:
        """The answer to a request, which must succeed."""
        answer = self.session.request(
            method,
            f"{self.url}/v1{path}",
            json=values,
            headers={"Authorization": f"Token {self.token}"},
            timeout=60,
        )
        assert answer.ok, f"{method} {path}: {answer.status_code} {answer.text[:500]}"
        return answer.json() if answer.content else None

    def create_project(self, name: str, **options: Any) -> int:
        """Makes a project for spans; returns its number."""
        values = {
            "name": name,
            "description": "of a test",
            "resourcetype": "SequenceLabelingProject",
            "project_type": "SequenceLabeling",
            "collaborative_annotation": True,
            **options,
        }
        return int(self.call("POST", "/projects", values)["id"])

    def examples(self, project: int) -> list[dict[str, Any]]:
        """All examples."""
        answer = self.call("GET", f"/projects/{project}/examples?limit=5000&ordering=created_at")
        return list(answer["results"])

    def spans(self, project: int, example: int) -> list[dict[str, Any]]:
        """Spans of an example."""
        return list(self.call("GET", f"/projects/{project}/examples/{example}/spans"))

    def add_span(self, project: int, example: int, start: int, end: int, label: int) -> None:
        """Marks a span."""
        values = {"start_offset": start, "end_offset": end, "label": label}
        self.call("POST", f"/projects/{project}/examples/{example}/spans", values)

    def move_span(self, project: int, example: int, span: int, start: int, end: int) -> None:
        """Changes the offsets of a span."""
        values = {"start_offset": start, "end_offset": end}
        self.call("PATCH", f"/projects/{project}/examples/{example}/spans/{span}", values)

    def delete_span(self, project: int, example: int, span: int) -> None:
        """Removes a span."""
        self.call("DELETE", f"/projects/{project}/examples/{example}/spans/{span}")

    def approve(self, project: int, example: int) -> None:
        """Approves an example, or takes that back."""
        self.call("POST", f"/projects/{project}/examples/{example}/states", {})
