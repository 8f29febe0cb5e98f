from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from pipeline.config import Settings, load_settings
from pipeline.settings.vertex import Accelerator
from pipeline.vertex.checks import check_for_vertex, check_names, vertex_warnings
from preprocessing.settings import ConfigError

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


@pytest.mark.parametrize(
    ("override", "message"),
    [
        ("vertex.project=null", "vertex.project: is not set; a job on Vertex AI needs it"),
        ("vertex.region=null", "vertex.region: is not set"),
        ("vertex.image=null", "vertex.image: is not set; a job on Vertex AI needs it (the docker"),
        ("output_root=runs/x", "is on this machine, which a job on Vertex AI cannot see; write a"),
        ("output_root=s3://bucket/x", "output_root: s3://bucket/x is not in a bucket"),
        ("output_root=gs://", "output_root: gs:// names no bucket"),
        ("output_root=gs://My_Bucket/x", "output_root: gs://My_Bucket/x: no bucket is called"),
        ("data.path=gs://ab/x", "data.path: gs://ab/x: no bucket is called 'ab'"),
        ("release.root=gs://google-x/y", "release.root: gs://google-x/y: no bucket may be called"),
        ("data.path=data/sample", "data/sample is on this machine"),
        ("training.start_from=models/1", "models/1 is on this machine"),
        ("release.root=/models", "release.root: /models is on this machine"),
        ("encoder.source=/models/bert", "encoder.source: /models/bert is on this machine"),
        ("release.table=null", "release.table: is not set, so the release table would be a file"),
        (
            "release.table=sqlite:////x.db",
            "release.table: sqlite:////x.db is a file on one machine",
        ),
        ("release.table=postgresql://u@127.0.0.1/r", "is this machine; name the host"),
        ("release.table=postgresql:///r", "names no host"),
        ("release.table=nonsense", "release.table: not an SQLAlchemy URL, such as postgresql://"),
        ("serving_check.backend=infra_validator", "infra_validator does not run on Vertex AI"),
        (
            "vertex.encryption_key=projects/p/locations/europe-west4/keyRings/r/cryptoKeys/k",
            "the key is in europe-west4; it must be in vertex.region, us-central1",
        ),
        (
            "beam={runner: FlinkRunner, master: localhost:8081}",
            "beam.master: localhost:8081 is this machine",
        ),
        (
            "beam={runner: PortableRunner, master: localhost:8099}",
            "beam.master: localhost:8099 is this machine",
        ),
    ],
)
def test_what_a_job_cannot_have_is_found_before_anything_is_sent(
    override: str, message: str
) -> None:
    (fault,) = faults(override)
    assert message in fault
    assert fault.removeprefix(f"--set {override}: ").startswith(override.partition("=")[0])


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


def test_the_shipped_names_are_refused() -> None:
    with pytest.raises(ConfigError) as error:
        check_names(load())
    keys = [line.partition(": ")[0] for line in str(error.value).splitlines()]
    assert keys == [
        *("output_root", "data.path", "release.root", "release.table", "vertex.project"),
        *("vertex.image", "vertex.gpu_image", "vertex.service_account"),
    ]
    check_names(load("vertex.endpoint=http://127.0.0.1:9033"))


@pytest.mark.parametrize("project", ["acme-17", "my-project-17", "my-projects", "not-my-project"])
def test_names_of_ones_own_are_taken(project: str) -> None:
    shipped = VERTEX.read_text().replace("my-project", project).replace(":my-tag", ":c0ffee")
    own = yaml.safe_load(shipped)
    settings = load_settings(None, [f"{key}={json.dumps(value)}" for key, value in own.items()])
    check_names(settings)


@pytest.mark.parametrize("tag", ["my-tag", "my-tag-gpu"])
def test_an_example_that_is_left_is_named(tag: str) -> None:
    image = f"us-central1-docker.pkg.dev/acme/transactions/pipeline:{tag}"
    with pytest.raises(ConfigError, match=f"vertex.image: {tag} is only an example"):
        check_names(load(f"vertex.image={image}"))


NEW_ACCELERATOR = "accelerator: {type: NVIDIA_Z9, count: 3}"


@pytest.mark.parametrize(
    ("override", "keys"),
    [
        ("model_name=transactions", []),
        ("vertex.training.machine_type=z9-quantum-3g", []),  # kind: task does not use it
        (
            f"vertex.training={{kind: custom_job, machine_type: z9-quantum-3g, {NEW_ACCELERATOR}}}",
            ["vertex.training.machine_type", "vertex.training.accelerator.type"],
        ),
        (
            f"vertex.resources.Trainer={{{NEW_ACCELERATOR}}}",
            ["vertex.resources.Trainer.accelerator.type"],
        ),
        (
            "beam={runner: DataflowRunner, worker_image: gcr.io/p/w:1, "
            "dataflow: {machine_type: z9-standard-4}}",
            ["beam.dataflow.machine_type"],
        ),
    ],
)
def test_machines_that_are_not_known_are_a_warning_and_no_fault(
    override: str, keys: list[str]
) -> None:
    settings = load(override).with_absolute_paths()
    check_for_vertex(settings)
    warnings = list(vertex_warnings(settings))
    assert [warning.partition(": ")[0] for warning in warnings] == keys
    assert all("is not known here" in warning for warning in warnings)
