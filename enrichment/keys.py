"""Normal forms of names, by which they are compared."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Letters that no decomposition of Unicode makes plain.
_LETTERS = str.maketrans(
    {"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ð": "d"}
)
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})
_NOT_KEY = re.compile(r"[^0-9a-z]+")
_APOSTROPHES = re.compile(r"['’`´ʼ]")
_AND = re.compile(r"&|\band\b")


def plain(text: str) -> str:
    """A text in lower case, its letters without accents; it may be longer than the text."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


@lru_cache(maxsize=1 << 16)
def words(text: str) -> tuple[str, ...]:
    """Words of a name: plain letters and digits, without apostrophes, `+` as `plus`."""
    spelled = _APOSTROPHES.sub("", plain(text)).replace("+", " plus ")
    return tuple(word for word in _NOT_KEY.split(_AND.sub(" ", spelled)) if word)


def key(text: str) -> str:
    """A name as one word: names that differ in case, marks and spaces alone have the same.

    `McDonald's` and `MC DONALDS` both give `mcdonalds`.
    """
    return "".join(words(text))


def spelled_out(text: str) -> str:
    """`plain`, with umlauts and rings written as two letters: `Köln` gives `koeln`."""
    return plain(text.casefold().translate(_UMLAUTS))
