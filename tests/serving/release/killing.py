"""Kills publishers at random moments, and looks at what a server would find.

Alone: `python -m tests.serving.release.killing KILLS {folder,bucket} [SEED]`.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

from serving.release.publishing import MODEL_FILE, publish_version, verify_version, walk
from tests.serving.release.bucket_emulator import Emulator

BUCKET_ROOT = "gs://bucket/models"


IN_FLIGHT_SECONDS = 0.1


def publish(source: str, root: str, version: int, host: str | None, started: Connection) -> None:
    """What the process does that is killed."""
    if host:
        os.environ["STORAGE_EMULATOR_HOST"] = host
        import serving.release.buckets  # noqa: F401 - not part of the time in which it is killed
    started.send(True)
    publish_version(source, root, version)


def start_publisher(source: str, root: str, version: int, host: str | None) -> BaseProcess:
    """A process that is about to publish, and has all imports behind it."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["serving.release.publishing", "serving.release.buckets"])
    ours, theirs = context.Pipe()
    process = context.Process(target=publish, args=(source, root, version, host, theirs))
    process.start()
    ours.recv()
    return process


def kill_publishers(
    source: str,
    root: str,
    kills: int,
    seed: int,
    host: str | None = None,
    forget: Callable[[str], None] = lambda _: None,
) -> Counter[str]:
    """Publishes, kills the publisher, and publishes the next version, again and again.

    Args:
      source: Folder of the model.
      root: Where its versions go.
      kills: How often.
      seed: Of the moments.
      host: Address of the emulator.
      forget: Called with the path of each version once it has been looked at.

    Returns:
      How many of the killed had written nothing, a part, or all.

    Raises:
      AssertionError: A server could have loaded a version that is not complete.
    """
    moments, outcomes, version = random.Random(seed), Counter[str](), 2
    # The first also imports, and looks for proxies.
    whole = min([publish_seconds(source, root, first) for first in (1, version)])
    with watched(root) as watch:
        watch(version)
        for _ in range(kills):
            version += 1
            process = start_publisher(source, root, version, host)
            time.sleep(moments.uniform(0, 1.2 * whole))
            process.kill()
            process.join()
            # The service still does what it was asked before the publisher died.
            time.sleep(IN_FLIGHT_SECONDS if host else 0)
            killed, path = version, f"{root}/{version}"
            names = walk_if_any(path)
            loadable = MODEL_FILE in names
            staged = [] if host else list(Path(root).glob(".publishing-*"))
            # On a disk, a version has its name only when it is complete.
            assert host or loadable == Path(path).exists()
            if loadable:
                assert verify_version(path, deep=True) == []
            outcomes["all" if loadable else "part" if names or staged else "nothing"] += 1
            watch(version)
            version += 1
            following = publish_version(source, root, version)
            assert verify_version(following) == []
            watch(version)
            assert loadable == (MODEL_FILE in walk_if_any(f"{root}/{killed}"))
            forget(path)
            forget(following)
    return outcomes


def publish_seconds(source: str, root: str, version: int) -> float:
    began = time.monotonic()
    publish_version(source, root, version)
    return time.monotonic() - began


@contextmanager
def watched(root: str) -> Iterator[Callable[[int], None]]:
    """Polls like a server: what can be loaded must be whole, also while publishers are at it."""
    lock, ended, faults = threading.Lock(), threading.Event(), list[str]()
    newest = 0

    def look(version: int) -> None:
        for number in (version, version + 1):
            path = f"{root}/{number}"
            if MODEL_FILE in walk_if_any(path):
                faults.extend(verify_version(path))

    def poll() -> None:
        while not ended.wait(0.02):
            with lock:
                look(newest + 1)

    def advance(version: int) -> None:
        nonlocal newest
        # The caller may remove older versions afterwards; they must not be read meanwhile.
        with lock:
            newest = version

    thread = threading.Thread(target=poll)
    thread.start()
    try:
        yield advance
    finally:
        ended.set()
        thread.join()
    assert faults == []


def walk_if_any(path: str) -> list[str]:
    return walk(path) if path.startswith("gs://") or Path(path).is_dir() else []


def write_big_model(folder: Path) -> Path:
    """A model with a file so large that its upload is resumable."""
    (folder / "variables").mkdir(parents=True)
    (folder / MODEL_FILE).write_bytes(b"graph" * 1000)
    (folder / "variables" / "variables.index").write_bytes(b"index")
    weights = random.Random(0).randbytes(9 << 20)
    (folder / "variables" / "variables.data-00000-of-00001").write_bytes(weights)
    return folder


def main(kills: str, where: str, seed: str = "0") -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        model = str(write_big_model(folder / "model"))
        began = time.monotonic()
        if where == "bucket":
            with Emulator(folder / "storage", "bucket", delay=0.01) as emulator:
                os.environ["STORAGE_EMULATOR_HOST"] = emulator.host
                outcomes = kill_publishers(
                    model, BUCKET_ROOT, int(kills), int(seed), emulator.host, emulator.forget
                )
        else:
            outcomes = kill_publishers(model, str(folder / "root"), int(kills), int(seed))
    sys.stdout.write(f"{where}: {dict(outcomes)}, {time.monotonic() - began:.1f} s\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
