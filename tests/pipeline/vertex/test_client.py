from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from pipeline.vertex.client import VertexClient
from pipeline.vertex.connection import Limits
from pipeline.vertex.errors import ContentsDifferError, VertexError
from pipeline.vertex.job_request import (
    make_request,
)
from pipeline.vertex.recurrence import Recurrence
from pipeline.vertex.resources import Job, Target
from tests.pipeline.vertex.emulator import (
    ACT_AS,
    API_DISABLED,
    LOST,
    NOT_JSON,
    PROJECT,
    QUOTA,
    REGION,
    RESET,
    UNAUTHENTICATED,
    UNAVAILABLE,
    Emulator,
    Fault,
    Slow,
    denied,
)
from tests.pipeline.vertex.job_requests import TASKS, compiled_job, request_for

LIMITS = Limits(
    request_seconds=5,
    retry_seconds=1.5,
    first_wait_seconds=0.05,
    poll_seconds=0.01,
    outage_seconds=1,
)


@pytest.fixture
def emulator(monkeypatch: pytest.MonkeyPatch) -> Iterator[Emulator]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with Emulator() as running:
        yield running


@pytest.fixture
def client(emulator: Emulator) -> VertexClient:
    return VertexClient(Target(PROJECT, REGION, emulator.endpoint), LIMITS)


class TestSubmit:
    def test_the_service_gets_the_whole_job(self, client: VertexClient, emulator: Emulator) -> None:
        request = make_request(
            compiled_job(epochs=3),
            display_name="transactions",
            asked={},
            service_account="trainer@my-project.iam.gserviceaccount.com",
            network="projects/1/global/networks/vpc",
            encryption_key="projects/p/locations/r/keyRings/k/cryptoKeys/c",
        )
        job = client.submit(request, "transactions-1").job
        (sent,) = emulator.bodies
        assert sent["serviceAccount"] == "trainer@my-project.iam.gserviceaccount.com"
        assert sent["network"] == "projects/1/global/networks/vpc"
        assert sent["encryptionSpec"]["kmsKeyName"].endswith("/c")
        assert sent["pipelineSpec"] == compiled_job()["pipelineSpec"]
        assert sent["runtimeConfig"]["parameterValues"] == {"epochs": 3}
        assert (job.id, job.state, job.parameters) == ("transactions-1", "PENDING", {"epochs": 3})
        assert job.labels["git-commit"] == "c6f14b2"
        assert [task.name for task in job.tasks] == list(TASKS)
        assert job.console == (
            f"https://console.cloud.google.com/vertex-ai/locations/{REGION}/pipelines/runs/"
            f"transactions-1?project={PROJECT}"
        )
        # No bucket is made, nothing is looked up: one request.
        assert len(emulator.requests) == 1

    @pytest.mark.parametrize("kind", [UNAVAILABLE, QUOTA, NOT_JSON, RESET, LOST])
    def test_what_passes_is_repeated(
        self, client: VertexClient, emulator: Emulator, kind: Any
    ) -> None:
        emulator.inject("POST", kind, times=2)
        submitted = client.submit(request_for(epochs=3), "transactions-1")
        assert list(emulator.jobs) == ["transactions-1"]
        # With the answer lost, the first request made the job, the second found it.
        assert emulator.count("POST") == (2 if kind == LOST else 3)
        assert submitted.adopted == (kind == LOST)

    def test_an_answer_that_comes_too_late(self, emulator: Emulator) -> None:
        limits = replace(LIMITS, request_seconds=0.3, retry_seconds=5)
        client = VertexClient(Target(PROJECT, REGION, emulator.endpoint), limits)
        emulator.inject("POST", Slow(1))
        submitted = client.submit(request_for(), "transactions-1")
        assert submitted.adopted
        assert len(emulator.jobs) == 1

    def test_the_same_request_is_the_same_job(
        self, client: VertexClient, emulator: Emulator
    ) -> None:
        assert not client.submit(request_for(epochs=3), "transactions-1").adopted
        again = client.submit(request_for(epochs=3), "transactions-1")
        assert again.adopted
        assert len(emulator.jobs) == 1
        message = "request_id: job transactions-1 exists already and does something else"
        with pytest.raises(ContentsDifferError, match=message):
            client.submit(request_for(epochs=4), "transactions-1")

    @pytest.mark.parametrize(
        ("fault", "message", "requests"),
        [
            (
                denied("aiplatform.pipelineJobs.create"),
                r"may not submit jobs: it lacks aiplatform.pipelineJobs.create in project "
                r"my-project; grant it roles/aiplatform.user",
                1,
            ),
            (API_DISABLED, "gcloud services enable aiplatform.googleapis.com", 1),
            (
                ACT_AS,
                "may not have jobs run as pipeline@my-project.iam.gserviceaccount.com: it lacks "
                "iam.serviceAccounts.actAs; grant it roles/iam.serviceAccountUser",
                1,
            ),
            (UNAUTHENTICATED, "the credentials of .* are not accepted: .*log in with gcloud", 1),
            (Fault(400, "The image is bad."), "refuses to submit jobs: The image is bad$", 1),
            (Fault(404, "No such place."), "project my-project, region us-central1", 1),
            (Fault(500, "Internal error."), "cannot submit jobs: status 500: Internal error$", 1),
        ],
    )
    def test_what_stays_is_told_at_once(
        self, client: VertexClient, emulator: Emulator, fault: Fault, message: str, requests: int
    ) -> None:
        emulator.inject("POST", fault, times=9)
        with pytest.raises(VertexError, match=message) as caught:
            client.submit(request_for(), "transactions-1")
        assert "\n" not in str(caught.value)
        assert "http://127" not in str(caught.value)
        assert not caught.value.transient
        assert len(emulator.requests) == requests
        assert not emulator.jobs

    @pytest.mark.parametrize(
        ("fault", "message"),
        [
            (QUOTA, "the quota of project my-project, region us-central1 is used up, for 1.5 s"),
            (UNAVAILABLE, "Vertex AI in us-central1 is not available .status 503., for 1.5 s"),
            (RESET, "cannot reach http://127.0.0.1:.*: the connection was cut before the answer"),
        ],
    )
    def test_trying_comes_to_an_end(
        self, client: VertexClient, emulator: Emulator, fault: Any, message: str
    ) -> None:
        emulator.inject("POST", fault, times=99)
        started = time.monotonic()
        with pytest.raises(VertexError, match=message) as caught:
            client.submit(request_for(), "transactions-1")
        assert time.monotonic() - started < 5
        assert 2 <= emulator.count("POST") < 20
        # A service that speaks of a quota has made no job; otherwise nobody knows.
        assert ("vertex status transactions-1" in str(caught.value)) == (fault is not QUOTA)

    def test_a_service_that_cannot_be_reached(self, emulator: Emulator) -> None:
        with Emulator() as gone:
            pass
        client = VertexClient(Target(PROJECT, REGION, gone.endpoint), LIMITS)
        started = time.monotonic()
        with pytest.raises(VertexError, match=f"cannot reach {gone.endpoint}: connection refused"):
            client.submit(request_for(), "transactions-1")
        assert time.monotonic() - started < 1


class TestJobs:
    def test_states_of_tasks(self, client: VertexClient, emulator: Emulator) -> None:
        client.submit(request_for(), "transactions-1")
        job = emulator.job
        job.succeed("DoccanoExampleGen", cached=True)
        job.succeed("AnomalyGate", seconds=90)
        job.start("Trainer")
        found = client.job("transactions-1")
        assert found.state == "RUNNING"
        assert [(task.name, task.state) for task in found.tasks] == [
            ("DoccanoExampleGen", "SKIPPED"),
            ("AnomalyGate", "SUCCEEDED"),
            ("Trainer", "RUNNING"),
            ("ReleasePusher", "PENDING"),
        ]
        assert found.tasks[0].cached
        assert found.tasks[1].seconds == pytest.approx(90, abs=0.1)
        assert found.tasks[3].seconds is None
        assert found.tasks[0].outputs["rejects"].startswith("gs://my-bucket/transactions/pipeline/")

    def test_follow_until_it_fails(self, client: VertexClient, emulator: Emulator) -> None:
        emulator.steps = [
            lambda job: job.start("DoccanoExampleGen"),
            lambda job: job.fail("DoccanoExampleGen", "The replica exited\nwith status 1."),
        ]
        client.submit(request_for(), "transactions-1")
        seen: list[Job] = []
        job = client.follow("transactions-1", seen.append)
        assert [entry.state for entry in seen] == ["RUNNING", "FAILED"]
        task = job.task("DoccanoExampleGen")
        assert task is not None
        assert (task.error, task.custom_job) == ("The replica exited with status 1.", "4711")
        assert [task.state for task in job.tasks[1:]] == ["NOT_TRIGGERED"] * 3
        assert "failed tasks are: [DoccanoExampleGen]" in job.error

    def test_following_outlasts_an_outage(self, emulator: Emulator) -> None:
        # One request gives up long before the outage ends.
        limits = replace(LIMITS, retry_seconds=0.01)
        client = VertexClient(Target(PROJECT, REGION, emulator.endpoint), limits)
        emulator.steps = [lambda job: job.start("Trainer"), lambda job: job.move("SUCCEEDED")]
        client.submit(request_for(), "transactions-1")
        seen: list[Job] = []

        def sleep(_: float) -> None:
            if len(seen) == 1:
                seen.append(seen[0])
                emulator.inject("GET", UNAVAILABLE, times=4)

        assert client.follow("transactions-1", seen.append, sleep).state == "SUCCEEDED"
        assert emulator.count("GET") == 6

    def test_following_ends_when_the_outage_lasts(
        self, client: VertexClient, emulator: Emulator
    ) -> None:
        client.submit(request_for(), "transactions-1")
        emulator.inject("GET", UNAVAILABLE, times=9999)
        with pytest.raises(VertexError, match="not available"):
            client.follow("transactions-1", lambda _: None)

    def test_cancel(self, client: VertexClient, emulator: Emulator) -> None:
        client.submit(request_for(), "transactions-1")
        emulator.job.start("Trainer")
        assert client.cancel("transactions-1").state == "CANCELLING"
        assert client.follow("transactions-1", lambda _: None).state == "CANCELLED"
        assert client.cancel("transactions-1").state == "CANCELLED"
        assert emulator.count(":cancel") == 1

    def test_cancel_of_a_job_that_ends_meanwhile(
        self, client: VertexClient, emulator: Emulator
    ) -> None:
        client.submit(request_for(), "transactions-1")
        emulator.job.steps = [lambda _: None, lambda job: job.move("SUCCEEDED")]
        emulator.inject(":cancel", Fault(400, "Cannot cancel PipelineJob in state SUCCEEDED."))
        assert client.cancel("transactions-1").state == "SUCCEEDED"

    def test_a_cancel_that_is_denied(self, client: VertexClient, emulator: Emulator) -> None:
        client.submit(request_for(), "transactions-1")
        emulator.inject(":cancel", denied("aiplatform.pipelineJobs.cancel"))
        with pytest.raises(VertexError, match=r"may not cancel jobs: .*pipelineJobs\.cancel"):
            client.cancel("transactions-1")

    def test_list(self, client: VertexClient, emulator: Emulator) -> None:
        emulator.page_size = 2
        for number in range(5):
            client.submit(request_for(), f"transactions-{number}")
        other = make_request(compiled_job(), display_name="other", asked={})
        client.submit(other, "other-1")
        ids = [job.id for job in client.jobs("transactions", 4)]
        assert ids == [f"transactions-{number}" for number in (4, 3, 2, 1)]
        assert [job.id for job in client.jobs("other", 10)] == ["other-1"]

    def test_a_job_that_does_not_exist(self, client: VertexClient) -> None:
        with pytest.raises(
            VertexError, match="there is no job transactions-9 in project my-project"
        ):
            client.job("transactions-9")
        with pytest.raises(VertexError, match="is not an id"):
            client.job("../schedules")
        with pytest.raises(VertexError, match="there is no job transactions-9"):
            client.cancel("transactions-9")

    def test_full_names_are_understood(self, client: VertexClient) -> None:
        job = client.submit(request_for(), "transactions-1").job
        assert client.job(job.name).id == "transactions-1"


class TestSchedules:
    NIGHTLY = Recurrence("TZ=UTC 0 3 * * *", max_runs=30, max_concurrent=1)

    def test_create_list_and_run(self, client: VertexClient, emulator: Emulator) -> None:
        end = datetime(2030, 1, 1, tzinfo=UTC)
        timing = replace(self.NIGHTLY, end=end)
        created, is_new = client.create_schedule("nightly", timing, request_for(epochs=3))
        assert is_new
        (kept,) = emulator.schedules.values()
        assert kept["cron"] == "TZ=UTC 0 3 * * *"
        assert kept["endTime"].startswith("2030-01-01")
        assert kept["maxConcurrentRunCount"] == kept["maxConcurrentActiveRunCount"] == "1"
        assert (
            kept["createPipelineJobRequest"]["parent"] == f"projects/{PROJECT}/locations/{REGION}"
        )
        emulator.fire(created.id)
        (found,) = client.schedules()
        assert (found.name, found.state, found.runs, found.max_runs) == ("nightly", "ACTIVE", 1, 30)
        assert found.parameters == {"epochs": 3}
        (job,) = client.jobs("transactions", 5)
        assert (job.schedule, job.parameters) == (created.id, {"epochs": 3})

    def test_the_same_schedule_is_not_made_twice(
        self, client: VertexClient, emulator: Emulator
    ) -> None:
        first, _ = client.create_schedule("nightly", self.NIGHTLY, request_for(epochs=3))
        again, is_new = client.create_schedule("nightly", self.NIGHTLY, request_for(epochs=3))
        assert (again.id, is_new) == (first.id, False)
        for timing, request in (
            (replace(self.NIGHTLY, cron="TZ=UTC 0 4 * * *"), request_for(epochs=3)),
            (self.NIGHTLY, request_for(epochs=4)),
        ):
            with pytest.raises(ContentsDifferError, match="schedule delete nightly"):
                client.create_schedule("nightly", timing, request)
        assert len(emulator.schedules) == 1

    @pytest.mark.parametrize("kind", [LOST, RESET, UNAVAILABLE, QUOTA])
    def test_a_lost_answer_makes_no_second_schedule(
        self, client: VertexClient, emulator: Emulator, kind: Any
    ) -> None:
        old, _ = client.create_schedule("nightly", self.NIGHTLY, request_for(epochs=3))
        emulator.schedules[old.id]["state"] = "COMPLETED"
        emulator.inject("POST .*schedules", kind)
        created, is_new = client.create_schedule("nightly", self.NIGHTLY, request_for(epochs=3))
        assert is_new
        assert created.id != old.id
        assert len(emulator.schedules) == 2

    def test_pause_resume_delete(self, client: VertexClient, emulator: Emulator) -> None:
        emulator.operation_polls = 2
        client.create_schedule("nightly", self.NIGHTLY, request_for())
        client.pause_schedule(client.schedule("nightly"))
        assert client.schedule("nightly").state == "PAUSED"
        client.resume_schedule(client.schedule("nightly"))
        found = client.schedule("nightly")
        assert found.state == "ACTIVE"
        client.delete_schedule(found)
        assert not emulator.schedules
        client.delete_schedule(found)  # as after an answer that was lost
        with pytest.raises(VertexError, match=r"no schedule nightly .*schedules: there are none"):
            client.schedule("nightly")

    def test_names_that_are_not_unique(self, client: VertexClient, emulator: Emulator) -> None:
        first, _ = client.create_schedule("nightly", self.NIGHTLY, request_for())
        emulator.schedules[first.id]["state"] = "COMPLETED"
        second, _ = client.create_schedule("nightly", self.NIGHTLY, request_for())
        assert client.schedule("nightly").id == second.id
        emulator.schedules[first.id]["state"] = "PAUSED"
        with pytest.raises(VertexError, match=f"2 schedules nightly.*{first.id}"):
            client.schedule("nightly")
        assert client.schedule(first.id).id == first.id

    def test_a_denied_schedule(self, client: VertexClient, emulator: Emulator) -> None:
        emulator.inject("POST .*schedules", denied("aiplatform.schedules.create"))
        with pytest.raises(VertexError, match=r"lacks aiplatform\.schedules\.create"):
            client.create_schedule("nightly", self.NIGHTLY, request_for())
        assert not emulator.schedules
