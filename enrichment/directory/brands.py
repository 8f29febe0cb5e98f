"""The directory's rows: brands, and the CSV file that they are kept in to begin with."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from enrichment.keys import key
from preprocessing.errors import UserError

STARTER = Path(__file__).with_name("starter.csv")
"""Well-known brands to begin with; a directory of one's own may leave them out."""

COLUMNS = ("brand", "aliases", "websites", "category")
"""Of the CSV file; lists have `|` between their items."""

COUNT = "count"
"""A column that proposals have besides, and that is not read."""

WHOLE_MARK = "="
"""Stands before names that are ordinary words, and so count only if they are the whole name."""


class DirectoryError(UserError, ValueError):
    """A directory that cannot be used; the message names file and line."""


@dataclass(frozen=True, slots=True)
class Brand:
    """A brand or institution.

    Attributes:
      name: As people write it.
      aliases: What statements call it besides.
      websites: Registrable domains.
      category: Of the user's own, or empty.
      whole: Those of its name and aliases that are ordinary words: they must be the whole name of a
        counterparty, so that `Target Shooting Club` is not Target.
    """

    name: str
    aliases: tuple[str, ...] = ()
    websites: tuple[str, ...] = ()
    category: str = ""
    whole: frozenset[str] = field(default_factory=frozenset)


def read_directory(path: str | Path) -> list[Brand]:
    """Reads a CSV file with the columns `COLUMNS`, of which only `brand` must be filled.

    Raises:
      DirectoryError: It cannot be read, or a row is faulty; every one is named.
    """
    path = Path(path)
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return list(_checked(_rows(file, path), path))
    except OSError as error:
        raise DirectoryError(f"{path}: cannot read it: {error.strerror}") from None
    except UnicodeDecodeError:
        raise DirectoryError(f"{path}: is not UTF-8; save it as CSV in UTF-8") from None
    except csv.Error as error:
        raise DirectoryError(f"{path}: is not CSV: {error}") from None


def write_directory(brands: Iterable[Brand], file: IO[str]) -> None:
    """Writes brands as CSV, as `read_directory` reads them."""
    table = csv.writer(file, lineterminator="\n")
    table.writerow(COLUMNS)
    for brand in brands:
        table.writerow(to_row(brand))


def to_row(brand: Brand) -> tuple[str, str, str, str]:
    """A brand as the cells of `COLUMNS`."""

    def marked(name: str) -> str:
        return WHOLE_MARK + name if name in brand.whole else name

    aliases = "|".join(map(marked, brand.aliases))
    return marked(brand.name), aliases, "|".join(brand.websites), brand.category


def from_row(name: str, aliases: str, websites: str, category: str) -> Brand:
    """A brand from the cells of `COLUMNS`.

    Raises:
      ValueError: It has no name, or an alias without a letter or digit; the message says which.
    """
    marked = [name.strip(), *(alias.strip() for alias in aliases.split("|"))]
    whole = frozenset(alias[1:].strip() for alias in marked if alias.startswith(WHOLE_MARK))
    names = [alias.removeprefix(WHOLE_MARK).strip() for alias in marked]
    if not key(names[0]):
        raise ValueError("there is no brand")
    for alias in filter(None, names):
        if not key(alias):
            raise ValueError(f"the alias {alias!r} has no letter or digit")
    domains = tuple(site.strip().lower() for site in websites.split("|") if site.strip())
    return Brand(names[0], tuple(filter(None, names[1:])), domains, category.strip(), whole)


def _rows(file: IO[str], path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    reader = csv.DictReader(file, strict=True)
    missing = "brand" not in (reader.fieldnames or ())
    unknown = set(reader.fieldnames or ()) - {*COLUMNS, COUNT}
    if missing or unknown:
        raise DirectoryError(
            f"{path}:1: the columns must be {', '.join(COLUMNS)}"
            + (f"; {', '.join(sorted(map(str, unknown)))} is none of them" if unknown else "")
        )
    for row in reader:
        if None in row:
            raise DirectoryError(f"{path}:{reader.line_num}: there are more cells than columns")
        yield reader.line_num, {name: value or "" for name, value in row.items()}


def _checked(rows: Iterable[tuple[int, dict[str, str]]], path: Path) -> Iterator[Brand]:
    faults: list[str] = []
    lines: dict[str, tuple[str, int]] = {}
    for line, row in rows:
        try:
            brand = from_row(*(row.get(column, "") for column in COLUMNS))
        except ValueError as error:
            faults.append(f"{path}:{line}: {error}")
            continue
        for name in (brand.name, *brand.aliases):
            other, other_line = lines.setdefault(key(name), (brand.name, line))
            if other != brand.name:
                faults.append(
                    f"{path}:{line}: {name!r} is already a name of {other}, line {other_line}; "
                    "leave it to one of them"
                )
        yield brand
    if faults:
        raise DirectoryError("\n".join(faults))
