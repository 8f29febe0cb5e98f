"""What `txner audit` prints."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from annotation.push import Push
from monitoring.audit_sample import Drawn, Frame
from monitoring.audits import Audit
from monitoring.live_precision import CONFIDENCE, EVERYTHING, LivePrecision, Precision, Verdict

FEW_BACK = 0.8
"""Share of the texts that came back below which a person is told."""

_SHOWN = 5


def print_sent(
    audit: str,
    frame: Frame,
    drawn: Sequence[Drawn],
    pushed: Push,
    present: int,
    console: Console,
    *,
    dry_run: bool,
) -> None:
    """Prints what was drawn and sent."""
    nothing = f"{frame.nothing_accepted:,} with nothing accepted"
    console.print(f"audit {audit}: {frame.answers:,} answers, {nothing}")
    if frame.without_text:
        console.print(f"{frame.without_text:,} answers were logged without their text: not judged")
    strata = Counter(one.stratum for one in drawn)
    divided = ", ".join(f"{count} of {name or 'none'}" for name, count in sorted(strata.items()))
    console.print(
        f"{len(drawn)} of {len(frame.texts):,} texts drawn"
        + (f": {divided}" if set(strata) != {""} else "")
    )
    project = f"project {pushed.project.id} ({pushed.project.name})"
    done = f"{len(pushed.rows)} would be sent" if dry_run else f"{pushed.sent} sent"
    console.print(f"{done} to {project}, {present} were there already")
    if pushed.created_labels:
        verb = "would be created" if dry_run else "created"
        console.print(f"labels {verb}: {', '.join(pushed.created_labels)}")


def report_values(
    audit: Audit, figures: LivePrecision, target: float, cases: int
) -> dict[str, Any]:
    """A report as JSON has it."""
    return {
        "audit": str(audit.name),
        "sent": audit.sent,
        "approved": len(audit.judged),
        "unusable": audit.unusable,
        "new_cases": cases,
        **figures.to_dict(target),
        "missed": figures.missed(target),
    }


def print_report(
    audit: Audit, figures: LivePrecision, target: float, cases: int, console: Console
) -> None:
    """Prints the figures of an audit."""
    title = f"Audit {audit.name}: precision of what was accepted, promised {target:g}"
    table = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD)
    table.add_column("")
    for column in ("texts", "accepted", "right", "precision", f"{CONFIDENCE:.0%} interval"):
        table.add_column(column, justify="right")
    table.add_column("promise")
    _add(table, EVERYTHING, figures.everything, target, CONFIDENCE)
    table.add_section()
    for label, figure in figures.labels.items():
        _add(table, label, figure, target, figures.label_confidence)
    if figures.slices:
        table.add_section()
    for name, figure in figures.slices.items():
        _add(table, name, figure, target, CONFIDENCE)
    console.print(table)
    judged = len(audit.judged)
    console.print(f"{judged} of {audit.sent} texts are approved; {cases} new cases")
    if audit.unusable:
        shown = "; ".join(audit.unusable[:_SHOWN])
        more = f"; and {len(audit.unusable) - _SHOWN} more" if len(audit.unusable) > _SHOWN else ""
        console.print(Text(f"{len(audit.unusable)} cannot be used: {shown}{more}", "yellow"))
    if judged < FEW_BACK * audit.sent:
        console.print(
            "the others are missing: the figures hold if the texts were annotated in their order, "
            "which is random, and none was left out for being difficult"
        )


def _add(table: Table, name: str, figure: Precision, target: float, confidence: float) -> None:
    if not figure.texts:
        table.add_row(Text(name), "0", "0", "0", "–", "–", "nothing accepted")
        return
    low, high = figure.interval()
    verdict = figure.verdict(target, confidence)
    told = {
        Verdict.KEPT: Text("kept", "green"),
        Verdict.MISSED: Text("missed", "red"),
        Verdict.OPEN: Text("open"),
    }[verdict]
    if verdict is Verdict.OPEN and (needed := figure.needed_texts(target, confidence)):
        told.append(f": {needed - figure.texts:,} more such texts would tell")
    table.add_row(
        Text(name),
        str(figure.texts),
        str(figure.accepted),
        str(figure.right),
        f"{figure.value:.3f}",
        f"{low:.3f} to {high:.3f}",
        told,
    )
