from __future__ import annotations

from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from preprocessing.settings_types import (
    Fraction,
    NonNegativeFloat,
    NonNegativeInt,
    PositiveFloat,
    PositiveInt,
    Rate,
)


@pytest.mark.parametrize(
    ("kind", "accepted", "refused"),
    [
        (Fraction, [0, 0.5, 1], [-0.1, 1.1, "x"]),
        (Rate, [0, 0.99], [-0.1, 1]),
        (PositiveFloat, [1e-9, 7], [0, -1]),
        (NonNegativeFloat, [0, 7.5], [-1e-9]),
        (PositiveInt, [1, 9], [0, 1.0, True, "1"]),
        (NonNegativeInt, [0, 9], [-1, 0.0, False]),
    ],
)
def test_bounds(kind: Any, accepted: list[Any], refused: list[Any]) -> None:
    adapter = TypeAdapter(kind)
    assert [adapter.validate_python(value) for value in accepted] == accepted
    for value in refused:
        with pytest.raises(ValidationError):
            adapter.validate_python(value)
