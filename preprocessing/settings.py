"""Settings of the data: where annotations are and what is accepted of them."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from preprocessing.spans import OffsetUnit

Fraction = Annotated[float, Field(ge=0, le=1)]


Auto = Literal["auto"]


class SettingsError(ValueError):
    """Settings that cannot be used; the message names the key and what to do."""


def _check_offset_unit(value: object) -> object:
    """One message instead of one for each part of the union."""
    if value not in ("auto", *OffsetUnit):
        raise ValueError(f"should be auto, {', '.join(OffsetUnit)}, not {value!r}")
    return value


class Unlabelled(StrEnum):
    """What becomes of records without any span."""

    KEEP = "keep"
    REJECT = "reject"


class MergeRule(StrEnum):
    """What becomes of a text that was annotated in different ways."""

    STRICT = "strict"
    MAJORITY = "majority"
    PREFER = "prefer"


class AnnotatorSettings(BaseModel):
    """The `data.annotators` section of the configuration."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    merge: MergeRule
    prefer: list[Annotated[str, Field(min_length=1)]]

    @model_validator(mode="after")
    def _check_prefer(self) -> Self:
        if (self.merge is MergeRule.PREFER) != bool(self.prefer):
            raise ValueError(
                "`merge: prefer` needs a list of annotators in `prefer`, and nothing else does"
            )
        return self


class DataSettings(BaseModel):
    """The `data` section of the configuration."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    path: Annotated[str, Field(min_length=1)]
    spans: (
        Literal["all"]
        | Annotated[list[Annotated[int, Field(ge=0, strict=True)]], Field(min_length=1)]
    )
    offset_unit: Annotated[OffsetUnit | Auto, BeforeValidator(_check_offset_unit)]
    approved_only: bool
    annotators: AnnotatorSettings
    eval_fraction: Annotated[float, Field(gt=0, lt=1)]
    unlabelled: Unlabelled
    max_reject_fraction: Fraction
    max_unlabelled_fraction: Fraction
    min_spans_per_label: Annotated[int, Field(ge=0, strict=True)]
    schema_path: Annotated[str, Field(min_length=1)]


def parse_spans(text: str) -> Literal["all"] | list[int]:
    """Data spans as they stand on a command line: `all`, or numbers such as `1,2` or `[1, 2]`.

    Raises:
      SettingsError: It is neither.
    """
    if text.strip() == "all":
        return "all"
    numbers = [part.strip() for part in text.strip().removeprefix("[").removesuffix("]").split(",")]
    if not all(number.isdecimal() and number.isascii() for number in numbers):
        raise SettingsError(f"data_spans: {text!r} is not `all`, nor numbers such as 1,2")
    return [int(number) for number in numbers]
