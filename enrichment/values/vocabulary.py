"""Files of words by section, of which the first that a text has decides what it is.

Hundreds of patterns would be slow. Letters of a text's words tell which sections can match at all,
and what is left of a text without all other words repeats from text to text, so that what was found
in it can be kept: names and numbers differ everywhere, words of banks do not.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

_GAP = "·"
"""Stands for what was left out, so that words on its two sides are no neighbours."""

_SECTION = re.compile(r"\[(\w+)\]")
_ESCAPES = re.compile(r"\\.")
_STEM = re.compile(r"[a-z]{2,}")
_OPTIONAL = re.compile(r"[a-z]+(?:\?[a-z]*)+")
_MARKS = frozenset("/$)£€")


def read_sections(path: Path) -> dict[str, list[str]]:
    """The patterns of each section of a file, in their order; lines with `#` first are comments."""
    sections: dict[str, list[str]] = {}
    patterns: list[str] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if heading := _SECTION.fullmatch(line):
            patterns = sections.setdefault(heading[1], [])
        elif line and not line.startswith("#"):
            patterns.append(line)
    return sections


class Vocabulary:
    """Sections of patterns.

    Args:
      sections: Regular expressions for plain lower-case text by the section's name; the first
        section with a match decides.
    """

    def __init__(self, sections: Mapping[str, list[str]]) -> None:
        self._names = list(sections)
        self._patterns = [re.compile("|".join(patterns)) for patterns in sections.values()]
        self._all = frozenset(range(len(self._names)))
        self._by_stem: dict[str, set[int]] = {}
        for number, patterns in enumerate(sections.values()):
            for stem in _stems("|".join(patterns)):
                self._by_stem.setdefault(stem, set()).add(number)
        self._lengths = sorted({len(stem) for stem in self._by_stem if len(stem) > 2})
        self._concerned_by = lru_cache(maxsize=1 << 16)(self._concerned)
        self._find = lru_cache(maxsize=1 << 15)(self._search)

    def first(self, text: str, without: str | None = None) -> str | None:
        """Name of the first section with a match in a text; None if there is none.

        Args:
          text: In plain lower case.
          without: A section to leave out.
        """
        kept: list[str] = []
        for word in text.split():
            if len(word) < 3 or self._concerned_by(word):
                kept.append(word)
            elif not kept or kept[-1] is not _GAP:
                kept.append(_GAP)
        return None if not kept or kept == [_GAP] else self._find(" ".join(kept), without)

    def has(self, section: str, text: str) -> bool:
        """Whether a section has a match in a text."""
        return self._patterns[self._names.index(section)].search(text) is not None

    def _search(self, text: str, without: str | None) -> str | None:
        candidates: set[int] = set()
        for word in text.split():
            candidates |= self._concerned_by(word)
        for number in sorted(candidates):
            if self._names[number] != without and self._patterns[number].search(text):
                return self._names[number]
        return None

    def _concerned(self, word: str) -> frozenset[int]:
        """Numbers of the sections that have letters of a word in them."""
        if not _MARKS.isdisjoint(word) or (len(word) < 4 and not word.isalpha()):
            return self._all  # `s/o`, `p2p`
        found: set[int] = set()
        for letters in _STEM.findall(word):
            # Two letters count only by themselves: `cb`, but not in `facebook`.
            found |= self._by_stem.get(letters, set())
            for length in self._lengths:
                for start in range(len(letters) - length + 1):
                    found |= self._by_stem.get(letters[start : start + length], set())
        return frozenset(found)


def _stems(pattern: str) -> set[str]:
    """Runs of letters of a pattern, those with an optional letter in both ways."""
    pattern = _ESCAPES.sub(" ", pattern)
    stems = set(_STEM.findall(_OPTIONAL.sub(" ", pattern)))
    for word in _OPTIONAL.findall(pattern):
        ways = [""]
        for letter, mark in zip(word, word[1:] + " ", strict=True):
            if letter != "?":
                ways = [way + letter for way in ways] + (ways if mark == "?" else [])
        stems.update(way for way in ways if len(way) >= 2)
    return stems
