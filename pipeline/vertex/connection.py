"""A connection to Vertex AI: credentials, deadlines, repetitions, and errors for a person.

Google's generated clients have neither deadlines nor retries by themselves, so both are here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from pipeline.vertex.errors import VertexError
from pipeline.vertex.faults import Asked, explain, may_succeed_later, reason, service_errors
from pipeline.vertex.resources import Target

SCOPE = "https://www.googleapis.com/auth/cloud-platform"

_UNKNOWN_PRINCIPAL = "the account that is logged in"

_T = TypeVar("_T")


@dataclass(frozen=True)
class Limits:
    """How long to wait.

    Attributes:
      request_seconds: For the answer to one request.
      retry_seconds: For one request and its repetitions.
      first_wait_seconds: Before the first repetition; each later one waits twice as long.
      poll_seconds: Between two looks at a job that is waited for.
      outage_seconds: For the service to come back while a job is waited for.
      operation_seconds: For an operation that the service does in the background.
    """

    request_seconds: float = 60
    retry_seconds: float = 120
    first_wait_seconds: float = 1
    poll_seconds: float = 10
    outage_seconds: float = 900
    operation_seconds: float = 120


class Connection:
    """What every request to the service needs.

    Args:
      target: Where jobs run.
      limits: How long to wait.

    Raises:
      VertexError: There are no credentials.
    """

    def __init__(self, target: Target, limits: Limits) -> None:
        self.target = target
        self.limits = limits
        self._credentials = find_credentials(target)

    def client_options(self) -> dict[str, Any]:
        """Arguments for Google's generated clients."""
        from google.api_core.client_options import ClientOptions

        return {
            "credentials": self._credentials,
            "transport": "rest",
            "client_options": ClientOptions(api_endpoint=self.target.address),
        }

    @property
    def principal(self) -> str:
        """The account that asks, as far as the credentials know."""
        for attribute in ("service_account_email", "signer_email", "account"):
            name = getattr(self._credentials, attribute, None)
            if name == "default":
                return "the service account of this machine"
            if isinstance(name, str) and name:
                return name
        return _UNKNOWN_PRINCIPAL

    def name(self, collection: str, identifier: str) -> str:
        """Full name of a resource by that name or by its id."""
        match = re.fullmatch(
            rf"(?:projects/[^/]+/locations/[^/]+/{collection}/)?([a-z0-9-]+)", identifier
        )
        if not match:
            raise VertexError(
                f"{identifier!r} is not an id: lower-case letters, digits and hyphens"
            )
        return f"{self.target.parent}/{collection}/{match[1]}"

    def call(
        self,
        doing: str,
        permission: str,
        method: Callable[..., _T],
        request: Mapping[str, Any],
        *,
        missing: str = "",
        passed: tuple[type[Exception], ...] = (),
        on_error: Callable[[Exception], None] | None = None,
    ) -> _T:
        """Calls a method of the service, with deadline and repetitions.

        Args:
          doing: What the call does, after "may not" or "cannot".
          permission: What an account needs for it.
          method: The method of Google's client.
          request: Its request.
          missing: What to say if there is no such thing.
          passed: Errors that are not explained but raised as they are.
          on_error: Gets each error after which the call is repeated.

        Raises:
          VertexError: The service cannot be asked, or refuses.
        """
        seconds = self.limits.request_seconds

        def call() -> _T:
            return method(request=request, retry=None, timeout=seconds)

        return self.retry(
            doing, permission, call, missing=missing, passed=passed, on_error=on_error
        )

    def retry(
        self,
        doing: str,
        permission: str,
        call: Callable[[], _T],
        *,
        missing: str = "",
        passed: tuple[type[Exception], ...] = (),
        on_error: Callable[[Exception], None] | None = None,
    ) -> _T:
        """Repeats a call until it succeeds or there is no point in it; see `call`."""
        from google.api_core.exceptions import RetryError
        from google.api_core.retry import Retry

        retry = Retry(
            predicate=may_succeed_later,
            initial=self.limits.first_wait_seconds,
            maximum=30,
            multiplier=2,
            timeout=self.limits.retry_seconds,
            on_error=on_error,
        )
        try:
            result: _T = retry(call)()
            return result
        except passed:
            raise
        except RetryError as error:
            raise self.explain(error.cause, doing, permission, missing) from None
        except service_errors() as error:
            raise self.explain(error, doing, permission, missing) from None

    def explain(
        self, error: Exception | None, doing: str, permission: str, missing: str = ""
    ) -> VertexError:
        """One line for a person: what is wrong, and what to do; see `call`."""
        limits = self.limits
        return explain(
            error,
            Asked(doing, permission, missing, self.principal, self.target),
            request_seconds=limits.request_seconds,
            retry_seconds=limits.retry_seconds,
        )


def find_credentials(target: Target) -> Any:
    """Application-default credentials; anonymous ones for a stand-in on this machine.

    Raises:
      VertexError: There are none.
    """
    import google.auth
    import google.auth.exceptions
    from google.auth.credentials import AnonymousCredentials

    if target.is_loopback:
        return AnonymousCredentials()
    try:
        credentials, _ = google.auth.default(scopes=[SCOPE], quota_project_id=target.project)
    except google.auth.exceptions.DefaultCredentialsError as error:
        raise VertexError(
            f"there are no credentials of Google Cloud here: {reason(error)}; on a desk run "
            "gcloud auth application-default login, in CI set up workload identity federation, on "
            "Google Cloud attach a service account"
        ) from None
    return credentials
