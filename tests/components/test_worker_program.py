"""What a worker does with what a runner tells it; that it works, `tests/portable` shows."""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent import futures
from typing import Any

import grpc
import pytest
from apache_beam.portability.api import beam_provision_api_pb2 as provision_api
from apache_beam.portability.api import beam_provision_api_pb2_grpc as provision_service
from apache_beam.portability.api import beam_runner_api_pb2 as runner_api
from apache_beam.runners.worker import sdk_worker_main

from components import worker_program


class Runner(provision_service.ProvisionServiceServicer):  # type: ignore[misc]
    """Tells a worker what it is asked for."""

    def __init__(self) -> None:
        self.info = provision_api.ProvisionInfo(runner_capabilities=["a", "b"])
        self.asked_by: list[str] = []

    def GetProvisionInfo(self, request: Any, context: Any) -> Any:  # noqa: N802
        self.asked_by.append(dict(context.invocation_metadata())["worker_id"])
        return provision_api.GetProvisionInfoResponse(info=self.info)

    def bring(self, *names: str) -> None:
        for name in names:
            payload = runner_api.ArtifactStagingToRolePayload(staged_name=name)
            self.info.dependencies.add(role_payload=payload.SerializeToString())


@pytest.fixture
def runner() -> Iterator[tuple[Runner, str]]:
    servicer = Runner()
    server = grpc.server(futures.ThreadPoolExecutor(2))
    provision_service.add_ProvisionServiceServicer_to_server(servicer, server)
    port = server.add_insecure_port("localhost:0")
    server.start()
    yield servicer, f"localhost:{port}"
    server.stop(None).wait()


def start(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> dict[str, str]:
    """The variables that Beam's worker is started with."""
    given: dict[str, str] = {}
    environment: dict[str, str] = {}
    monkeypatch.setattr(os, "environ", environment)
    monkeypatch.setattr(os, "dup2", lambda *_: None)
    monkeypatch.setattr(sdk_worker_main, "main", lambda _: given.update(environment))
    worker_program.main(["--id", "7", *arguments])
    return given


def test_what_the_runner_tells_counts(
    runner: tuple[Runner, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    servicer, address = runner
    servicer.info.pipeline_options.update({"beam:option:beam_plugins:v1": ["é"]})
    servicer.info.logging_endpoint.url = "told:1"
    servicer.bring(worker_program.LISTING)
    given = start(
        monkeypatch,
        *("--provision_endpoint", address, "--control_endpoint", "given:2"),
        *("--logging_endpoint", "given:3", "--artifact_endpoint", "given:4"),
    )
    assert servicer.asked_by == ["7"]
    assert (given["WORKER_ID"], given["RUNNER_CAPABILITIES"]) == ("7", "a b")
    assert given["CONTROL_API_SERVICE_DESCRIPTOR"] == 'url: "given:2"\n'
    assert given["LOGGING_API_SERVICE_DESCRIPTOR"] == 'url: "told:1"\n'
    assert "STATUS_API_SERVICE_DESCRIPTOR" not in given
    options = sdk_worker_main._load_pipeline_options(given["PIPELINE_OPTIONS"])
    assert options == {"beam_plugins": ["é"]}


def test_what_would_have_to_be_installed_is_refused(
    runner: tuple[Runner, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    servicer, address = runner
    servicer.bring(worker_program.LISTING, "extra_packages.txt", "tfx_ephemeral-1.21.0.tar.gz")
    with pytest.raises(SystemExit, match=r"brings extra_packages\.txt, tfx_ephemeral-1\.21"):
        start(monkeypatch, "--provision_endpoint", address)


def test_a_runner_that_does_not_answer_is_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker_program, "TIMEOUT_SECONDS", 0.0)
    with pytest.raises(SystemExit, match="worker 7: no answer from localhost:1: DEADLINE_EXCEEDED"):
        start(monkeypatch, "--provision_endpoint", "localhost:1")
