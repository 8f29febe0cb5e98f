"""From a doccano project to a new data span on disk."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from annotation.data_spans import (
    LineState,
    PulledLines,
    SpanWriter,
    give_number,
    read_pulled,
    staging_folder,
)
from annotation.errors import DoccanoError
from annotation.export import ExportedLine, LineKey, exported_lines, members
from annotation.records import Project
from annotation.server import ExportServer, Report, unreported
from preprocessing.annotation_files import PULL_FILE
from storage import files


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
    client: ExportServer,
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
      report: Takes how far it is.

    Raises:
      DoccanoError: The server cannot be used, or a data span cannot be read or written; nothing is
        left behind.
    """
    parent = Path(folder).parent
    try:
        parent.mkdir(parents=True, exist_ok=True)
        with staging_folder(parent) as staging:
            snapshot = _Snapshot.take(client, project_id, staging, max_bytes, report)
            pulled = read_pulled(folder, client.server, snapshot.project)
            state = snapshot.compare(pulled, approved_only)
            content = staging / "span"
            content.mkdir()
            known = PulledLines() if full else pulled
            written = _write_lines(content, snapshot, known, approved_only)
            if not written.lines:
                return Pull(None, state)
            facts = _facts(client.server, state, written, approved_only=approved_only, full=full)
            files.write_json(str(content / PULL_FILE), facts, indent=1)
            target = give_number(content, folder)
    except OSError as error:
        where = error.filename or parent
        raise DoccanoError(f"{where}: cannot write the data span: {error.strerror}") from None
    return Pull(target, state, written.lines, written.spans)


def survey(
    client: ExportServer,
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
      report: Takes how far it is.

    Raises:
      DoccanoError: The server or a data span cannot be read.
    """
    try:
        with tempfile.TemporaryDirectory() as temporary:
            snapshot = _Snapshot.take(client, project_id, Path(temporary), max_bytes, report)
            pulled = read_pulled(folder, client.server, snapshot.project)
            return snapshot.compare(pulled, approved_only)
    except OSError as error:
        raise DoccanoError(f"{error.filename or folder}: {error.strerror}") from None


@dataclass(frozen=True)
class _Snapshot:
    """Two exports of a project: of all examples, and of the approved ones."""

    project: Project
    all_lines: Path
    approved_lines: Path
    max_bytes: int
    approved: dict[LineKey, bytes]

    @classmethod
    def take(
        cls,
        client: ExportServer,
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
        approved = {line.key: line.content for line in exported_lines(paths[1], project, max_bytes)}
        return cls(project, *paths, max_bytes, approved)

    def lines(self, approved_only: bool) -> Iterator[tuple[ExportedLine, bool]]:
        """Lines of the export, and whether each is approved."""
        for line in exported_lines(self.all_lines, self.project, self.max_bytes):
            # Changed between the two exports, it is not this that was approved.
            approved = self.approved.get(line.key) == line.content
            if approved or not approved_only:
                yield line, approved

    def compare(self, pulled: PulledLines, approved_only: bool) -> ServerState:
        ids: set[str] = set()
        confirmed: set[str] = set()
        labels: Counter[str] = Counter()
        new = changed = withdrawn = 0
        for line, approved in self.lines(approved_only=False):
            ids.add(line.key.id)
            labels.update(line.spans)
            if approved:
                confirmed.add(line.key.id)
            before = pulled.lines.get(line.key)
            withdrawn += before is not None and before.approved and not approved
            if approved_only and not approved:
                continue
            new += before is None
            changed += before is not None and before != LineState(line.content, approved)
        return ServerState(
            self.project,
            members(self.all_lines, self.max_bytes),
            len(ids),
            len(confirmed),
            dict(sorted(labels.items())),
            new,
            changed,
            len(pulled.ids - ids),
            withdrawn,
        )


def _write_lines(
    content: Path, snapshot: _Snapshot, known: PulledLines, approved_only: bool
) -> SpanWriter:
    """Writes the lines of a snapshot that are not known as they are now."""
    with SpanWriter(content) as writer:
        for line, approved in snapshot.lines(approved_only):
            if known.lines.get(line.key) != LineState(line.content, approved):
                writer.write(line, approved)
    return writer


def _facts(
    server: str, state: ServerState, written: SpanWriter, *, approved_only: bool, full: bool
) -> dict[str, Any]:
    """What `pull.json` says; `preprocessing.annotation_files.read_pull` and later pulls read it."""
    return {
        "server": server,
        "project": {"id": state.project.id, "name": state.project.name},
        "grapheme_mode": state.project.grapheme_mode,
        "offset_unit": state.project.offset_unit.value,
        "time": datetime.now(UTC).isoformat(timespec="seconds"),
        "approved_only": approved_only,
        "full": full,
        "counts": {
            "lines": written.lines,
            "spans": written.spans,
            "files": dict(written.files),
            "new": state.new,
            "changed": state.changed,
            "deleted_on_server": state.deleted,
            "examples_on_server": state.examples,
            "confirmed_on_server": state.confirmed,
        },
        "confirmed": sorted({id for ids in written.confirmed.values() for id in ids}, key=_order),
        "confirmed_by": {name: sorted(ids, key=_order) for name, ids in written.confirmed.items()},
    }


def _order(identifier: int | str) -> tuple[bool, int | str]:
    return isinstance(identifier, str), identifier
