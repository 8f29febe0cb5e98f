from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks.drift_stream import (
    COUNTRY,
    FORMAT,
    KNOWN,
    PROCESSOR,
    Shift,
    days,
    first_annotations,
    kind_of,
    read_rows,
    spans_of,
    write_rows,
)
from preprocessing.spans import Span

SAMPLE = Path(__file__).parents[2] / "data" / "sample" / "span-1" / "all.jsonl"


def row(number: int, **fields: Any) -> dict[str, Any]:
    return {"text": f"text {number}", "label": [], "country": "GB", "kind": "card", **fields}


POOL = [
    *(row(number) for number in range(100)),
    *(row(number, country="IN") for number in range(100, 140)),
]


def test_offsets_of_the_sample_are_turned_into_code_points() -> None:
    text = "🙂 SQ *CAFE"
    spans = spans_of({"text": text, "label": [[3, 5, "PROCESSOR"], [7, 11, "PARTY"]]})
    assert spans == [Span(2, 4, "PROCESSOR"), Span(6, 10, "PARTY")]
    assert [text[span.start : span.end] for span in spans] == ["SQ", "CAFE"]


def test_the_first_annotations_have_nothing_new() -> None:
    sample = read_rows(SAMPLE)
    assert {kind_of(line) for line in sample} == {KNOWN, COUNTRY, FORMAT, PROCESSOR}
    chosen = first_annotations(sample, 500)
    assert len({line["id"] for line in chosen}) == 500
    assert {kind_of(line) for line in chosen} == {KNOWN}
    assert chosen == first_annotations(sample, 500)


def test_what_is_new_comes_on_its_day_and_no_text_twice() -> None:
    shifts = [Shift(COUNTRY, 2, 0.5)]
    stream = days(POOL, {"text 0"}, count=4, texts=20, shifts=shifts, seed=1)
    new = [sum(line["country"] == "IN" for line in rows) for rows in stream]
    assert new[:2] == [0, 0]
    assert all(4 <= count <= 16 for count in new[2:])
    texts = [line["text"] for rows in stream for line in rows]
    assert len(texts) == len(set(texts)) == 80
    assert "text 0" not in texts
    assert stream == days(POOL, {"text 0"}, count=4, texts=20, shifts=shifts, seed=1)


def test_a_pool_that_is_too_small_is_refused() -> None:
    with pytest.raises(ValueError, match="day 1: the pool has no more texts"):
        days(POOL, set(), count=2, texts=60, shifts=[], seed=1)


def test_rows_are_written_as_they_were_read(tmp_path: Path) -> None:
    path = tmp_path / "data" / "all.jsonl"
    write_rows(POOL, path)
    assert read_rows(path) == POOL
    assert json.loads(path.read_text().splitlines()[0]) == POOL[0]
