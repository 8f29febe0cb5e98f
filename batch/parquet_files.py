"""Rows of Parquet files, by their numbers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import IO, Any

import pyarrow as pa
import pyarrow.parquet as pq

from batch.rows import BatchError, Columns, Fault, Reason
from preprocessing.errors import one_line
from preprocessing.spans import shown

BATCH_ROWS = 4096
"""Rows that are read at a time."""


def count_rows(stream: IO[bytes], path: str, columns: Columns) -> int:
    """Number of rows of a file that has the columns.

    Raises:
      BatchError: It is no Parquet file, or lacks one, or one is of a type that cannot be used.
    """
    try:
        file = pq.ParquetFile(stream)
    except (pa.ArrowException, OSError) as error:
        raise BatchError(f"{path}: not a Parquet file: {one_line(str(error))}") from None
    schema = file.schema_arrow
    for name in (columns.text, columns.key):
        if name not in schema.names:
            there = ", ".join(map(shown, schema.names[:20])) or "none"
            raise BatchError(f"{path}: there is no column {shown(name)}; there are {there}")
        if schema.names.count(name) > 1:
            raise BatchError(f"{path}: two columns are named {shown(name)}; rename one")
        kind = schema.field(name).type
        if not _is_text(kind) and not (name == columns.key and pa.types.is_integer(kind)):
            wanted = "strings or whole numbers" if name == columns.key else "strings"
            raise BatchError(f"{path}: column {shown(name)} has {kind}, not {wanted}")
    return int(file.metadata.num_rows)


def parquet_rows(
    stream: IO[bytes], start: int, end: int, columns: Columns
) -> Iterator[tuple[int, dict[str, Any] | Fault]]:
    """Numbers and values of the rows from `start` to before `end`, counted from 0.

    Rows of a damaged part come as faults.

    Raises:
      OSError: The file cannot be read.
    """
    file = pq.ParquetFile(stream)
    names = [name for name in columns.names if name in file.schema_arrow.names]
    group_start = 0
    for group in range(file.num_row_groups):
        group_end = group_start + file.metadata.row_group(group).num_rows
        done, last = max(start, group_start), min(end, group_end)
        if done < last:
            try:
                for number, values in _group_rows(file, group, group_start, names):
                    if number >= last:
                        break
                    if number >= done:
                        yield number, values
                        done = number + 1
            except (pa.ArrowException, OSError) as error:
                # Arrow's own errors of damaged pages have no number, unlike those of the system.
                if getattr(error, "errno", None) is not None:
                    raise
                fault = Fault(Reason.DAMAGED, f"row group {group}: {one_line(str(error))}")
                yield from ((number, fault) for number in range(done, last))
        group_start = group_end


def _group_rows(
    file: pq.ParquetFile, group: int, number: int, names: list[str]
) -> Iterator[tuple[int, dict[str, Any] | Fault]]:
    for batch in file.iter_batches(BATCH_ROWS, row_groups=[group], columns=names):
        columns = [_values(batch.column(name)) for name in names]
        for row in zip(*columns, strict=True):
            yield number, _decoded(dict(zip(names, row, strict=True)))
            number += 1


def _values(column: pa.Array) -> list[Any]:
    """Values of a column; strings as bytes, because a file may hold what is not UTF-8."""
    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    if pa.types.is_string(column.type):
        column = column.cast(pa.binary())
    elif pa.types.is_large_string(column.type):
        column = column.cast(pa.large_binary())
    values: list[Any] = column.to_pylist()
    return values


def _decoded(values: dict[str, Any]) -> dict[str, Any] | Fault:
    for name, value in values.items():
        if isinstance(value, bytes):
            try:
                values[name] = value.decode("utf-8")
            except UnicodeDecodeError:
                return Fault(Reason.NOT_UTF8, f"{shown(name)} is not UTF-8")
        elif isinstance(value, date):
            values[name] = value.isoformat()
    return values


def _is_text(kind: pa.DataType) -> bool:
    if pa.types.is_dictionary(kind):
        kind = kind.value_type
    checks = (
        pa.types.is_string,
        pa.types.is_large_string,
        pa.types.is_binary,
        pa.types.is_large_binary,
    )
    return any(check(kind) for check in checks)
