from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.settings import TrainingSettings
from models.training_plan import TrainingPlan, plan_training
from pipeline.config import load_settings


def settings(**changes: Any) -> TrainingSettings:
    return load_settings().training.model_copy(update=changes)


@pytest.mark.parametrize(
    ("steps", "changes", "plan"),
    [
        (500, {}, TrainingPlan(6, 2)),
        (8, {}, TrainingPlan(50, 17)),
        (1, {}, TrainingPlan(400, 134)),
        (8, {"min_steps": 0}, TrainingPlan(6, 2)),
        (8, {"max_steps": 20}, TrainingPlan(6, 2)),
        (8, {"epochs": 80, "patience": 5}, TrainingPlan(80, 5)),
    ],
)
def test_few_texts_get_more_epochs(steps: int, changes: dict[str, Any], plan: TrainingPlan) -> None:
    assert plan_training(settings(**changes), lambda limit: min(steps, limit)) == plan


@given(
    steps=st.integers(1, 3000),
    epochs=st.integers(1, 100),
    least=st.integers(0, 2000),
    most=st.none() | st.integers(1, 2000),
)
def test_there_are_as_many_steps_as_wanted_and_not_an_epoch_more(
    steps: int, epochs: int, least: int, most: int | None
) -> None:
    wanted = settings(epochs=epochs, min_steps=least, max_steps=most)
    plan = plan_training(wanted, lambda limit: min(steps, limit))
    assert plan.epochs >= epochs
    assert plan.patience * epochs >= wanted.patience * plan.epochs
    assert plan.epochs * steps >= min(least, most or least)
    if plan.epochs > epochs:
        assert (plan.epochs - 1) * steps < min(least, most or least)
