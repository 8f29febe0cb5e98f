from __future__ import annotations

import json
from pathlib import Path

import pytest
import tensorflow as tf
from tfx.types.artifact_utils import encode_split_names
from tfx.types.standard_artifacts import Examples, Model
from tfx.utils import path_utils

from components.artifacts import GateChecks
from components.case_gate import CaseGate
from components.gate_checks import read_checks, read_figures
from evaluation.gates.checks import Check
from monitoring.answers import LoggedEntity
from monitoring.case_store import CaseStore
from monitoring.cases import Case, Source
from monitoring.held_out import learning_key
from pipeline.config import load_settings
from preprocessing.examples import to_example
from preprocessing.records import Record
from preprocessing.spans import Span
from serving.prediction.predictor import Predictor
from serving.release.publishing import copy_tree
from tests.exported import Exported, random_texts
from tests.monitoring.test_cases import AT

# No two of them are alike, so that each counts by itself.
TEXTS = list(
    {learning_key(t): t for t in random_texts(60, seed=13) if t and "\0" not in t}.values()
)
NAMES = ["PARTY", "DATE", "AMOUNT"]


def examples_of(folder: Path, train: list[str]) -> Examples:
    examples = Examples()
    examples.uri = str(folder / "examples")
    examples.split_names = encode_split_names(["train", "eval"])
    for split, texts in (("train", train), ("eval", TEXTS)):
        path = Path(examples.uri, f"Split-{split}", "data_tfrecord-00000-of-00001.gz")
        path.parent.mkdir(parents=True)
        with tf.io.TFRecordWriter(str(path), "GZIP") as writer:
            for number, text in enumerate(texts):
                record = Record(str(number), text, (), "t", 1)
                writer.write(to_example(record).SerializeToString())
    return examples


def run(folder: Path, model_path: Path, train: list[str]) -> tuple[list[Check], dict[str, float]]:
    model, checks = Model(), GateChecks()
    model.uri, checks.uri = str(folder / "model"), str(folder / "checks")
    Path(checks.uri).mkdir()
    copy_tree(str(model_path), path_utils.serving_model_dir(model.uri))
    CaseGate.EXECUTOR_SPEC.executor_class().Do(
        {"model": [model], "examples": [examples_of(folder, train)]},
        {"checks": [checks]},
        {
            "model_name": "transactions",
            "release_table": f"sqlite:///{folder}/releases.db",
            "labels": json.dumps(NAMES),
            "evaluation_settings": load_settings().evaluation.model_dump_json(),
            "cases_state": "",
            "source_hash": "",
        },
    )
    return read_checks(checks.uri), read_figures(checks.uri)


@pytest.fixture
def cases(exported: Exported) -> list[Case]:
    """What the model answers is right: errors that it fixes, and answers that it must not break."""
    made = []
    for number, answer in enumerate(Predictor(exported.path).predict(TEXTS)):
        found = tuple(LoggedEntity(e.label, e.start, e.end, 0.5, True) for e in answer.entities)
        right = tuple(Span(e.start, e.end, e.label) for e in answer.entities)
        before = () if number % 2 else found
        made.append(Case("transactions", 1, answer.text, before, right, Source.AUDIT, AT))
    return made


def test_the_model_is_tried_on_cases_that_it_has_not_learned_from(
    exported: Exported, tmp_path: Path, cases: list[Case]
) -> None:
    CaseStore(f"sqlite:///{tmp_path}/releases.db").add(cases)
    learned = [f"  {case.text} " for case in cases[:10]]
    checks, figures = run(tmp_path, exported.path, learned)
    held_out = cases[10:]
    errors = sum(bool(case.right) and not case.answered for case in held_out)
    assert errors > 5
    assert figures == {
        "cases/corrected": errors,
        "cases/fixed": errors,
        "cases/confirmed": len(held_out) - errors,
        "cases/broken": 0,
        "cases/learned": 10,
        "cases/contested": 0,
        "cases/outdated": 0,
    }
    assert [(check.name, check.value, check.passed) for check in checks] == [
        ("fixed", 1.0, True),
        ("broken", 0.0, True),
    ]


def test_without_cases_there_is_nothing_to_check(exported: Exported, tmp_path: Path) -> None:
    assert run(tmp_path, exported.path, TEXTS) == ([], {})
