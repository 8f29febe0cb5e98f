"""The command `txner`: puts the commands of this folder together."""

from __future__ import annotations

import io
import signal
import sys
from importlib import metadata
from typing import Annotated

import typer

from commands import (
    audit,
    batch,
    convert,
    directory,
    doccano,
    enrich,
    evaluate,
    feedback,
    log,
    monitor,
    predict,
    recalibrate,
    release,
    rules,
    run,
    schema,
    serve,
    trigger,
    tune,
    validate,
    vertex,
)
from commands.options import PROGRAM
from commands.output import Program, reported

PACKAGE = "transaction-ner"
"""Name of the package that is installed."""


def print_version(wanted: bool) -> None:
    """Prints the version of the package and of the code, and ends the program."""
    if wanted:
        from pipeline.provenance import git_commit

        commit = git_commit()
        typer.echo(f"{PROGRAM} {metadata.version(PACKAGE)}{f' ({commit})' if commit else ''}")
        raise typer.Exit


app = typer.Typer(
    cls=Program,
    name=PROGRAM,
    help="From annotated bank-transaction descriptions to a published span tagger.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
)


@app.callback()
def program(
    version: Annotated[
        bool,
        typer.Option(
            "--version", is_eager=True, callback=print_version, help="Show the version and end."
        ),
    ] = False,
) -> None:
    """From annotated bank-transaction descriptions to a published span tagger."""


app.command(epilog=run.EPILOG)(run.run)
app.command(epilog=validate.EPILOG)(validate.validate)
app.command(epilog=convert.EPILOG)(convert.convert)
app.command(epilog=predict.EPILOG)(predict.predict)
app.command(epilog=enrich.EPILOG)(enrich.enrich)
app.command(epilog=batch.EPILOG)(batch.batch)
app.command(cls=evaluate.EvaluateCommand, epilog=evaluate.EPILOG)(evaluate.evaluate)
app.command(epilog=recalibrate.EPILOG)(recalibrate.recalibrate)
app.command(epilog=serve.EPILOG)(serve.serve)
app.command(epilog=monitor.EPILOG)(monitor.monitor)
app.command(epilog=trigger.EPILOG)(trigger.trigger)
app.command(epilog=tune.EPILOG)(tune.tune)
app.add_typer(schema.app, name="schema")
app.add_typer(log.app, name="log")
app.add_typer(doccano.app, name="doccano")
app.add_typer(feedback.app, name="feedback")
app.add_typer(audit.app, name="audit")
app.add_typer(directory.app, name="directory")
app.add_typer(rules.app, name="rules")
app.add_typer(release.app, name="release")
app.add_typer(vertex.app, name="vertex")


def main() -> None:
    """Entry point of the command."""
    # `txner predict … | head` must end quietly.
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    # What CI and Kubernetes send to end a job is answered as Ctrl-C is.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    if isinstance(sys.stdout, io.TextIOWrapper):
        # The name of a file may have bytes that are no character of the terminal's encoding.
        sys.stdout.reconfigure(errors="backslashreplace")
    with reported():
        app()


if __name__ == "__main__":
    main()
