from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.config import ConfigError, Settings, load_settings
from pipeline.vertex.settings import (
    COMPONENTS,
    Accelerator,
    TrainingKind,
    check_for_vertex,
    check_image,
    check_service_account,
)

VERTEX = Path(__file__).parent.parent.parent.parent / "configs" / "vertex.yaml"


def load(*overrides: str) -> Settings:
    return load_settings(VERTEX, overrides)


def faults(*overrides: str) -> list[str]:
    """What is wrong, each in its line."""
    with pytest.raises(ConfigError) as error:
        check_for_vertex(load(*overrides).with_absolute_paths())
    return str(error.value).splitlines()


def test_the_shipped_file_can_be_submitted() -> None:
    settings = load().with_absolute_paths()
    check_for_vertex(settings)
    assert settings.vertex.task("Trainer").accelerator == Accelerator(type="NVIDIA_L4", count=1)


def test_a_component_gets_the_default_and_what_it_sets_itself() -> None:
    vertex = load(
        "vertex.resources.default={retries: 3, env: {A: b}}",
        "vertex.resources.default.accelerator={type: NVIDIA_L4, count: 1}",
        "vertex.resources.Trainer={cpu: 16, accelerator: null, cache: false}",
    ).vertex
    default, trainer = vertex.task("Transform"), vertex.task("Trainer")
    assert (default.cpu, default.memory_gb, default.retries) == (4, 16, 3)
    assert (default.env, default.cache) == ({"A": "b"}, True)
    assert default.accelerator is not None
    assert (trainer.cpu, trainer.memory_gb, trainer.retries) == (16, 32, 3)
    assert (trainer.env, trainer.cache, trainer.accelerator) == ({"A": "b"}, False, None)


def test_no_step_runs_longer_than_the_whole_may() -> None:
    vertex = load("vertex.timeout_hours=1.5", "vertex.resources.Transform.timeout_minutes=5").vertex
    assert vertex.task_minutes("Transform") == 5
    assert vertex.task_minutes("Trainer") == 90  # 240 in the file
    assert vertex.task_minutes("ServingCheck") == 90


def test_a_gate_is_not_tried_again() -> None:
    assert load().vertex.task("AnomalyGate").retries == 0
    assert load().vertex.task("Transform").retries > 0


def test_steps_with_gpus_have_their_own_image() -> None:
    vertex = load().vertex
    gpu = Accelerator(type="NVIDIA_L4", count=1)
    assert (vertex.image_for(None), vertex.image_for(gpu)) == (vertex.image, vertex.gpu_image)
    alone = load("vertex.gpu_image=null").vertex
    assert alone.image_for(gpu) == alone.image


@pytest.mark.parametrize(
    "image",
    [
        "us-docker.pkg.dev/my-project/repo/name:1.2",
        "gcr.io/p/name:c6f14b2f35ba23c7fe2310134ccb03c06a99b236",
        "localhost.local:5000/a/b_c:x",
        "gcr.io/p/name@sha256:" + "0" * 64,
        "gcr.io/p/name:latest@sha256:" + "0" * 64,
    ],
)
def test_image_references(image: str) -> None:
    assert check_image(image) == image


@pytest.mark.parametrize(
    "account",
    [
        "trainer-1@my-project.iam.gserviceaccount.com",
        "1234-compute@developer.gserviceaccount.com",
        "my-project@appspot.gserviceaccount.com",
    ],
)
def test_service_accounts(account: str) -> None:
    assert check_service_account(account) == account


@pytest.mark.parametrize(
    ("override", "message"),
    [
        ("project=My Project", "vertex.project: 'My Project' is not the id of a project"),
        ("project=123456789", "vertex.project: Input should be a valid string"),
        ("project=short", "is not the id of a project"),
        ("region=us-central", "vertex.region: 'us-central' is not a region such as us-central1"),
        ("region=us-central1-a", "(a zone? leave out its last letter)"),
        ("image=pipeline:1", "vertex.image: 'pipeline:1' is not a full image reference"),
        ("image=gcr.io/p/name", "has no tag and no digest"),
        ("image=gcr.io/p/name:latest", "`latest` is another image tomorrow"),
        ("image=gcr.io/p/Name:1", "is not a full image reference"),
        ("gpu_image=gcr.io/p/name@sha256:12", "vertex.gpu_image: 'gcr.io/p/name@sha256:12' is not"),
        ("service_account=me@gmail.com", "vertex.service_account: 'me@gmail.com' is not"),
        ("network=default", "vertex.network: 'default' is not projects/<number"),
        ("encryption_key=key", "vertex.encryption_key: 'key' is not projects/"),
        ("labels={Team: x}", "vertex.labels: the label 'Team' must begin with a lower-case letter"),
        ("labels={team: A B}", "the value 'A B' of the label team may have up to 63"),
        (f"labels={{team: {'x' * 64}}}", "may have up to 63"),
        ("labels={team: 7}", "vertex.labels.team: Input should be a valid string"),
        ("labels={git-commit: x}", "the label git-commit is set by the submission"),
        ("timeout_hours=0", "vertex.timeout_hours: Input should be greater than 0"),
        ("endpoint=http://example.com", "http is for this machine only; write https"),
        ("endpoint=ftp://example.com", "is not https://host, without a path"),
        ("endpoint=https://u:p@example.com", "must not hold credentials"),
        ("endpoint=http://127.0.0.1:x", "is not a URL"),
        (
            "resources.Trainr={cpu: 1}",
            "vertex.resources: there is no component 'Trainr'; there are",
        ),
        ("resources.Trainer.cpus=1", "unknown key vertex.resources.Trainer.cpus"),
        ("resources.Trainer.cpu=0", "vertex.resources.Trainer.cpu: Input should be greater than 0"),
        ("resources.Trainer.retries=1.5", "vertex.resources.Trainer.retries: Input should be a va"),
        ("resources.default.env={A-B: x}", "'A-B' is not the name of an environment variable"),
        ("resources.default.env={DB_PASSWORD: x}", "DB_PASSWORD looks like a secret"),
        ("resources.default.env={A: 1}", "vertex.resources.default.env.A: Input should be a valid"),
        ("resources.Trainer.accelerator.type=T4", "there is no accelerator 'T4'"),
        ("resources.Trainer.accelerator.count=3", "a machine has 1 or 2 or 4 or 8 of NVIDIA_L4"),
        ("training.machine_type=n1-standard-7", "there is no machine type 'n1-standard-7'; near"),
        (
            "training.machine_type=n1-standard-8",
            "2 of NVIDIA_L4 come with g2-standard-24, not with",
        ),
        ("training={kind: custom_job, machine_type: null}", "custom_job needs a machine_type"),
        ("training.kind=pool", "vertex.training.kind: Input should be 'task' or 'custom_job'"),
        ("projet=x", "unknown key vertex.projet"),
    ],
)
def test_what_is_refused_names_the_key(override: str, message: str) -> None:
    with pytest.raises(ConfigError) as error:
        load(f"vertex.{override}")
    assert message in str(error.value)
    assert f"--set vertex.{override}: " in str(error.value)


def test_http_is_for_the_stand_in_on_this_machine() -> None:
    for endpoint in ("http://127.0.0.1:8080", "http://localhost:1", "https://example.com"):
        assert load(f"vertex.endpoint={endpoint}").vertex.endpoint == endpoint


def test_the_unknown_component_is_answered_with_those_that_exist() -> None:
    with pytest.raises(ConfigError) as error:
        load("vertex.resources.Pusher={cpu: 1}")
    assert all(component in str(error.value) for component in COMPONENTS)


def test_custom_jobs_are_chosen_by_one_key() -> None:
    training = load("vertex.training.kind=custom_job").vertex.training
    assert training.kind is TrainingKind.CUSTOM_JOB
    assert training.machine_type == "g2-standard-24"


@pytest.mark.parametrize(
    ("override", "message"),
    [
        ("vertex.project=null", "vertex.project: is not set; a job on Vertex AI needs it"),
        ("vertex.region=null", "vertex.region: is not set"),
        ("vertex.image=null", "vertex.image: is not set; a job on Vertex AI needs it (the docker"),
        ("output_root=runs/x", "is on this machine, which a job on Vertex AI cannot see; write a"),
        ("output_root=s3://bucket/x", "output_root: s3://bucket/x is not in a bucket"),
        ("output_root=gs://", "output_root: gs:// names no bucket"),
        ("data.path=data/sample", "data/sample is on this machine"),
        ("release.root=/models", "release.root: /models is on this machine"),
        ("encoder.source=/models/bert", "encoder.source: /models/bert is on this machine"),
        ("release.table=null", "release.table: is not set, so the release table would be a file"),
        (
            "release.table=sqlite:////x.db",
            "release.table: sqlite:////x.db is a file on one machine",
        ),
        ("release.table=postgresql://u@127.0.0.1/r", "is this machine; name the host"),
        ("release.table=postgresql:///r", "names no host"),
        ("release.table=nonsense", "release.table: is not a URL such as postgresql+psycopg://"),
        ("serving_check.backend=infra_validator", "infra_validator does not run on Vertex AI"),
        (
            "vertex.encryption_key=projects/p/locations/europe-west4/keyRings/r/cryptoKeys/k",
            "the key is in europe-west4; it must be in vertex.region, us-central1",
        ),
        (
            "beam={runner: FlinkRunner, master: localhost:8081}",
            "beam.master: localhost:8081 is this machine",
        ),
    ],
)
def test_what_a_job_cannot_have_is_found_before_anything_is_sent(
    override: str, message: str
) -> None:
    (fault,) = faults(override)
    assert message in fault
    assert fault.startswith(override.partition("=")[0])


def test_passwords_in_the_job_are_refused_and_not_shown() -> None:
    (fault,) = faults("release.table=postgresql+psycopg://me:geheim@10.0.0.3/releases")
    assert "holds a password" in fault
    assert "geheim" not in fault
    (fault,) = faults("release.table=postgresql+psycopg://me@10.0.0.3/r?password=geheim")
    assert "holds a password" in fault
    assert "geheim" not in fault


def test_every_fault_has_its_line() -> None:
    assert len(faults("vertex.project=null", "output_root=x", "encoder.source=y")) == 3


@pytest.mark.parametrize("source", ["bundled", "gs://b/encoder", "https://tfhub.dev/google/x/1"])
def test_encoders_that_a_job_can_reach(source: str) -> None:
    check_for_vertex(load(f"encoder.source={source}"))
