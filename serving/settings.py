"""Settings of checking and publishing a model."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

DEFAULT_SIGNATURE = "serving_default"
EVALUATION_SIGNATURE = "serving_examples"


class ServingBackend(StrEnum):
    """What tries the model before it is published."""

    PROCESS = "process"
    INFRA_VALIDATOR = "infra_validator"


class ServingCheckSettings(BaseModel):
    """The `serving_check` section of the configuration."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    backend: ServingBackend
    requests: Annotated[list[str], Field(min_length=1)]
    max_p95_ms: Annotated[float, Field(gt=0)]
    timeout_seconds: Annotated[float, Field(gt=0)]
    infra_validator: dict[str, Any]


class ReleaseSettings(BaseModel):
    """The `release` section of the configuration."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    root: str | None
    table: str | None
    label: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]{0,62}$")]
