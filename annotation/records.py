"""What a doccano server stores: projects, their labels, texts and spans."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, StrictInt, StrictStr

from annotation.errors import DoccanoError
from preprocessing.spans import OffsetUnit

SPAN_PROJECTS = ("SequenceLabeling", "IntentDetectionAndSlotFilling")
"""Types of projects that have spans."""


class FromServer(BaseModel):
    """What the server sends; it may send more than is named."""

    model_config = ConfigDict(frozen=True)


class Project(FromServer):
    """A project.

    Attributes:
      id: Its number.
      name: Its name.
      project_type: Such as `SequenceLabeling`.
      collaborative_annotation: Whether all members share one set of spans.
      grapheme_mode: Whether the annotation page counts grapheme clusters.
    """

    id: StrictInt
    name: StrictStr
    project_type: StrictStr
    collaborative_annotation: bool
    grapheme_mode: bool = False

    @property
    def offset_unit(self) -> OffsetUnit:
        """What the offsets count that the annotation page writes."""
        return OffsetUnit.GRAPHEME if self.grapheme_mode else OffsetUnit.UTF16

    def require_spans(self) -> None:
        """Refuses projects of other kinds.

        Raises:
          DoccanoError: Its texts have no spans.
        """
        if self.project_type not in SPAN_PROJECTS:
            raise DoccanoError(
                f"project {self.id} is a {self.project_type} project; only "
                f"{' and '.join(SPAN_PROJECTS)} projects have spans"
            )


class SpanType(FromServer):
    """A label of a project.

    Attributes:
      id: Its number, which spans refer to.
      text: The label.
    """

    id: StrictInt
    text: StrictStr


class Example(FromServer):
    """A text of a project.

    Attributes:
      id: Its number.
      text: The text.
      meta: Its metadata.
      is_confirmed: Whether somebody approved it; in a project that is not collaborative, whether
        the owner of the token did.
      upload_name: Name of the file that it was imported from.
    """

    id: StrictInt
    text: StrictStr | None
    meta: dict[str, Any] = {}
    is_confirmed: bool = False
    upload_name: StrictStr = ""


class StoredSpan(FromServer):
    """A span as the server stores it.

    Attributes:
      id: Its number.
      label: Number of its `SpanType`.
      start_offset: Where it begins, in the project's unit.
      end_offset: Where it ends, in the project's unit.
    """

    id: StrictInt
    label: StrictInt
    start_offset: StrictInt
    end_offset: StrictInt


class Member(FromServer):
    """A member of a project.

    Attributes:
      user: Number of the user.
      username: Name of the user.
      rolename: Such as `annotator`.
    """

    user: StrictInt
    username: StrictStr
    rolename: StrictStr


class AutoLabelling(FromServer):
    """An auto-labelling that is set up.

    Attributes:
      id: Its number.
      model_attrs: What it asks; other kinds than ours have other attributes.
    """

    id: StrictInt
    model_attrs: Any = None

    @property
    def url(self) -> str:
        """What it asks; "" if it is not known."""
        return str(self.model_attrs.get("url", "")) if isinstance(self.model_attrs, dict) else ""
