"""A real doccano server for the tests in this folder."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from annotation.client import DoccanoClient
from tests.doccano.server import Account, Server


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """doccano with its worker."""
    started = Server(tmp_path_factory.mktemp("doccano"))
    try:
        started.start()
        yield started
    finally:
        started.stop()


@pytest.fixture(scope="session")
def admin(server: Server) -> Account:
    """Administrator of all projects."""
    return Account(server.url, server.token("admin"))


@pytest.fixture
def client(admin: Account) -> Iterator[DoccanoClient]:
    """A connection as the administrator."""
    with DoccanoClient(admin.url, admin.token, task_seconds=60) as connected:
        yield connected
