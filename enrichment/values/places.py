"""Looking up towns: a table of GeoNames' that `data/places/generate.py` writes."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from enrichment.keys import key, plain, spelled_out, words

TABLE = Path(__file__).with_name("places.tsv")

DOMINANCE = 5
"""How many times as many people as the next one a town must have to be meant by its name alone."""

LARGE = 15_000
"""Inhabitants that a town must have for its name alone to imply anything."""

SHORTEST_CUT = 6
"""Letters that a cut-off name must have left."""

_ABBREVIATIONS = {
    **{
        "cty": "city",
        "ft": "fort",
        "st": "saint",
        "mt": "mount",
        "hts": "heights",
        "spg": "spring",
    },
    **{"n": "north", "s": "south", "e": "east", "w": "west", "spgs": "springs", "bch": "beach"},
    **{"twp": "township", "pk": "park", "vlg": "village", "jct": "junction", "vly": "valley"},
    **{"ctr": "center", "hls": "hills", "lk": "lake", "no": "north", "so": "south", "pt": "point"},
}


@dataclass(frozen=True, slots=True)
class Place:
    """A town.

    Attributes:
      country: ISO 3166-1 alpha-2.
      region: ISO 3166-2 without the country, of the USA, Canada and Australia; elsewhere empty.
      name: In local spelling.
      population: Inhabitants.
    """

    country: str
    region: str
    name: str
    population: int


class Places:
    """All towns, by their names.

    Args:
      rows: Country, region, name, inhabitants, and other names with `|` between, with tabs between.
    """

    def __init__(self, rows: Iterable[str]) -> None:
        self._by_key: dict[str, list[Place]] = {}
        self._by_other: dict[str, list[Place]] = {}
        for row in rows:
            country, region, name, population, others = row.rstrip("\n").split("\t")
            place = Place(country, region, name, int(population))
            own = {_quick_key(name)}
            if not name.isascii():
                own.add(key(spelled_out(name)))
            own.update(_shorter(name))
            for own_key in own:
                self._by_key.setdefault(own_key, []).append(place)
            for other in others.split("|") if others else ():
                self._by_other.setdefault(_quick_key(other), []).append(place)
        self._sorted = sorted(self._by_key)

    def named(
        self, name: str, country: str | None = None, region: str | None = None
    ) -> list[Place]:
        """Towns of a name in a country and region, the largest first.

        Names in other languages, which only large towns have here, count as well.
        """
        for spelling in _spellings(name):
            listed = [*self._by_key.get(spelling, ()), *self._by_other.get(spelling, ())]
            if found := _within(listed, country, region):
                return sorted(found, key=lambda place: -place.population)
        return []

    def completed(self, name: str, country: str, region: str | None) -> Place | None:
        """The town whose name was cut off; None unless one alone, or by far the largest, fits."""
        for start in _spellings(name):
            if len(start) < SHORTEST_CUT:
                continue
            found: set[Place] = set()
            index = bisect_left(self._sorted, start)
            while index < len(self._sorted) and self._sorted[index].startswith(start):
                found.update(_within(self._by_key[self._sorted[index]], country, region))
                index += 1
            best = dominant(sorted(found, key=lambda place: -place.population))
            if best is not None:
                return best
        return None


def dominant(places: list[Place]) -> Place | None:
    """The first of places sorted by size, if no other comes near it."""
    if not places:
        return None
    first = places[0]
    if len(places) > 1 and places[1].population * DOMINANCE > first.population:
        return None
    return first


@cache
def load() -> Places:
    """The table of this project; read once."""
    with TABLE.open(encoding="utf-8") as rows:
        return Places(rows)


def _within(places: Iterable[Place], country: str | None, region: str | None) -> list[Place]:
    return [
        place
        for place in places
        if (country is None or place.country == country)
        and (region is None or place.region == region)
    ]


def _quick_key(name: str) -> str:
    """`key`, in a tenth of its time for most names."""
    lower = name.lower()
    return lower if lower.isascii() and lower.isalpha() and lower != "and" else key(name)


def _spellings(name: str) -> list[str]:
    """Keys of a name as it stands and with its abbreviations written out."""
    listed = words(name)
    spellings = ["".join(listed)]
    if any(word in _ABBREVIATIONS for word in listed):
        spellings.append("".join(_ABBREVIATIONS.get(word, word) for word in listed))
    return spellings


def _shorter(name: str) -> list[str]:
    """`frankfurt` for `Frankfurt am Main`, `saintlouis` for `St. Louis`."""
    shorter = [key(name.split(join)[0]) for join in (" am ", " an der ", " upon ") if join in name]
    if plain(name).startswith(("st. ", "st ")):
        shorter.append(key("saint " + name.split(" ", 1)[1]))
    return shorter
