"""Checking and comparing annotation files without a pipeline, and showing the result."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import chain
from typing import Any, TypeVar

from rich.console import Console
from rich.markup import escape
from rich.progress import Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from models.span_scoring import Figures, SpanCounts
from pipeline.config import Settings
from preprocessing.agreement import Agreement
from preprocessing.annotation_files import InputError, find_files
from preprocessing.annotators import group_by_text, settle
from preprocessing.reading import ReadOptions, plan_reading, read_plan
from preprocessing.records import SPLITS, IngestReport, Record, Reject, split_of
from preprocessing.settings import DataSettings
from preprocessing.spans import Span
from serving.prediction.predictor import Predictor

MAX_DISPUTED_SHOWN = 5
"""How many of the disputed texts are listed."""

_Item = TypeVar("_Item")


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
    options = ReadOptions(tuple(settings.labels), data.unlabelled, data.approved_only)
    found = [file for path in paths for file in find_files(path, data.spans)]
    plan = plan_reading(found, data.offset_unit)
    report, rejects = IngestReport(units=plan.units_by_name()), list[Reject]()
    # Only texts with more than one annotation need their records at hand, so only hashes are kept.
    marks: dict[int, int] = {}
    contested: set[int] = set()
    for line in _with_progress(read_plan(plan, options), "lines read", progress_console):
        if isinstance(line, Record):
            report.add_record(line, split_of(line.text, data.eval_fraction))
            key, mark = hash(line.text), hash((line.annotator, line.data_span, line.spans))
            if marks.setdefault(key, mark) != mark:
                contested.add(key)
            continue
        report.add_reject(line)
        if len(rejects) < limit:
            rejects.append(line)
    if contested:
        lines = _with_progress(read_plan(plan, options), "lines compared", progress_console)
        rejects += _settle_contested(lines, contested, report, data)
    return report, rejects[:limit]


def _settle_contested(
    lines: Iterable[Record | Reject], contested: set[int], report: IngestReport, data: DataSettings
) -> list[Reject]:
    """Counts texts with several annotations as a run would, instead of as single records."""
    rejects = []
    several = [line for line in lines if isinstance(line, Record) and hash(line.text) in contested]
    for group in group_by_text(several):
        for record in group:
            report.remove_record(record, split_of(record.text, data.eval_fraction))
        settled = settle(group, data.annotators)
        settled.count(report, data.eval_fraction)
        rejects += settled.rejects
    return rejects


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
    if report.merged:
        console.print(f"{report.merged} lines repeat texts that were annotated more than once")
    for export, unit in report.units.items():
        console.print(f"offsets of {escape(export)} count {escape(unit)}", soft_wrap=True)
    print_agreement(report.agreement, console)
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


def print_agreement(agreement: Agreement, console: Console) -> None:
    """Prints how far annotators agree, if there is anything to compare."""
    if agreement.texts:
        table = Table(title="Agreement of annotators (span F1)", title_justify="left")
        labels = sorted({label for _, _, label in agreement.marked})
        table.add_column("annotators")
        table.add_column("texts", justify="right")
        for label in ("all", *labels):
            table.add_column(label, justify="right")
        for (left, right), texts in sorted(agreement.texts.items()):
            figures = [agreement.f1(left, right, label) for label in (None, *labels)]
            shown = ["" if figure is None else f"{figure:.3f}" for figure in figures]
            table.add_row(escape(f"{left}, {right}"), str(texts), *shown)
        console.print(table)
    if agreement.contested:
        console.print(f"{agreement.contested} texts are annotated in different ways:")
        for entry in agreement.disputed[:MAX_DISPUTED_SHOWN]:
            console.print(f"  {escape(entry.text)}: {escape(entry.annotations)}", soft_wrap=True)


@dataclass
class Acceptance:
    """What of the predicted entities the model marks as accepted; see docs/confidence.md.

    Attributes:
      entities: Predicted entities.
      accepted: Of these.
      right: Of the accepted ones.
    """

    entities: int = 0
    accepted: int = 0
    right: int = 0

    @property
    def line(self) -> str:
        """For a person."""
        if not self.accepted:
            return f"accepted: none of {self.entities} entities"
        share, precision = self.accepted / self.entities, self.right / self.accepted
        return (
            f"accepted: {self.accepted} of {self.entities} entities ({share:.1%}), "
            f"{precision:.4f} of them right"
        )


@dataclass(frozen=True)
class Evaluation:
    """A model's spans against annotated ones.

    Attributes:
      figures: Of each label that occurs, `micro` and `macro`.
      acceptance: Which entities can be relied on, and how far.
      examples: Texts compared.
      rejects: Lines that could not be used.
    """

    figures: dict[str, Figures]
    acceptance: Acceptance
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
    options = ReadOptions(None, data.unlabelled, data.approved_only)
    plan = plan_reading(find_files(path, data.spans), data.offset_unit)
    records, rejects = list[Record](), list[Reject]()
    for line in read_plan(plan, options):
        if isinstance(line, Record):
            records.append(line)
        else:
            rejects.append(line)
    settled = [settle(group, data.annotators) for group in group_by_text(records)]
    rejects += chain.from_iterable(text.rejects for text in settled)
    for reject in rejects:
        where = escape(f"{reject.source}:{reject.line}: {reject.detail}")
        progress_console.print(f"refused: {where}", soft_wrap=True)
    examples = list(chain.from_iterable(text.records for text in settled))
    if not examples:
        raise InputError(f"{path}: none of {len(rejects)} lines can be used")
    counts, acceptance = SpanCounts(), Acceptance()
    texts = _with_progress([record.text for record in examples], "texts compared", progress_console)
    for record, prediction in zip(examples, predictor.predict_stream(texts), strict=True):
        predicted = [Span(e.start, e.end, e.label) for e in prediction.entities]
        counts.add(record.spans, predicted)
        gold = set(record.spans)
        accepted = [
            span in gold
            for span, entity in zip(predicted, prediction.entities, strict=True)
            if entity.accepted
        ]
        acceptance.entities += len(predicted)
        acceptance.accepted += len(accepted)
        acceptance.right += sum(accepted)
    labels = sorted({*counts.gold, *counts.predicted})
    return Evaluation(counts.figures(labels), acceptance, len(examples), len(rejects))


def _with_progress(items: Iterable[_Item], what: str, console: Console) -> Iterator[_Item]:
    columns = (TextColumn("{task.completed:,.0f} " + what), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("", total=None)
        for count, item in enumerate(items, 1):
            if count % 256 == 0:
                progress.update(task, completed=count)
            yield item
