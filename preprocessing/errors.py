"""Errors that every part of the project shares, so that commands can tell them apart.

Three kinds of end: the user can mend it (`UserError`), it was checked and found wanting
(`RefusedError`), and anything else, which is a fault of the program.
"""

from __future__ import annotations

MAX_FOREIGN_LENGTH = 500
"""Characters that a message takes over from another program's."""


class UserError(Exception):
    """A fault that the user can mend; the message is all there is to say, one line for each fault.

    Args:
      message: What is wrong and what to do.
      argument: Name of the function's argument that is at fault; the message then begins with it.
        A command shows the name of its own option in its place.
      value: The value of that argument, as far as it helps to name it.

    Attributes:
      argument: As above; None if no argument is at fault.
    """

    # Not every subclass comes through `__init__`: a base such as RuntimeError may come first.
    argument: str | None = None

    def __init__(
        self, message: str = "", *, argument: str | None = None, value: object = None
    ) -> None:
        self.argument = argument
        self._rest = message if value is None else f"{value}: {message}"
        self._separator = ": " if value is None else " "
        super().__init__(message if argument is None else self.named(argument))

    def named(self, name: str) -> str:
        """The message with the argument called by another name, such as `--model`."""
        return f"{name}{self._separator}{self._rest}"


class RefusedError(Exception):
    """What was asked for is in order, but a check or somebody else stands against it.

    Nothing is wrong with what was given, so this is not a `UserError`.
    """


def one_line(text: str, limit: int = MAX_FOREIGN_LENGTH) -> str:
    """Another program's words for use within a message: printable, on one line, not too long.

    Args:
      text: Its words.
      limit: Most characters, at least 1; what is cut off is marked by `…`.
    """
    printable = "".join(c if c.isprintable() else "\ufffd" for c in " ".join(text.split()))
    return printable if len(printable) <= limit else f"{printable[: limit - 1]}…"
