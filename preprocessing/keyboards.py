"""Keyboards of locales: which characters lie beside which.

A layout is four rows of keys, without and with shift. Dead keys (accents that wait for a letter)
and what needs AltGr are left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from itertools import combinations
from typing import NamedTuple

_COLUMNS = (0.0, 1.5, 1.75, 1.25)
"""Where the first key of each row stands, in widths of a key; rows are staggered."""

_GAP = " "


class _Layout(NamedTuple):
    """Rows of a keyboard, from the top; a space is a key that gives no character by itself."""

    plain: tuple[str, str, str, str]
    shifted: tuple[str, str, str, str]


# The last row begins with the key between the left shift key and the letters, which en-US lacks.
_LAYOUTS = {
    "de-DE": _Layout(
        (" 1234567890ß ", "qwertzuiopü+", "asdfghjklöä#", "<yxcvbnm,.-"),
        ('°!"§$%&/()=? ', "QWERTZUIOPÜ*", "ASDFGHJKLÖÄ'", ">YXCVBNM;:_"),
    ),
    "en-GB": _Layout(
        ("`1234567890-=", "qwertyuiop[]", "asdfghjkl;'#", "\\zxcvbnm,./"),
        ('¬!"£$%^&*()_+', "QWERTYUIOP{}", "ASDFGHJKL:@~", "|ZXCVBNM<>?"),
    ),
    "en-US": _Layout(
        ("`1234567890-=", "qwertyuiop[]\\", "asdfghjkl;'", " zxcvbnm,./"),
        ("~!@#$%^&*()_+", "QWERTYUIOP{}|", 'ASDFGHJKL:"', " ZXCVBNM<>?"),
    ),
    "es-ES": _Layout(
        ("º1234567890'¡", "qwertyuiop +", "asdfghjklñ ç", "<zxcvbnm,.-"),
        ('ª!"·$%&/()=?¿', "QWERTYUIOP *", "ASDFGHJKLÑ Ç", ">ZXCVBNM;:_"),
    ),
    # The multilingual layout of the national standard.
    "fr-CA": _Layout(
        ("/1234567890-=", "qwertyuiop ç", "asdfghjkl;èà", "ùzxcvbnm,.é"),
        ("\\!@#$%?&*()_+", "QWERTYUIOP Ç", "ASDFGHJKL:ÈÀ", "ÙZXCVBNM'\"É"),
    ),
    "fr-FR": _Layout(
        ("²&é\"'(-è_çà)=", "azertyuiop $", "qsdfghjklmù*", "<wxcvbn,;:!"),
        (" 1234567890°+", "AZERTYUIOP £", "QSDFGHJKLM%µ", ">WXCVBN?./§"),
    ),
}

LOCALES = tuple(_LAYOUTS)
"""Locales whose keyboards are known."""


@cache
def neighbours(locale: str) -> Mapping[str, str]:
    """For each character of a locale's keyboard the characters that a finger may hit instead.

    They lie on the keys around it and need shift if and only if it does. Digits have only digits
    beside them, and no other character has one, so that a typo leaves a number a number.

    Args:
      locale: One of `LOCALES`.

    Raises:
      ValueError: The locale's keyboard is not known.
    """
    layout = _LAYOUTS.get(locale)
    if layout is None:
        raise ValueError(f"no keyboard is known for {locale!r}; known are {', '.join(LOCALES)}")
    found: dict[str, str] = {}
    for rows in layout:
        keys = [
            (row, column + index, character)
            for row, (column, characters) in enumerate(zip(_COLUMNS, rows, strict=True))
            for index, character in enumerate(characters)
            if character != _GAP
        ]
        found |= {character: "" for _, _, character in keys}
        for (row, column, left), (other_row, other_column, right) in combinations(keys, 2):
            distance = abs(column - other_column)
            touching = distance == 1 if row == other_row else distance < 1
            if touching and abs(row - other_row) <= 1 and left.isdecimal() == right.isdecimal():
                found[left] += right
                found[right] += left
    return found
