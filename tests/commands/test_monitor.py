from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from commands.main import app
from models.export_format import Entity, Prediction
from monitoring.log_files import write_answers
from monitoring.state import read_state
from serving.prediction.answered import Answered
from serving.release.database import now
from tests.annotation.conftest import TOKEN, FakeDoccano
from tests.monitoring.logging_bench import shaper

SETTINGS = (
    *("--set", "monitoring.min_windows=4"),
    *("--set", "monitoring.baseline_windows=6"),
    *("--set", "monitoring.min_window_texts=40"),
)


def txner(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, list(map(str, arguments)))


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """Seven days alike, of which the last ends now."""
    for day in range(7):
        put(tmp_path / "log", day, score=0.9)
    return tmp_path / "log"


def put(log: Path, day: int, score: float) -> None:
    """A day of 50 to 53 texts; so many days ago."""
    texts = [f"SHOP {number} CARD 4111111111111111" for number in range(50 + day % 4)]
    one = Answered(
        (now() - timedelta(days=day, hours=1)).timestamp(),
        "transactions",
        7,
        len(texts),
        1,
        0.1,
        {},
        lambda: [Prediction(t, [Entity("PARTY", "SHOP", 0, 4, score, score > 0.5)]) for t in texts],
    )
    write_answers(str(log), list(shaper().answers(one)), f"day-{day}")


def test_quiet_windows_end_with_0_and_others_with_1(log: Path, tmp_path: Path) -> None:
    quiet = txner("monitor", "--log", log, *SETTINGS)
    assert quiet.exit_code == 0, quiet.output
    assert "held against 6 earlier windows" in quiet.stdout
    assert "no alarm" in quiet.stdout
    state = read_state(str(log), "transactions")
    assert state is not None
    assert state.alarms == ()
    put(log, 0, score=0.3)
    page, metrics = tmp_path / "new" / "page.html", tmp_path / "metrics.prom"
    alarm = txner(
        *("monitor", "--log", log, *SETTINGS, "--json", "--html", page, "--prometheus", metrics)
    )
    assert alarm.exit_code == 1
    values = json.loads(alarm.stdout)
    assert values["alarm"] is True
    assert any(text.startswith("accepted entities: 0, usually 0.99") for text in values["alarms"])
    assert "accepted entities: 0, usually 0.99" in page.read_text("utf-8")
    assert 'txner_monitor_alarm{model="transactions"} 1\n' in metrics.read_text("utf-8")
    state = read_state(str(log), "transactions")
    assert state is not None
    assert state.alarms == tuple(values["alarms"])
    # A window of the past is looked at, and not kept.
    before = (now() - timedelta(days=1)).strftime("%Y-%m-%dT%H:%M:%S")
    past = txner("monitor", "--log", log, *SETTINGS, "--until", before, "--all")
    assert past.exit_code == 0, past.output
    assert read_state(str(log), "transactions") == state


def test_texts_that_stand_out_are_sent_redacted(
    log: Path, fake: FakeDoccano, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DOCCANO_TOKEN", TOKEN)
    server = ("--set", f"doccano.server={fake.url}", "--set", "doccano.project=1")
    assert txner("monitor", "--log", log, *SETTINGS, *server, "--send", "5").exit_code == 0
    assert fake.project.examples == []
    put(log, 0, score=0.3)
    sent = txner("monitor", "--log", log, *SETTINGS, *server, "--send", "5")
    assert sent.exit_code == 1
    assert "5 of 5 texts that stand out were sent" in sent.stderr
    texts = [example.text for example in fake.project.examples]
    assert len(texts) == 5
    assert all("0000000000000000" in text and "4111" not in text for text in texts)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--log", "/nowhere"], "--log /nowhere: there is no such folder"),
        (["--log", "LOG", "--window", "x"], "--window x: must be a number"),
        (["--log", "LOG", "--window", "0d"], "--window: must be longer than nothing"),
        (["--log", "LOG", "--until", "2001-01-01"], "has no answers of transactions in the 29"),
        (["--log", "LOG", "--html", "/dev/null/x"], "/dev/null/x: cannot be written"),
        (["--log", "LOG", "--model", "/no/model"], "has no answers of model"),
        (["--log", "LOG", "--set", "monitoring.min_windows=99"], "are more than baseline_windows"),
    ],
)
def test_what_is_wrong_is_told(log: Path, arguments: list[str], message: str) -> None:
    given = [str(log) if argument == "LOG" else argument for argument in arguments]
    result = txner("monitor", *given)
    assert result.exit_code == 2
    assert message in result.output
