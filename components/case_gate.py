"""CaseGate: tries the model on what customers and annotators told of earlier answers."""
# No postponed annotations here: TFX reads the types off the function.

import json

from tfx.dsl.component.experimental.annotations import InputArtifact, OutputArtifact, Parameter
from tfx.dsl.component.experimental.decorators import component
from tfx.types.standard_artifacts import Examples, Model
from tfx.utils import path_utils

from components.artifacts import GateChecks
from components.gate_checks import write_checks, write_figures
from components.model_counts import predict_texts, read_split
from evaluation.gates.cases import case_checks
from evaluation.gates.settings import EvaluationSettings
from monitoring.case_store import CaseStore
from monitoring.held_out import learning_key, try_cases


@component
def CaseGate(  # noqa: N802 - components are named like classes
    model: InputArtifact[Model],
    examples: InputArtifact[Examples],
    checks: OutputArtifact[GateChecks],
    model_name: Parameter[str],
    release_table: Parameter[str],
    labels: Parameter[str],
    evaluation_settings: Parameter[str],
    cases_state: Parameter[str],  # noqa: ARG001 - for TFX's cache
    source_hash: Parameter[str],  # noqa: ARG001 - for TFX's cache
) -> None:
    """Counts the corrected errors that the model fixes, and the confirmed answers that it breaks.

    The cases are read from the release table's database, wherever the step runs. Texts that are in
    the train split do not count.

    Args:
      model: The exported model.
      examples: From DoccanoExampleGen; the train split says what was learned from.
      checks: All checks and figures, for ReleasePusher; none if there is no case.
      model_name: Its name.
      release_table: URL of the release table.
      labels: JSON list of the labels.
      evaluation_settings: JSON of `evaluation.gates.settings.EvaluationSettings`.
      cases_state: Changes when cases do.
      source_hash: Changes when the code does.
    """
    settings = EvaluationSettings.model_validate_json(evaluation_settings)
    counts = try_cases(
        CaseStore(release_table).read(model_name),
        json.loads(labels),
        lambda: {learning_key(text.text) for text in read_split(examples, "train")},
        lambda texts: predict_texts(path_utils.serving_model_path(model.uri), texts),
    )
    write_figures(checks.uri, counts.figures())
    write_checks(checks.uri, case_checks(counts, settings.cases, settings.confidence))
