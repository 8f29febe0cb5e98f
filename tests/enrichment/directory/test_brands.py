import io
from pathlib import Path

import pytest

from enrichment.directory.brands import (
    Brand,
    DirectoryError,
    from_row,
    read_directory,
    write_directory,
)


def test_what_is_written_is_read(tmp_path: Path) -> None:
    brands = [
        Brand("Elm & Oak", ("E&O", "Elm Oak"), ("elm.example",), "cafés", frozenset({"E&O"})),
        Brand("Anchor", whole=frozenset({"Anchor"})),
    ]
    stream = io.StringIO()
    write_directory(brands, stream)
    path = tmp_path / "brands.csv"
    path.write_text(stream.getvalue(), "utf-8")
    assert read_directory(path) == brands


def test_only_the_name_is_needed_and_counts_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "brands.csv"
    path.write_text("brand,count\nElm,7\n", "utf-8")
    assert read_directory(path) == [Brand("Elm")]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("name,aliases\nElm,\n", ":1: the columns must be"),
        ("brand,colour\nElm,red\n", "colour is none of them"),
        ("brand,aliases\n,Elm\n", ":2: there is no brand"),
        ("brand,aliases\nElm,***\n", r":2: the alias '\*\*\*'"),
        ("brand\nElm\nE-L-M\n", ":3: 'E-L-M' is already a name of Elm, line 2"),
        ("brand\nElm,Oak\n", ":2: there are more cells"),
        ('brand\n"Elm\n', "is not CSV"),
    ],
)
def test_faults_name_the_line(tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "brands.csv"
    path.write_text(content, "utf-8")
    with pytest.raises(DirectoryError, match=message):
        read_directory(path)


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(DirectoryError, match="cannot read it"):
        read_directory(tmp_path / "none.csv")
    (tmp_path / "latin.csv").write_bytes(b"brand\nCaf\xe9\n")
    with pytest.raises(DirectoryError, match="is not UTF-8"):
        read_directory(tmp_path / "latin.csv")


def test_domains_are_lower_case() -> None:
    assert from_row("Elm", "", "ELM.Example| ", "").websites == ("elm.example",)
