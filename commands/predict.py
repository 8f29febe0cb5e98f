"""The command `txner predict`: the entities of texts."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from typing import Annotated

import typer

from commands.options import Int8Option, ModelOption, load_model
from commands.output import fail, flags, stderr, stdout
from preprocessing.lines import MAX_LINE_BYTES, read_lines

EPILOG = 'Example: txner predict --model runs/local/serving/transactions "SQ *BLUE DOOR CAFE"'


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
    from commands.rendering import print_prediction

    with flags(path="--model"):
        predictor = load_model(model, int8=int8)
    console = stdout()
    inputs = map(_decode_argument, texts) if texts else _stdin_lines()
    for prediction in predictor.predict_stream(inputs):
        if as_json:
            # In ASCII, because a U+2028 within a text would end the line for some readers.
            typer.echo(json.dumps(asdict(prediction)))
        else:
            print_prediction(prediction, console)


def _decode_argument(text: str) -> str:
    """An argument as text; bytes that are not UTF-8 arrive as surrogates."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _stdin_lines() -> Iterator[str]:
    if sys.stdin.isatty():
        stderr().print("texts, one a line; end with Ctrl-D")
    for line in read_lines(sys.stdin.buffer):
        if line.is_too_long:
            fail(f"standard input:{line.number}: longer than {MAX_LINE_BYTES >> 20} MiB")
        yield line.raw.decode("utf-8", "replace")
