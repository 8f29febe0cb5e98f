"""What `txner serve` is told for production: who may ask, what is logged, how many processes."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from commands.output import fail, stdout
from serving.server.settings import ServerSettings

if TYPE_CHECKING:
    from serving.server.options import ServerOptions

TlsCertOption = Annotated[
    Path | None, typer.Option(help="Certificate chain, PEM, for TLS at both ports.")
]
TlsKeyOption = Annotated[Path | None, typer.Option(help="Key of the certificate, PEM.")]
ClientCaOption = Annotated[
    Path | None,
    typer.Option(help="Certificates, PEM, of which one must have signed a client's (mutual TLS)."),
]
TokenFileOption = Annotated[
    Path | None,
    typer.Option(help="File of bearer tokens, one a line; requests need one of them."),
]
AccessLogOption = Annotated[
    str | None,
    typer.Option(
        metavar="PATH", help="File for a line of JSON for each request, no texts; - for stdout."
    ),
]
AdminPortOption = Annotated[
    int | None,
    typer.Option(
        help="Port of their own, without TLS and tokens, for probes and metrics; 0: any.",
        min=0,
        max=65535,
    ),
]
WorkersOption = Annotated[
    int, typer.Option(help="Processes that serve at the same ports.", min=1, max=64)
]
WorkerOption = Annotated[str | None, typer.Option(hidden=True, metavar="NUMBER:SOCKET")]


def make_options(
    limits: ServerSettings,
    tls: tuple[Path | None, Path | None, Path | None],
    token_file: Path | None,
    access_log: str | None,
    admin_port: int | None,
    worker: str | None,
) -> ServerOptions:
    """What the server is run with.

    Args:
      limits: The configuration's.
      tls: Certificate, key, and the clients' certificates.
      token_file: See `serving.server.authentication.Tokens`.
      access_log: See `serving.server.access_log.AccessLog`.
      admin_port: See `ServerOptions`.
      worker: Of a worker, its number and its socket.

    Raises:
      UserError: A file cannot be used.
    """
    from serving.server.access_log import AccessLog
    from serving.server.authentication import Tokens
    from serving.server.options import ServerOptions
    from serving.server.tls import Certificates

    certificate, key, client_ca = tls
    if (certificate is None) != (key is None):
        fail("--tls-cert and --tls-key belong together")
    if client_ca is not None and certificate is None:
        fail("--client-ca: needs --tls-cert and --tls-key")
    number, _, socket = (worker or "").partition(":")
    return ServerOptions(
        limits=limits,
        certificates=Certificates(certificate, key, client_ca) if certificate and key else None,
        tokens=Tokens(token_file) if token_file is not None else None,
        access_log=AccessLog(access_log) if access_log is not None else None,
        admin_port=admin_port if worker is None else None,
        admin_socket=socket or None,
        worker=int(number) if number else None,
    )


def serve_with_workers(
    workers: int,
    host: str,
    ports: tuple[int, int | None],
    admin_port: int | None,
    options: ServerOptions,
) -> int:
    """Runs this command several times, at the same ports; its exit code.

    Args:
      workers: How many times.
      host: Address to listen at.
      ports: Of HTTP and, if there is one, of gRPC.
      admin_port: Of probes and metrics.
      options: What is wrong with them has been told; each worker has its own.
    """
    from serving.server.workers import run_workers

    if options.access_log is not None:
        options.access_log.close()

    def command(number: int, socket: str, port: int, grpc_port: int | None) -> Sequence[str]:
        # Later options count.
        rpc = [] if grpc_port is None else ["--grpc-port", str(grpc_port)]
        own = ["--port", str(port), *rpc, "--worker", f"{number}:{socket}"]
        return [sys.executable, "-m", "commands.main", *sys.argv[1:], *own]

    try:
        return run_workers(
            workers,
            command,
            host=host,
            port=ports[0],
            grpc_port=ports[1],
            admin_port=admin_port,
            tell=stdout().print,
        )
    except OSError as error:
        fail(f"{error.filename}: cannot listen there: {error.strerror or 'refused'}")
