"""The `server` section of the configuration: limits of `txner serve`, and how it ends."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from preprocessing.settings_types import PositiveFloat, PositiveInt


class ServerSettings(BaseModel):
    """Limits of a server.

    Attributes:
      max_request_bytes: A larger request is refused.
      max_connections: Connections of HTTP at once; no more than half of the descriptors.
      max_calls: Calls of gRPC at once.
      max_queued_rows: Rows of each version that may wait.
      threads: Processors that a model uses for one batch; None: all of the machine's.
      drain_wait_seconds: How long it goes on taking requests after it says that it is not ready,
        so that whoever spreads requests has seen it.
      drain_seconds: How long requests in flight may take then.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    max_request_bytes: PositiveInt = 16 << 20
    max_connections: PositiveInt = 1000
    max_calls: PositiveInt = 1000
    max_queued_rows: PositiveInt = 16_384
    threads: PositiveInt | None = None
    drain_wait_seconds: Annotated[float, Field(ge=0, allow_inf_nan=False)] = 0.0
    drain_seconds: PositiveFloat = 10.0
