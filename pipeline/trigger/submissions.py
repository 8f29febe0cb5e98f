"""Which runs the trigger has submitted, and the lease that lets one trigger at a time do so.

Both are in the database of the release table, because it is what all machines share. A submission
is written down before anything is started, under an id that it keeps: a trigger that finds it
unfinished submits it again under the same id, and whoever takes submissions can tell that it is the
same.
"""

from __future__ import annotations

import os
import secrets
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, TypeVar

from sqlalchemy import DateTime, Select, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from preprocessing.errors import UserError
from serving.release.database import Base, ReleaseTableError, connect, in_utc, now, write

_RENEWALS = 3
"""How often a lease is renewed before it would expire."""

LONGEST_LEASE = timedelta(hours=25)
"""No lease is longer than this: the settings allow a day, and clocks may differ."""

_T = TypeVar("_T")


class RunState(StrEnum):
    """How far a submission has come."""

    PLANNED = "planned"
    SUBMITTED = "submitted"
    SUCCEEDED = "succeeded"
    REJECTED = "rejected"
    FAILED = "failed"
    ABANDONED = "abandoned"


OPEN = (RunState.PLANNED, RunState.SUBMITTED)
"""States that are not the last."""


class LeaseLostError(UserError, RuntimeError):
    """Somebody else has the lease by now; nothing was changed."""


@dataclass(frozen=True)
class Lease:
    """Who may submit, and until when.

    Attributes:
      holder: User, machine, process, and something random.
      expires: When others may take it.
    """

    holder: str
    expires: datetime


@dataclass(frozen=True)
class Submission:
    """A run that the trigger wants or wanted.

    Attributes:
      request_id: Its id, the same however often it is submitted.
      inputs: Hash of data, code and configuration.
      target: Where it goes.
      reason: Why.
      state: How far it has come.
      run: What it is called there; "" until that is known.
      error: Why it failed; "" if it did not.
      planned: When it was written down.
      concluded: When it ended, as far as the trigger knows.
    """

    request_id: str
    inputs: str
    target: str
    reason: str
    state: RunState
    run: str
    error: str
    planned: datetime
    concluded: datetime | None


class _Lease(Base):
    __tablename__ = "trigger_leases"

    model: Mapped[str] = mapped_column(primary_key=True)
    holder: Mapped[str]
    expires: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class _Submission(Base):
    __tablename__ = "trigger_submissions"
    __table_args__ = (UniqueConstraint("model", "request_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    model: Mapped[str]
    request_id: Mapped[str]
    inputs: Mapped[str]
    target: Mapped[str]
    reason: Mapped[str]
    state: Mapped[str]
    run: Mapped[str]
    error: Mapped[str]
    planned: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    concluded: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


class Submissions:
    """Submissions and the lease of one model, in the database of the release table.

    Args:
      url: SQLAlchemy URL. Missing tables are created.
      model: Name of the model.

    Raises:
      ReleaseTableError: The URL names no database that can be used.
    """

    def __init__(self, url: str, model: str) -> None:
        self._engine = connect(url)
        self._model = model

    @contextmanager
    def lease(self, duration: timedelta) -> Iterator[str | None]:
        """Holds the lease while the block runs, and longer than that only if the process dies.

        Args:
          duration: How long after the last renewal it expires.

        Yields:
          The holder to name in what changes submissions, or None if somebody else has the lease.
        """
        holder = _holder()
        if not self.take_lease(holder, duration):
            yield None
            return
        ended = threading.Event()
        renewing = threading.Thread(
            target=self._keep_renewing, args=(holder, duration, ended), daemon=True
        )
        renewing.start()
        try:
            yield holder
        finally:
            ended.set()
            renewing.join()
            self._drop_lease(holder)

    def take_lease(self, holder: str, duration: timedelta) -> bool:
        """Takes or renews the lease, unless somebody else has it.

        Args:
          holder: Who wants it.
          duration: How long it is valid.
        """

        def take(session: Session) -> bool:
            row = self._lease_row(session)
            if row is not None and row.holder != holder and _is_valid(row, duration):
                return False
            if row is None:
                row = _Lease(model=self._model)
                session.add(row)
            row.holder, row.expires = holder, now() + duration
            session.flush()
            return True

        return self._write(take)

    def current_lease(self) -> Lease | None:
        """The lease, if somebody has it."""
        with Session(self._engine) as session:
            row = session.get(_Lease, self._model)
            if row is None or not _is_valid(row, LONGEST_LEASE):
                return None
            return Lease(row.holder, in_utc(row.expires))

    def plan(self, holder: str, inputs: str, target: str, reason: str) -> Submission:
        """Writes down a submission, or finds the one that was written down for the same inputs.

        Args:
          holder: Who has the lease.
          inputs: Hash of data, code and configuration.
          target: Where it goes.
          reason: Why.

        Raises:
          LeaseLostError: The lease has expired, and somebody else has taken it.
        """

        def add(session: Session) -> Submission:
            self._require_lease(session, holder)
            attempts = 0
            for row in session.scalars(self._rows()):
                attempts += row.inputs == inputs
                if row.state != RunState.PLANNED:
                    continue
                if (row.inputs, row.target) == (inputs, target):
                    return _to_submission(row)
                # Whoever planned it was killed, and the inputs it was planned for are gone.
                row.state, row.concluded = RunState.ABANDONED, now()
            row = _Submission(
                model=self._model,
                request_id=f"retrain-{inputs[:16]}-{attempts + 1}",
                inputs=inputs,
                target=target,
                reason=reason,
                state=RunState.PLANNED,
                run="",
                error="",
                planned=now(),
                concluded=None,
            )
            session.add(row)
            session.flush()
            return _to_submission(row)

        return self._write(add)

    def note(
        self,
        request_id: str,
        state: RunState,
        *,
        run: str | None = None,
        error: str = "",
        holder: str | None = None,
    ) -> None:
        """Writes down how far a submission has come.

        Args:
          request_id: Its id.
          state: What it is now.
          run: What it is called where it runs.
          error: Why it failed.
          holder: Who must have the lease for this; None: nobody.

        Raises:
          LeaseLostError: Somebody else has the lease.
        """

        def change(session: Session) -> None:
            if holder is not None:
                self._require_lease(session, holder)
            row = session.scalars(self._rows().where(_Submission.request_id == request_id)).one()
            row.state, row.error = state, error
            row.run = row.run if run is None else run
            row.concluded = None if state in OPEN else now()

        self._write(change)

    def all(self) -> list[Submission]:
        """All submissions, oldest first."""
        with Session(self._engine) as session:
            return [_to_submission(row) for row in session.scalars(self._rows())]

    def _keep_renewing(self, holder: str, duration: timedelta, ended: threading.Event) -> None:
        while not ended.wait(duration.total_seconds() / _RENEWALS):
            try:
                if not self.take_lease(holder, duration):
                    return
            except ReleaseTableError:
                # The database may be back before the lease expires.
                continue

    def _drop_lease(self, holder: str) -> None:
        def drop(session: Session) -> None:
            row = self._lease_row(session)
            if row is not None and row.holder == holder:
                session.delete(row)

        self._write(drop)

    def _require_lease(self, session: Session, holder: str) -> None:
        row = self._lease_row(session)
        if row is None or row.holder != holder:
            raise LeaseLostError(
                "this trigger was held up for so long that another one has taken its place; "
                "nothing was submitted"
            )

    def _lease_row(self, session: Session) -> _Lease | None:
        lease = select(_Lease).where(_Lease.model == self._model)
        # SQLite has no such lock; there the transaction has the whole database for itself.
        return session.scalars(lease.with_for_update()).one_or_none()

    def _rows(self) -> Select[Any]:
        submissions = select(_Submission).where(_Submission.model == self._model)
        return submissions.order_by(_Submission.id)

    def _write(self, change: Callable[[Session], _T]) -> _T:
        return write(self._engine, change)


def _is_valid(row: _Lease, duration: timedelta) -> bool:
    """Whether a lease has not expired.

    One that is to end much later than any lease lasts was written by a clock that is wrong, and
    would keep everybody out until then.
    """
    left = in_utc(row.expires) - now()
    return timedelta() < left <= max(duration, LONGEST_LEASE)


def _holder() -> str:
    return f"{socket.gethostname()}, process {os.getpid()} ({secrets.token_hex(4)})"


def _to_submission(row: _Submission) -> Submission:
    return Submission(
        request_id=row.request_id,
        inputs=row.inputs,
        target=row.target,
        reason=row.reason,
        state=RunState(row.state),
        run=row.run,
        error=row.error,
        planned=in_utc(row.planned),
        concluded=in_utc(row.concluded) if row.concluded else None,
    )
