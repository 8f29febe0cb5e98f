"""How long-running code tells how far it is, without knowing whether anybody watches.

Progress travels as log records: a command line shows them as a bar, a server's log leaves them out.
"""

from __future__ import annotations

import logging

PROGRESS_LOGGER = "txner.progress"

IN_REPORT = {"in_report": True}
"""`extra` of a warning that the report of its step carries too, so that it is told only once."""


def report_progress(description: str, completed: int, total: int) -> None:
    """Says that `completed` of `total` steps of the present work are done."""
    logging.getLogger(PROGRESS_LOGGER).debug(
        "%s: %d/%d",
        description,
        completed,
        total,
        extra={"description": description, "completed": completed, "total": total},
    )


def report_stage(stage: str) -> None:
    """Says what begins now: what is reported from here on is a part of it."""
    logging.getLogger(PROGRESS_LOGGER).debug("%s begins", stage, extra={"stage": stage})


def report_result(line: str) -> None:
    """Says how a part of the work ended, in a line that stays when the bar is gone."""
    logging.getLogger(PROGRESS_LOGGER).debug("%s", line, extra={"line": line})


def report_phase(phase: str) -> None:
    """Says what is being done now, where nobody knows how long it takes."""
    logging.getLogger(PROGRESS_LOGGER).debug("%s begins", phase, extra={"phase": phase})
