"""From a file of feedback to cases in the store, and to a file with the lines that were refused."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from monitoring.case_store import CaseStore
from monitoring.cases import Case
from monitoring.feedback import Expected, RefusedLine, read_feedback
from preprocessing.errors import UserError

Passed = Callable[[Iterable[Case | RefusedLine]], Iterable[Case | RefusedLine]]

MAX_SHOWN_LINES = 10
"""Refused lines that are kept in memory, to be shown."""


class FeedbackFileError(UserError):
    """A file of feedback, or of refused lines, that cannot be read or written."""


@dataclass
class FeedbackReport:
    """What became of the lines of a file; accepted and refused ones are all of them.

    Attributes:
      new: Accepted lines that said something new.
      repeated: Accepted lines that said what was known.
      refused: Refused lines by reason.
      first: The first of these.
      rejects: File that has them all; None if there are none.
    """

    new: int = 0
    repeated: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    first: list[RefusedLine] = field(default_factory=list)
    rejects: Path | None = None

    @property
    def accepted(self) -> int:
        """Number of accepted lines."""
        return self.new + self.repeated

    @property
    def lines(self) -> int:
        """Number of lines."""
        return self.accepted + self.refused.total()


def add_feedback(
    path: Path,
    rejects: Path,
    expected: Expected,
    store: CaseStore,
    passed: Passed = lambda lines: lines,
) -> FeedbackReport:
    """Adds the feedback in a file to the store.

    A line that stood there before is counted, so a file may be added again after it was mended.

    Args:
      path: JSON Lines as `feedback.schema.json` has them.
      rejects: Where refused lines go, with their numbers and reasons; a file that is there is
        replaced, and removed if no line is refused.
      expected: What feedback may be about.
      store: Where the cases go.
      passed: Gets the lines and gives them on, to show how far it is.

    Raises:
      FeedbackFileError: A file cannot be read or written.
      ReleaseTableError: The database fails; what was added before stays.
    """
    report = FeedbackReport()
    partial = rejects.with_name(f"{rejects.name}.part")
    try:
        with ExitStack() as stack:
            stream = stack.enter_context(path.open("rb"))
            refused = stack.enter_context(partial.open("wb"))
            lines = passed(read_feedback(stream, expected))
            added = store.add(_accepted(lines, report, refused))
        report.new, report.repeated = added.new, added.repeated
        if report.refused:
            partial.replace(rejects)
            report.rejects = rejects
        else:
            rejects.unlink(missing_ok=True)
    except OSError as error:
        raise FeedbackFileError(f"{error.filename or path}: {error.strerror or error}") from None
    finally:
        partial.unlink(missing_ok=True)
    return report


def _accepted(
    lines: Iterable[Case | RefusedLine], report: FeedbackReport, refused: IO[bytes]
) -> Iterator[Case]:
    """The accepted lines; the others are counted and written down."""
    for line in lines:
        if isinstance(line, Case):
            yield line
            continue
        report.refused[line.reason] += 1
        if len(report.first) < MAX_SHOWN_LINES:
            report.first.append(line)
        refused.write(line.to_json().encode() + b"\n")
