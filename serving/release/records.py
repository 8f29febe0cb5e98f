"""What the release table tells: versions, labels and their moves, runs; and what refuses a move."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from preprocessing.errors import RefusedError, UserError


class Status(StrEnum):
    """State of a version's files."""

    PUBLISHING = "publishing"
    PUBLISHED = "published"
    RETIRING = "retiring"
    RETIRED = "retired"


class Outcome(StrEnum):
    """How a run ended."""

    PUBLISHED = "published"
    UNCHANGED = "unchanged"
    REJECTED = "rejected"


class Action(StrEnum):
    """What is done about a label, or about a version that no label stands on."""

    PUBLISH = "publish"
    PROMOTE = "promote"
    ROLLBACK = "rollback"
    REMOVE = "remove"
    HOLD = "hold"
    RESUME = "resume"
    RETIRE = "retire"


class MoveOutcome(StrEnum):
    """How an attempt to move a label ended."""

    MOVED = "moved"
    REFUSED = "refused"


class MoveError(UserError, ValueError):
    """A label cannot be moved as was asked for."""


class LabelMovedError(RefusedError, RuntimeError):
    """A label was moved by somebody else in the meantime; nothing was changed."""


@dataclass(frozen=True)
class Version:
    """A version of a model.

    Attributes:
      model: Name of the model.
      version: Its number.
      path: Folder or URL of its files.
      digest: `serving.release.manifest.digest` of its files.
      status: Whether its files are complete.
      created: When its number was taken.
      metrics: Evaluation figures by name.
      provenance: Code, data and configuration it was made of.
    """

    model: str
    version: int
    path: str
    digest: str
    status: Status
    created: datetime
    metrics: Mapping[str, Any]
    provenance: Mapping[str, Any]


@dataclass(frozen=True)
class Run:
    """A run that came to its end, published or not.

    Attributes:
      outcome: How it ended.
      version: The version it published or found unchanged.
      failed: The checks that failed, as `gate: name, …`.
      provenance: Code, data and configuration it was made of.
      at: When it ended.
    """

    outcome: Outcome
    version: int | None
    failed: str
    provenance: Mapping[str, Any]
    at: datetime


@dataclass(frozen=True)
class Position:
    """Where a label stands, to notice later whether it was moved.

    Attributes:
      version: The version it stands on, or None if it stands on none.
      revision: Entry of the history that put it there.
    """

    version: int | None
    revision: int | None


@dataclass(frozen=True)
class Hold:
    """Publishing to a label is paused: runs publish, and leave the label where it stands.

    Attributes:
      label: The label.
      who: Who paused it.
      why: The reason that was given.
      at: When.
    """

    label: str
    who: str
    why: str
    at: datetime

    def __str__(self) -> str:
        return f"since {self.at:%Y-%m-%d %H:%M} UTC by {self.who}: {self.why}"


@dataclass(frozen=True)
class Move:
    """An entry of the history.

    Attributes:
      label: The label.
      action: What was wanted.
      from_version: Where the label stood before, or was believed to stand; None: nowhere.
      to_version: Where it was to go; None: nowhere.
      who: Who wanted it.
      why: The reason that was given.
      at: When.
      outcome: Whether the label moved, or the attempt was refused.
    """

    label: str
    action: Action
    from_version: int | None
    to_version: int | None
    who: str
    why: str
    at: datetime
    outcome: MoveOutcome

    @property
    def moved(self) -> bool:
        """Whether the label moved: not if that was refused, nor by holds and retirement."""
        stays = self.action in (Action.HOLD, Action.RESUME, Action.RETIRE)
        return self.outcome is MoveOutcome.MOVED and not stays
