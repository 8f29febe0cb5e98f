from __future__ import annotations

from pathlib import Path

import pytest

from preprocessing import texts
from preprocessing.lines import MAX_LINE_BYTES
from preprocessing.texts import Text, TextFileError, read_texts


def test_files_of_texts(tmp_path: Path) -> None:
    txt, jsonl, csv = (tmp_path / f"texts.{kind}" for kind in ("txt", "jsonl", "csv"))
    txt.write_bytes("\ufeffone\r\n\n \ntwo\u2028half\nthree".encode())
    assert [text.text for text in read_texts(txt)] == ["one", "two\u2028half", "three"]
    jsonl.write_text('{"text": "one", "n": 7, "s": "x"}\n\n{"text": "two", "n": null}\n')
    assert read_texts(jsonl, keep_fields=["n", "s"]) == [
        Text("one", {"n": "7", "s": "x"}),
        Text("two", {"n": "", "s": ""}),
    ]
    csv.write_text('id,what\r\n1,"one, ""a""\nb"\r\n2,\r\n3,three\r\n')
    assert [text.text for text in read_texts(csv, "what")] == ['one, "a"\nb', "three"]


@pytest.mark.parametrize(
    ("name", "content", "keep", "message"),
    [
        ("a.txt", b"ok\n\xff\n", [], r"a\.txt:2: byte 0 is not UTF-8"),
        ("a.txt", b"ok\nx\0y\n", [], r"a\.txt:2: the text has a NUL"),
        ("a.txt", b"\n \n", [], r"there is no text in it"),
        ("a.txt", b"x" * (MAX_LINE_BYTES + 1), [], r"a\.txt:1: the line is longer than 16 MiB"),
        ("a.txt", b"x", ["n"], r"have no fields to keep"),
        ("a.jsonl", b'{"text": "x"}\n{', [], r"a\.jsonl:2: the line is not JSON"),
        ("a.jsonl", b"[1]", [], r"a\.jsonl:1: \[1\] is not a JSON object"),
        ("a.jsonl", b'{"txt": "x"}', [], r"a\.jsonl:1: 'text' is None, not a string"),
        ("a.jsonl", b'{"text": "\\ud800"}', [], r"half of a surrogate pair"),
        ("a.csv", b"a,b\n1,2\n", [], r"no column 'text'; name one of 'a', 'b'"),
        ("a.csv", b'text\n"x', [], r"a\.csv:2: unexpected end of data: a quotation"),
        ("a.csv", b"text\nx\n\xff\n", [], r"a\.csv:3: byte 0 is not UTF-8"),
        ("a.xls", b"x", [], r"must end in \.txt, \.jsonl or \.csv"),
    ],
)
def test_files_that_cannot_be_read(
    tmp_path: Path, name: str, content: bytes, keep: list[str], message: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(TextFileError, match=message):
        read_texts(tmp_path / name, keep_fields=keep)
    with pytest.raises(TextFileError, match="cannot read it: No such file"):
        read_texts(tmp_path / "none.txt")


def test_a_text_may_be_as_long_as_a_line(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"x" * MAX_LINE_BYTES + b"\r\nshort")
    assert [len(text.text) for text in read_texts(path)] == [MAX_LINE_BYTES, 5]


def test_too_many_texts_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts, "MAX_TEXTS", 2)
    path = tmp_path / "a.txt"
    path.write_text("a\n\nb\n")
    assert len(read_texts(path)) == 2
    path.write_text("a\n\nb\nc\n")
    with pytest.raises(TextFileError, match="more than 2 texts; cut the file"):
        read_texts(path)


def test_a_carriage_return_within_a_line_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"ok\r\nSHOP A\rSHOP B\n")
    with pytest.raises(TextFileError, match=r"a\.txt:2: lines end in carriage returns alone"):
        read_texts(path)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "latin-1"])
def test_other_encodings_are_named(tmp_path: Path, encoding: str) -> None:
    for name in ("a.txt", "a.csv"):
        path = tmp_path / name
        path.write_bytes("text\nCAFÉ\n".encode(encoding))
        with pytest.raises(TextFileError, match=rf"{name}:[12]: .*(UTF-16|Latin-1 .* '\\xc9')"):
            read_texts(path)


def test_an_array_is_no_line(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('[{"text": "a"},\n{"text": "b"}]')
    with pytest.raises(TextFileError, match=r"a\.jsonl:1: .* an array\?"):
        read_texts(tmp_path / "a.jsonl")


@pytest.mark.parametrize(
    ("name", "column", "expected"),
    [
        ("p_badquote.csv", "Payee", r"p_badquote\.csv:2: ',' expected after '\"'"),
        ("p_cr.txt", "text", r"p_cr\.txt:1: lines end in carriage returns"),
        ("p_dupcols.csv", "Payee", r"p_dupcols\.csv:1: two columns are named 'Payee'"),
        ("p_latin1.csv", "Payee", r"p_latin1\.csv:2: .* Latin-1 or Windows-1252 it is '\\xc9'"),
        ("p_nulpad.csv", "Payee", r"p_nulpad\.csv:3: the line has NUL characters"),
        ("p_semicolon.csv", "Verwendungszweck", r":1: .*; line 4 has it, between semicolons"),
        ("p_sep.csv", "Payee", ["CAFE"]),
        (
            "p_sep.csv",
            "text",
            r"p_sep\.csv:2: .*name one of 'Date', 'Payee', 'Amount' \(between se",
        ),
        ("p_tab.csv", "Payee", ["SHOP"]),
        (
            "p_tab.csv",
            "text",
            r"p_tab\.csv:1: .*name one of 'Date', 'Payee', 'Amount' \(between ta",
        ),
        ("p_utf16le.csv", "Payee", r"p_utf16le\.csv:1: the file is UTF-16; save it as UTF-8"),
    ],
)
def test_odd_inputs(name: str, column: str, expected: str | list[str]) -> None:
    path = Path(__file__).parents[1] / "data" / "odd_inputs" / name
    if isinstance(expected, list):
        assert [text.text for text in read_texts(path, column)] == expected
        return
    with pytest.raises(TextFileError, match=expected):
        read_texts(path, column)
