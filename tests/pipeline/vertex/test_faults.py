"""Explanations of single faults; whole conversations with the service are in test_client."""

from __future__ import annotations

import google.auth.exceptions
import pytest
import requests
import urllib3.exceptions
from google.api_core import exceptions

from pipeline.vertex.faults import Asked, explain, may_succeed_later, service_errors
from pipeline.vertex.resources import Target

ASKED = Asked("see jobs", "a.get", "", "ann@example.com", Target("my-project", "europe-west4"))


@pytest.mark.parametrize(
    ("error", "message", "transient"),
    [
        (google.auth.exceptions.RefreshError("expired"), "not accepted: expired; log in", False),
        (requests.Timeout("x"), "no answer from europe-west4-aiplatform.googleapis.com", True),
        (requests.ConnectionError("Connection refused"), "connection refused", True),
        (exceptions.Unauthorized("who?"), "the credentials of ann@example.com are not", False),
        (exceptions.Forbidden("no"), "ann@example.com may not see jobs: it lacks a.get", False),
        (exceptions.NotFound("gone"), "there is no such thing on Vertex AI", False),
        (exceptions.TooManyRequests("slow"), "the quota of project my-project", True),
        (exceptions.ServiceUnavailable("down"), "is not available (status 503), for 9 s", True),
        (exceptions.BadRequest("GET https://x/y: bad."), "refuses to see jobs: bad", False),
        (exceptions.InternalServerError("oh"), "cannot see jobs: status 500: oh", False),
        (None, "cannot see jobs: status 0", False),
    ],
)
def test_each_fault_is_one_line(error: Exception | None, message: str, transient: bool) -> None:
    fault = explain(error, ASKED, request_seconds=5, retry_seconds=9)
    assert message in str(fault)
    assert "\n" not in str(fault)
    assert fault.transient is transient
    assert error is None or isinstance(error, service_errors())


def closed_port() -> requests.ConnectionError:
    refused = urllib3.exceptions.NewConnectionError(None, "Connection refused")  # type: ignore[arg-type]
    return requests.ConnectionError(urllib3.exceptions.MaxRetryError(None, "/", refused))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("error", "repeated"),
    [
        (requests.ConnectionError("reset by peer"), True),
        (closed_port(), False),
        (requests.Timeout(), True),
        (requests.exceptions.ChunkedEncodingError(), True),
        (exceptions.ServiceUnavailable("x"), True),
        (exceptions.TooManyRequests("x"), True),
        (exceptions.InternalServerError("x"), False),
        (exceptions.Forbidden("x"), False),
        (KeyError("x"), False),
    ],
)
def test_only_what_may_pass_is_repeated(error: Exception, repeated: bool) -> None:
    assert may_succeed_later(error) is repeated
