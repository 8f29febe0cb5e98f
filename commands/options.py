"""What the commands of `txner` share: options, settings, the model, and how they fail."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer
from rich.console import Console
from rich.markup import escape

from pipeline.config import Settings, load_settings
from preprocessing.settings import ConfigError

if TYPE_CHECKING:
    from serving.prediction.predictor import Predictor

PROGRAM = "txner"

ConfigOption = Annotated[
    Path | None,
    typer.Option("--config", "-c", help="YAML file with what differs from configs/base.yaml."),
]
SetOption = Annotated[
    list[str] | None,
    typer.Option("--set", "-s", metavar="KEY=VALUE", help="Override one key; may be repeated."),
]
Int8Option = Annotated[
    bool, typer.Option("--int8", help="Use the int8 model of the export: for CPUs, much faster.")
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")]


def read_settings(config: Path | None, overrides: list[str] | None) -> Settings:
    """The configuration that the options name; ends the command if it cannot be used."""
    try:
        return load_settings(config, overrides or []).with_absolute_paths()
    except ConfigError as error:
        fail(str(error))


def program_name() -> str:
    """How this program is called: by its name, or by its path where the name is not found."""
    path = Path(sys.argv[0])
    found = path.name != PROGRAM or shutil.which(path.name)
    return PROGRAM if found else os.path.relpath(path)


def load_model(path: Path, *, int8: bool = False) -> Predictor:
    """The model at a path, loaded without what TensorFlow has to say.

    Args:
      path: See `serving.prediction.predictor.find_model`.
      int8: Whether to take the int8 model of the export.

    Raises:
      ModelNotFoundError: There is none.
    """
    from pipeline.progress import quiet
    from serving.prediction.predictor import Predictor, find_model

    find_model(path)
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    # TensorFlow greets on standard error; what it has to say about a fault comes as an exception.
    with quiet(Path(os.devnull), to_stderr=True) as console, console.status("loading the model"):
        return Predictor(path, int8=int8)


def fail(message: str, code: int = 2) -> NoReturn:
    """Ends the command with a message on standard error, and an exit code."""
    console = Console(stderr=True, highlight=False, soft_wrap=True)
    for line in message.splitlines():
        console.print(f"[red]error:[/] {escape(line)}")
    raise SystemExit(code)
