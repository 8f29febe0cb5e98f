"""Contenders that train: each in a process of its own, one after the other."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PEERS = ROOT / "benchmarks" / "peers"
PEERS_PYTHON = ROOT / "runs" / "bench" / "peers" / "bin" / "python"

TAIL = 2000
"""Characters of a log that are shown when a contender fails."""

Show = Callable[[str], None]


class ContenderError(RuntimeError):
    """A contender that did not come to an end; the message has the end of its log."""


def peer(program: str) -> list[str]:
    """The command of a program in the peers' environment.

    Raises:
      ContenderError: The environment is not there.
    """
    if not PEERS_PYTHON.exists():
        raise ContenderError(f"{PEERS_PYTHON}: not installed; run make peers")
    return [str(PEERS_PYTHON), str(PEERS / f"{program}.py")]


def ours(task: str) -> list[str]:
    """The command of a task of `benchmarks.ours`."""
    return [sys.executable, "-m", "benchmarks.ours", task]


def run_job(
    command: Sequence[str], job: Mapping[str, Any], folder: Path, show: Show = lambda _: None
) -> dict[str, Any]:
    """Has a program do a job; see `benchmarks/peers/contender.py`.

    Args:
      command: The program.
      job: What it is to do; `threads` is the number of threads that it may use.
      folder: Gets the job, the answer, and the log; it is made if it is missing.
      show: Is told how far it is.

    Returns:
      The answer, with the wall time of the process as `wall_s`.

    Raises:
      ContenderError: It failed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    answer, file = folder / "answer.json", folder / "job.json"
    answer.unlink(missing_ok=True)
    file.write_text(json.dumps({**job, "answer": str(answer)}, indent=1) + "\n", "utf-8")
    begun = time.perf_counter()
    run_logged([*command, str(file)], folder / "log.txt", job["threads"], show)
    found: dict[str, Any] = json.loads(answer.read_text("utf-8"))
    return {**found, "wall_s": time.perf_counter() - begun}


def run_logged(
    command: Sequence[str], log: Path, threads: int, show: Show = lambda _: None
) -> None:
    """Runs a command to its end.

    Args:
      command: The command.
      log: File for what it prints.
      threads: How many threads it may use.
      show: Is told what its standard output tells about the progress, if anything.

    Raises:
      ContenderError: It failed.
    """
    with log.open("w", encoding="utf-8") as errors:
        process = subprocess.Popen(
            list(command),
            cwd=ROOT,
            env=environment(threads),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
            errors="replace",
        )
        try:
            for line in process.stdout or ():
                with suppress(ValueError, KeyError, TypeError):
                    told = json.loads(line)
                    show(f"{told['done']}" + (f" of {told['total']}" if told["total"] else ""))
                    continue
                errors.write(line)
            code = process.wait()
        finally:
            process.kill()
            process.wait()
    if code:
        end = log.read_text("utf-8", "replace")[-TAIL:].strip()
        raise ContenderError(f"{end}\n{' '.join(command)}: exit code {code}; its log is {log}")


def environment(threads: int) -> dict[str, str]:
    """The variables that keep all libraries to a number of threads, and off the network."""
    number = str(threads)
    return {
        **os.environ,
        "OMP_NUM_THREADS": number,
        "MKL_NUM_THREADS": number,
        "OPENBLAS_NUM_THREADS": number,
        "BLIS_NUM_THREADS": number,
        "TF_NUM_INTRAOP_THREADS": number,
        "TF_NUM_INTEROP_THREADS": number,
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "TOKENIZERS_PARALLELISM": "false",
        "HF_HUB_OFFLINE": "1",
        "CUDA_VISIBLE_DEVICES": "",
    }
