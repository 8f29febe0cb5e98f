"""Int8Gate: evaluates the int8 model that was exported beside the SavedModel, if there is one."""
# No postponed annotations here: TFX reads the types off the function.

import json

from tfx.dsl.component.experimental.annotations import InputArtifact, OutputArtifact, Parameter
from tfx.dsl.component.experimental.decorators import component
from tfx.types.standard_artifacts import Examples, Model, ModelEvaluation
from tfx.utils import path_utils

from components.artifacts import GateChecks
from components.gate_checks import write_checks
from components.model_counts import count_eval_texts, require_counts
from components.span_metrics import CANDIDATE
from evaluation.gates.int8 import int8_checks
from models.export_format import INT8_FOLDER
from storage import files


@component
def Int8Gate(  # noqa: N802 - components are named like classes
    model: InputArtifact[Model],
    examples: InputArtifact[Examples],
    evaluation: InputArtifact[ModelEvaluation],
    checks: OutputArtifact[GateChecks],
    labels: Parameter[str],
    max_drop: Parameter[float],
    confidence: Parameter[float],
    source_hash: Parameter[str],  # noqa: ARG001 - for TFX's cache
) -> None:
    """Compares the span metrics of the int8 model with those of the exported one.

    Args:
      model: The exported model.
      examples: From DoccanoExampleGen; the eval split is used.
      evaluation: Counts of the exported model on that split.
      checks: All checks, for ReleasePusher; none if there is no int8 model.
      labels: JSON list of the labels.
      max_drop: How far micro F1 may fall.
      confidence: With which a greater drop must be sure, to fail.
      source_hash: Changes when the code does.
    """
    path = path_utils.serving_model_path(model.uri)
    results = []
    if files.exists(files.join(path, INT8_FOLDER)):
        exported = require_counts(evaluation.uri, CANDIDATE)
        int8 = count_eval_texts(path, examples, json.loads(labels), int8=True)
        results = int8_checks(int8, exported, max_drop, confidence)
    write_checks(checks.uri, results)
