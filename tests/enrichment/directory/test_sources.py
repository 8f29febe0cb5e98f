from pathlib import Path

import pytest

from enrichment.directory.brands import Brand, DirectoryError
from enrichment.directory.sources import read_source, shown_source, write_source

BRANDS = [
    Brand("Elm", ("Elm Cafe",), ("elm.example",), "cafés", frozenset({"Elm"})),
    Brand("Oak"),
    Brand("Ash"),
]


@pytest.mark.parametrize("form", ["{}/brands.csv", "sqlite:///{}/brands.db"])
def test_what_is_written_is_read_in_its_order(tmp_path: Path, form: str) -> None:
    target = form.format(tmp_path)
    write_source(BRANDS[::-1], target)
    write_source(BRANDS, target)
    assert read_source(target) == BRANDS


def test_a_database_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(DirectoryError, match="not an SQLAlchemy URL"):
        read_source("nonsense://x")
    with pytest.raises(DirectoryError, match="no such table"):
        read_source(f"sqlite:///{tmp_path}/empty.db")


def test_a_file_that_cannot_be_written_leaves_the_old_one(tmp_path: Path) -> None:
    with pytest.raises(DirectoryError, match="cannot write it"):
        write_source(BRANDS, str(tmp_path / "none" / "brands.csv"))


def test_passwords_are_not_shown() -> None:
    assert "hunter2" not in shown_source("postgresql://me:hunter2@host/brands")
    with pytest.raises(DirectoryError) as caught:
        read_source("nonsense://me:hunter2@host/brands")
    assert "hunter2" not in str(caught.value)
