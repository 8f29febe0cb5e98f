from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import create_engine, text

from serving.release.active import active_versions
from serving.release.database import ReleaseTableError
from serving.release.following import FRESH_SECONDS, Followed
from serving.release.records import Action
from serving.release.table import Releases

MODEL = "transactions"


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now

    def tick(self) -> None:
        self.now += FRESH_SECONDS


def publish(releases: Releases, digest: str, label: str = "release") -> int:
    version = releases.begin_version(
        MODEL, "/models", label=label, model_digest=digest, metrics={}, provenance={}
    )
    releases.finish_version(MODEL, version.version)
    return version.version


def following(url: str, clock: Clock, label: str = "release") -> Followed[tuple[int, ...]]:
    return active_versions(url, MODEL, label, clock=clock, run=lambda work: work())


def test_a_rollback_counts_after_a_second(database_url: str) -> None:
    releases, clock = Releases(database_url), Clock()
    first, second = publish(releases, "a"), publish(releases, "b")
    active = following(database_url, clock)
    assert active() == (second, first)
    releases.move_label(MODEL, "release", first, "bad", action=Action.ROLLBACK)
    assert active() == (second, first)
    clock.tick()
    assert active() == (first,)  # and never what was rolled back


def test_an_update_of_the_row_counts_after_a_second(database_url: str) -> None:
    releases, clock = Releases(database_url), Clock()
    first, second = publish(releases, "a"), publish(releases, "b")
    active = following(database_url, clock)
    assert active()[0] == second
    with create_engine(database_url).begin() as connection:
        row = {"version": first, "model": MODEL}
        statement = (
            "UPDATE labels SET version = :version WHERE model = :model AND label = 'release'"
        )
        connection.execute(text(statement), row)
    clock.tick()
    assert active() == (first,)
    assert releases.previous_version(MODEL, "release") is None


def test_a_new_version_has_the_one_before_it_behind_it(database_url: str) -> None:
    releases, clock = Releases(database_url), Clock()
    versions = [publish(releases, digest) for digest in "abc"]
    assert following(database_url, clock)() == tuple(versions[::-1])


def test_a_label_that_stands_nowhere(database_url: str) -> None:
    releases, clock = Releases(database_url), Clock()
    version = publish(releases, "a", "canary")
    canary = following(database_url, clock, "canary")
    assert (following(database_url, clock)(), canary()) == ((), (version,))
    releases.move_label(MODEL, "canary", None, "over", action=Action.REMOVE)
    clock.tick()
    assert canary() == ()


def test_a_table_that_goes_away_and_comes_back(tmp_path: Path) -> None:
    file, clock = tmp_path / "releases.db", Clock()
    releases = Releases(f"sqlite:///{file}")
    first, second = publish(releases, "a"), publish(releases, "b")
    active = following(f"sqlite:///{file}", clock)
    assert active()[0] == second
    file.rename(tmp_path / "away")
    clock.tick()
    assert active()[0] == second
    assert not file.exists()  # whoever reads makes none
    (tmp_path / "away").rename(file)
    releases.move_label(MODEL, "release", first, "bad", action=Action.ROLLBACK)
    clock.tick()
    assert active()[0] == first


@pytest.mark.parametrize("url", ["sqlite:////nowhere/releases.db", "postgresql://u@127.0.0.1:1/x"])
def test_a_table_that_never_was_there(url: str) -> None:
    with pytest.raises(ReleaseTableError, match=r"release\.table"):
        following(url, Clock())()


def test_a_password_is_refused() -> None:
    with pytest.raises(ReleaseTableError, match="holds a password"):
        active_versions("postgresql://u:secret@db/x", MODEL)


@given(st.lists(st.one_of(st.integers(0, 2), st.none()), min_size=1, max_size=8))
def test_what_was_rolled_back_is_never_asked(steps: list[Any]) -> None:
    """Against the simplest model: promoting pushes, rolling back pops."""
    from serving.release.moves import way_back

    releases = Releases("sqlite://")
    versions = [publish(releases, digest, "other") for digest in "abc"]
    stack: list[int] = []
    for step in steps:
        if step is not None:
            releases.move_label(MODEL, "release", versions[step], "x")
            if stack[-1:] != [versions[step]]:
                stack.append(versions[step])
        elif len(stack) > 1:
            releases.move_label(MODEL, "release", stack[-2], "x", action=Action.ROLLBACK)
            stack.pop()
    current = stack[-1] if stack else None
    expected = [version for version in stack[-2::-1] if version != current]
    assert way_back(releases.history(MODEL, "release"), current) == expected
