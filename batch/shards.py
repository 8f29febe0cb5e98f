"""The rows of a shard, checked."""

from __future__ import annotations

from collections.abc import Iterator

from batch.parquet_files import parquet_rows
from batch.plan import Shard
from batch.rows import Columns, Row, check_row
from batch.text_files import csv_rows, json_values, jsonl_rows, read_header, table_values
from storage import files


def read_shard(shard: Shard, columns: Columns) -> Iterator[Row]:
    """All rows of a shard in their order, those that cannot be used with what is wrong.

    Raises:
      BatchError: The file is no longer what it was when the plan was made.
      OSError: It cannot be read.
    """
    suffix = shard.path.lower().rpartition(".")[2]
    with files.open_binary(shard.path) as stream:
        if suffix == "parquet":
            for number, values in parquet_rows(stream, shard.start, shard.end, columns):
                yield check_row(number + 1, values, columns)
        elif suffix == "csv":
            header = read_header(stream, shard.path, columns)
            for row in csv_rows(stream, shard.start, shard.line, header.delimiter):
                if row.offset >= shard.end:
                    return
                yield check_row(row.line, table_values(row.content, header.names), columns)
        else:
            for line in jsonl_rows(stream, shard.start, shard.line):
                if line.offset >= shard.end:
                    return
                yield check_row(line.line, json_values(line.content), columns)
