"""Checking and comparing annotation files without a pipeline, and showing the result."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.progress import Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from models.span_scoring import Figures, SpanCounts
from pipeline.config import Settings
from preprocessing.doccano import InputError, ReadOptions, find_files, read_files
from preprocessing.records import SPLITS, IngestReport, Record, Reject, split_of
from preprocessing.spans import Span
from serving.predictor import Predictor

WINDOW = 512
"""Records predicted at a time."""


def validate_files(
    paths: Sequence[str], settings: Settings, limit: int, progress_console: Console
) -> tuple[IngestReport, list[Reject]]:
    """Reads annotations as a run would.

    Args:
      paths: As in `data.path` of the configuration.
      settings: Labels, units and split of the run.
      limit: How many refused lines to return.
      progress_console: Where progress is shown.

    Returns:
      The counts, and the first refused lines.

    Raises:
      InputError: Something cannot be read at all.
    """
    data = settings.data
    options = ReadOptions(tuple(settings.labels), data.offset_unit, data.unlabelled)
    found = [file for path in paths for file in find_files(path, data.spans)]
    report, rejects = IngestReport(), list[Reject]()
    for line in _with_progress(read_files(found, options), "lines read", progress_console):
        if isinstance(line, Record):
            report.add_record(line, split_of(line.text, data.eval_fraction))
            continue
        report.add_reject(line)
        if len(rejects) < limit:
            rejects.append(line)
    return report, rejects


def print_validation(
    report: IngestReport, rejects: Sequence[Reject], labels: Sequence[str], console: Console
) -> None:
    """Prints counts, spans of each label, and the refused lines."""
    table = Table(title="Spans", title_justify="left")
    table.add_column("label")
    for split in SPLITS:
        table.add_column(split, justify="right")
    for label in labels:
        table.add_row(label, *(str(report.spans[split][label]) for split in SPLITS))
    console.print(table)
    examples = ", ".join(f"{report.examples[split]} {split}" for split in SPLITS)
    console.print(f"{report.records} lines: {report.examples.total()} examples ({examples})")
    if report.unlabelled:
        console.print(f"{report.unlabelled} examples have no span")
    if report.trimmed_spans:
        console.print(f"{report.trimmed_spans} spans have white space at their edges")
    if not report.records:
        console.print("[red]there are no annotations in these files[/]")
    if not report.rejected:
        return
    console.print(f"[red]{report.rejected} lines are refused:[/]")
    for reason, count in report.rejects.most_common():
        console.print(f"  {count} {reason}")
    for reject in rejects:
        where = f"{reject.source}:{reject.line}"
        console.print(f"{escape(where)}: {escape(reject.detail)}", soft_wrap=True)
    if report.rejected > len(rejects):
        console.print(f"… and {report.rejected - len(rejects)} more; --limit lists more")


@dataclass(frozen=True)
class Evaluation:
    """A model's spans against annotated ones.

    Attributes:
      figures: Of each label that occurs, `micro` and `macro`.
      examples: Texts compared.
      rejects: Lines that could not be used.
    """

    figures: dict[str, Figures]
    examples: int
    rejects: int

    def to_dict(self) -> dict[str, Any]:
        """The fields by name."""
        return asdict(self)


def evaluate_file(
    predictor: Predictor, path: str, settings: Settings, progress_console: Console
) -> Evaluation:
    """Predicts the texts of annotations and compares the spans.

    Args:
      predictor: The model.
      path: As in `data.path` of the configuration.
      settings: Unit of the offsets; the labels are those that occur.
      progress_console: Where progress and refused lines are shown.

    Raises:
      InputError: There is nothing to compare with.
    """
    data = settings.data
    options = ReadOptions(None, data.offset_unit, data.unlabelled)
    counts, examples, rejected = SpanCounts(), 0, 0
    window: list[Record] = []

    def compare() -> None:
        predictions = predictor.predict([record.text for record in window])
        for record, prediction in zip(window, predictions, strict=True):
            predicted = [Span(e.start, e.end, e.label) for e in prediction.entities]
            counts.add(record.spans, predicted)
        window.clear()

    lines = read_files(find_files(path, data.spans), options)
    for line in _with_progress(lines, "texts compared", progress_console):
        if isinstance(line, Reject):
            rejected += 1
            where = escape(f"{line.source}:{line.line}: {line.detail}")
            progress_console.print(f"refused: {where}", soft_wrap=True)
            continue
        examples += 1
        window.append(line)
        if len(window) == WINDOW:
            compare()
    compare()
    if not examples:
        raise InputError(f"{path}: none of {rejected} lines can be used")
    labels = sorted({*counts.gold, *counts.predicted})
    return Evaluation(counts.figures(labels), examples, rejected)


def _with_progress(
    items: Iterable[Record | Reject], what: str, console: Console
) -> Iterator[Record | Reject]:
    columns = (TextColumn("{task.completed:,.0f} " + what), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("", total=None)
        for count, item in enumerate(items, 1):
            if count % 256 == 0:
                progress.update(task, completed=count)
            yield item
