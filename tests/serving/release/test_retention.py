"""Pruning: what stays, and that it may be killed anywhere."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serving.release import table as table_module
from serving.release.buckets import Bucket
from serving.release.database import write
from serving.release.manifest import PublishError
from serving.release.publishing import MODEL_FILE, verify_version, walk
from serving.release.pushing import push_model
from serving.release.records import Action, MoveError, Status, Version
from serving.release.removal import remove_version
from serving.release.retention import plan_pruning, prune
from serving.release.table import Releases
from tests.serving.release.bucket_emulator import Emulator
from tests.serving.release.test_publishing import write_model

MODEL = "transactions"
LATER = datetime.now(UTC) + timedelta(days=365)
AGE = timedelta(days=30)


class Killed(BaseException):
    """The process is gone."""


class Bench:
    """A release table with versions in a folder or a bucket."""

    def __init__(self, folder: Path, root: str, url: str) -> None:
        self.folder, self.root = folder, root
        self.releases = Releases(url)

    def publish(self, name: str, label: str = "release") -> int:
        source = self.folder / name
        if not source.exists():
            write_model(source, name.encode())
        result = push_model(
            str(source),
            model=MODEL,
            root=self.root,
            label=label,
            releases=self.releases,
            checks=[],
            metrics={},
            provenance={},
        )
        assert result.version is not None
        return result.version

    def prune(self, keep: int = 1, age: timedelta = AGE, now: datetime = LATER) -> dict[int, bool]:
        plan = plan_pruning(self.releases, MODEL, keep=keep, older_than=age, now=now)
        told: dict[int, bool] = {}
        prune(self.releases, plan, "no room", lambda v, gone: told.update({v.version: gone}))
        return told

    def status(self) -> dict[int, str]:
        return {v.version: v.status.value for v in self.releases.versions(MODEL)}

    def sound(self) -> set[int]:
        versions = [v for v in self.releases.versions(MODEL) if v.status is not Status.RETIRED]
        return {v.version for v in versions if not verify_version(v.path)}


@pytest.fixture(params=["folder", "bucket"])
def bench(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Bench]:
    url = f"sqlite:///{tmp_path}/releases.db"
    if request.param == "folder":
        yield Bench(tmp_path, f"{tmp_path}/serving", url)
        return
    with pytest.MonkeyPatch.context() as patch, Emulator(tmp_path / "st", "models") as emulator:
        patch.setenv("STORAGE_EMULATOR_HOST", emulator.host)
        yield Bench(tmp_path, "gs://models", url)


def test_what_no_label_needs_is_deleted_and_written_down(bench: Bench) -> None:
    a, b, c, d = (bench.publish(name) for name in "abcd")
    assert bench.prune() == {a: True, b: True}
    assert bench.sound() == {c, d}
    assert bench.status() == {a: "retired", b: "retired", c: "published", d: "published"}
    entries = [move for move in bench.releases.history(MODEL) if move.action is Action.RETIRE]
    assert [(move.from_version, move.to_version) for move in entries] == [(a, None), (b, None)]
    assert {move.why for move in entries} == {"no room"}
    assert bench.prune() == {}
    # The same files may be published again, as a new version.
    assert bench.publish("a") not in (a, b, c, d)


def test_what_has_a_label_stays_and_what_it_would_be_rolled_back_to(bench: Bench) -> None:
    a, b, c, d, e = (bench.publish(name) for name in "abcde")
    bench.releases.move_label(MODEL, "release", c, "bad", action=Action.ROLLBACK)
    bench.releases.move_label(MODEL, "canary", a, "trial")
    assert bench.prune() == {d: True}
    assert bench.sound() == {a, b, c, e}
    plan = plan_pruning(bench.releases, MODEL, keep=1, older_than=AGE, now=LATER)
    assert plan.stay == {
        a: "label canary stands on it",
        b: "release would be rolled back to it",
        c: "label release stands on it",
        e: "one of the newest 1",
    }


def test_what_was_in_use_not_long_ago_stays(bench: Bench) -> None:
    versions = [bench.publish(name) for name in "abcd"]
    assert bench.prune(now=datetime.now(UTC) + AGE - timedelta(hours=1)) == {}
    assert bench.prune(keep=4) == {}
    assert set(bench.prune(age=timedelta(0))) == set(versions[:2])


def test_rollbacks_pass_over_what_is_retired(bench: Bench) -> None:
    a, b, c = (bench.publish(name, "other") for name in "abc")
    for version in (a, b, c):
        bench.releases.move_label(MODEL, "release", version, "x")
    assert bench.prune() == {a: True}
    assert bench.releases.way_back(MODEL, "release") == [b]
    bench.releases.move_label(MODEL, "release", b, "bad", action=Action.ROLLBACK)
    assert bench.releases.previous_version(MODEL, "release") is None
    with pytest.raises(MoveError, match="no published version"):
        bench.releases.move_label(MODEL, "release", a, "x")


def test_a_version_that_came_into_use_meanwhile_stays(bench: Bench) -> None:
    a, b, *_ = (bench.publish(name) for name in "abcd")
    plan = plan_pruning(bench.releases, MODEL, keep=1, older_than=AGE, now=LATER)
    bench.releases.move_label(MODEL, "canary", a, "trial")
    told: dict[int, bool] = {}
    prune(bench.releases, plan, "x", lambda v, gone: told.update({v.version: gone}))
    assert told == {a: False, b: True}
    assert a in bench.sound()


def test_what_is_being_published_is_left_alone(bench: Bench) -> None:
    a, *_ = (bench.publish(name) for name in "abc")
    begun = bench.releases.begin_version(
        MODEL, f"{bench.root}/{MODEL}", label="release", model_digest="x", metrics={}, provenance={}
    )
    assert bench.prune() == {a: True}
    assert bench.status()[begun.version] == "publishing"


@contextmanager
def killed_at(number: int) -> Iterator[Callable[[], int]]:
    """Within the block, nothing happens from the so-manieth change of a file or of the table on."""
    count = 0

    def deadly(change: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*args: Any, **more: Any) -> Any:
            nonlocal count
            count += 1
            if count >= number:
                raise Killed
            return change(*args, **more)

        return counted

    def remove_tree(folder: Path) -> None:
        # As `shutil.rmtree`, each deletion a step.
        for path in sorted(Path(folder).rglob("*"), reverse=True):
            deadly(lambda path=path: path.rmdir() if path.is_dir() else path.unlink())()
        deadly(Path(folder).rmdir)()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shutil, "rmtree", remove_tree)
        patch.setattr(Path, "rename", deadly(Path.rename))
        patch.setattr(Bucket, "delete", deadly(Bucket.delete))
        patch.setattr(table_module, "write", deadly(write))
        yield lambda: count


def left(path: str) -> list[str]:
    """The files of a version that a server finds."""
    return walk(path) if path.startswith("gs://") or Path(path).exists() else []


def test_killed_anywhere_it_is_finished_by_the_next(bench: Bench) -> None:
    number = 0
    finished = False
    while not finished:
        number += 1
        unneeded, before, released = (bench.publish(f"{number}{name}") for name in "abc")
        path = bench.releases.versions(MODEL)[-3].path
        try:
            with killed_at(number):
                bench.prune()
            finished = True
        except Killed:
            pass
        # What a label names, and what it would be rolled back to, is whole at each moment.
        assert {before, released} <= bench.sound()
        assert bench.releases.labels(MODEL) == {"release": released}
        # And no server finds half of a version.
        complete = not verify_version(path)
        assert complete or MODEL_FILE not in left(path)
        assert complete or bench.status()[unneeded] != "published"
        bench.prune()
        assert bench.sound() == {before, released}
        assert bench.status()[unneeded] == "retired"
        assert left(path) == []
    assert number > 5


def test_only_the_folder_of_a_version_is_deleted(tmp_path: Path) -> None:
    write_model(tmp_path / "17", b"x")
    with pytest.raises(PublishError, match="not the folder of version 18"):
        remove_version(str(tmp_path / "17"), 18)
    assert (tmp_path / "17" / MODEL_FILE).exists()
    with pytest.raises(PublishError, match="folders and buckets only"):
        remove_version("hdfs://models/17", 17)
    remove_version(str(tmp_path / "nowhere" / "3"), 3)


Step = tuple[str, int]


@given(
    st.lists(
        st.tuples(st.sampled_from(["release", "canary", "remove", "back"]), st.integers(0, 4)),
        max_size=10,
    ),
    st.integers(1, 3),
)
def test_no_version_that_is_needed_is_ever_given_up(steps: list[Step], keep: int) -> None:
    releases = Releases("sqlite://")
    versions: list[Version] = []
    for digest in "abcde":
        made = releases.begin_version(
            MODEL, "/m", label="release", model_digest=digest, metrics={}, provenance={}
        )
        releases.finish_version(MODEL, made.version)
        versions.append(made)
    for action, number in steps:
        if action == "remove":
            releases.move_label(MODEL, "canary", None, "x", action=Action.REMOVE)
        elif action == "back":
            if previous := releases.previous_version(MODEL, "release"):
                releases.move_label(MODEL, "release", previous, "x", action=Action.ROLLBACK)
        else:
            releases.move_label(MODEL, action, versions[number].version, "x")
    plan = plan_pruning(releases, MODEL, keep=keep, older_than=AGE, now=LATER)
    removed = {version.version for version in plan.removed}
    assert removed.isdisjoint(releases.labels(MODEL).values())
    assert releases.previous_version(MODEL, "release") not in removed
    assert removed.isdisjoint(sorted(version.version for version in versions)[-keep:])
    assert removed | set(plan.stay) == {version.version for version in versions}
    for version in removed:
        assert releases.retire(MODEL, version, "x")
    for version in plan.stay:
        needed = version in {
            *releases.labels(MODEL).values(),
            releases.previous_version(MODEL, "release"),
        }
        assert not (needed and releases.retire(MODEL, version, "x"))
    statuses = {version.status for version in releases.versions(MODEL)}
    assert statuses <= {Status.PUBLISHED, Status.RETIRING}
