from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from evaluation.gates.checks import Check, at_least
from serving.release import pushing
from serving.release.manifest import PublishError
from serving.release.publishing import MODEL_FILE, publish_version, verify_version
from serving.release.pushing import PushResult, push_model
from serving.release.records import Outcome
from serving.release.table import Releases
from tests.serving.release.test_publishing import write_model

GOOD = [at_least("evaluation", "micro/f1", 0.9, 0.8)]
BAD = [*GOOD, at_least("serving", "loads", 0, 1)]


class Bench:
    """A place to publish to."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.root = folder / "serving"
        self.releases = Releases(f"sqlite:///{folder}/releases.db")

    def push(
        self,
        model: Path,
        checks: list[Check],
        label: str = "release",
        data_profile: dict[str, Any] | None = None,
    ) -> PushResult:
        return push_model(
            str(model),
            model="transactions",
            root=str(self.root),
            label=label,
            releases=self.releases,
            checks=checks,
            metrics={"micro/f1": 0.9},
            provenance={},
            data_profile=data_profile,
        )

    def profile(self, result: PushResult) -> Any:
        assert result.version is not None
        return self.releases.data_profile("transactions", result.version)

    def released(self) -> Any:
        return self.releases.labelled("transactions", "release")


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path)


@pytest.fixture
def model(tmp_path: Path) -> Path:
    return write_model(tmp_path / "model", b"graph")


def test_a_model_that_passes_is_published_and_released(bench: Bench, model: Path) -> None:
    result = bench.push(model, GOOD)
    assert result.outcome is Outcome.PUBLISHED
    assert result.labels == ("release",)
    assert result.path == str(bench.root / "transactions" / str(result.version))
    assert verify_version(result.path) == []
    assert bench.released().version == result.version


def test_a_model_that_fails_changes_nothing(bench: Bench, model: Path, tmp_path: Path) -> None:
    before = bench.push(model, GOOD)
    worse = write_model(tmp_path / "worse", b"worse")
    assert bench.push(worse, BAD) == PushResult(Outcome.REJECTED)
    assert bench.released().version == before.version
    names = [path.name for path in (bench.root / "transactions").iterdir()]
    assert sorted(names) == [".publish.lock", str(before.version)]


def test_the_same_model_is_published_once(bench: Bench, model: Path, tmp_path: Path) -> None:
    first = bench.push(model, GOOD)
    copy = shutil.copytree(model, tmp_path / "copy")
    again = bench.push(copy, GOOD)
    assert again.outcome is Outcome.UNCHANGED
    assert (again.version, again.path, again.labels) == (first.version, first.path, ("release",))


def test_a_model_that_was_rolled_back_is_not_released_again(
    bench: Bench, model: Path, tmp_path: Path
) -> None:
    first = bench.push(model, GOOD)
    second_model = write_model(tmp_path / "second", b"second")
    second = bench.push(second_model, GOOD)
    assert first.version is not None
    bench.releases.move_label("transactions", "release", first.version, "rollback")
    again = bench.push(second_model, GOOD)
    assert (again.outcome, again.version, again.labels) == (Outcome.UNCHANGED, second.version, ())
    assert bench.released().version == first.version


def test_a_damaged_version_does_not_count_as_published(bench: Bench, model: Path) -> None:
    first = bench.push(model, GOOD)
    assert first.path is not None
    (Path(first.path) / MODEL_FILE).write_bytes(b"damaged")
    again = bench.push(model, GOOD)
    assert again.outcome is Outcome.PUBLISHED
    assert again.version != first.version
    assert bench.released().version == again.version


def test_a_new_version_can_be_a_canary(bench: Bench, model: Path, tmp_path: Path) -> None:
    first = bench.push(model, GOOD)
    second = bench.push(write_model(tmp_path / "second", b"second"), GOOD, label="canary")
    assert second.labels == ("canary",)
    assert bench.released().version == first.version


def test_a_publisher_that_died_before_copying_is_followed_by_one_that_works(
    bench: Bench, model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object) -> str:
        raise PublishError("killed")

    monkeypatch.setattr(pushing, "publish_version", killed)
    with pytest.raises(PublishError):
        bench.push(model, GOOD)
    monkeypatch.undo()
    assert bench.released() is None
    result = bench.push(model, GOOD)
    assert bench.released().version == result.version
    # Another publisher could still be at it, so its number is forgotten only later.
    assert len(bench.releases.unfinished("transactions")) == 1
    monkeypatch.setattr(pushing, "ABANDONED_AFTER", timedelta(0))
    bench.push(model, BAD)
    assert bench.releases.unfinished("transactions") == []


def test_a_publisher_that_died_after_copying_is_completed(
    bench: Bench, model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed_at_the_end(source: str, root: str, version: int) -> str:
        publish_version(source, root, version)
        raise PublishError("killed")

    monkeypatch.setattr(pushing, "publish_version", killed_at_the_end)
    with pytest.raises(PublishError):
        bench.push(model, GOOD)
    monkeypatch.undo()
    assert bench.released() is None
    result = bench.push(model, GOOD)
    assert result.outcome is Outcome.UNCHANGED
    assert bench.released().version == result.version


def test_what_the_data_looked_like_is_kept(bench: Bench, model: Path) -> None:
    result = bench.push(model, GOOD, data_profile={"texts": 7})
    assert bench.profile(result) == {"texts": 7}
    # The same files again: the first record stands.
    assert bench.profile(bench.push(model, GOOD, data_profile={"texts": 8})) == {"texts": 7}


def test_a_version_of_before_gets_a_profile_when_it_is_made_again(
    bench: Bench, model: Path
) -> None:
    result = bench.push(model, GOOD)
    assert bench.profile(result) is None
    assert bench.push(model, GOOD, data_profile={"texts": 7}).outcome is Outcome.UNCHANGED
    assert bench.profile(result) == {"texts": 7}


def test_a_profile_goes_with_its_unfinished_version(
    bench: Bench, model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: Any) -> str:
        raise PublishError("killed")

    monkeypatch.setattr(pushing, "publish_version", killed)
    with pytest.raises(PublishError):
        bench.push(model, GOOD, data_profile={"texts": 7})
    (version,) = bench.releases.unfinished("transactions")
    assert bench.releases.data_profile("transactions", version.version) == {"texts": 7}
    bench.releases.forget_version("transactions", version.version)
    assert bench.releases.data_profile("transactions", version.version) is None


def test_a_version_that_gets_no_label_says_why(bench: Bench, tmp_path: Path) -> None:
    first = bench.push(write_model(tmp_path / "a", b"a"), GOOD)
    bench.releases.hold("transactions", "release", "misses cards")
    second = bench.push(write_model(tmp_path / "b", b"b"), GOOD)
    assert (first.held, second.outcome, second.labels) == ("", Outcome.PUBLISHED, ())
    assert second.held.startswith("label release is on hold since ")
    assert second.held.endswith(": misses cards")
    assert bench.released().version == first.version
