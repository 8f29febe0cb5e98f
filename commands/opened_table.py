"""The release table that a command acts on, and the versions in it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from commands.options import announce, read_settings
from commands.output import fail, stderr
from commands.release_options import MAX_VERSION
from preprocessing.errors import one_line
from serving.release.database import database_file
from serving.release.records import Version
from serving.release.table import Releases


@dataclass(frozen=True)
class Opened:
    """The release table, and the model that the configuration is about."""

    releases: Releases
    model: str


def open_table(config: Path | None, overrides: list[str] | None) -> Opened:
    """The release table that the options name; says on standard error which that is."""
    settings = read_settings(config, overrides)
    announce(config, settings, stderr())
    file = database_file(settings.release_table)
    try:
        missing = file is not None and not file.exists()
    except OSError as error:
        fail(f"release.table {file}: cannot be opened: {error.strerror}")
    if missing:
        fail(
            f"there is no release table {file}; publish a model first, or name the table with "
            "--set release.table=URL or its folder with --set output_root=FOLDER"
        )
    return Opened(Releases(settings.release_table), settings.model_name)


def find_version(table: Opened, name: str) -> Version:
    """The version with a number or a label."""
    if name.isascii() and name.isdecimal():
        digits = name.lstrip("0")
        # Of more digits Python makes no number, and of a larger number a database no version.
        number = int(digits or "0") if len(digits) <= len(str(MAX_VERSION)) else MAX_VERSION + 1
        version = None
        if number <= MAX_VERSION:
            version = table.releases.version(table.model, number)
    else:
        version = table.releases.labelled(table.model, name)
    if version is None:
        fail(
            f"{table.model} has no version and no label {one_line(name, 80)}; "
            "txner release list shows what there is"
        )
    return version
