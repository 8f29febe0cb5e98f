"""When a schedule of Vertex AI Pipelines runs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from pipeline.vertex.errors import VertexError

_FIELDS = {
    "minute": range(60),
    "hour": range(24),
    "day of the month": range(1, 32),
    "month": range(1, 13),
    "day of the week": range(8),
}

_ITEM = r"(\*|[0-9]+|[A-Z]{3})(-([0-9]+|[A-Z]{3}))?(/[0-9]+)?"
_FIELD = re.compile(f"{_ITEM}(,{_ITEM})*", re.IGNORECASE)


@dataclass(frozen=True)
class Recurrence:
    """When a schedule runs.

    Attributes:
      cron: Five fields, with the time zone before them.
      max_runs: After how many runs it ends; None for never.
      max_concurrent: How many of its jobs may be under way; a run that would be one more is left
        out.
      end: When it ends; None for never.
    """

    cron: str
    max_runs: int | None = None
    max_concurrent: int = 1
    end: datetime | None = None


def check_cron(cron: str, zone: str) -> str:
    """A cron line with its time zone, as the service takes it.

    Shape and numbers are checked, so that a mistake is found before a job is compiled; the service
    knows the rest, such as the names of months.

    Args:
      cron: Five fields, such as `0 3 * * MON`.
      zone: Name of a time zone, such as `Europe/Berlin`.

    Raises:
      VertexError: One of them cannot be used.
    """
    try:
        ZoneInfo(zone)
    except (KeyError, ValueError, OSError):
        raise VertexError(
            "not a time zone such as Europe/Berlin", argument="zone", value=zone
        ) from None
    fields = cron.split()
    if len(fields) != len(_FIELDS):
        raise VertexError(
            f"{cron!r} is not a cron line: it must have five fields ({', '.join(_FIELDS)})"
        )
    for (name, bounds), value in zip(_FIELDS.items(), fields, strict=True):
        numbers = map(int, re.findall(r"(?<![/0-9])[0-9]+", value))  # those that are not steps
        if not _FIELD.fullmatch(value) or any(number not in bounds for number in numbers):
            raise VertexError(
                f"{cron!r} is not a cron line: {value!r} in field {name!r} must be *, a number "
                f"from {bounds[0]} to {bounds[-1]}, a name such as MON, or a range, with an "
                "optional /step, or several with commas"
            )
    return f"TZ={zone} {' '.join(fields)}"
