"""Which version a label means, read from the release table while requests are answered.

    active = active_versions("postgresql://reader@db.example.com/releases", "transactions")
    with TaggerClient("127.0.0.1:8500", "transactions", active=active) as client:
        ...

After a rollback, or an `UPDATE` of the label's row, all who ask so are with the other version
within `serving.release.following.FRESH_SECONDS` and the time of a question to the database.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from serving.release.database import shown_url
from serving.release.following import Followed, in_a_thread
from serving.release.records import Position
from serving.release.settings import RELEASE_LABEL
from serving.release.table import Releases


def active_versions(
    url: str,
    model: str,
    label: str = RELEASE_LABEL,
    *,
    clock: Callable[[], float] = time.monotonic,
    run: Callable[[Callable[[], None]], None] = in_a_thread,
) -> Followed[tuple[int, ...]]:
    """The version that a label stands on, and those that it stood on before, the last one first.

    The first is what to ask. The others are for when a server does not have it yet: a label moves
    when a version is published, which servers load later. What was rolled back is not among them.
    None at all: the label stands nowhere.

    Args:
      url: The release table; see `serving.release.table.Releases`.
      model: Name of the model.
      label: The label.
      clock: See `serving.release.following.Followed`.
      run: See there.

    Raises:
      ReleaseTableError: The URL cannot be used. (That the database cannot be reached shows later.)
    """
    standing = _Standing(Releases(url, reading=True), model, label)
    what = f"label {label} of {model} in {shown_url(url)}"
    return Followed(what, standing, clock=clock, run=run)


class _Standing:
    """Reads where a label stands; its history, which gets long, only when it was moved."""

    def __init__(self, releases: Releases, model: str, label: str) -> None:
        self._releases, self._model, self._label = releases, model, label
        self._read: tuple[Position, tuple[int, ...]] | None = None

    def __call__(self) -> tuple[int, ...]:
        position = self._releases.position(self._model, self._label)
        if self._read is None or self._read[0] != position:
            versions: tuple[int, ...] = ()
            if position.version is not None:
                back = self._releases.way_back(self._model, self._label)
                versions = tuple(dict.fromkeys([position.version, *back]))
            self._read = position, versions
        return self._read[1]
