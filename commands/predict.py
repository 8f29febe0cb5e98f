"""The command `txner predict`: the entities of texts."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from commands.options import (
    ConfigOption,
    Int8Option,
    ModelOption,
    SetOption,
    VersionOption,
    choose_model,
    load_model,
)
from commands.output import fail, flags, stderr, stdout
from preprocessing.lines import MAX_LINE_BYTES, read_lines
from preprocessing.texts import KINDS, read_texts

EPILOG = 'Example: txner predict --model runs/local/serving/transactions "SQ *BLUE DOOR CAFE"'


def predict(
    model: ModelOption,
    texts: Annotated[
        list[str] | None,
        typer.Argument(metavar="TEXT...", help="Texts; without any, lines of standard input."),
    ] = None,
    file: Annotated[
        Path | None,
        typer.Option("--input", "-i", metavar="FILE", help="File of texts: .txt, .jsonl or .csv."),
    ] = None,
    column: Annotated[
        str, typer.Option(help="The field of a .jsonl or .csv file that has the text.")
    ] = "text",
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON object a line, one for each text.")
    ] = False,
    int8: Int8Option = False,
    version: VersionOption = None,
    config: ConfigOption = None,
    overrides: SetOption = None,
) -> None:
    """Find the entities of texts, in their order."""
    from commands.rendering import print_prediction

    if file is not None and texts:
        fail("--input: give a file or texts, not both")
    _ask_for_files(texts or ())
    inputs = map(_decode_argument, texts) if texts else _stdin_lines()
    if file is not None:
        with flags(column="--column"):
            inputs = iter([text.text for text in read_texts(file, column)])
    with flags(path="--model", version="--version"):
        predictor = load_model(choose_model(model, version, config, overrides).path, int8=int8)
    console = stdout()
    for prediction in predictor.predict_stream(inputs):
        if as_json:
            # In ASCII, because a U+2028 within a text would end the line for some readers.
            typer.echo(json.dumps(asdict(prediction)))
        else:
            print_prediction(prediction, console)


def _ask_for_files(texts: Sequence[str]) -> None:
    """Ends the command if an argument is the name of a file rather than a text."""
    for text in texts:
        try:
            is_file = Path(text).is_file()
        except (OSError, ValueError):
            continue  # no name of a file is as long
        if is_file:
            readable = Path(text).suffix.lower() in KINDS
            option = f"--input {text}" if readable else f"no text, and < {text} behind it"
            fail(
                f"{text} is a file; did you mean the texts in it? Then give {option}. To look for "
                "entities in the name itself, send it through standard input."
            )


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
