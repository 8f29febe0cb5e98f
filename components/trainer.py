"""Trainer: TFX's, with the values of a run's parameters, and on Vertex AI also in a custom job."""

from __future__ import annotations

from typing import Any

from tfx.components.trainer import component as tfx_trainer
from tfx.components.trainer.executor import GenericExecutor
from tfx.dsl.components.base import executor_spec
from tfx.extensions.google_cloud_ai_platform.trainer import executor as custom_job
from tfx.proto import trainer_pb2
from tfx.types import Channel, standard_artifacts, standard_component_specs
from tfx.types.component_spec import ExecutionParameter
from tfx.utils import json_utils

from models import trainer

RUN_FN = f"{trainer.__name__}.{trainer.run_fn.__name__}"
"""Dotted path of the function that trains."""

RUN_PARAMETERS = {
    "epochs": ExecutionParameter(type=int),
    "learning_rate": ExecutionParameter(type=float),
}
"""Settings of `training` that a run may set anew."""


class TrainerSpec(standard_component_specs.TrainerSpec):
    """TFX's, with the parameters of a run.

    They are parameters of their own, because what is within `custom_config` cannot be replaced when
    a compiled job is submitted.
    """

    PARAMETERS = {  # noqa: RUF012 - TFX's attribute
        **standard_component_specs.TrainerSpec.PARAMETERS,
        **RUN_PARAMETERS,
    }


def with_parameters(exec_properties: dict[str, Any]) -> dict[str, Any]:
    """The properties with the run's parameters in the `training` section of `custom_config`."""
    key = standard_component_specs.CUSTOM_CONFIG_KEY
    config = json_utils.loads(exec_properties[key])
    chosen = {name: exec_properties[name] for name in RUN_PARAMETERS}
    config["training"] = {**config["training"], **chosen}
    return {**exec_properties, key: json_utils.dumps(config)}


class Executor(GenericExecutor):
    """TFX's, which trains in this process."""

    def Do(  # noqa: N802 - TFX's name
        self,
        input_dict: dict[str, list[Any]],
        output_dict: dict[str, list[Any]],
        exec_properties: dict[str, Any],
    ) -> None:
        """Trains; see TFX."""
        super().Do(input_dict, output_dict, with_parameters(exec_properties))


class CustomJobExecutor(custom_job.GenericExecutor):
    """TFX's, which trains in a custom job of Vertex AI and waits for its end."""

    def _GetExecutorClass(self) -> type[Executor]:  # noqa: N802 - TFX's name
        return Executor


class Trainer(tfx_trainer.Trainer):
    """TFX's Trainer with parameters that a run may set.

    Args:
      examples: Transformed examples.
      transform_graph: From Transform.
      run_fn: Dotted path of the function that trains.
      custom_config: What it gets; `training` has the settings.
      epochs: Number of epochs, or a parameter of the run.
      learning_rate: Highest learning rate, or a parameter of the run.
      hyperparameters: From the Tuner; None: the settings are used as they are.
    """

    SPEC_CLASS = TrainerSpec
    EXECUTOR_SPEC = executor_spec.ExecutorClassSpec(Executor)

    def __init__(
        self,
        *,
        examples: Any,
        transform_graph: Any,
        run_fn: str,
        custom_config: dict[str, Any],
        epochs: Any,
        learning_rate: Any,
        hyperparameters: Any = None,
    ) -> None:
        spec = TrainerSpec(
            examples=examples,
            transform_graph=transform_graph,
            hyperparameters=hyperparameters,
            run_fn=run_fn,
            custom_config=json_utils.dumps(custom_config),
            epochs=epochs,
            learning_rate=learning_rate,
            train_args=trainer_pb2.TrainArgs(),
            eval_args=trainer_pb2.EvalArgs(),
            model=Channel(type=standard_artifacts.Model),
            model_run=Channel(type=standard_artifacts.ModelRun),
        )
        # Not TFX's own initializer, which builds TFX's own specification.
        super(tfx_trainer.Trainer, self).__init__(spec=spec)


class CustomJobTrainer(Trainer):
    """The same, in a custom job; `custom_config` has what TFX's executor wants to know of it."""

    EXECUTOR_SPEC = executor_spec.ExecutorClassSpec(CustomJobExecutor)
