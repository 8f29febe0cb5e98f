"""The commands `txner log …`: what is in a prediction log, and what is deleted of it."""

from __future__ import annotations

import sys
from collections import Counter, deque
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.text import Text

from commands.options import ConfigOption, JsonOption, SetOption, check_text, read_settings
from commands.output import counted, fail, flags, plain_table, print_json, stderr, stdout
from commands.prediction_log import LogOption, read_key
from commands.release_prune import parse_age
from monitoring.answers import LoggedAnswer
from pipeline.config import Settings
from preprocessing.errors import one_line
from serving.release.database import now
from storage import files

if TYPE_CHECKING:
    from monitoring.retention import FoundFile

app = typer.Typer(
    help="Show what was answered in production, and delete of it.", no_args_is_help=True
)

WindowOption = Annotated[str, typer.Option(metavar="AGE", help="The time until now: 12h, 7d, 8w.")]
ModelNameOption = Annotated[
    str | None,
    typer.Option(
        "--model-name", help="Name of the model; without it model_name.", callback=check_text
    ),
]
YesOption = Annotated[
    bool, typer.Option("--yes", help="Delete; otherwise it is only shown what would be deleted.")
]


@app.command("show", epilog="Example: txner log show --log runs/log --window 1d")
def show_command(
    log: LogOption = None,
    window: WindowOption = "1d",
    limit: Annotated[int, typer.Option(help="So many of the last answers.", min=0)] = 20,
    model_name: ModelNameOption = None,
    as_json: JsonOption = False,
    config: ConfigOption = None,
    overrides: SetOption = None,
) -> None:
    """Show the last answers of a time, and how many there were."""
    from monitoring.log_files import read_answers

    settings = read_settings(config, overrides)
    folder, model = log_of(log, settings), model_name or settings.model_name
    until = now()
    since = until - _age(window, "--window")
    last: deque[LoggedAnswer] = deque(maxlen=limit)
    versions: Counter[int] = Counter()
    # Within an hour they come in no order, so all of an hour are held.
    hour: list[LoggedAnswer] = []
    for answer in counted(read_answers(folder, model, since, until), "answers read"):
        versions[answer.version] += 1
        if hour and _hour(answer) != _hour(hour[0]):
            last.extend(sorted(hour, key=_when)[-limit or len(hour) :])
            hour = []
        hour.append(answer)
    last.extend(sorted(hour, key=_when)[-limit or len(hour) :])
    if as_json:
        values = [{**asdict(answer), "at": answer.at.isoformat()} for answer in last]
        print_json({"answers": versions.total(), "versions": _by_version(versions), "last": values})
        return
    console = stdout()
    if last:
        console.print(_table(last))
    console.print(f"{versions.total():,} answers of {model} since {since:%Y-%m-%d %H:%M} UTC")
    for version, count in sorted(versions.items()):
        console.print(f"  version {version}: {count:,}")


@app.command("prune", epilog="Example: txner log prune --log runs/log --older-than 90d --yes")
def prune_command(
    older_than: Annotated[
        str, typer.Option(metavar="AGE", help="What was answered so long ago: 12h, 90d, 8w.")
    ],
    log: LogOption = None,
    model_name: ModelNameOption = None,
    yes: YesOption = False,
    as_json: JsonOption = False,
    config: ConfigOption = None,
    overrides: SetOption = None,
) -> None:
    """Delete what is older than an age, by whole hours; without --yes only show it."""
    from monitoring.retention import delete_file, find_old

    settings = read_settings(config, overrides)
    folder, model = log_of(log, settings), model_name or settings.model_name
    before = now() - _age(older_than, "--older-than")
    with stderr().status("reading the log"):
        found = find_old(folder, model, before)
    if yes:
        for each in counted(found, "files deleted"):
            delete_file(each)
    _tell(found, yes=yes, as_json=as_json)


@app.command("delete", epilog="Example: txner log delete --log runs/log --text 'SQ *CAFE' --yes")
def delete_command(
    text: Annotated[
        list[str] | None,
        typer.Option("--text", help="A text; - reads lines of standard input. May be repeated."),
    ] = None,
    text_hash: Annotated[
        list[str] | None, typer.Option("--text-hash", help="Hash of a text. May be repeated.")
    ] = None,
    log: LogOption = None,
    model_name: ModelNameOption = None,
    yes: YesOption = False,
    as_json: JsonOption = False,
    config: ConfigOption = None,
    overrides: SetOption = None,
) -> None:
    """Delete the answers to texts, in whichever file they are; without --yes only show it.

    A text is found by its hash, so by the key that it was logged with.
    """
    from monitoring.retention import delete_texts, find_texts
    from monitoring.shaping import TextHash

    settings = read_settings(config, overrides)
    folder, model = log_of(log, settings), model_name or settings.model_name
    hashes = [_checked_hash(value) for value in text_hash or ()]
    if text:
        hash_of = TextHash(read_key(settings.monitoring)).of
        hashes += [hash_of(one) for one in _texts(text)]
    if not hashes:
        fail("give --text or --text-hash")
    with stderr().status("reading the log") as status:
        found = find_texts(
            folder, model, hashes, lambda done: status.update(f"{done:,} files read")
        )
    if yes:
        for each in counted(found, "files rewritten"):
            delete_texts(each, hashes)
    _tell(found, yes=yes, as_json=as_json)


def log_of(log: str | None, settings: Settings) -> str:
    """The folder of the log that a command reads; ends the command if there is none."""
    folder = log or settings.monitoring.log
    if folder is None:
        fail("give --log, or set monitoring.log")
    folder = files.absolute(folder)
    try:
        there = files.is_folder(folder)
    except OSError as error:
        fail(f"--log {folder}: {error.strerror or error}")
    if not there:
        fail(f"--log {folder}: there is no such folder; nothing was logged there yet")
    return folder


def _age(text: str, option: str) -> timedelta:
    with flags(older_than=option):
        return parse_age(text)


def _checked_hash(value: str) -> str:
    from monitoring.shaping import HASH_BYTES

    digits = value.strip().lower()
    if len(digits) != 2 * HASH_BYTES or not set(digits) <= set("0123456789abcdef"):
        fail(f"--text-hash {one_line(value, 80)}: must be {2 * HASH_BYTES} hexadecimal digits")
    return digits


def _texts(given: Sequence[str]) -> list[str]:
    texts = [text for text in given if text != "-"]
    if "-" in given:
        lines = sys.stdin.buffer.read().decode("utf-8", "replace").split("\n")
        texts += [line.removesuffix("\r") for line in lines if line]
    return [text.encode("utf-8", "surrogateescape").decode("utf-8", "replace") for text in texts]


def _when(answer: LoggedAnswer) -> datetime:
    return answer.at


def _hour(answer: LoggedAnswer) -> datetime:
    return answer.at.replace(minute=0, second=0, microsecond=0)


def _by_version(versions: Counter[int]) -> dict[str, int]:
    return {str(version): count for version, count in sorted(versions.items())}


def _table(answers: Sequence[LoggedAnswer] | deque[LoggedAnswer]) -> Any:
    table = plain_table("at (UTC)", "version", "text or its hash", "entities", "ms", "slices")
    for answer in answers:
        shown = answer.text_hash if answer.text is None else answer.text
        entities = ", ".join(
            f"{entity.label} {entity.start}-{entity.end} {entity.score:.2f}"
            f"{'' if entity.accepted else '?'}"
            for entity in answer.entities
        )
        slices = ", ".join(f"{key}={value}" for key, value in answer.slices.items())
        cells = (
            f"{answer.at:%Y-%m-%d %H:%M:%S}",
            str(answer.version),
            one_line(shown, 120),
            entities,
            f"{answer.latency_ms:.1f}",
            one_line(slices, 120),
        )
        table.add_row(*map(Text, cells))
    return table


def _tell(found: Sequence[FoundFile], *, yes: bool, as_json: bool) -> None:
    rows = sum(each.rows for each in found)
    if as_json:
        paths = [each.file.path for each in found]
        print_json({"answers": rows, "files": paths, "deleted": yes})
        return
    console = stdout()
    if not found:
        console.print("there is nothing to delete")
        return
    for each in found:
        end = f", {each.kept:,} stay" if each.kept else ""
        console.print(f"{each.file.path}: {each.rows:,} answers{end}", style="dim")
    console.print(
        f"{rows:,} answers in {len(found):,} files "
        + ("were deleted" if yes else "would be deleted; --yes does it")
    )
