"""What the commands of `txner` share: options, settings, and the model that they name."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from commands.output import stderr
from pipeline.config import Settings, load_settings

if TYPE_CHECKING:
    from serving.prediction.predictor import Predictor
    from serving.release.choosing import Choice

PROGRAM = "txner"

CONFIG_FILE = "txner.yaml"
"""Configuration of a folder, for commands that are called in it without `--config`."""

CONFIG_VARIABLE = "TXNER_CONFIG"
"""Environment variable that names the configuration where `--config` does not."""

ConfigOption = Annotated[
    Path | None,
    typer.Option(
        "--config",
        "-c",
        help="YAML file with what differs from configs/base.yaml; without it what TXNER_CONFIG "
        f"names, or {CONFIG_FILE} in this folder.",
    ),
]
SetOption = Annotated[
    list[str] | None,
    typer.Option("--set", "-s", metavar="KEY=VALUE", help="Override one key; may be repeated."),
]
ModelOption = Annotated[
    str,
    typer.Option(
        "--model",
        "-m",
        help="Folder of a model, or of its versions, of which the one in release is taken.",
    ),
]
Int8Option = Annotated[
    bool, typer.Option("--int8", help="Use the int8 model of the export: for CPUs, much faster.")
]
VersionOption = Annotated[
    str | None,
    typer.Option(
        "--version",
        metavar="VERSION",
        help="Take this version of the folder: a number, or a label that stands on it.",
        callback=lambda value: check_text(value),
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")]


def read_settings(config: Path | None, overrides: list[str] | None) -> Settings:
    """The configuration that the options name, or else the environment or the folder.

    Raises:
      ConfigError: It cannot be used.
    """
    return load_settings(config_file(config), overrides or []).with_absolute_paths()


def config_file(config: Path | None) -> Path | None:
    """The configuration's file: what `--config` names, or `TXNER_CONFIG`, or `txner.yaml` here."""
    if config is not None:
        return config
    if named := os.environ.get(CONFIG_VARIABLE):
        return Path(named)
    return Path(CONFIG_FILE) if os.path.lexists(CONFIG_FILE) else None


def announce(config: Path | None, settings: Settings, console: Console) -> None:
    """Says which configuration, and so which release table, a command acts on.

    Args:
      config: What `--config` names.
      settings: What was read.
      console: Where to say it.
    """
    console.print(acted_on(config, settings), style="dim")


def acted_on(config: Path | None, settings: Settings) -> str:
    """What `announce` says."""
    from serving.release.database import shown_url

    file = config_file(config)
    source = "configs/base.yaml" if file is None else str(file)
    if config is None and file is not None:
        named = bool(os.environ.get(CONFIG_VARIABLE))
        source += f" ({CONFIG_VARIABLE})" if named else " (of this folder)"
    return f"configuration: {source}; release table: {shown_url(settings.release_table)}"


def check_text(value: str | None) -> str | None:
    """Passes a text of the command line on, unless it has bytes that are not UTF-8.

    A callback of Typer. Paths need none: they may have any bytes.

    Raises:
      typer.BadParameter: It has; they arrive as surrogates, which no database takes.
    """
    if value is not None and any("\ud800" <= character <= "\udfff" for character in value):
        raise typer.BadParameter("is not UTF-8")
    if value is not None and "\0" in value:
        raise typer.BadParameter("has a NUL")
    return value


def program_name() -> str:
    """How this program is called: by its name, or by its path where the name is not found."""
    path = Path(sys.argv[0])
    callable_by_name = path.name != PROGRAM or shutil.which(path.name)
    return PROGRAM if callable_by_name else os.path.relpath(path)


def choose_model(
    path: str, version: str | None, config: Path | None, overrides: list[str] | None
) -> Choice:
    """The version that a command takes of a folder; says on standard error which, and why.

    Args:
      path: What `--model` names; a model itself is taken as it is.
      version: What `--version` names.
      config: What `--config` names.
      overrides: What `--set` names.

    Raises:
      NoVersionError: There is no such version.
      ReleaseTableError: It cannot be told which one is in release.
    """
    from serving.release.choosing import (
        Choice,
        Configured,
        NoVersionError,
        choose_version,
        is_folder_of_versions,
    )

    if not is_folder_of_versions(path):
        if version is not None:
            raise NoVersionError(
                f"{path} is not a folder with versions", argument="version", value=version
            )
        return Choice(path)
    settings = read_settings(config, overrides)
    named = settings.release.table is not None
    choice = choose_version(
        path,
        Configured(settings.model_name, settings.release_root, settings.release_table, named),
        version,
    )
    folder, _, number = choice.path.rpartition("/")
    stderr().print(f"version {number} of {folder.rpartition('/')[2]}: {choice.why}", style="dim")
    return choice


def load_model(path: str | Path, *, int8: bool = False) -> Predictor:
    """The model at a path, loaded without what TensorFlow has to say.

    Args:
      path: See `serving.prediction.predictor.find_model`; or the URL of a model in a bucket, which
        is brought to this machine first.
      int8: Whether to take the int8 model of the export.

    Raises:
      ModelNotFoundError: There is none; the argument is `path`.
      PublishError: The bucket cannot be read.
    """
    from serving.prediction.predictor import Predictor, find_model
    from serving.release.clouds import is_object_storage

    if is_object_storage(str(path)):
        from serving.release.fetching import fetched

        with fetched(str(path)) as copy:
            return load_model(copy, int8=int8)
    # Before TensorFlow is imported, which takes seconds.
    find_model(path)
    with silenced("loading the model"):
        return Predictor(path, int8=int8)


@contextmanager
def silenced(what: str | None = None) -> Iterator[Console]:
    """Within the block, libraries print nothing; TensorFlow logs while it is imported.

    What they have to say about a fault comes as an exception.

    Args:
      what: What a spinner on standard error says meanwhile; None: no spinner.

    Yields:
      A console on standard error that still prints.
    """
    from pipeline.progress import quiet

    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    with quiet(Path(os.devnull), to_stderr=True) as console, _spinner(console, what):
        yield console


@contextmanager
def _spinner(console: Console, what: str | None) -> Iterator[None]:
    if what is None:
        yield
        return
    with console.status(what):
        yield
