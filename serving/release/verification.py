"""Whether the files of a version are those that were published."""

from __future__ import annotations

import json

from serving.release.manifest import MANIFEST, FileEntry, digest
from serving.release.publishing import opener, verify_version
from serving.release.records import Version


def verify_files(version: Version) -> list[str]:
    """What is wrong with the files of a version; an empty list if nothing is.

    On a disk it reads every file; of those in a bucket it asks for size and checksum. Besides
    comparing them with their manifest, as `verify_version` does, it compares the manifest with the
    release table, so that files of another model do not pass.
    """
    if faults := verify_version(version.path):
        return faults
    with opener(version.path)(MANIFEST) as stream:
        entries = json.loads(stream.read())
    digest_of_files = digest({name: FileEntry(**entry) for name, entry in entries.items()})
    if digest_of_files == version.digest:
        return []
    return [
        f"{version.path}: the files are those of another model; their digest is {digest_of_files}"
    ]
