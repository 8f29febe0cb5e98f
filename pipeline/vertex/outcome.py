"""How a job on Vertex AI ended: published, stopped by a gate, or failed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

from evaluation.gates.checks import CHECKS_FILE, Check, load_checks
from models.span_scoring import Figures
from pipeline.local import ExitCode
from pipeline.steps import DATA_GATE, PUSHER
from pipeline.vertex.resources import Job, Task
from preprocessing.errors import one_line
from serving.release.record import RECORD_FILE, ReleaseRecord
from storage import files

_GATE_LINE = "data gate: "


class JobOutcome(StrEnum):
    """How a job ended."""

    PUBLISHED = "published"
    UNCHANGED = "unchanged"
    REJECTED = "rejected"
    FAILED = "failed"
    CANCELLED = "cancelled"
    UNDER_WAY = "under way"
    UNKNOWN = "unknown"


_EXIT_CODES = {
    JobOutcome.PUBLISHED: ExitCode.OK,
    JobOutcome.UNCHANGED: ExitCode.OK,
    JobOutcome.UNDER_WAY: ExitCode.OK,
    JobOutcome.REJECTED: ExitCode.GATE_FAILED,
    JobOutcome.UNKNOWN: ExitCode.USAGE,
    JobOutcome.FAILED: ExitCode.INTERNAL,
    JobOutcome.CANCELLED: ExitCode.INTERNAL,
}


@dataclass
class JobResult:
    """How a job ended, and what it left.

    Attributes:
      job: The job as it ended.
      outcome: In one word.
      version: The version that was published, or that is the same.
      model_path: URL of that version.
      labels: Labels that stand on it.
      metrics: Span figures of each label, `micro` and `macro`.
      gates: All checks, as far as the job came.
      failed_task: The component that failed, or "".
      message: What there is to say about an outcome that is not a published model.
    """

    job: Job
    outcome: JobOutcome
    version: int | None = None
    model_path: str | None = None
    labels: list[str] = field(default_factory=list)
    metrics: dict[str, Figures] = field(default_factory=dict)
    gates: list[Check] = field(default_factory=list)
    failed_task: str = ""
    message: str = ""

    @property
    def exit_code(self) -> ExitCode:
        """How a command that waited for the job ends."""
        return _EXIT_CODES[self.outcome]

    @property
    def failed_gates(self) -> list[str]:
        """Names of the gates that stopped it."""
        return sorted({check.gate for check in self.gates if not check.passed})

    def to_dict(self) -> dict[str, Any]:
        """What `--json` prints."""
        job = self.job
        return {
            "job": job.id,
            "name": job.name,
            "console": job.console,
            "state": job.state,
            "created": job.created.isoformat(),
            "ended": job.ended and job.ended.isoformat(),
            "parameters": job.parameters,
            "labels": job.labels,
            "schedule": job.schedule or None,
            "outcome": self.outcome.value,
            "version": self.version,
            "model_path": self.model_path,
            "model_labels": self.labels,
            "gates": [asdict(check) for check in self.gates],
            "failed_gates": self.failed_gates,
            "metrics": {name: asdict(figures) for name, figures in self.metrics.items()},
            "failed_task": self.failed_task or None,
            "message": self.message,
            "tasks": [
                {
                    "component": task.name,
                    "state": task.state,
                    "seconds": None if task.seconds is None else round(task.seconds, 1),
                    "cached": task.cached,
                    "error": task.error,
                    "custom_job": task.custom_job or None,
                }
                for task in job.tasks
            ],
        }


def read_result(job: Job) -> JobResult:
    """How a job ended, with what its artifacts say of gates and figures.

    Args:
      job: The job, with its tasks.
    """
    if not job.finished:
        return JobResult(job, JobOutcome.UNDER_WAY)
    if job.state == "CANCELLED":
        return JobResult(job, JobOutcome.CANCELLED, message=job.error or "the job was cancelled")
    if job.state == "FAILED":
        return _read_failure(job)
    return _read_record(job)


def _read_record(job: Job) -> JobResult:
    pusher = job.task(PUSHER)
    uri = pusher.outputs.get("pushed_model", "") if pusher else ""
    if not uri:
        message = "the job succeeded, but Vertex AI does not say where ReleasePusher wrote"
        return JobResult(job, JobOutcome.UNKNOWN, message=message)
    path = files.join(uri, RECORD_FILE)
    try:
        record = ReleaseRecord.from_json(_read(path))
        result = JobResult(
            job,
            JobOutcome(record.outcome.value),
            version=record.version,
            model_path=record.path,
            labels=record.labels,
            metrics=record.span_figures,
            gates=record.checks,
        )
    except OSError as error:
        message = (
            f"the job succeeded, but whether it published cannot be told: {path} cannot be read "
            f"({one_line(str(error))}); reading needs roles/storage.objectViewer on the bucket"
        )
        return JobResult(job, JobOutcome.UNKNOWN, message=message)
    except (KeyError, TypeError, ValueError):
        message = (
            f"the job succeeded, but {path} is not the record of a run; was the image built from "
            "this commit?"
        )
        return JobResult(job, JobOutcome.UNKNOWN, message=message)
    if result.outcome is JobOutcome.REJECTED:
        result.message = _gates_message(result.gates)
    return result


def _read_failure(job: Job) -> JobResult:
    failed = next((task for task in job.tasks if task.state == "FAILED"), None)
    if failed is None:
        return JobResult(job, JobOutcome.FAILED, message=job.error or "the job failed")
    if failed.name == DATA_GATE:
        checks = _read_checks(job, failed)
        if any(not check.passed for check in checks):
            return JobResult(
                job,
                JobOutcome.REJECTED,
                gates=checks,
                failed_task=failed.name,
                message=_gates_message(checks),
            )
        if "GateFailedError" in failed.error or _GATE_LINE in failed.error:
            return JobResult(
                job, JobOutcome.REJECTED, failed_task=failed.name, message=failed.error
            )
    return JobResult(
        job, JobOutcome.FAILED, failed_task=failed.name, message=failed.error or job.error
    )


def _gates_message(checks: list[Check]) -> str:
    return "\n".join(str(check) for check in checks if not check.passed)


def _read_checks(job: Job, gate: Task) -> list[Check]:
    """The checks of a data gate that failed; none if they cannot be had.

    The service lists no outputs of a task that failed, but keeps what it wrote.
    """
    for folder in _folders(job, gate):
        try:
            return load_checks(_read(files.join(folder, "checks", CHECKS_FILE)))
        except (OSError, TypeError, ValueError):
            continue
    return []


def _folders(job: Job, task: Task) -> Iterator[str]:
    """Where the outputs of a task can be: beside those of the others, below the job's folder."""
    name = f"{task.name}_{task.id}"
    number = job.name.split("/")[1]
    uris = (uri for other in job.tasks for uri in other.outputs.values())
    # What came from the cache lies in the folder of another job, where this task is not.
    beside = {files.join(files.parent(files.parent(uri)), name) for uri in uris}
    yield from sorted({*beside, files.join(job.root, number, job.id, name)})


def _read(path: str) -> str:
    """Text of a file.

    Raises:
      OSError: It cannot be read.
    """
    with files.open_binary(path) as file:
        return file.read().decode()
