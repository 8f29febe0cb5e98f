"""A server of TF Serving's protocol that answers as a test says."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent import futures
from contextlib import contextmanager
from typing import Any

import grpc

from serving.prediction.protocol import (
    DT_BOOL,
    DT_FLOAT,
    DT_INT64,
    DT_STRING,
    PREDICT_METHOD,
    message_classes,
)

CLASSES = message_classes()


class Scripted(grpc.GenericRpcHandler):
    """A server that answers as its script says: a status to fail with, or None for an answer."""

    def __init__(self) -> None:
        self.script: list[grpc.StatusCode | None] = []
        self.requests: list[Any] = []
        self.answer: Any = None

    def service(self, details: Any) -> Any:
        assert details.method == PREDICT_METHOD
        return grpc.unary_unary_rpc_method_handler(
            self._predict, CLASSES["PredictRequest"].FromString, lambda m: m.SerializeToString()
        )

    def _predict(self, request: Any, context: grpc.ServicerContext) -> Any:
        self.requests.append(request)
        code = self.script.pop(0) if self.script else None
        if code is not None:
            context.abort(code, "as scripted")
        return self.answer or whole_text(request)


def whole_text(request: Any) -> Any:
    """Marks each text that is not empty as one PARTY, as TF Serving lays it out.

    It is accepted in texts that begin with an `a`.
    """
    texts = list(request.inputs[0].value.string_val)
    response = CLASSES["PredictResponse"]()
    response.model_spec.version.value = 7
    width = int(any(texts))

    def add(name: str, dtype: int, field: str, values: list[Any], shape: list[int]) -> None:
        tensor = response.outputs.add(key=name).value
        tensor.dtype = dtype
        for size in shape:
            tensor.tensor_shape.dim.add(size=size)
        getattr(tensor, field).extend(values)

    rows, wide = len(texts), [len(texts), width]
    shown = texts if width else []
    add("entity_count", DT_INT64, "int64_val", [int(bool(text)) for text in texts], [rows])
    add("cut_pieces", DT_INT64, "int64_val", [0], [rows])  # the rest is equal, and left out
    add("entity_label", DT_STRING, "string_val", [b"PARTY" if t else b"" for t in shown], wide)
    add("entity_text", DT_STRING, "string_val", shown, wide)
    add("entity_start", DT_INT64, "int64_val", [0 if t else -1 for t in shown], wide)
    ends = [len(t.decode()) if t else -1 for t in shown]
    add("entity_end", DT_INT64, "int64_val", ends, wide)
    add("entity_score", DT_FLOAT, "float_val", [0.5 if t else 0 for t in shown], wide)
    add("entity_accepted", DT_BOOL, "bool_val", [t.startswith(b"a") for t in shown], wide)
    return response


@contextmanager
def serving() -> Iterator[tuple[Scripted, str]]:
    """A server that listens while the block lasts, and its address."""
    handler = Scripted()
    running = grpc.server(futures.ThreadPoolExecutor(4))
    running.add_generic_rpc_handlers((handler,))
    port = running.add_insecure_port("127.0.0.1:0")
    running.start()
    try:
        yield handler, f"127.0.0.1:{port}"
    finally:
        running.stop(None)
