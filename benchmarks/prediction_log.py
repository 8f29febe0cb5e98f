"""What a prediction log costs: the same load on a server that keeps one and on one that does not.

Two real servers run side by side, and are asked in turns, so that whatever else the machine does
meets both. Texts are read from the sample, the load is as much as the clients can ask for. Run with

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
    """

    seconds: float = 0.0
    latencies: list[float] = field(default_factory=list)
    texts: int = 0

    @property
    def throughput(self) -> float:
        """Texts a second."""
        return self.texts / self.seconds


def take_turn(address: str, texts: Sequence[str], seconds: float, clients: int, batch: int) -> Turn:
    """Asks a server from several threads for some time."""
    turn = Turn()
    lock = threading.Lock()
    began = time.monotonic()
    until = began + seconds

    def ask(number: int) -> None:
        rng = random.Random(number)  # noqa: S311 - nothing secret
        with TaggerClient(address, NAME) as client:
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
    return turn


@contextlib.contextmanager
def serving(model: str, *options: str) -> Iterator[str]:
    """A server of its own; its gRPC address."""
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
        yield address
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
    turns: dict[str, list[Turn]] = {"off": [], "on": []}
    with tempfile.TemporaryDirectory() as folder:
        logged = ["--log", folder, "--set", f"monitoring.texts={options.texts}"]
        with (
            serving(options.model, *shared) as off,
            serving(options.model, *shared, *logged) as on,
        ):
            servers = [("off", off), ("on", on)]
            load = (options.clients, options.batch)
            for address in (off, on):
                take_turn(address, texts, 3, *load)
            for number in range(options.turns):
                for name, address in servers if number % 2 else servers[::-1]:
                    turns[name].append(take_turn(address, texts, options.seconds, *load))
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
            f"second; p50 {percentile(latencies, 50):.1f}, p99 {percentile(latencies, 99):.1f} ms "
            f"({len(latencies):,} requests)"
        )
    pairs = list(zip(turns["on"], turns["off"], strict=True))
    ratios = [on.throughput / off.throughput for on, off in pairs]
    tails = [percentile(on.latencies, 99) / percentile(off.latencies, 99) for on, off in pairs]
    ratio = statistics.median(ratios)
    for what, values in (("throughput", ratios), ("p99", tails)):
        low, high = interval(values)
        lines.append(
            f"{what} on / off: {statistics.median(values):.3f}, 95 % interval {low:.3f} to "
            f"{high:.3f}, over {len(values)} pairs of turns"
        )
    lines.append(f"{rows:,} answers are in the log")
    sys.stdout.write("\n".join(lines) + "\n")
    return 0 if ratio >= options.least else 1


if __name__ == "__main__":
    sys.exit(main())
