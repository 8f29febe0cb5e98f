"""Runs modules as `python -m` would, in forks of one process that has imported TFX.

Starting Python with TFX takes 10 to 15 seconds, and a fork next to nothing. Each fork is a process
of its own, with its own environment and outputs, in which nothing has run but imports.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from threading import Lock
from typing import Any, Self

ROOT = Path(__file__).parent.parent


class WarmProcess:
    """The process that forks; the project's code is that of a folder.

    Args:
      project: Folder whose code is run, and where it is run.
    """

    def __init__(self, project: Path) -> None:
        self._lock = Lock()
        self._process = subprocess.Popen(
            # By its path: it stands outside of a copy of the sources, whose code must come first.
            [sys.executable, "-P", __file__],
            cwd=project,
            env={**os.environ, "PYTHONPATH": str(project), "TF_CPP_MIN_LOG_LEVEL": "2"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()

    def run(
        self,
        module: str,
        arguments: Sequence[str],
        environment: Mapping[str, str],
        output: Path,
        errors: Path,
    ) -> int:
        """Runs a module to its end.

        Args:
          module: Its name.
          arguments: Of the command line.
          environment: What it has beside the environment of this process.
          output: File that what it prints is appended to.
          errors: The same for standard error; may be the same file.

        Returns:
          The exit status, below 0 if a signal ended it.
        """
        request = {
            "module": module,
            "arguments": list(arguments),
            "environment": dict(environment),
            "output": str(output),
            "errors": str(errors),
        }
        assert self._process.stdin
        assert self._process.stdout
        with self._lock:
            self._process.stdin.write(json.dumps(request) + "\n")
            self._process.stdin.flush()
            return int(self._process.stdout.readline())


def serve() -> None:
    """What the warm process does: reads requests, forks, and answers with the exit status."""
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    import tensorflow_text  # noqa: F401

    import models.trainer  # noqa: F401
    import pipeline.graph  # noqa: F401 - and with it all components

    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            run_and_exit(json.loads(line))
        _, status = os.waitpid(child, 0)
        answers.write(f"{os.waitstatus_to_exitcode(status)}\n")
        answers.flush()


def run_and_exit(request: dict[str, Any]) -> None:
    """What a fork does."""
    import runpy

    for descriptor, name in ((1, "output"), (2, "errors")):
        file = os.open(request[name], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        os.dup2(file, descriptor)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.environ.update(request["environment"])
    sys.argv = [request["module"], *request["arguments"]]
    code = 1
    try:
        runpy.run_module(request["module"], run_name="__main__", alter_sys=True)
        code = 0
    except SystemExit as stop:
        code = stop.code if isinstance(stop.code, int) else int(stop.code is not None)
    except BaseException:
        import traceback

        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__":
    serve()
