from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from rich.console import Console

from evaluation.gates.cases import CaseCounts, case_checks
from evaluation.gates.checks import at_least, at_most
from evaluation.gates.settings import CaseSettings
from models.span_scoring import Figures
from pipeline.progress import Timing
from pipeline.summary import Summary, fill_release, print_summary
from serving.release.record import ReleaseRecord
from serving.release.records import Outcome


def shown(summary: Summary) -> str:
    stream = io.StringIO()
    print_summary(summary, Console(file=stream, width=120))
    return stream.getvalue()


def published() -> Summary:
    summary = Summary(
        published=True,
        outcome="published",
        version=17,
        model_path="/models/17",
        labels=["release"],
        metrics={"PARTY": Figures(0.5, 0.25, 1 / 3, 8), "micro": Figures(0.5, 0.25, 1 / 3, 8)},
        timings=[Timing("Trainer", 1.5, False)],
        warnings=["3 texts are cut"],
        log="/runs/log",
    )
    summary.set_gates([at_least("evaluation", "micro/f1", 0.9, 0.8)])
    return summary


def test_the_end_of_a_published_run() -> None:
    text = shown(published())
    for expected in ("0.3333", "micro/f1", ">= 0.8", "3 texts are cut", "/runs/log"):
        assert expected in text
    assert "published as version 17, label release" in text
    assert "txner predict --model /models/17" in text


def test_commands_can_be_typed_as_they_are_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    summary = published()
    summary.model_path = str(tmp_path / "runs" / "17")
    stream = io.StringIO()
    print_summary(summary, Console(file=stream, width=40), ".venv/bin/txner")
    assert ".venv/bin/txner predict --model runs/17 " in stream.getvalue()


def test_an_unchanged_model_without_label_says_so() -> None:
    summary = published()
    summary.outcome, summary.labels = "unchanged", []
    assert "already published as version 17, without a label" in shown(summary)


def test_the_end_of_a_failed_run_names_the_gate() -> None:
    summary = Summary(outcome="rejected")
    summary.set_gates(
        [at_most("data", "reject_fraction", 0.2, 0.1), at_least("serving", "loads", 1, 1)]
    )
    lines = shown(summary).splitlines()
    assert "data gate: reject_fraction failed: 0.2, must be <= 0.1" in lines
    assert lines[-1] == "not published: data gate failed"
    assert summary.failed_gates == ["data"]


def test_the_end_of_a_run_says_what_came_of_cases() -> None:
    summary = Summary()
    figures = {"cases/corrected": 312.0, "cases/fixed": 241.0}
    counts = CaseCounts(corrected=312, fixed=241, confirmed=4100, broken=9)
    checks = case_checks(counts, CaseSettings(max_broken=0.02, min_fixed=None), 0.95)
    fill_release(summary, ReleaseRecord(Outcome.PUBLISHED, 17, "/m", [], figures, checks))
    assert summary.cases == {"corrected": 312, "fixed": 241}
    text = shown(summary)
    assert "of 312 corrected errors 241 fixed" in text
    assert "of 4,100 confirmed answers 9 broken" in text
    assert "corrected errors" not in shown(published())


def test_the_file_holds_everything(tmp_path: Path) -> None:
    path = tmp_path / "summary.json"
    published().write(path)
    values = json.loads(path.read_text())
    expected = {"published", "version", "model_path", "metrics", "gates", "rejects", "timings"}
    assert expected <= values.keys()
    assert values["metrics"]["PARTY"] == {
        "precision": 0.5,
        "recall": 0.25,
        "f1": 1 / 3,
        "support": 8,
    }
    assert values["timings"] == [{"component": "Trainer", "seconds": 1.5, "cached": False}]
    assert list(tmp_path.iterdir()) == [path]
