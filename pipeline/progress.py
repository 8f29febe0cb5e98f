"""What a person sees of a run: one line for each component, a bar while training.

Everything else that libraries print goes to a log file.
"""

from __future__ import annotations

import contextlib
import logging
import os
import sys
import time
import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from absl import logging as absl_logging
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn

from models.progress import PROGRESS_LOGGER
from pipeline.steps import TITLES

# What TFX's local runner and launcher log.
_STARTED = "Component %s is running."
_FINISHED = "Component %s is finished."
_CACHED = "A cached execution %d is used."


@dataclass(frozen=True)
class Timing:
    """How long a component took.

    Attributes:
      component: Its id.
      seconds: Wall time.
      cached: Whether an earlier result was used.
    """

    component: str
    seconds: float
    cached: bool


@contextlib.contextmanager
def quiet(log_path: Path, *, to_stderr: bool = False) -> Iterator[Console]:
    """Sends all output of this process to a log file, and yields the console of the person.

    Args:
      log_path: The file; it is appended to.
      to_stderr: Whether the console writes to standard error instead of standard output.

    The file descriptors themselves are redirected, because TensorFlow's C++ code and child
    processes write to them.
    """
    log_path.parent.mkdir(parents=True, exist_ok=True)
    sys.stdout.flush()
    sys.stderr.flush()
    screen = os.dup(1)
    errors = os.dup(2)
    with (
        log_path.open("ab", buffering=0) as log,
        # A path may have bytes that are not UTF-8, and so surrogates.
        os.fdopen(
            os.dup(errors if to_stderr else screen), "w", encoding="utf-8", errors="replace"
        ) as stream,
    ):
        os.dup2(log.fileno(), 1)
        os.dup2(log.fileno(), 2)
        try:
            yield Console(file=stream, highlight=False)
        except Exception as error:
            if str(log_path) != os.devnull:
                log.write("".join(traceback.format_exception(error)).encode(errors="replace"))
                error.add_note(f"see {log_path}")
            raise
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os.dup2(screen, 1)
            os.dup2(errors, 2)
            os.close(screen)
            os.close(errors)


class RunDisplay(logging.Handler):
    """Shows how a pipeline runs, from what TFX and the trainer log.

    Args:
      console: Where to show it.
    """

    def __init__(self, console: Console) -> None:
        super().__init__(logging.DEBUG)
        self.timings: list[Timing] = []
        self._console = console
        self._progress = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(bar_width=30),
            TimeElapsedColumn(),
            console=console,
            transient=True,
            disable=not console.is_terminal,
            # What libraries print belongs in the log; rich would put it on the screen.
            redirect_stdout=False,
            redirect_stderr=False,
        )
        self._task: TaskID | None = None
        self._component = ""
        self._stage = ""
        self._started = 0.0
        self._cached = False

    @contextlib.contextmanager
    def watch(self) -> Iterator[None]:
        """Listens to the loggers as long as the block lasts."""
        tfx_logger, progress_logger = (
            absl_logging.get_absl_logger(),
            logging.getLogger(PROGRESS_LOGGER),
        )
        verbosity, level = absl_logging.get_verbosity(), progress_logger.level
        our_loggers = [logging.getLogger(name) for name in ("components", "models")]
        # Not setLevel: libraries that are silenced for a while get their verbosity back from absl.
        absl_logging.set_verbosity(absl_logging.INFO)
        for logger in our_loggers:
            logger.setLevel(logging.INFO)
        progress_logger.setLevel(logging.DEBUG)
        progress_logger.propagate = False
        tfx_logger.addHandler(self)
        progress_logger.addHandler(self)
        try:
            with self._progress:
                yield
        finally:
            tfx_logger.removeHandler(self)
            progress_logger.removeHandler(self)
            progress_logger.propagate = True
            progress_logger.setLevel(level)
            for logger in our_loggers:
                logger.setLevel(logging.NOTSET)
            absl_logging.set_verbosity(verbosity)

    @contextlib.contextmanager
    def step(self, description: str) -> Iterator[None]:
        """Shows a step that is not a component."""
        task = self._progress.add_task(description, total=None)
        try:
            with self._progress:
                yield
        finally:
            self._progress.remove_task(task)

    def emit(self, record: logging.LogRecord) -> None:
        """Takes a log record; see `logging.Handler`."""
        if record.name == PROGRESS_LOGGER:
            self._report(vars(record))
        elif record.msg == _STARTED:
            self._start(str(record.args[0]))  # type: ignore[index]
        elif record.msg == _CACHED:
            self._cached = True
        elif record.msg == _FINISHED:
            self._finish()

    def _report(self, values: dict[str, Any]) -> None:
        if "line" in values:
            self._console.print(f"   {escape(values['line'])}", soft_wrap=True)
        elif "stage" in values:
            self._stage = f"{values['stage']}, "
            if self._task is not None:
                self._progress.reset(
                    self._task, total=None, description=f"{self._component}: {values['stage']}"
                )
        else:
            self._advance(values)

    def _start(self, component: str) -> None:
        self._component, self._started, self._cached = component, time.monotonic(), False
        self._stage = ""
        title = TITLES.get(component, component)
        self._task = self._progress.add_task(f"{component}: {title}", total=None)

    def _advance(self, values: dict[str, Any]) -> None:
        if self._task is not None:
            self._progress.update(
                self._task,
                description=f"{self._component}: {self._stage}{values['description']}",
                completed=values["completed"],
                total=values["total"],
            )

    def _finish(self) -> None:
        if self._task is not None:
            self._progress.remove_task(self._task)
            self._task = None
        timing = Timing(self._component, time.monotonic() - self._started, self._cached)
        self.timings.append(timing)
        title = TITLES.get(timing.component, timing.component)
        took = "cached" if timing.cached else f"{timing.seconds:.1f} s"
        self._console.print(f" [green]✓[/] {timing.component:<18} {title:<28} {took:>8}")
