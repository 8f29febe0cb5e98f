"""The trigger's submissions and its lease, on SQLite and on a real PostgreSQL."""

from __future__ import annotations

import os
import signal
import time
from datetime import timedelta
from multiprocessing.synchronize import Barrier

import pytest

from pipeline.trigger.submissions import LeaseLostError, RunState, Submissions
from serving.release.database import now
from tests.processes import SECONDS, fresh_processes, together

MODEL = "transactions"
LONG, PASSED = timedelta(minutes=10), timedelta(seconds=-1)
ROUNDS = 10


@pytest.fixture
def submissions(database_url: str) -> Submissions:
    return Submissions(database_url, MODEL)


def test_a_lease_keeps_others_out_until_it_is_given_back(submissions: Submissions) -> None:
    with submissions.lease(LONG) as mine:
        assert mine is not None
        lease = submissions.current_lease()
        assert lease is not None
        assert lease.holder == mine
        assert timedelta(minutes=9) < lease.expires - now() <= LONG
        with submissions.lease(LONG) as yours:
            assert yours is None
        assert submissions.take_lease("somebody", LONG) is False
        # The one who was refused has not given back what was not theirs.
        assert submissions.current_lease() == lease
    assert submissions.current_lease() is None
    with submissions.lease(LONG) as next_one:
        assert next_one not in (None, mine)


def test_each_model_has_its_own(submissions: Submissions, database_url: str) -> None:
    other = Submissions(database_url, "other")
    with submissions.lease(LONG) as mine, other.lease(LONG) as yours:
        assert mine is not None
        assert yours is not None
        submissions.plan(mine, "aa", "local", "x")
        assert other.plan(yours, "aa", "local", "y").reason == "y"
    assert [entry.reason for entry in other.all()] == ["y"]


def test_a_lease_that_has_expired_is_taken_over(submissions: Submissions) -> None:
    assert submissions.take_lease("killed", PASSED)
    assert submissions.current_lease() is None
    with submissions.lease(LONG) as mine:
        assert mine is not None
        with pytest.raises(LeaseLostError, match="another one has taken its place"):
            submissions.plan("killed", "aa", "local", "x")
    assert submissions.all() == []


def test_a_lease_of_a_wrong_clock_keeps_nobody_out(submissions: Submissions) -> None:
    assert submissions.take_lease("of a clock that is wrong", timedelta(days=400))
    assert submissions.current_lease() is None
    with submissions.lease(LONG) as mine:
        assert mine is not None
    day = timedelta(days=1)  # the longest that the settings allow
    assert submissions.take_lease("patient", day)
    assert not submissions.take_lease("other", LONG)


def test_a_lease_is_renewed_while_the_work_goes_on(submissions: Submissions) -> None:
    with submissions.lease(timedelta(seconds=0.9)) as mine:
        time.sleep(2)
        lease = submissions.current_lease()
        assert lease is not None
        assert lease.holder == mine


def test_a_submission_from_plan_to_end(submissions: Submissions) -> None:
    with submissions.lease(LONG) as holder:
        assert holder is not None
        planned = submissions.plan(holder, "0123456789abcdef01", "vertex", "new texts: 700")
        assert (planned.request_id, planned.state) == (
            "retrain-0123456789abcdef-1",
            RunState.PLANNED,
        )
        assert (planned.run, planned.error, planned.concluded) == ("", "", None)
        submissions.note(planned.request_id, RunState.SUBMITTED, run="job-7", holder=holder)
    submissions.note(planned.request_id, RunState.FAILED, error="out of memory")
    (entry,) = submissions.all()
    assert (entry.state, entry.run, entry.error) == (
        RunState.FAILED,
        "job-7",
        "out of memory",
    )
    assert entry.concluded is not None
    assert timedelta(0) <= entry.concluded - entry.planned < timedelta(seconds=SECONDS)
    assert abs(now() - entry.concluded) < timedelta(seconds=SECONDS)


def test_what_was_planned_is_planned_once(submissions: Submissions) -> None:
    with submissions.lease(LONG) as holder:
        assert holder is not None
        first = submissions.plan(holder, "aa", "local", "x")
        assert submissions.plan(holder, "aa", "local", "another reason") == first
        submissions.note(first.request_id, RunState.FAILED)
        second = submissions.plan(holder, "aa", "local", "x")
        assert (first.request_id, second.request_id) == ("retrain-aa-1", "retrain-aa-2")
        # For other data: what was planned before is given up.
        third = submissions.plan(holder, "bb", "local", "x")
        states = {entry.request_id: entry.state for entry in submissions.all()}
    assert states == {
        first.request_id: RunState.FAILED,
        second.request_id: RunState.ABANDONED,
        third.request_id: RunState.PLANNED,
    }


def plan_each_round(barrier: Barrier, url: str, name: str) -> list[str]:
    """Takes the lease in sight of the other, and submits if it has it."""
    submissions = Submissions(url, MODEL)
    outcomes = []
    for number in range(ROUNDS):
        barrier.wait()
        with submissions.lease(LONG) as holder:
            if holder is None:
                outcomes.append("refused")
            else:
                planned = submissions.plan(holder, f"{number}", "local", name)
                submissions.note(planned.request_id, RunState.SUBMITTED, holder=holder)
                outcomes.append("submitted")
            barrier.wait()
        barrier.wait()
    return outcomes


def test_of_two_at_once_one_has_the_lease(database_url: str) -> None:
    ann, bob = together(plan_each_round, (database_url, "ann"), (database_url, "bob"))
    assert [sorted(pair) for pair in zip(ann, bob, strict=True)] == [
        ["refused", "submitted"] for _ in range(ROUNDS)
    ]
    assert len(Submissions(database_url, MODEL).all()) == ROUNDS


def die_with_the_lease(url: str, seconds: float) -> None:
    submissions = Submissions(url, MODEL)
    with submissions.lease(timedelta(seconds=seconds)) as holder:
        assert holder is not None
        submissions.plan(holder, "aa", "vertex", "x")
        os.kill(os.getpid(), signal.SIGKILL)


def test_the_lease_of_who_was_killed_expires(database_url: str) -> None:
    submissions = Submissions(database_url, MODEL)
    process = fresh_processes().Process(target=die_with_the_lease, args=(database_url, 2))
    process.start()
    process.join(SECONDS)
    assert process.exitcode == -signal.SIGKILL
    deadline = time.monotonic() + SECONDS
    refused = 0
    while time.monotonic() < deadline:
        with submissions.lease(LONG) as holder:
            if holder is not None:
                again = submissions.plan(holder, "aa", "vertex", "x")
                break
            refused += 1
        time.sleep(0.1)
    # The same id as before, by which whoever takes it can tell that it is the same.
    assert [entry.request_id for entry in submissions.all()] == [again.request_id]
    assert again.request_id == "retrain-aa-1"
    assert refused
