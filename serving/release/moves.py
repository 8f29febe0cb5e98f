"""When a label may move, and to which version: the rules, without a database or files."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping, Sequence

from preprocessing.errors import RefusedError
from serving.release.records import (
    Action,
    Move,
    MoveError,
    Position,
    Status,
    Version,
)
from serving.release.settings import LABEL_PATTERN, RELEASE_LABEL


class DamagedError(RefusedError):
    """The files of the version that a label should go to are not what was published."""


def way_back(history: Iterable[Move], current: int | None) -> list[int]:
    """The versions that a label stood on before its current one, the last one first.

    After a rollback the way begins before the version that was rolled back to, so that rollbacks in
    a row go further and further back, and never to what was rolled back.

    Args:
      history: The moves of the label, oldest first.
      current: Where it stands. Whoever writes into the row of the label itself leaves no entry in
        the history; that counts as a rollback if the label stood there before, or else as a
        promotion.

    Returns:
      Versions to go back to; one occurs again if the label came back to it.
    """
    trail: list[int | None] = []
    for move in history:
        if move.moved:
            _step(trail, move.to_version, back=move.action is Action.ROLLBACK)
    _step(trail, current, back=current in trail)
    return [version for version in trail[-2::-1] if version not in (None, current)]


def needed(
    labels: Mapping[str, int], history: Sequence[Move], published: Container[int]
) -> dict[int, str]:
    """The versions that must stay, and why: those with a label, and the one before each of them.

    Args:
      labels: Where each label stands.
      history: The moves of all labels, oldest first.
      published: Versions whose files are there.
    """
    reasons = dict[int, str]()
    for label in sorted({*labels, *(move.label for move in history if move.moved)}):
        own = [move for move in history if move.label == label]
        back = way_back(own, labels.get(label))
        if before := next((version for version in back if version in published), None):
            reasons[before] = f"{label} would be rolled back to it"
    for label, version in sorted(labels.items()):
        reasons[version] = f"label {label} stands on it"
    return reasons


def _step(trail: list[int | None], to: int | None, *, back: bool) -> None:
    if back and to in trail:
        while trail[-1] != to:
            trail.pop()
    elif not trail or trail[-1] != to:
        trail.append(to)


def require_label(label: str) -> None:
    """Lets the names of labels pass.

    Raises:
      MoveError: It cannot be one.
    """
    if not re.fullmatch(LABEL_PATTERN, label):
        raise MoveError(
            f"{label!r} cannot be a label: lower-case letters, digits, _ and -, at most 63"
        )


def require_reason(why: str) -> str:
    """The reason on one line.

    Raises:
      MoveError: There is none.
    """
    if not (reason := " ".join(why.split())):
        raise MoveError("must say why, for the history", argument="why")
    return reason


def require_published(version: Version) -> Version:
    """The version, if all of its files were published.

    Raises:
      MoveError: They were not.
    """
    if version.status in (Status.RETIRING, Status.RETIRED):
        raise MoveError(
            f"version {version.version} of {version.model} is retired: txner release prune has "
            "deleted its files; txner release list shows other versions"
        )
    if version.status is not Status.PUBLISHED:
        raise MoveError(
            f"version {version.version} of {version.model} is not published: its files are being "
            "copied, or its publisher was interrupted; the next run settles that"
        )
    return version


def require_undamaged(label: str, version: Version, faults: Sequence[str]) -> None:
    """Keeps a label off a damaged version.

    Args:
      label: The label that should go there.
      version: The version.
      faults: What is wrong with its files, see `serving.release.verification.verify_files`.

    Raises:
      DamagedError: There are faults.
    """
    if faults:
        lines = [f"version {version.version} is damaged: {fault}" for fault in faults]
        lines.append(f"label {label} was not moved; txner release list shows other versions")
        raise DamagedError("\n".join(lines))


def require_removable(model: str, label: str, position: Position) -> None:
    """Lets any label be taken away but the one that clients ask for.

    Raises:
      MoveError: It is that one, or it stands nowhere.
    """
    if label == RELEASE_LABEL:
        raise MoveError(f"label {label} cannot be removed, only moved: clients ask for it")
    if position.version is None:
        raise MoveError(f"label {label} of {model} stands on no version")


def rollback_target(model: str, label: str, position: Position, previous: int | None) -> int:
    """The version that a rollback leads to.

    Args:
      model: Name of the model.
      label: The label.
      position: Where it stands.
      previous: Where it stood before, see `serving.release.table.Releases.previous_version`.

    Raises:
      MoveError: It stood nowhere before.
    """
    if previous is None:
        where = f"on {position.version}" if position.version else "on no version"
        raise MoveError(
            f"label {label} of {model} stands {where} and stood on no other before; "
            "txner release list shows what it can be promoted to"
        )
    return previous


def expected_position(position: Position, expect: int | None) -> Position:
    """Where a label must stand to be moved: where it was seen, or else where the user says.

    Args:
      position: Where it was seen.
      expect: The version that the user says; None: none.

    Returns:
      `position`, or one where nothing stands, so that the table refuses the move and writes the
      attempt down.
    """
    if expect is None or expect == position.version:
        return position
    return Position(expect, None)


def is_in_place(position: Position, expected: Position, target: Version) -> bool:
    """Whether a label stands where it should go already, so that there is nothing to do."""
    return position == expected and position.version == target.version
