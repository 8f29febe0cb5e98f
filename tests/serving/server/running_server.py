"""A whole server in a thread, for tests."""

from __future__ import annotations

import asyncio
import contextlib
import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from serving.release.publishing import publish_version, verify_version
from serving.server.config import ConfigFile
from serving.server.model_manager import ModelManager
from serving.server.options import ServerOptions
from serving.server.request_batching import BatchingOptions
from serving.server.saved_model import load_servable
from serving.server.server import Server
from serving.server.versions import Servable


@dataclass(frozen=True)
class Running:
    """A server that runs: its addresses, and what belongs to the thread of its loop."""

    http: str
    grpc: str
    manager: ModelManager
    admin: str
    server: Server
    loop: asyncio.AbstractEventLoop


@contextlib.contextmanager
def run_in_thread(
    config: Path,
    load: Callable[[str], Servable] = load_servable,
    batching: BatchingOptions = BatchingOptions(),  # noqa: B008
    verify: Callable[[str], list[str]] = verify_version,
    options: ServerOptions = ServerOptions(),  # noqa: B008
) -> Iterator[Running]:
    """A server that follows a `models.conf`, on free ports of loopback."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()

    def do(work: Any) -> Any:
        return asyncio.run_coroutine_threadsafe(work, loop).result(60)

    async def make() -> tuple[ModelManager, Server]:
        manager = ModelManager(ConfigFile(config), load, verify, batching)
        return manager, Server(manager, options=options)

    manager, server = do(make())
    try:
        port, grpc_port = do(server.start("127.0.0.1", 0, 0))
        scheme = "http" if options.certificates is None else "https"
        admin = f"http://127.0.0.1:{server.admin_port or port}"
        http = f"{scheme}://127.0.0.1:{port}"
        yield Running(http, f"127.0.0.1:{grpc_port}", manager, admin, server, loop)
    finally:
        loop.call_soon_threadsafe(server.draining.hurry)
        do(server.stop())
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()


def publish_versions(model: Path, base_path: Path, versions: list[int]) -> Path:
    """The same model as several published versions."""
    publish_version(str(model), str(base_path), versions[0])
    for version in versions[1:]:
        shutil.copytree(base_path / str(versions[0]), base_path / str(version))
    return base_path


def write_empty_versions(folder: Path, labels: dict[str, int]) -> Path:
    """A `models.conf` for versions without a model in them, which a fake one stands for."""
    for version in labels.values():
        (folder / "models" / str(version)).mkdir(parents=True)
        (folder / "models" / str(version) / "saved_model.pb").touch()
    config = folder / "models.conf"
    write_config(config, folder / "models", "all {}", labels)
    return config


def write_config(path: Path, base_path: Path, policy: str, labels: dict[str, int]) -> None:
    """Replaces a `models.conf` in one step; `policy` is text such as `specific { versions: 1 }`."""
    labelled = "".join(
        f'version_labels {{ key: "{label}" value: {number} }}\n' for label, number in labels.items()
    )
    beside = path.with_suffix(".new")
    beside.write_text(
        f'model_config_list {{ config {{ name: "transactions" base_path: "{base_path}"\n'
        f'model_platform: "tensorflow" model_version_policy {{ {policy} }}\n{labelled} }} }}\n'
    )
    beside.rename(path)
