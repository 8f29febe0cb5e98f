from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest

from benchmarks.contenders import ContenderError, environment, run_job
from benchmarks.ours import newest, overrides
from benchmarks.peers.contender import Stopwatch
from benchmarks.quality import spread
from benchmarks.training import parse_options, summarize, table_of
from pipeline.config import load_settings

PROGRAM = """
import sys
sys.path.insert(0, {peers!r})
from contender import Job, Stopwatch
job = Job(sys.argv[1])
print("noise of a library")
print(job["greeting"], file=sys.stderr)
stopwatch = Stopwatch(job)
for _ in range(job["warmup"] + job["steps"]):
    stopwatch.step(4)
if job["fails"]:
    raise SystemExit("no more")
job.answer(**stopwatch.figures(), threads=job["threads"])
"""


@pytest.fixture
def command(tmp_path: Path) -> list[str]:
    program = tmp_path / "program.py"
    peers = Path(__file__).parents[2] / "benchmarks" / "peers"
    program.write_text(PROGRAM.format(peers=str(peers)))
    return [sys.executable, str(program)]


JOB = {"greeting": "good day", "warmup": 2, "steps": 3, "threads": 1, "fails": False}


def test_a_job_is_done(command: list[str], tmp_path: Path) -> None:
    told: list[str] = []
    answer = run_job(command, JOB, tmp_path / "job", told.append)
    assert answer["examples"] == 12
    assert answer["steps"] == 3
    assert answer["peak_mb"] > 1
    assert answer["wall_s"] > answer["seconds"] > 0
    assert told[0] == "1 of 5"
    log = (tmp_path / "job" / "log.txt").read_text()
    assert "good day" in log
    assert "noise of a library" in log


def test_a_failure_has_the_end_of_the_log(command: list[str], tmp_path: Path) -> None:
    with pytest.raises(ContenderError, match=r"(?s)good day.*no more.*exit code 1; its log is"):
        run_job(command, {**JOB, "fails": True}, tmp_path / "job")


def test_an_old_answer_is_not_taken_for_a_new_one(command: list[str], tmp_path: Path) -> None:
    run_job(command, JOB, tmp_path / "job")
    with pytest.raises(ContenderError):
        run_job(command, {**JOB, "fails": True}, tmp_path / "job")
    assert not (tmp_path / "job" / "answer.json").exists()


def test_threads_are_bounded() -> None:
    assert environment(2)["OMP_NUM_THREADS"] == "2"
    assert environment(2)["TF_NUM_INTRAOP_THREADS"] == "2"


class Quiet(dict[str, int]):
    """A job of which nobody wants to know how far it is."""

    def progress(self, done: int, total: int) -> None:
        """Says nothing."""


def test_the_first_steps_do_not_count() -> None:
    stopwatch = Stopwatch(Quiet(warmup=1, steps=2))
    time.sleep(0.2)
    stopwatch.step(100)
    stopwatch.step(3)
    stopwatch.step(4)
    figures = stopwatch.figures()
    assert (figures["examples"], figures["steps"]) == (7, 2)
    assert figures["seconds"] < 0.1


def test_a_run_is_told_the_corpus(tmp_path: Path) -> None:
    labels = ["a: b", "product", "No"]
    given = overrides(str(tmp_path / "x, y"), labels, tmp_path, given=["training.epochs=9"])
    settings = load_settings(overrides=given)
    assert settings.labels == labels
    assert settings.data.path == str(tmp_path / "x, y")
    assert settings.training.epochs == 9
    assert settings.evaluation.min["micro/f1"] == 0


def test_the_newest_artifact_is_the_highest_number(tmp_path: Path) -> None:
    for name in ("9", "10", "x"):
        (tmp_path / name).mkdir()
    assert newest(tmp_path).name == "10"
    with pytest.raises(ContenderError, match="no artifact"):
        newest(tmp_path / "none")


def test_medians_and_ratios() -> None:
    def rounds(*seconds: float) -> list[dict[str, float]]:
        fixed = {"examples": 100, "steps": 4, "cpu_seconds": 2.0, "wall_s": 9.0}
        return [{**fixed, "seconds": each, "peak_mb": each} for each in seconds]

    ours, theirs = summarize(rounds(1.0, 4.0, 2.0)), summarize(rounds(4.0, 5.0, 8.0))
    assert ours["examples_per_s"] == 50
    assert (ours["slowest"], ours["fastest"], ours["peak_mb"]) == (25, 100, 4.0)
    assert (ours["examples_per_step"], ours["cpu_ms_per_text"]) == (25, 20)
    table = table_of({"ours": ours, "hf": theirs})
    assert list(table.columns[4].cells) == ["2.50", "1.00"]


def test_spread() -> None:
    assert spread([0.5, 0.7]) == pytest.approx(
        {"mean": 0.6, "deviation": 0.02**0.5, "min": 0.5, "max": 0.7}
    )
    assert spread([0.5])["deviation"] == 0


@pytest.mark.parametrize("arguments", [["--steps", "0"], ["--contenders", "ours,theirs"]])
def test_options_that_make_no_sense(arguments: list[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        parse_options(arguments)
