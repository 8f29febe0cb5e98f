"""Numbers that tell who somebody is: of cards, accounts and telephones.

python-stdnum has the check digits and the IBAN registry. What a number looks like in a text is
decided here, by shapes that a mask keeps; see `annotation.redaction`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import product
from string import ascii_uppercase
from typing import NamedTuple

from stdnum import luhn, numdb
from stdnum.iso7064 import mod_97_10

from annotation.fields import fields
from annotation.finds import Kind, Redaction
from annotation.separators import GAP, LINE_ENDS, SEPARATORS, SIGNS, SLASHES, one_of

# Shapes that are decided by check digits


class Unit(NamedTuple):
    """A part of the shape of a number that has check digits, and whether they are right."""

    start: int
    end: int
    kind: Kind
    valid: bool


def whole_units(units: Iterable[Unit], found: Sequence[Redaction]) -> Iterator[Redaction]:
    """The parts of a text in which units are to be hidden.

    Overlapping units are hidden together or not at all, and also if one of the `found` reaches
    into them: if a part of them were masked, the check digits of the rest might become right.

    Args:
      units: Units of one text.
      found: What else is hidden in it, in order and disjoint.
    """
    ends = [item.end for item in found]
    for group in _overlapping(sorted(units)):
        start, end = group[0].start, max(unit.end for unit in group)
        kind = next((unit.kind for unit in group if unit.valid), None)
        if kind is None:
            index = bisect_right(ends, start)
            if index == len(found) or found[index].start >= end:
                continue
            kind = found[index].kind
        yield Redaction(start, end, kind)


def _overlapping(units: Sequence[Unit]) -> Iterator[list[Unit]]:
    """Runs of overlapping units; `units` are in the order of their start."""
    group: list[Unit] = []
    end = 0
    for unit in units:
        if group and unit.start >= end:
            yield group
            group = []
        group.append(unit)
        end = max(end, unit.end)
    if group:
        yield group


_DIGITS = re.compile(r"\d+")
_GAP = re.compile(GAP)
_LINE_END = re.compile(rf"\r\n|{one_of(LINE_ENDS)}")
_CARD_GROUPS = frozenset(
    [(count,) for count in range(13, 20)]
    + [(4, 4, 4, last) for last in range(1, 5)]
    + [(4, 4, 4, 4, last) for last in range(1, 4)]
    + [(4, 6, 4), (4, 6, 5)]
)
"""How card numbers are printed: the numbers of digits in their groups."""

_PART_SIGN = one_of(SIGNS + ",:")
"""What may join a number to another one, such as those of a date or an amount."""

_BEFORE_NUMBER = re.compile(rf"\d{_PART_SIGN}\Z")
_AFTER_NUMBER = re.compile(rf"{_PART_SIGN}\d")


def card_numbers(text: str) -> Iterator[Unit]:
    """Digits grouped as on payment cards (ISO/IEC 7812-1: 13 to 19 digits, Luhn check digit)."""
    runs = [match.span() for match in _DIGITS.finditer(text)]
    for first, (start, _) in enumerate(runs):
        separator = ""
        lengths: tuple[int, ...] = ()
        for last in range(first, min(first + 5, len(runs))):
            begin, end = runs[last]
            if last > first:
                gap = text[runs[last - 1][1] : begin]
                # A long number may go on in the next line.
                if not _LINE_END.fullmatch(gap):
                    separator = separator or gap
                    if gap != separator or not _GAP.fullmatch(gap):
                        break
            lengths += (end - begin,)
            if lengths in _CARD_GROUPS and _stands_alone(text, start, end, separator):
                yield Unit(start, end, Kind.CARD_NUMBER, _is_card_number(text[start:end]))


def _stands_alone(text: str, start: int, end: int, separator: str) -> bool:
    """Whether the outer groups are not parts of dates or amounts, as 05 is of 05/14."""
    if not separator:
        return True
    before, after = text[max(start - 2, 0) : start], text[end : end + 2]
    is_part_before = _BEFORE_NUMBER.match(before) and before[-1] != separator
    is_part_after = _AFTER_NUMBER.match(after) and after[0] != separator
    return not is_part_before and not is_part_after


def _is_card_number(number: str) -> bool:
    """The Luhn check of ISO/IEC 7812-1, annex B; numbers from 0 are not issued."""
    # In ASCII, because the check knows no digits of other scripts.
    digits = "".join(str(int(character)) for character in number if character.isdecimal())
    return digits[0] != "0" and luhn.is_valid(digits)


_ALPHANUMERIC = r"[^\W_]"
_IBAN_START = re.compile(r"(?<![^\W_])([A-Za-z]{2})\d\d")


@cache
def _iban_lengths() -> dict[str, int]:
    """The length of the IBANs of each country in the IBAN registry (ISO 13616)."""
    countries = map("".join, product(ascii_uppercase, repeat=2))
    registry = {country: numdb.get("iban").info(country)[0][1] for country in countries}
    return {
        # The account number's structure is one such as 4!a6!n8!n; before it come 4 characters.
        country: 4 + sum(map(int, re.findall(r"(\d+)!", entry["bban"])))
        for country, entry in registry.items()
        if entry
    }


def ibans(text: str) -> Iterator[Unit]:
    """What has the shape of an IBAN of its country, in one piece or in groups of four."""
    # A line end is no key: numbers go on behind it.
    spans = [field.key for field in fields(text) if text[slice(*field.key)].strip()]
    keys = {offset for span in spans for offset in range(*span)}
    for match in _IBAN_START.finditer(text):
        length = _iban_lengths().get(match[1].upper())
        if length is None:
            continue
        start = match.start()
        for pattern in _iban_shapes(length):
            number = pattern.match(text, start)
            if number is None or text[number.end() : number.end() + 1].isalnum():
                continue
            # A short word after a number could be its last group, but also the next field's key.
            if not keys.isdisjoint(range(*number.span())):
                continue
            compact = "".join(filter(str.isalnum, number[0]))
            yield Unit(*number.span(), Kind.ACCOUNT, _is_iban(compact))


@cache
def _iban_shapes(length: int) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """So many letters and digits, in one piece or in groups of four."""
    groups, rest = divmod(length, 4)
    group = rf"{_ALPHANUMERIC}{{4}}"
    last = rf"{GAP}{_ALPHANUMERIC}{{{rest}}}" if rest else ""
    return (
        re.compile(rf"{_ALPHANUMERIC}{{{length}}}"),
        re.compile(rf"{group}(?:{GAP}{group}){{{groups - 1}}}{last}"),
    )


def _is_iban(number: str) -> bool:
    """The check of ISO 7064, MOD 97-10, that ISO 13616-1 prescribes."""
    # Check digits 00, 01 and 99 would pass in place of 97, 98 and 02, but are never made.
    in_range = 2 <= int(number[2:4]) <= 98
    return in_range and mod_97_10.is_valid(number[4:] + number[:4])


# Shapes that need no check


# One separator throughout: 123.45 6789 is an amount and something else.
_SOCIAL_SECURITY = re.compile(
    rf"(?<!\d)(?<!\d{_PART_SIGN})\d{{3}}(?P<gap>{GAP})\d{{2}}(?P=gap)\d{{4}}"
    rf"(?!\d)(?!{_PART_SIGN}\d)(?!(?P=gap)\d)"
)


def accounts(text: str, least: int) -> Iterator[Redaction]:
    """Runs of at least so many digits, and US social security numbers."""
    for match in _DIGITS.finditer(text):
        if match.end() - match.start() >= least:
            yield Redaction(*match.span(), Kind.ACCOUNT)
    for match in _SOCIAL_SECURITY.finditer(text):
        yield Redaction(*match.span(), Kind.ACCOUNT)


# E.164 allows 15 digits. The possessive `\d++` keeps 05 of 05/14 from matching as 0. A slash before
# one, two or four digits may be that of a date, unless slashes separate all groups.
_SLASH = one_of(SLASHES)
_NO_DATE = rf"(?![,:]\d)(?!{_SLASH}(?:\d\d?|\d{{4}})(?!\d))"
_GROUP_GAP = rf"(?:\r\n|[{re.escape(SEPARATORS)}()]){{1,2}}"
_INTERNATIONAL = re.compile(
    rf"(?<![\w+])\+ ?\(?(?:\d{{1,4}}+(?:{_SLASH}\(?\d++\)?(?![,:]\d))++"
    rf"|\d++{_NO_DATE}(?:{_GROUP_GAP}\d++{_NO_DATE})*+)"
)
_SIGNED_AMOUNT = re.compile(r"\+ ?\d+\.\d{1,2}(?![\d.-])")
_SIGNED_DATE = re.compile(rf"\+ ?\d{{1,2}}{_SLASH}\d{{1,2}}{_SLASH}\d{{2,4}}(?!{_SLASH}?\d)")
_SIGN_GAP = one_of(SIGNS)
_NORTH_AMERICAN = re.compile(
    rf"(?<!\d)(?<!\d{_PART_SIGN})(?:1{GAP})?"
    rf"(?:\(\d{{3}}\){GAP}?\d{{3}}{GAP}?\d{{4}}"
    rf"|\d{{3}}{GAP}\d{{3}}{GAP}\d{{4}}|\d{{3}}{_SIGN_GAP}\d{{7}})"
    rf"(?!\d)(?!{_PART_SIGN}\d)"
)
_TOLL_FREE = re.compile(r"(?<!\w)1?8(?:00|33|44|55|66|77|88)\d{7}(?!\d)")


def phones(text: str) -> Iterator[Redaction]:
    """North American telephone numbers, and international ones with a plus sign."""
    for pattern in (_NORTH_AMERICAN, _TOLL_FREE):
        for match in pattern.finditer(text):
            yield Redaction(*match.span(), Kind.PHONE)
    for match in _INTERNATIONAL.finditer(text):
        end = _phone_end(text, *match.span())
        if end is not None:
            yield Redaction(match.start(), end, Kind.PHONE)


def _phone_end(text: str, start: int, end: int) -> int | None:
    """Where the groups of an international number end; None if it is not one."""
    if _SIGNED_AMOUNT.match(text, start) or _SIGNED_DATE.match(text, start):
        return None
    count = 0
    last = None
    for match in _DIGITS.finditer(text, start, end):
        begin, stop = match.span()
        count += stop - begin
        if count > 15:
            break
        if count >= 7:
            last = stop
    return last
