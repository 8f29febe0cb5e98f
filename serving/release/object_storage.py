"""What publishing needs of a cloud's object storage."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import IO, Protocol

from serving.release.manifest import FileEntry


@dataclass(frozen=True)
class StoredObject:
    """An object as the service describes it.

    Attributes:
      entry: Its size and CRC32C.
      generation: The number that the service gave to this content.
      created: When it was made, by the service's clock.
    """

    entry: FileEntry
    generation: int
    created: datetime


class ObjectFolder(Protocol):
    """A folder of a bucket, whose objects are named relative to it.

    All methods raise `serving.release.manifest.PublishError` with one line that says what to do.
    """

    @property
    def url(self) -> str:
        """Its address, without a slash at the end."""

    def objects(self) -> Mapping[str, StoredObject]:
        """All objects in the folder and below it, by name."""

    def open(self, name: str) -> AbstractContextManager[IO[bytes]]:
        """An object for reading; it can seek."""

    def checksum(self, name: str) -> FileEntry:
        """Size and CRC32C of an object's bytes as they are now, not as its metadata has them."""

    def create(self, name: str, stream: IO[bytes], entry: FileEntry) -> None:
        """Makes an object that was not there; it becomes visible whole or not at all.

        If several try at the same time, one succeeds: publishers rely on it to have a version for
        themselves.

        Args:
          name: Its name.
          stream: Its content, which can seek.
          entry: The size and checksum that it must have.
        """

    def delete(self, name: str, generation: int) -> None:
        """Removes an object, unless it has got another content."""
