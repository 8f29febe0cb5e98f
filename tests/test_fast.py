from __future__ import annotations

from tests import fast


def test_what_is_left_out_is_there() -> None:
    assert fast.missing() == []


def test_folders_and_files_are_left_out() -> None:
    assert fast.is_slow(fast.ROOT / "e2e")
    assert fast.is_slow(fast.ROOT / "components" / "test_trainer.py")
    assert not fast.is_slow(fast.ROOT / "preprocessing" / "test_records.py")
    assert not fast.is_slow(fast.ROOT.parent / "e2e")
