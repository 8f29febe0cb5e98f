"""Runs a whole server until a signal ends it. Importing this module loads TensorFlow."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

import tensorflow_text  # noqa: F401 - registers ops, which is slow, before the server starts

from preprocessing.spans import OffsetUnit
from serving.prediction.answered import OnAnswer
from serving.prediction.predictor import ModelNotFoundError
from serving.release.choosing import Table
from serving.release.manifest import MANIFEST
from serving.release.publishing import verify_version
from serving.server import grpc_server  # noqa: F401 - the same
from serving.server.config import ConfigFile, ConfigSource, ServerConfig, config_of_path
from serving.server.followed_table import FollowedTable
from serving.server.http_requests import is_loopback
from serving.server.model_manager import ModelManager
from serving.server.options import ServerOptions
from serving.server.request_batching import BatchingOptions
from serving.server.saved_model import load_servable
from serving.server.server import Extension, Server
from serving.server.status import StatusError
from serving.server.threads import is_any_at_work
from serving.server.versions import ModelSpec, VersionState
from storage import files


def run_server(
    path: str,
    *,
    is_config: bool,
    table: Table | None = None,
    host: str,
    port: int,
    grpc_port: int | None,
    offset_unit: OffsetUnit,
    int8: bool,
    hosts: Sequence[str] = (),
    extensions: Sequence[Extension] = (),
    tell: Callable[[str], None],
    on_answer: OnAnswer | None = None,
    stopped: Callable[[], None] = lambda: None,
    options: ServerOptions = ServerOptions(),  # noqa: B008 - immutable
) -> None:
    """Serves until SIGINT or SIGTERM, and finishes the requests that are in flight then.

    A second signal ends the wait for those who have not yet seen that it is ending.

    Args:
      path: A `models.conf`; or the folder or URL of a model, or of its versions.
      is_config: Whether `path` is a `models.conf`.
      table: The release table that says which versions of a folder to serve.
      host: Address to listen at.
      port: Port of HTTP; 0: any that is free.
      grpc_port: Port of gRPC; 0: any that is free, None: no gRPC.
      offset_unit: What the offsets of annotations count.
      int8: Whether the int8 models of the exports answer.
      hosts: Names that a server on loopback answers to besides those of this machine.
      extensions: See `serving.server.server.create_app`.
      tell: Takes lines for the person who started the server.
      on_answer: Is told each answer.
      stopped: Called when the last request has been answered.
      options: How it is run in production.

    Raises:
      ServerConfigError: The configuration cannot be used.
      ModelNotFoundError: `path` is a model, and cannot be loaded.
      OSError: It cannot listen there; `filename` says where.
    """
    source: ConfigSource
    if is_config:
        source = ConfigFile(Path(path))
    elif table is not None:
        source = FollowedTable(table.url, table.model, files.absolute(path).rstrip("/"))
    else:
        # As a function, because a folder may become that of a model, or get versions, later.
        def source() -> ServerConfig:
            return (config_of_path(path),)

    load = partial(load_servable, int8=int8, threads=options.limits.threads)
    published = is_config or table is not None
    verify = verify_version if published else _verify_if_known
    batching = BatchingOptions(max_queued_rows=options.limits.max_queued_rows)
    manager = ModelManager(source, load, verify, batching, on_answer=on_answer)
    server = Server(manager, offset_unit, hosts, extensions, options)
    encrypted = options.certificates is not None

    def started(http_port: int, bound_grpc_port: int | None) -> None:
        for name in manager.models():
            for line in _lines(manager, name):
                tell(line)
        for fault in manager.faults:
            tell(f"warning: {fault}")
        if not is_config:
            _require_loaded(manager, path)
        address = f"[{host}]" if ":" in host else host
        scheme = "https" if encrypted else "http"
        tell(f"HTTP at {scheme}://{address}:{http_port} (a page, /v1/models/<name>, /v1/annotate)")
        if bound_grpc_port is not None:
            tell(f"gRPC at {address}:{bound_grpc_port}")
        if server.admin_port is not None:
            tell(f"probes and metrics at http://{address}:{server.admin_port}")
        for warning in _warnings(host, options):
            tell(f"warning: {warning}")

    try:
        # Of a worker, standard input is a pipe from the process above it.
        is_worker = options.worker is not None
        asyncio.run(_run(server, host, port, grpc_port, started, is_worker))
    finally:
        stopped()
    if is_any_at_work():
        # Python would take down the libraries while a model is being loaded by them, and crash.
        logging.shutdown()
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(0)


async def _run(
    server: Server,
    host: str,
    port: int,
    grpc_port: int | None,
    started: Callable[[int, int | None], None],
    ends_with_stdin: bool,
) -> None:
    ended = asyncio.Event()
    loop = asyncio.get_running_loop()

    def end() -> None:
        if ended.is_set():
            server.draining.hurry()
        ended.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, end)
    # Commands end at it, quietly; a server must outlive a client that leaves.
    signal.signal(signal.SIGPIPE, signal.SIG_IGN)
    if ends_with_stdin:
        loop.add_reader(sys.stdin.fileno(), _at_end_of_file, loop, ended)
    starting = loop.create_task(server.start(host, port, grpc_port))
    ending = loop.create_task(ended.wait())
    try:
        # A signal must be heard while models are loading, too.
        await asyncio.wait([starting, ending], return_when=asyncio.FIRST_COMPLETED)
        if starting.done():
            started(*starting.result())
            await ending
    finally:
        ending.cancel()
        starting.cancel()
        await asyncio.wait([starting, ending])
        await server.stop()


def _at_end_of_file(loop: asyncio.AbstractEventLoop, ended: asyncio.Event) -> None:
    if not os.read(sys.stdin.fileno(), 1 << 10):
        loop.remove_reader(sys.stdin.fileno())
        ended.set()


def _warnings(host: str, options: ServerOptions) -> Iterator[str]:
    """What others could do to a server that they can reach."""
    if is_loopback(host):
        return
    if options.certificates is None:
        yield f"{host} is not loopback and there is no --tls-cert: texts travel unencrypted"
    if options.tokens is None and not (options.certificates and options.certificates.mutual):
        yield f"{host} is not loopback, and whoever reaches it may ask: see --token-file"


def _verify_if_known(path: str) -> list[str]:
    """Verifies a published version; a model that was never published has nothing to verify."""
    return verify_version(path) if files.exists(files.join(path, *MANIFEST.split("/"))) else []


def _lines(manager: ModelManager, name: str) -> list[str]:
    lines = []
    try:
        statuses = manager.status(ModelSpec(name))
    except StatusError as error:
        return [f"model {name}: nothing to serve yet; {error.message}"]
    for status in statuses:
        line = f"model {name} version {status.version}: {status.state.name.lower()}"
        labels = [
            label for label, number in manager.labels(name).items() if number == status.version
        ]
        line += f", label {', '.join(sorted(labels))}" if labels else ""
        lines.append(f"{line}; {status.message}" if status.message else line)
    return lines


def _require_loaded(manager: ModelManager, path: str) -> None:
    for name in manager.models():
        try:
            statuses = manager.status(ModelSpec(name))
        except StatusError as error:
            raise ModelNotFoundError(error.message, argument="path", value=path) from None
        if not any(status.state is VersionState.AVAILABLE for status in statuses):
            raise ModelNotFoundError(statuses[0].message, argument="path", value=path)
