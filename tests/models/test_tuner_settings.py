from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from models.tuner_settings import Scale, SearchRange, rounded
from pipeline.config import load_settings
from preprocessing.settings import ConfigError, SettingsError

SPACE = "tuner.space.training"


def test_a_range_with_steps_has_both_its_ends() -> None:
    # 0.3 // 0.05 is 5 in floating point.
    fractions = SearchRange(min=0.0, max=0.3, step=0.05)
    assert fractions.values == [0.0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3]
    assert SearchRange(min=2, max=7, step=2).values == [2, 4, 6]
    doubled = SearchRange(min=256, max=4096, step=2, scale=Scale.LOG)
    assert doubled.values == [256, 512, 1024, 2048, 4096]
    assert SearchRange(choices=[3, 1]).values == [3, 1]
    assert SearchRange(min=0.0, max=0.3).values == []


@given(
    start=st.floats(-10, 10),
    width=st.floats(0.01, 10),
    count=st.integers(1, 500),
    found=st.floats(-30, 30),
)
def test_what_a_search_comes_to_is_a_short_number_between_the_ends(
    start: float, width: float, count: int, found: float
) -> None:
    tried = SearchRange(min=start, max=start + width)
    value = tried.nearest(found)
    assert tried.has(value)
    assert value in (tried.min, tried.max) or value == rounded(value)
    if tried.has(found):
        assert value == pytest.approx(found, rel=1e-3)
    stepped = SearchRange(min=start, max=start + width, step=width / count)
    assert len(stepped.values) == count + 1
    assert stepped.values[-1] == pytest.approx(stepped.max, abs=1e-9)
    assert all(stepped.has(value) for value in stepped.values)


def test_whole_numbers_stay_whole() -> None:
    assert rounded(123456789) == 123456789
    assert rounded(0.000123456) == 0.0001235
    # KerasTuner's own range of whole numbers on a scale of logarithms ends one too late.
    assert SearchRange(min=1, max=8, scale=Scale.LOG).nearest(9) == 8


def test_a_value_that_is_not_among_them_is_none_of_them() -> None:
    assert SearchRange(choices=[1, 2]).has(2)
    assert not SearchRange(choices=[1, 2]).has(3)
    assert SearchRange(min=1.0, max=2.0).has(1.5)
    assert not SearchRange(min=1.0, max=2.0).has(2.5)
    assert not SearchRange(min=1.0, max=2.0, step=0.5).has(1.7)


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({}, "needs min and max, or choices"),
        ({"min": 1}, "needs min and max, or choices"),
        ({"min": 2, "max": 2}, "min 2 is not below max 2"),
        ({"min": 0, "max": 2, "scale": "log"}, "scale: log needs a min above 0, not 0"),
        ({"min": 0, "max": 2, "step": 0}, "step 0 is not above 0"),
        ({"min": 1, "max": 2, "step": 1, "scale": "log"}, "step 1 is not above 1"),
        ({"min": 0, "max": 2, "step": 3}, "makes 1 values from 0 to 2; there must be 2 to 1000"),
        ({"min": 0, "max": 2, "step": 1e-5}, "there must be 2 to 1000"),
        ({"choices": []}, "choices must be at least two, and all different"),
        ({"choices": [1]}, "choices must be at least two, and all different"),
        ({"choices": [1, 2, 1]}, "choices must be at least two, and all different"),
        ({"choices": [1, 2], "min": 0}, "choices beside min, max or step; set those to null"),
        ({"choices": [1, "2"]}, "should be a number, not '2'"),
        ({"min": True, "max": 3}, "should be a number, not True"),
        ({"min": 0.0, "max": float("inf")}, "should be a number, not inf"),
        ({"min": float("nan"), "max": 1}, "should be a number, not nan"),
    ],
)
def test_a_range_that_cannot_be_searched_is_refused(values: dict[str, Any], message: str) -> None:
    with pytest.raises(ValidationError) as error:
        SearchRange(**values)
    assert message in str(error.value)


@pytest.mark.parametrize(
    ("override", "message"),
    [
        (f"{SPACE}.epochs.min=0", f"{SPACE}.epochs: cannot be 0: "),
        (f"{SPACE}.epochs.max=2.5", f"{SPACE}.epochs: cannot be 2.5: "),
        (f"{SPACE}.epochs.step=0.5", f"{SPACE}.epochs: cannot be 2.0: "),
        (f"{SPACE}.dropout={{max: 1, step: null}}", f"{SPACE}.dropout: cannot be 1: "),
        (f"{SPACE}.batch_tokens.choices=[8, 0]", f"{SPACE}.batch_tokens: cannot be 0: "),
        (f"{SPACE}.epochs=3", f"{SPACE}.epochs: should be a range or null, not 3"),
        (f"{SPACE}.epochs.steps=2", f"{SPACE}.epochs: unknown key steps; there are min, max"),
        (f"{SPACE}.epochs.choices=[2, 3]", f"{SPACE}.epochs: has choices beside min"),
        (f"{SPACE}.precision={{choices: [1, 2]}}", f"unknown key {SPACE}.precision"),
        ("tuner.space.data.spans={min: 1, max: 2}", "unknown key tuner.space.data"),
        ("tuner.trials=0", "tuner.trials: Input should be greater than or equal to 1"),
        ("tuner.train_fraction=0", "tuner.train_fraction: Input should be greater than 0"),
        ("tuner.enabled=1", "tuner.enabled: Input should be a valid boolean"),
    ],
)
def test_what_is_refused_names_the_key(override: str, message: str) -> None:
    with pytest.raises(ConfigError) as error:
        load_settings(overrides=[override])
    assert f"--set {override}: {message}" in str(error.value)


def test_ranges_have_the_type_of_their_setting() -> None:
    space = load_settings(
        overrides=[
            f"{SPACE}.learning_rate={{min: 1, max: 3}}",
            f"{SPACE}.epochs={{min: null, max: null, choices: [2, 3]}}",
            f"{SPACE}.dropout=null",
            "tuner.space.augmentation.strength={min: 0, max: 2, step: 1}",
        ]
    ).tuner.space
    assert "training.dropout" not in space.ranges
    assert isinstance(space.ranges["training.learning_rate"].min, float)
    assert space.ranges["training.epochs"].values == [2, 3]
    strengths = space.ranges["augmentation.strength"].values
    assert strengths == [0.0, 1.0, 2.0]
    assert {type(value) for value in strengths} == {float}


def test_a_space_without_ranges_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "none.yaml"
    sections = load_settings().tuner.space.model_dump()
    nothing = {name: dict.fromkeys(section) for name, section in sections.items()}
    import yaml

    file.write_text(yaml.safe_dump({"tuner": {"space": nothing}}))
    with pytest.raises(SettingsError, match=f"{file}: tuner.space: has no range"):
        load_settings(file)
