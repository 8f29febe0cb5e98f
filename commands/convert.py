"""The command `txner convert`: other tools' annotations as lines of doccano's."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Annotated

import typer

from commands.output import stdout
from preprocessing.errors import UserError
from preprocessing.formats.files import Converted
from preprocessing.formats.recognition import Kind
from storage import files, whole

EPILOG = "Example: txner convert label-studio export.json --to annotations.jsonl"


def convert(
    kind: Annotated[
        Kind, typer.Argument(metavar="FROM", help=f"What the files are: {', '.join(Kind)}.")
    ],
    paths: Annotated[list[Path], typer.Argument(metavar="FILE...", help="The files.")],
    to: Annotated[Path, typer.Option("--to", help="The .jsonl file to write; a new one.")],
    column: Annotated[
        int, typer.Option(help="conll: which column has the tag, from 0; -1: the last.")
    ] = -1,
    tags: Annotated[
        str, typer.Option(help="hugging-face: names of tags that are numbers: O,B-PARTY,…")
    ] = "",
) -> None:
    """Convert annotations of other tools to JSON Lines as doccano exports them.

    Nothing is written if a file has a fault. Exit code 0: written; 2: something given is wrong.
    """
    # Not at the top, because `txner --help` imports this module.
    from preprocessing.formats.files import convert as convert_files

    if to.suffix != ".jsonl":
        raise UserError(f"--to {to}: the name must end in .jsonl")
    if files.exists(str(to)):
        raise UserError(f"--to {to}: the file exists; it is not overwritten")
    names = [name.strip() for name in tags.split(",")] if tags else []
    try:
        converted = convert_files(paths, kind, column=column, tags=names)
        whole.write(to, "".join(f"{line}\n" for line in converted.lines).encode(), replace=False)
    except OSError as error:
        raise UserError(f"{error.filename or to}: {error.strerror or error}") from None
    except UnicodeEncodeError:
        raise UserError(f"{to}: a text has half of a surrogate pair") from None
    print_converted(converted, to)
    options = [] if kind is Kind.JSON else ["--set", "data.offset_unit=codepoint"]
    labels = ["--set", f"labels=[{', '.join(sorted(converted.labels))}]"]
    stdout().print(f"next: {shlex.join(['txner', 'validate', str(to), *options, *labels])}")


def print_converted(converted: Converted, to: Path) -> None:
    """Prints what was written, and what was left out."""
    console = stdout()
    labels = ", ".join(f"{label} {count}" for label, count in converted.labels.most_common())
    console.print(f"{to}: {len(converted.lines)} texts; spans: {labels or 'none'}")
    for why, count in converted.skipped.most_common():
        console.print(f"{count} left out: {why}")
