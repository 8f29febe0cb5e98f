from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner, Result

from commands.batch import _lines
from commands.main import app
from serving.prediction.predictor import Predictor
from tests.exported import Exported
from tests.serving.server.running_server import publish_versions, run_in_thread, write_config


def txner(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, list(map(str, arguments)))


@pytest.fixture
def table(tmp_path: Path, exported: Exported) -> Path:
    """Texts in a table, and two rows that cannot be used."""
    path = tmp_path / "in.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "memo"])
        texts = [record.text for record in exported.records]
        writable = [text for text in texts if text.strip() and "\0" not in text]
        writer.writerows(enumerate(writable[:60]))
        writer.writerow(["60", ""])
        file.write("61\n")
    return path


def rows_of(folder: Path) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = pq.read_table(folder / "predictions").to_pylist()
    return rows


@pytest.mark.parametrize("options", [[], ["--int8", "--records", "--with-text"]])
def test_a_table_is_predicted_as_the_model_does(
    tmp_path: Path, exported: Exported, table: Path, options: list[str]
) -> None:
    model = tmp_path / "models" / "7"
    shutil.copytree(exported.path, model)
    command = ["batch", "--model", tmp_path / "models", "--input", table, "--shard-rows", "25"]
    command += ["--text-column", "memo", "--key-column", "id", "--output", tmp_path / "out"]
    result = txner(*command, *options)
    assert result.exit_code == 0, result.output
    assert "62 rows of 1 files in 3 shards" in result.stderr
    assert "62 rows = 60 predictions + 2 dead letters (version 7)" in result.stderr
    assert "field_count: 1" in result.stderr
    texts = _texts(table)
    wanted = Predictor(model, int8="--int8" in options).predict(texts)
    rows = rows_of(tmp_path / "out")
    assert [row["key"] for row in rows] == [str(number) for number in range(60)]
    assert {row["model_version"] for row in rows} == {"7"}
    found = [[(s["start"], s["end"], s["label"]) for s in row["spans"]] for row in rows]
    assert found == [[(e.start, e.end, e.label) for e in each.entities] for each in wanted]
    assert any(found)
    if options:
        assert [row["text"] for row in rows] == texts
        assert [json.loads(row["record"])["text"] for row in rows] == texts
    again = txner(*command, *options)
    assert again.exit_code == 0
    assert "62 of the rows were done by an earlier run" in again.stderr
    other = txner(*command, *options, "--format", "csv")
    assert other.exit_code == 2
    assert "out/plan.json is of another job: task.format was 'parquet' and is 'csv'" in other.stderr


def test_a_server_predicts_as_the_model_does(
    tmp_path: Path, exported: Exported, table: Path
) -> None:
    models = publish_versions(exported.path, tmp_path / "transactions", [7, 8])
    config = tmp_path / "models.conf"
    write_config(config, models, "specific { versions: 7 }", {})
    command = ["batch", "--model", models, "--input", table, "--shard-rows", "25"]
    command += ["--text-column", "memo", "--key-column", "id", "--output", tmp_path / "out"]
    with run_in_thread(config) as running:
        newest = txner(*command, "--server", running.grpc)
        assert newest.exit_code == 2
        assert "model transactions, version 8: NOT_FOUND" in newest.stderr
        result = txner(*command, "--server", running.grpc, "--version", "7")
    assert result.exit_code == 0, result.output
    assert "62 rows = 60 predictions + 2 dead letters (version 7)" in result.stderr
    wanted = Predictor(models / "7").predict(_texts(table))
    rows = rows_of(tmp_path / "out")
    assert {row["model_version"] for row in rows} == {"7"}
    found = [[(s["start"], s["end"], s["label"]) for s in row["spans"]] for row in rows]
    assert found == [[(e.start, e.end, e.label) for e in each.entities] for each in wanted]
    int8 = txner(*command, "--server", "127.0.0.1:1", "--int8")
    assert int8.exit_code == 2
    assert "--int8: the server decides how it computes" in int8.stderr


def _texts(table: Path) -> list[str]:
    with table.open(encoding="utf-8", newline="") as file:
        return [row[1] for row in csv.reader(file) if len(row) == 2 and row[1]][1:]


def test_what_is_wrong_is_told_by_its_option(tmp_path: Path, exported: Exported) -> None:
    (tmp_path / "in.csv").write_text("key,memo\n1,a\n", "utf-8")
    shutil.copytree(exported.path, tmp_path / "model", ignore=shutil.ignore_patterns("int8"))
    common = ["batch", "--output", tmp_path / "out", "--model", tmp_path / "model"]
    for options, message in [
        (["--input", tmp_path / "none*"], "--input: no file matches"),
        (["--input", tmp_path / "in.csv"], "there is no column 'text'; there are 'key', 'memo'"),
        (
            ["--input", tmp_path / "in.csv", "--text-column", "memo", "--int8"],
            f"--model {tmp_path}/model: no int8 model",
        ),
    ]:
        result = txner(*common, *options)
        assert result.exit_code == 2
        assert message in result.stderr
    assert not (tmp_path / "out").exists()


def test_lines_say_now_and_then_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    times = iter([0.0, 1.0, 15.0, 15.0, 16.0])
    monkeypatch.setattr("commands.batch.time.monotonic", lambda: next(times))
    said: list[str] = []
    report = _lines(said.append)
    for done in (10, 1000, 2000):
        report(done, 3000)
    assert said == ["1,000 of 3,000 rows"]
