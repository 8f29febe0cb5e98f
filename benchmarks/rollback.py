"""How soon clients are off a version after a rollback, under load.

Two versions are loaded by `txner serve` from a rendered `models.conf`; the release table is in a
real PostgreSQL. Clients ask for the active version from four threads. Then the version in release
is rolled back in three ways: by `txner release rollback`, by an `UPDATE` of the label's row, and by
the command right after the database was stopped for a while. No request may fail, and the last
answer of the version that was rolled back may come two seconds later at most. Run it with

    python -m benchmarks.rollback --model runs/local/serving/transactions
"""

from __future__ import annotations

import argparse
import contextlib
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import create_engine, text

from benchmarks.serving_load import NAME, TEXTS, Reply, serving
from serving.prediction.client import ServerError, TaggerClient
from serving.prediction.predictor import find_model
from serving.release.active import active_versions
from serving.release.publishing import publish_version
from serving.release.settings import RELEASE_LABEL
from serving.release.table import Releases
from tests import postgres

BOUND_SECONDS = 2.0
"""How long after a rollback its version may still answer."""

SETTLE_SECONDS = 4.0
"""How long clients ask before each rollback and after it."""


@dataclass
class Seen:
    """What clients saw; threads add to it."""

    replies: list[Reply] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Rollback:
    """One rollback.

    Attributes:
      how: How it was done.
      bad: The version that was rolled back.
      began: When it was begun, in seconds of a monotonic clock.
      done: When it was done.
    """

    how: str
    bad: int
    began: float
    done: float

    def last_answer(self, replies: Sequence[Reply]) -> float:
        """Seconds from `done` to the last answer of the bad version; negative: before."""
        answers = [reply.received for reply in replies if reply.version == self.bad]
        return max(answers, default=self.began) - self.done


@contextlib.contextmanager
def asking(address: str, url: str, clients: int, seen: Seen) -> Iterator[None]:
    """Clients that ask within the block, each with its own connection and look at the table."""
    ended = threading.Event()

    def ask(number: int) -> None:
        texts = TEXTS[: 1 + number % len(TEXTS)]
        with TaggerClient(address, NAME, active=active_versions(url, NAME)) as client:
            while not ended.is_set():
                sent = time.monotonic()
                try:
                    answer = client.predict_batch(texts)
                except ServerError as error:
                    seen.failures.append(str(error))
                else:
                    seen.replies.append(Reply(sent, time.monotonic(), answer.version))

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(clients)]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        ended.set()
        for thread in threads:
            thread.join()


def command(folder: Path, url: str, *arguments: str) -> None:
    """Runs a command of `txner release`."""
    settings = ["--set", f"output_root={folder}", "--set", f"release.table={url}"]
    subprocess.run(
        [sys.executable, "-m", "commands.main", "release", *arguments, *settings],
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def publish_twice(model: Path, root: Path, releases: Releases) -> tuple[int, int]:
    """The same model as two versions, of which the second is in release."""
    numbers = []
    for digest in ("a", "b"):
        version = releases.begin_version(
            NAME, str(root), label=RELEASE_LABEL, model_digest=digest, metrics={}, provenance={}
        )
        publish_version(str(model), str(root), version.version)
        releases.finish_version(NAME, version.version)
        numbers.append(version.version)
    return numbers[0], numbers[1]


def _timed(how: str, bad: int, seen: Seen, work: Callable[[], None]) -> Rollback:
    time.sleep(SETTLE_SECONDS)
    before = len(seen.replies)
    time.sleep(SETTLE_SECONDS)
    answering = {reply.version for reply in seen.replies[before:]}
    if answering != {bad}:
        raise RuntimeError(f"{how}: {answering} answered before the rollback, not {bad} alone")
    began = time.monotonic()
    work()
    rollback = Rollback(how, bad, began, time.monotonic())
    time.sleep(SETTLE_SECONDS)
    return rollback


def run(model: Path, folder: Path, clients: int, stopped_seconds: float) -> tuple[Seen, list[str]]:
    """The three rollbacks.

    Returns:
      What clients saw, and a line for each rollback; those that took too long begin with `LATE`.
    """
    (database := folder / "pg").mkdir()
    cluster = postgres.made(database)
    root = folder / "serving" / NAME
    seen, rollbacks = Seen(), list[tuple[Rollback, int, int]]()
    with contextlib.ExitStack() as stack:
        server = stack.enter_context(contextlib.ExitStack())
        server.enter_context(postgres.running(cluster))
        url = postgres.new_database(str(database))
        releases = Releases(url)
        first, second = publish_twice(model, root, releases)
        for version in (first, second):
            # The digests are made up, and so not those of the files.
            _set_digest(url, root, version)
        command(folder, url, "render", "--output", str(folder / "deploy"))
        _, address, _ = stack.enter_context(serving(folder / "deploy" / "models.conf"))
        stack.enter_context(asking(address, url, clients, seen))

        def by_command() -> None:
            command(folder, url, "rollback", "--why", "misses card numbers")

        def by_update() -> None:
            with create_engine(url).begin() as connection:
                statement = (
                    "UPDATE labels SET version = :to WHERE model = :model AND label = :label"
                )
                values = {"to": first, "model": NAME, "label": RELEASE_LABEL}
                connection.execute(text(statement), values)

        def again() -> int:
            releases.move_label(NAME, RELEASE_LABEL, second, "again")
            return len(seen.replies)

        start = 0
        for how, work in (("command", by_command), ("UPDATE of the row", by_update)):
            rollbacks.append((_timed(how, second, seen, work), start, len(seen.replies)))
            start = again()
        server.close()
        stopped = time.monotonic()
        time.sleep(stopped_seconds)
        server.enter_context(postgres.running(cluster))
        how = f"command, after {time.monotonic() - stopped:.0f} s without the database"
        rollbacks.append((_timed(how, second, seen, by_command), start, len(seen.replies)))
    lines = []
    for rollback, since, until in rollbacks:
        late = rollback.last_answer(seen.replies[since:until])
        word = "LATE " if late > BOUND_SECONDS else ""
        lines.append(
            f"{word}{rollback.how}: took {rollback.done - rollback.began:.2f} s; "
            f"last answer of the version rolled back {late:+.2f} s after it"
        )
    return seen, lines


def _set_digest(url: str, root: Path, version: int) -> None:
    from serving.release.manifest import digest
    from serving.release.publishing import build_manifest

    values = {"digest": digest(build_manifest(str(root / str(version)))), "version": version}
    with create_engine(url).begin() as connection:
        statement = "UPDATE versions SET digest = :digest WHERE version = :version"
        connection.execute(text(statement), values)


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints what was seen; 1 if a request failed or a rollback took too long."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--model", required=True, type=Path, help="a model, or its versions")
    parser.add_argument("--clients", type=int, default=4)
    parser.add_argument("--stopped", type=float, default=60, help="seconds without the database")
    options = parser.parse_args(arguments)
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    with tempfile.TemporaryDirectory(prefix="txner-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)  # the database runs as somebody else
        seen, lines = run(find_model(options.model), Path(folder), options.clients, options.stopped)
    lines.append(f"{len(seen.replies)} requests answered, {len(seen.failures)} failed")
    sys.stdout.write("\n".join([*lines, *seen.failures[:5]]) + "\n")
    return 1 if seen.failures or any(line.startswith("LATE") for line in lines) else 0


if __name__ == "__main__":
    sys.exit(main())
