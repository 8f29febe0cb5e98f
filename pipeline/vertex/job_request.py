"""What is asked of Vertex AI Pipelines: a job with its parameters, and the id that it gets."""

from __future__ import annotations

import hashlib
import json
import re
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from pipeline.vertex.errors import VertexError

CONTENTS_LABEL = "request-contents"
"""Label with a hash of what was asked for, which tells a repeated request from another one."""

MAX_JOB_ID = 128


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
        request, such as the state of the release table, have no place in it.
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
