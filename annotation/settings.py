"""Settings of the connection to a doccano server."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from annotation.redaction import RedactionSettings
from preprocessing.annotation_files import SPAN_PLACEHOLDER
from storage.files import is_remote

Seconds = Annotated[float, Field(gt=0, le=86_400)]


def _check_server(server: str) -> str:
    parts = urlsplit(server)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("must be a URL such as https://doccano.example.com")
    if parts.username is not None or parts.password is not None:
        raise ValueError("must not hold a name or a password; the token is in doccano.token_env")
    if parts.query or parts.fragment:
        raise ValueError("must be the address of the server alone, without ? and #")
    return server.rstrip("/")


def _check_folder(folder: str) -> str:
    name = PurePosixPath(folder).name
    if folder.count(SPAN_PLACEHOLDER) != 1 or SPAN_PLACEHOLDER not in name:
        raise ValueError(f"must have {SPAN_PLACEHOLDER} once, in its last part")
    if is_remote(folder):
        raise ValueError("must be a local folder; copy the data spans to a bucket afterwards")
    return folder


class DoccanoSettings(BaseModel):
    """The `doccano` section of the configuration.

    Attributes:
      server: Address of the server, without a path such as `/projects/1`.
      project: Number of the project, as in the address of its pages.
      token_env: Environment variable that has the token; it is read when a command runs.
      folder: Where pulled data spans go; `{SPAN}` is the place of their number.
      approved_only: Whether only examples that somebody approved are pulled.
      connect_seconds: Longest wait for a connection.
      read_seconds: Longest silence of the server within one answer.
      task_seconds: Longest wait for an export or an import, and for one whole answer.
      max_export_mb: Largest export that is read, in MiB of its unpacked files.
      redaction: What is hidden in texts before they are sent.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    server: Annotated[str, AfterValidator(_check_server)]
    project: Annotated[int, Field(ge=1, strict=True)] | None
    token_env: Annotated[str, Field(pattern=r"^[A-Za-z_][A-Za-z0-9_]{0,99}$")]
    folder: Annotated[str, AfterValidator(_check_folder)]
    approved_only: bool
    connect_seconds: Seconds
    read_seconds: Seconds
    task_seconds: Seconds
    max_export_mb: Annotated[int, Field(ge=1, le=65_536, strict=True)]
    redaction: RedactionSettings
