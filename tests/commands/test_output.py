from __future__ import annotations

import ast
from pathlib import Path
from typing import Annotated

import pytest
import typer
from typer.testing import CliRunner, Result

import commands
from commands.output import (
    Program,
    as_cell,
    counted,
    flags,
    pairs_table,
    plain_table,
    print_json,
    stdout,
)
from evaluation.gates.checks import GateFailedError, at_least
from preprocessing.errors import RefusedError, UserError
from preprocessing.settings import SettingsError
from serving.release.deployment import CheckFailedError
from serving.release.records import LabelMovedError

COMMANDS = Path(commands.__file__).parent
MARKUP = ["[/x]", "[bold]", "[/]", "[red]x[/red]", "\\[bold]", "x\\", ":warning:", "[link=a]b"]


def outcome(error: BaseException | None) -> Result:
    """How a program ends whose command, in a group, raises an error."""
    app, group = typer.Typer(cls=Program), typer.Typer()
    app.add_typer(group, name="group")

    @group.command("fail")
    def fail(number: Annotated[int, typer.Option()] = 0) -> None:
        if error is not None:
            raise error

    @group.command("other")
    def other() -> None: ...

    return CliRunner().invoke(app, ["group", "fail", *(["--number", "x"] if not error else [])])


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (UserError("a\nb"), 2),
        (SettingsError("a\nb"), 2),
        (RefusedError("a\nb"), 1),
        (LabelMovedError("a\nb"), 1),
        (CheckFailedError("a\nb"), 1),
    ],
)
def test_each_fault_is_a_line(error: Exception, code: int) -> None:
    result = outcome(error)
    assert result.exit_code == code
    assert result.stderr.splitlines() == ["error: a", "error: b"]
    assert result.stdout == ""


def test_a_gate_that_failed_is_refused() -> None:
    result = outcome(GateFailedError([at_least("data", "x", 0.0, 1.0)]))
    assert result.exit_code == 1
    assert result.stderr.startswith("error: data gate: x failed: 0")


@pytest.mark.parametrize(
    "error",
    [
        KeyError("a"),
        ValueError("a\nb [bold]"),
        OSError(2, "no", "[/x]"),
        RuntimeError(),
        AssertionError("x"),
        RecursionError("deep"),
        UnicodeEncodeError("ascii", "é", 0, 1, "no"),
    ],
)
def test_what_nobody_expected_is_one_line_and_code_3(error: Exception) -> None:
    error.add_note("see /logs/7.log")
    result = outcome(error)
    assert result.exit_code == 3
    (line,) = result.stderr.splitlines()
    assert line.startswith(f"internal error: {type(error).__name__}")
    assert " ".join(str(error).split()) in line
    # Where in the program, and where the rest is.
    assert "(tests/commands/test_output.py:" in line
    assert line.endswith("; see /logs/7.log")
    assert result.stdout == ""


def test_an_interruption_is_no_fault() -> None:
    result = outcome(KeyboardInterrupt())
    assert (result.exit_code, result.stderr) == (130, "error: interrupted\n")


@pytest.mark.parametrize(("error", "code"), [(typer.Exit(7), 7), (typer.Abort(), 1), (None, 2)])
def test_what_typer_says_itself_stays(error: Exception | None, code: int) -> None:
    result = outcome(error)
    assert result.exit_code == code
    assert "internal error" not in result.stderr


@pytest.mark.parametrize("text", MARKUP)
def test_markup_in_messages_and_data_is_printed_as_it_is(
    text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert outcome(UserError(text)).stderr == f"error: {text}\n"
    assert text in outcome(ValueError(text)).stderr
    console = stdout()
    console.print(text)
    console.print(text, style="red")
    console.print(pairs_table([(text, text)]))
    table = plain_table(text)
    table.add_row(text)
    console.print(table)
    assert capsys.readouterr().out.count(text) == 6


def test_arguments_are_called_by_their_flags() -> None:
    with pytest.raises(UserError, match=r"^--model x: there is none$"), flags(path="--model"):
        raise SettingsError("there is none", argument="path", value="x")
    with pytest.raises(SettingsError, match=r"^other x: there is none$"), flags(path="--model"):
        raise SettingsError("there is none", argument="other", value="x")
    with pytest.raises(SettingsError, match=r"^there is none$"), flags(path="--model"):
        raise SettingsError("there is none")


def test_items_pass_the_counter(capsys: pytest.CaptureFixture[str]) -> None:
    assert list(counted(range(1000), "lines read")) == list(range(1000))
    assert capsys.readouterr().out == ""


def test_json_is_in_ascii(capsys: pytest.CaptureFixture[str]) -> None:
    print_json({"é": [1]})
    assert capsys.readouterr().out == '{\n  "\\u00e9": [\n    1\n  ]\n}\n'
    assert (as_cell("é"), as_cell([1])) == ("é", "[1]")


@pytest.mark.parametrize("path", sorted(COMMANDS.glob("*.py")), ids=lambda path: path.stem)
def test_commands_print_through_the_shared_consoles_only(path: Path) -> None:
    """A console of their own would take data for markup."""
    if path.stem == "output":
        return
    tree = ast.parse(path.read_text())
    calls = {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    assert not calls & {"Console", "rich.print", "escape", "Text.from_markup", "print"}
