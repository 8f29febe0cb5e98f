"""What `txner release` prints: versions, moves of labels, comparisons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from commands.output import as_cell, pairs_table, plain_table
from evaluation.comparison import Comparison
from evaluation.paired import Paired, least_wins
from models.span_scoring import MICRO
from pipeline.consoles import visible
from serving.release.records import Move, MoveOutcome, Status, Version

FIGURE = "micro/f1"
"""The figure that `list` shows; `show` has all of them."""

MAX_TEXTS = 10
"""Differing texts that `compare` shows; `--json` has more."""

_MIN_WIDTHS = {"version": 10, "published": 16, "at": 16, "from": 10, "to": 10}

Labels = Mapping[int, Sequence[str]]
"""The labels that stand on a version, by its number."""


def versions_table(versions: Sequence[Version], labels: Labels) -> Table:
    """Versions, a line for each.

    Args:
      versions: In the order of the lines.
      labels: The labels of each.
    """
    table = _wide_table("version", "published", "labels", FIGURE, "data", "commit")
    for version in versions:
        figure = version.metrics.get(FIGURE)
        unfinished = "" if version.status is Status.PUBLISHED else f"({version.status})"
        table.add_row(
            str(version.version),
            f"{version.created:%Y-%m-%d %H:%M}",
            Text(", ".join(labels.get(version.version, ())) or unfinished),
            "" if figure is None else f"{figure:.4f}",
            Text(visible(str(version.provenance.get("data_fingerprint", ""))[:8])),
            Text(visible(_short_commit(version))),
        )
    return table


def print_version(version: Version, labels: Labels, console: Console) -> None:
    """Prints all that is known of a version.

    Args:
      version: The version.
      labels: The labels of each version.
      console: See `commands.output.stdout`.
    """
    values = version_values(version, labels)
    values["labels"] = ", ".join(values["labels"])
    names = ("version", "path", "status", "published", "labels", "digest")
    rows = [(name, str(values[name])) for name in names]
    rows += [(name, as_cell(value)) for name, value in sorted(version.provenance.items())]
    console.print(pairs_table(rows))
    if not version.metrics:
        return
    figures = Table()
    figures.add_column("figure")
    figures.add_column("value", justify="right")
    for name, value in sorted(version.metrics.items()):
        shown = f"{value:.4f}" if isinstance(value, float) else as_cell(value)
        figures.add_row(Text(visible(name)), Text(visible(shown)))
    console.print(figures)


def version_values(version: Version, labels: Labels) -> dict[str, Any]:
    """All that is known of a version, for JSON."""
    return {
        "model": version.model,
        "version": version.version,
        "path": version.path,
        "status": version.status.value,
        "published": _moment(version.created),
        "labels": list(labels.get(version.version, ())),
        "digest": version.digest,
        "metrics": dict(version.metrics),
        "provenance": dict(version.provenance),
    }


def moves_table(history: Sequence[Move]) -> Table:
    """Moves of labels, a line for each."""
    table = _wide_table("at", "label", "action", "from", "to", "who", "why")
    for move in history:
        refused = "" if move.outcome is MoveOutcome.MOVED else f"{move.outcome}: "
        table.add_row(
            f"{move.at:%Y-%m-%d %H:%M}",
            Text(visible(move.label)),
            move.action,
            str(move.from_version or ""),
            str(move.to_version or ""),
            Text(visible(move.who)),
            Text(visible(refused + move.why)),
        )
    return table


def move_values(move: Move) -> dict[str, Any]:
    """A move of a label, for JSON."""
    return {
        "at": _moment(move.at),
        "label": move.label,
        "action": move.action.value,
        "from": move.from_version,
        "to": move.to_version,
        "who": move.who,
        "why": move.why,
        "outcome": move.outcome.value,
    }


def print_comparison(result: Comparison, versions: Sequence[str], console: Console) -> None:
    """Prints agreement by label, the differences, and the latencies.

    Args:
      result: The comparison.
      versions: What the baseline and the candidate are called.
      console: See `commands.output.stdout`.
    """
    old, new = versions
    console.print(_agreement_table(result, old, new))
    for difference in result.differences[:MAX_TEXTS]:
        console.print(visible(difference.text))
        for version, entities in (
            (old, difference.only_baseline),
            (new, difference.only_candidate),
        ):
            for entity in entities:
                place = f"{entity.start}-{entity.end}"
                console.print(f"  only {version}: {entity.label} {place} {visible(entity.text)}")
    different = result.texts - result.equal_texts
    if different > MAX_TEXTS:
        console.print(f"… and {different - MAX_TEXTS} more texts")
    console.print(
        f"equal entities in {result.equal_texts} of {result.texts} texts ({result.agreement:.4f})"
    )
    for version, latency in ((old, result.baseline), (new, result.candidate)):
        console.print(f"{version}: p50 {latency.p50_ms:.1f} ms, p95 {latency.p95_ms:.1f} ms")


def print_evidence(
    paired: Paired | None,
    different: int,
    console: Console,
    slices: Mapping[str, Paired],
) -> None:
    """Prints which version is better, or what it takes to tell.

    Args:
      paired: By annotations, if there are some.
      different: In how many texts the two differ.
      console: See `commands.output.stdout`.
      slices: By annotations, for each slice.
    """
    if paired is not None:
        table = _wide_table("label", "F1, candidate - baseline", "with 95 % confidence")
        for label, gain in paired.gains.items():
            ends = f"{gain.low:+.4f} to {gain.high:+.4f}"
            table.add_row(Text(visible(label)), f"{gain.value:+.4f}", ends)
        console.print(table)
        if slices:
            console.print(_slices_table(slices))
        console.print(paired.verdict)
        for name, part in slices.items():
            if part.gains[MICRO].low > 0 or part.gains[MICRO].high < 0:
                console.print(Text(f"{visible(name)}: {part.verdict}"))
        return
    wins = least_wins(different)
    if wins is None:
        console.print(f"{different} texts in which they differ are too few to tell who is better")
    else:
        console.print(
            f"they differ in {different} texts: annotated, these tell who is better if one of the "
            f"two is right in {wins} of them"
        )


def _slices_table(slices: Mapping[str, Paired]) -> Table:
    table = _wide_table("slice", "texts", "F1, candidate - baseline", "with 95 % confidence")
    for name, part in slices.items():
        gain = part.gains[MICRO]
        ends = f"{gain.low:+.4f} to {gain.high:+.4f}"
        table.add_row(Text(visible(name)), str(part.texts), f"{gain.value:+.4f}", ends)
    return table


def _agreement_table(result: Comparison, old: str, new: str) -> Table:
    table = _wide_table("label", "both", f"only {old}", f"only {new}", "agreement")
    for label, agreement in result.labels.items():
        table.add_row(
            Text(visible(label)),
            str(agreement.both),
            str(agreement.only_baseline),
            str(agreement.only_candidate),
            f"{agreement.share:.4f}",
        )
    return table


def _wide_table(*columns: str) -> Table:
    """A table in which numbers of versions and times are never cut, however narrow it is."""
    table = plain_table(*columns)
    table.collapse_padding = True
    for column in table.columns:
        column.min_width = _MIN_WIDTHS.get(str(column.header))
    return table


def _short_commit(version: Version) -> str:
    commit, plus, _ = str(version.provenance.get("git_commit", "")).partition("+")
    return f"{commit[:7]}{plus}"


def _moment(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"
