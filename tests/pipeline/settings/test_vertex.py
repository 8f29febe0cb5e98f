from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.config import Settings, load_settings
from pipeline.settings.vertex import Accelerator, TrainingKind
from pipeline.steps import COMPONENTS
from preprocessing.settings import ConfigError

VERTEX = Path(__file__).parent.parent.parent.parent / "configs" / "vertex.yaml"


def load(*overrides: str) -> Settings:
    return load_settings(VERTEX, overrides)


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
        ("resources.Trainer.accelerator.type=nvidia-l4", "'nvidia-l4' is not an accelerator such"),
        ("resources.Trainer.accelerator.count=3", "a machine has 1 or 2 or 4 or 8 of NVIDIA_L4"),
        ("training.machine_type=N1", "'N1' is not a machine type such as n1-standard-4"),
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
    # Passwords are not repeated.
    assert f"--set vertex.{override}: ".replace(":p@", ":***@") in str(error.value)


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
