"""A server that speaks the part of doccano 1.8.4 that is used, and can go wrong on demand.

Paths and answers are those of the real one, which `tests/doccano` runs.
"""

from __future__ import annotations

import email
import email.policy
import io
import json
import re
import threading
import time
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from annotation.client import DoccanoClient

TOKEN = "0123456789abcdef-a-secret"  # noqa: S105 - of a server that exists only here


@dataclass
class FakeExample:
    """A text, with the spans and approvals of each user."""

    id: int
    text: str
    meta: dict[str, Any] = field(default_factory=dict)
    upload_name: str = ""
    spans: dict[str, list[list[Any]]] = field(default_factory=lambda: defaultdict(list))
    approved_by: set[str] = field(default_factory=set)


@dataclass
class FakeProject:
    """A project."""

    id: int
    name: str = "transactions"
    project_type: str = "SequenceLabeling"
    collaborative: bool = True
    grapheme_mode: bool = False
    members: list[str] = field(default_factory=lambda: ["admin"])
    labels: list[str] = field(default_factory=lambda: ["PARTY", "DATE"])
    examples: list[FakeExample] = field(default_factory=list)
    last_id: int = 0
    auto_labellings: dict[int, dict[str, Any]] = field(default_factory=dict)

    def add(self, text: str, *spans: list[Any], user: str = "admin", **meta: Any) -> FakeExample:
        """Adds an example."""
        self.last_id += 1  # never one that was used before
        example = FakeExample(self.last_id, text, meta)
        example.spans[user] = list(spans)
        self.examples.append(example)
        return example

    def export(self, approved_only: bool) -> bytes:
        """The zip that doccano makes."""
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            for user in [None] if self.collaborative else self.members:
                rows = []
                for example in self.examples:
                    approvers = example.approved_by if user is None else {user}
                    if approved_only and not approvers & example.approved_by:
                        continue
                    of_all = [span for spans in example.spans.values() for span in spans]
                    spans = sorted(of_all if user is None else example.spans[user])
                    rows.append(
                        {
                            "id": example.id,
                            "text": example.text,
                            **example.meta,
                            "label": spans,
                            "Comments": [],
                        }
                    )
                lines = (json.dumps(row, ensure_ascii=False) for row in rows)
                content = "".join(line + "\n" for line in lines) or "\n"
                archive.writestr(f"{user or 'all'}.jsonl", content)
        return buffer.getvalue()


@dataclass
class Faults:
    """What goes wrong.

    Attributes:
      never_ready: No task is ever done.
      task_error: What a failed task says.
      import_errors: What an import complains about.
      cut_after: Bytes of a download after which the connection ends.
      announce_length: Whether a download says how long it is.
      slow: Seconds before each piece of a download.
      stall: Seconds before any answer.
      status: Status code of all answers.
      answer: Body of all answers.
      redirect: Where all answers point.
      export: The download, instead of the export.
      suggestion: What a server of suggestions answers.
      change_import: Applied to the rows of an import.
    """

    never_ready: bool = False
    task_error: str | None = None
    import_errors: list[dict[str, Any]] = field(default_factory=list)
    cut_after: int | None = None
    announce_length: bool = True
    slow: float = 0
    stall: float = 0
    status: int | None = None
    answer: bytes | None = None
    redirect: str | None = None
    export: bytes | None = None
    suggestion: Any = field(default_factory=lambda: {"entities": [], "model": "17"})
    change_import: Callable[[list[dict[str, Any]]], list[dict[str, Any]]] | None = None


class FakeDoccano:
    """The server and what it holds."""

    def __init__(self) -> None:
        self.projects: dict[int, FakeProject] = {1: FakeProject(1)}
        self.faults = Faults()
        self.requests: list[tuple[str, str]] = []
        self.authorizations: set[str | None] = set()
        self.uploads: dict[str, tuple[str, bytes]] = {}
        self.downloads: dict[str, bytes] = {}
        self.tried: list[dict[str, Any]] = []
        fake = self

        class Handler(_Handler):
            server_state = fake

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
        )
        self._thread.start()

    @property
    def project(self) -> FakeProject:
        """The project that most tests use."""
        return self.projects[1]

    def count(self, method: str) -> int:
        """Number of requests of a method."""
        return sum(request[0] == method for request in self.requests)

    def close(self) -> None:
        """Ends it."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class _Handler(BaseHTTPRequestHandler):
    server_state: FakeDoccano
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def log_message(self, format: str, *args: Any) -> None:
        """Says nothing."""

    def do_GET(self) -> None:
        self._serve("GET")

    def do_POST(self) -> None:
        self._serve("POST")

    def do_DELETE(self) -> None:
        self._serve("DELETE")

    def _serve(self, method: str) -> None:
        fake, faults = self.server_state, self.server_state.faults
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        fake.requests.append((method, self.path))
        fake.authorizations.add(self.headers.get("Authorization"))
        time.sleep(faults.stall)
        if faults.redirect is not None:
            self.send_response(302)
            self.send_header("Location", faults.redirect)
            self.send_header("Content-Length", "0")
            self.end_headers()
        elif faults.status is not None or faults.answer is not None:
            self._send(faults.status or 200, faults.answer or b"<h1>no</h1>", "text/html")
        elif self.headers.get("Authorization") != f"Token {TOKEN}":
            self._json({"detail": "Invalid token."}, 403)
        else:
            self._route(method, body)

    def _route(self, method: str, body: bytes) -> None:
        fake, faults = self.server_state, self.server_state.faults
        address = urlsplit(self.path)
        query = {name: values[0] for name, values in parse_qs(address.query).items()}
        if address.path == "/v1/fp/process/":
            if "application/json" in self.headers["Accept"]:
                self._json({"detail": "Could not satisfy the request Accept header."}, 406)
                return
            upload_id = f"upload{len(fake.uploads):016}"
            fake.uploads[upload_id] = self._multipart(body)
            self._send(200, upload_id.encode(), "text/plain; charset=utf-8")
            return
        if match := re.fullmatch(r"/v1/tasks/status/(.+)", address.path):
            failed = faults.task_error is not None and not faults.never_ready
            result = {"error": faults.import_errors} if match[1].startswith("import") else "a.zip"
            done = not faults.never_ready
            self._json(
                {
                    "ready": done,
                    "result": result if done and not failed else None,
                    "error": {"text": faults.task_error} if failed else None,
                }
            )
            return
        match = re.fullmatch(r"/v1/projects/(\d+)(/.*)?", address.path)
        if match is None:
            self._send(200, b"<!doctype html><title>doccano</title>", "text/html")
            return
        project = fake.projects.get(int(match[1]))
        if project is None:
            self._json({"detail": "Not found."}, 404)
            return
        self._project(method, project, match[2] or "", query, body)

    def _project(
        self, method: str, project: FakeProject, path: str, query: dict[str, str], body: bytes
    ) -> None:
        fake, faults = self.server_state, self.server_state.faults
        values = json.loads(body) if body else {}
        if path == "":
            self._json(
                {
                    "id": project.id,
                    "name": project.name,
                    "project_type": project.project_type,
                    "collaborative_annotation": project.collaborative,
                    "grapheme_mode": project.grapheme_mode,
                    "allow_overlapping": False,
                    "tags": [],
                }
            )
        elif path == "/span-types" and method == "POST":
            project.labels.append(values["text"])
            self._json({"id": len(project.labels), "text": values["text"]}, 201)
        elif path == "/span-types":
            self._json([{"id": n, "text": text} for n, text in enumerate(project.labels, 1)])
        elif path == "/auto-labeling/request-testing":
            fake.tried.append(values)
            self._json(faults.suggestion)
        elif path == "/auto-labeling/configs" and method == "POST":
            number = max(project.auto_labellings, default=0) + 1
            project.auto_labellings[number] = values
            self._json({"id": number, **values}, 201)
        elif path == "/auto-labeling/configs":
            self._json([{"id": n, **set_up} for n, set_up in project.auto_labellings.items()])
        elif match := re.fullmatch(r"/auto-labeling/configs/(\d+)", path):
            del project.auto_labellings[int(match[1])]
            self.send_response(204)
            self.end_headers()
        elif path == "/examples":
            self._examples(project, query)
        elif match := re.fullmatch(r"/examples/(\d+)/spans", path):
            example = next(e for e in project.examples if e.id == int(match[1]))
            self._json(
                [
                    {
                        "id": number,
                        "label": project.labels.index(label) + 1,
                        "start_offset": start,
                        "end_offset": end,
                        "prob": 0.0,
                    }
                    for number, (start, end, label) in enumerate(example.spans["admin"], 1)
                ]
            )
        elif path == "/upload":
            (upload_id,) = values["uploadIds"]
            name, content = fake.uploads.pop(upload_id)
            rows = [json.loads(line) for line in content.decode(values["encoding"]).splitlines()]
            if not faults.import_errors:
                self._import(project, name, rows)
            self._json({"task_id": f"import-{len(fake.requests)}"})
        elif path == "/download" and method == "POST":
            task = f"export-{len(fake.downloads)}"
            fake.downloads[task] = faults.export or project.export(values["exportApproved"])
            self._json({"task_id": task})
        elif path == "/download":
            self._download(fake.downloads[query["taskId"]])
        else:
            self._json({"detail": "Not found."}, 404)

    def _examples(self, project: FakeProject, query: dict[str, str]) -> None:
        examples = list(project.examples)
        if query.get("ordering") == "-created_at":
            examples.reverse()
        offset, limit = int(query.get("offset", 0)), int(query.get("limit", 5))
        results = [
            {
                "id": example.id,
                "text": example.text,
                "meta": example.meta,
                "is_confirmed": bool(example.approved_by),
                "upload_name": example.upload_name,
                "filename": "x",
                "score": 100.0,
            }
            for example in examples[offset : offset + limit]
        ]
        # As behind a proxy: the server does not know its own name.
        following = "http://internal.invalid/next" if offset + limit < len(examples) else None
        self._json(
            {"count": len(examples), "next": following, "previous": None, "results": results}
        )

    def _import(self, project: FakeProject, name: str, rows: list[dict[str, Any]]) -> None:
        change = self.server_state.faults.change_import
        for row in change(rows) if change else rows:
            text, label = row.pop("text"), row.pop("label")
            example = project.add(text, *label, **row)
            example.upload_name = name
            project.labels += sorted({span[2] for span in label} - set(project.labels))

    def _download(self, content: bytes) -> None:
        faults = self.server_state.faults
        self.send_response(200)
        self.send_header("Content-Type", "application/zip")
        if faults.announce_length:
            self.send_header("Content-Length", str(len(content)))
        else:
            self.send_header("Connection", "close")
        self.end_headers()
        end = len(content) if faults.cut_after is None else faults.cut_after
        try:
            for start in range(0, end, 256):
                time.sleep(faults.slow)
                self.wfile.write(content[start : min(start + 256, end)])
                self.wfile.flush()
        except OSError:
            pass
        self.close_connection = faults.cut_after is not None or not faults.announce_length

    def _multipart(self, body: bytes) -> tuple[str, bytes]:
        head = f"Content-Type: {self.headers['Content-Type']}\r\n\r\n".encode()
        message = email.message_from_bytes(head + body, policy=email.policy.HTTP)
        (part,) = message.iter_parts()
        return str(part.get_filename()), part.get_payload(decode=True)

    def _json(self, values: Any, status: int = 200) -> None:
        self._send(status, json.dumps(values).encode(), "application/json")

    def _send(self, status: int, content: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


@pytest.fixture
def fake() -> Iterator[FakeDoccano]:
    """A server with one empty project."""
    server = FakeDoccano()
    yield server
    server.close()


@pytest.fixture
def client(fake: FakeDoccano) -> Iterator[DoccanoClient]:
    """A connection to it that does not wait long."""
    with DoccanoClient(
        fake.url, TOKEN, connect_seconds=2, read_seconds=2, task_seconds=2
    ) as connected:
        yield connected
