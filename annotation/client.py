"""The part of doccano's REST interface that pulling and pushing need.

Written against doccano 1.8.4. Whatever goes wrong, from an unreachable server to an answer that
doccano never gives, is a `DoccanoError` with one line for a person.
"""

from __future__ import annotations

import json
import re
import time
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from pydantic import StrictInt, StrictStr

from annotation.connection import Connection
from annotation.records import (
    AutoLabelling,
    Example,
    FromServer,
    Member,
    Project,
    SpanType,
    StoredSpan,
)
from annotation.server import Report, unreported

PAGE_SIZE = 500
"""Examples asked for at a time."""

_MAX_POLL_SECONDS = 2.0


class _Page(FromServer):
    count: StrictInt
    results: list[Example]


class _Started(FromServer):
    task_id: StrictStr


class _TaskError(FromServer):
    text: str


class _TaskStatus(FromServer):
    ready: bool
    result: Any = None
    error: _TaskError | None = None


class DoccanoClient:
    """A connection to one server, as the owner of a token.

    Args:
      server: Address of the server, such as `https://doccano.example.com`.
      token: The token; it goes to this server and nowhere else.
      connect_seconds: Longest wait for a connection.
      read_seconds: Longest silence within one answer.
      task_seconds: Longest wait for an export or import, and for one whole answer.
      max_export_bytes: Largest export, packed or unpacked.

    Raises:
      DoccanoError: The address or the token cannot be used.
    """

    def __init__(
        self,
        server: str,
        token: str,
        *,
        connect_seconds: float = 5,
        read_seconds: float = 60,
        task_seconds: float = 600,
        max_export_bytes: int = 1 << 30,
    ) -> None:
        self._connection = Connection(
            server,
            token,
            connect_seconds=connect_seconds,
            read_seconds=read_seconds,
            answer_seconds=task_seconds,
        )
        self._task_seconds = task_seconds
        self._max_export_bytes = max_export_bytes

    @property
    def server(self) -> str:
        """Address of the server, without a slash at its end."""
        return self._connection.server

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"DoccanoClient({self.server!r})"

    def close(self) -> None:
        """Closes the connections."""
        self._connection.close()

    def project(self, project_id: int) -> Project:
        """A project.

        Raises:
          DoccanoError: There is no such project, or the server cannot be used.
        """
        return self._connection.get(
            f"/v1/projects/{project_id}", Project, missing=_no_project(project_id)
        )

    def members(self, project_id: int) -> list[Member]:
        """Members of a project.

        Raises:
          DoccanoError: The server cannot be used.
        """
        return self._connection.get(f"/v1/projects/{project_id}/members", list[Member])

    def span_types(self, project_id: int) -> list[SpanType]:
        """Labels for spans of a project.

        Raises:
          DoccanoError: The server cannot be used.
        """
        path = f"/v1/projects/{project_id}/span-types"
        return self._connection.get(path, list[SpanType], missing=_no_project(project_id))

    def create_span_type(self, project_id: int, text: str) -> SpanType:
        """Adds a label to a project.

        Raises:
          DoccanoError: The server refuses it.
        """
        return self._connection.post(
            f"/v1/projects/{project_id}/span-types", {"text": text}, SpanType
        )

    def count_examples(self, project_id: int) -> int:
        """Number of examples of a project.

        Raises:
          DoccanoError: The server cannot be used.
        """
        return self._page(project_id, 0, 1, "created_at").count

    def examples(
        self,
        project_id: int,
        *,
        newest_first: bool = False,
        page_size: int = PAGE_SIZE,
        report: Report = unreported,
    ) -> Iterator[Example]:
        """Examples of a project, each once, asked for page by page.

        Args:
          project_id: The project.
          newest_first: Whether the ones last imported come first.
          page_size: Examples in one answer.
          report: Takes how many have come.

        Raises:
          DoccanoError: The server cannot be used.
        """
        seen: set[int] = set()
        offset = 0
        while True:
            ordering = "-created_at" if newest_first else "created_at"
            # The server's own link to the next page names the host that it believes to have.
            page = self._page(project_id, offset, page_size, ordering)
            for example in page.results:
                # Examples that are added meanwhile move others to the next page.
                if example.id not in seen:
                    seen.add(example.id)
                    yield example
            offset += len(page.results)
            report("reading the project's examples", offset, page.count)
            if not page.results or offset >= page.count:
                return

    def spans(self, project_id: int, example_id: int) -> list[StoredSpan]:
        """Spans of an example, in the order of their start.

        In a project that is not collaborative they are those of the token's owner.

        Raises:
          DoccanoError: The server cannot be used.
        """
        path = f"/v1/projects/{project_id}/examples/{example_id}/spans"
        stored = self._connection.get(path, list[StoredSpan])
        return sorted(stored, key=lambda span: (span.start_offset, span.end_offset))

    def auto_labellings(self, project_id: int) -> list[AutoLabelling]:
        """What is set up of auto-labelling in a project.

        Raises:
          DoccanoError: The server cannot be used.
        """
        path = f"/v1/projects/{project_id}/auto-labeling/configs"
        return self._connection.get(path, list[AutoLabelling])

    def try_auto_labelling(self, project_id: int, attributes: dict[str, Any], text: str) -> Any:
        """What the server that is asked for suggestions answers to a text.

        Raises:
          DoccanoError: doccano cannot reach it, or cannot be used itself.
        """
        tried = {"model_name": "Custom REST Request", "model_attrs": attributes, "text": text}
        path = f"/v1/projects/{project_id}/auto-labeling/request-testing"
        return self._connection.post(path, tried, object)

    def add_auto_labelling(self, project_id: int, values: dict[str, Any]) -> AutoLabelling:
        """Sets up auto-labelling.

        Raises:
          DoccanoError: The server refuses it.
        """
        path = f"/v1/projects/{project_id}/auto-labeling/configs"
        return self._connection.post(path, values, AutoLabelling)

    def remove_auto_labelling(self, project_id: int, number: int) -> None:
        """Takes an auto-labelling away.

        Raises:
          DoccanoError: The server refuses it.
        """
        path = f"/v1/projects/{project_id}/auto-labeling/configs/{number}"
        with self._connection.exchange("DELETE", path):
            pass

    def upload(self, project_id: int, rows: Sequence[Mapping[str, Any]], name: str) -> None:
        """Imports examples, and waits until they are in the project.

        Args:
          project_id: The project.
          rows: Each with `text`, `label` and metadata; all with the same keys.
          name: Name under which the server keeps the file.

        Raises:
          DoccanoError: The server refuses them, or is not done in time.
        """
        # In ASCII, so that no guess at the encoding can be wrong.
        lines = "".join(json.dumps(row, separators=(",", ":")) + "\n" for row in rows)
        path = "/v1/fp/process/"
        # The one address that answers with plain text, and only to those who take it.
        with self._connection.exchange(
            "POST",
            path,
            files={"filepond": (name, lines.encode("ascii"), "application/json")},
            headers={"Accept": "text/plain"},
        ) as response:
            upload_id = (
                self._connection.body(response, path).decode("utf-8", "replace").strip().strip('"')
            )
        if not re.fullmatch(r"[A-Za-z0-9_-]{1,64}", upload_id):
            raise self._connection.malformed(path, "no upload id")
        request = {
            "format": "JSONL",
            "uploadIds": [upload_id],
            "task": "SequenceLabeling",
            "column_data": "text",
            "column_label": "label",
            "encoding": "utf_8",
        }
        started = self._connection.post(f"/v1/projects/{project_id}/upload", request, _Started)
        result = self._wait(started.task_id, "import")
        faults = result.get("error") if isinstance(result, dict) else None
        if faults:
            raise self._connection.error(f"doccano refused the import: {self._faults(faults)}")

    def start_export(self, project_id: int, *, approved_only: bool = False) -> str:
        """Asks for the project's export, a zip of JSONL files.

        Args:
          project_id: The project.
          approved_only: Whether examples that nobody approved are left out.

        Returns:
          What `finish_export` needs.

        Raises:
          DoccanoError: The server refuses it.
        """
        request = {"format": "JSONL", "exportApproved": approved_only}
        return self._connection.post(
            f"/v1/projects/{project_id}/download", request, _Started
        ).task_id

    def finish_export(
        self, project_id: int, task_id: str, target: Path, *, report: Report = unreported
    ) -> None:
        """Waits for an export and writes it to a file.

        Args:
          project_id: The project.
          task_id: What `start_export` returned.
          target: The file; it is replaced.
          report: Takes how many bytes have come.

        Raises:
          DoccanoError: The export fails, is not ready in time, breaks off, or is too large.
          OSError: The file cannot be written.
        """
        path = f"/v1/projects/{project_id}/download"
        self._wait(task_id, "export")
        with self._connection.exchange(
            "GET", path, params={"taskId": task_id}, headers={"Accept": "*/*"}
        ) as response:
            if "json" in response.headers.get("Content-Type", ""):
                raise self._connection.malformed(path, "no file, although the export is ready")
            length = response.headers.get("Content-Length", "")
            total = int(length) if length.isdecimal() and len(length) < 20 else None
            received = 0
            with target.open("wb") as file:
                for block in self._connection.blocks(response, path, self._max_export_bytes):
                    received += len(block)
                    file.write(block)
                    report("downloading the export", received, total)
        if total is not None and received != total:
            raise self._connection.error(
                f"{self.server} closed the connection during the download: "
                f"{received} of {total} bytes came"
            )
        if not zipfile.is_zipfile(target):
            raise self._connection.error(
                f"{self.server} sent {received} bytes that are not a zip archive"
            )

    def _page(self, project_id: int, offset: int, limit: int, ordering: str) -> _Page:
        query: dict[str, str | int] = {"limit": limit, "offset": offset, "ordering": ordering}
        path = f"/v1/projects/{project_id}/examples"
        return self._connection.get(path, _Page, query, missing=_no_project(project_id))

    def _wait(self, task_id: str, what: str) -> Any:
        """What a task of the server returned, as soon as it is done."""
        if not re.fullmatch(r"[A-Za-z0-9-]{1,100}", task_id):
            raise self._connection.malformed("/v1/tasks/status", "an unusable task id")
        deadline = time.monotonic() + self._task_seconds
        pause = 0.05
        while True:
            status = self._connection.get(f"/v1/tasks/status/{task_id}", _TaskStatus)
            if status.error is not None:
                told = self._connection.told(status.error.text)
                raise self._connection.error(f"doccano's {what} failed: {told}")
            if status.ready:
                return status.result
            if time.monotonic() + pause > deadline:
                raise self._connection.error(
                    f"doccano's {what} is not ready after {self._task_seconds:g} s; does its "
                    "worker run (`doccano task`)? doccano.task_seconds sets how long to wait"
                )
            time.sleep(pause)
            pause = min(pause * 1.5, _MAX_POLL_SECONDS)

    def _faults(self, faults: object) -> str:
        """Doccano's list of what is wrong with an import, in one line."""
        entries = faults if isinstance(faults, list) else [faults]
        shown = []
        for entry in entries[:3]:
            if isinstance(entry, dict) and "message" in entry:
                shown.append(f"line {entry.get('line')}: {entry['message']}")
            else:
                shown.append(str(entry))
        more = f"; and {len(entries) - 3} more" if len(entries) > 3 else ""
        return self._connection.told("; ".join(shown)) + more


def _no_project(project_id: int) -> str:
    return f"there is no project {project_id}; its number is in its address, /projects/<number>"
