"""The command `txner validate`: what is wrong with annotations, without training."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from commands.options import ConfigOption, JsonOption, SetOption, read_settings
from commands.output import counted, print_json, stdout
from preprocessing.agreement import Agreement
from preprocessing.records import SPLITS, IngestReport
from preprocessing.validation import Validation, validate_files

EPILOG = "Example: txner validate annotations.jsonl export.zip"

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

    Exit code 0: every line is usable; 1: some are not; 2: something given is wrong.
    """
    settings = read_settings(config, overrides)
    result = validate_files(paths, settings.labels, settings.data, limit=limit, watch=counted)
    if as_json:
        offenders = [json.loads(reject.to_json()) for reject in result.rejects]
        print_json({**json.loads(result.report.to_json()), "offenders": offenders})
    else:
        print_validation(result, settings.labels, stdout())
    report = result.report
    raise typer.Exit(1 if report.rejected or not report.records else 0)


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
    if not report.records:
        console.print("there are no annotations in these files", style="red")
    if not report.rejected:
        return
    console.print(f"{report.rejected} lines are refused:", style="red")
    for reason, count in report.rejects.most_common():
        console.print(f"  {count} {reason}")
    for reject in result.rejects:
        console.print(f"{reject.source}:{reject.line}: {reject.detail}")
    if report.rejected > len(result.rejects):
        console.print(f"… and {report.rejected - len(result.rejects)} more; --limit lists more")


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
