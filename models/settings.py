"""Settings of the model and of its training."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from preprocessing.settings_types import (
    NonNegativeFloat,
    NonNegativeInt,
    PositiveFloat,
    PositiveInt,
    Rate,
)


class EncoderSettings(BaseModel):
    """The `encoder` section of the configuration."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    source: Annotated[str, Field(min_length=1)]
    max_pieces: PositiveInt
    window_pieces: PositiveInt | None
    window_overlap: NonNegativeInt
    dropout: Rate
    attention_dropout: Rate


class Decoding(StrEnum):
    """How tags are chosen."""

    CONSTRAINED = "constrained"
    GREEDY = "greedy"


class Precision(StrEnum):
    """Number format of the arithmetic in training; weights stay in float32."""

    AUTO = "auto"
    FLOAT32 = "float32"
    MIXED_BFLOAT16 = "mixed_bfloat16"
    MIXED_FLOAT16 = "mixed_float16"


def _as_text(value: object) -> object:
    """A version's number as YAML reads it, in the type of the other values."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


FROM_ENCODER = "encoder"
"""The value of `training.start_from` that begins with the weights of `encoder.source`."""


class TrainingSettings(BaseModel):
    """The `training` section of the configuration."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    start_from: Annotated[str, Field(min_length=1), BeforeValidator(_as_text)]
    label_map: dict[str, str | None]
    epochs: PositiveInt
    min_steps: NonNegativeInt
    max_steps: PositiveInt | None
    batch_tokens: PositiveInt
    learning_rate: PositiveFloat
    layer_decay: Annotated[float, Field(gt=0, le=1)]
    frozen_layers: NonNegativeInt
    warmup_fraction: Rate
    weight_decay: NonNegativeFloat
    gradient_clip_norm: PositiveFloat
    dropout: Rate
    patience: PositiveInt
    precision: Precision
    xla: bool
    checkpoint_minutes: NonNegativeFloat
    seed: NonNegativeInt

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.label_map and self.start_from == FROM_ENCODER:
            raise ValueError("label_map renames labels of a model that start_from must name")
        return self


class ExportDtype(StrEnum):
    """Number format of the encoder in the exported graph."""

    FLOAT32 = "float32"
    BFLOAT16 = "bfloat16"


class ExportSettings(BaseModel):
    """The `export` section of the configuration."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    dtype: ExportDtype
    int8: bool


class ConfidenceSettings(BaseModel):
    """The `serving` section of the configuration: what the served graph says besides entities."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    target_precision: Annotated[float, Field(gt=0, lt=1)]
    min_score: Annotated[float, Field(ge=0, lt=1)]
