from __future__ import annotations

import io
import logging
import os
import subprocess
import sys
from pathlib import Path

import pytest
from absl import logging as absl_logging
from rich.console import Console

from models.progress import report_progress, report_result, report_stage
from pipeline.progress import RunDisplay, quiet

QUIET = """
import os, subprocess, sys
from pathlib import Path
from pipeline.progress import quiet
with quiet(Path(sys.argv[1])) as console:
    print("python")
    os.system("echo child")
    os.write(2, b"native\\n")
    console.print("for the person")
print("after")
"""


def test_only_the_console_reaches_the_person(tmp_path: Path) -> None:
    log = tmp_path / "folder" / "run.log"
    result = subprocess.run(
        [sys.executable, "-c", QUIET, log], capture_output=True, text=True, check=True
    )
    assert (result.stdout, result.stderr) == ("for the person\nafter\n", "")
    assert sorted(log.read_text().split()) == ["child", "native", "python"]


def test_descriptors_come_back_after_an_error(tmp_path: Path) -> None:
    before = os.fstat(1), os.fstat(2)
    try:
        with quiet(tmp_path / "log"):
            raise KeyError
    except KeyError:
        pass
    assert (os.fstat(1), os.fstat(2)) == before


def display() -> tuple[RunDisplay, io.StringIO]:
    stream = io.StringIO()
    return RunDisplay(Console(file=stream, width=100)), stream


def test_components_are_listed_as_they_finish() -> None:
    shown, stream = display()
    with shown.watch():
        absl_logging.info("Component %s is running.", "Transform")
        absl_logging.info("A cached execution %d is used.", 7)
        absl_logging.info("Component %s is finished.", "Transform")
        absl_logging.info("Component %s is running.", "Trainer")
        report_progress("epoch 1", 3, 10)
        absl_logging.info("Component %s is finished.", "Trainer")
    first, second = stream.getvalue().splitlines()
    assert first.split() == ["✓", "Transform", "tokenize", "and", "align", "cached"]
    assert second.split()[:2] == ["✓", "Trainer"]
    assert [(timing.component, timing.cached) for timing in shown.timings] == [
        ("Transform", True),
        ("Trainer", False),
    ]


def test_libraries_that_silence_tfx_for_a_while_do_not_blind_the_display() -> None:
    shown, stream = display()
    with shown.watch():
        verbosity = absl_logging.get_verbosity()
        absl_logging.set_verbosity(absl_logging.FATAL)
        absl_logging.set_verbosity(verbosity)
        absl_logging.info("Component %s is running.", "Transform")
        absl_logging.info("Component %s is finished.", "Transform")
    assert "Transform" in stream.getvalue()


def test_what_libraries_print_stays_off_a_terminal(
    capfd: pytest.CaptureFixture[str],
) -> None:
    stream = io.StringIO()
    shown = RunDisplay(Console(file=stream, width=100, force_terminal=True))
    with shown.watch():
        absl_logging.info("Component %s is running.", "Trainer")
        print("noise of a library")  # noqa: T201
        print("more noise", file=sys.stderr)  # noqa: T201
        report_progress("epoch 1", 3, 10)
        absl_logging.info("Component %s is finished.", "Trainer")
    assert "noise" not in stream.getvalue()
    assert "Trainer" in stream.getvalue()
    captured = capfd.readouterr()
    assert "noise of a library" in captured.out
    assert "more noise" in captured.err


def test_loggers_are_left_as_they_were() -> None:
    loggers = [absl_logging.get_absl_logger(), logging.getLogger("txner.progress")]
    before = [(logger.level, logger.propagate, list(logger.handlers)) for logger in loggers]
    with display()[0].watch():
        pass
    assert [(each.level, each.propagate, list(each.handlers)) for each in loggers] == before


def test_parts_of_a_component_are_told_and_leave_a_line() -> None:
    stream = io.StringIO()
    shown = RunDisplay(Console(file=stream, width=100, force_terminal=True, highlight=False))
    with shown.watch():
        absl_logging.info("Component %s is running.", "Tuner")
        report_stage("trial 2 of 3")
        report_progress("epoch 1", 3, 10)
        (task,) = shown._progress.tasks
        assert task.description == "Tuner: trial 2 of 3, epoch 1"
        report_stage("trial 3 of 3")
        (task,) = shown._progress.tasks
        assert (task.description, task.completed) == ("Tuner: trial 3 of 3", 0)
        report_result("trial 2 [of 3]: F1 0.5")
        absl_logging.info("Component %s is finished.", "Tuner")
        absl_logging.info("Component %s is running.", "Trainer")
        report_progress("epoch 1", 3, 10)
        (task,) = shown._progress.tasks
        assert task.description == "Trainer: epoch 1"
    assert "trial 2 [of 3]: F1 0.5" in stream.getvalue()
