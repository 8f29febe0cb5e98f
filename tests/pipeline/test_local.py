"""Runs of the whole pipeline within this process; those that need their own are in tests/e2e."""

from __future__ import annotations

import fcntl
import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from pipeline.config import Settings, load_settings
from pipeline.local import ExitCode, propose_schema, run_pipeline
from preprocessing.annotation_files import InputError
from preprocessing.settings import ConfigError

ROOT = Path(__file__).parent.parent.parent
TEST_CONFIG = ROOT / "configs" / "test.yaml"
GOOD_LINES = (ROOT / "tests" / "data" / "annotations" / "all.jsonl").read_text()


class Runs:
    """Runs with outputs in one folder."""

    def __init__(self, root: Path, capture: pytest.CaptureFixture[str]) -> None:
        self.root = root
        self._capture = capture
        self.output = ""

    def settings(self, *overrides: str) -> Settings:
        given = (f"output_root={self.root}", *overrides)
        return load_settings(TEST_CONFIG, given).with_absolute_paths()

    def run(self, *overrides: str) -> ExitCode:
        self._capture.readouterr()
        code = run_pipeline(self.settings(*overrides))
        self.output = self._capture.readouterr().out
        return code

    @property
    def summary(self) -> dict[str, Any]:
        values: dict[str, Any] = json.loads((self.root / "summary.json").read_text())
        return values

    def versions(self, model: str) -> list[str]:
        folder = self.root / "serving" / model
        entries = folder.iterdir() if folder.is_dir() else ()
        return sorted(entry.name for entry in entries if entry.name.isdecimal())

    def query(self, sql: str) -> list[Any]:
        return sqlite3.connect(self.root / "releases.db").execute(sql).fetchall()


@pytest.fixture
def runs(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Runs:
    monkeypatch.chdir(ROOT)
    return Runs(tmp_path / "runs", capfd)


def orders(folder: Path) -> Path:
    """Annotations of another domain, with labels of its own."""
    dishes = ["coffee", "tea", "soup", "bread"]
    lines = []
    for number in range(160):
        dish, price = dishes[number % 4], f"{number % 9 + 1}.{number % 10}0"
        text = f"table {chr(97 + number % 26)} orders {dish} for {price}"
        start = text.index(dish)
        spans = [
            [start, start + len(dish), "Dish name"],
            [len(text) - len(price), len(text), "PRICE"],
        ]
        lines.append(json.dumps({"id": number, "text": text, "label": spans}))
    path = folder / "orders.jsonl"
    path.write_text("\n".join(lines))
    return path


def test_another_domain_needs_configuration_only_and_a_worse_model_is_not_published(
    runs: Runs, tmp_path: Path
) -> None:
    domain = (
        f"data.path={orders(tmp_path)}",
        "labels=[Dish name, PRICE]",
        "model_name=orders",
    )
    assert runs.run(*domain) is ExitCode.OK, runs.output
    assert list(runs.summary["metrics"]) == ["Dish name", "PRICE", "micro", "macro"]
    assert runs.summary["metrics"]["micro"]["f1"] > 0.5
    before = runs.versions("orders")
    assert len(before) == 1

    # One step, and a small one: the words of this domain are learnt in no time.
    worse = ("training.max_steps=1", "training.learning_rate=1.0e-6")
    assert runs.run(*domain, *worse) is ExitCode.GATE_FAILED
    summary = runs.summary
    assert (summary["published"], summary["outcome"]) == (False, "rejected")
    assert summary["failed_gates"] == ["evaluation"]
    assert (summary["version"], summary["model_path"]) == (None, None)
    assert runs.versions("orders") == before
    assert runs.query("select label, version from labels") == [("release", int(before[0]))]
    # Both bounds: the least that is accepted, and what is in release.
    least, drop = (check for check in summary["gates"] if not check["passed"])
    assert (least["name"], least["bound"]) == ("micro/f1", ">= 0.5")
    assert drop["name"] == "micro/f1 drop"
    assert "in release" in drop["detail"]
    assert "evaluation gate: micro/f1 failed: " in runs.output
    assert runs.output.splitlines()[-1] == "not published: evaluation gate failed"
    assert runs.query("select outcome, failed from runs order by id")[-1] == (
        "rejected",
        "evaluation: micro/f1, evaluation: micro/f1 drop",
    )


def test_bad_data_stops_at_the_gate(runs: Runs, tmp_path: Path) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text(GOOD_LINES + '{"text": "a", "label": [[0, 9, "PARTY"]]}\n' * 20)
    assert runs.run(f"data.path={path}") is ExitCode.GATE_FAILED
    summary = runs.summary
    assert summary["failed_gates"] == ["data"]
    assert summary["rejects"]["by_reason"] == {"span_outside_text": 20}
    assert "bad.jsonl line 401: span [0, 9, 'PARTY'] ends beyond the text" in runs.output
    assert runs.output.splitlines()[-1] == "not published: data gate failed"
    assert runs.versions("transactions") == []
    assert runs.query("select outcome, failed from runs") == [("rejected", "data: reject_fraction")]
    # Nothing was trained on it, and the refused lines outlive the run.
    assert {timing["component"] for timing in summary["timings"]} < {
        "DoccanoExampleGen",
        "StatisticsGen",
        "ReviewedSchema",
        "ExampleValidator",
        "ReleasedBaseline",
        "AnomalyGate",
    }
    rejects = list(Path(summary["rejects"]["path"]).glob("rejects*.jsonl"))
    assert sum(len(file.read_text().splitlines()) for file in rejects) == 20


def test_nothing_usable_is_one_clear_line(runs: Runs, tmp_path: Path) -> None:
    path = tmp_path / "given.jsonl"
    path.write_text("nonsense\n" * 3)
    assert runs.run(f"data.path={path}") is ExitCode.USAGE
    (line,) = [line for line in runs.output.splitlines() if "error" in line]
    assert f"{path}: of 3 lines none is left for the train split (rejects: 3 not_json" in line
    assert runs.versions("transactions") == []
    assert runs.summary["outcome"] == "failed"


def test_an_encoder_that_is_none_is_one_clear_line(runs: Runs, tmp_path: Path) -> None:
    assert runs.run(f"encoder.source={tmp_path}") is ExitCode.USAGE
    (line,) = [line for line in runs.output.splitlines() if "error" in line]
    assert f"{tmp_path} holds neither saved_model.pb" in line


def test_windows_that_the_encoder_does_not_take_are_one_clear_line(runs: Runs) -> None:
    assert runs.run("encoder.window_pieces=127") is ExitCode.USAGE
    (line,) = [line for line in runs.output.splitlines() if "error" in line]
    assert "encoder.window_pieces is 127, but the encoder" in line
    assert "takes at most 126 word pieces" in line


def test_a_start_that_is_not_there_is_one_clear_line(runs: Runs) -> None:
    assert runs.run("training.start_from=release") is ExitCode.USAGE
    (line,) = [line for line in runs.output.splitlines() if "error" in line]
    assert "training.start_from: no version of transactions has the label release" in line


def test_faults_of_the_program_point_to_the_log(
    runs: Runs, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise KeyError("surprise")

    monkeypatch.setattr("pipeline.local._execute", broken)
    assert runs.run() is ExitCode.INTERNAL
    assert "internal error: KeyError: 'surprise'; see " in runs.output
    log = Path(runs.summary["log"])
    assert "Traceback" in log.read_text()


def test_a_run_beside_another_is_refused(runs: Runs) -> None:
    runs.root.mkdir()
    with (runs.root / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(ConfigError, match="output_root: another run is at work in "):
            run_pipeline(runs.settings())


def test_missing_data_is_found_before_anything_is_started(runs: Runs) -> None:
    with pytest.raises(InputError, match="no file matches"):
        run_pipeline(runs.settings("data.path=/no/such.jsonl"))
    assert not (runs.root / "logs").exists()


def test_a_schema_is_proposed(runs: Runs, tmp_path: Path) -> None:
    output = tmp_path / "proposed.pbtxt"
    assert propose_schema(runs.settings(), output) is ExitCode.OK
    text = output.read_text()
    for feature in ("text", "span_start", "span_end", "span_label"):
        assert f'name: "{feature}"' in text
