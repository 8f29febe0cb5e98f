from __future__ import annotations

from tests import fast


def test_what_is_left_out_is_there() -> None:
    assert fast.missing() == []


def test_folders_and_files_are_left_out() -> None:
    assert fast.is_slow(fast.ROOT / "e2e")
    assert fast.is_slow(fast.ROOT / "components" / "test_trainer.py")
    assert not fast.is_slow(fast.ROOT / "preprocessing" / "test_records.py")
    assert not fast.is_slow(fast.ROOT.parent / "e2e")


def test_the_longest_come_first_and_the_quick_ones_last() -> None:
    names = (
        "test_fast.py",
        "models/test_export.py",
        "models/test_trainer.py",
        "e2e/test_trigger.py",
    )
    ranks = [fast.rank(fast.ROOT / name) for name in names]
    assert ranks == sorted(ranks, reverse=True)
    assert len(set(ranks)) == len(names)
