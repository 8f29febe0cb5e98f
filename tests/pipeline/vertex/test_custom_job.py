from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

from google.cloud.aiplatform_v1.types import AcceleratorType, CustomJob

from pipeline.config import load_settings
from pipeline.vertex.custom_job import custom_job_config

VERTEX = Path(__file__).parent.parent.parent.parent / "configs" / "vertex.yaml"


def custom_job(*overrides: str) -> Any:
    """The job that the service would be given, as it would read it."""
    config = custom_job_config(load_settings(VERTEX, overrides))
    job = dict(config["ai_platform_training_args"])
    assert (job.pop("project"), config["ai_platform_vertex_region"]) == (
        "my-project",
        "us-central1",
    )
    return CustomJob(job)


def test_one_worker_with_several_gpus() -> None:
    job = custom_job("vertex.resources.Trainer.env={TF_CPP_MIN_LOG_LEVEL: '1'}")
    (pool,) = job.job_spec.worker_pool_specs
    assert pool.replica_count == 1
    machine = pool.machine_spec
    assert (machine.machine_type, machine.accelerator_count) == ("g2-standard-24", 2)
    assert machine.accelerator_type is AcceleratorType.NVIDIA_L4
    assert pool.container_spec.image_uri.endswith(":my-tag-gpu")
    assert [(item.name, item.value) for item in pool.container_spec.env] == [
        ("TF_CPP_MIN_LOG_LEVEL", "1")
    ]
    assert job.job_spec.scheduling.timeout == timedelta(minutes=240)
    assert job.job_spec.service_account.startswith("transactions-trainer@")
    assert job.labels == {"pipeline": "transactions"}
    assert not job.job_spec.network
    assert not job.encryption_spec.kms_key_name


def test_a_machine_without_gpus_has_the_other_image() -> None:
    job = custom_job("vertex.training={machine_type: n2-standard-16, accelerator: null}")
    (pool,) = job.job_spec.worker_pool_specs
    assert not pool.machine_spec.accelerator_count
    assert pool.container_spec.image_uri.endswith(":my-tag")


def test_network_and_key_are_those_of_the_configuration() -> None:
    key = "projects/p/locations/us-central1/keyRings/r/cryptoKeys/k"
    network = "projects/123/global/networks/inner"
    job = custom_job(f"vertex.encryption_key={key}", f"vertex.network={network}")
    assert job.encryption_spec.kms_key_name == key
    assert job.job_spec.network == network
