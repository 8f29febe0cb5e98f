"""Loads and unloads versions of models while they answer requests.

The rules are TF Serving's:

- A version that is no longer wanted stays until one that is wanted can answer.
- Requests on a version that is to be unloaded are finished first.
- A label can only move to a version that is loaded. A configuration that asks for more is refused
  as a whole, and tried again. A label that is new may already name a version that is still to be
  loaded, as with TF Serving's `--allow_version_labels_for_unavailable_models`; else no server with
  labels could start.

Source: `ServerCore::ReloadConfig` in tensorflow_serving/model_servers/server_core.cc.
"""

from __future__ import annotations

import asyncio
import contextlib
import gc
import logging
import time
from collections.abc import Callable, Coroutine, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from models.export_format import DEFAULT_SIGNATURE
from preprocessing.errors import one_line
from serving.prediction.answered import OnAnswer
from serving.server.config import (
    ConfigSource,
    ServedModel,
    ServerConfig,
    ServerConfigError,
)
from serving.server.request_batching import Batcher, BatchingOptions
from serving.server.status import Code, StatusError
from serving.server.threads import in_daemon_thread
from serving.server.version_folders import VersionFolders, Wanted
from serving.server.versions import (
    LoadedVersion,
    ModelSpec,
    Servable,
    VersionState,
    VersionStatus,
    fingerprint_of,
)

POLL_SECONDS = 0.1
"""How often the configuration and the folders of versions are looked at."""

RETRY_SECONDS = 60.0
"""After this time a version that could not be loaded is tried again, if its files are unchanged."""

TURN_SECONDS = 60.0
"""Models are loaded one after another; one that takes longer does not hold up the next."""

CLOSE_SECONDS = 5.0
"""How long to wait, at the end, for models that are being unloaded."""

REPEAT_SECONDS = 60.0
"""A fault that stays, but is told in other words each time, is logged this often."""

_log = logging.getLogger(__name__)


@dataclass
class _ManagedVersion:
    path: str
    status: VersionStatus
    loaded: LoadedVersion | None = None
    fingerprint: object = None
    tried: float = 0.0


@dataclass
class _Model:
    config: ServedModel
    versions: dict[int, _ManagedVersion] = field(default_factory=dict)
    removed: bool = False


class ModelManager:
    """The models of a server, as a configuration asks for them.

    All methods belong to the thread of the event loop; files are read and models are loaded in
    threads of their own.

    Args:
      source: Gives the configuration, whenever it is called.
      load: Loads the model in a folder and warms it up.
      verify: What is wrong with the files in a folder; see
        `serving.release.publishing.verify_version`.
      batching: How requests share batches.
      poll_seconds: How often to look for changes.
      turn_seconds: How long a load holds up the next one, and the start of the server.
      on_answer: Is told each answer, such as a log.

    Attributes:
      on_answer: As above.
    """

    def __init__(
        self,
        source: ConfigSource,
        load: Callable[[str], Servable],
        verify: Callable[[str], list[str]],
        batching: BatchingOptions = BatchingOptions(),  # noqa: B008 - immutable
        poll_seconds: float = POLL_SECONDS,
        turn_seconds: float = TURN_SECONDS,
        on_answer: OnAnswer | None = None,
    ) -> None:
        self.on_answer = on_answer
        self._source = source
        self._load = load
        self._verify = verify
        self._batching = batching
        self._poll_seconds = poll_seconds
        self._turn_seconds = turn_seconds
        self._config: ServerConfig = ()
        self._models: dict[str, _Model] = {}
        self._labels: dict[str, dict[str, int]] = {}
        self._folders = VersionFolders()
        self._turn = asyncio.Lock()
        self._tasks: set[asyncio.Task[None]] = set()
        self._loads: set[asyncio.Task[None]] = set()
        self._slow: set[asyncio.Task[None]] = set()
        self._poller: asyncio.Task[None] | None = None
        self._changed = asyncio.Event()
        self._faults: dict[str, str] = {}
        self._logged: dict[str, float] = {}

    async def start(self) -> None:
        """Loads what the configuration asks for, and then keeps looking for changes.

        What takes longer than its turn is loaded while the server answers already.

        Raises:
          ServerConfigError: The configuration cannot be used.
        """
        await self._look()
        while waiting := self._tasks - self._slow:
            self._changed.clear()
            changed = asyncio.ensure_future(self._changed.wait())
            await asyncio.wait([*waiting, changed], return_when=asyncio.FIRST_COMPLETED)
            changed.cancel()
        self._poller = asyncio.create_task(self._poll())

    async def close(self) -> None:
        """Finishes the requests that are in flight, and unloads everything.

        A model that is being loaded is not waited for.
        """
        if self._poller is not None:
            self._poller.cancel()
            await asyncio.wait([self._poller])
        self._folders.close()
        for task in self._loads:
            task.cancel()
        for model in self._models.values():
            for version in model.versions.values():
                self._unload(version)
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=CLOSE_SECONDS)
            for task in late:
                task.cancel()

    @property
    def faults(self) -> list[str]:
        """What is wrong with the configuration; the server goes on with the last good one."""
        return list(self._faults.values())

    def models(self) -> list[str]:
        """Names of all models of the configuration, in its order."""
        return [name for name, model in self._models.items() if not model.removed]

    def labels(self, name: str) -> Mapping[str, int]:
        """Version of each label of a model, as they apply now."""
        return self._labels.get(name, {})

    @contextlib.contextmanager
    def use(self, spec: ModelSpec) -> Iterator[LoadedVersion]:
        """The version that a request is for; it stays loaded within the block.

        Raises:
          StatusError: NOT_FOUND if it is not loaded, INVALID_ARGUMENT if there is no such label.
        """
        with self._find(spec).request() as version:
            yield version

    def status(self, spec: ModelSpec) -> list[VersionStatus]:
        """States of one version, or of all that the server has ever tried to load, newest first.

        Raises:
          StatusError: NOT_FOUND if there is none, INVALID_ARGUMENT if there is no such label.
        """
        model = self._models.get(spec.name)
        number = self._number(spec)
        versions = model.versions if model is not None else {}
        if number is not None:
            if number not in versions:
                raise StatusError(
                    Code.NOT_FOUND, f"Could not find version {number} of model {spec.name}"
                )
            return [versions[number].status]
        if not versions:
            raise StatusError(Code.NOT_FOUND, f"Could not find any versions of model {spec.name}")
        return [versions[number].status for number in sorted(versions, reverse=True)]

    def _number(self, spec: ModelSpec) -> int | None:
        if not spec.name:
            raise StatusError(Code.INVALID_ARGUMENT, "ModelSpec has no name specified.")
        if spec.label is None:
            return spec.version
        number = self.labels(spec.name).get(spec.label)
        if number is None:
            raise StatusError(
                Code.INVALID_ARGUMENT, f"Unrecognized servable version label: {spec.label}"
            )
        return number

    def _find(self, spec: ModelSpec) -> LoadedVersion:
        number = self._number(spec)
        model = self._models.get(spec.name)
        available = {
            number: version.loaded
            for number, version in (model.versions if model is not None else {}).items()
            if version.loaded is not None and version.status.state is VersionState.AVAILABLE
        }
        if number is None and model is not None:
            number = self.labels(spec.name).get(model.config.answers)
        if number is None:
            number = max(available, default=None)
        if number is None or number not in available:
            raise StatusError(Code.NOT_FOUND, f"Servable not found for request: {spec}")
        return available[number]

    async def _poll(self) -> None:
        while True:
            # Not `wait_for`, in which a cancellation gets lost when it comes with a change.
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(self._poll_seconds):
                    await self._changed.wait()
            self._changed.clear()
            try:
                await self._look()
            except Exception as error:
                # The poller must outlive whatever a file system comes up with.
                self._note("changes", f"cannot look for changes: {error}")
            else:
                self._note("changes", None)

    async def _look(self) -> None:
        """Takes over a new configuration, then brings versions nearer to the one that applies."""
        try:
            config = await in_daemon_thread("model-config", self._source)
            if config != self._config or any(model.answers for model in config):
                self._move_labels(config)
                self._config = config
        except ServerConfigError as error:
            if not self._config:
                raise
            self._note("config", str(error))
        else:
            self._note("config", None)
        self._apply(self._config, await self._folders.wanted(self._config))

    def _apply(self, config: ServerConfig, wanted: Wanted) -> None:
        """Begins to load versions that are wanted, and to unload others."""
        for name, model in self._models.items():
            model.removed = name not in wanted
        for entry in config:
            model = self._models.setdefault(entry.name, _Model(entry))
            model.config = entry
            versions = wanted[entry.name]
            if isinstance(versions, Exception):
                self._note(entry.name, f"model {entry.name}: {one_line(str(versions))}")
                continue
            self._note(entry.name, None if versions else _none_found(entry))
            for number, path in versions.items():
                self._want(model, number, path)
        for model in self._models.values():
            versions = wanted.get(model.config.name, {})
            if not isinstance(versions, Exception):
                self._unload_unwanted(model, versions)

    def _want(self, model: _Model, number: int, path: str) -> None:
        version = model.versions.get(number)
        if version is None:
            version = _ManagedVersion(path, VersionStatus(number, VersionState.START))
            model.versions[number] = version
        elif version.status.state is not VersionState.END or (
            version.status.code is not Code.OK and not self._worth_a_try(version)
        ):
            return
        version.path = path
        version.status = VersionStatus(number, VersionState.START)
        load = self._spawn(self._load_version(model, version))
        self._loads.add(load)
        load.add_done_callback(self._loads.discard)

    def _worth_a_try(self, version: _ManagedVersion) -> bool:
        return (
            time.monotonic() > version.tried + RETRY_SECONDS
            or fingerprint_of(version.path) != version.fingerprint
        )

    async def _load_version(self, model: _Model, version: _ManagedVersion) -> None:
        number = version.status.version
        key = f"{model.config.name} {number}"
        try:
            async with self._turn:
                version.status = VersionStatus(number, VersionState.LOADING)
                version.fingerprint, version.tried = fingerprint_of(version.path), time.monotonic()
                loading = in_daemon_thread("model-loader", self._verified, version.path)
                await asyncio.wait([loading], timeout=self._turn_seconds)
            if not loading.done():
                seconds = f"{self._turn_seconds:g} s"
                self._note(key, f"model {key}: {version.path} is still loading after {seconds}")
                self._go_on_without_this_task()
            servable = await loading
        except StatusError as error:
            version.status = VersionStatus(number, VersionState.END, error.code, error.message)
        except Exception as error:
            # Whatever is wrong with one version must not stop the server.
            message = f"{version.path} cannot be loaded: {error}"
            version.status = VersionStatus(number, VersionState.END, Code.INTERNAL, message[:1000])
        else:
            executor = ThreadPoolExecutor(1, f"{model.config.name}-{number}")
            batcher = None
            if DEFAULT_SIGNATURE in servable.signatures and servable.batchable(DEFAULT_SIGNATURE):
                run = partial(servable.run, DEFAULT_SIGNATURE)
                batcher = Batcher(run, executor, self._batching)
            version.loaded = LoadedVersion(number, servable, batcher, executor)
            version.status = VersionStatus(number, VersionState.AVAILABLE)
        self._note(key, None)
        if version.status.message:
            _log.error("model %s version %d: %s", model.config.name, number, version.status.message)
        self._changed.set()

    def _go_on_without_this_task(self) -> None:
        if (task := asyncio.current_task()) is not None:
            self._slow.add(task)
            task.add_done_callback(self._slow.discard)
        self._changed.set()

    def _verified(self, path: str) -> Servable:
        if faults := self._verify(path):
            raise StatusError(Code.DATA_LOSS, f"not what was published: {'; '.join(faults)}")
        return self._load(path)

    def _move_labels(self, config: ServerConfig) -> None:
        """Takes over the labels of a configuration, all or none.

        Raises:
          ServerConfigError: A label is to move to a version that is not loaded.
        """
        labels: dict[str, dict[str, int]] = {}
        for model in config:
            moved = labels[model.name] = dict(model.labels)
            for label, number in model.labels.items():
                before = self.labels(model.name).get(label, number)
                if before == number or self._is_available(model.name, number):
                    continue
                if not model.answers:
                    raise ServerConfigError(
                        f"Request to assign label {label} to version {number} of model "
                        f"{model.name}, which is not currently available for inference"
                    )
                moved[label] = before
        self._labels = labels

    def _is_available(self, name: str, number: int) -> bool:
        versions = self._models[name].versions if name in self._models else {}
        return number in versions and versions[number].status.state is VersionState.AVAILABLE

    def _unload_unwanted(self, model: _Model, wanted: Mapping[int, str]) -> None:
        name = model.config.name
        can_answer = any(self._is_available(name, number) for number in wanted)
        # Those whose label cannot move on yet.
        labelled = self.labels(name).values() if model.config.answers else ()
        for number, version in model.versions.items():
            if number in wanted or (number in labelled and not model.removed):
                continue
            if can_answer or model.removed:
                self._unload(version)

    def _unload(self, version: _ManagedVersion) -> None:
        if version.status.state is VersionState.AVAILABLE:
            version.status = VersionStatus(version.status.version, VersionState.UNLOADING)
            self._spawn(self._unload_version(version))

    async def _unload_version(self, version: _ManagedVersion) -> None:
        if version.loaded is not None:
            await version.loaded.close()
            version.loaded = None
        # A loaded graph holds reference cycles, so its memory would stay until a later collection.
        await in_daemon_thread("model-memory", gc.collect)
        version.status = VersionStatus(version.status.version, VersionState.END)
        self._changed.set()

    def _spawn(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    def _note(self, key: str, fault: str | None) -> None:
        """Keeps what is wrong, and logs it once, also if others have been noted meanwhile."""
        if fault is None:
            if self._faults.pop(key, None) is not None:
                self._logged.pop(key, None)
            return
        if self._faults.get(key) == fault:
            return
        known = key in self._faults
        self._faults[key] = fault
        # Some faults have a number or a time in them, and differ at every look.
        if not known or time.monotonic() > self._logged.get(key, 0.0) + REPEAT_SECONDS:
            self._logged[key] = time.monotonic()
            _log.warning("%s", fault)


def _none_found(model: ServedModel) -> str:
    return f"No versions of servable {model.name} found under base path {model.base_path}"
