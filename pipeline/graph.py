"""The DAG: which components there are, and what flows between them. The same for every runner."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from google.protobuf import json_format
from tfx import v1 as tfx
from tfx.proto import infra_validator_pb2

from components.anomaly_gate import AnomalyGate
from components.case_gate import CaseGate
from components.doccano_example_gen import DoccanoExampleGen
from components.int8_gate import Int8Gate
from components.release_pusher import ReleasePusher
from components.released_baseline import ReleasedBaseline
from components.reviewed_schema import ReviewedSchema
from components.serving_check import ServingCheck
from components.span_metrics import SpanEvaluator, eval_config
from components.trainer import RUN_FN, Trainer
from components.tuner import Tuner
from evaluation.gates.settings import ServingBackend
from pipeline.beam import beam_pipeline_args
from pipeline.config import Settings
from pipeline.provenance import Provenance, source_hash
from pipeline.starting import Start
from preprocessing.novelty import metadata_slices
from storage import files

PIPELINE_NAME = "transaction-ner"


@dataclass(frozen=True)
class RunContext:
    """What a run depends on besides its settings.

    Attributes:
      provenance: Code and data.
      schema_text: The reviewed schema, as a text-format protocol buffer.
      release_state: `serving.release.table.Releases.state` when the run began.
      trigger_reason: Why the run was started; empty if nobody said.
      start: The published model that training begins from; None: the encoder.
      cases_state: `monitoring.case_store.CaseStore.state` when the run began.
    """

    provenance: Provenance
    schema_text: str
    release_state: str
    trigger_reason: str = ""
    start: Start | None = None
    cases_state: str = ""


def run_parameters(settings: Settings, context: RunContext) -> dict[str, int | float | str]:
    """What may differ between runs of one compiled job: the values, by the names of parameters."""
    return {
        "data_spans": json.dumps(settings.data.spans).strip('"'),
        "data_fingerprint": context.provenance.data_fingerprint,
        "epochs": settings.training.epochs,
        "learning_rate": settings.training.learning_rate,
        "release_state": context.release_state,
        "cases_state": context.cases_state,
        "trigger_reason": context.trigger_reason,
    }


def build_pipeline(
    settings: Settings,
    context: RunContext,
    *,
    parameters: Mapping[str, Any] | None = None,
    trainer_class: type[Trainer] = Trainer,
    trainer_config: Mapping[str, Any] | None = None,
) -> tfx.dsl.Pipeline:
    """The pipeline for these settings.

    Args:
      settings: The configuration, with absolute paths.
      context: What else the run depends on.
      parameters: What stands for the values of `run_parameters` where they are given later, with
        each run; None: the values themselves.
      trainer_class: The Trainer, which says where it trains.
      trainer_config: What this Trainer needs in its `custom_config` besides the settings.
    """
    values = dict(run_parameters(settings, context) if parameters is None else parameters)
    prepared = _prepare(settings, context, values)
    example_gen, schema = prepared.example_gen, prepared.schema
    anomaly_gate, transform = prepared.anomaly_gate, prepared.transform
    examples = example_gen.outputs["examples"]
    labels = json.dumps(settings.labels)
    release = _release(settings)
    provenance = _provenance_json(context.provenance, settings, context.start)
    tuner = _tuner(settings, context, transform, values) if settings.tuner.enabled else None
    trainer = trainer_class(
        run_fn=RUN_FN,
        examples=transform.outputs["transformed_examples"],
        transform_graph=transform.outputs["transform_graph"],
        custom_config={
            **_training_config(settings, context),
            "export": settings.export.model_dump(mode="json"),
            "target_precision": settings.serving.target_precision,
            "min_score": settings.serving.min_score,
            "warmup_texts": settings.serving_check.requests,
            "checkpoint_root": files.join(settings.output_root, "checkpoints"),
            "source_hash": source_hash("components.trainer"),
            **(trainer_config or {}),
        },
        epochs=values["epochs"],
        learning_rate=values["learning_rate"],
        **_tuned(tuner),
    ).with_id("Trainer")
    model = trainer.outputs["model"]
    baseline = ReleasedBaseline(
        release_state=values["release_state"],
        source_hash=source_hash("components.released_baseline"),
        **release,
    )
    evaluator = SpanEvaluator(
        examples=examples,
        model=model,
        baseline_model=baseline.outputs["model"],
        eval_config=eval_config(
            settings.labels, settings.evaluation, source_hash("components.span_metrics")
        ),
        schema=schema.outputs["schema"],
    )
    int8_gate = Int8Gate(
        model=model,
        examples=examples,
        evaluation=evaluator.outputs["evaluation"],
        labels=labels,
        max_drop=settings.evaluation.max_int8_drop,
        confidence=settings.evaluation.confidence,
        source_hash=source_hash("components.int8_gate"),
    )
    case_gate = CaseGate(
        model=model,
        examples=examples,
        labels=labels,
        evaluation_settings=settings.evaluation.model_dump_json(),
        cases_state=values["cases_state"],
        source_hash=source_hash("components.case_gate"),
        **release,
    )
    infra = _infra_check(settings, model, examples)
    pusher = ReleasePusher(
        model=model,
        rejects=example_gen.outputs["rejects"],
        data_checks=anomaly_gate.outputs["checks"],
        evaluation=evaluator.outputs["evaluation"],
        int8_checks=int8_gate.outputs["checks"],
        case_checks=case_gate.outputs["checks"],
        model_blessing=evaluator.outputs["blessing"],
        infra_blessing=infra.outputs["blessing"],
        labels=labels,
        evaluation_settings=settings.evaluation.model_dump_json(),
        release_root=settings.release_root,
        release_label=settings.release.label,
        provenance=provenance,
        release_state=values["release_state"],
        source_hash=source_hash("components.release_pusher"),
        **_recorded(values),
        **_tuned(tuner),
        **release,
    )
    return _pipeline(
        settings,
        [
            *prepared.components,
            *([tuner] if tuner else []),
            *(trainer, baseline, evaluator, int8_gate, case_gate, infra, pusher),
        ],
    )


def build_transform_pipeline(settings: Settings, context: RunContext) -> tfx.dsl.Pipeline:
    """A pipeline that ends with transformed examples, for trainings without a Trainer.

    Its components are those of `build_pipeline`, so that each takes what the other made.
    """
    prepared = _prepare(settings, context, dict(run_parameters(settings, context)))
    return _pipeline(settings, prepared.components)


def build_tuning_pipeline(settings: Settings, context: RunContext) -> tfx.dsl.Pipeline:
    """A pipeline that ends with the best settings that the tuner found.

    Its components are those of `build_pipeline`, so that each takes what the other made.
    """
    values = dict(run_parameters(settings, context))
    prepared = _prepare(settings, context, values)
    tuner = _tuner(settings, context, prepared.transform, values)
    return _pipeline(settings, [*prepared.components, tuner])


def build_schema_pipeline(settings: Settings, provenance: Provenance) -> tfx.dsl.Pipeline:
    """A pipeline that ends with a schema inferred from the data."""
    example_gen = _example_gen(settings, provenance.data_fingerprint, "")
    statistics_gen = tfx.components.StatisticsGen(examples=example_gen.outputs["examples"])
    schema_gen = tfx.components.SchemaGen(
        statistics=statistics_gen.outputs["statistics"], infer_feature_shape=True
    )
    return _pipeline(settings, [example_gen, statistics_gen, schema_gen])


@dataclass(frozen=True)
class _Prepared:
    """The components from annotations to transformed examples."""

    example_gen: Any
    statistics_gen: Any
    schema: Any
    example_validator: Any
    anomaly_gate: Any
    transform: Any

    @property
    def components(self) -> list[Any]:
        """All of them, in the order in which data flows."""
        return list(vars(self).values())


def _prepare(settings: Settings, context: RunContext, values: dict[str, Any]) -> _Prepared:
    example_gen = _example_gen(settings, values["data_fingerprint"], values["data_spans"])
    examples = example_gen.outputs["examples"]
    statistics_gen = tfx.components.StatisticsGen(examples=examples)
    schema = ReviewedSchema(
        schema_text=context.schema_text, source_hash=source_hash("components.reviewed_schema")
    )
    example_validator = tfx.components.ExampleValidator(
        statistics=statistics_gen.outputs["statistics"], schema=schema.outputs["schema"]
    )
    anomaly_gate = AnomalyGate(
        anomalies=example_validator.outputs["anomalies"],
        rejects=example_gen.outputs["rejects"],
        data=_ingested(settings),
        labels=json.dumps(settings.labels),
        evaluation_settings=settings.evaluation.model_dump_json(),
        # What is trained later does not concern the data gate, which need not run again for it.
        provenance=_provenance_json(replace(context.provenance, source_sha256=""), settings),
        source_hash=source_hash("components.anomaly_gate"),
        **_recorded(values),
        **_release(settings),
    )
    transform = tfx.components.Transform(
        examples=examples,
        schema=schema.outputs["schema"],
        preprocessing_fn="preprocessing.transform.preprocessing_fn",
        disable_statistics=True,
        custom_config={
            "encoder": settings.encoder.source,
            "max_pieces": settings.encoder.max_pieces,
            "labels": settings.labels,
            "source_hash": source_hash("preprocessing.transform"),
        },
    )
    transform.add_upstream_node(anomaly_gate)  # nothing is trained on data that failed
    return _Prepared(
        example_gen, statistics_gen, schema, example_validator, anomaly_gate, transform
    )


def _recorded(values: dict[str, Any]) -> dict[str, Any]:
    """Parameters of a run that are written down with its result."""
    return {name: values[name] for name in ("epochs", "learning_rate", "trigger_reason")}


def _release(settings: Settings) -> dict[str, str]:
    return {"model_name": settings.model_name, "release_table": settings.release_table}


def _provenance_json(provenance: Provenance, settings: Settings, start: Start | None = None) -> str:
    configuration = settings.model_dump(mode="json")
    lineage = {"start": start.lineage()} if start else {}
    return json.dumps({**provenance.to_dict(), **lineage, "configuration": configuration})


def _example_gen(settings: Settings, data_fingerprint: Any, data_spans: Any) -> Any:
    return DoccanoExampleGen(
        data=_ingested(settings),
        labels=json.dumps(settings.labels),
        data_fingerprint=data_fingerprint,
        slices=json.dumps(metadata_slices(settings.evaluation.slices)),
        data_spans=data_spans,
        source_hash=source_hash("components.doccano_example_gen"),
    )


def _ingested(settings: Settings) -> str:
    """The settings of the data, without what only training looks at."""
    return settings.data.model_copy(update={"weights": {}}).model_dump_json()


def _tuner(
    settings: Settings, context: RunContext, transform: Any, values: dict[str, Any]
) -> Tuner:
    # What started the search does not concern it: its result is the same.
    tuner = settings.tuner.model_copy(update={"enabled": True, "file": None})
    return Tuner(
        examples=transform.outputs["transformed_examples"],
        transform_graph=transform.outputs["transform_graph"],
        custom_config={
            **_training_config(settings, context),
            "tuner": tuner.model_dump(mode="json"),
            "folder": settings.tuning_root,
            "source_hash": source_hash("components.tuner"),
        },
        epochs=values["epochs"],
        learning_rate=values["learning_rate"],
    )


def _tuned(tuner: Tuner | None) -> dict[str, Any]:
    """The values that the tuner found, as an input, if there is a tuner."""
    return {"hyperparameters": tuner.outputs["best_hyperparameters"]} if tuner else {}


def _training_config(settings: Settings, context: RunContext) -> dict[str, Any]:
    """What a training depends on, for the Trainer and for the Tuner's trials."""
    return {
        "labels": settings.labels,
        "encoder": settings.encoder.model_dump(mode="json"),
        "decoding": settings.decoding.value,
        "training": settings.training.model_dump(mode="json"),
        "augmentation": settings.augmentation.model_dump(mode="json"),
        "weights": settings.data.weights,
        **({"start": context.start.parameter()} if context.start else {}),
    }


def _pipeline(settings: Settings, components: list[Any]) -> tfx.dsl.Pipeline:
    return tfx.dsl.Pipeline(
        pipeline_name=PIPELINE_NAME,
        pipeline_root=settings.pipeline_root,
        components=components,
        enable_cache=True,
        beam_pipeline_args=beam_pipeline_args(settings),
    )


def _infra_check(settings: Settings, model: Any, examples: Any) -> Any:
    """What tries the model: a process of ours, or TFX's InfraValidator where it can run."""
    check = settings.serving_check
    if check.backend is ServingBackend.PROCESS:
        return ServingCheck(
            model=model,
            settings=check.model_dump_json(),
            source_hash=source_hash("components.serving_check"),
        )
    messages = {
        "serving_spec": infra_validator_pb2.ServingSpec,
        "request_spec": infra_validator_pb2.RequestSpec,
        "validation_spec": infra_validator_pb2.ValidationSpec,
    }
    specs = {
        name: json_format.ParseDict(values, messages[name]())
        for name, values in check.infra_validator.items()
    }
    return tfx.components.InfraValidator(model=model, examples=examples, **specs)
