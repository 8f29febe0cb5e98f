"""Loads `txner serve` steadily for a time, and says what failed and how its memory went.

First it finds the capacity: threads ask without a pause for `--probe` seconds. Then requests are
sent at a share of that rate, each at its time whatever became of the others, so that a server that
falls behind shows it. Run it with

    python -m benchmarks.serving_endurance --model runs/local/serving/transactions --minutes 30
"""

from __future__ import annotations

import argparse
import contextlib
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import psutil

from benchmarks.serving_load import TEXTS
from serving.prediction.client import ServerError, TaggerClient

THREADS = 16
TEXTS_OF_A_REQUEST = 4
MEMORY_SECONDS = 5.0


@dataclass
class Seen:
    """What clients saw.

    Attributes:
      milliseconds: How long each request took, from the time when it was due.
      failures: Messages of failed requests.
      memory: Bytes of the server's processes, in order.
    """

    milliseconds: list[float] = field(default_factory=list)
    failures: Counter[str] = field(default_factory=Counter)
    memory: list[int] = field(default_factory=list)


@contextlib.contextmanager
def served(model: str, arguments: list[str]) -> Iterator[tuple[str, str, psutil.Process]]:
    """A server: its address, the model's name, and its process."""
    command = [sys.executable, "-m", "commands.main", "serve", "--model", model]
    process = subprocess.Popen(
        [*command, "--port", "0", "--grpc-port", "0", *arguments],
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        output = process.stdout or sys.exit("it has no output")
        lines: list[str] = []
        while not (lines and lines[-1].startswith("gRPC at")):
            line = output.readline()
            if not line:
                sys.exit("the server did not start")
            lines.append(line)
        (name,) = {found[1] for line in lines if (found := re.match(r"model (\S+) version", line))}
        yield lines[-1].split()[-1], name, psutil.Process(process.pid)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait()


def capacity(address: str, model: str, seconds: float) -> float:
    """Requests a second that are answered when all threads ask without a pause."""
    ends = time.monotonic() + seconds
    counts = [0] * THREADS

    def ask(number: int) -> None:
        with TaggerClient(address, model, deadline_seconds=10) as client:
            while time.monotonic() < ends:
                client.predict(texts_of(counts[number]))
                counts[number] += 1

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts) / seconds


def texts_of(number: int) -> list[str]:
    """The texts of a request."""
    return [TEXTS[(number + place) % len(TEXTS)] for place in range(TEXTS_OF_A_REQUEST)]


def load(address: str, model: str, rate: float, seconds: float, server: psutil.Process) -> Seen:
    """Sends requests at a rate (a second)."""
    seen = Seen()
    local = threading.local()
    began = time.monotonic()

    def ask(number: int, due: float) -> None:
        if not hasattr(local, "client"):
            local.client = TaggerClient(address, model, deadline_seconds=10)
        try:
            local.client.predict(texts_of(number))
        except ServerError as error:
            seen.failures[str(error)] += 1
        else:
            seen.milliseconds.append(1000 * (time.monotonic() - due))

    with ThreadPoolExecutor(4 * THREADS) as executor:
        measured = began
        for number in range(int(rate * seconds)):
            due = began + number / rate
            time.sleep(max(0.0, due - time.monotonic()))
            executor.submit(ask, number, due)
            if time.monotonic() > measured:
                measured += MEMORY_SECONDS
                seen.memory.append(memory_of(server))
    return seen


def memory_of(server: psutil.Process) -> int:
    """Bytes of a process and of those that it has started."""
    return sum(process.memory_info().rss for process in [server, *server.children(recursive=True)])


def main() -> None:
    """Runs it and prints the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--model", required=True)
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--share", type=float, default=0.7, help="of the capacity")
    parser.add_argument("--probe", type=float, default=20, help="seconds to find the capacity in")
    chosen, arguments = parser.parse_known_args()
    with served(str(Path(chosen.model).resolve()), arguments) as (address, name, server):
        capacity(address, name, 5)  # the first requests are slower
        most = capacity(address, name, chosen.probe)
        rate = chosen.share * most
        print(  # noqa: T201
            f"capacity {most:.0f} requests/s of {TEXTS_OF_A_REQUEST} texts; "
            f"{chosen.minutes:g} minutes at {rate:.0f}; "
            f"load of the machine {os.getloadavg()[0]:.1f}"
        )
        seen = load(address, name, rate, 60 * chosen.minutes, server)
    fifth = max(1, len(seen.memory) // 5)
    p50, p99, worst = np.percentile(seen.milliseconds, [50, 99, 100])
    print(  # noqa: T201
        f"{len(seen.milliseconds)} requests answered, {sum(seen.failures.values())} failed\n"
        f"p50 {p50:.1f} ms, p99 {p99:.1f} ms, most {worst:.1f} ms\n"
        f"memory: first fifth {np.mean(seen.memory[:fifth]) / 1e6:.0f} MB, "
        f"last fifth {np.mean(seen.memory[-fifth:]) / 1e6:.0f} MB, "
        f"most {max(seen.memory) / 1e6:.0f} MB; load of the machine {os.getloadavg()[0]:.1f}"
    )
    for message, count in seen.failures.most_common(5):
        print(f"{count} times: {message}")  # noqa: T201


if __name__ == "__main__":
    main()
