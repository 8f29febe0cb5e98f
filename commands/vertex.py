"""The commands `txner vertex …`: compile the pipeline, and run it on Vertex AI Pipelines."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.text import Text

from commands import vertex_schedule
from commands.options import (
    ConfigOption,
    JsonOption,
    SetOption,
    check_text,
    program_name,
    read_settings,
    silenced,
)
from commands.output import INTERRUPTED, fail, flags, print_json, stderr, stdout
from commands.vertex_options import (
    ParamOption,
    ReasonOption,
    check,
    client_of,
    plan,
    read_parameters,
)
from pipeline.config import Settings
from pipeline.local import ExitCode
from pipeline.provenance import git_commit
from pipeline.vertex.client import VertexClient
from pipeline.vertex.display import JobDisplay, jobs_table, print_job, print_result, to_markdown
from pipeline.vertex.errors import VertexError
from pipeline.vertex.job_request import new_job_id
from pipeline.vertex.outcome import JobResult, read_result
from pipeline.vertex.resources import Job

app = typer.Typer(help="Run the pipeline on Vertex AI Pipelines.", no_args_is_help=True)
app.add_typer(vertex_schedule.app, name="schedule")

UNCOMMITTED = "+changes"

SummaryOption = Annotated[
    Path | None,
    typer.Option(
        "--summary", metavar="FILE", help="Append the outcome to this file, as Markdown, for CI."
    ),
]
JobArgument = Annotated[str, typer.Argument(metavar="JOB", help="Id of a job.")]


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
    parameters = read_parameters(params)
    check(settings)
    with silenced("compiling the pipeline"):
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
            "is only one job.",
            callback=check_text,
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
    request = plan(settings, params, reason, look=look)
    with flags(request_id="--request-id"):
        job_id = new_job_id(settings.model_name, request_id)
        client = client_of(settings)
        submission = client.submit(request, job_id)
    job = submission.job
    errors = stderr()
    if (commit := git_commit()).endswith(UNCOMMITTED):
        warning = (
            f" the working tree differs from commit {commit[:7]}; the job runs what is in its image"
        )
        errors.print(Text.assemble(("warning:", "yellow"), warning))
    made = "was submitted before under this request id" if submission.adopted else "is submitted"
    errors.print(f"{job.id} {made}")
    errors.print(f"console: {job.console}")
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
    """Show a job: its steps, and how it ended.

    With --wait the exit codes are those of submit; without it, 0 however it ended.
    """
    settings = read_settings(config, overrides)
    _check_summary(summary, wait)
    client = client_of(settings)
    current = client.job(job or _newest(client, settings))
    if wait:
        stderr().print(f"console: {current.console}")
        _finish(client, current, wait=True, as_json=as_json, summary=summary)
        return
    result = _result(current)
    if as_json:
        print_json(result.to_dict())
        return
    console = stdout()
    print_job(current, console)
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
    jobs = client_of(settings).jobs(settings.model_name, limit)
    if as_json:
        print_json([_job_values(job) for job in jobs])
    elif jobs:
        stdout().print(jobs_table(jobs))
    else:
        stdout().print(f"there are no jobs of {settings.model_name}")


@app.command(epilog="Example: txner vertex cancel transactions-20261120150000-1f2e3d")
def cancel(job: JobArgument, config: ConfigOption = None, overrides: SetOption = None) -> None:
    """Stop a job. Steps that are over keep their results."""
    settings = read_settings(config, overrides)
    current = client_of(settings).cancel(job)
    if current.finished:
        stdout().print(f"{current.id} is over: {current.state.lower()}")
    else:
        stdout().print(f"{current.id} is being cancelled")


def _finish(
    client: VertexClient, job: Job, *, wait: bool, as_json: bool, summary: Path | None
) -> None:
    """Waits for a job if asked to, tells how it ended, and ends the command."""
    console = stderr() if as_json else stdout()
    if wait:
        job = _wait(client, job, console)
    result = _result(job)
    if summary is not None:
        with summary.open("a", encoding="utf-8") as file:
            file.write(to_markdown(result))
    if as_json:
        print_json(result.to_dict())
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
    """How a job ended, or that it goes on."""
    if not job.finished:
        return read_result(job)
    # It reads buckets with TensorFlow.
    with silenced():
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


def _iso(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat()
