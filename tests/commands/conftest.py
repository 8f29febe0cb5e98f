"""A doccano server for the commands that talk to one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.annotation.conftest import FakeDoccano


@pytest.fixture
def fake() -> Iterator[FakeDoccano]:
    """A server with one empty project."""
    server = FakeDoccano()
    yield server
    server.close()
