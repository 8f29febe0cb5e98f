"""What can go wrong between here and Vertex AI."""

from __future__ import annotations

from preprocessing.errors import UserError


class VertexError(UserError, RuntimeError):
    """Something between here and Vertex AI that cannot be used; the message is one line.

    Attributes:
      transient: Whether it may be over soon: no connection, no answer, no capacity, no quota.
    """

    def __init__(
        self,
        message: str,
        *,
        transient: bool = False,
        argument: str | None = None,
        value: object = None,
    ) -> None:
        super().__init__(message, argument=argument, value=value)
        self.transient = transient


class ContentsDifferError(VertexError):
    """A request id, or the name of a schedule, that stands for something else already."""
