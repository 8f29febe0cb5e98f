"""The part of fuzzing that needs a model, and a server."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.benchmarks.hostile import try_hostile
from tests.exported import Exported


@pytest.mark.parametrize(("kind", "count"), [("texts", 6), ("rest", 40), ("grpc", 40)])
def test_hostile_texts_and_requests_are_answered_or_refused(
    kind: str, count: int, tmp_path: Path, exported: Exported
) -> None:
    try_hostile(kind, tmp_path, exported.path, count=count)
