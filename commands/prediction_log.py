"""The prediction log of commands that answer: its option, its key, and the log itself."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from commands.options import check_text
from commands.output import fail
from monitoring.settings import MonitoringSettings
from storage import files

if TYPE_CHECKING:
    from monitoring.prediction_log import PredictionLog

LogOption = Annotated[
    str | None,
    typer.Option(
        "--log",
        metavar="FOLDER",
        help="Folder or gs:// URL of a prediction log that the answers are written to.",
        callback=check_text,
    ),
]


def read_key(settings: MonitoringSettings) -> bytes:
    """The key of the hashes of texts.

    Raises:
      LogKeyError: It is too short or too long.
    """
    from monitoring.shaping import TextHash

    if settings.key_file is not None:
        try:
            key = Path(settings.key_file).read_bytes().strip()
        except OSError as error:
            fail(f"monitoring.key_file {settings.key_file}: {error.strerror}")
    else:
        key = os.environb.get(settings.key_env.encode(), b"").strip()
        if not key:
            fail(
                f"the environment variable {settings.key_env} is not set; it must have the key of "
                "the prediction log's hashes, or monitoring.key_file a file with it; "
                "`openssl rand -hex 32` makes one"
            )
    return TextHash(key).key


def make_log(folder: str, settings: MonitoringSettings) -> PredictionLog:
    """The log in a folder.

    Raises:
      LogKeyError: The key cannot be used.
    """
    from monitoring.prediction_log import PredictionLog
    from monitoring.shaping import Shaper

    return PredictionLog(
        files.absolute(folder),
        Shaper.of(settings, read_key(settings)),
        max_queued=settings.max_queued,
        flush_seconds=settings.flush_seconds,
        flush_rows=settings.flush_rows,
    )
