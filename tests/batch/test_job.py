from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from batch.folder import Folder, Manifest, opened, summary
from batch.job import GOES_ON, run_job
from batch.plan import Plan, make_plan
from batch.rows import BatchError
from batch.shard_log import LogTarget
from batch.worker import LoadModel
from monitoring.log_files import read_answers
from pipeline.beam import beam_pipeline_args
from pipeline.config import load_settings
from storage import locks
from tests.batch.jobs import (
    DIRTY,
    DIRTY_ROWS,
    load,
    load_failing,
    make_task,
    write_input,
)
from tests.monitoring.logging_bench import KEY

ROOT = Path(__file__).parents[2]
ROWS = 55


def plan_of(folder: Path, shard_rows: int = 10, **changes: Any) -> Plan:
    return make_plan(make_task(folder, **changes), [f"{folder}/in.jsonl"], shard_rows)


def run(plan: Plan, folder: Path, loading: LoadModel = load, *overrides: str) -> dict[str, Any]:
    flags = beam_pipeline_args(load_settings(None, list(overrides)))
    told: list[tuple[int, int]] = []
    result = run_job(
        plan,
        f"{folder}/out",
        flags,
        load=loading,
        report=lambda done, total: told.append((done, total)),
    )
    assert all(done <= total == plan.rows for done, total in told)
    return result


def keys(folder: Path) -> Counter[str]:
    files = sorted((folder / "out" / "predictions").glob("part-*"))
    return Counter(json.loads(line)["key"] for file in files for line in file.open())


def dead_letters(folder: Path) -> list[dict[str, Any]]:
    files = sorted((folder / "out").glob("dead-letters-*.jsonl"))
    return [json.loads(line) for file in files for line in file.open()]


def wanted(rows: int = ROWS) -> Counter[str]:
    return Counter(str(number) for number in range(100, 100 + rows))


def contents(folder: Path) -> dict[str, tuple[int, bytes]]:
    return {
        str(path): (path.stat().st_ino, path.read_bytes())
        for path in (folder / "out").rglob("*")
        if path.is_file() and path.name != "summary.json"
    }


def test_every_row_is_a_prediction_or_a_dead_letter(tmp_path: Path) -> None:
    write_input(tmp_path / "in.jsonl", ROWS, DIRTY)
    result = run(plan_of(tmp_path), tmp_path)
    assert keys(tmp_path) == wanted()
    letters = dead_letters(tmp_path)
    lines = (tmp_path / "in.jsonl").read_bytes().split(b"\n")
    for letter in letters:
        assert lines[letter["row"] - 1] + b"\n" in DIRTY
        assert letter["file"] == f"{tmp_path}/in.jsonl"
    assert len({letter["row"] for letter in letters}) == DIRTY_ROWS
    assert result == {
        "rows": ROWS + DIRTY_ROWS,
        "predictions": ROWS,
        "dead_letters": DIRTY_ROWS,
        "reasons": Counter(sorted(letter["reason"] for letter in letters)),
        "shards": 7,
        "model_version": "1",
        "new_rows": ROWS + DIRTY_ROWS,
    }


def test_answers_are_logged_once_by_several_processes(tmp_path: Path) -> None:
    write_input(tmp_path / "in.jsonl", ROWS, DIRTY)
    plan = plan_of(tmp_path)
    settings = load_settings(None, ["monitoring.texts=all"]).monitoring
    log = LogTarget.of(plan, str(tmp_path / "log"), settings, KEY)
    overrides = ["beam.direct_mode=multi_processing", "beam.workers=2"]
    flags = beam_pipeline_args(load_settings(None, overrides))
    result = run_job(plan, f"{tmp_path}/out", flags, load=load, log=log, report=lambda *_: None)
    assert (result["logged"], result["not_logged"]) == (ROWS, 0)
    texts = sorted(answer.text or "" for answer in read_answers(str(tmp_path / "log"), "model"))
    assert texts == [f"row{number} shop" for number in range(100, 100 + ROWS)]


def test_a_second_run_does_only_what_is_missing(tmp_path: Path) -> None:
    write_input(tmp_path / "in.jsonl", ROWS)
    plan = plan_of(tmp_path)
    with pytest.raises(Exception, match="the third shard fails") as caught:
        run(plan, tmp_path, load_failing)
    assert GOES_ON in caught.value.__notes__
    assert not (tmp_path / "out" / "summary.json").exists()
    before = contents(tmp_path)
    assert len(list((tmp_path / "out" / "shards").iterdir())) == 2
    assert run(plan, tmp_path)["new_rows"] == ROWS - 20
    assert keys(tmp_path) == wanted()
    after = contents(tmp_path)
    assert {path: after[path] for path in before} == before
    assert run(plan, tmp_path)["new_rows"] == 0
    assert contents(tmp_path) == after


@pytest.mark.parametrize("place", ["predicting", "writing"])
def test_a_killed_run_loses_and_doubles_nothing(tmp_path: Path, place: str) -> None:
    write_input(tmp_path / "in.jsonl", ROWS)
    command = [sys.executable, "-m", "tests.batch.killed", place, tmp_path]
    assert subprocess.run(list(map(str, command)), cwd=ROOT).returncode == -signal.SIGKILL
    before = contents(tmp_path)
    assert len(list((tmp_path / "out" / "shards").iterdir())) == 2
    (tmp_path / "out" / "predictions" / ".part-00002-of-00006.jsonl.123-abc").write_bytes(b"half")
    assert run(plan_of(tmp_path), tmp_path)["new_rows"] == ROWS - 20
    assert keys(tmp_path) == wanted()
    finished = [path for path in before if "/shards/" in path or "part-0000" in path]
    after = contents(tmp_path)
    assert all(after[path][1] == before[path][1] for path in finished)
    assert not list((tmp_path / "out" / "predictions").glob(".*"))


def test_worker_processes_share_the_shards(tmp_path: Path) -> None:
    write_input(tmp_path / "in.jsonl", ROWS, DIRTY[:3])
    several = "beam={workers: 2, direct_mode: multi_processing}"
    result = run(plan_of(tmp_path), tmp_path, load, several)
    assert (result["predictions"], result["dead_letters"]) == (ROWS, 3)
    assert keys(tmp_path) == wanted()


@pytest.mark.parametrize("change", [{"int8": True}, {"format": "csv"}, {"with_text": True}])
def test_another_job_is_refused(tmp_path: Path, change: dict[str, Any]) -> None:
    write_input(tmp_path / "in.jsonl", 5)
    plan = plan_of(tmp_path)
    with opened(f"{tmp_path}/out", plan):
        pass
    other = replace(plan, task=replace(plan.task, **change))
    with (
        pytest.raises(BatchError, match=r"out/plan\.json is of another job: task\."),
        opened(f"{tmp_path}/out", other),
    ):
        pass


def test_a_folder_in_use_is_refused(tmp_path: Path) -> None:
    write_input(tmp_path / "in.jsonl", 5)
    (tmp_path / "out").mkdir()
    with (
        locks.exclusive(tmp_path / "out", wait=False),
        pytest.raises(BatchError, match="another process writes to it"),
    ):
        run(plan_of(tmp_path), tmp_path)


def test_a_damaged_plan_is_another(tmp_path: Path) -> None:
    write_input(tmp_path / "in.jsonl", 5)
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "plan.json").write_text("{")
    with pytest.raises(BatchError, match=r"plan\.json is of another job"):
        run(plan_of(tmp_path), tmp_path)


def test_an_input_that_changes_meanwhile_is_noticed(tmp_path: Path) -> None:
    write_input(tmp_path / "in.jsonl", 25)
    plan = plan_of(tmp_path)
    write_input(tmp_path / "in.jsonl", 24)
    with pytest.raises(Exception, match=r"in\.jsonl has changed: 4 rows where the plan has 5"):
        run(plan, tmp_path)


@pytest.mark.parametrize("name", ["part-00000-of-00001.jsonl", "dead-letters-00000-of-00001.jsonl"])
def test_a_file_that_is_gone_is_missed(tmp_path: Path, name: str) -> None:
    folder = Folder(str(tmp_path), "jsonl", 1)
    folder.finish(Manifest(0, 2, 1, {"no_text": 1}), b"{}\n", b"{}\n")
    assert folder.finished() == {0: Manifest(0, 2, 1, {"no_text": 1})}
    (next(tmp_path.rglob(name))).unlink()
    with pytest.raises(BatchError, match=f"{name} is gone"):
        folder.finished()


def test_a_damaged_manifest_is_told_of(tmp_path: Path) -> None:
    folder = Folder(str(tmp_path), "jsonl", 1)
    folder.finish(Manifest(0, 1, 1), b"{}\n", b"")
    for content in ("{", "{}", '{"shard": 0, "more": 1}'):
        Path(folder.manifest_file(0)).write_text(content)
        with pytest.raises(BatchError, match=r"00000\.json is damaged"):
            folder.finished()


@pytest.mark.parametrize(
    "manifests",
    [[], [Manifest(0, 4, 4)], [Manifest(0, 5, 4)], [Manifest(0, 5, 5, {"no_text": 1})]],
)
def test_figures_that_do_not_add_up(tmp_path: Path, manifests: list[Manifest]) -> None:
    write_input(tmp_path / "in.jsonl", 5)
    with pytest.raises(RuntimeError, match="shard 0"):
        summary(plan_of(tmp_path), manifests)
