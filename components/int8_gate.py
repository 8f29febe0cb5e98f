"""Int8Gate: evaluates the int8 model that was exported beside the SavedModel, if there is one."""
# No postponed annotations here: TFX reads the types off the function.

import json

from tfx.dsl.component.experimental.annotations import InputArtifact, OutputArtifact, Parameter
from tfx.dsl.component.experimental.decorators import component
from tfx.types import artifact_utils
from tfx.types.standard_artifacts import Examples, Model, ModelEvaluation
from tfx.utils import path_utils

from components.artifacts import GateChecks
from components.gate_checks import write_checks
from components.span_metrics import CANDIDATE, read_figures
from evaluation.gates.int8 import int8_checks, score_int8
from models.export_format import INT8_FOLDER
from preprocessing.examples import read_annotated_texts
from serving.prediction.predictor import Predictor
from storage import files


@component
def Int8Gate(  # noqa: N802 - components are named like classes
    model: InputArtifact[Model],
    examples: InputArtifact[Examples],
    evaluation: InputArtifact[ModelEvaluation],
    checks: OutputArtifact[GateChecks],
    labels: Parameter[str],
    max_drop: Parameter[float],
    source_hash: Parameter[str],  # noqa: ARG001 - for TFX's cache
) -> None:
    """Compares the span metrics of the int8 model with those of the exported one.

    Args:
      model: The exported model.
      examples: From DoccanoExampleGen; the eval split is used.
      evaluation: Figures of the exported model on that split.
      checks: All checks, for ReleasePusher; none if there is no int8 model.
      labels: JSON list of the labels.
      max_drop: How far micro F1 may fall.
      source_hash: Changes when the code does.
    """
    path = path_utils.serving_model_path(model.uri)
    results = []
    if files.exists(files.join(path, INT8_FOLDER)):
        names = json.loads(labels)
        paths = files.glob(f"{artifact_utils.get_split_uri([examples], 'eval')}/*.gz")
        exported = read_figures(evaluation.uri, CANDIDATE, names)
        figures = score_int8(Predictor(path, int8=True).predict, read_annotated_texts(paths), names)
        results = int8_checks(figures, exported["micro/f1"], max_drop)
    write_checks(checks.uri, results)
