from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from rich.console import Console
from typer.testing import CliRunner, Result

from commands.main import app
from models.hyperparameters import FinishedTrial, TuningReport
from pipeline import local
from pipeline.config import Settings, load_settings
from pipeline.local import ExitCode
from pipeline.provenance import Provenance
from pipeline.tuning import OutputExistsError, settings_text, trials_table, write_settings
from preprocessing.settings import ConfigError

PROVENANCE = Provenance("abc123+changes", "", "74123f", 2)
CONFIGURED = {"training.epochs": 2, "training.learning_rate": 6e-4, "augmentation.strength": 1.0}
BEST = {"training.epochs": 5, "training.learning_rate": 5e-05, "augmentation.strength": 0.5}
TUNER: dict[str, Any] = {"seed": 7, "train_fraction": 1.0, "max_steps": None}


def report(**tuner: Any) -> TuningReport:
    trials = [
        FinishedTrial(1, {**CONFIGURED}, 0.91234, 61.2),
        FinishedTrial(2, {**BEST}, 0.95678, 122.0),
        FinishedTrial(3, {**BEST, "training.epochs": 6}, 0.5, 130.0),
    ]
    return TuningReport(trials, CONFIGURED, {**TUNER, **tuner})


def rendered(found: TuningReport, width: int = 80) -> str:
    stream = io.StringIO()
    Console(file=stream, width=width).print(trials_table(found))
    return stream.getvalue()


def test_the_table_has_all_trials_the_best_one_first() -> None:
    lines = rendered(report()).splitlines()
    rows = [line.split() for line in lines if line.split()[:1] in (["1"], ["2"], ["3"])]
    assert [row[0] for row in rows] == ["2", "1", "3"]
    assert rows[0] == ["2", "5", "5e-05", "0.5", "0.9568", "122"]
    assert rows[1] == ["1", "*", "2", "0.0006", "1", "0.9123", "61"]
    assert "* as configured" in lines[-1]
    assert "as configured" not in rendered(TuningReport(report().trials[1:], CONFIGURED, TUNER))


def test_many_settings_fit_into_a_terminal() -> None:
    training = {"learning_rate": 0.0001234, "epochs": 5, "batch_tokens": 1536, "dropout": 0.15}
    values = {f"training.{name}": value for name, value in training.items()}
    values |= {"training.layer_decay": 0.85, "augmentation.strength": 0.25}
    text = rendered(TuningReport([FinishedTrial(10, values, 0.95678, 1200.0)], {}, TUNER))
    assert "…" not in text
    assert "0.9568" in text
    assert "1200" in text


def test_settings_of_one_name_are_told_apart() -> None:
    values = {"training.dropout": 0.25, "encoder.dropout": 0.5}
    text = rendered(TuningReport([FinishedTrial(1, values, 0.5, 1.0)], {}, TUNER))
    assert "training" in text
    assert "encoder" in text


def test_the_file_says_where_it_comes_from() -> None:
    text = settings_text(report(), PROVENANCE)
    comment = [line for line in text.splitlines() if line.startswith("#")]
    assert comment[1:] == [
        "# git commit: abc123+changes",
        "# data fingerprint: 74123f",
        "# score: span F1 0.9568 on the eval split",
        "# as configured: span F1 0.9123",
        "# trials: 3, this is number 2; seed 7",
    ]
    assert yaml.safe_load(text) == {
        "training": {"epochs": 5, "learning_rate": 5e-05},
        "augmentation": {"strength": 0.5},
    }
    shorter = settings_text(report(train_fraction=0.25, max_steps=100), PROVENANCE)
    assert "# each trial learned from 0.25 of the training texts\n" in shorter
    assert "# each trial had at most 100 steps\n" in shorter


def test_the_file_lies_over_the_configuration_and_under_the_command_line(tmp_path: Path) -> None:
    tuned, config = tmp_path / "tuned.yaml", tmp_path / "mine.yaml"
    tuned.write_text(settings_text(report(), PROVENANCE))
    config.write_text(f"training: {{epochs: 9, seed: 3}}\ntuner: {{file: {tuned}}}\n")
    settings = load_settings(config, ["augmentation.strength=2"])
    assert (settings.training.epochs, settings.training.seed) == (5, 3)
    assert settings.training.learning_rate == 5e-05
    assert settings.augmentation.strength == 2
    assert load_settings(config, ["tuner.file=null"]).training.epochs == 9
    assert load_settings(overrides=[f"tuner.file={tuned}"]).training.epochs == 5


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("training: {epochs: 0}", "{tuned}: training.epochs: Input should be greater than"),
        ("training: {epoch: 1}", "{tuned}: unknown key training.epoch"),
        ("training: [", "{tuned}: not YAML"),
        ("tuner: {file: other.yaml}", "{tuned}: tuner.file: a file that is named there cannot"),
        (None, "{config}: tuner.file: there is no file {tuned}; txner tune writes one"),
    ],
)
def test_what_is_wrong_with_the_file_names_it(
    tmp_path: Path, text: str | None, message: str
) -> None:
    tuned, config = tmp_path / "tuned.yaml", tmp_path / "mine.yaml"
    config.write_text(f"tuner: {{file: {tuned}}}\n")
    if text is not None:
        tuned.write_text(text)
    with pytest.raises(ConfigError) as error:
        load_settings(config)
    assert str(error.value).startswith(message.format(tuned=tuned, config=config))


def test_a_file_and_a_search_in_each_run_exclude_each_other(tmp_path: Path) -> None:
    tuned = tmp_path / "tuned.yaml"
    tuned.write_text("training: {epochs: 5}")
    with pytest.raises(ConfigError, match="tuner: enabled and file exclude each other"):
        load_settings(overrides=[f"tuner.file={tuned}", "tuner.enabled=true"])


def test_a_file_is_written_whole_and_over_none(tmp_path: Path) -> None:
    path = tmp_path / "tuned.yaml"
    write_settings("a: 1\n", path, force=False)
    with pytest.raises(OutputExistsError, match=f"{path}: the file exists; --force replaces it"):
        write_settings("a: 2\n", path, force=False)
    assert path.read_text() == "a: 1\n"
    write_settings("a: 3\n", path, force=True)
    assert path.read_text() == "a: 3\n"
    assert list(tmp_path.iterdir()) == [path]


Finish = Callable[[TuningReport, Provenance, Console], None]


@pytest.fixture
def tuned(monkeypatch: pytest.MonkeyPatch) -> list[Settings]:
    """A tuner that ends at once; the settings that it was given."""
    given: list[Settings] = []

    def tune(settings: Settings, finish: Finish) -> ExitCode:
        given.append(settings)
        finish(report(), PROVENANCE, Console())
        return ExitCode.OK

    monkeypatch.setattr(local, "tune", tune)
    return given


def txner(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["tune", *arguments])


def test_the_command_writes_what_was_found(tuned: list[Settings], tmp_path: Path) -> None:
    output, before = tmp_path / "tuned.yaml", tmp_path / "before.yaml"
    before.write_text("training: {epochs: 77}")
    result = txner(
        *("--output", str(output), "--trials", "3"),
        *("--set", f"tuner.file={before}", "--set", "tuner.seed=5"),
    )
    assert result.exit_code == 0, result.output
    assert f"settings of trial 2: {output}" in result.output
    assert yaml.safe_load(output.read_text())["training"]["epochs"] == 5
    # An earlier file does not decide where the search begins.
    (settings,) = tuned
    assert (settings.tuner.trials, settings.tuner.seed, settings.tuner.file) == (3, 5, None)
    assert settings.training.epochs == load_settings().training.epochs
    # The file can be used as it is.
    assert load_settings(overrides=[f"tuner.file={output}"]).training.epochs == 5


def test_what_cannot_be_written_is_refused_before_anything_runs(
    tuned: list[Settings], tmp_path: Path
) -> None:
    there = tmp_path / "there.yaml"
    there.write_text("mine")
    for output, message in (
        (there, f"--output {there}: the file exists; --force replaces it"),
        (tmp_path, f"--output {tmp_path}: is a folder; name a file"),
        (tmp_path / "no" / "x", f"--output {tmp_path}/no/x: there is no folder {tmp_path}/no"),
    ):
        result = txner("--output", str(output))
        assert result.exit_code == 2
        assert message in result.output.replace("\n", "")
    assert not tuned
    assert there.read_text() == "mine"
    assert txner("--output", str(there), "--force").exit_code == 0
    assert "training:" in there.read_text()
    assert txner("--output", str(tmp_path / "x"), "--trials", "0").exit_code == 2
    assert txner().exit_code == 2


def test_a_file_that_appears_meanwhile_is_kept(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    output = tmp_path / "tuned.yaml"

    def tune(settings: Settings, finish: Finish) -> ExitCode:
        output.write_text("mine")
        finish(report(), PROVENANCE, Console())
        return ExitCode.OK

    monkeypatch.setattr(local, "tune", tune)
    result = txner("--output", str(output))
    assert result.exit_code == 2
    assert "run the command again with another --output, nothing is lost" in result.output
    assert output.read_text() == "mine"


def test_help_shows_an_example() -> None:
    result = txner("--help")
    assert result.exit_code == 0
    assert "Example: txner tune --config configs/local.yaml --trials 8" in result.output
