"""Decides from the annotations themselves what their offsets count.

A doccano export does not say it. Texts in which every character is one UTF-16 unit and one grapheme
cluster say nothing either; any unit does for them. In the others a wrong unit puts spans in the
wrong places, and that shows: they leave the text, or their edges fall within words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any, NamedTuple

from preprocessing.graphemes import grapheme_boundaries
from preprocessing.placement import lies_on_words_in_bytes
from preprocessing.spans import OffsetUnit, RejectError, Span, check_shape, to_code_points

MAX_PLACES = 5
"""How many places a message names for each finding."""

UNITS = tuple(OffsetUnit)

_Units = frozenset[OffsetUnit]
_ALL: _Units = frozenset(UNITS)

# What a line must hold for units to differ: characters beyond ASCII, as they are or escaped, or the
# one cluster of two ASCII characters.
_MAY_DIFFER = re.compile(rb"[\x80-\xff]|\\u|\\r\\n")


class Place(NamedTuple):
    """Where a record is: the file, and the number of its line from 1."""

    source: str
    line: int

    def __str__(self) -> str:
        """As messages name it."""
        return f"{self.source} line {self.line}"


class OffsetUnitError(ValueError):
    """The unit cannot be told from the evidence; the message lists the records."""


@dataclass(frozen=True)
class UnitDecision:
    """What the offsets of some files count.

    Attributes:
      unit: The unit to read them by.
      why: The reason, for a person.
    """

    unit: OffsetUnit
    why: str


def may_differ(line: bytes) -> bool:
    """Whether units could differ in a line of JSON; False is certain."""
    return _MAY_DIFFER.search(line) is not None


@dataclass
class UnitEvidence:
    """What the records seen so far say; mergeable in any order.

    Attributes:
      favoured: How many records favour exactly these units over the others.
      apart: How many records two units read differently.
      places: The first places of each finding.
      in_bytes: How many records none of the units puts on words, but UTF-8 bytes would.
    """

    favoured: Counter[_Units] = field(default_factory=Counter)
    apart: Counter[_Units] = field(default_factory=Counter)
    places: dict[_Units, list[Place]] = field(default_factory=dict)
    in_bytes: int = 0

    def add(self, text: str, raw_spans: Sequence[Any], place: Place) -> None:
        """Takes a record into account.

        Args:
          text: Its text.
          raw_spans: Its spans as exported; malformed ones make the record say nothing.
          place: Where it is.
        """
        try:
            spans = [check_shape(raw) for raw in raw_spans]
        except RejectError:
            return
        readings = {unit: _read(text, spans, unit) for unit in UNITS}
        differing = [
            frozenset(pair)
            for pair in combinations(UNITS, 2)
            if readings[pair[0]] != readings[pair[1]]
        ]
        if not differing:
            return
        self.apart.update(differing)
        for pair in differing:
            self._note(pair, place)
        favoured, is_clean = _favoured(text, readings)
        if not is_clean and lies_on_words_in_bytes(text, spans):
            self.in_bytes += 1
        if favoured and favoured != _ALL:
            self.favoured[favoured] += 1
            self._note(favoured, place)

    def merge(self, other: UnitEvidence) -> None:
        """Adds the findings of `other`."""
        self.favoured.update(other.favoured)
        self.apart.update(other.apart)
        self.in_bytes += other.in_bytes
        for units, places in other.places.items():
            for place in places:
                self._note(units, place)

    def decide(self, declared: OffsetUnit | None = None) -> UnitDecision:
        """The unit that the evidence leaves.

        Args:
          declared: What the project says that it counts, if that is known.

        Raises:
          OffsetUnitError: Records contradict each other or the project, or units read some records
            differently and nothing tells which is right.
        """
        left = _ALL.intersection(*self.favoured) if self.favoured else _ALL
        if not left:
            raise OffsetUnitError(
                f"the units of offsets are mixed: {self._findings(self.favoured)}; export the "
                "projects separately and set data.offset_unit for each, or mend these records"
                f"{self._hint()}"
            )
        if declared is not None:
            if declared not in left:
                raise OffsetUnitError(
                    f"the project's offsets should count {declared}, but its annotations say "
                    f"otherwise: {self._findings(self.favoured)}; were they imported in another "
                    f"unit? Set data.offset_unit to the one that is right{self._hint()}"
                )
            return UnitDecision(declared, "as the project's settings say")
        unclear = {pair: count for pair, count in self.apart.items() if pair <= left}
        if unclear:
            raise OffsetUnitError(
                "cannot tell what offsets count: "
                f"{self._findings(unclear, 'differ')}, and nothing shows which is right; "
                f"set data.offset_unit to one of {_listed(left)}{self._hint()}"
            )
        unit = next(unit for unit in UNITS if unit in left)
        if left == _ALL:
            return UnitDecision(unit, "cannot tell, all units agree")
        records = sum(self.favoured.values())
        why = f"{records} records have spans at word borders only so, e.g. {self._example()}"
        if len(left) > 1:
            why += f"; {_listed(left)} agree"
        return UnitDecision(unit, why)

    def _note(self, units: _Units, place: Place) -> None:
        places = self.places.setdefault(units, [])
        if place not in places:
            self.places[units] = sorted([*places, place])[:MAX_PLACES]

    def _hint(self) -> str:
        if not self.in_bytes:
            return ""
        return (
            f"; in {self.in_bytes} records they fit words if they count UTF-8 bytes, which must be "
            "converted"
        )

    def _findings(self, counts: Mapping[_Units, int], verb: str = "fit") -> str:
        return "; ".join(
            f"{_listed(units)} {verb} in {count} records ("
            f"{', '.join(map(str, self.places[units]))})"
            for units, count in sorted(counts.items(), key=lambda item: (-item[1], sorted(item[0])))
        )

    def _example(self) -> Place:
        return min(self.places[units][0] for units in self.favoured)


def _read(text: str, spans: Sequence[Span], unit: OffsetUnit) -> list[Span] | None:
    """The spans in code points, or None if the unit cannot be right."""
    try:
        return to_code_points(text, spans, unit)
    except RejectError:
        return None


def _favoured(text: str, readings: Mapping[OffsetUnit, list[Span] | None]) -> tuple[_Units, bool]:
    """The units that a record favours, and whether its spans lie on words in them."""
    possible = {unit: spans for unit, spans in readings.items() if spans is not None}
    clusters = frozenset(grapheme_boundaries(text))
    clean = [unit for unit, spans in possible.items() if _is_clean(text, spans, clusters)]
    return frozenset(clean or possible), bool(clean)


def _is_clean(text: str, spans: Sequence[Span], clusters: frozenset[int]) -> bool:
    """Whether no span begins or ends within a word, at white space, or within a cluster."""
    return all(
        not text[span.start].isspace()
        and not text[span.end - 1].isspace()
        and not _is_within_word(text, span.start, clusters)
        and not _is_within_word(text, span.end, clusters)
        for span in spans
    )


def _is_within_word(text: str, offset: int, clusters: frozenset[int]) -> bool:
    if offset not in clusters:
        return True
    return 0 < offset < len(text) and text[offset - 1].isalnum() and text[offset].isalnum()


def _listed(units: Iterable[OffsetUnit]) -> str:
    return " and ".join(unit for unit in UNITS if unit in units)
