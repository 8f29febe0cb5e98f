from __future__ import annotations

import subprocess
import sys

import pytest
from typer.testing import CliRunner, Result

from commands.main import app


def txner(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


@pytest.mark.parametrize(
    "command",
    [
        ["run"],
        ["validate"],
        ["predict"],
        ["evaluate"],
        ["serve"],
        ["trigger"],
        ["tune"],
        ["schema", "propose"],
    ],
)
def test_help_shows_an_example(command: list[str]) -> None:
    result = txner(*command, "--help")
    assert result.exit_code == 0
    assert f"Example: txner {' '.join(command)}" in result.output


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["validate", "no.jsonl"], "no file matches data.path no.jsonl"),
        (["validate", "x", "--set", "labels=7"], "--set labels=7: labels: "),
        (["validate", "x", "--config", "no.yaml"], "no.yaml: cannot read the configuration"),
        (["run", "--set", "training.epoch=1"], "unknown key training.epoch"),
        (["run", "--set", "data.path=no.jsonl"], "no file matches data.path"),
        (["run", "--set", "output_root=gs://bucket"], "must be a local folder"),
        (["run", "--set", "data.schema_path=no.pbtxt"], "data.schema_path: there is no file"),
        (["predict", "--model", "no", "x"], "--model no: there is no such folder"),
        (["evaluate", "--model", "no", "x.jsonl"], "--model no: there is no such folder"),
    ],
)
def test_what_is_wrong_is_one_line_and_code_2(arguments: list[str], message: str) -> None:
    """In a process of its own, with what it prints on standard error."""
    result = subprocess.run(
        [sys.executable, "-m", "commands.main", *arguments],
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 2
    (line,) = result.stderr.splitlines()
    assert line.startswith("error: ")
    assert message in line
    assert result.stdout == ""
