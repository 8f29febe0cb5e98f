"""Labels may look like rich's markup; every command that prints them prints them as they are."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console
from typer.testing import CliRunner, Result

from commands import evaluate as evaluate_module
from commands import predict as predict_module
from commands import release as release_module
from commands.main import app
from evaluation.gates.checks import at_least
from models.export_format import Entity, Prediction
from models.span_scoring import Figures
from pipeline.summary import Summary, print_summary
from pipeline.vertex.display import jobs_table, print_job, print_result
from pipeline.vertex.outcome import JobOutcome
from pipeline.vertex.outcome import JobResult as JobResult
from pipeline.vertex.resources import Job
from tests.annotation.conftest import TOKEN, FakeDoccano
from tests.commands.test_release import Bench

Writer = Callable[..., Path]
LABELS = ["[/x]", "[bold]", "[/PARTY]"]
TEXT = "[red]CAFE[/red] :warning:"


@pytest.fixture(params=LABELS)
def label(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


def txner(*arguments: str, **options: Any) -> Result:
    result = CliRunner().invoke(app, list(arguments), **options)
    assert result.exit_code in (0, 1), result.output
    assert "internal error" not in result.output
    return result


class Model:
    """Finds one entity in each text."""

    def __init__(self, label: str, path: Path = Path("17")) -> None:
        self.path = path
        self._label = label

    def predict(self, texts: list[str]) -> list[Prediction]:
        return [Prediction(text, [Entity(self._label, text[:4], 0, 4, 0.9)]) for text in texts]

    def predict_stream(self, texts: list[str]) -> Iterator[Prediction]:
        yield from self.predict(list(texts))


@pytest.fixture
def annotated(label: str, write_jsonl: Writer) -> str:
    good = {"text": TEXT, "label": [[0, 4, label]], "annotator": "[i]ann[/i]"}
    refused = {"text": "a", "label": [[0, 9, label]]}
    return str(write_jsonl([good, refused], "[bold].jsonl").parent)


def test_validate(label: str, annotated: str) -> None:
    result = txner("validate", annotated, "--set", f"labels={json.dumps([label])}")
    assert result.stdout.count(label) >= 2
    assert f"[bold].jsonl:2: span [0, 9, '{label}']" in result.stdout


def test_evaluate(label: str, annotated: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evaluate_module, "load_model", lambda *_, **__: Model(label))
    result = txner("evaluate", "--model", "x", annotated)
    assert label in result.stdout
    assert f"'{label}'" in result.stderr


def test_predict(label: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(predict_module, "load_model", lambda *_, **__: Model(label))
    lines = txner("predict", "--model", "x", TEXT).stdout.splitlines()
    assert lines[0] == TEXT
    assert lines[1].split() == [label, "0.900", "suggested", "0-4", TEXT[:4]]


@pytest.fixture
def doccano(
    fake: FakeDoccano, label: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Result]:
    fake.project.labels = [label]
    fake.project.name = "[i]name[/i]"
    monkeypatch.setattr("commands.doccano.load_model", lambda *_, **__: Model(label))
    settings = [f"doccano.server={fake.url}", "doccano.project=1", "doccano.approved_only=false"]
    settings.append(f"doccano.folder={tmp_path}/span-{{SPAN}}")
    options = [part for value in settings for part in ("--set", json_value(value))]

    def run(command: str, *arguments: str) -> Result:
        environment = {"DOCCANO_TOKEN": TOKEN}
        return txner("doccano", command, *options, *arguments, env=environment)

    return run


def json_value(setting: str) -> str:
    key, _, value = setting.partition("=")
    return f"{key}={json.dumps(value)}" if "{" in value else setting


def test_doccano(
    label: str, doccano: Callable[..., Result], fake: FakeDoccano, tmp_path: Path
) -> None:
    texts = tmp_path / "texts.txt"
    texts.write_text(TEXT)
    planned = doccano("push", "--dry-run", "--model", "x", str(texts))
    assert f"{TEXT}  0-4 {label}" in planned.stdout
    assert "[i]name[/i]" in planned.stdout
    fake.project.labels = []
    created = doccano("push", "--create-labels", "--model", "x", str(texts))
    assert f"labels created: {label}" in created.stdout
    assert label in doccano("status").stdout
    for example in fake.project.examples:
        example.approved_by.add("admin")
    assert "[i]name[/i]" in doccano("pull").stdout
    assert label in doccano("corrections").stdout


def test_release(label: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bench = Bench(tmp_path, figures={f"{label}/f1": 0.5}, provenance={"reason": label})
    bench.publish("a")
    bench.publish("b", "canary")
    shown = bench.txner("show", "release").stdout
    assert f"{label}/f1" in shown
    assert shown.count(label) == 2
    assert bench.txner("promote", "canary", "-l", "release", "--why", label).exit_code == 0
    assert label in bench.txner("history").stdout

    @contextmanager
    def predictor(version: Any, server: str | None) -> Iterator[Any]:
        yield Model(label if version.version == bench.stands() else f"{label}2").predict

    bench.publish("c", "canary")
    monkeypatch.setattr(release_module, "_predictor", predictor)
    path = tmp_path / "texts.txt"
    path.write_text(TEXT)
    compared = bench.txner("compare", str(path)).stdout
    assert f": {label} 0-4 {TEXT[:4]}" in compared
    assert TEXT in compared
    assert compared.count(label) == 4


def test_the_end_of_a_run(label: str, capsys: pytest.CaptureFixture[str]) -> None:

    summary = Summary(
        published=True,
        version=17,
        model_path=f"/models/{label}",
        labels=["release"],
        metrics={label: Figures(0.5, 0.25, 1 / 3, 8)},
        offset_units={label: label},
        warnings=[label],
        log=f"/{label}.log",
    )
    summary.set_gates([at_least("evaluation", f"{label}/f1", 0.9, 0.8)])
    print_summary(summary, Console(width=120))
    shown = capsys.readouterr().out
    assert shown.count(label) == 8
    summary.published = False
    summary.set_gates([at_least("evaluation", f"{label}/f1", 0.1, 0.8)])
    print_summary(summary, Console(width=120))
    assert f"evaluation gate: {label}/f1 failed: 0.1" in capsys.readouterr().out


def test_the_end_of_a_job(label: str, capsys: pytest.CaptureFixture[str]) -> None:

    job = Job(
        id="job-1",
        name="projects/1/job-1",
        display_name=label,
        state="FAILED",
        created=datetime.now(UTC),
        ended=None,
        error="",
        labels={"trigger-reason": label},
        parameters={"reason": label},
        root="gs://bucket",
        schedule="",
        tasks=(),
        console=f"https://console/{label}",
    )
    result = JobResult(
        job,
        JobOutcome.REJECTED,
        message=label,
        metrics={label: Figures(0.5, 0.25, 1 / 3, 8)},
        gates=[at_least("evaluation", f"{label}/f1", 0.1, 0.8)],
    )
    console = Console(width=120)
    print_job(job, console)
    # Its label, its parameter, its page.
    assert capsys.readouterr().out.count(label) == 3
    print_result(result, console)
    # Figures, gate, message, page.
    assert capsys.readouterr().out.count(label) == 4
    console.print(jobs_table([job]))
    assert capsys.readouterr().out.count(label) == 1
