from __future__ import annotations

import json
import os
import re
import shutil
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serving.release.database import ReleaseTableError
from serving.release.manifest import digest
from serving.release.publishing import build_manifest, publish_version
from serving.release.records import Action, LabelMovedError, MoveError, Outcome, Status
from serving.release.table import Releases
from serving.release.verification import verify_files
from tests.serving.release.test_publishing import write_model

MODEL = "transactions"

EARLIER_TABLE = """
CREATE TABLE versions (
  model VARCHAR NOT NULL, version BIGINT NOT NULL, status VARCHAR NOT NULL, path VARCHAR NOT NULL,
  digest VARCHAR NOT NULL, first_label VARCHAR NOT NULL, metrics JSON NOT NULL,
  provenance JSON NOT NULL, created DATETIME NOT NULL, PRIMARY KEY (model, version)
);
CREATE TABLE labels (
  model VARCHAR NOT NULL, label VARCHAR NOT NULL, version BIGINT NOT NULL,
  PRIMARY KEY (model, label),
  FOREIGN KEY(model, version) REFERENCES versions (model, version)
);
CREATE TABLE history (
  id INTEGER NOT NULL, model VARCHAR NOT NULL, label VARCHAR NOT NULL, from_version BIGINT,
  to_version BIGINT, who VARCHAR NOT NULL, why VARCHAR NOT NULL, at DATETIME NOT NULL,
  PRIMARY KEY (id)
);
INSERT INTO versions VALUES
  ('transactions', 1, 'published', '/m/1', 'a', 'release', '{}', '{}', '2026-01-01 00:00:00'),
  ('transactions', 2, 'published', '/m/2', 'b', 'release', '{}', '{}', '2026-01-02 00:00:00');
INSERT INTO labels VALUES ('transactions', 'release', 2);
INSERT INTO history VALUES
  (1, 'transactions', 'release', NULL, 1, 'ann', 'published', '2026-01-01 00:00:00'),
  (2, 'transactions', 'release', 1, 2, 'ann', 'published', '2026-01-02 00:00:00');
"""
"""Tables as commit 9fb052c made them."""


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


def stand(releases: Releases, label: str = "release") -> int | None:
    return releases.position(MODEL, label).version


def moves(releases: Releases) -> list[tuple[str, int | None, int | None, str]]:
    return [
        (move.action, move.from_version, move.to_version, move.outcome)
        for move in releases.history(MODEL)
    ]


def test_a_move_from_where_the_label_does_not_stand_any_more_is_refused(
    releases: Releases, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second, third = (publish(releases, digest) for digest in "abc")
    seen = releases.position(MODEL, "release")
    monkeypatch.setenv("LOGNAME", "ann")
    Releases(url).move_label(MODEL, "release", first, "c is slow")
    monkeypatch.setenv("LOGNAME", "bob")
    with pytest.raises(LabelMovedError) as error:
        releases.move_label(MODEL, "release", second, "c is bad", expected=seen)
    assert re.match(
        rf"label release was moved to {first} by ann at \d{{4}}-\d\d-\d\d \d\d:\d\d:\d\d UTC "
        r"\(c is slow\) while this was under way, so nothing was changed",
        str(error.value),
    )
    assert stand(releases) == first
    *_, winner, loser = releases.history(MODEL)
    assert (winner.who, winner.to_version, winner.outcome) == ("ann", first, "moved")
    assert (loser.who, loser.from_version, loser.to_version) == ("bob", third, second)
    assert (loser.outcome, loser.why) == ("refused", "c is bad")


def test_a_label_that_went_away_and_came_back_counts_as_moved(releases: Releases) -> None:
    first, second = publish(releases, "a"), publish(releases, "b")
    seen = releases.position(MODEL, "release")
    releases.move_label(MODEL, "release", first, "away")
    releases.move_label(MODEL, "release", second, "back")
    with pytest.raises(LabelMovedError):
        releases.move_label(MODEL, "release", first, "late", expected=seen)
    assert stand(releases) == second


def test_a_label_that_came_up_in_the_meantime_is_not_overwritten(releases: Releases) -> None:
    first, second = publish(releases, "a"), publish(releases, "b")
    seen = releases.position(MODEL, "canary")
    releases.move_label(MODEL, "canary", first, "mine")
    with pytest.raises(LabelMovedError, match=f"moved to {first}"):
        releases.move_label(MODEL, "canary", second, "no, mine", expected=seen)
    assert stand(releases, "canary") == first


def test_a_removed_label_is_said_to_be_taken_away(releases: Releases) -> None:
    first = publish(releases, "a", "canary")
    seen = releases.position(MODEL, "canary")
    releases.move_label(MODEL, "canary", None, "trial is over", action=Action.REMOVE)
    assert releases.labels(MODEL) == {}
    with pytest.raises(LabelMovedError, match="taken away by"):
        releases.move_label(MODEL, "canary", first, "late", expected=seen)
    assert releases.previous_version(MODEL, "canary") == first


def test_a_new_version_gets_its_label_whatever_happened_meanwhile(releases: Releases) -> None:
    first, second = publish(releases, "a"), publish(releases, "b")
    third = releases.begin_version(
        MODEL, "/models", label="release", model_digest="c", metrics={}, provenance={}
    ).version
    seen = releases.position(MODEL, "release")
    releases.move_label(MODEL, "release", first, "better", expected=seen)
    late = releases.position(MODEL, "release")
    releases.finish_version(MODEL, third)
    assert stand(releases) == third
    with pytest.raises(LabelMovedError, match="published by the pipeline"):
        releases.move_label(MODEL, "release", second, "bad too", expected=late)
    assert moves(releases)[2:] == [
        ("promote", second, first, "moved"),
        ("publish", first, third, "moved"),
        ("promote", first, second, "refused"),
    ]


def test_rollbacks_in_a_row_go_further_back(releases: Releases) -> None:
    versions = [publish(releases, digest) for digest in "abcd"]
    stood = []
    while (previous := releases.previous_version(MODEL, "release")) is not None:
        releases.move_label(MODEL, "release", previous, "bad", action=Action.ROLLBACK)
        stood.append(stand(releases))
    assert stood == versions[-2::-1]
    releases.move_label(MODEL, "release", versions[3], "repaired")
    assert releases.previous_version(MODEL, "release") == versions[0]


def test_refused_attempts_are_no_step_of_the_way_back(releases: Releases) -> None:
    first, second, third = (publish(releases, digest, "none") for digest in "abc")
    releases.move_label(MODEL, "release", first, "start")
    seen = releases.position(MODEL, "release")
    releases.move_label(MODEL, "release", second, "next")
    with pytest.raises(LabelMovedError):
        releases.move_label(MODEL, "release", third, "late", expected=seen)
    assert releases.previous_version(MODEL, "release") == first


@given(st.lists(st.one_of(st.integers(0, 3), st.none()), max_size=12))
def test_the_way_back_is_a_stack(tmp_path: Path, steps: list[int | None]) -> None:
    """Against the simplest model: promoting pushes, rolling back pops."""
    releases = Releases("sqlite://")
    versions = [publish(releases, digest, "other") for digest in "abcd"]
    stack: list[int] = []
    for step in steps:
        if step is not None:
            releases.move_label(MODEL, "release", versions[step], "x")
            if stack[-1:] != [versions[step]]:
                stack.append(versions[step])
        elif len(stack) > 1:
            previous = releases.previous_version(MODEL, "release")
            assert previous == stack[-2]
            releases.move_label(MODEL, "release", previous, "x", action=Action.ROLLBACK)
            stack.pop()
    assert releases.previous_version(MODEL, "release") == (stack[-2] if len(stack) > 1 else None)


@pytest.mark.parametrize("label", ["", "Release", "a b", "release\n", "x" * 64, "1st"])
def test_what_cannot_be_a_label_is_refused(releases: Releases, label: str) -> None:
    version = publish(releases, "a")
    with pytest.raises(MoveError, match="cannot be a label"):
        releases.move_label(MODEL, label, version, "x")


def test_the_table_of_an_earlier_version_of_this_project_is_taken_over(tmp_path: Path) -> None:
    file = tmp_path / "releases.db"
    database = sqlite3.connect(file)
    database.executescript(EARLIER_TABLE)
    database.close()
    releases = Releases(f"sqlite:///{file}")
    assert releases.labels(MODEL) == {"release": 2}
    assert moves(releases) == [("promote", None, 1, "moved"), ("promote", 1, 2, "moved")]
    assert releases.previous_version(MODEL, "release") == 1
    seen = releases.position(MODEL, "release")
    releases.move_label(MODEL, "release", 1, "bad", action=Action.ROLLBACK, expected=seen)
    with pytest.raises(LabelMovedError):
        releases.move_label(MODEL, "release", 1, "bad", action=Action.ROLLBACK, expected=seen)
    assert stand(Releases(f"sqlite:///{file}")) == 1


def test_figures_that_are_no_numbers_are_stored_as_unknown(releases: Releases, url: str) -> None:
    checks = [{"gate": "evaluation", "name": "f1", "passed": False, "value": float("nan")}]
    releases.record_run(MODEL, Outcome.REJECTED, version=None, checks=checks, provenance={})
    database = sqlite3.connect(url.removeprefix("sqlite:///"))
    ((stored,),) = database.execute("select checks from runs").fetchall()
    assert json.loads(stored, parse_constant=pytest.fail)[0]["value"] is None


def test_a_user_without_a_name_is_written_down_by_number(
    releases: Releases, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nameless() -> str:
        raise KeyError("uid not found")

    monkeypatch.setattr("getpass.getuser", nameless)
    publish(releases, "a")
    assert releases.history(MODEL)[0].who == f"uid {os.getuid()}"


def test_a_database_that_cannot_be_used_is_named_without_its_password(tmp_path: Path) -> None:
    (tmp_path / "text.db").write_text("this is not a database, but long enough to look at" * 9)
    with pytest.raises(ReleaseTableError, match=r"text\.db: cannot be opened: file is not a"):
        Releases(f"sqlite:///{tmp_path}/text.db")
    with pytest.raises(ReleaseTableError, match=r"//ann@127\.0\.0\.1:1/r: cannot be opened: "):
        Releases("postgresql://ann@127.0.0.1:1/r")
    with pytest.raises(ReleaseTableError, match="not an SQLAlchemy URL") as error:
        Releases("ann:secret@host")
    assert "secret" not in str(error.value)


def test_a_password_that_was_written_down_earlier_is_not_given_out(releases: Releases) -> None:
    configuration = {"release": {"table": "postgresql://ann:geheim@db/r"}}
    provenance = {"configuration": configuration, "git_commit": "abc"}
    version = releases.begin_version(
        MODEL, "/r", label="release", model_digest="d", metrics={}, provenance=provenance
    )
    releases.record_run(MODEL, Outcome.REJECTED, version=None, checks=[], provenance=provenance)
    masked = {"release": {"table": "postgresql://ann:***@db/r"}}
    for known in (version, *releases.runs(MODEL)):
        assert known.provenance == {"configuration": masked, "git_commit": "abc"}


def test_files_of_another_model_do_not_pass(releases: Releases, tmp_path: Path) -> None:
    model = write_model(tmp_path / "model", b"graph")
    root = str(tmp_path / "root")
    version = releases.begin_version(
        MODEL,
        root,
        label="release",
        model_digest=digest(build_manifest(str(model))),
        metrics={},
        provenance={},
    )
    publish_version(str(model), root, version.version)
    assert verify_files(version) == []
    shutil.rmtree(version.path)
    other = write_model(tmp_path / "other", b"other graph")
    publish_version(str(other), root, version.version)
    (fault,) = verify_files(version)
    assert "the files are those of another model" in fault
    (Path(version.path) / "saved_model.pb").unlink()
    assert verify_files(version) == [f"{version.path}/saved_model.pb is missing"]


def test_runs_are_told_newest_first(releases: Releases) -> None:
    checks = [{"gate": "serving", "name": "p95_ms", "passed": False}]
    releases.record_run(MODEL, Outcome.REJECTED, version=None, checks=checks, provenance={"n": 1})
    releases.record_run(MODEL, Outcome.PUBLISHED, version=7, checks=[], provenance={"n": 2})
    releases.record_run("other", Outcome.PUBLISHED, version=8, checks=[], provenance={})
    newest, oldest = releases.runs(MODEL)
    assert (newest.outcome, newest.version, newest.failed) == (Outcome.PUBLISHED, 7, "")
    assert (oldest.outcome, oldest.failed) == (Outcome.REJECTED, "serving: p95_ms")
    assert (newest.provenance, oldest.provenance) == ({"n": 2}, {"n": 1})
    assert abs(newest.at.timestamp() - time.time()) < 60
    assert releases.runs(MODEL, limit=1) == [newest]


def test_tables_of_before_get_what_they_lack(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "old.db") as database:
        database.executescript(EARLIER_TABLE)
    old = Releases(f"sqlite:///{tmp_path}/old.db")
    assert old.data_profile(MODEL, 2) is None
    old.set_data_profile(MODEL, 2, {"texts": 1})
    assert old.data_profile(MODEL, 2) == {"texts": 1}
    assert old.runs(MODEL) == []


def test_what_the_database_fails_with_later_is_one_error(releases: Releases, url: str) -> None:
    """Whatever is asked of it, and without a row of its own for each kind of fault."""
    publish(releases, "a")
    with sqlite3.connect(url.removeprefix("sqlite:///")) as database:
        for table in ("data_profiles", "labels", "versions", "history", "runs"):
            database.execute(f"alter table {table} rename to {table}_gone")
    asked: list[Callable[[], object]] = [
        lambda: releases.versions(MODEL),
        lambda: releases.labels(MODEL),
        lambda: releases.history(MODEL),
        lambda: releases.position(MODEL, "release"),
        lambda: releases.state(MODEL),
        lambda: releases.runs(MODEL),
        lambda: publish(releases, "b"),
        lambda: releases.move_label(MODEL, "release", 1, "x"),
        lambda: releases.record_run(
            MODEL, Outcome.REJECTED, version=None, checks=[], provenance={}
        ),
    ]
    for ask in asked:
        with pytest.raises(ReleaseTableError, match=r"^release\.table sqlite:///.*: no such table"):
            ask()
