"""Settings of the tuner: how many trials, and among which values it looks for better settings."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from math import isfinite
from typing import Annotated, Any, ClassVar, Self, cast

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    TypeAdapter,
    ValidationError,
    ValidationInfo,
    field_validator,
    model_validator,
)
from pydantic.dataclasses import dataclass

from models.settings import EncoderSettings, TrainingSettings
from preprocessing.settings import AugmentationSettings
from preprocessing.settings_types import NonNegativeInt, PositiveInt

SIGNIFICANT_DIGITS = 4
"""To which a value is rounded, so that the one that was tried is the one that is written down."""

MAX_VALUES = 1000
"""Most steps of a range."""


class Scale(StrEnum):
    """How the values of a range are spread."""

    LINEAR = "linear"
    LOG = "log"


def _check_number(value: object) -> object:
    """One message instead of one for each part of the union."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
        raise ValueError(f"should be a number, not {value!r}")
    return value


Number = int | float
CheckedNumber = Annotated[Number, BeforeValidator(_check_number)]


@dataclass(frozen=True, config=ConfigDict(extra="forbid"))
class SearchRange:
    """The values of a setting that are tried: a range, or choices.

    Attributes:
      min: The lowest value.
      max: The highest value.
      scale: Whether values are spread evenly, or evenly by their logarithm.
      step: Distance of neighbours, or their ratio on the scale `log`; None: any value in between.
      choices: The values themselves, instead of a range.
    """

    min: CheckedNumber | None = None
    max: CheckedNumber | None = None
    scale: Scale = Scale.LINEAR
    step: CheckedNumber | None = None
    choices: list[CheckedNumber] | None = None

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.choices is not None:
            if (self.min, self.max, self.step) != (None, None, None):
                raise ValueError("has choices beside min, max or step; set those to null")
            if len(set(self.choices)) < max(2, len(self.choices)):
                raise ValueError("choices must be at least two, and all different")
            return self
        if self.min is None or self.max is None:
            raise ValueError("needs min and max, or choices")
        if self.min >= self.max:
            raise ValueError(f"min {self.min} is not below max {self.max}")
        if self.scale is Scale.LOG and self.min <= 0:
            raise ValueError(f"scale: log needs a min above 0, not {self.min}")
        if self.step is not None:
            least = 1 if self.scale is Scale.LOG else 0
            if self.step <= least:
                raise ValueError(f"step {self.step} is not above {least} (scale: {self.scale})")
            if not 2 <= len(self.values) <= MAX_VALUES:
                raise ValueError(
                    f"step {self.step} makes {len(self.values)} values from {self.min} to "
                    f"{self.max}; there must be 2 to {MAX_VALUES}"
                )
        return self

    @property
    def values(self) -> list[Number]:
        """All values if there are but few, in order: the choices, or the steps of the range."""
        if self.choices is not None:
            return list(self.choices)
        if self.min is None or self.max is None or self.step is None:
            return []
        # A little beyond the end, which sums of binary fractions may miss by a bit.
        end = self.max + 1e-9 * (self.max - self.min)
        found: list[Number] = []
        while len(found) <= MAX_VALUES:
            number = len(found)
            log = self.scale is Scale.LOG
            value = self.min * self.step**number if log else self.min + self.step * number
            if value > end:
                break
            # 0.15, not 0.15000000000000002.
            tidy = value if isinstance(value, int) else float(f"{value:.12g}")
            found.append(min(tidy, self.max))
        return found

    def has(self, value: Number) -> bool:
        """Whether a value is one of these."""
        if values := self.values:
            return value in values
        return self.min is not None and self.max is not None and self.min <= value <= self.max

    def nearest(self, value: Number) -> Number:
        """The value of a search, between the ends and with few digits."""
        if self.values or self.min is None or self.max is None:
            return value
        return min(max(rounded(value), self.min), self.max)


def rounded(value: Number) -> Number:
    """A number with few digits; whole numbers as they are."""
    return value if isinstance(value, int) else float(f"{value:.{SIGNIFICANT_DIGITS}g}")


class _SectionSpace(BaseModel):
    """The settings of one section that can be tuned; null: not tuned."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    section: ClassVar[type[BaseModel]]

    @field_validator("*", mode="before")
    @classmethod
    def _check_keys(cls, value: Any) -> Any:
        known = SearchRange.__dataclass_fields__
        if value is not None and not isinstance(value, dict | SearchRange):
            raise ValueError(f"should be a range or null, not {value!r}")
        if isinstance(value, dict) and (unknown := [key for key in value if key not in known]):
            raise ValueError(f"unknown key {unknown[0]}; there are {', '.join(known)}")
        return value

    @field_validator("*")
    @classmethod
    def _check_values(cls, value: SearchRange | None, info: ValidationInfo) -> SearchRange | None:
        """Each value that may be tried must be one that the setting can have."""
        if value is None or info.field_name is None:
            return value
        setting: TypeAdapter[Any] = TypeAdapter(
            cls.section.model_fields[info.field_name].rebuild_annotation()
        )

        def checked(number: Number) -> Number:
            try:
                # As the setting has it: 1 is 1.0 where fractions are possible.
                return cast("Number", setting.validate_python(number))
            except ValidationError as error:
                raise ValueError(f"cannot be {number}: {error.errors()[0]['msg']}") from None

        for number in value.values:
            checked(number)
        return replace(
            value,
            min=None if value.min is None else checked(value.min),
            max=None if value.max is None else checked(value.max),
            choices=None if value.choices is None else [checked(each) for each in value.choices],
        )


class TrainingSpace(_SectionSpace):
    """The `tuner.space.training` section of the configuration."""

    section = TrainingSettings

    learning_rate: SearchRange | None
    epochs: SearchRange | None
    min_steps: SearchRange | None
    batch_tokens: SearchRange | None
    dropout: SearchRange | None
    layer_decay: SearchRange | None
    frozen_layers: SearchRange | None
    warmup_fraction: SearchRange | None
    weight_decay: SearchRange | None


class EncoderSpace(_SectionSpace):
    """The `tuner.space.encoder` section of the configuration."""

    section = EncoderSettings

    dropout: SearchRange | None
    attention_dropout: SearchRange | None


class AugmentationSpace(_SectionSpace):
    """The `tuner.space.augmentation` section of the configuration."""

    section = AugmentationSettings

    probability: SearchRange | None
    strength: SearchRange | None


class Space(BaseModel):
    """The `tuner.space` section of the configuration: what is tuned, and among which values."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    training: TrainingSpace
    encoder: EncoderSpace
    augmentation: AugmentationSpace

    @model_validator(mode="after")
    def _check(self) -> Self:
        if not self.ranges:
            raise ValueError("has no range; give one setting a range to tune it")
        return self

    @property
    def ranges(self) -> dict[str, SearchRange]:
        """The ranges by the names of the settings, such as `training.epochs`."""
        return {
            f"{section}.{name}": getattr(getattr(self, section), name)
            for section in type(self).model_fields
            for name in type(getattr(self, section)).model_fields
            if getattr(getattr(self, section), name) is not None
        }


class TunerSettings(BaseModel):
    """The `tuner` section of the configuration."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    enabled: Annotated[bool, Field(strict=True)]
    file: Annotated[str, Field(min_length=1)] | None
    trials: PositiveInt
    random_trials: PositiveInt
    train_fraction: Annotated[float, Field(gt=0, le=1)]
    max_steps: PositiveInt | None
    seed: NonNegativeInt
    space: Space

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.enabled and self.file is not None:
            raise ValueError(
                "enabled and file exclude each other: settings are either looked for in each run, "
                "or taken from a reviewed file"
            )
        return self
