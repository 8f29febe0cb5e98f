"""What long benchmarks have done so far, a line for each training, so that none is done twice."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

T = TypeVar("T", bound="DataclassInstance")


def read_journal(path: Path, kind: type[T]) -> list[T]:
    """The entries that are noted; none where there is no file.

    Args:
      path: JSON Lines.
      kind: The dataclass of an entry.
    """
    if not path.exists():
        return []
    return [kind(**json.loads(line)) for line in path.read_text("utf-8").splitlines()]


def note(path: Path, entry: DataclassInstance) -> None:
    """Adds an entry to those that are noted."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(asdict(entry)) + "\n")
