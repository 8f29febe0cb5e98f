"""The command `txner evaluate`: a model's spans against annotated ones."""

from __future__ import annotations

from typing import Annotated

import typer

from commands.options import (
    ConfigOption,
    Int8Option,
    JsonOption,
    ModelOption,
    SetOption,
    load_model,
    read_settings,
)
from commands.output import counted, flags, print_json, stderr, stdout
from preprocessing.records import Reject

EPILOG = "Example: txner evaluate --model runs/local/serving/transactions held_out.jsonl"


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
    from evaluation.annotated import evaluate_file
    from pipeline.summary import figures_table

    settings = read_settings(config, overrides)
    with flags(path="--model"):
        predictor = load_model(model, int8=int8)
    errors = stderr()

    def refuse(reject: Reject) -> None:
        errors.print(f"refused: {reject.source}:{reject.line}: {reject.detail}")

    result = evaluate_file(
        predictor.predict_stream,
        path,
        settings.data,
        refuse=refuse,
        watch=lambda texts: counted(texts, "texts compared"),
    )
    if as_json:
        print_json(result.to_dict())
        return
    console = stdout()
    console.print(figures_table(result.figures, f"Spans, {path}"))
    console.print(result.acceptance.line)
