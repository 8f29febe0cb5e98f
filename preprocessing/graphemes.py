"""Grapheme clusters as doccano's annotation page counts them.

doccano 1.8.4 splits texts with npm grapheme-splitter 1.0.4: the extended grapheme clusters of
Unicode 10.0 (UAX #29), and a few differences from them. Current splitters give other clusters for
joined emoji, flags and Indic scripts, so none of them can read its offsets.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from enum import Enum
from functools import cache
from importlib import resources

_FIRST_JOINING = "\u0300"
"""Every code point below it is its own cluster, except a line feed after a carriage return."""


class Break(Enum):
    """Grapheme_Cluster_Break of a code point; the values are those of the Unicode data files."""

    CR = "CR"
    LF = "LF"
    CONTROL = "Control"
    EXTEND = "Extend"
    REGIONAL = "Regional_Indicator"
    SPACING_MARK = "SpacingMark"
    L = "L"
    V = "V"
    T = "T"
    LV = "LV"
    LVT = "LVT"
    OTHER = "Other"
    PREPEND = "Prepend"
    E_BASE = "E_Base"
    E_MODIFIER = "E_Modifier"
    ZWJ = "ZWJ"
    GLUE_AFTER_ZWJ = "Glue_After_Zwj"
    E_BASE_GAZ = "E_Base_GAZ"


_CONTROLS = frozenset({Break.CR, Break.LF, Break.CONTROL})
_MARKS = frozenset({Break.EXTEND, Break.ZWJ, Break.SPACING_MARK})
_BASES = frozenset({Break.E_BASE, Break.E_BASE_GAZ})
_GLUED = frozenset({Break.GLUE_AFTER_ZWJ, Break.E_BASE_GAZ})
_SYLLABLES = {
    Break.L: frozenset({Break.L, Break.V, Break.LV, Break.LVT}),
    Break.LV: frozenset({Break.V, Break.T}),
    Break.V: frozenset({Break.V, Break.T}),
    Break.LVT: frozenset({Break.T}),
    Break.T: frozenset({Break.T}),
}


def grapheme_boundaries(text: str) -> list[int]:
    """Offsets at which the grapheme clusters of `text` begin, and the end of the text.

    The clusters are those of grapheme-splitter 1.0.4, which follows UAX #29 for Unicode 10.0.

    Args:
      text: Any text without unpaired surrogates.

    Returns:
      Offsets in code points, strictly increasing: the first is 0, the last is `len(text)`. So item
      n is where the n-th cluster begins, and the empty text has `[0]`.
    """
    if (text.isascii() or max(text) < _FIRST_JOINING) and "\r\n" not in text:
        return list(range(len(text) + 1))
    return _boundaries(text)


def grapheme_break(character: str) -> Break:
    """The property by which one character joins others; what is not in the table is OTHER.

    Args:
      character: One code point.
    """
    starts, properties = _table()
    return properties[bisect_right(starts, character) - 1]


def _boundaries(text: str) -> list[int]:
    breaks = [grapheme_break(character) for character in text]
    boundaries = [0]
    start = 0
    extended = False
    for index in range(1, len(breaks)):
        extended = extended or breaks[index - 1] is Break.EXTEND
        if not _joined(breaks, start, index, extended):
            boundaries.append(index)
            start = index
            extended = False
    if text:
        boundaries.append(len(text))
    return boundaries


def _joined(breaks: Sequence[Break], start: int, index: int, extended: bool) -> bool:
    """Whether the cluster that began at `start` goes on at `index`.

    Args:
      breaks: The property of each code point of the text.
      start: Where the cluster begins.
      index: A later code point; everything between is in the cluster.
      extended: Whether the cluster has an Extend so far.
    """
    previous, following = breaks[index - 1], breaks[index]
    size = index - start
    # Not in UAX #29: after a second code point that is a regional indicator only one more fits,
    # so a flag with two marks is two clusters.
    if size > 2 and breaks[start + 1] is Break.REGIONAL:
        return False
    # GB3 to GB5
    if previous in _CONTROLS or following in _CONTROLS:
        return previous is Break.CR and following is Break.LF
    # GB6 to GB9b
    if (
        following in _SYLLABLES.get(previous, ())
        or following in _MARKS
        or previous is Break.PREPEND
    ):
        return True
    # GB10. Not as in UAX #29: one Extend may stand between base and modifier, not several, and an
    # Extend anywhere before the base parts them.
    if following is Break.E_MODIFIER:
        if not extended:
            return previous in _BASES
        return size > 1 and previous is Break.EXTEND and breaks[index - 2] in _BASES
    # GB11
    if previous is Break.ZWJ:
        return following in _GLUED
    # GB12 and GB13. Not as in UAX #29: the pair must stand at the start of the cluster.
    return size == 1 and previous is Break.REGIONAL and following is Break.REGIONAL


@cache
def _table() -> tuple[list[str], list[Break]]:
    """First characters of the ranges of equal property, from U+0000 on, and the properties."""
    content = resources.files("preprocessing").joinpath("grapheme_breaks.txt")
    starts: list[str] = []
    properties: list[Break] = []
    expected = 0
    for line in content.read_text(encoding="ascii").splitlines():
        if line.startswith("#"):
            continue
        codes, name = line.split()
        first, _, last = codes.partition("..")
        if int(first, 16) > expected:
            starts.append(chr(expected))
            properties.append(Break.OTHER)
        starts.append(chr(int(first, 16)))
        properties.append(Break(name))
        expected = int(last or first, 16) + 1
    starts.append(chr(expected))
    properties.append(Break.OTHER)
    return starts, properties
