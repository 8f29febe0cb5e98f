from __future__ import annotations

import codecs
import io
import itertools
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotation.export import read_export
from preprocessing import lines
from preprocessing.annotation_files import AnnotationFile, plan_chunks
from preprocessing.reading import ReadOptions, read_chunk
from preprocessing.records import Record
from tests.annotation.archives import zipped

CONTENTS = st.lists(
    st.sampled_from([b"\n", b"\r\n", b"\r", b"", b"x", b"xyz", "\u2028".encode(), codecs.BOM_UTF8])
    | st.binary(max_size=12)
).map(b"".join)


def read(content: bytes, **options: int | None) -> list[lines.Line]:
    return list(lines.read_lines(io.BytesIO(content), **options))  # type: ignore[arg-type]


@given(CONTENTS)
def test_lines_are_what_is_between_line_feeds(content: bytes) -> None:
    found = read(content)
    expected = content.removesuffix(b"\n").split(b"\n") if content else []
    expected = [raw.removesuffix(b"\r") for raw in expected]
    if expected:
        expected[0] = expected[0].removeprefix(codecs.BOM_UTF8)
    assert [line.raw for line in found] == expected
    assert [line.number for line in found] == list(range(1, len(found) + 1))
    assert sum(line.size for line in found) == len(content)


@given(CONTENTS, st.integers(0, 12))
def test_long_lines_are_known_and_cost_no_other_line(content: bytes, bound: int) -> None:
    whole = read(content)
    with patch.object(lines, "MAX_LINE_BYTES", bound):
        for line, bounded in zip(whole, read(content), strict=True):
            assert bounded.number == line.number
            assert bounded.is_too_long == (len(line.raw) > bound)
            assert line.raw.startswith(bounded.raw)
            assert len(bounded.raw) <= bound + 5
            if not bounded.is_too_long:
                assert (bounded.raw, bounded.size) == (line.raw, line.size)


@given(CONTENTS, st.integers(0, 5), st.data())
def test_pieces_that_end_with_a_line_are_the_whole(
    content: bytes, bound: int, data: st.DataObject
) -> None:
    with patch.object(lines, "MAX_LINE_BYTES", bound):
        whole = read(content)
        ends = [0, *itertools.accumulate(len(raw) + 1 for raw in content.split(b"\n")[:-1])]
        cut = data.draw(st.sampled_from(ends))
        first = read(content, max_bytes=cut)
        rest = read(content[cut:], first_number=len(first) + 1) if cut else whole
        assert [*first, *rest] == whole


def test_a_mark_does_not_hide_that_the_first_line_is_too_long() -> None:
    with patch.object(lines, "MAX_LINE_BYTES", 10):
        for length in range(20):
            (line,) = read(codecs.BOM_UTF8 + b"x" * length)
            assert line.is_too_long == (length > 10)


@pytest.mark.parametrize("length", [0, 1 << 20, (1 << 20) + 1, lines.MAX_LINE_BYTES - 40])
def test_what_a_pull_accepts_can_be_trained_on(tmp_path: Path, length: int) -> None:
    line = b'{"id": 1, "text": "x%s", "label": []}' % (b"y" * length)
    (tmp_path / "a.zip").write_bytes(zipped(**{"all.jsonl": line + b"\n"}))
    *_, (_, _, raw) = read_export(tmp_path / "a.zip")
    (tmp_path / "all.jsonl").write_bytes(raw + b"\n")
    (chunk,) = plan_chunks([AnnotationFile(str(tmp_path / "all.jsonl"))], chunk_bytes=64 << 20)
    (record,) = read_chunk(chunk, ReadOptions(None))
    assert isinstance(record, Record)
    assert len(record.text) == length + 1
