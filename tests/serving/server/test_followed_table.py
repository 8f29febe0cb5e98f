"""A server that follows a release table: rollbacks, promotions, and a table that is away."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from serving.release.following import FRESH_SECONDS
from serving.release.records import Action
from serving.release.table import Releases
from serving.server.config import ServerConfigError
from serving.server.followed_table import FollowedTable
from serving.server.model_manager import ModelManager
from tests.serving.server.test_model_manager import NAME, World, answering


class Table:
    """A release table, versions in it, and a clock that the server goes by."""

    def __init__(self, folder: Path) -> None:
        self.world = World(folder)
        self.file = folder / "releases.db"
        self.releases = Releases(f"sqlite:///{self.file}")
        self.now = 0.0

    def publish(self, digest: str, label: str = "release") -> int:
        version = self.releases.begin_version(
            NAME,
            str(self.world.base_path),
            label=label,
            model_digest=digest,
            metrics={},
            provenance={},
        )
        self.world.add(version.version)
        self.releases.finish_version(NAME, version.version)
        return version.version

    def source(self) -> FollowedTable:
        return FollowedTable(
            f"sqlite:///{self.file}",
            NAME,
            str(self.world.base_path),
            clock=lambda: self.now,
            run=lambda work: work(),
        )

    def rollback(self, version: int) -> None:
        self.releases.move_label(NAME, "release", version, "bad", action=Action.ROLLBACK)
        self.now += FRESH_SECONDS


@pytest.fixture
def table(tmp_path: Path) -> Table:
    return Table(tmp_path)


async def becomes(manager: ModelManager, version: int) -> None:
    """Waits until a version answers; until then another one must."""
    while answering(manager) != version:
        assert answering(manager, label="release") == answering(manager)
        await asyncio.sleep(0.01)


def test_a_rollback_needs_no_loading(table: Table) -> None:
    first, second = table.publish("a"), table.publish("b")

    async def story(manager: ModelManager) -> None:
        assert answering(manager) == second
        loaded = dict(table.world.loaded)
        table.rollback(first)
        await becomes(manager, first)
        assert answering(manager, label="release") == first
        assert table.world.loaded == loaded

    table.world.run(story, table.source())


def test_a_new_version_answers_when_it_is_loaded_and_the_old_one_until_then(table: Table) -> None:
    first = table.publish("a")

    async def story(manager: ModelManager) -> None:
        second = table.publish("b")
        table.now += FRESH_SECONDS
        await becomes(manager, second)
        assert answering(manager, version=first) == first  # to go back to

    table.world.run(story, table.source())


def test_the_version_in_release_stays_while_the_next_cannot_be_loaded(table: Table) -> None:
    first = table.publish("a")

    async def story(manager: ModelManager) -> None:
        second = table.publish("b")
        table.world.faults[str(second)] = ["damaged"]
        table.publish("c", "canary")
        table.releases.move_label(NAME, "release", second, "trial")
        table.releases.move_label(NAME, "release", second, "trial")
        table.now += FRESH_SECONDS
        while table.world.states().get(second) != "END":
            assert answering(manager) == first
            await asyncio.sleep(0.01)
        assert answering(manager) == answering(manager, label="release") == first

    table.world.run(story, table.source())


def test_a_version_stays_loaded_as_long_as_its_label_cannot_leave_it(table: Table) -> None:
    first, second, third = (table.publish(digest) for digest in "abc")
    table.publish("d", "canary")

    async def story(manager: ModelManager) -> None:
        table.world.faults[str(first)] = ["damaged"]
        table.rollback(second)
        await becomes(manager, second)
        table.rollback(first)
        while table.world.states().get(first) != "END":
            await asyncio.sleep(0.01)
        assert answering(manager) == second
        assert third not in {number for number, s in table.world.states().items() if s == "START"}

    table.world.run(story, table.source())


def test_a_table_that_is_away_changes_nothing(table: Table, tmp_path: Path) -> None:
    first, second = table.publish("a"), table.publish("b")

    async def story(manager: ModelManager) -> None:
        table.file.rename(tmp_path / "away")
        for _ in range(3):
            table.now += FRESH_SECONDS
            await asyncio.sleep(0.03)
            assert answering(manager) == second
        (tmp_path / "away").rename(table.file)
        table.rollback(first)
        await becomes(manager, first)

    table.world.run(story, table.source())


def test_a_table_that_never_was_there(tmp_path: Path) -> None:
    source = FollowedTable(
        f"sqlite:///{tmp_path}/no.db", NAME, str(tmp_path), run=lambda work: work()
    )
    with pytest.raises(ServerConfigError, match="there is no such file"):
        source()
