"""What a character is to the tokenizer and to spans: read, a blank, or as if it were not there.

Texts of banks and annotators hold more than an encoder knows. What is no letter, digit or sign of
ASCII is read as a space, so that a word stays the word that it is beside it; what cannot be seen is
passed over. A span never begins or ends with either. `preprocessing.legible` does the same in the
graph, with the kinds of this file as a table.
"""

from __future__ import annotations

import re
import unicodedata
from enum import IntEnum


class Kind(IntEnum):
    """What a character is; `kind` tells."""

    BLANK = 0
    """White space, controls, symbols, punctuation beyond ASCII, and what has no meaning."""
    INVISIBLE = 1
    """Passed over: the words on its two sides are one."""
    MARK = 2
    """A part of the character before it, and a blank where there is none."""
    SIGN = 3
    """Punctuation and symbols of ASCII."""
    DIGIT = 4
    """Any number, such as ² and ½."""
    UPPER = 5
    """A capital, or a letter in title case."""
    LOWER = 6
    """A small letter."""
    LETTER = 7
    """A letter of a script without case."""
    CURRENCY = 8
    """Read beside an amount with decimals, otherwise a blank."""
    MASK = 9
    """Stands for a hidden digit where there are several in a row, otherwise a blank."""
    APOSTROPHE = 10
    """Read between two letters, otherwise a blank."""
    HYPHEN = 11
    """Read between two digits, otherwise a blank; so are those that follow."""
    SLASH = 12
    STOP = 13
    COMMA = 14
    COLON = 15


BETWEEN_DIGITS = frozenset({Kind.HYPHEN, Kind.SLASH, Kind.STOP, Kind.COMMA, Kind.COLON})
LETTERS = frozenset({Kind.UPPER, Kind.LOWER, Kind.LETTER})
READ = frozenset({Kind.SIGN, Kind.DIGIT, *LETTERS})
"""Kinds that are read wherever they stand."""

READ_AS = {
    Kind.MASK: "*",
    Kind.APOSTROPHE: "'",
    Kind.HYPHEN: "-",
    Kind.SLASH: "/",
    Kind.STOP: ".",
    Kind.COMMA: ",",
    Kind.COLON: ":",
}
"""What an encoder gets in place of signs that few vocabularies have."""

BEHIND, AHEAD = 4, 14
"""How many visible characters before and behind a currency sign decide whether it is read."""

AMOUNT_SIGNS = {Kind.DIGIT: "d", Kind.BLANK: "_", Kind.CURRENCY: "c"}
"""How `BESIDE_AMOUNT` spells characters; points and commas are `s`, all others `x`."""

_DECIMALS = "d[ds]{0,8}sdd[^d].*"
BESIDE_AMOUNT = "|".join(
    (".*sddc.*", f".{{{BEHIND}}}c{_DECIMALS}", "sdd_c_.*", f".{{{BEHIND - 1}}}_c_{_DECIMALS}")
)
"""A currency sign that touches an amount, or stands alone with a space between them.

Beside any other number, such as a reference, it stands there by chance.
"""

LAST_KNOWN = 0x323AF
"""No code point beyond it means anything, but for a few that cannot be seen."""

_LOOK_ALIKES = {
    Kind.MASK: "\u2022\u25cf\u2219\u00b7\u2217\uff0a",
    Kind.APOSTROPHE: "\u2019\u2018\u201b\u00b4\u2032\uff07\uff40",
    Kind.HYPHEN: "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d",
    Kind.SLASH: "\u2044\u2215\u29f8\uff0f",
    Kind.STOP: "\u2024\ufe52\uff0e",
    Kind.COMMA: "\ufe50\uff0c",
    Kind.COLON: "\u2236\ufe55\uff1a",
}
# Vowel signs of Arabic by themselves, which are letters to Unicode and nothing to a tokenizer.
_NO_LETTERS = "\ufc5e\ufc5f\ufc60\ufc61\ufc62\ufc63\ufe70\ufe72\ufe74\ufe76\ufe78\ufe7a\ufe7c\ufe7e"
_KIND_OF = {
    **{character: kind for kind, signs in _LOOK_ALIKES.items() for character in signs},
    **dict.fromkeys(_NO_LETTERS, Kind.BLANK),
}

IGNORABLE = frozenset(
    map(
        chr,
        (
            *(0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, *range(0x180B, 0x1810), 0x2065, 0x3164),
            *(*range(0xFE00, 0xFE10), 0xFFA0, *range(0xFFF0, 0xFFF9)),
        ),
    )
)
"""Default_Ignorable_Code_Point of Unicode 15 below U+E0000, without those of category Cf."""

_KIND_OF_CATEGORY = {
    "Cf": Kind.INVISIBLE,
    "Lu": Kind.UPPER,
    "Lt": Kind.UPPER,
    "Ll": Kind.LOWER,
    "Lm": Kind.LETTER,
    "Lo": Kind.LETTER,
    "Mn": Kind.MARK,
    "Mc": Kind.MARK,
    "Me": Kind.MARK,
    "Nd": Kind.DIGIT,
    "Nl": Kind.DIGIT,
    "No": Kind.DIGIT,
    "Sc": Kind.CURRENCY,
}
_KIND_OF_ASCII = [
    Kind.SIGN
    if "!" <= character <= "~" and not character.isalnum()
    else _KIND_OF_CATEGORY.get(unicodedata.category(character), Kind.BLANK)
    for character in map(chr, range(128))
]


def kind(character: str) -> Kind:
    """The kind of one code point."""
    if character.isascii():
        return _KIND_OF_ASCII[ord(character)]
    if (look_alike := _KIND_OF.get(character)) is not None:
        return look_alike
    if character in IGNORABLE or "\U000e0000" <= character <= "\U000e0fff":
        return Kind.INVISIBLE
    return _KIND_OF_CATEGORY.get(unicodedata.category(character), Kind.BLANK)


def is_read(text: str, index: int) -> bool:
    """Whether the character of `text` at `index` is one that a span can begin or end with.

    Args:
      text: Any text.
      index: A code point of it.
    """
    what = kind(text[index])
    if what in READ:
        return True
    if what is Kind.MARK:
        base = _base(text, index)
        return base >= 0 and is_read(text, base)
    if what is Kind.CURRENCY:
        return re.fullmatch(BESIDE_AMOUNT, _around(text, index)) is not None
    before, after = _previous(text, index), _following(text, index)
    if what is Kind.MASK:
        return Kind.MASK in (_visible(text, before), _visible(text, after))
    neighbours = {_kind_at(text, before), _kind_at(text, after)}
    if what is Kind.APOSTROPHE:
        return neighbours <= LETTERS
    return what in BETWEEN_DIGITS and neighbours == {Kind.DIGIT}


def first_read(text: str, start: int, end: int) -> int:
    """The first code point of `text[start:end]` that a span can begin with, or `end`."""
    base_is_read = None
    for index in range(start, end):
        what = kind(text[index])
        if what is Kind.INVISIBLE:
            continue
        # Marks in a row have one base, which is looked for once.
        if what is not Kind.MARK or base_is_read is None:
            base_is_read = is_read(text, index)
        if base_is_read:
            return index
    return end


def last_read(text: str, start: int, end: int) -> int:
    """Where `text[start:end]` ends without what a span cannot end with; `start` if all is such."""
    while end > start:
        what = kind(text[end - 1])
        if what is Kind.INVISIBLE:
            end -= 1
        elif is_read(text, end - 1):
            return end
        else:
            end = _base(text, end - 1) if what is Kind.MARK else end - 1
    return start


def _previous(text: str, index: int) -> int:
    """The visible character before `index`, or -1."""
    index -= 1
    while index >= 0 and kind(text[index]) is Kind.INVISIBLE:
        index -= 1
    return index


def _following(text: str, index: int) -> int:
    """The visible character after `index`, or the length of the text."""
    index += 1
    while index < len(text) and kind(text[index]) is Kind.INVISIBLE:
        index += 1
    return index


def _base(text: str, index: int) -> int:
    """What a mark at `index` belongs to, or -1."""
    while index >= 0 and kind(text[index]) in (Kind.MARK, Kind.INVISIBLE):
        index -= 1
    return index


def _visible(text: str, index: int) -> Kind:
    return kind(text[index]) if 0 <= index < len(text) else Kind.BLANK


def _kind_at(text: str, index: int) -> Kind:
    """The kind at `index`, of a mark that of its base; beyond the text a blank."""
    what = _visible(text, index)
    if what is not Kind.MARK:
        return what
    base = _base(text, index)
    return kind(text[base]) if base >= 0 else Kind.BLANK


def _around(text: str, index: int) -> str:
    """The characters around `index`, and itself, as `AMOUNT_SIGNS` spells them."""
    before, after = [index], [index]
    for _ in range(BEHIND):
        before.append(_previous(text, before[-1]) if before[-1] >= 0 else -1)
    for _ in range(AHEAD):
        after.append(_following(text, after[-1]) if after[-1] < len(text) else len(text))
    return "".join(_amount_sign(text, at) for at in (*before[:0:-1], *after))


def _amount_sign(text: str, index: int) -> str:
    if 0 <= index < len(text) and text[index] in ".,":
        return "s"
    return AMOUNT_SIGNS.get(_kind_at(text, index), "x")
