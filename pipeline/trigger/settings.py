"""Settings of `txner trigger`: when to train again."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Count = Annotated[int, Field(ge=1, strict=True)]


class TriggerTarget(StrEnum):
    """Where a run is submitted to."""

    LOCAL = "local"
    VERTEX = "vertex"


class TriggerSettings(BaseModel):
    """The `trigger` section of the configuration."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    target: TriggerTarget
    min_new_texts: Count | None
    max_drift: Annotated[float, Field(ge=0, le=1)] | None
    min_drift_texts: Count
    max_age_days: Annotated[float, Field(gt=0)] | None
    code_change: bool
    configuration_change: bool
    min_hours_between: Annotated[float, Field(ge=0)]
    retry_hours: Annotated[float, Field(ge=0)] | None
    lease_minutes: Annotated[float, Field(ge=1, le=1440)]
