"""The command `txner`."""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from commands import doccano as doccano_cli
from commands import release as release_cli
from commands import trigger as trigger_cli
from commands import tune as tuning_cli
from commands import vertex as vertex_cli
from commands.options import (
    PROGRAM,
    ConfigOption,
    Int8Option,
    JsonOption,
    SetOption,
    fail,
    load_model,
    program_name,
    read_settings,
)
from preprocessing.spans import OffsetUnit

app = typer.Typer(
    name=PROGRAM,
    help="From annotated bank-transaction descriptions to a published span tagger.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
)
schema_app = typer.Typer(help="The schema that data must match.", no_args_is_help=True)
app.add_typer(schema_app, name="schema")
app.add_typer(doccano_cli.app, name="doccano")
app.add_typer(release_cli.app, name="release")
app.add_typer(vertex_cli.app, name="vertex")
app.command("trigger", epilog="Example: txner trigger --config configs/local.yaml --dry-run")(
    trigger_cli.trigger
)
app.command("tune", epilog=tuning_cli.EPILOG)(tuning_cli.tune)

ModelOption = Annotated[
    Path, typer.Option("--model", "-m", help="Folder of a model, or of its versions.")
]


def main() -> None:
    """Entry point of the command."""
    # `txner predict … | head` must end quietly.
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    try:
        app()
    except KeyboardInterrupt:
        fail("interrupted", code=130)


@app.command(epilog="Example: txner run --config configs/local.yaml --set training.epochs=1")
def run(config: ConfigOption = None, overrides: SetOption = None) -> None:
    """Run the pipeline: from annotations to a published model.

    Exit code 0: published; 1: a gate failed; 2: something given is wrong; 3: internal error.
    """
    from pipeline.local import USER_ERRORS, run_pipeline

    settings = read_settings(config, overrides)
    try:
        code = run_pipeline(settings, program_name())
    except USER_ERRORS as error:
        fail(str(error))
    raise typer.Exit(code)


@app.command(epilog="Example: txner validate annotations.jsonl export.zip")
def validate(
    paths: Annotated[
        list[str], typer.Argument(metavar="FILE...", help=".jsonl, .zip, folder or glob.")
    ],
    config: ConfigOption = None,
    overrides: SetOption = None,
    as_json: JsonOption = False,
    limit: Annotated[int, typer.Option(help="How many refused lines to list.", min=0)] = 50,
) -> None:
    """Check annotations without training, and list what is wrong with them.

    Exit code 0: every line is usable; 1: some are not; 2: something given is wrong.
    """
    from pipeline.validation import print_validation, validate_files
    from preprocessing.annotation_files import InputError

    settings = read_settings(config, overrides)
    try:
        report, rejects = validate_files(paths, settings, limit, Console(stderr=True))
    except InputError as error:
        fail(str(error))
    if as_json:
        listed = [json.loads(reject.to_json()) for reject in rejects]
        typer.echo(json.dumps({**json.loads(report.to_json()), "offenders": listed}, indent=2))
    else:
        print_validation(report, rejects, settings.labels, Console(highlight=False))
    raise typer.Exit(1 if report.rejected or not report.records else 0)


@app.command(
    epilog='Example: txner predict --model runs/local/serving/transactions "SQ *BLUE DOOR CAFE"'
)
def predict(
    model: ModelOption,
    texts: Annotated[
        list[str] | None,
        typer.Argument(metavar="TEXT...", help="Texts; without any, lines of standard input."),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON object a line, one for each text.")
    ] = False,
    int8: Int8Option = False,
) -> None:
    """Find the entities of texts, in their order."""
    from serving.prediction.predictor import ModelNotFoundError

    try:
        predictor = load_model(model, int8=int8)
    except ModelNotFoundError as error:
        fail(str(error))
    console = Console(highlight=False, soft_wrap=True)
    given = map(_decode_argument, texts) if texts else _stdin_lines()
    for prediction in predictor.predict_stream(given):
        if as_json:
            # In ASCII, because a U+2028 within a text would end the line for some readers.
            typer.echo(json.dumps(asdict(prediction)))
        else:
            from commands.rendering import print_prediction

            print_prediction(prediction, console)


@app.command(
    epilog="Example: txner evaluate --model runs/local/serving/transactions held_out.jsonl"
)
def evaluate(
    model: ModelOption,
    path: Annotated[
        str, typer.Argument(metavar="FILE", help="Annotations: .jsonl, .zip, folder or glob.")
    ],
    as_json: JsonOption = False,
    int8: Int8Option = False,
    config: ConfigOption = None,
    overrides: SetOption = None,
) -> None:
    """Compare a model's spans with annotated ones: precision, recall and F1 of each label.

    Every label that occurs counts, whether configured or not.
    """
    from pipeline.validation import evaluate_file
    from preprocessing.annotation_files import InputError
    from serving.prediction.predictor import ModelNotFoundError

    settings = read_settings(config, overrides)
    errors = Console(stderr=True)
    try:
        result = evaluate_file(load_model(model, int8=int8), path, settings, errors)
    except (InputError, ModelNotFoundError) as error:
        fail(str(error))
    if as_json:
        typer.echo(json.dumps(result.to_dict(), indent=2))
        return
    from pipeline.summary import figures_table

    console = Console()
    console.print(figures_table(result.figures, f"Spans, {path}"))
    console.print(result.acceptance.line, soft_wrap=True)


@app.command(epilog="Example: txner serve --model runs/local/serving/transactions")
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
    int8: Int8Option = False,
) -> None:
    """Serve models as TF Serving does, with a page to try them, until interrupted.

    For development and tests; it also answers doccano's auto-labelling.
    """
    from pipeline.progress import quiet
    from serving.prediction.predictor import ModelNotFoundError, find_model
    from serving.server.config import ServerConfigError

    path = model or model_config
    if path is None or (model is not None and model_config is not None):
        fail("give --model or --model-config")
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    try:
        if model is not None:
            find_model(model)
        if model is not None and int8:
            load_model(model, int8=True)  # LiteRT greets too, once in a process
        # TensorFlow greets on standard error, whatever its log level.
        with quiet(Path(os.devnull), to_stderr=True) as waiting, waiting.status("starting"):
            from serving.server import running
        running.run_server(
            path,
            is_config=model is None,
            host=host,
            port=port,
            grpc_port=grpc_port if grpc else None,
            offset_unit=offset_unit,
            int8=int8,
            tell=typer.echo,
        )
    except (ModelNotFoundError, ServerConfigError) as error:
        fail(str(error))
    except OSError as error:
        fail(f"{error.filename}: cannot listen there: {error.strerror or 'refused'}")


@schema_app.command(epilog="Example: txner schema propose --output proposed.pbtxt")
def propose(
    config: ConfigOption = None,
    overrides: SetOption = None,
    output: Annotated[Path, typer.Option(help="File to write.")] = Path("proposed.pbtxt"),
) -> None:
    """Infer a schema from the data, for a person to compare with the reviewed one."""
    from pipeline.local import USER_ERRORS, propose_schema

    if output.exists():
        fail(f"--output {output}: the file exists; a schema is never overwritten")
    settings = read_settings(config, overrides)
    try:
        code = propose_schema(settings, output)
    except USER_ERRORS as error:
        fail(str(error))
    raise typer.Exit(code)


def _decode_argument(text: str) -> str:
    """An argument as text; bytes that are not UTF-8 arrive as surrogates."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _stdin_lines() -> Iterator[str]:
    if sys.stdin.isatty():
        Console(stderr=True).print("texts, one a line; end with Ctrl-D")
    for line in sys.stdin.buffer:
        yield line.removesuffix(b"\n").removesuffix(b"\r").decode("utf-8", "replace")


if __name__ == "__main__":
    main()
