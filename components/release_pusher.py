"""ReleasePusher: publishes the model if every gate lets it pass, and records what it did."""
# No postponed annotations here: TFX reads the types off the function.

import json

from tfx.components.util import model_utils
from tfx.dsl.component.experimental.annotations import InputArtifact, OutputArtifact, Parameter
from tfx.dsl.component.experimental.decorators import component
from tfx.types.standard_artifacts import (
    HyperParameters,
    InfraBlessing,
    Model,
    ModelBlessing,
    ModelEvaluation,
    PushedModel,
)
from tfx.utils import path_utils

from components.artifacts import GateChecks, Rejects
from components.gate_checks import read_checks
from components.gate_checks import read_figures as read_case_figures
from components.model_counts import read_counts, require_counts
from components.span_metrics import BASELINE, CANDIDATE, read_figures
from evaluation.gates.checks import CHECKS_FILE, Check
from evaluation.gates.evaluation import evaluation_checks
from evaluation.gates.evidence import found_checks
from evaluation.gates.settings import EvaluationSettings
from preprocessing.ingest_files import read_profile
from serving.release.pushing import push_model
from serving.release.record import RECORD_FILE, ReleaseRecord
from serving.release.run_provenance import run_provenance
from serving.release.table import Releases
from storage import files


@component
def ReleasePusher(  # noqa: N802 - components are named like classes
    model: InputArtifact[Model],
    rejects: InputArtifact[Rejects],
    data_checks: InputArtifact[GateChecks],
    evaluation: InputArtifact[ModelEvaluation],
    int8_checks: InputArtifact[GateChecks],
    case_checks: InputArtifact[GateChecks],
    model_blessing: InputArtifact[ModelBlessing],
    infra_blessing: InputArtifact[InfraBlessing],
    pushed_model: OutputArtifact[PushedModel],
    model_name: Parameter[str],
    labels: Parameter[str],
    evaluation_settings: Parameter[str],
    release_root: Parameter[str],
    release_table: Parameter[str],
    release_label: Parameter[str],
    provenance: Parameter[str],
    release_state: Parameter[str],  # noqa: ARG001 - for TFX's cache
    source_hash: Parameter[str],  # noqa: ARG001 - for TFX's cache
    epochs: Parameter[int],
    learning_rate: Parameter[float],
    trigger_reason: Parameter[str],
    hyperparameters: InputArtifact[HyperParameters] = None,
) -> None:
    """Publishes the model, or says which gate it failed; the release table gets either.

    Args:
      model: The exported model.
      rejects: From DoccanoExampleGen; has the profile of the data.
      data_checks: Result of the data gate.
      evaluation: Figures of the model and of the one in release.
      int8_checks: Result of the int8 gate.
      case_checks: Result of the gate of known cases, and its figures.
      model_blessing: TFMA's verdict.
      infra_blessing: Verdict of ServingCheck or InfraValidator.
      pushed_model: Holds a `serving.release.record.ReleaseRecord`.
      model_name: Name of the model.
      labels: JSON list of the labels.
      evaluation_settings: JSON of `evaluation.gates.settings.EvaluationSettings`.
      release_root: Folder or URL below which each model has a folder of versions.
      release_table: URL of the release table.
      release_label: Label for a new version.
      provenance: JSON of code, data and configuration.
      release_state: Changes when versions or labels do.
      source_hash: Changes when the code does.
      epochs: The run's number of epochs, for the record.
      learning_rate: The run's learning rate, for the record.
      trigger_reason: Why the run was started, for the record.
      hyperparameters: What the tuner found, for the record, if there was one.
    """
    label_list = json.loads(labels)
    settings = EvaluationSettings.model_validate_json(evaluation_settings)
    figures = read_figures(evaluation.uri, CANDIDATE, label_list)
    metrics = {**figures, **read_case_figures(case_checks.uri)}
    checks = [
        *read_checks(data_checks.uri),
        *evaluation_checks(
            require_counts(evaluation.uri, CANDIDATE),
            read_counts(evaluation.uri, BASELINE),
            settings,
            blessed=model_utils.is_model_blessed(model_blessing),
        ),
        *found_checks(figures, label_list, settings),
        *read_checks(int8_checks.uri),
        *read_checks(case_checks.uri),
        *_serving_checks(infra_blessing),
    ]
    result = push_model(
        path_utils.serving_model_path(model.uri),
        model=model_name,
        root=release_root,
        label=release_label,
        releases=Releases(release_table),
        checks=checks,
        metrics=metrics,
        provenance=run_provenance(
            provenance,
            rejects.uri,
            epochs=epochs,
            learning_rate=learning_rate,
            trigger_reason=trigger_reason,
            hyperparameters_uri=hyperparameters.uri if hyperparameters else "",
        ),
        data_profile=read_profile(rejects.uri),
    )
    record = ReleaseRecord(
        outcome=result.outcome,
        version=result.version,
        path=result.path,
        labels=list(result.labels),
        figures=metrics,
        checks=checks,
        held=result.held,
    )
    files.write_text(files.join(pushed_model.uri, RECORD_FILE), record.to_json())


def _serving_checks(blessing: InfraBlessing) -> list[Check]:
    if files.exists(files.join(blessing.uri, CHECKS_FILE)):
        return read_checks(blessing.uri)
    passed = model_utils.is_infra_validated(blessing)
    detail = "" if passed else "its log says why"
    return [Check("serving", "InfraValidator", float(passed), ">= 1", passed, detail)]
