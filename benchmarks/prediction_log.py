"""What a prediction log costs: the same load on a server that keeps one and on two that do not.

Three real servers run side by side, and are asked in turns, in an order that is drawn, so that
whatever else the machine does meets them alike. How far the two without a log are apart says what
chance alone does. Texts are read from the sample, and asked for as fast as clients can. Run with

    python -m benchmarks.prediction_log --model runs/local/serving/transactions
"""

from __future__ import annotations

import argparse
import contextlib
import os
import random
import secrets
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.serving_load import _found
from monitoring.log_files import log_files, read_batches
from preprocessing.texts import read_texts
from serving.prediction.client import TaggerClient

SAMPLE = Path("data/sample/span-1/all.jsonl")
NAME = "transactions"
KEY_VARIABLE = "TXNER_LOG_KEY"


@dataclass
class Turn:
    """What one server did in one turn.

    Attributes:
      seconds: How long it was.
      latencies: Of each request, in seconds.
      texts: How many texts were answered.
      cpu_seconds: Processor time of the server, which others on the machine have no part in.
    """

    seconds: float = 0.0
    latencies: list[float] = field(default_factory=list)
    texts: int = 0
    cpu_seconds: float = 0.0

    @property
    def cost(self) -> float:
        """Processor time of the server for a text, in seconds."""
        return self.cpu_seconds / self.texts

    @property
    def throughput(self) -> float:
        """Texts a second."""
        return self.texts / self.seconds


@dataclass(frozen=True)
class Running:
    """A server that runs: its gRPC address, and its process."""

    address: str
    pid: int

    def cpu_seconds(self) -> float:
        """Processor time that it has used so far."""
        fields = Path(f"/proc/{self.pid}/stat").read_text("utf-8").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def take_turn(
    server: Running, texts: Sequence[str], seconds: float, clients: int, batch: int
) -> Turn:
    """Asks a server from several threads for some time."""
    turn = Turn()
    lock = threading.Lock()
    used = server.cpu_seconds()
    began = time.monotonic()
    until = began + seconds

    def ask(number: int) -> None:
        rng = random.Random(number)  # noqa: S311 - nothing secret
        with TaggerClient(server.address, NAME) as client:
            client.predict_batch(["warm"])
            while time.monotonic() < until:
                chosen = rng.choices(texts, k=batch)
                sent = time.perf_counter()
                client.predict_batch(chosen, slices={"country": "GB"})
                took = time.perf_counter() - sent
                with lock:
                    turn.latencies.append(took)
                    turn.texts += batch

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    turn.seconds = time.monotonic() - began
    turn.cpu_seconds = server.cpu_seconds() - used
    return turn


@contextlib.contextmanager
def serving(model: str, *options: str) -> Iterator[Running]:
    """A server of its own."""
    command = [sys.executable, "-m", "commands.main", "serve", "--model", model, *options]
    process = subprocess.Popen(
        [*command, "--port", "0", "--grpc-port", "0"],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, KEY_VARIABLE: secrets.token_hex(32)},
    )
    try:
        assert process.stdout is not None  # noqa: S101 - for the type checker
        address = ""
        while not address:
            line = process.stdout.readline()
            if not line:
                raise RuntimeError("the server ended")
            address = _found(r"gRPC at (\S+:\d+)", line)
        yield Running(address, process.pid)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(60)


def percentile(values: Sequence[float], percent: float) -> float:
    """The value that this share of them does not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * percent / 100))]


def interval(ratios: Sequence[float], seed: int = 1) -> tuple[float, float]:
    """A 95 % interval of the median of ratios, by the bootstrap (Efron, 1979)."""
    rng = random.Random(seed)  # noqa: S311 - nothing secret
    medians = sorted(statistics.median(rng.choices(ratios, k=len(ratios))) for _ in range(2000))
    return medians[50], medians[-51]


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the turns and prints what was seen; 1 if logging cost more than is allowed."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--model", required=True, help="a model, or the folder of its versions")
    parser.add_argument("--turns", type=int, default=12, help="of each server")
    parser.add_argument("--seconds", type=float, default=5, help="of a turn")
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--batch", type=int, default=1, help="texts of a request")
    parser.add_argument("--texts", default="sampled", help="off, sampled or all are kept")
    parser.add_argument("--int8", action="store_true")
    parser.add_argument("--least", type=float, default=0.97, help="share of the throughput")
    options = parser.parse_args(arguments)
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    texts = [text.text for text in read_texts(SAMPLE, "text")]
    shared = ["--int8"] if options.int8 else []
    turns: dict[str, list[Turn]] = {"off": [], "off again": [], "on": []}
    rng = random.Random(1)  # noqa: S311 - nothing secret
    with tempfile.TemporaryDirectory() as folder:
        logged = ["--log", folder, "--set", f"monitoring.texts={options.texts}"]
        with (
            serving(options.model, *shared) as off,
            serving(options.model, *shared) as again,
            serving(options.model, *shared, *logged) as on,
        ):
            servers = list(zip(turns, (off, again, on), strict=True))
            load = (options.clients, options.batch)
            for _, server in servers:
                take_turn(server, texts, 3, *load)
            for _ in range(options.turns):
                for name, server in rng.sample(servers, len(servers)):
                    turns[name].append(take_turn(server, texts, options.seconds, *load))
        rows = sum(
            batch.num_rows
            for file in log_files(folder, NAME)
            for batch in read_batches(file, ("at",))
        )
    lines = []
    for name, taken in turns.items():
        latencies = [latency * 1e3 for turn in taken for latency in turn.latencies]
        lines.append(
            f"logging {name}: median {statistics.median(t.throughput for t in taken):,.0f} texts a "
            f"second, {statistics.median(t.cost for t in taken) * 1e3:.3f} ms of processor time a "
            f"text; p50 {percentile(latencies, 50):.1f}, p99 {percentile(latencies, 99):.1f} ms "
            f"({len(latencies):,} requests)"
        )
    ratio = 0.0
    for name in ("on", "off again"):
        pairs = list(zip(turns[name], turns["off"], strict=True))
        ratios = [one.throughput / off.throughput for one, off in pairs]
        tails = [
            percentile(one.latencies, 99) / percentile(off.latencies, 99) for one, off in pairs
        ]
        costs = [one.cost / off.cost for one, off in pairs]
        ratio = ratio or statistics.median(ratios)
        for what, values in (("throughput", ratios), ("p99", tails), ("processor time", costs)):
            low, high = interval(values)
            lines.append(
                f"{what} {name} / off: {statistics.median(values):.3f}, 95 % interval {low:.3f} to "
                f"{high:.3f}, over {len(values)} pairs of turns"
            )
    lines.append(f"{rows:,} answers are in the log")
    sys.stdout.write("\n".join(lines) + "\n")
    return 0 if ratio >= options.least else 1


if __name__ == "__main__":
    sys.exit(main())
