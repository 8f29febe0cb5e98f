from __future__ import annotations

import os
import random
import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import google_crc32c
import pytest
from gcp_storage_emulator.server import create_server
from google.auth.credentials import AnonymousCredentials
from google.auth.exceptions import DefaultCredentialsError
from google.cloud import storage
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluation.gates.checks import at_least
from serving.release import publishing, pushing
from serving.release.buckets import CHUNK_BYTES, Bucket
from serving.release.manifest import MANIFEST, FileEntry, PublishError
from serving.release.publishing import (
    MODEL_FILE,
    build_manifest,
    copy_tree,
    publish_version,
    remove_leftovers,
    verify_version,
    walk,
)
from serving.release.pushing import PushResult, push_model
from serving.release.records import Outcome
from serving.release.table import Releases
from tests.serving.release.bucket_emulator import HALF, LOST, RESET, Emulator
from tests.serving.release.killing import kill_publishers, start_publisher, write_big_model
from tests.serving.release.test_publishing import write_model

ROOT = "gs://bucket/models/transactions"
VERSION = f"{ROOT}/17"
WEIGHTS = "variables/variables.data-00000-of-00001"


@pytest.fixture
def emulator(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Emulator]:
    with Emulator(tmp_path / "storage", "bucket") as emulator:
        monkeypatch.setenv("STORAGE_EMULATOR_HOST", emulator.host)
        yield emulator


@pytest.fixture
def model(tmp_path: Path) -> Path:
    return write_model(tmp_path / "model", b"graph")


@pytest.fixture(scope="module")
def big_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_big_model(tmp_path_factory.mktemp("big") / "model")


@pytest.fixture(scope="module")
def shared(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[Emulator, storage.Client]]:
    """One for all examples of a property; the client is told where it is."""
    with Emulator(tmp_path_factory.mktemp("storage"), "bucket") as emulator:
        options = {"api_endpoint": emulator.host}
        yield (
            emulator,
            storage.Client(client_options=options, credentials=AnonymousCredentials(), project="-"),
        )


def uploads(emulator: Emulator) -> list[str]:
    return [line for line in emulator.requests if line.startswith("POST /upload/")]


def entry(content: bytes) -> FileEntry:
    return FileEntry(len(content), google_crc32c.Checksum(content).hexdigest().decode())


def names_in(emulator: Emulator) -> list[str]:
    """Objects in the bucket, relative to the version that all tests here publish."""
    prefix = "models/transactions/17/"
    names = emulator.names("bucket")
    assert all(name.startswith(prefix) for name in names)
    return [name.removeprefix(prefix) for name in names]


def test_a_version_in_a_bucket_is_the_model_and_its_manifest(
    emulator: Emulator, big_model: Path, tmp_path: Path
) -> None:
    created: list[str] = []
    emulator.hook = lambda *_: created.extend(set(names_in(emulator)) - set(created))
    path = publish_version(str(big_model), ROOT, 17)
    assert path == VERSION
    assert names_in(emulator) == sorted([*walk(str(big_model)), MANIFEST])
    assert created == [MANIFEST, WEIGHTS, "variables/variables.index", MODEL_FILE]
    # Each upload, also the resumable one of the large file, is allowed to make new objects only.
    assert len(uploads(emulator)) == 4
    assert all("ifGenerationMatch=0" in line for line in uploads(emulator))
    assert sum("uploadType=resumable" in line for line in uploads(emulator)) == 1
    assert build_manifest(path) == build_manifest(str(big_model))
    assert verify_version(path) == verify_version(path, deep=True) == []
    copy_tree(path, str(tmp_path / "copy"))
    assert verify_version(str(tmp_path / "copy")) == []


def test_objects_are_found_over_all_pages_of_a_listing(emulator: Emulator, model: Path) -> None:
    emulator.page_size = 2
    emulator.put("bucket", "models/transactions/170/other", b"")
    emulator.put("bucket", "models/transactions/17/", b"")  # what consoles show as a folder
    publish_version(str(model), ROOT, 17)
    assert walk(VERSION) == sorted([*walk(str(model)), MANIFEST])
    assert verify_version(VERSION) == []


def test_a_model_in_a_bucket_can_be_published(emulator: Emulator, model: Path) -> None:
    publish_version(str(model), ROOT, 17)
    emulator.requests.clear()
    publish_version(VERSION, "gs://bucket/elsewhere", 18)
    assert build_manifest("gs://bucket/elsewhere/18") == build_manifest(str(model))
    assert verify_version("gs://bucket/elsewhere/18", deep=True) == []


def test_metadata_show_a_replaced_object_and_a_download_shows_a_flipped_bit(
    emulator: Emulator, model: Path
) -> None:
    publish_version(str(model), ROOT, 17)
    for name in (MODEL_FILE, WEIGHTS):
        emulator.damage("bucket", f"models/transactions/17/{name}")
        assert verify_version(VERSION) == []
        (fault,) = verify_version(VERSION, deep=True)
        assert name in fault
        assert "CRC32C" in fault
        _, content = emulator.get("bucket", f"models/transactions/17/{name}") or ({}, b"")
        emulator.put("bucket", f"models/transactions/17/{name}", content)
        (fault,) = verify_version(VERSION)
        assert name in fault
        assert "CRC32C" in fault
        repaired = bytes([content[0] ^ 1]) + content[1:]
        emulator.put("bucket", f"models/transactions/17/{name}", repaired)
        assert verify_version(VERSION, deep=True) == []


def test_missing_objects_and_manifests_are_found(emulator: Emulator, model: Path) -> None:
    assert "there is no manifest" in verify_version(VERSION)[0]
    publish_version(str(model), ROOT, 17)
    emulator.delete("bucket", f"models/transactions/17/{WEIGHTS}")
    for deep in (False, True):
        (fault,) = verify_version(VERSION, deep=deep)
        assert fault == f"{VERSION}/{WEIGHTS} is missing"
    emulator.put("bucket", f"models/transactions/17/{MANIFEST}", b"[]")
    assert "not a manifest" in verify_version(VERSION)[0]


def test_checking_does_not_download_the_model(emulator: Emulator, model: Path) -> None:
    publish_version(str(model), ROOT, 17)
    emulator.requests.clear()
    assert verify_version(VERSION) == []
    downloads = [line for line in emulator.requests if "alt=media" in line]
    assert len(downloads) == 1
    assert MANIFEST in downloads[0]


def test_a_version_is_never_overwritten(emulator: Emulator, model: Path) -> None:
    publish_version(str(model), ROOT, 17)
    (model / MODEL_FILE).write_bytes(b"other graph")
    with pytest.raises(PublishError, match="17 exists; versions are never overwritten"):
        publish_version(str(model), ROOT, 17)
    assert verify_version(VERSION, deep=True) == []
    bucket = Bucket(VERSION)
    for content in (b"other graph", b"graph", bytes(CHUNK_BYTES + 1)):
        with pytest.raises(PublishError, match=r"saved_model\.pb: exists already"):
            bucket.create(MODEL_FILE, BytesIO(content), entry(content))
    assert verify_version(VERSION, deep=True) == []


@pytest.mark.parametrize("file", [MODEL_FILE, WEIGHTS])
def test_a_file_that_changes_while_it_is_published_is_refused(
    emulator: Emulator, big_model: Path, monkeypatch: pytest.MonkeyPatch, file: str
) -> None:
    """Both ways to upload; before the object is visible, not after."""
    manifest = build_manifest(str(big_model))
    manifest[file] = FileEntry(manifest[file].size, "01234567")
    monkeypatch.setattr(publishing, "build_manifest", lambda _: manifest)
    with pytest.raises(PublishError, match=f"{file}: the bucket refused it.*publish again"):
        publish_version(str(big_model), ROOT, 17)
    assert file not in names_in(emulator)
    assert MODEL_FILE not in names_in(emulator)


def test_files_that_do_not_belong_to_the_model_stop_it(emulator: Emulator, model: Path) -> None:
    def write_too(when: str, _: str) -> None:
        if when == "after":
            emulator.put("bucket", "models/transactions/17/variables/stranger", b"")

    emulator.hook = write_too
    with pytest.raises(PublishError, match="stranger: somebody else writes into this version"):
        publish_version(str(model), ROOT, 17)
    assert MODEL_FILE not in names_in(emulator)


def test_a_publisher_that_takes_too_long_does_not_finish(
    emulator: Emulator, model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its files may be about to be removed as left behind."""
    monkeypatch.setattr(publishing, "PUBLISH_LIMIT", timedelta(0))
    with pytest.raises(PublishError, match="took more than"):
        publish_version(str(model), ROOT, 17)
    assert MODEL_FILE not in names_in(emulator)


TRANSIENT = [
    (request, kind)
    for request in ("GET .*prefix=", "POST .*=multipart", "POST .*=resumable", "PUT ")
    for kind in (429, 503, RESET, LOST, HALF)
    if kind != HALF or request == "PUT "
]


@pytest.mark.parametrize(("request_line", "kind"), TRANSIENT)
def test_failures_that_pass_are_repeated(
    emulator: Emulator, big_model: Path, request_line: str, kind: int | str
) -> None:
    emulator.inject(request_line, kind)
    publish_version(str(big_model), ROOT, 17)
    assert emulator.failures[0].times == 0
    assert verify_version(VERSION, deep=True) == []
    assert names_in(emulator) == sorted([*walk(str(big_model)), MANIFEST])


@pytest.mark.parametrize("kind", [503, RESET, LOST])
def test_an_upload_goes_on_from_where_it_was(emulator: Emulator, kind: int | str) -> None:
    content = random.Random(0).randbytes(4 * CHUNK_BYTES)
    # The third chunk fails twice; only that one is uploaded again.
    puts: list[str] = []

    def fail_on_third(when: str, line: str) -> None:
        if when == "before" and line.startswith("PUT"):
            puts.append(line)
            if len(puts) == 2:
                emulator.inject("PUT", kind, times=2)

    emulator.hook = fail_on_third
    Bucket(VERSION).create("weights", BytesIO(content), entry(content))
    repeated = 2 * CHUNK_BYTES if kind == LOST else 0  # others fail before they count
    overhead = emulator.bytes_received - len(content) - repeated
    assert 0 <= overhead < 10_000
    assert sum("=resumable" in line for line in uploads(emulator)) == 1
    assert Bucket(VERSION).checksum("weights") == entry(content)


def test_a_lost_upload_session_is_begun_again(emulator: Emulator, big_model: Path) -> None:
    emulator.hook = lambda when, line: (
        emulator.uploads.clear()
        if when == "before" and line.startswith("PUT") and len(uploads(emulator)) == 2
        else None
    )
    publish_version(str(big_model), ROOT, 17)
    assert sum("=resumable" in line for line in uploads(emulator)) == 2
    assert verify_version(VERSION, deep=True) == []


def test_failures_that_do_not_pass_end_at_the_deadline(emulator: Emulator) -> None:
    emulator.inject("POST", 503, times=1000)
    with pytest.raises(PublishError, match=r"17/x: gave up after 1 seconds.*503") as caught:
        Bucket(VERSION, deadline=1).create("x", BytesIO(b""), entry(b""))
    assert "\n" not in str(caught.value)
    assert emulator.names("bucket") == []


@pytest.mark.parametrize(
    ("request_line", "named"),
    [
        ("GET .*prefix=", VERSION),
        ("POST .*=multipart", f"{VERSION}/{MANIFEST}"),
        ("POST .*=resumable", f"{VERSION}/{WEIGHTS}"),
    ],
)
def test_missing_permissions_are_named(
    emulator: Emulator, big_model: Path, request_line: str, named: str
) -> None:
    emulator.inject(request_line, 403, times=1000)
    with pytest.raises(PublishError) as caught:
        publish_version(str(big_model), ROOT, 17)
    message = str(caught.value)
    assert message.startswith(f"{named}: no permission to ")
    assert "roles/storage.objectCreator and roles/storage.objectViewer on the bucket" in message
    assert "\n" not in message
    assert MODEL_FILE not in names_in(emulator)


def test_a_publisher_needs_no_right_to_read_the_bucket_itself_or_to_delete(
    emulator: Emulator, model: Path
) -> None:
    """What the two roles do not include."""
    emulator.inject(r"GET /storage/v1/b/bucket\?", 403, times=1000)
    emulator.inject("DELETE", 403, times=1000)
    publish_version(str(model), ROOT, 17)
    assert verify_version(VERSION, deep=True) == []
    assert not any(line.startswith("DELETE") for line in emulator.requests)


def test_a_missing_bucket_is_named(emulator: Emulator, model: Path) -> None:
    with pytest.raises(PublishError, match=r"the bucket 'nobucket' does not exist; create"):
        publish_version(str(model), "gs://nobucket/models", 17)
    with pytest.raises(PublishError, match=r"nobucket/17/x: cannot create it.*does not exist"):
        Bucket("gs://nobucket/17").create("x", BytesIO(b""), entry(b""))


@pytest.mark.parametrize("url", ["gs://", "gs:///models", "s3://bucket/models", "/models"])
def test_what_is_no_bucket_is_refused(url: str) -> None:
    with pytest.raises(PublishError, match="not the URL of a bucket"):
        Bucket(url)


def test_missing_credentials_are_explained(
    emulator: Emulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    emulator.inject("POST", 401, times=1000)
    with pytest.raises(PublishError, match=f"{VERSION}/x: no usable Google credentials; run"):
        Bucket(VERSION).create("x", BytesIO(b""), entry(b""))

    def without_credentials(**_: object) -> None:
        raise DefaultCredentialsError("none found")

    monkeypatch.setattr(storage, "Client", without_credentials)
    with pytest.raises(PublishError, match="gcloud auth application-default login"):
        Bucket(VERSION)


def test_of_two_publishers_of_a_version_one_wins(emulator: Emulator, tmp_path: Path) -> None:
    """The models share some file names and not others; nothing of the loser may stay."""
    emulator.delay = 0.002
    models = [write_model(tmp_path / name, name.encode()) for name in ("a", "b", "c")]
    (models[1] / "variables" / "of-b").write_bytes(b"b")
    (models[2] / "assets" / "of-c").write_bytes(b"c")
    barrier = threading.Barrier(len(models))

    def publish(model: Path, version: int) -> str:
        barrier.wait()
        try:
            return publish_version(str(model), ROOT, version)
        except PublishError as error:
            return f"error: {error}"

    for version in range(10):
        with ThreadPoolExecutor(len(models)) as pool:
            answers = list(pool.map(publish, models, [version] * len(models)))
        path = f"{ROOT}/{version}"
        assert answers.count(path) == 1
        losers = [answer for answer in answers if answer != path]
        message = r"error: gs://.*(exists already|versions are never|begun by another publisher)"
        assert all(re.match(message, loser) for loser in losers), losers
        winner = models[answers.index(path)]
        assert walk(path) == sorted([*walk(str(winner)), MANIFEST])
        assert build_manifest(path) == build_manifest(str(winner))
        assert verify_version(path, deep=True) == []


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("dies_at", range(6))
def test_a_publisher_killed_at_any_upload(
    emulator: Emulator, big_model: Path, dies_at: int, when: str
) -> None:
    """Manifest, session, two chunks, index, model: all but the last leave nothing to load."""
    seen: list[str] = []
    arrived = threading.Event()
    released = threading.Event()

    def stop(at: str, line: str) -> None:
        if at == when:
            seen.append(line)
            if len(seen) == dies_at + 1:
                arrived.set()
                released.wait(20)
                raise ConnectionError

    emulator.hook = stop
    process = start_publisher(str(big_model), ROOT, 17, emulator.host)
    assert arrived.wait(20)
    process.kill()
    process.join()
    emulator.hook = lambda *_: None
    found = names_in(emulator)
    assert (MODEL_FILE in found) == ((dies_at, when) == (5, "after"))
    assert (found == []) == ((dies_at, when) == (0, "before"))
    if MODEL_FILE in found:
        assert verify_version(VERSION, deep=True) == []
    publish_version(str(big_model), ROOT, 18)
    assert verify_version(f"{ROOT}/18", deep=True) == []
    if found:
        with pytest.raises(PublishError, match=r"17 (exists|was begun by another publisher)"):
            publish_version(str(big_model), ROOT, 17)
    removed = remove_leftovers(VERSION, older_than=timedelta(0))
    assert sorted(removed) == ([] if MODEL_FILE in found else found)
    released.set()
    assert verify_version(f"{ROOT}/18", deep=True) == []


def test_publishers_killed_at_random_moments(emulator: Emulator, big_model: Path) -> None:
    emulator.delay = 0.01
    outcomes = kill_publishers(str(big_model), ROOT, 25, 0, emulator.host, emulator.forget)
    assert outcomes.total() == 25
    assert outcomes["part"] >= 3


def test_only_what_is_left_behind_is_removed(emulator: Emulator, model: Path) -> None:
    publish_version(str(model), ROOT, 17)
    before = names_in(emulator)
    assert remove_leftovers(VERSION, older_than=timedelta(0)) == []
    assert names_in(emulator) == before
    emulator.delete("bucket", f"models/transactions/17/{MODEL_FILE}")
    # Somebody may still be publishing it, even if the first object is old.
    assert remove_leftovers(VERSION) == []
    emulator.backdate("bucket", f"models/transactions/17/{MANIFEST}")
    assert remove_leftovers(VERSION) == []
    with pytest.raises(PublishError, match="is not a version; nothing was deleted"):
        remove_leftovers(ROOT, older_than=timedelta(0))
    emulator.inject("DELETE", 403)
    with pytest.raises(
        PublishError, match=r"no permission to delete it.*roles/storage\.objectUser"
    ):
        remove_leftovers(VERSION, older_than=timedelta(0))
    removed = remove_leftovers(VERSION, older_than=timedelta(0))
    assert removed[-1] == MANIFEST
    assert sorted(removed) == [name for name in before if name != MODEL_FILE]
    assert names_in(emulator) == []
    publish_version(str(model), ROOT, 17)
    assert verify_version(VERSION) == []


@settings(max_examples=20)
@given(
    name=st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1)
    .map(lambda text: text[:20])
    .filter(lambda text: not text.endswith("/") and text not in (".", "..")),
    content=st.binary(max_size=300),
)
def test_any_name_and_content_come_back(
    shared: tuple[Emulator, storage.Client], name: str, content: bytes
) -> None:
    emulator, client = shared
    emulator.forget("gs://bucket/any")
    bucket = Bucket("gs://bucket/any", client)
    bucket.create(name, BytesIO(content), entry(content))
    assert {key: found.entry for key, found in bucket.objects().items()} == {name: entry(content)}
    assert bucket.checksum(name) == entry(content)
    with bucket.open(name) as stream:
        assert stream.read() == content
    with pytest.raises(PublishError, match="exists already"):
        bucket.create(name, BytesIO(content), entry(content))


@pytest.mark.parametrize("size", [0, 1, CHUNK_BYTES, CHUNK_BYTES + 1, 2 * CHUNK_BYTES])
def test_files_around_the_size_of_a_chunk(emulator: Emulator, size: int) -> None:
    content = random.Random(size).randbytes(size)
    bucket = Bucket(VERSION)
    bucket.create("weights", BytesIO(content), entry(content))
    assert bucket.checksum("weights") == entry(content)


def test_a_model_is_pushed_to_a_bucket(emulator: Emulator, model: Path, tmp_path: Path) -> None:
    releases = Releases(f"sqlite:///{tmp_path}/releases.db")

    def push() -> tuple[Outcome, int | None]:
        result = push_model(
            str(model),
            model="transactions",
            root="gs://bucket/models",
            label="release",
            releases=releases,
            checks=[at_least("evaluation", "micro/f1", 0.9, 0.8)],
            metrics={},
            provenance={},
        )
        return result.outcome, result.version

    emulator.inject("POST", 403)
    with pytest.raises(PublishError, match="no permission"):
        push()
    outcome, version = push()
    assert outcome is Outcome.PUBLISHED
    released = releases.labelled("transactions", "release")
    assert released is not None
    assert released.path == f"{ROOT}/{version}"
    assert verify_version(released.path, deep=True) == []
    assert push() == (Outcome.UNCHANGED, version)


@pytest.mark.parametrize("may_delete", [True, False])
def test_leftovers_of_an_abandoned_version_are_removed_with_its_number(
    emulator: Emulator,
    model: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    may_delete: bool,
) -> None:
    releases = Releases(f"sqlite:///{tmp_path}/releases.db")

    def push() -> PushResult:
        return push_model(
            str(model),
            model="transactions",
            root="gs://bucket/models",
            label="release",
            releases=releases,
            checks=[at_least("evaluation", "micro/f1", 0.9, 0.8)],
            metrics={},
            provenance={},
        )

    emulator.hook = lambda *_: emulator.inject("POST", 403)
    with pytest.raises(PublishError, match="no permission to create"):
        push()
    emulator.hook = lambda *_: None
    emulator.failures.clear()
    (unfinished,) = releases.unfinished("transactions")
    assert walk(unfinished.path) == [MANIFEST]
    time.sleep(1.1)  # numbers are seconds, and this one is about to be forgotten
    monkeypatch.setattr(pushing, "ABANDONED_AFTER", timedelta(0))
    if not may_delete:
        emulator.inject("DELETE", 403, times=1000)
    assert push().outcome is Outcome.PUBLISHED
    assert releases.unfinished("transactions") == []
    assert walk(unfinished.path) == ([] if may_delete else [MANIFEST])


def test_another_emulator_understands_it_too(
    big_model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that others wrote. It ignores preconditions, so it cannot stand in for ours."""
    server = create_server("127.0.0.1", 0, in_memory=True, default_bucket="bucket")
    server.start()
    try:
        host, port = server._api._httpd.server_address
        monkeypatch.setenv("STORAGE_EMULATOR_HOST", f"http://{host}:{port}")
        publish_version(str(big_model), ROOT, 17)
        assert verify_version(VERSION) == verify_version(VERSION, deep=True) == []
        with pytest.raises(PublishError, match="versions are never overwritten"):
            publish_version(str(big_model), ROOT, 17)
        copy_tree(VERSION, str(tmp_path / "copy"))
        assert verify_version(str(tmp_path / "copy")) == []
        with pytest.raises(PublishError, match="the bucket refused it"):
            Bucket(VERSION).create("x", BytesIO(b"123"), FileEntry(3, "01234567"))
    finally:
        server.stop()


def test_the_emulator_alone_keeps_objects_when_it_is_killed(
    tmp_path: Path, model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in (1, 2):
        command = [
            sys.executable,
            "-m",
            "tests.serving.release.bucket_emulator",
            str(tmp_path),
            "bucket",
        ]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            host = process.stdout.readline().strip().removeprefix("STORAGE_EMULATOR_HOST=")
            monkeypatch.setenv("STORAGE_EMULATOR_HOST", host)
            publish_version(str(model), ROOT, number)
            for published in range(1, number + 1):
                assert verify_version(f"{ROOT}/{published}", deep=True) == []
            process.kill()


def test_publishing_to_a_folder_imports_neither_google_nor_tensorflow() -> None:
    program = (
        "import sys, serving.release.publishing\n"
        "assert not {'google.cloud.storage', 'tensorflow'} & sys.modules.keys()"
    )
    environment = {**os.environ, "STORAGE_EMULATOR_HOST": "not a host"}
    subprocess.run([sys.executable, "-c", program], check=True, env=environment)
    subprocess.run(
        [sys.executable, "-c", "import serving.release.buckets"], check=True, env=environment
    )
