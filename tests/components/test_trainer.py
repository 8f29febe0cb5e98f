from __future__ import annotations

import json
from typing import Any

import pytest
from tfx.types import Channel, standard_artifacts
from tfx.utils import json_utils

from components import trainer
from components.trainer import CustomJobTrainer, Executor, Trainer, with_parameters

CONFIG = {"labels": ["A"], "training": {"epochs": 6, "learning_rate": 0.5, "seed": 1}}


def test_the_parameters_of_a_run_take_the_place_of_the_settings() -> None:
    given = {
        "run_fn": "models.trainer.run_fn",
        "custom_config": json_utils.dumps(CONFIG),
        "epochs": 2,
        "learning_rate": 0.25,
    }
    changed = with_parameters(given)
    assert json.loads(changed["custom_config"]) == {
        "labels": ["A"],
        "training": {"epochs": 2, "learning_rate": 0.25, "seed": 1},
    }
    assert json.loads(given["custom_config"]) == CONFIG
    assert changed["run_fn"] == given["run_fn"]


def test_the_component_has_what_tfx_gives_it() -> None:
    component = Trainer(
        examples=Channel(type=standard_artifacts.Examples),
        transform_graph=Channel(type=standard_artifacts.TransformGraph),
        run_fn="models.trainer.run_fn",
        custom_config=CONFIG,
        epochs=2,
        learning_rate=0.25,
    )
    assert set(component.outputs) == {"model", "model_run"}
    assert component.exec_properties["epochs"] == 2


def test_a_custom_job_trains_with_the_same_executor(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the service would be asked for, up to the client that asks."""
    asked: dict[str, Any] = {}

    class Client:
        def __init__(self, client_options: dict[str, str]) -> None:
            asked["endpoint"] = client_options["api_endpoint"]

        def create_custom_job(self, parent: str, custom_job: Any) -> Any:
            from google.cloud.aiplatform_v1.types import CustomJob

            asked["parent"], asked["job"] = parent, CustomJob(custom_job)
            return CustomJob(name=f"{parent}/customJobs/1")

        def get_custom_job(self, name: str, retry: Any) -> Any:
            from google.cloud.aiplatform_v1.types import CustomJob, JobState

            asked["waited_for"] = name
            return CustomJob(name=name, state=JobState.JOB_STATE_SUCCEEDED)

    from tfx.extensions.google_cloud_ai_platform import training_clients

    from pipeline.config import load_settings
    from pipeline.vertex.custom_job import custom_job_config
    from tests.pipeline.vertex.test_custom_job import VERTEX

    monkeypatch.setattr(training_clients.gapic, "JobServiceClient", Client)
    config = CONFIG | custom_job_config(load_settings(VERTEX))
    model = standard_artifacts.Model()
    model.uri = "gs://bucket/model"
    CustomJobTrainer.EXECUTOR_SPEC.executor_class().Do(
        {},
        {"model": [model]},
        {"custom_config": json_utils.dumps(config), "epochs": 2, "learning_rate": 0.25},
    )
    assert asked["endpoint"] == "us-central1-aiplatform.googleapis.com"
    assert asked["parent"] == "projects/my-project/locations/us-central1"
    assert asked["waited_for"] == "projects/my-project/locations/us-central1/customJobs/1"
    (pool,) = asked["job"].job_spec.worker_pool_specs
    command = list(pool.container_spec.command)
    assert command[:3] == ["python", "-m", "tfx.scripts.run_executor"]
    arguments = dict(zip(command[3::2], command[4::2], strict=True))
    assert arguments["--executor_class_path"] == f"{trainer.__name__}.{Executor.__name__}"
    properties = json.loads(arguments["--exec-properties"])
    assert (properties["epochs"], properties["learning_rate"]) == (2, 0.25)
    assert "gs://bucket/model" in arguments["--outputs"]
