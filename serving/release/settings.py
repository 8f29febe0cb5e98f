"""Settings of publishing a model."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field


class ReleaseSettings(BaseModel):
    """The `release` section of the configuration."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    root: str | None
    table: str | None
    label: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]{0,62}$")]
