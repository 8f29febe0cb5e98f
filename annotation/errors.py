"""What goes wrong between here and a doccano server, in words for a person."""

from __future__ import annotations


class DoccanoError(ValueError):
    """Something between here and doccano that cannot be used; the message is one line."""


def one_line(text: str) -> str:
    """Somebody else's words within a message: printable, in one line, of at most 300 characters."""
    folded = " ".join(text.split())
    printable = "".join(c if c.isprintable() else "\ufffd" for c in folded)
    return printable if len(printable) <= 300 else printable[:297] + "..."
