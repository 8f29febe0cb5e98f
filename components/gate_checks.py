"""The file in which a gate leaves its checks for the components after it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from evaluation.gates.checks import CHECKS_FILE, Check, dump_checks, load_checks
from storage import files

_FIGURES_FILE = "figures.json"


def write_checks(uri: str, checks: Iterable[Check]) -> None:
    """Writes the checks of a gate into the folder of an artifact."""
    files.write_text(files.join(uri, CHECKS_FILE), dump_checks(checks))


def write_figures(uri: str, figures: Mapping[str, float]) -> None:
    """Writes figures that belong to the release beside the checks of a gate."""
    files.write_json(files.join(uri, _FIGURES_FILE), figures)


def read_figures(uri: str) -> dict[str, float]:
    """Figures that `write_figures` left.

    Raises:
      OSError: There are none.
    """
    with files.open_binary(files.join(uri, _FIGURES_FILE)) as file:
        figures: dict[str, float] = json.loads(file.read())
        return figures


def read_checks(uri: str) -> list[Check]:
    """The checks in the folder of an artifact.

    Raises:
      OSError: There are none.
    """
    with files.open_binary(files.join(uri, CHECKS_FILE)) as file:
        return load_checks(file.read().decode())
