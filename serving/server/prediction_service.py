"""What TF Serving's gRPC and REST interfaces have in common: check a request, run it, shape it."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from models.export_format import DEFAULT_SIGNATURE, TEXT_INPUT, Prediction, to_predictions
from serving.prediction.answered import Answered, OnAnswer, slices_of_header, tell
from serving.server.model_manager import ModelManager
from serving.server.observation import note_answer
from serving.server.request_batching import Tensors
from serving.server.status import Code, StatusError
from serving.server.versions import LoadedVersion, ModelSpec

MAX_REQUEST_BYTES = 16 << 20
"""A larger request is refused. It holds 10,000 transactions, or some long texts, with ease."""

MAX_ELEMENTS = 1 << 20
"""Elements of an input tensor at most, whatever its shape claims."""


MAX_DIMENSIONS = 8
"""Dimensions of an input tensor at most."""


@dataclass(frozen=True)
class Outputs:
    """The answer to a request.

    Attributes:
      version: What answered.
      signature: Its signature.
      tensors: Arrays by name; strings are arrays of `bytes`.
      dtypes: Their TensorFlow types, as numbers of `tensorflow.DataType`.
    """

    version: int
    signature: str
    tensors: Tensors
    dtypes: Mapping[str, int]


def signature_of(version: LoadedVersion, name: str) -> Any:
    """The SignatureDef of a version.

    Raises:
      StatusError: FAILED_PRECONDITION if there is none of that name.
    """
    if name not in version.model.signatures:
        raise StatusError(Code.FAILED_PRECONDITION, f'Serving signature key "{name}" not found.')
    return version.model.signatures[name]


async def predict(
    manager: ModelManager,
    spec: ModelSpec,
    signature: str,
    inputs: Tensors,
    output_filter: Sequence[str] = (),
    slices: str | None = None,
    *,
    split: bool = False,
) -> Outputs:
    """Runs a request.

    Args:
      manager: Has the models.
      spec: Who shall answer.
      signature: Name of the signature; "" means `serving_default`.
      inputs: An array for each input of the signature.
      output_filter: Names of outputs to give; all if empty.
      slices: The request's `SLICES_HEADER`, for whoever is told of answers.
      split: Whether a request that is larger than a batch runs in parts, which TF Serving's would
        not.

    Raises:
      StatusError: What TF Serving would answer with.
    """
    with manager.use(spec) as version:
        name = signature or DEFAULT_SIGNATURE
        definition = signature_of(version, name)
        _check_inputs(definition, inputs)
        names = _checked_filter(definition, output_filter)
        began = time.monotonic()
        outputs = await version.run(name, inputs, split=split)
        note_answer(spec.name, version.number, outputs)
        if manager.on_answer is not None and name == DEFAULT_SIGNATURE:
            seconds = time.monotonic() - began
            _tell(manager.on_answer, spec.name, version.number, inputs, outputs, seconds, slices)
        return Outputs(
            version.number,
            name,
            {key: outputs[key] for key in names},
            {key: definition.outputs[key].dtype for key in names},
        )


def _tell(
    on_answer: OnAnswer,
    model: str,
    version: int,
    inputs: Tensors,
    outputs: Tensors,
    seconds: float,
    slices: str | None,
) -> None:
    def predictions() -> list[Prediction]:
        columns = {key: values.tolist() for key, values in outputs.items()}
        texts = [text.decode("utf-8", "replace") for text in inputs[TEXT_INPUT]]
        return to_predictions(texts, columns)

    tell(
        on_answer,
        lambda: Answered(
            at=time.time(),
            model=model,
            version=version,
            texts=len(inputs[TEXT_INPUT]),
            size=sum(map(len, inputs[TEXT_INPUT])),
            seconds=seconds,
            slices=slices_of_header(slices),
            predictions=predictions,
        ),
    )


def _check_inputs(definition: Any, inputs: Tensors) -> None:
    expected = set(definition.inputs)
    names = set(inputs)
    if expected != names:
        raise StatusError(
            Code.INVALID_ARGUMENT,
            f"input size does not match signature: {len(names)}!={len(expected)} "
            f"len({{{','.join(sorted(names))}}}) != len({{{','.join(sorted(expected))}}}). "
            f"Sent extra: {{{','.join(sorted(names - expected))}}}. "
            f"Missing but required: {{{','.join(sorted(expected - names))}}}.",
        )
    for name, values in inputs.items():
        shape = definition.inputs[name].tensor_shape
        if shape.unknown_rank:
            continue
        sizes = [dim.size for dim in shape.dim]
        fits = len(sizes) == values.ndim and all(
            size in (-1, found) for size, found in zip(sizes, values.shape, strict=True)
        )
        if not fits:
            raise StatusError(
                Code.INVALID_ARGUMENT,
                f"input {name} must have shape {_shape(sizes)}, not {_shape(values.shape)}",
            )


def _checked_filter(definition: Any, output_filter: Sequence[str]) -> list[str]:
    for name in output_filter:
        if name not in definition.outputs:
            raise StatusError(
                Code.INVALID_ARGUMENT,
                f"output tensor alias not found in signature: {name} Outputs expected to be in "
                f"the set {{{','.join(sorted(definition.outputs))}}}.",
            )
        if list(output_filter).count(name) > 1:
            raise StatusError(Code.INVALID_ARGUMENT, f"duplicate output tensor alias: {name}")
    return list(output_filter) or sorted(definition.outputs)


def _shape(sizes: Sequence[int]) -> str:
    return f"[{','.join('?' if size == -1 else str(size) for size in sizes)}]"


def as_strings(values: Sequence[bytes]) -> Any:
    """A string tensor of one dimension."""
    return np.array(values, dtype=object)
