"""A doccano server of which tests may ask what it has."""

from __future__ import annotations

from tests.annotation.conftest import client, fake

__all__ = ["client", "fake"]
