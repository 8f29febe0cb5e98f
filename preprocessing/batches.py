"""Groups of things that are small enough to be sent together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")


def batched_by(
    items: Iterable[T], size_of: Callable[[T], int], max_items: int, max_size: int
) -> Iterator[list[T]]:
    """Items in their order, in batches.

    Args:
      items: What to send.
      size_of: Size of an item, for example in bytes.
      max_items: Most items of a batch.
      max_size: Most that the items of a batch may have together. A single item that is larger is a
        batch of its own.
    """
    batch: list[T] = []
    total = 0
    for item in items:
        size = size_of(item)
        if batch and (len(batch) == max_items or total + size > max_size):
            yield batch
            batch, total = [], 0
        batch.append(item)
        total += size
    if batch:
        yield batch
