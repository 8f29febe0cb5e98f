"""What is asked of Vertex AI Pipelines: the job with its parameters, its id, and when it runs.

All of it is checked here, before anything is sent.
"""

from __future__ import annotations

import hashlib
import json
import re
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from preprocessing.errors import UserError

CONTENTS_LABEL = "request-contents"
"""Label with a hash of what was asked for, by which a repeated request is told from another one."""

MAX_JOB_ID = 128


class VertexError(UserError, RuntimeError):
    """Something between here and Vertex AI that cannot be used; the message is one line.

    Attributes:
      transient: Whether it may be over soon: no connection, no answer, no capacity, no quota.
    """

    def __init__(
        self,
        message: str,
        *,
        transient: bool = False,
        argument: str | None = None,
        value: object = None,
    ) -> None:
        super().__init__(message, argument=argument, value=value)
        self.transient = transient


@dataclass(frozen=True)
class Timing:
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


@dataclass(frozen=True)
class Request:
    """A job to be run.

    Attributes:
      body: The job as the service takes it, in JSON.
      contents: Hash of what was asked for.
    """

    body: dict[str, Any] = field(repr=False)
    contents: str


def make_request(
    job: Mapping[str, Any],
    *,
    display_name: str,
    asked: Mapping[str, Any],
    service_account: str | None = None,
    network: str | None = None,
    encryption_key: str | None = None,
) -> Request:
    """What to submit for a compiled job.

    Args:
      job: The compiled job, with the values of its parameters.
      display_name: What the job is called in lists.
      asked: What tells this request from another one. Values that are looked up anew at each
        request, such as the state of the release table, do not belong in it.
      service_account: Account that the steps run as.
      network: VPC network to peer with.
      encryption_key: Customer-managed key.
    """
    body: dict[str, Any] = {
        "displayName": display_name,
        "pipelineSpec": job["pipelineSpec"],
        "runtimeConfig": job["runtimeConfig"],
    }
    if service_account:
        body["serviceAccount"] = service_account
    if network:
        body["network"] = network
    if encryption_key:
        body["encryptionSpec"] = {"kmsKeyName": encryption_key}
    text = json.dumps([asked, service_account, network, encryption_key], sort_keys=True)
    contents = hashlib.sha256(text.encode()).hexdigest()[:32]
    body["labels"] = {**job.get("labels", {}), CONTENTS_LABEL: contents}
    return Request(body, contents)


def parse_parameters(texts: Sequence[str]) -> dict[str, str]:
    """Values of `name=value` arguments.

    Raises:
      VertexError: One is not `name=value`, or a name comes twice.
    """
    values: dict[str, str] = {}
    for text in texts:
        name, separator, value = text.partition("=")
        name = name.strip()
        if not separator or not name:
            raise VertexError(
                "must be name=value, such as epochs=3", argument="parameter", value=text
            )
        if name in values:
            raise VertexError(f"{name} is given twice", argument="parameter", value=text)
        values[name] = value.strip()
    return values


def new_job_id(display_name: str, request_id: str | None = None) -> str:
    """Id for a job: the same for the same request id, otherwise one that nobody else has.

    Args:
      display_name: Name of the model.
      request_id: What the caller calls the request, such as the number of a CI run.

    Raises:
      VertexError: The request id is empty.
    """
    prefix = _slug(display_name)[:60] or "job"
    prefix = prefix if prefix[0].isalpha() else f"m-{prefix}"
    if request_id is None:
        return f"{prefix}-{datetime.now(UTC):%Y%m%d%H%M%S}-{uuid.uuid4().hex[:6]}"
    slug = _slug(request_id)
    if not request_id.strip():
        raise VertexError("must not be empty", argument="request_id")
    if slug != request_id or len(prefix) + 1 + len(slug) >= MAX_JOB_ID:
        # What was changed or cut off must still make a difference.
        slug = f"{slug[:40]}-{hashlib.sha256(request_id.encode()).hexdigest()[:12]}".lstrip("-")
    return f"{prefix}-{slug}"


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def check_cron(cron: str, zone: str) -> str:
    """A cron line with its time zone, as the service takes it.

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
    if len(fields) != len(_CRON_FIELDS):
        names = ", ".join(name for name, *_ in _CRON_FIELDS)
        raise VertexError(f"{cron!r} is not a cron line: it must have five fields ({names})")
    for value, (name, low, high, words) in zip(fields, _CRON_FIELDS, strict=True):
        for part in value.split(","):
            if not _is_cron_part(part.upper(), low, high, words):
                raise VertexError(
                    f"{cron!r} is not a cron line: {part!r} in field {name!r} must be *, a number "
                    f"from {low} to {high}, or a range, with an optional /step"
                )
    return f"TZ={zone} {' '.join(fields)}"


_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_DAYS = ("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT")
_CRON_FIELDS = (
    ("minute", 0, 59, ()),
    ("hour", 0, 23, ()),
    ("day of the month", 1, 31, ()),
    ("month", 1, 12, _MONTHS),
    ("day of the week", 0, 7, _DAYS),
)


def _is_cron_part(part: str, low: int, high: int, words: Sequence[str]) -> bool:
    base, slash, step = part.partition("/")
    if slash and not (step.isdecimal() and 1 <= int(step) <= high):
        return False
    if base == "*":
        return True
    numbers = []
    for end in base.split("-"):
        if end in words:
            numbers.append(words.index(end) + low)
        elif end.isdecimal() and low <= int(end) <= high:
            numbers.append(int(end))
        else:
            return False
    return len(numbers) == 1 or (len(numbers) == 2 and numbers[0] <= numbers[1])
