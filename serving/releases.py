"""The release table: which versions there are, which label stands on which, and how it came about.

Also the record of runs that published nothing, so that there is one place to ask.
"""

from __future__ import annotations

import getpass
import hashlib
import json
import math
import os
import re
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import (
    JSON,
    BigInteger,
    DateTime,
    Engine,
    ForeignKeyConstraint,
    create_engine,
    event,
    func,
    inspect,
    select,
    text,
    update,
)
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import (
    ArgumentError,
    DBAPIError,
    IntegrityError,
    NoSuchModuleError,
    OperationalError,
    SQLAlchemyError,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column
from sqlalchemy.pool import NullPool

from preprocessing import files
from preprocessing.settings import SettingsError
from serving.publishing import MANIFEST, FileEntry, digest, verify_version

RELEASE_LABEL = "release"
"""The label whose version customers see, and which a new model is compared with."""

LABEL_PATTERN = r"[a-z][a-z0-9_-]{0,62}"
"""What a label may look like; TF Serving's REST addresses take these characters as they are."""

BUSY_SECONDS = 60
"""How long a writer of SQLite waits for another one."""

CONNECT_SECONDS = 15
"""How long PostgreSQL may take to answer at first."""

_ATTEMPTS = 5


_T = TypeVar("_T")


class Status(StrEnum):
    """State of a version's files."""

    PUBLISHING = "publishing"
    PUBLISHED = "published"


class Outcome(StrEnum):
    """How a run ended."""

    PUBLISHED = "published"
    UNCHANGED = "unchanged"
    REJECTED = "rejected"


class Action(StrEnum):
    """Why a label moves."""

    PUBLISH = "publish"
    PROMOTE = "promote"
    ROLLBACK = "rollback"
    REMOVE = "remove"


class MoveOutcome(StrEnum):
    """What became of an attempt to move a label."""

    MOVED = "moved"
    REFUSED = "refused"


class ReleaseTableError(SettingsError):
    """The database with the release table cannot be used."""


class MoveError(ValueError):
    """A label cannot be moved as was asked for."""


class LabelMovedError(RuntimeError):
    """A label was moved by somebody else in the meantime; nothing was changed."""


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
    # Entry of the history that put the label there: differs even if the label comes back.
    revision: Mapped[int | None] = mapped_column(BigInteger)


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
    # Databases of earlier versions of this project have neither; their entries are moves.
    action: Mapped[str | None]
    outcome: Mapped[str | None]


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


class Releases:
    """The release table in a database.

    Several processes may use it at once. Every change is one transaction. SQLite lets in one writer
    at a time; on PostgreSQL the row of a label is locked while it moves.

    Args:
      url: SQLAlchemy URL. Missing tables are created, and so are the columns that databases of
        earlier versions lack.

    Raises:
      ReleaseTableError: The URL names no database that can be used; passwords are not shown.
    """

    def __init__(self, url: str) -> None:
        self._engine = _connect(url)
        # Shares the connections. See `_begin` for what the option does.
        self._writer = self._engine.execution_options(write=True)
        _prepare(self._engine)

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

        def take(session: Session) -> Version:
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

        return self._write(take)

    def finish_version(self, model: str, version: int) -> None:
        """Notes that all files of a version are in place, and gives it its label.

        Both in one transaction: a version must not stay without its label because the publisher
        died in between. The label goes to the version wherever it stands by then, and the history
        says where that was; somebody who moves the label at the same time is told so.
        """

        def finish(session: Session) -> None:
            row = session.get_one(_Version, (model, version))
            done = (
                update(_Version)
                .where(
                    _Version.model == model,
                    _Version.version == version,
                    _Version.status == Status.PUBLISHING,
                )
                .values(status=Status.PUBLISHED)
                .execution_options(synchronize_session=False)
            )
            # Of two processes that finish the same version, one finds it finished.
            if session.execute(done).rowcount == 1:  # type: ignore[attr-defined]
                why = "published by the pipeline"
                _move(session, model, row.first_label, version, why, Action.PUBLISH)

        self._write(finish)

    def unfinished(self, model: str) -> list[Version]:
        """Versions whose publisher has not come to its end, oldest first."""
        return self._versions(model, _Version.status == Status.PUBLISHING)

    def versions(self, model: str) -> list[Version]:
        """All versions of a model, oldest first."""
        return self._versions(model)

    def version(self, model: str, version: int) -> Version | None:
        """A version by its number, if there is such a one."""
        found = self._versions(model, _Version.version == version)
        return found[0] if found else None

    def forget_version(self, model: str, version: int) -> None:
        """Removes an unfinished version."""
        self._write(lambda session: session.delete(session.get_one(_Version, (model, version))))

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

    def labels(self, model: str) -> dict[str, int]:
        """The version that each label stands on, labels sorted."""
        with Session(self._engine) as session:
            query = select(_Label).where(_Label.model == model).order_by(_Label.label)
            return {row.label: row.version for row in session.scalars(query)}

    def position(self, model: str, label: str) -> Position:
        """Where a label stands; give it to `move_label` to move it from there and nowhere else."""
        with Session(self._engine) as session:
            return _position(session.get(_Label, (model, label)))

    def previous_version(self, model: str, label: str) -> int | None:
        """The version that a label stood on before its current one, if there was one.

        After a rollback that is the version before the one that was rolled back to, so that
        rollbacks in a row go further and further back.
        """
        trail: list[int | None] = []
        for move in self.history(model, label):
            if move.outcome is not MoveOutcome.MOVED:
                continue
            if move.action is Action.ROLLBACK and move.to_version in trail:
                while trail[-1] != move.to_version:
                    trail.pop()
            elif not trail or trail[-1] != move.to_version:
                trail.append(move.to_version)
        current = trail[-1] if trail else None
        earlier = [version for version in trail[:-1] if version not in (None, current)]
        return earlier[-1] if earlier else None

    def history(self, model: str, label: str | None = None) -> list[Move]:
        """Every move of a label, or of all labels, and every attempt at one, oldest first."""
        query = select(_Move).where(_Move.model == model).order_by(_Move.id)
        if label is not None:
            query = query.where(_Move.label == label)
        with Session(self._engine) as session:
            return [_to_move(row) for row in session.scalars(query)]

    def move_label(
        self,
        model: str,
        label: str,
        version: int | None,
        why: str,
        *,
        action: Action = Action.PROMOTE,
        expected: Position | None = None,
    ) -> None:
        """Puts a label on a published version, and writes down who did it and why.

        Args:
          model: Name of the model.
          label: The label; it need not exist.
          version: The version, or None to take the label away.
          why: The reason, for the history.
          action: What this is a part of, for the history.
          expected: What `position` said when the move was decided on. If the label was moved since,
            this move is refused, and the history tells of the attempt. None: move it from wherever
            it stands.

        Raises:
          MoveError: There is no such published version, or `label` is not the name of a label.
          LabelMovedError: The label does not stand where it was expected.
        """
        if not re.fullmatch(LABEL_PATTERN, label):
            raise MoveError(
                f"{label!r} cannot be a label: lower-case letters, digits, _ and -, at most 63"
            )

        def move(session: Session) -> None:
            if version is not None:
                target = session.get(_Version, (model, version))
                if target is None or target.status != Status.PUBLISHED:
                    raise MoveError(f"{model} has no published version {version}")
            _move(session, model, label, version, why, action, expected)

        try:
            self._write(move)
        except LabelMovedError:
            if expected is None:
                raise
            self._record_refusal(model, label, expected.version, version, why, action)
            raise LabelMovedError(self._moved_message(model, label)) from None

    def _record_refusal(
        self,
        model: str,
        label: str,
        expected: int | None,
        version: int | None,
        why: str,
        action: Action,
    ) -> None:
        refused = MoveOutcome.REFUSED
        self._write(
            lambda session: session.add(
                _entry(model, label, expected, version, why, action, refused)
            )
        )

    def _moved_message(self, model: str, label: str) -> str:
        moves = [move for move in self.history(model, label) if move.outcome is MoveOutcome.MOVED]
        if not moves:
            return f"label {label} stands on no version, so nothing was changed"
        last = moves[-1]
        what = "taken away" if last.to_version is None else f"moved to {last.to_version}"
        return (
            f"label {label} was {what} by {last.who} at {last.at:%Y-%m-%d %H:%M:%S} UTC "
            f"({last.why}) while this was under way, so nothing was changed; "
            "see txner release history, and try again"
        )

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
        row = _Run(
            model=model,
            outcome=outcome,
            version=version,
            failed=", ".join(failed),
            checks=checks,
            provenance=dict(provenance),
            at=_now(),
        )
        self._write(lambda session: session.add(row))

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

    def _write(self, change: Callable[[Session], _T]) -> _T:
        """Makes a change in one transaction.

        Two processes that add the same row at once cannot wait for each other, because there is
        nothing to lock yet. The second one is told by the database, and looks again.
        """
        for _ in range(_ATTEMPTS - 1):
            try:
                return self._write_once(change)
            except IntegrityError:
                time.sleep(0.01)
        return self._write_once(change)

    def _write_once(self, change: Callable[[Session], _T]) -> _T:
        with Session(self._writer, expire_on_commit=False) as session, session.begin():
            return change(session)


def verify_files(version: Version) -> list[str]:
    """What is wrong with the files of a version; an empty list if nothing is.

    Reads every file. Besides comparing them with their manifest, as `verify_version` does, it
    compares the manifest with the release table, so that files of another model do not pass.
    """
    if faults := verify_version(version.path):
        return faults
    with files.open_binary(files.join(version.path, MANIFEST)) as stream:
        entries = json.loads(stream.read())
    found = digest({name: FileEntry(**entry) for name, entry in entries.items()})
    if found == version.digest:
        return []
    return [f"{version.path}: the files are those of another model; their digest is {found}"]


def database_file(url: str) -> Path | None:
    """The file of an SQLite database, or None for other databases.

    Raises:
      ReleaseTableError: This is not a URL.
    """
    location = _parse_url(url)
    if location.get_backend_name() != "sqlite" or not location.database:
        return None
    return None if location.database == ":memory:" else Path(location.database)


def _parse_url(url: str) -> URL:
    try:
        return make_url(url)
    except ArgumentError:
        # The URL is not shown, because nobody knows where in it a password is.
        raise ReleaseTableError(
            "release.table: not an SQLAlchemy URL, such as postgresql://user@host/database"
        ) from None


def _connect(url: str) -> Engine:
    location = _parse_url(url)
    sqlite = location.get_backend_name() == "sqlite"
    arguments = {"timeout": BUSY_SECONDS} if sqlite else {}
    if location.get_backend_name() == "postgresql" and "connect_timeout" not in location.query:
        # Its own default is to wait for minutes for a server that does not answer.
        arguments["connect_timeout"] = CONNECT_SECONDS
    # The table is asked now and then in runs of hours; no connection is kept open in between. A
    # database in memory ends with its connection.
    in_memory = sqlite and location.database in (None, "", ":memory:")
    pool = None if in_memory else NullPool
    try:
        if (file := database_file(url)) is not None:
            file.parent.mkdir(parents=True, exist_ok=True)
        engine = create_engine(
            location, connect_args=arguments, json_serializer=_to_json, poolclass=pool
        )
    except (NoSuchModuleError, ModuleNotFoundError, OSError) as error:
        raise ReleaseTableError(f"{_shown(location)}: cannot be opened: {error}") from None
    if sqlite:
        event.listen(engine, "connect", _leave_transactions_to_us)
        event.listen(engine, "begin", _begin)
    return engine


def _leave_transactions_to_us(connection: Any, _record: Any) -> None:
    connection.isolation_level = None


def _begin(connection: Any) -> None:
    # A transaction that reads first and writes later would find that somebody wrote in between.
    write = connection.get_execution_options().get("write")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")


def _prepare(engine: Engine) -> None:
    """Creates what is missing of the tables and their columns."""
    for attempt in range(_ATTEMPTS):
        try:
            _create_missing(engine)
        except DBAPIError as error:
            # Perhaps another process does the same at this moment. A server that cannot be reached
            # is not asked again: each attempt may take long.
            unreachable = isinstance(error, OperationalError) and engine.name != "sqlite"
            if unreachable or attempt == _ATTEMPTS - 1:
                reason = str(error.orig).strip().splitlines()
                raise ReleaseTableError(
                    f"{_shown(engine.url)}: cannot be opened: {' '.join(reason)}"
                ) from None
            time.sleep(0.05 * (attempt + 1))
        except SQLAlchemyError as error:
            raise ReleaseTableError(f"{_shown(engine.url)}: cannot be opened: {error}") from None
        else:
            return


def _create_missing(engine: Engine) -> None:
    known = {
        table: {column["name"] for column in columns}
        for (_, table), columns in inspect(engine).get_multi_columns().items()
    }
    tables = _Base.metadata.sorted_tables
    missing = [
        (table.name, column)
        for table in tables
        for column in table.columns
        if table.name in known and column.name not in known[table.name]
    ]
    if not missing and all(table.name in known for table in tables):
        return
    with engine.execution_options(write=True).begin() as connection:
        _Base.metadata.create_all(connection)
        for name, column in missing:
            kind = column.type.compile(engine.dialect)
            connection.execute(text(f"ALTER TABLE {name} ADD COLUMN {column.name} {kind}"))


def _shown(location: URL) -> str:
    return f"release.table {location.render_as_string(hide_password=True)}"


def _to_json(value: Any) -> str:
    return json.dumps(_finite(value), allow_nan=False)


def _finite(value: Any) -> Any:
    """The same with None for NaN and infinity, which JSON, and so PostgreSQL, does not know."""
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, Mapping):
        return {key: _finite(below) for key, below in value.items()}
    if isinstance(value, list | tuple):
        return [_finite(below) for below in value]
    return value


def _move(
    session: Session,
    model: str,
    label: str,
    version: int | None,
    why: str,
    action: Action,
    expected: Position | None = None,
) -> None:
    """Moves a label, within a transaction that writes.

    Raises:
      LabelMovedError: It does not stand where it was expected.
    """
    own = select(_Label).where(_Label.model == model, _Label.label == label)
    # SQLite knows no such lock; there the transaction has the whole database for itself.
    row = session.scalars(own.with_for_update()).one_or_none()
    if expected is not None and expected != _position(row):
        raise LabelMovedError(label)
    before = row.version if row else None
    entry = _entry(model, label, before, version, why, action, MoveOutcome.MOVED)
    session.add(entry)
    session.flush()
    if version is None:
        if row is not None:
            session.delete(row)
    elif row is not None:
        row.version, row.revision = version, entry.id
    else:
        session.add(_Label(model=model, label=label, version=version, revision=entry.id))
    session.flush()


def _entry(
    model: str,
    label: str,
    before: int | None,
    version: int | None,
    why: str,
    action: Action,
    outcome: MoveOutcome,
) -> _Move:
    return _Move(
        model=model,
        label=label,
        from_version=before,
        to_version=version,
        who=_user(),
        why=why,
        at=_now(),
        action=action,
        outcome=outcome,
    )


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        # Containers run under numbers that have no name.
        return f"uid {os.getuid()}"


def _position(row: _Label | None) -> Position:
    return Position(row.version, row.revision) if row else Position(None, None)


def _to_version(row: _Version) -> Version:
    return Version(
        model=row.model,
        version=row.version,
        path=row.path,
        digest=row.digest,
        status=Status(row.status),
        created=_in_utc(row.created),
        metrics=row.metrics,
        provenance=row.provenance,
    )


def _to_move(row: _Move) -> Move:
    return Move(
        label=row.label,
        action=Action(row.action or Action.PROMOTE),
        from_version=row.from_version,
        to_version=row.to_version,
        who=row.who,
        why=row.why,
        at=_in_utc(row.at),
        outcome=MoveOutcome(row.outcome or MoveOutcome.MOVED),
    )


def _in_utc(moment: datetime) -> datetime:
    # SQLite forgets the time zone, PostgreSQL gives that of the session.
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def _now() -> datetime:
    return datetime.now(UTC)
