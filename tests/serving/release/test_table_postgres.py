"""The release table under several processes at once, on SQLite and on a real PostgreSQL."""

from __future__ import annotations

import os
import signal
import time
from multiprocessing.synchronize import Barrier
from pathlib import Path

import pytest
from sqlalchemy import create_engine, event, text
from sqlalchemy.orm import Session
from typer.testing import CliRunner

from serving.release.records import Action, LabelMovedError, MoveError, MoveOutcome, Status
from serving.release.table import Releases
from tests.processes import SECONDS, fresh_processes, together

MODEL = "transactions"
ROUNDS = 20
FEWER = 8


@pytest.fixture
def url(database_url: str) -> str:
    """A new, empty database."""
    return database_url


def publish(releases: Releases, digest: str, label: str = "release", root: str = "/models") -> int:
    version = releases.begin_version(
        MODEL, root, label=label, model_digest=digest, metrics={"micro/f1": 0.9}, provenance={}
    )
    releases.finish_version(MODEL, version.version)
    return version.version


def promote_each_round(barrier: Barrier, url: str, name: str, target: int) -> list[str]:
    """Decides in sight of the same position as the others, and then moves the label."""
    os.environ["LOGNAME"] = name
    releases = Releases(url)
    outcomes = []
    for _ in range(ROUNDS):
        seen = releases.position(MODEL, "release")
        barrier.wait()
        try:
            releases.move_label(MODEL, "release", target, f"by {name}", expected=seen)
            outcomes.append("won")
        except LabelMovedError as error:
            outcomes.append(str(error))
        barrier.wait()
    return outcomes


def test_of_two_who_promote_at_once_one_wins_and_one_is_told(url: str) -> None:
    releases = Releases(url)
    start = publish(releases, "start")
    mine, yours = publish(releases, "mine", "other"), publish(releases, "yours", "other")
    ann, bob = together(promote_each_round, (url, "ann", mine), (url, "bob", yours))
    assert len(ann) == len(bob) == ROUNDS
    moves = releases.history(MODEL, "release")[1:]
    assert len(moves) == 2 * ROUNDS
    stands = start
    for number, outcomes in enumerate(zip(ann, bob, strict=True)):
        assert sorted(outcome == "won" for outcome in outcomes) == [False, True]
        ann_won = outcomes[0] == "won"
        winner, target = ("ann", mine) if ann_won else ("bob", yours)
        loser, wanted = ("bob", yours) if ann_won else ("ann", mine)
        message = outcomes[1] if ann_won else outcomes[0]
        assert f"label release was moved to {target} by {winner} at 20" in message
        pair = {move.outcome: move for move in moves[2 * number : 2 * number + 2]}
        moved, refused = pair[MoveOutcome.MOVED], pair[MoveOutcome.REFUSED]
        assert (moved.who, moved.from_version, moved.to_version) == (winner, stands, target)
        assert (refused.who, refused.from_version, refused.to_version) == (loser, stands, wanted)
        stands = target
    assert releases.labels(MODEL)["release"] == stands


def command_each_round(
    barrier: Barrier, url: str, name: str, expect: int, target: int
) -> list[tuple[int, str]]:
    from commands.main import app

    os.environ["LOGNAME"] = name
    outcomes = []
    for _ in range(ROUNDS):
        barrier.wait()
        # Named as a person would who looked before.
        arguments = ["promote", str(target), "--label", "release", "--why", f"by {name}"]
        arguments += ["--expect", str(expect), "--set", f"release.table={url}"]
        result = CliRunner().invoke(app, ["release", *arguments])
        outcomes.append((result.exit_code, result.stderr))
        barrier.wait()
        # Back, for the next round.
        if result.exit_code == 0:
            Releases(url).move_label(MODEL, "release", expect, "again")
        barrier.wait()
    return outcomes


def test_of_two_commands_at_once_one_wins_and_one_is_told(url: str, tmp_path: Path) -> None:
    from serving.release.manifest import digest
    from serving.release.publishing import build_manifest, publish_version

    releases = Releases(url)
    numbers = []
    for name in ("start", "mine", "yours"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "saved_model.pb").write_text(name)
        model = str(tmp_path / name)
        own = digest(build_manifest(model))
        number = publish(releases, own, "release" if name == "start" else "other", str(tmp_path))
        publish_version(model, str(tmp_path), number)
        numbers.append(number)
    start, mine, yours = numbers
    ann, bob = together(command_each_round, (url, "ann", start, mine), (url, "bob", start, yours))
    for outcomes in zip(ann, bob, strict=True):
        assert sorted(code for code, _ in outcomes) == [0, 1]
        (message,) = (line for code, line in outcomes if code == 1)
        winner, target = ("ann", mine) if outcomes[0][0] == 0 else ("bob", yours)
        assert f"error: label release was moved to {target} by {winner} at 20" in message
    refused = [move for move in releases.history(MODEL) if move.outcome is MoveOutcome.REFUSED]
    assert len(refused) == ROUNDS


def first_each_round(barrier: Barrier, url: str, version: int) -> list[str]:
    outcomes = []
    for number in range(FEWER):
        barrier.wait()
        releases = Releases(url)
        seen = releases.position(MODEL, f"label{number}")
        barrier.wait()
        try:
            releases.move_label(MODEL, f"label{number}", version, "first", expected=seen)
            outcomes.append("won")
        except LabelMovedError:
            outcomes.append("lost")
    return outcomes


def test_of_two_who_make_a_label_one_wins(url: str) -> None:
    releases = Releases(url)
    versions = publish(releases, "a"), publish(releases, "b")
    for outcomes in zip(*together(first_each_round, *((url, v) for v in versions)), strict=True):
        assert sorted(outcomes) == ["lost", "won"]


def publish_each_round(barrier: Barrier, url: str, name: str) -> list[int]:
    barrier.wait()
    releases = Releases(url)
    numbers = []
    for number in range(FEWER):
        barrier.wait()
        numbers.append(publish(releases, f"{name} {number}"))
    return numbers


def test_publishers_at_once_take_different_numbers_and_lose_no_move(url: str) -> None:
    """They make the tables at once, too."""
    mine, yours = together(publish_each_round, (url, "ann"), (url, "bob"))
    releases = Releases(url)
    assert len({*mine, *yours}) == 2 * FEWER
    moves = releases.history(MODEL)
    assert sorted(move.to_version or 0 for move in moves) == sorted([*mine, *yours])
    before = [None, *(move.to_version for move in moves)]
    assert [move.from_version for move in moves] == before[:-1]
    assert releases.labels(MODEL) == {"release": before[-1]}


def finish_each_round(barrier: Barrier, url: str, versions: list[int]) -> list[int]:
    releases = Releases(url)
    for version in versions:
        barrier.wait()
        releases.finish_version(MODEL, version)
    return versions


def test_a_version_that_two_finish_at_once_gets_its_label_once(url: str) -> None:
    releases = Releases(url)
    versions = [
        releases.begin_version(
            MODEL, "/models", label="release", model_digest=name, metrics={}, provenance={}
        ).version
        for name in map(str, range(FEWER))
    ]
    together(finish_each_round, (url, versions), (url, versions))
    assert [move.to_version for move in releases.history(MODEL)] == versions


def die_before_the_end(barrier: Barrier, url: str, version: int) -> None:
    releases = Releases(url)

    def die(_: Session) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    event.listen(Session, "before_commit", die)
    releases.move_label(MODEL, "release", version, "never")


def test_who_dies_in_the_middle_of_a_move_leaves_nothing(url: str) -> None:
    releases = Releases(url)
    first, second = publish(releases, "a"), publish(releases, "b")
    process = fresh_processes().Process(target=die_before_the_end, args=(None, url, first))
    process.start()
    process.join(SECONDS)
    assert process.exitcode == -signal.SIGKILL
    assert releases.labels(MODEL) == {"release": second}
    assert len(releases.history(MODEL)) == 2
    seen = releases.position(MODEL, "release")
    releases.move_label(MODEL, "release", first, "x", action=Action.ROLLBACK, expected=seen)
    assert releases.labels(MODEL) == {"release": first}


def test_times_are_in_utc_whatever_the_database_thinks(url: str) -> None:
    releases = Releases(url)
    publish(releases, "a")
    (version,), (move,) = releases.versions(MODEL), releases.history(MODEL)
    for moment in (version.created, move.at):
        assert moment.utcoffset() is not None
        assert abs(moment.timestamp() - time.time()) < SECONDS
        assert abs(moment.hour * 3600 + moment.minute * 60 - time.time() % 86400) < 300


def test_figures_that_are_no_numbers_can_be_stored(url: str) -> None:
    releases = Releases(url)
    version = releases.begin_version(
        MODEL,
        "/models",
        label="release",
        model_digest="a",
        metrics={"PARTY/f1": float("nan"), "micro/f1": 0.5},
        provenance={"x": [float("inf")]},
    )
    found = releases.version(MODEL, version.version)
    assert found is not None
    assert found.metrics == {"PARTY/f1": None, "micro/f1": 0.5}
    assert found.provenance == {"x": [None]}


def test_a_table_of_an_earlier_version_gets_the_missing_columns(url: str) -> None:
    releases = Releases(url)
    first, second = publish(releases, "a"), publish(releases, "b")
    engine = create_engine(url)
    with engine.begin() as connection:
        for table, column in (
            ("labels", "revision"),
            ("history", "action"),
            ("history", "outcome"),
        ):
            connection.execute(text(f"ALTER TABLE {table} DROP COLUMN {column}"))
    engine.dispose()
    again = Releases(url)
    assert again.position(MODEL, "release").revision is None
    assert again.previous_version(MODEL, "release") == first
    seen = again.position(MODEL, "release")
    assert seen.version == second
    again.move_label(MODEL, "release", first, "x", action=Action.ROLLBACK, expected=seen)
    with pytest.raises(LabelMovedError):
        again.move_label(MODEL, "release", first, "x", action=Action.ROLLBACK, expected=seen)


def retire_each_round(barrier: Barrier, url: str, versions: list[int]) -> list[bool]:
    releases = Releases(url)
    outcomes = []
    for version in versions:
        barrier.wait()
        outcomes.append(releases.retire(MODEL, version, "no room"))
    return outcomes


def label_each_round(barrier: Barrier, url: str, versions: list[int]) -> list[bool]:
    releases = Releases(url)
    outcomes = []
    for number, version in enumerate(versions):
        barrier.wait()
        try:
            releases.move_label(MODEL, f"trial-{number}", version, "a try")
            outcomes.append(True)
        except MoveError:
            outcomes.append(False)
    return outcomes


def retire_or_label(barrier: Barrier, url: str, versions: list[int], retires: bool) -> list[bool]:
    return (retire_each_round if retires else label_each_round)(barrier, url, versions)


def test_no_version_is_given_up_while_a_label_goes_to_it(url: str) -> None:
    releases = Releases(url)
    versions = [publish(releases, str(number), "other") for number in range(FEWER + 2)][:FEWER]
    retired, labelled = together(retire_or_label, (url, versions, True), (url, versions, False))
    assert [not gone for gone in retired] == labelled
    stands = set(releases.labels(MODEL).values())
    statuses = {version.version: version.status for version in releases.versions(MODEL)}
    assert all(statuses[version] is Status.PUBLISHED for version in stands)
