import codecs
import io
import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from enrichment.checks import InputError
from enrichment.record import Known
from enrichment.rows import Row, read_rows


def rows(content: bytes, kind: str = ".jsonl", **options: bool | str) -> list[Row]:
    return list(read_rows(io.BytesIO(content), kind, **options))  # type: ignore[arg-type]


def test_json_lines_with_what_is_known() -> None:
    content = b'{"text": "A", "booked_on": "2026-01-31", "country": "de"}\n\n{"text": "B"}\n'
    first, second = rows(content)
    assert first.prediction is not None
    assert (first.line, first.prediction.text) == (1, "A")
    assert first.known == Known("2026-01-31", "DE")
    assert (second.line, second.known) == (3, Known())


@pytest.mark.parametrize(
    ("line", "error"),
    [
        (b"nope", "not JSON"),
        (b"[1]", "is not a JSON object"),
        (b"\xff", "not UTF-8"),
        (b'{"txt": "A"}', "there is no"),
        (b'{"text": null}', "not a string"),
        (b'{"text": "\\ud800"}', "surrogate"),
        (b'{"text": "A", "booked_on": "31.01.2026"}', "`booked_on`"),
        (b'{"text": "A", "booked_on": "2026-02-30"}', "`booked_on`"),
        (b'{"text": "A", "country": "Germany"}', "`country`"),
        (b'{"text": "A", "country": 7}', "`country`"),
    ],
)
def test_bad_rows_stand_in_their_place(line: bytes, error: str) -> None:
    before, bad, after = rows(b'{"text": "A"}\n' + line + b'\n{"text": "B"}\n')
    assert before.error is None
    assert after.error is None
    assert error in (bad.error or "")
    assert bad.error_json() == {"schema": 1, "line": 2, "error": bad.error}


@pytest.mark.parametrize(
    ("entities", "error"),
    [
        ("5", "not a list"),
        ('[{"label": "", "start": 0, "end": 1}]', "`label`"),
        ('[{"label": "DATE", "start": 0, "end": 9}]', "not within 3 code points"),
        ('[{"label": "DATE", "start": true, "end": 1}]', "not within"),
        ('[{"label": "DATE", "start": 1, "end": 1}]', "not within"),
        ('[{"label": "DATE", "start": 0, "end": 1, "score": 2}]', "`score`"),
        ('[{"label": "DATE", "start": 0, "end": 1, "accepted": 1}]', "`accepted`"),
        ("[[0, 1]]", "not an object"),
    ],
)
def test_bad_entities(entities: str, error: str) -> None:
    (row,) = rows(f'{{"text": "abc", "entities": {entities}}}'.encode(), with_entities=True)
    assert error in (row.error or "")


def test_entities_of_both_shapes_are_put_in_order() -> None:
    content = (
        b'{"text": "abcd", "entities": [[2, 4, "DATE"], {"label": "X", "start": 0, "end": 1}]}'
    )
    (row,) = rows(content, with_entities=True)
    assert row.prediction is not None
    assert [(e.label, e.text) for e in row.prediction.entities] == [("X", "a"), ("DATE", "cd")]


def test_tables() -> None:
    content = 'id;memo\n1;"A;\nB"\n2\n3;Caf\u00e9\n'.encode("utf-8-sig")
    first, bad, last = rows(content, ".csv", column="memo")
    assert first.prediction is not None
    assert first.prediction.text == "A;\nB"
    assert (bad.line, bad.error) == (4, "1 fields, and the header has 2")
    assert last.prediction is not None
    assert last.prediction.text == "Café"
    with pytest.raises(InputError, match="no column"):
        rows(content, ".csv", column="text")


def test_lines_of_text() -> None:
    assert [row.prediction and row.prediction.text for row in rows(b"A\nB\r\n", ".txt")] == [
        "A",
        "B",
    ]


@given(st.lists(st.binary(max_size=30).filter(lambda line: line.strip() and b"\n" not in line)))
@example([codecs.BOM_UTF8])
def test_no_line_is_lost(lines: list[bytes]) -> None:
    # A file may begin with a byte order mark, and a first line that is nothing else is blank.
    blank = bool(lines) and not lines[0].removeprefix(codecs.BOM_UTF8).strip()
    assert len(rows(b"\n".join(lines))) == len(lines) - blank


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1)))
def test_texts_come_as_they_are(texts: list[str]) -> None:
    content = "\n".join(json.dumps({"text": text}) for text in texts).encode()
    assert [row.prediction and row.prediction.text for row in rows(content)] == texts
