"""The command `txner run`: from annotations to a published model."""

from __future__ import annotations

from typing import Annotated

import typer

from commands.options import ConfigOption, SetOption, acted_on, program_name, read_settings

EPILOG = "Example: txner run --config configs/local.yaml --set training.epochs=1"

LITTLE_DATA = ("evaluation.min_texts=0", "evaluation.min_spans_per_label=0")
"""What `--allow-little-data` sets."""


def run(
    config: ConfigOption = None,
    overrides: SetOption = None,
    allow_little_data: Annotated[
        bool,
        typer.Option(
            "--allow-little-data",
            help="Publish also what was evaluated on fewer texts and spans than "
            "evaluation.min_texts and evaluation.min_spans_per_label ask for.",
        ),
    ] = False,
) -> None:
    """Run the pipeline: from annotations to a published model.

    Exit code 0: published; 1: a gate failed; 2: something given is wrong; 3: internal error.
    """
    from pipeline.local import run_pipeline

    chosen = [*(overrides or []), *(LITTLE_DATA if allow_little_data else [])]
    settings = read_settings(config, chosen)
    line = acted_on(config, settings)
    raise typer.Exit(run_pipeline(settings, program_name(), configuration=line))
