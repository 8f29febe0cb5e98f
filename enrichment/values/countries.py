"""Countries and their subdivisions: ISO codes, and the names that texts have for them.

Codes are those of `pycountry`, names in other languages those of Babel's CLDR.
"""

from __future__ import annotations

from functools import cache

import pycountry
from babel import Locale

from enrichment.keys import words

LANGUAGES = (
    *("en", "de", "fr", "es", "it", "pt", "nl", "sv"),
    *("da", "nb", "fi", "pl", "cs", "hu", "ro", "tr"),
)
"""Languages in which countries and months are recognised."""

NAMED_REGIONS = ("US", "CA", "AU", "IN", "BR", "MX")
"""Countries whose regions are recognised by name, too; elsewhere towns have the same ones."""

# Islands with few people, whose codes mean something else far more often.
_NOT_STATES = {"US": frozenset({"AS", "GU", "MP", "UM", "VI"})}

_ALSO = {
    **{"usa": "US", "uk": "GB", "england": "GB", "scotland": "GB", "wales": "GB", "holland": "NL"},
    **{
        "united kingdom": "GB",
        "northern ireland": "GB",
        "brasil": "BR",
        "korea": "KR",
        "uae": "AE",
    },
    **{"oesterreich": "AT", "osterreich": "AT", "grande bretagne": "GB", "us": "US"},
}


@cache
def by_code() -> dict[str, str]:
    """Alpha-2 codes by codes of two and three letters, in upper case."""
    codes = {country.alpha_2: country.alpha_2 for country in pycountry.countries}
    return codes | {country.alpha_3: country.alpha_2 for country in pycountry.countries}


@cache
def by_name() -> dict[str, str]:
    """Alpha-2 codes by names in `LANGUAGES`, in the `words` of `enrichment.keys`."""
    names: dict[str, str] = {}
    for language in LANGUAGES:
        for code, name in Locale(language).territories.items():
            if len(code) == 2 and code in by_code():
                names.setdefault(" ".join(words(name)), code)
    return names | _ALSO


def regions(country: str) -> frozenset[str]:
    """Codes of a country's subdivisions, without the country, as far as they are letters."""
    return _regions().get(country, frozenset())


@cache
def _regions() -> dict[str, frozenset[str]]:
    """Of all countries at once: pycountry goes through all for each question."""
    found: dict[str, set[str]] = {}
    for subdivision in pycountry.subdivisions:
        country, code = subdivision.code.split("-", 1)
        if code.isalpha() and code not in _NOT_STATES.get(country, frozenset()):
            found.setdefault(country, set()).add(code)
    return {country: frozenset(codes) for country, codes in found.items()}


@cache
def regions_by_name() -> dict[str, tuple[str, str]]:
    """Country and code of subdivisions of `NAMED_REGIONS` by their names, as `by_name`."""
    return {
        " ".join(words(subdivision.name)): (country, subdivision.code.split("-", 1)[1])
        for country in reversed(NAMED_REGIONS)
        for subdivision in pycountry.subdivisions.get(country_code=country)
    }


def is_country(code: str) -> bool:
    """Whether a code is an ISO 3166-1 alpha-2 code."""
    return len(code) == 2 and code in by_code()
