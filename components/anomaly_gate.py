"""AnomalyGate: stops the run if the data is not what the schema and the bounds say."""
# No postponed annotations here: TFX reads the types off the function.

import json
from dataclasses import asdict

import tensorflow as tf
from tensorflow_metadata.proto.v0 import anomalies_pb2
from tfx.dsl.component.experimental.annotations import InputArtifact, OutputArtifact, Parameter
from tfx.dsl.component.experimental.decorators import component
from tfx.types import artifact_utils
from tfx.types.standard_artifacts import ExampleAnomalies

from components.artifacts import GateChecks, Rejects
from components.doccano_example_gen import read_report
from components.gate_checks import write_checks
from components.run_record import run_provenance
from preprocessing.records import SPLITS, IngestReport
from preprocessing.settings import DataSettings
from serving.gates import Check, GateFailedError, at_least, at_most
from serving.releases import Outcome, Releases

GATE = "data"
MAX_NAMED = 5
"""How many refused lines the gate names; the `rejects` artifact has all."""


@component
def AnomalyGate(  # noqa: N802 - components are named like classes
    anomalies: InputArtifact[ExampleAnomalies],
    rejects: InputArtifact[Rejects],
    checks: OutputArtifact[GateChecks],
    data: Parameter[str],
    labels: Parameter[str],
    model_name: Parameter[str],
    release_table: Parameter[str],
    provenance: Parameter[str],
    source_hash: Parameter[str],  # noqa: ARG001 - for TFX's cache
    epochs: Parameter[int] = 0,
    learning_rate: Parameter[float] = 0.0,
    trigger_reason: Parameter[str] = "",
) -> None:
    """Checks the data and fails if any check does.

    Args:
      anomalies: From ExampleValidator.
      rejects: From DoccanoExampleGen.
      checks: All checks, passed or failed.
      data: JSON of `preprocessing.settings.DataSettings`.
      labels: JSON list of the labels.
      model_name: Name of the model.
      release_table: URL of the release table, which tells of a failed run.
      provenance: JSON of code, data and configuration.
      source_hash: Changes when the code does.
      epochs: The run's number of epochs, for the record.
      learning_rate: The run's learning rate, for the record.
      trigger_reason: Why the run was started, for the record.

    Raises:
      GateFailedError: A check failed.
    """
    settings = DataSettings.model_validate_json(data)
    report = read_report(rejects.uri)
    results = [
        *report_checks(report, settings, json.loads(labels), rejects.uri),
        *anomaly_checks(read_anomalies(anomalies)),
    ]
    # Also if one failed: what runs a job elsewhere does not hand exceptions on.
    write_checks(checks.uri, results)
    if not all(check.passed for check in results):
        Releases(release_table).record_run(
            model_name,
            Outcome.REJECTED,
            version=None,
            checks=[asdict(check) for check in results],
            provenance=run_provenance(
                provenance,
                rejects.uri,
                epochs=epochs,
                learning_rate=learning_rate,
                trigger_reason=trigger_reason,
            ),
        )
        raise GateFailedError(results)


def read_anomalies(artifact: ExampleAnomalies) -> dict[str, anomalies_pb2.Anomalies]:
    """Anomalies of each split."""
    found = {}
    for split in artifact_utils.decode_split_names(artifact.split_names):
        path = f"{artifact_utils.get_split_uri([artifact], split)}/SchemaDiff.pb"
        with tf.io.gfile.GFile(path, "rb") as file:
            found[split] = anomalies_pb2.Anomalies.FromString(file.read())
    return found


def anomaly_checks(anomalies: dict[str, anomalies_pb2.Anomalies]) -> list[Check]:
    """One check for each split: there must be no anomaly."""
    checks = []
    for split, found in anomalies.items():
        details = [
            f"{name}: {info.short_description}: {info.description}"
            for name, info in sorted(found.anomaly_info.items())
        ]
        dataset = found.dataset_anomaly_info
        details += [f"dataset: {reason.description}" for reason in dataset.reason]
        if found.data_missing:
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
    return f"{', '.join(counts)}; first: {' | '.join(named)}; all in {rejects_uri}"
