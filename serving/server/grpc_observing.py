"""Who may call over gRPC, and what becomes of each call, for metrics and the access log."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from typing import Any

import grpc

from serving.server.authentication import NEEDED, Tokens
from serving.server.grpc_health import SERVICE as HEALTH
from serving.server.observation import Observation, Observer, observed


class Observing(grpc.aio.ServerInterceptor):
    """Observes calls.

    Args:
      observers: Are told of each call.
      known: Names of the server's models.
    """

    def __init__(self, observers: Iterable[Observer], known: Callable[[], Iterable[str]]) -> None:
        self._observers = tuple(observers)
        self._known = known

    async def intercept_service(self, continuation: Any, details: Any) -> Any:
        """Puts the observation around the handler of a method."""
        handler = await continuation(details)
        if handler is None or not handler.unary_unary:
            return handler
        method = details.method.rpartition("/")[2]

        async def answer(request: Any, context: Any) -> Any:
            spec = getattr(request, "model_spec", None)
            name = spec.name if spec is not None else ""
            observation = Observation(
                "GRPC",
                method,
                api="Predict" if method == "Predict" else "",
                model=name if name in self._known() else "",
            )
            with observed(observation, self._observers):
                try:
                    response = await handler.unary_unary(request, context)
                except asyncio.CancelledError:
                    observation.status = "CANCELLED"
                    raise
                except BaseException:
                    observation.status = _name(context.code())
                    raise
                observation.status = "OK"
                return response

        return grpc.unary_unary_rpc_method_handler(
            answer, handler.request_deserializer, handler.response_serializer
        )


class Authenticating(grpc.aio.ServerInterceptor):
    """Refuses calls without a token, but for those that ask how the server is.

    Args:
      tokens: Which are accepted.
    """

    def __init__(self, tokens: Tokens) -> None:
        self._tokens = tokens

    async def intercept_service(self, continuation: Any, details: Any) -> Any:
        """Puts the refusal in the place of a method's handler."""
        if details.method.startswith(f"/{HEALTH}/"):
            return await continuation(details)
        headers = dict(details.invocation_metadata or ())
        if self._tokens.accepts(_text(headers.get("authorization"))):
            return await continuation(details)

        async def refuse(_: Any, context: Any) -> Any:
            await context.abort(grpc.StatusCode.UNAUTHENTICATED, NEEDED)

        return grpc.unary_unary_rpc_method_handler(refuse)


def _text(value: str | bytes | None) -> str | None:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else value


def _name(code: Any) -> str:
    if isinstance(code, grpc.StatusCode):
        return str(code.name)
    names = {status.value[0]: status.name for status in grpc.StatusCode}
    return str(names.get(code, "UNKNOWN"))
