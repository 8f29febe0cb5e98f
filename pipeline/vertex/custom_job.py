"""What TFX's Trainer has to know to train in a custom job of Vertex AI."""

from __future__ import annotations

from typing import Any

from pipeline.config import Settings
from pipeline.settings.vertex import TrainingPlace, VertexSettings
from pipeline.steps import TRAINER


def custom_job_config(settings: Settings) -> dict[str, Any]:
    """Entries of the Trainer's `custom_config`: project, region, and the job to be created.

    The job has one pool with one worker. Several GPUs of its machine share each batch
    (`models.trainer.distribution_strategy`).

    Args:
      settings: The configuration; `vertex` has been checked.
    """
    vertex = settings.vertex
    return {
        "ai_platform_enable_vertex": True,
        "ai_platform_vertex_region": vertex.region,
        "ai_platform_training_args": {
            "project": vertex.project,
            "display_name": f"{settings.model_name}-training",
            "job_spec": _job_spec(vertex),
            "labels": dict(sorted(vertex.labels.items())),
            **(
                {"encryption_spec": {"kms_key_name": vertex.encryption_key}}
                if vertex.encryption_key
                else {}
            ),
        },
    }


def _job_spec(vertex: VertexSettings) -> dict[str, Any]:
    task = vertex.task(TRAINER)
    limit = vertex.task_minutes(TRAINER)
    spec: dict[str, Any] = {
        "worker_pool_specs": [
            {
                "machine_spec": _machine_spec(vertex.training),
                "replica_count": 1,
                "container_spec": {
                    "image_uri": vertex.image_for(vertex.training.accelerator),
                    "env": [
                        {"name": name, "value": value} for name, value in sorted(task.env.items())
                    ],
                },
            }
        ],
        "scheduling": {"timeout": f"{limit * 60}s"},
    }
    if vertex.service_account:
        spec["service_account"] = vertex.service_account
    if vertex.network:
        spec["network"] = vertex.network
    return spec


def _machine_spec(training: TrainingPlace) -> dict[str, Any]:
    spec: dict[str, Any] = {"machine_type": training.machine_type}
    if training.accelerator:
        spec["accelerator_type"] = training.accelerator.type
        spec["accelerator_count"] = training.accelerator.count
    return spec
