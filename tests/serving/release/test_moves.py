from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from preprocessing.errors import RefusedError, UserError
from serving.release.moves import (
    DamagedError,
    expected_position,
    is_in_place,
    require_published,
    require_reason,
    require_removable,
    require_undamaged,
    rollback_target,
)
from serving.release.records import MoveError, Position, Status, Version

VERSIONS = st.one_of(st.none(), st.integers(1, 5))
POSITIONS = st.builds(Position, VERSIONS, st.one_of(st.none(), st.integers(1, 5)))


def version(number: int = 17, status: Status = Status.PUBLISHED) -> Version:
    return Version("m", number, f"/m/{number}", "d", status, datetime.now(UTC), {}, {})


def test_a_reason_is_one_line() -> None:
    assert require_reason(" trial\n is over ") == "trial is over"
    for nothing in ("", " \n\t"):
        with pytest.raises(MoveError, match="why: must say why") as error:
            require_reason(nothing)
        assert error.value.argument == "why"


def test_only_published_versions_are_used() -> None:
    published = version()
    assert require_published(published) is published
    with pytest.raises(MoveError, match="version 17 of m is not published"):
        require_published(version(status=Status.PUBLISHING))


def test_each_fault_of_a_damaged_version_is_a_line() -> None:
    require_undamaged("release", version(), [])
    with pytest.raises(DamagedError) as error:
        require_undamaged("release", version(), ["a is missing", "b has 3 bytes"])
    assert str(error.value).splitlines() == [
        "version 17 is damaged: a is missing",
        "version 17 is damaged: b has 3 bytes",
        "label release was not moved; txner release list shows other versions",
    ]
    # Nothing that the user gave is wrong.
    assert isinstance(error.value, RefusedError)
    assert not isinstance(error.value, UserError)


def test_the_label_that_clients_ask_for_stays() -> None:
    require_removable("m", "canary", Position(3, 1))
    with pytest.raises(MoveError, match="label release cannot be removed, only moved"):
        require_removable("m", "release", Position(3, 1))
    with pytest.raises(MoveError, match="label canary of m stands on no version"):
        require_removable("m", "canary", Position(None, None))


def test_a_rollback_leads_to_where_the_label_stood() -> None:
    assert rollback_target("m", "release", Position(3, 7), 2) == 2
    with pytest.raises(MoveError, match="label release of m stands on 3 and stood on no other"):
        rollback_target("m", "release", Position(3, 7), None)
    with pytest.raises(MoveError, match="stands on no version and stood on no other"):
        rollback_target("m", "blue", Position(None, None), None)


@given(POSITIONS, VERSIONS)
def test_a_label_moves_only_from_where_it_was_seen_and_expected(
    position: Position, expect: int | None
) -> None:
    expected = expected_position(position, expect)
    if expect in (None, position.version):
        assert expected == position
    else:
        # The table compares both; a label that stands somewhere always has a revision.
        assert expected != position
        assert expected == Position(expect, None)


@given(POSITIONS, VERSIONS, st.integers(1, 5))
def test_nothing_is_to_do_only_where_the_label_stands_as_expected(
    position: Position, expect: int | None, target: int
) -> None:
    in_place = is_in_place(position, expected_position(position, expect), version(target))
    assert in_place == (position.version == target and expect in (None, target))
