"""Jobs and schedules on Vertex AI Pipelines: submitting, looking, cancelling.

Talks to the service through Google's generated clients, over REST; `aiplatform.PipelineJob` is not
used, because it tries to make buckets before it submits. Every failure is a `VertexError` with one
line for a person.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any

from pipeline.vertex.connection import Connection, Limits
from pipeline.vertex.errors import ContentsDifferError, VertexError
from pipeline.vertex.job_request import CONTENTS_LABEL, Request
from pipeline.vertex.recurrence import Recurrence
from pipeline.vertex.resources import (
    Job,
    Schedule,
    SubmittedJob,
    Target,
    read_job,
    read_schedule,
)


class VertexClient:
    """A connection to Vertex AI in one project and region.

    Args:
      target: Where jobs run.
      limits: How long to wait.

    Raises:
      VertexError: There are no credentials.
    """

    def __init__(self, target: Target, limits: Limits | None = None) -> None:
        from google.cloud.aiplatform_v1.services.pipeline_service import PipelineServiceClient
        from google.cloud.aiplatform_v1.services.schedule_service import ScheduleServiceClient

        self.target = target
        self.limits = limits or Limits()
        self._connection = Connection(target, self.limits)
        options = self._connection.client_options()
        self._pipelines = PipelineServiceClient(**options)
        self._schedules = ScheduleServiceClient(**options)

    def submit(self, request: Request, job_id: str) -> SubmittedJob:
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
            created = self._connection.call(
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
            # A refusal for its quota means that nothing was made.
            if any(getattr(failure, "code", None) != 429 for failure in failures):
                raise VertexError(
                    f"{error}; whether job {job_id} was made is not known: look with `txner vertex "
                    f"status {job_id}` before submitting again (a submission with a request id can "
                    "just be repeated)",
                    transient=error.transient,
                ) from None
            raise
        return SubmittedJob(self._to_job(created), adopted=False)

    def job(self, job_id: str) -> Job:
        """A job by its id or full name.

        Raises:
          VertexError: There is none, or the service cannot be asked.
        """
        name = self._connection.name("pipelineJobs", job_id)
        return self._to_job(
            self._connection.call(
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
        page = self._connection.call(
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
            self._connection.call(
                "cancel jobs",
                permission,
                self._pipelines.cancel_pipeline_job,
                {"name": self._connection.name("pipelineJobs", job_id)},
                passed=(BadRequest,),
            )
        except BadRequest as error:
            # It may have ended in the meantime.
            if not (job := self.job(job_id)).finished:
                raise self._connection.explain(
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
          update: Called with the job each time that it was looked at.
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

    def create_schedule(
        self, name: str, recurrence: Recurrence, request: Request
    ) -> tuple[Schedule, bool]:
        """Has a job run again and again.

        Args:
          name: What to call the schedule.
          recurrence: When it runs.
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
            same = schedule.contents == request.contents and schedule.cron == recurrence.cron
            if same and schedule.max_runs == recurrence.max_runs:
                return schedule, False
            raise ContentsDifferError(
                f"there is a schedule {name} already ({schedule.cron}, {schedule.state}) that does "
                f"something else; delete it first (txner vertex schedule delete {name}), or take "
                "another name",
                argument="name",
            )
        ids_before = {schedule.id for schedule in before}
        body = _to_schedule(name, recurrence, request, self.target.parent)
        tried = False

        def create() -> Any:
            # The service numbers schedules itself, so that a repeated request would make another.
            nonlocal tried
            if tried and (
                mine := [s for s in self._list_schedules(name) if _id(s) not in ids_before]
            ):
                return mine[0]
            tried = True
            return self._schedules.create_schedule(
                parent=self.target.parent,
                schedule=body,
                retry=None,
                timeout=self.limits.request_seconds,
            )

        created = self._connection.retry("make schedules", "aiplatform.schedules.create", create)
        return read_schedule(created), True

    def schedules(self, name: str | None = None) -> list[Schedule]:
        """Schedules of pipelines, all or those of a name, the newest first.

        Raises:
          VertexError: The service cannot be asked.
        """
        messages = self._connection.retry(
            "list schedules", "aiplatform.schedules.list", lambda: self._list_schedules(name)
        )
        return [read_schedule(message) for message in messages]

    def schedule(self, name: str) -> Schedule:
        """The schedule of a name or a number.

        Raises:
          VertexError: There is none, or there are several, or the service cannot be asked.
        """
        every = self.schedules()
        matches = [entry for entry in every if name in (entry.name, entry.id)]
        # Old ones may have the name of the one that is at work.
        matches = [entry for entry in matches if entry.state != "COMPLETED"] or matches
        if not matches:
            names = ", ".join(sorted({entry.name for entry in every})) or "there are none"
            raise VertexError(
                f"there is no schedule {name} in {self.target.place}; schedules: {names}"
            )
        if len(matches) > 1:
            ids = ", ".join(entry.id for entry in matches)
            raise VertexError(f"there are {len(matches)} schedules {name}; give a number: {ids}")
        return matches[0]

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
        self._connection.call(
            f"{verb} schedules",
            "aiplatform.schedules.update",
            method,
            {"name": self._connection.name("schedules", schedule.id)},
        )

    def delete_schedule(self, schedule: Schedule) -> None:
        """Removes a schedule; jobs that it started go on.

        Raises:
          VertexError: The service cannot be asked, refuses, or does not come to an end.
        """
        from google.api_core.exceptions import NotFound

        request = {"name": self._connection.name("schedules", schedule.id)}
        permission = "aiplatform.schedules.delete"
        deadline = time.monotonic() + self.limits.operation_seconds
        try:
            self._connection.call(
                "delete schedules",
                permission,
                self._schedules.delete_schedule,
                request,
                passed=(NotFound,),
            )
            # The service deletes in the background. The library would ask for the operation at an
            # address that is not documented, so the schedule itself is asked for until it is gone.
            while True:
                self._connection.call(
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

    def _adopt(self, request: Request, job_id: str) -> SubmittedJob:
        job = self.job(job_id)
        if job.labels.get(CONTENTS_LABEL) != request.contents:
            raise ContentsDifferError(
                f"job {job_id} exists already and does something else ({job.state}, made "
                f"{job.created:%Y-%m-%d %H:%M} UTC); take another one",
                argument="request_id",
            )
        return SubmittedJob(job, adopted=True)

    def _list_schedules(self, name: str | None) -> list[Any]:
        request = {"parent": self.target.parent, "filter": _schedule_filter(name)}
        pages = self._schedules.list_schedules(
            request=request, retry=None, timeout=self.limits.request_seconds
        )
        return [entry for entry in pages if name is None or entry.display_name == name]

    def _to_job(self, resource: Any) -> Job:
        return read_job(resource, self.target)


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


def _to_schedule(name: str, recurrence: Recurrence, request: Request, parent: str) -> Any:
    from google.cloud.aiplatform_v1 import CreatePipelineJobRequest, Schedule

    values: dict[str, Any] = {
        "display_name": name,
        "cron": recurrence.cron,
        "max_concurrent_run_count": recurrence.max_concurrent,
        # The former counts calls that start jobs, this one the jobs.
        "max_concurrent_active_run_count": recurrence.max_concurrent,
        "create_pipeline_job_request": CreatePipelineJobRequest(
            parent=parent, pipeline_job=_to_pipeline_job(request.body)
        ),
    }
    if recurrence.max_runs is not None:
        values["max_run_count"] = recurrence.max_runs
    if recurrence.end is not None:
        values["end_time"] = recurrence.end
    return Schedule(**values)
