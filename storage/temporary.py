"""A folder for what libraries leave behind."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def own_temporary_folder() -> Iterator[Path]:
    """Gives this process and its children a TMPDIR of their own, which is gone at the end.

    Libraries make temporary files and folders and leave them, some of them large.
    """
    variable, default = os.environ.get("TMPDIR"), tempfile.tempdir
    # A short path: those of sockets, which may lie below it, have 107 bytes at most.
    with tempfile.TemporaryDirectory(prefix="txner-", ignore_cleanup_errors=True) as folder:
        os.environ["TMPDIR"] = folder
        tempfile.tempdir = folder
        try:
            yield Path(folder)
        finally:
            tempfile.tempdir = default
            if variable is None:
                os.environ.pop("TMPDIR", None)
            else:
                os.environ["TMPDIR"] = variable
