from __future__ import annotations

from collections.abc import Iterator

import pytest
from google.auth.credentials import AnonymousCredentials

from pipeline.vertex import connection as vertex_connection
from pipeline.vertex.client import VertexClient
from pipeline.vertex.connection import Connection, Limits
from pipeline.vertex.errors import VertexError
from pipeline.vertex.resources import Target
from tests.pipeline.vertex.emulator import PROJECT, REGION, Emulator, denied
from tests.pipeline.vertex.job_requests import request_for

LIMITS = Limits(request_seconds=5, retry_seconds=1.5, first_wait_seconds=0.05)


@pytest.fixture
def emulator(monkeypatch: pytest.MonkeyPatch) -> Iterator[Emulator]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with Emulator() as running:
        yield running


def test_without_credentials(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path_factory.mktemp("home")))
    monkeypatch.setenv("CLOUDSDK_CONFIG", str(tmp_path_factory.mktemp("gcloud")))
    monkeypatch.delenv("GOOGLE_APPLICATION_CREDENTIALS", raising=False)
    monkeypatch.setenv("NO_GCE_CHECK", "true")
    with pytest.raises(VertexError, match=r"no credentials of Google Cloud.*gcloud auth") as caught:
        VertexClient(Target(PROJECT, REGION))
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("attribute", "value", "shown"),
    [
        ("service_account_email", "ci@my-project.iam.gserviceaccount.com", None),
        ("service_account_email", "default", "the service account of this machine"),
        ("account", "ann@example.com", None),
        ("account", "", "the account that is logged in"),
    ],
)
def test_who_was_denied(
    emulator: Emulator,
    monkeypatch: pytest.MonkeyPatch,
    attribute: str,
    value: str,
    shown: str | None,
) -> None:
    credentials = AnonymousCredentials()
    setattr(credentials, attribute, value)
    monkeypatch.setattr(vertex_connection, "find_credentials", lambda _: credentials)
    client = VertexClient(Target(PROJECT, REGION, emulator.endpoint), LIMITS)
    emulator.inject("POST", denied("aiplatform.pipelineJobs.create"))
    with pytest.raises(VertexError, match=f"^{shown or value} may not submit jobs: it lacks"):
        client.submit(request_for(), "transactions-1")


def test_full_names_of_resources() -> None:
    connection = Connection(Target(PROJECT, REGION, "http://127.0.0.1:1"), LIMITS)
    name = f"projects/{PROJECT}/locations/{REGION}/pipelineJobs/job-1"
    assert connection.name("pipelineJobs", "job-1") == name
    assert connection.name("pipelineJobs", "projects/9/locations/r/pipelineJobs/job-1") == name
    for identifier in ("", "a/b", "Job", "projects/9/locations/r/schedules/1"):
        with pytest.raises(VertexError, match="is not an id"):
            connection.name("pipelineJobs", identifier)
