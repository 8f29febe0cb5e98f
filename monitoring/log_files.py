"""The files of a prediction log: Parquet, in a folder for each hour, each written whole.

    <log>/<model>/date=2026-11-28/hour=07/<writer>-<number>.parquet

The hours are of UTC. Several writers may share a log: their files have different names, and nobody
but `monitoring.retention` touches a file that is there.
"""

from __future__ import annotations

import io
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, datetime, timedelta
from itertools import chain
from typing import Any
from urllib.parse import quote

import pyarrow as pa
import pyarrow.parquet as pq

from monitoring.answers import LoggedAnswer, LoggedEntity
from preprocessing.data_profile import CHARACTER_KINDS
from preprocessing.errors import UserError
from storage import files

HOUR = timedelta(hours=1)

_ENTITY = pa.struct(
    [
        pa.field("label", pa.string(), nullable=False),
        pa.field("start", pa.int32(), nullable=False),
        pa.field("end", pa.int32(), nullable=False),
        pa.field("score", pa.float32(), nullable=False),
        pa.field("accepted", pa.bool_(), nullable=False),
    ]
)
_KINDS = pa.struct([pa.field(kind, pa.int32(), nullable=False) for kind in CHARACTER_KINDS])

SCHEMA = pa.schema(
    [
        pa.field("at", pa.timestamp("us", tz="UTC"), nullable=False),
        pa.field("model", pa.string(), nullable=False),
        pa.field("version", pa.int64(), nullable=False),
        pa.field("text_hash", pa.string(), nullable=False),
        pa.field("text", pa.string()),
        pa.field("entities", pa.list_(pa.field("entity", _ENTITY, nullable=False)), nullable=False),
        pa.field("latency_ms", pa.float32(), nullable=False),
        pa.field("slices", pa.map_(pa.string(), pa.string()), nullable=False),
        pa.field("characters", pa.int32(), nullable=False),
        pa.field("cut_pieces", pa.int32(), nullable=False),
        pa.field("kinds", _KINDS, nullable=False),
        pa.field("words", pa.list_(pa.field("word", pa.uint8(), nullable=False)), nullable=False),
    ]
)
"""Of a file: the fields of `LoggedAnswer`. Later versions may append columns."""

COLUMNS = tuple(field.name for field in fields(LoggedAnswer))

_BATCH_ROWS = 4096
_DATE = re.compile(r"date=(\d{4}-\d\d-\d\d)")
_HOUR = re.compile(r"hour=(\d\d)")


class LogError(UserError):
    """A prediction log, or a file of it, that cannot be used."""


@dataclass(frozen=True, slots=True)
class LogFile:
    """A file of a log.

    Attributes:
      path: Where it is.
      hour: When the hour of its answers began, in UTC.
    """

    path: str
    hour: datetime


def hour_of(at: datetime) -> datetime:
    """When the hour of a time began, in UTC."""
    return at.astimezone(UTC).replace(minute=0, second=0, microsecond=0)


def model_folder(log: str, model: str) -> str:
    """The folder of a model in a log; its name may have any characters."""
    return files.join(log, quote(model, safe="").replace(".", "%2E"))


def hour_folder(log: str, model: str, hour: datetime) -> str:
    """The folder of an hour."""
    return files.join(model_folder(log, model), f"date={hour:%Y-%m-%d}", f"hour={hour:%H}")


def to_batch(answers: Sequence[LoggedAnswer]) -> pa.RecordBatch:
    """Answers as rows of `SCHEMA`."""
    entities = list(chain.from_iterable(answer.entities for answer in answers))
    entity = pa.StructArray.from_arrays(
        [
            pa.array([getattr(entity, field.name) for entity in entities], field.type)
            for field in _ENTITY
        ],
        fields=list(_ENTITY),
    )
    kinds = pa.StructArray.from_arrays(
        [
            pa.array([answer.kinds.get(field.name, 0) for answer in answers], field.type)
            for field in _KINDS
        ],
        fields=list(_KINDS),
    )
    words = pa.array(list(chain.from_iterable(answer.words for answer in answers)), pa.uint8())
    columns = {
        "entities": _lists("entities", [len(answer.entities) for answer in answers], entity),
        "kinds": kinds,
        "words": _lists("words", [len(answer.words) for answer in answers], words),
        "slices": pa.array(
            [list(answer.slices.items()) for answer in answers], SCHEMA.field("slices").type
        ),
    }
    arrays = [
        columns.get(field.name)
        if field.name in columns
        else pa.array([getattr(answer, field.name) for answer in answers], field.type)
        for field in SCHEMA
    ]
    return pa.RecordBatch.from_arrays(arrays, schema=SCHEMA)


def _lists(name: str, lengths: Sequence[int], values: pa.Array) -> pa.Array:
    offsets = [0]
    for length in lengths:
        offsets.append(offsets[-1] + length)
    return pa.ListArray.from_arrays(
        pa.array(offsets, pa.int32()), values, type=SCHEMA.field(name).type
    )


def to_parquet(table: pa.Table) -> bytes:
    """The content of a file."""
    sink = io.BytesIO()
    pq.write_table(table, sink, compression="zstd")
    return sink.getvalue()


def write_file(log: str, model: str, hour: datetime, name: str, table: pa.Table) -> str:
    """Writes a file whole or not at all; its path.

    Args:
      log: Folder or URL of the log.
      model: Name of the model.
      hour: When the hour of all the answers began.
      name: Of the file, without `.parquet`; an earlier file of that name is replaced.
      table: Rows of `SCHEMA`.

    Raises:
      OSError: It cannot be written.
    """
    path = files.join(hour_folder(log, model, hour), f"{name}.parquet")
    files.write_bytes(path, to_parquet(table))
    return path


def write_answers(log: str, answers: Sequence[LoggedAnswer], name: str) -> list[str]:
    """Writes answers at once, a file for each model and hour; for tests, and for what has time.

    Args:
      log: Folder or URL of the log.
      answers: In any order.
      name: Of the files; see `write_file`.

    Raises:
      OSError: One cannot be written.
    """
    parts: dict[tuple[str, datetime], list[LoggedAnswer]] = {}
    for answer in answers:
        parts.setdefault((answer.model, hour_of(answer.at)), []).append(answer)
    return [
        write_file(log, model, hour, name, pa.Table.from_batches([to_batch(part)], SCHEMA))
        for (model, hour), part in parts.items()
    ]


def log_files(
    log: str, model: str, since: datetime | None = None, until: datetime | None = None
) -> Iterator[LogFile]:
    """The files of the hours that overlap a time, oldest first; none if there is no log.

    What else lies in the folders, such as a file that is being written, is passed over.

    Args:
      log: Folder or URL of the log.
      model: Name of the model.
      since: Begin of the time; None: the first hour.
      until: End of it, exclusive; None: the last hour.

    Raises:
      LogError: A folder cannot be read.
    """
    root = model_folder(log, model)
    for date in _listed(root):
        if not (day := _DATE.fullmatch(date)):
            continue
        for name in _listed(files.join(root, date)):
            if not (number := _HOUR.fullmatch(name)):
                continue
            try:
                hour = datetime.fromisoformat(f"{day[1]}T{number[1]}:00:00+00:00")
            except ValueError:
                continue
            if (since is not None and hour + HOUR <= since) or (
                until is not None and hour >= until
            ):
                continue
            for file in _listed(files.join(root, date, name)):
                if file.endswith(".parquet") and not file.startswith("."):
                    yield LogFile(files.join(root, date, name, file), hour)


def read_batches(file: LogFile, columns: Collection[str] = COLUMNS) -> Iterator[pa.RecordBatch]:
    """The rows of a file, some thousand at a time, with only the columns that are asked for.

    Columns that the file lacks, because an earlier version wrote it, are left out.

    Raises:
      LogError: It cannot be read, or is no file of a prediction log.
    """
    try:
        with files.open_binary(file.path) as stream:
            parquet = pq.ParquetFile(stream)
            present = set(parquet.schema_arrow.names)
            if missing := {"at", "text_hash"} - present:
                raise LogError(
                    f"{file.path} is no file of a prediction log, it lacks {sorted(missing)[0]!r}; "
                    "move it away"
                )
            wanted = [name for name in SCHEMA.names if name in columns and name in present]
            yield from parquet.iter_batches(_BATCH_ROWS, columns=wanted)
    except FileNotFoundError:
        return  # deleted since it was listed
    except (OSError, pa.ArrowException, ValueError) as error:
        raise LogError(f"{file.path} cannot be read: {error}; move it away") from None


def read_answers(
    log: str,
    model: str,
    since: datetime | None = None,
    until: datetime | None = None,
    columns: Collection[str] = COLUMNS,
) -> Iterator[LoggedAnswer]:
    """The answers of a time, hour by hour; within an hour in no order.

    Args:
      log: Folder or URL of the log.
      model: Name of the model.
      since: Begin of the time; None: since the log began.
      until: End of it, exclusive; None: until now.
      columns: Fields that are read; the others are empty or 0. `at` always is read.

    Raises:
      LogError: The log cannot be read.
    """
    wanted = {*columns, "at"}
    for file in log_files(log, model, since, until):
        for batch in read_batches(file, wanted):
            for row in batch.to_pylist():
                answer = _answer(row, model)
                if (since is None or answer.at >= since) and (until is None or answer.at < until):
                    yield answer


def _answer(row: dict[str, Any], model: str) -> LoggedAnswer:
    return LoggedAnswer(
        at=row["at"].astimezone(UTC),
        model=row.get("model", model),
        version=row.get("version", 0),
        text_hash=row.get("text_hash", ""),
        text=row.get("text"),
        entities=tuple(LoggedEntity(**entity) for entity in row.get("entities") or ()),
        latency_ms=row.get("latency_ms", 0.0),
        slices=dict(row.get("slices") or ()),
        characters=row.get("characters", 0),
        cut_pieces=row.get("cut_pieces", 0),
        kinds={kind: count for kind, count in (row.get("kinds") or {}).items() if count},
        words=tuple(row.get("words") or ()),
    )


def _listed(folder: str) -> list[str]:
    try:
        return files.list_folder(folder)
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        raise LogError(f"{folder} cannot be read: {error.strerror or error}") from None
