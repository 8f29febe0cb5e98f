from __future__ import annotations

import logging
from collections.abc import Callable

import pytest

from serving.release.following import FRESH_SECONDS, OVERDUE_SECONDS, Followed, NotReadError

Work = Callable[[], None]


class World:
    """A clock, a value, and readings that end when they are told to."""

    def __init__(self) -> None:
        self.now = 100.0
        self.value = 1
        self.error: Exception | None = None
        self.readings = 0
        self.hanging: list[Work] | None = None

    def read(self) -> int:
        self.readings += 1
        if self.error is not None:
            raise self.error
        return self.value

    def run(self, work: Work) -> None:
        if self.hanging is None:
            work()
        else:
            self.hanging.append(work)

    def followed(self) -> Followed[int]:
        return Followed(
            "the value",
            self.read,
            patience_seconds=0.0,
            clock=lambda: self.now,
            run=self.run,
        )


@pytest.fixture
def world() -> World:
    return World()


def test_a_reading_counts_for_a_second_and_no_longer(world: World) -> None:
    value = world.followed()
    assert [value(), value()] == [1, 1]
    assert world.readings == 1
    world.value = 2
    world.now += FRESH_SECONDS - 0.01
    assert (value(), world.readings) == (1, 1)
    world.now += 0.01
    assert (value(), world.readings) == (2, 2)


def test_what_was_known_counts_while_nothing_can_be_read_and_it_is_said_once(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    value = world.followed()
    value()
    world.error = OSError("the database is away")
    with caplog.at_level(logging.WARNING):
        for _ in range(60):
            world.now += FRESH_SECONDS
            assert value() == 1
        (record,) = caplog.records
        assert "the value: cannot be read (the database is away)" in record.getMessage()
        world.error, world.value = None, 2
        world.now += FRESH_SECONDS
        assert value() == 2
    assert [record.getMessage() for record in caplog.records[1:]] == [
        "the value: can be read again"
    ]


def test_it_is_asked_once_a_second_while_nothing_can_be_read(world: World) -> None:
    value = world.followed()
    value()
    world.error = OSError("away")
    world.now += FRESH_SECONDS
    for _ in range(5):
        value()
    assert world.readings == 2


def test_what_was_never_known_is_an_error_and_asked_for_again(world: World) -> None:
    value = world.followed()
    world.error = OSError("away")
    with pytest.raises(OSError, match="away"):
        value()
    world.error = None
    assert value() == 1


def test_who_asks_does_not_wait_for_a_reading_that_hangs(world: World) -> None:
    value = world.followed()
    value()
    world.hanging, world.value = [], 2
    world.now += FRESH_SECONDS
    assert [value(), value()] == [1, 1]
    assert len(world.hanging) == 1  # nobody else begins one beside it
    world.hanging.pop()()
    assert value() == 2


def test_beside_a_reading_that_hangs_for_long_another_one_is_begun(world: World) -> None:
    value = world.followed()
    value()
    world.hanging = []
    world.now += FRESH_SECONDS
    value()
    world.now += OVERDUE_SECONDS
    value()
    first, second = world.hanging
    world.value = 3
    second()
    assert value() == 3
    world.value = 2
    first()  # it began earlier, and does not count any more
    assert value() == 3


def test_nothing_known_and_no_answer(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("serving.release.following.OVERDUE_SECONDS", 0.0)
    world.hanging = []
    with pytest.raises(NotReadError, match="the value: there is no answer"):
        world.followed()()
