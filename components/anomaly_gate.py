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
from components.gate_checks import write_checks
from evaluation.gates.checks import GateFailedError
from evaluation.gates.data import anomaly_checks, report_checks
from evaluation.gates.evidence import evidence_checks
from evaluation.gates.settings import EvaluationSettings
from preprocessing.ingest_files import read_report
from preprocessing.settings import DataSettings
from serving.release.records import Outcome
from serving.release.run_provenance import run_provenance
from serving.release.table import Releases


@component
def AnomalyGate(  # noqa: N802 - components are named like classes
    anomalies: InputArtifact[ExampleAnomalies],
    rejects: InputArtifact[Rejects],
    checks: OutputArtifact[GateChecks],
    data: Parameter[str],
    labels: Parameter[str],
    evaluation_settings: Parameter[str],
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
      evaluation_settings: JSON of `evaluation.gates.settings.EvaluationSettings`.
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
    label_list = json.loads(labels)
    results = [
        *report_checks(report, settings, label_list, rejects.uri),
        *anomaly_checks(read_anomalies(anomalies)),
        *evidence_checks(
            report, label_list, EvaluationSettings.model_validate_json(evaluation_settings)
        ),
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
    anomalies = {}
    for split in artifact_utils.decode_split_names(artifact.split_names):
        path = f"{artifact_utils.get_split_uri([artifact], split)}/SchemaDiff.pb"
        with tf.io.gfile.GFile(path, "rb") as file:
            anomalies[split] = anomalies_pb2.Anomalies.FromString(file.read())
    return anomalies
