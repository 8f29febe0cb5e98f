"""The trigger over a real release table: what it finds, and that it never submits twice."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from datetime import timedelta
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import Any

import pytest

from monitoring.state import write_state
from pipeline.trigger.submissions import RunState, Submissions
from preprocessing.annotation_files import InputError
from serving.release.database import now
from serving.release.records import Action, Outcome
from tests.pipeline.trigger.trigger_bench import MODEL, Bench, blockers, reasons
from tests.processes import SECONDS, fresh_processes, together

ROUNDS = 5


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    made = Bench(tmp_path, f"sqlite:///{tmp_path}/releases.db")
    made.annotate("a", 40)
    return made


def test_the_first_run_is_submitted_once(bench: Bench) -> None:
    first = bench.trigger()
    assert reasons(first) == ["no released model"]
    assert first.submission is not None
    assert bench.service.jobs == {first.submission.request_id: RunState.SUBMITTED}
    (entry,) = bench.submissions
    assert (entry.state, entry.run) == (RunState.SUBMITTED, f"job {entry.request_id}")
    assert entry.reason == "no released model: no version"
    for _ in range(3):
        again = bench.trigger()
        assert (again.submission, blockers(again)) == (None, ["run at work"])
        assert str(again.decision) == f"nothing to do now: run at work: {entry.run}"
    assert len(bench.service.jobs) == 1


def test_nothing_new_is_no_reason(bench: Bench) -> None:
    bench.publish()
    triggered = bench.trigger()
    assert (reasons(triggered), blockers(triggered), triggered.submission) == ([], [], None)
    assert triggered.facts.new_texts == 0
    assert bench.service.jobs == {}


def test_new_texts_are_counted_against_the_released_data(bench: Bench) -> None:
    bench.publish()
    bench.annotate("b", 7)
    assert reasons(bench.trigger(min_new_texts=8)) == []
    triggered = bench.trigger(min_new_texts=7)
    assert (reasons(triggered), triggered.facts.new_texts) == (["new texts"], 7)
    assert list(bench.service.jobs.values()) == [RunState.SUBMITTED]


def test_texts_that_moved_to_another_file_are_not_new(bench: Bench) -> None:
    bench.publish()
    (bench.folder / "data" / "a.jsonl").rename(bench.folder / "data" / "moved.jsonl")
    triggered = bench.trigger(min_new_texts=1)
    assert (reasons(triggered), triggered.facts.new_texts) == ([], 0)


def test_drift_is_measured_on_what_is_new(bench: Bench) -> None:
    bench.annotate("a", 2000)
    bench.publish()
    # Few beside what was there before; all of them together would hardly differ.
    bench.annotate("b", 30, "überweisung an {} — danke")
    settings = {"min_drift_texts": 30, "max_drift": 0.2}
    triggered = bench.trigger(**settings)
    assert reasons(triggered) == ["data drift"]
    assert triggered.facts.drift_texts == 30
    assert triggered.facts.drift is not None
    assert triggered.facts.drift["words"] > 0.9
    assert triggered.facts.drift["labels"] == 0


def test_more_of_the_same_is_no_drift(bench: Bench) -> None:
    bench.annotate("a", 2000)
    bench.publish()
    bench.annotate("b", 300)
    triggered = bench.trigger()
    assert reasons(triggered) == []
    assert triggered.facts.drift_texts == 300
    assert max((triggered.facts.drift or {}).values()) < 0.1


@pytest.mark.parametrize("profile", [None, {"format": 9}])
def test_a_version_that_does_not_tell_its_texts_knows_none(
    bench: Bench, profile: dict[str, Any] | None
) -> None:
    version = bench.publish(profile=profile)
    assert reasons(bench.trigger(min_new_texts=1)) == []  # the files are the same
    bench.annotate("b", 5)
    triggered = bench.trigger(min_new_texts=45)
    assert (reasons(triggered), triggered.facts.new_texts) == (["new texts"], 45)
    assert f"version {version} does not tell" in triggered.decision.reason
    assert triggered.facts.drift is None


def test_a_version_of_an_earlier_release_of_the_project(bench: Bench) -> None:
    """It has neither the hashes nor the profile, and perhaps no configuration."""
    bench.publish(profile=None)
    bare = {"git_commit": "abc", "lock_sha256": "", "data_fingerprint": "x", "data_files": 1}
    from pipeline.trigger.facts import Inputs, current_inputs

    inputs = current_inputs(bench.settings())
    before = Inputs.of(bare)
    assert inputs.code_changed(before) in (None, True)
    assert not inputs.repeats(before)
    assert not inputs.repeats(Inputs.of({}))


def test_age(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    bench.publish()
    monkeypatch.setattr("pipeline.trigger.facts.now", lambda: now() + timedelta(days=31))
    assert reasons(bench.trigger()) == ["age"]
    assert reasons(bench.trigger(max_age_days=40)) == []


def test_an_alarm_of_the_monitor_counts_until_another_version_is_out(bench: Bench) -> None:
    bench.publish()
    log = f"{bench.folder}/log"

    def found(age: timedelta | None, *alarms: str, **settings: Any) -> list[str]:
        if age is not None:
            until = (now() + age).isoformat()
            write_state(log, MODEL, {"until": until, "alarms": list(alarms)})
        triggered = bench.trigger(f"monitoring.log={log}", dry_run=True, **settings)
        assert ("and 1 more" in triggered.decision.reason) == (len(alarms) == 2)
        return reasons(triggered)

    after = timedelta(hours=1)
    assert found(None) == []  # there is no report
    assert found(-after, "of before the version") == []
    assert found(after) == []
    assert found(after, "unsure texts: 0.07, usually 0.004") == ["live alarm"]
    assert found(after, "unsure texts: 0.07, usually 0.004", "volume: 1, usually 2") == [
        "live alarm"
    ]
    assert found(after, "volume: 1, usually 2", live_alarm=False) == []


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"source_sha256": "other"}, ["code change"]),
        ({"lock_sha256": "other"}, ["code change"]),
        ({"source_sha256": "", "git_commit": "0" * 40 + "+changes"}, []),
    ],
)
def test_code_change(bench: Bench, changes: dict[str, str], expected: list[str]) -> None:
    bench.publish(provenance=changes)
    assert reasons(bench.trigger()) == expected


def test_a_commit_tells_where_no_hash_was_recorded(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    for commit, expected in (("a" * 40, []), ("b" * 40, ["code change"])):
        monkeypatch.setattr("pipeline.provenance.git_commit", lambda: "a" * 40)
        bench.publish(provenance={"source_sha256": "", "git_commit": commit})
        assert reasons(bench.trigger(dry_run=True)) == expected


@pytest.mark.parametrize(
    ("override", "expected"),
    [
        ("training.epochs=9", ["configuration change"]),
        ("augmentation.typo=0.1", ["configuration change"]),
        ("tuner.enabled=true", ["configuration change"]),
        ("tuner.trials=3", []),  # it is not enabled
        ("data.unlabelled=reject", ["configuration change"]),
        ("decoding=greedy", ["configuration change"]),
        # These make no other model.
        ("evaluation.min.micro/f1=0.1", []),
        ("data.max_reject_fraction=0.5", []),
        ("serving_check.max_p95_ms=9", []),
        ("trigger.max_age_days=9", []),
        ("doccano.project=9", []),
    ],
)
def test_configuration_change(bench: Bench, override: str, expected: list[str]) -> None:
    bench.publish()
    assert reasons(bench.trigger(override)) == expected


def test_a_failed_run_is_not_tried_again_until_something_changes(bench: Bench) -> None:
    bench.trigger()
    bench.service.end(RunState.FAILED)
    triggered = bench.trigger()
    assert (reasons(triggered), blockers(triggered)) == (
        ["no released model"],
        ["same inputs failed"],
    )
    assert "out of memory" in str(triggered.decision)
    (entry,) = bench.submissions
    assert (entry.state, entry.error) == (RunState.FAILED, "out of memory")
    bench.annotate("b", 1)
    assert bench.trigger().submission is not None
    assert len(bench.service.jobs) == 2


def test_a_failed_run_is_tried_again_after_a_while(bench: Bench) -> None:
    bench.trigger()
    bench.service.end(RunState.FAILED)
    assert bench.trigger(retry_hours=0.0).submission is not None
    first, second = bench.submissions
    assert first.inputs == second.inputs
    assert (first.request_id[-2:], second.request_id[-2:]) == ("-1", "-2")


def test_a_rejected_run_is_not_tried_again(bench: Bench) -> None:
    bench.publish()
    bench.annotate("b", 9)
    bench.record(Outcome.REJECTED)
    wanted = {"min_new_texts": 1}
    triggered = bench.trigger(**wanted)
    assert (reasons(triggered), blockers(triggered)) == (["new texts"], ["same inputs rejected"])
    assert "evaluation: micro/f1" in str(triggered.decision)
    # Whatever else the gates are told, it is another question.
    assert blockers(bench.trigger("evaluation.min.micro/f1=0.1", dry_run=True, **wanted)) == []
    assert blockers(bench.trigger("training.epochs=9", dry_run=True, **wanted)) == []
    bench.annotate("c", 1)
    assert blockers(bench.trigger(dry_run=True, **wanted)) == []


def test_a_rejected_run_may_be_better_than_another_release(bench: Bench) -> None:
    first = bench.publish()
    bench.publish()
    bench.annotate("b", 9)
    bench.record(Outcome.REJECTED)
    assert blockers(bench.trigger(min_new_texts=1)) == ["same inputs rejected"]
    bench.releases.move_label(MODEL, "release", first, "the other was bad")
    assert blockers(bench.trigger(min_new_texts=1)) == []


def test_a_model_that_was_rolled_back_is_not_made_again(bench: Bench) -> None:
    first = bench.publish()
    bench.annotate("b", 9)
    second = bench.publish()
    bench.record(Outcome.PUBLISHED, second)
    bench.releases.move_label(MODEL, "release", first, "misses card numbers")
    triggered = bench.trigger(min_new_texts=1)
    assert triggered.facts.released == first
    assert (reasons(triggered), blockers(triggered)) == (["new texts"], ["same inputs used"])
    assert f"version {second}" in str(triggered.decision)


def test_after_a_rollback_it_waits_and_says_why(bench: Bench) -> None:
    first = bench.publish()
    bench.annotate("b", 9)
    bench.publish()
    bench.annotate("c", 9)
    rollback = Action.ROLLBACK
    bench.releases.move_label(MODEL, "release", first, "misses cards", action=rollback)
    triggered = bench.trigger(min_new_texts=1)
    assert blockers(triggered) == ["publishing on hold"]
    assert "label release since" in str(triggered.decision)
    assert str(triggered.decision).endswith("rolled back: misses cards")
    assert bench.trigger(min_new_texts=1, force="a look at the new data").submission is not None


def test_a_run_that_left_no_record_is_not_repeated(bench: Bench) -> None:
    bench.trigger()
    bench.service.end(RunState.SUCCEEDED)
    triggered = bench.trigger()
    assert blockers(triggered) == ["same inputs used"]
    bench.service.end(RunState.SUCCEEDED)
    assert len(bench.service.jobs) == 1


def test_a_model_on_trial_counts_as_what_is_there(bench: Bench) -> None:
    bench.publish()
    bench.annotate("b", 9)
    canary = bench.publish("canary")
    assert reasons(bench.trigger(min_new_texts=1, dry_run=True)) == ["new texts"]
    triggered = bench.trigger("release.label=canary", min_new_texts=1)
    assert (triggered.facts.released, reasons(triggered)) == (canary, [])
    # A canary that was overtaken is no measure.
    newest = bench.publish()
    assert bench.trigger("release.label=canary").facts.released == newest


def test_the_quiet_period_counts_from_whoever_ran_last(bench: Bench) -> None:
    bench.publish()
    bench.record(Outcome.PUBLISHED, 1)
    bench.annotate("b", 9)
    wanted = {"min_new_texts": 1, "min_hours_between": 1.0}
    assert blockers(bench.trigger(**wanted)) == ["quiet period"]
    assert blockers(bench.trigger(force="at once", **wanted)) == []


def test_a_run_that_is_dated_in_the_future_blocks_nothing(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench.publish()
    bench.annotate("b", 9)
    wanted = {"min_new_texts": 1, "min_hours_between": 1.0, "dry_run": True}
    with monkeypatch.context() as patch:
        patch.setattr("serving.release.table.now", lambda: now() + timedelta(days=400))
        bench.record(Outcome.REJECTED)
    assert blockers(bench.trigger(**wanted)) == []
    # It does not hide what is dated rightly, before it or after it.
    bench.record(Outcome.REJECTED)
    assert blockers(bench.trigger(**wanted)) == ["quiet period", "same inputs rejected"]


def test_the_quiet_period_counts_from_a_submission(bench: Bench) -> None:
    bench.trigger()
    bench.service.end(RunState.FAILED)
    bench.annotate("b", 9)
    assert blockers(bench.trigger(min_hours_between=1.0)) == ["quiet period"]


def test_force(bench: Bench) -> None:
    bench.trigger()
    assert blockers(bench.trigger(force="now")) == ["run at work"]
    bench.service.end(RunState.FAILED)
    triggered = bench.trigger(force="new GPU", min_hours_between=5.0)
    assert triggered.submission is not None
    assert triggered.submission.reason.endswith("forced: new GPU")
    assert triggered.submission.request_id.endswith("-2")


def test_a_dry_run_writes_nothing(bench: Bench) -> None:
    triggered = bench.trigger(dry_run=True)
    assert triggered.decision.submit
    assert triggered.submission is None
    assert not (bench.folder / "releases.db").exists()
    bench.trigger()
    bench.service.end(RunState.FAILED)
    assert blockers(bench.trigger(dry_run=True)) == ["same inputs failed"]
    assert [entry.state for entry in bench.submissions] == [RunState.SUBMITTED]


def test_a_dry_run_sees_another_trigger(bench: Bench) -> None:
    with Submissions(bench.url, MODEL).lease(timedelta(minutes=5)) as holder:
        for dry_run in (True, False):
            triggered = bench.trigger(dry_run=dry_run)
            assert blockers(triggered) == ["trigger at work"]
            assert str(holder) in str(triggered.decision)
    assert bench.service.jobs == {}


def test_without_annotations_nothing_is_made(bench: Bench) -> None:
    (bench.folder / "data" / "a.jsonl").unlink()
    with pytest.raises(InputError, match=r"has no \.jsonl or \.zip file in it"):
        bench.trigger()
    assert not (bench.folder / "releases.db").exists()


def test_a_service_that_fails_is_asked_again_under_the_same_id(bench: Bench) -> None:
    def refuse() -> None:
        raise RuntimeError("403")

    bench.service.before_submit = refuse
    for _ in range(2):
        with pytest.raises(RuntimeError):
            bench.trigger()
    assert Submissions(bench.url, MODEL).current_lease() is None
    bench.service.before_submit = lambda: None
    assert bench.trigger().submission is not None
    assert len(bench.submissions) == 1


def test_an_answer_that_was_lost_is_found_again(bench: Bench) -> None:
    def lose() -> None:
        raise RuntimeError("connection reset")

    bench.service.after_submit = lose
    with pytest.raises(RuntimeError):
        bench.trigger()
    bench.service.after_submit = lambda: None
    assert blockers(bench.trigger()) == ["run at work"]
    assert [entry.state for entry in bench.submissions] == [RunState.SUBMITTED]
    assert len(bench.service.jobs) == 1


def trigger_each_round(barrier: Barrier, folder: str, url: str) -> list[str]:
    bench = Bench(Path(folder), url)
    # Both are at it at the same time, in sight of the same tables.
    bench.service.before_submit = lambda: time.sleep(0.2)
    outcomes = []
    for _ in range(ROUNDS):
        barrier.wait()
        triggered = bench.trigger(retry_hours=0.0)
        outcomes.append("submitted" if triggered.submission else ", ".join(blockers(triggered)))
        barrier.wait()
        bench.service.end(RunState.FAILED)
        barrier.wait()
    return outcomes


def test_of_two_at_once_one_submits(tmp_path: Path, database_url: str) -> None:
    Bench(tmp_path, database_url).annotate("a", 40)
    arguments = (str(tmp_path), database_url)
    for outcomes in zip(*together(trigger_each_round, arguments, arguments), strict=True):
        (other,) = [outcome for outcome in outcomes if outcome != "submitted"]
        # The one that submitted may have ended, or may still hold the lease, or both are seen.
        assert set(other.split(", ")) <= {"trigger at work", "run at work"}
    bench = Bench(tmp_path, database_url)
    assert len(bench.service.jobs) == len(bench.submissions) == ROUNDS


def test_a_lease_that_ends_meanwhile_is_a_blocker_all_the_same(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Otherwise nothing would be submitted, and nothing would say why."""
    submissions = Submissions(bench.url, MODEL)
    assert submissions.take_lease("another", timedelta(minutes=1))
    monkeypatch.setattr(Submissions, "current_lease", lambda _: None)
    triggered = bench.trigger()
    assert triggered.submission is None
    assert blockers(triggered) == ["trigger at work"]


def trigger_and_die(folder: str, url: str, moment: str) -> None:
    bench = Bench(Path(folder), url)
    setattr(bench.service, moment, lambda: os.kill(os.getpid(), signal.SIGKILL))
    bench.trigger(lease_minutes=1 / 60)


def kill_a_trigger(bench: Bench, moment: str) -> None:
    target: Callable[..., None] = trigger_and_die
    process = fresh_processes().Process(target=target, args=(str(bench.folder), bench.url, moment))
    process.start()
    process.join(SECONDS)
    assert process.exitcode == -signal.SIGKILL


def trigger_when_free(bench: Bench) -> Any:
    deadline = time.monotonic() + SECONDS
    while time.monotonic() < deadline:
        triggered = bench.trigger()
        if "trigger at work" not in blockers(triggered):
            return triggered
        time.sleep(0.1)
    raise AssertionError("the lease does not expire")


def test_killed_between_lease_and_submission(tmp_path: Path, database_url: str) -> None:
    bench = Bench(tmp_path, database_url)
    bench.annotate("a", 40)
    kill_a_trigger(bench, "before_submit")
    assert bench.service.jobs == {}
    (planned,) = bench.submissions
    triggered = trigger_when_free(bench)
    assert triggered.submission.request_id == planned.request_id
    assert list(bench.service.jobs) == [planned.request_id]
    assert len(bench.submissions) == 1


def test_killed_after_the_submission_before_it_was_noted(tmp_path: Path, database_url: str) -> None:
    bench = Bench(tmp_path, database_url)
    bench.annotate("a", 40)
    kill_a_trigger(bench, "after_submit")
    assert len(bench.service.jobs) == 1
    triggered = trigger_when_free(bench)
    assert blockers(triggered) == ["run at work"]
    assert len(bench.service.jobs) == len(bench.submissions) == 1


def test_killed_and_then_the_data_changes(bench: Bench) -> None:
    kill_a_trigger(bench, "before_submit")
    bench.annotate("b", 3)
    triggered = trigger_when_free(bench)
    assert list(bench.service.jobs) == [triggered.submission.request_id]
    assert [entry.state for entry in bench.submissions] == [
        RunState.ABANDONED,
        RunState.SUBMITTED,
    ]
