"""How long-running code tells how far it is, without knowing whether anybody watches.

Progress travels as log records: a command line shows them as a bar, a server's log leaves them out.
"""

from __future__ import annotations

import logging

PROGRESS_LOGGER = "txner.progress"


def report_progress(description: str, completed: int, total: int) -> None:
    """Says that `completed` of `total` steps of the present work are done."""
    logging.getLogger(PROGRESS_LOGGER).debug(
        "%s: %d/%d",
        description,
        completed,
        total,
        extra={"description": description, "completed": completed, "total": total},
    )
