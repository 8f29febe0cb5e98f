"""TF Serving's gRPC interface: PredictionService and ModelService.

Importing this module loads TensorFlow, because the messages of TF Serving do.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import math
from collections.abc import AsyncIterator, Callable, Iterable
from typing import Any, NoReturn

import grpc
import numpy as np
import tensorflow as tf
from google.protobuf.message import DecodeError
from tensorflow.core.framework import tensor_pb2, types_pb2
from tensorflow_serving.apis import (
    get_model_metadata_pb2,
    get_model_status_pb2,
    model_pb2,
    model_service_pb2_grpc,
    predict_pb2,
    prediction_service_pb2_grpc,
)

from models.export_format import DEFAULT_SIGNATURE
from preprocessing.errors import one_line
from serving.prediction.answered import SLICES_HEADER
from serving.server.grpc_health import health_handler
from serving.server.grpc_observing import Authenticating, Observing
from serving.server.model_manager import ModelManager
from serving.server.observation import Observer
from serving.server.options import ServerOptions
from serving.server.prediction_service import (
    MAX_DIMENSIONS,
    MAX_ELEMENTS,
    Outputs,
    predict,
    signature_of,
)
from serving.server.status import Code, StatusError
from serving.server.versions import ModelSpec

IDLE_MILLISECONDS = 600_000
"""After this time without a call a connection is closed; clients open another one by themselves."""

_LARGE_REQUEST = 1 << 16
"""A larger request is converted in a thread, so that others need not wait."""

_METADATA_FIELD = "signature_def"

_log = logging.getLogger(__name__)


def create_server(
    manager: ModelManager,
    options: ServerOptions = ServerOptions(),  # noqa: B008 - immutable
    observers: Iterable[Observer] = (),
    ready: Callable[[], bool] = lambda: True,
) -> grpc.aio.Server:
    """A server with both services and gRPC's health service, without a port.

    Args:
      manager: Has the models.
      options: Who may call, and how much.
      observers: Are told of each call.
      ready: What the health service says.
    """
    server = grpc.aio.server(
        options=[
            ("grpc.max_receive_message_length", options.limits.max_request_bytes),
            ("grpc.max_send_message_length", -1),
            ("grpc.max_connection_idle_ms", IDLE_MILLISECONDS),
            # Another server on the same port gets half of the requests; a worker is to.
            ("grpc.so_reuseport", int(options.shared)),
        ],
        # Further calls get RESOURCE_EXHAUSTED.
        maximum_concurrent_rpcs=options.limits.max_calls,
        interceptors=[
            Observing(observers, manager.models),
            *([Authenticating(options.tokens)] if options.tokens is not None else []),
            _UnreadableAsStatus(),
        ],
    )
    server.add_generic_rpc_handlers((health_handler(ready),))
    prediction_service_pb2_grpc.add_PredictionServiceServicer_to_server(
        _PredictionService(manager), server
    )
    model_service_pb2_grpc.add_ModelServiceServicer_to_server(_ModelService(manager), server)
    return server


class _UnreadableAsStatus(grpc.aio.ServerInterceptor):
    """Answers bytes that are no message with the status that gRPC has for them.

    By itself grpc.aio answers UNKNOWN, and logs a traceback for each.
    """

    async def intercept_service(self, continuation: Any, details: Any) -> Any:
        """Puts a call of `_readable` around the handler of a method."""
        handler = await continuation(details)
        return handler if handler is None or not handler.unary_unary else _readable(handler)


def _readable(handler: Any) -> Any:
    def parse(message: bytes) -> Any:
        try:
            return handler.request_deserializer(message)
        except DecodeError as error:
            return error

    async def answer(request: Any, context: Any) -> Any:
        if isinstance(request, DecodeError):
            reason = one_line(str(request))
            await _abort(
                context, StatusError(Code.INTERNAL, f"the request cannot be parsed: {reason}")
            )
        return await handler.unary_unary(request, context)

    return grpc.unary_unary_rpc_method_handler(answer, parse, handler.response_serializer)


class _PredictionService(prediction_service_pb2_grpc.PredictionServiceServicer):
    def __init__(self, manager: ModelManager) -> None:
        self._manager = manager

    async def Predict(  # noqa: N802 - prescribed by the service
        self, request: predict_pb2.PredictRequest, context: Any
    ) -> predict_pb2.PredictResponse:
        large = request.ByteSize() > _LARGE_REQUEST
        async with _faults_as_status(context):
            spec = _spec(request)
            # That the model is unknown is said before anything that is wrong with the inputs.
            with self._manager.use(spec) as version:
                signature = request.model_spec.signature_name or DEFAULT_SIGNATURE
                args = (request, signature_of(version, signature))
                inputs = await (
                    asyncio.to_thread(_inputs, *args) if large else _now(_inputs, *args)
                )
                outputs = await predict(
                    self._manager,
                    ModelSpec(spec.name, version.number),
                    signature,
                    inputs,
                    request.output_filter,
                    self._slices(context),
                )
            shape = (spec.name, outputs)
            return await (
                asyncio.to_thread(_response, *shape) if large else _now(_response, *shape)
            )
        raise AssertionError("either answered or aborted")

    def _slices(self, context: Any) -> str | None:
        # Metadata are made into objects of Python only for whoever is told.
        if self._manager.on_answer is None:
            return None
        values = dict(context.invocation_metadata() or ()).get(SLICES_HEADER)
        return values if isinstance(values, str) else None

    async def GetModelMetadata(  # noqa: N802
        self, request: get_model_metadata_pb2.GetModelMetadataRequest, context: Any
    ) -> get_model_metadata_pb2.GetModelMetadataResponse:
        async with _faults_as_status(context):
            return self._metadata(request)
        raise AssertionError("either answered or aborted")

    async def Classify(self, request: Any, context: Any) -> NoReturn:  # noqa: N802
        await _abort(context, _unsupported("Classify"))

    async def Regress(self, request: Any, context: Any) -> NoReturn:  # noqa: N802
        await _abort(context, _unsupported("Regress"))

    async def MultiInference(self, request: Any, context: Any) -> NoReturn:  # noqa: N802
        await _abort(context, _unsupported("MultiInference"))

    def _metadata(self, request: Any) -> Any:
        if not request.metadata_field:
            raise _invalid("GetModelMetadataRequest must specify at least one metadata_field")
        for name in request.metadata_field:
            if name != _METADATA_FIELD:
                raise _invalid(f"Metadata field {name} is not supported")
        spec = _spec(request)
        response = get_model_metadata_pb2.GetModelMetadataResponse()
        with self._manager.use(spec) as version:
            signature_of(version, DEFAULT_SIGNATURE)
            definitions = get_model_metadata_pb2.SignatureDefMap()
            for name, definition in version.model.signatures.items():
                definitions.signature_def[name].CopyFrom(definition)
            response.metadata[_METADATA_FIELD].Pack(definitions)
            response.model_spec.name = spec.name
            response.model_spec.version.value = version.number
        return response


class _ModelService(model_service_pb2_grpc.ModelServiceServicer):
    def __init__(self, manager: ModelManager) -> None:
        self._manager = manager

    async def GetModelStatus(  # noqa: N802
        self, request: get_model_status_pb2.GetModelStatusRequest, context: Any
    ) -> get_model_status_pb2.GetModelStatusResponse:
        response = get_model_status_pb2.GetModelStatusResponse()
        async with _faults_as_status(context):
            for status in self._manager.status(_spec(request)):
                entry = response.model_version_status.add(
                    version=status.version, state=status.state.value
                )
                entry.status.error_code = status.code.number
                entry.status.error_message = status.message
        return response

    async def HandleReloadConfigRequest(  # noqa: N802
        self, request: Any, context: Any
    ) -> NoReturn:
        # It would let whoever reaches the port load any graph from this machine's disks.
        error = StatusError(
            Code.UNIMPLEMENTED, "HandleReloadConfigRequest is not supported; write the file"
        )
        await _abort(context, error)


def _spec(request: Any) -> ModelSpec:
    if not request.HasField("model_spec"):
        raise _invalid("Missing ModelSpec")
    spec: model_pb2.ModelSpec = request.model_spec
    choice = spec.WhichOneof("version_choice")
    return ModelSpec(
        spec.name,
        spec.version.value if choice == "version" else None,
        spec.version_label if choice == "version_label" else None,
    )


def _inputs(request: predict_pb2.PredictRequest, definition: Any) -> dict[str, Any]:
    for name, proto in request.inputs.items():
        if name in definition.inputs and proto.dtype != definition.inputs[name].dtype:
            expected, sent = map(_type_name, (definition.inputs[name].dtype, proto.dtype))
            raise _invalid(f"Expects {name} to be {expected} but {sent} is provided")
    return {name: _array(name, proto) for name, proto in request.inputs.items()}


def _type_name(number: int) -> str:
    """What TensorFlow calls a type; its number if it has no name."""
    if number not in types_pb2.DataType.values():
        return f"unknown dtype {number}"
    name: str = types_pb2.DataType.Name(number)
    return name.removeprefix("DT_").lower()


def _array(name: str, proto: tensor_pb2.TensorProto) -> Any:
    sizes = [dim.size for dim in proto.tensor_shape.dim]
    # A few bytes could ask for a tensor that fills the memory.
    if proto.tensor_shape.unknown_rank or min(sizes, default=0) < 0:
        raise _invalid(f"input {name}: tensor_shape is not fully defined")
    if len(sizes) > MAX_DIMENSIONS or math.prod(sizes) > MAX_ELEMENTS:
        raise _invalid(
            f"input {name} has more than {MAX_DIMENSIONS} dimensions or {MAX_ELEMENTS} elements"
        )
    try:
        values = tf.make_ndarray(proto)
    except Exception as error:
        # There is no list of what it raises for a tensor that somebody made up.
        raise _invalid(f"input {name}: tensor parsing error: {one_line(str(error))}") from None
    return np.asarray(values)


def _response(name: str, outputs: Outputs) -> predict_pb2.PredictResponse:
    response = predict_pb2.PredictResponse()
    response.model_spec.name = name
    response.model_spec.version.value = outputs.version
    response.model_spec.signature_name = outputs.signature
    for key, values in outputs.tensors.items():
        proto = tf.make_tensor_proto(values, tf.as_dtype(outputs.dtypes[key]), values.shape)
        response.outputs[key].CopyFrom(proto)
    return response


async def _now(function: Any, *args: Any) -> Any:
    return function(*args)


@contextlib.asynccontextmanager
async def _faults_as_status(context: Any) -> AsyncIterator[None]:
    """Answers whatever goes wrong in the block with a status."""
    try:
        yield
    except StatusError as error:
        await _abort(context, error)
    except Exception as error:
        _log.exception("a call failed")
        await _abort(context, StatusError(Code.INTERNAL, f"internal error: {type(error).__name__}"))


async def _abort(context: Any, error: StatusError) -> NoReturn:
    codes = {code.value[0]: code for code in grpc.StatusCode}
    await context.abort(codes[error.code.number], error.message)
    raise AssertionError("abort raises")


def _invalid(message: str) -> StatusError:
    return StatusError(Code.INVALID_ARGUMENT, message)


def _unsupported(method: str) -> StatusError:
    return StatusError(Code.UNIMPLEMENTED, f"{method} is not supported; there is only Predict")
