"""Pulled data spans on disk: numbered folders that appear whole or not at all.

A data span is built in a staging folder beside its place and gets its name by one rename. The
staging folder of a pull that was killed is removed by the next one.
"""

from __future__ import annotations

import errno
import json
import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import IO, Any, NamedTuple, Self

from annotation.errors import DoccanoError
from annotation.export import ExportedLine, LineKey, parse_line
from annotation.records import Project
from preprocessing.annotation_files import PULL_FILE, SPAN_PLACEHOLDER
from storage import locks, whole

_STAGING = ".doccano-pull-"


class LineState(NamedTuple):
    """What a line says.

    Attributes:
      content: `annotation.export.ExportedLine.content`.
      approved: Whether the example was approved.
    """

    content: bytes
    approved: bool


@dataclass
class PulledLines:
    """What the data spans say that were pulled from a project, the newest of each line."""

    lines: dict[LineKey, LineState] = field(default_factory=dict)

    @property
    def ids(self) -> set[str]:
        """Ids of all examples, as JSON."""
        return {key.id for key in self.lines}


class SpanWriter:
    """Writes lines into one file for each member, as they were exported.

    The files are complete and on the disk when its context ends.

    Args:
      folder: The new data span.

    Attributes:
      files: Number of lines of each file.
      confirmed: Ids of the approved examples of each file.
      spans: Number of spans in all files.
    """

    def __init__(self, folder: Path) -> None:
        self.files: Counter[str] = Counter()
        self.confirmed: dict[str, list[Any]] = {}
        self.spans = 0
        self._folder = folder
        self._open = ExitStack()
        self._name = ""
        self._stream: IO[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._open.__exit__(kind, error, traceback)

    @property
    def lines(self) -> int:
        """Number of lines in all files."""
        return self.files.total()

    def write(self, line: ExportedLine, approved: bool) -> None:
        """Adds a line.

        Raises:
          OSError: It cannot be written.
        """
        name = line.key.file
        if self._stream is None or name != self._name:
            # Lines of a member come one after the other, so one file is open at a time.
            self._open.close()
            self._stream = self._open.enter_context(whole.created(self._folder / name))
            self._name = name
            self.confirmed[name] = []
        self._stream.write(line.raw + b"\n")
        self.files[name] += 1
        self.spans += line.spans.total()
        if approved:
            self.confirmed[name].append(json.loads(line.key.id))


def read_pulled(folder: str, server: str, project: Project) -> PulledLines:
    """Reads the data spans that were pulled from a project, in the order of their numbers.

    Args:
      folder: Path of the data spans, with `{SPAN}` for their number.
      server: Address of the server.
      project: The project.

    Raises:
      DoccanoError: One of them is not what a pull wrote.
      OSError: One of them cannot be read.
    """
    pulled = PulledLines()
    for _, path in numbered_spans(folder):
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
                    line = parse_line(raw.removesuffix(b"\n"), file.name, f"{file}:{number}", unit)
                    state = LineState(line.content, line.key.id in confirmed)
                    pulled.lines[line.key] = state
    return pulled


def numbered_spans(folder: str) -> list[tuple[int, Path]]:
    """What stands at the numbered places of data spans, in the order of the numbers.

    Args:
      folder: Path of the data spans, with `{SPAN}` for their number.

    Raises:
      OSError: The folder that they are in cannot be listed.
    """
    place = Path(folder)
    before, _, after = place.name.partition(SPAN_PLACEHOLDER)
    pattern = re.compile(re.escape(before) + r"(\d+)" + re.escape(after))
    if not place.parent.is_dir():
        return []
    return sorted(
        (int(match[1]), entry)
        for entry in place.parent.iterdir()
        if (match := pattern.fullmatch(entry.name))
    )


def give_number(content: Path, folder: str) -> Path:
    """Gives a finished data span the next number.

    Args:
      content: Its staging folder.
      folder: Path of the data spans, with `{SPAN}` for their number.

    Returns:
      Where it is now.

    Raises:
      OSError: It cannot be renamed.
    """
    number = max((number for number, _ in numbered_spans(folder)), default=0) + 1
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
        whole.sync_folder(target.parent)
        return target


@contextmanager
def staging_folder(parent: Path) -> Iterator[Path]:
    """A folder in `parent` that is gone afterwards, also the ones of pulls that were killed.

    Raises:
      DoccanoError: Another pull is at work in `parent`.
      OSError: The folder cannot be made.
    """
    with ExitStack() as stack:
        try:
            locked = stack.enter_context(locks.exclusive(parent, wait=False, required=False))
        except locks.LockedError:
            raise DoccanoError(f"{parent}: another pull writes here; wait until it ends") from None
        # Without a lock, what others left there may still be in use.
        if locked:
            for stale in parent.glob(f"{_STAGING}*"):
                shutil.rmtree(stale)
        staging = Path(tempfile.mkdtemp(prefix=_STAGING, dir=parent))
        try:
            yield staging
        finally:
            with suppress(OSError):
                shutil.rmtree(staging)
