"""Copies a model to where servers load it from, so that none ever sees half of it.

A version is a folder with an integer for its name. Its files are copied, checked against a manifest
(size and CRC32C), and `saved_model.pb`, without which nothing can be loaded, comes last. On a local
disk all this happens in a folder that no server looks at, which then gets its name in one step.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any

import google_crc32c

from preprocessing import files

MANIFEST = "assets.extra/manifest.json"
"""Where a version keeps its manifest; TensorFlow leaves this folder to others."""

MODEL_FILE = "saved_model.pb"

_STAGING_PREFIX = ".publishing-"
_LOCK_FILE = ".publish.lock"
_BLOCK_BYTES = 1 << 20


class PublishError(RuntimeError):
    """A model that could not be published; nothing that a server could load was left behind."""


@dataclass(frozen=True)
class FileEntry:
    """A file of a version: its size in bytes, and its CRC32C as 8 hexadecimal digits."""

    size: int
    crc32c: str


Manifest = dict[str, FileEntry]


def build_manifest(folder: str) -> Manifest:
    """Size and CRC32C of every file below a folder, by its path in it; without the manifest."""
    return {name: entry_of(files.join(folder, name)) for name in walk(folder) if name != MANIFEST}


def entry_of(path: str) -> FileEntry:
    """Size and CRC32C of a file."""
    checksum, size = google_crc32c.Checksum(), 0
    with files.open_binary(path) as stream:
        while block := stream.read(_BLOCK_BYTES):
            checksum.update(block)
            size += len(block)
    return FileEntry(size, checksum.hexdigest().decode())


def digest(manifest: Manifest) -> str:
    """SHA-256 over a manifest: equal for equal models, wherever they lie."""
    text = json.dumps({name: asdict(entry) for name, entry in sorted(manifest.items())})
    return hashlib.sha256(text.encode()).hexdigest()


def walk(folder: str) -> list[str]:
    """Paths of all files below a folder, relative to it, sorted."""
    found = []
    for name in files.list_folder(folder):
        path = files.join(folder, name)
        if files.is_folder(path):
            found += [f"{name}/{below}" for below in walk(path)]
        else:
            found.append(name)
    return sorted(found)


def publish_version(source: str, model_root: str, version: int) -> str:
    """Copies a model to `<model_root>/<version>`.

    Args:
      source: Folder of the SavedModel.
      model_root: Folder or URL that holds the versions of this model.
      version: Name of the new version.

    Returns:
      The path of the version.

    Raises:
      PublishError: The version exists, or the copy differs from the source.
    """
    manifest = build_manifest(source)
    if MODEL_FILE not in manifest:
        raise PublishError(f"{source}: there is no {MODEL_FILE} to publish")
    target = files.join(model_root, str(version))
    if files.is_remote(model_root):
        if files.exists(target):
            raise PublishError(f"{target} exists; versions are never overwritten")
        _copy_files(source, target, manifest)
        return target
    root = Path(model_root)
    root.mkdir(parents=True, exist_ok=True)
    with _exclusive(root):
        # Only a publisher that died leaves one behind, because of the lock.
        for leftover in root.glob(f"{_STAGING_PREFIX}*"):
            shutil.rmtree(leftover)
        if Path(target).exists():
            raise PublishError(f"{target} exists; versions are never overwritten")
        staging = root / f"{_STAGING_PREFIX}{version}"
        try:
            _copy_files(source, str(staging), manifest)
            staging.rename(target)
        except BaseException:
            shutil.rmtree(staging, ignore_errors=True)
            raise
        _sync_folder(root)
    return target


def verify_version(path: str) -> list[str]:
    """What is wrong with the files of a published version; an empty list if nothing is."""
    manifest_path = files.join(path, MANIFEST)
    if not files.exists(manifest_path):
        return [f"{manifest_path}: there is no manifest"]
    with files.open_binary(manifest_path) as stream:
        try:
            entries = json.loads(stream.read())
            manifest = {name: FileEntry(**entry) for name, entry in entries.items()}
        except (ValueError, TypeError, AttributeError) as error:
            return [f"{manifest_path}: not a manifest ({error})"]
    return _differences(path, manifest)


def copy_tree(source: str, target: str) -> None:
    """Copies a folder with everything below it."""
    for name in walk(source):
        _copy_file(files.join(source, name), files.join(target, name))


def _copy_files(source: str, target: str, manifest: Manifest) -> None:
    for name in sorted(manifest.keys() - {MODEL_FILE}):
        _copy_file(files.join(source, name), files.join(target, name))
    entries = {name: asdict(entry) for name, entry in sorted(manifest.items())}
    with _create(files.join(target, MANIFEST)) as stream:
        stream.write(json.dumps(entries, indent=1).encode())
    rest = {name: entry for name, entry in manifest.items() if name != MODEL_FILE}
    _require_equal(target, rest)
    _copy_file(files.join(source, MODEL_FILE), files.join(target, MODEL_FILE))
    _require_equal(target, {MODEL_FILE: manifest[MODEL_FILE]})


def _require_equal(target: str, manifest: Manifest) -> None:
    if faults := _differences(target, manifest):
        raise PublishError(f"the copy differs from the model: {faults[0]}")


def _differences(path: str, manifest: Manifest) -> list[str]:
    faults = []
    for name, expected in sorted(manifest.items()):
        file = files.join(path, name)
        if not files.exists(file):
            faults.append(f"{file} is missing")
        elif (found := entry_of(file)) != expected:
            faults.append(
                f"{file} has {found.size} bytes, CRC32C {found.crc32c}; "
                f"published were {expected.size} bytes, CRC32C {expected.crc32c}"
            )
    return faults


def _copy_file(source: str, target: str) -> None:
    with files.open_binary(source) as reader, _create(target) as writer:
        shutil.copyfileobj(reader, writer, _BLOCK_BYTES)


@contextlib.contextmanager
def _create(path: str) -> Iterator[IO[bytes] | Any]:
    """A new file, on the disk when the block ends."""
    if files.is_remote(path):
        import tensorflow as tf

        with tf.io.gfile.GFile(path, "wb") as stream:
            yield stream
        return
    file = Path(path)
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("wb") as stream:
        yield stream
        stream.flush()
        os.fsync(stream.fileno())


@contextlib.contextmanager
def _exclusive(root: Path) -> Iterator[None]:
    """Lets one publisher at a time into a folder; the lock ends with its process."""
    with (root / _LOCK_FILE).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
