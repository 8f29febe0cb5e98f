"""What goes wrong between here and a doccano server, in words for a person."""

from __future__ import annotations

from preprocessing.errors import UserError


class DoccanoError(UserError, ValueError):
    """Something between here and doccano that cannot be used; the message is one line."""
