"""What commands print, and how they end: consoles, JSON, progress, and one line for each fault.

Data never mean anything to these consoles; see `pipeline.consoles`.
"""

from __future__ import annotations

import json
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import typer
from rich import box
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text
from typer.core import TyperGroup

from pipeline.consoles import DataConsole, visible
from preprocessing.errors import RefusedError, UserError, one_line

REFUSED = 1
USAGE = 2
INTERNAL = 3
INTERRUPTED = 130

_ROOT = Path(__file__).parents[1]
_Item = TypeVar("_Item")

# Typer raises these for what is wrong with a command line, and prints them itself.
_LINE_ERRORS: tuple[type[Exception], ...] = (
    typer.Exit,
    typer.Abort,
    *typer.BadParameter.__mro__[:3],
)


class Program(TyperGroup):
    """The commands of the program; whatever goes wrong in one ends as `reported` says."""

    def invoke(self, ctx: Any) -> Any:
        """Runs a command."""
        with reported():
            return super().invoke(ctx)


@contextmanager
def reported() -> Iterator[None]:
    """Ends the program on any error, with one line for each fault on standard error.

    The exit code is 2 if the user can mend it, 1 if a check or somebody else stands against it, 130
    if it was interrupted, and 3 for faults of the program.
    """
    try:
        yield
    except _LINE_ERRORS:
        raise
    except KeyboardInterrupt as error:
        # Whoever knows how to go on has said so.
        fail("; ".join(["interrupted", *map(str, error.args)]), code=INTERRUPTED)
    except UserError as error:
        fail(str(error))
    except RefusedError as error:
        fail(str(error), code=REFUSED)
    except Exception as error:
        _end(_internal(error), "internal error", INTERNAL, error)


def fail(message: str, code: int = USAGE) -> NoReturn:
    """Ends the command with a message on standard error, and an exit code."""
    _end(message, "error", code)


@contextmanager
def flags(**names: str) -> Iterator[None]:
    """Within the block, messages call arguments by what the user types.

    Args:
      **names: By argument, as `UserError.argument` has it, such as `path="--model"`.

    Raises:
      UserError: In place of one that has such an argument.
    """
    try:
        yield
    except UserError as error:
        if error.argument not in names:
            raise
        raise UserError(error.named(names[error.argument])) from error


def stdout() -> Console:
    """For results; long lines are left to the terminal."""
    return DataConsole(soft_wrap=True)


def stderr() -> Console:
    """For what accompanies results."""
    return DataConsole(soft_wrap=True, stderr=True)


def print_json(values: Any) -> None:
    """Prints values as JSON, in ASCII, for programs."""
    typer.echo(json.dumps(values, indent=2))


def as_cell(value: Any) -> str:
    """A value for a cell of a table: strings as they are, others as JSON."""
    return value if isinstance(value, str) else json.dumps(value)


def plain_table(*columns: str) -> Table:
    """A table without a frame whose cells are folded, so that nothing is cut off."""
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for column in columns:
        table.add_column(column, overflow="fold")
    return table


def pairs_table(rows: Iterable[tuple[str, str]]) -> Table:
    """Names, and what belongs to them."""
    table = Table(show_header=False)
    table.add_column()
    table.add_column(overflow="fold")
    for name, value in rows:
        table.add_row(Text(visible(name)), Text(visible(value)))
    return table


def counted(items: Iterable[_Item], what: str) -> Iterator[_Item]:
    """Passes items on, and shows how many there were on standard error while it lasts.

    Args:
      items: The items.
      what: What is done with them, such as `lines read`.
    """
    columns = (TextColumn("{task.completed:,.0f} " + what), TimeElapsedColumn())
    with Progress(*columns, console=stderr(), transient=True) as progress:
        task = progress.add_task("", total=None)
        for count, item in enumerate(items, 1):
            if count % 256 == 0:
                progress.update(task, completed=count)
            yield item


@contextmanager
def progress_bar(
    console: Console | None = None,
) -> Iterator[Callable[[str, int, int | None], None]]:
    """A bar on a terminal, gone at the end; gives what to call with what is done, how far, of what.

    Elsewhere nothing is shown.

    Args:
      console: Where to show it; None: on standard error.
    """
    console = console or stderr()
    progress = Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(bar_width=30),
        TextColumn("{task.completed:,.0f}"),
        TimeElapsedColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )
    with progress:
        task = progress.add_task("connecting", total=None)

        def report(what: str, done: int, total: int | None) -> None:
            progress.update(task, description=what, completed=done, total=total)

        yield report


def _internal(error: Exception) -> str:
    """One line on an error that nobody expected, with its place in the program."""
    message = one_line(str(error))
    line = f"{type(error).__name__}: {message}" if message else type(error).__name__
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if Path(frame.filename).is_relative_to(_ROOT)]
    # Libraries below the root are those of a virtual environment.
    own = [frame for frame in own if "site-packages" not in frame.filename]
    if own:
        line += f" ({Path(own[-1].filename).relative_to(_ROOT)}:{own[-1].lineno})"
    return "; ".join([line, *getattr(error, "__notes__", ())])


def _end(message: str, kind: str, code: int, cause: Exception | None = None) -> NoReturn:
    console = stderr()
    for line in message.splitlines() or [""]:
        console.print(Text.assemble((f"{kind}:", "red"), f" {line}"))
    raise SystemExit(code) from cause
