"""Jobs on Vertex AI for a person's eyes: how one goes on, how it ended, and that as Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from pipeline.steps import TITLES
from pipeline.summary import figures_table, gates_table
from pipeline.vertex.outcome import JobOutcome, JobResult
from pipeline.vertex.resources import Job, Schedule, Task

_MARKS = {
    "SUCCEEDED": ("✓", "green"),
    "SKIPPED": ("✓", "green"),
    "FAILED": ("✗", "red"),
    "CANCELLED": ("-", "yellow"),
    "NOT_TRIGGERED": ("-", "yellow"),
}
_HEADINGS = {
    JobOutcome.PUBLISHED: "published as version {version}",
    JobOutcome.UNCHANGED: "already published as version {version}",
    JobOutcome.REJECTED: "not published: {gates} gate failed",
    JobOutcome.FAILED: "failed: {task}",
    JobOutcome.CANCELLED: "cancelled",
    JobOutcome.UNDER_WAY: "under way",
    JobOutcome.UNKNOWN: "succeeded, outcome unknown",
}


class JobDisplay:
    """Shows how a job goes on: a line for each task that is over, a spinner for those at work.

    Args:
      console: Where to show it.
    """

    def __init__(self, console: Console) -> None:
        self._console = console
        self._shown: set[str] = set()
        self._running: dict[str, TaskID] = {}
        self._state = ""
        self._progress = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}", markup=False),
            TimeElapsedColumn(),
            console=console,
            transient=True,
            disable=not console.is_terminal,
        )

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._progress.stop()

    def update(self, job: Job) -> None:
        """Shows what is new of a job."""
        if job.state != self._state and not job.finished:
            self._state = job.state
            self._console.print(Text(f"{job.id} is {job.state.lower()}"), soft_wrap=True)
        for task in job.tasks:
            if task.finished and task.name not in self._shown:
                self._shown.add(task.name)
                self._console.print(_task_line(task))
        self._spin([task.name for task in job.tasks if task.state == "RUNNING"])

    def _spin(self, running: Sequence[str]) -> None:
        for name in set(self._running) - set(running):
            self._progress.remove_task(self._running.pop(name))
        for name in running:
            if name not in self._running:
                text = f"{name}: {TITLES.get(name, name)}"
                self._running[name] = self._progress.add_task(text, total=None)


def _task_line(task: Task) -> Text:
    rest = f" {task.name:<18} {TITLES.get(task.name, ''):<28} {_took(task):>10}"
    return Text.assemble(" ", _MARKS.get(task.state, " "), rest)


def _took(task: Task) -> str:
    """How long a task took, or what else there is to say."""
    if task.cached:
        return "cached"
    if task.state == "NOT_TRIGGERED":
        return "not run"
    if task.seconds is None:
        return task.state.lower()
    minutes, seconds = divmod(round(task.seconds), 60)
    took = f"{minutes} min {seconds:02d} s" if minutes else f"{task.seconds:.1f} s"
    return took if task.finished else f"{took} …"


def print_job(job: Job, console: Console) -> None:
    """Prints a job and its tasks."""
    table = Table(show_header=False)
    table.add_column()
    table.add_column(overflow="fold")
    rows = {
        "job": job.id,
        "state": job.state,
        "submitted": f"{job.created:%Y-%m-%d %H:%M} UTC",
        "by schedule": job.schedule,
        "parameters": ", ".join(f"{name}={value}" for name, value in job.parameters.items()),
        "labels": ", ".join(f"{name}={value}" for name, value in sorted(job.labels.items())),
        "console": job.console,
    }
    for name, value in rows.items():
        if value:
            table.add_row(name, Text(str(value)))
    console.print(table)
    for task in job.tasks:
        console.print(_task_line(task))


def print_result(result: JobResult, console: Console, command: str = "txner") -> None:
    """Prints how a job ended: figures, gates, and the outcome.

    Args:
      result: How it ended.
      console: Where to print.
      command: How this program is called.
    """
    job = result.job
    if result.metrics:
        console.print(figures_table(result.metrics))
    if result.gates:
        console.print(gates_table(result.gates))
    style = "green" if result.version is not None else "red"
    if result.outcome is JobOutcome.UNDER_WAY:
        console.print(Text(f"follow it: {command} vertex status {job.id} --wait"), soft_wrap=True)
        return
    for line in result.message.splitlines():
        console.print(Text(line, "red"), soft_wrap=True)
    console.print(Text.assemble((_heading(result), style), _labels(result)), soft_wrap=True)
    if result.model_path:
        console.print(Text(f"model: {result.model_path}"), soft_wrap=True)
    for line in _hints(result):
        console.print(Text(line), soft_wrap=True)


def _heading(result: JobResult) -> str:
    gates = ", ".join(result.failed_gates) or "data"
    return _HEADINGS[result.outcome].format(
        version=result.version, gates=gates, task=result.failed_task or "the job"
    )


def _labels(result: JobResult) -> str:
    if result.version is None:
        return ""
    return f", label {', '.join(result.labels)}" if result.labels else ", without a label"


def _hints(result: JobResult) -> Iterator[str]:
    """Where to look next."""
    job = result.job
    failed = job.task(result.failed_task) if result.failed_task else None
    if failed and failed.custom_job:
        project = job.console.rpartition("=")[2]
        yield (
            f"log of {failed.name}: gcloud logging read "
            f'\'resource.type="ml_job" resource.labels.job_id="{failed.custom_job}"\' '
            f"--project {project} --freshness 7d --order asc --format 'value(textPayload)'"
        )
    yield f"console: {job.console}"


def jobs_table(jobs: Sequence[Job]) -> Table:
    """Jobs, a line for each."""
    table = Table(box=None)
    for column in ("job", "state", "submitted", "reason", "commit"):
        table.add_column(column, overflow="fold")
    for job in jobs:
        table.add_row(
            Text(job.id),
            Text(job.state),
            f"{job.created:%Y-%m-%d %H:%M}",
            Text(job.labels.get("trigger-reason", "")),
            Text(job.labels.get("git-commit", "")[:7]),
        )
    return table


def schedules_table(schedules: Sequence[Schedule]) -> Table:
    """Schedules, a line for each."""
    table = Table(box=None)
    for column in ("schedule", "id", "state", "cron", "next run", "runs", "parameters"):
        table.add_column(column, overflow="fold")
    for schedule in schedules:
        at = schedule.next_run
        bound = "" if schedule.max_runs is None else f" of {schedule.max_runs}"
        table.add_row(
            Text(schedule.name),
            Text(schedule.id),
            Text(schedule.state),
            Text(schedule.cron),
            f"{at:%Y-%m-%d %H:%M}" if at and schedule.state == "ACTIVE" else "",
            f"{schedule.runs}{bound}",
            Text(", ".join(f"{key}={value}" for key, value in schedule.parameters.items())),
        )
    return table


def to_markdown(result: JobResult) -> str:
    """How a job ended, for the summary of a CI job."""
    job = result.job
    lines = [f"## {job.display_name}: {_cell(_heading(result))}{_labels(result)}", ""]
    lines += [f"[{job.id}]({job.console}), {job.state}", ""]
    if result.message:
        lines += ["```", *result.message.replace("```", "'''").splitlines(), "```", ""]
    if result.gates:
        lines += ["| gate | check | figure | bound | |", "|---|---|---:|---|---|"]
        for check in result.gates:
            value = "?" if check.value is None else f"{check.value:.4g}"
            verdict = "ok" if check.passed else "**failed**"
            cells = (check.gate, check.name, value, check.bound, verdict)
            lines.append(f"| {' | '.join(map(_cell, cells))} |")
        lines.append("")
    if result.metrics:
        lines += ["| label | precision | recall | F1 | spans |", "|---|---:|---:|---:|---:|"]
        for name, figures in result.metrics.items():
            numbers = (figures.precision, figures.recall, figures.f1)
            ratios = " | ".join(f"{number:.4f}" for number in numbers)
            lines.append(f"| {_cell(name)} | {ratios} | {figures.support} |")
        lines.append("")
    lines += ["| step | | time |", "|---|---|---:|"]
    for task in job.tasks:
        lines.append(f"| {_cell(task.name)} | {task.state.lower()} | {_took(task)} |")
    return "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    """A text within a table or a heading, where some characters would mean something."""
    return " ".join(text.split()).replace("|", "\\|").replace("<", "&lt;")
