"""The release table: which versions there are, which label stands on which, and how it came about.

Also the record of runs that published nothing, so that there is one place to ask.
"""

from __future__ import annotations

import getpass
import hashlib
import json
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    DateTime,
    Engine,
    ForeignKeyConstraint,
    create_engine,
    func,
    select,
)
from sqlalchemy.engine import make_url
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

RELEASE_LABEL = "release"
"""The label whose version customers see, and which a new model is compared with."""


class Status(StrEnum):
    """State of a version's files."""

    PUBLISHING = "publishing"
    PUBLISHED = "published"


class Outcome(StrEnum):
    """How a run ended."""

    PUBLISHED = "published"
    UNCHANGED = "unchanged"
    REJECTED = "rejected"


class _Base(DeclarativeBase):
    type_annotation_map = {dict[str, Any]: JSON, list[Any]: JSON}  # noqa: RUF012 - SQLAlchemy's


class _Version(_Base):
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


class _Label(_Base):
    __tablename__ = "labels"
    __table_args__ = (
        ForeignKeyConstraint(["model", "version"], ["versions.model", "versions.version"]),
    )

    model: Mapped[str] = mapped_column(primary_key=True)
    label: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(BigInteger)


class _Move(_Base):
    __tablename__ = "history"

    id: Mapped[int] = mapped_column(primary_key=True)
    model: Mapped[str]
    label: Mapped[str]
    from_version: Mapped[int | None] = mapped_column(BigInteger)
    to_version: Mapped[int | None] = mapped_column(BigInteger)
    who: Mapped[str]
    why: Mapped[str]
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class _Run(_Base):
    __tablename__ = "runs"

    id: Mapped[int] = mapped_column(primary_key=True)
    model: Mapped[str]
    outcome: Mapped[str]
    version: Mapped[int | None] = mapped_column(BigInteger)
    failed: Mapped[str]
    checks: Mapped[list[Any]]
    provenance: Mapped[dict[str, Any]]
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


@dataclass(frozen=True)
class Version:
    """A version of a model.

    Attributes:
      model: Name of the model.
      version: Its number.
      path: Folder or URL of its files.
      digest: `serving.publishing.digest` of its files.
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


class Releases:
    """The release table in a database.

    Args:
      url: SQLAlchemy URL; the tables are created if they are missing.
    """

    def __init__(self, url: str) -> None:
        self._engine = _connect(url)
        _Base.metadata.create_all(self._engine)

    def begin_version(
        self,
        model: str,
        root: str,
        *,
        label: str,
        model_digest: str,
        metrics: Mapping[str, Any],
        provenance: Mapping[str, Any],
    ) -> Version:
        """Takes the next version number, before any file is copied.

        Numbers are Unix seconds, and greater than any that the model had.

        Args:
          model: Name of the model.
          root: Folder or URL that holds the model's versions.
          label: Label that the version gets when it is finished.
          model_digest: Digest of the files.
          metrics: Evaluation figures by name.
          provenance: Code, data and configuration.
        """
        with Session(self._engine) as session, session.begin():
            last = session.scalar(select(func.max(_Version.version)).where(_Version.model == model))
            number = max(int(time.time()), (last or 0) + 1)
            row = _Version(
                model=model,
                version=number,
                status=Status.PUBLISHING,
                path=f"{root.rstrip('/')}/{number}",
                digest=model_digest,
                first_label=label,
                metrics=dict(metrics),
                provenance=dict(provenance),
                created=_now(),
            )
            session.add(row)
            session.flush()
            return _to_version(row)

    def finish_version(self, model: str, version: int) -> None:
        """Notes that all files of a version are in place, and gives it its label.

        Both in one transaction: a version must not stay without its label because the publisher
        died in between.
        """
        with Session(self._engine) as session, session.begin():
            row = session.get_one(_Version, (model, version))
            if row.status == Status.PUBLISHING:
                row.status = Status.PUBLISHED
                _move(session, model, row.first_label, version, "published by the pipeline")

    def unfinished(self, model: str) -> list[Version]:
        """Versions whose publisher has not come to its end, oldest first."""
        return self._versions(model, _Version.status == Status.PUBLISHING)

    def forget_version(self, model: str, version: int) -> None:
        """Removes an unfinished version."""
        with Session(self._engine) as session, session.begin():
            session.delete(session.get_one(_Version, (model, version)))

    def find(self, model: str, model_digest: str) -> Version | None:
        """The latest published version with these files, if there is one."""
        found = self._versions(
            model, _Version.digest == model_digest, _Version.status == Status.PUBLISHED
        )
        return found[-1] if found else None

    def labelled(self, model: str, label: str) -> Version | None:
        """The version that a label stands on, if it stands on one."""
        with Session(self._engine) as session:
            row = session.get(_Label, (model, label))
            if row is None:
                return None
            return _to_version(session.get_one(_Version, (model, row.version)))

    def labels_of(self, model: str, version: int) -> list[str]:
        """Labels that stand on a version, sorted."""
        with Session(self._engine) as session:
            query = select(_Label.label).where(_Label.model == model, _Label.version == version)
            return sorted(session.scalars(query))

    def move_label(self, model: str, label: str, version: int, why: str) -> None:
        """Puts a label on a published version, and writes down who did it and why.

        Raises:
          ValueError: There is no such published version.
        """
        with Session(self._engine) as session, session.begin():
            target = session.get(_Version, (model, version))
            if target is None or target.status != Status.PUBLISHED:
                raise ValueError(f"{model} has no published version {version}")
            _move(session, model, label, version, why)

    def record_run(
        self,
        model: str,
        outcome: Outcome,
        *,
        version: int | None,
        checks: Iterable[Mapping[str, Any]],
        provenance: Mapping[str, Any],
    ) -> None:
        """Notes how a run ended.

        Args:
          model: Name of the model.
          outcome: How it ended.
          version: The version that was published or is unchanged.
          checks: The checks of all gates, with the fields of `serving.gates.Check`.
          provenance: Code, data and configuration.
        """
        checks = [dict(check) for check in checks]
        failed = [f"{check['gate']}: {check['name']}" for check in checks if not check["passed"]]
        with Session(self._engine) as session, session.begin():
            session.add(
                _Run(
                    model=model,
                    outcome=outcome,
                    version=version,
                    failed=", ".join(failed),
                    checks=checks,
                    provenance=dict(provenance),
                    at=_now(),
                )
            )

    def state(self, model: str) -> str:
        """A hash that changes when a version is published or a label moves."""
        with Session(self._engine) as session:
            versions = [
                [row.version, row.status, row.digest]
                for row in session.scalars(
                    select(_Version).where(_Version.model == model).order_by(_Version.version)
                )
            ]
            labels = [
                [row.label, row.version]
                for row in session.scalars(
                    select(_Label).where(_Label.model == model).order_by(_Label.label)
                )
            ]
        return hashlib.sha256(json.dumps([versions, labels]).encode()).hexdigest()

    def _versions(self, model: str, *conditions: Any) -> list[Version]:
        query = select(_Version).where(_Version.model == model, *conditions)
        with Session(self._engine) as session:
            rows = session.scalars(query.order_by(_Version.version))
            return [_to_version(row) for row in rows]


def _connect(url: str) -> Engine:
    location = make_url(url)
    if location.get_backend_name() == "sqlite" and location.database:
        Path(location.database).parent.mkdir(parents=True, exist_ok=True)
    return create_engine(location)


def _move(session: Session, model: str, label: str, version: int, why: str) -> None:
    row = session.get(_Label, (model, label))
    before = row.version if row else None
    if row:
        row.version = version
    else:
        session.add(_Label(model=model, label=label, version=version))
    session.add(
        _Move(
            model=model,
            label=label,
            from_version=before,
            to_version=version,
            who=getpass.getuser(),
            why=why,
            at=_now(),
        )
    )


def _to_version(row: _Version) -> Version:
    return Version(
        model=row.model,
        version=row.version,
        path=row.path,
        digest=row.digest,
        status=Status(row.status),
        # SQLite forgets the time zone.
        created=row.created.replace(tzinfo=UTC),
        metrics=row.metrics,
        provenance=row.provenance,
    )


def _now() -> datetime:
    return datetime.now(UTC)
