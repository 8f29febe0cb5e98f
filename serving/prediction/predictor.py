"""Predicting with an exported model in this process."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from models.export_format import DEFAULT_SIGNATURE, Prediction, to_predictions
from preprocessing.errors import UserError
from storage import files

BATCH_SIZE = 64


class ModelNotFoundError(UserError, ValueError):
    """There is no usable model at a path; the message says what was looked for."""


def find_model(path: str | Path) -> Path:
    """Folder of the SavedModel that a path means.

    Args:
      path: The folder of a SavedModel, or one with numbered versions, of which the highest counts.

    Raises:
      ModelNotFoundError: There is neither.
    """
    folder = Path(files.absolute(str(path)))
    if files.is_local_file(folder / "saved_model.pb"):
        return folder
    if not files.is_folder(str(folder)):
        raise ModelNotFoundError("there is no such folder", argument="path", value=path)
    try:
        versions = [
            entry
            for entry in folder.iterdir()
            if entry.name.isdecimal() and files.is_local_file(entry / "saved_model.pb")
        ]
    except OSError as error:
        raise ModelNotFoundError(
            f"the folder cannot be read: {error.strerror}", argument="path", value=path
        ) from None
    if not versions:
        raise ModelNotFoundError(
            "the folder holds neither saved_model.pb nor numbered versions with it",
            argument="path",
            value=path,
        )
    return max(versions, key=lambda entry: int(entry.name))


_Run = Callable[[Sequence[bytes]], dict[str, Any]]
"""From texts in UTF-8 to the outputs of `serving_default`, as arrays."""


class Predictor:
    """A loaded model.

    Args:
      path: See `find_model`.
      int8: Whether to use the int8 model of the export instead of its SavedModel.

    Raises:
      ModelNotFoundError: There is no model, or it does not have this project's signature.
    """

    def __init__(self, path: str | Path, *, int8: bool = False) -> None:
        self.path = find_model(path)
        try:
            self._run = _load_int8(self.path) if int8 else _load(self.path)
        except FileNotFoundError as error:
            raise ModelNotFoundError(str(error), argument="path", value=path) from None
        except (OSError, KeyError, ValueError) as error:
            raise ModelNotFoundError(
                f"{self.path} is not a model of this project ({error})", argument="path", value=path
            ) from error

    def predict(self, texts: Sequence[str]) -> list[Prediction]:
        """Predictions for all texts, in their order."""
        # Alike in length, texts need less padding.
        order = sorted(range(len(texts)), key=lambda index: len(texts[index]))
        predictions: list[Prediction | None] = [None] * len(texts)
        for start in range(0, len(order), BATCH_SIZE):
            rows = order[start : start + BATCH_SIZE]
            answers = self._predict_batch([texts[row] for row in rows])
            for row, answer in zip(rows, answers, strict=True):
                predictions[row] = answer
        return [prediction for prediction in predictions if prediction is not None]

    def predict_stream(self, texts: Iterable[str], window: int = 1024) -> Iterator[Prediction]:
        """Predictions for any number of texts, in their order, holding `window` at a time."""
        iterator = iter(texts)
        while batch := list(islice(iterator, window)):
            yield from self.predict(batch)

    def _predict_batch(self, texts: Sequence[str]) -> list[Prediction]:
        # A lone surrogate cannot be UTF-8; it becomes one character, so offsets stay right.
        encoded = [text.encode("utf-8", "replace") for text in texts]
        columns = {name: values.tolist() for name, values in self._run(encoded).items()}
        return to_predictions(texts, columns)


def _load(path: Path) -> _Run:
    import tensorflow as tf
    import tensorflow_text  # noqa: F401 - registers the ops of the graph

    try:
        model = tf.saved_model.load(str(path))
    except tf.errors.OpError as error:
        raise OSError(str(error)) from error
    signature = model.signatures[DEFAULT_SIGNATURE]

    def run(text: Sequence[bytes]) -> dict[str, Any]:
        answer = signature(text=tf.constant(text, tf.string, [len(text)]))
        return {name: values.numpy() for name, values in answer.items()}

    # The object is kept: its variables live as long as it does.
    run.model = model  # type: ignore[attr-defined]
    return run


def _load_int8(path: Path) -> _Run:
    from serving.prediction.int8 import Int8Model

    return Int8Model(str(path))
