"""The command `txner enrich`: structured records of texts."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated

import typer

from commands.options import Int8Option, load_model
from commands.output import USAGE, fail, flags, stderr

if TYPE_CHECKING:
    from enrichment.enricher import Enricher
    from enrichment.record import Record
    from enrichment.rows import Row
    from serving.prediction.predictor import Predictor

EPILOG = "Example: txner enrich --model runs/local/serving/transactions texts.jsonl"

WINDOW = 1024
"""Texts that are held at a time."""

DirectoryOption = Annotated[
    str | None,
    typer.Option(
        metavar="SOURCE",
        help="Brands: a CSV file, or the SQLAlchemy URL of a database; without it the starter.",
    ),
]
RulesOption = Annotated[
    Path | None, typer.Option(metavar="FILE", help="YAML file with the rules of the house.")
]


def enrich(
    file: Annotated[
        Path | None,
        typer.Argument(
            metavar="[FILE]",
            help="A .jsonl, .csv or .txt file; without it JSON Lines on standard input.",
        ),
    ] = None,
    model: Annotated[
        Path | None, typer.Option("--model", "-m", help="Folder of a model, or of its versions.")
    ] = None,
    spans: Annotated[
        bool, typer.Option("--spans", help="The input has entities already; no model is needed.")
    ] = False,
    text_column: Annotated[str, typer.Option(help="The field that has the text.")] = "text",
    directory: DirectoryOption = None,
    rules: RulesOption = None,
    accepted_only: Annotated[
        bool, typer.Option(help="Leave out entities that are mere suggestions.")
    ] = False,
    min_score: Annotated[
        float, typer.Option(help="Leave out entities with a lower score.", min=0, max=1)
    ] = 0.0,
    int8: Int8Option = False,
) -> None:
    """Make a structured record of each text, one a line, in the order of the input.

    The fields `booked_on` (a date) and `country` (two letters) of the input are used where they are
    there. In place of a row that cannot be used stands an object with its line and what is wrong.
    """
    if (model is None) != spans:
        fail(
            "give --model, or --spans if the input has entities"
            if not spans
            else "give --model or --spans, not both"
        )
    enricher = make_enricher(directory, rules, accepted_only=accepted_only, min_score=min_score)
    predictor = None
    if model is not None:
        with flags(path="--model"):
            predictor = load_model(model, int8=int8)
    _run(file, text_column, enricher, predictor)


def make_enricher(
    directory: str | None,
    rules: Path | None,
    *,
    accepted_only: bool = False,
    min_score: float = 0.0,
) -> Enricher:
    """What makes the records that the options ask for.

    Raises:
      DirectoryError: The directory cannot be read.
      RulesError: The rules cannot be used.
    """
    from enrichment.directory.matching import Directory
    from enrichment.directory.sources import read_source
    from enrichment.enricher import Enricher
    from enrichment.rules_file import read_rules

    return Enricher(
        None if directory is None else Directory(read_source(directory)),
        rules=None if rules is None else read_rules(rules),
        accepted_only=accepted_only,
        min_score=min_score,
    )


def _run(file: Path | None, column: str, enricher: Enricher, predictor: Predictor | None) -> None:
    from enrichment.rows import kind_of, read_rows

    name = "standard input" if file is None else str(file)
    bad = count = 0
    rules: Counter[str] = Counter()
    console = stderr()
    with _opened(file) as stream:
        kind = ".jsonl" if file is None else kind_of(file)
        rows = read_rows(stream, kind, column=column, with_entities=predictor is None)
        for row, record in _records(rows, enricher, predictor):
            count += 1
            if record is None:
                bad += 1
                console.print(f"{name}:{row.line}: {row.error}")
                typer.echo(json.dumps(row.error_json()))
            else:
                rules.update(record.rules)
                typer.echo(json.dumps(record.to_json()))
    for rule, times in rules.most_common():
        console.print(f"rule {rule}: {times:,} records", style="dim")
    if bad:
        fail(f"{bad:,} of {count:,} rows could not be used; see above", code=USAGE)


def _records(
    rows: Iterator[Row], enricher: Enricher, predictor: Predictor | None
) -> Iterator[tuple[Row, Record | None]]:
    """Each row with its record; None for a row that cannot be used."""
    while window := list(islice(rows, WINDOW)):
        good = [row.prediction for row in window if row.prediction is not None]
        if predictor is not None:
            good = predictor.predict([prediction.text for prediction in good])
        predictions = iter(good)
        for row in window:
            if row.prediction is None:
                yield row, None
            else:
                yield row, enricher.record(next(predictions), row.known)


@contextmanager
def _opened(file: Path | None) -> Iterator[IO[bytes]]:
    if file is None:
        if sys.stdin.isatty():
            stderr().print("JSON Lines, each with a text; end with Ctrl-D")
        yield sys.stdin.buffer
        return
    try:
        stream = file.open("rb")
    except OSError as error:
        fail(f"{file}: cannot read it: {error.strerror}")
    with stream:
        yield stream
