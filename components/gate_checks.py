"""The file in which a gate leaves its checks for the components after it."""

from __future__ import annotations

from collections.abc import Iterable

from evaluation.gates.checks import CHECKS_FILE, Check, dump_checks, load_checks
from storage import files


def write_checks(uri: str, checks: Iterable[Check]) -> None:
    """Writes the checks of a gate into the folder of an artifact."""
    files.write_text(files.join(uri, CHECKS_FILE), dump_checks(checks))


def read_checks(uri: str) -> list[Check]:
    """The checks in the folder of an artifact.

    Raises:
      OSError: There are none.
    """
    with files.open_binary(files.join(uri, CHECKS_FILE)) as file:
        return load_checks(file.read().decode())
