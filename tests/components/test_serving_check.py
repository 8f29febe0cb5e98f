from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest
import tensorflow as tf
from tfx.components.util import model_utils
from tfx.types.standard_artifacts import InfraBlessing, Model
from tfx.utils import path_utils

from components.serving_check import ServingCheck
from evaluation.gates.checks import CHECKS_FILE, load_checks
from evaluation.gates.servable import run_check, to_checks
from pipeline.config import load_settings
from serving.release.publishing import copy_tree
from tests.exported import Exported

SETTINGS = load_settings().serving_check.model_copy(update={"max_p95_ms": 60_000.0})


def run(folder: Path, model_path: str, **changes: Any) -> InfraBlessing:
    """Runs the component's executor."""
    model, blessing = Model(), InfraBlessing()
    model.uri, blessing.uri = str(folder / "model"), str(folder / "blessing")
    copy_tree(model_path, path_utils.serving_model_dir(model.uri))
    ServingCheck.EXECUTOR_SPEC.executor_class().Do(
        {"model": [model]},
        {"blessing": [blessing]},
        {
            "settings": SETTINGS.model_copy(update=changes).model_dump_json(),
            "source_hash": "",
        },
    )
    return blessing


def failed(blessing: InfraBlessing) -> list[str]:
    checks = load_checks(Path(blessing.uri, CHECKS_FILE).read_text())
    return [str(check) for check in checks if not check.passed]


Answer = subprocess.CompletedProcess[str]


@pytest.fixture(scope="module")
def answered(
    exported: Exported, tmp_path_factory: pytest.TempPathFactory
) -> tuple[InfraBlessing, Answer]:
    """What became of a sound model, and what the process that tried it said."""
    answers: list[Answer] = []
    start = subprocess.run

    def noted(*given: Any, **options: Any) -> Answer:
        answers.append(start(*given, **options))
        return answers[-1]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(subprocess, "run", noted)
        blessing = run(tmp_path_factory.mktemp("sound"), str(exported.path))
    (answer,) = answers
    return blessing, answer


def test_a_sound_model_is_blessed(answered: tuple[InfraBlessing, Answer]) -> None:
    blessing, _ = answered
    assert failed(blessing) == []
    assert model_utils.is_infra_validated(blessing)
    assert Path(blessing.uri, "INFRA_BLESSED").exists()


def test_a_slow_model_is_not_blessed(
    exported: Exported,
    answered: tuple[InfraBlessing, Answer],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: answered[1])
    blessing = run(tmp_path, str(exported.path), max_p95_ms=1e-6)
    (line,) = failed(blessing)
    assert line.startswith("serving gate: p95_ms failed:")
    assert line.endswith("must be <= 1e-06")
    assert not model_utils.is_infra_validated(blessing)
    assert Path(blessing.uri, "INFRA_NOT_BLESSED").exists()


def test_a_model_that_cannot_be_loaded_is_not_blessed(tmp_path: Path) -> None:
    (tmp_path / "saved_model.pb").write_bytes(b"nonsense")
    (check,) = run_check(str(tmp_path), SETTINGS)
    assert not check.passed
    assert "the process ended with code 1" in check.detail


def test_a_model_of_another_kind_is_not_blessed(tmp_path: Path) -> None:
    tf.saved_model.save(tf.Module(), str(tmp_path))
    (check,) = run_check(str(tmp_path), SETTINGS)
    assert "serving_default" in check.detail


def test_a_model_that_does_not_answer_in_time_is_not_blessed(exported: Exported) -> None:
    settings = SETTINGS.model_copy(update={"timeout_seconds": 0.01})
    (check,) = run_check(str(exported.path), settings)
    assert check.detail == "no answer within 0.01 s"


@pytest.mark.parametrize(
    ("result", "named"),
    [
        ({"unservable_ops": ["PyFunc", "Add(z)"]}, "TF Serving 2.20.0 lacks PyFunc, Add(z)"),
        ({"faults": ["NaN in score"]}, "NaN in score"),
    ],
)
def test_findings_become_failed_checks(result: dict[str, Any], named: str) -> None:
    sound = {"unservable_ops": [], "faults": [], "latencies_ms": [3.0]}
    assert all(check.passed for check in to_checks(sound, 10))
    (check,) = [check for check in to_checks({**sound, **result}, 10) if not check.passed]
    assert check.detail == named
