from __future__ import annotations

import sqlite3
import time
from pathlib import Path

import pytest

from serving.releases import Outcome, Releases, Status

MODEL = "transactions"


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/new/folder/releases.db"


@pytest.fixture
def releases(url: str) -> Releases:
    return Releases(url)


def publish(releases: Releases, digest: str, label: str = "release") -> int:
    version = releases.begin_version(
        MODEL,
        "/models/transactions/",
        label=label,
        model_digest=digest,
        metrics={"micro/f1": 0.9},
        provenance={"git_commit": "abc"},
    )
    releases.finish_version(MODEL, version.version)
    return version.version


def test_versions_are_unix_seconds_and_grow(releases: Releases) -> None:
    first, second, third = (publish(releases, digest) for digest in "abc")
    assert abs(first - time.time()) < 60
    assert first < second < third


def test_a_published_version_is_found_with_what_is_known_of_it(
    releases: Releases, url: str
) -> None:
    number = publish(releases, "a")
    version = Releases(url).find(MODEL, "a")
    assert version is not None
    assert (version.version, version.path) == (number, f"/models/transactions/{number}")
    assert version.status is Status.PUBLISHED
    assert version.metrics == {"micro/f1": 0.9}
    assert version.provenance == {"git_commit": "abc"}
    assert abs(version.created.timestamp() - time.time()) < 60
    assert releases.find(MODEL, "other") is None
    assert releases.find("other", "a") is None


def test_the_label_comes_with_the_last_file(releases: Releases) -> None:
    publish(releases, "a")
    version = releases.begin_version(
        MODEL, "/models", label="release", model_digest="b", metrics={}, provenance={}
    )
    before = releases.labelled(MODEL, "release")
    assert before is not None
    assert before.digest == "a"
    assert releases.find(MODEL, "b") is None
    assert [entry.version for entry in releases.unfinished(MODEL)] == [version.version]
    releases.finish_version(MODEL, version.version)
    after = releases.labelled(MODEL, "release")
    assert after is not None
    assert after.digest == "b"
    assert releases.unfinished(MODEL) == []


def test_finishing_again_does_not_move_the_label_back(releases: Releases) -> None:
    first, second = publish(releases, "a"), publish(releases, "b")
    releases.finish_version(MODEL, first)
    released = releases.labelled(MODEL, "release")
    assert released is not None
    assert released.version == second


def test_labels_move_between_published_versions_only(releases: Releases, url: str) -> None:
    first, second = publish(releases, "a"), publish(releases, "b", "canary")
    assert releases.labels_of(MODEL, first) == ["release"]
    assert releases.labels_of(MODEL, second) == ["canary"]
    releases.move_label(MODEL, "release", second, "looks good")
    assert releases.labels_of(MODEL, second) == ["canary", "release"]
    assert releases.labels_of(MODEL, first) == []
    with pytest.raises(ValueError, match="transactions has no published version 7"):
        releases.move_label(MODEL, "release", 7, "typo")
    database = sqlite3.connect(url.removeprefix("sqlite:///"))
    moves = database.execute(
        "select label, from_version, to_version, why from history order by id"
    ).fetchall()
    assert moves == [
        ("release", None, first, "published by the pipeline"),
        ("canary", None, second, "published by the pipeline"),
        ("release", first, second, "looks good"),
    ]


def test_nothing_is_in_release_at_first(releases: Releases) -> None:
    assert releases.labelled(MODEL, "release") is None


def test_forgotten_versions_leave_their_number_unused(releases: Releases) -> None:
    publish(releases, "a")
    version = releases.begin_version(
        MODEL, "/models", label="release", model_digest="b", metrics={}, provenance={}
    )
    releases.forget_version(MODEL, version.version)
    assert releases.unfinished(MODEL) == []


def test_the_state_changes_with_versions_and_labels_alone(releases: Releases) -> None:
    states = [releases.state(MODEL)]
    first = publish(releases, "a")
    states.append(releases.state(MODEL))
    publish(releases, "b")
    states.append(releases.state(MODEL))
    releases.move_label(MODEL, "release", first, "rollback")
    states.append(releases.state(MODEL))
    assert len(set(states)) == 4
    releases.record_run(MODEL, Outcome.REJECTED, version=None, checks=[], provenance={})
    assert releases.state(MODEL) == states[-1]


def test_a_rejected_run_is_recorded_with_its_gate(releases: Releases, url: str) -> None:
    checks = [
        {"gate": "data", "name": "reject_fraction", "passed": True},
        {"gate": "evaluation", "name": "micro/f1", "passed": False, "value": 0.1},
    ]
    releases.record_run(MODEL, Outcome.REJECTED, version=None, checks=checks, provenance={})
    database = sqlite3.connect(url.removeprefix("sqlite:///"))
    assert database.execute("select outcome, failed, version from runs").fetchall() == [
        ("rejected", "evaluation: micro/f1", None)
    ]
