from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import tensorflow as tf

from serving import publishing
from serving.publishing import (
    MANIFEST,
    MODEL_FILE,
    PublishError,
    build_manifest,
    copy_tree,
    digest,
    publish_version,
    verify_version,
    walk,
)


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


def test_the_model_file_comes_last_on_a_remote_root(
    model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """TensorFlow's in-memory file system stands in for a bucket: no rename, no locks."""
    order: list[str] = []
    copy_file = publishing._copy_file
    monkeypatch.setattr(publishing, "_copy_file", lambda s, t: (order.append(t), copy_file(s, t)))
    root = f"ram://bucket-{time.monotonic_ns()}/transactions"
    path = publish_version(str(model), root, 17)
    assert path == f"{root}/17"
    assert order[-1] == f"{path}/{MODEL_FILE}"
    assert len(order) == len(walk(str(model)))
    assert verify_version(path) == []
    with pytest.raises(PublishError, match="never overwritten"):
        publish_version(str(model), root, 17)
    with tf.io.gfile.GFile(f"{path}/{MODEL_FILE}", "w") as file:
        file.write("other")
    assert verify_version(path)


# Publishes a model, and dies at one of the moments: before a file, amid it, or after it.
PUBLISH = """
import os, signal, sys
from serving import publishing

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
            with publishing._create(target) as stream:
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


@pytest.mark.parametrize("moment", [0, 1])
def test_a_publisher_killed_on_a_remote_root_leaves_no_model_file(
    model: Path, tmp_path: Path, moment: int
) -> None:
    """Without a rename, `saved_model.pb` alone decides whether a version can be loaded."""
    program = PUBLISH.replace(
        "publishing.publish_version(source, root, version)",
        "publishing._copy_files(source, f'{root}/{version}', publishing.build_manifest(source))",
    )
    for dies_at in (1, 2, 3):
        root = tmp_path / f"root{dies_at}"
        arguments = [str(model), str(root), "17", str(dies_at), str(moment)]
        process = subprocess.run([sys.executable, "-c", program, *arguments], check=False)
        assert process.returncode == -signal.SIGKILL
        file = root / "17" / MODEL_FILE
        # What is written of it when the process dies amid it is in the bucket only once closed.
        assert not file.exists() or (dies_at == 3 and moment == 1)
