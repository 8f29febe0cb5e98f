"""Serving what a release table says, while it changes."""

from __future__ import annotations

import time
from collections.abc import Callable

from preprocessing.errors import UserError
from serving.release.database import shown_url
from serving.release.following import Followed, in_a_thread
from serving.release.settings import RELEASE_LABEL
from serving.release.table import Releases
from serving.release.transitions import desired_config
from serving.server.config import ServedModel, ServerConfig, ServerConfigError


class FollowedTable:
    """The configuration by a release table: a `serving.server.config.ConfigSource`.

    What `txner release render` would write is loaded, and the version with the label `release`
    answers requests that name none. So a rollback needs no loading: it counts a second later.

    Args:
      url: The release table.
      model: Name of the model.
      folder: Folder or URL of its versions.
      clock: See `serving.release.following.Followed`.
      run: See there.

    Raises:
      ReleaseTableError: The URL cannot be used.
    """

    def __init__(
        self,
        url: str,
        model: str,
        folder: str,
        *,
        clock: Callable[[], float] = time.monotonic,
        run: Callable[[Callable[[], None]], None] = in_a_thread,
    ) -> None:
        self._releases = Releases(url, reading=True)
        self._model = model
        self._folder = folder
        what = f"versions of {model} in {shown_url(url)}"
        self._followed = Followed(what, self._read, clock=clock, run=run)

    def __call__(self) -> ServerConfig:
        """The configuration.

        Raises:
          ServerConfigError: The table cannot be read, and never could.
        """
        try:
            return (self._followed(),)
        except UserError as error:
            raise ServerConfigError(str(error)) from None

    def _read(self) -> ServedModel:
        entry = desired_config(self._releases, self._model, self._folder)
        return ServedModel(
            entry.name, entry.base_path, entry.policy, entry.labels, answers=RELEASE_LABEL
        )
