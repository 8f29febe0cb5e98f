"""Span metrics for TFX's Evaluator: TFMA metrics over raw text, the configuration, the verdict."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import apache_beam as beam
import tensorflow_model_analysis as tfma
from google.protobuf import json_format
from tensorflow_model_analysis.metrics import metric_types
from tfx.components.evaluator.component import Evaluator
from tfx.components.evaluator.executor import Executor as EvaluatorExecutor
from tfx.dsl.components.base import executor_spec
from tfx.types import standard_component_specs
from tfx.utils import path_utils

from components.model_counts import count_eval_texts, write_counts
from evaluation.gates.evaluation import bounded
from evaluation.gates.settings import EvaluationSettings
from models.export import parse_entities
from models.export_format import EVALUATION_SIGNATURE
from models.span_scoring import FIGURE_KINDS, MACRO, MICRO, SpanCounts, flatten
from preprocessing.novelty import novelty_labels
from preprocessing.spans import Span
from serving.release.publishing import build_manifest
from storage import files

CANDIDATE = "candidate"
BASELINE = "baseline"


class SpanFigure(tfma.metrics.Metric):
    """One figure of the span metrics, such as `micro/f1`.

    All figures share one pass over the data. The gold spans come from the features `span_start`,
    `span_end` and `span_label`, the predicted ones from the output of `serving_examples`.

    Args:
      name: `<label | micro | macro>/<precision | recall | f1 | support>`.
      labels: The labels.
      unseen: Labels by which texts are put into slices; see `preprocessing.novelty`.
      source_hash: Changes when the code does, so that TFX's cache sees it.
    """

    def __init__(
        self, name: str, labels: list[str], unseen: Sequence[str] = (), source_hash: str = ""
    ) -> None:
        super().__init__(
            _computations, name=name, labels=labels, unseen=list(unseen), source_hash=source_hash
        )


metric_types.register_metric(SpanFigure)


def _computations(
    name: str,
    labels: list[str],
    unseen: list[str],
    source_hash: str,
    model_names: list[str] | None = None,
) -> list[Any]:
    del unseen, source_hash  # of no matter to the sums
    computations: list[Any] = []
    for model_name in model_names or [""]:
        # A name with an underscore is private to TFMA: computed once, not reported.
        counts_key = tfma.metrics.MetricKey(name="_span_counts", model_name=model_name)
        computations.append(
            tfma.metrics.MetricComputation(
                keys=[counts_key],
                preprocessors=[_SpanPreprocessor(model_name)],
                combiner=_SpanCombiner(counts_key),
            )
        )
        figure_key = tfma.metrics.MetricKey(name=name, model_name=model_name)
        computations.append(
            tfma.metrics.DerivedMetricComputation(
                keys=[figure_key], result=_Figure(counts_key, figure_key, labels)
            )
        )
    return computations


class _Figure:
    """Takes one figure out of the counts."""

    def __init__(self, counts_key: Any, figure_key: Any, labels: list[str]) -> None:
        self._counts_key = counts_key
        self._figure_key = figure_key
        self._labels = labels

    def __call__(self, metrics: Mapping[Any, Any]) -> dict[Any, float]:
        figures = flatten(metrics[self._counts_key].figures(self._labels))
        return {self._figure_key: float(figures[self._figure_key.name])}


class _SpanPreprocessor(tfma.metrics.Preprocessor):
    """Turns an example and a model's answer into gold and predicted spans."""

    def __init__(self, model_name: str) -> None:
        super().__init__(name=f"spans_{model_name}")
        self._model_name = model_name

    def process(self, extracts: Mapping[str, Any]) -> Iterator[tuple[list[Span], list[Span]]]:
        features = extracts[tfma.FEATURES_KEY]
        # TFMA leaves these features out of a batch in which no text has spans.
        columns = [_values(features.get(f"span_{name}")) for name in ("start", "end", "label")]
        gold = [
            Span(int(start), int(end), label.decode())
            for start, end, label in zip(*columns, strict=True)
        ]
        predictions = extracts[tfma.PREDICTIONS_KEY]
        # TFMA leaves out the level of the model, and of the output, where there is only one.
        for level in (self._model_name, "entities"):
            if isinstance(predictions, Mapping) and level in predictions:
                predictions = predictions[level]
        (encoded,) = _values(predictions)
        yield gold, [Span(*entity) for entity in parse_entities(encoded)]


class _SpanCombiner(beam.CombineFn):
    """Adds up span counts."""

    def __init__(self, key: Any) -> None:
        self._key = key

    def create_accumulator(self) -> SpanCounts:
        return SpanCounts()

    def add_input(
        self, accumulator: SpanCounts, element: tuple[list[Span], list[Span]]
    ) -> SpanCounts:
        accumulator.add(*element)
        return accumulator

    def merge_accumulators(self, accumulators: Iterable[SpanCounts]) -> SpanCounts:
        merged = SpanCounts()
        for accumulator in accumulators:
            merged.merge(accumulator)
        return merged

    def extract_output(self, accumulator: SpanCounts) -> dict[Any, SpanCounts]:
        return {self._key: accumulator}


def _values(array: Any) -> list[Any]:
    """Values of a feature of one example: a numpy array, or None where there are none."""
    return [] if array is None else list(array.ravel())


def figure_names(labels: Sequence[str]) -> list[str]:
    """Names of all figures."""
    return [f"{name}/{kind}" for name in (*labels, MICRO, MACRO) for kind in FIGURE_KINDS]


def eval_config(
    labels: Sequence[str], settings: EvaluationSettings, source_hash: str
) -> tfma.EvalConfig:
    """TFMA's configuration: both models, all figures, and the lower bounds on some.

    Drops are not TFMA's to judge: it would fail one that chance explains.

    Args:
      labels: The labels.
      settings: The bounds.
      source_hash: Changes when the code does, so that TFX's cache sees it.
    """
    metrics = []
    shared = {
        "labels": list(labels),
        "unseen": novelty_labels(settings.slices),
        "source_hash": source_hash,
    }
    # Without any bound TFX gives no verdict; 0 is one that every model reaches.
    bounds = bounded(settings.min, labels) or {f"{MICRO}/f1": 0.0}
    for name in figure_names(labels):
        threshold: dict[str, Any] = {}
        if name in bounds:
            threshold["value_threshold"] = {"lower_bound": bounds[name]}
        metrics.append(
            {
                "class_name": "SpanFigure",
                "module": __name__,
                "config": json.dumps({"name": name, **shared}),
                **({"threshold": threshold} if threshold else {}),
            }
        )
    model = {"signature_name": EVALUATION_SIGNATURE}
    return json_format.ParseDict(
        {
            "model_specs": [
                {"name": CANDIDATE, **model},
                {"name": BASELINE, "is_baseline": True, **model},
            ],
            "slicing_specs": [{}],
            "metrics_specs": [{"metrics": metrics, "model_names": [CANDIDATE, BASELINE]}],
        },
        tfma.EvalConfig(),
    )


class _Executor(EvaluatorExecutor):
    """TFX's, but only a released model that differs from the new one is a baseline."""

    def Do(  # noqa: N802 - TFX's name
        self,
        input_dict: dict[str, list[Any]],
        output_dict: dict[str, list[Any]],
        exec_properties: dict[str, Any],
    ) -> None:
        inputs = dict(input_dict)
        baseline = inputs.pop(standard_component_specs.BASELINE_MODEL_KEY, None)
        candidate = path_utils.serving_model_dir(inputs[standard_component_specs.MODEL_KEY][0].uri)
        if baseline and _differs(path_utils.serving_model_dir(baseline[0].uri), candidate):
            inputs[standard_component_specs.BASELINE_MODEL_KEY] = baseline
        super().Do(inputs, output_dict, exec_properties)
        _count_texts(inputs, output_dict, exec_properties)


def _count_texts(
    inputs: Mapping[str, list[Any]],
    outputs: Mapping[str, list[Any]],
    exec_properties: Mapping[str, Any],
) -> None:
    """Counts each text's right spans, which TFMA's sums no longer tell."""
    config = tfma.EvalConfig()
    json_format.Parse(exec_properties[standard_component_specs.EVAL_CONFIG_KEY], config)
    metric = json.loads(config.metrics_specs[0].metrics[0].config)
    (examples,) = inputs[standard_component_specs.EXAMPLES_KEY]
    (evaluation,) = outputs[standard_component_specs.EVALUATION_KEY]
    models = {
        CANDIDATE: standard_component_specs.MODEL_KEY,
        BASELINE: standard_component_specs.BASELINE_MODEL_KEY,
    }
    for name, key in models.items():
        for model in inputs.get(key) or ():
            path = path_utils.serving_model_dir(model.uri)
            counts = count_eval_texts(path, examples, metric["labels"], unseen=metric["unseen"])
            write_counts(evaluation.uri, name, counts)


def _differs(released: str, candidate: str) -> bool:
    """Whether there is a released model and it is not the candidate itself."""
    return files.exists(released) and build_manifest(released) != build_manifest(candidate)


class SpanEvaluator(Evaluator):
    """TFX's Evaluator, for a baseline that may be missing or the very model to evaluate."""

    EXECUTOR_SPEC = executor_spec.BeamExecutorSpec(_Executor)


def read_figures(evaluation_uri: str, model_name: str, labels: Sequence[str]) -> dict[str, float]:
    """Figures of one model by name, or an empty dict if it was not evaluated.

    Args:
      evaluation_uri: Folder of the Evaluator's output.
      model_name: `CANDIDATE` or `BASELINE`.
      labels: The labels, in the order that the figures are to have.
    """
    names = figure_names(labels)
    # TFMA leaves the name out where there is no second model.
    for reported in (model_name, "") if model_name == CANDIDATE else (model_name,):
        result = tfma.load_eval_result(evaluation_uri, model_name=reported)
        for _, outputs in result.slicing_metrics:
            metrics = outputs.get("", {}).get("", {})
            figures = {key: metrics[key]["doubleValue"] for key in names if key in metrics}
            if figures:
                return figures
    return {}
