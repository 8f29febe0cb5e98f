"""The compiled job, executed on this machine task by task: from annotations to a published version.

In the first run four tasks, one for each kind of executor (a function with Beam, the Trainer, TFX's
Evaluator with metrics of ours, a plain function), run as the container would run them: a fresh
Python each. The others are forks of one process that has imported TFX, because that import takes 10
to 15 seconds.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from pipeline.config import load_settings
from pipeline.provenance import gather
from pipeline.steps import COMPONENTS
from serving.release.publishing import verify_version
from tests.e2e.conftest import FirstRun, Project
from tests.pipeline.vertex.compiled_job import CompiledJob, Forks, State, Subprocesses, Task
from tests.warm_process import ROOT

pytestmark = pytest.mark.e2e

TABLE = "postgresql+psycopg://trainer@10.0.0.3/releases"
CLOUD = (
    "output_root=gs://bucket/out",
    "data.path=gs://bucket/annotations",
    "encoder.source=gs://bucket/encoder",
    "release.root=gs://bucket/serving",
    f"release.table={TABLE}",
    "vertex.project=my-project",
    "vertex.region=us-central1",
    "vertex.image=us-docker.pkg.dev/my-project/repo/pipeline:1",
    "vertex.resources.default={retries: 0, env: {TXNER_TEST: set}}",
)
AS_IN_A_CONTAINER = ("DoccanoExampleGen", "ReviewedSchema", "Trainer", "SpanEvaluator")


@dataclass
class Cloud:
    """What stands for bucket and database, and the job that uses them."""

    folder: Path
    job: CompiledJob

    def record(self, task: Task) -> dict[str, Any]:
        """What ReleasePusher wrote down."""
        path = Path(task.outputs["pushed_model"]["uri"], "release_record.json")
        values: dict[str, Any] = json.loads(path.read_text())
        return values

    def recorded(self) -> list[dict[str, Any]]:
        """Provenance of all runs in the release table."""
        rows = sqlite3.connect(self.folder / "releases.db").execute("select provenance from runs")
        return [json.loads(row) for (row,) in rows]


@pytest.fixture(scope="module")
def cloud(tmp_path_factory: pytest.TempPathFactory, project: Project) -> Cloud:
    from pipeline.vertex.compiler import compile_job, planned_context

    folder = tmp_path_factory.mktemp("cloud")
    bucket = folder / "bucket"
    shutil.copytree(ROOT / "tests" / "data" / "annotations", bucket / "annotations")
    shutil.copytree(ROOT / "tests" / "data" / "tfhub_bert_tiny" / "1", bucket / "encoder")
    settings = load_settings(ROOT / "configs" / "test.yaml", CLOUD)
    planned = planned_context(settings, "test")
    local = load_settings(ROOT / "configs" / "test.yaml").with_absolute_paths()
    data = gather(local).data_fingerprint
    known = replace(planned.provenance, data_fingerprint=data)
    nothing = replace(planned, provenance=known, release_state="nothing", cases_state="none")
    job = compile_job(settings, nothing)
    replacements = {"gs://bucket": str(bucket), TABLE: f"sqlite:///{folder}/releases.db"}
    return Cloud(folder, CompiledJob(job, folder / "logs", replacements, Forks(project.warm)))


@pytest.fixture(scope="module")
def first(cloud: Cloud) -> dict[str, Task]:
    """The tasks of a first run."""
    return cloud.job.run(launchers=dict.fromkeys(AS_IN_A_CONTAINER, Subprocesses()))


def states(tasks: dict[str, Task]) -> dict[str, State]:
    return {name: task.state for name, task in tasks.items()}


def test_a_compiled_job_publishes_a_version(cloud: Cloud, first: dict[str, Task]) -> None:
    assert states(first) == dict.fromkeys(COMPONENTS, State.SUCCEEDED), {
        name: task.log.read_text(errors="replace")[-2000:]
        for name, task in first.items()
        if task.state is State.FAILED and task.log
    }
    record = cloud.record(first["ReleasePusher"])
    assert record["outcome"] == "published"
    assert all(check["passed"] for check in record["checks"])
    served = cloud.folder / "bucket" / "serving" / "transactions"
    versions = [path for path in served.iterdir() if path.name.isdecimal()]
    assert [path.name for path in versions] == [str(record["version"])]
    assert verify_version(str(versions[0])) == []
    (provenance,) = cloud.recorded()
    assert provenance["trigger_reason"] == "test"
    assert provenance["data_files"] == 1
    assert provenance["configuration"]["training"]["epochs"] == 8


def test_it_learns_the_same_as_a_local_run(
    cloud: Cloud, first: dict[str, Task], first_run: FirstRun
) -> None:
    here = first_run.summary
    figures = cloud.record(first["ReleasePusher"])["figures"]
    assert figures["micro/f1"] == pytest.approx(here["metrics"]["micro"]["f1"], abs=0.005)
    report = Path(first["Trainer"].outputs["model_run"]["uri"], "training_report.json")
    epochs = json.loads(report.read_text())["epochs"]
    losses = [[epoch["loss"] for epoch in run] for run in (epochs, here["training"]["epochs"])]
    assert losses[0] == pytest.approx(losses[1], rel=0.01)


def test_a_second_run_hits_the_cache_and_finds_the_released_baseline(
    cloud: Cloud, first: dict[str, Task]
) -> None:
    second = cloud.job.run({"release_state": "the first version"})
    looked = {"ReleasedBaseline", "SpanEvaluator", "Int8Gate", "ReleasePusher"}
    assert states(second) == {
        name: State.SUCCEEDED if name in looked else State.SKIPPED for name in COMPONENTS
    }
    version = cloud.record(first["ReleasePusher"])["version"]
    baseline = second["ReleasedBaseline"].outputs["model"]
    assert baseline["metadata"]["released_version"] == version
    assert list(Path(baseline["uri"]).rglob("saved_model.pb"))
    record = cloud.record(second["ReleasePusher"])
    assert (record["outcome"], record["version"]) == ("unchanged", version)

    third = cloud.job.run({"release_state": "the first version"})
    assert set(states(third).values()) == {State.SKIPPED}


def test_other_parameters_train_another_model(cloud: Cloud, first: dict[str, Task]) -> None:
    changed = cloud.job.run(
        {"release_state": "the first version", "epochs": 1, "trigger_reason": "fewer epochs"}
    )
    kept = {name for name, state in states(changed).items() if state is State.SKIPPED}
    assert kept == {
        "DoccanoExampleGen",
        "StatisticsGen",
        "ReviewedSchema",
        "ExampleValidator",
        "Transform",
        "ReleasedBaseline",
    }
    report = Path(changed["Trainer"].outputs["model_run"]["uri"], "training_report.json")
    assert len(json.loads(report.read_text())["epochs"]) == 1
    versions = [cloud.record(run["ReleasePusher"])["version"] for run in (first, changed)]
    assert versions[0] < versions[1]
    provenance = cloud.recorded()[-1]
    assert provenance["configuration"]["training"]["epochs"] == 1
    assert provenance["trigger_reason"] == "fewer epochs"


def test_a_gate_that_fails_stops_the_job(cloud: Cloud, first: dict[str, Task]) -> None:
    with (cloud.folder / "bucket" / "annotations" / "all.jsonl").open("a") as file:
        file.write("not json\n" * 100)
    stopped = cloud.job.run({"data_fingerprint": "other"})
    assert stopped["AnomalyGate"].state is State.FAILED
    assert stopped["AnomalyGate"].log
    assert "GateFailedError" in stopped["AnomalyGate"].log.read_text()
    for name in ("Transform", "Trainer", "SpanEvaluator", "ServingCheck", "ReleasePusher"):
        assert stopped[name].state is State.NOT_TRIGGERED
    assert cloud.recorded()[-1]["data_fingerprint"] != cloud.recorded()[0]["data_fingerprint"]
