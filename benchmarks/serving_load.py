"""Loads a server with concurrent clients while labels move between two versions.

Each round promotes the second version and rolls it back, in the steps that TF Serving needs: load,
label, unload. The server must answer every request, only from versions that the label allowed, and
from a version that was rolled back not later than a second after. Run it with

    python benchmarks/serving_load.py --model runs/local/serving/transactions
"""

from __future__ import annotations

import argparse
import contextlib
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import requests

from serving.prediction.client import ServerError, TaggerClient
from serving.prediction.predictor import find_model
from serving.release.models_conf import ModelEntry, write
from serving.release.publishing import publish_version
from serving.release.transitions import pinned, plan_transition

NAME = "transactions"
LABEL = "release"
VERSIONS = (1, 2)
GRACE_SECONDS = 1.0
"""How long after a label has moved the version that it left may still answer."""

TEXTS = [
    "CHECKCARD 0818 BLUE BOTTLE COFFEE OAKLAND CA 24224433231105006465166",
    "SQ *BLUE DOOR CAFE SEATTLE WA",
    "PAYPAL *CAFÉ ZÜRICH 12.50 😀",
    "x",
    "",
]


@dataclass(frozen=True)
class Reply:
    """One answered request: when it was sent and answered (monotonic seconds), and by whom."""

    sent: float
    received: float
    version: int


@dataclass
class Load:
    """What clients saw.

    Attributes:
      replies: All answers.
      failures: Messages of requests that failed.
      moves: When the label was moved, and to which version.
    """

    replies: list[Reply] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    moves: list[tuple[float, int]] = field(default_factory=list)

    def not_allowed(self, grace_seconds: float = GRACE_SECONDS) -> list[Reply]:
        """Answers of versions that were not allowed.

        Allowed are those that the label stood on at some time from `grace_seconds` before the
        request was sent until it was answered.
        """
        return [
            reply
            for reply in self.replies
            if reply.version not in self._allowed(reply, grace_seconds)
        ]

    def slowest_move(self) -> float:
        """Seconds from moving the label to the last request that the version before answered."""
        slowest = 0.0
        for (moved, version), (until, _) in zip(
            self.moves, [*self.moves[1:], (float("inf"), 0)], strict=True
        ):
            late = [
                reply.sent - moved
                for reply in self.replies
                if moved < reply.sent < until and reply.version != version
            ]
            slowest = max(slowest, max(late, default=0.0))
        return slowest

    def percentile(self, percent: float) -> float:
        """Seconds that this share of the requests took at most."""
        times = sorted(reply.received - reply.sent for reply in self.replies)
        return times[min(len(times) - 1, int(len(times) * percent / 100))]

    def _allowed(self, reply: Reply, grace_seconds: float) -> set[int]:
        ends = [moved for moved, _ in self.moves[1:]] + [float("inf")]
        return {
            version
            for (moved, version), end in zip(self.moves, ends, strict=True)
            if moved <= reply.received and end >= reply.sent - grace_seconds
        }


class Promoter:
    """Moves the label by writing `models.conf`, as somebody who operates a server does.

    Args:
      path: The file.
      base_path: Folder with the versions.
      http: Address of the server's REST interface, known once it runs.
    """

    def __init__(self, path: Path, base_path: Path) -> None:
        self._path = path
        self._base_path = str(base_path)
        self.current = self._config((VERSIONS[0],), VERSIONS[0])
        self._write(self.current)

    def move(self, http: str, version: int, load: Load) -> None:
        """Moves the label to a version; loads it first, and unloads the other one in the end."""
        for step in plan_transition(self.current, self._config((version,), version)):
            self._wait(http, step)
            self._write(step)
            if step.labels != self.current.labels:
                load.moves.append((time.monotonic(), version))
                # Requests must get through before the version that was left is unloaded.
                time.sleep(0.3)
            self.current = step

    def _config(self, versions: tuple[int, ...], labelled: int) -> ModelEntry:
        return pinned(NAME, self._base_path, versions, {LABEL: labelled})

    def _write(self, config: ModelEntry) -> None:
        beside = self._path.with_suffix(".new")
        beside.write_text(write(config), encoding="utf-8")
        beside.rename(self._path)

    def _wait(self, http: str, step: ModelEntry) -> None:
        """Waits until the versions that a step labels are loaded, if it moves the label."""
        if step.labels == self.current.labels:
            return
        for version in step.labels.values():
            url = f"{http}/v1/models/{NAME}/versions/{version}"
            for _ in range(600):
                answer = requests.get(url, timeout=10)
                if answer.ok and answer.json()["model_version_status"][0]["state"] == "AVAILABLE":
                    break
                time.sleep(0.05)
            else:
                raise TimeoutError(f"version {version} is not loaded: {answer.text}")


def run_load(
    http: str, grpc_address: str, promoter: Promoter, seconds: float, rounds: int, clients: int
) -> Load:
    """Asks by label, from several threads, while the label moves to and fro.

    Args:
      http: Address of the REST interface.
      grpc_address: `host:port` of the gRPC interface.
      promoter: Moves the label.
      seconds: For how long.
      rounds: How many promotions, each with its rollback.
      clients: How many threads.
    """
    load = Load(moves=[(time.monotonic(), VERSIONS[0])])
    ended = threading.Event()

    def ask(number: int) -> None:
        with TaggerClient(grpc_address, NAME, label=LABEL) as client:
            texts = TEXTS[: 1 + number % len(TEXTS)]
            while not ended.is_set():
                sent = time.monotonic()
                try:
                    answer = client.predict_batch(texts)
                except ServerError as error:
                    load.failures.append(str(error))
                else:
                    load.replies.append(Reply(sent, time.monotonic(), answer.version))

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(clients)]
    began = time.monotonic()
    for thread in threads:
        thread.start()
    try:
        for move in range(2 * rounds):
            due = began + seconds * (move + 0.5) / (2 * rounds)
            time.sleep(max(0.0, due - time.monotonic()))
            promoter.move(http, VERSIONS[(move + 1) % 2], load)
        time.sleep(max(0.0, began + seconds - time.monotonic()))
    finally:
        ended.set()
        for thread in threads:
            thread.join()
    return load


@contextlib.contextmanager
def serving(config: Path) -> Iterator[tuple[str, str, Callable[[], int]]]:
    """A server of its own: its REST address, its gRPC address, and its memory in MB."""
    command = [sys.executable, "-m", "commands.main", "serve", "--model-config", str(config)]
    process = subprocess.Popen(
        [*command, "--port", "0", "--grpc-port", "0"], stdout=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout is not None  # noqa: S101 - for the type checker
        http = grpc_address = ""
        while not (http and grpc_address):
            line = process.stdout.readline()
            if not line:
                raise RuntimeError("the server ended")
            http = http or _found(r"(http://\S+:\d+)", line)
            grpc_address = grpc_address or _found(r"gRPC at (\S+:\d+)", line)
        yield http, grpc_address, lambda: _memory_mb(process.pid)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


def _found(pattern: str, line: str) -> str:
    match = re.search(pattern, line)
    return match.group(1) if match else ""


def _memory_mb(pid: int) -> int:
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    return int(_found(r"VmRSS:\s+(\d+)", status)) // 1024


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the load and prints what was seen; 1 if the server broke a promise."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--model", required=True, type=Path, help="a model, or its versions")
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--rounds", type=int, default=10, help="promotions, each rolled back")
    parser.add_argument("--clients", type=int, default=8)
    options = parser.parse_args(arguments)
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    with tempfile.TemporaryDirectory() as folder:
        base_path = Path(folder) / NAME
        for version in VERSIONS:
            publish_version(str(find_model(options.model)), str(base_path), version)
        promoter = Promoter(Path(folder) / "models.conf", base_path)
        with serving(Path(folder) / "models.conf") as (http, grpc_address, memory_mb):
            before = memory_mb()
            load = run_load(
                http, grpc_address, promoter, options.seconds, options.rounds, options.clients
            )
            after = memory_mb()
    wrong = load.not_allowed()
    by_version = ", ".join(
        f"{n} by {v}" for v, n in sorted(Counter(r.version for r in load.replies).items())
    )
    lines = [
        f"{len(load.replies)} requests answered ({by_version}), {len(load.failures)} failed",
        f"{len(load.moves) - 1} label moves; {len(wrong)} answers from a version not allowed",
        f"last answer from the version before: {load.slowest_move():.2f} s after a move",
        f"latency p50 {load.percentile(50) * 1e3:.1f} ms, p95 {load.percentile(95) * 1e3:.1f} ms, "
        f"p99 {load.percentile(99) * 1e3:.1f} ms, most {load.percentile(100) * 1e3:.1f} ms",
        f"memory of the server {before} MB before, {after} MB after",
        *load.failures[:5],
    ]
    sys.stdout.write("\n".join(lines) + "\n")
    return 1 if load.failures or wrong else 0


if __name__ == "__main__":
    sys.exit(main())
