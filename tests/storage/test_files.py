from __future__ import annotations

from pathlib import Path

from storage import files


def test_patterns_are_expanded_in_their_order(tmp_path: Path) -> None:
    for name in ("b2", "b1", "a1"):
        (tmp_path / name).touch()
    patterns = [f"{tmp_path}/b*", f"{tmp_path}/none*", f"{tmp_path}/a?"]
    assert files.expand(patterns) == [str(tmp_path / name) for name in ("b1", "b2", "a1")]
