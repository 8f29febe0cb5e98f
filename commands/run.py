"""The command `txner run`: from annotations to a published model."""

from __future__ import annotations

import typer

from commands.options import ConfigOption, SetOption, program_name, read_settings

EPILOG = "Example: txner run --config configs/local.yaml --set training.epochs=1"


def run(config: ConfigOption = None, overrides: SetOption = None) -> None:
    """Run the pipeline: from annotations to a published model.

    Exit code 0: published; 1: a gate failed; 2: something given is wrong; 3: internal error.
    """
    from pipeline.local import run_pipeline

    raise typer.Exit(run_pipeline(read_settings(config, overrides), program_name()))
