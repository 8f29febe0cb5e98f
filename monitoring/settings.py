"""Settings of what is logged of answers, and watched in them."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from annotation.redaction import RedactionSettings
from preprocessing.settings_types import Fraction, PositiveFloat, PositiveInt


class Texts(StrEnum):
    """Of which answers the log keeps the text."""

    OFF = "off"
    SAMPLED = "sampled"
    ALL = "all"


class MonitoringSettings(BaseModel):
    """The `monitoring` section of the configuration.

    Attributes:
      log: Folder or URL of the prediction log; None: there is none.
      key_env: Environment variable with the key of the texts' hashes; read when a command runs.
      key_file: File with that key instead; None: the variable has it.
      texts: Of which answers the text is kept, redacted.
      sample: With `sampled`, the share of texts; which ones depends on their hashes alone.
      redaction: What is hidden in texts and slices.
      max_queued: Texts that wait to be logged at most; answers beyond that are dropped.
      flush_seconds: After which what was logged is written.
      flush_rows: Texts after which it is written earlier.
      false_alarms_per_month: Windows that raise an alarm in a month in which nothing changes.
      window_hours: Length of a window.
      baseline_windows: Earlier windows that one is held against, at most.
      min_windows: So many there must be.
      min_window_texts: Of fewer texts a window, or a slice of it, says too little.
      max_slices: Slices that are looked at apart, the largest first.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    log: Annotated[str, Field(min_length=1)] | None
    key_env: Annotated[str, Field(pattern=r"^[A-Za-z_][A-Za-z0-9_]{0,99}$")]
    key_file: Annotated[str, Field(min_length=1)] | None
    texts: Texts
    sample: Fraction
    redaction: RedactionSettings
    max_queued: PositiveInt
    flush_seconds: PositiveFloat
    flush_rows: PositiveInt
    false_alarms_per_month: Annotated[float, Field(gt=0, le=15)]
    window_hours: Annotated[float, Field(ge=1, le=24 * 31)]
    baseline_windows: Annotated[int, Field(ge=4, le=366, strict=True)]
    min_windows: Annotated[int, Field(ge=4, le=366, strict=True)]
    min_window_texts: PositiveInt
    max_slices: Annotated[int, Field(ge=0, le=200, strict=True)]

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.min_windows > self.baseline_windows:
            raise ValueError(
                f"min_windows: {self.min_windows} are more than baseline_windows, "
                f"{self.baseline_windows}"
            )
        return self
