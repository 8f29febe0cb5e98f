"""What Google's clients and the service say of a fault, as one line for a person."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from pipeline.vertex.errors import VertexError
from pipeline.vertex.resources import Target
from preprocessing.errors import one_line

RETRIED = (429, 502, 503, 504)
"""HTTP statuses after which the same request may succeed."""

_LOGIN = (
    "log in with gcloud auth application-default login, or see that the workload identity of this "
    "job is set up"
)


@dataclass(frozen=True)
class Asked:
    """A request, as far as its failure is to be explained.

    Attributes:
      doing: What it does, after "may not" or "cannot".
      permission: What an account needs for it.
      missing: What to say if there is no such thing; "" for a general answer.
      principal: The account that asks.
      target: Where.
    """

    doing: str
    permission: str
    missing: str
    principal: str
    target: Target


def service_errors() -> tuple[type[Exception], ...]:
    """What Google's clients raise if the service cannot be asked, or refuses."""
    import google.auth.exceptions
    import requests
    from google.api_core.exceptions import GoogleAPIError

    return (
        GoogleAPIError,
        requests.RequestException,
        google.auth.exceptions.GoogleAuthError,
        TimeoutError,
    )


def may_succeed_later(error: Exception) -> bool:
    """Whether a request may be repeated.

    One that never left is not: a name that is unknown or a port that is closed stays so.
    """
    import requests
    import urllib3.exceptions

    if isinstance(error, requests.ConnectionError):
        reason = getattr(error.args[0] if error.args else None, "reason", None)
        return not isinstance(reason, urllib3.exceptions.NewConnectionError)
    if isinstance(error, requests.Timeout | requests.exceptions.ChunkedEncodingError):
        return True
    return getattr(error, "code", None) in RETRIED


def explain(
    error: Exception | None, asked: Asked, *, request_seconds: float, retry_seconds: float
) -> VertexError:
    """One line for a person: what is wrong, and what to do.

    Args:
      error: One of `service_errors`.
      asked: What was asked for.
      request_seconds: How long an answer was waited for.
      retry_seconds: How long the request was repeated.
    """
    import google.auth.exceptions
    import requests

    if isinstance(error, google.auth.exceptions.GoogleAuthError):
        return VertexError(
            f"the credentials of {asked.principal} are not accepted: {reason(error)}; {_LOGIN}"
        )
    if isinstance(error, requests.Timeout):
        return VertexError(
            f"no answer from {asked.target.address} within {request_seconds:g} s", transient=True
        )
    if isinstance(error, requests.RequestException):
        return VertexError(
            f"cannot reach {asked.target.address}: {_connection_fault(error)}", transient=True
        )
    status = int(getattr(error, "code", None) or 0)
    message = _service_message(error)
    if status == 401:
        return VertexError(
            f"the credentials of {asked.principal} are not accepted: {message}; {_LOGIN}"
        )
    if status == 403:
        return VertexError(_explain_denial(error, message, asked))
    if status == 404:
        what = asked.missing or f"there is no such thing on Vertex AI ({message})"
        return VertexError(f"{what} in {asked.target.place}; see `txner vertex list`")
    if status == 429:
        return VertexError(
            f"the quota of {asked.target.place} is used up, for {retry_seconds:g} s of "
            f"trying: {message}. Wait, or ask for more: https://console.cloud.google.com/"
            f"iam-admin/quotas?project={asked.target.project}",
            transient=True,
        )
    if status in RETRIED:
        return VertexError(
            f"Vertex AI in {asked.target.region} is not available (status {status}), for "
            f"{retry_seconds:g} s of trying: {message}",
            transient=True,
        )
    if status == 400:
        return VertexError(f"Vertex AI refuses to {asked.doing}: {message}")
    return VertexError(f"Vertex AI cannot {asked.doing}: status {status}: {message}")


def _explain_denial(error: Any, message: str, asked: Asked) -> str:
    project = asked.target.project
    if getattr(error, "reason", None) == "SERVICE_DISABLED":
        return (
            f"the Vertex AI API is not enabled in project {project}; run gcloud services "
            f"enable aiplatform.googleapis.com --project {project}"
        )
    acting = re.search(r"act as service_account:? *([^\s,]*[^\s,.])", message)
    if acting:
        return (
            f"{asked.principal} may not have jobs run as {acting[1]}: it lacks "
            "iam.serviceAccounts.actAs; grant it roles/iam.serviceAccountUser on that account "
            "(or vertex.service_account is wrong)"
        )
    named = (getattr(error, "metadata", None) or {}).get("permission", asked.permission)
    return (
        f"{asked.principal} may not {asked.doing}: it lacks {named} in project {project}; grant it "
        f"roles/aiplatform.user (or vertex.project is wrong)"
    )


def _connection_fault(error: Exception) -> str:
    text = str(error)
    for mark, meaning in (
        ("Connection refused", "connection refused"),
        ("Name or service not known", "the name is not known"),
        ("name resolution", "the name is not known"),
        ("NameResolutionError", "the name is not known"),
        ("Remote end closed", "the connection was cut before the answer"),
        ("reset by peer", "the connection was cut before the answer"),
        ("CERTIFICATE_VERIFY_FAILED", "its certificate cannot be verified"),
    ):
        if mark in text:
            return meaning
    return reason(error)


def _service_message(error: Any) -> str:
    """What the service said, without method and URL, which the library puts before it."""
    text = str(getattr(error, "message", None) or error)
    return one_line(re.sub(r"^[A-Z]+ https?://\S+: ", "", text)).rstrip(".")


def reason(error: Exception) -> str:
    """What an error says, on one line."""
    return one_line(str(error.args[0] if error.args else error)).rstrip(".")
