"""What is known of a request when it has been answered, for metrics and the access log.

Neither a text nor anything that a client could put one into is part of it.
"""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from aiohttp import web

from models.export_format import ACCEPTED, COUNT, LABEL
from serving.server.request_batching import Tensors
from serving.server.status import Code

CLIENT_CLOSED_REQUEST = 499
"""What is noted, as nginx does, where the client left before the answer."""

_STATUS_NAMES: Mapping[int, str] = {
    401: "UNAUTHENTICATED",
    403: "PERMISSION_DENIED",
    408: "DEADLINE_EXCEEDED",
    413: "RESOURCE_EXHAUSTED",
    CLIENT_CLOSED_REQUEST: "CANCELLED",
    **{code.http: code.name for code in reversed(Code)},
}


@dataclass
class Observation:
    """One request.

    Attributes:
      entrypoint: `REST` or `GRPC`.
      method: The route or method that answered; "" where there is none.
      api: What TF Serving's metrics call it, such as `Predict`; "" if they do not count it.
      model: Name of the model, if the server has it; else "".
      version: Version that answered; None without an answer.
      rows: Texts of the answer.
      status: Name of the status, as gRPC has it.
      http_status: Over REST, the status of the answer.
      seconds: How long it took.
      entities: How many were found, by label and whether they are accepted.
    """

    entrypoint: str
    method: str
    api: str = ""
    model: str = ""
    version: int | None = None
    rows: int = 0
    status: str = ""
    http_status: int | None = None
    seconds: float = 0.0
    entities: Mapping[tuple[str, bool], int] = field(default_factory=dict)


Observer = Callable[[Observation], None]

_current: ContextVar[Observation | None] = ContextVar("observation", default=None)


@contextmanager
def observed(observation: Observation, observers: Iterable[Observer]) -> Iterator[None]:
    """Notes, within the block, what is answered; tells the observers when the block is left."""
    token = _current.set(observation)
    began = time.perf_counter()
    try:
        yield
    finally:
        observation.seconds = time.perf_counter() - began
        _current.reset(token)
        for observer in observers:
            observer(observation)


def note_answer(model: str, version: int, outputs: Tensors) -> None:
    """Notes what answered the request that is being worked on, if it is observed."""
    if (observation := _current.get()) is None:
        return
    observation.model, observation.version = model, version
    observation.rows = max((len(values) for values in outputs.values() if values.ndim), default=0)
    observation.entities = count_entities(outputs)


def note_status(code: Code) -> None:
    """Notes how the request that is being worked on failed, if it is observed."""
    if (observation := _current.get()) is not None:
        observation.status = code.name


def count_entities(outputs: Tensors) -> Mapping[tuple[str, bool], int]:
    """Entities of an answer by label and whether they are accepted; those of other models: none."""
    if COUNT.name not in outputs or LABEL.name not in outputs:
        return {}
    labels = outputs[LABEL.name]
    there = np.arange(labels.shape[1]) < outputs[COUNT.name][:, None]
    accepted = outputs.get(ACCEPTED.name, np.zeros(labels.shape, bool))
    pairs = zip(labels[there].tolist(), accepted[there].tolist(), strict=True)
    counted = Counter(pairs)
    return {(label.decode("utf-8", "replace"), yes): n for (label, yes), n in counted.items()}


def observing(
    observers: Iterable[Observer], known: Callable[[], Iterable[str]]
) -> Callable[..., Any]:
    """A middleware that observes HTTP requests.

    Args:
      observers: Are told of each.
      known: Names of the server's models.
    """
    observers = tuple(observers)

    @web.middleware
    async def observe(
        request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
    ) -> web.StreamResponse:
        resource = request.match_info.route.resource
        name = request.match_info.get("name", "")
        observation = Observation(
            "REST",
            f"{request.method} {resource.canonical}" if resource is not None else "",
            api=_api(request),
            model=name if name in known() else "",
        )
        with observed(observation, observers):
            try:
                response = await handler(request)
            except (asyncio.CancelledError, ConnectionError):
                _finish(observation, CLIENT_CLOSED_REQUEST)
                raise
            _finish(observation, response.status)
            return response

    return observe


def _finish(observation: Observation, http_status: int) -> None:
    observation.http_status = http_status
    by_http = "OK" if http_status < 400 else _STATUS_NAMES.get(http_status, "INVALID_ARGUMENT")
    observation.status = observation.status or by_http


def _api(request: web.Request) -> str:
    if request.method != "POST":
        return ""
    own = {"/v1/annotate": "annotate", "/v1/records": "records"}
    return own.get(request.path, "predict" if "method" in request.match_info else "")
