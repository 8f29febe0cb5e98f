from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from batch.rows import BatchError, Columns, Fault, Reason
from batch.text_files import (
    MAX_ROW_LINES,
    csv_rows,
    json_values,
    jsonl_rows,
    read_header,
    table_values,
)

COLUMNS = Columns("text", "key")
PIECES = st.sampled_from([b'"', b",", b"\n", b"\r\n", b"a", b"\xff", b" ", "é".encode(), b'""'])
CONTENT = st.lists(PIECES, max_size=60).map(b"".join)
CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8)


def fields(content: bytes, offset: int = 0, line: int = 1) -> list[tuple[int, object]]:
    rows = csv_rows(io.BytesIO(content), offset, line, ",")
    return [(row.line, row.content) for row in rows]


@given(CONTENT)
def test_a_table_can_be_read_from_any_of_its_rows(content: bytes) -> None:
    rows = list(csv_rows(io.BytesIO(content), 0, 1, ","))
    for number, row in enumerate(rows):
        again = list(csv_rows(io.BytesIO(content), row.offset, row.line, ","))
        # A byte order mark is one at the beginning of the file only, and these have none.
        assert again == rows[number:]


@given(CONTENT)
def test_json_lines_can_be_read_from_any_of_their_rows(content: bytes) -> None:
    rows = list(jsonl_rows(io.BytesIO(content)))
    assert len(rows) == sum(bool(line.strip()) for line in content.split(b"\n"))
    for number, row in enumerate(rows):
        assert list(jsonl_rows(io.BytesIO(content), row.offset, row.line)) == rows[number:]


@given(st.lists(st.lists(CELLS, min_size=2, max_size=3), max_size=20))
def test_what_csv_writes_is_read(table: list[list[str]]) -> None:
    text = io.StringIO(newline="")
    csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(table)
    assert [content for _, content in fields(text.getvalue().encode())] == table


@given(CONTENT)
def test_every_line_is_in_a_row(content: bytes) -> None:
    lines = [number for number, line in enumerate(content.split(b"\n"), 1) if line.strip(b"\r ")]
    rows = fields(content)
    covered = []
    for number, row in rows:
        count = 1 if isinstance(row, Fault) else sum(field.count("\n") for field in row) + 1
        covered += range(number, number + count)
    assert len(covered) == len(set(covered))
    assert set(lines) <= set(covered)


def test_a_mark_that_is_not_closed_costs_one_row() -> None:
    content = b'1,"open\n2,b\n3,"c"\n' + b"4,d\n" * MAX_ROW_LINES
    (first, fault), *others = fields(content)
    assert first == 1
    assert isinstance(fault, Fault)
    assert fault.reason is Reason.NOT_CSV
    assert len(others) == 2 + MAX_ROW_LINES
    assert others[1] == (3, ["3", "c"])


def test_a_field_may_hold_line_ends() -> None:
    assert fields(b'1,"a\nb\r\nc"\r\n2,d') == [(1, ["1", "a\nb\r\nc"]), (4, ["2", "d"])]


@pytest.mark.parametrize(
    ("content", "names", "delimiter", "end"),
    [
        (b"key,text\n1,a\n", ["key", "text"], ",", 9),
        (b"\xef\xbb\xbfkey;text;n\r\n\r\n1;a;2\n", ["key", "text", "n"], ";", 17),
        (b"a|text|key", ["a", "text", "key"], "|", 10),
        (b'"key"\t"te""xt"\ttext\n1\t2\t3', ["key", 'te"xt', "text"], "\t", 20),
    ],
)
def test_headers(content: bytes, names: list[str], delimiter: str, end: int) -> None:
    header = read_header(io.BytesIO(content), "t.csv", COLUMNS)
    assert (header.names, header.delimiter, header.end) == (names, delimiter, end)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"key,memo\n1,a\n", "t.csv:1: there is no column 'text'; there are 'key', 'memo'"),
        (b"", "there are none"),
        (b"key,text,text\n", "two columns are named 'text'"),
        ("key,text\n".encode("utf-16"), "UTF-16"),
        (b"key,text,caf\xe9\n", "byte 12 is not UTF-8"),
    ],
)
def test_tables_without_a_header(content: bytes, message: str) -> None:
    with pytest.raises(BatchError, match=message):
        read_header(io.BytesIO(content), "t.csv", COLUMNS)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"nope", Reason.NOT_JSON),
        (b"[" * 100_000, Reason.NOT_JSON),
        (b"[1]", Reason.NOT_AN_OBJECT),
        (b'{"text": "\xff"}', Reason.NOT_UTF8),
    ],
)
def test_lines_that_are_no_objects(line: bytes, reason: Reason) -> None:
    fault = json_values(line)
    assert isinstance(fault, Fault)
    assert fault.reason is reason
    json.dumps(fault.detail)


def test_fields_that_do_not_fit_the_header() -> None:
    assert table_values(["1", "a", ""], ["key", "text"]) == {"key": "1", "text": "a"}
    for row, reason in [
        (["1"], Reason.FIELD_COUNT),
        (["1", "a", "b"], Reason.FIELD_COUNT),
        (["1", "\udcff"], Reason.NOT_UTF8),
    ]:
        fault = table_values(row, ["key", "text"])
        assert isinstance(fault, Fault)
        assert fault.reason is reason
