"""Copies a model to where servers load it from, so that none ever sees half of it.

A version is a folder with an integer for its name. Its files are copied, checked against a manifest
(size and CRC32C), and `saved_model.pb`, without which nothing can be loaded, comes last. On a local
disk all this happens in a folder that no server looks at, which then gets its name in one step. In
a bucket, the publisher that is the first to write the manifest has the version, and no other can
write into it.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import IO

import google_crc32c

from serving.release import manifest as manifests
from serving.release.clouds import SCHEMES, is_object_storage, open_folder
from serving.release.manifest import MANIFEST, FileEntry, Manifest, PublishError, entry_of
from serving.release.object_storage import ObjectFolder
from storage import files, locks, whole

MODEL_FILE = "saved_model.pb"

PUBLISH_LIMIT = timedelta(hours=5)
"""A publisher that takes longer gives up: what it wrote may be removed as left behind."""

ABANDONED_AFTER = timedelta(hours=6)
"""Age at which an incomplete version cannot be one that is still being published."""

_STAGING_PREFIX = ".publishing-"
LOCK_FILE = ".publish.lock"
"""Whoever changes what versions there are in a folder locks it."""

_BLOCK_BYTES = 1 << 20


def build_manifest(folder: str) -> Manifest:
    """Size and CRC32C of every file below a folder, by its path in it; without the manifest."""
    if is_object_storage(folder):
        entries = {name: stored.entry for name, stored in open_folder(folder).objects().items()}
    else:
        entries = {name: entry_of(files.join(folder, name)) for name in walk(folder)}
    return {name: entry for name, entry in entries.items() if name != MANIFEST}


def walk(folder: str) -> list[str]:
    """Paths of all files below a folder, relative to it, sorted."""
    if is_object_storage(folder):
        return sorted(open_folder(folder).objects())
    names = []
    for name in files.list_folder(folder):
        path = files.join(folder, name)
        if files.is_folder(path):
            names += [f"{name}/{below}" for below in walk(path)]
        else:
            names.append(name)
    return sorted(names)


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
    if is_object_storage(model_root):
        _publish_to_bucket(source, open_folder(target), manifest)
        return target
    if files.is_remote(model_root):
        raise PublishError(
            f"{model_root}: models are published to folders and {' or '.join(SCHEMES)} URLs only"
        )
    root = Path(model_root)
    root.mkdir(parents=True, exist_ok=True)
    with locks.exclusive(root / LOCK_FILE, wait=True):
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
    if is_object_storage(path):
        return _verify_in_bucket(open_folder(path), manifest_path, deep=deep)
    if not files.exists(manifest_path):
        return [f"{manifest_path}: there is no manifest"]
    with files.open_binary(manifest_path) as stream:
        manifest = manifests.parse(stream.read())
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
    if is_object_storage(path):
        return _remove_objects(open_folder(path), older_than)
    root = Path(path).parent
    removed = []
    if root.exists():
        with locks.exclusive(root / LOCK_FILE, wait=True):
            for folder in (root / f"{_STAGING_PREFIX}{version}", Path(path)):
                staged = folder.name != version
                if folder.exists() and (staged or not (folder / MODEL_FILE).exists()):
                    removed += walk(str(folder))
                    shutil.rmtree(folder)
    return removed


def copy_tree(source: str, target: str) -> None:
    """Copies a folder with everything below it."""
    open_source = opener(source)
    for name in walk(source):
        with open_source(name) as reader, files.create(files.join(target, name)) as writer:
            shutil.copyfileobj(reader, writer, _BLOCK_BYTES)


def opener(folder: str) -> Callable[[str], AbstractContextManager[IO[bytes]]]:
    """Opens the files of a folder by their names."""
    if is_object_storage(folder):
        return open_folder(folder).open
    return lambda name: files.open_binary(files.join(folder, name))


def _publish_to_bucket(source: str, bucket: ObjectFolder, manifest: Manifest) -> None:
    began = time.time()
    objects = bucket.objects()
    if MODEL_FILE in objects:
        raise PublishError(f"{bucket.url} exists; versions are never overwritten")
    if objects:
        raise PublishError(
            f"{bucket.url} was begun by another publisher, which may have died; publish under "
            "another version number"
        )
    content = manifests.dump(manifest)
    checksum = google_crc32c.Checksum(content).hexdigest().decode()
    # Whoever makes the manifest has the version: files of two publishers never mix.
    bucket.create(MANIFEST, BytesIO(content), FileEntry(len(content), checksum))
    open_source = opener(source)
    for name in sorted(manifest.keys() - {MODEL_FILE}):
        with open_source(name) as stream:
            bucket.create(name, stream, manifest[name])
    rest = {name: entry for name, entry in manifest.items() if name != MODEL_FILE}
    stored = {name: stored.entry for name, stored in bucket.objects().items() if name != MANIFEST}
    if faults := manifests.compare(bucket.url, rest, stored):
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


def _verify_in_bucket(bucket: ObjectFolder, manifest_path: str, *, deep: bool) -> list[str]:
    objects = bucket.objects()
    if MANIFEST not in objects:
        return [f"{manifest_path}: there is no manifest"]
    with bucket.open(MANIFEST) as stream:
        manifest = manifests.parse(stream.read())
    if isinstance(manifest, str):
        return [f"{manifest_path}: {manifest}"]
    stored = {name: stored.entry for name, stored in objects.items()}
    if deep:
        stored = {name: bucket.checksum(name) for name in stored.keys() & manifest.keys()}
    return manifests.compare(bucket.url, manifest, stored)


def _remove_objects(bucket: ObjectFolder, older_than: timedelta) -> list[str]:
    objects = bucket.objects()
    if MODEL_FILE in objects or not objects:
        return []
    if max(stored.created for stored in objects.values()) > datetime.now(UTC) - older_than:
        return []
    # The manifest last: until all is gone nobody else can have this version.
    names = sorted(objects, key=lambda name: (name == MANIFEST, name))
    for name in names:
        bucket.delete(name, objects[name].generation)
    return names


def _copy_files(source: str, target: str, manifest: Manifest) -> None:
    for name in sorted(manifest.keys() - {MODEL_FILE}):
        _copy_file(files.join(source, name), files.join(target, name))
    with files.create(files.join(target, MANIFEST)) as stream:
        stream.write(manifests.dump(manifest))
    rest = {name: entry for name, entry in manifest.items() if name != MODEL_FILE}
    _require_equal(target, rest)
    _copy_file(files.join(source, MODEL_FILE), files.join(target, MODEL_FILE))
    _require_equal(target, {MODEL_FILE: manifest[MODEL_FILE]})


def _require_equal(target: str, manifest: Manifest) -> None:
    if faults := _differences(target, manifest):
        raise PublishError(f"the copy differs from the model: {faults[0]}")


def _differences(path: str, manifest: Manifest) -> list[str]:
    paths = {name: files.join(path, name) for name in manifest}
    stored = {name: entry_of(file) for name, file in paths.items() if files.exists(file)}
    return manifests.compare(path, manifest, stored)


def _copy_file(source: str, target: str) -> None:
    with files.open_binary(source) as reader, files.create(target) as writer:
        shutil.copyfileobj(reader, writer, _BLOCK_BYTES)
