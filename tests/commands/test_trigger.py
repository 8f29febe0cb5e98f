from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from commands import trigger as trigger_cli
from commands.main import app
from pipeline.local import ExitCode
from pipeline.trigger.submissions import RunState
from pipeline.trigger.submitters import RunStatus
from tests.pipeline.trigger.trigger_bench import Bench

Command = Callable[..., Result]


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    made = Bench(tmp_path, f"sqlite:///{tmp_path}/releases.db")
    made.annotate("a", 40)
    return made


@pytest.fixture
def txner(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> Command:
    """Runs the command over the bench's service."""
    monkeypatch.setattr(trigger_cli, "make_submitter", lambda *_, **__: bench.service)
    monkeypatch.setenv("COLUMNS", "120")
    own = [f"data.path={bench.folder}/data", f"release.table={bench.url}"]
    own += [f"output_root={bench.folder}/out", "trigger.min_hours_between=0"]

    def run(*arguments: str) -> Result:
        options = [part for value in own for part in ("--set", value)]
        # What is given last counts.
        return CliRunner().invoke(app, ["trigger", *options, *arguments])

    return run


def test_first_run_and_then_nothing(bench: Bench, txner: Command) -> None:
    result = txner()
    assert result.exit_code == 0
    (request_id,) = bench.service.jobs
    assert "✓   no released model" in result.output
    assert "train again: no released model: no version" in result.output
    assert result.output.endswith(f"submitted: job {request_id}\n")
    again = txner()
    assert again.exit_code == 0
    assert again.output.endswith(f"nothing to do now: run at work: job {request_id}\n")


def test_figures_and_bounds_are_shown(bench: Bench, txner: Command) -> None:
    version = bench.publish()
    bench.annotate("b", 600, "BANK {} !")
    result = txner("--dry-run")
    assert result.exit_code == 0
    assert f"compared with: version {version}, published 20" in result.output
    lines = {" ".join(line.split()) for line in result.output.splitlines()}
    assert "✓ new texts 600 >= 500" in lines
    assert "age 0.0 days > 30 days" in lines
    assert "code change no" in lines
    (drift,) = (line for line in lines if line.startswith("✓ data drift"))
    assert drift.endswith("in 600 new texts > 0.1")
    assert result.output.endswith("nothing was submitted (--dry-run)\n")
    assert bench.service.jobs == {}


def values_of(result: Result) -> Any:
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_json_tells_whether_something_was_submitted(bench: Bench, txner: Command) -> None:
    planned = values_of(txner("--json", "--dry-run"))
    assert (planned["train"], planned["submitted"], planned["dry_run"]) == (True, None, True)
    done = values_of(txner("--json"))
    (request_id,) = bench.service.jobs
    assert done["submitted"] == {
        "request_id": request_id,
        "target": "local",
        "run": f"job {request_id}",
        "state": "submitted",
        "error": "",
    }
    assert done["released_version"] is None
    idle = values_of(txner("--json"))
    assert (idle["train"], idle["submitted"]) == (False, None)
    holding = [entry for entry in idle["blockers"] if entry["holds"]]
    assert [(entry["name"], entry["figure"]) for entry in holding] == [
        ("run at work", f"job {request_id}")
    ]


def test_force_is_recorded(bench: Bench, txner: Command) -> None:
    bench.publish()
    assert txner("--force", " new\n GPU ").exit_code == 0
    (entry,) = bench.submissions
    assert entry.reason == "forced: new GPU"


@pytest.mark.parametrize(
    ("state", "code"),
    [
        (RunState.SUCCEEDED, ExitCode.OK),
        (RunState.REJECTED, ExitCode.GATE_FAILED),
        (RunState.FAILED, ExitCode.INTERNAL),
    ],
)
@pytest.mark.parametrize("as_json", [False, True])
def test_a_run_here_ends_as_txner_run_does(
    bench: Bench,
    txner: Command,
    monkeypatch: pytest.MonkeyPatch,
    state: RunState,
    code: ExitCode,
    as_json: bool,
) -> None:
    error = "the log says why" if state is RunState.FAILED else ""
    monkeypatch.setattr(bench.service, "submit", lambda _: RunStatus(state, "in x", error, code))
    result = txner(*(["--json"] if as_json else []))
    assert result.exit_code == code
    assert [entry.state for entry in bench.submissions] == [state]
    if as_json:
        assert json.loads(result.stdout)["submitted"]["state"] == state
    elif error:
        assert "error: the log says why" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--force", " "], "--force: must say why"),
        (["--set", "trigger.min_new_texts=0"], "trigger.min_new_texts: Input should be greater"),
        (["--set", "trigger.target=cloud"], "trigger.target: Input should be 'local' or 'vertex'"),
        (["--set", "trigger.texts=1"], "unknown key trigger.texts"),
        (["--set", "data.path=nowhere"], "no file matches data.path"),
        (["--set", "release.table=nonsense"], "release.table: not an SQLAlchemy URL"),
        (["--set", "release.table=postgresql://127.0.0.1:1/x"], "cannot be opened"),
    ],
)
def test_what_is_wrong_is_one_line_and_code_2(
    bench: Bench, txner: Command, arguments: list[str], message: str
) -> None:
    result = txner(*arguments)
    assert result.exit_code == 2
    (line,) = result.stderr.splitlines()
    assert line.startswith("error: ")
    assert message in line
    assert bench.service.jobs == {}


def test_vertex_that_is_not_configured_is_told(bench: Bench) -> None:
    given = [f"data.path={bench.folder}/data", f"output_root={bench.folder}/out"]
    given += ["trigger.target=vertex"]
    options = [part for value in given for part in ("--set", value)]
    result = CliRunner().invoke(app, ["trigger", *options])
    assert result.exit_code == 2
    assert "error: vertex.project: is not set" in result.stderr
    assert "Traceback" not in result.output
