"""The part of doccano's REST interface that pulling and pushing need.

Written against doccano 1.8.4. Whatever goes wrong, from an unreachable server to an answer that
doccano never gives, is a `DoccanoError` with one line for a person.
"""

from __future__ import annotations

import ipaddress
import json
import re
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar
from urllib.parse import urlsplit

import requests
from pydantic import BaseModel, ConfigDict, StrictInt, StrictStr, TypeAdapter, ValidationError
from requests.adapters import HTTPAdapter
from requests.auth import AuthBase
from urllib3.util import Retry

from preprocessing.errors import UserError
from preprocessing.spans import OffsetUnit

SPAN_PROJECTS = ("SequenceLabeling", "IntentDetectionAndSlotFilling")
"""Types of projects that have spans."""

PAGE_SIZE = 500
"""Examples asked for at a time."""

MAX_ANSWER_BYTES = 64 << 20
"""A longer answer in JSON is not read."""

MAX_MEMBERS = 1000
"""Most files in an export; a project that is not collaborative has one for each member."""

MAX_LINE_BYTES = 16 << 20
"""Longest line of an export."""

_BLOCK = 1 << 16
_MAX_POLL_SECONDS = 2.0

Report = Callable[[str, int, int | None], None]
"""Told what is being done, how much of it is done, and how much there is, if that is known."""

_Answer = TypeVar("_Answer")


def unreported(what: str, done: int, total: int | None) -> None:
    """A `Report` that nobody reads."""


class DoccanoError(UserError, ValueError):
    """Something between here and doccano that cannot be used; the message is one line."""


class _FromServer(BaseModel):
    """What the server sends; it may send more than is named."""

    model_config = ConfigDict(frozen=True)


class Project(_FromServer):
    """A project.

    Attributes:
      id: Its number.
      name: Its name.
      project_type: Such as `SequenceLabeling`.
      collaborative_annotation: Whether all members share one set of spans.
      grapheme_mode: Whether the annotation page counts grapheme clusters.
      allow_overlapping: Whether spans may overlap.
    """

    id: StrictInt
    name: StrictStr
    project_type: StrictStr
    collaborative_annotation: bool
    grapheme_mode: bool = False
    allow_overlapping: bool = False

    @property
    def offset_unit(self) -> OffsetUnit:
        """What the offsets count that the annotation page writes."""
        return OffsetUnit.GRAPHEME if self.grapheme_mode else OffsetUnit.UTF16

    def require_spans(self) -> None:
        """Refuses projects of other kinds.

        Raises:
          DoccanoError: Its texts have no spans.
        """
        if self.project_type not in SPAN_PROJECTS:
            raise DoccanoError(
                f"project {self.id} is a {self.project_type} project; only "
                f"{' and '.join(SPAN_PROJECTS)} projects have spans"
            )


class SpanType(_FromServer):
    """A label of a project.

    Attributes:
      id: Its number, which spans refer to.
      text: The label.
    """

    id: StrictInt
    text: StrictStr


class Example(_FromServer):
    """A text of a project.

    Attributes:
      id: Its number.
      text: The text.
      meta: Its metadata.
      is_confirmed: Whether somebody approved it; in a project that is not collaborative, whether
        the owner of the token did.
      upload_name: Name of the file that it was imported from.
    """

    id: StrictInt
    text: StrictStr | None
    meta: dict[str, Any] = {}
    is_confirmed: bool = False
    upload_name: StrictStr = ""


class StoredSpan(_FromServer):
    """A span as the server stores it.

    Attributes:
      id: Its number.
      label: Number of its `SpanType`.
      start_offset: Where it begins, in the project's unit.
      end_offset: Where it ends, in the project's unit.
    """

    id: StrictInt
    label: StrictInt
    start_offset: StrictInt
    end_offset: StrictInt


class Member(_FromServer):
    """A member of a project.

    Attributes:
      user: Number of the user.
      username: Name of the user.
      rolename: Such as `annotator`.
    """

    user: StrictInt
    username: StrictStr
    rolename: StrictStr


class User(_FromServer):
    """A user.

    Attributes:
      id: The number.
      username: The name.
    """

    id: StrictInt
    username: StrictStr


class _Page(_FromServer):
    count: StrictInt
    results: list[Example]


class _Started(_FromServer):
    task_id: StrictStr


class _TaskError(_FromServer):
    text: str


class _TaskStatus(_FromServer):
    ready: bool
    result: Any = None
    error: _TaskError | None = None


class _Token(AuthBase):
    """Puts the token into requests; it is not kept where a message could show it."""

    def __init__(self, token: str) -> None:
        self.__token = token

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        request.headers["Authorization"] = f"Token {self.__token}"
        return request


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
        parts = urlsplit(server)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise DoccanoError("the server's address is no http or https URL")
        if parts.username is not None or parts.password is not None:
            raise DoccanoError("the server's address must not hold a name or a password")
        # Checked here, because requests repeats an unusable header in its message.
        if not re.fullmatch(r"[!-~]+", token):
            raise DoccanoError("the token is empty or has characters that no token has")
        self.server = server.rstrip("/")
        self._timeout = (connect_seconds, read_seconds)
        self._task_seconds = task_seconds
        self._max_export_bytes = max_export_bytes
        self._session = requests.Session()
        # With this set, requests does not look for passwords in ~/.netrc.
        self._session.auth = _Token(token)
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
        self._session.close()

    def me(self) -> User:
        """The owner of the token.

        Raises:
          DoccanoError: See the class.
        """
        return self._get("/v1/me", User)

    def project(self, project_id: int) -> Project:
        """A project.

        Raises:
          DoccanoError: There is no such project, or the server cannot be used.
        """
        return self._get(f"/v1/projects/{project_id}", Project, missing=_no_project(project_id))

    def members(self, project_id: int) -> list[Member]:
        """Members of a project.

        Raises:
          DoccanoError: The server cannot be used.
        """
        return self._get(f"/v1/projects/{project_id}/members", list[Member])

    def span_types(self, project_id: int) -> list[SpanType]:
        """Labels for spans of a project.

        Raises:
          DoccanoError: The server cannot be used.
        """
        path = f"/v1/projects/{project_id}/span-types"
        return self._get(path, list[SpanType], missing=_no_project(project_id))

    def create_span_type(self, project_id: int, text: str) -> SpanType:
        """Adds a label to a project.

        Raises:
          DoccanoError: The server refuses it.
        """
        return self._post(f"/v1/projects/{project_id}/span-types", {"text": text}, SpanType)

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
          report: Told how many have come.

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
        stored = self._get(path, list[StoredSpan])
        return sorted(stored, key=lambda span: (span.start_offset, span.end_offset))

    def upload(self, project_id: int, rows: Sequence[Mapping[str, Any]], name: str) -> None:
        """Imports examples, and waits until they are in the project.

        Args:
          project_id: The project.
          rows: Each with `text`, `label` and metadata; all with the same keys.
          name: Name of the file that the server is told.

        Raises:
          DoccanoError: The server refuses them, or is not done in time.
        """
        # In ASCII, so that no guess at the encoding can be wrong.
        lines = "".join(json.dumps(row, separators=(",", ":")) + "\n" for row in rows)
        path = "/v1/fp/process/"
        # The one address that answers with plain text, and only to those who take it.
        with self._exchange(
            "POST",
            path,
            files={"filepond": (name, lines.encode("ascii"), "application/json")},
            headers={"Accept": "text/plain"},
        ) as response:
            upload_id = self._body(response, path).decode("utf-8", "replace").strip().strip('"')
        if not re.fullmatch(r"[A-Za-z0-9_-]{1,64}", upload_id):
            raise self._malformed(path, "no upload id")
        request = {
            "format": "JSONL",
            "uploadIds": [upload_id],
            "task": "SequenceLabeling",
            "column_data": "text",
            "column_label": "label",
            "encoding": "utf_8",
        }
        started = self._post(f"/v1/projects/{project_id}/upload", request, _Started)
        result = self._wait(started.task_id, "import")
        faults = result.get("error") if isinstance(result, dict) else None
        if faults:
            raise DoccanoError(f"doccano refused the import: {_faults(faults)}")

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
        return self._post(f"/v1/projects/{project_id}/download", request, _Started).task_id

    def finish_export(
        self, project_id: int, task_id: str, target: Path, *, report: Report = unreported
    ) -> None:
        """Waits for an export and writes it to a file.

        Args:
          project_id: The project.
          task_id: What `start_export` returned.
          target: The file; it is replaced.
          report: Told how many bytes have come.

        Raises:
          DoccanoError: The export fails, is not ready in time, breaks off, or is too large.
          OSError: The file cannot be written.
        """
        path = f"/v1/projects/{project_id}/download"
        self._wait(task_id, "export")
        with self._exchange(
            "GET", path, params={"taskId": task_id}, headers={"Accept": "*/*"}
        ) as response:
            if "json" in response.headers.get("Content-Type", ""):
                raise self._malformed(path, "no file, although the export is ready")
            length = response.headers.get("Content-Length", "")
            total = int(length) if length.isdecimal() and len(length) < 20 else None
            received = 0
            with target.open("wb") as file:
                for block in self._blocks(response, path, self._max_export_bytes):
                    received += len(block)
                    file.write(block)
                    report("downloading the export", received, total)
        if total is not None and received != total:
            raise DoccanoError(
                f"{self.server} closed the connection in mid-download: "
                f"{received} of {total} bytes came"
            )
        if not zipfile.is_zipfile(target):
            raise DoccanoError(f"{self.server} sent {received} bytes that are no zip archive")

    def _page(self, project_id: int, offset: int, limit: int, ordering: str) -> _Page:
        query: dict[str, str | int] = {"limit": limit, "offset": offset, "ordering": ordering}
        path = f"/v1/projects/{project_id}/examples"
        return self._get(path, _Page, query, missing=_no_project(project_id))

    def _wait(self, task_id: str, what: str) -> Any:
        """What a task of the server returned, as soon as it is done."""
        if not re.fullmatch(r"[A-Za-z0-9-]{1,100}", task_id):
            raise self._malformed("/v1/tasks/status", "an unusable task id")
        deadline = time.monotonic() + self._task_seconds
        pause = 0.05
        while True:
            status = self._get(f"/v1/tasks/status/{task_id}", _TaskStatus)
            if status.error is not None:
                raise DoccanoError(f"doccano's {what} failed: {_one_line(status.error.text)}")
            if status.ready:
                return status.result
            if time.monotonic() + pause > deadline:
                raise DoccanoError(
                    f"doccano's {what} is not ready after {self._task_seconds:g} s; does its "
                    "worker run (`doccano task`)? doccano.task_seconds sets how long to wait"
                )
            time.sleep(pause)
            pause = min(pause * 1.5, _MAX_POLL_SECONDS)

    def _get(
        self,
        path: str,
        kind: type[_Answer],
        query: Mapping[str, str | int] | None = None,
        *,
        missing: str | None = None,
    ) -> _Answer:
        with self._exchange("GET", path, missing=missing, params=query) as response:
            return self._parse(self._body(response, path), path, kind)

    def _post(self, path: str, values: Mapping[str, Any], kind: type[_Answer]) -> _Answer:
        with self._exchange("POST", path, json=values) as response:
            return self._parse(self._body(response, path), path, kind)

    @contextmanager
    def _exchange(
        self, method: str, path: str, *, missing: str | None = None, **arguments: Any
    ) -> Iterator[requests.Response]:
        """A successful answer whose body is not read yet."""
        headers = {"Accept-Encoding": "identity", **arguments.pop("headers", {})}
        try:
            response = self._session.request(
                method,
                self.server + path,
                headers=headers,
                timeout=self._timeout,
                # The token must not follow a redirect to wherever it points.
                allow_redirects=False,
                stream=True,
                **arguments,
            )
        except requests.RequestException as error:
            raise DoccanoError(self._unreachable(error)) from None
        with response:
            if response.status_code >= 300:
                raise DoccanoError(self._refused(response, path, missing))
            yield response

    def _body(self, response: requests.Response, path: str) -> bytes:
        return b"".join(self._blocks(response, path, MAX_ANSWER_BYTES))

    def _blocks(self, response: requests.Response, path: str, limit: int) -> Iterator[bytes]:
        """The body in pieces, within bounds of size and time."""
        deadline = time.monotonic() + self._task_seconds
        received = 0
        try:
            for block in response.iter_content(_BLOCK):
                received += len(block)
                if received > limit:
                    raise DoccanoError(
                        f"{self.server}{path} sends more than {limit >> 20} MiB; "
                        "doccano.max_export_mb bounds an export"
                    )
                if time.monotonic() > deadline:
                    raise DoccanoError(
                        f"{self.server}{path} is still sending after {self._task_seconds:g} s"
                    )
                yield block
        except requests.RequestException as error:
            what = "stopped sending" if _is_timeout(error) else "closed the connection"
            raise DoccanoError(f"{self.server} {what} in mid-download of {path}") from None

    def _parse(self, body: bytes, path: str, kind: type[_Answer]) -> _Answer:
        try:
            values = json.loads(body)
        except (ValueError, RecursionError):
            raise self._malformed(path, "no JSON") from None
        try:
            return TypeAdapter(kind).validate_python(values)
        except ValidationError as error:
            fault = error.errors()[0]
            where = ".".join(map(str, fault["loc"])) or "the answer"
            raise self._malformed(path, f"{where}: {fault['msg']}") from None

    def _malformed(self, path: str, what: str) -> DoccanoError:
        return DoccanoError(
            f"{self.server}{path} answers with {what}; is doccano.server a doccano 1.8 server?"
        )

    def _unreachable(self, error: requests.RequestException) -> str:
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
            target = urlsplit(response.headers.get("Location", ""))
            where = f"{target.scheme}://{target.hostname}" if target.hostname else "elsewhere"
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
            values = json.loads(self._body(response, path))
        except (ValueError, RecursionError):  # a DoccanoError too: the reason matters less
            return response.reason or "no reason given"
        if isinstance(values, dict) and isinstance(values.get("detail"), str):
            return _one_line(values["detail"])
        return _one_line(json.dumps(values))


def read_export(archive: Path, max_bytes: int = 1 << 30) -> Iterator[tuple[str, int, bytes]]:
    """The lines of an export, without unpacking anything to a path that the archive names.

    Args:
      archive: The zip file.
      max_bytes: Most bytes that its files may have together, unpacked.

    Yields:
      Name of the file in the archive, number of the line from 1, and the line without its end.
      Blank lines are left out; but a file always comes once as `(name, 0, b"")`, first, so that
      one without lines is known too.

    Raises:
      DoccanoError: The archive is damaged, or larger than allowed.
    """
    try:
        with zipfile.ZipFile(archive) as opened:
            members = [info for info in opened.infolist() if not info.is_dir()]
            if len(members) > MAX_MEMBERS:
                raise DoccanoError(f"the export has {len(members)} files; {MAX_MEMBERS} may be")
            left = max_bytes
            for info in members:
                yield info.filename, 0, b""
                with opened.open(info) as stream:
                    number = 0
                    # Lines end at \n alone: doccano writes U+2028 and U+0085 as they are.
                    while raw := stream.readline(min(MAX_LINE_BYTES, left) + 1):
                        number += 1
                        left -= len(raw)
                        if left < 0:
                            raise DoccanoError(
                                f"the export has more than {max_bytes >> 20} MiB; "
                                "doccano.max_export_mb bounds it"
                            )
                        if len(raw) > MAX_LINE_BYTES:
                            raise DoccanoError(
                                f"{info.filename}:{number}: the line is longer than "
                                f"{MAX_LINE_BYTES >> 20} MiB"
                            )
                        raw = raw.removesuffix(b"\n").removesuffix(b"\r")
                        if raw.strip():
                            yield info.filename, number, raw
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError) as error:
        raise DoccanoError(f"the export is damaged: {_one_line(str(error))}") from None


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _is_timeout(error: requests.RequestException) -> bool:
    # A connection that was retried until the time was up arrives as a ConnectionError.
    return isinstance(error, requests.Timeout) or "timed out" in str(error)


def _no_project(project_id: int) -> str:
    return f"there is no project {project_id}; its number is in its address, /projects/<number>"


def _faults(faults: object) -> str:
    """Doccano's list of what is wrong with an import, in one line."""
    entries = faults if isinstance(faults, list) else [faults]
    shown = []
    for entry in entries[:3]:
        if isinstance(entry, dict) and "message" in entry:
            shown.append(f"line {entry.get('line')}: {entry['message']}")
        else:
            shown.append(str(entry))
    more = f"; and {len(entries) - 3} more" if len(entries) > 3 else ""
    return _one_line("; ".join(shown)) + more


def _one_line(text: str) -> str:
    """Somebody else's words within a message: printable, in one line, of bearable length."""
    folded = " ".join(text.split())
    printable = "".join(c if c.isprintable() else "\ufffd" for c in folded)
    return printable if len(printable) <= 300 else printable[:297] + "..."
