"""Where a directory is kept: a CSV file, or a table of a database."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from sqlalchemy import Column, Engine, Integer, MetaData, String, Table, create_engine, select
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from enrichment.directory.brands import (
    COLUMNS,
    Brand,
    DirectoryError,
    from_row,
    read_directory,
    to_row,
    write_directory,
)
from preprocessing.errors import one_line
from preprocessing.secrets import hide_passwords

TABLE = "counterparties"

_table = Table(
    TABLE,
    MetaData(),
    Column("position", Integer, primary_key=True, autoincrement=False),
    *(Column(name, String, nullable=False) for name in COLUMNS),
)


def is_database(source: str) -> bool:
    """Whether a source is the SQLAlchemy URL of a database rather than the path of a file."""
    return "://" in source


def read_source(source: str) -> list[Brand]:
    """The brands of a CSV file or database.

    Args:
      source: Path, or SQLAlchemy URL such as `sqlite:///brands.db`, whose table is `TABLE`.

    Raises:
      DirectoryError: It cannot be read; passwords are not shown.
    """
    if not is_database(source):
        return read_directory(source)
    engine = _engine(source)
    try:
        with engine.connect() as connection:
            rows = connection.execute(
                select(*(_table.c[name] for name in COLUMNS)).order_by(_table.c.position)
            ).all()
    except SQLAlchemyError as error:
        raise _failed(source, error) from None
    finally:
        engine.dispose()
    try:
        return [from_row(*row) for row in rows]
    except ValueError as error:
        raise DirectoryError(f"{shown_source(source)}: {error}") from None


def write_source(brands: Iterable[Brand], target: str) -> None:
    """Writes brands to a CSV file or database, in place of those that are there.

    Raises:
      DirectoryError: It cannot be written; then what was there is still there.
    """
    if not is_database(target):
        _write_file(brands, Path(target))
        return
    engine = _engine(target)
    rows = [
        {"position": position, **dict(zip(COLUMNS, to_row(brand), strict=True))}
        for position, brand in enumerate(brands)
    ]
    try:
        with engine.begin() as connection:
            _table.metadata.create_all(connection)
            connection.execute(_table.delete())
            if rows:
                connection.execute(_table.insert(), rows)
    except SQLAlchemyError as error:
        raise _failed(target, error) from None
    finally:
        engine.dispose()


def shown_source(source: str) -> str:
    """A source as it may be shown: without passwords."""
    return hide_passwords(source)


def _write_file(brands: Iterable[Brand], path: Path) -> None:
    partial = path.with_name(path.name + ".partial")
    try:
        with partial.open("w", encoding="utf-8", newline="") as file:
            write_directory(brands, file)
        partial.replace(path)
    except OSError as error:
        raise DirectoryError(f"{path}: cannot write it: {error.strerror}") from None


def _engine(url: str) -> Engine:
    try:
        return create_engine(make_url(url))
    except (ArgumentError, ImportError, ValueError):
        raise DirectoryError(
            f"{shown_source(url)}: not an SQLAlchemy URL that can be used, such as "
            "sqlite:///brands.db"
        ) from None


def _failed(source: str, error: SQLAlchemyError) -> DirectoryError:
    reason = one_line(hide_passwords(str(getattr(error, "orig", None) or error)))
    return DirectoryError(f"{shown_source(source)}: {reason}")
