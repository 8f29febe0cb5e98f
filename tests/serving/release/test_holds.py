from __future__ import annotations

import pytest

from serving.release.records import Action, MoveError, MoveOutcome
from serving.release.table import Releases
from tests.serving.release.test_active import MODEL, publish


@pytest.fixture
def releases(database_url: str) -> Releases:
    return Releases(database_url)


def test_what_is_published_while_a_label_is_on_hold_does_not_get_it(releases: Releases) -> None:
    first = publish(releases, "a")
    releases.hold(MODEL, "release", "the new data are being looked at")
    second = publish(releases, "b")
    assert releases.labels(MODEL) == {"release": first}
    last = releases.history(MODEL, "release")[-1]
    assert (last.action, last.outcome) == (Action.PUBLISH, MoveOutcome.REFUSED)
    assert (last.from_version, last.to_version) == (first, second)
    assert "on hold since" in last.why
    assert last.why.endswith("the new data are being looked at")
    releases.resume(MODEL, "release", "they are right")
    third = publish(releases, "c")
    assert releases.labels(MODEL) == {"release": third}
    assert releases.previous_version(MODEL, "release") == first


def test_other_labels_are_not_on_hold(releases: Releases) -> None:
    releases.hold(MODEL, "release", "x")
    version = publish(releases, "a", "canary")
    assert releases.labels(MODEL) == {"canary": version}


def test_a_rollback_pauses_publishing(releases: Releases) -> None:
    first, _ = publish(releases, "a"), publish(releases, "b")
    releases.move_label(MODEL, "release", first, "misses cards", action=Action.ROLLBACK)
    (hold,) = releases.holds(MODEL).values()
    assert (hold.label, hold.why) == ("release", "rolled back: misses cards")
    publish(releases, "c")
    assert releases.labels(MODEL) == {"release": first}


def test_a_label_on_hold_moves_by_hand_and_stays_on_hold(releases: Releases) -> None:
    first, second = publish(releases, "a"), publish(releases, "b")
    releases.move_label(MODEL, "release", first, "bad", action=Action.ROLLBACK)
    releases.move_label(MODEL, "release", second, "it was not bad")
    assert list(releases.holds(MODEL)) == ["release"]


def test_holds_are_no_step_of_the_way_back(releases: Releases) -> None:
    first, second = publish(releases, "a"), publish(releases, "b")
    releases.hold(MODEL, "release", "x")
    releases.hold(MODEL, "release", "y")
    assert releases.holds(MODEL)["release"].why == "y"
    releases.resume(MODEL, "release", "z")
    assert releases.previous_version(MODEL, "release") == first
    actions = [move.action for move in releases.history(MODEL) if not move.moved]
    assert actions == [Action.HOLD, Action.HOLD, Action.RESUME]
    assert releases.labels(MODEL) == {"release": second}


def test_a_label_that_stands_nowhere_can_be_on_hold(releases: Releases) -> None:
    releases.hold(MODEL, "release", "not before the audit")
    publish(releases, "a")
    assert releases.labels(MODEL) == {}


def test_what_is_not_on_hold_cannot_be_resumed(releases: Releases) -> None:
    with pytest.raises(MoveError, match="not on hold"):
        releases.resume(MODEL, "release", "x")
    with pytest.raises(MoveError, match="cannot be a label"):
        releases.hold(MODEL, "No Label", "x")
