"""The command `txner batch`: the entities of all rows of files."""

from __future__ import annotations

import time
from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from commands.options import (
    ConfigOption,
    Int8Option,
    ModelOption,
    SetOption,
    VersionOption,
    check_text,
    choose_model,
    read_settings,
    silenced,
)
from commands.output import fail, flags, progress_bar, stderr
from commands.prediction_log import LogOption, read_key

if TYPE_CHECKING:
    from batch.plan import Plan, Task
    from batch.shard_log import LogTarget

EPILOG = (
    "Example: txner batch --model runs/local/serving/transactions --input 'statements/*.csv' "
    "--text-column memo --key-column id --output runs/tagged --int8"
)

SHARD_ROWS = 20_000
"""What is lost at most, in each worker, when a run is killed."""

QUIET_SECONDS = 15.0
"""After how long a line tells how far it is where there is no terminal, and so no bar."""


class Format(StrEnum):
    """Of the output."""

    PARQUET = "parquet"
    JSONL = "jsonl"
    CSV = "csv"


def batch(
    model: ModelOption,
    inputs: Annotated[
        list[str],
        typer.Option(
            "--input",
            "-i",
            metavar="PATTERN",
            help="Files: .csv, .jsonl or .parquet, local or gs://, with *, ? and [...]; may be "
            "repeated.",
        ),
    ],
    output: Annotated[str, typer.Option("--output", "-o", help="Folder or gs:// URL to write to.")],
    text_column: Annotated[
        str, typer.Option(help="The column that has the text.", callback=check_text)
    ] = "text",
    key_column: Annotated[
        str,
        typer.Option(
            help="The column that tells rows apart; it is written as `key`.", callback=check_text
        ),
    ] = "key",
    format_: Annotated[
        Format, typer.Option("--format", help="Of the predictions.")
    ] = Format.PARQUET,
    records: Annotated[
        bool, typer.Option("--records", help="Write a structured record of each row, too.")
    ] = False,
    with_text: Annotated[bool, typer.Option("--with-text", help="Write the text, too.")] = False,
    shard_rows: Annotated[
        int, typer.Option(help="Rows of a shard; one that is finished is not done again.", min=1)
    ] = SHARD_ROWS,
    int8: Int8Option = False,
    version: VersionOption = None,
    server: Annotated[
        str | None,
        typer.Option(
            metavar="HOST:PORT",
            help="Ask this gRPC server, such as TF Serving, for the version, and load no model.",
        ),
    ] = None,
    log: LogOption = None,
    config: ConfigOption = None,
    overrides: SetOption = None,
) -> None:
    """Find the entities of all rows of files, on Beam; the same command goes on after a kill.

    Rows that cannot be used are written to dead-letters-*.jsonl with the reason.
    """
    from batch.plan import Task, make_plan
    from batch.rows import Columns
    from batch.shard_log import LogTarget
    from pipeline.beam import beam_pipeline_args, check_master
    from pipeline.settings.beam import BeamRunner
    from storage import files

    settings = read_settings(config, overrides)
    beam_flags = beam_pipeline_args(settings)
    check_master(settings)
    if log is not None and settings.beam.runner is not BeamRunner.DIRECT:
        # Whoever may look at the job would see the key.
        fail(f"--log: works with beam.runner {BeamRunner.DIRECT} only")
    if server is not None and int8:
        fail("--int8: the server decides how it computes; leave out --int8 or --server")
    key = read_key(settings.monitoring) if log is not None else b""
    names = {"path": "--model", "model": "--model", "version": "--version", "input": "--input"}
    with flags(**names, output="--output"):
        path = files.absolute(choose_model(model, version, config, overrides).path).rstrip("/")
        task = Task(
            model=path,
            model_version=path.rpartition("/")[2],
            int8=int8,
            columns=Columns(text_column, key_column, known=records),
            format=format_.value,
            with_text=with_text,
            server=server,
        )
        if server is not None:
            _check_server(task)
        with stderr().status("reading the files"):
            plan = make_plan(task, inputs, shard_rows)
        _say(plan)
        target = None
        if log is not None:
            target = LogTarget.of(plan, files.absolute(log), settings.monitoring, key)
        result = _run(plan, output, beam_flags, target)
    _show(result, output)
    if log is not None:
        _show_log(result, log)


def _check_server(task: Task) -> None:
    from batch.served import ServedModel

    served = ServedModel(task)
    try:
        served.check()
    finally:
        served.close()


def _run(
    plan: Plan, output: str, beam_flags: list[str], target: LogTarget | None
) -> dict[str, Any]:
    # A console of its own, because within `silenced` nothing gets to the usual ones.
    with silenced() as console, progress_bar(console) as bar:
        from batch.job import run_job

        report = _told(bar) if console.is_terminal else _lines(console.print)
        return run_job(plan, output, beam_flags, log=target, report=report)


def _told(bar: Callable[[str, int, int | None], None]) -> Callable[[int, int], None]:
    return lambda done, total: bar("rows", done, total)


def _lines(say: Callable[[str], None]) -> Callable[[int, int], None]:
    """Says how far it is, now and then."""
    last = time.monotonic()

    def report(done: int, total: int) -> None:
        nonlocal last
        if time.monotonic() - last >= QUIET_SECONDS:
            last = time.monotonic()
            say(f"{done:,} of {total:,} rows")

    return report


def _say(plan: Plan) -> None:
    stderr().print(
        f"{plan.rows:,} rows of {len(plan.inputs):,} files in {len(plan.shards):,} shards",
        style="dim",
    )


def _show_log(result: dict[str, Any], log: str) -> None:
    logged, lost = result["logged"], result["not_logged"]
    stderr().print(f"prediction log {log}: {logged:,} answers logged, {lost:,} dropped")


def _show(result: dict[str, Any], output: str) -> None:
    console = stderr()
    rows, predictions, dead = result["rows"], result["predictions"], result["dead_letters"]
    if earlier := rows - result["new_rows"]:
        console.print(f"{earlier:,} of the rows were done by an earlier run", style="dim")
    console.print(
        f"{output}: {rows:,} rows = {predictions:,} predictions + {dead:,} dead letters "
        f"(version {result['model_version']})"
    )
    for reason, count in result["reasons"].items():
        console.print(f"  {reason}: {count:,}")
