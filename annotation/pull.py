"""From a doccano project to a new data span on disk.

A data span appears whole or not at all: it is built in a staging folder beside its place and gets
its name by one rename. The staging folder of a pull that was killed is removed by the next one.
"""

from __future__ import annotations

import errno
import fcntl
import hashlib
import json
import os
import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any, NamedTuple

from annotation.client import (
    DoccanoClient,
    DoccanoError,
    Project,
    Report,
    read_export,
    unreported,
)
from preprocessing.annotation_files import PULL_FILE, SPAN_PLACEHOLDER

_STAGING = ".doccano-pull-"
_CONTENT = ("text", "data", "label", "labels", "cats", "entities", "relations")
"""Keys of a line that are compared; the others are metadata and comments."""


class _Key(NamedTuple):
    """What tells a line from all others: its file, and its id as JSON."""

    file: str
    id: str


class _State(NamedTuple):
    """What a line says.

    Attributes:
      content: Digest of its text, its spans, and their unit.
      approved: Whether the example was approved.
    """

    content: bytes
    approved: bool


@dataclass(frozen=True)
class _Line:
    """A line of an export."""

    key: _Key
    raw: bytes
    content: bytes
    spans: Counter[str]


@dataclass(frozen=True)
class ServerState:
    """A project, compared with the data spans that were pulled from it.

    Attributes:
      project: The project.
      members: Files of the export: `all`, or one for each member.
      examples: Number of its examples.
      confirmed: How many of them somebody approved.
      labels: Number of spans of each label.
      new: Lines that no pulled data span has.
      changed: Lines whose text, spans or approval are not what was pulled last.
      deleted: Examples that were pulled and are not in the project any more.
      withdrawn: Lines that were pulled as approved and are not approved any more.
    """

    project: Project
    members: list[str]
    examples: int
    confirmed: int
    labels: dict[str, int]
    new: int
    changed: int
    deleted: int
    withdrawn: int

    @property
    def not_pulled(self) -> int:
        """Lines that a pull would write."""
        return self.new + self.changed


@dataclass(frozen=True)
class Pull:
    """What a pull did.

    Attributes:
      folder: The new data span, or None if there was nothing to write.
      state: The project before it.
      written: Lines written.
      spans: Spans in them.
    """

    folder: Path | None
    state: ServerState
    written: int = 0
    spans: int = 0


def pull(
    client: DoccanoClient,
    project_id: int,
    folder: str,
    *,
    approved_only: bool,
    full: bool = False,
    max_bytes: int = 1 << 30,
    report: Report = unreported,
) -> Pull:
    """Writes what is new or changed in a project as the next data span.

    The lines are as doccano exports them, so that their offsets count the project's unit. Beside
    them, `pull.json` says where they are from, the unit, and which examples are approved.

    Args:
      client: The server.
      project_id: The project.
      folder: Path of the data spans, with `{SPAN}` for their number.
      approved_only: Whether only approved examples are written.
      full: Whether lines are written that earlier data spans have already.
      max_bytes: Most bytes of an unpacked export.
      report: Told how far it is.

    Raises:
      DoccanoError: The server cannot be used, or a data span cannot be read or written; nothing is
        left behind.
    """
    parent = Path(folder).parent
    try:
        parent.mkdir(parents=True, exist_ok=True)
        with _staging(parent) as staging:
            snapshot = _Snapshot.take(client, project_id, staging, max_bytes, report)
            earlier = _read_earlier(folder, client.server, snapshot.project)
            state = snapshot.compare(earlier, approved_only)
            content = staging / "span"
            content.mkdir()
            writer = _Writer(content)
            for line, approved in snapshot.lines(approved_only):
                if full or earlier.lines.get(line.key) != _State(line.content, approved):
                    writer.write(line, approved)
            counts = writer.close()
            if not counts.lines:
                return Pull(None, state)
            facts = {
                "server": client.server,
                "project": {"id": state.project.id, "name": state.project.name},
                "grapheme_mode": state.project.grapheme_mode,
                "offset_unit": state.project.offset_unit.value,
                "time": datetime.now(UTC).isoformat(timespec="seconds"),
                "approved_only": approved_only,
                "full": full,
                "counts": {
                    "lines": counts.lines,
                    "spans": counts.spans,
                    "files": dict(writer.files),
                    "new": state.new,
                    "changed": state.changed,
                    "deleted_on_server": state.deleted,
                    "examples_on_server": state.examples,
                    "confirmed_on_server": state.confirmed,
                },
                "confirmed": sorted(
                    {id for ids in writer.confirmed.values() for id in ids}, key=_order
                ),
                "confirmed_by": {
                    name: sorted(ids, key=_order) for name, ids in writer.confirmed.items()
                },
            }
            _write(content / PULL_FILE, (json.dumps(facts, indent=1) + "\n").encode())
            _sync(content)
            target = _rename(content, folder)
    except OSError as error:
        where = error.filename or parent
        raise DoccanoError(f"{where}: cannot write the data span: {error.strerror}") from None
    return Pull(target, state, counts.lines, counts.spans)


def survey(
    client: DoccanoClient,
    project_id: int,
    folder: str,
    *,
    approved_only: bool,
    max_bytes: int = 1 << 30,
    report: Report = unreported,
) -> ServerState:
    """What `pull` would find, without writing anything.

    Args:
      client: The server.
      project_id: The project.
      folder: Path of the data spans, with `{SPAN}` for their number.
      approved_only: Whether only approved examples count as waiting to be pulled.
      max_bytes: Most bytes of an unpacked export.
      report: Told how far it is.

    Raises:
      DoccanoError: The server or a data span cannot be read.
    """
    try:
        with tempfile.TemporaryDirectory() as temporary:
            snapshot = _Snapshot.take(client, project_id, Path(temporary), max_bytes, report)
            earlier = _read_earlier(folder, client.server, snapshot.project)
            return snapshot.compare(earlier, approved_only)
    except OSError as error:
        raise DoccanoError(f"{error.filename or folder}: {error.strerror}") from None


@dataclass
class _Earlier:
    """What the data spans say that were pulled from a project, the newest of each line."""

    lines: dict[_Key, _State] = field(default_factory=dict)

    @property
    def ids(self) -> set[str]:
        return {key.id for key in self.lines}


@dataclass(frozen=True)
class _Snapshot:
    """Two exports of a project: of all examples, and of the approved ones."""

    project: Project
    all_lines: Path
    approved_lines: Path
    max_bytes: int
    approved: dict[_Key, bytes]

    @classmethod
    def take(
        cls,
        client: DoccanoClient,
        project_id: int,
        folder: Path,
        max_bytes: int,
        report: Report,
    ) -> _Snapshot:
        project = client.project(project_id)
        project.require_spans()
        # The list of examples tells only the approvals of the token's owner, the export those of
        # each member.
        paths = folder / "all.zip", folder / "approved.zip"
        report("exporting", 0, None)
        tasks = [client.start_export(project_id, approved_only=only) for only in (False, True)]
        for path, task in zip(paths, tasks, strict=True):
            client.finish_export(project_id, task, path, report=report)
        approved = {line.key: line.content for line in _read_archive(paths[1], project, max_bytes)}
        return cls(project, *paths, max_bytes, approved)

    def lines(self, approved_only: bool) -> Iterator[tuple[_Line, bool]]:
        """Lines of the export, and whether each is approved."""
        for line in _read_archive(self.all_lines, self.project, self.max_bytes):
            # Changed between the two exports, it is not this that was approved.
            approved = self.approved.get(line.key) == line.content
            if approved or not approved_only:
                yield line, approved

    def compare(self, earlier: _Earlier, approved_only: bool) -> ServerState:
        ids: set[str] = set()
        confirmed: set[str] = set()
        labels: Counter[str] = Counter()
        new = changed = withdrawn = 0
        for line, approved in self.lines(approved_only=False):
            ids.add(line.key.id)
            labels.update(line.spans)
            if approved:
                confirmed.add(line.key.id)
            before = earlier.lines.get(line.key)
            withdrawn += before is not None and before.approved and not approved
            if approved_only and not approved:
                continue
            new += before is None
            changed += before is not None and before != _State(line.content, approved)
        return ServerState(
            self.project,
            sorted(dict.fromkeys(_names(self.all_lines, self.max_bytes))),
            len(ids),
            len(confirmed),
            dict(sorted(labels.items())),
            new,
            changed,
            len(earlier.ids - ids),
            withdrawn,
        )


@dataclass
class _Counts:
    lines: int = 0
    spans: int = 0


class _Writer:
    """Writes lines into one file for each member, as they were exported."""

    def __init__(self, folder: Path) -> None:
        self.files: Counter[str] = Counter()
        self.confirmed: dict[str, list[Any]] = {}
        self._folder = folder
        self._counts = _Counts()
        self._name = ""
        self._stream: IO[bytes] | None = None

    def write(self, line: _Line, approved: bool) -> None:
        name = line.key.file
        if self._stream is None or name != self._name:
            # Lines of a member come one after the other, so one file is open at a time.
            self._close_file()
            self._name, self._stream = name, (self._folder / name).open("xb")
            self.confirmed[name] = []
        self._stream.write(line.raw + b"\n")
        self.files[name] += 1
        self._counts.lines += 1
        self._counts.spans += line.spans.total()
        if approved:
            self.confirmed[name].append(json.loads(line.key.id))

    def close(self) -> _Counts:
        self._close_file()
        return self._counts

    def _close_file(self) -> None:
        if self._stream is not None:
            with self._stream as stream:
                stream.flush()
                os.fsync(stream.fileno())
            self._stream = None


def _read_archive(archive: Path, project: Project, max_bytes: int) -> Iterator[_Line]:
    seen: set[_Key] = set()
    for member, number, raw in read_export(archive, max_bytes):
        if number == 0:
            continue
        line = _parse(raw, _file_name(member), f"{member}:{number}", project.offset_unit.value)
        if line.key in seen:
            raise DoccanoError(
                f"{member}:{number}: another example has the id {line.key.id} too; examples with "
                "metadata named `id` hide the ids that doccano gives: delete that metadata"
            )
        seen.add(line.key)
        yield line


def _names(archive: Path, max_bytes: int) -> Iterator[str]:
    for member, number, _ in read_export(archive, max_bytes):
        if number == 0:
            yield _file_name(member).removesuffix(".jsonl")


def _parse(raw: bytes, file: str, where: str, unit: str) -> _Line:
    try:
        values = json.loads(raw)
    except (ValueError, RecursionError):
        raise DoccanoError(f"{where}: the line is not JSON") from None
    if not isinstance(values, dict) or values.get("id") is None:
        raise DoccanoError(f"{where}: the line has no id")
    identifier = values["id"]
    if isinstance(identifier, float) and identifier.is_integer():
        identifier = int(identifier)  # pandas makes floats of integers when a row lacks the key
    if not isinstance(identifier, int | str):
        raise DoccanoError(f"{where}: the id is neither a number nor a string")
    content = [unit]
    for key in _CONTENT:
        value = values.get(key)
        parts = value if isinstance(value, list) else [value]
        # The server gives spans in no particular order.
        content.append(json.dumps([key, sorted(json.dumps(part) for part in parts)]))
    digest = hashlib.blake2b("\n".join(content).encode(), digest_size=16).digest()
    return _Line(_Key(file, json.dumps(identifier)), raw, digest, _count_spans(values))


def _count_spans(values: dict[str, Any]) -> Counter[str]:
    """Spans of each label, in any of the shapes that doccano exports."""
    labels: Counter[str] = Counter()
    for key in ("label", "labels", "entities"):
        spans = values.get(key)
        for span in spans if isinstance(spans, list) else ():
            if isinstance(span, dict):
                labels[str(span.get("label"))] += 1
            elif isinstance(span, list) and len(span) == 3:
                labels[str(span[2])] += 1
    return labels


def _read_earlier(folder: str, server: str, project: Project) -> _Earlier:
    """Reads the data spans that were pulled from a project, in the order of their numbers."""
    earlier = _Earlier()
    for _, path in _spans(folder):
        facts = path / PULL_FILE
        if not facts.is_file():
            continue  # annotations from elsewhere
        try:
            values = json.loads(facts.read_bytes())
            same = (values["server"], values["project"]["id"]) == (server, project.id)
            unit = str(values["offset_unit"])
            confirmed_by = {
                name: {json.dumps(id) for id in ids} for name, ids in values["confirmed_by"].items()
            }
        except (ValueError, KeyError, TypeError, AttributeError):
            raise DoccanoError(
                f"{facts}: not what `txner doccano pull` wrote; move its folder away to pull its "
                "examples again"
            ) from None
        if not same:
            continue
        for file in sorted(path.glob("*.jsonl")):
            confirmed = confirmed_by.get(file.name, set())
            with file.open("rb") as stream:
                for number, raw in enumerate(stream, 1):
                    if not raw.strip():
                        continue
                    line = _parse(raw.removesuffix(b"\n"), file.name, f"{file}:{number}", unit)
                    state = _State(line.content, line.key.id in confirmed)
                    earlier.lines[line.key] = state
    return earlier


def _spans(folder: str) -> list[tuple[int, Path]]:
    """What stands at the numbered places of data spans, in the order of the numbers."""
    place = Path(folder)
    before, _, after = place.name.partition(SPAN_PLACEHOLDER)
    pattern = re.compile(re.escape(before) + r"(\d+)" + re.escape(after))
    if not place.parent.is_dir():
        return []
    found = [
        (int(match[1]), entry)
        for entry in place.parent.iterdir()
        if (match := pattern.fullmatch(entry.name))
    ]
    return sorted(found)


def _rename(content: Path, folder: str) -> Path:
    """Gives the finished data span the next number."""
    number = max((number for number, _ in _spans(folder)), default=0) + 1
    while True:
        target = Path(folder.replace(SPAN_PLACEHOLDER, str(number)))
        try:
            content.rename(target)
        except OSError as error:
            # Only where folders cannot be locked another pull may have been faster.
            if error.errno not in (errno.EEXIST, errno.ENOTEMPTY, errno.ENOTDIR):
                raise
            number += 1
            continue
        _sync(target.parent)
        return target


@contextmanager
def _staging(parent: Path) -> Iterator[Path]:
    """A folder in `parent` that is gone afterwards, also the ones of pulls that were killed."""
    descriptor = os.open(parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        # The system gives the lock back when this process ends, however it does.
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise DoccanoError(f"{parent}: another pull writes here; wait until it ends") from None
        except OSError:
            pass  # a file system without locks; what others left there is left alone
        else:
            for stale in parent.glob(f"{_STAGING}*"):
                shutil.rmtree(stale)
        staging = Path(tempfile.mkdtemp(prefix=_STAGING, dir=parent))
        try:
            yield staging
        finally:
            with suppress(OSError):
                shutil.rmtree(staging)
    finally:
        os.close(descriptor)


def _file_name(member: str) -> str:
    """Name on disk for a file of the export, different for different ones.

    The names of users are in it, and an archive may hold any name.
    """
    stem = member.removesuffix(".jsonl")
    clean = re.sub(r"[^\w@.+-]", "_", stem).lstrip(".")
    if clean != stem or not stem or len(stem.encode()) > 200 or not member.endswith(".jsonl"):
        mark = hashlib.sha256(member.encode("utf-8", "surrogatepass")).hexdigest()[:8]
        clean = f"{clean.encode()[:180].decode('utf-8', 'ignore')}-{mark}".lstrip("-")
    return f"{clean}.jsonl"


def _order(identifier: int | str) -> tuple[bool, int | str]:
    return isinstance(identifier, str), identifier


def _write(path: Path, content: bytes) -> None:
    with path.open("xb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
