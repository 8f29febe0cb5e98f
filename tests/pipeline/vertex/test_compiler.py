from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from google.protobuf import json_format
from kfp.pipeline_spec import pipeline_spec_pb2

from pipeline.config import load_settings
from pipeline.provenance import Provenance
from pipeline.steps import ALL_COMPONENTS, COMPONENTS
from pipeline.vertex import compiler as vertex_compiler
from pipeline.vertex.compiler import compile_job, label_value, planned_context, to_json
from preprocessing.settings import ConfigError, SettingsError

ROOT = Path(__file__).parent.parent.parent.parent
VERTEX = ROOT / "configs" / "vertex.yaml"
COMMIT = "c0ffee" * 6 + "beef"


class Compiled:
    """A compiled job, read back through the protocol buffers of the specification."""

    def __init__(self, job: dict[str, Any]) -> None:
        self.job = json_format.ParseDict(job, pipeline_spec_pb2.PipelineJob())
        self.spec = json_format.ParseDict(job["pipelineSpec"], pipeline_spec_pb2.PipelineSpec())
        self.deployment = json_format.ParseDict(
            job["pipelineSpec"]["deploymentSpec"], pipeline_spec_pb2.PipelineDeploymentConfig()
        )

    @property
    def tasks(self) -> Any:
        return self.spec.root.dag.tasks

    def container(self, component: str) -> Any:
        label = self.spec.components[component].executor_label
        return self.deployment.executors[label].container

    def constants(self, component: str) -> dict[str, Any]:
        """Values of a task's parameters that no run can change."""
        return {
            name: json_format.MessageToDict(source.runtime_value.constant)
            for name, source in self.tasks[component].inputs.parameters.items()
            if source.HasField("runtime_value")
        }

    def uncached(self) -> set[str]:
        return {name for name, task in self.tasks.items() if not task.caching_options.enable_cache}


def compiled(
    *overrides: str, data: str = "", state: str = "", reason: str = "", **parameters: Any
) -> Compiled:
    settings = load_settings(VERTEX, overrides).with_absolute_paths()
    provenance = Provenance(f"{COMMIT}+changes", "", data, 0)
    planned = planned_context(settings, reason)
    context = replace(planned, provenance=provenance, release_state=state, cases_state=state)
    return Compiled(compile_job(settings, context, parameters))


@pytest.fixture(scope="module")
def job() -> Compiled:
    """What the shipped configuration compiles to."""
    return compiled(reason="12 New Annotations!")


def test_the_components_are_those_of_the_pipeline(job: Compiled) -> None:
    assert set(job.tasks) == set(COMPONENTS)
    assert {task.component_ref.name for task in job.tasks.values()} == set(COMPONENTS)


def test_each_step_starts_the_code_of_this_project_in_its_image(job: Compiled) -> None:
    for component in COMPONENTS:
        container = job.container(component)
        gpu = "-gpu" if component == "Trainer" else ""
        assert (
            container.image
            == f"us-central1-docker.pkg.dev/my-project/transactions/pipeline:my-tag{gpu}"
        )
        assert list(container.command)[3:] == [
            "python",
            "-m",
            "tfx.orchestration.kubeflow.v2.container.kubeflow_v2_run_executor",
        ]
        assert container.args[0] == "--executor_class_path"
    assert job.container("Trainer").args[1] == "components.trainer.Executor"
    assert job.constants("Trainer")["run_fn"] == "models.trainer.run_fn"
    assert job.constants("Transform")["preprocessing_fn"] == (
        "preprocessing.transform.preprocessing_fn"
    )
    for component in COMPONENTS:
        assert not {"module_file", "module_path"} & set(job.constants(component))


def test_resources_reach_every_step(job: Compiled) -> None:
    for component in COMPONENTS:
        resources = job.container(component).resources
        expected = {
            "AnomalyGate": (1, 4),
            "ReviewedSchema": (1, 4),
            "Trainer": (8, 32),
        }.get(component, (4, 16))
        assert (resources.cpu_limit, resources.memory_limit) == expected
        assert bool(resources.accelerator.type) == (component == "Trainer")
    accelerator = job.container("Trainer").resources.accelerator
    assert (accelerator.type, accelerator.count) == ("NVIDIA_L4", 1)


def test_the_tuner_is_a_step_where_it_is_enabled() -> None:
    resources = "{cpu: 8, memory_gb: 32, accelerator: {type: NVIDIA_L4, count: 1}, cache: false}"
    job = compiled("tuner.enabled=true", f"vertex.resources.Tuner={resources}", data="a", state="b")
    assert set(job.tasks) == set(ALL_COMPONENTS)
    container = job.container("Tuner")
    assert container.image.endswith(":my-tag-gpu")
    assert container.args[1] == "components.tuner.Executor"
    assert (container.resources.cpu_limit, container.resources.memory_limit) == (8, 32)
    assert job.constants("Tuner")["tuner_fn"] == "components.tuner_fn.tuner_fn"
    assert job.uncached() == {"Tuner"}
    found = job.tasks["Trainer"].inputs.artifacts["hyperparameters"].task_output_artifact
    assert (found.producer_task, found.output_artifact_key) == ("Tuner", "best_hyperparameters")
    # Where it does not tune them, the run's own values count.
    assert job.tasks["Tuner"].inputs.parameters["epochs"].component_input_parameter == "epochs"


def test_retries_time_limits_environments_and_cache_policies() -> None:
    job = compiled(
        "vertex.resources.Transform={retries: 4, timeout_minutes: 7, cache: false}",
        "vertex.resources.default.env={B: '2', A: '1'}",
        data="known",
        state="known",
    )
    assert job.tasks["Transform"].retry_policy.max_retry_count == 4
    assert job.tasks["Trainer"].retry_policy.max_retry_count == 1
    assert not job.tasks["AnomalyGate"].HasField("retry_policy")
    assert list(job.container("Transform").command[:3]) == ["timeout", "--kill-after=60s", "7m"]
    assert job.container("Trainer").command[2] == "240m"
    assert job.container("ServingCheck").command[2] == "360m"
    for component in COMPONENTS:
        found = [(item.name, item.value) for item in job.container(component).env]
        assert found == [("A", "1"), ("B", "2")]
    assert job.uncached() == {"Transform"}


def test_a_time_limit_ends_a_command() -> None:
    container: dict[str, Any] = {"command": ["sleep", "30"]}
    vertex_compiler._limit(container, 5)
    assert container["command"][2] == "5m"
    # Seconds, so that the test need not wait for minutes.
    command = [word.replace("5m", "0.2") for word in container["command"]]
    assert subprocess.run(command, check=False).returncode == 124


def test_parameters_have_defaults_and_reach_the_steps(job: Compiled) -> None:
    definitions = job.spec.root.input_definitions.parameters
    settings = load_settings(VERTEX)
    assert {
        name: json_format.MessageToDict(item.default_value) for name, item in definitions.items()
    } == {
        "data_spans": "all",
        "data_fingerprint": "",
        "epochs": settings.training.epochs,
        "learning_rate": settings.training.learning_rate,
        "release_state": "",
        "cases_state": "",
        "trigger_reason": "12 New Annotations!",
    }
    assert all(item.is_optional for item in definitions.values())
    assert not job.job.runtime_config.parameter_values
    received = {
        component: {
            name
            for name, source in task.inputs.parameters.items()
            if source.component_input_parameter
        }
        for component, task in job.tasks.items()
    }
    recorded = {"epochs", "learning_rate", "trigger_reason"}
    assert {component: names for component, names in received.items() if names} == {
        "DoccanoExampleGen": {"data_spans", "data_fingerprint"},
        "AnomalyGate": recorded,
        "Trainer": {"epochs", "learning_rate"},
        "ReleasedBaseline": {"release_state"},
        "CaseGate": {"cases_state"},
        "ReleasePusher": {*recorded, "release_state"},
    }


def test_a_submission_may_set_parameters() -> None:
    job = compiled(epochs="3", learning_rate=1, data_spans="1,2", data_fingerprint="abc")
    values = json_format.MessageToDict(job.job.runtime_config)["parameterValues"]
    assert values == {
        "epochs": 3,
        "learning_rate": 1,
        "data_spans": "1,2",
        "data_fingerprint": "abc",
    }


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        ({"epoch": 3}, "there is no parameter 'epoch' of a job; there are cases_state, data_fin"),
        ({"epochs": "many"}, "parameter epochs: 'many' is not a whole number"),
        ({"epochs": "1.5"}, "parameter epochs: '1.5' is not a whole number"),
        ({"epochs": 1.5}, "parameter epochs: 1.5 is not a whole number"),
        ({"epochs": 0}, "parameter epochs: 0 must be greater than 0"),
        ({"learning_rate": "fast"}, "parameter learning_rate: 'fast' is not a number"),
        ({"learning_rate": "nan"}, "parameter learning_rate: 'nan' must be greater than 0"),
        ({"data_spans": "some"}, "data_spans: 'some' is not `all`, nor numbers such as 1,2"),
    ],
)
def test_wrong_parameters_are_refused(parameters: dict[str, Any], message: str) -> None:
    with pytest.raises(SettingsError) as error:
        compiled(**parameters)
    assert message in str(error.value)


def test_what_vertex_cannot_see_is_not_taken_from_the_cache() -> None:
    """A scheduled run, whose parameters stay, must find new annotations and releases."""
    looking = {"DoccanoExampleGen", "ReleasedBaseline", "CaseGate", "ReleasePusher"}
    assert compiled().uncached() == looking
    assert compiled(data="f").uncached() == looking - {"DoccanoExampleGen"}
    assert compiled(data="f", state="s").uncached() == set()
    # The same where the values come with the submission.
    given = {"data_fingerprint": "f", "release_state": "s", "cases_state": "c"}
    assert compiled(**given).uncached() == set()
    assert compiled(**{**given, "cases_state": ""}).uncached() == {"CaseGate"}
    assert compiled(data="f", data_fingerprint="").uncached() >= {"DoccanoExampleGen"}


def test_labels_say_commit_and_reason(job: Compiled) -> None:
    labels = job.job.labels
    assert labels["git-commit"] == COMMIT
    assert labels["trigger-reason"] == "12-new-annotations"
    assert labels["pipeline"] == "transactions"
    assert "trigger-reason" not in compiled().job.labels


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("schedule", "schedule"),
        ("  Push to main: «Zürich»", "push-to-main-z-rich"),
        ("x" * 80, "x" * 63),
        ("a" * 62 + " b", "a" * 62),
        ("!?", ""),
    ],
)
def test_reasons_become_labels(text: str, value: str) -> None:
    assert label_value(text) == value


def test_training_in_a_custom_job() -> None:
    job = compiled("vertex.training.kind=custom_job")
    container = job.container("Trainer")
    assert container.args[1] == "components.trainer.CustomJobExecutor"
    # The task only waits: no GPU, the smaller image, as long as a run may take.
    assert container.image.endswith(":my-tag")
    assert not container.resources.accelerator.type
    assert (container.resources.cpu_limit, container.command[2]) == (4, "360m")
    config = json.loads(job.constants("Trainer")["custom_config"])
    (pool,) = config["ai_platform_training_args"]["job_spec"]["worker_pool_specs"]
    assert pool["machine_spec"]["machine_type"] == "g2-standard-24"


def test_beam_flags_reach_the_steps() -> None:
    job = compiled("beam={runner: DataflowRunner, workers: 7}")
    for component in ("DoccanoExampleGen", "StatisticsGen", "Transform", "SpanEvaluator"):
        assert {"--runner=DataflowRunner", "--max_num_workers=7"} <= set(
            job.container(component).args
        )


def test_nothing_of_this_machine_is_in_it() -> None:
    settings = load_settings(VERTEX).with_absolute_paths()
    text = to_json(compile_job(settings, planned_context(settings)))
    assert str(ROOT) not in text
    assert str(Path.home()) not in text
    assert "/tmp" not in text  # noqa: S108


def test_a_job_that_cannot_run_is_not_compiled() -> None:
    settings = load_settings(VERTEX, ["output_root=runs/x", "vertex.image=null"])
    with pytest.raises(ConfigError) as error:
        compile_job(settings, planned_context(settings))
    assert len(str(error.value).splitlines()) == 2


SCRIPT = """
import socket, sys
from pathlib import Path

class NoNetwork(socket.socket):
    def connect(self, address):
        raise AssertionError(f"connects to {address}")

socket.socket = NoNetwork
from pipeline.config import load_settings
from pipeline.vertex.compiler import compile_job, planned_context, to_json
schema = Path(sys.argv[1], "configs/data_schema.pbtxt")
settings = load_settings(Path(sys.argv[1], "configs/vertex.yaml"), [f"data.schema_path={schema}"])
settings = settings.with_absolute_paths()
Path(sys.argv[2]).write_text(to_json(compile_job(settings, planned_context(settings, "r"))))
"""


def test_the_same_bytes_twice_and_without_a_network(tmp_path: Path) -> None:
    """Once here, and once in another process, in another folder, with other hashes."""
    settings = load_settings(VERTEX).with_absolute_paths()
    here = to_json(compile_job(settings, planned_context(settings, "r")))
    file = tmp_path / "job.json"
    environment = {**os.environ, "PYTHONHASHSEED": "1", "PYTHONPATH": str(ROOT)}
    subprocess.run(
        [sys.executable, "-c", SCRIPT, str(ROOT), str(file)],
        cwd=tmp_path,
        env=environment,
        check=True,
    )
    assert file.read_text() == here
    assert '"gs://my-project-pipeline/transactions/pipeline"' in here
