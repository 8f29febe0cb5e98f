"""The commands `txner vertex …`: compile the pipeline, and run it on Vertex AI Pipelines."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.markup import escape

from commands.options import (
    ConfigOption,
    JsonOption,
    SetOption,
    fail,
    program_name,
    read_settings,
)
from pipeline.config import Settings
from pipeline.local import USER_ERRORS, ExitCode
from pipeline.provenance import git_commit
from pipeline.vertex.checks import check_for_vertex, vertex_warnings
from pipeline.vertex.client import VertexClient
from pipeline.vertex.connection import Limits
from pipeline.vertex.display import (
    JobDisplay,
    jobs_table,
    print_job,
    print_result,
    schedules_table,
    to_markdown,
)
from pipeline.vertex.errors import VertexError
from pipeline.vertex.job_request import Request, new_job_id, parse_parameters
from pipeline.vertex.outcome import JobResult, read_result
from pipeline.vertex.recurrence import Recurrence, check_cron
from pipeline.vertex.resources import Job, Schedule
from pipeline.vertex.submission import connect, look_up, plan_request

app = typer.Typer(help="Run the pipeline on Vertex AI Pipelines.", no_args_is_help=True)
schedule_app = typer.Typer(help="Run it again and again, by a clock.", no_args_is_help=True)
app.add_typer(schedule_app, name="schedule")

LIMITS = Limits()

INTERRUPTED = 130

UNCOMMITTED = "+changes"

ParamOption = Annotated[
    list[str] | None,
    typer.Option(
        "--param",
        "-p",
        metavar="NAME=VALUE",
        help="Value of a runtime parameter, such as epochs=3; may be repeated.",
    ),
]
ReasonOption = Annotated[
    str, typer.Option(help="Why; it becomes a label of the job and stands in the release table.")
]
SummaryOption = Annotated[
    Path | None,
    typer.Option(
        "--summary", metavar="FILE", help="Append the outcome to this file, as Markdown, for CI."
    ),
]
JobArgument = Annotated[str, typer.Argument(metavar="JOB", help="Id of a job.")]
NameArgument = Annotated[str, typer.Argument(metavar="NAME", help="Name or number of a schedule.")]


@app.command("compile", epilog="Example: txner vertex compile -c configs/vertex.yaml -o job.json")
def compile_command(
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="File to write; without it, the screen.")
    ] = None,
    params: ParamOption = None,
    reason: ReasonOption = "",
    config: ConfigOption = None,
    overrides: SetOption = None,
) -> None:
    """Write the job that would be submitted, as JSON. Nothing is sent.

    The same commit and configuration give the same bytes.
    """
    settings = read_settings(config, overrides)
    with _errors():
        parameters = _parameters(params)
        _warn(settings)
        with _compiling():
            from pipeline.vertex.compiler import compile_job, planned_context, to_json

            text = to_json(compile_job(settings, planned_context(settings, reason), parameters))
    if output is None:
        typer.echo(text, nl=False)
        return
    try:
        output.write_text(text, "utf-8")
    except OSError as error:
        fail(f"--output {output}: cannot be written: {error.strerror}")
    typer.echo(f"wrote {output}")


@app.command(epilog="Example: txner vertex submit -c configs/vertex.yaml --param epochs=3 --wait")
def submit(
    params: ParamOption = None,
    reason: ReasonOption = "",
    request_id: Annotated[
        str | None,
        typer.Option(
            help="Name of this request, such as the number of a CI run; with the same one there "
            "is only one job."
        ),
    ] = None,
    wait: Annotated[
        bool, typer.Option("--wait/--no-wait", help="Wait for the end, and tell the outcome.")
    ] = False,
    look: Annotated[
        bool,
        typer.Option(
            "--look",
            help="Look at annotations and release table from here, so that steps for which "
            "nothing changed take earlier results.",
        ),
    ] = False,
    summary: SummaryOption = None,
    as_json: JsonOption = False,
    config: ConfigOption = None,
    overrides: SetOption = None,
) -> None:
    """Compile the pipeline and have Vertex AI run it.

    Exit code 0: submitted, with --wait: published; 1: a gate failed; 2: something given is wrong,
    or Vertex AI cannot be used; 3: a step failed, or the job was cancelled.
    """
    if request_id is not None and not request_id.strip():
        fail("--request-id: must not be empty")
    settings = read_settings(config, overrides)
    _check_summary(summary, wait)
    with _errors():
        request = _plan(settings, params, reason, look=look)
        job_id = new_job_id(settings.model_name, request_id)
        client = connect(settings, LIMITS)
        submission = client.submit(request, job_id)
    job = submission.job
    errors = _stderr()
    if (commit := git_commit()).endswith(UNCOMMITTED):
        errors.print(
            f"[yellow]warning:[/] the working tree differs from commit {commit[:7]}; the job runs "
            "what is in its image",
            soft_wrap=True,
        )
    made = "was submitted before under this request id" if submission.adopted else "is submitted"
    errors.print(f"{escape(job.id)} {made}", soft_wrap=True)
    errors.print(f"console: {escape(job.console)}", soft_wrap=True)
    _finish(client, job, wait=wait, as_json=as_json, summary=summary)


@app.command(epilog="Example: txner vertex status --wait")
def status(
    job: Annotated[
        str | None, typer.Argument(metavar="JOB", help="Id of a job; without it, the newest.")
    ] = None,
    wait: Annotated[
        bool, typer.Option("--wait/--no-wait", help="Wait for the end, and tell the outcome.")
    ] = False,
    summary: SummaryOption = None,
    as_json: JsonOption = False,
    config: ConfigOption = None,
    overrides: SetOption = None,
) -> None:
    """Show a job: its steps, and what came of it.

    With --wait the exit codes are those of submit; without it, 0 whatever came of the job.
    """
    settings = read_settings(config, overrides)
    _check_summary(summary, wait)
    with _errors():
        client = connect(settings, LIMITS)
        found = client.job(job or _newest(client, settings))
    if wait:
        errors = _stderr()
        errors.print(f"console: {escape(found.console)}", soft_wrap=True)
        _finish(client, found, wait=True, as_json=as_json, summary=summary)
        return
    result = _result(found)
    if as_json:
        _print_json(result.to_dict())
        return
    console = _stdout()
    print_job(found, console)
    print_result(result, console, program_name())


@app.command("list", epilog="Example: txner vertex list --limit 5")
def list_command(
    limit: Annotated[int, typer.Option(help="How many.", min=1, max=1000)] = 20,
    as_json: JsonOption = False,
    config: ConfigOption = None,
    overrides: SetOption = None,
) -> None:
    """Show the jobs of this model, the newest first."""
    settings = read_settings(config, overrides)
    with _errors():
        jobs = connect(settings, LIMITS).jobs(settings.model_name, limit)
    if as_json:
        _print_json([_job_values(job) for job in jobs])
    elif jobs:
        _stdout().print(jobs_table(jobs))
    else:
        _stdout().print(f"there are no jobs of {settings.model_name}")


@app.command(epilog="Example: txner vertex cancel transactions-20261120150000-1f2e3d")
def cancel(job: JobArgument, config: ConfigOption = None, overrides: SetOption = None) -> None:
    """Stop a job. Steps that are over keep their results."""
    settings = read_settings(config, overrides)
    with _errors():
        found = connect(settings, LIMITS).cancel(job)
    console = _stdout()
    if found.finished:
        console.print(f"{escape(found.id)} is over: {found.state.lower()}")
    else:
        console.print(f"{escape(found.id)} is being cancelled")


@schedule_app.command(
    "create", epilog='Example: txner vertex schedule create "0 3 * * MON" --timezone Europe/Berlin'
)
def create_schedule(
    cron: Annotated[
        str,
        typer.Argument(
            metavar="CRON", help="Minute, hour, day of the month, month, day of the week."
        ),
    ],
    name: Annotated[
        str | None, typer.Option(help="What to call it. Default: the model's name.")
    ] = None,
    zone: Annotated[str, typer.Option("--timezone", help="Time zone of the cron line.")] = "UTC",
    params: ParamOption = None,
    reason: ReasonOption = "schedule",
    max_runs: Annotated[
        int | None, typer.Option(help="End after so many runs; without it, never.", min=1)
    ] = None,
    max_concurrent: Annotated[
        int, typer.Option(help="Most jobs at work; runs beyond that are left out.", min=1)
    ] = 1,
    end: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="Start no runs from this day on (UTC)."),
    ] = None,
    as_json: JsonOption = False,
    config: ConfigOption = None,
    overrides: SetOption = None,
) -> None:
    """Have Vertex AI run the pipeline by a clock, as it is compiled now.

    New annotations and releases are seen by each run; code and configuration stay as they are. To
    change these, delete the schedule and create it again.
    """
    settings = read_settings(config, overrides)
    ends = None if end is None else end.replace(tzinfo=UTC)
    if ends is not None and ends <= datetime.now(UTC):
        fail(f"--end {ends:%Y-%m-%d}: must be in the future")
    with _errors():
        recurrence = Recurrence(check_cron(cron, zone), max_runs, max_concurrent, ends)
        request = _plan(settings, params, reason)
        client = connect(settings, LIMITS)
        schedule, is_new = client.create_schedule(name or settings.model_name, recurrence, request)
    if as_json:
        _print_json(_schedule_values(schedule))
        return
    made = "is created" if is_new else "was there already"
    console = _stdout()
    console.print(f"schedule {escape(schedule.name)} ({schedule.id}) {made}", soft_wrap=True)
    if schedule.next_run and schedule.state == "ACTIVE":
        console.print(f"next run: {schedule.next_run:%Y-%m-%d %H:%M} UTC")


@schedule_app.command("list", epilog="Example: txner vertex schedule list")
def list_schedules(
    as_json: JsonOption = False, config: ConfigOption = None, overrides: SetOption = None
) -> None:
    """Show the schedules of the project and region."""
    settings = read_settings(config, overrides)
    with _errors():
        schedules = connect(settings, LIMITS).schedules()
    if as_json:
        _print_json([_schedule_values(schedule) for schedule in schedules])
    elif schedules:
        _stdout().print(schedules_table(schedules))
    else:
        _stdout().print("there are no schedules")


@schedule_app.command("pause", epilog="Example: txner vertex schedule pause transactions")
def pause_schedule(
    name: NameArgument, config: ConfigOption = None, overrides: SetOption = None
) -> None:
    """Start no more runs until the schedule is resumed."""
    _switch(name, config, overrides, "PAUSED")


@schedule_app.command("resume", epilog="Example: txner vertex schedule resume transactions")
def resume_schedule(
    name: NameArgument, config: ConfigOption = None, overrides: SetOption = None
) -> None:
    """Go on with a paused schedule; runs that were missed are not made up for."""
    _switch(name, config, overrides, "ACTIVE")


@schedule_app.command("delete", epilog="Example: txner vertex schedule delete transactions")
def delete_schedule(
    name: NameArgument, config: ConfigOption = None, overrides: SetOption = None
) -> None:
    """Remove a schedule; jobs that it started go on."""
    settings = read_settings(config, overrides)
    with _errors():
        client = connect(settings, LIMITS)
        schedule = client.schedule(name)
        client.delete_schedule(schedule)
    _stdout().print(f"schedule {escape(schedule.name)} ({schedule.id}) is deleted", soft_wrap=True)


def _switch(name: str, config: Path | None, overrides: list[str] | None, wanted: str) -> None:
    settings = read_settings(config, overrides)
    with _errors():
        client = connect(settings, LIMITS)
        schedule = client.schedule(name)
        if schedule.state == "COMPLETED":
            raise VertexError(f"schedule {name} is completed; create another one")
        if schedule.state != wanted:
            switch = client.resume_schedule if wanted == "ACTIVE" else client.pause_schedule
            switch(schedule)
    _stdout().print(
        f"schedule {escape(schedule.name)} ({schedule.id}) is {wanted.lower()}", soft_wrap=True
    )


def _plan(
    settings: Settings, params: list[str] | None, reason: str, *, look: bool = False
) -> Request:
    """The request for a job; all that is wrong is found here, before anything is sent."""
    parameters: dict[str, Any] = dict(_parameters(params))
    _warn(settings)
    with _compiling():
        if look:
            parameters = {**look_up(settings), **parameters}
        return plan_request(settings, parameters, reason)


def _parameters(params: list[str] | None) -> dict[str, str]:
    try:
        return parse_parameters(params or [])
    except VertexError as error:
        fail(f"--param {error}")


def _warn(settings: Settings) -> None:
    """Refuses what a job cannot have, and says what may be wrong with the rest."""
    check_for_vertex(settings)
    for warning in vertex_warnings(settings):
        _stderr().print(f"[yellow]warning:[/] {escape(warning)}", soft_wrap=True)


def _finish(
    client: VertexClient, job: Job, *, wait: bool, as_json: bool, summary: Path | None
) -> None:
    """Waits for a job if asked to, tells what came of it, and ends the command."""
    console = _stderr() if as_json else _stdout()
    if wait:
        job = _wait(client, job, console)
    result = _result(job)
    if summary is not None:
        with summary.open("a", encoding="utf-8") as file:
            file.write(to_markdown(result))
    if as_json:
        _print_json(result.to_dict())
    else:
        print_result(result, console, program_name())
    raise typer.Exit(result.exit_code if wait else ExitCode.OK)


def _wait(client: VertexClient, job: Job, console: Console) -> Job:
    hint = (
        f"the job goes on; follow it: {program_name()} vertex status {job.id} --wait, stop it: "
        f"{program_name()} vertex cancel {job.id}"
    )
    try:
        with JobDisplay(console) as display:
            return client.follow(job.id, display.update)
    except KeyboardInterrupt:
        fail(f"interrupted; {hint}", code=INTERRUPTED)
    except VertexError as error:
        fail(f"{error}\n{hint}")


def _result(job: Job) -> JobResult:
    """What came of a job; TensorFlow, which reads buckets, greets on standard error."""
    from pipeline.progress import quiet

    if not job.finished:
        return read_result(job)
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    with quiet(Path(os.devnull), to_stderr=True):
        return read_result(job)


def _newest(client: VertexClient, settings: Settings) -> str:
    jobs = client.jobs(settings.model_name, 1)
    if not jobs:
        raise VertexError(
            f"there are no jobs of {settings.model_name} in project {settings.vertex.project}, "
            f"region {settings.vertex.region}"
        )
    return jobs[0].id


def _check_summary(summary: Path | None, wait: bool) -> None:
    """Finds out now whether the summary can be written, and not after hours."""
    if summary is None:
        return
    if not wait:
        fail("--summary: there is nothing to tell without --wait")
    try:
        summary.open("a").close()
    except OSError as error:
        fail(f"--summary {summary}: cannot be written: {error.strerror}")


def _job_values(job: Job) -> dict[str, Any]:
    values = asdict(job)
    del values["tasks"], values["error"]
    return {**values, "created": job.created.isoformat(), "ended": _iso(job.ended)}


def _schedule_values(schedule: Schedule) -> dict[str, Any]:
    return {**asdict(schedule), "next_run": _iso(schedule.next_run)}


def _iso(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat()


@contextmanager
def _compiling() -> Iterator[None]:
    """A spinner while TFX is imported, and silence about what it says."""
    from pipeline.progress import quiet

    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    with (
        quiet(Path(os.devnull), to_stderr=True) as waiting,
        waiting.status("compiling the pipeline"),
    ):
        yield


@contextmanager
def _errors() -> Iterator[None]:
    """Turns what is wrong with what was given, or with the service, into lines and code 2."""
    try:
        yield
    except (VertexError, *USER_ERRORS) as error:
        fail(str(error))


def _print_json(values: Any) -> None:
    typer.echo(json.dumps(values, indent=2))


def _stdout() -> Console:
    return Console(highlight=False)


def _stderr() -> Console:
    return Console(stderr=True, highlight=False)
