from __future__ import annotations

import io
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from batch.parquet_files import count_rows, parquet_rows
from batch.rows import BatchError, Columns, Fault, Reason

COLUMNS = Columns("text", "key", known=True)


def written(columns: dict[str, pa.Array], group: int = 3) -> bytes:
    sink = io.BytesIO()
    pq.write_table(pa.table(columns), sink, row_group_size=group, compression="none")
    return sink.getvalue()


def read(content: bytes, start: int, end: int) -> list[tuple[int, dict[str, Any] | Fault]]:
    return list(parquet_rows(io.BytesIO(content), start, end, COLUMNS))


@pytest.mark.parametrize("group", [1, 3, 100])
def test_any_range_of_rows(group: int) -> None:
    texts = [f"text {n}" for n in range(10)]
    content = written({"text": pa.array(texts), "key": pa.array(range(10))}, group)
    assert count_rows(io.BytesIO(content), "t", COLUMNS) == 10
    for start in range(10):
        for end in range(start, 11):
            wanted = [(n, {"key": n, "text": texts[n]}) for n in range(start, end)]
            assert read(content, start, end) == wanted


def test_all_kinds_of_strings() -> None:
    values = ["a", None, "é"]
    for kind in (
        pa.string(),
        pa.large_string(),
        pa.binary(),
        pa.dictionary(pa.int8(), pa.string()),
    ):
        array = (
            pa.array(values).cast(kind)
            if kind != pa.binary()
            else pa.array([b"a", None, b"\xc3\xa9"])
        )
        content = written({"text": array, "key": array})
        assert count_rows(io.BytesIO(content), "t", COLUMNS) == 3
        assert [row for _, row in read(content, 0, 3)] == [
            {"key": value, "text": value} for value in values
        ]


def test_days_are_read_as_days() -> None:
    content = written(
        {
            "text": pa.array(["a"]),
            "key": pa.array(["1"]),
            "booked_on": pa.array([date(2026, 8, 18)]),
        }
    )
    assert read(content, 0, 1)[0][1] == {"key": "1", "text": "a", "booked_on": "2026-08-18"}


def test_a_value_that_is_not_utf8_costs_its_row() -> None:
    strings = pa.Array.from_buffers(
        pa.string(), 2, [None, *pa.array([b"a", b"\xff"], pa.binary()).buffers()[1:]]
    )
    (_, first), (_, second) = read(written({"text": strings, "key": pa.array(["1", "2"])}), 0, 2)
    assert first == {"key": "1", "text": "a"}
    assert isinstance(second, Fault)
    assert second.reason is Reason.NOT_UTF8


def test_a_damaged_row_group_costs_its_rows() -> None:
    texts = pa.array([f"text {n}" * 20 for n in range(6)])
    content = bytearray(written({"text": texts, "key": pa.array(range(6))}))
    meta = pq.ParquetFile(io.BytesIO(content)).metadata.row_group(0).column(0)
    start = meta.dictionary_page_offset or meta.data_page_offset
    content[start : start + 16] = b"\xff" * 16
    rows = read(bytes(content), 0, 6)
    assert [number for number, _ in rows] == list(range(6))
    damaged = [row for _, row in rows[:3]]
    assert all(isinstance(row, Fault) and row.reason is Reason.DAMAGED for row in damaged)
    assert rows[3][1] == {"key": 3, "text": "text 3" * 20}


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        ({"text": ["a"]}, "no column 'key'; there are 'text'"),
        ({"text": [1], "key": [1]}, "column 'text' has int64, not strings"),
        ({"text": ["a"], "key": [1.5]}, "column 'key' has double, not strings or whole numbers"),
    ],
)
def test_files_that_cannot_be_used(columns: dict[str, list[Any]], message: str) -> None:
    content = written({name: pa.array(values) for name, values in columns.items()})
    with pytest.raises(BatchError, match=message):
        count_rows(io.BytesIO(content), "t.parquet", COLUMNS)


def test_what_is_not_parquet(tmp_path: Path) -> None:
    with pytest.raises(BatchError, match=r"t\.parquet: not a Parquet file"):
        count_rows(io.BytesIO(b"key,text\n"), "t.parquet", COLUMNS)
