"""The commands `txner directory …`: the directory of counterparties."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from commands.output import fail, stdout
from preprocessing.lines import read_lines

app = typer.Typer(help="The directory of counterparties.", no_args_is_help=True)

Source = Annotated[
    str, typer.Argument(metavar="SOURCE", help="A CSV file, or the SQLAlchemy URL of a database.")
]


@app.command(epilog="Example: txner directory propose records.jsonl > proposals.csv")
def propose(
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[FILE]...", help="Records of `txner enrich`; else standard input."),
    ] = None,
    min_count: Annotated[int, typer.Option(help="Least number of records of a name.", min=1)] = 2,
    private: Annotated[
        bool,
        typer.Option(help="Names behind transfers, wages and the like as well: mostly people's."),
    ] = False,
) -> None:
    """Group the names that the directory does not know, and print them as rows for it.

    Somebody should read them: delete what is a person or a local shop, join what belongs together.
    """
    from enrichment.directory.brands import COLUMNS
    from enrichment.directory.proposals import propose as group

    table = csv.writer(sys.stdout, lineterminator="\n")
    table.writerow((*COLUMNS, "count"))
    for proposal in group(_records(files or []), min_count=min_count, private=private):
        names, websites = "|".join(proposal.others), "|".join(proposal.websites)
        table.writerow((proposal.name, names, websites, "", proposal.count))


@app.command(epilog="Example: txner directory check brands.csv")
def check(source: Source) -> None:
    """Check that a directory can be used."""
    from enrichment.directory.sources import read_source, shown_source

    brands = read_source(source)
    aliases = sum(len(brand.aliases) for brand in brands)
    websites = sum(len(brand.websites) for brand in brands)
    counts = f"{len(brands):,} brands, {aliases:,} aliases, {websites:,} websites"
    stdout().print(f"{shown_source(source)}: {counts}")


@app.command(epilog="Example: txner directory copy starter sqlite:///brands.db")
def copy(
    source: Annotated[str, typer.Argument(help="A CSV file, the URL of a database, or `starter`.")],
    target: Annotated[
        str, typer.Argument(help="A CSV file or the URL of a database; replaced as a whole.")
    ],
) -> None:
    """Copy a directory from a file into a database, or back."""
    from enrichment.directory.brands import STARTER
    from enrichment.directory.sources import read_source, shown_source, write_source

    brands = read_source(str(STARTER) if source == "starter" else source)
    write_source(brands, target)
    stdout().print(f"{shown_source(target)}: {len(brands):,} brands")


def _records(files: list[Path]) -> Iterator[dict[str, Any]]:
    if not files:
        yield from _objects(sys.stdin.buffer, "standard input")
    for file in files:
        try:
            with file.open("rb") as stream:
                yield from _objects(stream, str(file))
        except OSError as error:
            fail(f"{file}: cannot read it: {error.strerror}")


def _objects(stream: Any, name: str) -> Iterator[dict[str, Any]]:
    for line in read_lines(stream):
        if not line.raw.strip():
            continue
        try:
            values = json.loads(line.raw)
        except (ValueError, RecursionError):
            values = None
        if not isinstance(values, dict):
            fail(f"{name}:{line.number}: not a record of `txner enrich`")
        yield values
