"""The whole command, on a real exported model that is published in a folder."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from commands.main import app
from models.model_description import ModelDescription
from models.recalibration import read_confidence
from serving.prediction.predictor import Predictor
from serving.release.publishing import verify_version
from serving.release.pushing import push_model
from serving.release.records import Version
from serving.release.settings import sqlite_url
from serving.release.table import Releases
from tests.exported import LABELS, Exported, random_texts

TEXTS = random_texts(120, 11)


@dataclass(frozen=True)
class Published:
    """A model in release, and annotations that say that all it finds is right."""

    folder: Path
    version: Version
    releases: Releases
    audited: Path

    def txner(self, *arguments: str, target: str = "0.9") -> Result:
        settings = ["data.offset_unit=codepoint", f"output_root={self.folder}", "model_name=m"]
        return CliRunner().invoke(
            app,
            [
                "recalibrate",
                str(self.audited),
                *(f"--set={setting}" for setting in settings),
                f"--target-precision={target}",
                *arguments,
            ],
            env={"COLUMNS": "300"},
        )


@pytest.fixture
def published(exported: Exported, tmp_path: Path) -> Published:
    model = Path(shutil.copytree(exported.path, tmp_path / "model"))
    ModelDescription("tiny", tuple(LABELS)).write(str(model))
    releases = Releases(sqlite_url(str(tmp_path / "releases.db")))
    result = push_model(
        str(model),
        model="m",
        root=str(tmp_path / "serving"),
        label="release",
        releases=releases,
        checks=[],
        metrics={"micro/f1": 0.9, "accepted/share": 0.5},
        provenance={"git_commit": "abc"},
        data_profile={"texts": 3},
    )
    version = releases.version("m", result.version or 0)
    assert version is not None
    audited = tmp_path / "audited.jsonl"
    lines = [
        {"text": text, "label": [[e.start, e.end, e.label] for e in prediction.entities]}
        for text, prediction in zip(TEXTS, Predictor(model).predict(TEXTS), strict=True)
    ]
    audited.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    return Published(tmp_path, version, releases, audited)


def test_another_confidence_is_another_version_with_its_record(published: Published) -> None:
    result = published.txner("--model", str(published.folder / "serving" / "m"), "--json")
    assert result.exit_code == 0, result.output
    values = json.loads(result.stdout)
    labels = published.releases.labels("m")
    assert labels["release"] == published.version.version
    new = published.releases.labelled("m", "canary")
    assert new is not None
    assert values["model"] == new.path
    assert not verify_version(new.path)
    assert new.metrics == {"micro/f1": 0.9}
    assert new.provenance["git_commit"] == "abc"
    origin = new.provenance["recalibrated"]
    assert origin["version"] == published.version.version
    assert origin["texts"] == values["texts"] > 50
    assert published.releases.data_profile("m", new.version) == {"texts": 3}
    before = Predictor(published.version.path).predict(TEXTS)
    after = Predictor(new.path).predict(TEXTS)
    accepted = [0, 0]
    for old, answer in zip(before, after, strict=True):
        for was, entity in zip(old.entities, answer.entities, strict=True):
            assert (was.start, was.end, was.label) == (entity.start, entity.end, entity.label)
            accepted[0] += was.accepted
            accepted[1] += entity.accepted
    everything = values["labels"][-1]
    assert (everything["before"]["accepted"], everything["after"]["accepted"]) == tuple(accepted)
    assert everything["after"]["right"] == everything["after"]["accepted"] > 0


def test_a_dry_run_changes_nothing(published: Published) -> None:
    result = published.txner("--model", published.version.path, "--dry-run")
    assert result.exit_code == 0, result.output
    assert "PARTY" in result.stdout
    assert len(published.releases.versions("m")) == 1


def test_a_copy_can_be_written_instead(published: Published) -> None:
    output = published.folder / "copy"
    result = published.txner("--model", published.version.path, "--output", str(output))
    assert result.exit_code == 0, result.output
    assert read_confidence(str(output)) != read_confidence(published.version.path)
    assert len(published.releases.versions("m")) == 1
    again = published.txner("--model", published.version.path, "--output", str(output))
    assert again.exit_code == 2
    assert "it is there already" in again.stderr


def test_too_few_texts_are_refused(published: Published) -> None:
    lines = published.audited.read_text("utf-8").splitlines(keepends=True)
    published.audited.write_text("".join(lines[:3]), "utf-8")
    result = published.txner("--model", published.version.path, target="0.97")
    assert result.exit_code == 2
    assert "audit more texts" in result.stderr
    assert len(published.releases.versions("m")) == 1


def test_a_model_that_is_in_no_table_is_not_published(published: Published) -> None:
    elsewhere = shutil.copytree(published.version.path, published.folder / "elsewhere")
    result = published.txner("--model", str(elsewhere))
    assert result.exit_code == 2
    assert "--output FOLDER" in result.stderr
