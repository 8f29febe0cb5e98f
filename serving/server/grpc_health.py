"""gRPC's health service, which says whether the server is ready.

Source: https://github.com/grpc/grpc/blob/master/doc/health-checking.md; the package that has it,
grpcio-health-checking, is not worth a dependency.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Any

import grpc
from google.protobuf import descriptor_pb2, descriptor_pool, message_factory

SERVICE = "grpc.health.v1.Health"
SERVING, NOT_SERVING, SERVICE_UNKNOWN = 1, 2, 3

WATCH_SECONDS = 0.2
"""How often it is looked whether something has changed for those who watch."""

_SERVICES = (
    "",
    "tensorflow.serving.PredictionService",
    "tensorflow.serving.ModelService",
)
_Field = descriptor_pb2.FieldDescriptorProto


def health_handler(ready: Callable[[], bool]) -> Any:
    """The handler of the service.

    Args:
      ready: Whether requests should be sent to this server.
    """
    request, response = message_classes()

    def status(name: str) -> Any:
        if name not in _SERVICES:
            return response(status=SERVICE_UNKNOWN)
        return response(status=SERVING if ready() else NOT_SERVING)

    async def check(asked: Any, context: Any) -> Any:
        if asked.service not in _SERVICES:
            await context.abort(grpc.StatusCode.NOT_FOUND, f"unknown service {asked.service!r}")
        return status(asked.service)

    async def watch(asked: Any, _: Any) -> AsyncIterator[Any]:
        told = None
        while True:
            found = status(asked.service)
            if found != told:
                yield found
                told = found
            await asyncio.sleep(WATCH_SECONDS)

    formats = (request.FromString, response.SerializeToString)
    return grpc.method_handlers_generic_handler(
        SERVICE,
        {
            "Check": grpc.unary_unary_rpc_method_handler(check, *formats),
            "Watch": grpc.unary_stream_rpc_method_handler(watch, *formats),
        },
    )


def message_classes() -> tuple[Any, Any]:
    """`HealthCheckRequest` and `HealthCheckResponse`; the status is a number, as on the wire."""
    file = descriptor_pb2.FileDescriptorProto(name="txner/health.proto", package="txner.health")
    file.syntax = "proto3"
    for name, field, kind in (
        ("HealthCheckRequest", "service", _Field.TYPE_STRING),
        ("HealthCheckResponse", "status", _Field.TYPE_INT32),
    ):
        added = file.message_type.add(name=name)
        added.field.add(name=field, number=1, type=kind, label=_Field.LABEL_OPTIONAL)
    pool = descriptor_pool.DescriptorPool()
    pool.Add(file)
    names = ("HealthCheckRequest", "HealthCheckResponse")
    found = [pool.FindMessageTypeByName(f"txner.health.{name}") for name in names]
    request, response = map(message_factory.GetMessageClass, found)
    return request, response
