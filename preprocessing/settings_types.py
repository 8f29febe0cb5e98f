"""Constrained numbers that the settings models of several layers share."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

Fraction = Annotated[float, Field(ge=0, le=1)]
"""A share: 0 and 1 included."""

Rate = Annotated[float, Field(ge=0, lt=1)]
"""A share that must leave something, such as a dropout."""

PositiveFloat = Annotated[float, Field(gt=0)]
"""A number greater than 0."""

NonNegativeFloat = Annotated[float, Field(ge=0)]
"""A number that may be 0."""

PositiveInt = Annotated[int, Field(ge=1, strict=True)]
"""A whole number from 1; 1.0 is not one."""

NonNegativeInt = Annotated[int, Field(ge=0, strict=True)]
"""A whole number from 0; 0.0 is not one."""
