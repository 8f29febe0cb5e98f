"""New numbers for the confidence of an exported model, without training and without its sources.

Curve and thresholds are constants of the exported graphs, float32 and int8, and have names. They
are read from there and replaced there; everything else in the files stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np
import tensorflow as tf
from google.protobuf.message import DecodeError
from tensorflow.core.framework.node_def_pb2 import NodeDef
from tensorflow.core.protobuf.saved_model_pb2 import SavedModel

from models.confidence import (
    INTERCEPT_NODE,
    SLOPE_NODE,
    THRESHOLDS_NODE,
    Confidence,
    Curve,
)
from models.export_format import INT8_FOLDER
from preprocessing.errors import UserError
from storage import files

GRAPH_FILE = "saved_model.pb"

_NODE = re.compile(rf"(?:.*/)?({INTERCEPT_NODE}|{SLOPE_NODE}|{THRESHOLDS_NODE})(?:_\d+)?")


class RecalibrationError(UserError, ValueError):
    """A model whose confidence cannot be set anew; the message names it and what to do."""


def read_confidence(folder: str) -> Confidence:
    """Curve and thresholds of an exported model.

    Args:
      folder: Folder or URL of the SavedModel.

    Raises:
      RecalibrationError: They cannot be found there.
    """
    values: dict[str, np.ndarray] = {}
    for name, node in _constants(_read(folder), folder):
        values[name] = tf.make_ndarray(node.attr["value"].tensor)
    return Confidence(
        Curve(float(values[SLOPE_NODE]), float(values[INTERCEPT_NODE])),
        tuple(float(value) for value in values[THRESHOLDS_NODE]),
    )


def write_confidence(folder: str, confidence: Confidence) -> None:
    """Replaces curve and thresholds of an exported model, and of its int8 twin if it has one.

    Args:
      folder: Folder of the SavedModel, which is changed.
      confidence: The new numbers, for as many labels.

    Raises:
      RecalibrationError: The model has no such numbers, or others in number.
    """
    curve = confidence.curve
    if curve is None:
        raise RecalibrationError(f"{folder}: a model is not recalibrated to raw scores")
    numbers = {
        INTERCEPT_NODE: np.array(curve.intercept, np.float32),
        SLOPE_NODE: np.array(curve.slope, np.float32),
        THRESHOLDS_NODE: np.array(confidence.thresholds, np.float32),
    }
    folders = [folder]
    int8 = files.join(folder, INT8_FOLDER)
    if files.exists(files.join(int8, GRAPH_FILE)):
        folders.append(int8)
    graphs = [_read(each) for each in folders]
    # All are looked through before any is written.
    for each, graph in zip(folders, graphs, strict=True):
        for name, node in _constants(graph, each):
            present = np.asarray(tf.make_ndarray(node.attr["value"].tensor))
            if present.shape != numbers[name].shape:
                raise RecalibrationError(
                    f"{each}: the model has {present.size} thresholds, and there are "
                    f"{len(confidence.thresholds)} new ones"
                )
            tensor = tf.make_tensor_proto(numbers[name], tf.float32)
            node.attr["value"].tensor.CopyFrom(tensor)
    for each, graph in zip(folders, graphs, strict=True):
        content = graph.SerializeToString(deterministic=True)
        files.write_bytes(files.join(each, GRAPH_FILE), content)


def _read(folder: str) -> SavedModel:
    path = files.join(folder, GRAPH_FILE)
    try:
        with files.open_binary(path) as file:
            return SavedModel.FromString(file.read())
    except FileNotFoundError:
        raise RecalibrationError(
            f"{path}: there is no such file; name the folder of a model"
        ) from None
    except DecodeError:
        raise RecalibrationError(f"{path}: this is not the graph of a model") from None


def _constants(graph: SavedModel, folder: str) -> Iterator[tuple[str, NodeDef]]:
    """The constants of confidence by their name; each may stand in several functions."""
    found = set()
    for meta in graph.meta_graphs:
        nodes = list(meta.graph_def.node)
        for function in meta.graph_def.library.function:
            nodes += function.node_def
        for node in nodes:
            match = _NODE.fullmatch(node.name) if node.op == "Const" else None
            if match:
                found.add(match[1])
                yield match[1], node
    if missing := {INTERCEPT_NODE, SLOPE_NODE, THRESHOLDS_NODE} - found:
        raise RecalibrationError(
            f"{folder}: the graph has no constant {min(missing)}; models that were exported by an "
            "earlier version, or that were never calibrated, cannot be recalibrated: train anew"
        )
