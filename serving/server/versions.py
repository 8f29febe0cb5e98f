"""A version of a model: how a request names it, where it stands, and what runs when loaded."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from enum import Enum
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from models.export_format import DEFAULT_SIGNATURE
from serving.server.request_batching import Batcher, Tensors
from serving.server.status import Code
from storage import files


class Servable(Protocol):
    """What the manager needs of a model; `serving.server.saved_model.ServableModel` has it."""

    signatures: dict[str, Any]

    def batchable(self, signature: str) -> bool:
        """Whether requests for a signature can share a batch."""
        ...

    def run(self, signature: str, inputs: Tensors) -> Tensors:
        """Outputs of a signature."""
        ...


class VersionState(Enum):
    """VersionState of a version, with the numbers of `ModelVersionStatus.State`."""

    START = 10
    LOADING = 20
    AVAILABLE = 30
    UNLOADING = 40
    END = 50


@dataclass(frozen=True)
class ModelSpec:
    """Which model a request is for.

    Attributes:
      name: The model.
      version: Its version; at most one of version and label is given, else the newest answers.
      label: The label of a version.
    """

    name: str
    version: int | None = None
    label: str | None = None

    def __str__(self) -> str:
        if self.label is not None:
            return f"Label({self.name}, {self.label})"
        if self.version is not None:
            return f"Specific({self.name}, {self.version})"
        return f"Latest({self.name})"


@dataclass(frozen=True)
class VersionStatus:
    """Where a version stands, and why.

    Attributes:
      version: Its number.
      state: What is done with it.
      code: OK, or why it could not be loaded.
      message: Says more if it could not.
    """

    version: int
    state: VersionState
    code: Code = Code.OK
    message: str = ""


@dataclass
class LoadedVersion:
    """A version that requests can use.

    Attributes:
      number: The version.
      model: The loaded model.
      batcher: Runs `serving_default`; None if its requests cannot share a batch.
      executor: Runs everything else.
    """

    number: int
    model: Servable
    batcher: Batcher | None
    executor: ThreadPoolExecutor
    _requests: int = 0
    _idle: asyncio.Event = field(default_factory=asyncio.Event)

    async def run(self, signature: str, inputs: Tensors, *, split: bool = False) -> Tensors:
        """Outputs of a signature; in a batch with others where that cannot change them.

        Args:
          signature: Its name.
          inputs: Arrays by the name of the input.
          split: See `Batcher.submit`.
        """
        if self.batcher is not None and signature == DEFAULT_SIGNATURE:
            return await self.batcher.submit(inputs, split=split)
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self.executor, partial(self.model.run, signature, inputs))

    @contextlib.contextmanager
    def request(self) -> Iterator[LoadedVersion]:
        """Keeps the version loaded within the block."""
        self._requests += 1
        try:
            yield self
        finally:
            self._requests -= 1
            if not self._requests:
                self._idle.set()

    async def close(self) -> None:
        """Waits for requests to finish, then lets go of what the version holds."""
        while self._requests:
            self._idle.clear()
            await self._idle.wait()
        if self.batcher is not None:
            await self.batcher.close()
        self.executor.shutdown(wait=False)


def fingerprint_of(path: str) -> object:
    """What differs when the files of a local version have changed; None for one in a bucket."""
    if files.is_remote(path):
        return None
    try:
        entries = [(entry, entry.stat()) for entry in Path(path).rglob("*")]
    except OSError:
        return None
    return sorted((str(entry), stat.st_size, stat.st_mtime_ns) for entry, stat in entries)
