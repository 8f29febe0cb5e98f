"""Changes to where labels stand and may go, within a transaction that writes."""

from __future__ import annotations

import getpass
import os

from sqlalchemy import select
from sqlalchemy.orm import Session

from serving.release.database import now
from serving.release.moves import needed
from serving.release.records import Action, LabelMovedError, MoveOutcome, Position, Status
from serving.release.schema import (
    HoldRow,
    LabelRow,
    MoveRow,
    VersionRow,
    position_of,
    to_hold,
    to_move,
)


def move(
    session: Session,
    model: str,
    label: str,
    version: int | None,
    why: str,
    action: Action,
    expected: Position | None = None,
) -> None:
    """Moves a label, and writes it down. A rollback pauses publishing to it.

    Raises:
      LabelMovedError: It does not stand where it was expected.
    """
    own = select(LabelRow).where(LabelRow.model == model, LabelRow.label == label)
    # SQLite has no such lock; there the transaction has the whole database for itself.
    row = session.scalars(own.with_for_update()).one_or_none()
    if expected is not None and expected != position_of(row):
        raise LabelMovedError(label)
    before = row.version if row else None
    made = entry(model, label, before, version, why, action, MoveOutcome.MOVED)
    session.add(made)
    session.flush()
    if action is Action.ROLLBACK:
        hold(session, model, label, f"rolled back: {why}")
    if version is None:
        if row is not None:
            session.delete(row)
    elif row is not None:
        row.version, row.revision = version, made.id
    else:
        session.add(LabelRow(model=model, label=label, version=version, revision=made.id))
    session.flush()


def hold(session: Session, model: str, label: str, why: str) -> None:
    """Pauses publishing to a label; a new reason takes the place of an earlier one."""
    session.merge(HoldRow(model=model, label=label, who=user(), why=why, at=now()))


def note(session: Session, model: str, label: str, why: str, action: Action) -> None:
    """Writes down what is done about a label while it stays where it is."""
    row = session.get(LabelRow, (model, label))
    stands = row.version if row else None
    session.add(entry(model, label, stands, stands, why, action, MoveOutcome.MOVED))


def retire(session: Session, model: str, version: int, why: str) -> bool:
    """Gives a published version up for deletion, unless it is needed, and writes it down.

    Returns:
      Whether it was given up.
    """
    # The labels stay where they are until this is decided, and none comes to the version.
    row = session.get_one(VersionRow, (model, version), with_for_update=True)
    labels = session.scalars(select(LabelRow).where(LabelRow.model == model).with_for_update())
    stands = {label.label: label.version for label in labels}
    moves = select(MoveRow).where(MoveRow.model == model).order_by(MoveRow.id)
    history = [to_move(move) for move in session.scalars(moves)]
    own = VersionRow.model == model, VersionRow.status == Status.PUBLISHED
    published = set(session.scalars(select(VersionRow.version).where(*own)))
    if version not in published or version in needed(stands, history, published):
        return False
    row.status = Status.RETIRING
    moved = MoveOutcome.MOVED
    # In the history of no label.
    session.add(entry(model, "", version, None, why, Action.RETIRE, moved))
    return True


def publish(session: Session, model: str, label: str, version: int, why: str) -> None:
    """Gives a new version its label, or writes down why it does not get it."""
    held = session.get(HoldRow, (model, label))
    if held is None:
        move(session, model, label, version, why, Action.PUBLISH)
        return
    row = session.get(LabelRow, (model, label))
    stands = row.version if row else None
    why = f"on hold {to_hold(held)}"
    refused = MoveOutcome.REFUSED
    session.add(entry(model, label, stands, version, why, Action.PUBLISH, refused))


def entry(
    model: str,
    label: str,
    before: int | None,
    version: int | None,
    why: str,
    action: Action,
    outcome: MoveOutcome,
) -> MoveRow:
    """An entry of the history, with the time and the user."""
    return MoveRow(
        model=model,
        label=label,
        from_version=before,
        to_version=version,
        who=user(),
        why=why,
        at=now(),
        action=action,
        outcome=outcome,
    )


def user() -> str:
    """Who runs this process."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        # Containers run under numbers that have no name.
        return f"uid {os.getuid()}"
