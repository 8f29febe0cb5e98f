from __future__ import annotations

import random
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from benchmarks import fuzz
from benchmarks.fuzzing.attempts import Attack, WrongAnswerError, attack
from benchmarks.fuzzing.configurations import run_program
from benchmarks.fuzzing.values import mutate_values
from preprocessing.errors import UserError
from tests.benchmarks.hostile import try_hostile

NEEDS_MODEL = ("texts", "rest", "grpc")  # see test_fuzz_of_models.py
PLAIN = [kind for kind in fuzz.KINDS if kind not in NEEDS_MODEL]


@pytest.mark.parametrize("kind", PLAIN)
def test_hostile_files_and_commands_are_taken_or_refused(kind: str, tmp_path: Path) -> None:
    try_hostile(kind, tmp_path, count=25)


@pytest.mark.parametrize("kind", PLAIN)
def test_a_seed_gives_the_same_inputs(kind: str, tmp_path: Path) -> None:
    def first(folder: str, seed: int) -> list[object]:
        (tmp_path / folder).mkdir()
        models = fuzz.Models(tmp_path)
        return list(islice(next(fuzz.KINDS[kind](tmp_path / folder, seed, models)).inputs, 20))

    assert first("a", 1) == first("b", 1)
    assert first("c", 2) != first("d", 1)


def test_everything_but_an_error_for_the_user_is_a_fault() -> None:
    outcomes: dict[str, BaseException | bool] = {
        "taken": False,
        "refused": True,
        "named": UserError("the file x is none"),
        "mute": UserError(" "),
        "wrong": WrongAnswerError("not so"),
        "broken": KeyError("x"),
    }

    def attempt(given: str) -> bool:
        outcome = outcomes[given]
        if isinstance(outcome, BaseException):
            raise outcome
        return outcome

    tally = attack("words", Attack(iter(outcomes), attempt), seconds=600, count=len(outcomes))
    assert (tally.tried, tally.refused, tally.faulty) == (6, 3, 3)
    assert [fault.number for fault in tally.faults] == [4, 5, 6]
    mute, wrong, broken = (fault.what for fault in tally.faults)
    assert mute == "UserError without a message"
    assert wrong == "not so"
    assert broken.startswith("KeyError: 'x' (")
    assert "test_fuzz.py" in broken


def test_what_never_ends_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("benchmarks.fuzzing.attempts.HANGING_SECONDS", 0.01)

    def attempt(_: int) -> bool:
        while True:
            time.monotonic()

    tally = attack("numbers", Attack(iter([1]), attempt), seconds=600, count=1)
    assert [fault.what for fault in tally.faults] == ["it takes longer than 0.01 s"]


def test_the_table_has_the_counts_and_the_faulty_inputs(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert fuzz.main(["--only", "lines", "--count", "3", "--seconds", "600"]) == 0
    assert capsys.readouterr().out.split("lines")[1].split()[0] == "3"

    def broken(*_: object) -> Iterator[Attack]:
        def attempt(given: str) -> bool:
            raise ValueError("[/x]\x1b[2J")

        yield Attack(iter(["one", "two"]), attempt)

    monkeypatch.setitem(fuzz.KINDS, "lines", broken)
    assert fuzz.main(["--only", "lines", "--count", "2"]) == 1
    shown = capsys.readouterr().out
    assert "lines 1: ValueError: [/x]" in shown
    assert "'two'" in shown
    assert "\x1b[2J" not in shown


def test_the_program_runs_as_from_a_shell() -> None:
    code, output = run_program(["--version"])
    assert (code, output.split()[0]) == (0, "txner")
    code, output = run_program(["validate", "é.jsonl"], encoding="ascii")
    assert code == 2
    assert "no file matches data.path \\xe9.jsonl" in output


def test_values_that_were_nested_deeply_can_be_changed_again() -> None:
    values: Any = "x"
    for _ in range(5000):
        values = [values]
    for seed in range(10):
        mutate_values({"key": values}, random.Random(seed))
