"""An HTTP server on this machine that answers with a model's entities.

`POST /v1/annotate` is what doccano's auto-labelling ("Custom REST Request") calls.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Protocol

from aiohttp import web

from preprocessing.spans import OffsetUnit, Span, from_code_points
from serving.predictor import Prediction

MAX_REQUEST_BYTES = 1 << 16
"""A larger request is refused: a transaction is short."""

_Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Model(Protocol):
    """What the server needs of a model; `serving.predictor.Predictor` has it."""

    def predict(self, texts: list[str]) -> list[Prediction]:
        """Predictions for all texts, in their order."""
        ...


class RequestError(ValueError):
    """A request that cannot be answered; the message names the field and what to do."""


def create_app(model: Model, version: str, offset_unit: OffsetUnit) -> web.Application:
    """The server's application.

    Args:
      model: Finds the entities; called in a thread of its own, one request at a time.
      version: What answers call the model.
      offset_unit: What the offsets of answers count, unless a request asks for another unit.
    """
    app = web.Application(client_max_size=MAX_REQUEST_BYTES, middlewares=[_errors_as_json])
    worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="model")

    async def annotate(request: web.Request) -> web.Response:
        text, unit, min_score = await _read_request(request, offset_unit)
        loop = asyncio.get_running_loop()
        (prediction,) = await loop.run_in_executor(worker, model.predict, [text])
        entities = annotate_entities(prediction, unit, min_score)
        return web.json_response({"entities": entities, "model": version})

    async def health(_: web.Request) -> web.Response:
        return web.json_response({"status": "ok", "model": version})

    async def close(_: web.Application) -> None:
        worker.shutdown(wait=False, cancel_futures=True)

    app.router.add_post("/v1/annotate", annotate)
    app.router.add_get("/healthz", health)
    app.on_cleanup.append(close)
    return app


def annotate_entities(
    prediction: Prediction, unit: OffsetUnit, min_score: float = 0.0
) -> list[dict[str, Any]]:
    """Entities as doccano's auto-labelling takes them: `label`, `start_offset`, `end_offset`.

    An entity that begins or ends within a grapheme cluster is left out where offsets count
    clusters, because it has no place there.

    Args:
      prediction: Entities, in code points.
      unit: What the offsets shall count.
      min_score: Entities below it are left out.
    """
    entities = []
    for entity in prediction.entities:
        if entity.score < min_score:
            continue
        span = Span(entity.start, entity.end, entity.label)
        try:
            (converted,) = from_code_points(prediction.text, [span], unit)
        except ValueError:
            continue
        entities.append(
            {
                "label": converted.label,
                "start_offset": converted.start,
                "end_offset": converted.end,
            }
        )
    return entities


async def _read_request(
    request: web.Request, offset_unit: OffsetUnit
) -> tuple[str, OffsetUnit, float]:
    try:
        values = await request.json()
    except (ValueError, LookupError) as error:
        raise RequestError(f"the body is not JSON: {error}") from None
    if not isinstance(values, dict):
        raise RequestError('the body must be an object such as {"text": "SQ *BLUE DOOR CAFE"}')
    text = values.get("text")
    if not isinstance(text, str):
        raise RequestError("`text` must be a string")
    if unknown := sorted(values.keys() - {"text", "offset_unit", "min_score"}):
        raise RequestError(
            f"{unknown[0]!r} is no field; there are `text`, `offset_unit`, `min_score`"
        )
    unit = values.get("offset_unit", offset_unit.value)
    if not isinstance(unit, str) or unit not in set(OffsetUnit):
        raise RequestError(f"`offset_unit` must be one of {', '.join(OffsetUnit)}")
    min_score = values.get("min_score", 0)
    if isinstance(min_score, bool) or not isinstance(min_score, int | float):
        raise RequestError("`min_score` must be a number")
    return text, OffsetUnit(unit), float(min_score)


@web.middleware
async def _errors_as_json(request: web.Request, handler: _Handler) -> web.StreamResponse:
    try:
        return await handler(request)
    except RequestError as error:
        return _error(str(error), 400)
    except web.HTTPRequestEntityTooLarge:
        return _error(f"the request is larger than {MAX_REQUEST_BYTES} bytes", 413)
    except web.HTTPException as error:
        return _error(f"{request.method} {request.path}: {error.reason}", error.status)


def _error(message: str, status: int) -> web.Response:
    return web.Response(
        text=json.dumps({"error": message}), status=status, content_type="application/json"
    )
