"""Keeps cases, in the database of the release table."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, TypeVar

from sqlalchemy import (
    BigInteger,
    DateTime,
    Index,
    delete,
    insert,
    inspect,
    select,
    update,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from monitoring.answers import LoggedEntity
from monitoring.cases import Case, Source, mark_contested
from preprocessing.batches import batched_by
from preprocessing.spans import Span
from serving.release.database import Base, connect, connect_reading, in_utc, write

_BATCH = 500

_T = TypeVar("_T")


class CaseRow(Base):
    """A case."""

    __tablename__ = "cases"
    __table_args__ = (Index("cases_by_text", "model", "text_hash"),)

    model: Mapped[str] = mapped_column(primary_key=True)
    identity: Mapped[str] = mapped_column(primary_key=True)
    text_hash: Mapped[str]
    text: Mapped[str]
    version: Mapped[int] = mapped_column(BigInteger)
    answered: Mapped[list[Any]]
    right_spans: Mapped[list[Any]]
    source: Mapped[str]
    slices: Mapped[dict[str, Any]]
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    times: Mapped[int] = mapped_column(BigInteger)


@dataclass(frozen=True)
class Added:
    """What became of cases that were given to the store.

    Attributes:
      new: Cases that it did not have.
      repeated: Cases that were counted on one that it had, or that was among those given.
    """

    new: int = 0
    repeated: int = 0


class CaseStore:
    """The cases in a database. Several processes may use it at once.

    Args:
      url: SQLAlchemy URL of the release table. A missing table is created.
      reading: Whether the cases are only read: then nothing is created, and a database without the
        table has no cases.

    Raises:
      ReleaseTableError: The URL names no database that can be used; passwords are not shown.
    """

    def __init__(self, url: str, *, reading: bool = False) -> None:
        self._engine = connect_reading(url) if reading else connect(url)

    def add(self, cases: Iterable[Case]) -> Added:
        """Keeps cases. One that says the same as another is counted on it, with the later time.

        Args:
          cases: The cases, of any models; they are written in parts, each in one transaction.

        Raises:
          ReleaseTableError: The database fails; the parts before are kept.
        """
        new = given = 0
        for part in _batches(cases):
            new += write(self._engine, partial(_add, cases=part))
            given += sum(case.times for case in part)
        return Added(new, given - new)

    def read(
        self,
        model: str,
        *,
        sources: Collection[Source] | None = None,
        since: datetime | None = None,
        contested: bool | None = None,
    ) -> Iterator[Case]:
        """The cases of a model, in the order of their texts' hashes.

        Whether one is contested is told by all cases of the text, also by those left out.

        Args:
          model: Name of the model.
          sources: Only those that one of these told.
          since: Only those that were told then or later.
          contested: Only those that are contested, or only those that are not.

        Raises:
          ReleaseTableError: The database fails.
        """
        for case in mark_contested(self._rows(model)):
            if (
                (sources is None or case.source in sources)
                and (since is None or case.at >= since)
                and contested in (None, case.contested)
            ):
                yield case

    def state(self, model: str) -> str:
        """A hash that changes when a case is added, told again or removed.

        Raises:
          ReleaseTableError: The database fails.
        """
        wanted = (
            select(CaseRow.identity, CaseRow.at)
            .where(CaseRow.model == model)
            .order_by(CaseRow.identity)
        )
        digest = hashlib.sha256()
        with Session(self._engine) as session:
            for identity, at in session.execute(wanted):
                digest.update(f"{identity} {in_utc(at).isoformat()}\n".encode())
        return digest.hexdigest()

    def remove(self, model: str, text_hashes: Collection[str]) -> int:
        """Forgets all cases of texts; returns how many cases that were.

        Args:
          model: Name of the model.
          text_hashes: `Case.text_hash` of the texts.

        Raises:
          ReleaseTableError: The database fails.
        """
        removed = 0
        for part in _batches(sorted(set(text_hashes))):
            removed += write(self._engine, partial(_remove, model=model, text_hashes=part))
        return removed

    def _rows(self, model: str) -> Iterator[Case]:
        if not inspect(self._engine).has_table(CaseRow.__tablename__):
            return
        wanted = (
            select(CaseRow)
            .where(CaseRow.model == model)
            .order_by(CaseRow.text_hash, CaseRow.at, CaseRow.identity)
            .execution_options(yield_per=_BATCH)
        )
        with Session(self._engine) as session:
            yield from map(_to_case, session.scalars(wanted))


def _batches(items: Iterable[_T]) -> Iterator[list[_T]]:
    return batched_by(items, lambda _: 1, _BATCH, _BATCH)


def _remove(session: Session, model: str, text_hashes: Sequence[str]) -> int:
    gone = delete(CaseRow).where(CaseRow.model == model, CaseRow.text_hash.in_(text_hashes))
    done = session.execute(gone.execution_options(synchronize_session=False))
    return int(done.rowcount)  # type: ignore[attr-defined]


def _add(session: Session, cases: Sequence[Case]) -> int:
    """Adds cases, each once; returns how many are new."""
    last: dict[tuple[str, str], Case] = {}
    times: dict[tuple[str, str], int] = {}
    for case in cases:
        key = (case.model, case.identity)
        times[key] = times.get(key, 0) + case.times
        if key not in last or last[key].at <= case.at:
            last[key] = case
    identities = [identity for _, identity in last]
    # Locked, so that who counts on the same row at the same time waits; SQLite has one writer.
    known = {
        (row.model, row.identity): row
        for row in session.execute(
            select(CaseRow.model, CaseRow.identity, CaseRow.at, CaseRow.times)
            .where(CaseRow.identity.in_(identities))
            .order_by(CaseRow.model, CaseRow.identity)
            .with_for_update()
        )
    }
    new = [_to_values(case, times[key]) for key, case in last.items() if key not in known]
    counted = [
        {
            "model": key[0],
            "identity": key[1],
            "times": row.times + times[key],
            "at": max(last[key].at, in_utc(row.at)),
        }
        for key, row in known.items()
        if key in last
    ]
    if counted:
        session.execute(update(CaseRow), counted)
    if new:
        # In one order, so that two who add the same rows at once do not wait for each other.
        new.sort(key=lambda values: (values["model"], values["identity"]))
        session.execute(insert(CaseRow), new)
    return len(new)


def _to_values(case: Case, times: int) -> dict[str, Any]:
    return {
        "model": case.model,
        "identity": case.identity,
        "text_hash": case.text_hash,
        "text": case.text,
        "version": case.version,
        "answered": [
            [one.label, one.start, one.end, one.score, one.accepted] for one in case.answered
        ],
        "right_spans": [list(span) for span in case.right],
        "source": case.source.value,
        "slices": dict(case.slices),
        "at": case.at,
        "times": times,
    }


def _to_case(row: CaseRow) -> Case:
    return Case(
        model=row.model,
        version=row.version,
        text=row.text,
        answered=tuple(LoggedEntity(*values) for values in row.answered),
        right=tuple(Span(*values) for values in row.right_spans),
        source=Source(row.source),
        at=in_utc(row.at),
        slices=row.slices,
        times=row.times,
    )
