"""Which clouds models can be published to, by the beginning of their URLs.

To add one, write a class that does what `serving.release.object_storage.ObjectFolder` says, and
name its scheme here.
"""

from __future__ import annotations

from serving.release.manifest import PublishError
from serving.release.object_storage import ObjectFolder

SCHEMES = ("gs://",)
"""Beginnings of the URLs that models can be published to."""


def is_object_storage(path: str) -> bool:
    """Whether `path` is the URL of a folder that `open_folder` opens."""
    return path.startswith(SCHEMES)


def open_folder(url: str) -> ObjectFolder:
    """The folder of a bucket.

    Raises:
      PublishError: There is no such storage, the URL names no bucket, or there are no credentials.
    """
    if url.startswith("gs://"):
        # Google's library takes half a second to import.
        from serving.release.buckets import Bucket

        return Bucket(url)
    raise PublishError(f"{url}: not an address that begins with {' or '.join(SCHEMES)}")
