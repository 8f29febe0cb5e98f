from __future__ import annotations

import fcntl
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.config import Settings, load_settings
from pipeline.local import BusyError, ExitCode, is_running
from pipeline.settings.trigger import TriggerTarget
from pipeline.trigger import submitters
from pipeline.trigger.submissions import RunState, Submission
from pipeline.trigger.submitters import (
    LocalSubmitter,
    RunStatus,
    VertexSubmitter,
    make_submitter,
)
from pipeline.vertex.client import VertexClient
from pipeline.vertex.errors import VertexError
from pipeline.vertex.job_request import Request, make_request
from pipeline.vertex.resources import Target
from preprocessing.settings import ConfigError
from serving.release.database import now
from tests.pipeline.vertex.emulator import (
    LOST,
    PROJECT,
    REGION,
    UNAVAILABLE,
    Emulator,
    rejected,
    succeeding,
)
from tests.pipeline.vertex.job_requests import TASKS, compiled_job
from tests.pipeline.vertex.test_client import LIMITS

JOB = "transactions-retrain-aa-1"


def submission(state: RunState = RunState.PLANNED, run: str = "") -> Submission:
    reason = "new texts: 700 (>= 500)"
    return Submission("retrain-aa-1", "aa", "local", reason, state, run, "", now(), None)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return load_settings(overrides=[f"output_root={tmp_path}/out"]).with_absolute_paths()


class TestLocal:
    def test_a_run_in_the_output_folder_is_at_work(self, settings: Settings) -> None:
        local = LocalSubmitter(settings)
        assert (local.going(), is_running(settings)) == ([], False)
        root = Path(settings.output_root)
        root.mkdir()
        with (root / ".lock").open("w") as lock:
            assert local.going() == []
            fcntl.flock(lock, fcntl.LOCK_EX)
            assert local.going() == [f"in {root}"]
        assert local.going() == []

    def test_those_who_ask_do_not_see_each_other(self, settings: Settings) -> None:
        Path(settings.output_root).mkdir()
        with (Path(settings.output_root) / ".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_SH)
            assert not is_running(settings)

    def test_what_was_begun_and_is_over_without_a_word_has_failed(self, settings: Settings) -> None:
        local = LocalSubmitter(settings)
        assert local.look(submission()) is None
        found = local.look(submission(RunState.SUBMITTED))
        assert found is not None
        assert (found.state, found.error) == (
            RunState.FAILED,
            "it was interrupted or killed",
        )

    @pytest.mark.parametrize(
        ("result", "state", "code"),
        [
            (ExitCode.OK, RunState.SUCCEEDED, ExitCode.OK),
            (ExitCode.GATE_FAILED, RunState.REJECTED, ExitCode.GATE_FAILED),
            (ExitCode.USAGE, RunState.FAILED, ExitCode.USAGE),
            (ExitCode.INTERNAL, RunState.FAILED, ExitCode.INTERNAL),
            (
                ConfigError("data.schema_path: there is no file"),
                RunState.FAILED,
                ExitCode.USAGE,
            ),
            (BusyError("another run is at work"), RunState.ABANDONED, ExitCode.USAGE),
        ],
    )
    def test_how_a_run_ended(
        self,
        settings: Settings,
        monkeypatch: pytest.MonkeyPatch,
        result: Any,
        state: RunState,
        code: ExitCode,
    ) -> None:
        given: dict[str, Any] = {}

        def run(_settings: Settings, _command: str, **rest: Any) -> ExitCode:
            given.update(rest)
            if isinstance(result, Exception):
                raise result
            return ExitCode(result)

        monkeypatch.setattr(submitters, "run_pipeline", run)
        progress = LocalSubmitter(settings, to_stderr=True).submit(submission())
        assert (progress.state, progress.code) == (state, code)
        assert bool(progress.error) == (state in (RunState.FAILED, RunState.ABANDONED))
        assert given == {"reason": "new texts: 700 (>= 500)", "to_stderr": True}


class TestVertex:
    @pytest.fixture
    def emulator(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Emulator]:
        monkeypatch.setenv("NO_PROXY", "127.0.0.1")
        with Emulator(str(tmp_path)) as running:
            yield running

    @pytest.fixture
    def vertex(
        self, emulator: Emulator, settings: Settings, monkeypatch: pytest.MonkeyPatch
    ) -> VertexSubmitter:
        """With a small job instead of the compiled pipeline, which `test_vertex_cli` submits."""
        state = iter(range(9))

        def plan(_: Settings, parameters: dict[str, Any], reason: str) -> Request:
            assert parameters == {"release_state": "s"}
            assert reason == "new texts: 700 (>= 500)"
            return make_request(compiled_job(), display_name="transactions", asked=next(state))

        monkeypatch.setattr(submitters, "look_up", lambda _: {"release_state": "s"})
        monkeypatch.setattr(submitters, "plan_request", plan)
        client = VertexClient(Target(PROJECT, REGION, emulator.endpoint), LIMITS)
        monkeypatch.setattr(submitters, "connect", lambda _: client)
        return VertexSubmitter(settings)

    def test_a_job_from_submission_to_end(
        self, vertex: VertexSubmitter, emulator: Emulator
    ) -> None:
        assert vertex.going() == []
        assert vertex.look(submission()) is None
        assert vertex.submit(submission()) == RunStatus(RunState.SUBMITTED, JOB)
        assert vertex.going() == [JOB]
        noted = submission(RunState.SUBMITTED, JOB)
        assert vertex.look(noted) == RunStatus(RunState.SUBMITTED, JOB)
        emulator.job.move("SUCCEEDED")
        assert vertex.look(noted) == RunStatus(RunState.SUCCEEDED, JOB)
        assert vertex.going() == []

    def test_a_gate_is_told_from_a_success(
        self, vertex: VertexSubmitter, emulator: Emulator
    ) -> None:
        vertex.submit(submission())
        for step in succeeding(TASKS, rejected()):
            step(emulator.job)
        found = vertex.look(submission(RunState.SUBMITTED, JOB))
        assert found == RunStatus(RunState.REJECTED, JOB, code=ExitCode.GATE_FAILED)

    @pytest.mark.parametrize("state", ["FAILED", "CANCELLED"])
    def test_a_job_that_fails(
        self, vertex: VertexSubmitter, emulator: Emulator, state: str
    ) -> None:
        vertex.submit(submission())
        if state == "FAILED":
            emulator.job.fail("Trainer", "out of memory")
        else:
            emulator.job.move(state)
        found = vertex.look(submission(RunState.SUBMITTED, JOB))
        assert found is not None
        assert found.state is RunState.FAILED
        assert found.error

    def test_a_job_is_submitted_once_although_releases_have_moved(
        self, vertex: VertexSubmitter, emulator: Emulator
    ) -> None:
        first = vertex.submit(submission())
        assert vertex.submit(submission()) == first
        assert len(emulator.jobs) == 1

    def test_an_answer_that_is_lost_makes_no_second_job(
        self, vertex: VertexSubmitter, emulator: Emulator
    ) -> None:
        emulator.inject("POST .*pipelineJobs", LOST)
        assert vertex.submit(submission()).run == JOB
        assert len(emulator.jobs) == 1

    def test_a_service_that_is_down_is_an_error(
        self, vertex: VertexSubmitter, emulator: Emulator
    ) -> None:
        emulator.inject("POST .*pipelineJobs", UNAVAILABLE, times=99)
        with pytest.raises(VertexError):
            vertex.submit(submission())
        assert vertex.look(submission(RunState.SUBMITTED)) is None

    def test_a_job_that_was_deleted_has_failed(self, vertex: VertexSubmitter) -> None:
        found = vertex.look(submission(RunState.SUBMITTED, JOB))
        assert found == RunStatus(RunState.FAILED, JOB, "there is no such job any more")


def test_wrong_settings_are_told_before_anything_is_asked(settings: Settings) -> None:
    vertex = make_submitter(TriggerTarget.VERTEX, settings, "txner")
    with pytest.raises(ConfigError, match=r"vertex\.project: is not set"):
        vertex.going()
    assert isinstance(make_submitter(TriggerTarget.LOCAL, settings, "txner"), LocalSubmitter)
