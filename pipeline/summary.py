"""The end of a run: figures, gates, where the model is; as a table and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from evaluation.gates.cases import GATE as CASES
from evaluation.gates.checks import Check
from models.hyperparameters import shown
from models.span_scoring import MACRO, MICRO, Figures, named_figures
from pipeline.config import Settings
from pipeline.field import FieldResult
from pipeline.progress import Timing
from pipeline.results import RunResults
from preprocessing.records import SplitReport
from preprocessing.splits import describe
from serving.release.record import ReleaseRecord
from serving.release.table import Releases
from storage import files

SUMMARY_FILE = "summary.json"


@dataclass
class Summary:
    """What a run did.

    Attributes:
      published: Whether the model of this run is among the published versions.
      outcome: `published`, `unchanged` (it already was), `rejected`, or `failed`.
      version: Its version.
      model_path: Folder or URL of that version.
      labels: Labels that stand on it.
      metrics: Span figures of each label, `micro` and `macro`.
      cases: What the model makes of known cases: how many are `corrected` errors, how many of them
        `fixed`, and so on; empty without any.
      gates: All checks, as far as the run came.
      failed_gates: Names of the gates that failed.
      rejects: Refused annotation lines: `total`, and the number of each reason.
      offset_units: What the offsets of each export count, and why.
      examples: Examples of each split.
      split: How the examples were divided.
      in_field: Figures on `evaluation.field_path`, if there is one.
      training: The trainer's report.
      tuning: The tuner's report, if it was part of the run.
      warnings: What a person should know although no gate failed.
      timings: Seconds of each component, and whether it was cached.
      provenance: Code, data.
      seconds: Wall time of the whole run.
      log: File with what the libraries printed.
    """

    published: bool = False
    outcome: str = "failed"
    version: int | None = None
    model_path: str | None = None
    labels: list[str] = field(default_factory=list)
    metrics: dict[str, Figures] = field(default_factory=dict)
    cases: dict[str, int] = field(default_factory=dict)
    gates: list[Check] = field(default_factory=list)
    failed_gates: list[str] = field(default_factory=list)
    rejects: dict[str, Any] = field(default_factory=dict)
    offset_units: dict[str, str] = field(default_factory=dict)
    examples: dict[str, int] = field(default_factory=dict)
    split: dict[str, Any] = field(default_factory=dict)
    in_field: FieldResult | None = None
    training: dict[str, Any] = field(default_factory=dict)
    tuning: dict[str, Any] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)
    timings: list[Timing] = field(default_factory=list)
    provenance: dict[str, Any] = field(default_factory=dict)
    seconds: float = 0.0
    log: str = ""

    def set_gates(self, checks: Sequence[Check]) -> None:
        """Sets all checks and the names of the failed gates."""
        self.gates = list(checks)
        self.failed_gates = sorted({check.gate for check in checks if not check.passed})

    def write(self, path: Path) -> None:
        """Writes the summary as JSON, whole or not at all."""
        files.write_json(str(path), asdict(self), indent=2)


def fill_release(summary: Summary, record: ReleaseRecord | None) -> None:
    """Takes into the summary how the run ended, if it came so far."""
    if record is None:
        return
    summary.outcome, summary.published = record.outcome, record.published
    summary.version, summary.model_path = record.version, record.path
    summary.labels = record.labels
    summary.metrics = record.span_figures
    summary.cases = record.cases
    summary.set_gates(record.checks)
    if record.held:
        summary.warnings.append(
            f"version {record.version} got no label: {record.held}; promote it, or let the next "
            "one have it: txner release resume"
        )


def fill_from_table(summary: Summary, settings: Settings, started: datetime) -> None:
    """Takes from the release table what a run has published whose own record cannot be read."""
    releases = Releases(settings.release_table)
    for ended in releases.runs(settings.model_name, limit=1):
        if ended.at < started or ended.version is None:
            return
        summary.outcome, summary.published = ended.outcome, True
        summary.version = ended.version
        summary.labels = releases.labels_of(settings.model_name, ended.version)
        if version := releases.version(settings.model_name, ended.version):
            summary.model_path = version.path
            summary.metrics = named_figures(version.metrics)


def fill(summary: Summary, results: RunResults) -> None:
    """Takes into the summary what else the components wrote down."""
    if (ingest := results.ingest) is not None:
        summary.rejects = {
            "total": ingest.rejected,
            "by_reason": dict(ingest.rejects),
            "path": results.rejects_uri,
        }
        summary.examples = dict(ingest.examples)
        summary.offset_units = ingest.units
        summary.split = vars(ingest.split)
    if results.training is not None:
        summary.training = results.training.to_dict()
    if results.tuning is not None:
        summary.tuning = results.tuning.to_dict()
    summary.warnings += results.warnings()


def print_summary(summary: Summary, console: Console, command: str = "txner") -> None:
    """Prints the tables and where the model is; data are printed as they are, never as markup.

    Args:
      summary: What a run did.
      console: Where to print.
      command: How this program is called here.
    """
    if summary.metrics:
        console.print(figures_table(summary.metrics))
    if summary.gates:
        console.print(gates_table(summary.gates))
    if summary.in_field is not None:
        result = summary.in_field.evaluation
        name = f"Spans, {_relative(summary.in_field.path)} ({result.examples} texts from the field)"
        console.print(figures_table(result.figures, name))
        console.print(Text(result.acceptance.line), soft_wrap=True)
    if summary.tuning:
        best, trials = summary.tuning["best"], summary.tuning["trials"]
        tuned = (
            f"tuned: {shown(best['values'])} (trial {best['number']} of {len(trials)}, "
            f"span F1 {best['score']:.4f})"
        )
        console.print(Text(tuned), soft_wrap=True)
    for line in _closing_lines(summary, command):
        console.print(line, soft_wrap=True)


def _closing_lines(summary: Summary, command: str) -> Iterator[Text]:
    """What stands below the tables."""
    for export, unit in summary.offset_units.items():
        yield Text(f"offsets of {_relative(export)} count {unit}")
    if summary.split:
        yield Text(describe(SplitReport.from_dict(summary.split)))
    for warning in summary.warnings:
        yield Text.assemble(("warning:", "yellow"), f" {warning}")
    yield Text(f"{summary.seconds:.0f} s in all; log: {_relative(summary.log)}")
    if summary.published:
        state = "already published as" if summary.outcome == "unchanged" else "published as"
        labels = f", label {', '.join(summary.labels)}" if summary.labels else ", without a label"
        yield Text.assemble((f"{state} version {summary.version}", "green"), labels)
        path = _relative(summary.model_path or "")
        yield Text(f"model: {path}")
        yield Text(f'try it: {command} predict --model {path} "SQ *BLUE DOOR CAFE SEATTLE WA"')
        return
    for check in summary.gates:
        if not check.passed:
            yield Text(str(check), "red")
    if summary.failed_gates:
        yield Text(f"not published: {', '.join(summary.failed_gates)} gate failed", "red")


def _relative(path: str) -> str:
    """A path as one would type it here."""
    here = Path.cwd()
    return str(Path(path).relative_to(here)) if Path(path).is_relative_to(here) else path


def figures_table(figures: Mapping[str, Figures], title: str = "Spans, eval split") -> Table:
    """Precision, recall, F1 and support of each label and of the averages."""
    table = Table(title=Text(title), title_justify="left")
    table.add_column("label")
    for column in ("precision", "recall", "F1", "spans"):
        table.add_column(column, justify="right")
    for name, entry in figures.items():
        if name == MICRO:
            table.add_section()
        style = "bold" if name in (MICRO, MACRO) else None
        table.add_row(
            Text(name),
            f"{entry.precision:.4f}",
            f"{entry.recall:.4f}",
            f"{entry.f1:.4f}",
            str(entry.support),
            style=style,
        )
    return table


def gates_table(checks: Sequence[Check]) -> Table:
    """Each check, its figure, its bound, and whether it passed; below, what came of cases."""
    cases = "\n".join(check.detail for check in checks if check.gate == CASES)
    caption = Text(cases) if cases else None
    table = Table(title="Gates", title_justify="left", caption=caption, caption_justify="left")
    table.add_column("gate")
    table.add_column("check")
    table.add_column("figure", justify="right")
    table.add_column("interval", justify="right")
    table.add_column("bound")
    table.add_column("")
    for check in checks:
        value = "?" if check.value is None else f"{check.value:.4g}"
        ends = "" if check.interval is None else "{:.3g} … {:.3g}".format(*check.interval)
        verdict = Text("ok", "green") if check.passed else Text("failed", "red")
        table.add_row(Text(check.gate), Text(check.name), value, ends, Text(check.bound), verdict)
    return table
