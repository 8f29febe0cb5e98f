from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from models.reliability import AcceptanceFigures, CalibrationReport, ReliabilityBin
from models.training_report import REPORT_FILE, AlignmentReport, TrainingReport

REPORT = TrainingReport(
    epochs=[{"train/loss": 0.5, "eval/f1": 0.9}],
    best_epoch=1,
    steps=10,
    examples=100,
    seconds=1.5,
    devices=["/device:CPU:0"],
    precision="float32",
    alignment={"train": AlignmentReport(texts=100), "eval": AlignmentReport(25, 1, 2, ["a", "b"])},
    calibration=CalibrationReport(
        target_precision=0.9,
        confidence={"curve": {"slope": 1.0, "intercept": 0.0}, "thresholds": [0.5, 2.0]},
        calibration_texts=5,
        calibration_entities=9,
        held_out_texts=4,
        held_out_entities=8,
        ece_before=0.25,
        reliability_before=[ReliabilityBin(0.0, 0.5, 8, 0.4, 0.5)],
        labels={"PARTY": AcceptanceFigures(0.5, 8, 0.5, 4, None, 0.5)},
    ),
)


@pytest.mark.parametrize("report", [REPORT, TrainingReport()])
def test_the_report_comes_back(report: TrainingReport, tmp_path: Path) -> None:
    (tmp_path / REPORT_FILE).write_text(report.to_json())
    assert TrainingReport.read(str(tmp_path)) == report


def test_another_file_is_not_a_report() -> None:
    for text in ("[]", "{", '{"epochs": "many"}'):
        with pytest.raises(ValueError, match="TrainingReport"):
            TrainingReport.from_json(text)


def test_what_could_not_be_learned_is_a_warning() -> None:
    assert list(REPORT.warnings()) == [
        "eval split: 1 texts are longer than encoder.max_pieces and cut; "
        "2 spans begin or end inside a word piece; first ids: a, b"
    ]
    assert list(TrainingReport().warnings()) == []


@pytest.mark.parametrize(
    ("scores", "planned", "warned"),
    [
        ((0.5, 0.6), 2, True),
        ((0.5, 0.505), 2, False),  # it has settled
        ((0.5, 0.6), 3, False),  # it was stopped on purpose
        ((0.5, 0.6, 0.4), 3, False),
        ((0.6,), 1, False),  # nothing to compare with
        ((0.5, 0.6), 0, False),  # a report of an earlier version
    ],
)
def test_a_training_that_was_still_getting_better_is_a_warning(
    scores: tuple[float, ...], planned: int, *, warned: bool
) -> None:
    best = scores.index(max(scores)) + 1
    epochs = [{"span_f1": score} for score in scores]
    report = TrainingReport(epochs=epochs, best_epoch=best, planned_epochs=planned)
    expected = (
        "the best epoch was the last of 2, better than any before it by 0.1000: train longer, "
        "with a greater training.epochs or training.min_steps"
    )
    assert list(report.warnings()) == ([expected] if warned else [])


def test_reports_are_read_without_tensorflow() -> None:
    code = (
        "import models.training_report, pipeline.results, sys; "
        "sys.exit(bool({'tensorflow', 'tfx'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
