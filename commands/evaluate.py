"""The command `txner evaluate`: a model's spans against annotated ones."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperCommand

from commands.error_listing import counts_line, error_values, errors_page, print_errors
from commands.options import (
    ConfigOption,
    Int8Option,
    JsonOption,
    ModelOption,
    SetOption,
    VersionOption,
    choose_model,
    load_model,
    read_settings,
)
from commands.output import counted, fail, flags, print_json, stderr, stdout
from evaluation.errors import ErrorListing
from preprocessing.records import Reject
from storage import files

EPILOG = "Example: txner evaluate --model runs/local/serving/transactions held_out.jsonl --errors"

SHOWN_TEXTS = 10
"""How many texts of each kind of error `--errors` shows without a number."""

PAGE_TEXTS = 1000
"""How many texts of each kind a page has, if `--errors` does not say."""


class EvaluateCommand(TyperCommand):
    """Takes `--errors` with or without a number behind it."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """See `click.Command`."""
        given: list[str] = []
        for position, argument in enumerate(args):
            following = args[position + 1] if position + 1 < len(args) else ""
            bare = argument == "--errors" and not following.isdecimal()
            given.append(f"--errors={SHOWN_TEXTS}" if bare else argument)
        rest: list[str] = super().parse_args(ctx, given)
        return rest


def evaluate(
    model: ModelOption,
    path: Annotated[
        str, typer.Argument(metavar="FILE", help="Annotations: .jsonl, .zip, folder or glob.")
    ],
    errors: Annotated[
        int | None,
        typer.Option(
            metavar="[N]",
            min=1,
            help=f"Show what is wrong in so many texts of each kind; {SHOWN_TEXTS} without a "
            "number.",
        ),
    ] = None,
    html: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write what is wrong into a page.")
    ] = None,
    as_json: JsonOption = False,
    int8: Int8Option = False,
    version: VersionOption = None,
    config: ConfigOption = None,
    overrides: SetOption = None,
) -> None:
    """Compare a model's spans with annotated ones: precision, recall and F1 of each label.

    Every label that occurs counts, whether configured or not.
    """
    from evaluation.annotated import evaluate_file
    from pipeline.summary import figures_table

    settings = read_settings(config, overrides)
    if html is not None and not files.is_folder(str(html.parent)):
        fail(f"--html {html}: there is no folder {html.parent}")
    with flags(path="--model", version="--version"):
        predictor = load_model(choose_model(model, version, config, overrides).path, int8=int8)
    console, messages = stdout(), stderr()
    listing = ErrorListing(errors or (PAGE_TEXTS if html else 1))

    def refuse(reject: Reject) -> None:
        messages.print(f"refused: {reject.source}:{reject.line}: {reject.detail}")

    result = evaluate_file(
        predictor.predict_stream,
        path,
        settings.data,
        refuse=refuse,
        watch=lambda texts: counted(texts, "texts compared"),
        see=lambda record, prediction: listing.add(
            record.spans, prediction, f"{record.source}:{record.line}"
        ),
    )
    if html is not None:
        _write(html, errors_page(listing, f"Errors, {path}"))
    if as_json:
        wrong = {"errors": error_values(listing)} if errors else {}
        print_json({**result.to_dict(), **wrong})
    else:
        console.print(figures_table(result.figures, f"Spans, {path}"))
        console.print(result.acceptance.line)
        console.print(counts_line(listing))
        if errors:
            print_errors(listing, console)
    if listing.label_warning:
        messages.print(f"warning: {listing.label_warning}")


def _write(path: Path, page: str) -> None:
    try:
        path.write_text(page, "utf-8", errors="replace")
    except OSError as error:
        fail(f"--html {path}: cannot write it: {error.strerror}")
    stderr().print(f"wrote {path}")
