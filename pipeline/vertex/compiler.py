"""The DAG as a job of Vertex AI Pipelines: one JSON document, made without a network.

TFX's compiler does most of it. What it drops is added to its output: CPU, memory, GPUs, retries,
time limits, environments, cache policies, and the defaults of parameters.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from pipeline.config import Settings
from pipeline.provenance import gather_code
from pipeline.settings.vertex import (
    COMMIT_LABEL,
    DEFAULT,
    REASON_LABEL,
    TaskResources,
    TrainingKind,
)
from pipeline.starting import find_start
from pipeline.steps import ALL_COMPONENTS, PUSHER, TRAINER
from pipeline.vertex.checks import check_for_vertex
from pipeline.vertex.custom_job import custom_job_config
from preprocessing.settings import SettingsError, parse_spans

if TYPE_CHECKING:
    from pipeline.graph import RunContext

GRACE = "60s"
"""How long a step that was told to stop at its time limit may take for it."""

CACHED_IF_KNOWN = {
    "data_fingerprint": ("DoccanoExampleGen",),
    "release_state": ("ReleasedBaseline", PUSHER),
    "cases_state": ("CaseGate",),
}
"""Components that read what Vertex AI cannot see, and the parameter that stands for its state.

Vertex AI takes an earlier result if inputs and parameters are the same. A job on a schedule keeps
its parameters for months, while annotations and cases are added and models are released: as long as
the parameter is empty these components always run, and so does what depends on what they find. A
job that is compiled with the state at hand, or with a value for it, takes earlier results.
"""


def planned_context(settings: Settings, trigger_reason: str = "") -> RunContext:
    """What a compiled job depends on, without looking at data or releases.

    Only where `training.start_from` names a published model, that is looked for: the job begins
    from the one that is there now, however often it runs.

    Args:
      settings: The configuration, with absolute paths.
      trigger_reason: Why a job is submitted.

    Raises:
      ConfigError: The schema cannot be read.
      StartingPointError: There is no model where training is to begin.
    """
    from pipeline.graph import RunContext
    from pipeline.local import read_schema

    schema = read_schema(settings.data.schema_path)
    return RunContext(
        gather_code(settings),
        schema,
        release_state="",
        trigger_reason=trigger_reason,
        start=find_start(settings),
    )


def compile_job(
    settings: Settings,
    context: RunContext,
    parameters: Mapping[str, int | float | str] | None = None,
) -> dict[str, Any]:
    """Compiles the pipeline, as a `PipelineJob` in JSON.

    The same arguments and the same commit give the same job, wherever it is compiled.

    Args:
      settings: The configuration.
      context: What else the run depends on; `planned_context` where nothing is known of data and
        releases. The defaults of the job's parameters come from settings and context.
      parameters: Values of parameters for this submission; see `pipeline.graph.run_parameters`.

    Raises:
      ConfigError: A job with these settings cannot run on Vertex AI.
      SettingsError: A parameter does not exist, or has a value that it cannot have.
    """
    check_for_vertex(settings)
    from pipeline.graph import run_parameters

    settings = _portable(settings)
    defaults = run_parameters(settings, context)
    values = {
        name: _checked(name, value, defaults) for name, value in sorted((parameters or {}).items())
    }
    job = _compile(_build(settings, context, defaults), settings)
    _set_defaults(job["pipelineSpec"], defaults)
    job["runtimeConfig"]["parameterValues"] = values
    job["labels"] |= job_labels(settings, context)
    uncached = _uncached(settings, {**defaults, **values})
    for component, task, container in _steps(job["pipelineSpec"]):
        _complete(task, container, _resources(settings, component))
        _limit(container, _minutes(settings, component))
        task["cachingOptions"] = {"enableCache": component not in uncached}
    check_job(job)
    return job


def to_json(job: Mapping[str, Any]) -> str:
    """The job as the text of a file; equal jobs give equal bytes."""
    return json.dumps(job, indent=2, sort_keys=True) + "\n"


def check_job(job: Mapping[str, Any]) -> None:
    """Reads a job back through the protocol buffers of the pipeline specification.

    Raises:
      google.protobuf.json_format.ParseError: It has something that they do not know.
    """
    from google.protobuf import json_format
    from kfp.pipeline_spec import pipeline_spec_pb2

    json_format.ParseDict(job, pipeline_spec_pb2.PipelineJob())
    spec = job["pipelineSpec"]
    json_format.ParseDict(spec, pipeline_spec_pb2.PipelineSpec())
    json_format.ParseDict(spec["deploymentSpec"], pipeline_spec_pb2.PipelineDeploymentConfig())


def job_labels(settings: Settings, context: RunContext) -> dict[str, str]:
    """Labels of a job: those of the configuration, the commit, and why it was started.

    The commit stands there without the mark for uncommitted changes, which no label can have.
    """
    labels = dict(settings.vertex.labels)
    if commit := context.provenance.git_commit.partition("+")[0]:
        labels[COMMIT_LABEL] = commit
    if reason := label_value(context.trigger_reason):
        labels[REASON_LABEL] = reason
    return labels


def label_value(text: str) -> str:
    """A text as the value of a label: 63 lower-case letters, digits, `_` and `-`."""
    return re.sub(r"[^a-z0-9_]+", "-", text.lower()).strip("-")[:63].strip("-")


def _portable(settings: Settings) -> Settings:
    """The same without the path of the schema, whose text is in the job."""
    name = PurePosixPath(settings.data.schema_path).name
    return settings.model_copy(
        update={"data": settings.data.model_copy(update={"schema_path": name})}
    )


def _build(
    settings: Settings, context: RunContext, defaults: Mapping[str, int | float | str]
) -> Any:
    """The pipeline with parameters that each run gives, and a Trainer for the configured place."""
    from tfx import v1 as tfx

    from components.trainer import CustomJobTrainer, Trainer
    from pipeline.graph import build_pipeline

    in_custom_job = settings.vertex.training.kind is TrainingKind.CUSTOM_JOB
    return build_pipeline(
        settings,
        context,
        parameters={
            name: tfx.dsl.experimental.RuntimeParameter(name=name, ptype=type(value))
            for name, value in defaults.items()
        },
        trainer_class=CustomJobTrainer if in_custom_job else Trainer,
        trainer_config=custom_job_config(settings) if in_custom_job else None,
    )


def _compile(pipeline: Any, settings: Settings) -> dict[str, Any]:
    from tfx.orchestration.kubeflow.v2 import kubeflow_v2_dag_runner as kubeflow

    images: dict[str, Any] = {
        component.id: settings.vertex.image_for(_resources(settings, component.id).accelerator)
        for component in pipeline.components
    }
    config = kubeflow.KubeflowV2DagRunnerConfig(
        display_name=settings.model_name,
        default_image={**images, "default_image_path": settings.vertex.image},
        use_pipeline_spec_2_1=True,
    )
    runner = kubeflow.KubeflowV2DagRunner(config)
    job: dict[str, Any] = runner.run(pipeline, write_out=False)
    return job


def _steps(spec: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any], dict[str, Any]]]:
    """Each component with its task and its container."""
    executors = spec["deploymentSpec"]["executors"]
    for component, task in spec["root"]["dag"]["tasks"].items():
        label = spec["components"][task["componentRef"]["name"]]["executorLabel"]
        yield component, task, executors[label]["container"]


def _resources(settings: Settings, component: str) -> TaskResources:
    task = settings.vertex.task(component)
    if component != TRAINER or settings.vertex.training.kind is TrainingKind.TASK:
        return task
    # The custom job has the GPUs; the task waits for it.
    waiting = settings.vertex.task(DEFAULT)
    return waiting.model_copy(update={"accelerator": None, "cache": task.cache, "env": task.env})


def _minutes(settings: Settings, component: str) -> int:
    in_custom_job = settings.vertex.training.kind is TrainingKind.CUSTOM_JOB
    # The custom job has its own limit, and may wait for a machine before that begins.
    return settings.vertex.task_minutes(
        DEFAULT if in_custom_job and component == TRAINER else component
    )


def _complete(task: dict[str, Any], container: dict[str, Any], resources: TaskResources) -> None:
    """Adds to a task and its container what TFX's compiler has no place for."""
    limits: dict[str, Any] = {}
    if resources.cpu is not None:
        limits["cpuLimit"] = resources.cpu
    if resources.memory_gb is not None:
        limits["memoryLimit"] = resources.memory_gb
    if accelerator := resources.accelerator:
        limits["accelerator"] = {"type": accelerator.type, "count": str(accelerator.count)}
    if limits:
        container["resources"] = limits
    if resources.env:
        container["env"] = [
            {"name": name, "value": value} for name, value in sorted(resources.env.items())
        ]
    if resources.retries:
        task["retryPolicy"] = {
            "maxRetryCount": resources.retries,
            "backoffDuration": "60s",
            "backoffFactor": 2.0,
            "backoffMaxDuration": "600s",
        }


def _limit(container: dict[str, Any], minutes: int) -> None:
    """Stops a container after some time.

    The specification of pipelines has no field for that, so `timeout` of the GNU coreutils, which
    every image of Debian has, starts the step's command. It ends with code 124.
    """
    stop = ["timeout", f"--kill-after={GRACE}", f"{minutes}m"]
    container["command"] = [*stop, *container["command"]]


def _uncached(settings: Settings, values: Mapping[str, int | float | str]) -> set[str]:
    """Components that never take an earlier result."""
    unknown = {
        component
        for name, components in CACHED_IF_KNOWN.items()
        if not values[name]
        for component in components
    }
    return unknown | {name for name in ALL_COMPONENTS if not settings.vertex.task(name).cache}


def _set_defaults(spec: dict[str, Any], defaults: Mapping[str, int | float | str]) -> None:
    """Gives the job's parameters the defaults that TFX's compiler drops."""
    definitions = spec["root"]["inputDefinitions"]["parameters"]
    for name, value in defaults.items():
        definitions[name] |= {"defaultValue": value, "isOptional": True}


def _checked(
    name: str, value: int | float | str, defaults: Mapping[str, int | float | str]
) -> int | float | str:
    """A parameter's value in the type of its default.

    Raises:
      SettingsError: There is no such parameter, or it cannot have this value.
    """
    if name not in defaults:
        raise SettingsError(
            f"there is no parameter {name!r} of a job; there are {', '.join(sorted(defaults))}"
        )
    kind = type(defaults[name])
    try:
        if kind is int and float(value) != int(value):
            raise ValueError
        checked = kind(value)
    except (TypeError, ValueError):
        wanted = {int: "a whole number", float: "a number", str: "a text"}[kind]
        raise SettingsError(f"parameter {name}: {value!r} is not {wanted}") from None
    if isinstance(checked, int | float) and not 0 < checked < float("inf"):
        raise SettingsError(f"parameter {name}: {value!r} must be greater than 0")
    if name == "data_spans":
        parse_spans(str(checked))
    return checked
