"""A run's model on texts from the field: annotated ones that no run learns from."""

from __future__ import annotations

from dataclasses import dataclass

from evaluation.annotated import Evaluation, evaluate_file
from pipeline.config import Settings
from preprocessing.annotation_files import find_files
from preprocessing.errors import UserError
from storage import files

_SERVING_FOLDER = "Format-Serving"  # TFX's name of the SavedModel within a Model artifact


@dataclass(frozen=True)
class FieldResult:
    """How a model does on `evaluation.field_path`.

    Attributes:
      path: The file.
      evaluation: What was compared.
    """

    path: str
    evaluation: Evaluation


def check_field(settings: Settings) -> None:
    """Finds now, and not after minutes, whether the configured texts are there.

    Raises:
      UserError: They are not.
    """
    path = settings.evaluation.field_path
    if path is None:
        return
    try:
        find_files(path, "all")
    except UserError as error:
        raise UserError(f"evaluation.field_path: {error}") from None


def evaluate_in_field(settings: Settings, model_uri: str) -> FieldResult | None:
    """Evaluates a model on the configured texts, or not if there are none.

    Args:
      settings: The configuration.
      model_uri: Local folder of the `Model` artifact.

    Raises:
      UserError: The file cannot be used.
    """
    path = settings.evaluation.field_path
    if path is None or files.is_remote(model_uri):
        return None
    from serving.prediction.predictor import Predictor

    predictor = Predictor(files.join(model_uri, _SERVING_FOLDER))
    data = settings.data.model_copy(update={"spans": "all", "offset_unit": "auto"})
    try:
        return FieldResult(path, evaluate_file(predictor.predict_stream, path, data))
    except UserError as error:
        raise UserError(f"evaluation.field_path: {error}") from None
