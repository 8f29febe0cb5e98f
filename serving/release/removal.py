"""Deletes the files of a version so that no server ever sees half of it.

It may be killed at any point; the next attempt deletes what is left.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from serving.release.clouds import is_object_storage, open_folder
from serving.release.manifest import MANIFEST, PublishError
from serving.release.object_storage import ObjectFolder
from serving.release.publishing import LOCK_FILE, MODEL_FILE
from storage import files, locks

_PREFIX = ".retired-"


def remove_version(path: str, version: int) -> None:
    """Deletes a version, or what an attempt that was killed left of it.

    On a disk its folder gets a name that no server looks at, in one step, before anything in it is
    deleted. In a bucket `saved_model.pb` goes first, without which nothing is loaded, and the
    manifest last, so that until then no publisher takes the version for a new one.

    Args:
      path: Folder or URL of the version.
      version: Its number, which must be the last part of `path`.

    Raises:
      PublishError: `path` is not that of the version, or the files cannot be deleted.
    """
    if path.rstrip("/").rpartition("/")[2] != str(version):
        raise PublishError(f"{path} is not the folder of version {version}; nothing was deleted")
    if is_object_storage(path):
        _remove_objects(open_folder(path))
        return
    if files.is_remote(path):
        raise PublishError(f"{path}: versions are deleted from folders and buckets only")
    folder = Path(path)
    try:
        _remove_folder(folder, folder.with_name(f"{_PREFIX}{version}"))
    except OSError as error:
        raise PublishError(f"{path}: cannot be deleted: {error.strerror or error}") from error


def _remove_folder(folder: Path, retired: Path) -> None:
    if not folder.parent.exists():
        return
    with locks.exclusive(folder.parent / LOCK_FILE, wait=True):
        if retired.exists():
            shutil.rmtree(retired)
        if folder.exists():
            folder.rename(retired)
            shutil.rmtree(retired)


def _remove_objects(bucket: ObjectFolder) -> None:
    objects = bucket.objects()
    for name in sorted(objects, key=lambda name: (name == MANIFEST, name != MODEL_FILE, name)):
        bucket.delete(name, objects[name].generation)
