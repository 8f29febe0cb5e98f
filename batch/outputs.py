"""Predictions as the content of a file: Parquet, JSON Lines or CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Any, Protocol

import pyarrow as pa
import pyarrow.parquet as pq

from batch.plan import Task
from batch.rows import Row
from enrichment.record import Record
from models.export_format import Prediction

_SPAN = pa.struct(
    [
        pa.field("start", pa.int32(), nullable=False),
        pa.field("end", pa.int32(), nullable=False),
        pa.field("label", pa.string(), nullable=False),
        pa.field("score", pa.float32(), nullable=False),
        pa.field("accepted", pa.bool_(), nullable=False),
        pa.field("text", pa.string(), nullable=False),
    ]
)

_TYPES = {
    "key": pa.string(),
    "text": pa.string(),
    "model_version": pa.string(),
    "spans": pa.list_(pa.field("span", _SPAN, nullable=False)),
    "cut_pieces": pa.int32(),
    "record": pa.string(),
}
"""Arrow types of the columns; `start` and `end` count code points, `record` is JSON."""


class Content(Protocol):
    """The content of a file that grows."""

    def add(self, items: Sequence[dict[str, Any]]) -> None:
        """Appends rows; see `item`."""

    def close(self) -> bytes:
        """All of it, when nothing more comes."""


def columns_of(task: Task) -> list[str]:
    """Columns of the output in their order."""
    optional = {"text": task.with_text, "record": task.with_record}
    return [name for name in _TYPES if optional.get(name, True)]


def schema_of(task: Task) -> pa.Schema:
    """Schema of the output as Parquet."""
    return pa.schema([pa.field(name, _TYPES[name], nullable=False) for name in columns_of(task)])


def item(row: Row, prediction: Prediction, record: Record | None, task: Task) -> dict[str, Any]:
    """A row of the output, its values as JSON has them."""
    values: dict[str, Any] = {"key": row.key}
    if task.with_text:
        values["text"] = row.text
    values["model_version"] = task.model_version
    values["spans"] = [
        {
            "start": entity.start,
            "end": entity.end,
            "label": entity.label,
            "score": round(entity.score, 6),
            "accepted": entity.accepted,
            "text": entity.text,
        }
        for entity in prediction.entities
    ]
    values["cut_pieces"] = prediction.cut_pieces
    if record is not None:
        values["record"] = record.to_json()
    return values


def new_content(task: Task) -> Content:
    """An empty file of the task's format."""
    kinds: dict[str, Callable[[Task], Content]] = {
        "parquet": _Parquet,
        "jsonl": _JsonLines,
        "csv": _Csv,
    }
    return kinds[task.format](task)


def dead_letter(row: Row, path: str) -> dict[str, Any]:
    """A line of a dead-letter file.

    Args:
      row: The row; it has a fault.
      path: The file that it is in.
    """
    if row.fault is None:
        raise ValueError(f"row {row.number} has no fault")
    return {"file": path, "row": row.number, "key": row.key, **asdict(row.fault)}


class _Parquet:
    def __init__(self, task: Task) -> None:
        self._schema = schema_of(task)
        self._sink = io.BytesIO()
        self._writer = pq.ParquetWriter(self._sink, self._schema, compression="zstd")

    def add(self, items: Sequence[dict[str, Any]]) -> None:
        rows = [
            {**each, "record": json.dumps(each["record"])} if "record" in each else each
            for each in items
        ]
        self._writer.write_table(pa.Table.from_pylist(rows, self._schema))

    def close(self) -> bytes:
        self._writer.close()
        return self._sink.getvalue()


class _JsonLines:
    def __init__(self, task: Task) -> None:
        self._lines: list[bytes] = []

    def add(self, items: Sequence[dict[str, Any]]) -> None:
        self._lines += [json.dumps(each).encode() + b"\n" for each in items]

    def close(self) -> bytes:
        return b"".join(self._lines)


class _Csv:
    def __init__(self, task: Task) -> None:
        self._text = io.StringIO(newline="")
        self._columns = columns_of(task)
        self._writer = csv.writer(self._text, lineterminator="\n")
        self._writer.writerow(self._columns)

    def add(self, items: Sequence[dict[str, Any]]) -> None:
        for each in items:
            self._writer.writerow([_cell(each[name]) for name in self._columns])

    def close(self) -> bytes:
        return self._text.getvalue().encode()


def _cell(value: Any) -> Any:
    return json.dumps(value) if isinstance(value, dict | list) else value
