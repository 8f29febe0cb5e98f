"""Settings of the gates."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from preprocessing.settings_types import Fraction, NonNegativeInt, PositiveFloat, PositiveInt


class CaseSettings(BaseModel):
    """The `evaluation.cases` section: bounds on what a candidate makes of known cases.

    Attributes:
      max_broken: Largest share of confirmed answers that it may answer wrongly; None: any.
      min_fixed: Least share of corrected errors that it must answer rightly; None: any.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    max_broken: Fraction | None
    min_fixed: Fraction | None


class EvaluationSettings(BaseModel):
    """The `evaluation` section of the configuration.

    Bounds are by the names of figures. A figure is `<label>/<precision | recall | f1>`, where
    `micro` and `macro` stand for the averages over labels and `*` for each label, or
    `accepted/precision` or `accepted/share`. `min_texts` and `min_spans_per_label` say how much the
    eval split needs for figures to mean anything.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    min: dict[str, Fraction]
    max_drop: dict[str, Fraction]
    max_int8_drop: Fraction
    confidence: Annotated[float, Field(ge=0.5, lt=1)]
    slices: list[Annotated[str, Field(min_length=1)]]
    min_slice_texts: PositiveInt
    slice_min: dict[str, Fraction]
    slice_max_drop: dict[str, Fraction]
    cases: CaseSettings
    field_path: Annotated[str, Field(min_length=1)] | None
    min_texts: NonNegativeInt
    min_spans_per_label: NonNegativeInt


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
