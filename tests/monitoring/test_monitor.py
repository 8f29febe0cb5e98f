from __future__ import annotations

import json
from collections import Counter
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest

from benchmarks.monitor import (
    Pool,
    Stream,
    make_pool,
    quiet_alarms,
    read_records,
    windows_to_alarm,
)
from monitoring.monitor import (
    Report,
    examine,
    read_windows,
)
from monitoring.settings import MonitoringSettings
from monitoring.state import STATE_FILE, read_state, write_state
from monitoring.summaries import EVERY, Key, Summary
from pipeline.config import load_settings
from tests.monitoring.logging_bench import AT

DAY = timedelta(days=1)


def settings(**changes: object) -> MonitoringSettings:
    overrides = [f"monitoring.{key}={value}" for key, value in changes.items()]
    return load_settings(None, overrides).monitoring


@pytest.fixture(scope="module")
def pool() -> Pool:
    return make_pool(read_records()[:4000], seed=1)


@pytest.mark.parametrize("seed", [1, 2])
def test_quiet_windows_raise_alarms_at_the_rate_that_is_set(pool: Pool, seed: int) -> None:
    rate = settings().false_alarms_per_month
    assert len(quiet_alarms(pool, seed, settings(), windows=200)) <= rate * 200 / 30.4375


@pytest.mark.parametrize("seed", [3, 4])
def test_a_new_country_is_found_within_two_windows(pool: Pool, seed: int) -> None:
    found = windows_to_alarm(pool, seed, settings(), share=0.2)
    assert found is not None
    assert found <= 2


def a_day(rng: np.random.Generator, texts: int = 2000, accepted: float = 0.9) -> Summary:
    """A day on which nothing but chance makes a difference."""
    summary = Summary(texts=texts)
    parties, dates = rng.multinomial(texts * 2, [0.7, 0.3])
    summary.labels = Counter({"PARTY": int(parties), "DATE": int(dates)})
    summary.accepted = int(rng.binomial(texts * 2, accepted))
    summary.nothing = int(rng.binomial(texts, 0.05))
    summary.unsure = int(rng.binomial(texts, 0.1))
    for name, counts in summary.bins.items():
        summary.bins[name] = rng.multinomial(texts, np.full(len(counts), 1 / len(counts)))
    return summary


def days(count: int, seed: int = 1, version: int = 7) -> list[dict[Key, Summary]]:
    rng = np.random.default_rng(seed)
    return [{(EVERY, version): a_day(rng)} for _ in range(count)]


def report_of(windows: list[dict[Key, Summary]], **changes: object) -> Report:
    return examine(windows, "m", AT, DAY, settings(**changes))


def test_fewer_accepted_entities_raise_an_alarm() -> None:
    windows = days(20)
    assert report_of(windows).alarms == []
    windows[0][EVERY, 7] = a_day(np.random.default_rng(9), accepted=0.6)
    alarms = report_of(windows).alarms
    assert {check.name for check in alarms} == {"accepted entities"}
    result = alarms[0].result
    assert result is not None
    assert result.value == pytest.approx(0.6, abs=0.02)
    assert result.usual == pytest.approx(0.9, abs=0.01)
    assert str(alarms[0]).startswith("accepted entities: 0.5992, usually 0.898")


def test_an_outage_is_an_alarm_and_no_answers_are_compared() -> None:
    windows = days(20)
    windows[0] = {}
    report = report_of(windows)
    assert [check.name for check in report.alarms] == ["volume"]
    assert report.version is None
    notes = {check.name: check.note for check in report.checks}
    assert notes["words"] == notes["accepted entities"] == "too few texts to tell: 0 of 500"


def test_of_too_few_windows_nothing_is_said() -> None:
    report = report_of(days(7))
    assert report.earlier == 6
    assert all(check.result is None for check in report.checks)
    assert {check.note for check in report.checks} == {"too few earlier windows to tell: 6 of 7"}


def test_a_new_version_is_not_held_against_the_one_before() -> None:
    windows = days(20)
    rng = np.random.default_rng(9)
    for number in range(3):
        windows[number] = {(EVERY, 8): a_day(rng, accepted=0.5)}
    report = report_of(windows)
    assert report.version == 8
    assert report.alarms == []
    notes = {check.name: check.note for check in report.checks}
    assert notes["accepted entities"] == "too few earlier windows to tell: 2 of 7"
    assert notes["words"] == ""  # of texts, which the version has nothing to do with


def test_a_slice_is_looked_at_apart() -> None:
    windows = days(20)
    rng = np.random.default_rng(5)
    for number, window in enumerate(windows):
        for name, accepted in (("country=GB", 0.9), ("country=FR", 0.9 if number else 0.5)):
            window[name, 7] = a_day(rng, 600, accepted)
        window["country=SE", 7] = a_day(rng, 20)
    report = report_of(windows)
    assert {(check.name, check.slice) for check in report.alarms} == {
        ("accepted entities", "country=FR")
    }
    assert report.slices == {"country=FR": 600, "country=GB": 600}
    assert report_of(windows, max_slices=0).alarms == []
    # One that nobody has seen before.
    windows[0]["country=IN", 7] = a_day(rng, 600)
    alarms = report_of(windows).alarms
    assert ("share of the texts", "country=IN") in {(c.name, c.slice) for c in alarms}


def test_more_false_alarms_are_allowed_where_that_is_set() -> None:
    assert report_of(days(9)).level == pytest.approx(1 / 30.4375)
    assert report_of(days(9), false_alarms_per_month=0.1).level == pytest.approx(0.1 / 30.4375)
    hourly = examine(days(9), "m", AT, DAY / 24, settings())
    assert hourly.level == pytest.approx(1 / 30.4375 / 24)


def test_the_last_report_is_kept_for_the_trigger(tmp_path: Path) -> None:
    assert read_state(str(tmp_path), "m") is None
    windows = days(20)
    windows[0][EVERY, 7] = a_day(np.random.default_rng(9), accepted=0.6)
    report = report_of(windows)
    write_state(str(tmp_path), "m", report.to_dict())
    state = read_state(str(tmp_path), "m")
    assert state is not None
    assert state.until == AT
    assert state.alarms == tuple(map(str, report.alarms))
    path = tmp_path / "m" / STATE_FILE
    assert json.loads(path.read_text())["alarm"] is True
    path.write_text("{")
    assert read_state(str(tmp_path), "m") is None


def test_a_log_is_read_by_windows(tmp_path: Path) -> None:
    from monitoring.log_files import write_answers
    from tests.monitoring.logging_bench import answered, shaper

    for day in range(5):
        texts = [f"SHOP {day}"] * (day + 1)
        rows = list(shaper().answers(answered(texts, AT - day * DAY, "m")))
        write_answers(str(tmp_path), rows, "w")
    until = AT + timedelta(hours=1)
    windows = read_windows(str(tmp_path), "m", until, DAY, 4)
    assert [one[EVERY, 7].texts for one in windows.summaries] == [1, 2, 3, 4]


def test_the_stream_is_the_same_each_time(pool: Pool) -> None:
    one, other = (Stream(pool, 5).day(0.2)[EVERY, 1] for _ in range(2))
    assert (one.texts, one.labels, one.accepted) == (other.texts, other.labels, other.accepted)
