from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from commands.main import app
from models.export_format import Entity, Prediction
from monitoring.case_store import CaseStore
from monitoring.cases import Source
from monitoring.feedback import schema
from serving.prediction.feedback import Correction, append_feedback, feedback_line
from serving.release.table import Releases
from tests.annotation.conftest import TOKEN, FakeDoccano

TEXT = "CARD 0412 CORNER BAKERY PORTLAND OR"
AT = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def version(tmp_path: Path) -> int:
    """A version in the release table."""
    releases = Releases(url(tmp_path))
    given = {"label": "release", "model_digest": "d", "metrics": {}, "provenance": {}}
    version = releases.begin_version("transactions", "/models", **given).version  # type: ignore[arg-type]
    releases.finish_version("transactions", version)
    return version


def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/releases.db"


def run(tmp_path: Path, *arguments: str) -> Result:
    settings = [f"release.table={url(tmp_path)}", f"doccano.folder={tmp_path}/span-{{SPAN}}"]
    sets = [part for setting in settings for part in ("--set", setting)]
    return CliRunner().invoke(app, [*arguments, *sets], env={"DOCCANO_TOKEN": TOKEN})


def told(version: int, *added: Correction, text: str = TEXT) -> str:
    answer = Prediction(text, [Entity("DATE", text[5:9], 5, 9, 0.9, True)])
    return feedback_line(answer, model="transactions", version=version, added=added, at=AT)


def test_feedback_becomes_a_data_span_and_what_differs_goes_to_doccano(
    tmp_path: Path, version: int, fake: FakeDoccano
) -> None:
    file = tmp_path / "feedback.jsonl"
    bakery = Correction("PARTY", 10, 23)
    for line in (
        told(version),
        told(version, bakery),
        told(version, bakery, text=TEXT.lower()),
        told(7),
    ):
        append_feedback(file, line)
    added = run(tmp_path, "feedback", "add", str(file))
    assert added.exit_code == 1, added.output
    assert "line 4: unknown_version: transactions has no version 7" in added.stdout
    (refused,) = (tmp_path / "feedback.jsonl.rejects.jsonl").read_text().splitlines()
    assert json.loads(refused)["line"] == 4
    again = json.loads(run(tmp_path, "feedback", "add", str(file), "--json").stdout)
    assert (again["lines"], again["accepted"], again["new"]) == (4, 3, 0)
    assert again["refused"] == {"unknown_version": 1}

    pulled = run(tmp_path, "feedback", "pull")
    assert pulled.exit_code == 0, pulled.output
    assert "1 texts with 2 spans in" in pulled.stdout
    assert "1 left out: customers differ" in pulled.stdout
    (line,) = (tmp_path / "span-1" / "feedback.jsonl").read_text().splitlines()
    assert json.loads(line)["text"] == TEXT.lower()
    assert run(tmp_path, "feedback", "pull").stdout.startswith("nothing new")

    listed = json.loads(run(tmp_path, "feedback", "conflicts", "--json").stdout)
    assert [len(said["spans"]) for said in listed["conflicts"][0]["told"]] == [1, 2]
    server = ["--set", f"doccano.server={fake.url}", "--set", "doccano.project=1"]
    sent = run(tmp_path, "feedback", "conflicts", "--send", *server)
    assert sent.exit_code == 0, sent.output
    assert "1 sent" in sent.stdout
    (example,) = fake.project.examples
    assert example.text == TEXT

    # What an annotator decides is a case as soon as it is pulled.
    example.spans["admin"] = [[5, 9, "DATE"], [10, 23, "PARTY"]]
    example.approved_by.add("admin")
    back = run(tmp_path, "doccano", "pull", *server)
    assert "1 corrections are cases for the next models" in back.stdout
    (case,) = CaseStore(url(tmp_path)).read("transactions", sources={Source.CORRECTION})
    assert (case.version, len(case.right), case.contested) == (version, 2, False)
    assert "0 texts that customers differ about" in run(tmp_path, "feedback", "conflicts").stdout
    known = run(tmp_path, "feedback", "corrections", str(tmp_path / "span-2"))
    assert "0 new cases, 1 known" in known.stdout


def test_what_cannot_be_used_is_named(tmp_path: Path) -> None:
    missing = run(tmp_path, "feedback", "add", "none.jsonl")
    assert missing.exit_code == 2
    assert "there is no release table" in missing.stderr
    Releases(url(tmp_path))
    missing = run(tmp_path, "feedback", "add", "none.jsonl")
    assert missing.exit_code == 2
    assert "none.jsonl: No such file" in missing.stderr
    for folder in ("x", "{SPAN}/x", "{SPAN}-{SPAN}"):
        refused = run(tmp_path, "feedback", "pull", "--to", folder)
        assert refused.exit_code == 2
        assert f"--to {folder}" in refused.stderr


def test_the_schema_is_printed(tmp_path: Path) -> None:
    printed = CliRunner().invoke(app, ["feedback", "schema"])
    assert json.loads(printed.stdout) == schema()


def test_a_pull_without_a_release_table_makes_none(tmp_path: Path, fake: FakeDoccano) -> None:
    suggested = {"txner_model": "7", "txner_suggestions": '[[5,9,"DATE",0.9,true]]'}
    fake.project.add(TEXT, [5, 9, "DATE"], **suggested).approved_by.add("admin")
    server = ["--set", f"doccano.server={fake.url}", "--set", "doccano.project=1"]
    assert run(tmp_path, "doccano", "pull", *server).exit_code == 0
    assert not (tmp_path / "releases.db").exists()
