from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from batch.outputs import columns_of, dead_letter, item, new_content
from batch.plan import Task
from batch.rows import Columns, Fault, Reason, Row
from enrichment.record import Record
from models.export_format import Entity, Prediction
from tests.batch.jobs import make_task

ROWS = [Row(1, "a", "ELM 5"), Row(2, "b", 'línea\n"2",'), Row(3, "c", "none")]
PREDICTIONS = [
    Prediction("ELM 5", [Entity("PARTY", "ELM", 0, 3, 0.5, True), Entity("DATE", "5", 4, 5, 0.25)]),
    Prediction('línea\n"2",', [Entity("PARTY", 'línea\n"', 0, 7, 0.75)], 2),
    Prediction("none", []),
]
SPANS = [
    [
        {"start": 0, "end": 3, "label": "PARTY", "score": 0.5, "accepted": True, "text": "ELM"},
        {"start": 4, "end": 5, "label": "DATE", "score": 0.25, "accepted": False, "text": "5"},
    ],
    [
        {
            "start": 0,
            "end": 7,
            "label": "PARTY",
            "score": 0.75,
            "accepted": False,
            "text": 'línea\n"',
        }
    ],
    [],
]


def write(task: Task) -> bytes:
    content = new_content(task)
    for row, prediction in zip(ROWS, PREDICTIONS, strict=True):
        record = Record(row.text) if task.with_record else None
        content.add([item(row, prediction, record, task)])
    content.add([])
    return content.close()


def read(content: bytes, kind: str) -> list[dict[str, Any]]:
    if kind == "parquet":
        return [dict(row) for row in pq.read_table(io.BytesIO(content)).to_pylist()]
    if kind == "jsonl":
        return [json.loads(line) for line in content.splitlines()]
    rows = list(csv.DictReader(io.StringIO(content.decode(), newline="")))
    return [{**row, "spans": json.loads(row["spans"])} for row in rows]


@pytest.mark.parametrize("kind", ["parquet", "jsonl", "csv"])
@pytest.mark.parametrize("full", [False, True])
def test_all_formats_say_the_same(tmp_path: Path, kind: str, full: bool) -> None:
    columns = Columns("text", "key", known=full)
    task = make_task(tmp_path, format=kind, with_text=full, columns=columns)
    rows = read(write(task), kind)
    assert [row["key"] for row in rows] == ["a", "b", "c"]
    assert [row["spans"] for row in rows] == SPANS
    assert [int(row["cut_pieces"]) for row in rows] == [0, 2, 0]
    assert all(list(row) == columns_of(task) for row in rows)
    assert all(row["model_version"] == "1" for row in rows)
    if full:
        assert [row["text"] for row in rows] == [row.text for row in ROWS]
        records = [row["record"] for row in rows]
        parsed = records if kind == "jsonl" else list(map(json.loads, records))
        assert [record["text"] for record in parsed] == [row.text for row in ROWS]


@pytest.mark.parametrize("kind", ["parquet", "jsonl", "csv"])
def test_a_file_without_rows_can_be_read(tmp_path: Path, kind: str) -> None:
    assert read(new_content(make_task(tmp_path, format=kind)).close(), kind) == []


def test_dead_letters_name_their_row() -> None:
    row = Row(7, "a", fault=Fault(Reason.NO_TEXT, "'text' is missing or empty"))
    assert dead_letter(row, "in.csv") == {
        "file": "in.csv",
        "row": 7,
        "key": "a",
        "reason": "no_text",
        "detail": "'text' is missing or empty",
    }
    with pytest.raises(ValueError, match="row 1 has no fault"):
        dead_letter(ROWS[0], "in.csv")
