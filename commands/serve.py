"""The command `txner serve`: serves models as TF Serving does."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from commands.enrich import DirectoryOption, RulesOption, make_enricher
from commands.options import Int8Option, load_model, silenced
from commands.output import fail, flags, stdout
from preprocessing.spans import OffsetUnit

EPILOG = "Example: txner serve --model runs/local/serving/transactions"


def serve(
    model: Annotated[
        Path | None, typer.Option("--model", "-m", help="Folder of a model, or of its versions.")
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
    allowed_host: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME",
            help="Name that a server on loopback answers to besides localhost; may be repeated.",
        ),
    ] = None,
) -> None:
    """Serve models as TF Serving does, with a page to try them, until interrupted.

    For development and tests; it also answers doccano's auto-labelling.
    """
    from serving.prediction.predictor import find_model

    path = model or model_config
    if path is None or (model is not None and model_config is not None):
        fail("give --model or --model-config")
    enricher = make_enricher(directory, rules)
    with flags(path="--model"):
        if model is not None:
            find_model(model)
        if model is not None and int8:
            load_model(model, int8=True)  # LiteRT logs too, once in a process
        with silenced("starting"):
            from enrichment.rest_api import records_route
            from serving.server import running
        try:
            running.run_server(
                path,
                is_config=model is None,
                host=host,
                port=port,
                grpc_port=grpc_port if grpc else None,
                offset_unit=offset_unit,
                int8=int8,
                hosts=allowed_host or (),
                extensions=[records_route(enricher)],
                tell=stdout().print,
            )
        except OSError as error:
            fail(f"{error.filename}: cannot listen there: {error.strerror or 'refused'}")
