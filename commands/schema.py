"""The commands `txner schema …`: the schema that data must match."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from commands.options import ConfigOption, SetOption, read_settings
from commands.output import fail
from storage import files

app = typer.Typer(help="The schema that data must match.", no_args_is_help=True)


@app.command(epilog="Example: txner schema propose --output proposed.pbtxt")
def propose(
    config: ConfigOption = None,
    overrides: SetOption = None,
    output: Annotated[Path, typer.Option(help="File to write.")] = Path("proposed.pbtxt"),
) -> None:
    """Infer a schema from the data, for a person to compare with the reviewed one."""
    from pipeline.local import propose_schema

    if files.exists(str(output)):
        fail(f"--output {output}: the file exists; a schema is never overwritten")
    raise typer.Exit(propose_schema(read_settings(config, overrides), output))
