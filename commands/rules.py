"""The commands `txner rules …`: rules of the house."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from commands.output import stdout

app = typer.Typer(help="Rules of the house.", no_args_is_help=True)


@app.command(epilog="Example: txner rules check rules.yaml")
def check(
    file: Annotated[Path, typer.Argument(help="YAML file with rules.")],
) -> None:
    """Check rules, and test each by its examples."""
    from enrichment.rules_file import read_rules

    rules = read_rules(file).rules
    examples = sum(len(rule.examples) for rule in rules)
    stdout().print(f"{file}: {len(rules):,} rules, {examples:,} examples hold")


@app.callback()
def rules() -> None:
    """Rules of the house."""
