from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.journal import note, read_journal
from benchmarks.stability import (
    DATA_SETS,
    DataSet,
    Training,
    collapsed,
    find,
    parse_options,
    settings_key,
    table_of,
)
from pipeline.config import load_settings

KEY = {"training": {"epochs": 6}}
GOOD = Training("few", 5e-4, 1, KEY, 300, 0.8, 6, 6, [5e-4], 10.0)


def test_what_is_noted_is_not_done_again(tmp_path: Path) -> None:
    journal = tmp_path / "bench" / "trainings.jsonl"
    assert read_journal(journal, Training) == []
    other = replace(GOOD, seed=2, f1=0.7)
    for training in (GOOD, other):
        note(journal, training)
    noted = read_journal(journal, Training)
    assert noted == [GOOD, other]
    assert find(noted, "few", 5e-4, 2, KEY) == other
    assert find(noted, "few", 5e-4, 3, KEY) is None
    assert find(noted, "few", 5e-4, 2, {}) is None


def test_the_key_sees_what_a_training_depends_on() -> None:
    data_set = DATA_SETS["sparse"]
    key = settings_key(load_settings(), data_set)
    for same in ("training.seed=7", "training.learning_rate=1.0e-3", "tuner.trials=3"):
        assert settings_key(load_settings(overrides=[same]), data_set) == key
    for other in ("training.epochs=7", "encoder.dropout=0.3", "augmentation.typo=0.1"):
        assert settings_key(load_settings(overrides=[other]), data_set) != key
    assert settings_key(load_settings(), DATA_SETS["few"]) != key


def test_what_fell_over_is_counted() -> None:
    barren = replace(GOOD, seed=2, f1=0.0)
    poor = replace(GOOD, rate=1e-3, f1=0.3, rates=[1e-3, 3e-4])
    elsewhere = replace(GOOD, data_set="sparse", f1=0.3)
    trainings = [GOOD, barren, poor, elsewhere]
    assert collapsed(trainings) == [barren, poor]
    table = table_of(trainings)
    assert table.row_count == 3
    assert [list(column.cells) for column in table.columns][-1] == [
        "1 fell over",
        "1 fell over, 1 began again",
        "",
    ]


def test_options_choose_data_sets() -> None:
    assert parse_options([]).chosen == DATA_SETS
    options = parse_options(["--data-sets", "few,sparse", "--texts", "500", "--rates", "1e-3,1e-4"])
    assert options.chosen == {
        "few": DATA_SETS["few"],
        "sparse": replace(DATA_SETS["sparse"], texts=500),
    }
    assert options.rates == [1e-3, 1e-4]
    own = parse_options(["--corpus", "btc=data/btc", "--epochs", "2"])
    assert own.chosen == {"btc": DataSet("data/btc")}
    assert own.set == ["training.epochs=2"]


@pytest.mark.parametrize("wrong", [["--data-sets", "all"], ["--corpus", "path"]])
def test_unknown_data_sets_are_refused(wrong: list[str]) -> None:
    with pytest.raises(SystemExit):
        parse_options(wrong)
