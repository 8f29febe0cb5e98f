from __future__ import annotations

import errno
import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.export_format import Prediction
from monitoring import prediction_log
from monitoring.log_files import log_files, read_answers
from monitoring.prediction_log import Counts, Loss, PredictionLog
from serving.prediction.answered import Answered
from tests.monitoring.logging_bench import AT, answered, prediction, shaper

WAIT = 30.0
MODEL = "transactions"


class Disk:
    """Keeps what is written in memory, and fails or waits as a test says."""

    def __init__(self) -> None:
        self.rows = 0
        self.files: list[str] = []
        self.error: Exception | None = None
        self.open = threading.Event()
        self.open.set()
        self.entered = threading.Event()

    def __call__(self, log: str, model: str, hour: datetime, name: str, table: pa.Table) -> None:
        self.entered.set()
        assert self.open.wait(WAIT)
        if self.error is not None:
            raise self.error
        self.files.append(name)
        self.rows += table.num_rows


@contextmanager
def logging_to(disk: Disk, **options: Any) -> Iterator[PredictionLog]:
    log = PredictionLog("log", shaper(), write=disk, **options)
    try:
        yield log
    finally:
        disk.open.set()
        log.close(WAIT)


def test_answers_are_in_files_of_their_hours(tmp_path: Path) -> None:
    later = AT + timedelta(hours=2)
    with PredictionLog(str(tmp_path), shaper()) as log:
        log(answered(["one", "two"]))
        log(answered(["three"], at=later))
        log(answered(["other"], model="a/b.c"))
    assert log.counts == Counts(4, 4)
    places = sorted(str(path.parent.relative_to(tmp_path)) for path in tmp_path.rglob("*.parquet"))
    assert places == [
        "a%2Fb%2Ec/date=2026-11-28/hour=07",
        "transactions/date=2026-11-28/hour=07",
        "transactions/date=2026-11-28/hour=09",
    ]
    texts = {answer.text for answer in read_answers(str(tmp_path), MODEL)}
    assert texts == {"one", "two", "three"}
    assert [a.text for a in read_answers(str(tmp_path), MODEL, since=later)] == ["three"]
    assert [a.model for a in read_answers(str(tmp_path), "a/b.c")] == ["a/b.c"]


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(st.lists(st.text(st.characters(), max_size=8), max_size=9), max_size=12),
    st.integers(1, 40),
    st.integers(1, 30),
    st.sets(st.integers(0, 11)),
    st.booleans(),
)
def test_written_and_dropped_are_what_was_offered(
    requests: list[list[str]], room: int, flush_rows: int, broken: set[int], full: bool
) -> None:
    disk = Disk()
    disk.error = OSError(errno.ENOSPC, "No space left on device") if full else None
    with logging_to(disk, max_queued=room, flush_rows=flush_rows) as log:
        for number, texts in enumerate(requests):
            one = answered(texts)
            log(_broken(one) if number in broken else one)
    counts = log.counts
    assert counts.offered == sum(map(len, requests))
    assert counts.written + counts.dropped == counts.offered
    assert counts.pending == 0
    assert counts.written == disk.rows == (0 if full else disk.rows)
    in_broken = sum(len(texts) for number, texts in enumerate(requests) if number in broken)
    assert counts.lost.get(Loss.UNREADABLE, 0) <= in_broken


def _broken(one: Answered) -> Answered:
    def fail() -> list[Prediction]:
        raise UnicodeDecodeError("utf-8", b"\xff", 0, 1, "as the test says")

    return Answered(
        one.at, one.model, one.version, one.texts, one.size, one.seconds, one.slices, fail
    )


def test_a_part_of_a_request_that_cannot_be_read_is_counted() -> None:
    one = answered(["a", "b", "c"])
    short = Answered(
        one.at, one.model, 1, 3, 3, 0.1, {}, lambda: [prediction("a"), prediction("b")]
    )
    disk = Disk()
    with logging_to(disk) as log:
        log(short)
    assert log.counts == Counts(3, 2, {Loss.UNREADABLE: 1})


def test_a_disk_that_is_full_or_a_bucket_that_is_gone_costs_log_lines_alone(
    caplog: pytest.LogCaptureFixture,
) -> None:
    disk = Disk()
    with logging_to(disk) as log, caplog.at_level(logging.WARNING):
        disk.error = OSError(errno.ENOSPC, "No space left on device")
        log(answered(["a", "b"]))
        assert log.flush(WAIT)
        disk.error = RuntimeError("the library of the bucket fails as it likes")
        log(answered(["c"]))
        assert log.flush(WAIT)
        disk.error = None
        log(answered(["d"]))
        assert log.flush(WAIT)
        assert log.counts == Counts(4, 1, {Loss.NOT_WRITTEN: 3})
    assert "2 dropped" in caplog.text
    assert "No space left on device" in caplog.text


def test_losses_are_warned_of_once_a_minute(caplog: pytest.LogCaptureFixture) -> None:
    now = [0.0]
    disk = Disk()
    disk.error = OSError(errno.EIO, "Input/output error")
    with logging_to(disk, clock=lambda: now[0]) as log, caplog.at_level(logging.WARNING):
        for second in (0.0, 10.0, 59.0, 61.0):
            now[0] = second
            log(answered(["a"]))
            assert log.flush(WAIT)
        warned = [record.getMessage() for record in caplog.records]
        assert len(warned) == 2
        assert "1 dropped" in warned[0]
        assert "4 dropped" in warned[1]


def test_a_full_queue_drops_and_does_not_wait() -> None:
    disk = Disk()
    disk.open.clear()
    with logging_to(disk, max_queued=2, flush_rows=1) as log:
        log(answered(["held"]))
        assert disk.entered.wait(WAIT)
        # The thread is held up by the disk from here on; the queue has room for two.
        log(answered(["a", "b"]))
        log(answered(["c"]))
        assert log.counts == Counts(4, 0, {Loss.QUEUE_FULL: 1}, pending=3)
        disk.open.set()
        assert log.flush(WAIT)
    assert log.counts == Counts(4, 3, {Loss.QUEUE_FULL: 1})


def test_texts_that_are_long_fill_the_queue_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prediction_log, "MAX_QUEUED_SIZE", 10)
    with logging_to(Disk()) as log:
        log(answered(["x" * 11]))
        log(answered(["x" * 10]))
    assert log.counts == Counts(2, 1, {Loss.QUEUE_FULL: 1})


def test_a_bucket_that_hangs_does_not_keep_the_end_from_coming() -> None:
    disk = Disk()
    disk.open.clear()
    log = PredictionLog("log", shaper(), write=disk)
    log(answered(["a"]))
    counts = log.close(seconds=0.01)
    assert counts == Counts(1, pending=1)
    disk.open.set()
    assert log.flush(WAIT)
    assert log.counts == Counts(1, 1)


def test_what_comes_after_the_end_is_counted() -> None:
    with logging_to(Disk()) as log:
        log.close(WAIT)
        log(answered(["a"]))
    assert log.counts == Counts(1, 0, {Loss.CLOSED: 1})


def test_a_log_without_answers_leaves_nothing(tmp_path: Path) -> None:
    PredictionLog(str(tmp_path), shaper()).close()
    assert list(tmp_path.iterdir()) == []


def test_rows_are_written_when_they_are_due() -> None:
    now = [0.0]
    disk = Disk()
    with logging_to(disk, flush_seconds=60, clock=lambda: now[0]) as log:
        log(answered(["a"]))
        _until(lambda: log._since is not None)
        assert disk.files == []
        now[0] = 60.0
        assert disk.entered.wait(WAIT)


def _until(condition: Callable[[], bool]) -> None:
    turn = threading.Event()
    for _ in range(1000):
        if condition():
            return
        turn.wait(0.01)
    raise AssertionError("it never was")


def test_many_threads_may_offer(tmp_path: Path) -> None:
    with PredictionLog(str(tmp_path), shaper(), flush_rows=50) as log:
        threads = [
            threading.Thread(target=lambda n=n: [log(answered([f"{n}.{k}"])) for k in range(100)])
            for n in range(4)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert log.counts == Counts(400, 400)
    texts = sorted(answer.text or "" for answer in read_answers(str(tmp_path), MODEL))
    assert texts == sorted(f"{n}.{k}" for n in range(4) for k in range(100))
    assert len({file.path for file in log_files(str(tmp_path), MODEL)}) >= 8
