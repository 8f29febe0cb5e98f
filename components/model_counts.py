"""Counts of what a model gets right in each text of the eval split, as gates compare them."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from tfx.types import artifact_utils
from tfx.types.standard_artifacts import Examples

from evaluation.text_counts import TextCounts
from models.export_format import Prediction
from preprocessing.examples import AnnotatedText, read_annotated_texts
from preprocessing.novelty import annotated_values, novelty_slices
from preprocessing.records import Split
from serving.prediction.predictor import Predictor
from serving.release.publishing import copy_tree
from storage import files


def count_eval_texts(
    model_path: str,
    examples: Examples,
    labels: Sequence[str],
    *,
    unseen: Sequence[str] = (),
    int8: bool = False,
) -> TextCounts:
    """Asks a model for the entities of the eval split, and counts the right ones in each text.

    Args:
      model_path: Folder or URL of the SavedModel.
      examples: From DoccanoExampleGen; the eval split is used, and for `unseen` the train split.
      labels: The labels.
      unseen: Labels for which texts are put into slices by whether training saw what they say.
      int8: Whether to ask the int8 model of the export.
    """
    texts = list(read_split(examples, "eval"))
    trained = read_split(examples, "train") if unseen else ()
    seen = annotated_values(((text.text, text.spans) for text in trained), unseen)
    slices = [(*text.slices, *novelty_slices(text.text, text.spans, seen)) for text in texts]
    with _on_this_machine(model_path) as path:
        answers = Predictor(path, int8=int8).predict_stream(text.text for text in texts)
        counted = zip((text.spans for text in texts), answers, strict=True)
        return TextCounts.count(labels, counted, slices)


def read_split(examples: Examples, split: Split) -> Iterator[AnnotatedText]:
    """The texts of a split.

    Args:
      examples: From DoccanoExampleGen.
      split: The split.
    """
    paths = sorted(files.glob(f"{artifact_utils.get_split_uri([examples], split)}/*.gz"))
    return read_annotated_texts(paths)


def predict_texts(model_path: str, texts: Sequence[str]) -> list[Prediction]:
    """What a model answers to texts, in their order.

    Args:
      model_path: Folder or URL of the SavedModel.
      texts: The texts.
    """
    with _on_this_machine(model_path) as path:
        return list(Predictor(path).predict_stream(texts))


def write_counts(evaluation_uri: str, model_name: str, counts: TextCounts) -> None:
    """Leaves counts beside TFMA's figures."""
    files.write_bytes(_path(evaluation_uri, model_name), counts.to_bytes())


def read_counts(evaluation_uri: str, model_name: str) -> TextCounts | None:
    """Counts that `write_counts` left, or None if there are none of this model."""
    path = _path(evaluation_uri, model_name)
    if not files.exists(path):
        return None
    with files.open_binary(path) as file:
        return TextCounts.from_bytes(file.read())


def require_counts(evaluation_uri: str, model_name: str) -> TextCounts:
    """The same for a model that must have been evaluated.

    Raises:
      FileNotFoundError: There are no counts of it.
    """
    counts = read_counts(evaluation_uri, model_name)
    if counts is None:
        raise FileNotFoundError(f"{evaluation_uri} has no counts of the {model_name} model")
    return counts


def _path(evaluation_uri: str, model_name: str) -> str:
    return files.join(evaluation_uri, f"text_counts_{model_name}.npz")


@contextlib.contextmanager
def _on_this_machine(model_path: str) -> Iterator[str]:
    """A folder with the model, which may be in a bucket."""
    if not files.is_remote(model_path):
        yield model_path
        return
    with tempfile.TemporaryDirectory(prefix="txner-model-") as folder:
        target = str(Path(folder, "1"))
        copy_tree(model_path, target)
        yield target
