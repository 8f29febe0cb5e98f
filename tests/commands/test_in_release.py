"""Every command that is given a folder of versions takes the one that is in release."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from commands.main import app
from models.export_format import Entity, Prediction
from serving.release.pushing import push_model
from serving.release.table import Releases
from tests.annotation.conftest import TOKEN, FakeDoccano
from tests.commands.test_release import MODEL, Bench
from tests.serving.release.bucket_emulator import Emulator

LABELS = ("PARTY", "DATE")


class Model:
    """Says PARTY in the first version and DATE in the second one."""

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        self._label = LABELS[(self.path / "saved_model.pb").read_bytes() == b"b"]

    def predict(self, texts: Sequence[str]) -> list[Prediction]:
        return [Prediction(text, [Entity(self._label, text, 0, len(text), 0.9)]) for text in texts]

    def predict_stream(self, texts: Iterable[str]) -> Iterator[Prediction]:
        yield from self.predict(list(texts))


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Bench:
    """Two versions, of which the second one was rolled back."""
    from serving.prediction import predictor

    monkeypatch.setattr(predictor, "Predictor", lambda path, **_: Model(path))
    bench = Bench(tmp_path)
    bench.publish("a")
    bench.publish("b")
    assert bench.txner("rollback", "--why", "misses card numbers").exit_code == 0
    return bench


def txner(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments), env={"DOCCANO_TOKEN": TOKEN, "COLUMNS": "300"})


def folder(bench: Bench) -> str:
    return str(bench.folder / "serving" / MODEL)


def said(result: Result, bench: Bench, version: int | None) -> bool:
    return (
        f"version {version} of {MODEL}: label release in {bench.folder}/releases.db"
        in result.stderr
    )


def test_predict(bench: Bench) -> None:
    result = txner("predict", "--model", folder(bench), "--json", "x")
    assert json.loads(result.stdout)["entities"][0]["label"] == "PARTY"
    assert said(result, bench, bench.stands())


def test_evaluate(bench: Bench, tmp_path: Path) -> None:
    path = tmp_path / "held_out.jsonl"
    path.write_text(json.dumps({"text": "x", "label": [[0, 1, "PARTY"]]}))
    result = txner("evaluate", "--model", folder(bench), "--json", str(path))
    assert json.loads(result.stdout)["figures"]["PARTY"]["f1"] == 1
    assert said(result, bench, bench.stands())


def test_push(bench: Bench, fake: FakeDoccano, tmp_path: Path) -> None:
    path = tmp_path / "texts.txt"
    path.write_text("x")
    settings = [f"--set=doccano.server={fake.url}", "--set=doccano.project=1"]
    result = txner("doccano", "push", *settings, "--model", folder(bench), str(path))
    assert result.exit_code == 0
    (example,) = fake.project.examples
    assert example.spans["admin"] == [[0, 1, "PARTY"]]
    assert example.meta["txner_model"] == str(bench.stands())
    assert said(result, bench, bench.stands())


def test_serve(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """Doccano's auto-labelling asks this server; what it does with the table, see its own tests."""
    pytest.importorskip("tensorflow")
    from serving.server import running

    calls: list[tuple[str, dict[str, Any]]] = []
    monkeypatch.setattr(running, "run_server", lambda path, **more: calls.append((path, more)))
    result = txner("serve", "--model", folder(bench))
    assert said(result, bench, bench.stands())
    ((path, more),) = calls
    assert path == folder(bench)
    assert (more["table"].url, more["table"].model) == (
        f"sqlite:///{bench.folder}/releases.db",
        MODEL,
    )
    other = bench.releases.versions(MODEL)[1].version
    txner("serve", "--model", folder(bench), "--version", str(other))
    path, more = calls[1]
    assert (path, more["table"]) == (f"{folder(bench)}/{other}", None)
    refused = txner("serve", "--model-config", "models.conf", "--version", "1")
    assert (refused.exit_code, len(calls)) == (2, 2)


def test_another_version_by_number_and_by_label(bench: Bench) -> None:
    other = bench.releases.versions(MODEL)[1].version
    bench.releases.move_label(MODEL, "canary", other, "trial")
    for name in (str(other), "canary"):
        result = txner("predict", "--model", folder(bench), "--version", name, "--json", "x")
        assert json.loads(result.stdout)["entities"][0]["label"] == "DATE"
        assert f"version {other} of {MODEL}: " in result.stderr
    for name in ("12", "nightly"):
        result = txner("predict", "--model", folder(bench), "--version", name, "x")
        assert result.exit_code == 2
        assert result.stderr.splitlines()[-1].startswith(f"error: --version {name}: ")


def test_a_folder_without_a_table_gives_the_newest_and_says_so(bench: Bench) -> None:
    (bench.folder / "releases.db").unlink()
    newest = bench.folder / "serving" / MODEL
    result = txner("predict", "--model", str(newest), "--json", "x")
    assert json.loads(result.stdout)["entities"][0]["label"] == "DATE"
    assert "the newest; no release table is known for this folder" in result.stderr
    labelled = txner("predict", "--model", str(newest), "--version", "release", "x")
    assert labelled.exit_code == 2
    assert "--set release.table=URL" in labelled.stderr


def test_a_model_itself_is_taken_as_it_is(bench: Bench) -> None:
    (other,) = (path for path in (bench.folder / "serving" / MODEL).glob("1*") if is_second(path))
    result = txner("predict", "--model", str(other), "--json", "x")
    assert json.loads(result.stdout)["entities"][0]["label"] == "DATE"
    assert result.stderr == ""
    assert txner("predict", "--model", str(other), "--version", "1", "x").exit_code == 2


def is_second(folder: Path) -> bool:
    return (folder / "saved_model.pb").read_bytes() == b"b"


def test_a_table_that_cannot_be_read_is_not_passed_over(bench: Bench) -> None:
    (bench.folder / "releases.db").write_bytes(b"no database" * 100)
    result = txner("predict", "--model", folder(bench), "x")
    assert result.exit_code == 2
    assert "release.table" in result.stderr


def test_a_released_version_that_is_not_there(bench: Bench) -> None:
    gone = Path(folder(bench), str(bench.stands()))
    gone.rename(gone.with_name("gone"))
    result = txner("predict", "--model", folder(bench), "x")
    assert result.exit_code == 2
    assert f"version {gone.name}, which the label release in" in result.stderr
    assert "take another one with --version" in result.stderr


def test_a_copy_of_the_folder_goes_by_the_table_that_the_configuration_names(
    bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path / "moved.db"
    (bench.folder / "releases.db").rename(elsewhere)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "txner.yaml").write_text(f"release: {{table: 'sqlite:///{elsewhere}'}}\n")
    result = txner("predict", "--model", os.path.relpath(folder(bench)), "--json", "x")
    assert json.loads(result.stdout)["entities"][0]["label"] == "PARTY"
    assert f"label release in {elsewhere}" in result.stderr


@pytest.fixture
def bucket(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The same versions in a bucket; gives the URL of their folder."""
    with Emulator(bench.folder / "storage", "models") as emulator:
        monkeypatch.setenv("STORAGE_EMULATOR_HOST", emulator.host)
        releases = Releases(f"sqlite:///{bench.folder}/bucket.db")
        for name in "ab":
            push_model(
                str(bench.folder / name),
                model=MODEL,
                root="gs://models",
                label="release",
                releases=releases,
                checks=[],
                metrics={},
                provenance={},
            )
        yield f"gs://models/{MODEL}"


def test_a_bucket(bench: Bench, bucket: str) -> None:
    table = f"--set=release.table=sqlite:///{bench.folder}/bucket.db"
    root = "--set=release.root=gs://models"
    assert bench.txner("rollback", "--why", "bad", table, root).exit_code == 0
    result = txner("predict", "--model", bucket, table, root, "--json", "x")
    assert json.loads(result.stdout)["entities"][0]["label"] == "PARTY"
    assert f"label release in {bench.folder}/bucket.db" in result.stderr
    unknown = txner("predict", "--model", bucket, "--json", "x")
    assert json.loads(unknown.stdout)["entities"][0]["label"] == "DATE"
    assert "no release table is known" in unknown.stderr
