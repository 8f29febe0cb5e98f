"""Where the trigger submits runs to: this machine, or Vertex AI Pipelines."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from pipeline.config import Settings
from pipeline.local import BusyError, ExitCode, is_running, run_pipeline
from pipeline.settings.trigger import TriggerTarget
from pipeline.trigger.submissions import RunState, Submission
from pipeline.vertex.client import VertexClient
from pipeline.vertex.errors import ContentsDifferError
from pipeline.vertex.job_request import new_job_id
from pipeline.vertex.outcome import JobOutcome, read_result
from pipeline.vertex.resources import Job
from pipeline.vertex.submission import connect, look_up, plan_request
from preprocessing.errors import UserError

MAX_JOBS = 100
"""How many of the newest jobs are looked at."""

_ENDS = {ExitCode.OK: RunState.SUCCEEDED, ExitCode.GATE_FAILED: RunState.REJECTED}


@dataclass(frozen=True)
class RunStatus:
    """How far a submission has come.

    Attributes:
      state: What it is now.
      run: What it is called where it runs.
      error: Why it failed; "" if it did not.
      code: How the command that submitted it should end.
    """

    state: RunState
    run: str
    error: str = ""
    code: ExitCode = ExitCode.OK


class Submitter(Protocol):
    """Something that runs pipelines."""

    def going(self) -> list[str]:
        """Names of the runs at work, whoever submitted them."""
        ...

    def look(self, submission: Submission) -> RunStatus | None:
        """How far a submission has come, or None if it is unknown there."""
        ...

    def submit(self, submission: Submission) -> RunStatus:
        """Starts a run, or finds the one that was started for this submission before."""
        ...


class LocalSubmitter:
    """Runs pipelines in this process.

    Args:
      settings: The configuration, with absolute paths.
      command: How this program is called, for what a run prints at its end.
      to_stderr: Whether runs print to standard error.
    """

    def __init__(
        self, settings: Settings, command: str = "txner", *, to_stderr: bool = False
    ) -> None:
        self._settings = settings
        self._command = command
        self._to_stderr = to_stderr

    def going(self) -> list[str]:
        """The run in the output folder, if there is one."""
        return [self._name] if is_running(self._settings) else []

    def look(self, submission: Submission) -> RunStatus | None:
        """How far a submission has come, if no trigger is at work: then no run of theirs is."""
        if submission.state is RunState.PLANNED:
            return None
        return RunStatus(RunState.FAILED, submission.run, "it was interrupted or killed")

    def submit(self, submission: Submission) -> RunStatus:
        """Runs the pipeline to its end."""
        try:
            code = run_pipeline(
                self._settings, self._command, reason=submission.reason, to_stderr=self._to_stderr
            )
        except BusyError as error:
            # Nothing was begun, which says nothing about these inputs.
            return RunStatus(RunState.ABANDONED, self._name, str(error), ExitCode.USAGE)
        except UserError as error:
            return RunStatus(RunState.FAILED, self._name, str(error), ExitCode.USAGE)
        if code in _ENDS:
            return RunStatus(_ENDS[code], self._name, code=code)
        return RunStatus(RunState.FAILED, self._name, "summary and log say why", code)

    @property
    def _name(self) -> str:
        return f"in {self._settings.output_root}"


class VertexSubmitter:
    """Submits jobs to Vertex AI Pipelines.

    Args:
      settings: The configuration, with absolute paths.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def going(self) -> list[str]:
        """Jobs of this model that are not over, whoever started them."""
        return [job.id for job in self._jobs() if not job.finished]

    def look(self, submission: Submission) -> RunStatus | None:
        """How far a submission has come, or None if the service has no such job."""
        job_id = self._job_id(submission)
        job = next((job for job in self._jobs() if job.id == job_id), None)
        if job is not None:
            # In a list, jobs come without their tasks, which tell a gate from a fault.
            return _status(self._client.job(job_id) if job.finished else job)
        if submission.run:
            return RunStatus(RunState.FAILED, submission.run, "there is no such job any more")
        return None

    def submit(self, submission: Submission) -> RunStatus:
        """Has the service run a job, unless it has done so for this submission before."""
        settings = self._settings
        request = plan_request(settings, dict(look_up(settings)), submission.reason)
        job_id = self._job_id(submission)
        try:
            return _status(self._client.submit(request, job_id).job)
        except ContentsDifferError:
            # Submitted before, when releases stood differently.
            return _status(self._client.job(job_id))

    @cached_property
    def _client(self) -> VertexClient:
        return connect(self._settings)

    def _jobs(self) -> list[Job]:
        return self._client.jobs(self._settings.model_name, limit=MAX_JOBS)

    def _job_id(self, submission: Submission) -> str:
        return new_job_id(self._settings.model_name, submission.request_id)


def _status(job: Job) -> RunStatus:
    if not job.finished:
        return RunStatus(RunState.SUBMITTED, job.id)
    result = read_result(job)
    if result.outcome is JobOutcome.REJECTED:
        return RunStatus(RunState.REJECTED, job.id, code=ExitCode.GATE_FAILED)
    if job.state == "SUCCEEDED":
        return RunStatus(RunState.SUCCEEDED, job.id)
    return RunStatus(RunState.FAILED, job.id, result.message or f"the job is {job.state}")


def make_submitter(
    target: TriggerTarget, settings: Settings, command: str, *, to_stderr: bool = False
) -> Submitter:
    """What takes submissions for a target.

    Args:
      target: Where runs go.
      settings: The configuration, with absolute paths.
      command: How this program is called.
      to_stderr: Whether local runs print to standard error.
    """
    if target is TriggerTarget.LOCAL:
        return LocalSubmitter(settings, command, to_stderr=to_stderr)
    return VertexSubmitter(settings)
