"""Training that begins with the weights of a published model instead of those of its encoder.

Weights are found by name. The classifier has a row for each tag, and its rows are found by label:
labels may be new, left out, or renamed.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Self

import numpy as np
import tensorflow as tf
from google.protobuf.message import DecodeError
from tensorflow.core.protobuf import saved_model_pb2, trackable_object_graph_pb2

from models.model_description import LABEL_SCHEME, ModelDescription, StartingPointError
from models.tagger import Tagger
from preprocessing.encoder_files import BUNDLED, EncoderFiles
from preprocessing.labels import KINDS, OUTSIDE
from storage import files

KERNEL, BIAS = "classifier/kernel", "classifier/bias"

OBJECT_GRAPH = "_CHECKPOINTABLE_OBJECT_GRAPH"
"""Key of a checkpoint under which TensorFlow says which variable is where."""


@dataclass(frozen=True)
class StartingPoint:
    """A published model that training begins from.

    Attributes:
      name: For messages, such as `version 7 of transactions`.
      path: Its folder or URL.
      description: What it is made of.
    """

    name: str
    path: str
    description: ModelDescription

    @classmethod
    def of(cls, values: Mapping[str, Any] | None) -> Self | None:
        """Out of plain values, as a component's parameters have them; None: the encoder."""
        if values is None:
            return None
        description = ModelDescription.from_dict(values["description"])
        return cls(values["name"], values["path"], description)


def describe(
    source: str, encoder: EncoderFiles, tagger: Tagger, labels: Sequence[str]
) -> ModelDescription:
    """What a model is made of.

    Args:
      source: `encoder.source` of the configuration.
      encoder: The encoder's files.
      tagger: The tagger.
      labels: The labels, in the order of their tag ids.
    """
    return ModelDescription(
        encoder=encoder_name(source),
        labels=tuple(labels),
        vocabulary=vocabulary_hash(encoder),
        lower_case=encoder.lower_case,
        shape=asdict(tagger.encoder.config),
    )


def encoder_name(source: str) -> str:
    """An encoder's name, the same on every machine: of a local folder the last part only.

    The last two, where the last is the number of a version.
    """
    if source == BUNDLED or files.is_remote(source):
        return source
    *_, folder, last = ("", *source.rstrip("/").split("/"))
    return f"{folder}/{last}" if folder and last.isdecimal() else last


def vocabulary_hash(encoder: EncoderFiles) -> str:
    """SHA-256 of the word pieces in the order of their ids."""
    # NUL is in no word piece; new lines may be.
    return hashlib.sha256("\0".join(encoder.vocab).encode()).hexdigest()


def check_start(
    start: StartingPoint,
    source: str,
    encoder: EncoderFiles,
    labels: Sequence[str],
    label_map: Mapping[str, str | None],
) -> None:
    """Checks that training can begin there, as far as that is to be seen without the weights.

    Args:
      start: The published model.
      source: `encoder.source` of the configuration.
      encoder: The encoder that it names.
      labels: The labels to train.
      label_map: New names of labels by their old ones; None to forget one.

    Raises:
      StartingPointError: It was made of another encoder, or the labels do not go together.
    """
    description = start.description
    if description.label_scheme != LABEL_SCHEME:
        raise StartingPointError(
            f"training.start_from: the tags of {start.name} follow the scheme "
            f"{description.label_scheme}, not {LABEL_SCHEME}"
        )
    if description.vocabulary:
        same = (vocabulary_hash(encoder), encoder.lower_case) == (
            description.vocabulary,
            description.lower_case,
        )
    else:
        same = encoder_name(source) == description.encoder
    if not same:
        raise StartingPointError(
            f"training.start_from: {start.name} was made of the encoder {description.encoder}, "
            f"whose word pieces are not those of encoder.source, {source}; set encoder.source to "
            "the former, or begin with the encoder: training.start_from=encoder"
        )
    kept_labels(start, labels, label_map)


def kept_labels(
    start: StartingPoint, labels: Sequence[str], label_map: Mapping[str, str | None]
) -> dict[str, str]:
    """For each label that the starting point knows, its name there.

    Args:
      start: The published model.
      labels: The labels to train.
      label_map: New names of labels by their old ones; None to forget one.

    Raises:
      StartingPointError: The map names a label that is not there, or two would become one.
    """
    known = start.description.labels
    if unknown := [old for old in label_map if old not in known]:
        raise StartingPointError(
            f"training.label_map: {start.name} has no label {unknown[0]!r}; it has "
            f"{', '.join(known)}"
        )
    kept: dict[str, str] = {}
    for old in known:
        new = label_map.get(old, old)
        if new is None or new not in labels:
            continue
        if new in kept:
            raise StartingPointError(
                f"training.label_map: of {start.name}, both {kept[new]!r} and {old!r} would become "
                f"{new!r}; map one of them to another label, or to null to forget it"
            )
        kept[new] = old
    return kept


def start_from(
    tagger: Tagger, start: StartingPoint, labels: Sequence[str], label_map: Mapping[str, str | None]
) -> None:
    """Gives a tagger the weights of a published model; rows of new labels stay as they are.

    Args:
      tagger: The tagger, built.
      start: The published model.
      labels: The labels to train, in the order of their tag ids.
      label_map: New names of labels by their old ones; None to forget one.

    Raises:
      StartingPointError: Its weights cannot be read, or are of other sizes.
    """
    config = asdict(tagger.encoder.config)
    for size, value in start.description.shape.items():
        if config.get(size) != value:
            raise StartingPointError(
                f"training.start_from: {start.name} was made of the encoder "
                f"{start.description.encoder} with {size} {value}; that of encoder.source is "
                f"{config.get(size)}; set encoder.source to the former"
            )
    weights = read_weights(start)
    try:
        kernel, bias = weights.pop(KERNEL), weights.pop(BIAS)
        tagger.encoder.load_weights_by_name(weights)
    except (KeyError, ValueError) as error:
        raise StartingPointError(
            f"training.start_from: {start.name} has no weights for the encoder of encoder.source: "
            f"{error}"
        ) from None
    known = start.description.labels
    kept = kept_labels(start, labels, label_map)
    new_ids, old_ids = [OUTSIDE], [OUTSIDE]
    for new, old in kept.items():
        new_ids += _tag_ids(labels, new)
        old_ids += _tag_ids(known, old)
    for variable, values in ((tagger.classifier.kernel, kernel), (tagger.classifier.bias, bias)):
        present = np.array(variable)
        present[..., new_ids] = values[..., old_ids]
        variable.assign(present)


def read_weights(start: StartingPoint) -> dict[str, np.ndarray]:
    """The weights of a published model in float32, by their names within encoder and tagger.

    Raises:
      StartingPointError: They cannot be read, or are not there.
    """
    try:
        constants = start.description.constants
        weights = _constants(start.path, constants) if constants else _variables(start.path)
    except (tf.errors.OpError, OSError, DecodeError, ValueError) as error:
        message = " ".join(str(error).split())
        raise StartingPointError(
            f"training.start_from: the weights of {start.name} in {start.path} cannot be read: "
            f"{message}"
        ) from error
    if KERNEL not in weights:
        raise StartingPointError(
            f"training.start_from: {start.name} in {start.path} has no weights that can be read by "
            "name, as an export in bfloat16 of an earlier version has not; begin with another"
        )
    return weights


def weight_name(path: str) -> str:
    """A weight's name, such as `block_0/norm/gamma` or `classifier/bias`, out of its Keras path."""
    if match := re.search(r"(?:^|/)encoder(?:_\d+)?/(.+)$", path):
        return match[1]
    return "/".join(path.split("/")[-2:])


def _variables(folder: str) -> dict[str, np.ndarray]:
    """Weights that are variables of a SavedModel."""
    reader = tf.train.load_checkpoint(files.join(folder, "variables", "variables"))
    graph = trackable_object_graph_pb2.TrackableObjectGraph.FromString(
        reader.get_tensor(OBJECT_GRAPH)
    )
    return {
        weight_name(attribute.full_name): np.asarray(
            reader.get_tensor(attribute.checkpoint_key), np.float32
        )
        for node in graph.nodes
        for attribute in node.attributes
        if attribute.checkpoint_key.startswith("tagger/")
    }


def _constants(folder: str, nodes: Mapping[str, str]) -> dict[str, np.ndarray]:
    """Weights that are constants of a SavedModel's graph."""
    with files.open_binary(files.join(folder, "saved_model.pb")) as file:
        model = saved_model_pb2.SavedModel.FromString(file.read())
    names = {node: weight for weight, node in nodes.items()}
    weights = {}
    for function in model.meta_graphs[0].graph_def.library.function:
        for node in function.node_def:
            if node.op == "Const" and node.name in names:
                value = tf.make_ndarray(node.attr["value"].tensor)
                weights[names[node.name]] = np.asarray(value, np.float32)
    if missing := nodes.keys() - weights.keys():
        raise ValueError(f"the graph has no constant for {min(missing)}")
    return weights


def _tag_ids(labels: Sequence[str], label: str) -> list[int]:
    first = 1 + len(KINDS) * list(labels).index(label)
    return list(range(first, first + len(KINDS)))
