"""What pulling and pushing need of an annotation server, so that another one may take its place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from annotation.records import Example, Project, SpanType, StoredSpan

Report = Callable[[str, int, int | None], None]
"""Takes what is being done, how much of it is done, and how much there is, if that is known."""


def unreported(what: str, done: int, total: int | None) -> None:
    """A `Report` that nobody reads."""


class ExportServer(Protocol):
    """A server that `annotation.pull` can pull from; `annotation.client.DoccanoClient` is one.

    All methods raise `annotation.errors.DoccanoError` if the server cannot be used.
    """

    @property
    def server(self) -> str:
        """Its address, which tells the data spans of one server from those of others."""

    def project(self, project_id: int) -> Project:
        """A project."""

    def start_export(self, project_id: int, *, approved_only: bool = False) -> str:
        """Asks for an export as `annotation.export.read_export` reads it.

        Args:
          project_id: The project.
          approved_only: Whether examples that nobody approved are left out.

        Returns:
          What `finish_export` needs.
        """

    def finish_export(
        self, project_id: int, task_id: str, target: Path, *, report: Report = unreported
    ) -> None:
        """Waits for an export and writes it to a file."""


class ExampleServer(Protocol):
    """A server that `annotation.push` can push to; `annotation.client.DoccanoClient` is one.

    All methods raise `annotation.errors.DoccanoError` if the server cannot be used.
    """

    def project(self, project_id: int) -> Project:
        """A project."""

    def span_types(self, project_id: int) -> list[SpanType]:
        """Labels for spans of a project."""

    def create_span_type(self, project_id: int, text: str) -> SpanType:
        """Adds a label to a project."""

    def count_examples(self, project_id: int) -> int:
        """Number of examples of a project."""

    def examples(
        self, project_id: int, *, newest_first: bool = False, report: Report = unreported
    ) -> Iterable[Example]:
        """Examples of a project, each once."""

    def spans(self, project_id: int, example_id: int) -> list[StoredSpan]:
        """Spans of an example, in the order of their start, in the project's unit."""

    def upload(self, project_id: int, rows: Sequence[Mapping[str, Any]], name: str) -> None:
        """Imports examples under a file name, and waits until they are in the project."""
