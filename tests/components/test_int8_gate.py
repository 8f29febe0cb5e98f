from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
import tensorflow as tf
from tfx.types.artifact_utils import encode_split_names
from tfx.types.standard_artifacts import Examples, Model, ModelEvaluation
from tfx.utils import path_utils

from components.artifacts import GateChecks
from components.int8_gate import Int8Gate
from evaluation.gates.checks import CHECKS_FILE, Check, load_checks
from models.export_format import INT8_FOLDER
from preprocessing.examples import to_example
from preprocessing.records import Record
from preprocessing.spans import Span
from serving.prediction.predictor import Predictor
from serving.release.publishing import copy_tree
from tests.exported import Exported, random_texts

TEXTS = random_texts(60, seed=12)


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
    folder: Path, model_path: Path, examples: Examples, exported_f1: float, monkeypatch: Any
) -> list[Check]:
    monkeypatch.setattr("components.int8_gate.read_figures", lambda *_: {"micro/f1": exported_f1})
    model, evaluation, checks = Model(), ModelEvaluation(), GateChecks()
    for artifact, name in ((model, "model"), (evaluation, "evaluation"), (checks, "checks")):
        artifact.uri = str(folder / name)
        Path(artifact.uri).mkdir()
    copy_tree(str(model_path), path_utils.serving_model_dir(model.uri))
    Int8Gate.EXECUTOR_SPEC.executor_class().Do(
        {"model": [model], "examples": [examples], "evaluation": [evaluation]},
        {"checks": [checks]},
        {"labels": '["PARTY", "DATE", "AMOUNT"]', "max_drop": 0.003, "source_hash": ""},
    )
    return load_checks(Path(checks.uri, CHECKS_FILE).read_text())


@pytest.mark.parametrize(("exported_f1", "passes"), [(1.0, True), (1.004, False)])
def test_the_drop_is_that_from_the_exported_model(
    exported: Exported,
    tmp_path: Path,
    found: list[tuple[Span, ...]],
    monkeypatch: pytest.MonkeyPatch,
    exported_f1: float,
    passes: bool,
) -> None:
    examples = examples_of(tmp_path, found)
    (check,) = run(tmp_path, exported.path, examples, exported_f1, monkeypatch)
    assert check.gate == "int8"
    assert check.value == pytest.approx(exported_f1 - 1)
    assert check.passed is passes


def test_without_an_int8_model_there_is_nothing_to_check(
    exported: Exported,
    tmp_path: Path,
    found: list[tuple[Span, ...]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shutil.copytree(exported.path, tmp_path / "without", ignore=shutil.ignore_patterns(INT8_FOLDER))
    examples = examples_of(tmp_path, found)
    assert run(tmp_path, tmp_path / "without", examples, 1.0, monkeypatch) == []
