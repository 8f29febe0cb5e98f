"""The whole pipeline on this machine, in the order of a user's day.

Each test goes on where the one before it ended. The first run, its first predictions and the run
that is killed start as a user starts them; the others are forks of a process that has imported TFX.
"""

from __future__ import annotations

import json
import os
import re
import signal
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from pipeline.config import load_settings
from serving.release.publishing import verify_version
from tests.e2e.conftest import FirstRun, Project
from tests.warm_process import ROOT

pytestmark = pytest.mark.e2e

RUN = ("run", "--config", "configs/test.yaml")
ALL = {
    "DoccanoExampleGen",
    "StatisticsGen",
    "ReviewedSchema",
    "ExampleValidator",
    "AnomalyGate",
    "Transform",
    "Trainer",
    "ReleasedBaseline",
    "SpanEvaluator",
    "Int8Gate",
    "CaseGate",
    "ServingCheck",
    "ReleasePusher",
}
BEFORE_TRANSFORM = {
    "DoccanoExampleGen",
    "StatisticsGen",
    "ReviewedSchema",
    "ExampleValidator",
    "AnomalyGate",
}


def ran(summary: dict[str, Any]) -> set[str]:
    """Components that did not take their result from the cache."""
    assert {timing["component"] for timing in summary["timings"]} == ALL
    return {timing["component"] for timing in summary["timings"] if not timing["cached"]}


def in_release(project: Project) -> int:
    database = sqlite3.connect(project.root() / "releases.db")
    (version,) = database.execute("select version from labels where label = 'release'").fetchone()
    return int(version)


def test_a_first_run_publishes_a_model(project: Project, first_run: FirstRun) -> None:
    result, summary = first_run.finished, first_run.summary
    assert ran(summary) == ALL

    (version,) = project.versions()
    path = project.root() / "serving" / "transactions" / str(version)
    assert (summary["published"], summary["outcome"]) == (True, "published")
    assert (summary["version"], summary["model_path"]) == (version, str(path))
    assert summary["labels"] == ["release"]
    assert in_release(project) == version
    assert verify_version(str(path)) == []
    assert not summary["failed_gates"]
    assert all(check["passed"] for check in summary["gates"])
    gates = {"data", "evaluation", "int8", "serving"}
    assert {check["gate"] for check in summary["gates"]} == gates
    labels = load_settings().labels
    assert list(summary["metrics"]) == [*labels, "micro", "macro"]
    assert summary["metrics"]["micro"]["f1"] > 0.3
    assert summary["rejects"]["total"] == 0
    lines = (ROOT / "tests" / "data" / "annotations" / "all.jsonl").read_text().splitlines()
    assert sum(summary["examples"].values()) == len(lines)
    assert len(summary["provenance"]["data_fingerprint"]) == 64

    # What the person sees: the table, the gates, the way to try it; nothing that libraries print.
    assert result.errors == ""
    for expected in ("precision", "micro/f1", f"published as version {version}", "txner predict"):
        assert expected in result.output
    for noise in ("WARNING", "INFO", "tensorflow/", "cuda", "Traceback"):
        assert noise not in result.output
    log = Path(summary["log"])
    assert f"log: {log.relative_to(project.folder)}" in result.output
    assert "Component Trainer is finished." in log.read_text(errors="replace")


def test_predictions_and_evaluation_of_the_published_model(project: Project) -> None:
    model = str(project.root() / "serving" / "transactions")
    texts = ["ACH DEBIT 01/02 TARGET BERLIN", "", "😀 x", "שלום", "y" * 10_000]
    result = project.txner("predict", "--model", model, "--json", *texts)
    assert result.code == 0
    version = project.summary()["version"]
    assert result.errors.startswith(f"version {version} of transactions: label release in ")
    assert result.errors.count("\n") == 1
    answers = [json.loads(line) for line in result.output.splitlines()]
    assert [answer["text"] for answer in answers] == texts
    for answer in answers:
        for entity in answer["entities"]:
            assert answer["text"][entity["start"] : entity["end"]] == entity["text"]
            assert 0 < entity["score"] <= 1
    assert answers[0]["entities"]

    result = project.fork(
        "evaluate", "--model", model, "--json", "tests/data/annotations/all.jsonl"
    )
    assert result.code == 0
    evaluation = json.loads(result.output)
    assert evaluation["examples"] == sum(project.summary()["examples"].values())
    assert evaluation["figures"]["micro"]["f1"] > 0.3


def test_a_run_without_changes_takes_everything_from_the_cache(project: Project) -> None:
    before = project.versions()
    # The model in release is new, so the candidate is compared with it: with itself.
    assert project.fork(*RUN).code == 0
    summary = project.summary()
    assert ran(summary) == {"ReleasedBaseline", "SpanEvaluator", "Int8Gate", "ReleasePusher"}
    assert (summary["published"], summary["outcome"]) == (True, "unchanged")
    assert summary["version"] == before[0]

    result = project.fork(*RUN)
    assert result.code == 0
    assert ran(project.summary()) == set()
    assert f"already published as version {before[0]}" in result.output
    assert project.versions() == before


def test_an_edit_runs_again_what_depends_on_it_and_a_run_killed_while_training_is_taken_up(
    project: Project,
) -> None:
    released = in_release(project)
    source = project.folder / "preprocessing" / "alignment.py"
    source.write_text(source.read_text() + "\n# edited\n")
    changed = ("--set", "training.seed=2", "--set", "training.epochs=12")
    changed += ("--set", "training.checkpoint_minutes=0.001")
    logs = project.logs()
    process = project.start(*RUN, *changed)
    project.wait_for_log("epoch 1: loss", logs, process)
    os.killpg(process.pid, signal.SIGKILL)
    output, _ = process.communicate()
    assert process.returncode == -signal.SIGKILL
    took = dict(re.findall(r"✓ (\w+) .* (cached|\S+ s)$", output, re.MULTILINE))
    # The data gate writes down the configuration, which changed as well.
    assert {name for name in took if took[name] != "cached"} == {"AnomalyGate", "Transform"}
    assert took.keys() >= BEFORE_TRANSFORM
    assert not (project.root() / "summary.json").exists()
    assert in_release(project) == released

    logs = project.logs()
    result = project.fork(*RUN, *changed)
    assert result.code == 0, result.output
    # Not from the beginning.
    assert project.has_log("going on in epoch ", logs)
    assert not list((project.root() / "checkpoints").iterdir())
    summary = project.summary()
    assert summary["outcome"] == "published"
    assert ran(summary) == ALL - BEFORE_TRANSFORM - {"Transform", "ReleasedBaseline"}
    assert in_release(project) == summary["version"]


def test_a_run_beside_another_is_refused(project: Project) -> None:
    import fcntl

    with (project.root() / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        result = project.fork(*RUN)
    assert result.code == 2
    assert result.errors.startswith("error: output_root: another run is at work in ")
