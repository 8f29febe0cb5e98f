"""Tuner: TFX's, with the values of a run's parameters, that fails if one of its trials fails."""

from __future__ import annotations

from typing import Any

from tfx.components.tuner import component as tfx_tuner
from tfx.components.tuner import executor as tfx_executor
from tfx.dsl.components.base import executor_spec
from tfx.proto import trainer_pb2
from tfx.types import Channel, artifact_utils, standard_artifacts, standard_component_specs
from tfx.utils import json_utils

from components.trainer import RUN_PARAMETERS, with_parameters
from components.tuner_fn import tuner_fn
from models.hyperparameters import REPORT_FILE
from storage import files

TUNER_FN = f"{tuner_fn.__module__}.{tuner_fn.__name__}"


class TunerSpec(standard_component_specs.TunerSpec):
    """TFX's, with the parameters of a run; see `components.trainer.TrainerSpec`."""

    PARAMETERS = {  # noqa: RUF012 - TFX's attribute
        **standard_component_specs.TunerSpec.PARAMETERS,
        **RUN_PARAMETERS,
    }


class Executor(tfx_executor.Executor):
    """TFX's, which does not end well unless each trial did."""

    def Do(  # noqa: N802 - TFX's name
        self,
        input_dict: dict[str, list[Any]],
        output_dict: dict[str, list[Any]],
        exec_properties: dict[str, Any],
    ) -> None:
        """Runs the trials, and writes the best values and a report; see TFX.

        Raises:
          models.tuner.TrialFailedError: A trial failed, or has no score.
        """
        tuner = tfx_executor.search(
            input_dict,
            with_parameters(exec_properties),
            self._get_tmp_dir(),
            print_tuning_summary=False,
        )
        report = tuner.report()
        tfx_executor.write_best_hyperparameters(tuner, output_dict)
        results = artifact_utils.get_single_uri(
            output_dict[standard_component_specs.TUNER_RESULTS_KEY]
        )
        files.write_text(files.join(results, REPORT_FILE), report.to_json())


class Tuner(tfx_tuner.Tuner):
    """TFX's Tuner with parameters that a run may set.

    Args:
      examples: Transformed examples.
      transform_graph: From Transform.
      custom_config: What `tuner_fn` gets.
      epochs: Number of epochs where it is not tuned, or a parameter of the run.
      learning_rate: Highest learning rate where it is not tuned, or a parameter of the run.
    """

    SPEC_CLASS = TunerSpec
    EXECUTOR_SPEC = executor_spec.ExecutorClassSpec(Executor)

    def __init__(
        self,
        *,
        examples: Any,
        transform_graph: Any,
        custom_config: dict[str, Any],
        epochs: Any,
        learning_rate: Any,
    ) -> None:
        spec = TunerSpec(
            examples=examples,
            transform_graph=transform_graph,
            tuner_fn=TUNER_FN,
            train_args=trainer_pb2.TrainArgs(),
            eval_args=trainer_pb2.EvalArgs(),
            custom_config=json_utils.dumps(custom_config),
            epochs=epochs,
            learning_rate=learning_rate,
            best_hyperparameters=Channel(type=standard_artifacts.HyperParameters),
            tuner_results=Channel(type=standard_artifacts.TunerResults),
        )
        # Not TFX's own initializer, which builds TFX's own specification.
        super(tfx_tuner.Tuner, self).__init__(spec=spec)
