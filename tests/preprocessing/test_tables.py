from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from preprocessing.tables import DELIMITERS, TextFileError, read_table

cells = st.text(
    alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8
)


@given(
    st.lists(st.tuples(cells, cells, cells), max_size=6),
    st.sampled_from(list(DELIMITERS)),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.booleans(),
    st.booleans(),
)
def test_whatever_a_spreadsheet_writes_comes_back_with_its_line(
    tmp_path: Path,
    rows: list[tuple[str, str, str]],
    delimiter: str,
    end: str,
    mark: bool,
    says_separator: bool,
) -> None:
    header = ("Date", "Payee", "Amount, in €; or so")
    buffer = io.StringIO()
    if says_separator:
        buffer.write(f"sep={delimiter}{end}")
    writer = csv.writer(buffer, delimiter=delimiter, lineterminator=end, quoting=csv.QUOTE_ALL)
    writer.writerow(header)
    places = []
    for row in rows:
        places.append(len(io.StringIO(buffer.getvalue(), newline="").readlines()) + 1)
        writer.writerow(row)
    path = tmp_path / "a.csv"
    path.write_bytes(buffer.getvalue().encode("utf-8-sig" if mark else "utf-8"))
    read = list(read_table(path, "Payee"))
    assert [tuple(values.values()) for _, values in read] == rows
    assert [where for where, _ in read] == [f"{path}:{line}" for line in places]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "a.csv:1: there is no column 'Payee'; name one of none, the file is empty"),
        ("Payee,Payee\nA,B\n", "a.csv:1: two columns are named 'Payee'"),
        ("Date,Payee\n1,A\n\n2,B,C\n", "a.csv:4: the row has 3 fields, and the header 2"),
        ("Date;Payee\n1\n", "a.csv:2: the row has 1 fields, and the header 2; .*semicolons in it"),
        ('Date,Payee\n1,"A\nB"x\n', r"a.csv:3: .* \(the row begins in line 2\)"),
        ('Date,Payee\n1,"A\nB\n', "a.csv:2: unexpected end of data"),
        ("Date,Payee\n1,A\0\n", "a.csv:2: the line has NUL"),
    ],
)
def test_faults_name_the_line(tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(content)
    with pytest.raises(TextFileError, match=message):
        list(read_table(path, "Payee"))


def test_blank_lines_and_empty_cells_at_the_end_are_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Payee,,\n\nA,,\nB,,,\n")
    assert [values["Payee"] for _, values in read_table(path, "Payee")] == ["A", "B"]


@given(st.binary(max_size=80))
def test_anything_is_read_or_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.csv"
    for before in (b"", b"Payee\n", b"a,Payee\n"):
        path.write_bytes(before + content)
        try:
            list(read_table(path, "Payee"))
        except TextFileError as error:
            assert f"{path}:" in str(error)  # noqa: PT017 - both ends are right
