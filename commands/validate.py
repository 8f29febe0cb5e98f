"""The command `txner validate`: what is wrong with annotations, without training."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from commands.options import ConfigOption, JsonOption, SetOption, read_settings
from commands.output import counted, print_json, stdout
from evaluation.gates.outlook import cautions, refusals, schema_refusals
from preprocessing.agreement import Agreement
from preprocessing.ingest_files import misplaced
from preprocessing.records import SPLITS, IngestReport
from preprocessing.spans import similar_label
from preprocessing.splits import describe, split_warnings
from preprocessing.validation import Validation, validate_files

EPILOG = "Example: txner validate annotations.jsonl export.zip"

MAX_UNKNOWN = 30
"""How many labels are listed that are not configured."""

MAX_DISPUTED = 5
"""How many of the disputed texts are listed."""


def validate(
    paths: Annotated[
        list[str], typer.Argument(metavar="FILE...", help=".jsonl, .zip, folder or glob.")
    ],
    config: ConfigOption = None,
    overrides: SetOption = None,
    as_json: JsonOption = False,
    limit: Annotated[int, typer.Option(help="How many refused lines to list.", min=0)] = 50,
) -> None:
    """Check annotations without training, and list what is wrong with them.

    Exit code 0: every line is usable; 1: some are not, or offsets are wrong everywhere alike; 2:
    something given is wrong.
    """
    settings = read_settings(config, overrides)
    result = validate_files(paths, settings.labels, settings.data, limit=limit, watch=counted)
    report = result.report
    stops = refusals(report, settings.data, settings.evaluation, settings.labels, ", ".join(paths))
    stops += schema_refusals(result, settings.data.schema_path)
    notes = list(cautions(report, settings.data, settings.labels, result.distinct))
    if as_json:
        offenders = [json.loads(reject.to_json()) for reject in result.rejects]
        outlook = {"refusals": stops, "cautions": notes}
        print_json({**json.loads(report.to_json()), "offenders": offenders, **outlook})
    else:
        print_validation(result, settings.labels, stdout())
        print_outlook(stops, notes, stdout())
    is_misplaced = bool(misplaced(report, settings.data.max_misplaced_fraction))
    raise typer.Exit(1 if report.rejected or not report.records or is_misplaced else 0)


def print_outlook(stops: Sequence[str], notes: Sequence[str], console: Console) -> None:
    """Prints what the gates of a run will say."""
    for note in notes:
        console.print(note, style="yellow")
    if stops:
        console.print("a run with these annotations alone would stop:", style="red")
    for stop in stops:
        console.print(f"  {stop}")


def print_validation(result: Validation, labels: Sequence[str], console: Console) -> None:
    """Prints counts, spans of each label, and the refused lines.

    Args:
      result: What the files hold.
      labels: The configured labels, in their order.
      console: See `commands.output.stdout`.
    """
    report = result.report
    console.print(_spans_table(report, labels))
    examples = ", ".join(f"{report.examples[split]} {split}" for split in SPLITS)
    console.print(f"{report.records} lines: {report.examples.total()} examples ({examples})")
    if report.split.eval_texts:
        console.print(describe(report.split))
        for warning in split_warnings(report.split):
            console.print(warning, style="yellow")
    if report.unlabelled:
        console.print(f"{report.unlabelled} examples have no span")
    if report.merged:
        console.print(f"{report.merged} lines repeat texts that were annotated more than once")
    for export, unit in report.units.items():
        console.print(f"offsets of {export} count {unit}")
    print_agreement(report.agreement, console)
    if report.trimmed_spans:
        console.print(
            f"{report.trimmed_spans} spans have white space at their edges, symbols, or "
            "characters that cannot be seen"
        )
    if report.repeated_spans:
        console.print(f"{report.repeated_spans} spans stand twice in their line; each counts once")
    if report.repeated_texts:
        console.print(f"{report.repeated_texts} texts stand several times in one annotator's lines")
    if not report.records:
        console.print("there are no annotations in these files", style="red")
    if not report.rejected:
        return
    console.print(f"{report.rejected} lines are refused:", style="red")
    for reason, count in report.rejects.most_common():
        console.print(f"  {count} {reason}")
    for line in describe_unknown(report.unknown_labels, labels):
        console.print(line)
    for reject in result.rejects:
        console.print(f"{reject.source}:{reject.line}: {reject.detail}")
    if report.rejected > len(result.rejects):
        console.print(f"… and {report.rejected - len(result.rejects)} more; --limit lists more")


def describe_unknown(unknown: Mapping[str, int], labels: Sequence[str]) -> Iterator[str]:
    """What the files call what is not configured, and what may be meant.

    Args:
      unknown: How many lines have each unknown label.
      labels: The configured labels.
    """
    if not unknown:
        return
    yield "labels that are not configured:"
    for label, count in sorted(unknown.items(), key=lambda item: (-item[1], item[0]))[:MAX_UNKNOWN]:
        meant = similar_label(label, labels)
        yield f"  {label} in {count} lines" + (f"; did you mean {meant}?" if meant else "")
    yield f"  configured are {', '.join(labels)}; if the others are right, set `labels`"


def print_agreement(agreement: Agreement, console: Console) -> None:
    """Prints how far annotators agree, if there is anything to compare."""
    if agreement.texts:
        console.print(_agreement_table(agreement))
    if agreement.contested:
        console.print(f"{agreement.contested} texts are annotated in different ways:")
        for entry in agreement.disputed[:MAX_DISPUTED]:
            console.print(f"  {entry.text}: {entry.annotations}")


def _spans_table(report: IngestReport, labels: Sequence[str]) -> Table:
    table = Table(title="Spans", title_justify="left")
    table.add_column("label")
    for split in SPLITS:
        table.add_column(split, justify="right")
    for label in labels:
        table.add_row(Text(label), *(str(report.spans[split][label]) for split in SPLITS))
    return table


def _agreement_table(agreement: Agreement) -> Table:
    table = Table(title="Agreement of annotators (span F1)", title_justify="left")
    labels = sorted({label for _, _, label in agreement.marked})
    table.add_column("annotators")
    table.add_column("texts", justify="right")
    for label in ("all", *labels):
        table.add_column(Text(label), justify="right")
    for (left, right), texts in sorted(agreement.texts.items()):
        figures = [agreement.f1(left, right, label) for label in (None, *labels)]
        cells = ["" if figure is None else f"{figure:.3f}" for figure in figures]
        table.add_row(Text(f"{left}, {right}"), str(texts), *cells)
    return table
