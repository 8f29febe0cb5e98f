from __future__ import annotations

from pathlib import Path

import pytest

from batch import shard_log
from batch.plan import make_plan
from batch.shard_log import LogTarget, ShardLog
from models.export_format import Prediction
from monitoring.log_files import read_answers
from monitoring.settings import MonitoringSettings
from pipeline.config import load_settings
from tests.batch.jobs import make_task, write_input
from tests.monitoring.logging_bench import KEY, prediction


@pytest.fixture
def monitoring() -> MonitoringSettings:
    return load_settings(None, ["monitoring.texts=all"]).monitoring


def target(folder: Path, settings: MonitoringSettings, log: Path) -> LogTarget:
    write_input(folder / "in.jsonl", 3)
    plan = make_plan(make_task(folder), [f"{folder}/in.jsonl"], 10)
    return LogTarget.of(plan, str(log), settings, KEY)


def predictions(*texts: str) -> list[Prediction]:
    return [prediction(text) for text in texts]


def test_a_shard_that_is_done_again_stands_there_once(
    tmp_path: Path, monitoring: MonitoringSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shard_log, "FILE_ROWS", 2)
    monkeypatch.setattr(shard_log.time, "time", lambda: 1795827606.0)
    for _ in range(2):
        log = ShardLog(target(tmp_path, monitoring, tmp_path / "log"), 4)
        log.add(predictions("a", "4111111111111111"), 0.5)
        log.add([], 0.0)
        log.add(predictions("c"), 0.5)
        log.write()
        assert (log.written, log.lost) == (3, 0)
    answers = list(read_answers(str(tmp_path / "log"), "model"))
    assert sorted(a.text or "" for a in answers) == ["0000000000000000", "a", "c"]
    assert {(a.version, a.latency_ms) for a in answers} == {(1, 500.0)}
    assert len(list((tmp_path / "log").rglob("*.parquet"))) == 2


def test_a_log_that_cannot_be_written_stops_no_job(
    tmp_path: Path, monitoring: MonitoringSettings
) -> None:
    (tmp_path / "log").write_text("in the way")
    log = ShardLog(target(tmp_path, monitoring, tmp_path / "log"), 0)
    log.add(predictions("a", "b"), 0.1)
    log.write()
    assert (log.written, log.lost) == (0, 2)


def test_the_key_is_not_shown(tmp_path: Path, monitoring: MonitoringSettings) -> None:
    assert KEY.decode() not in repr(target(tmp_path, monitoring, tmp_path / "log"))
