from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.fuzzing.lines import hostile_lines
from preprocessing import reading
from preprocessing.annotation_files import AnnotationFile, InputError, find_files, plan_chunks
from preprocessing.lines import MAX_LINE_BYTES
from preprocessing.reading import ReadOptions
from preprocessing.records import Record, Reject
from preprocessing.settings import Auto, Unlabelled
from preprocessing.spans import OffsetUnit, Reason, Span

OPTIONS = ReadOptions(("PARTY", "DATE"))
GOOD = {"id": 1, "text": "BLUE BOTTLE 05/04", "label": [[0, 11, "PARTY"], [12, 17, "DATE"]]}

Writer = Callable[..., Path]


def read(
    path: Path | str,
    options: ReadOptions = OPTIONS,
    offset_unit: OffsetUnit | Auto = OffsetUnit.UTF16,
) -> list[Record | Reject]:
    plan = reading.plan_reading(find_files(str(path)), offset_unit)
    return list(reading.read_plan(plan, options))


def test_a_record_is_read_with_its_spans(write_jsonl: Writer) -> None:
    path = write_jsonl([{**GOOD, "Comments": ["?"], "country": "US"}])
    assert read(path) == [
        Record(
            id="1",
            text="BLUE BOTTLE 05/04",
            spans=(Span(0, 11, "PARTY"), Span(12, 17, "DATE")),
            source=f"{path.parent.name}/all.jsonl",
            line=1,
            annotator="all",
        )
    ]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"{", Reason.NOT_JSON),
        (b"nonsense", Reason.NOT_JSON),
        (b'{"text": "a", "label": []} trailing', Reason.NOT_JSON),
        (b"[" * 100_000, Reason.NESTED_TOO_DEEP),
        (b"[" * 100_000 + b"]" * 100_000, Reason.NESTED_TOO_DEEP),
        (b'{"text": "a", "label": [], "label": [[0, 1, "DATE"]]}', Reason.DUPLICATE_KEY),
        (b'{"text": "a", "text": "a", "label": []}', Reason.DUPLICATE_KEY),
        (b'{"text": "a", "label": [], "x": {"y": [{"z": 1, "z": 2}]}}', Reason.DUPLICATE_KEY),
        (b'{"id": ' + b"9" * 10_000 + b', "text": "a", "label": []}', Reason.NOT_JSON),
        (b"[1, 2]", Reason.NOT_AN_OBJECT),
        (b"null", Reason.NOT_AN_OBJECT),
        (b'"text"', Reason.NOT_AN_OBJECT),
        (b'{"label": []}', Reason.NO_TEXT),
        (b'{"text": null, "label": []}', Reason.NO_TEXT),
        (b'{"text": 7, "label": []}', Reason.NO_TEXT),
        (b'{"text": "", "label": []}', Reason.EMPTY_TEXT),
        (b'{"text": " \\t", "label": []}', Reason.EMPTY_TEXT),
        (b'{"text": "a\xff", "label": []}', Reason.INVALID_UTF8),
        (b'{"text": "a\xed\xa0\x80", "label": []}', Reason.INVALID_UTF8),
        (b'{"text": "a\\u0000b", "label": []}', Reason.NUL_CHARACTER),
        (b'{"text": "a\\ud83d", "label": []}', Reason.LONE_SURROGATE),
        (b'{"text": "a"}', Reason.NO_SPAN_LIST),
        (b'{"text": "a", "label": null}', Reason.NO_SPAN_LIST),
        (b'{"text": "a", "label": {"0": 1}}', Reason.NO_SPAN_LIST),
        (b'{"text": "a", "label": [[0, 1, "SHOP"]]}', Reason.UNKNOWN_LABEL),
        (b'{"text": "a", "label": [[0, 2, "DATE"]]}', Reason.SPAN_OUTSIDE_TEXT),
        (b'{"text": "' + b"a" * MAX_LINE_BYTES + b'"}', Reason.LINE_TOO_LONG),
    ],
)
def test_a_bad_line_is_refused_with_its_place_and_the_next_is_read(
    write_jsonl: Writer, line: bytes, reason: Reason
) -> None:
    first, bad, last = read(write_jsonl([GOOD, line, GOOD]))
    assert isinstance(first, Record)
    assert isinstance(bad, Reject)
    assert (bad.reason, bad.line) == (reason, 2)
    assert bad.detail
    assert line.startswith(bad.raw)
    assert isinstance(last, Record)
    assert last.line == 3


@pytest.mark.parametrize("key", ["text", "data", "label", "labels", "entities", "cats", "id", "x"])
@pytest.mark.parametrize("brackets", [("[", "]"), ('{"a": ', "}")])
@pytest.mark.parametrize("depth", [1, 60, 99, 100, 101, 300, 900, 980, 5000])
def test_no_depth_of_any_value_ends_the_reading(
    write_jsonl: Writer, key: str, brackets: tuple[str, str], depth: int
) -> None:
    opening, closing = brackets
    nested = f"{opening * depth}1{closing * depth}"
    others = {name: value for name, value in GOOD.items() if name != key}
    line = json.dumps(others)[:-1] + f', "{key}": {nested}}}'
    entry, good = read(write_jsonl([line.encode(), GOOD]))
    assert isinstance(good, Record)
    if isinstance(entry, Reject):
        assert (entry.reason == Reason.NESTED_TOO_DEEP) == (depth >= 100)
        assert len(entry.detail) < 300
    else:
        assert depth < 100


def test_hostile_lines_are_records_or_rejects(write_jsonl: Writer) -> None:
    lines = [line for line in hostile_lines(3000) if line.strip()]
    path = write_jsonl([GOOD, *lines])
    (chunk,) = plan_chunks([AnnotationFile(str(path))])
    entries = list(reading.read_chunk(chunk, OPTIONS))
    assert [entry.line for entry in entries] == list(range(1, len(lines) + 2))
    rejects = [entry for entry in entries if isinstance(entry, Reject)]
    assert 500 < len(rejects) < len(lines) - 300
    assert all(json.loads(reject.to_json())["detail"] for reject in rejects)
    assert len({reject.reason for reject in rejects}) > 12


def test_utf16_is_named(tmp_path: Path) -> None:
    path = tmp_path / "all.jsonl"
    path.write_bytes((json.dumps(GOOD) + "\n").encode("utf-16"))
    details = [entry.detail for entry in read(path) if isinstance(entry, Reject)]
    assert any("looks like UTF-16: save the file as UTF-8" in detail for detail in details)


def test_a_reject_keeps_its_bytes_through_json(write_jsonl: Writer) -> None:
    line = b'{"text": "a\xff\xe2\x80\xa8", "label": []}'
    (reject,) = read(write_jsonl([line]))
    assert isinstance(reject, Reject)
    values = json.loads(reject.to_json())
    assert values["raw"].encode("utf-8", "surrogateescape") == line
    assert (values["reason"], values["line"]) == ("invalid_utf8", 1)


def test_line_ends_and_byte_order_marks_are_no_part_of_records(tmp_path: Path) -> None:
    line = json.dumps(GOOD).encode()
    path = tmp_path / "windows.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + line + b"\r\n\r\n" + line + b"\r\n" + line)
    assert [(type(entry), entry.line) for entry in read(path)] == [
        (Record, 1),
        (Record, 3),
        (Record, 4),
    ]


@pytest.mark.parametrize("separator", ["\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\x1c", "\r"])
def test_only_a_line_feed_ends_a_line(write_jsonl: Writer, separator: str) -> None:
    text = f"BLUE{separator}BOTTLE"
    # A bare carriage return is not legal within JSON; the others are.
    escaped = separator in "\x0b\x0c\x1c\r"
    line = json.dumps({"text": text, "label": [[5, 11, "PARTY"]]}, ensure_ascii=escaped).encode()
    first, second = read(write_jsonl([line, GOOD]))
    assert isinstance(first, Record)
    assert first.text[first.spans[0].start : first.spans[0].end] == "BOTTLE"
    assert second.line == 2


def test_utf16_offsets_are_read_as_code_points(write_jsonl: Writer) -> None:
    text = "José 😀 met Ann"
    (record,) = read(write_jsonl([{"text": text, "label": [[8, 11, "PARTY"]]}]))
    assert isinstance(record, Record)
    (span,) = record.spans
    assert text[span.start : span.end] == "met"


@pytest.mark.parametrize(
    ("identifier", "expected"),
    [(7, "7"), (7.0, "7"), ("a1", "a1"), (None, None), ("", None), ("\ud800", None)],
)
def test_ids_are_strings(write_jsonl: Writer, identifier: object, expected: str | None) -> None:
    line = json.dumps({**GOOD, "id": identifier}).encode()
    (record,) = read(write_jsonl([line]))
    assert isinstance(record, Record)
    assert record.id == (expected or f"{record.source}:1")


def test_unlabelled_records_are_kept_or_refused(write_jsonl: Writer) -> None:
    path = write_jsonl([{"text": "nothing here", "label": []}])
    (kept,) = read(path)
    assert isinstance(kept, Record)
    (refused,) = read(path, ReadOptions(None, Unlabelled.REJECT))
    assert isinstance(refused, Reject)
    assert refused.reason == Reason.UNLABELLED


# Lines of all kinds: records, things that are almost records, and noise.
json_lines = st.one_of(
    st.just(json.dumps(GOOD).encode()),
    st.fixed_dictionaries(
        {"text": st.text(max_size=20) | st.none() | st.integers()},
        optional={
            "label": st.lists(
                st.tuples(st.integers(-2, 25), st.integers(-2, 25), st.sampled_from("XY")),
                max_size=3,
            ),
            "id": st.integers() | st.floats() | st.text(max_size=3),
        },
    ).map(lambda record: json.dumps(record).encode()),
    st.binary(max_size=40).map(lambda noise: noise.replace(b"\n", b"")),
)


@given(lines=st.lists(json_lines, max_size=30), chunk_bytes=st.integers(1, 400))
def test_no_line_is_lost_however_a_file_is_cut(
    tmp_path: Path, lines: list[bytes], chunk_bytes: int
) -> None:
    path = tmp_path / "any.jsonl"
    path.write_bytes(b"\n".join(lines))
    options = ReadOptions(("X",))
    whole = [
        entry
        for chunk in plan_chunks([AnnotationFile(str(path))])
        for entry in reading.read_chunk(chunk, options)
    ]
    cut = [
        entry
        for chunk in plan_chunks([AnnotationFile(str(path))], chunk_bytes)
        for entry in reading.read_chunk(chunk, options)
    ]
    assert cut == whole
    filled = [
        number
        for number, line in enumerate(path.read_bytes().split(b"\n"), 1)
        if line.removeprefix(b"\xef\xbb\xbf" if number == 1 else b"").strip()
    ]
    assert [entry.line for entry in whole] == filled


def test_records_tell_their_annotator_and_data_span(write_jsonl: Writer) -> None:
    for span, name in ((1, "ann"), (2, "bob")):
        write_jsonl([GOOD], f"span-{span}/{name}.jsonl")
    folder = write_jsonl([GOOD], "span-10/bob.jsonl").parent.parent
    records = read(folder / "span-{SPAN}")
    assert [(r.annotator, r.data_span) for r in records if isinstance(r, Record)] == [
        ("ann", 1),
        ("bob", 2),
        ("bob", 10),
    ]


@pytest.mark.parametrize(("approver", "taken"), [("ann", True), (None, False), ("", False)])
def test_approval_is_read_where_a_line_tells(
    write_jsonl: Writer, approver: str | None, taken: bool
) -> None:
    path = write_jsonl([{**GOOD, "annotation_approver": approver}])
    (entry,) = read(path, ReadOptions(None, approved_only=True))
    assert isinstance(entry, Record) == taken
    if isinstance(entry, Reject):
        assert entry.reason == Reason.NOT_APPROVED


def test_approval_is_read_from_a_pull(write_jsonl: Writer, tmp_path: Path) -> None:
    path = write_jsonl([GOOD, {**GOOD, "id": 2.0}])
    options = ReadOptions(None, approved_only=True)
    with pytest.raises(InputError, match=r"does not tell which records are approved"):
        read(path, options)
    pull = {"offset_unit": "utf16", "approved_only": False, "confirmed_by": {"all.jsonl": [2]}}
    (tmp_path / "pull.json").write_text(json.dumps(pull))
    refused, taken = read(path, options)
    assert isinstance(refused, Reject)
    assert isinstance(taken, Record)
    (tmp_path / "pull.json").write_text(json.dumps({**pull, "approved_only": True}))
    assert all(isinstance(entry, Record) for entry in read(path, options))
    (tmp_path / "pull.json").write_text("{}")
    with pytest.raises(InputError, match=r"pull\.json: not what `txner doccano pull` wrote"):
        read(path, options)


@pytest.mark.parametrize("approver", ["ann", None, ""])
def test_what_a_pull_says_of_approval_outranks_metadata(
    write_jsonl: Writer, tmp_path: Path, approver: str | None
) -> None:
    lines = [{**GOOD, "id": id, "annotation_approver": approver} for id in (1, 2)]
    path = write_jsonl(lines)
    pull = {"offset_unit": "utf16", "approved_only": False, "confirmed_by": {"all.jsonl": [2]}}
    (tmp_path / "pull.json").write_text(json.dumps(pull))
    refused, taken = read(path, ReadOptions(None, approved_only=True))
    assert isinstance(refused, Reject)
    assert refused.reason == Reason.NOT_APPROVED
    assert isinstance(taken, Record)


MARKED = {"text": "😀 BLUE BOTTLE", "label": [[3, 14, "PARTY"]]}
"""In UTF-16 units."""


def test_the_unit_is_told_from_the_annotations(write_jsonl: Writer) -> None:
    path = write_jsonl([GOOD, MARKED])
    plan = reading.plan_reading(find_files(str(path)), "auto")
    (decision,) = plan.units.values()
    assert decision.unit is OffsetUnit.UTF16
    assert "all.jsonl line 2" in decision.why
    assert {chunk.offset_unit for chunk in plan.chunks} == {OffsetUnit.UTF16}


def test_each_export_has_its_own_unit(write_jsonl: Writer, tmp_path: Path) -> None:
    write_jsonl([MARKED], "one/all.jsonl")
    write_jsonl([{**MARKED, "label": [[2, 13, "PARTY"]]}], "two/all.jsonl")
    entries = read(f"{tmp_path}/*/all.jsonl", offset_unit="auto")
    assert [entry.spans for entry in entries if isinstance(entry, Record)] == [
        (Span(2, 13, "PARTY"),)
    ] * 2


def test_what_a_project_declares_is_held_against_the_annotations(
    write_jsonl: Writer, tmp_path: Path
) -> None:
    path = write_jsonl([MARKED])
    pull = {"approved_only": True, "confirmed_by": {}}
    (tmp_path / "pull.json").write_text(json.dumps({**pull, "offset_unit": "utf16"}))
    assert isinstance(read(path, offset_unit="auto")[0], Record)
    (tmp_path / "pull.json").write_text(json.dumps({**pull, "offset_unit": "grapheme"}))
    with pytest.raises(InputError, match=r"should count grapheme, but"):
        read(path, offset_unit="auto")
    # Set by hand, it is taken as it is.
    assert isinstance(read(path, offset_unit=OffsetUnit.UTF16)[0], Record)
