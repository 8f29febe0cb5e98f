"""The command `txner recalibrate`: what a model accepts, set anew by a few audited texts."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich import box
from rich.table import Table

from commands.options import (
    ConfigOption,
    JsonOption,
    ModelOption,
    SetOption,
    VersionOption,
    choose_model,
    load_model,
    read_settings,
)
from commands.output import counted, fail, flags, print_json, stderr, stdout
from pipeline.config import Settings
from preprocessing.annotation_files import find_files, fingerprint
from preprocessing.records import Reject
from storage import files

if TYPE_CHECKING:
    from models.confidence import Confidence
    from models.reliability import ScoredEntities

EPILOG = (
    "Example: txner recalibrate --model runs/local/serving/transactions audited.jsonl --dry-run"
)

CANARY = "canary"


def recalibrate(
    model: ModelOption,
    path: Annotated[
        str,
        typer.Argument(metavar="FILE", help="Annotations to audit it by: 50 to 200 texts will do."),
    ],
    version: VersionOption = None,
    target: Annotated[
        float | None,
        typer.Option(
            "--target-precision",
            min=0.5,
            max=0.999,
            help="Of what is accepted; serving.target_precision if not given.",
        ),
    ] = None,
    label: Annotated[
        str, typer.Option("--label", help="Label that the new version gets.")
    ] = CANARY,
    output: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", help="Write a model there, and publish nothing."),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show what would come.")] = False,
    as_json: JsonOption = False,
    config: ConfigOption = None,
    overrides: SetOption = None,
) -> None:
    """Set scores and thresholds of a model anew by audited texts, without training.

    The texts should be a random sample of what the model is asked. The result is a new version with
    its own record; spans and labels that it finds stay the same.
    """
    from evaluation.annotated import evaluate_file
    from evaluation.audit import Audit
    from models.calibration import moved
    from models.calibration import recalibrate as choose_anew
    from models.model_description import ModelDescription
    from models.recalibration import read_confidence

    settings = read_settings(config, overrides)
    if output is not None and files.exists(str(output)):
        fail(f"--output {output}: it is there already; name a new folder")
    with flags(path="--model", version="--version"):
        choice = choose_model(model, version, config, overrides)
        description = ModelDescription.read(choice.path)
        if description is None:
            fail(f"--model {choice.path}: an earlier version exported it; train anew")
        present = read_confidence(choice.path)
        predictor = load_model(choice.path)
    audit = Audit(description.labels)

    def refuse(reject: Reject) -> None:
        stderr().print(f"refused: {reject.source}:{reject.line}: {reject.detail}", markup=False)

    evaluate_file(
        predictor.predict_stream,
        path,
        settings.data,
        refuse=refuse,
        watch=lambda texts: counted(texts, "texts audited"),
        see=audit.add,
    )
    entities = audit.entities()
    wanted = target or settings.serving.target_precision
    new = choose_anew(present, entities, wanted, settings.serving.min_score)
    # By the new curve, as the new version will answer.
    anew = replace(entities, score=moved(entities.score, present, new))
    rows = acceptance_rows(description.labels, (present, entities), (new, anew))
    record = {
        "texts": audit.texts,
        "target_precision": wanted,
        "data_fingerprint": fingerprint(find_files(path, settings.data.spans)),
        "accepted": rows[-1]["after"],
    }
    values: dict[str, Any] = {"labels": rows, **record}
    if not as_json:
        stdout().print(acceptance_table(rows, audit.texts, wanted))
    if not dry_run:
        values["model"] = keep_recalibrated(
            choice.path, new, record, output, label, settings, quiet=as_json
        )
    if as_json:
        print_json(values)


def keep_recalibrated(
    path: str,
    new: Confidence,
    record: dict[str, Any],
    output: Path | None,
    label: str,
    settings: Settings,
    *,
    quiet: bool,
) -> str:
    """Writes or publishes a model with another confidence.

    Args:
      path: Folder of the model.
      new: The confidence.
      record: What it was set by, for the release table.
      output: Folder to write to; None: it is published.
      label: Label of the new version.
      settings: Name the release table.
      quiet: Whether nothing is printed.

    Returns:
      Where the new model is.
    """
    from serving.release.recalibrating import publish_recalibrated, write_recalibrated
    from serving.release.table import Releases

    if output is not None:
        write_recalibrated(path, str(output), new)
        if not quiet:
            stdout().print(f"model: {output}", markup=False, soft_wrap=True)
        return str(output)
    folder, _, number = path.rstrip("/").rpartition("/")
    releases = Releases(settings.release_table)
    name = settings.model_name
    known = releases.version(name, int(number)) if number.isdecimal() else None
    if known is None or files.absolute(known.path) != files.absolute(path):
        fail(
            f"--model {path}: this is no version of {name} in the release table; name the "
            "configuration of its runs with --config or --set, or write a copy with --output FOLDER"
        )
    result = publish_recalibrated(
        known, new, record, root=files.parent(folder), label=label, releases=releases
    )
    if not quiet:
        standing = ", ".join(result.labels) or "none"
        stdout().print(f"published as version {result.version}, labels: {standing}", markup=False)
        stdout().print(f"model: {result.path}", markup=False, soft_wrap=True)
    if result.held:
        stderr().print(result.held, markup=False)
    return str(result.path)


def acceptance_rows(
    labels: tuple[str, ...],
    before: tuple[Confidence, ScoredEntities],
    after: tuple[Confidence, ScoredEntities],
) -> list[dict[str, Any]]:
    """For each label, and all: threshold, accepted and right, before and after."""
    from evaluation.audit import acceptance

    rows = []
    for index, name in [*enumerate(labels), (None, "all")]:
        row: dict[str, Any] = {"label": name}
        for when, (confidence, entities) in (("before", before), ("after", after)):
            found, accepted, right = acceptance(entities, confidence, index)
            row["entities"] = found
            row[when] = {
                "threshold": None if index is None else confidence.thresholds[index],
                "accepted": accepted,
                "right": right,
            }
        rows.append(row)
    return rows


def acceptance_table(rows: list[dict[str, Any]], texts: int, target: float) -> Table:
    """`acceptance_rows` for a person."""
    title = f"Accepted of the entities in {texts} audited texts, for a precision of {target:g}"
    table = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD)
    table.add_column("label")
    for column in (
        "entities",
        "threshold",
        "accepted",
        "right",
        "→ threshold",
        "accepted",
        "right",
    ):
        table.add_column(column, justify="right")
    for row in rows:
        cells = []
        for when in ("before", "after"):
            limit = row[when]["threshold"]
            cells.append("" if limit is None else "never" if limit > 1 else f"{limit:.3f}")
            accepted, right = row[when]["accepted"], row[when]["right"]
            cells += [str(accepted), f"{right / accepted:.3f}" if accepted else "–"]
        table.add_row(row["label"], str(row["entities"]), *cells)
    return table
