"""The database of the release table: connecting, creating tables, and writing in transactions."""

from __future__ import annotations

import json
import math
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import JSON, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import URL, ExceptionContext
from sqlalchemy.exc import (
    DBAPIError,
    IntegrityError,
    OperationalError,
    SQLAlchemyError,
)
from sqlalchemy.orm import DeclarativeBase, Session
from sqlalchemy.pool import NullPool

from preprocessing.errors import one_line
from preprocessing.secrets import hide_passwords
from preprocessing.settings import SettingsError
from serving.release.table_url import parse_table_url, shown_table_url

BUSY_SECONDS = 60
"""How long a writer of SQLite waits for another one."""

CONNECT_SECONDS = 15
"""How long PostgreSQL may take to answer at first."""

READ_SECONDS = 2
"""How long a database may take for those who read it again and again, and can wait for the next."""

_ATTEMPTS = 5

_T = TypeVar("_T")


class ReleaseTableError(SettingsError):
    """The database with the release table cannot be used; passwords are not shown."""


class Base(DeclarativeBase):
    """Base of all tables."""

    type_annotation_map = {dict[str, Any]: JSON, list[Any]: JSON}  # noqa: RUF012 - SQLAlchemy's


def connect(url: str) -> Engine:
    """A database, with the tables of every module that was imported.

    Args:
      url: SQLAlchemy URL. Missing tables are created, and so are the columns that databases of
        earlier versions lack.

    Raises:
      ReleaseTableError: The URL names no database that can be used; passwords are not shown.
    """
    if (file := database_file(url)) is not None:
        _make_folder(file.parent, url)
    engine = _connect(url)
    _prepare(engine)
    event.listen(engine, "handle_error", _to_release_table_error)
    return engine


def connect_reading(url: str) -> Engine:
    """A database that is only asked. It need not be there, and is looked for at each question.

    Nothing is created, not even the file of an SQLite database. What does not answer is given up
    after `READ_SECONDS`.

    Raises:
      ReleaseTableError: This is not a URL, it holds a password, or there is no driver for it.
    """
    engine = _connect(url, busy_seconds=READ_SECONDS, connect_seconds=READ_SECONDS)
    if (file := database_file(url)) is not None:

        def require_file(*_: Any) -> None:
            if not file.is_file():
                raise ReleaseTableError(f"{_shown(engine.url)}: there is no such file")

        event.listen(engine, "do_connect", require_file)
    event.listen(engine, "handle_error", _to_release_table_error)
    return engine


def write(engine: Engine, change: Callable[[Session], _T]) -> _T:
    """Makes a change in one transaction.

    Two processes that add the same row at once cannot wait for each other, because there is
    nothing to lock yet. The database refuses the second one, which looks again.

    Args:
      engine: What `connect` gave.
      change: Makes the change; it may be called again.

    Raises:
      ReleaseTableError: The database fails.
    """
    for _ in range(_ATTEMPTS - 1):
        try:
            return _write_once(engine, change)
        except IntegrityError:
            time.sleep(0.01)
    return _write_once(engine, change)


def in_utc(moment: datetime) -> datetime:
    """A time as a database gives it, in UTC."""
    # SQLite forgets the time zone, PostgreSQL gives that of the session.
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def now() -> datetime:
    """The time, in UTC."""
    return datetime.now(UTC)


def database_file(url: str) -> Path | None:
    """The file of an SQLite database, or None for other databases.

    Raises:
      ReleaseTableError: This is not a URL, or it holds a password.
    """
    location = _parse_url(url)
    if location.get_backend_name() != "sqlite" or not location.database:
        return None
    return None if location.database == ":memory:" else Path(location.database)


def shown_url(url: str) -> str:
    """A database's URL without its password; that of an SQLite database as the path of its file.

    Raises:
      ReleaseTableError: This is not a URL.
    """
    location = _parse_url(url)
    if location.get_backend_name() == "sqlite" and location.database:
        return location.database
    return _shown(location).removeprefix("release.table ")


def _write_once(engine: Engine, change: Callable[[Session], _T]) -> _T:
    # Shares the connections. See `_begin` for what the option does.
    writer = engine.execution_options(write=True)
    with Session(writer, expire_on_commit=False) as session, session.begin():
        return change(session)


def _parse_url(url: str) -> URL:
    try:
        return parse_table_url(url)
    except ValueError as error:
        raise ReleaseTableError(f"release.table: {error}") from None


def _make_folder(folder: Path, url: str) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        shown = _shown(_parse_url(url))
        raise ReleaseTableError(f"{shown}: cannot be opened: {_told(error)}") from None


def _connect(
    url: str, *, busy_seconds: int = BUSY_SECONDS, connect_seconds: int = CONNECT_SECONDS
) -> Engine:
    location = _parse_url(url)
    sqlite = location.get_backend_name() == "sqlite"
    arguments = {"timeout": busy_seconds} if sqlite else {}
    if location.get_backend_name() == "postgresql" and "connect_timeout" not in location.query:
        # Its own default is to wait for minutes for a server that does not answer.
        arguments["connect_timeout"] = connect_seconds
    # The table is asked now and then in runs of hours; no connection is kept open in between. A
    # database in memory ends with its connection.
    in_memory = sqlite and location.database in (None, "", ":memory:")
    pool = None if in_memory else NullPool
    try:
        engine = create_engine(
            location, connect_args=arguments, json_serializer=_to_json, poolclass=pool
        )
    except (SQLAlchemyError, ModuleNotFoundError, OSError, ValueError, TypeError) as error:
        raise ReleaseTableError(f"{_shown(location)}: cannot be opened: {_told(error)}") from None
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
                raise ReleaseTableError(
                    f"{_shown(engine.url)}: cannot be opened: {_told(error.orig)}"
                ) from None
            time.sleep(0.05 * (attempt + 1))
        except SQLAlchemyError as error:
            shown = f"{_shown(engine.url)}: cannot be opened: {_told(error)}"
            raise ReleaseTableError(shown) from None
        else:
            return


def _to_release_table_error(context: ExceptionContext) -> ReleaseTableError | None:
    """What the rest of the program sees of a fault of the database, wherever it happens.

    Not of a row that is there already: `write` tries again.
    """
    error = context.original_exception
    if isinstance(context.sqlalchemy_exception, IntegrityError) or context.engine is None:
        return None
    return ReleaseTableError(f"{_shown(context.engine.url)}: {_told(error)}")


def _create_missing(engine: Engine) -> None:
    existing = {
        table: {column["name"] for column in columns}
        for (_, table), columns in inspect(engine).get_multi_columns().items()
    }
    tables = Base.metadata.sorted_tables
    missing = [
        (table.name, column)
        for table in tables
        for column in table.columns
        if table.name in existing and column.name not in existing[table.name]
    ]
    if not missing and all(table.name in existing for table in tables):
        return
    with engine.execution_options(write=True).begin() as connection:
        Base.metadata.create_all(connection)
        for name, column in missing:
            kind = column.type.compile(engine.dialect)
            connection.execute(text(f"ALTER TABLE {name} ADD COLUMN {column.name} {kind}"))


def _shown(location: URL) -> str:
    return f"release.table {shown_table_url(location)}"


def _told(error: BaseException | None) -> str:
    """What a driver says; some repeat what they were given."""
    return hide_passwords(one_line(str(error)))


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
