"""Settings of what is logged of answers, and watched in them."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

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
