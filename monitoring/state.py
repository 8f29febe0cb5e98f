"""The last report of the monitor, kept in the log for `txner trigger`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from monitoring.log_files import model_folder
from storage import files

STATE_FILE = "monitor.json"
"""In the folder of the model."""


@dataclass(frozen=True, slots=True)
class State:
    """What the last report said.

    Attributes:
      until: End of its window.
      alarms: What differed, in words; none: nothing did.
    """

    until: datetime
    alarms: tuple[str, ...]


def write_state(log: str, model: str, report: Mapping[str, Any]) -> None:
    """Keeps a report.

    Args:
      log: Folder or URL of the log.
      model: Name of the model.
      report: `monitoring.monitor.Report.to_dict` of it.

    Raises:
      OSError: It cannot be written.
    """
    files.write_json(files.join(model_folder(log, model), STATE_FILE), report)


def read_state(log: str, model: str) -> State | None:
    """What the last report said; None: there is none that can be read.

    Raises:
      OSError: The bucket does not tell.
    """
    try:
        values = files.read_json(files.join(model_folder(log, model), STATE_FILE))
        if values is None:
            return None
        until = datetime.fromisoformat(values["until"]).astimezone(UTC)
        return State(until, tuple(map(str, values["alarms"])))
    except (ValueError, KeyError, TypeError):
        return None
