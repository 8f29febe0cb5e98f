"""What `txner doccano` prints."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from annotation.corrections import SCORE_BANDS, Corrections, Outcome, tabulate
from annotation.pull import Pull, ServerState
from annotation.push import Push
from annotation.settings import DoccanoSettings
from commands.output import pairs_table
from preprocessing.spans import UNIT_NAMES

MAX_TEXTS = 10
"""Texts that a dry run lists."""


def print_pull(pulled: Pull, doccano: DoccanoSettings, console: Console) -> None:
    """Prints what a pull wrote."""
    state = pulled.state
    project = f"project {state.project.id} ({state.project.name})"
    if pulled.folder is None:
        console.print(f"{project}: nothing new")
    else:
        unit = UNIT_NAMES[state.project.offset_unit]
        console.print(
            f"{project}: {pulled.written} lines with {pulled.spans} spans in "
            f"{_relative(pulled.folder)}"
        )
        console.print(f"{state.new} new, {state.changed} changed; offsets count {unit}")
    console.print(f"{state.confirmed} of {state.examples} examples are approved")
    if doccano.approved_only and state.confirmed < state.examples:
        console.print("the others are not pulled; doccano.approved_only=false takes them too")
    if state.deleted:
        console.print(f"{state.deleted} examples of earlier data spans are deleted on the server")
    if state.withdrawn:
        console.print(f"{state.withdrawn} lines of earlier data spans are not approved any more")


def _relative(path: Path) -> str:
    """`path` from here, if it is below."""
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)


def print_corrections(corrections: Corrections, console: Console) -> None:
    """Prints what annotators did with suggestions."""
    if not corrections.texts:
        console.print("no approved text came with suggestions")
    else:
        bounds = [*SCORE_BANDS[1:], 1.0]
        bands = dict(zip(SCORE_BANDS, bounds, strict=True))
        labels = tabulate(corrections.by_label)
        named_bands = {
            f"{band:g} to {bands[band]:g}": row
            for band, row in tabulate(corrections.by_band).items()
        }
        console.print(_outcome_table("What became of suggestions", "label", labels))
        console.print(_outcome_table("By score", "score", named_bands, added=False))
        console.print(f"{corrections.texts} approved texts came with suggestions")
    if corrections.waiting:
        console.print(f"{corrections.waiting} texts with suggestions are not approved yet")
    if corrections.unreadable:
        fault = (f"{corrections.unreadable} lines cannot be read", "yellow")
        console.print(Text.assemble(fault, "; see txner validate"))


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
        last = "" if precision is None else f"{precision:.3f}"
        table.add_row(Text(name), *(f"{row[outcome]:g}" for outcome in outcomes), last)
    return table


def print_push(pushed: Push, console: Console, *, dry_run: bool, suggested: bool) -> None:
    """Prints what a push sent, or a dry run would send."""
    project = f"project {pushed.project.id} ({pushed.project.name})"
    if dry_run:
        for row in pushed.rows[:MAX_TEXTS]:
            score = row.meta["txner_score"]
            spans = ", ".join(f"{s.start}-{s.end} {s.label}" for s in row.spans)
            console.print(f"{score:<6} {row.text}  {spans}".strip())
        if len(pushed.rows) > MAX_TEXTS:
            console.print(f"… and {len(pushed.rows) - MAX_TEXTS} more")
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
        console.print(f"labels {verb}: {', '.join(pushed.created_labels)}")
    if pushed.suggestions and not pushed.project.collaborative_annotation:
        console.print(
            "the project is not collaborative: only the owner of the token sees the suggestions"
        )


def status_values(
    state: ServerState, labels: dict[str, int], doccano: DoccanoSettings
) -> dict[str, Any]:
    """What the project holds, for JSON."""
    values = asdict(state)
    return {
        "server": doccano.server,
        "project": {"id": state.project.id, "name": state.project.name},
        "collaborative": state.project.collaborative_annotation,
        "offset_unit": state.project.offset_unit.value,
        **{key: values[key] for key in ("examples", "confirmed")},
        "labels": labels,
        "approved_only": doccano.approved_only,
        "not_pulled": state.not_pulled,
        **{key: values[key] for key in ("new", "changed", "deleted", "withdrawn")},
    }


def print_status(
    state: ServerState, labels: dict[str, int], doccano: DoccanoSettings, console: Console
) -> None:
    """Prints what the project holds."""
    collaborative = state.project.collaborative_annotation
    waiting = f"{state.not_pulled} ({state.new} new, {state.changed} changed)"
    rows = [
        ("project", f"{state.project.name} ({state.project.id})"),
        ("server", doccano.server),
        ("offsets", UNIT_NAMES[state.project.offset_unit]),
        ("annotators", "together" if collaborative else ", ".join(state.members)),
        ("examples", str(state.examples)),
        ("approved", str(state.confirmed)),
        ("approved, not pulled" if doccano.approved_only else "not pulled", waiting),
        ("pulled, deleted since", str(state.deleted)),
    ]
    spans = Table(title="Spans", title_justify="left")
    spans.add_column("label")
    spans.add_column("count", justify="right")
    for label, count in labels.items():
        spans.add_row(Text(label), str(count))
    console.print(pairs_table(rows))
    console.print(spans)
