"""What is deleted of a prediction log: what is old, and the answers to a text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from monitoring.log_files import HOUR, LogError, LogFile, log_files, read_batches, to_parquet
from storage import files


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file that answers are deleted of.

    Attributes:
      file: The file.
      rows: Answers in it that are deleted.
      kept: Answers in it that stay.
    """

    file: LogFile
    rows: int
    kept: int


def find_old(log: str, model: str, before: datetime) -> list[FoundFile]:
    """The files of hours that had ended by a time.

    Args:
      log: Folder or URL of the log.
      model: Name of the model.
      before: The time.

    Raises:
      LogError: The log cannot be read.
    """
    return [
        FoundFile(file, _rows(file), 0)
        for file in log_files(log, model)
        if file.hour + HOUR <= before
    ]


def find_texts(
    log: str, model: str, hashes: Sequence[str], report: Callable[[int], None] = lambda _: None
) -> list[FoundFile]:
    """The files with answers to texts.

    Args:
      log: Folder or URL of the log.
      model: Name of the model.
      hashes: Of the texts; see `monitoring.shaping.TextHash`.
      report: Told how many files were looked at.

    Raises:
      LogError: The log cannot be read.
    """
    found = []
    for number, file in enumerate(log_files(log, model), 1):
        named = total = 0
        for batch in read_batches(file, ("text_hash",)):
            total += batch.num_rows
            named += pc.sum(pc.cast(_is_named(batch, hashes), pa.int64())).as_py() or 0
        if named:
            found.append(FoundFile(file, named, total - named))
        report(number)
    return found


def delete_file(found: FoundFile) -> None:
    """Deletes a file.

    Raises:
      LogError: It cannot be deleted.
    """
    try:
        files.delete(found.file.path)
    except FileNotFoundError:
        pass  # somebody else was quicker
    except OSError as error:
        raise LogError(f"{found.file.path} cannot be deleted: {error}") from None


def delete_texts(found: FoundFile, hashes: Sequence[str]) -> None:
    """Deletes the answers to texts from a file, which is replaced in one step.

    Columns that this version does not know stay.

    Args:
      found: What `find_texts` found.
      hashes: Of the texts.

    Raises:
      LogError: It cannot be read or written; it is as before then.
    """
    path = found.file.path
    try:
        with files.open_binary(path) as stream:
            table = pq.read_table(stream)
        kept = table.filter(pc.invert(_is_named(table, hashes)))
        if kept.num_rows:
            files.write_bytes(path, to_parquet(kept))
        else:
            delete_file(found)
    except FileNotFoundError:
        pass
    except (OSError, pa.ArrowException, ValueError) as error:
        raise LogError(f"{path} cannot be rewritten: {error}") from None


def _is_named(rows: pa.RecordBatch | pa.Table, hashes: Sequence[str]) -> pa.Array:
    return pc.is_in(rows.column("text_hash"), value_set=pa.array(hashes, pa.string()))


def _rows(file: LogFile) -> int:
    try:
        with files.open_binary(file.path) as stream:
            return int(pq.ParquetFile(stream).metadata.num_rows)
    except (OSError, pa.ArrowException, ValueError):
        return 0  # it cannot be read, but it can be deleted
