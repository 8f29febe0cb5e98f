from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import tensorflow as tf
from typer.testing import CliRunner, Result

from commands import vertex_options
from commands.main import app
from evaluation.gates.checks import at_least, at_most, dump_checks
from pipeline.config import load_settings
from pipeline.vertex.client import VertexClient
from pipeline.vertex.display import to_markdown
from pipeline.vertex.outcome import JobOutcome, read_result
from pipeline.vertex.resources import Target
from pipeline.vertex.submission import look_up
from tests.pipeline.vertex.emulator import (
    ACT_AS,
    LOST,
    PROJECT,
    PROJECT_NUMBER,
    QUOTA,
    REGION,
    RESET,
    UNAUTHENTICATED,
    UNAVAILABLE,
    Emulator,
    Fault,
    Job,
    Slow,
    denied,
    published,
    rejected,
    succeeding,
)
from tests.pipeline.vertex.job_requests import compiled_job, request_for
from tests.pipeline.vertex.test_client import LIMITS

ROOT = Path(__file__).parent.parent.parent
CONFIG = str(ROOT / "configs" / "vertex.yaml")
JOB = "transactions-1"
TASKS = list(compiled_job()["pipelineSpec"]["root"]["dag"]["tasks"])


class Bench:
    """The stand-in for the service, and the command line in front of it."""

    def __init__(self, emulator: Emulator) -> None:
        self.emulator = emulator

    def txner(self, *arguments: str) -> Result:
        endpoint = f"vertex.endpoint={self.emulator.endpoint}"
        own = ["--config", CONFIG, "--set", endpoint]
        return CliRunner().invoke(app, ["vertex", *arguments, *own])

    def submit_tiny(self, job_id: str = JOB) -> Job:
        """A job of four tasks, without the time that compiling takes."""
        client = VertexClient(Target(PROJECT, REGION, self.emulator.endpoint), LIMITS)
        client.submit(request_for(epochs=3), job_id)
        return self.emulator.jobs[job_id]


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bench]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setattr(vertex_options, "LIMITS", LIMITS)
    with Emulator(str(tmp_path / "artifacts")) as emulator:
        yield Bench(emulator)


def one_line(text: str) -> str:
    return " ".join(text.split())


WRONG: list[tuple[list[str], str]] = [
    (["--set", "vertex.project=null"], "vertex.project: is not set"),
    (["--set", "vertex.image=registry.example.com/pipeline"], "has no tag and no digest"),
    (["--set", "vertex.region=us-central1-a"], "is not a region such as us-central1"),
    (["--set", "output_root=runs/local"], "output_root: .* is on this machine"),
    (["--set", "data.path=data/sample"], "data.path: .* is on this machine"),
    (["--set", "release.table=null"], "release.table: is not set"),
    (["--set", "release.table=postgresql://a:b@db/releases"], "holds a password"),
    (["--set", "encoder.source=/models/bert"], "encoder.source: /models/bert is on this machine"),
    (["--set", "vertex.service_account=me@example.com"], "not the address of a service account"),
    (["--set", "vertex.colour=red"], "unknown key vertex.colour"),
]


class TestRefusals:
    """What is wrong with what was given is found before anything is sent."""

    @pytest.mark.parametrize(("arguments", "message"), WRONG)
    @pytest.mark.parametrize("command", [["submit"], ["schedule", "create", "0 3 * * *"]])
    def test_wrong_settings(
        self, bench: Bench, command: list[str], arguments: list[str], message: str
    ) -> None:
        result = bench.txner(*command, *arguments)
        assert result.exit_code == 2
        assert re.search(message, one_line(result.stderr))
        assert bench.emulator.requests == []

    @pytest.mark.parametrize("command", ["submit", "status", "list", "cancel"])
    def test_an_endpoint_that_credentials_must_not_go_to(self, bench: Bench, command: str) -> None:
        arguments = [JOB] if command == "cancel" else []
        own = ["--config", CONFIG, "--set", "vertex.endpoint=http://example.com"]
        result = CliRunner().invoke(app, ["vertex", command, *arguments, *own])
        assert result.exit_code == 2
        assert "http is for this machine only" in one_line(result.stderr)

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            (["submit", "--param", "epochs"], "--param epochs: must be name=value"),
            (["submit", "--param", "epoch=3"], "no parameter 'epoch'"),
            (["submit", "--param", "epochs=many"], "'many' is not a whole number"),
            (["submit", "--request-id", " "], "--request-id: must not be empty"),
            (["submit", "--summary", "x.md"], "--summary: there is nothing to tell without --wait"),
            (["submit", "--wait", "--summary", "/proc/x"], "--summary /proc/x: cannot be written"),
            (["status", "--wait", "--summary", "/proc/x"], "--summary /proc/x: cannot be written"),
            (["schedule", "create", "0 25 * * *"], "'25' in field 'hour'"),
            (
                ["schedule", "create", "0 3 * * *", "--timezone", "Berlin"],
                "--timezone Berlin: not a time zone",
            ),
            (["schedule", "create", "0 3 * * *", "--end", "2020-01-01"], "must be in the future"),
            (["status", "no job"], "is not an id"),
        ],
    )
    def test_wrong_arguments(self, bench: Bench, arguments: list[str], message: str) -> None:
        result = bench.txner(*arguments)
        assert result.exit_code == 2
        assert message in one_line(result.stderr)
        assert bench.emulator.requests == []

    def test_without_credentials(
        self, bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("HOME", str(tmp_path))
        monkeypatch.setenv("CLOUDSDK_CONFIG", str(tmp_path))
        monkeypatch.setenv("NO_GCE_CHECK", "true")
        monkeypatch.delenv("GOOGLE_APPLICATION_CREDENTIALS", raising=False)
        result = CliRunner().invoke(app, ["vertex", "list", "--config", CONFIG])
        assert result.exit_code == 2
        assert "there are no credentials of Google Cloud here" in one_line(result.stderr)
        assert result.stderr.count("error:") == 1


class TestSubmit:
    """With the whole pipeline, compiled."""

    def test_the_whole_pipeline(self, bench: Bench) -> None:
        arguments = ["submit", "--param", "epochs=3", "--reason", "New annotations!"]
        result = bench.txner(*arguments)
        assert result.exit_code == 0, result.stderr
        sent = bench.emulator.job.resource
        assert sent["displayName"] == "transactions"
        assert sent["serviceAccount"] == "transactions-trainer@my-project.iam.gserviceaccount.com"
        assert sent["runtimeConfig"]["parameterValues"] == {"epochs": 3}
        assert sent["labels"]["trigger-reason"] == "new-annotations"
        assert sent["labels"]["pipeline"] == "transactions"
        assert {"DoccanoExampleGen", "Trainer", "ReleasePusher"} <= {*bench.emulator.job.tasks}
        assert bench.emulator.job.id in result.stderr
        assert "console.cloud.google.com" in result.stderr
        assert f"vertex status {bench.emulator.job.id} --wait" in result.stdout

    def test_what_a_look_finds(
        self, bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Looking gives the steps that read data and releases their cache back."""
        here = load_settings(
            None, [f"output_root={tmp_path}", f"data.path={ROOT}/data/sample/span-1"]
        )
        found = look_up(here)
        assert all(len(value) >= 32 for value in found.values())
        monkeypatch.setattr(vertex_options, "look_up", lambda _: found)
        arguments = ["submit", "--request-id", "ci-17"]
        assert bench.txner(*arguments, "--look").exit_code == 0
        sent = bench.emulator.job.resource
        assert sent["runtimeConfig"]["parameterValues"] == found
        tasks = sent["pipelineSpec"]["root"]["dag"]["tasks"]
        assert tasks["DoccanoExampleGen"]["cachingOptions"]["enableCache"]
        # What was found does not make it another request.
        assert bench.txner(*arguments).exit_code == 0
        assert len(bench.emulator.jobs) == 1

    def test_a_bucket_that_cannot_be_read(
        self, bench: Bench, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def read(_: Any) -> Any:
            raise tf.errors.PermissionDeniedError(None, None, "no access\n\t when reading gs://b")

        monkeypatch.setattr("storage.remote.gfile", SimpleNamespace(glob=read, exists=read))
        result = bench.txner("submit", "--look")
        assert result.exit_code == 2
        message = one_line(result.stderr)
        assert "data.path: cannot be read from here: gs://my-project-annotations/span-" in message
        assert "no access when reading gs://b" in message
        assert bench.emulator.requests == []

    def test_one_job_for_a_request_id(self, bench: Bench) -> None:
        arguments = ["submit", "--param", "epochs=3", "--request-id", "ci-17"]
        assert bench.txner(*arguments).exit_code == 0
        again = bench.txner(*arguments, "--reason", "tried again", "--json")
        assert again.exit_code == 0
        assert "was submitted before under this request id" in again.stderr
        assert json.loads(again.stdout)["job"] == "transactions-ci-17"
        other = bench.txner("submit", "--param", "epochs=4", "--request-id", "ci-17")
        assert other.exit_code == 2
        assert "transactions-ci-17 exists already and does something else" in one_line(other.stderr)
        assert list(bench.emulator.jobs) == ["transactions-ci-17"]
        assert bench.emulator.job.resource["runtimeConfig"]["parameterValues"] == {"epochs": 3}

    @pytest.mark.parametrize(
        ("fault", "times", "code", "message", "jobs"),
        [
            (denied("aiplatform.pipelineJobs.create"), 9, 2, "pipelineJobs.create", 0),
            (ACT_AS, 9, 2, "lacks iam.serviceAccounts.actAs", 0),
            (UNAUTHENTICATED, 9, 2, "are not accepted", 0),
            (QUOTA, 99, 2, "the quota of project my-project", 0),
            (QUOTA, 1, 0, "is submitted", 1),
            (UNAVAILABLE, 99, 2, "is not available (status 503)", 0),
            (UNAVAILABLE, 2, 0, "is submitted", 1),
            (RESET, 1, 0, "is submitted", 1),
            (LOST, 1, 0, "was submitted before", 1),
            (Slow(0.2), 1, 0, "is submitted", 1),
            (Fault(400, "Bad image."), 9, 2, "refuses to submit jobs: Bad image", 0),
        ],
    )
    def test_what_goes_wrong(
        self,
        bench: Bench,
        monkeypatch: pytest.MonkeyPatch,
        fault: Any,
        times: int,
        code: int,
        message: str,
        jobs: int,
    ) -> None:
        monkeypatch.setattr(vertex_options, "plan_request", lambda *_: request_for())
        bench.emulator.inject("POST", fault, times)
        result = bench.txner("submit")
        assert result.exit_code == code
        assert message in one_line(result.stderr)
        assert result.stderr.count("error:") == (1 if code else 0)
        assert len(bench.emulator.jobs) == jobs

    def test_wait_for_the_published_version(
        self, bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(vertex_options, "plan_request", lambda *_: request_for(epochs=3))
        bench.emulator.steps = succeeding(TASKS, published(1795187113))
        summary = tmp_path / "summary.md"
        summary.write_text("# Before\n")
        result = bench.txner("submit", "--wait", "--summary", str(summary))
        assert result.exit_code == 0, result.output
        for task in TASKS:
            assert f"✓ {task}" in result.stdout
        assert "published as version 1795187113, label release" in result.stdout
        assert "model: gs://bucket/models/transactions/1795187113" in result.stdout
        assert "micro" in result.stdout
        text = summary.read_text()
        assert text.startswith("# Before\n## transactions: published as version 1795187113")
        assert "| evaluation | micro/f1 | 0.9635 | >= 0.8 | ok |" in text

    def test_json_alone_is_on_standard_output(
        self, bench: Bench, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(vertex_options, "plan_request", lambda *_: request_for(epochs=3))
        bench.emulator.steps = succeeding(TASKS, published(7))
        result = bench.txner("submit", "--wait", "--json")
        values = json.loads(result.stdout)
        assert (values["outcome"], values["version"], values["state"]) == (
            "published",
            7,
            "SUCCEEDED",
        )
        assert values["metrics"]["micro"]["f1"] == 0.9635
        assert values["parameters"] == {"epochs": 3}
        assert [task["component"] for task in values["tasks"]] == TASKS
        assert "✓ Trainer" in result.stderr


def rejected_by_the_evaluation(job: Job) -> None:
    job.steps = succeeding(TASKS, rejected(0.4213))


def rejected_by_the_data_gate(job: Job) -> None:
    checks = [
        at_most("data", "reject_fraction", 0.25, 0.01, "5 bad spans"),
        at_least("data", "spans_per_label in train", 1, 1),
    ]
    job.succeed("DoccanoExampleGen")
    job.write("AnomalyGate", "checks/checks.json", json.loads(dump_checks(checks)))
    job.fail("AnomalyGate", "The replica workerpool0-0 exited with a non-zero status of 1.")


def rejected_by_the_data_gate_that_says_so(job: Job) -> None:
    job.succeed("DoccanoExampleGen")
    line = "data gate: reject_fraction failed: 0.25, must be <= 0.01"
    job.fail("AnomalyGate", f"evaluation.gates.checks.GateFailedError: {line}")


def crashed_in_the_data_gate(job: Job) -> None:
    job.succeed("DoccanoExampleGen")
    checks = [at_most("data", "reject_fraction", 0.0, 0.01)]
    job.write("AnomalyGate", "checks/checks.json", json.loads(dump_checks(checks)))
    job.fail("AnomalyGate", "the release table cannot be reached")


def failed_in_the_trainer(job: Job) -> None:
    job.succeed("DoccanoExampleGen", cached=True)
    job.succeed("AnomalyGate")
    job.fail("Trainer", "The replica workerpool0-0 ran out of memory.")


def failed_before_any_task(job: Job) -> None:
    job.move("FAILED")
    job.resource["error"] = {"code": 3, "message": "The image cannot be pulled."}


def cancelled(job: Job) -> None:
    job.start("DoccanoExampleGen")
    job.move("CANCELLING")
    job.steps = [lambda job: job.move("CANCELLED")]


def without_a_record(job: Job) -> None:
    for task in TASKS:
        job.succeed(task)
    job.move("SUCCEEDED")


def with_another_record(job: Job) -> None:
    without_a_record(job)
    job.write("ReleasePusher", "pushed_model/release_record.json", {"outcome": "sold"})


class TestOutcomes:
    @pytest.mark.parametrize(
        ("play", "code", "messages"),
        [
            (
                rejected_by_the_evaluation,
                1,
                [
                    "micro/f1 failed: 0.4213, must be >= 0.8",
                    "not published: evaluation gate failed",
                ],
            ),
            (
                rejected_by_the_data_gate,
                1,
                [
                    "data gate: reject_fraction failed: 0.25, must be <= 0.01 (5 bad spans)",
                    "not published: data gate failed",
                ],
            ),
            (
                rejected_by_the_data_gate_that_says_so,
                1,
                ["reject_fraction failed: 0.25", "not published: data gate failed"],
            ),
            (
                crashed_in_the_data_gate,
                3,
                ["the release table cannot be reached", "failed: AnomalyGate"],
            ),
            (
                failed_in_the_trainer,
                3,
                [
                    "✗ Trainer",
                    "ran out of memory",
                    "failed: Trainer",
                    'resource.labels.job_id="4711"',
                    "✓ DoccanoExampleGen read annotations cached",
                    "- ReleasePusher publish not run",
                ],
            ),
            (failed_before_any_task, 3, ["The image cannot be pulled.", "failed: the job"]),
            (cancelled, 3, ["cancelled"]),
            (without_a_record, 2, ["release_record.json cannot be read", "outcome unknown"]),
            (with_another_record, 2, ["is not the record of a run"]),
        ],
    )
    def test_every_end(
        self,
        bench: Bench,
        tmp_path: Path,
        play: Callable[[Job], None],
        code: int,
        messages: list[str],
    ) -> None:
        play(bench.submit_tiny())
        summary = tmp_path / "summary.md"
        result = bench.txner("status", JOB, "--wait", "--summary", str(summary))
        shown = one_line(result.stdout)
        assert result.exit_code == code, result.output
        for message in messages:
            assert message in shown
        assert JOB in summary.read_text()
        again = bench.txner("status", JOB, "--wait", "--json")
        assert again.exit_code == code
        outcome = json.loads(again.stdout)["outcome"]
        expected = {1: {"rejected"}, 2: {"unknown"}, 3: {"failed", "cancelled"}}
        assert outcome in expected[code]
        # Who only looks is not told that something is wrong with the command.
        assert bench.txner("status", JOB).exit_code == 0

    def test_what_came_from_the_cache_lies_elsewhere(self, bench: Bench) -> None:
        """The folder of the data gate is looked for below this job's, not the cached one's."""
        job = bench.submit_tiny()
        rejected_by_the_data_gate(job)
        for entry in job.task("DoccanoExampleGen")["outputs"].values():
            (artifact,) = entry["artifacts"]
            artifact["uri"] = artifact["uri"].replace(JOB, "transactions-0")
        root = job.folder("AnomalyGate").partition(f"/{PROJECT_NUMBER}/")[0]
        job.resource["runtimeConfig"]["gcsOutputDirectory"] = root
        client = VertexClient(Target(PROJECT, REGION, bench.emulator.endpoint), LIMITS)
        assert read_result(client.job(JOB)).outcome is JobOutcome.REJECTED

    def test_the_same_model_again(self, bench: Bench) -> None:
        record = {**published(7), "outcome": "unchanged", "labels": []}
        bench.submit_tiny().steps = succeeding(TASKS, record)
        result = bench.txner("status", JOB, "--wait")
        assert result.exit_code == 0
        assert "already published as version 7, without a label" in result.stdout

    def test_a_job_at_work(self, bench: Bench) -> None:
        bench.submit_tiny().start("DoccanoExampleGen")
        result = bench.txner("status")
        assert result.exit_code == 0
        assert "RUNNING" in result.stdout
        assert f"vertex status {JOB} --wait" in result.stdout
        assert json.loads(bench.txner("status", JOB, "--json").stdout)["outcome"] == "under way"

    def test_markdown_means_nothing_in_texts(self, bench: Bench) -> None:
        job = bench.submit_tiny()
        checks = [at_most("data", "a|b <script>", 2, 1, "``` x")]
        job.succeed("DoccanoExampleGen")
        job.write("AnomalyGate", "checks/checks.json", json.loads(dump_checks(checks)))
        job.fail("AnomalyGate", "x")
        client = VertexClient(Target(PROJECT, REGION, bench.emulator.endpoint), LIMITS)
        text = to_markdown(read_result(client.job(JOB)))
        assert "| data | a\\|b &lt;script> | 2 | &lt;= 1 | **failed** |" in text
        assert text.count("```") == 2


class TestWaiting:
    def test_an_outage_that_lasts(self, bench: Bench) -> None:
        bench.submit_tiny()
        bench.emulator.steps = []
        bench.emulator.jobs[JOB].steps = [lambda _: bench.emulator.inject("GET", UNAVAILABLE, 9999)]
        result = bench.txner("status", JOB, "--wait")
        assert result.exit_code == 2
        shown = one_line(result.stderr)
        assert "is not available (status 503)" in shown
        assert f"vertex status {JOB} --wait" in shown
        assert f"vertex cancel {JOB}" in shown

    def test_ctrl_c_leaves_the_job_running(self, bench: Bench) -> None:
        bench.submit_tiny().start("DoccanoExampleGen")
        process = subprocess.Popen(
            [
                *(sys.executable, "-m", "commands.main", "vertex", "status", JOB, "--wait"),
                *("--config", CONFIG, "--set", f"vertex.endpoint={bench.emulator.endpoint}"),
            ],
            cwd=ROOT,
            env={**os.environ, "NO_PROXY": "127.0.0.1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            # A shell that starts the tests in the background makes them ignore SIGINT.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )
        try:
            deadline = time.monotonic() + 120
            # The second look is the first of those that wait.
            while bench.emulator.count("GET") < 2 and time.monotonic() < deadline:
                time.sleep(0.05)
            time.sleep(0.5)
            process.send_signal(signal.SIGINT)
            _, errors = process.communicate(timeout=60)
        finally:
            process.kill()
        assert process.returncode == 130
        shown = one_line(errors)
        assert "interrupted; the job goes on" in shown
        assert f"vertex status {JOB} --wait" in shown
        assert f"vertex cancel {JOB}" in shown
        assert "Traceback" not in errors
        assert bench.emulator.jobs[JOB].state == "RUNNING"
        assert bench.emulator.count(":cancel") == 0


class TestJobs:
    def test_list(self, bench: Bench) -> None:
        assert "there are no jobs of transactions" in bench.txner("list").stdout
        bench.submit_tiny()
        bench.submit_tiny("transactions-2")
        lines = bench.txner("list").stdout.splitlines()
        assert [line.split()[:2] for line in lines[1:]] == [
            ["transactions-2", "PENDING"],
            ["transactions-1", "PENDING"],
        ]
        (newest,) = json.loads(bench.txner("list", "--limit", "1", "--json").stdout)
        assert (newest["id"], newest["parameters"]) == ("transactions-2", {"epochs": 3})

    def test_cancel(self, bench: Bench) -> None:
        bench.submit_tiny().start("Trainer")
        result = bench.txner("cancel", JOB)
        assert result.exit_code == 0
        assert "transactions-1 is being cancelled" in result.stdout
        assert bench.txner("status", JOB, "--wait").exit_code == 3
        assert bench.emulator.job.state == "CANCELLED"
        again = bench.txner("cancel", JOB)
        assert again.exit_code == 0
        assert "transactions-1 is over: cancelled" in again.stdout
        assert bench.emulator.count(":cancel") == 1

    @pytest.mark.parametrize("command", ["status", "cancel"])
    def test_a_job_that_does_not_exist(self, bench: Bench, command: str) -> None:
        result = bench.txner(command, "transactions-9")
        assert result.exit_code == 2
        assert "there is no job transactions-9 in project my-project" in one_line(result.stderr)

    def test_no_job_at_all(self, bench: Bench) -> None:
        result = bench.txner("status")
        assert result.exit_code == 2
        assert "there are no jobs of transactions" in one_line(result.stderr)


class TestCompile:
    def test_the_same_bytes_and_nothing_sent(self, bench: Bench, tmp_path: Path) -> None:
        first, second = tmp_path / "first.json", tmp_path / "second.json"
        for path in (first, second):
            result = bench.txner("compile", "--output", str(path), "--param", "epochs=3")
            assert result.exit_code == 0, result.stderr
        assert first.read_bytes() == second.read_bytes()
        shown = bench.txner("compile", "--param", "epochs=3")
        assert shown.stdout == first.read_text()
        assert json.loads(shown.stdout)["runtimeConfig"]["parameterValues"] == {"epochs": 3}
        assert bench.emulator.requests == []

    def test_a_file_that_cannot_be_written(self, bench: Bench) -> None:
        result = bench.txner("compile", "--output", "/proc/job.json")
        assert result.exit_code == 2
        assert "--output /proc/job.json: cannot be written" in one_line(result.stderr)


class TestSchedule:
    @pytest.fixture(autouse=True)
    def tiny(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(vertex_options, "plan_request", lambda *_: request_for(epochs=3))

    def test_from_creation_to_deletion(self, bench: Bench) -> None:
        assert "there are no schedules" in bench.txner("schedule", "list").stdout
        arguments = ["schedule", "create", "0 3 * * MON", "--timezone", "Europe/Berlin"]
        arguments += ["--max-runs", "10", "--end", "2099-12-31"]
        created = bench.txner(*arguments)
        assert created.exit_code == 0, created.stderr
        assert "schedule transactions (" in created.stdout
        assert "next run: " in created.stdout
        (kept,) = bench.emulator.schedules.values()
        assert kept["cron"] == "TZ=Europe/Berlin 0 3 * * MON"
        assert (kept["maxRunCount"], kept["maxConcurrentRunCount"]) == ("10", "1")
        again = bench.txner(*arguments)
        assert "was there already" in again.stdout
        other = bench.txner("schedule", "create", "0 4 * * MON")
        assert other.exit_code == 2
        assert "vertex schedule delete transactions" in one_line(other.stderr)
        assert len(bench.emulator.schedules) == 1

        bench.emulator.fire(kept["name"].rpartition("/")[2])
        (job,) = json.loads(bench.txner("list", "--json").stdout)
        assert job["schedule"] == kept["name"].rpartition("/")[2]
        assert "1 of 10" in bench.txner("schedule", "list").stdout

        assert "is paused" in bench.txner("schedule", "pause", "transactions").stdout
        (entry,) = json.loads(bench.txner("schedule", "list", "--json").stdout)
        assert (entry["state"], entry["parameters"]) == ("PAUSED", {"epochs": 3})
        assert bench.txner("schedule", "pause", "transactions").exit_code == 0
        assert "is active" in bench.txner("schedule", "resume", "transactions").stdout
        assert "is deleted" in bench.txner("schedule", "delete", "transactions").stdout
        assert bench.emulator.schedules == {}

    @pytest.mark.parametrize("command", ["pause", "resume", "delete"])
    def test_a_schedule_that_does_not_exist(self, bench: Bench, command: str) -> None:
        result = bench.txner("schedule", command, "nightly")
        assert result.exit_code == 2
        assert "there is no schedule nightly" in one_line(result.stderr)
        assert bench.emulator.count("POST|DELETE") == 0

    def test_a_lost_answer(self, bench: Bench) -> None:
        bench.emulator.inject("POST .*schedules", LOST)
        result = bench.txner("schedule", "create", "0 3 * * *", "--json")
        assert result.exit_code == 0
        (number,) = bench.emulator.schedules
        assert json.loads(result.stdout)["id"] == number

    def test_a_completed_schedule_is_not_resumed(self, bench: Bench) -> None:
        bench.txner("schedule", "create", "0 3 * * *", "--max-runs", "1")
        (number,) = bench.emulator.schedules
        bench.emulator.fire(number)
        result = bench.txner("schedule", "resume", "transactions")
        assert result.exit_code == 2
        assert "is completed; create another one" in one_line(result.stderr)
