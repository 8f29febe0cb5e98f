"""Logs answers aside from the requests that they answer.

Whoever answers only appends to a queue. A thread takes from it, makes rows of the answers and
writes them in files. What cannot be kept, because the queue is full or the disk is, is dropped and
counted; no request fails, or waits, for that.
"""

from __future__ import annotations

import logging
import secrets
import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import TracebackType
from typing import Self

import pyarrow as pa

from monitoring.answers import LoggedAnswer
from monitoring.log_files import SCHEMA, hour_of, to_batch, write_file
from monitoring.shaping import Shaper
from serving.prediction.answered import Answered

MAX_QUEUED_SIZE = 64 << 20
"""Code points or bytes of the texts that wait at most."""

POLL_SECONDS = 0.25
"""How often the queue is looked at. The thread is not woken: that would cost each request time, and
what comes seldom finds the processor's caches full of other things."""

WORK_SECONDS = 0.0005
PAUSE_SECONDS = 0.0005
"""After so much work the thread pauses, because requests cannot be worked on meanwhile: Python runs
one thread at a time, and lets another one wait for 5 ms."""

BATCH_ROWS = 256

WARN_SECONDS = 60.0
"""Losses are warned of so often at most."""

CLOSE_SECONDS = 10.0
"""How long the end waits for what is still to be written."""

_log = logging.getLogger(__name__)


class Loss(StrEnum):
    """Why answers are not in the log."""

    QUEUE_FULL = "the queue was full"
    UNREADABLE = "no rows could be made of them"
    NOT_WRITTEN = "the log could not be written"
    CLOSED = "they came after the end"


@dataclass(frozen=True, slots=True)
class Counts:
    """What became of the texts of all answers that were offered.

    offered = written + dropped + pending.

    Attributes:
      offered: How many were offered.
      written: How many are in files.
      lost: How many are not, by the reason.
      pending: How many wait.
    """

    offered: int = 0
    written: int = 0
    lost: Mapping[Loss, int] = field(default_factory=dict)
    pending: int = 0

    @property
    def dropped(self) -> int:
        """How many are not in files."""
        return sum(self.lost.values())

    def __str__(self) -> str:
        text = f"{self.offered:,} answers, {self.written:,} logged, {self.dropped:,} dropped"
        reasons = "; ".join(f"{count:,} because {loss}" for loss, count in self.lost.items())
        text += f" ({reasons})" if reasons else ""
        return f"{text}, {self.pending:,} pending" if self.pending else text


_Place = tuple[str, datetime]
"""A model and an hour, whose rows share a file."""

Write = Callable[[str, str, datetime, str, pa.Table], object]
"""See `monitoring.log_files.write_file`."""


class PredictionLog:
    """A log that takes answers; a `serving.prediction.answered.OnAnswer`.

    Its thread begins with the first answer. Close it, or use it as a context manager.

    Args:
      folder: Folder or URL.
      shaper: Makes rows of answers.
      max_queued: Texts that wait at most.
      flush_seconds: After which what there is is written.
      flush_rows: Rows after which it is written earlier.
      write: Writes a file.
      clock: Seconds that only grow.
    """

    def __init__(
        self,
        folder: str,
        shaper: Shaper,
        *,
        max_queued: int = 20_000,
        flush_seconds: float = 60.0,
        flush_rows: int = 20_000,
        write: Write = write_file,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._folder = folder
        self._shaper = shaper
        self._max_queued = max_queued
        self._flush_seconds = flush_seconds
        self._flush_rows = flush_rows
        self._write = write
        self._clock = clock
        # Two writers of one log never have the same name.
        self._writer = secrets.token_hex(8)
        self._files = 0
        self._lock = threading.Lock()
        self._queue: deque[Answered] = deque()
        self._queued = 0
        self._queued_size = 0
        self._offered = 0
        self._written = 0
        self._lost: Counter[Loss] = Counter()
        self._fault: Exception | None = None
        self._warned: float | None = None
        self._told = 0
        self._closing = threading.Event()
        self._flushing = threading.Event()
        self._idle = threading.Condition(self._lock)
        self._thread: threading.Thread | None = None
        self._rows: dict[_Place, list[LoggedAnswer]] = {}
        self._batches: dict[_Place, list[pa.RecordBatch]] = {}
        self._held = 0
        self._since: float | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def __call__(self, answered: Answered) -> None:
        """Takes an answer; never waits, and raises nothing."""
        with self._lock:
            self._offered += answered.texts
            if self._closing.is_set():
                self._lost[Loss.CLOSED] += answered.texts
                return
            if (
                self._queued + answered.texts > self._max_queued
                or self._queued_size + answered.size > MAX_QUEUED_SIZE
            ):
                self._lost[Loss.QUEUE_FULL] += answered.texts
                return
            self._queue.append(answered)
            self._queued += answered.texts
            self._queued_size += answered.size
            if self._thread is None:
                self._thread = threading.Thread(
                    target=self._work, name="prediction log", daemon=True
                )
                self._thread.start()

    @property
    def counts(self) -> Counts:
        """What has become of the answers so far."""
        with self._lock:
            lost = {loss: count for loss, count in self._lost.items() if count}
            pending = self._offered - self._written - sum(lost.values())
            return Counts(self._offered, self._written, lost, pending)

    def flush(self, seconds: float = CLOSE_SECONDS) -> bool:
        """Waits until all that was offered is written or dropped; whether it is."""
        self._flushing.set()
        with self._idle:
            return self._idle.wait_for(self._is_done, seconds)

    def close(self, seconds: float = CLOSE_SECONDS) -> Counts:
        """Writes what there is, and takes nothing more.

        Args:
          seconds: How long to wait for it; what is not written then is counted as pending.
        """
        with self._lock:
            # Whatever was taken before stands in the queue when the thread sees this.
            self._closing.set()
        if self._thread is not None:
            self._thread.join(seconds)
        self._warn(now=True)
        return self.counts

    def _is_done(self) -> bool:
        return self._offered == self._written + self._lost.total()

    # The thread

    def _work(self) -> None:
        while True:
            # Asked before the queue is emptied: what came before it was asked is in the queue.
            closing = self._closing.is_set()
            flush = closing or self._flushing.is_set()
            if flush:
                self._flushing.clear()
            self._empty_queue()
            if flush or self._is_due():
                self._flush()
            self._warn()
            with self._idle:
                self._idle.notify_all()
            if closing:
                return
            self._closing.wait(POLL_SECONDS)

    def _empty_queue(self) -> None:
        began = time.perf_counter()
        while (answered := self._next()) is not None:
            made = 0
            try:
                for answer in self._shaper.answers(answered):
                    self._add(answer)
                    made += 1
                    if time.perf_counter() - began > WORK_SECONDS:
                        time.sleep(PAUSE_SECONDS)
                        began = time.perf_counter()
            except Exception as error:
                # What a model answers is foreign: any of it may be something that nobody expected.
                _log.debug("no row of an answer", exc_info=error)
            # Of a request each text has its row, or is lost.
            self._lose(Loss.UNREADABLE, answered.texts - made)

    def _next(self) -> Answered | None:
        with self._lock:
            if not self._queue:
                return None
            answered = self._queue.popleft()
            self._queued -= answered.texts
            self._queued_size -= answered.size
            return answered

    def _add(self, answer: LoggedAnswer) -> None:
        if self._since is None:
            self._since = self._clock()
        place = answer.model, hour_of(answer.at)
        rows = self._rows.setdefault(place, [])
        rows.append(answer)
        self._held += 1
        # Little by little, because no other thread runs meanwhile.
        if len(rows) >= BATCH_ROWS:
            self._pack(place)
        if self._held >= self._flush_rows:
            self._flush()

    def _pack(self, place: _Place) -> None:
        """Makes a batch of rows."""
        rows = self._rows.pop(place)
        try:
            batch = to_batch(rows)
        except (pa.ArrowException, ValueError, TypeError, OverflowError) as error:
            _log.debug("no rows of answers", exc_info=error)
            self._lose(Loss.UNREADABLE, len(rows))
            return
        self._batches.setdefault(place, []).append(batch)

    def _is_due(self) -> bool:
        return self._since is not None and self._clock() - self._since >= self._flush_seconds

    def _flush(self) -> None:
        for place in list(self._rows):
            self._pack(place)
        batches, self._batches = self._batches, {}
        self._held, self._since = 0, None
        for (model, hour), parts in batches.items():
            table = pa.Table.from_batches(parts, SCHEMA)
            self._files += 1
            try:
                self._write(self._folder, model, hour, f"{self._writer}-{self._files:06d}", table)
            except Exception as error:
                # Disks and buckets fail in many ways; none of them may end this thread.
                self._lose(Loss.NOT_WRITTEN, table.num_rows, error)
            else:
                with self._lock:
                    self._written += table.num_rows

    def _lose(self, loss: Loss, count: int, error: Exception | None = None) -> None:
        if count <= 0:
            return
        with self._lock:
            self._lost[loss] += count
            self._fault = error or self._fault

    def _warn(self, *, now: bool = False) -> None:
        """Says how many answers were lost, if some were since it was said last."""
        counts = self.counts
        if counts.dropped == self._told:
            return
        time_ = self._clock()
        if not now and self._warned is not None and time_ - self._warned < WARN_SECONDS:
            return
        self._warned, self._told = time_, counts.dropped
        fault = f": {self._fault}" if self._fault is not None else ""
        _log.warning("prediction log %s: %s%s", self._folder, counts, fault)
