"""The command `txner tune`: look for better settings, and keep them as a file."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from commands.options import ConfigOption, SetOption, read_settings
from commands.output import fail
from models.hyperparameters import TuningReport
from pipeline.provenance import Provenance
from pipeline.tuning import OutputExistsError, settings_text, trials_table, write_settings
from storage import files

EPILOG = "Example: txner tune --config configs/local.yaml --trials 8 --output configs/tuned.yaml"


def tune(
    output: Annotated[Path, typer.Option("--output", "-o", help="File of settings to write.")],
    config: ConfigOption = None,
    overrides: SetOption = None,
    trials: Annotated[
        int | None, typer.Option(help="How many trainings; else tuner.trials.", min=1)
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace the file if it exists.")] = False,
) -> None:
    """Look for better settings: train with many, and write the best to a file for review.

    A search that was cut off goes on where it ended. A file that tuner.file names is left out of
    account, so that what is written is complete.

    Exit code 0: written; 1: the data gate failed; 2: something given is wrong; 3: a trial failed,
    or another internal error.
    """
    from pipeline.local import tune as run_tuner

    _check_output(output, force=force)
    forced = ["tuner.enabled=false", "tuner.file=null"]
    if trials is not None:
        forced.append(f"tuner.trials={trials}")
    settings = read_settings(config, [*(overrides or []), *forced])
    problems: list[str] = []

    def finish(report: TuningReport, provenance: Provenance, console: Console) -> None:
        console.print(trials_table(report))
        try:
            write_settings(settings_text(report, provenance), output, force=force)
        except OutputExistsError as error:
            problems.append(str(error))
        except OSError as error:
            problems.append(f"--output {output}: cannot write it: {error.strerror}")
        else:
            line = (
                f"settings of trial {report.best.number}: {output}; to use them, review them and "
                f"set tuner.file={output}"
            )
            console.print(Text(line), soft_wrap=True)

    code = run_tuner(settings, finish)
    if problems:
        fail(f"{problems[0]}; run the command again with another --output, nothing is lost")
    raise typer.Exit(code)


def _check_output(output: Path, *, force: bool) -> None:
    """Ends the command if the file cannot be written, before hours are spent."""
    if files.is_folder(str(output)):
        fail(f"--output {output}: is a folder; name a file")
    if files.exists(str(output)) and not force:
        fail(f"--output {output}: the file exists; --force replaces it")
    folder = output.parent
    if not files.is_folder(str(folder)):
        fail(f"--output {output}: there is no folder {folder}")
    if not os.access(folder, os.W_OK):
        fail(f"--output {output}: the folder {folder} cannot be written to")
