"""Dates and times, as ISO 8601 with unknown parts left out."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from babel import Locale

from enrichment.keys import plain, spelled_out
from enrichment.values.countries import LANGUAGES
from enrichment.values.markets import Market

FIRST_YEAR, LAST_YEAR = 1990, 2049
"""Years that statements are from; digits that would mean another one mean something else."""

LIKELY_YEAR = 2010
"""Digits mean an earlier year only if they can mean nothing else."""

_YEAR_FIRST_HEADING = re.compile(r"\b(?:desc date|eed)\W*$")
_DAY_FIRST_HEADING = re.compile(r"\b(?:carte|cb|psc|dab|du)\W*$")
_MONTH_FIRST_HEADING = re.compile(r"\b(?:checkcard|authorized on|desc date)\W*$")

_TIME = re.compile(
    r"""(?<![\d.,/-])(?:
      (?P<h>[01]?\d|2[0-3])\s?[:h]\s?(?P<m>[0-5]\d)(?:[:m.](?P<s>[0-5]\d)(?:\.\d+)?)?\s?(?P<half>[ap]\.?m?\.?)?(?![\d/])
      |(?P<hour>0?\d|1[0-2])\s?(?P<only>[ap]m)\b
      |(?P<h4>[01]\d|2[0-3])(?P<m4>[0-5]\d)\s(?:[a-z]{2,4})$
    )""",
    re.VERBOSE,
)
_DOTTED_TIME = re.compile(
    r"(?:(?<=[\s/])|^)(?P<h>[01]?\d|2[0-3])\.(?P<m>[0-5]\d)(?:\.(?P<s>[0-5]\d))?$"
)
# Four digits behind a date, if they are no year.
_CLOCK_BEHIND_DATE = re.compile(
    r"^(.*(?:[a-z]|\d\.?|[./-]\d\d))\s(?!19[89]\d|20[0-4]\d)([01]\d|2[0-3])([0-5]\d)$"
)
_GLUED_CLOCK = re.compile(r"^(\d\d(?:[-/.]\d\d[-/.](?:20)?|[a-z]{3})\d\d)(\d\d[:.]\d\d)")
_ISO = re.compile(r"(?<!\d)((?:19|20)\d\d)([-/.])(\d{1,2})\2(\d{1,2})(?!\d)")
_THREE = re.compile(r"(?<!\d)(\d{1,2})\s?([-/. ])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})(?!\d)")
_MONTH_YEAR = re.compile(r"(?<!\d)(\d{1,2})[-/.]((?:19|20)\d\d)(?!\d)")
_YEAR_MONTH = re.compile(r"(?<!\d)((?:19|20)\d\d)[-/.](\d{1,2})(?!\d)")
_TWO = re.compile(r"(?<!\d)(\d{1,2})[-/. ](\d{1,2})\.?(?!\d)")
_DIGITS = re.compile(r"(?<!\d)(?:\d{14}|\d{12}|\d{8}|\d{6}|\d{4})(?!\d)")


@dataclass(frozen=True, slots=True)
class When:
    """What an entity DATE says; either part may be None."""

    date: str | None = None
    time: str | None = None


def read_date(text: str, before: str, market: Market, booked_on: str | None = None) -> When:
    """Reads an entity DATE.

    Args:
      text: Of the entity.
      before: The text before it, in plain lower case; it may say how digits are meant.
      market: Decides whether the day or the month comes first.
      booked_on: ISO date that gives a date without a year its year: the last one not after it.
    """
    heading = ""
    if _YEAR_FIRST_HEADING.search(before[-16:]):
        heading = "ymd"
    elif _DAY_FIRST_HEADING.search(before[-10:]):
        heading = "dmy"
    elif _MONTH_FIRST_HEADING.search(before[-20:]):
        heading = "mdy"
    order = heading or ("mdy" if market.month_first else "ymd" if market.year_first else "dmy")
    when = _read(plain(text).strip(), order, heading)
    if booked_on is not None and when.date is not None:
        return When(_with_year(when.date, booked_on), when.time)
    return when


@lru_cache(maxsize=1 << 15)
def _read(text: str, order: str, heading: str) -> When:
    time, text = _take_time(text)
    return When(_date(text, order, heading), time)


def _take_time(text: str) -> tuple[str | None, str]:
    """A time in ISO 8601, and the text without it; of 14 digits, the last ones are the time."""
    text = _GLUED_CLOCK.sub(r"\1 \2", text)
    digits = text.replace("t", "")
    if digits.isdecimal() and len(digits) in (12, 14):
        clock = digits[8:10], digits[10:12], digits[12:]
        if int(clock[0]) < 24 and int(clock[1]) < 60:
            return "T" + ":".join(filter(None, clock)), digits[:8]
    dotted = _DOTTED_TIME.search(text)
    found = _TIME.search(text.replace("t", " ", 1) if _ISO.match(text) else text)
    if dotted and not found and (dotted.start() or not _is_day_and_month(text)):
        found = dotted
    if found is None:
        behind = _CLOCK_BEHIND_DATE.search(text)
        if behind is None:
            return None, text
        return f"T{behind[2]}:{behind[3]}", behind[1]
    parts = found.groupdict()
    hour = int(parts.get("h") or parts.get("hour") or parts.get("h4") or 0)
    minute = int(parts.get("m") or parts.get("m4") or 0)
    half = (parts.get("half") or parts.get("only") or "")[:1]
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    second = parts.get("s")
    time = f"T{hour:02}:{minute:02}" + (f":{second}" if second else "")
    return time, (text[: found.start()] + " " + text[found.end() :]).strip()


def _date(text: str, order: str, heading: str) -> str | None:
    if found := _ISO.search(text):
        return _iso(found[1], found[3], found[4])
    if named := _month_of(text):
        return _named(*named)
    if found := _THREE.search(text):
        # Even where the year comes first, it comes last between points and strokes.
        first = order if found[2] == "-" and len(found[4]) == 2 else _plain_order(order)
        first = "dmy" if found[2] == "." else first
        return _first_valid((found[1], found[3], found[4]), (first, "dmy", "mdy", "ymd"))
    if found := _MONTH_YEAR.search(text):
        return _iso(found[2], found[1])
    if found := _YEAR_MONTH.search(text):
        return _iso(found[1], found[2])
    if found := _TWO.search(text):
        first = "dmy" if "." in found[0] else _plain_order(order)
        return _day_and_month(found[1], found[2], first)
    if found := _DIGITS.search(text):
        return _digits(found[0], order, heading)
    return None


def _digits(digits: str, order: str, heading: str) -> str | None:
    """A date of digits alone."""
    if len(digits) == 4:
        if heading == "" and 2000 <= int(digits) <= LAST_YEAR and int(digits[2:]) > 12:
            return digits
        return _day_and_month(digits[:2], digits[2:], _plain_order(order))
    if len(digits) == 6:
        pairs = (digits[:2], digits[2:4], digits[4:])
        rest = ("ymd", "dmy", "mdy") if order == "mdy" else ("mdy", "ymd")
        return _first_valid(pairs, (order, *rest))
    if len(digits) >= 8:
        year_first = _iso(digits[:4], digits[4:6], digits[6:8])
        return year_first or _first_valid(
            (digits[:2], digits[2:4], digits[4:8]), (_plain_order(order), "dmy", "mdy")
        )
    return None


def _first_valid(parts: tuple[str, str, str], orders: tuple[str, ...]) -> str | None:
    later = None
    for order in orders:
        by_letter = dict(zip(order, parts, strict=True))
        if len(by_letter["d"]) > 2 or len(by_letter["m"]) > 2:
            continue
        iso = _iso(by_letter["y"], by_letter["m"], by_letter["d"])
        if iso is not None and int(iso[:4]) >= LIKELY_YEAR:
            return iso
        later = later or iso
    return later


def _day_and_month(first: str, second: str, order: str) -> str | None:
    a, b = int(first), int(second)
    day, month = (b, a) if order == "mdy" else (a, b)
    if month > 12 and day <= 12:
        day, month = month, day
    if 1 <= month <= 12 and 1 <= day <= monthrange(2024, month)[1]:
        return f"--{month:02}-{day:02}"
    if a <= 12 and 13 <= b <= 49 and b > 31:
        return _iso(second, first)
    return None


def _is_day_and_month(text: str) -> bool:
    found = _TWO.search(text)
    return found is not None and _day_and_month(found[1], found[2], "dmy") is not None


def _plain_order(order: str) -> str:
    return "dmy" if order == "ymd" else order


def _iso(year: str, month: str, day: str | None = None) -> str | None:
    """A date, or None if there is no such day or the year cannot be."""
    y = int(year) + (2000 if len(year) == 2 else 0)
    m = int(month)
    if not FIRST_YEAR <= y <= LAST_YEAR or not 1 <= m <= 12:
        return None
    if day is None:
        return f"{y}-{m:02}"
    return f"{y}-{m:02}-{int(day):02}" if 1 <= int(day) <= monthrange(y, m)[1] else None


@cache
def _months() -> dict[str, int]:
    """Numbers of months by their plain names and abbreviations in all languages."""
    months: dict[str, int] = {}
    for language in LANGUAGES:
        locale = Locale(language)
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in locale.months[context][width].items():
                    bare = plain(name).strip(".")
                    months.setdefault(bare, number)
                    months.setdefault(spelled_out(name).strip("."), number)
                    # Statements cut all months to three or four letters.
                    if len(bare) > 3:
                        months.setdefault(bare[:4], number)
                        months.setdefault(bare[:3], number)
    return {name: number for name, number in months.items() if len(name) > 2}


@cache
def _month_pattern() -> re.Pattern[str]:
    names = "|".join(sorted(map(re.escape, _months()), key=len, reverse=True))
    return re.compile(rf"(?<![a-z])(?:{names})(?![a-z])")


def _month_of(text: str) -> tuple[int, str, str] | None:
    """Number of the month that a text names, what stands before it, and what behind."""
    found = _month_pattern().search(text)
    if found is None:
        return None
    return _months()[found[0]], text[: found.start()], text[found.end() :]


def _named(month: int, before: str, behind: str) -> str | None:
    """A date whose month has a name."""
    left, right = re.findall(r"\d+", before), re.findall(r"\d+", behind)
    number = str(month)
    if left and right:
        if len(left[-1]) == 4:
            return _iso(left[-1], number, right[0])
        return _iso(right[0], number, left[-1]) or _iso(left[-1], number, right[0])
    if left:
        return _iso(left[-1], number) if len(left[-1]) == 4 else _month_day(month, left[-1])
    if len(right) >= 2:
        return _iso(right[1], number, right[0])
    if right:
        glued = re.match(r"(\d\d)(\d{4}|\d\d)$", right[0])
        if glued and len(right[0]) != 4:
            return _iso(glued[2], number, glued[1])
        has_hyphen = behind.lstrip(".")[:1] in "-/'’"
        if len(right[0]) == 4 or (has_hyphen and len(right[0]) == 2):
            return _iso(right[0], number)
        return _month_day(month, right[0]) or _iso(right[0], number)
    return f"--{month:02}"


def _month_day(month: int, day: str) -> str | None:
    valid = len(day) <= 2 and 1 <= int(day) <= monthrange(2024, month)[1]
    return f"--{month:02}-{int(day):02}" if valid else None


def _with_year(iso: str, booked_on: str) -> str:
    """A date without a year, in the last year in which it is not after the booking."""
    if not iso.startswith("--") or len(iso) != 7:
        return iso
    booked = date.fromisoformat(booked_on)
    month, day = int(iso[2:4]), int(iso[5:])
    for year in range(booked.year, booked.year - 5, -1):
        if day <= monthrange(year, month)[1] and date(year, month, day) <= booked:
            return f"{year}-{month:02}-{day:02}"
    return iso
