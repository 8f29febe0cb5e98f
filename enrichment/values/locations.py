"""Towns, regions and countries of the entities LOCATION."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from enrichment.keys import plain, words
from enrichment.record import Location
from enrichment.values import countries
from enrichment.values.names import readable
from enrichment.values.places import LARGE, Place, Places, dominant, load

STATE_COUNTRIES = ("US", "CA", "AU")
"""Countries whose statements have the region behind the town, in the order of preference."""

_POSTCODE = re.compile(
    r"""\b(?:\d{5}-\d{4}|[A-Z]\d[A-Z]\s?\d[A-Z]\d|[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2}|\d{4}\s?[A-Z]{2}(?=\s|$)
    |\d{4,6}|\d{2}-\d{3})\b""",
    re.VERBOSE,
)
_BEHIND_POSTCODE = re.compile(r"(.*\S)[\s,]+\d{4,5}\s+([^\W\d]{2}.{2,})$")
_TOWN_BEHIND_CODE = re.compile(r"\s*\d{4,6}\s+\D{3,}$")
_GLUED_NUMBER = re.compile(r"^\d{2}(?=[A-Z]{3})", re.IGNORECASE)
_STREET = re.compile(
    r"""\b(?:ST|STREET|AVE?|AVENUE|RD|ROAD|BLVD|DR|DRIVE|LN|LANE|WAY|HWY|PKWY|PLAZA|CT|COURT|PL|STE
    |SUITE|PLACE|SQ|SQUARE|TERRACE|HIGHWAY|RUE|AVENIDA|AV|CALLE|CL|CRA|RUA|VIA|VIALE|PIAZZA|CORSO
    |PLATZ|ALLEE|WEG|GASSE|KATU|GATAN|VAGEN|GATE|ULICA|UL|STRAAT|LAAN|QUAI|CHEMIN|PASEO|VICOLO
    |UNIT|FLOOR|APT|BUILDING)\b|(?:STRASSE|STRAAT|GATAN|GASSE|VAGEN|KATU)\b""",
    re.VERBOSE,
)
_OF = re.compile(r"\b(?:DE|DU|OF|DELLA|DI|DO|DA|VAN|DER)\b", re.IGNORECASE)
_TOKENS = re.compile(r"[^\s,;()]+")
_EDGES = " .,-/'"


def read_locations(texts: Sequence[str], market: str | None) -> Location | None:
    """The first location that is more than a street.

    Args:
      texts: Of the entities, in their order.
      market: Country that the text is probably from; decides between towns of one name.
    """
    for text in texts:
        location = read_location(text, market)
        if location is not None:
            return location
    return None


@lru_cache(maxsize=1 << 15)
def read_location(text: str, market: str | None) -> Location | None:
    """What one entity says; None if that is no more than a street."""
    places = load()
    behind = _BEHIND_POSTCODE.match(text)
    if behind is not None and (_STREET.search(plain(behind[1]).upper()) or _has_digit(behind[1])):
        text = behind[2]
    number_of_house = text.strip()[:1].isdigit() and not _GLUED_NUMBER.match(text.strip())
    without_codes = _POSTCODE.sub(" ", plain(text).upper() if text.isascii() else text.upper())
    tokens = [token for token in _TOKENS.findall(without_codes) if token.strip(_EDGES)]
    tokens = [_GLUED_NUMBER.sub("", token.strip(_EDGES)) or token for token in tokens]
    tokens = _halved(tokens)
    tokens, country, region = _codes_at_the_end(tokens, market, places)
    if number_of_house and country is None and _TOWN_BEHIND_CODE.match(text):
        number_of_house = _STREET.search(plain(text).upper()) is not None
    tokens = _halved(tokens)
    tokens = _without_street(tokens, number_of_house, country, region, places)
    if not tokens:
        return Location(None, region, country) if country else None
    return _town(" ".join(tokens), country, region, market, places)


def _codes_at_the_end(
    tokens: list[str], market: str | None, places: Places
) -> tuple[list[str], str | None, str | None]:
    """Takes country and region off the end: the rest, the country, the region."""
    country = None
    for count in (3, 2, 1):
        name = " ".join(words(" ".join(tokens[-count:])))
        named = countries.by_name().get(name)
        if named and len(tokens) >= count and name != "georgia":
            # `SINGAPORE` and `LUXEMBOURG` are towns, too.
            whole = len(tokens) == count and places.named(" ".join(tokens), named)
            if not whole:
                tokens, country = tokens[:-count], named
            break
    if country is None and tokens and len(tokens[-1]) == 3:
        country = countries.by_code().get(tokens[-1])
        if country is not None and len(tokens) == 1 and places.named(tokens[0], market):
            country = None
        tokens = tokens[:-1] if country else tokens
    region = None
    if tokens and 2 <= len(tokens[-1]) <= 3 and tokens[-1].isalpha():
        meant = _code(tokens[-1], " ".join(tokens[:-1]), country, market, places)
        if meant is not None:
            country, region = meant
            tokens = tokens[:-1]
            if region is None and tokens and len(tokens[-1]) in (2, 3):
                again = _code(tokens[-1], " ".join(tokens[:-1]), country, market, places)
                if again is not None and again[1] is not None:
                    region, tokens = again[1], tokens[:-1]
    elif tokens and country in (None, *countries.NAMED_REGIONS):
        tokens, country, region = _region_by_name(tokens, country, places)
    if region is None and tokens and country in (None, "US"):
        tokens, country, region = _glued_state(tokens, country, places)
    return tokens, country, region


def _code(
    code: str, town: str, country: str | None, market: str | None, places: Places
) -> tuple[str, str | None] | None:
    """The country and region that two or three letters behind a town mean.

    `CA` is California or Canada, `DE` Delaware or Germany, `WA` Washington or Western Australia:
    where the town stands decides, then the market, then the order of `STATE_COUNTRIES`.
    """
    meanings: list[tuple[str, str | None]] = []
    if country is not None:
        if code in countries.regions(country):
            return country, code
        return (country, None) if code == country else None
    meanings = [(state, code) for state in STATE_COUNTRIES if code in countries.regions(state)]
    if len(code) == 2 and countries.is_country(code):
        meanings.append((code, None))
    if market is not None and market not in STATE_COUNTRIES and code in countries.regions(market):
        meanings.append((market, code))
    home = dominant(places.named(town)) if town else None
    if home is not None and home.country not in STATE_COUNTRIES:
        meanings += [(home.country, code)] if code in countries.regions(home.country) else []
    region_before = town.rsplit(" ", 1)[-1]
    best, best_score = None, -1.0
    for order, (meant, region) in enumerate(meanings):
        found = places.named(town, meant, region if meant in STATE_COUNTRIES else None)
        size = found[0].population if found and town else 0
        score = (2 if size >= 100_000 else 1 if size else 0) + (1.5 if meant == market else 0)
        if region is None and region_before in countries.regions(meant):
            score += 3  # `WHISTLER BC CA`
        score += 0.5 / (order + 1) + (0.75 if meant == "US" and region else 0)
        if score > best_score:
            best, best_score = (meant, region), score
    return best


def _region_by_name(
    tokens: list[str], country: str | None, places: Places
) -> tuple[list[str], str | None, str | None]:
    """Takes `TEXAS` or `NEW SOUTH WALES` off the end."""
    for count in (3, 2, 1):
        if len(tokens) < count:
            continue
        found = countries.regions_by_name().get(" ".join(words(" ".join(tokens[-count:]))))
        if found is None or country not in (None, found[0]):
            continue
        is_town = len(tokens) == count and places.named(" ".join(tokens))
        if is_town or (country is None and found[0] not in STATE_COUNTRIES):
            continue
        return tokens[:-count], found[0], found[1]
    return tokens, country, None


def _glued_state(
    tokens: list[str], country: str | None, places: Places
) -> tuple[list[str], str | None, str | None]:
    """Takes the state off a town that it is glued to, as in `NEWPORTRI`."""
    last, state = tokens[-1][:-2], tokens[-1][-2:]
    if len(last) < 2 or state not in countries.regions("US"):
        return tokens, country, None
    whole = " ".join(tokens)
    town = " ".join([*tokens[:-1], last])
    fits = places.named(town, "US", state) or places.completed(town, "US", state)
    if not fits or places.named(whole):
        return tokens, country, None
    return [*tokens[:-1], last], "US", state


def _without_street(
    tokens: list[str],
    number_of_house: bool,
    country: str | None,
    region: str | None,
    places: Places,
) -> list[str]:
    """What stands behind a street; nothing if no town does."""
    if len(tokens) > 1 and tokens[-1].isdigit() and places.named(" ".join(tokens[:-1]), country):
        return tokens[:-1]  # `PARIS 18`
    text = " ".join(tokens)
    streets = list(_STREET.finditer(plain(text).upper()))
    has_number = _has_digit(text)
    # `ST LOUIS` and `PLACE` alone are no streets.
    is_street = number_of_house or has_number or any(found.start() > 0 for found in streets)
    is_street = is_street or (bool(streets) and len(tokens) > 2 and not _OF.search(text))
    if not is_street or not tokens or (places.named(text, country, region) and not has_number):
        return tokens
    for start in range(len(tokens)):
        rest = " ".join(tokens[start:])
        if start and places.named(rest, country, region or None):
            return tokens[start:]
    if streets and (country is not None or number_of_house):
        behind = text[streets[-1].end() :].strip(_EDGES)
        town = behind.split()
        if town and not _has_digit(behind):
            return town
    return tokens if not (streets or has_number or number_of_house) else []


def _town(
    name: str, country: str | None, region: str | None, market: str | None, places: Places
) -> Location:
    """A town with what is known of where it is."""
    place: Place | None
    if country is not None:
        state = region if country in STATE_COUNTRIES else None
        found = places.named(name, country, state)
        place = found[0] if found else places.completed(name, country, state)
        return Location(place.name if place else readable(name), region, country)
    found = places.named(name)
    place = dominant(found)
    if place is not None and place.population < LARGE and place.country != market:
        return Location(place.name, None, None)
    if place is None and market is not None:
        place = next((place for place in found if place.country == market), None)
    if place is None and market is not None and not found:
        place = places.completed(name, market, None)
    if place is not None:
        return Location(place.name, None, place.country)
    same = {place.country for place in found}
    return Location(
        found[0].name if found else readable(name), None, same.pop() if len(same) == 1 else None
    )


def _has_digit(text: str) -> bool:
    return any(character.isdigit() for character in text)


def _halved(tokens: list[str]) -> list[str]:
    """Half of them, if the second half repeats the first."""
    half = len(tokens) // 2
    return tokens[:half] if half and tokens[:half] == tokens[half:] else tokens
