"""ReleasePusher alone, on artifacts as its neighbours leave them, and what a run reads of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tfx.types.standard_artifacts import (
    InfraBlessing,
    Model,
    ModelBlessing,
    ModelEvaluation,
    PushedModel,
)
from tfx.utils import path_utils

from components.artifacts import GateChecks, Rejects
from components.gate_checks import write_checks, write_figures
from components.model_counts import write_counts
from components.release_pusher import ReleasePusher
from components.span_metrics import CANDIDATE
from evaluation.gates.checks import Check, at_least, at_most
from evaluation.text_counts import TextCounts
from models.span_scoring import Figures, flatten
from pipeline.config import load_settings
from pipeline.results import PUSHED_MODEL, RunResults
from preprocessing.ingest_files import SOURCE_FILE
from serving.release.records import Outcome
from serving.release.table import Releases
from tests.serving.release.test_publishing import write_model

FIGURES = {name: Figures(0.9, 0.9, 0.9, 8) for name in ("PARTY", "micro", "macro")}

# Of 10 texts 9 are right.
COUNTS = TextCounts(
    ("PARTY",),
    np.array([[[1, 1, 1]]] * 9 + [[[0, 1, 1]]]),
    np.zeros((10, 2), np.int64),
    ((),) * 10,
)


def artifact(kind: Any, folder: Path) -> Any:
    made = kind()
    made.uri = str(folder / kind.TYPE_NAME)
    Path(made.uri).mkdir(parents=True, exist_ok=True)
    return made


@pytest.fixture
def push(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Runs the component's executor, with the results of the gates before it."""
    # Figures of a real evaluation are read in test_span_metrics.
    monkeypatch.setattr(
        "components.release_pusher.read_figures",
        lambda _, model, __: flatten(FIGURES) if model == "candidate" else {},
    )

    def run(data: Check, serving: Check, *cases: Check) -> RunResults:
        model, rejects = artifact(Model, tmp_path), artifact(Rejects, tmp_path)
        write_model(Path(path_utils.serving_model_dir(model.uri)), b"graph")
        source = {"data_fingerprint": "123", "data_files": 2, "data_spans": "all"}
        Path(rejects.uri, SOURCE_FILE).write_text(json.dumps(source))
        data_checks = artifact(GateChecks, tmp_path / "data")
        int8_checks = artifact(GateChecks, tmp_path / "int8")
        case_checks = artifact(GateChecks, tmp_path / "cases")
        blessing, infra = artifact(ModelBlessing, tmp_path), artifact(InfraBlessing, tmp_path)
        blessing.set_int_custom_property("blessed", 1)
        write_checks(data_checks.uri, [data])
        write_checks(int8_checks.uri, [])
        write_checks(case_checks.uri, list(cases))
        write_figures(case_checks.uri, {"cases/fixed": 3.0} if cases else {})
        write_checks(infra.uri, [serving])
        pushed = artifact(PushedModel, tmp_path)
        evaluation = artifact(ModelEvaluation, tmp_path)
        write_counts(evaluation.uri, CANDIDATE, COUNTS)
        settings = load_settings().evaluation.model_copy(update={"min": {"micro/f1": 0.8}})
        ReleasePusher.EXECUTOR_SPEC.executor_class().Do(
            {
                "model": [model],
                "rejects": [rejects],
                "data_checks": [data_checks],
                "evaluation": [evaluation],
                "int8_checks": [int8_checks],
                "case_checks": [case_checks],
                "model_blessing": [blessing],
                "infra_blessing": [infra],
            },
            {"pushed_model": [pushed]},
            {
                "model_name": "transactions",
                "labels": '["PARTY"]',
                "evaluation_settings": settings.model_dump_json(),
                "release_root": str(tmp_path / "serving"),
                "release_table": f"sqlite:///{tmp_path}/releases.db",
                "release_label": "release",
                "provenance": '{"git_commit": "abc"}',
                "release_state": "",
                "source_hash": "",
                "epochs": 3,
                "learning_rate": 0.5,
                "trigger_reason": "new data",
            },
        )
        return RunResults.read({PUSHED_MODEL: pushed.uri})

    return run


GOOD = at_most("data", "reject_fraction", 0.0, 0.1)
ANSWERS = at_least("serving", "loads and answers", 1, 1)


def test_a_model_that_passes_every_gate_is_published(push: Any, tmp_path: Path) -> None:
    record = push(GOOD, ANSWERS).release
    assert record.outcome is Outcome.PUBLISHED
    assert record.labels == ["release"]
    assert record.path == str(tmp_path / "serving" / "transactions" / str(record.version))
    assert record.span_figures == FIGURES
    assert [check.gate for check in record.checks] == [
        *("data", "evaluation", "evaluation", "serving")
    ]
    releases = Releases(f"sqlite:///{tmp_path}/releases.db")
    version = releases.labelled("transactions", "release")
    assert version is not None
    assert version.version == record.version
    assert version.provenance == {
        "git_commit": "abc",
        "data_fingerprint": "123",
        "data_files": 2,
        "trigger_reason": "new data",
    }


def test_what_a_model_makes_of_cases_is_recorded(push: Any, tmp_path: Path) -> None:
    fixed = at_least("cases", "fixed", 0.5, 0.1)
    record = push(GOOD, ANSWERS, fixed).release
    assert record.outcome is Outcome.PUBLISHED
    assert record.cases == {"fixed": 3}
    assert record.span_figures == FIGURES
    (version,) = Releases(f"sqlite:///{tmp_path}/releases.db").versions("transactions")
    assert version.metrics["cases/fixed"] == 3


def test_a_model_that_breaks_too_many_answers_is_not_published(push: Any) -> None:
    record = push(GOOD, ANSWERS, at_most("cases", "broken", 0.5, 0.1)).release
    assert record.outcome is Outcome.REJECTED
    assert record.checks[-2].gate == "cases"


@pytest.mark.parametrize("gate", ["data", "serving"])
def test_a_failed_gate_is_recorded_and_publishes_nothing(
    push: Any, tmp_path: Path, gate: str
) -> None:
    bad = at_least(gate, "x", 0, 1)
    record = push(bad if gate == "data" else GOOD, bad if gate == "serving" else ANSWERS).release
    assert record.outcome is Outcome.REJECTED
    assert (record.version, record.path, record.labels) == (None, None, [])
    assert [check.gate for check in record.checks if not check.passed] == [gate]
    (run,) = Releases(f"sqlite:///{tmp_path}/releases.db").runs("transactions")
    assert (run.outcome, run.failed) == (Outcome.REJECTED, f"{gate}: x")
