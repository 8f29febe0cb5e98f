from __future__ import annotations

from dataclasses import fields
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.export_format import (
    ENTITY_OUTPUTS,
    OUTPUTS,
    Entity,
    Prediction,
    to_predictions,
)

ENTITIES = st.builds(
    Entity,
    label=st.text(max_size=3),
    text=st.text(max_size=3),
    start=st.integers(0, 9),
    end=st.integers(0, 9),
    score=st.floats(0, 1),
    accepted=st.booleans(),
)
PREDICTIONS = st.lists(st.builds(Prediction, st.text(), st.lists(ENTITIES), st.integers(0, 9)))


def to_columns(predictions: list[Prediction]) -> dict[str, list[Any]]:
    """Predictions as a graph gives them, filled up."""
    width = max((len(prediction.entities) for prediction in predictions), default=0)
    columns: dict[str, list[Any]] = {
        "entity_count": [len(prediction.entities) for prediction in predictions],
        "cut_pieces": [prediction.cut_pieces for prediction in predictions],
    }
    for output in ENTITY_OUTPUTS:
        rows = []
        for prediction in predictions:
            values = [getattr(e, output.name.removeprefix("entity_")) for e in prediction.entities]
            values = [v.encode() if isinstance(v, str) else v for v in values]
            rows.append(values + [output.fill] * (width - len(values)))
        columns[output.name] = rows
    return columns


def test_the_outputs_of_entities_are_the_fields_of_an_entity_in_their_order() -> None:
    names = [output.name for output in ENTITY_OUTPUTS]
    assert names == [f"entity_{field.name}" for field in fields(Entity)]
    assert [output for output in OUTPUTS if output.per_entity] == list(ENTITY_OUTPUTS)
    optional = [output.optional for output in ENTITY_OUTPUTS]
    assert optional == sorted(optional), "what earlier models lack comes last"


@given(PREDICTIONS)
def test_predictions_come_back_from_their_columns(predictions: list[Prediction]) -> None:
    texts = [prediction.text for prediction in predictions]
    assert to_predictions(texts, to_columns(predictions)) == predictions


def test_a_model_of_an_earlier_release_accepts_nothing() -> None:
    entity = Entity("PARTY", "CAFE", 0, 4, 0.5, accepted=True)
    columns = to_columns([Prediction("CAFE", [entity])])
    del columns["entity_accepted"]
    (prediction,) = to_predictions(["CAFE"], columns)
    assert [found.accepted for found in prediction.entities] == [False]


@pytest.mark.parametrize("name", ["entity_label", "entity_count", "cut_pieces", "entity_score"])
def test_an_answer_without_an_output_is_refused(name: str) -> None:
    columns = to_columns([Prediction("CAFE", [])])
    del columns[name]
    with pytest.raises(KeyError, match=name):
        to_predictions(["CAFE"], columns)


@pytest.mark.parametrize("count", [-1, 2])
def test_a_count_that_its_row_does_not_have_is_refused(count: int) -> None:
    columns = to_columns([Prediction("CAFE", [Entity("PARTY", "CAFE", 0, 4, 0.5)])])
    columns["entity_count"] = [count]
    with pytest.raises(ValueError, match="entities in a row of 1"):
        to_predictions(["CAFE"], columns)


def test_an_answer_for_other_texts_is_refused() -> None:
    with pytest.raises(ValueError, match="1 answers for 2 texts"):
        to_predictions(["CAFE", "BAR"], to_columns([Prediction("CAFE", [])]))
