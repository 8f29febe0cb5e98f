"""What Vertex AI Pipelines keeps: jobs with their tasks, and schedules; read from its answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from pipeline.settings.google_cloud import LOOPBACK
from pipeline.steps import ALL_COMPONENTS
from pipeline.vertex.job_request import CONTENTS_LABEL
from preprocessing.errors import one_line

_FINISHED = ("SUCCEEDED", "FAILED", "CANCELLED")


@dataclass(frozen=True)
class Target:
    """Where jobs run.

    Attributes:
      project: Id of the project of Google Cloud.
      region: Such as `europe-west4`.
      endpoint: Another address of the service; on loopback it is asked without credentials.
    """

    project: str
    region: str
    endpoint: str | None = None

    @property
    def parent(self) -> str:
        """The resource that jobs and schedules are in."""
        return f"projects/{self.project}/locations/{self.region}"

    @property
    def place(self) -> str:
        """The same for a person."""
        return f"project {self.project}, region {self.region}"

    @property
    def address(self) -> str:
        """Host of the service."""
        return self.endpoint or f"{self.region}-aiplatform.googleapis.com"

    @property
    def is_loopback(self) -> bool:
        """Whether the service is a stand-in on this machine."""
        host = urlsplit(self.endpoint or "").hostname
        return host in LOOPBACK

    def console(self, job_id: str) -> str:
        """Address of a job's page."""
        return (
            f"https://console.cloud.google.com/vertex-ai/locations/{self.region}/pipelines/runs/"
            f"{job_id}?project={self.project}"
        )


@dataclass(frozen=True)
class Task:
    """A task of a job.

    Attributes:
      name: Id of the component.
      id: Number that the service gave it.
      state: Such as `RUNNING`; `SKIPPED` if an earlier result was used.
      seconds: How long it took, or has taken so far; None if it has not begun.
      error: What it failed with, or "".
      outputs: URI of the first artifact of each output.
      custom_job: Number of the custom job that ran it, which its log is filed under, or "".
    """

    name: str
    id: str
    state: str
    seconds: float | None
    error: str
    outputs: dict[str, str]
    custom_job: str

    @property
    def cached(self) -> bool:
        """Whether an earlier result was used."""
        return self.state == "SKIPPED"

    @property
    def finished(self) -> bool:
        """Whether it is over."""
        return self.cached or self.state in (*_FINISHED, "NOT_TRIGGERED")


@dataclass(frozen=True)
class Job:
    """A pipeline job.

    Attributes:
      id: Last part of its name.
      name: Full name, with the project's number.
      display_name: Name of the model.
      state: Such as `RUNNING`.
      created: When it was submitted.
      ended: When it was over, or None.
      error: What it failed with, or "".
      labels: Labels.
      parameters: Runtime parameters that were given.
      root: Folder of its artifacts and those of other jobs.
      schedule: Number of the schedule that started it, or "".
      tasks: In the order in which data flows; none in a list of jobs.
      console: Address of its page.
    """

    id: str
    name: str
    display_name: str
    state: str
    created: datetime
    ended: datetime | None
    error: str
    labels: dict[str, str]
    parameters: dict[str, Any]
    root: str
    schedule: str
    tasks: tuple[Task, ...]
    console: str

    @property
    def finished(self) -> bool:
        """Whether it is over."""
        return self.state in _FINISHED

    def task(self, name: str) -> Task | None:
        """The task of a component."""
        return next((task for task in self.tasks if task.name == name), None)


@dataclass(frozen=True)
class SubmittedJob:
    """A job that was asked for.

    Attributes:
      job: The job.
      adopted: Whether an earlier request had made it already.
    """

    job: Job
    adopted: bool


@dataclass(frozen=True)
class Schedule:
    """A schedule.

    Attributes:
      id: Number that the service gave it.
      name: Name that a person gave it.
      cron: When it runs.
      state: `ACTIVE`, `PAUSED` or `COMPLETED`.
      next_run: When it runs next, or None.
      runs: How many runs it has started.
      max_runs: After which it is completed, or None.
      parameters: Runtime parameters of its jobs.
      contents: Hash of what its jobs do, or "".
      last_run: What became of starting the last run, or "".
    """

    id: str
    name: str
    cron: str
    state: str
    next_run: datetime | None
    runs: int
    max_runs: int | None
    parameters: dict[str, Any]
    contents: str
    last_run: str


def _to_dict(message: Any) -> dict[str, Any]:
    from google.protobuf import json_format

    values: dict[str, Any] = json_format.MessageToDict(type(message).pb(message))
    return values


def read_schedule(message: Any) -> Schedule:
    """A schedule from the service's message."""
    values = _to_dict(message)
    job = values.get("createPipelineJobRequest", {}).get("pipelineJob", {})
    max_runs = values.get("maxRunCount")
    return Schedule(
        id=values["name"].rpartition("/")[2],
        name=values.get("displayName", ""),
        cron=values.get("cron", ""),
        state=values.get("state", "STATE_UNSPECIFIED"),
        next_run=_time(values.get("nextRunTime")),
        runs=int(values.get("startedRunCount", 0)),
        max_runs=None if max_runs is None else int(max_runs),
        parameters=_read_parameters(job),
        contents=job.get("labels", {}).get(CONTENTS_LABEL, ""),
        last_run=values.get("lastScheduledRunResponse", {}).get("runResponse", ""),
    )


def read_job(message: Any, target: Target) -> Job:
    """A job from the service's message."""
    values = _to_dict(message)
    job_id = values["name"].rpartition("/")[2]
    details = values.get("jobDetail", {}).get("taskDetails", [])
    components = values.get("pipelineSpec", {}).get("root", {}).get("dag", {}).get("tasks", {})
    # The service lists the pipeline itself and helpers of its own as tasks too.
    tasks = sorted(
        (_read_task(entry) for entry in details if entry.get("taskName") in components),
        key=_place_of,
    )
    return Job(
        id=job_id,
        name=values["name"],
        display_name=values.get("displayName", ""),
        state=values.get("state", "").removeprefix("PIPELINE_STATE_"),
        created=_time(values.get("createTime")) or datetime.fromtimestamp(0, UTC),
        ended=_time(values.get("endTime")),
        error=one_line(values.get("error", {}).get("message", "")),
        labels=dict(values.get("labels", {})),
        parameters=_read_parameters(values),
        root=values.get("runtimeConfig", {}).get("gcsOutputDirectory", ""),
        schedule=values.get("scheduleName", "").rpartition("/")[2],
        tasks=tuple(tasks),
        console=target.console(job_id),
    )


def _read_parameters(job: Mapping[str, Any]) -> dict[str, Any]:
    values = job.get("runtimeConfig", {}).get("parameterValues", {})
    # All numbers are floats in the service's messages.
    return {
        name: int(value) if isinstance(value, float) and value.is_integer() else value
        for name, value in values.items()
    }


def _read_task(values: Mapping[str, Any]) -> Task:
    start, end = _time(values.get("startTime")), _time(values.get("endTime"))
    seconds = None
    if start is not None:
        seconds = max(0.0, ((end or datetime.now(UTC)) - start).total_seconds())
    main_job = values.get("executorDetail", {}).get("containerDetail", {}).get("mainJob", "")
    outputs = {
        key: entry["artifacts"][0].get("uri", "")
        for key, entry in values.get("outputs", {}).items()
        if entry.get("artifacts")
    }
    return Task(
        name=values["taskName"],
        id=values.get("taskId", ""),
        state=values.get("state", "PENDING"),
        seconds=seconds,
        error=one_line(values.get("error", {}).get("message", "")),
        outputs=outputs,
        custom_job=main_job.rpartition("/")[2],
    )


def _place_of(task: Task) -> tuple[int, str]:
    if task.name not in ALL_COMPONENTS:
        return len(ALL_COMPONENTS), task.name
    return ALL_COMPONENTS.index(task.name), task.name


def _time(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)
