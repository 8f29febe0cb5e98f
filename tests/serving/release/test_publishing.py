from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from serving.release import publishing
from serving.release.manifest import MANIFEST, PublishError, digest
from serving.release.publishing import (
    MODEL_FILE,
    build_manifest,
    copy_tree,
    publish_version,
    remove_leftovers,
    verify_version,
    walk,
)
from tests.serving.release.killing import kill_publishers, write_big_model


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """Files laid out as in a SavedModel."""
    return write_model(tmp_path / "model", b"graph")


def write_model(folder: Path, graph: bytes, weights: int = 1000) -> Path:
    (folder / "variables").mkdir(parents=True)
    (folder / "assets").mkdir()
    (folder / MODEL_FILE).write_bytes(graph)
    (folder / "variables" / "variables.index").write_bytes(b"index")
    (folder / "variables" / "variables.data-00000-of-00001").write_bytes(b"w" * weights)
    return folder


def versions(root: Path) -> list[Path]:
    """What a server polling the folder would see."""
    return sorted(path for path in root.iterdir() if path.name.isdecimal())


def test_a_published_version_is_the_model_and_its_manifest(model: Path, tmp_path: Path) -> None:
    path = publish_version(str(model), str(tmp_path / "root"), 17)
    assert path == str(tmp_path / "root" / "17")
    assert walk(path) == sorted([*walk(str(model)), MANIFEST])
    assert build_manifest(path) == build_manifest(str(model))
    assert verify_version(path) == []
    # Nothing else that a server could take for a version.
    assert versions(tmp_path / "root") == [tmp_path / "root" / "17"]


def test_the_checksums_are_crc32c(tmp_path: Path) -> None:
    file = tmp_path / "check"
    file.write_bytes(b"123456789")
    # The check value of CRC-32C: RFC 3720, appendix B.4, and the CRC catalogue.
    assert publishing.entry_of(str(file)) == publishing.FileEntry(9, "e3069283")


def test_the_digest_depends_on_the_files_alone(model: Path, tmp_path: Path) -> None:
    before = digest(build_manifest(str(model)))
    copy_tree(str(model), str(tmp_path / "copy"))
    assert digest(build_manifest(str(tmp_path / "copy"))) == before
    (model / "variables" / "variables.index").write_bytes(b"other")
    assert digest(build_manifest(str(model))) != before


def test_a_version_is_never_overwritten(model: Path, tmp_path: Path) -> None:
    path = publish_version(str(model), str(tmp_path / "root"), 17)
    (model / MODEL_FILE).write_bytes(b"other graph")
    with pytest.raises(PublishError, match="17 exists; versions are never overwritten"):
        publish_version(str(model), str(tmp_path / "root"), 17)
    assert verify_version(path) == []


def test_a_folder_without_a_model_is_refused(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(PublishError, match=r"there is no saved_model\.pb to publish"):
        publish_version(str(tmp_path / "empty"), str(tmp_path / "root"), 17)


@pytest.mark.parametrize("name", ["variables/variables.data-00000-of-00001", MODEL_FILE])
def test_a_flipped_byte_is_found(model: Path, tmp_path: Path, name: str) -> None:
    path = Path(publish_version(str(model), str(tmp_path / "root"), 17))
    content = bytearray((path / name).read_bytes())
    content[2] ^= 1
    (path / name).write_bytes(bytes(content))
    (fault,) = verify_version(str(path))
    assert name in fault
    assert "CRC32C" in fault


def test_missing_files_and_manifests_are_found(model: Path, tmp_path: Path) -> None:
    path = Path(publish_version(str(model), str(tmp_path / "root"), 17))
    (path / "variables" / "variables.index").unlink()
    (fault,) = verify_version(str(path))
    assert fault.endswith("variables.index is missing")
    (path / MANIFEST).write_text("[]")
    assert "not a manifest" in verify_version(str(path))[0]
    (path / MANIFEST).unlink()
    assert "there is no manifest" in verify_version(str(path))[0]


def test_a_copy_that_differs_is_not_published(
    model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that loses a byte."""
    copy_file = publishing._copy_file

    def lossy(source: str, target: str) -> None:
        copy_file(source, target)
        if target.endswith("variables.index"):
            Path(target).write_bytes(b"ndex")

    monkeypatch.setattr(publishing, "_copy_file", lossy)
    with pytest.raises(PublishError, match=r"the copy differs.*variables\.index has 4 bytes"):
        publish_version(str(model), str(tmp_path / "root"), 17)
    assert versions(tmp_path / "root") == []
    assert [path.name for path in (tmp_path / "root").iterdir()] == [".publish.lock"]


def test_other_urls_are_refused(model: Path) -> None:
    """There, nothing could keep two publishers apart."""
    with pytest.raises(PublishError, match="folders and gs:// URLs only"):
        publish_version(str(model), "s3://bucket/transactions", 17)


def test_only_what_is_left_behind_is_removed(model: Path, tmp_path: Path) -> None:
    root = tmp_path / "root"
    path = publish_version(str(model), str(root), 17)
    assert remove_leftovers(path) == []
    assert verify_version(path) == []
    write_model(root / ".publishing-18", b"graph")
    assert len(remove_leftovers(str(root / "18"))) == 3
    (root / "19" / "variables").mkdir(parents=True)
    (root / "19" / "variables" / "variables.index").write_bytes(b"index")
    assert remove_leftovers(str(root / "19")) == ["variables/variables.index"]
    assert sorted(file.name for file in root.iterdir()) == [".publish.lock", "17"]
    with pytest.raises(PublishError, match="is not a version; nothing was deleted"):
        remove_leftovers(str(root))
    assert verify_version(path) == []
    assert remove_leftovers(str(tmp_path / "nowhere" / "17")) == []


def test_publishers_killed_at_random_moments(tmp_path: Path) -> None:
    model, root = write_big_model(tmp_path / "model"), str(tmp_path / "root")

    def remove(path: str) -> None:
        shutil.rmtree(path, ignore_errors=True)

    outcomes = kill_publishers(str(model), root, 25, 0, forget=remove)
    assert outcomes.total() == 25
    assert outcomes["part"] >= 3


# Publishes a model, and dies at one of the moments: before a file, amid it, or after it.
PUBLISH = """
import os, signal, sys
from storage import files
from serving.release import publishing

source, root, version, dies_at, moment = *sys.argv[1:3], *map(int, sys.argv[3:6])
copy_file, calls = publishing._copy_file, 0

def die():
    os.kill(os.getpid(), signal.SIGKILL)

def copy(source, target):
    global calls
    calls += 1
    if calls == dies_at:
        if moment == 0:
            die()
        if moment == 1:
            with files.create(target) as stream:
                stream.write(open(source, "rb").read()[:7])
            die()
    copy_file(source, target)
    if calls == dies_at:
        die()

publishing._copy_file = copy
publishing.publish_version(source, root, version)
"""


@pytest.mark.parametrize("moment", [0, 1, 2], ids=["before", "amid", "after"])
@pytest.mark.parametrize("dies_at", [1, 2, 3])
def test_a_publisher_killed_at_any_file_leaves_nothing_that_could_be_loaded(
    model: Path, tmp_path: Path, dies_at: int, moment: int
) -> None:
    root = tmp_path / "root"
    arguments = [str(model), str(root), "17", str(dies_at), str(moment)]
    process = subprocess.run([sys.executable, "-c", PUBLISH, *arguments], check=False)
    assert process.returncode == -signal.SIGKILL
    assert versions(root) == []
    assert bool(list(root.glob(".publishing-*"))) == ((dies_at, moment) != (1, 0))
    path = publish_version(str(model), str(root), 18)
    assert verify_version(path) == []
    assert versions(root) == [root / "18"]
    assert not list(root.glob(".publishing-*"))
