"""Throws hostile inputs of one kind, and looks at what became of them."""

from __future__ import annotations

from pathlib import Path

from benchmarks import fuzz


def try_hostile(kind: str, folder: Path, *models: Path, count: int) -> None:
    """Each input must be taken or refused properly."""
    given = fuzz.Models(folder, models)
    tally = fuzz.run(kind, folder, given, seed=1, seconds=600, count=count)
    assert tally.tried == count
    assert tally.faults == []
    assert tally.faulty == 0
