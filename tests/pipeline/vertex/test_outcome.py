"""How a finished job ended, by files as the components write them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from components.gate_checks import write_checks
from evaluation.gates.checks import Check, at_most
from models.span_scoring import Figures, flatten
from pipeline.local import ExitCode
from pipeline.steps import DATA_GATE, PUSHER
from pipeline.vertex.outcome import JobOutcome, read_result
from pipeline.vertex.resources import Job, Task
from serving.release.record import RECORD_FILE, ReleaseRecord
from serving.release.records import Outcome

FIGURES = {name: Figures(0.5, 0.25, 1 / 3, 8) for name in ("PARTY", "micro", "macro")}
FAILED = at_most("evaluation", "micro/f1 drop", 0.2, 0.1)


def task(name: str, state: str = "SUCCEEDED", error: str = "", **outputs: str) -> Task:
    return Task(name, "7", state, 1.0, error, outputs, "")


def job(state: str, *tasks: Task, root: str = "", error: str = "") -> Job:
    return Job(
        id="transactions-1",
        name="projects/123/locations/r/pipelineJobs/transactions-1",
        display_name="transactions",
        state=state,
        created=datetime.now(UTC),
        ended=None,
        error=error,
        labels={},
        parameters={},
        root=root,
        schedule="",
        tasks=tasks,
        console="https://console",
    )


@pytest.mark.parametrize(
    ("record", "outcome", "code"),
    [
        (
            ReleaseRecord(Outcome.PUBLISHED, 3, "/m/3", ["release"], flatten(FIGURES), []),
            JobOutcome.PUBLISHED,
            ExitCode.OK,
        ),
        (
            ReleaseRecord(Outcome.UNCHANGED, 3, "/m/3", [], flatten(FIGURES), []),
            JobOutcome.UNCHANGED,
            ExitCode.OK,
        ),
        (
            ReleaseRecord(Outcome.REJECTED, None, None, [], flatten(FIGURES), [FAILED]),
            JobOutcome.REJECTED,
            ExitCode.GATE_FAILED,
        ),
    ],
)
def test_the_pusher_tells(
    record: ReleaseRecord, outcome: JobOutcome, code: ExitCode, tmp_path: Path
) -> None:
    (tmp_path / RECORD_FILE).write_text(record.to_json())
    result = read_result(job("SUCCEEDED", task(PUSHER, pushed_model=str(tmp_path))))
    assert (result.outcome, result.exit_code) == (outcome, code)
    assert (result.version, result.model_path) == (record.version, record.path)
    assert (result.labels, result.metrics, result.gates) == (record.labels, FIGURES, record.checks)
    assert result.message == "\n".join(map(str, record.checks))


def test_without_a_record_nobody_knows(tmp_path: Path) -> None:
    result = read_result(job("SUCCEEDED", task(PUSHER)))
    assert (result.outcome, result.exit_code) == (JobOutcome.UNKNOWN, ExitCode.USAGE)
    pushed = job("SUCCEEDED", task(PUSHER, pushed_model=str(tmp_path)))
    assert "cannot be read" in read_result(pushed).message
    (tmp_path / RECORD_FILE).write_text('{"outcome": "sold"}')
    assert "is not the record of a run" in read_result(pushed).message


def data_gate_failed(folder: Path, checks: list[Check], error: str) -> Job:
    uri = folder / "123" / "transactions-1" / f"{DATA_GATE}_7" / "checks"
    uri.mkdir(parents=True)
    write_checks(str(uri), checks)
    return job("FAILED", task(DATA_GATE, "FAILED", error), root=str(folder), error="failed tasks")


def test_the_data_gate_leaves_its_checks(tmp_path: Path) -> None:
    check = at_most("data", "reject_fraction", 0.2, 0.1)
    result = read_result(data_gate_failed(tmp_path, [check], "exited with status 1"))
    assert (result.outcome, result.failed_gates) == (JobOutcome.REJECTED, ["data"])
    assert (result.failed_task, result.message) == (DATA_GATE, str(check))


def test_a_gate_that_broke_is_no_verdict(tmp_path: Path) -> None:
    check = at_most("data", "reject_fraction", 0.0, 0.1)
    result = read_result(data_gate_failed(tmp_path, [check], "out of memory"))
    assert (result.outcome, result.message) == (JobOutcome.FAILED, "out of memory")


def test_other_ends() -> None:
    broken = job("FAILED", task("Trainer", "FAILED", "no GPU"), error="failed tasks")
    result = read_result(broken)
    assert (result.outcome, result.failed_task) == (JobOutcome.FAILED, "Trainer")
    assert (result.message, result.exit_code) == ("no GPU", ExitCode.INTERNAL)
    assert read_result(replace(broken, tasks=())).message == "failed tasks"
    assert read_result(job("CANCELLED")).outcome is JobOutcome.CANCELLED
    assert read_result(job("RUNNING")).outcome is JobOutcome.UNDER_WAY
