"""The decision table of `txner trigger`."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from pydantic import ValidationError

from pipeline.config import load_settings
from pipeline.settings.trigger import TriggerSettings, TriggerTarget
from pipeline.trigger.decision import Facts, decide

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)

SETTINGS = TriggerSettings(
    target=TriggerTarget.LOCAL,
    min_new_texts=500,
    max_drift=0.1,
    min_drift_texts=200,
    max_age_days=30,
    live_alarm=True,
    code_change=True,
    configuration_change=True,
    min_hours_between=1,
    retry_hours=24,
    lease_minutes=10,
)

IDLE = Facts(
    now=NOW,
    released=1795187113,
    released_at=NOW - timedelta(days=2),
    new_texts=0,
    drift={"labels": 0.01, "words": 0.02},
    drift_texts=400,
    code_changed=False,
    configuration_changed=[],
    last_run=NOW - timedelta(days=2),
)
"""A model in release, and nothing new."""

FIRST_RUN = Facts(now=NOW)

REASONS: dict[str, dict[str, Any]] = {
    "new texts": {"new_texts": 500},
    "data drift": {"drift": {"labels": 0.11, "words": 0.02}},
    "age": {"released_at": NOW - timedelta(days=31)},
    "live alarm": {"live_alarms": ["volume: 0, usually 9"], "live_alarm_at": NOW},
    "code change": {"code_changed": True},
    "configuration change": {"configuration_changed": ["labels", "training"]},
    "no released model": {
        "released": None,
        "released_at": None,
        "new_texts": None,
        "drift": None,
        "code_changed": None,
        "configuration_changed": None,
    },
}

BLOCKERS: dict[str, dict[str, Any]] = {
    "trigger at work": {"triggers": ["ci-runner, process 7, until 12:09:00 UTC"]},
    "run at work": {"going": ["job transactions-7"]},
    "quiet period": {"last_run": NOW - timedelta(minutes=59)},
    "same inputs failed": {"failed_at": NOW - timedelta(hours=23), "failure": "out of memory"},
    "publishing on hold": {"held": "label release since 2026-11-20 11:00 UTC by ann: bad"},
    "same inputs rejected": {"rejected": "evaluation: micro/f1"},
    "same inputs used": {"made": "version 1795187114"},
}


def holding(findings: Any) -> list[str]:
    return [finding.name for finding in findings if finding.holds]


def test_nothing_new_is_no_reason() -> None:
    decision = decide(IDLE, SETTINGS)
    assert (holding(decision.reasons), holding(decision.blockers)) == ([], [])
    assert not decision.submit
    assert str(decision) == "nothing to do: there is no reason to train again"


@pytest.mark.parametrize("reason", REASONS)
def test_each_reason_alone_is_enough(reason: str) -> None:
    decision = decide(replace(IDLE, **REASONS[reason]), SETTINGS)
    assert holding(decision.reasons) == [reason]
    assert decision.submit
    assert str(decision).startswith(f"train again: {reason}: ")


def test_the_first_run_needs_no_other_reason() -> None:
    decision = decide(FIRST_RUN, SETTINGS)
    assert decision.submit
    assert str(decision) == "train again: no released model: no version"


def test_several_reasons_are_all_named() -> None:
    facts = IDLE
    wanted = [reason for reason in REASONS if reason != "no released model"]
    for reason in wanted:
        facts = replace(facts, **REASONS[reason])
    decision = decide(facts, SETTINGS)
    assert holding(decision.reasons) == wanted
    assert decision.reason == (
        "new texts: 500 (>= 500); "
        "data drift: 0.1100 (> 0.1), of labels, in 400 new texts; "
        "age: 31.0 days (> 30 days); "
        "live alarm: volume: 0, usually 9, window until 2026-11-20 12:00 UTC; "
        "code change: yes; "
        "configuration change: labels, training"
    )


@pytest.mark.parametrize("reason", REASONS)
@pytest.mark.parametrize("blocker", BLOCKERS)
def test_each_blocker_stops_each_reason(reason: str, blocker: str) -> None:
    decision = decide(replace(IDLE, **REASONS[reason], **BLOCKERS[blocker]), SETTINGS)
    assert holding(decision.reasons) == [reason]
    assert holding(decision.blockers) == [blocker]
    assert not decision.submit
    assert str(decision).startswith(f"nothing to do now: {blocker}: ")


@pytest.mark.parametrize("blocker", BLOCKERS)
def test_a_blocker_without_a_reason_is_not_what_is_told(blocker: str) -> None:
    decision = decide(replace(IDLE, **BLOCKERS[blocker]), SETTINGS)
    assert not decision.submit
    assert str(decision) == "nothing to do: there is no reason to train again"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"new_texts": 499}, "new texts"),
        ({"drift": {"labels": 0.1}}, "data drift"),
        ({"drift": {"labels": 0.9}, "drift_texts": 199}, "data drift"),
        ({"drift": {}}, "data drift"),
        ({"released_at": NOW - timedelta(days=30)}, "age"),
        ({"live_alarms": [], "live_alarm_at": NOW}, "live alarm"),
        ({"code_changed": None}, "code change"),
        ({"configuration_changed": None}, "configuration change"),
        ({"new_texts": None}, "new texts"),
    ],
)
def test_up_to_the_bound_and_the_unknown_are_no_reasons(
    change: dict[str, Any], reason: str
) -> None:
    assert not decide(replace(IDLE, **change), SETTINGS).submit


@pytest.mark.parametrize(
    ("setting", "reason"),
    [
        ({"min_new_texts": None}, "new texts"),
        ({"max_drift": None}, "data drift"),
        ({"max_age_days": None}, "age"),
        ({"live_alarm": False}, "live alarm"),
        ({"code_change": False}, "code change"),
        ({"configuration_change": False}, "configuration change"),
    ],
)
def test_what_is_not_configured_is_not_looked_at(setting: dict[str, Any], reason: str) -> None:
    settings = SETTINGS.model_copy(update=setting)
    decision = decide(replace(IDLE, **REASONS[reason]), settings)
    assert not decision.submit
    (finding,) = (finding for finding in decision.reasons if finding.name == reason)
    assert finding.figure == "not looked at"


def test_blockers_end() -> None:
    new = replace(IDLE, **REASONS["new texts"])
    assert decide(replace(new, last_run=NOW - timedelta(hours=1)), SETTINGS).submit
    failed = replace(new, failed_at=NOW - timedelta(hours=24))
    assert decide(failed, SETTINGS).submit
    never = SETTINGS.model_copy(update={"retry_hours": None})
    decision = decide(replace(new, failed_at=NOW - timedelta(days=900)), never)
    assert holding(decision.blockers) == ["same inputs failed"]
    assert "until something changes" in str(decision)


@pytest.mark.parametrize("ahead", [timedelta(minutes=11), timedelta(hours=2), timedelta(days=9999)])
def test_what_is_dated_in_the_future_blocks_nothing(ahead: timedelta) -> None:
    new = replace(IDLE, **REASONS["new texts"])
    for later in ({"last_run": NOW + ahead}, {"failed_at": NOW + ahead, "failure": "x"}):
        decision = decide(replace(new, **later), SETTINGS)
        assert decision.submit
        assert "in the future: a clock is wrong" in "; ".join(map(str, decision.blockers))


def test_clocks_may_differ_a_little() -> None:
    new = replace(IDLE, **REASONS["new texts"])
    decision = decide(replace(new, last_run=NOW + timedelta(minutes=9)), SETTINGS)
    assert holding(decision.blockers) == ["quiet period"]
    assert "0 minutes ago" in str(decision)


@pytest.mark.parametrize("blocker", BLOCKERS)
def test_force_does_away_with_all_but_what_is_at_work(blocker: str) -> None:
    decision = decide(replace(IDLE, **BLOCKERS[blocker]), SETTINGS, "new GPU")
    assert decision.submit == (blocker not in ("run at work", "trigger at work"))
    assert decision.reason == "forced: new GPU"


@pytest.mark.parametrize(
    "change",
    [
        {"min_new_texts": 0},
        {"min_new_texts": 1.5},
        {"max_drift": 1.1},
        {"max_drift": -0.1},
        {"max_age_days": 0},
        {"min_hours_between": -1},
        {"retry_hours": -1},
        {"lease_minutes": 0},
        {"target": "cloud"},
        {"min_texts": 1},
    ],
)
def test_settings_that_make_no_sense_are_refused(change: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        TriggerSettings.model_validate({**SETTINGS.model_dump(), **change})


def test_everything_but_the_target_can_be_switched_off() -> None:
    names = ["min_new_texts", "max_drift", "max_age_days", "retry_hours"]
    overrides = [f"trigger.{name}=null" for name in names]
    switches = ["code_change", "configuration_change", "live_alarm"]
    overrides += [f"trigger.{name}=false" for name in switches]
    settings = load_settings(overrides=overrides).trigger
    facts = IDLE
    for reason, change in REASONS.items():
        facts = facts if reason == "no released model" else replace(facts, **change)
    assert not decide(facts, settings).submit
    assert decide(FIRST_RUN, settings).submit
