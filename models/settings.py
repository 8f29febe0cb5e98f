"""Settings of the model and of its training."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

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


class TrainingSettings(BaseModel):
    """The `training` section of the configuration."""

    model_config = ConfigDict(extra="forbid", frozen=True)

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
