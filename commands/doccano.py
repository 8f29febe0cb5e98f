"""The commands `txner doccano …`: to and from a doccano server."""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from annotation.client import DoccanoClient
from annotation.corrections import SCORE_BANDS, Corrections, Outcome, read_corrections, tabulate
from annotation.errors import DoccanoError
from annotation.pull import Pull, ServerState, pull, survey
from annotation.push import Push, check_field_names, push
from annotation.redaction import redact
from annotation.selection import Selection
from annotation.server import Report
from annotation.settings import DoccanoSettings
from commands.options import (
    ConfigOption,
    JsonOption,
    SetOption,
    fail,
    load_model,
    read_settings,
)
from preprocessing.annotation_files import InputError, find_files
from preprocessing.reading import plan_reading
from preprocessing.spans import UNIT_NAMES
from preprocessing.texts import TextFileError, read_texts
from storage import files

app = typer.Typer(
    help="Pull annotations from a doccano server, and push texts to it.", no_args_is_help=True
)

SHOWN = 10
"""Texts that a dry run lists."""


@app.command("pull", epilog="Example: txner doccano pull --set doccano.project=1")
def pull_command(
    full: Annotated[
        bool, typer.Option("--full", help="Write all examples, not only new and changed ones.")
    ] = False,
    config: ConfigOption = None,
    overrides: SetOption = None,
) -> None:
    """Write what is new or changed in the project as the next data span.

    Exit code 0: written, or there is nothing new; 2: something given is wrong, or the server.
    """
    settings = read_settings(config, overrides)
    own = settings.doccano
    with _errors(), _connect(own) as client, _progress() as report:
        pulled = pull(
            client,
            _project(own),
            files.absolute(own.folder),
            approved_only=own.approved_only,
            full=full,
            max_bytes=own.max_export_mb << 20,
            report=report,
        )
        corrections = None
        if pulled.folder is not None:
            plan = plan_reading(find_files(str(pulled.folder)), pulled.state.project.offset_unit)
            corrections = read_corrections(plan)
    _print_pull(pulled, own)
    if corrections is not None and (corrections.texts or corrections.waiting):
        _print_corrections(corrections)


@app.command("push", epilog="Example: txner doccano push --model MODEL --limit 200 texts.txt")
def push_command(
    path: Annotated[
        Path, typer.Argument(metavar="FILE", help="Unlabelled texts: .txt, .jsonl or .csv.")
    ],
    model: Annotated[
        Path | None,
        typer.Option("--model", "-m", help="Model that suggests spans; without it, none are."),
    ] = None,
    select: Annotated[
        Selection | None,
        typer.Option(help="Which texts come first. Default: uncertain, without a model random."),
    ] = None,
    limit: Annotated[int | None, typer.Option(help="Most texts to send.", min=1)] = None,
    seed: Annotated[int, typer.Option(help="Of the random order.")] = 0,
    column: Annotated[str, typer.Option(help="Field or column with the text.")] = "text",
    keep_fields: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="Send this field along, as it is; may be repeated."),
    ] = None,
    create_labels: Annotated[
        bool, typer.Option("--create-labels", help="Add labels that the project lacks.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would be sent, and send nothing.")
    ] = False,
    config: ConfigOption = None,
    overrides: SetOption = None,
) -> None:
    """Send unlabelled texts to the project, with a model's suggestions.

    Texts that the project has already are left out.
    """
    from serving.prediction.predictor import ModelNotFoundError

    own = read_settings(config, overrides).doccano
    kept = [name for names in keep_fields or [] for name in names.split(",")]
    if select is None:
        select = Selection.RANDOM if model is None else Selection.UNCERTAIN
    with _errors((DoccanoError, ModelNotFoundError, TextFileError)), _connect(own) as client:
        project = _project(own)
        check_field_names(kept)
        texts = read_texts(path, column, kept)
        # Before the model, which takes long to load.
        client.project(project)
        predictor, version = _load_model(model)
        with _progress() as report:
            pushed = push(
                client,
                project,
                texts,
                predictor=predictor,
                model_version=version,
                selection=select,
                limit=limit,
                seed=seed,
                create_labels=create_labels,
                dry_run=dry_run,
                redact=partial(redact, settings=own.redaction) if own.redaction.enabled else None,
                report=report,
            )
    _print_push(pushed, dry_run, suggested=model is not None)


@app.command("corrections", epilog="Example: txner doccano corrections data/annotations/span-3")
def corrections_command(
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="FILE...", help="Pulled data spans; without any, all of them."),
    ] = None,
    as_json: JsonOption = False,
    config: ConfigOption = None,
    overrides: SetOption = None,
) -> None:
    """Show what annotators did with the suggestions of earlier pushes.

    Only approved texts count. The share of accepted suggestions is the model's precision as its
    users see it.
    """
    settings = read_settings(config, overrides)
    with _errors((InputError,)):
        found = [
            file
            for path in paths or [files.absolute(settings.doccano.folder)]
            for file in find_files(path)
        ]
        corrections = read_corrections(plan_reading(found, settings.data.offset_unit))
    if as_json:
        typer.echo(json.dumps(corrections.to_dict(), indent=2))
    else:
        _print_corrections(corrections)


@app.command("status", epilog="Example: txner doccano status --set doccano.project=1")
def status_command(
    as_json: JsonOption = False, config: ConfigOption = None, overrides: SetOption = None
) -> None:
    """Show what the project holds, and how much of it is not pulled yet."""
    own = read_settings(config, overrides).doccano
    with _errors(), _connect(own) as client, _progress() as report:
        project = _project(own)
        known = [span_type.text for span_type in client.span_types(project)]
        state = survey(
            client,
            project,
            files.absolute(own.folder),
            approved_only=own.approved_only,
            max_bytes=own.max_export_mb << 20,
            report=report,
        )
    labels = {label: state.labels.get(label, 0) for label in [*known, *state.labels]}
    if as_json:
        values = _status_values(state, labels, own)
        typer.echo(json.dumps(values, indent=2))
    else:
        _print_status(state, labels, own)


def _print_pull(pulled: Pull, own: DoccanoSettings) -> None:
    console = Console(highlight=False, soft_wrap=True)
    state = pulled.state
    project = f"project {state.project.id} ({escape(state.project.name)})"
    if pulled.folder is None:
        console.print(f"{project}: nothing new")
    else:
        unit = UNIT_NAMES[state.project.offset_unit]
        console.print(
            f"{project}: {pulled.written} lines with {pulled.spans} spans in "
            f"{escape(_shown_path(pulled.folder))}"
        )
        console.print(f"{state.new} new, {state.changed} changed; offsets count {unit}")
    console.print(f"{state.confirmed} of {state.examples} examples are approved")
    if own.approved_only and state.confirmed < state.examples:
        console.print("the others are not pulled; doccano.approved_only=false takes them too")
    if state.deleted:
        console.print(f"{state.deleted} examples of earlier data spans are deleted on the server")
    if state.withdrawn:
        console.print(f"{state.withdrawn} lines of earlier data spans are not approved any more")


def _shown_path(path: Path) -> str:
    """`path` from here, if it is below."""
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)


def _print_corrections(corrections: Corrections) -> None:
    console = Console(highlight=False, soft_wrap=True)
    if not corrections.texts:
        console.print("no approved text came with suggestions")
    else:
        bounds = [*SCORE_BANDS[1:], 1.0]
        bands = dict(zip(SCORE_BANDS, bounds, strict=True))
        labels = tabulate(corrections.by_label)
        shown_bands = {
            f"{band:g} to {bands[band]:g}": row
            for band, row in tabulate(corrections.by_band).items()
        }
        console.print(_outcome_table("What became of suggestions", "label", labels))
        console.print(_outcome_table("By score", "score", shown_bands, added=False))
        console.print(f"{corrections.texts} approved texts came with suggestions")
    if corrections.waiting:
        console.print(f"{corrections.waiting} texts with suggestions are not approved yet")
    if corrections.unreadable:
        console.print(
            f"[yellow]{corrections.unreadable} lines cannot be read[/]; see txner validate"
        )


def _outcome_table(
    title: str, key: str, rows: Mapping[str, Mapping[str, float | None]], *, added: bool = True
) -> Table:
    table = Table(title=title, title_justify="left")
    table.add_column(key)
    outcomes = [outcome for outcome in Outcome if added or outcome != Outcome.ADDED]
    for column in (*outcomes, "precision"):
        table.add_column(column, justify="right")
    for name, row in rows.items():
        precision = row["precision"]
        shown = "" if precision is None else f"{precision:.3f}"
        table.add_row(escape(name), *(f"{row[outcome]:g}" for outcome in outcomes), shown)
    return table


def _print_push(pushed: Push, dry_run: bool, *, suggested: bool) -> None:
    console = Console(highlight=False, soft_wrap=True)
    project = f"project {pushed.project.id} ({escape(pushed.project.name)})"
    if dry_run:
        for row in pushed.rows[:SHOWN]:
            score = row.meta["txner_score"]
            spans = ", ".join(f"{s.start}-{s.end} {s.label}" for s in row.spans)
            console.print(escape(f"{score:<6} {row.text}  {spans}".strip()))
        if len(pushed.rows) > SHOWN:
            console.print(f"… and {len(pushed.rows) - SHOWN} more")
    done = f"{len(pushed.rows)} would be sent to" if dry_run else f"{pushed.sent} sent to"
    console.print(
        f"{pushed.given} texts: {pushed.repeated} given twice, {pushed.present} already there, "
        f"{done} {project}"
    )
    if suggested:
        unit = UNIT_NAMES[pushed.project.offset_unit]
        console.print(f"{pushed.suggestions} suggestions, in {unit}")
    if pushed.redacted:
        console.print(f"private data is masked in {pushed.redacted} of them")
    if pushed.widened or pushed.dropped:
        console.print(
            f"{pushed.widened} suggestions widened to whole grapheme clusters, {pushed.dropped} "
            "left out because they overlap another"
        )
    if pushed.created_labels:
        verb = "would be created" if dry_run else "created"
        console.print(f"labels {verb}: {escape(', '.join(pushed.created_labels))}")
    if pushed.suggestions and not pushed.project.collaborative_annotation:
        console.print(
            "the project is not collaborative: only the owner of the token sees the suggestions"
        )


def _status_values(
    state: ServerState, labels: dict[str, int], own: DoccanoSettings
) -> dict[str, Any]:
    values = asdict(state)
    return {
        "server": own.server,
        "project": {"id": state.project.id, "name": state.project.name},
        "collaborative": state.project.collaborative_annotation,
        "offset_unit": state.project.offset_unit.value,
        **{key: values[key] for key in ("examples", "confirmed")},
        "labels": labels,
        "approved_only": own.approved_only,
        "not_pulled": state.not_pulled,
        **{key: values[key] for key in ("new", "changed", "deleted", "withdrawn")},
    }


def _print_status(state: ServerState, labels: dict[str, int], own: DoccanoSettings) -> None:
    collaborative = state.project.collaborative_annotation
    table = Table(show_header=False)
    waiting = f"{state.not_pulled} ({state.new} new, {state.changed} changed)"
    rows = [
        ("project", f"{state.project.name} ({state.project.id})"),
        ("server", own.server),
        ("offsets", UNIT_NAMES[state.project.offset_unit]),
        ("annotators", "together" if collaborative else ", ".join(state.members)),
        ("examples", str(state.examples)),
        ("approved", str(state.confirmed)),
        ("approved, not pulled" if own.approved_only else "not pulled", waiting),
        ("pulled, deleted since", str(state.deleted)),
    ]
    for name, value in rows:
        table.add_row(name, escape(value))
    spans = Table(title="Spans", title_justify="left")
    spans.add_column("label")
    spans.add_column("count", justify="right")
    for label, count in labels.items():
        spans.add_row(escape(label), str(count))
    console = Console(highlight=False)
    console.print(table)
    console.print(spans)


def _load_model(path: Path | None) -> tuple[Any, str]:
    """The model, and what it is called in the metadata."""
    if path is None:
        return None, ""
    predictor = load_model(path)
    return predictor, predictor.path.resolve().name


def _project(own: DoccanoSettings) -> int:
    if own.project is None:
        raise DoccanoError(
            "doccano.project is not set; it is the number in the address of the project's pages, "
            "/projects/<number>: --set doccano.project=<number>"
        )
    return own.project


def _connect(own: DoccanoSettings) -> DoccanoClient:
    token = os.environ.get(own.token_env, "").strip()
    if not token:
        raise DoccanoError(
            f"the environment variable {own.token_env} is not set; it must have a doccano token"
        )
    # urllib3 warns of each attempt that it repeats; the last one's fault is reported.
    logging.getLogger("urllib3").setLevel(logging.ERROR)
    return DoccanoClient(
        own.server,
        token,
        connect_seconds=own.connect_seconds,
        read_seconds=own.read_seconds,
        task_seconds=own.task_seconds,
        max_export_bytes=own.max_export_mb << 20,
    )


@contextmanager
def _errors(kinds: tuple[type[Exception], ...] = (DoccanoError,)) -> Iterator[None]:
    """Turns what is wrong with the server or with what was given into one line and code 2."""
    try:
        yield
    except kinds as error:
        fail(str(error))


@contextmanager
def _progress() -> Iterator[Report]:
    """Bars on a terminal, gone at the end."""
    console = Console(stderr=True)
    progress = Progress(
        TextColumn("{task.description}"),
        BarColumn(bar_width=30),
        TextColumn("{task.completed:,.0f}"),
        TimeElapsedColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )
    with progress:
        task = progress.add_task("connecting", total=None)

        def report(what: str, done: int, total: int | None) -> None:
            progress.update(task, description=what, completed=done, total=total)

        yield report
