"""Jobs and schedules on Vertex AI Pipelines: submitting, looking, cancelling.

Talks to the service through Google's generated clients, over REST. Those have neither deadlines nor
retries by themselves, so both are here; `aiplatform.PipelineJob` is not used, because it tries to
make buckets before it submits. Whatever goes wrong is a `VertexError` with one line for a person.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from pipeline.vertex.errors import CONTENTS_LABEL, Request, Timing, VertexError
from pipeline.vertex.resources import (
    Job,
    Schedule,
    Submission,
    Target,
    one_line,
    read_job,
    read_schedule,
)

SCOPE = "https://www.googleapis.com/auth/cloud-platform"

RETRIED = (429, 502, 503, 504)
"""HTTP statuses after which the same request may succeed."""

_UNKNOWN_PRINCIPAL = "the account that is logged in"

_T = TypeVar("_T")


class ContentsDifferError(VertexError):
    """A request id, or the name of a schedule, that stands for something else already."""


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


class VertexClient:
    """A connection to Vertex AI in one project and region.

    Args:
      target: Where jobs run.
      limits: How long to wait.

    Raises:
      VertexError: There are no credentials.
    """

    def __init__(self, target: Target, limits: Limits | None = None) -> None:
        from google.api_core.client_options import ClientOptions
        from google.cloud.aiplatform_v1.services.pipeline_service import PipelineServiceClient
        from google.cloud.aiplatform_v1.services.schedule_service import ScheduleServiceClient

        self.target = target
        self.limits = limits or Limits()
        self._credentials = _credentials(target)
        options = {
            "credentials": self._credentials,
            "transport": "rest",
            "client_options": ClientOptions(api_endpoint=target.address),
        }
        self._pipelines = PipelineServiceClient(**options)
        self._schedules = ScheduleServiceClient(**options)

    def submit(self, request: Request, job_id: str) -> Submission:
        """Has a job run, once, however often it is asked for.

        A request whose answer was lost is repeated under the same id, which the service gives only
        once; what it made the first time is then the job.

        Args:
          request: What to run.
          job_id: Id of the job, of `new_job_id`.

        Raises:
          ContentsDifferError: There is a job of this id that does something else.
          VertexError: The service cannot be asked, or refuses.
        """
        from google.api_core.exceptions import Conflict

        failures: list[Exception] = []
        try:
            created = self._call(
                "submit jobs",
                "aiplatform.pipelineJobs.create",
                self._pipelines.create_pipeline_job,
                {
                    "parent": self.target.parent,
                    "pipeline_job": _to_pipeline_job(request.body),
                    "pipeline_job_id": job_id,
                },
                passed=(Conflict,),
                on_error=failures.append,
            )
        except Conflict:
            return self._adopt(request, job_id)
        except VertexError as error:
            # Who is told of a quota knows that nothing was made.
            if any(getattr(failure, "code", None) != 429 for failure in failures):
                raise VertexError(
                    f"{error}; whether job {job_id} was made is not known: look with `txner vertex "
                    f"status {job_id}` before submitting again (a submission with a request id can "
                    "just be repeated)",
                    transient=error.transient,
                ) from None
            raise
        return Submission(self._to_job(created), adopted=False)

    def job(self, job_id: str) -> Job:
        """A job by its id or full name.

        Raises:
          VertexError: There is none, or the service cannot be asked.
        """
        name = self._name("pipelineJobs", job_id)
        return self._to_job(
            self._call(
                "see jobs",
                "aiplatform.pipelineJobs.get",
                self._pipelines.get_pipeline_job,
                {"name": name},
                missing=f"there is no job {job_id}",
            )
        )

    def jobs(self, display_name: str, limit: int) -> list[Job]:
        """Jobs of a name, the newest first, without their tasks.

        Raises:
          VertexError: The service cannot be asked.
        """
        request = {
            "parent": self.target.parent,
            "filter": f'display_name="{display_name}"',
            "order_by": "create_time desc",
            "page_size": limit,
        }
        page = self._call(
            "list jobs",
            "aiplatform.pipelineJobs.list",
            self._pipelines.list_pipeline_jobs,
            request,
        )
        return [self._to_job(entry) for entry, _ in zip(page, range(limit), strict=False)]

    def cancel(self, job_id: str) -> Job:
        """Stops a job that is not over.

        Returns:
          The job as it is now; the service takes a while to stop it.

        Raises:
          VertexError: There is no such job, or the service cannot be asked or refuses.
        """
        from google.api_core.exceptions import BadRequest

        permission = "aiplatform.pipelineJobs.cancel"
        job = self.job(job_id)
        if job.finished or job.state == "CANCELLING":
            return job
        try:
            self._call(
                "cancel jobs",
                permission,
                self._pipelines.cancel_pipeline_job,
                {"name": self._name("pipelineJobs", job_id)},
                passed=(BadRequest,),
            )
        except BadRequest as error:
            # It may have ended in the meantime.
            if not (job := self.job(job_id)).finished:
                raise self._explain(
                    error, "cancel jobs", "aiplatform.pipelineJobs.cancel"
                ) from None
            return job
        return self.job(job_id)

    def follow(
        self,
        job_id: str,
        update: Callable[[Job], None],
        sleep: Callable[[float], None] = time.sleep,
    ) -> Job:
        """Waits until a job is over.

        Args:
          job_id: The job.
          update: Told each time that the job was looked at.
          sleep: Waits for some seconds.

        Returns:
          The job as it ended.

        Raises:
          VertexError: The service cannot be asked any more; the job goes on.
        """
        gone_since: float | None = None
        while True:
            try:
                job = self.job(job_id)
            except VertexError as error:
                now = time.monotonic()
                gone_since = now if gone_since is None else gone_since
                if not error.transient or now - gone_since >= self.limits.outage_seconds:
                    raise
            else:
                gone_since = None
                update(job)
                if job.finished:
                    return job
            sleep(self.limits.poll_seconds)

    def create_schedule(self, name: str, timing: Timing, request: Request) -> tuple[Schedule, bool]:
        """Has a job run again and again.

        Args:
          name: What to call the schedule.
          timing: When it runs.
          request: What it runs.

        Returns:
          The schedule, and whether it is new.

        Raises:
          ContentsDifferError: There is another schedule of this name.
          VertexError: The service cannot be asked, or refuses.
        """
        before = self.schedules(name)
        for schedule in before:
            if schedule.state == "COMPLETED":
                continue
            same = schedule.contents == request.contents and schedule.cron == timing.cron
            if same and schedule.max_runs == timing.max_runs:
                return schedule, False
            raise ContentsDifferError(
                f"there is a schedule {name} already ({schedule.cron}, {schedule.state}) that does "
                f"something else; delete it first (txner vertex schedule delete {name}), or take "
                "another name",
                argument="name",
            )
        known = {schedule.id for schedule in before}
        body = _to_schedule(name, timing, request, self.target.parent)
        tried = False

        def create() -> Any:
            # The service numbers schedules itself, so that a repeated request would make another.
            nonlocal tried
            if tried and (mine := [s for s in self._list_schedules(name) if _id(s) not in known]):
                return mine[0]
            tried = True
            return self._schedules.create_schedule(
                parent=self.target.parent,
                schedule=body,
                retry=None,
                timeout=self.limits.request_seconds,
            )

        created = self._retry("make schedules", "aiplatform.schedules.create", create)
        return read_schedule(created), True

    def schedules(self, name: str | None = None) -> list[Schedule]:
        """Schedules of pipelines, all or those of a name, the newest first.

        Raises:
          VertexError: The service cannot be asked.
        """
        found = self._retry(
            "list schedules", "aiplatform.schedules.list", lambda: self._list_schedules(name)
        )
        return [read_schedule(entry) for entry in found]

    def schedule(self, name: str) -> Schedule:
        """The schedule of a name or a number.

        Raises:
          VertexError: There is none, or there are several, or the service cannot be asked.
        """
        every = self.schedules()
        found = [entry for entry in every if name in (entry.name, entry.id)]
        # Old ones may have the name of the one that is at work.
        found = [entry for entry in found if entry.state != "COMPLETED"] or found
        if not found:
            names = ", ".join(sorted({entry.name for entry in every})) or "there are none"
            raise VertexError(f"there is no schedule {name} in {self._place}; schedules: {names}")
        if len(found) > 1:
            ids = ", ".join(entry.id for entry in found)
            raise VertexError(f"there are {len(found)} schedules {name}; give a number: {ids}")
        return found[0]

    def pause_schedule(self, schedule: Schedule) -> None:
        """Has a schedule start no more runs for now.

        Raises:
          VertexError: The service cannot be asked, or refuses.
        """
        self._change_schedule("pause", self._schedules.pause_schedule, schedule)

    def resume_schedule(self, schedule: Schedule) -> None:
        """Has a paused schedule go on, without the runs that it missed.

        Raises:
          VertexError: The service cannot be asked, or refuses.
        """
        self._change_schedule("resume", self._schedules.resume_schedule, schedule)

    def _change_schedule(self, verb: str, method: Callable[..., Any], schedule: Schedule) -> None:
        self._call(
            f"{verb} schedules",
            "aiplatform.schedules.update",
            method,
            {"name": self._name("schedules", schedule.id)},
        )

    def delete_schedule(self, schedule: Schedule) -> None:
        """Removes a schedule; jobs that it started go on.

        Raises:
          VertexError: The service cannot be asked, refuses, or does not come to an end.
        """
        from google.api_core.exceptions import NotFound

        request = {"name": self._name("schedules", schedule.id)}
        permission = "aiplatform.schedules.delete"
        deadline = time.monotonic() + self.limits.operation_seconds
        try:
            self._call(
                "delete schedules",
                permission,
                self._schedules.delete_schedule,
                request,
                passed=(NotFound,),
            )
            # The service deletes in the background. The library would ask for the operation at an
            # address that is not documented, so the schedule itself is asked for until it is gone.
            while True:
                self._call(
                    "see schedules",
                    "aiplatform.schedules.get",
                    self._schedules.get_schedule,
                    request,
                    passed=(NotFound,),
                )
                if time.monotonic() > deadline:
                    raise VertexError(
                        f"schedule {schedule.name} ({schedule.id}) is still there "
                        f"{self.limits.operation_seconds:g} s after it was deleted; look with "
                        "`txner vertex schedule list`"
                    )
                time.sleep(min(1, self.limits.poll_seconds))
        except NotFound:
            return

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

    @property
    def _place(self) -> str:
        return f"project {self.target.project}, region {self.target.region}"

    def _name(self, collection: str, given: str) -> str:
        """Full name of a resource that may be given by its id."""
        found = re.fullmatch(
            rf"(?:projects/[^/]+/locations/[^/]+/{collection}/)?([a-z0-9-]+)", given
        )
        if not found:
            raise VertexError(f"{given!r} is no id: lower-case letters, digits and hyphens")
        return f"{self.target.parent}/{collection}/{found[1]}"

    def _adopt(self, request: Request, job_id: str) -> Submission:
        job = self.job(job_id)
        if job.labels.get(CONTENTS_LABEL) != request.contents:
            raise ContentsDifferError(
                f"job {job_id} exists already and does something else ({job.state}, made "
                f"{job.created:%Y-%m-%d %H:%M} UTC); take another one",
                argument="request_id",
            )
        return Submission(job, adopted=True)

    def _list_schedules(self, name: str | None) -> list[Any]:
        request = {"parent": self.target.parent, "filter": _schedule_filter(name)}
        pages = self._schedules.list_schedules(
            request=request, retry=None, timeout=self.limits.request_seconds
        )
        return [entry for entry in pages if name is None or entry.display_name == name]

    def _to_job(self, resource: Any) -> Job:
        return read_job(resource, self.target)

    def _call(
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
        """Calls a method of the service, with deadline and repetitions."""
        seconds = self.limits.request_seconds

        def call() -> _T:
            return method(request=request, retry=None, timeout=seconds)

        return self._retry(
            doing, permission, call, missing=missing, passed=passed, on_error=on_error
        )

    def _retry(
        self,
        doing: str,
        permission: str,
        call: Callable[[], _T],
        *,
        missing: str = "",
        passed: tuple[type[Exception], ...] = (),
        on_error: Callable[[Exception], None] | None = None,
    ) -> _T:
        import google.auth.exceptions
        import requests
        from google.api_core.exceptions import GoogleAPIError, RetryError
        from google.api_core.retry import Retry

        retry = Retry(
            predicate=_may_succeed_later,
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
            raise self._explain(error.cause, doing, permission, missing) from None
        except (
            GoogleAPIError,
            requests.RequestException,
            google.auth.exceptions.GoogleAuthError,
            TimeoutError,
        ) as error:
            raise self._explain(error, doing, permission, missing) from None

    def _explain(
        self, error: Exception | None, doing: str, permission: str, missing: str = ""
    ) -> VertexError:
        """One line for a person: what is wrong, and what to do."""
        import google.auth.exceptions
        import requests

        if isinstance(error, google.auth.exceptions.GoogleAuthError):
            return VertexError(
                f"the credentials of {self.principal} are not accepted: {_reason(error)}; {_LOGIN}"
            )
        if isinstance(error, requests.Timeout):
            seconds = self.limits.request_seconds
            return VertexError(
                f"no answer from {self.target.address} within {seconds:g} s", transient=True
            )
        if isinstance(error, requests.RequestException):
            return VertexError(
                f"cannot reach {self.target.address}: {_connection_fault(error)}", transient=True
            )
        status = int(getattr(error, "code", None) or 0)
        message = _service_message(error)
        if status == 401:
            return VertexError(
                f"the credentials of {self.principal} are not accepted: {message}; {_LOGIN}"
            )
        if status == 403:
            return VertexError(self._explain_denial(error, message, doing, permission))
        if status == 404:
            what = missing or f"Vertex AI knows nothing of it ({message})"
            return VertexError(f"{what} in {self._place}; see `txner vertex list`")
        if status == 429:
            return VertexError(
                f"the quota of {self._place} is used up, for {self.limits.retry_seconds:g} s of "
                f"trying: {message}. Wait, or ask for more: https://console.cloud.google.com/"
                f"iam-admin/quotas?project={self.target.project}",
                transient=True,
            )
        if status in RETRIED:
            return VertexError(
                f"Vertex AI in {self.target.region} is not available (status {status}), for "
                f"{self.limits.retry_seconds:g} s of trying: {message}",
                transient=True,
            )
        if status == 400:
            return VertexError(f"Vertex AI refuses to {doing}: {message}")
        return VertexError(f"Vertex AI cannot {doing}: status {status}: {message}")

    def _explain_denial(self, error: Any, message: str, doing: str, permission: str) -> str:
        project = self.target.project
        if getattr(error, "reason", None) == "SERVICE_DISABLED":
            return (
                f"the Vertex AI API is not enabled in project {project}; run gcloud services "
                f"enable aiplatform.googleapis.com --project {project}"
            )
        acting = re.search(r"act as service_account:? *([^\s,]*[^\s,.])", message)
        if acting:
            return (
                f"{self.principal} may not have jobs run as {acting[1]}: it lacks "
                "iam.serviceAccounts.actAs; grant it roles/iam.serviceAccountUser on that account "
                "(or vertex.service_account is wrong)"
            )
        named = (getattr(error, "metadata", None) or {}).get("permission", permission)
        return (
            f"{self.principal} may not {doing}: it lacks {named} in project {project}; grant it "
            f"roles/aiplatform.user (or vertex.project is wrong)"
        )


_LOGIN = (
    "log in with gcloud auth application-default login, or see that the workload identity of this "
    "job is set up"
)


def _credentials(target: Target) -> Any:
    import google.auth
    import google.auth.exceptions
    from google.auth.credentials import AnonymousCredentials

    if target.is_loopback:
        return AnonymousCredentials()
    try:
        credentials, _ = google.auth.default(scopes=[SCOPE], quota_project_id=target.project)
    except google.auth.exceptions.DefaultCredentialsError as error:
        raise VertexError(
            f"there are no credentials of Google Cloud here: {_reason(error)}; on a desk run "
            "gcloud auth application-default login, in CI set up workload identity federation, on "
            "Google Cloud attach a service account"
        ) from None
    return credentials


def _may_succeed_later(error: Exception) -> bool:
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
    return _reason(error)


def _service_message(error: Any) -> str:
    """What the service said, without method and URL, which the library puts before it."""
    text = str(getattr(error, "message", None) or error)
    return one_line(re.sub(r"^[A-Z]+ https?://\S+: ", "", text)).rstrip(".")


def _reason(error: Exception) -> str:
    return one_line(str(error.args[0] if error.args else error)).rstrip(".")


def _schedule_filter(name: str | None) -> str:
    return "" if name is None else f'display_name="{name}"'


def _id(schedule: Any) -> str:
    return str(schedule.name.rpartition("/")[2])


def _to_pipeline_job(body: Mapping[str, Any]) -> Any:
    from google.cloud.aiplatform_v1 import PipelineJob
    from google.protobuf import json_format

    message = PipelineJob()
    json_format.ParseDict(body, PipelineJob.pb(message))
    return message


def _to_schedule(name: str, timing: Timing, request: Request, parent: str) -> Any:
    from google.cloud.aiplatform_v1 import CreatePipelineJobRequest, Schedule

    values: dict[str, Any] = {
        "display_name": name,
        "cron": timing.cron,
        "max_concurrent_run_count": timing.max_concurrent,
        # The former counts calls that start jobs, this one the jobs.
        "max_concurrent_active_run_count": timing.max_concurrent,
        "create_pipeline_job_request": CreatePipelineJobRequest(
            parent=parent, pipeline_job=_to_pipeline_job(request.body)
        ),
    }
    if timing.max_runs is not None:
        values["max_run_count"] = timing.max_runs
    if timing.end is not None:
        values["end_time"] = timing.end
    return Schedule(**values)
