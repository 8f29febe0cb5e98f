"""A report as metrics for Prometheus, for node_exporter's textfile collector or a push.

Format: https://prometheus.io/docs/instrumenting/exposition_formats/ (text-based, version 0.0.4).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from monitoring.monitor import Report, figures
from monitoring.significance import Result

_PREFIX = "txner_monitor"

_HELP = {
    "alarm": "Whether something has changed in the window: 1 or 0.",
    "alarms": "Tests of the window that say that something has changed.",
    "window_end_timestamp_seconds": "When the window ended.",
    "texts": "Texts that were answered in the window.",
    "earlier_windows": "Windows that it was held against.",
    "figure": "A figure of the window.",
    "value": "What a test looked at.",
    "usual": "The middle of it in earlier windows.",
    "p_value": "Probability of such a value or one farther away, if nothing has changed.",
    "check_alarm": "Whether a test says that something has changed: 1 or 0.",
}

METRICS = tuple(f"{_PREFIX}_{name}" for name in _HELP)
"""Names of all metrics."""


def to_metrics(report: Report) -> str:
    """The metrics of a report, each with the model as a label."""
    model = {"model": report.model}
    samples: list[tuple[str, Mapping[str, str], float]] = [
        ("alarm", model, bool(report.alarms)),
        ("alarms", model, len(report.alarms)),
        ("window_end_timestamp_seconds", model, report.until.timestamp()),
        ("texts", model, report.summary.texts),
        ("earlier_windows", model, report.earlier),
    ]
    samples += [("texts", {**model, "slice": name}, texts) for name, texts in report.slices.items()]
    samples += [
        ("figure", {**model, "figure": name}, value)
        for name, value in figures(report.summary).items()
    ]
    for check in report.checks:
        if check.result is None:
            continue
        labels = {**model, "check": check.name, "slice": check.slice, "against": check.against}
        samples += [(name, labels, value) for name, value in _values(check.result)]
        samples.append(("check_alarm", labels, check.alarm))
    lines = []
    for name, text in _HELP.items():
        lines += [f"# HELP {_PREFIX}_{name} {text}", f"# TYPE {_PREFIX}_{name} gauge"]
        lines += [
            f"{_PREFIX}_{name}{{{_labels(labels)}}} {float(value):.10g}"
            for found, labels, value in samples
            if found == name
        ]
    return "\n".join(lines) + "\n"


def _values(result: Result) -> Iterator[tuple[str, float]]:
    yield "value", result.value
    yield "usual", result.usual
    yield "p_value", result.p


def _labels(labels: Mapping[str, str]) -> str:
    return ",".join(f'{name}="{_escaped(value)}"' for name, value in labels.items())


def _escaped(value: str) -> str:
    return value.replace("\\", r"\\").replace("\n", r"\n").replace('"', r"\"")
