"""The data gate: what was refused, what is unlabelled, how often each label occurs, anomalies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evaluation.gates.checks import Check, at_least, at_most
from preprocessing.records import SPLITS, IngestReport
from preprocessing.settings import DataSettings

if TYPE_CHECKING:
    from tensorflow_metadata.proto.v0 import anomalies_pb2

GATE = "data"
MAX_NAMED = 5
"""How many refused lines the gate names; the `rejects` artifact has all."""


def anomaly_checks(anomalies: dict[str, anomalies_pb2.Anomalies]) -> list[Check]:
    """One check for each split: there must be no anomaly."""
    checks = []
    for split, entry in anomalies.items():
        details = [
            f"{name}: {info.short_description}: {info.description}"
            for name, info in sorted(entry.anomaly_info.items())
        ]
        dataset = entry.dataset_anomaly_info
        details += [f"dataset: {reason.description}" for reason in dataset.reason]
        if entry.data_missing:
            details.append("there are no examples")
        checks.append(at_most(GATE, f"anomalies in {split}", len(details), 0, "; ".join(details)))
    return checks


def report_checks(
    report: IngestReport, settings: DataSettings, labels: list[str], rejects_uri: str
) -> list[Check]:
    """Checks on what was refused, what is unlabelled, and how often each label occurs."""
    lines = max(report.records, 1)
    examples = max(report.examples.total(), 1)
    checks = [
        at_most(
            GATE,
            "reject_fraction",
            report.faulty / lines,
            settings.max_reject_fraction,
            _describe_rejects(report, rejects_uri),
        ),
        at_most(
            GATE,
            "unlabelled_fraction",
            report.unlabelled / examples,
            settings.max_unlabelled_fraction,
            f"{report.unlabelled} of {examples} examples have no span; if these are not annotated "
            "yet, set data.unlabelled to reject"
            if report.unlabelled
            else "",
        ),
    ]
    for split in SPLITS:
        counts = report.spans[split]
        fewest = min(counts[label] for label in labels)
        bound = settings.min_spans_per_label
        scarce = [f"{label} has {counts[label]}" for label in labels if counts[label] < bound]
        checks.append(
            at_least(GATE, f"spans_per_label in {split}", fewest, bound, ", ".join(scarce))
        )
    return checks


def _describe_rejects(report: IngestReport, rejects_uri: str) -> str:
    if not report.rejected:
        return ""
    counts = [f"{count} {reason}" for reason, count in report.rejects.most_common()]
    counts += [f"label {label} unknown in {n}" for label, n in report.unknown_labels.most_common(5)]
    named = [
        f"{file} line {line}: {detail}" for file, line, _, detail in report.offenders[:MAX_NAMED]
    ]
    place = f"; all in {rejects_uri}" if rejects_uri else ""
    return f"{', '.join(counts)}; first: {' | '.join(named)}{place}"
