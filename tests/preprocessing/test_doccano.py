from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from preprocessing import doccano
from preprocessing.doccano import InputError, ReadOptions
from preprocessing.records import Record, Reject
from preprocessing.settings import Unlabelled
from preprocessing.spans import OffsetUnit, Reason, Span

OPTIONS = ReadOptions(("PARTY", "DATE"), OffsetUnit.UTF16, Unlabelled.KEEP)
GOOD = {"id": 1, "text": "BLUE BOTTLE 05/04", "label": [[0, 11, "PARTY"], [12, 17, "DATE"]]}

Writer = Callable[..., Path]


def read(path: Path | str, options: ReadOptions = OPTIONS) -> list[Record | Reject]:
    return list(doccano.read_files(doccano.find_files(str(path)), options))


def zipped(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def test_a_record_is_read_with_its_spans(write_jsonl: Writer) -> None:
    path = write_jsonl([{**GOOD, "Comments": ["?"], "country": "US"}])
    assert read(path) == [
        Record(
            id="1",
            text="BLUE BOTTLE 05/04",
            spans=(Span(0, 11, "PARTY"), Span(12, 17, "DATE")),
            source=f"{path.parent.name}/all.jsonl",
            line=1,
        )
    ]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"{", Reason.NOT_JSON),
        (b"nonsense", Reason.NOT_JSON),
        (b'{"text": "a", "label": []} trailing', Reason.NOT_JSON),
        (b"[" * 100_000, Reason.NOT_JSON),
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
        (b'{"text": "' + b"a" * doccano.MAX_LINE_BYTES + b'"}', Reason.LINE_TOO_LONG),
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
    (refused,) = read(path, ReadOptions(None, OffsetUnit.UTF16, Unlabelled.REJECT))
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
    options = ReadOptions(("X",), OffsetUnit.UTF16, Unlabelled.KEEP)
    whole = [
        entry
        for chunk in doccano.plan_chunks([str(path)])
        for entry in doccano.read_chunk(chunk, options)
    ]
    cut = [
        entry
        for chunk in doccano.plan_chunks([str(path)], chunk_bytes)
        for entry in doccano.read_chunk(chunk, options)
    ]
    assert cut == whole
    filled = [
        number
        for number, line in enumerate(path.read_bytes().split(b"\n"), 1)
        if line.removeprefix(b"\xef\xbb\xbf" if number == 1 else b"").strip()
    ]
    assert [entry.line for entry in whole] == filled


def test_an_export_archive_is_read_member_by_member(tmp_path: Path) -> None:
    line = json.dumps(GOOD).encode() + b"\n"
    path = tmp_path / "export.zip"
    path.write_bytes(
        zipped({"bob.jsonl": b"\n", "alice.jsonl": line * 2, "__MACOSX/a.jsonl": b"junk"})
    )
    entries = read(path)
    assert [(entry.source, entry.line) for entry in entries] == [
        (f"{tmp_path.name}/export.zip/alice.jsonl", 1),
        (f"{tmp_path.name}/export.zip/alice.jsonl", 2),
    ]


def test_damaged_archives_are_named(tmp_path: Path) -> None:
    path = tmp_path / "export.zip"
    path.write_bytes(b"PK nonsense")
    with pytest.raises(InputError, match=r"export\.zip: not a zip archive"):
        read(path)
    whole = zipped({"alice.jsonl": json.dumps(GOOD).encode() * 100})
    broken = bytearray(whole)
    broken[60:70] = b"\x00" * 10
    path.write_bytes(bytes(broken))
    with pytest.raises(InputError, match=r"export\.zip: cannot read alice\.jsonl"):
        read(path)
    path.write_bytes(zipped({}))
    with pytest.raises(InputError, match=r"holds no \.jsonl file"):
        read(path)


def test_files_folders_globs_and_spans_are_found(tmp_path: Path, write_jsonl: Writer) -> None:
    for name in ("span-9/all.jsonl", "span-10/all.jsonl", "span-x/all.jsonl", "span-2/b.jsonl"):
        write_jsonl([GOOD], name)
    (tmp_path / "span-2" / "notes.txt").write_text("not annotations")
    (tmp_path / "span-2" / ".hidden.jsonl").write_text("not annotations")

    def found(path: str, spans: Any = "all") -> list[str]:
        files = doccano.find_files(f"{tmp_path}/{path}", spans)
        return [str(Path(file).relative_to(tmp_path)) for file in files]

    assert found("span-9/all.jsonl") == ["span-9/all.jsonl"]
    assert found("span-2") == ["span-2/b.jsonl"]
    assert found("span-*/all.jsonl") == [
        "span-10/all.jsonl",
        "span-9/all.jsonl",
        "span-x/all.jsonl",
    ]
    numbered = ["span-2/b.jsonl", "span-9/all.jsonl", "span-10/all.jsonl"]
    assert found("span-{SPAN}") == numbered
    assert found("span-{SPAN}/*.jsonl") == numbered
    assert found("span-{SPAN}/all.jsonl") == numbered[1:]
    assert found("span-{SPAN}", [10, 2]) == ["span-2/b.jsonl", "span-10/all.jsonl"]
    with pytest.raises(InputError, match=r"no data span 3; there are \[2, 9, 10\]"):
        found("span-{SPAN}", [3])


def test_a_name_with_brackets_is_a_name(tmp_path: Path, write_jsonl: Writer) -> None:
    path = write_jsonl([GOOD], "all[1].jsonl")
    assert doccano.find_files(str(path)) == [str(path)]


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("missing.jsonl", "no file matches"),
        ("*.jsonl", "no file matches"),
        ("span-{SPAN}/*.json", "no file matches"),
        ("{SPAN}/{SPAN}", "only once"),
        ("empty", "has no .jsonl or .zip file"),
        ("parent", "span-{SPAN}"),
        ("notes.txt", "must be .jsonl files or a .zip"),
    ],
)
def test_what_is_not_there_is_named(tmp_path: Path, path: str, message: str) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "parent" / "span-1").mkdir(parents=True)
    (tmp_path / "notes.txt").write_text("hello")
    with pytest.raises(InputError) as error:
        doccano.find_files(f"{tmp_path}/{path}")
    assert message in str(error.value)
    assert path.split("/")[0] in str(error.value)


def test_the_fingerprint_follows_the_content_alone(write_jsonl: Writer, tmp_path: Path) -> None:
    path = write_jsonl([GOOD], "span-1/all.jsonl")
    before = doccano.fingerprint([str(path)])
    stat = path.stat()
    path.write_bytes(path.read_bytes().replace(b"BLUE", b"BLUA"))
    import os

    # Same size and time: what TFX's own fingerprint looks at.
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert doccano.fingerprint([str(path)]) != before
    elsewhere = write_jsonl([GOOD], "moved/span-1/all.jsonl")
    assert doccano.fingerprint([str(elsewhere)]) == before
