"""Settings of the data: where annotations are, what is accepted of them, how texts are varied."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from preprocessing.errors import UserError
from preprocessing.keyboards import neighbours
from preprocessing.settings_types import Fraction, NonNegativeInt
from preprocessing.spans import OffsetUnit

Auto = Literal["auto"]

LAYOUT = "layout"
"""In `data.group_by`: what a text looks like, instead of a key of its metadata."""


class SettingsError(UserError, ValueError):
    """Settings that cannot be used; the message names the key and what to do."""


class ConfigError(SettingsError):
    """A configuration that cannot be used; one line for each fault, naming the key and the file."""


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
    spans: Literal["all"] | Annotated[list[NonNegativeInt], Field(min_length=1)]
    offset_unit: Annotated[OffsetUnit | Auto, BeforeValidator(_check_offset_unit)]
    approved_only: bool
    annotators: AnnotatorSettings
    eval_fraction: Annotated[float, Field(gt=0, lt=1)]
    group_by: list[Annotated[str, Field(min_length=1)]]
    layout_words: list[str]
    weights: dict[str, Annotated[float, Field(gt=0, le=1000)]]
    unlabelled: Unlabelled
    max_reject_fraction: Fraction
    max_unlabelled_fraction: Fraction
    max_misplaced_fraction: Fraction
    min_spans_per_label: NonNegativeInt
    schema_path: Annotated[str, Field(min_length=1)]

    @property
    def metadata_keys(self) -> tuple[str, ...]:
        """Keys of the metadata that group texts."""
        return tuple(part for part in self.group_by if part != LAYOUT)


def _check_locale(locale: str) -> str:
    neighbours(locale)
    return locale


class CaseSettings(BaseModel):
    """The `augmentation.case` section of the configuration; shares of the varied texts."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    upper: Fraction
    lower: Fraction
    title: Fraction

    @model_validator(mode="after")
    def _check_sum(self) -> Self:
        # What adds up to 1 may be a little more in floating point.
        if self.upper + self.lower + self.title > 1 + 1e-9:
            raise ValueError("a text has one case: upper, lower and title add up to more than 1")
        return self


class SpacingSettings(BaseModel):
    """The `augmentation.spacing` section; rates for each space, `insert` for each character."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    drop: Fraction
    double: Fraction
    run: Fraction
    insert: Fraction


class AugmentationSettings(BaseModel):
    """The `augmentation` section of the configuration; see `preprocessing.augmentation`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    probability: Fraction
    strength: Annotated[float, Field(ge=0, le=100)]
    locales: Annotated[
        list[Annotated[str, AfterValidator(_check_locale)]],
        Field(min_length=1),
    ]
    duplicate: Fraction
    delete: Fraction
    transpose: Fraction
    typo: Fraction
    digits: Fraction
    spacing: SpacingSettings
    case: CaseSettings
    swap: Fraction


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
