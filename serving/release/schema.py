"""The rows of the release table's database, and what they mean."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, DateTime, ForeignKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column

from preprocessing.secrets import without_passwords
from serving.release.database import Base, in_utc
from serving.release.records import (
    Action,
    Hold,
    Move,
    MoveOutcome,
    Outcome,
    Position,
    Run,
    Status,
    Version,
)


class VersionRow(Base):
    """A version."""

    __tablename__ = "versions"

    model: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    status: Mapped[str]
    path: Mapped[str]
    digest: Mapped[str]
    first_label: Mapped[str]
    metrics: Mapped[dict[str, Any]]
    provenance: Mapped[dict[str, Any]]
    created: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class LabelRow(Base):
    """Where a label stands."""

    __tablename__ = "labels"
    __table_args__ = (
        ForeignKeyConstraint(["model", "version"], ["versions.model", "versions.version"]),
    )

    model: Mapped[str] = mapped_column(primary_key=True)
    label: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(BigInteger)
    # Entry of the history that put the label there: differs even if the label comes back.
    revision: Mapped[int | None] = mapped_column(BigInteger)


class MoveRow(Base):
    """A move of a label, or a refused attempt at one."""

    __tablename__ = "history"

    id: Mapped[int] = mapped_column(primary_key=True)
    model: Mapped[str]
    label: Mapped[str]
    from_version: Mapped[int | None] = mapped_column(BigInteger)
    to_version: Mapped[int | None] = mapped_column(BigInteger)
    who: Mapped[str]
    why: Mapped[str]
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    # Databases of earlier versions of this project have neither; their entries are moves.
    action: Mapped[str | None]
    outcome: Mapped[str | None]


class HoldRow(Base):
    """A label that runs do not publish to for the time being."""

    __tablename__ = "holds"

    model: Mapped[str] = mapped_column(primary_key=True)
    label: Mapped[str] = mapped_column(primary_key=True)
    who: Mapped[str]
    why: Mapped[str]
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class RunRow(Base):
    """A run that came to its end."""

    __tablename__ = "runs"

    id: Mapped[int] = mapped_column(primary_key=True)
    model: Mapped[str]
    outcome: Mapped[str]
    version: Mapped[int | None] = mapped_column(BigInteger)
    failed: Mapped[str]
    checks: Mapped[list[Any]]
    provenance: Mapped[dict[str, Any]]
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class DataProfileRow(Base):
    """What the data of a version looked like.

    Not a column of the versions, which are read much more often, and without it.
    """

    __tablename__ = "data_profiles"
    __table_args__ = (
        ForeignKeyConstraint(["model", "version"], ["versions.model", "versions.version"]),
    )

    model: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    profile: Mapped[dict[str, Any]]


def position_of(row: LabelRow | None) -> Position:
    """Where the label of a row stands; None: it has no row."""
    return Position(row.version, row.revision) if row else Position(None, None)


def to_version(row: VersionRow) -> Version:
    """The version of a row."""
    return Version(
        model=row.model,
        version=row.version,
        path=row.path,
        digest=row.digest,
        status=Status(row.status),
        created=in_utc(row.created),
        metrics=row.metrics,
        # Versions of earlier days may have written a password down.
        provenance=without_passwords(row.provenance),
    )


def to_hold(row: HoldRow) -> Hold:
    """The hold of a row."""
    return Hold(label=row.label, who=row.who, why=row.why, at=in_utc(row.at))


def to_run(row: RunRow) -> Run:
    """The run of a row."""
    return Run(
        outcome=Outcome(row.outcome),
        version=row.version,
        failed=row.failed,
        provenance=without_passwords(row.provenance),
        at=in_utc(row.at),
    )


def to_move(row: MoveRow) -> Move:
    """The entry of the history of a row."""
    return Move(
        label=row.label,
        action=Action(row.action or Action.PROMOTE),
        from_version=row.from_version,
        to_version=row.to_version,
        who=row.who,
        why=row.why,
        at=in_utc(row.at),
        outcome=MoveOutcome(row.outcome or MoveOutcome.MOVED),
    )
