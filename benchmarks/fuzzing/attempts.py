"""Tries inputs one after the other, and counts what became of them."""

from __future__ import annotations

import reprlib
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import FrameType
from typing import Any, NamedTuple

from preprocessing.errors import UserError, one_line

MAX_SHOWN = 5
"""So many faults of a kind are kept with their inputs."""

HANGING_SECONDS = 60
"""An input that takes longer is a fault."""

_REPR = reprlib.Repr()
_REPR.maxstring = _REPR.maxother = 300
_REPR.maxlist = _REPR.maxtuple = _REPR.maxdict = 20


class WrongAnswerError(Exception):
    """Something was answered, but not as it must be; the message says what."""


class Attack(NamedTuple):
    """Inputs of one kind, and what they are thrown at.

    Attributes:
      inputs: The inputs, without end; the same ones for the same seed.
      attempt: Takes an input and tells whether it was refused properly. A `UserError` says the same
        as True; any other exception is a fault.
    """

    inputs: Iterator[Any]
    attempt: Callable[[Any], bool]


class Fault(NamedTuple):
    """What must not happen, and the input that it happened with.

    Attributes:
      number: Of the input, from 1.
      input: The beginning of its `repr`.
      what: The exception, and its place in the code.
    """

    number: int
    input: str
    what: str


@dataclass
class Tally:
    """What became of the inputs of one kind.

    Attributes:
      kind: The kind.
      tried: Number of inputs.
      refused: How many of them were refused properly.
      faulty: How many did what must not happen.
      faults: The first of these.
      seconds: How long it took.
      slowest: How long the slowest of them took, in seconds.
    """

    kind: str
    tried: int = 0
    refused: int = 0
    faulty: int = 0
    faults: list[Fault] = field(default_factory=list)
    seconds: float = 0.0
    slowest: float = 0.0

    def add_fault(self, given: object, what: str) -> None:
        """Counts a fault."""
        self.faulty += 1
        if len(self.faults) < MAX_SHOWN:
            self.faults.append(Fault(self.tried, _REPR.repr(given), what))


def attack(kind: str, target: Attack, *, seconds: float, count: int | None = None) -> Tally:
    """Throws inputs at a target.

    Args:
      kind: What the inputs are.
      target: The inputs and what takes them.
      seconds: For how long.
      count: Stops after so many inputs, too.
    """
    tally = Tally(kind)
    begin = time.monotonic()
    while tally.tried != count and time.monotonic() < begin + seconds:
        given = next(target.inputs)
        tally.tried += 1
        started = time.monotonic()
        try:
            with _no_longer_than(HANGING_SECONDS):
                is_refused = target.attempt(given)
        except UserError as error:
            tally.refused += 1
            if not str(error).strip():
                tally.add_fault(given, f"{type(error).__name__} without a message")
        except Exception as error:
            tally.add_fault(given, _described(error))
        else:
            tally.refused += is_refused
        tally.slowest = max(tally.slowest, time.monotonic() - started)
    tally.seconds = time.monotonic() - begin
    return tally


@contextmanager
def _no_longer_than(seconds: float) -> Iterator[None]:
    """Raises `WrongAnswerError` in the block when the time is over; only for the main thread."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise WrongAnswerError(f"it takes longer than {seconds} s")

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _described(error: BaseException) -> str:
    trace, place = error.__traceback__, ""
    while trace is not None:
        code = trace.tb_frame.f_code
        place = f"{'/'.join(code.co_filename.split('/')[-3:])}:{trace.tb_lineno}"
        trace = trace.tb_next
    message = one_line(str(error))
    if isinstance(error, WrongAnswerError):
        return message
    return f"{type(error).__name__}: {message} ({place})"
