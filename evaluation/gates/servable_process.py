"""Tries an exported model as a server would, in a process of its own.

    python -m evaluation.gates.servable_process MODEL REQUESTS_JSON

It imports nothing but TensorFlow, TF Text, the list of TF Serving's ops and the contract of the
answer, because a model that needs more than these cannot be served. Prints one JSON object.
"""

from __future__ import annotations

import json
import sys
import time
from typing import Any

from evaluation.gates import serving_ops
from models.export_format import COUNT, DEFAULT_SIGNATURE, ENTITY_OUTPUTS, OUTPUTS, SCORE

LATENCY_ROUNDS = 40
WARM_UP_ROUNDS = 5


def graph_nodes(path: str) -> list[Any]:
    """All nodes in a SavedModel's graph and functions, but for calls of functions."""
    from tensorflow.core.protobuf import saved_model_pb2

    with open(f"{path}/saved_model.pb", "rb") as file:  # noqa: PTH123 - nothing but TensorFlow
        graph = saved_model_pb2.SavedModel.FromString(file.read()).meta_graphs[0].graph_def
    functions = graph.library.function
    names = {function.signature.name for function in functions}
    nodes = [*graph.node, *(node for function in functions for node in function.node_def)]
    return [node for node in nodes if node.op not in names]


def unservable_ops(path: str) -> list[str]:
    """Ops of the graph that the pinned TF Serving does not have, or not with these attributes.

    This process has a later TensorFlow, so that it can load a graph says nothing about TF Serving.
    """
    ops = serving_ops.pinned()
    return sorted({name for node in graph_nodes(path) for name in ops.lacks(node.op, node.attr)})


def output_faults(answer: dict[str, Any], batch: int) -> list[str]:
    """What is wrong with the answer to a batch; an empty list if nothing is."""
    import numpy as np

    faults = []
    for output in OUTPUTS:
        name, rank = output.name, 2 if output.per_entity else 1
        if name not in answer:
            faults.append(f"there is no output {name}")
            continue
        tensor = answer[name]
        shape = tuple(tensor.shape)
        if tensor.dtype.name != output.dtype or len(shape) != rank or shape[0] != batch:
            faults.append(f"{name} is {tensor.dtype.name}{list(shape)} for {batch} texts")
        if tensor.dtype.is_floating and not np.isfinite(tensor.numpy()).all():
            faults.append(f"{name} has NaN or infinite values")
    if faults:
        return faults
    widths = {answer[output.name].shape[1] for output in ENTITY_OUTPUTS}
    counts = answer[COUNT.name].numpy()
    if len(widths) != 1 or max(counts, default=0) > max(widths):
        faults.append(f"entity_count goes up to {max(counts, default=0)}, widths are {widths}")
    scores = answer[SCORE.name].numpy()
    if ((scores < 0) | (scores > 1)).any():
        faults.append("entity_score is not within 0 and 1")
    return faults


def check(path: str, requests: list[str]) -> dict[str, Any]:
    """Loads a model and sends it requests.

    Args:
      path: Folder of the SavedModel.
      requests: Texts.

    Returns:
      `load_seconds`; `unservable_ops`, a list, see `ServingOps.lacks`; `faults`, a list of what is
      wrong with answers; `latencies_ms`, how long each of the timed requests took, a text each.
    """
    import tensorflow as tf
    import tensorflow_text  # noqa: F401 - registers its ops, which TF Serving has too

    result: dict[str, Any] = {"unservable_ops": unservable_ops(path)}
    started = time.monotonic()
    model = tf.saved_model.load(path)
    predict = model.signatures[DEFAULT_SIGNATURE]
    result["load_seconds"] = time.monotonic() - started

    # Alone and together: a batch mixes lengths, and the empty text has no word piece at all.
    batches = [[text] for text in requests] + [requests, ["", *requests], [""]]
    faults: list[str] = []
    for batch in batches:
        faults += output_faults(predict(text=tf.constant(batch)), len(batch))
    result["faults"] = sorted(set(faults))

    latencies = []
    for round_number in range(WARM_UP_ROUNDS + LATENCY_ROUNDS):
        for text in requests:
            request = tf.constant([text])
            begun = time.perf_counter()
            predict(text=request)[COUNT.name].numpy()
            if round_number >= WARM_UP_ROUNDS:
                latencies.append(1000 * (time.perf_counter() - begun))
    result["latencies_ms"] = latencies
    return result


if __name__ == "__main__":
    answer = check(sys.argv[1], json.loads(sys.argv[2]))
    # The last line of the output; TensorFlow may have written others before.
    sys.stdout.write("\n" + json.dumps(answer) + "\n")
