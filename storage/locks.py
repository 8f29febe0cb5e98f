"""Locks between processes of one machine; the system gives them back when a process ends."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class LockedError(BlockingIOError):
    """Another process holds the lock."""


@contextmanager
def exclusive(path: Path, *, wait: bool, required: bool = True) -> Iterator[bool]:
    """Holds a lock, so that one process at a time is in the block.

    Args:
      path: A folder; or a file, which is made if it is not there.
      wait: Whether to wait until the lock is free.
      required: Whether it is an error if the file system has no locks.

    Yields:
      Whether the lock is held; False only if the file system has none.

    Raises:
      LockedError: Another process holds the lock, and `wait` is False.
      OSError: `path` cannot be opened, or the file system has no locks.
    """
    descriptor = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR | os.O_CREAT, 0o666)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
            locked = True
        except BlockingIOError as error:
            raise LockedError(error.errno, "another process holds the lock", str(path)) from None
        except OSError:
            if required:
                raise
            locked = False
        yield locked
    finally:
        os.close(descriptor)


def is_locked(path: Path) -> bool:
    """Whether a process holds the lock; False if there is nothing to lock.

    Raises:
      OSError: The file system has no locks.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY)
    except OSError:
        return False
    try:
        # Shared, so that those who only ask do not keep each other out.
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(descriptor)
    return False
