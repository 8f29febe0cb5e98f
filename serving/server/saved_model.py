"""A SavedModel that is loaded to be served."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from models.export_format import DEFAULT_SIGNATURE, REQUIRED_OUTPUTS
from models.warmup import WARMUP_FILE, read_warmup
from serving.server.request_batching import Tensors
from serving.server.status import Code, StatusError
from storage import files

WARMUP_TEXTS = (b"", b"CHECKCARD 0818 BLUE BOTTLE COFFEE OAKLAND CA", "CAFÉ ZÜRICH 12.50".encode())


class ServableModel:
    """A loaded SavedModel.

    Args:
      path: Folder or URL of the SavedModel.
      int8: Whether the int8 model of the export answers; it has `serving_default` only.
      threads: Processors that one batch may use; None: all. TensorFlow takes it once in a process,
        before the first model is loaded.

    Raises:
      OSError: It cannot be read, or has no int8 model.
      ValueError: It is no SavedModel that can be served.
    """

    def __init__(self, path: str, *, int8: bool = False, threads: int | None = None) -> None:
        import tensorflow as tf
        import tensorflow_text  # noqa: F401 - registers the ops of the graph
        from tensorflow.core.protobuf import saved_model_pb2

        self.path = path
        if threads is not None:
            with contextlib.suppress(RuntimeError):  # a model has been loaded already
                tf.config.threading.set_intra_op_parallelism_threads(threads)
                tf.config.threading.set_inter_op_parallelism_threads(threads)
        with files.open_binary(files.join(path, "saved_model.pb")) as stream:
            content = saved_model_pb2.SavedModel.FromString(stream.read())
        served = [graph for graph in content.meta_graphs if "serve" in graph.meta_info_def.tags]
        if not served:
            raise ValueError(f"{path} has no graph with the tag `serve`")
        self.signatures: dict[str, Any] = dict(served[0].signature_def)
        """SignatureDef protos by name."""
        # Of these may be the requests that TF Serving replays after loading.
        self._recordable = set(self.signatures)
        self._tf = tf
        self._functions: dict[str, Any] = {}
        if int8:
            from serving.prediction.int8 import Int8Model

            self.signatures = {DEFAULT_SIGNATURE: self.signatures[DEFAULT_SIGNATURE]}
            self._functions[DEFAULT_SIGNATURE] = Int8Model(path, threads)
        else:
            # The object is kept: its variables live as long as it does.
            self._model = tf.saved_model.load(path)
            self._functions |= self._model.signatures

    def batchable(self, signature: str) -> bool:
        """Whether requests for a signature can share a batch.

        Rows of other signatures may depend on what else is in the batch, by their padding.
        """
        names = set(self.signatures[signature].outputs)
        return signature == DEFAULT_SIGNATURE and names >= REQUIRED_OUTPUTS

    def run(self, signature: str, inputs: Tensors) -> dict[str, Any]:
        """Outputs of a signature, as arrays; strings are arrays of `bytes`.

        Raises:
          StatusError: INVALID_ARGUMENT if the graph refuses the inputs or the signature has no
            outputs, INTERNAL for other errors.
        """
        tf = self._tf
        if signature not in self._functions:
            # Every SavedModel lists `__saved_model_init_op`, too.
            raise StatusError(
                Code.INVALID_ARGUMENT, f'Serving signature key "{signature}" has no outputs.'
            )
        dtypes = self.signatures[signature].inputs
        try:
            tensors = {
                name: tf.constant(values, tf.as_dtype(dtypes[name].dtype))
                for name, values in inputs.items()
            }
        except (ValueError, TypeError) as error:
            raise StatusError(Code.INVALID_ARGUMENT, _first_line(error)) from None
        try:
            outputs = self._functions[signature](**tensors)
        except tf.errors.InvalidArgumentError as error:
            raise StatusError(Code.INVALID_ARGUMENT, _first_line(error)) from None
        except tf.errors.ResourceExhaustedError as error:
            raise StatusError(Code.RESOURCE_EXHAUSTED, _first_line(error)) from None
        except (tf.errors.OpError, ValueError, TypeError, RuntimeError) as error:
            raise StatusError(Code.INTERNAL, _first_line(error)) from error
        return {
            name: values if isinstance(values, np.ndarray) else values.numpy()
            for name, values in outputs.items()
        }

    def warm_up(self) -> None:
        """Runs requests, so that the first caller need not wait for what is done once.

        Raises:
          StatusError: A request fails.
          ValueError: There are recorded requests, and one is none or is for another signature.
          tensorflow.errors.OpError: The file with recorded requests is damaged.
        """
        for signature, inputs in self._warmup_requests():
            self.run(signature, inputs)

    def _warmup_requests(self) -> Iterator[tuple[str, Tensors]]:
        if files.exists(files.join(self.path, *WARMUP_FILE.split("/"))):
            for name, inputs in read_warmup(self.path):
                if name in self._functions:
                    yield name, inputs
                elif name not in self._recordable:
                    raise ValueError(f"{WARMUP_FILE}: there is no signature {name}")
        elif DEFAULT_SIGNATURE in self.signatures and self.batchable(DEFAULT_SIGNATURE):
            (name,) = self.signatures[DEFAULT_SIGNATURE].inputs
            for rows in (1, len(WARMUP_TEXTS)):
                yield DEFAULT_SIGNATURE, {name: np.array(WARMUP_TEXTS[:rows], object)}


def load_servable(path: str, *, int8: bool = False, threads: int | None = None) -> ServableModel:
    """Loads a model and warms it up; see `ServableModel`."""
    own = path if files.is_remote(path) else str(Path(path))
    model = ServableModel(own, int8=int8, threads=threads)
    model.warm_up()
    return model


def _first_line(error: Exception) -> str:
    lines = str(getattr(error, "message", "") or error).strip().splitlines()
    return next((line for line in lines if line.strip()), type(error).__name__)[:500]
