from __future__ import annotations

import json
import math
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import tensorflow as tf

from models.hyperparameters import TuningReport, Values
from models.progress import PROGRESS_LOGGER
from models.tuner import (
    Journal,
    Score,
    SpanTuner,
    TrialFailedError,
    UnusableTrialError,
    part_of,
)
from models.tuner_settings import Space, TunerSettings
from preprocessing.settings import SettingsError

EPOCHS, RATE, TOKENS = "training.epochs", "training.learning_rate", "training.batch_tokens"
CONFIGURED: Values = {RATE: 1e-3, EPOCHS: 2, TOKENS: 64}

RANGES: dict[str, Any] = {
    "learning_rate": {"min": 1e-4, "max": 1e-1, "scale": "log"},
    "epochs": {"min": 1, "max": 8},
    "batch_tokens": {"choices": [32, 64, 128]},
}


def settings(trials: int = 6, seed: int = 1, **ranges: Any) -> TunerSettings:
    """Settings that search three values, or others."""
    known = ("learning_rate", "epochs", "batch_tokens", "dropout", "layer_decay", "frozen_layers")
    training = dict.fromkeys((*known, "min_steps", "warmup_fraction", "weight_decay"))
    space = {
        "training": training | (ranges or RANGES),
        "encoder": dict.fromkeys(("dropout", "attention_dropout")),
        "augmentation": dict.fromkeys(("probability", "strength")),
    }
    return TunerSettings(
        enabled=True,
        file=None,
        trials=trials,
        random_trials=3,
        train_fraction=1.0,
        max_steps=None,
        seed=seed,
        space=Space.model_validate(space),
    )


def smooth(number: int, values: Values) -> float:
    """Best at a learning rate of 0.01, 6 epochs, and 128 tokens."""
    rate = (math.log10(values[RATE]) + 2) ** 2 / 9
    return 0.9 - rate / 2 - (values[EPOCHS] - 6) ** 2 / 100 + values[TOKENS] / 10_000


Search = Callable[..., TuningReport]


@pytest.fixture
def search(tmp_path: Path) -> Search:
    """Runs a search, which goes on where an earlier one of the same test ended."""

    def run(
        score: Score = smooth,
        wanted: TunerSettings | None = None,
        configured: Values | None = None,
        journal: str = "trials.json",
    ) -> TuningReport:
        wanted = wanted or settings()
        names = wanted.space.ranges
        first = configured or {name: CONFIGURED[name] for name in names}
        tuner = SpanTuner(wanted, first, score, Journal(str(tmp_path / journal)))
        tuner.search()
        best = tuner.get_best_hyperparameters()[0].values
        report = tuner.report()
        assert best == report.best.values
        assert json.loads(json.dumps(tuner.get_best_hyperparameters()[0].get_config()))["values"]
        return report

    return run


def test_a_search_begins_with_the_configured_values_and_finds_better_ones(search: Search) -> None:
    wanted = settings(trials=14)
    report = search(wanted=wanted)
    trials = report.trials
    assert [trial.number for trial in trials] == list(range(1, 15))
    assert trials[0].values == CONFIGURED == report.configured
    assert all(trial.score == smooth(0, trial.values) for trial in trials)
    assert report.best.score == max(trial.score for trial in trials) > trials[0].score
    assert report.tuner["trials"] == 14
    for trial in trials:
        ranges = wanted.space.ranges
        assert trial.values.keys() == ranges.keys()
        assert all(ranges[name].has(value) for name, value in trial.values.items())
        assert isinstance(trial.values[EPOCHS], int)
        assert len(str(trial.values[RATE]).lstrip("0.").replace("e-05", "")) <= 5
    # Better than chance: what comes after the random trials is near the best there is.
    assert sum(trial.score for trial in trials[4:]) / 10 > sum(t.score for t in trials[1:4]) / 3
    assert report.best.score > 0.88


def test_the_same_seed_tries_the_same_values(search: Search) -> None:
    first, again = (search(journal=f"{name}.json") for name in "ab")
    assert [trial.values for trial in first.trials] == [trial.values for trial in again.trials]
    other = search(wanted=settings(seed=2), journal="c.json")
    assert [trial.values for trial in first.trials] != [trial.values for trial in other.trials]
    zero = [search(wanted=settings(seed=0), journal=f"{name}.json").trials for name in "de"]
    assert [trial.values for trial in zero[0]] == [trial.values for trial in zero[1]]


def test_configured_values_outside_of_the_space_are_not_tried(
    search: Search, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level("DEBUG", PROGRESS_LOGGER):
        report = search(configured={**CONFIGURED, TOKENS: 96})
    assert "not tried, because tuner.space has no batch_tokens 96" in caplog.messages[0]
    assert all(trial.values[TOKENS] in (32, 64, 128) for trial in report.trials)


def test_nothing_is_tried_twice_and_a_small_space_ends_the_search(search: Search) -> None:
    wanted = settings(trials=20, epochs={"min": 1, "max": 5})
    report = search(lambda _, values: values[EPOCHS] / 8, wanted)
    assert sorted(trial.values[EPOCHS] for trial in report.trials) == [1, 2, 3, 4, 5]
    assert report.best.values == {EPOCHS: 5}


def failing(number: int, error: Exception | None, score: Any = None) -> Score:
    """Fails in one trial."""

    def run(trial: int, values: Values) -> float:
        if trial != number:
            return smooth(trial, values)
        if error is not None:
            raise error
        return score  # type: ignore[no-any-return]

    return run


@pytest.mark.parametrize("number", [1, 3, 6])
def test_a_failed_trial_fails_the_search(search: Search, number: int) -> None:
    error = tf.errors.ResourceExhaustedError(None, None, "no memory\nleft")
    with pytest.raises(TrialFailedError) as raised:
        search(failing(number, error))
    message = str(raised.value)
    assert message.startswith(f"trial {number} of 6 (learning_rate ")
    assert "epochs " in message
    assert message.endswith("failed: ResourceExhaustedError: no memory left")
    assert raised.value.__cause__ is error


@pytest.mark.parametrize("score", [math.nan, math.inf, None, -1.0])
def test_a_trial_without_a_score_fails_the_search(search: Search, score: Any) -> None:
    with pytest.raises(TrialFailedError, match=rf"trial 2 of 6 \(.*\) has no score: .* {score}"):
        search(failing(2, None, score))


def test_a_score_of_zero_is_a_score(search: Search) -> None:
    assert [trial.score for trial in search(lambda *_: 0.0).trials] == [0.0] * 6


def test_settings_that_cannot_be_used_are_the_users_fault(search: Search) -> None:
    with pytest.raises(SettingsError, match=r"trial 2 of 6 \(.*\) failed: too small") as raised:
        search(failing(2, SettingsError("too small")))
    assert isinstance(raised.value, UnusableTrialError)


def test_an_interrupt_ends_the_search(search: Search) -> None:
    def interrupted(number: int, values: Values) -> float:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        search(interrupted)


def test_an_interrupted_search_goes_on_after_its_last_finished_trial(search: Search) -> None:
    whole = search(wanted=settings(trials=8), journal="whole.json")
    with pytest.raises(TrialFailedError):
        search(failing(6, RuntimeError("killed")), settings(trials=8))
    run: list[int] = []

    def counted(number: int, values: Values) -> float:
        run.append(number)
        return smooth(number, values)

    resumed = search(counted, settings(trials=8))
    assert run == [6, 7, 8]
    assert [(t.values, t.score) for t in resumed.trials] == [
        (t.values, t.score) for t in whole.trials
    ]
    # More trials go on from there too.
    search(counted, settings(trials=9))
    assert run == [6, 7, 8, 9]


def test_a_damaged_record_is_named(search: Search, tmp_path: Path) -> None:
    for text in ("{", "{}", "[]", '{"trials": [{"score": 1}]}'):
        (tmp_path / "trials.json").write_text(text)
        with pytest.raises(SettingsError, match=r"trials.json: .*delete it to begin"):
            search()


def test_a_search_without_any_trial_is_no_success(tmp_path: Path) -> None:
    tuner = SpanTuner(settings(), CONFIGURED, smooth, Journal(str(tmp_path / "trials.json")))
    with pytest.raises(TrialFailedError, match="no trial ran"):
        tuner.report()


def test_what_kerastuner_swallows_is_found_in_the_end(search: Search, tmp_path: Path) -> None:
    """A trial that fails outside of our own code, which KerasTuner goes on from."""
    tuner = SpanTuner(settings(), CONFIGURED, smooth, Journal(str(tmp_path / "trials.json")))
    whole = tuner.run_trial
    tuner.run_trial = lambda trial: 1 / 0 if trial.trial_id == "1" else whole(trial)
    tuner.search()
    with pytest.raises(TrialFailedError, match=r"trials that have no score: 2$"):
        tuner.report()


def test_progress_tells_each_trial(search: Search, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("DEBUG", PROGRESS_LOGGER):
        search(failing(2, None, 0.99), settings(trials=2))
        search(failing(2, None, 0.99), settings(trials=2))
    found = [vars(record) for record in caplog.records if record.name == PROGRESS_LOGGER]
    assert [each["stage"] for each in found if "stage" in each] == [
        "trial 1 of 2",
        "trial 2 of 2",
        "trial 1 of 2",
        "trial 2 of 2",
    ]
    lines = [each["line"] for each in found if "line" in each]
    first = smooth(1, CONFIGURED)
    assert lines[0].startswith(f"trial  1 of 2: F1 {first:.4f}, best {first:.4f} (trial 1), 0 s; ")
    assert lines[0].endswith("learning_rate 0.001, epochs 2, batch_tokens 64")
    assert lines[1].startswith("trial  2 of 2: F1 0.9900, best 0.9900 (trial 2), 0 s; ")
    assert "known from before" in lines[2]


def write_records(path: Path, records: list[bytes]) -> str:
    with tf.io.TFRecordWriter(str(path), "GZIP") as writer:
        for record in records:
            writer.write(record)
    return str(path)


def read_records(paths: list[str]) -> list[bytes]:
    return list(tf.data.TFRecordDataset(paths, compression_type="GZIP").as_numpy_iterator())


def test_a_share_of_the_examples_is_taken_evenly(tmp_path: Path) -> None:
    records = [str(number).encode() for number in range(100)]
    paths = [
        write_records(tmp_path / "a.gz", records[:30]),
        write_records(tmp_path / "b.gz", records[30:]),
    ]
    assert part_of(paths, 1.0, str(tmp_path)) == paths
    tenth = read_records(part_of(paths, 0.1, str(tmp_path)))
    assert len(tenth) == 10
    assert all(int(after) - int(before) == 10 for before, after in pairwise(tenth))
    assert len(read_records(part_of(paths, 0.37, str(tmp_path)))) == 37
