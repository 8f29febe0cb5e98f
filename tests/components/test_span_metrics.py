from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import tensorflow as tf
import tensorflow_model_analysis as tfma
from google.protobuf import text_format
from tensorflow_metadata.proto.v0 import schema_pb2
from tfx.components.util import examples_utils
from tfx.proto import example_gen_pb2
from tfx.types import artifact_utils
from tfx.types.standard_artifacts import Examples, Model, ModelBlessing, ModelEvaluation, Schema
from tfx.utils import json_utils, path_utils, proto_utils

from components.model_counts import read_counts
from components.span_metrics import (
    BASELINE,
    CANDIDATE,
    SpanEvaluator,
    eval_config,
    figure_names,
    read_figures,
)
from evaluation.gates.evaluation import evaluation_checks
from evaluation.gates.settings import EvaluationSettings
from models.span_scoring import SpanCounts, flatten
from pipeline.config import load_settings
from preprocessing.examples import to_example
from preprocessing.records import Record, folded
from preprocessing.spans import Span
from serving.prediction.predictor import Predictor
from serving.release.publishing import copy_tree
from tests.exported import LABELS, Exported

ROOT = Path(__file__).parent.parent.parent
TRAINED = 50
"""Records that the train split has, of the 200 that evaluate."""


def bounds(**values: Any) -> EvaluationSettings:
    return load_settings().evaluation.model_copy(update=values)


class Evaluated:
    """What the component wrote, and what it should have found."""

    def __init__(self, folder: Path) -> None:
        self.evaluation, self.blessing = ModelEvaluation(), ModelBlessing()
        self.evaluation.uri = str(folder / "evaluation")
        self.blessing.uri = str(folder / "blessing")

    @property
    def blessed(self) -> bool:
        return Path(self.blessing.uri, "BLESSED").exists()


def evaluate(
    exported: Exported,
    folder: Path,
    settings: EvaluationSettings,
    baseline: str | None,
    context: Any = None,
    records: Sequence[Record] | None = None,
    trained: Sequence[Record] = (),
) -> Evaluated:
    """Runs the component's executor over records, or else over the first 200."""
    examples = Examples()
    examples.uri = str(folder / "examples")
    examples.split_names = artifact_utils.encode_split_names(["train", "eval"])
    examples_utils.set_payload_format(examples, example_gen_pb2.FORMAT_TF_EXAMPLE)
    splits = {"eval": exported.records[:200] if records is None else records, "train": trained}
    for split, part in splits.items():
        path = folder / "examples" / f"Split-{split}" / "data.gz"
        path.parent.mkdir(parents=True)
        with tf.io.TFRecordWriter(str(path), "GZIP") as writer:
            for record in part:
                writer.write(to_example(record, ["bank"]).SerializeToString())
    schema = Schema()
    schema.uri = str(folder / "schema")
    (folder / "schema").mkdir()
    text = (ROOT / "configs" / "data_schema.pbtxt").read_text()
    (folder / "schema" / "schema.pbtxt").write_text(text)
    text_format.Parse(text, schema_pb2.Schema())

    models = {}
    for name, source in (("model", str(exported.path)), ("baseline_model", baseline)):
        models[name] = Model()
        models[name].uri = str(folder / name)
        (folder / name).mkdir()
        if source:
            copy_tree(source, path_utils.serving_model_dir(models[name].uri))

    result = Evaluated(folder)
    config = eval_config(LABELS, settings, "")
    SpanEvaluator.EXECUTOR_SPEC.executor_class(context).Do(
        {
            "examples": [examples],
            "schema": [schema],
            **{name: [model] for name, model in models.items()},
        },
        {"evaluation": [result.evaluation], "blessing": [result.blessing]},
        {
            "eval_config": proto_utils.proto_to_json(config),
            "example_splits": json_utils.dumps(["eval"]),
            "fairness_indicator_thresholds": "null",
        },
    )
    return result


@pytest.fixture(scope="module")
def expected(exported: Exported) -> Mapping[str, float]:
    """The same figures without TFX."""
    records = exported.records[:200]
    counts = SpanCounts()
    predictions = Predictor(exported.path).predict([record.text for record in records])
    for record, prediction in zip(records, predictions, strict=True):
        counts.add(record.spans, [Span(e.start, e.end, e.label) for e in prediction.entities])
    return flatten(counts.figures(LABELS))


@pytest.fixture(scope="module")
def alone(exported: Exported, tmp_path_factory: pytest.TempPathFactory) -> Evaluated:
    """A model without bounds and without a baseline."""
    records = [replace(record, metadata=(("bank", "a"),)) for record in exported.records[:200]]
    folder = tmp_path_factory.mktemp("alone")
    settings = bounds(min={}, max_drop={}, slices=["bank", "unseen:PARTY"])
    return evaluate(exported, folder, settings, None, records=records, trained=records[:TRAINED])


def test_figures_are_those_of_plain_counting(
    alone: Evaluated, expected: Mapping[str, float]
) -> None:
    figures = read_figures(alone.evaluation.uri, CANDIDATE, LABELS)
    assert figures == pytest.approx(dict(expected))
    assert figures.keys() == set(figure_names(LABELS))
    assert figures["micro/support"] > 100
    assert 0 < figures["micro/f1"] < 1
    assert read_figures(alone.evaluation.uri, BASELINE, LABELS) == {}
    assert alone.blessed  # there is no bound to miss


def test_a_batch_of_texts_without_spans(exported: Exported, tmp_path: Path) -> None:
    records = [record for record in exported.records if not record.spans][:3]
    assert records
    result = evaluate(exported, tmp_path, bounds(min={}, max_drop={}), None, records=records)
    assert read_figures(result.evaluation.uri, CANDIDATE, LABELS)["micro/support"] == 0


@pytest.mark.parametrize("margin", [-0.001, 0.001])
def test_a_value_bound_decides_on_the_blessing(
    exported: Exported, expected: Mapping[str, float], tmp_path: Path, margin: float
) -> None:
    """Without a baseline; TFMA's verdict and ours must be the same."""
    bound = expected["micro/f1"] + margin
    settings = bounds(min={"micro/f1": bound}, max_drop={"micro/f1": 0.0})
    result = evaluate(exported, tmp_path, settings, None)
    assert result.blessed == (margin < 0)
    counts = read_counts(result.evaluation.uri, CANDIDATE)
    assert counts is not None
    (check,) = evaluation_checks(counts, None, settings, blessed=result.blessed)
    assert check.passed == (margin < 0)
    assert check.value == pytest.approx(expected["micro/f1"])


def test_the_model_in_release_is_the_baseline(
    exported: Exported, expected: Mapping[str, float], tmp_path: Path
) -> None:
    settings = bounds(min={}, max_drop={"micro/f1": 0.001, "PARTY/recall": 0.0})
    # The same graph and weights, but another file beside them: another model.
    released = tmp_path / "released"
    copy_tree(str(exported.path), str(released))
    (released / "assets.extra").mkdir()
    (released / "assets.extra" / "note").write_text("published before")
    result = evaluate(exported, tmp_path, settings, str(released))
    figures = read_figures(result.evaluation.uri, CANDIDATE, LABELS)
    baseline = read_figures(result.evaluation.uri, BASELINE, LABELS)
    assert figures == baseline == pytest.approx(dict(expected))
    assert result.blessed
    counts, before = (read_counts(result.evaluation.uri, name) for name in (CANDIDATE, BASELINE))
    assert counts is not None
    assert before is not None
    checks = evaluation_checks(counts, before, settings, blessed=True)
    assert [check.name for check in checks] == ["micro/f1 drop", "PARTY/recall drop"]
    assert all(check.passed for check in checks)


def test_the_released_model_is_not_compared_with_itself(
    exported: Exported, expected: Mapping[str, float], tmp_path: Path
) -> None:
    settings = bounds(min={}, max_drop={"micro/f1": 0.0})
    result = evaluate(exported, tmp_path, settings, str(exported.path))
    assert read_figures(result.evaluation.uri, CANDIDATE, LABELS) == pytest.approx(dict(expected))
    assert read_figures(result.evaluation.uri, BASELINE, LABELS) == {}
    assert result.blessed


def test_counts_of_each_text_add_up_to_the_figures(
    alone: Evaluated, exported: Exported, expected: Mapping[str, float]
) -> None:
    counts = read_counts(alone.evaluation.uri, CANDIDATE)
    assert counts is not None
    assert counts.texts == 200
    assert {slices[0] for slices in counts.slices} == {"bank=a"}
    assert len(counts.rows_of("bank")["bank=a"]) == 200
    parties = [
        {
            folded(record.text[span.start : span.end])
            for span in record.spans
            if span.label == "PARTY"
        }
        for record in exported.records[:200]
    ]
    known = set().union(*parties[:TRAINED])
    rows = {
        "unseen:PARTY=no": [row for row, part in enumerate(parties) if part and part <= known],
        "unseen:PARTY=yes": [row for row, part in enumerate(parties) if not part <= known],
    }
    assert all(rows.values())
    found = counts.rows_of("unseen:PARTY")
    assert {name: found[name].tolist() for name in found} == rows
    for name, value in expected.items():
        if not name.endswith("/support"):
            assert counts.figure(name) == pytest.approx(value)
    assert read_counts(alone.evaluation.uri, BASELINE) is None


def test_the_configuration_is_valid_for_tfma() -> None:
    settings = bounds(min={"micro/f1": 0.5}, max_drop={"macro/f1": 0.1})
    config = eval_config(LABELS, settings, "abc")
    tfma.utils.verify_eval_config(
        tfma.utils.update_eval_config_with_defaults(config, has_baseline=True)
    )
    assert len(config.metrics_specs[0].metrics) == 4 * (len(LABELS) + 2)
