"""A copy of the project that tests may edit, and the command run in it as a user would."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.warm_process import ROOT, WarmProcess

SOURCES = (
    "annotation",
    "commands",
    "components",
    "configs",
    "evaluation",
    "models",
    "pipeline",
    "preprocessing",
    "serving",
    "storage",
)


@dataclass(frozen=True)
class Finished:
    """A command that has ended."""

    code: int
    output: str
    errors: str


@dataclass(frozen=True)
class Project:
    """A working tree with its outputs."""

    folder: Path
    warm: WarmProcess

    def command(self, *arguments: str) -> list[str]:
        return [sys.executable, "-m", "commands.main", *arguments]

    @property
    def environment(self) -> dict[str, str]:
        # Before the installed package, which is the tree that the tests stand in.
        return {**os.environ, "PYTHONPATH": str(self.folder), "COLUMNS": "160"}

    def txner(self, *arguments: str) -> Finished:
        """Runs a command to its end, as a user starts it."""
        result = subprocess.run(
            self.command(*arguments),
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        return Finished(result.returncode, result.stdout, result.stderr)

    def fork(self, *arguments: str) -> Finished:
        """Runs a command to its end in a fork of a process that has imported everything."""
        with tempfile.TemporaryDirectory() as folder:
            output, errors = Path(folder, "output"), Path(folder, "errors")
            code = self.warm.run("commands.main", arguments, {"COLUMNS": "160"}, output, errors)
            return Finished(code, output.read_text(), errors.read_text())

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        """Starts a command in a process group of its own."""
        return subprocess.Popen(
            self.command(*arguments),
            cwd=self.folder,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )

    def root(self, name: str = "test") -> Path:
        return self.folder / "runs" / name

    def summary(self, name: str = "test") -> dict[str, Any]:
        values: dict[str, Any] = json.loads((self.root(name) / "summary.json").read_text())
        return values

    def versions(self, name: str = "test") -> list[int]:
        """Versions that a server polling the folder would see."""
        folder = self.root(name) / "serving" / "transactions"
        entries = folder.iterdir() if folder.is_dir() else ()
        return sorted(int(entry.name) for entry in entries if entry.name.isdecimal())

    def logs(self, name: str = "test") -> set[Path]:
        return set((self.root(name) / "logs").glob("*.log"))

    def wait_for_log(self, text: str, before: set[Path], process: subprocess.Popen[str]) -> None:
        """Waits until a log that was not there before has a text in it, or the process has ended.

        A busy machine may take minutes, and only the process tells that it is in vain.
        """
        while not self.has_log(text, before):
            assert process.poll() is None, f"no {text!r} in the log"
            time.sleep(0.2)

    def has_log(self, text: str, before: set[Path]) -> bool:
        """Whether a log that was not there before has a text in it."""
        return any(text in log.read_text(errors="replace") for log in self.logs() - before)


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    """A copy of the sources and of what tests need."""
    folder = tmp_path_factory.mktemp("project")
    for name in SOURCES:
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "tests" / "data", folder / "tests" / "data")
    with WarmProcess(folder) as warm:
        yield Project(folder, warm)


@dataclass(frozen=True)
class FirstRun:
    """The first run of a project."""

    finished: Finished
    summary: dict[str, Any]


@pytest.fixture(scope="session")
def first_run(project: Project) -> FirstRun:
    """The project's pipeline, run once on this machine; what comes later begins where it ended."""
    finished = project.txner("run", "--config", "configs/test.yaml")
    assert finished.code == 0, finished.output + finished.errors
    return FirstRun(finished, project.summary())
