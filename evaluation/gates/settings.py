"""Settings of the gates."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from preprocessing.settings_types import Fraction, NonNegativeInt, PositiveFloat


class EvaluationSettings(BaseModel):
    """The `evaluation` section of the configuration.

    The first two map figures to bounds. A figure is `<label>/<precision | recall | f1>`, where
    `micro` and `macro` stand for the averages over labels. The last two say how many texts, and
    spans of each label, the eval split needs for figures to mean much.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    min: dict[str, Fraction]
    max_drop: dict[str, Fraction]
    max_int8_drop: Fraction
    min_texts: NonNegativeInt = 0
    min_spans_per_label: NonNegativeInt = 0


class ServingBackend(StrEnum):
    """What tries the model before it is published."""

    PROCESS = "process"
    INFRA_VALIDATOR = "infra_validator"


class ServingCheckSettings(BaseModel):
    """The `serving_check` section of the configuration."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    backend: ServingBackend
    requests: Annotated[list[str], Field(min_length=1)]
    max_p95_ms: PositiveFloat
    timeout_seconds: PositiveFloat
    infra_validator: dict[str, Any]
