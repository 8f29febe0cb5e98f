"""An HTTP server on this machine that answers with a model's entities.

`POST /v1/annotate` is what doccano's auto-labelling ("Custom REST Request") calls. A whole server
(`Server`) has TF Serving's REST and gRPC interfaces and a page for people besides.
"""

from __future__ import annotations

import asyncio
import base64
import errno
import hashlib
import json
import math
import os
import re
from collections.abc import Callable, Iterable
from importlib.resources import files as package_files
from typing import Any

from aiohttp import web

from models.export_format import TEXT_INPUT, Prediction, to_predictions
from preprocessing.errors import one_line
from preprocessing.spans import OffsetUnit, Span, boundaries, trim, widen
from serving.prediction.answered import SLICES_HEADER
from serving.release.settings import RELEASE_LABEL
from serving.server import prediction_service, rest_api
from serving.server.authentication import requiring
from serving.server.connections import IDLE_SECONDS, Listener
from serving.server.draining import PROBES, AdminServer, Draining, add_probes
from serving.server.http_requests import (
    RequestError,
    allowed_hosts,
    errors_as_json,
    host_check,
    read_body,
    server_logger,
)
from serving.server.metrics import Metrics
from serving.server.model_manager import ModelManager
from serving.server.observation import Observer, observing
from serving.server.options import ServerOptions
from serving.server.status import StatusError
from serving.server.versions import ModelSpec, VersionState

MAX_ANNOTATE_BYTES = 1 << 16
"""A larger request to annotate is refused: a transaction is short."""


Extension = Callable[[web.Application, ModelManager], None]
"""Adds routes of a room above to the application of a server."""


def create_app(
    manager: ModelManager,
    offset_unit: OffsetUnit,
    hosts: frozenset[str] | None = None,
    extensions: Iterable[Extension] = (),
    around: Iterable[Any] = (),
    within: Iterable[Any] = (),
    max_request_bytes: int = prediction_service.MAX_REQUEST_BYTES,
) -> web.Application:
    """The application of a whole server: REST as TF Serving has it, annotations, and a page.

    Args:
      manager: Has the models; the caller starts and closes it.
      offset_unit: What the offsets of annotations count, unless a request asks for another unit.
      hosts: Names that it answers to besides those of this machine; None: to any.
      extensions: Add further routes.
      around: Middlewares that see every answer as it is sent.
      within: Middlewares whose faults are answered as all others.
      max_request_bytes: A larger request is refused.
    """
    app = web.Application(
        client_max_size=max_request_bytes,
        middlewares=[*around, errors_as_json, host_check(hosts), *within],
    )

    async def health(_: web.Request) -> web.Response:
        with manager.use(default_spec(manager)) as version:
            return web.json_response({"status": "ok", "model": str(version.number)})

    _add_annotate(app, manager, offset_unit)
    app.router.add_get("/healthz", health)
    rest_api.add_routes(app, manager)
    _add_page(app, manager)
    for extend in extensions:
        extend(app, manager)
    return app


def default_spec(manager: ModelManager) -> ModelSpec:
    """What answers where a request cannot name a model: the first, by its label `release`."""
    name = next(iter(manager.models()), "")
    label = RELEASE_LABEL if RELEASE_LABEL in manager.labels(name) else None
    return ModelSpec(name, label=label)


def _add_annotate(app: web.Application, manager: ModelManager, offset_unit: OffsetUnit) -> None:
    async def annotate(request: web.Request) -> web.Response:
        text, unit, min_score = await _read_request(request, offset_unit)
        inputs = {TEXT_INPUT: prediction_service.as_strings([text.encode("utf-8", "replace")])}
        slices = request.headers.get(SLICES_HEADER)
        outputs = await prediction_service.predict(
            manager, default_spec(manager), "", inputs, slices=slices
        )
        columns = {name: values.tolist() for name, values in outputs.tensors.items()}
        (prediction,) = to_predictions([text], columns)
        entities = annotate_entities(prediction, unit, min_score)
        return web.json_response({"entities": entities, "model": str(outputs.version)})

    app.router.add_post("/v1/annotate", annotate)


def _add_page(app: web.Application, manager: ModelManager) -> None:
    page = package_files("serving.server").joinpath("page.html").read_text("utf-8")
    headers = {
        "Content-Security-Policy": _content_policy(page),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Cache-Control": "no-cache",
    }

    async def show(_: web.Request) -> web.Response:
        return web.Response(text=page, content_type="text/html", headers=headers)

    async def models(_: web.Request) -> web.Response:
        listed = [
            {
                "name": name,
                "labels": dict(manager.labels(name)),
                "versions": [
                    {
                        "version": str(status.version),
                        "available": status.state is VersionState.AVAILABLE,
                        "state": status.state.name,
                        "error": status.message,
                    }
                    for status in _statuses(manager, name)
                ],
            }
            for name in manager.models()
        ]
        return web.json_response({"models": listed, "faults": manager.faults})

    app.router.add_get("/", show)
    app.router.add_get("/page/models", models)


def _statuses(manager: ModelManager, name: str) -> list[Any]:
    try:
        return list(manager.status(ModelSpec(name)))
    except StatusError:
        return []


def _content_policy(page: str) -> str:
    """Lets the page run only what is written in it, and talk only to this server."""

    def digests(tag: str) -> str:
        bodies = re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        hashes = (hashlib.sha256(body.encode()).digest() for body in bodies)
        return " ".join(f"'sha256-{base64.b64encode(value).decode()}'" for value in hashes)

    return (
        f"default-src 'none'; script-src {digests('script')}; style-src {digests('style')}; "
        "connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'"
    )


class Server:
    """A running server with both interfaces.

    Args:
      manager: Has the models.
      offset_unit: See `create_app`.
      hosts: Names that a server on loopback answers to besides those of this machine.
      extensions: See `create_app`.
      options: How it is run in production.
    """

    def __init__(
        self,
        manager: ModelManager,
        offset_unit: OffsetUnit = OffsetUnit.UTF16,
        hosts: Iterable[str] = (),
        extensions: Iterable[Extension] = (),
        options: ServerOptions = ServerOptions(),  # noqa: B008 - immutable
    ) -> None:
        self._manager = manager
        self._offset_unit = offset_unit
        self._hosts = hosts
        self._extensions = tuple(extensions)
        self._options = options
        self.draining = Draining(options.limits.drain_wait_seconds, self._can_answer)
        """Whether it takes requests."""
        self.metrics = Metrics()
        """What it has answered."""
        self._observers: list[Observer] = [self.metrics]
        if options.access_log is not None:
            self._observers.append(options.access_log)
        self._runner: web.AppRunner | None = None
        self._admin: AdminServer | None = None
        self._listener: Listener | None = None
        self._grpc: Any = None

    async def start(self, host: str, port: int, grpc_port: int | None) -> tuple[int, int | None]:
        """Listens, and loads the models.

        Args:
          host: Address to listen at.
          port: Port of HTTP; 0: any that is free.
          grpc_port: Port of gRPC; 0: any that is free, None: no gRPC.

        Returns:
          The ports of HTTP and of gRPC.

        Raises:
          ServerConfigError: The configuration cannot be used.
          OSError: It cannot listen there; `filename` says where.
        """
        await self._manager.start()
        hosts = allowed_hosts(host, self._hosts)
        limits = self._options.limits
        apart = self._options.admin_port is not None or self._options.admin_socket is not None
        open_paths = () if apart else PROBES
        app = create_app(
            self._manager,
            self._offset_unit,
            hosts,
            self._extensions,
            around=[
                self.draining.closes_connections(),
                observing(self._observers, self._manager.models),
            ],
            within=[requiring(self._options.tokens, open_paths)],
            max_request_bytes=limits.max_request_bytes,
        )
        if not apart:
            add_probes(app, self._is_ready, self._page)
        self._runner = web.AppRunner(
            app,
            shutdown_timeout=limits.drain_seconds,
            logger=server_logger,
            auto_decompress=False,
            keepalive_timeout=IDLE_SECONDS,
            # A client that leaves takes its request along.
            handler_cancellation=True,
        )
        await self._runner.setup()
        try:
            self._listener = Listener(self._runner.server, limits.max_connections)
            certificates = self._options.certificates
            tls = certificates.ssl_context() if certificates is not None else None
            bound_port = await self._listener.start(host, port, tls, shared=self._options.shared)
        except OSError as error:
            raise OSError(error.errno, os.strerror(error.errno or 0), f"{host}:{port}") from None
        bound = None
        if grpc_port is not None:
            bound = await self._start_grpc(f"[{host}]" if ":" in host else host, grpc_port)
        if apart:
            self._admin = AdminServer(self._is_ready, self._page)
            await self._admin.start(host, self._options.admin_port, self._options.admin_socket)
        return bound_port, bound

    @property
    def admin_port(self) -> int | None:
        """Port of probes and metrics, where they have one of their own."""
        return self._admin.port if self._admin is not None else None

    async def _start_grpc(self, host: str, port: int) -> int:
        # TensorFlow comes with it, for which tests of the HTTP interface need not wait.
        from serving.server.grpc_server import create_server

        self._grpc = create_server(self._manager, self._options, self._observers, self._is_ready)
        certificates = self._options.certificates
        try:
            if certificates is None:
                bound = int(self._grpc.add_insecure_port(f"{host}:{port}"))
            else:
                credentials = certificates.grpc_credentials()
                bound = int(self._grpc.add_secure_port(f"{host}:{port}", credentials))
        except RuntimeError:
            bound = 0
        if not bound:
            raise OSError(errno.EADDRINUSE, os.strerror(errno.EADDRINUSE), f"{host}:{port}")
        await self._grpc.start()
        return bound

    async def stop(self) -> None:
        """Says that it is not ready, and waits until others have seen it.

        Then it takes no more requests, finishes those in flight, and unloads the models.
        """
        if self._listener is not None:
            await self.draining.wait()
            await self._listener.close()
            self._listener = None
        endings = [self._runner.cleanup()] if self._runner is not None else []
        if self._grpc is not None:
            endings.append(self._grpc.stop(self._options.limits.drain_seconds))
        await asyncio.gather(*endings)
        if self._admin is not None:
            await self._admin.stop()
        await self._manager.close()
        if self._options.access_log is not None:
            self._options.access_log.close()

    def _can_answer(self) -> bool:
        try:
            with self._manager.use(default_spec(self._manager)):
                return True
        except StatusError:
            return False

    def _is_ready(self) -> bool:
        return self.draining.ready

    async def _page(self) -> str:
        return self.metrics.render()


def annotate_entities(
    prediction: Prediction, unit: OffsetUnit, min_score: float = 0.0
) -> list[dict[str, Any]]:
    """Entities as doccano's auto-labelling takes them: `label`, `start_offset`, `end_offset`.

    Where offsets count grapheme clusters, an entity gets what cannot be seen and joins to its last
    character. One that even so begins or ends within a cluster is left out, because it has no place
    there.

    Args:
      prediction: Entities, in code points.
      unit: What the offsets shall count.
      min_score: Entities below it are left out.
    """
    entities = []
    # Once for all entities: a text may have thousands, and others wait meanwhile.
    places = boundaries(prediction.text, unit)
    offsets = {code_point: offset for offset, code_point in enumerate(places)}
    for entity in prediction.entities:
        if entity.score < min_score:
            continue
        span = Span(entity.start, entity.end, entity.label)
        if unit is OffsetUnit.GRAPHEME:
            wide = widen(prediction.text, span, places)
            span = wide if trim(prediction.text, wide) == span else span
        if span.start not in offsets or span.end not in offsets:
            continue
        entities.append(
            {
                "label": span.label,
                "start_offset": offsets[span.start],
                "end_offset": offsets[span.end],
            }
        )
    return entities


async def _read_request(
    request: web.Request, offset_unit: OffsetUnit
) -> tuple[str, OffsetUnit, float]:
    body = await read_body(request.clone(client_max_size=MAX_ANNOTATE_BYTES))
    try:
        values = json.loads(body.decode(request.charset or "utf-8"))
    except (ValueError, LookupError, RecursionError) as error:
        raise RequestError(f"the body is not JSON: {one_line(str(error))}") from None
    if not isinstance(values, dict):
        raise RequestError('the body must be an object such as {"text": "SQ *BLUE DOOR CAFE"}')
    text = values.get("text")
    if not isinstance(text, str):
        raise RequestError("`text` must be a string")
    if unknown := sorted(values.keys() - {"text", "offset_unit", "min_score"}):
        raise RequestError(
            f"{unknown[0]!r} is not a field; there are `text`, `offset_unit`, `min_score`"
        )
    unit = values.get("offset_unit", offset_unit.value)
    if not isinstance(unit, str) or unit not in set(OffsetUnit):
        raise RequestError(f"`offset_unit` must be one of {', '.join(OffsetUnit)}")
    min_score = values.get("min_score", 0)
    if isinstance(min_score, bool) or not isinstance(min_score, int | float):
        raise RequestError("`min_score` must be a number")
    try:
        least = float(min_score)
    except OverflowError:
        least = math.inf
    if not math.isfinite(least):
        raise RequestError("`min_score` must be a finite number")
    return text, OffsetUnit(unit), least
