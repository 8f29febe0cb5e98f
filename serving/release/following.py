"""A value that is read again and again, and kept while it cannot be read."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from preprocessing.errors import UserError, one_line

FRESH_SECONDS = 1.0
"""How long a reading counts."""

PATIENCE_SECONDS = 0.5
"""How long a caller waits for a new reading before the former one has to do."""

OVERDUE_SECONDS = 5.0
"""After this time without an answer another attempt is made beside the one that hangs."""

_log = logging.getLogger(__name__)

_T = TypeVar("_T")


class NotReadError(UserError, RuntimeError):
    """A value that could not be read so far, and was not known before either."""


@dataclass
class _Attempt:
    number: int
    began: float
    done: threading.Event = field(default_factory=threading.Event)


def in_a_thread(work: Callable[[], None]) -> None:
    """Runs something beside the caller; it does not keep the process from ending."""
    threading.Thread(target=work, name="following", daemon=True).start()


class Followed(Generic[_T]):
    """The value as it was at most a second ago, or as it was last known.

    It is read when somebody asks, in a thread of its own. Who asks waits for it, but not for long:
    while it cannot be read, all get the last value that was known, without waiting. That it cannot
    be read, and that it can again, is logged once each time. It may be shared between threads.

    Args:
      what: What it is called in messages.
      read: Reads the value.
      fresh_seconds: How long a reading counts.
      patience_seconds: How long who asks waits for a new reading.
      clock: Seconds, from anywhere on.
      run: Runs a reading, beside the caller or at once.
    """

    def __init__(
        self,
        what: str,
        read: Callable[[], _T],
        *,
        fresh_seconds: float = FRESH_SECONDS,
        patience_seconds: float = PATIENCE_SECONDS,
        clock: Callable[[], float] = time.monotonic,
        run: Callable[[Callable[[], None]], None] = in_a_thread,
    ) -> None:
        self._what = what
        self._read = read
        self._fresh_seconds = fresh_seconds
        self._patience_seconds = patience_seconds
        self._clock = clock
        self._run = run
        self._lock = threading.Lock()
        self._attempt: _Attempt | None = None
        self._attempts = 0
        self._finished = 0
        self._due = clock()
        self._known: tuple[_T] | None = None
        self._error: Exception | None = None

    def __call__(self) -> _T:
        """The value.

        Raises:
          NotReadError: It does not come, and was never known.
          Exception: What reading it raised, if it was never known.
        """
        with self._lock:
            now = self._clock()
            if self._known is not None and now < self._due:
                return self._known[0]
            begun = None
            if self._attempt is None or now >= self._attempt.began + OVERDUE_SECONDS:
                self._attempts += 1
                begun = self._attempt = _Attempt(self._attempts, now)
            attempt = self._attempt
            seconds = self._patience_seconds if self._error is None else 0.0
            if self._known is None:
                seconds = OVERDUE_SECONDS
        if begun is not None:
            self._run(lambda: self._finish(begun))
        answered = attempt.done.wait(seconds)
        with self._lock:
            if not answered and self._finished < attempt.number:
                self._fail(NotReadError("there is no answer"))
            if self._known is not None:
                return self._known[0]
            if self._error is None or isinstance(self._error, NotReadError):
                raise NotReadError(f"{self._what}: there is no answer")
            raise self._error

    def _finish(self, attempt: _Attempt) -> None:
        try:
            value, error = (self._read(),), None
        except Exception as caught:
            # Whatever a database comes up with must not take down who only asks again.
            value, error = None, caught
        with self._lock:
            # One that hung may end after a later one, and knows less.
            if attempt.number > self._finished:
                self._finished = attempt.number
                self._due = self._clock() + self._fresh_seconds
                if self._attempt is attempt:
                    self._attempt = None
                if error is not None:
                    self._fail(error)
                else:
                    self._succeed(value)
        attempt.done.set()

    def _succeed(self, value: tuple[_T] | None) -> None:
        self._known = value
        if self._error is not None:
            _log.warning("%s: can be read again", self._what)
        self._error = None

    def _fail(self, error: Exception) -> None:
        if self._error is None and self._known is not None:
            _log.warning(
                "%s: cannot be read (%s); what was read last counts until it can",
                self._what,
                one_line(str(error)),
            )
        self._error = error
