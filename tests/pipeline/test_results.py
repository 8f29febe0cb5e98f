from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from tfx.types.standard_artifacts import Examples, ModelRun, PushedModel, Schema, TunerResults

from components.artifacts import Rejects
from components.doccano_example_gen import DoccanoExampleGen
from models.hyperparameters import REPORT_FILE as TUNING_REPORT
from models.hyperparameters import FinishedTrial, TuningReport
from models.training_report import REPORT_FILE as TRAINING_REPORT
from models.training_report import AlignmentReport, TrainingReport
from pipeline import results
from pipeline.config import load_settings
from pipeline.results import MODEL_RUN, PUSHED_MODEL, REJECTS, TUNER_RESULTS, RunResults
from serving.release.record import RECORD_FILE, ReleaseRecord
from serving.release.records import Outcome


def test_the_names_are_those_of_the_types_of_artifacts() -> None:
    kinds = (Rejects, ModelRun, TunerResults, PushedModel, Schema)
    names = (REJECTS, MODEL_RUN, TUNER_RESULTS, PUSHED_MODEL, results.SCHEMA)
    assert tuple(kind.TYPE_NAME for kind in kinds) == names


def test_a_run_that_did_not_come_far_has_left_nothing(tmp_path: Path) -> None:
    assert RunResults.read({}) == RunResults()
    # An artifact that was announced, but whose component failed.
    assert RunResults.read({REJECTS: str(tmp_path)}) == RunResults()
    assert list(RunResults().warnings()) == []


def test_what_reading_left_is_read(tmp_path: Path, write_jsonl: Callable[..., Path]) -> None:
    """Files of the real component."""
    good = [{"text": f"SHOP {chr(65 + i)} ", "label": [[0, 5, "PARTY"]]} for i in range(26)]
    path = write_jsonl([*good, b"not json"])
    examples, rejects = Examples(), Rejects()
    examples.uri, rejects.uri = str(tmp_path / "examples"), str(tmp_path / "rejects")
    DoccanoExampleGen.EXECUTOR_SPEC.executor_class().Do(
        {},
        {"examples": [examples], "rejects": [rejects]},
        {
            "data": load_settings().data.model_copy(update={"path": str(path)}).model_dump_json(),
            "labels": '["PARTY"]',
            "data_fingerprint": "",
            "source_hash": "",
            "data_spans": "",
        },
    )
    read = RunResults.read({Rejects.TYPE_NAME: rejects.uri})
    assert read.ingest is not None
    assert (read.ingest.records, read.ingest.examples.total()) == (27, 26)
    refused, trimmed = read.warnings()
    assert refused == f"lines refused: 1 not_json; see {rejects.uri}"
    assert trimmed.startswith("26 spans had white space at their edges")


def test_reports_of_all_steps(tmp_path: Path) -> None:
    training = TrainingReport(alignment={"eval": AlignmentReport(25, 1, 0, ["a"])})
    tuning = TuningReport([FinishedTrial(1, {"training.epochs": 3}, 0.9, 1.5)], {}, {"seed": 1})
    release = ReleaseRecord(Outcome.REJECTED, None, None, [], {}, [])
    for name, text in (
        (TRAINING_REPORT, training.to_json()),
        (TUNING_REPORT, tuning.to_json()),
        (RECORD_FILE, release.to_json()),
    ):
        (tmp_path / name).write_text(text)
    read = RunResults.read(dict.fromkeys((MODEL_RUN, TUNER_RESULTS, PUSHED_MODEL), str(tmp_path)))
    assert (read.training, read.tuning, read.release) == (training, tuning, release)
    (warning,) = read.warnings()
    assert warning.startswith("eval split: 1 texts are longer")
    assert tuning.to_dict() == json.loads(tuning.to_json())
