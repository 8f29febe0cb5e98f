"""Beam's job service and a worker pool, in an environment that has this project's wheel only."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import sysconfig
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

from storage.temporary import own_temporary_folder

ROOT = Path(__file__).parents[2]
OF_PROJECT = ("README.md", "pyproject.toml", "setup.py")
NO_PACKAGES = {"benchmarks", "tests"}

WORKER = """#!/bin/bash
"{program}" "$@" || echo "$? $*" >> "{failures}"
"""
"""What starts workers: the installed program, and a note of each that fails."""

SECONDS_TO_END = 30
"""How long a process may take to end before it is killed."""


def install(folder: Path) -> Path:
    """Makes an environment like the image's; gives its folder of programs.

    The packages are those of this environment, which is made from the lock file. The project is
    its wheel: it is not installed as editable, and its sources are nowhere on the path.
    """
    sources = folder / "sources"
    for name in OF_PROJECT:
        sources.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, sources)
    for package in ROOT.glob("*/__init__.py"):
        name = package.parent.name
        if name not in NO_PACKAGES:
            ignored = shutil.ignore_patterns("__pycache__")
            shutil.copytree(package.parent, sources / name, ignore=ignored)
    uv = [str(Path(sys.executable).parent / "uv"), "--no-config"]
    build = [*uv, "build", "--quiet", "--wheel", "--no-build-isolation"]
    _call(*build, "--python", sys.executable, "--out-dir", str(folder), str(sources))
    shutil.rmtree(sources)
    _call(*uv, "venv", "--quiet", "--python", sys.executable, str(folder / "venv"))
    (wheel,) = folder.glob("*.whl")
    python = str(folder / "venv" / "bin" / "python")
    _call(*uv, "pip", "install", "--quiet", "--no-deps", "--python", python, str(wheel))
    # A line of a .pth file adds a folder, and does not read the .pth files in it: the editable
    # project of this environment is not found.
    (site,) = (folder / "venv" / "lib").glob("*/site-packages")
    (site / "packages.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return folder / "venv" / "bin"


def _call(*command: str) -> None:
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr


@dataclass
class Cluster:
    """What runs jobs of Beam.

    Attributes:
      folder: Where everything is.
      programs: The folder of programs of the environment.
      processes: By name.
      master: Address of the job service.
      pool: Address of the worker pool.
    """

    folder: Path
    programs: Path
    processes: dict[str, subprocess.Popen[bytes]]
    master: str = ""
    pool: str = ""

    @property
    def temporary(self) -> Path:
        """The TMPDIR of everything."""
        return self.folder / "tmp"

    @property
    def failures(self) -> Path:
        """The file that notes workers that failed."""
        return self.folder / "failures"

    def beam(self, kind: str) -> str:
        """The override of the settings that has a job run here.

        Args:
          kind: `EXTERNAL` or `PROCESS`.
        """
        worker = self.pool if kind == "EXTERNAL" else self.folder / "worker"
        environment = f"{{type: {kind}, worker: '{worker}'}}"
        return (
            f"beam={{runner: PortableRunner, master: '{self.master}', environment: {environment}}}"
        )

    def start(self, name: str, command: Sequence[str | Path]) -> subprocess.Popen[bytes]:
        """Starts a program, away from the sources."""
        with (self.folder / f"{name}.log").open("wb") as log:
            self.processes[name] = subprocess.Popen(
                [self.programs / command[0], *command[1:]],
                cwd=self.folder / "elsewhere",
                env=self._environment(),
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        return self.processes[name]

    def txner(self, *arguments: str | Path) -> str:
        """Runs a command to its end; what it printed."""
        process = self.start("txner", ["txner", *arguments])
        while process.poll() is None:
            self.check("txner")
            time.sleep(0.2)
        assert process.returncode == 0, self.logs()
        return (self.folder / "txner.log").read_text()

    def run(self, work: Callable[[], Any]) -> None:
        """Does something to its end that waits for a job, with a temporary folder as in a run."""
        errors: list[BaseException] = []

        def watched() -> None:
            try:
                work()
            except BaseException as error:
                errors.append(error)

        thread = threading.Thread(target=watched, daemon=True)
        with patch.object(tempfile, "tempdir", str(self.temporary)), own_temporary_folder():
            thread.start()
            while thread.is_alive():
                self.check()
                thread.join(0.2)
        if errors:
            raise errors[0]

    def wait(self, is_up: Callable[[], bool]) -> None:
        """Waits for something that a process is to do."""
        while not is_up():
            self.check()
            time.sleep(0.1)

    def check(self, *may_end: str) -> None:
        """Fails if a process has ended or a worker failed, so that a job would wait for ever."""
        for name, process in self.processes.items():
            assert name in may_end or process.poll() is None, f"{name} has ended\n{self.logs()}"
        assert not self.failures.exists(), self.failures.read_text() + self.logs()

    def logs(self) -> str:
        """The ends of all logs."""
        return "\n".join(
            f"{log.name}: {log.read_text(errors='replace')[-4000:]}"
            for log in sorted(self.folder.glob("*.log"))
        )

    def stop(self) -> None:
        """Ends all processes."""
        for process in self.processes.values():
            process.terminate()
        for process in self.processes.values():
            with suppress(subprocess.TimeoutExpired):
                process.wait(SECONDS_TO_END)
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        self.processes.clear()

    def _environment(self) -> Mapping[str, str]:
        path = f"{self.programs}{os.pathsep}{os.environ['PATH']}"
        values = {**os.environ, "PATH": path, "TMPDIR": str(self.temporary)}
        values.pop("PYTHONPATH", None)
        return values


@contextmanager
def started(folder: Path) -> Iterator[Cluster]:
    """A cluster in a folder; what it needs is installed there."""
    cluster = Cluster(folder, install(folder), {})
    for name in ("tmp", "elsewhere"):
        (folder / name).mkdir()
    worker = folder / "worker"
    worker.write_text(
        WORKER.format(program=cluster.programs / "txner-worker", failures=cluster.failures)
    )
    worker.chmod(0o755)
    port_file = folder / "port"
    service = shutil.copy(Path(__file__).with_name("job_service.py"), folder)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    cluster.pool = f"localhost:{port}"
    try:
        cluster.start("job-service", ["python", service, "--port_file", port_file])
        module = "apache_beam.runners.worker.worker_pool_main"
        flags = ["--service_port", str(port), "--container_executable", worker]
        cluster.start("worker-pool", ["python", "-m", module, *flags])
        cluster.wait(port_file.exists)
        cluster.master = f"localhost:{port_file.read_text()}"
        cluster.wait(lambda: _accepts(port))
        yield cluster
    finally:
        cluster.stop()


def _accepts(port: int) -> bool:
    try:
        socket.create_connection(("localhost", port)).close()
    except ConnectionError:
        return False
    return True
