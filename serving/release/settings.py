"""Settings of publishing a model."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from serving.release.table_url import check_table_url

RELEASE_LABEL = "release"
"""The label whose version customers see, and which a new model is compared with."""

LABEL_PATTERN = r"[a-z][a-z0-9_-]{0,62}"
"""What a label may look like; TF Serving's REST addresses take these characters as they are."""


class ReleaseSettings(BaseModel):
    """The `release` section of the configuration."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    root: str | None
    table: Annotated[str, AfterValidator(check_table_url)] | None
    label: Annotated[str, Field(pattern=f"^{LABEL_PATTERN}$")]


def sqlite_url(path: str) -> str:
    """SQLAlchemy's URL of a database in a file, which means that file and no other.

    A `?` begins the parameters of a URL, and `%41` is an A in it.
    """
    return f"sqlite:///{path.replace('%', '%25').replace('?', '%3F')}"
