"""A version in a bucket, brought to this machine."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from serving.release.manifest import PublishError
from serving.release.publishing import copy_tree, verify_version


@contextmanager
def fetched(url: str) -> Iterator[Path]:
    """A copy of a version, which is removed at the end of the block; its name is the version's.

    Args:
      url: URL of the version.

    Raises:
      PublishError: The bucket cannot be read, or the copy is not what was published.
    """
    with tempfile.TemporaryDirectory(prefix="txner-") as folder:
        copy = Path(folder) / url.rstrip("/").rpartition("/")[2]
        copy_tree(url, str(copy))
        if faults := verify_version(str(copy)):
            raise PublishError(f"{url}: the copy is not what was published: {faults[0]}")
        yield copy
