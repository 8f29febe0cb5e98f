"""The command `txner trigger`: train again if there is a reason to."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from commands.options import (
    ConfigOption,
    JsonOption,
    SetOption,
    check_text,
    program_name,
    read_settings,
)
from commands.options import (
    announce as announce_settings,
)
from commands.output import fail, plain_table, print_json, stderr, stdout
from pipeline.config import Settings
from pipeline.local import ExitCode
from pipeline.settings.trigger import TriggerTarget
from pipeline.trigger.decision import Decision, Facts, Finding
from pipeline.trigger.run import Triggered, run_trigger
from pipeline.trigger.submissions import RunState
from pipeline.trigger.submitters import RunStatus, Submitter, make_submitter
from pipeline.vertex.checks import check_names

EPILOG = "Example: txner trigger --config configs/local.yaml --dry-run"


def trigger(
    config: ConfigOption = None,
    overrides: SetOption = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Decide, but submit nothing.")] = False,
    as_json: JsonOption = False,
    force: Annotated[
        str | None,
        typer.Option(
            metavar="REASON",
            help="Train again for a reason of your own, unless a run is at work.",
            callback=check_text,
        ),
    ] = None,
) -> None:
    """Train again if there is a reason to: new texts, drift, age, a change of code or settings.

    Safe to run every few minutes, on several machines: one run at a time is submitted.

    Exit code 0: submitted, or nothing to do; of a run on this machine, that of `txner run`;
    2: something given is wrong, or cannot be reached.
    """
    settings = read_settings(config, overrides)
    announce_settings(config, settings, stderr() if as_json else stdout())
    if settings.trigger.target is TriggerTarget.VERTEX:
        check_names(settings)
    if force is not None and not (force := " ".join(force.split())):
        fail("--force: must say why, for the record")
    command = program_name()

    def submitter(target: TriggerTarget) -> Submitter:
        return make_submitter(target, settings, command, to_stderr=as_json)

    def announce(facts: Facts, decision: Decision) -> None:
        if not as_json:
            _print(facts, decision, stdout())

    triggered = run_trigger(settings, submitter, force=force, dry_run=dry_run, announce=announce)
    if as_json:
        print_json(_values(triggered, settings, dry_run))
    elif triggered.progress is not None:
        _print_end(triggered.progress)
    elif dry_run and triggered.decision.submit:
        typer.echo("nothing was submitted (--dry-run)")
    raise typer.Exit(triggered.progress.code if triggered.progress else ExitCode.OK)


def _print(facts: Facts, decision: Decision, console: Console) -> None:
    released = "no released model"
    if facts.released is not None and facts.released_at is not None:
        released = f"version {facts.released}, published {facts.released_at:%Y-%m-%d %H:%M} UTC"
    console.print(f"compared with: {released}")
    console.print(_findings_table(decision))
    console.print(str(decision), style="bold")


def _findings_table(decision: Decision) -> Table:
    table = plain_table("", "reason to train", "found", "bound")
    for finding in decision.reasons:
        table.add_row(*_cells(finding, "green"))
    table.add_section()
    table.add_row("", Text("reason not to", "bold"))
    table.add_section()
    for finding in decision.blockers:
        table.add_row(*_cells(finding, "yellow"))
    return table


def _cells(finding: Finding, style: str) -> list[Text]:
    figure = f"{finding.figure}, {finding.detail}" if finding.detail else finding.figure
    cells = ["✓" if finding.holds else "", finding.name, figure, finding.bound]
    return [Text(cell, style if finding.holds else "") for cell in cells]


def _print_end(progress: RunStatus) -> None:
    if progress.state is RunState.SUBMITTED:
        stdout().print(f"submitted: {progress.run}")
    elif progress.error:
        fail(progress.error, code=progress.code)


def _values(triggered: Triggered, settings: Settings, dry_run: bool) -> dict[str, Any]:
    facts, submission, progress = triggered.facts, triggered.submission, triggered.progress
    submitted = None
    if submission is not None and progress is not None:
        submitted = {
            "request_id": submission.request_id,
            "target": submission.target,
            "run": progress.run,
            "state": progress.state.value,
            "error": progress.error,
        }
    return {
        "model": settings.model_name,
        "released_version": facts.released,
        "train": triggered.decision.submit,
        "decision": str(triggered.decision),
        "dry_run": dry_run,
        "submitted": submitted,
        "reasons": [asdict(finding) for finding in triggered.decision.reasons],
        "blockers": [asdict(finding) for finding in triggered.decision.blockers],
        "drift": facts.drift,
    }
