from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
import tensorflow as tf
from tfx.types.artifact_utils import encode_split_names
from tfx.types.standard_artifacts import Examples, Model, ModelEvaluation
from tfx.utils import path_utils

from components.artifacts import GateChecks
from components.int8_gate import Int8Gate
from components.model_counts import write_counts
from components.span_metrics import CANDIDATE
from evaluation.gates.checks import CHECKS_FILE, Check, load_checks
from evaluation.text_counts import TextCounts
from models.export_format import INT8_FOLDER
from preprocessing.examples import to_example
from preprocessing.records import Record
from preprocessing.spans import Span
from serving.prediction.predictor import Predictor
from serving.release.publishing import copy_tree
from tests.exported import Exported, random_texts

TEXTS = random_texts(60, seed=12)
NAMES = ["PARTY", "DATE", "AMOUNT"]


def examples_of(folder: Path, spans: list[tuple[Span, ...]]) -> Examples:
    examples = Examples()
    examples.uri = str(folder / "examples")
    examples.split_names = encode_split_names(["train", "eval"])
    for split in ("train", "eval"):
        path = Path(examples.uri, f"Split-{split}", "data_tfrecord-00000-of-00001.gz")
        path.parent.mkdir(parents=True)
        with tf.io.TFRecordWriter(str(path), "GZIP") as writer:
            for number, (text, found) in enumerate(zip(TEXTS, spans, strict=True)):
                # Nothing in the train split is right, so that a mix-up would be seen.
                gold = found if split == "eval" else ()
                writer.write(
                    to_example(Record(str(number), text, gold, "t", 1)).SerializeToString()
                )
    return examples


@pytest.fixture
def found(exported: Exported) -> list[tuple[Span, ...]]:
    """What the int8 model finds in the texts: the gold spans of a perfect one."""
    predictions = Predictor(exported.path, int8=True).predict(TEXTS)
    return [tuple(Span(e.start, e.end, e.label) for e in p.entities) for p in predictions]


def run(
    folder: Path, model_path: Path, examples: Examples, exported: TextCounts | None
) -> list[Check]:
    model, evaluation, checks = Model(), ModelEvaluation(), GateChecks()
    for artifact, name in ((model, "model"), (evaluation, "evaluation"), (checks, "checks")):
        artifact.uri = str(folder / name)
        Path(artifact.uri).mkdir()
    if exported is not None:
        write_counts(evaluation.uri, CANDIDATE, exported)
    copy_tree(str(model_path), path_utils.serving_model_dir(model.uri))
    Int8Gate.EXECUTOR_SPEC.executor_class().Do(
        {"model": [model], "examples": [examples], "evaluation": [evaluation]},
        {"checks": [checks]},
        {
            "labels": json.dumps(NAMES),
            "max_drop": 0.003,
            "confidence": 0.95,
            "source_hash": "",
        },
    )
    return load_checks(Path(checks.uri, CHECKS_FILE).read_text())


@pytest.mark.parametrize("wrong", [0, 30])
def test_the_drop_is_that_from_the_exported_model(
    exported: Exported, tmp_path: Path, found: list[tuple[Span, ...]], wrong: int
) -> None:
    """The exported model is perfect, and so is the int8 model but for `wrong` texts."""
    gold = [(*spans, Span(0, 1, "AMOUNT")) if row < wrong else spans
            for row, spans in enumerate(found)]  # fmt: skip
    texts = Predictor(exported.path, int8=True).predict(TEXTS)
    counts = TextCounts.count(NAMES, zip(gold, texts, strict=True))
    perfect = counts.spans.copy()
    perfect[:, :, 0] = perfect[:, :, 1] = perfect[:, :, 2]
    (check,) = run(
        tmp_path,
        exported.path,
        examples_of(tmp_path, gold),
        TextCounts(counts.labels, perfect, counts.accepted, counts.slices),
    )
    assert check.gate == "int8"
    assert check.value == pytest.approx(1 - counts.figure("micro/f1"))
    assert check.passed is (wrong == 0)


def test_without_an_int8_model_there_is_nothing_to_check(
    exported: Exported, tmp_path: Path, found: list[tuple[Span, ...]]
) -> None:
    shutil.copytree(exported.path, tmp_path / "without", ignore=shutil.ignore_patterns(INT8_FOLDER))
    examples = examples_of(tmp_path, found)
    assert run(tmp_path, tmp_path / "without", examples, None) == []
