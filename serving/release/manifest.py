"""What files a version has: their sizes and checksums, and whether they are as published."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import IO

import google_crc32c

from preprocessing.errors import UserError
from storage import files

MANIFEST = "assets.extra/manifest.json"
"""Where a version keeps its manifest; TensorFlow leaves this folder to others."""

_BLOCK_BYTES = 1 << 20


class PublishError(UserError, RuntimeError):
    """A model that could not be published; nothing that a server could load was left behind."""


@dataclass(frozen=True)
class FileEntry:
    """A file of a version: its size in bytes, and its CRC32C as 8 hexadecimal digits."""

    size: int
    crc32c: str


Manifest = dict[str, FileEntry]


def entry_of(path: str) -> FileEntry:
    """Size and CRC32C of a file."""
    with files.open_binary(path) as stream:
        return entry_of_stream(stream)


def entry_of_stream(stream: IO[bytes]) -> FileEntry:
    """Size and CRC32C of what is left to read."""
    checksum, size = google_crc32c.Checksum(), 0
    while block := stream.read(_BLOCK_BYTES):
        checksum.update(block)
        size += len(block)
    return FileEntry(size, checksum.hexdigest().decode())


def digest(manifest: Manifest) -> str:
    """SHA-256 over a manifest: equal for equal models, wherever they lie."""
    text = json.dumps({name: asdict(entry) for name, entry in sorted(manifest.items())})
    return hashlib.sha256(text.encode()).hexdigest()


def dump(manifest: Manifest) -> bytes:
    """A manifest as its file has it."""
    entries = {name: asdict(entry) for name, entry in sorted(manifest.items())}
    return json.dumps(entries, indent=1).encode()


def parse(content: bytes) -> Manifest | str:
    """The reverse of `dump`: a manifest, or what is wrong with it."""
    try:
        return {name: FileEntry(**entry) for name, entry in json.loads(content).items()}
    except (ValueError, TypeError, AttributeError) as error:
        return f"not a manifest ({error})"


def compare(path: str, manifest: Manifest, stored: Manifest) -> list[str]:
    """What is missing or different in a folder; an empty list if nothing is.

    Args:
      path: The folder or URL, for messages.
      manifest: What should be there.
      stored: What is there; other files do not matter.
    """
    faults = []
    for name, expected in sorted(manifest.items()):
        file, entry = files.join(path, name), stored.get(name)
        if entry is None:
            faults.append(f"{file} is missing")
        elif entry != expected:
            faults.append(
                f"{file} has {entry.size} bytes, CRC32C {entry.crc32c}; "
                f"published were {expected.size} bytes, CRC32C {expected.crc32c}"
            )
    return faults
