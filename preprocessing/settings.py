"""Settings of the data: where annotations are and what is accepted of them."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from preprocessing.spans import OffsetUnit

Fraction = Annotated[float, Field(ge=0, le=1)]


class SettingsError(ValueError):
    """Settings that cannot be used; the message names the key and what to do."""


class Unlabelled(StrEnum):
    """What becomes of records without any span."""

    KEEP = "keep"
    REJECT = "reject"


class DataSettings(BaseModel):
    """The `data` section of the configuration."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    path: Annotated[str, Field(min_length=1)]
    spans: (
        Literal["all"]
        | Annotated[list[Annotated[int, Field(ge=0, strict=True)]], Field(min_length=1)]
    )
    offset_unit: OffsetUnit
    eval_fraction: Annotated[float, Field(gt=0, lt=1)]
    unlabelled: Unlabelled
    max_reject_fraction: Fraction
    max_unlabelled_fraction: Fraction
    min_spans_per_label: Annotated[int, Field(ge=0, strict=True)]
    schema_path: Annotated[str, Field(min_length=1)]
