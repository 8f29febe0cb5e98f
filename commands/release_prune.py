"""The command `txner release prune`: deletes versions that no label needs."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Annotated, Any

import typer

from commands.opened_table import open_table
from commands.options import ConfigOption, JsonOption, SetOption
from commands.output import flags, print_json, stderr, stdout
from serving.release.database import now
from serving.release.records import MoveError, Version
from serving.release.retention import Plan, plan_pruning, prune

EPILOG = "Example: txner release prune --keep 5 --older-than 30d"

_UNITS = {"h": timedelta(hours=1), "d": timedelta(days=1), "w": timedelta(weeks=1)}


def prune_command(
    keep: Annotated[int, typer.Option(help="So many of the newest versions stay.", min=1)] = 5,
    older_than: Annotated[
        str,
        typer.Option(metavar="AGE", help="Only what was not in use for so long: 12h, 30d, 8w."),
    ] = "30d",
    yes: Annotated[bool, typer.Option("--yes", help="Delete; otherwise it is only shown.")] = False,
    as_json: JsonOption = False,
    config: ConfigOption = None,
    overrides: SetOption = None,
) -> None:
    """Show which versions no label needs, and with --yes delete their files.

    Never one that a label stands on or would be rolled back to. What is deleted stays in the table
    as retired, and stands in the history.
    """
    with flags(older_than="--older-than"):
        age = parse_age(older_than)
    table = open_table(config, overrides)
    plan = plan_pruning(table.releases, table.model, keep=keep, older_than=age, now=now())
    done: list[int] = []

    def tell(version: Version, deleted: bool) -> None:
        if deleted:
            done.append(version.version)
        if not as_json:
            end = "deleted" if deleted else "stays: it came into use meanwhile"
            stdout().print(f"{version.version} {end}")

    if yes:
        why = f"prune --keep {keep} --older-than {older_than}"
        with stderr().status("deleting"):
            prune(table.releases, plan, why, tell)
    if as_json:
        print_json(_values(plan, done))
    else:
        _print(plan, yes=yes)


def parse_age(text: str) -> timedelta:
    """A time such as `30d`.

    Raises:
      MoveError: It is none; the argument is `older_than`.
    """
    match = re.fullmatch(r"(\d{1,4})([hdw])", text)
    if match is None:
        raise MoveError(
            "must be a number with h, d or w behind it", argument="older_than", value=text
        )
    return int(match.group(1)) * _UNITS[match.group(2)]


def _print(plan: Plan, *, yes: bool) -> None:
    console = stdout()
    if not yes:
        for version in plan.begun:
            console.print(f"{version.version} would be deleted: that was begun, and not finished")
        for version in plan.removed:
            since = plan.unused_since[version.version]
            console.print(
                f"{version.version} would be deleted: not in use since {since:%Y-%m-%d %H:%M} UTC"
            )
    for number, reason in plan.stay.items():
        console.print(f"{number} stays: {reason}", style="dim")
    if not (plan.begun or plan.removed):
        console.print("there is nothing to delete")
    elif not yes:
        console.print("nothing was deleted; --yes does it")


def _values(plan: Plan, deleted: list[int]) -> dict[str, Any]:
    return {
        "begun": [version.version for version in plan.begun],
        "unneeded": [version.version for version in plan.removed],
        "deleted": deleted,
        "stay": {str(number): reason for number, reason in plan.stay.items()},
    }
