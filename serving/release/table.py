"""The release table: which versions there are, which label stands on which, and how it came about.

Also the record of runs that published nothing, so that there is one place to ask.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from serving.release import label_rows
from serving.release.database import connect, connect_reading, now, write
from serving.release.moves import require_label, way_back
from serving.release.records import (
    Action,
    Hold,
    LabelMovedError,
    Move,
    MoveError,
    MoveOutcome,
    Outcome,
    Position,
    Run,
    Status,
    Version,
)
from serving.release.schema import (
    DataProfileRow,
    HoldRow,
    LabelRow,
    MoveRow,
    RunRow,
    VersionRow,
    position_of,
    to_hold,
    to_move,
    to_run,
    to_version,
)

_T = TypeVar("_T")


class Releases:
    """The release table in a database.

    Several processes may use it at once. Every change is one transaction. SQLite lets in one writer
    at a time; on PostgreSQL the row of a label is locked while it moves.

    Args:
      url: SQLAlchemy URL. Missing tables are created, and so are the columns that databases of
        earlier versions lack.
      reading: Whether the table is only asked: then nothing is created, it need not be there yet,
        and a database that does not answer is given up after seconds.

    Raises:
      ReleaseTableError: The URL names no database that can be used; passwords are not shown.
    """

    def __init__(self, url: str, *, reading: bool = False) -> None:
        self._engine = connect_reading(url) if reading else connect(url)

    def begin_version(
        self,
        model: str,
        root: str,
        *,
        label: str,
        model_digest: str,
        metrics: Mapping[str, Any],
        provenance: Mapping[str, Any],
        data_profile: Mapping[str, Any] | None = None,
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
          data_profile: What the data looked like, see `preprocessing.data_profile`.
        """

        def take(session: Session) -> Version:
            last = session.scalar(
                select(func.max(VersionRow.version)).where(VersionRow.model == model)
            )
            number = max(int(time.time()), (last or 0) + 1)
            row = VersionRow(
                model=model,
                version=number,
                status=Status.PUBLISHING,
                path=f"{root.rstrip('/')}/{number}",
                digest=model_digest,
                first_label=label,
                metrics=dict(metrics),
                provenance=dict(provenance),
                created=now(),
            )
            session.add(row)
            session.flush()
            if data_profile is not None:
                session.add(DataProfileRow(model=model, version=number, profile=dict(data_profile)))
            return to_version(row)

        return self._write(take)

    def finish_version(self, model: str, version: int) -> None:
        """Notes that all files of a version are in place, and gives it its label.

        Both in one transaction: a version must not stay without its label because the publisher
        died in between. The label goes to the version wherever it stands by then, and the history
        says where that was; who moves the label at the same time learns of it. A label on hold
        stays where it is, and the history has the attempt with the reason.
        """

        def finish(session: Session) -> None:
            row = session.get_one(VersionRow, (model, version))
            done = (
                update(VersionRow)
                .where(
                    VersionRow.model == model,
                    VersionRow.version == version,
                    VersionRow.status == Status.PUBLISHING,
                )
                .values(status=Status.PUBLISHED)
                .execution_options(synchronize_session=False)
            )
            # Of two processes that finish the same version, one finds it finished.
            if session.execute(done).rowcount == 1:  # type: ignore[attr-defined]
                why = "published by the pipeline"
                label_rows.publish(session, model, row.first_label, version, why)

        self._write(finish)

    def hold(self, model: str, label: str, why: str) -> None:
        """Pauses publishing to a label, until `resume`: what runs publish does not get it.

        Raises:
          MoveError: `label` is not the name of a label.
        """
        require_label(label)

        def pause(session: Session) -> None:
            label_rows.hold(session, model, label, why)
            label_rows.note(session, model, label, why, Action.HOLD)

        self._write(pause)

    def resume(self, model: str, label: str, why: str) -> None:
        """Lets runs publish to a label again.

        Raises:
          MoveError: It is not on hold.
        """

        def go_on(session: Session) -> None:
            row = session.get(HoldRow, (model, label))
            if row is None:
                raise MoveError(f"label {label} of {model} is not on hold")
            session.delete(row)
            label_rows.note(session, model, label, why, Action.RESUME)

        self._write(go_on)

    def holds(self, model: str) -> dict[str, Hold]:
        """What is on hold, by label."""
        query = select(HoldRow).where(HoldRow.model == model).order_by(HoldRow.label)
        with Session(self._engine) as session:
            return {row.label: to_hold(row) for row in session.scalars(query)}

    def unfinished(self, model: str) -> list[Version]:
        """Versions whose publisher has not finished, oldest first."""
        return self._versions(model, VersionRow.status == Status.PUBLISHING)

    def versions(self, model: str) -> list[Version]:
        """All versions of a model, oldest first."""
        return self._versions(model)

    def version(self, model: str, version: int) -> Version | None:
        """A version by its number, if there is such a one."""
        versions = self._versions(model, VersionRow.version == version)
        return versions[0] if versions else None

    def forget_version(self, model: str, version: int) -> None:
        """Removes an unfinished version."""

        def forget(session: Session) -> None:
            if profile := session.get(DataProfileRow, (model, version)):
                session.delete(profile)
                session.flush()
            session.delete(session.get_one(VersionRow, (model, version)))

        self._write(forget)

    def retire(self, model: str, version: int, why: str) -> bool:
        """Gives a version up for deletion, unless it is needed; see `moves.needed`.

        No label can go to it any more. Its files may be deleted, and `note_retired` be called then.

        Returns:
          Whether it may be deleted.
        """
        return self._write(lambda session: label_rows.retire(session, model, version, why))

    def note_retired(self, model: str, version: int) -> None:
        """Notes that the files of a version that was given up are deleted."""

        def note(session: Session) -> None:
            row = session.get_one(VersionRow, (model, version), with_for_update=True)
            if row.status == Status.RETIRING:
                row.status = Status.RETIRED

        self._write(note)

    def find(self, model: str, model_digest: str) -> Version | None:
        """The latest published version with these files, if there is one."""
        versions = self._versions(
            model, VersionRow.digest == model_digest, VersionRow.status == Status.PUBLISHED
        )
        return versions[-1] if versions else None

    def labelled(self, model: str, label: str) -> Version | None:
        """The version that a label stands on, if it stands on one."""
        with Session(self._engine) as session:
            row = session.get(LabelRow, (model, label))
            if row is None:
                return None
            return to_version(session.get_one(VersionRow, (model, row.version)))

    def labels_of(self, model: str, version: int) -> list[str]:
        """Labels that stand on a version, sorted."""
        with Session(self._engine) as session:
            query = select(LabelRow.label).where(
                LabelRow.model == model, LabelRow.version == version
            )
            return sorted(session.scalars(query))

    def labels(self, model: str) -> dict[str, int]:
        """The version that each label stands on, labels sorted."""
        positions = self.positions(model)
        return {label: at.version for label, at in positions.items() if at.version is not None}

    def positions(self, model: str) -> dict[str, Position]:
        """Where each label stands, labels sorted."""
        with Session(self._engine) as session:
            query = select(LabelRow).where(LabelRow.model == model).order_by(LabelRow.label)
            return {row.label: position_of(row) for row in session.scalars(query)}

    def position(self, model: str, label: str) -> Position:
        """Where a label stands; give it to `move_label` to move it from there and nowhere else."""
        with Session(self._engine) as session:
            return position_of(session.get(LabelRow, (model, label)))

    def previous_version(self, model: str, label: str) -> int | None:
        """The version that a label stood on before its current one, if there was one."""
        earlier = self.way_back(model, label)
        return earlier[0] if earlier else None

    def way_back(self, model: str, label: str) -> list[int]:
        """See `serving.release.moves.way_back`; without versions that have been retired."""
        back = way_back(self.history(model, label), self.position(model, label).version)
        published = self._versions(model, VersionRow.status == Status.PUBLISHED) if back else []
        numbers = {version.version for version in published}
        return [version for version in back if version in numbers]

    def history(self, model: str, label: str | None = None) -> list[Move]:
        """Every move of a label, or of all labels, and every attempt at one, oldest first."""
        query = select(MoveRow).where(MoveRow.model == model).order_by(MoveRow.id)
        if label is not None:
            query = query.where(MoveRow.label == label)
        with Session(self._engine) as session:
            return [to_move(row) for row in session.scalars(query)]

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
        require_label(label)

        def move(session: Session) -> None:
            if version is not None:
                # On PostgreSQL nobody retires it meanwhile; SQLite has one writer at a time.
                target = session.get(VersionRow, (model, version), with_for_update={"read": True})
                if target is None or target.status != Status.PUBLISHED:
                    raise MoveError(f"{model} has no published version {version}")
            label_rows.move(session, model, label, version, why, action, expected)

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
                label_rows.entry(model, label, expected, version, why, action, refused)
            )
        )

    def _moved_message(self, model: str, label: str) -> str:
        moves = [move for move in self.history(model, label) if move.moved]
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
          checks: The checks of all gates, with the fields of `evaluation.gates.checks.Check`.
          provenance: Code, data and configuration.
        """
        checks = [dict(check) for check in checks]
        failed = [f"{check['gate']}: {check['name']}" for check in checks if not check["passed"]]
        row = RunRow(
            model=model,
            outcome=outcome,
            version=version,
            failed=", ".join(failed),
            checks=checks,
            provenance=dict(provenance),
            at=now(),
        )
        self._write(lambda session: session.add(row))

    def runs(self, model: str, limit: int = 100) -> list[Run]:
        """The last runs that came to their end, newest first."""
        query = select(RunRow).where(RunRow.model == model).order_by(RunRow.id.desc()).limit(limit)
        with Session(self._engine) as session:
            return [to_run(row) for row in session.scalars(query)]

    def set_data_profile(self, model: str, version: int, profile: Mapping[str, Any]) -> None:
        """Notes what the data of a version looked like, unless that is known already."""

        def add(session: Session) -> None:
            if session.get(DataProfileRow, (model, version)) is None:
                session.add(DataProfileRow(model=model, version=version, profile=dict(profile)))

        self._write(add)

    def data_profile(self, model: str, version: int) -> Mapping[str, Any] | None:
        """What the data of a version looked like; None: it was not noted."""
        with Session(self._engine) as session:
            row = session.get(DataProfileRow, (model, version))
            return row.profile if row else None

    def state(self, model: str) -> str:
        """A hash that changes when a version is published or a label moves."""
        with Session(self._engine) as session:
            versions = [
                [row.version, row.status, row.digest]
                for row in session.scalars(
                    select(VersionRow).where(VersionRow.model == model).order_by(VersionRow.version)
                )
            ]
            labels = [
                [row.label, row.version]
                for row in session.scalars(
                    select(LabelRow).where(LabelRow.model == model).order_by(LabelRow.label)
                )
            ]
        return hashlib.sha256(json.dumps([versions, labels]).encode()).hexdigest()

    def _versions(self, model: str, *conditions: Any) -> list[Version]:
        query = select(VersionRow).where(VersionRow.model == model, *conditions)
        with Session(self._engine) as session:
            rows = session.scalars(query.order_by(VersionRow.version))
            return [to_version(row) for row in rows]

    def _write(self, change: Callable[[Session], _T]) -> _T:
        return write(self._engine, change)
