"""Copies a model to where servers load it from, so that none ever sees half of it.

A version is a folder with an integer for its name. Its files are copied, checked against a manifest
(size and CRC32C), and `saved_model.pb`, without which nothing can be loaded, comes last. On a local
disk all this happens in a folder that no server looks at, which then gets its name in one step. In
a bucket, the publisher that is the first to write the manifest has the version, and no other can
write into it.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import IO, TYPE_CHECKING

import google_crc32c

from storage import files, locks, whole

if TYPE_CHECKING:
    from serving.release.buckets import Bucket

MANIFEST = "assets.extra/manifest.json"
"""Where a version keeps its manifest; TensorFlow leaves this folder to others."""

MODEL_FILE = "saved_model.pb"

PUBLISH_LIMIT = timedelta(hours=5)
"""A publisher that takes longer gives up: what it wrote may be removed as left behind."""

ABANDONED_AFTER = timedelta(hours=6)
"""Age at which an incomplete version cannot be one that is still being published."""

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
    if _in_bucket(folder):
        found = {name: stored.entry for name, stored in _bucket(folder).objects().items()}
    else:
        found = {name: entry_of(files.join(folder, name)) for name in walk(folder)}
    return {name: entry for name, entry in found.items() if name != MANIFEST}


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


def walk(folder: str) -> list[str]:
    """Paths of all files below a folder, relative to it, sorted."""
    if _in_bucket(folder):
        return sorted(_bucket(folder).objects())
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
      source: Folder of the SavedModel, or its URL.
      model_root: Folder or `gs://` URL that holds the versions of this model.
      version: Name of the new version.

    Returns:
      The path of the version.

    Raises:
      PublishError: The version exists, another publisher has begun it, the copy differs from the
        source, or the bucket refuses; `model_root` is neither a folder nor in a bucket.
    """
    manifest = build_manifest(source)
    if MODEL_FILE not in manifest:
        raise PublishError(f"{source}: there is no {MODEL_FILE} to publish")
    target = files.join(model_root, str(version))
    if _in_bucket(model_root):
        _publish_to_bucket(source, _bucket(target), manifest)
        return target
    if files.is_remote(model_root):
        raise PublishError(f"{model_root}: models are published to folders and gs:// URLs only")
    root = Path(model_root)
    root.mkdir(parents=True, exist_ok=True)
    with locks.exclusive(root / _LOCK_FILE, wait=True):
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
        whole.sync_folder(root)
    return target


def verify_version(path: str, *, deep: bool = False) -> list[str]:
    """What is wrong with the files of a published version; an empty list if nothing is.

    Args:
      path: Folder or URL of the version.
      deep: Whether objects in a bucket are downloaded. Otherwise the sizes and checksums that the
        service keeps are compared, which is quick and finds all but damage within the service.

    Raises:
      PublishError: The bucket cannot be read.
    """
    manifest_path = files.join(path, MANIFEST)
    if _in_bucket(path):
        return _verify_in_bucket(_bucket(path), manifest_path, deep=deep)
    if not files.exists(manifest_path):
        return [f"{manifest_path}: there is no manifest"]
    with files.open_binary(manifest_path) as stream:
        manifest = _parse_manifest(stream.read())
    if isinstance(manifest, str):
        return [f"{manifest_path}: {manifest}"]
    return _differences(path, manifest)


def remove_leftovers(path: str, *, older_than: timedelta = ABANDONED_AFTER) -> list[str]:
    """Deletes what a publisher that died left of a version.

    A version that has a `saved_model.pb` is left alone, and so is one that may still be on its way.

    Args:
      path: Folder or URL of the version.
      older_than: Age from which objects in a bucket are taken as left behind. On a local disk a
        lock tells.

    Returns:
      Names of the files that were deleted.

    Raises:
      PublishError: The bucket does not allow it; publishers may well have no right to delete. Or
        `path` is not that of a version.
    """
    version = path.rstrip("/").rpartition("/")[2]
    if not version.isdecimal():
        raise PublishError(f"{path} is not a version; nothing was deleted")
    if _in_bucket(path):
        return _remove_objects(_bucket(path), older_than)
    root = Path(path).parent
    removed = []
    if root.exists():
        with locks.exclusive(root / _LOCK_FILE, wait=True):
            for folder in (root / f"{_STAGING_PREFIX}{version}", Path(path)):
                staged = folder.name != version
                if folder.exists() and (staged or not (folder / MODEL_FILE).exists()):
                    removed += walk(str(folder))
                    shutil.rmtree(folder)
    return removed


def copy_tree(source: str, target: str) -> None:
    """Copies a folder with everything below it."""
    open_source = _opener(source)
    for name in walk(source):
        with open_source(name) as reader, files.create(files.join(target, name)) as writer:
            shutil.copyfileobj(reader, writer, _BLOCK_BYTES)


def _in_bucket(path: str) -> bool:
    return path.startswith("gs://")


def _bucket(url: str) -> Bucket:
    # Google's library is imported only when a path is in a bucket.
    from serving.release.buckets import Bucket

    return Bucket(url)


def _opener(folder: str) -> Callable[[str], AbstractContextManager[IO[bytes]]]:
    """Opens the files of a folder by their names."""
    if _in_bucket(folder):
        return _bucket(folder).open
    return lambda name: files.open_binary(files.join(folder, name))


def _publish_to_bucket(source: str, bucket: Bucket, manifest: Manifest) -> None:
    began = time.time()
    found = bucket.objects()
    if MODEL_FILE in found:
        raise PublishError(f"{bucket.url} exists; versions are never overwritten")
    if found:
        raise PublishError(
            f"{bucket.url} was begun by another publisher, which may have died; publish under "
            "another version number"
        )
    content = _dump_manifest(manifest)
    checksum = google_crc32c.Checksum(content).hexdigest().decode()
    # Whoever makes the manifest has the version: files of two publishers never mix.
    bucket.create(MANIFEST, BytesIO(content), FileEntry(len(content), checksum))
    open_source = _opener(source)
    for name in sorted(manifest.keys() - {MODEL_FILE}):
        with open_source(name) as stream:
            bucket.create(name, stream, manifest[name])
    rest = {name: entry for name, entry in manifest.items() if name != MODEL_FILE}
    stored = {name: found.entry for name, found in bucket.objects().items() if name != MANIFEST}
    if faults := _compare(bucket.url, rest, stored):
        raise PublishError(f"the copy differs from the model: {faults[0]}")
    if strangers := sorted(stored.keys() - rest.keys()):
        raise PublishError(f"{bucket.url}/{strangers[0]}: somebody else writes into this version")
    if time.time() - began > PUBLISH_LIMIT.total_seconds():
        raise PublishError(
            f"{bucket.url}: took more than {PUBLISH_LIMIT}, after which it may be removed as left "
            "behind; publish again on a faster connection"
        )
    with open_source(MODEL_FILE) as stream:
        bucket.create(MODEL_FILE, stream, manifest[MODEL_FILE])


def _verify_in_bucket(bucket: Bucket, manifest_path: str, *, deep: bool) -> list[str]:
    found = bucket.objects()
    if MANIFEST not in found:
        return [f"{manifest_path}: there is no manifest"]
    with bucket.open(MANIFEST) as stream:
        manifest = _parse_manifest(stream.read())
    if isinstance(manifest, str):
        return [f"{manifest_path}: {manifest}"]
    stored = {name: stored.entry for name, stored in found.items()}
    if deep:
        stored = {name: bucket.checksum(name) for name in stored.keys() & manifest.keys()}
    return _compare(bucket.url, manifest, stored)


def _remove_objects(bucket: Bucket, older_than: timedelta) -> list[str]:
    found = bucket.objects()
    if MODEL_FILE in found or not found:
        return []
    if max(stored.created for stored in found.values()) > datetime.now(UTC) - older_than:
        return []
    # The manifest last: until all is gone nobody else can have this version.
    names = sorted(found, key=lambda name: (name == MANIFEST, name))
    for name in names:
        bucket.delete(name, found[name].generation)
    return names


def _dump_manifest(manifest: Manifest) -> bytes:
    entries = {name: asdict(entry) for name, entry in sorted(manifest.items())}
    return json.dumps(entries, indent=1).encode()


def _parse_manifest(content: bytes) -> Manifest | str:
    """A manifest, or what is wrong with it."""
    try:
        return {name: FileEntry(**entry) for name, entry in json.loads(content).items()}
    except (ValueError, TypeError, AttributeError) as error:
        return f"not a manifest ({error})"


def _copy_files(source: str, target: str, manifest: Manifest) -> None:
    for name in sorted(manifest.keys() - {MODEL_FILE}):
        _copy_file(files.join(source, name), files.join(target, name))
    with files.create(files.join(target, MANIFEST)) as stream:
        stream.write(_dump_manifest(manifest))
    rest = {name: entry for name, entry in manifest.items() if name != MODEL_FILE}
    _require_equal(target, rest)
    _copy_file(files.join(source, MODEL_FILE), files.join(target, MODEL_FILE))
    _require_equal(target, {MODEL_FILE: manifest[MODEL_FILE]})


def _require_equal(target: str, manifest: Manifest) -> None:
    if faults := _differences(target, manifest):
        raise PublishError(f"the copy differs from the model: {faults[0]}")


def _differences(path: str, manifest: Manifest) -> list[str]:
    paths = {name: files.join(path, name) for name in manifest}
    found = {name: entry_of(file) for name, file in paths.items() if files.exists(file)}
    return _compare(path, manifest, found)


def _compare(path: str, manifest: Manifest, found: Manifest) -> list[str]:
    faults = []
    for name, expected in sorted(manifest.items()):
        file, entry = files.join(path, name), found.get(name)
        if entry is None:
            faults.append(f"{file} is missing")
        elif entry != expected:
            faults.append(
                f"{file} has {entry.size} bytes, CRC32C {entry.crc32c}; "
                f"published were {expected.size} bytes, CRC32C {expected.crc32c}"
            )
    return faults


def _copy_file(source: str, target: str) -> None:
    with files.open_binary(source) as reader, files.create(target) as writer:
        shutil.copyfileobj(reader, writer, _BLOCK_BYTES)
