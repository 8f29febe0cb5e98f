from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from preprocessing.batches import batched_by


@given(st.lists(st.integers(0, 30)), st.integers(1, 8), st.integers(0, 40))
def test_batches_keep_every_item_and_are_as_large_as_allowed(
    sizes: list[int], max_items: int, max_size: int
) -> None:
    items = list(enumerate(sizes))
    batches = list(batched_by(iter(items), lambda item: item[1], max_items, max_size))
    assert [item for batch in batches for item in batch] == items
    totals = [sum(size for _, size in batch) for batch in batches]
    for batch, total in zip(batches, totals, strict=True):
        assert 1 <= len(batch) <= max_items
        assert total <= max_size or len(batch) == 1
    # The first item of each batch had no room in the one before.
    for (before, total), (after, _) in pairwise(zip(batches, totals, strict=True)):
        assert len(before) == max_items or total + after[0][1] > max_size
