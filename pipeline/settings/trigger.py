"""Settings of `txner trigger`: when to train again."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from preprocessing.settings_types import Fraction, NonNegativeFloat, PositiveFloat, PositiveInt


class TriggerTarget(StrEnum):
    """Where a run is submitted to."""

    LOCAL = "local"
    VERTEX = "vertex"


class TriggerSettings(BaseModel):
    """The `trigger` section of the configuration."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    target: TriggerTarget
    min_new_texts: PositiveInt | None
    max_drift: Fraction | None
    min_drift_texts: PositiveInt
    max_age_days: PositiveFloat | None
    live_alarm: bool
    code_change: bool
    configuration_change: bool
    min_hours_between: NonNegativeFloat
    retry_hours: NonNegativeFloat | None
    lease_minutes: Annotated[float, Field(ge=1, le=1440)]
