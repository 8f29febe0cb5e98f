"""`POST /v1/records` of the local server: records of texts, by the default model."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from typing import Any

from aiohttp import web

from enrichment.checks import InputError, check_known, check_text
from enrichment.enricher import Enricher
from enrichment.record import Known
from models.export_format import TEXT_INPUT, to_predictions
from preprocessing.errors import one_line
from serving.prediction.answered import SLICES_HEADER
from serving.server import prediction_service
from serving.server.http_requests import RequestError, read_body
from serving.server.model_manager import ModelManager
from serving.server.server import default_spec

MAX_TEXTS = 1024
"""Most texts of a request."""

_FIELDS = {"text", "booked_on", "country"}


def records_route(enricher: Enricher) -> Callable[[web.Application, ModelManager], None]:
    """What adds the route to a server's application; see `serving.server.server.create_app`."""

    def add(app: web.Application, manager: ModelManager) -> None:
        async def records(request: web.Request) -> web.Response:
            texts, known = _parse(await read_body(request))
            encoded = prediction_service.as_strings([t.encode("utf-8", "replace") for t in texts])
            outputs = await prediction_service.predict(
                manager,
                default_spec(manager),
                "",
                {TEXT_INPUT: encoded},
                slices=request.headers.get(SLICES_HEADER),
                split=True,
            )
            columns = {name: values.tolist() for name, values in outputs.tensors.items()}

            def made() -> str:
                predictions = to_predictions(texts, columns)
                listed = [
                    enricher.record(prediction, one).to_json()
                    for prediction, one in zip(predictions, known, strict=True)
                ]
                return json.dumps({"records": listed, "model": str(outputs.version)})

            # In a thread, so that others need not wait for a large request, or for the tables.
            return web.Response(text=await asyncio.to_thread(made), content_type="application/json")

        app.router.add_post("/v1/records", records)

    return add


def _parse(body: bytes) -> tuple[list[str], list[Known]]:
    """Texts and what is known of each.

    Raises:
      RequestError: The request is malformed; the message names the instance.
    """
    try:
        values = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise RequestError(f"the body is not JSON: {one_line(str(error))}") from None
    instances = values.get("instances") if isinstance(values, dict) else None
    if not isinstance(instances, list) or not instances or values.keys() != {"instances"}:
        raise RequestError(
            'the body must be an object such as {"instances": [{"text": "SQ *BLUE DOOR CAFE"}]}'
        )
    if len(instances) > MAX_TEXTS:
        raise RequestError(f"there are {len(instances):,} instances; at most {MAX_TEXTS:,}", 413)
    texts, known = [], []
    for number, instance in enumerate(instances):
        text, one = _instance(number, instance)
        texts.append(text)
        known.append(one)
    return texts, known


def _instance(number: int, instance: Any) -> tuple[str, Known]:
    values = {"text": instance} if isinstance(instance, str) else instance
    if not isinstance(values, dict):
        raise RequestError(f"instance {number} is neither an object nor a string")
    if unknown := sorted(values.keys() - _FIELDS):
        raise RequestError(f"instance {number}: {unknown[0]!r} is none of {sorted(_FIELDS)}")
    try:
        known = check_known(values.get("booked_on"), values.get("country"))
        return check_text(values.get("text")), known
    except InputError as error:
        raise RequestError(f"instance {number}: {error}") from None
