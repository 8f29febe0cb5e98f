"""What a person sees of a run: one line for each component, a bar while training.

Everything else that libraries print goes to a log file.
"""

from __future__ import annotations

import contextlib
import logging
import os
import sys
import threading
import time
import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from absl import logging as absl_logging
from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn
from rich.text import Text

from models.progress import PROGRESS_LOGGER
from pipeline.consoles import DataConsole
from pipeline.steps import TITLES
from preprocessing.errors import one_line

QUIET_SECONDS = 15.0
"""After how long without a line one is printed where there is no terminal, and so no bar."""

_OURS = ("annotation", "components", "models", "pipeline", "preprocessing", "serving", "storage")
"""Packages of this project whose log a person may want to read."""

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
      log_path: The file; it is appended to. It gets everything, libraries' chatter included.
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
        # The terminal need not know UTF-8; a path may have bytes that are no character at all.
        os.fdopen(
            os.dup(errors if to_stderr else screen),
            "w",
            encoding=getattr(sys.stdout, "encoding", None) or "utf-8",
            errors="replace",
        ) as stream,
    ):
        os.dup2(log.fileno(), 1)
        os.dup2(log.fileno(), 2)
        try:
            yield DataConsole(file=stream)
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


@contextlib.contextmanager
def readable_log(path: Path) -> Iterator[None]:
    """Writes what this project logs, and the errors of libraries, into a file of their own.

    Args:
      path: The file; it is appended to.
    """
    handler = logging.FileHandler(path, encoding="utf-8", errors="backslashreplace")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    handler.addFilter(_is_readable)
    root, tfx_logger = logging.getLogger(), absl_logging.get_absl_logger()
    # TFX's loggers do not pass on to the root.
    loggers = [root] if tfx_logger.propagate else [root, tfx_logger]
    for logger in loggers:
        logger.addHandler(handler)
    try:
        yield
    finally:
        for logger in loggers:
            logger.removeHandler(handler)
        handler.close()


def _is_readable(record: logging.LogRecord) -> bool:
    """Whether a record is ours, tells of a component, or is an error."""
    if record.levelno >= logging.ERROR or record.msg in (_STARTED, _FINISHED, _CACHED):
        return True
    return record.levelno >= logging.INFO and record.name.partition(".")[0] in _OURS


class RunDisplay(logging.Handler):
    """Shows how a pipeline runs, from what TFX and the trainer log.

    On a terminal there is a bar; elsewhere a line tells every `QUIET_SECONDS` what is being done.

    Args:
      console: Where to show it.

    Attributes:
      timings: How long each component took that has ended.
      warnings: What this project warned of, but for what the reports of the steps say too.
    """

    def __init__(self, console: Console) -> None:
        super().__init__(logging.DEBUG)
        self.timings: list[Timing] = []
        self.warnings: list[str] = []
        self._console = console
        self._progress = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}", markup=False),
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
        self._doing = ""
        self._started = 0.0
        self._printed = time.monotonic()
        self._cached = False

    @contextlib.contextmanager
    def watch(self) -> Iterator[None]:
        """Listens to the loggers as long as the block lasts."""
        tfx_logger, progress_logger = (
            absl_logging.get_absl_logger(),
            logging.getLogger(PROGRESS_LOGGER),
        )
        verbosity, level = absl_logging.get_verbosity(), progress_logger.level
        our_loggers = [logging.getLogger(name) for name in _OURS]
        # Not setLevel: libraries that are silenced for a while get their verbosity back from absl.
        absl_logging.set_verbosity(absl_logging.INFO)
        for logger in our_loggers:
            logger.setLevel(logging.INFO)
        progress_logger.setLevel(logging.DEBUG)
        progress_logger.propagate = False
        handled = [tfx_logger, progress_logger, *map(logging.getLogger, _OURS)]
        for logger in handled:
            logger.addHandler(self)
        try:
            with self._progress, self._telling():
                yield
        finally:
            for logger in handled:
                logger.removeHandler(self)
            progress_logger.propagate = True
            progress_logger.setLevel(level)
            for logger in our_loggers:
                logger.setLevel(logging.NOTSET)
            absl_logging.set_verbosity(verbosity)

    @contextlib.contextmanager
    def step(self, description: str) -> Iterator[None]:
        """Shows a step that is not a component."""
        task = self._progress.add_task(description, total=None)
        self._component, self._doing, self._started = description, "", time.monotonic()
        try:
            with self._progress, self._telling():
                yield
        finally:
            self._progress.remove_task(task)
            self._component = ""

    def tell(self) -> None:
        """Prints a line on what is being done, and for how long."""
        if self._component:
            seconds = int(time.monotonic() - self._started)
            doing = f": {self._doing}" if self._doing else ""
            self._print(f"   {self._component}{doing}, {seconds // 60}:{seconds % 60:02}")

    @contextlib.contextmanager
    def _telling(self) -> Iterator[None]:
        """Within the block, tells where nothing else was printed for a while."""
        if self._console.is_terminal:
            yield
            return
        ended = threading.Event()

        def watch() -> None:
            while not ended.wait(max(self._printed + QUIET_SECONDS - time.monotonic(), 0.1)):
                if time.monotonic() - self._printed >= QUIET_SECONDS:
                    self.tell()

        thread = threading.Thread(target=watch, name="progress", daemon=True)
        thread.start()
        try:
            yield
        finally:
            ended.set()
            thread.join()

    def _print(self, line: str | Text) -> None:
        self._printed = time.monotonic()
        self._console.print(Text(line) if isinstance(line, str) else line, soft_wrap=True)

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
        elif record.levelno >= logging.WARNING and record.name.partition(".")[0] in _OURS:
            self._warn(record)

    def _warn(self, record: logging.LogRecord) -> None:
        message = one_line(record.getMessage())
        if not getattr(record, "in_report", False) and message not in self.warnings:
            self.warnings.append(message)

    def _report(self, values: dict[str, Any]) -> None:
        if "line" in values:
            self._print(f"   {values['line']}")
        elif "stage" in values:
            self._stage = f"{values['stage']}, "
            self._doing = values["stage"]
            if self._task is not None:
                self._progress.reset(
                    self._task, total=None, description=f"{self._component}: {values['stage']}"
                )
        elif "phase" in values:
            self._advance(values["phase"], None, None)
        else:
            self._advance(values["description"], values["completed"], values["total"])

    def _start(self, component: str) -> None:
        self._component, self._started, self._cached = component, time.monotonic(), False
        self._stage = self._doing = ""
        title = TITLES.get(component, component)
        self._task = self._progress.add_task(f"{component}: {title}", total=None)

    def _advance(self, description: str, completed: int | None, total: int | None) -> None:
        self._doing = f"{self._stage}{description}"
        if self._task is not None:
            self._progress.update(
                self._task,
                description=f"{self._component}: {self._doing}",
                completed=completed,
                total=total,
            )
        if total:
            self._doing += f", {completed:,} of {total:,}"

    def _finish(self) -> None:
        if self._task is not None:
            self._progress.remove_task(self._task)
            self._task = None
        timing = Timing(self._component, time.monotonic() - self._started, self._cached)
        self.timings.append(timing)
        title = TITLES.get(timing.component, timing.component)
        took = "cached" if timing.cached else f"{timing.seconds:.1f} s"
        line = f" {timing.component:<18} {title:<28} {took:>8}"
        self._print(Text.assemble(" ", ("✓", "green"), line))
        self._component = ""
