from __future__ import annotations

import io
import logging
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from absl import logging as absl_logging
from rich.console import Console

from models.progress import report_phase, report_progress, report_result, report_stage
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


def test_without_a_terminal_a_line_tells_what_is_being_done() -> None:
    shown, stream = display()
    shown.tell()
    with shown.step("start TFX"):
        shown.tell()
    with shown.watch():
        shown.tell()
        absl_logging.info("Component %s is running.", "StatisticsGen")
        shown.tell()
        absl_logging.info("Component %s is finished.", "StatisticsGen")
        shown.tell()
        absl_logging.info("Component %s is running.", "Tuner")
        report_stage("trial 2 of 3")
        shown.tell()
        report_progress("epoch 1", 1300, 20000)
        shown.tell()
        report_phase("exporting")
        shown.tell()
        report_result("going on in epoch 2")
    lines = [line.strip() for line in stream.getvalue().splitlines() if "✓" not in line]
    assert lines == [
        "start TFX, 0:00",
        "StatisticsGen, 0:00",
        "Tuner: trial 2 of 3, 0:00",
        "Tuner: trial 2 of 3, epoch 1, 1,300 of 20,000, 0:00",
        "Tuner: trial 2 of 3, exporting, 0:00",
        "going on in epoch 2",
    ]


def test_lines_come_by_themselves_until_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.progress.QUIET_SECONDS", 0.0)
    told = threading.Event()

    class Waiting(RunDisplay):
        def tell(self) -> None:
            told.set()

    with Waiting(Console(file=io.StringIO())).watch():
        assert told.wait(60)
    assert not any(thread.name == "progress" for thread in threading.enumerate())


def test_on_a_terminal_the_bar_tells() -> None:
    shown = RunDisplay(Console(file=io.StringIO(), force_terminal=True))
    with shown.watch():
        assert not any(thread.name == "progress" for thread in threading.enumerate())


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp437", "utf-8"])
def test_a_terminal_gets_what_it_can_show(tmp_path: Path, encoding: str) -> None:
    program = QUIET.replace('"for the person"', r'"✓ \u0142 \udcff"')
    result = subprocess.run(
        [sys.executable, "-c", program, tmp_path / "log"],
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONIOENCODING": encoding},
    )
    line = result.stdout.decode(encoding).splitlines()[0]
    assert line == "✓ \u0142 \udcff".encode(encoding, "replace").decode(encoding)
