from __future__ import annotations

import json
from pathlib import Path

from models.hyperparameters import HYPERPARAMETERS_FILE
from preprocessing.ingest_files import SOURCE_FILE
from serving.release.run_provenance import run_provenance

PLANNED = {
    "git_commit": "abc",
    "data_fingerprint": "",
    "data_files": 0,
    "configuration": {
        "data": {"path": "gs://b", "spans": "all"},
        "training": {"epochs": 6, "learning_rate": 0.5, "seed": 1},
    },
}


def test_what_the_run_became_takes_the_place_of_what_was_planned(tmp_path: Path) -> None:
    source = {"data_fingerprint": "123", "data_files": 4, "data_spans": [1, 2]}
    (tmp_path / SOURCE_FILE).write_text(json.dumps(source))
    found = run_provenance(
        json.dumps(PLANNED), str(tmp_path), epochs=2, learning_rate=0.25, trigger_reason="new data"
    )
    assert found == {
        "git_commit": "abc",
        "data_fingerprint": "123",
        "data_files": 4,
        "configuration": {
            "data": {"path": "gs://b", "spans": [1, 2]},
            "training": {"epochs": 2, "learning_rate": 0.25, "seed": 1},
        },
        "trigger_reason": "new data",
    }


def test_without_a_reason_none_is_recorded(tmp_path: Path) -> None:
    found = run_provenance(
        json.dumps(PLANNED), str(tmp_path), epochs=6, learning_rate=0.5, trigger_reason=""
    )
    assert found == PLANNED


def test_what_the_tuner_found_is_recorded_beside_the_configuration(tmp_path: Path) -> None:
    """A trigger that compares configurations must not take it for a change."""
    found = {"space": [], "values": {"training.epochs": 4}}
    (tmp_path / HYPERPARAMETERS_FILE).write_text(json.dumps(found))
    record = run_provenance(
        json.dumps(PLANNED),
        str(tmp_path / "none"),
        epochs=6,
        learning_rate=0.5,
        trigger_reason="",
        hyperparameters_uri=str(tmp_path),
    )
    assert record["hyperparameters"] == {"training.epochs": 4}
    assert record["configuration"] == PLANNED["configuration"]
