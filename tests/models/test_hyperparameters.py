from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from models.hyperparameters import (
    REPORT_FILE,
    FinishedTrial,
    TuningReport,
    Values,
    apply,
    overrides,
    shown,
)
from pipeline.config import load_settings
from preprocessing.settings import SettingsError


def applied(values: dict[str, Any] | None) -> Any:
    settings = load_settings()
    given = None if values is None else {"space": [], "values": values}
    return apply(given, settings.training, settings.encoder, settings.augmentation)


def test_values_take_the_place_of_the_settings() -> None:
    before = applied(None)
    settings = load_settings()
    assert before == (settings.training, settings.encoder, settings.augmentation)
    training, encoder, augmentation = applied(
        {"training.epochs": 3, "training.learning_rate": 0.002, "augmentation.strength": 0.5}
    )
    assert (training.epochs, training.learning_rate) == (3, 0.002)
    assert training == before[0].model_copy(update={"epochs": 3, "learning_rate": 0.002})
    assert encoder == before[1]
    assert augmentation == before[2].model_copy(update={"strength": 0.5})


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"training.epochs": 0}, "hyperparameters: training.epochs: Input should be greater"),
        ({"training.epoch": 1}, "hyperparameters: training.epoch: Extra inputs"),
        ({"data.spans": 1}, "hyperparameters: there is no section 'data' to tune"),
        ({"epochs": 1}, "hyperparameters: there is no section 'epochs' to tune"),
    ],
)
def test_values_of_no_setting_are_refused(values: Values, message: str) -> None:
    with pytest.raises(SettingsError, match=message):
        applied(values)


def test_values_in_the_format_of_the_configuration() -> None:
    values: Values = {"training.epochs": 3, "encoder.dropout": 0.1, "training.dropout": 0.25}
    assert overrides(values) == {
        "training": {"epochs": 3, "dropout": 0.25},
        "encoder": {"dropout": 0.1},
    }
    assert shown(values) == "epochs 3, encoder.dropout 0.1, training.dropout 0.25"


def test_a_report_comes_back_as_it_was_written(tmp_path: Path) -> None:
    trials = [FinishedTrial(n, {"training.epochs": n}, s, 1.5) for n, s in ((1, 0.5), (2, 0.75))]
    report = TuningReport([*trials, FinishedTrial(3, {}, 0.75, 1.0)], {"training.epochs": 1}, {})
    assert report.best == trials[1]  # the first of several
    (tmp_path / REPORT_FILE).write_text(report.to_json())
    assert TuningReport.read(str(tmp_path)) == report
    with pytest.raises(FileNotFoundError, match=REPORT_FILE):
        TuningReport.read(str(tmp_path / "none"))
