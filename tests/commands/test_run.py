from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from commands.main import app
from components.released_baseline import BaselineError
from evaluation.gates.checks import GateFailedError, at_least
from models.progress import IN_REPORT
from pipeline import local
from pipeline.local import ExitCode
from pipeline.summary import Summary
from preprocessing.errors import UserError
from serving.release.database import ReleaseTableError
from serving.release.manifest import PublishError
from serving.release.record import ReleaseRecord
from serving.release.records import Outcome
from serving.release.table import Releases

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def txner(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Any:
    """Runs `txner run` in a folder of its own; gives its exit code and what it prints."""
    monkeypatch.chdir(ROOT)

    def run() -> tuple[int, str]:
        capfd.readouterr()
        options = ["--config", "configs/test.yaml", "--set", f"output_root={tmp_path}"]
        result = CliRunner().invoke(app, ["run", *options])
        # A run prints past Python, to the screen itself.
        return result.exit_code, capfd.readouterr().out + result.output

    return run


def readable(root: Path) -> Path:
    """The log of a run without what libraries print."""
    (log,) = set((root / "logs").iterdir()) - set((root / "logs").glob("*.debug.log"))
    return log


def published(_settings: Any, _inputs: Any, summary: Summary, *_: Any) -> ExitCode:
    summary.published, summary.outcome, summary.version = True, "published", 17
    summary.model_path = "/models/17"
    return ExitCode.OK


def broken(*_: Any) -> None:
    raise UnicodeEncodeError("ascii", "é", 0, 1, "cannot be shown")


@pytest.mark.parametrize("part", ["print_summary", "Summary.write"])
def test_what_is_published_stays_so_whatever_fails_afterwards(
    txner: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, part: str
) -> None:
    monkeypatch.setattr(local, "_run", published)
    monkeypatch.setattr(f"pipeline.local.{part}", broken)
    code, output = txner()
    assert code == 0
    assert "warning: the summary cannot be shown: UnicodeEncodeError; see " in output
    assert "published as version 17: /models/17" in output
    assert "Traceback" not in output
    assert "Traceback" in readable(tmp_path).read_text()


def test_a_report_that_cannot_be_read_does_not_unpublish(
    txner: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    record = ReleaseRecord(Outcome.PUBLISHED, 17, "/m/17", [], {"micro/f1": 0.9}, [])
    (tmp_path / "release_record.json").write_text(record.to_json())
    (tmp_path / "report.json").write_text('{"records": "?"}')
    folder = str(tmp_path)
    artifacts = {"PushedModel": folder, "components.Rejects": folder}
    monkeypatch.setattr(local, "_execute", lambda *_: artifacts)
    code, output = txner()
    assert code == 0, output
    assert "internal error: " in output
    assert "published as version 17" in output


@pytest.mark.parametrize("record", ["no checks", "not JSON"])
def test_a_record_that_cannot_be_read_does_not_unpublish(
    txner: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, record: str
) -> None:
    path = tmp_path / "release_record.json"
    values = json.loads(ReleaseRecord(Outcome.PUBLISHED, 17, "/m/17", [], {}, []).to_json())
    del values["checks"]
    path.write_text(json.dumps(values) if record == "no checks" else "{")

    def execute(*_: Any) -> dict[str, str]:
        releases = Releases(f"sqlite:///{tmp_path}/releases.db")
        version = releases.begin_version(
            "transactions", "/m", label="release", model_digest="d", metrics={}, provenance={}
        )
        releases.finish_version("transactions", version.version)
        releases.record_run(
            "transactions", Outcome.PUBLISHED, version=version.version, checks=[], provenance={}
        )
        return {"PushedModel": str(tmp_path)}

    monkeypatch.setattr(local, "_execute", execute)
    code, output = txner()
    assert code == 0, output
    assert "published as version" in output
    assert "not published" not in output


def test_the_training_logs_of_a_version_have_its_name(
    txner: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    record = ReleaseRecord(Outcome.PUBLISHED, 17, "/m/17", [], {}, [])
    (tmp_path / "release_record.json").write_text(record.to_json())
    logs = tmp_path / "pipeline" / "model_run" / "8"
    logs.mkdir(parents=True)
    artifacts = {"PushedModel": str(tmp_path), "ModelRun": str(logs)}
    monkeypatch.setattr(local, "_execute", lambda *_: artifacts)
    for _ in range(2):
        code, output = txner()
        assert code == 0, output
        assert (tmp_path / "tensorboard" / "17").resolve() == logs.resolve()


def test_an_interruption_says_how_to_go_on(txner: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(local, "_execute", interrupt)
    code, output = txner()
    assert code == 130
    assert "error: interrupted; run the same command again to go on" in output


@pytest.mark.parametrize("name", [".lock", "logs", "summary.json"])
def test_a_folder_that_cannot_be_written_to_is_the_users(
    txner: Any, tmp_path: Path, name: str
) -> None:
    """The checks run as root, who may write everywhere; so something else is in the way."""
    path = tmp_path / name
    if name == "logs":
        path.write_text("")
    elif name == ".lock":
        path.symlink_to(tmp_path / "nowhere" / "x")
    else:
        (path / "x").mkdir(parents=True)
    code, output = txner()
    assert code == 2
    assert "error: output_root: cannot" in output


def test_warnings_of_our_own_are_in_the_last_lines_and_the_summary(
    txner: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def execute(_pipeline: Any, _settings: Any, display: Any) -> dict[str, str]:
        with display.watch():
            logging.getLogger("models.training_state").warning("no checkpoint\ncan be written")
            logging.getLogger("models.trainer").warning("told elsewhere", extra=IN_REPORT)
            logging.getLogger("h5py").warning("chatter")
            logging.getLogger("models.trainer").info("epoch 1")
        return {}

    monkeypatch.setattr(local, "_execute", execute)
    _, output = txner()
    assert "warning: no checkpoint can be written" in output
    assert json.loads((tmp_path / "summary.json").read_text())["warnings"] == [
        "no checkpoint can be written"
    ]
    log = readable(tmp_path).read_text()
    assert "INFO models.trainer: epoch 1" in log
    assert "chatter" not in log


@pytest.mark.parametrize(
    ("error", "code", "line"),
    [
        (PublishError("gs://b/m: grant it roles/storage.objectUser"), 2, "error: gs://b/m: grant"),
        (BaselineError("version 17 is in release, but"), 2, "error: version 17 is in release, but"),
        (ReleaseTableError("release.table x: locked"), 2, "error: release.table x: locked"),
        (UserError("first\nsecond"), 2, "error: first"),
        (KeyError("surprise"), 3, "internal error: KeyError: 'surprise'; see "),
        (GateFailedError([at_least("data", "x", 0.0, 1.0)]), 1, "not published: data gate failed"),
    ],
)
def test_the_exit_code_says_who_can_mend_it(
    txner: Any, monkeypatch: pytest.MonkeyPatch, error: Exception, code: int, line: str
) -> None:
    def fail(*_: Any) -> None:
        raise error

    monkeypatch.setattr(local, "_execute", fail)
    ended, output = txner()
    assert ended == code
    assert any(printed.startswith(line) for printed in output.splitlines()), output
    assert "Traceback" not in output


def test_an_unexpected_fault_outside_the_run_names_the_log(
    txner: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(local, "RunDisplay", broken)
    code, output = txner()
    assert code == 3
    (line,) = (line for line in output.splitlines() if "error" in line)
    assert "Traceback" not in output
    (log,) = (tmp_path / "logs").glob("*.debug.log")
    assert line.startswith("internal error: UnicodeEncodeError: ")
    assert line.endswith(f"; see {log}")
    assert "Traceback" in log.read_text()


def test_a_schema_that_is_none_is_named(tmp_path: Path) -> None:
    path = tmp_path / "schema.pbtxt"
    path.write_text("feature { nam: 1 }")
    result = CliRunner().invoke(app, ["run", "--set", f"data.schema_path={path}"])
    assert result.exit_code == 2
    assert "is not a schema: 1:11" in result.stderr
