"""Which tests one process runs one after the other, where pytest-xdist has several."""

from __future__ import annotations

from xdist.scheduler import LoadFileScheduling

TOGETHER = ("tests/doccano/", "tests/e2e/")
"""Folders whose files share what takes long to make: a run, a server."""


class FileScheduling(LoadFileScheduling):
    """Keeps the tests of a file together, and those of some folders."""

    def _split_scope(self, nodeid: str) -> str:
        folders = (folder for folder in TOGETHER if nodeid.startswith(folder))
        return next(folders, super()._split_scope(nodeid))
