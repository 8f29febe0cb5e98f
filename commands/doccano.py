"""The commands `txner doccano …`: to and from a doccano server."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from annotation.autolabel import set_up
from annotation.corrections import read_corrections
from annotation.pull import pull, survey
from annotation.push import check_field_names, push
from annotation.redaction import redact
from annotation.selection import Selection
from commands.doccano_server import connect, project_number
from commands.doccano_tables import (
    print_corrections,
    print_pull,
    print_push,
    print_status,
    status_values,
)
from commands.feedback import keep_corrections
from commands.options import (
    ConfigOption,
    Int8Option,
    JsonOption,
    SetOption,
    VersionOption,
    check_text,
    choose_model,
    load_model,
    read_settings,
)
from commands.output import fail, flags, print_json, progress_bar, stdout
from preprocessing.annotation_files import find_files
from preprocessing.reading import plan_reading
from preprocessing.texts import read_texts
from storage import files

app = typer.Typer(
    help="Pull annotations from a doccano server, and push texts to it.", no_args_is_help=True
)


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
    doccano = settings.doccano
    with connect(doccano) as client, progress_bar() as report:
        pulled = pull(
            client,
            project_number(doccano),
            files.absolute(doccano.folder),
            approved_only=doccano.approved_only,
            full=full,
            max_bytes=doccano.max_export_mb << 20,
            report=report,
        )
        corrections = plan = None
        if pulled.folder is not None:
            plan = plan_reading(find_files(str(pulled.folder)), pulled.state.project.offset_unit)
            corrections = read_corrections(plan)
    print_pull(pulled, doccano, stdout())
    if corrections is not None and (corrections.texts or corrections.waiting):
        print_corrections(corrections, stdout())
    if plan is not None:
        keep_corrections(plan, settings)


@app.command("push", epilog="Example: txner doccano push --model MODEL --limit 200 texts.txt")
def push_command(
    path: Annotated[
        Path, typer.Argument(metavar="FILE", help="Unlabelled texts: .txt, .jsonl or .csv.")
    ],
    model: Annotated[
        str | None,
        typer.Option("--model", "-m", help="Model that suggests spans; without it, none are."),
    ] = None,
    version: VersionOption = None,
    select: Annotated[
        Selection | None,
        typer.Option(help="Which texts come first. Default: uncertain, without a model random."),
    ] = None,
    against: Annotated[
        str | None,
        typer.Option(
            metavar="VERSION",
            help="With --select gain: another version of the model, a number or a label; texts in "
            "which the two differ count more.",
            callback=check_text,
        ),
    ] = None,
    limit: Annotated[int | None, typer.Option(help="Most texts to send.", min=1)] = None,
    pool: Annotated[
        int | None,
        typer.Option(help="Texts that are scored for a choice. Default: 20 x --limit.", min=1),
    ] = None,
    int8: Int8Option = False,
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
    doccano = read_settings(config, overrides).doccano
    kept = [name for names in keep_fields or [] for name in names.split(",")]
    if against is not None and (model is None or select is not Selection.GAIN):
        fail("--against needs --model and --select gain")
    if select is None:
        select = Selection.RANDOM if model is None else Selection.UNCERTAIN
    with (
        flags(column="--column", keep_fields="--keep-fields", create_labels="--create-labels"),
        flags(path="--model", version="--version", selection="--select"),
        connect(doccano) as client,
    ):
        project = project_number(doccano)
        check_field_names(kept)
        texts = read_texts(path, column, kept)
        # Before the model, which takes long to load.
        client.project(project)
        predictor, other, name = None, None, ""
        if model is not None:
            choice = choose_model(model, version, config, overrides)
            predictor = load_model(choice.path, int8=int8)
            name = predictor.path.resolve().name
        if model is not None and against is not None:
            with flags(version="--against"):
                other = load_model(choose_model(model, against, config, overrides).path, int8=int8)
        with progress_bar() as report:
            pushed = push(
                client,
                project,
                texts,
                predictor=predictor,
                model_version=name,
                selection=select,
                limit=limit,
                pool=pool,
                seed=seed,
                create_labels=create_labels,
                dry_run=dry_run,
                other=other,
                redact=partial(redact, settings=doccano.redaction)
                if doccano.redaction.enabled
                else None,
                report=report,
            )
    print_push(pushed, stdout(), dry_run=dry_run, suggested=model is not None)


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
    annotations = [
        file
        for path in paths or [files.absolute(settings.doccano.folder)]
        for file in find_files(path)
    ]
    corrections = read_corrections(plan_reading(annotations, settings.data.offset_unit))
    if as_json:
        print_json(corrections.to_dict())
    else:
        print_corrections(corrections, stdout())


@app.command("status", epilog="Example: txner doccano status --set doccano.project=1")
def status_command(
    as_json: JsonOption = False, config: ConfigOption = None, overrides: SetOption = None
) -> None:
    """Show what the project holds, and how much of it is not pulled yet."""
    doccano = read_settings(config, overrides).doccano
    with connect(doccano) as client, progress_bar() as report:
        project = project_number(doccano)
        existing = [span_type.text for span_type in client.span_types(project)]
        state = survey(
            client,
            project,
            files.absolute(doccano.folder),
            approved_only=doccano.approved_only,
            max_bytes=doccano.max_export_mb << 20,
            report=report,
        )
    labels = {label: state.labels.get(label, 0) for label in [*existing, *state.labels]}
    if as_json:
        print_json(status_values(state, labels, doccano))
    else:
        print_status(state, labels, doccano, stdout())


@app.command("autolabel", epilog="Example: txner doccano autolabel --address http://127.0.0.1:8501")
def autolabel_command(
    address: Annotated[
        str, typer.Option(help="Address of `txner serve`, as the doccano server sees it.")
    ] = "http://127.0.0.1:8501",
    min_score: Annotated[
        float | None, typer.Option(help="Leave out suggestions below it.", min=0, max=1)
    ] = None,
    config: ConfigOption = None,
    overrides: SetOption = None,
) -> None:
    """Let doccano ask a server for suggestions while somebody annotates.

    It is tried first. An earlier one with the same address is replaced.
    """
    doccano = read_settings(config, overrides).doccano
    with flags(address="--address"), connect(doccano) as client:
        done = set_up(client, project_number(doccano), address, min_score=min_score)
    console = stdout()
    replaced = f", in place of {done.replaced} earlier one(s)" if done.replaced else ""
    console.print(
        f"project {done.project.id} ({done.project.name}) asks {done.url}{replaced}; "
        f"version {done.model} answers"
    )
    console.print("switch it on where you annotate: the magic wand above the text, then the switch")
