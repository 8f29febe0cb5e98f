"""Publishing needs nothing of a cloud but what `ObjectFolder` says."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import IO

import pytest

from serving.release import clouds, publishing
from serving.release.clouds import open_folder
from serving.release.manifest import MANIFEST, FileEntry, PublishError, entry_of_stream
from serving.release.object_storage import ObjectFolder, StoredObject
from serving.release.publishing import (
    MODEL_FILE,
    build_manifest,
    copy_tree,
    publish_version,
    remove_leftovers,
    verify_version,
)
from tests.serving.release.test_publishing import write_model

ROOT = "mem://models"


class Memory:
    """A service that keeps objects in memory."""

    def __init__(self) -> None:
        self.content: dict[str, bytes] = {}

    def open_folder(self, url: str) -> ObjectFolder:
        return MemoryFolder(self, url.rstrip("/"))


class MemoryFolder:
    def __init__(self, service: Memory, url: str) -> None:
        self.url = url
        self._content = service.content

    def objects(self) -> dict[str, StoredObject]:
        return {
            path.removeprefix(f"{self.url}/"): StoredObject(
                entry_of_stream(BytesIO(content)), 1, datetime.now(UTC)
            )
            for path, content in self._content.items()
            if path.startswith(f"{self.url}/")
        }

    @contextlib.contextmanager
    def open(self, name: str) -> Iterator[IO[bytes]]:
        yield BytesIO(self._content[f"{self.url}/{name}"])

    def checksum(self, name: str) -> FileEntry:
        with self.open(name) as stream:
            return entry_of_stream(stream)

    def create(self, name: str, stream: IO[bytes], entry: FileEntry) -> None:
        if f"{self.url}/{name}" in self._content:
            raise PublishError(f"{name}: exists")
        content = stream.read()
        assert entry_of_stream(BytesIO(content)) == entry
        self._content[f"{self.url}/{name}"] = content

    def delete(self, name: str, generation: int) -> None:
        assert generation == 1
        del self._content[f"{self.url}/{name}"]


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Memory:
    service = Memory()
    monkeypatch.setattr(clouds, "SCHEMES", ("gs://", "mem://"))
    monkeypatch.setattr(publishing, "open_folder", service.open_folder)
    return service


def test_another_cloud_takes_versions(service: Memory, tmp_path: Path) -> None:
    model = write_model(tmp_path / "model", b"graph")
    path = publish_version(str(model), ROOT, 17)
    assert path == f"{ROOT}/17"
    assert next(iter(service.content)) == f"{path}/{MANIFEST}"
    assert list(service.content)[-1] == f"{path}/{MODEL_FILE}"
    assert verify_version(path) == verify_version(path, deep=True) == []
    assert build_manifest(path) == build_manifest(str(model))
    with pytest.raises(PublishError, match="exists; versions are never overwritten"):
        publish_version(str(model), ROOT, 17)
    copy_tree(path, str(tmp_path / "copy"))
    assert verify_version(str(tmp_path / "copy")) == []


def test_damage_in_another_cloud_is_found(service: Memory, tmp_path: Path) -> None:
    path = publish_version(str(write_model(tmp_path / "model", b"graph")), ROOT, 17)
    service.content[f"{path}/{MODEL_FILE}"] = b"grap"
    (fault,) = verify_version(path)
    assert fault.startswith(f"{path}/{MODEL_FILE} has 4 bytes")


def test_what_a_publisher_left_in_another_cloud_is_removed(service: Memory, tmp_path: Path) -> None:
    path = publish_version(str(write_model(tmp_path / "model", b"graph")), ROOT, 17)
    assert remove_leftovers(path, older_than=timedelta(0)) == []
    del service.content[f"{path}/{MODEL_FILE}"]
    assert remove_leftovers(path) == []
    assert MANIFEST in remove_leftovers(path, older_than=timedelta(0))
    assert service.content == {}


def test_a_cloud_that_nobody_added() -> None:
    with pytest.raises(PublishError, match=r"s3://x: not an address that begins with gs://"):
        open_folder("s3://x")
