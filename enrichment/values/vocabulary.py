"""Telling at once which patterns of a list cannot be found in a text, by the letters of its words.

What is left of a text without the words that no pattern is about repeats from text to text, so that
what patterns find in it can be kept: names and numbers differ everywhere, words of banks do not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

_GAP = "·"
"""Stands for what was left out, so that words on its two sides are no neighbours."""

_ESCAPES = re.compile(r"\\.")
_STEM = re.compile(r"[a-z]{2,}")
_MARKS = frozenset("/$)£€")


class Vocabulary:
    """The words that patterns are about.

    Args:
      patterns: Regular expressions for plain lower-case text, not compiled.
    """

    def __init__(self, patterns: Sequence[str]) -> None:
        self._all = frozenset(range(len(patterns)))
        self._by_stem: dict[str, set[int]] = {}
        for number, pattern in enumerate(patterns):
            for stem in _STEM.findall(_ESCAPES.sub(" ", pattern)):
                self._by_stem.setdefault(stem, set()).add(number)
        self._lengths = sorted({len(stem) for stem in self._by_stem if len(stem) > 2})
        self.concerned = lru_cache(maxsize=1 << 16)(self._concerned)

    def reduced(self, text: str) -> str:
        """A text with a gap in place of each run of words that no pattern is about."""
        kept: list[str] = []
        for word in text.split():
            if self.concerned(word):
                kept.append(word)
            elif not kept or kept[-1] is not _GAP:
                kept.append(_GAP)
        return "" if kept == [_GAP] else " ".join(kept)

    def candidates(self, text: str) -> list[int]:
        """Numbers of the patterns that may be found in a text, in their order."""
        found: set[int] = set()
        for word in text.split():
            found |= self.concerned(word)
        return sorted(found)

    def _concerned(self, word: str) -> frozenset[int]:
        """Numbers of the patterns that have letters of a word in them."""
        if not _MARKS.isdisjoint(word):
            return self._all
        found: set[int] = set()
        for letters in _STEM.findall(word):
            # Two letters count only by themselves: `cb`, but not in `facebook`.
            found |= self._by_stem.get(letters, set())
            for length in self._lengths:
                for start in range(len(letters) - length + 1):
                    found |= self._by_stem.get(letters[start : start + length], set())
        return frozenset(found)
