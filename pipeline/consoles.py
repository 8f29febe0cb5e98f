"""Consoles for a person, on which data never mean anything.

`[bold]` in a label, a path or a message is printed as it stands there, and so is a control
character, by its picture: `␛` for the one that begins a terminal's escape sequences. What should
look different is a `Text` or has a `style`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment
from rich.text import Text

_PICTURES = {code: chr(0x2400 + code) for code in range(0x20)} | {0x7F: "\u2421"}
# The controls of C1, the ends of lines and paragraphs, and what turns the direction of writing.
_PICTURES |= dict.fromkeys(range(0x80, 0xA0), "\ufffd")
_PICTURES |= dict.fromkeys((0x2028, 0x2029), "\ufffd")
_PICTURES |= dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)), "\ufffd")

_SEVERAL_LINES = {code: picture for code, picture in _PICTURES.items() if chr(code) not in "\n\t"}


def visible(text: str) -> str:
    """A text on one line, each control character replaced by one that shows it.

    Args:
      text: Any text.

    Returns:
      As many characters, so that offsets hold.
    """
    return text.translate(_PICTURES)


class DataConsole(Console):
    """A console that prints data as they are: no markup, no emoji names, no escape sequences."""

    def __init__(self, **options: Any) -> None:
        defaults = {"highlight": False, "markup": False, "emoji": False}
        super().__init__(**(defaults | options))

    def render_str(self, text: str, **options: Any) -> Text:
        """See `rich.console.Console`; here rich would leave some of the characters out."""
        return super().render_str(text.translate(_SEVERAL_LINES), **options)

    def render(
        self, renderable: RenderableType, options: ConsoleOptions | None = None
    ) -> Iterable[Segment]:
        """See `rich.console.Console`; whatever comes to be printed passes here."""
        for segment in super().render(renderable, options):
            if segment.control:
                yield segment
            else:
                yield segment._replace(text=segment.text.translate(_SEVERAL_LINES))
