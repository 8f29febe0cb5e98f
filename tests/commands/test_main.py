from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from commands.main import app
from serving.release.table import Releases

LONG = "x" * 300
"""More than the name of a file can have."""


def txner(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


def test_the_version_is_told() -> None:
    result = txner("--version")
    assert result.exit_code == 0
    assert result.output.startswith("txner ")


def test_a_configuration_is_named_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On the command line, else in the environment, else by its place."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("TXNER_CONFIG", raising=False)
    Releases(f"sqlite:///{tmp_path}/mine/releases.db")
    listing = ("release", "list", "--set", "output_root=mine")

    def named(*arguments: str) -> str:
        result = txner(*listing, *arguments)
        assert result.exit_code == 0, result.output
        (line,) = result.stderr.splitlines()
        source, table = line.split("; release table: ")
        assert table == str(tmp_path / "mine" / "releases.db")
        return source.removeprefix("configuration: ")

    assert named() == "configs/base.yaml"
    for name in ("txner.yaml", "other.yaml", "third.yaml"):
        Path(name).write_text("training: {epochs: 3}")
    assert named() == "txner.yaml (of this folder)"
    monkeypatch.setenv("TXNER_CONFIG", "other.yaml")
    assert named() == "other.yaml (TXNER_CONFIG)"
    assert named("--config", "third.yaml") == "third.yaml"
    monkeypatch.setenv("TXNER_CONFIG", "missing.yaml")
    missing = txner(*listing)
    assert missing.exit_code == 2
    assert "missing.yaml: cannot read the configuration" in missing.stderr


def test_a_password_is_not_told() -> None:
    result = txner("release", "list", "--set", "release.table=postgresql://u:hush@127.0.0.1:1/d")
    assert result.exit_code == 2
    assert "u:***@127.0.0.1" in result.stderr
    assert "hush" not in result.output


@pytest.mark.parametrize(
    "command",
    [
        ["vertex", "compile", "--reason"],
        ["vertex", "submit", "--reason"],
        ["vertex", "submit", "--request-id"],
        ["vertex", "schedule", "create", "0 3 * * *", "--reason"],
        ["trigger", "--force"],
    ],
)
def test_texts_that_are_not_utf8_are_refused(command: list[str]) -> None:
    for text in ("caf\udce9", "a\0b"):
        result = txner(*command, text)
        assert result.exit_code == 2
        assert "is not UTF-8" in result.output or "has a NUL" in result.output


@pytest.mark.parametrize(
    "command",
    [
        ["run"],
        ["validate"],
        ["predict"],
        ["enrich"],
        ["directory", "propose"],
        ["rules", "check"],
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


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["validate", ""], "the name of the annotations is empty"),
        (["validate", "s9://b/x"], "s9://b/x: cannot be read: "),
        (["validate", "x", "--config", LONG], "cannot read the configuration: File name too long"),
        (["validate", "x", "--set", f"tuner.file={LONG}"], "tuner.file: there is no file xxx"),
        (["predict", "--model", LONG, "x"], "there is no such folder"),
        (["predict", "--model", "~no-such-user", "x"], "there is no such folder"),
        (["convert", "json", "pyproject.toml", "--to", f"{LONG}.jsonl"], "pyproject.toml:"),
        (
            ["schema", "propose", "--output", LONG, "--set", "data.path=none.jsonl"],
            "no file matches",
        ),
        (["tune", "--output", LONG, "--set", "data.path=none.jsonl"], "no file matches"),
        (["evaluate", "--model", "no", "x", "--html", f"{LONG}/x"], "there is no folder xxx"),
        (["release", "deploy", LONG], "has no kustomization.yaml"),
    ],
)
def test_paths_that_cannot_be_are_named(arguments: list[str], message: str) -> None:
    result = txner(*arguments)
    assert result.exit_code == 2, result.output
    assert message in result.stderr


TERMINATED = """
import os, signal, sys
from commands import main

@main.app.command("wait")
def wait() -> None:
    os.kill(os.getpid(), signal.SIGTERM)
    signal.pause()

sys.argv = ["txner", "wait"]
main.main()
"""


def test_a_command_that_is_terminated_says_so() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", TERMINATED], capture_output=True, text=True, check=False
    )
    assert (ended.returncode, ended.stderr.strip()) == (130, "error: interrupted")
