"""The commands `txner feedback …`: what customers and annotators say of answers."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from annotation.push import push
from annotation.redaction import redact
from annotation.selection import Selection
from commands.doccano_server import connect, project_number
from commands.opened_table import open_table
from commands.options import ConfigOption, JsonOption, SetOption, read_settings
from commands.output import (
    counted,
    pairs_table,
    plain_table,
    print_json,
    progress_bar,
    stderr,
    stdout,
)
from monitoring.case_store import CaseStore
from preprocessing.annotation_files import SPAN_PLACEHOLDER, find_files
from preprocessing.errors import UserError
from preprocessing.reading import ReadingPlan, plan_reading
from serving.release.database import ReleaseTableError, database_file
from serving.release.table import Releases
from storage import files

if TYPE_CHECKING:
    from monitoring.feedback_file import FeedbackReport
    from monitoring.feedback_spans import Conflict
    from pipeline.config import Settings

app = typer.Typer(
    help="Take in what customers and annotators say of answers.", no_args_is_help=True
)

MAX_CONFLICTS = 10
"""Conflicts that are listed."""


@app.command("add", epilog="Example: txner feedback add feedback.jsonl")
def add_command(
    path: Annotated[
        Path, typer.Argument(metavar="FILE", help="JSON Lines; txner feedback schema tells what.")
    ],
    rejects: Annotated[
        Path | None,
        typer.Option(help="Where refused lines go. Default: FILE.rejects.jsonl, beside FILE."),
    ] = None,
    as_json: JsonOption = False,
    config: ConfigOption = None,
    overrides: SetOption = None,
) -> None:
    """Add what customers did with suggestions to the release table's database.

    A file may be added again: what is known is counted, not doubled. Exit code 0: all lines were
    accepted; 1: some were refused, and the others added; 2: something given is wrong.
    """
    from monitoring.feedback import Expected
    from monitoring.feedback_file import add_feedback

    settings = read_settings(config, overrides)
    store, versions = _open(settings, config, overrides)
    expected = Expected(
        settings.model_name, versions, frozenset(settings.labels), settings.doccano.redaction
    )
    target = path.with_name(f"{path.name}.rejects.jsonl") if rejects is None else rejects
    report = add_feedback(path, target, expected, store, partial(counted, what="lines read"))
    if as_json:
        print_json(_report_values(report))
    else:
        _print_report(report)
    if report.refused:
        raise typer.Exit(1)


@app.command("pull", epilog="Example: txner feedback pull --to data/annotations/span-{SPAN}")
def pull_command(
    to: Annotated[
        str | None,
        typer.Option(
            "--to",
            metavar="DIR",
            help="Folder of the data span, with {SPAN} for the next number. "
            "Default: doccano.folder.",
        ),
    ] = None,
    as_json: JsonOption = False,
    config: ConfigOption = None,
    overrides: SetOption = None,
) -> None:
    """Write what customers agree on as the next data span, which the next run trains on.

    Texts that customers differ about, or that annotators have too, are left out.
    """
    from monitoring.feedback_spans import pull_feedback

    settings = read_settings(config, overrides)
    folder = files.absolute(settings.doccano.folder if to is None else to)
    if folder.count(SPAN_PLACEHOLDER) != 1 or SPAN_PLACEHOLDER not in Path(folder).name:
        raise UserError(f"--to {to}: the last part must have {SPAN_PLACEHOLDER} once")
    store, _ = _open(settings, config, overrides)
    pulled = pull_feedback(store, settings.model_name, folder)
    if as_json:
        print_json({**vars(pulled), "folder": pulled.folder and str(pulled.folder)})
        return
    console = stdout()
    if pulled.folder is None:
        console.print("nothing new")
    else:
        console.print(f"{pulled.texts} texts with {pulled.spans} spans in {pulled.folder}")
    if pulled.decided:
        console.print(f"{pulled.decided} left out: annotators have them too")
    if pulled.contested:
        console.print(
            f"{pulled.contested} left out: customers differ; txner feedback conflicts --send"
        )


@app.command("conflicts", epilog="Example: txner feedback conflicts --send --set doccano.project=1")
def conflicts_command(
    send: Annotated[
        bool, typer.Option("--send", help="Send the texts to doccano, for annotators to decide.")
    ] = False,
    create_labels: Annotated[
        bool, typer.Option("--create-labels", help="Add labels that the project lacks.")
    ] = False,
    as_json: JsonOption = False,
    config: ConfigOption = None,
    overrides: SetOption = None,
) -> None:
    """Show texts that customers differ about, and that no annotator has decided."""
    from monitoring.feedback_spans import conflicts

    settings = read_settings(config, overrides)
    store, _ = _open(settings, config, overrides)
    found = list(conflicts(store, settings.model_name))
    sent = _send(found, settings, create_labels=create_labels) if send and found else 0
    if as_json:
        print_json({"sent": sent, "conflicts": [_conflict_values(one) for one in found]})
        return
    console = stdout()
    if found:
        table = plain_table("text", "told")
        for conflict in found[:MAX_CONFLICTS]:
            (told,) = conflict.to_text().fields.values()
            table.add_row(conflict.text, told)
        console.print(table)
    console.print(f"{len(found)} texts that customers differ about")
    if send:
        console.print(f"{sent} sent; the others the project has already")


@app.command("corrections", epilog="Example: txner feedback corrections data/annotations/span-3")
def corrections_command(
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="FILE...", help="Pulled data spans; without any, all of them."),
    ] = None,
    as_json: JsonOption = False,
    config: ConfigOption = None,
    overrides: SetOption = None,
) -> None:
    """Add what annotators made of suggestions to the cases that candidates are tried on.

    `txner doccano pull` does so with what it pulls.
    """
    from monitoring.corrected import add_corrections

    settings = read_settings(config, overrides)
    store, versions = _open(settings, config, overrides)
    annotations = [
        file
        for path in paths or [files.absolute(settings.doccano.folder)]
        for file in find_files(path)
    ]
    plan = plan_reading(annotations, settings.data.offset_unit)
    redaction = settings.doccano.redaction
    corrected = add_corrections(plan, store, settings.model_name, versions, redaction)
    added, skipped = corrected.added, dict(corrected.skipped)
    if as_json:
        print_json({"new": added.new, "repeated": added.repeated, "skipped": skipped})
        return
    stdout().print(f"{added.new} new cases, {added.repeated} known")
    for why, count in sorted(skipped.items()):
        stdout().print(f"{count} lines with suggestions left out: {why}")


@app.command("schema", epilog="Example: txner feedback schema > feedback.schema.json")
def schema_command() -> None:
    """Print the JSON schema of a line of feedback."""
    from monitoring.feedback import schema

    print_json(schema())


def keep_corrections(plan: ReadingPlan, settings: Settings) -> None:
    """Adds what annotators made of suggestions to the cases, where there is a release table.

    The annotations are pulled already, so a database that fails is only a warning.
    """
    from monitoring.corrected import add_corrections

    url, model = settings.release_table, settings.model_name
    try:
        file = database_file(url)
        if file is not None and not file.exists():
            return  # nothing was published, so nothing was answered
        versions = frozenset(version.version for version in Releases(url).versions(model))
        redaction = settings.doccano.redaction
        corrected = add_corrections(plan, CaseStore(url), model, versions, redaction)
    except ReleaseTableError as error:
        stderr().print(
            f"warning: corrections are not kept as cases: {error}; later: txner feedback "
            "corrections",
            markup=False,
        )
        return
    if corrected.added.new:
        stdout().print(f"{corrected.added.new} corrections are cases for the next models")


def _open(
    settings: Settings, config: Path | None, overrides: list[str] | None
) -> tuple[CaseStore, frozenset[int]]:
    """The cases, and the numbers of the model's versions."""
    table = open_table(config, overrides)
    versions = frozenset(version.version for version in table.releases.versions(table.model))
    return CaseStore(settings.release_table), versions


def _send(found: Sequence[Conflict], settings: Settings, *, create_labels: bool) -> int:
    """Sends texts with what was answered then; returns how many the project did not have."""
    from monitoring.feedback_spans import AnsweredBefore

    doccano = settings.doccano
    hide = partial(redact, settings=doccano.redaction) if doccano.redaction.enabled else None
    sent = 0
    with connect(doccano) as client, progress_bar() as report:
        # A push is about one version.
        for version in sorted({conflict.version for conflict in found}):
            same = [conflict for conflict in found if conflict.version == version]
            pushed = push(
                client,
                project_number(doccano),
                [conflict.to_text() for conflict in same],
                predictor=AnsweredBefore(same),
                model_version=str(version),
                selection=Selection.RANDOM,
                create_labels=create_labels,
                redact=hide,
                report=report,
            )
            sent += pushed.sent
    return sent


def _print_report(report: FeedbackReport) -> None:
    console = stdout()
    rows = [
        ("lines", f"{report.lines:,}"),
        ("accepted", f"{report.accepted:,}"),
        ("… of them new", f"{report.new:,}"),
        ("refused", f"{report.refused.total():,}"),
        *((f"… {reason}", f"{count:,}") for reason, count in report.refused.most_common()),
    ]
    console.print(pairs_table(rows))
    for line in report.first:
        console.print(f"line {line.number}: {line.reason}: {line.detail}", markup=False)
    if report.rejects is not None:
        console.print(f"refused lines: {report.rejects}", markup=False)


def _report_values(report: FeedbackReport) -> dict[str, Any]:
    return {
        "lines": report.lines,
        "accepted": report.accepted,
        "new": report.new,
        "repeated": report.repeated,
        "refused": dict(report.refused),
        "rejects": report.rejects and str(report.rejects),
    }


def _conflict_values(conflict: Conflict) -> dict[str, Any]:
    told = [{"spans": spans, "times": times} for spans, times in conflict.told]
    return {"text": conflict.text, "version": conflict.version, "told": told}
