"""What stands between the groups of a number; one list for every kind of number.

Whoever prints a card number in groups may take a hyphen, a dot or a slash for a space, and a text
that was copied or wrapped has no-break spaces, tabs, line ends and invisible characters in it.
"""

from __future__ import annotations

import re

LINE_ENDS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"

SPACES = "".join(
    [
        *(" \t\x1f\xa0\u1680\u202f\u205f\u3000", *map(chr, range(0x2000, 0x200B))),
        # Invisible, and not spaces for Unicode.
        *("\u180e\u200b\u200c\u200d\u200e\u200f\u2060\ufeff", LINE_ENDS),
    ]
)
"""White space of all kinds, as it stands in texts."""

HYPHENS = "".join(
    [
        *("-\xad\u058a\u05be\u1400\u1806\u2e17\u2e1a\u2e3a\u2e3b\u2e40\u2e5d\u301c\u3030\u30a0"),
        *("\ufe31\ufe32\ufe58\ufe63\uff0d\U00010d6e\U00010ead"),
        *(*map(chr, range(0x2010, 0x2016)), "\u2043\u2212"),
    ]
)
"""Hyphens, dashes and minus signs."""

DOTS = ".\xb7\u2022\u2024\u2027\u2219\u22c5\u30fb\ufe52\uff0e"
SLASHES = "/\\\u2044\u2215\u29f8\uff0f_"

SIGNS = HYPHENS + DOTS + SLASHES
"""Separators that are seen; with a digit on either side they may be part of a date or an amount."""

SEPARATORS = SPACES + SIGNS


def one_of(characters: str) -> str:
    """A pattern for one of these characters."""
    return f"[{re.escape(characters)}]"


GAP = rf"(?:\r\n|{one_of(SEPARATORS)})"
"""Pattern of what separates two groups: one separator. A line may end with two characters."""
