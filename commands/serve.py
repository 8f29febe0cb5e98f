"""The command `txner serve`: serves models as TF Serving does."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from commands.enrich import DirectoryOption, RulesOption, make_enricher
from commands.options import (
    ConfigOption,
    Int8Option,
    SetOption,
    VersionOption,
    choose_model,
    load_model,
    read_settings,
    silenced,
)
from commands.output import fail, flags, stderr, stdout
from commands.prediction_log import LogOption, make_log
from commands.serve_options import (
    AccessLogOption,
    AdminPortOption,
    ClientCaOption,
    TlsCertOption,
    TlsKeyOption,
    TokenFileOption,
    WorkerOption,
    WorkersOption,
    make_options,
    serve_with_workers,
)
from preprocessing.spans import OffsetUnit

EPILOG = "Example: txner serve --model runs/local/serving/transactions"


def serve(
    model: Annotated[
        str | None,
        typer.Option(
            "--model",
            "-m",
            help="Folder of a model, or of its versions, of which the one in release is served.",
        ),
    ] = None,
    model_config: Annotated[
        Path | None,
        typer.Option(help="TF Serving's models.conf; followed while the server runs."),
    ] = None,
    host: Annotated[str, typer.Option(help="Address to listen at.")] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(help="Port of HTTP; 0: any that is free.", min=0, max=65535)
    ] = 8501,
    grpc_port: Annotated[
        int, typer.Option(help="Port of gRPC; 0: any that is free.", min=0, max=65535)
    ] = 8500,
    grpc: Annotated[bool, typer.Option(help="Whether to offer gRPC.")] = True,
    offset_unit: Annotated[
        OffsetUnit,
        typer.Option(help="What offsets of annotations count: grapheme for doccano's mode."),
    ] = OffsetUnit.UTF16,
    directory: DirectoryOption = None,
    rules: RulesOption = None,
    int8: Int8Option = False,
    version: VersionOption = None,
    allowed_host: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME",
            help="Name that a server on loopback answers to besides localhost; may be repeated.",
        ),
    ] = None,
    tls_cert: TlsCertOption = None,
    tls_key: TlsKeyOption = None,
    client_ca: ClientCaOption = None,
    token_file: TokenFileOption = None,
    access_log: AccessLogOption = None,
    admin_port: AdminPortOption = None,
    workers: WorkersOption = 1,
    worker: WorkerOption = None,
    log: LogOption = None,
    config: ConfigOption = None,
    overrides: SetOption = None,
) -> None:
    """Serve models as TF Serving does, with a page to try them, until interrupted.

    It also answers doccano's auto-labelling. A folder with a release table is followed: after a
    rollback the other version answers.
    """
    from serving.prediction.predictor import find_model
    from serving.release.clouds import is_object_storage

    path = model or (str(model_config) if model_config is not None else None)
    if path is None or (model is not None and model_config is not None):
        fail("give --model or --model-config")
    if model is None and version is not None:
        fail("--version: belongs to --model; --model-config names the versions itself")
    options = make_options(
        read_settings(config, overrides).server,
        (tls_cert, tls_key, client_ca),
        token_file,
        access_log,
        admin_port,
        worker,
    )
    if workers > 1 and worker is None:
        ports = (port, grpc_port if grpc else None)
        raise typer.Exit(serve_with_workers(workers, host, ports, admin_port, options))
    table = None
    enricher = make_enricher(directory, rules)
    prediction_log = None
    if log is not None:
        prediction_log = make_log(log, read_settings(config, overrides).monitoring)
    with flags(path="--model", version="--version"):
        if model is not None:
            choice = choose_model(model, version, config, overrides)
            table = choice.followed
            if not is_object_storage(choice.path):
                find_model(choice.path)
            if int8:
                load_model(choice.path, int8=True)  # LiteRT logs too, once in a process
            if version is not None:
                path = choice.path

        def stopped() -> None:
            if prediction_log is not None:
                counts = prediction_log.close()
                stderr().print(f"prediction log {log}: {counts}", style="dim")

        with silenced("starting"):
            from enrichment.rest_api import records_route
            from serving.server import running
        try:
            running.run_server(
                path,
                is_config=model is None,
                table=table,
                host=host,
                port=port,
                grpc_port=grpc_port if grpc else None,
                offset_unit=offset_unit,
                int8=int8,
                hosts=allowed_host or (),
                extensions=[records_route(enricher)],
                # Of several workers, one says what all have to say.
                tell=stdout().print if options.worker in (None, 0) else _quietly,
                on_answer=prediction_log,
                stopped=stopped,
                options=options,
            )
        except OSError as error:
            fail(f"{error.filename}: cannot listen there: {error.strerror or 'refused'}")


def _quietly(_: str) -> None:
    """Says nothing."""
