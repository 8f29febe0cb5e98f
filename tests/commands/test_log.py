from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from commands.main import app
from monitoring.log_files import read_answers, write_answers
from monitoring.shaping import TextHash
from serving.release.database import now
from tests.monitoring.logging_bench import KEY, answered, shaper


def txner(*arguments: str | Path, stdin: str | None = None) -> Result:
    return CliRunner().invoke(app, list(map(str, arguments)), input=stdin)


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Texts of now, and of three days ago."""
    monkeypatch.setenv("TXNER_LOG_KEY", KEY.decode())
    folder = tmp_path / "log"
    put(folder, ["SQ *CAFE", "4111111111111111"], now(), "new")
    put(folder, ["SQ *CAFE", "OLD"], now() - timedelta(days=3), "old")
    return folder


def put(folder: Path, texts: list[str], at: datetime, name: str) -> None:
    write_answers(str(folder), list(shaper().answers(answered(texts, at=at))), name)


def texts_in(folder: Path) -> list[str]:
    return sorted(answer.text or "" for answer in read_answers(str(folder), "transactions"))


def test_the_last_answers_are_shown(log: Path) -> None:
    result = txner("log", "show", "--log", log, "--window", "1d", "--json")
    assert result.exit_code == 0, result.output
    values = json.loads(result.stdout)
    assert values["answers"] == 2
    assert values["versions"] == {"7": 2}
    assert {one["text"] for one in values["last"]} == {"SQ *CAFE", "0000000000000000"}
    table = txner("log", "show", "--log", log, "--window", "1w", "--limit", "1")
    assert "4 answers of transactions since" in table.stdout
    assert "OLD" not in table.stdout
    none = txner("log", "show", "--log", log, "--limit", "0", "--json")
    assert json.loads(none.stdout)["last"] == []


def test_what_is_old_is_deleted_only_when_that_is_said(log: Path) -> None:
    command = ("log", "prune", "--log", log, "--older-than", "2d")
    assert "2 answers in 1 files would be deleted; --yes does it" in txner(*command).stdout
    assert len(texts_in(log)) == 4
    assert "2 answers in 1 files were deleted" in txner(*command, "--yes").stdout
    assert texts_in(log) == ["0000000000000000", "SQ *CAFE"]
    assert "there is nothing to delete" in txner(*command, "--yes").stdout


@pytest.mark.parametrize("by", ["text", "hash", "stdin"])
def test_a_text_is_deleted_wherever_it_is(log: Path, by: str) -> None:
    named = {
        "text": ("--text", "SQ *CAFE"),
        "hash": ("--text-hash", TextHash(KEY).of("SQ *CAFE").upper()),
        "stdin": ("--text", "-"),
    }
    command = ("log", "delete", "--log", log, *named[by])
    shown = txner(*command, "--json", stdin="SQ *CAFE\r\n")
    assert json.loads(shown.stdout)["answers"] == 2
    assert len(texts_in(log)) == 4
    assert txner(*command, "--yes", stdin="SQ *CAFE\r\n").exit_code == 0
    assert texts_in(log) == ["0000000000000000", "OLD"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["show"], "give --log, or set monitoring.log"),
        (["show", "--log", "/nowhere/at all"], "there is no such folder"),
        (["show", "--log", ".", "--window", "x"], "--window x: must be a number with h, d or w"),
        (["prune", "--log", ".", "--older-than", "-1d"], "--older-than -1d: must be a number"),
        (["delete", "--log", "."], "give --text or --text-hash"),
        (["delete", "--log", ".", "--text-hash", "abc"], "must be 32 hexadecimal digits"),
    ],
)
def test_what_is_wrong_is_told(arguments: list[str], message: str) -> None:
    result = txner("log", *arguments)
    assert result.exit_code == 2
    assert message in result.output


def test_a_key_is_needed_to_find_a_text(
    log: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    command = ("log", "delete", "--log", log, "--text", "SQ *CAFE")
    monkeypatch.delenv("TXNER_LOG_KEY")
    assert "the environment variable TXNER_LOG_KEY is not set" in txner(*command).output
    monkeypatch.setenv("TXNER_LOG_KEY", "short")
    assert "the key of the prediction log has 5 bytes" in txner(*command).output
    file = tmp_path / "key"
    by_file = (*command, "--set", f"monitoring.key_file={file}")
    assert f"monitoring.key_file {file}: No such file" in txner(*by_file).output
    file.write_bytes(KEY + b"\n")
    assert "2 answers in 2 files would be deleted" in txner(*by_file).output
    file.write_bytes(b"quite another key than that")
    assert "there is nothing to delete" in txner(*by_file).output


def test_a_server_does_not_start_without_a_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TXNER_LOG_KEY", raising=False)
    result = txner("serve", "--model", tmp_path, "--log", tmp_path / "log")
    assert result.exit_code == 2
    assert "TXNER_LOG_KEY is not set" in result.output
