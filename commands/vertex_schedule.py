"""The commands `txner vertex schedule …`: Vertex AI runs the pipeline by a clock."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from commands.options import ConfigOption, JsonOption, SetOption, read_settings
from commands.output import fail, flags, print_json, stdout
from commands.vertex_options import ParamOption, ReasonOption, client_of, plan
from pipeline.vertex.display import schedules_table
from pipeline.vertex.errors import VertexError
from pipeline.vertex.recurrence import Recurrence, check_cron
from pipeline.vertex.resources import Schedule

app = typer.Typer(help="Run it again and again, by a clock.", no_args_is_help=True)

NameArgument = Annotated[str, typer.Argument(metavar="NAME", help="Name or number of a schedule.")]


@app.command(
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
    with flags(zone="--timezone", name="--name"):
        timing = Recurrence(check_cron(cron, zone), max_runs, max_concurrent, ends)
        request = plan(settings, params, reason)
        client = client_of(settings)
        schedule, is_new = client.create_schedule(name or settings.model_name, timing, request)
    if as_json:
        print_json(_schedule_values(schedule))
        return
    made = "is created" if is_new else "was there already"
    console = stdout()
    console.print(f"schedule {schedule.name} ({schedule.id}) {made}")
    if schedule.next_run and schedule.state == "ACTIVE":
        console.print(f"next run: {schedule.next_run:%Y-%m-%d %H:%M} UTC")


@app.command("list", epilog="Example: txner vertex schedule list")
def list_schedules(
    as_json: JsonOption = False, config: ConfigOption = None, overrides: SetOption = None
) -> None:
    """Show the schedules of the project and region."""
    settings = read_settings(config, overrides)
    schedules = client_of(settings).schedules()
    if as_json:
        print_json([_schedule_values(schedule) for schedule in schedules])
    elif schedules:
        stdout().print(schedules_table(schedules))
    else:
        stdout().print("there are no schedules")


@app.command("pause", epilog="Example: txner vertex schedule pause transactions")
def pause_schedule(
    name: NameArgument, config: ConfigOption = None, overrides: SetOption = None
) -> None:
    """Start no more runs until the schedule is resumed."""
    _switch(name, config, overrides, "PAUSED")


@app.command("resume", epilog="Example: txner vertex schedule resume transactions")
def resume_schedule(
    name: NameArgument, config: ConfigOption = None, overrides: SetOption = None
) -> None:
    """Go on with a paused schedule; runs that were missed are not made up for."""
    _switch(name, config, overrides, "ACTIVE")


@app.command("delete", epilog="Example: txner vertex schedule delete transactions")
def delete_schedule(
    name: NameArgument, config: ConfigOption = None, overrides: SetOption = None
) -> None:
    """Remove a schedule; jobs that it started go on."""
    settings = read_settings(config, overrides)
    client = client_of(settings)
    schedule = client.schedule(name)
    client.delete_schedule(schedule)
    stdout().print(f"schedule {schedule.name} ({schedule.id}) is deleted")


def _switch(name: str, config: Path | None, overrides: list[str] | None, wanted: str) -> None:
    settings = read_settings(config, overrides)
    client = client_of(settings)
    schedule = client.schedule(name)
    if schedule.state == "COMPLETED":
        raise VertexError(f"schedule {name} is completed; create another one")
    if schedule.state != wanted:
        switch = client.resume_schedule if wanted == "ACTIVE" else client.pause_schedule
        switch(schedule)
    stdout().print(f"schedule {schedule.name} ({schedule.id}) is {wanted.lower()}")


def _schedule_values(schedule: Schedule) -> dict[str, Any]:
    next_run = None if schedule.next_run is None else schedule.next_run.isoformat()
    return {**asdict(schedule), "next_run": next_run}
