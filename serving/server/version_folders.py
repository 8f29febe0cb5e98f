"""Which versions there are of each model of a configuration.

A folder that cannot be read, or a bucket that does not answer, concerns its own model only.
"""

from __future__ import annotations

import asyncio
import math
import time
from collections.abc import Mapping
from dataclasses import dataclass, field

from serving.server.config import ServedModel, ServerConfig, choose_versions
from serving.server.threads import in_daemon_thread
from storage import files

REMOTE_POLL_SECONDS = 5.0
"""How often folders in a bucket are looked at."""

FIRST_SECONDS = 30.0
"""How long a server that starts waits for what is in a bucket."""

Wanted = Mapping[str, Mapping[int, str] | Exception]
"""Folders of the wanted versions of each model, or why they are not known."""


class NotListedError(Exception):
    """It is not known yet which versions there are."""


@dataclass
class _Listing:
    """What was last heard of a folder in a bucket.

    Attributes:
      versions: The answer, or why there is none; None before the first one.
      asked: When it came.
      awaited: Whether a look has waited for it; later ones do not.
      question: What has not been answered yet.
    """

    versions: dict[int, str] | Exception | None = None
    asked: float = -math.inf
    awaited: bool = False
    question: asyncio.Future[dict[int, str]] | None = field(default=None, repr=False)


class VersionFolders:
    """Looks up the versions of models.

    Args:
      first_seconds: How long the first look waits for a bucket.
    """

    def __init__(self, first_seconds: float = FIRST_SECONDS) -> None:
        self._first_seconds = first_seconds
        self._remote: dict[str, _Listing] = {}

    async def wanted(self, config: ServerConfig) -> Wanted:
        """The versions that a configuration asks for, as far as they exist."""
        remote = {model.name: model for model in config if files.is_remote(model.base_path)}
        local = [model for model in config if model.name not in remote]
        wanted: dict[str, Mapping[int, str] | Exception] = {}
        if local:
            wanted |= await in_daemon_thread("model-files", _list_all, local)
        listings = {name: self._ask(model) for name, model in remote.items()}
        new = [item for item in listings.values() if not item.awaited]
        if waiting := [item.question for item in new if item.question is not None]:
            await asyncio.wait(waiting, timeout=self._first_seconds)
        for name, listing in listings.items():
            listing.awaited = True
            self._take(listing)
            wanted[name] = (
                NotListedError(f"{remote[name].base_path} does not answer yet")
                if listing.versions is None
                else listing.versions
            )
        return wanted

    def close(self) -> None:
        """Waits for no answer any more."""
        for listing in self._remote.values():
            if listing.question is not None:
                listing.question.cancel()

    def _ask(self, model: ServedModel) -> _Listing:
        listing = self._remote.setdefault(
            repr((model.base_path, model.policy, model.folders)), _Listing()
        )
        self._take(listing)
        if listing.question is None and time.monotonic() > listing.asked + REMOTE_POLL_SECONDS:
            listing.question = in_daemon_thread("model-bucket", choose_versions, model)
        return listing

    def _take(self, listing: _Listing) -> None:
        if listing.question is None or not listing.question.done():
            return
        question, listing.question = listing.question, None
        listing.asked = time.monotonic()
        if question.cancelled():
            return
        error = question.exception()
        if error is None:
            listing.versions = question.result()
        else:
            listing.versions = error if isinstance(error, Exception) else None


def _list_all(models: list[ServedModel]) -> dict[str, Mapping[int, str] | Exception]:
    return {model.name: _list(model) for model in models}


def _list(model: ServedModel) -> Mapping[int, str] | Exception:
    try:
        return choose_versions(model)
    except Exception as error:
        # Whatever a file system comes up with must not stop the other models.
        return error
