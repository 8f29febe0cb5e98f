"""Hides private data in a text before it leaves for annotation.

A second redaction finds nothing new, whatever the text is. That is why finders go by the shape of
the text, which a mask keeps (a digit stays a digit, a letter a letter), and by keys of fields,
which are never masked. Check digits do change under a mask, so numbers that have them are masked
whole or not at all (`_whole_units`).
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from functools import cache
from itertools import pairwise
from typing import Annotated, NamedTuple

from pydantic import BaseModel, ConfigDict, Field

from preprocessing.graphemes import Break, grapheme_break


class Kind(StrEnum):
    """What was found. Of equally long finds at one place the first listed kind is kept."""

    CARD_NUMBER = "card_number"
    PHONE = "phone"
    EMAIL = "email"
    NAME = "name"
    ACCOUNT = "account"


class Redaction(NamedTuple):
    """A part of a text to hide: code points `start` up to, not including, `end`."""

    start: int
    end: int
    kind: Kind


class RedactionSettings(BaseModel):
    """What to hide.

    Attributes:
      enabled: Whether anything is hidden at all.
      card_numbers: Payment card numbers (13 to 19 digits with a right check digit).
      accounts: Runs of digits, IBANs and US social security numbers.
      emails: E-mail addresses and payment addresses such as `ann@bank`.
      phones: International and North American telephone numbers.
      names: The values of fields that hold the name of a party.
      account_digits: Length from which a run of digits counts as an account.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    enabled: bool = False
    card_numbers: bool = True
    accounts: bool = True
    emails: bool = True
    phones: bool = True
    names: bool = True
    account_digits: Annotated[int, Field(ge=4, le=34, strict=True)] = 8


def redact(text: str, settings: RedactionSettings) -> str:
    """`text` with everything that `find_private` finds masked, character by character.

    Digits become the zero of their script, upper-case letters `X`, other letters `x`, and marks
    and Korean letters fixed ones of their kind; the rest stays. So the result has as many code
    points, UTF-16 units and grapheme clusters as `text`, at the same places, and offsets stand.
    A second call changes nothing.

    Args:
      text: Any text without unpaired surrogates.
      settings: What to hide; unless `enabled`, the text is returned as it is.
    """
    pieces = []
    done = 0
    for start, end, _ in find_private(text, settings):
        pieces += [text[done:start], _masked(text[start:end])]
        done = end
    return "".join([*pieces, text[done:]])


def find_private(text: str, settings: RedactionSettings) -> list[Redaction]:
    """What `redact` hides, in order; no two overlap, and what is masked already is left out.

    Where finds overlap, they are one, of the kind of the longest. The time taken is proportional
    to the length of the text.

    Args:
      text: Any text without unpaired surrogates.
      settings: What to hide; unless `enabled`, nothing is found.
    """
    if not settings.enabled:
        return []
    found: list[Redaction] = []
    units: list[_Unit] = []
    if settings.phones:
        found += _phones(text)
    if settings.emails:
        found += _emails(text)
    if settings.names:
        found += _names(text)
    if settings.accounts:
        found += _accounts(text, settings.account_digits)
        units += _ibans(text)
    if settings.card_numbers:
        units += _card_numbers(text)
    merged = _merge([*found, *_whole_units(units, _merge(found))])
    return [item for item in merged if text[item.start : item.end] != _masked_part(text, item)]


def _merge(found: Iterable[Redaction]) -> list[Redaction]:
    """`found` in order, overlapping items joined under the kind of the longest of them."""
    order = list(Kind)
    merged: list[Redaction] = []
    longest = 0
    for item in sorted(found, key=lambda item: (item.start, -item.end, order.index(item.kind))):
        length = item.end - item.start
        if not merged or item.start >= merged[-1].end:
            merged.append(item)
            longest = length
            continue
        start, end, kind = merged[-1]
        if length > longest:
            longest, kind = length, item.kind
        merged[-1] = Redaction(start, max(end, item.end), kind)
    return merged


# Masks


def _masked_part(text: str, item: Redaction) -> str:
    return _masked(text[item.start : item.end])


def _masked(text: str) -> str:
    return "".join(map(_mask, text))


@cache
def _masks() -> dict[tuple[str, Break, bool], str]:
    """What stands for a letter or a mark, by major category, break and whether beyond U+FFFF.

    Each mask is of the class that it stands for, so that it takes as many UTF-16 units and joins
    to its neighbours in the same way. The few characters of other classes are not masked.
    """
    masks = ["x", "\U0001d431", "\u1100", "\u1161", "\u11a8", "\uac00", "\uac01"]
    masks += ["\u0301", "\U0001d167", "\u0903", "\U00011002", "\u102b", "\U00011145"]
    return {_mask_class(mask): mask for mask in masks}


def _mask_class(character: str) -> tuple[str, Break, bool]:
    major = unicodedata.category(character)[0]
    return major, grapheme_break(character), character > "\uffff"


@cache
def _mask(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Nd":
        # The digits of a script follow each other from its zero (a Unicode stability policy).
        return chr(ord(character) - unicodedata.decimal(character))
    if category in ("Lu", "Lt"):
        return "X" if character <= "\uffff" else "\U0001d417"
    if category[0] in "LM":
        return _masks().get(_mask_class(character), character)
    return character


# Shapes that are decided by check digits


class _Unit(NamedTuple):
    """A part of the shape of a number that has check digits, and whether they are right."""

    start: int
    end: int
    kind: Kind
    valid: bool


def _whole_units(units: Iterable[_Unit], found: Sequence[Redaction]) -> Iterator[Redaction]:
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


def _overlapping(units: Sequence[_Unit]) -> Iterator[list[_Unit]]:
    """Runs of overlapping units; `units` are in the order of their start."""
    group: list[_Unit] = []
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
_GROUP_SEPARATORS = frozenset(" -\u00a0\u2010\u2011\u2012\u2013")
_CARD_GROUPS = frozenset(
    [(count,) for count in range(13, 20)]
    + [(4, 4, 4, last) for last in range(1, 5)]
    + [(4, 4, 4, 4, last) for last in range(1, 4)]
    + [(4, 6, 4), (4, 6, 5)]
)
"""How card numbers are printed: the numbers of digits in their groups."""

_BEFORE_NUMBER = re.compile(r"\d[-/.,:]\Z")
_AFTER_NUMBER = re.compile(r"[-/.,:]\d")


def _card_numbers(text: str) -> Iterator[_Unit]:
    """Digits grouped as on payment cards (ISO/IEC 7812-1: 13 to 19 digits, Luhn check digit)."""
    runs = [match.span() for match in _DIGITS.finditer(text)]
    for first, (start, _) in enumerate(runs):
        separator = ""
        lengths: tuple[int, ...] = ()
        for last in range(first, min(first + 5, len(runs))):
            begin, end = runs[last]
            if last > first:
                gap = text[runs[last - 1][1] : begin]
                separator = separator or gap
                if gap != separator or gap not in _GROUP_SEPARATORS:
                    break
            lengths += (end - begin,)
            if lengths in _CARD_GROUPS and _stands_alone(text, start, end, separator):
                yield _Unit(start, end, Kind.CARD_NUMBER, _is_card_number(text[start:end]))


def _stands_alone(text: str, start: int, end: int, separator: str) -> bool:
    """Whether the outer groups are no parts of dates or amounts, as 05 is of 05/14."""
    if not separator:
        return True
    before, after = text[max(start - 2, 0) : start], text[end : end + 2]
    is_part_before = _BEFORE_NUMBER.match(before) and before[-1] != separator
    is_part_after = _AFTER_NUMBER.match(after) and after[0] != separator
    return not is_part_before and not is_part_after


def _is_card_number(number: str) -> bool:
    """The Luhn check of ISO/IEC 7812-1, annex B; numbers from 0 are not issued."""
    digits = [int(character) for character in number if character.isdecimal()]
    doubled = [digit * 2 - 9 if digit > 4 else digit * 2 for digit in digits[-2::-2]]
    return digits[0] != 0 and (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0


_IBAN_LENGTHS = """
AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28
EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26
IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28
NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25
SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30
"""
"""Countries of the IBAN registry (ISO 13616) and the length of their IBANs."""

_IBAN_START = re.compile(r"(?<![^\W_])([A-Za-z]{2})\d\d")


@cache
def _iban_lengths() -> dict[str, int]:
    return {entry[:2]: int(entry[2:]) for entry in _IBAN_LENGTHS.split()}


def _ibans(text: str) -> Iterator[_Unit]:
    """What has the shape of an IBAN of its country, without spaces or in groups of four."""
    keys = {offset for field in _fields(text) for offset in range(*field.key)}
    for match in _IBAN_START.finditer(text):
        length = _iban_lengths().get(match[1].upper())
        if length is None:
            continue
        start = match.start()
        for number in (
            text[start : start + length],
            text[start : start + length + (length - 1) // 4],
        ):
            compact = number if len(number) == length else _without_spaces(number)
            end = start + len(number)
            if len(compact) != length or not compact.isalnum() or text[end : end + 1].isalnum():
                continue
            # A short word after a number could be its last group, but also the next field's key.
            if not keys.isdisjoint(range(start, end)):
                continue
            yield _Unit(start, end, Kind.ACCOUNT, _is_iban(compact))


def _without_spaces(number: str) -> str:
    """`number` without every fifth character; empty if one of these is not a space."""
    if set(number[4::5]) != {" "}:
        return ""
    return "".join(number[start : start + 4] for start in range(0, len(number), 5))


def _is_iban(number: str) -> bool:
    """The check of ISO 7064, MOD 97-10, that ISO 13616-1 prescribes."""
    try:
        values = [int(character, 36) for character in number[4:] + number[:4]]
    except ValueError:  # a letter or a numeral of another script
        return False
    in_range = 2 <= int(number[2:4]) <= 98
    return in_range and int("".join(map(str, values))) % 97 == 1


# Shapes that need no check


_SOCIAL_SECURITY = re.compile(r"(?<![\d-])\d{3}-\d{2}-\d{4}(?![\d-])")


def _accounts(text: str, least: int) -> Iterator[Redaction]:
    for match in _DIGITS.finditer(text):
        if match.end() - match.start() >= least:
            yield Redaction(*match.span(), Kind.ACCOUNT)
    for match in _SOCIAL_SECURITY.finditer(text):
        yield Redaction(*match.span(), Kind.ACCOUNT)


# E.164 allows 15 digits. The possessive `\d++` keeps 05 of 05/14 from matching as 0.
_INTERNATIONAL = re.compile(r"(?<![\w+])\+ ?\(?\d++(?![/,:]\d)(?:[ .()-]{1,2}\d++(?![/,:]\d))*+")
_SIGNED_AMOUNT = re.compile(r"\+ ?\d+\.\d{1,2}(?![\d.-])")
_NORTH_AMERICAN = re.compile(
    r"(?<!\d)(?<!\d[-.,/:])(?:1[-. ])?"
    r"(?:\(\d{3}\)[ -]?\d{3}[-. ]?\d{4}|\d{3}[-.]\d{3}[-.]?\d{4}|\d{3} \d{3}[ -]\d{4})"
    r"(?!\d)(?![-.,/:]\d)"
)
_TOLL_FREE = re.compile(r"(?<!\w)1?8(?:00|33|44|55|66|77|88)\d{7}(?!\d)")


def _phones(text: str) -> Iterator[Redaction]:
    for pattern in (_NORTH_AMERICAN, _TOLL_FREE):
        for match in pattern.finditer(text):
            yield Redaction(*match.span(), Kind.PHONE)
    for match in _INTERNATIONAL.finditer(text):
        end = _phone_end(text, *match.span())
        if end is not None:
            yield Redaction(match.start(), end, Kind.PHONE)


def _phone_end(text: str, start: int, end: int) -> int | None:
    """Where the groups of an international number end; None if it is none."""
    if _SIGNED_AMOUNT.match(text, start):
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


# Keys of SEPA's purpose lines; they may follow the value before them directly.
_SEPA_KEY = r"(?-i:(?:ABWA|ABWE|BIC|COAM|CRED|DEBT|EREF|IBAN|KREF|MREF|NAME|OAMT|PURP|SVWZ)\+)"
_SEPA_KEYS = re.compile(_SEPA_KEY)


def _emails(text: str) -> Iterator[Redaction]:
    """Addresses, found from each `@` outwards: a pattern would start at every character."""
    at = text.find("@")
    while at >= 0:
        following = text.find("@", at + 1)
        start = at
        while start and _in_address(text[start - 1], "._%+'-"):
            start -= 1
        end = at + 1
        while end < len(text) and _in_address(text[end], ".-"):
            end += 1
        for key in _SEPA_KEYS.finditer(text, start, at):
            start = key.end()
        following_key = _SEPA_KEYS.search(text, at + 1, end + 1)
        end = following_key.start() if following_key else end
        domain = text[at + 1 : end].rstrip(".-")
        if "." not in domain:
            # A payment address, ann@bank; banks print its neighbours after and before a hyphen.
            domain = domain.partition("-")[0]
            start = max(start, text.rfind("-", start, at) + 1)
        while start < at and not _in_address(text[start], ""):
            start += 1
        if start < at and _is_domain(domain):
            yield Redaction(start, at + 1 + len(domain), Kind.EMAIL)
        at = following


def _in_address(character: str, signs: str) -> bool:
    return unicodedata.category(character)[0] in "LMN" or character in signs


def _is_domain(domain: str) -> bool:
    """Whether it can be a mail domain or the name of a bank, but no exchange rate."""
    last = domain.rpartition(".")[2]
    return domain[:1].isalpha() or ("." in domain and len(last) > 1 and last.isalpha())


# The keys of fields with a party's name: with a colon or an equals sign ...
_NAME_KEYS = r"""
    (?:(?:IND|ORIG)\ )?NAME|INDN|NAAM|NOM|NOMBRE|N?BNF|BEN|BENEF|BENEFICIARY|BENEFICIAIRE
    |BENEFICIARIO|BEGÜNSTIGTER|ORG|ORIG|ORIGINATOR|ORDENANTE|AUFTRAGGEBER|EMPFÄNGER|KONTOINHABER
    |TITULAIRE|TITULAR|B/O|A/C|(?:A/C|ACCT|ACCOUNT|CARD)\ ?HOLDER
"""
# ... and those that also stand alone.
_BARE_NAME_KEYS = r"(?:IND|ORIG)\ NAME|INDN|BNF|BENEF|BENEFICIARY|(?:A/C|ACCT|ACCOUNT)\ HOLDER"

# Keys that look like these, but what follows is no person.
_COMPANY_KEYS = r"""
    (?:(?:ORIG\ )?CO|BANK|BUSINESS|COMPANY|MERCHANT|STORE)\ NAME(?=\ ?[:=])
    |(?:BNF|SND|RCV|ORIG)\ {1,4}BK(?=[\s:=])
"""

# Keys of other fields. A word that is not listed does not end a name: better too much is hidden
# than half of a name is left.
_OTHER_KEYS = r"""
    (?:(?:CO|COMPANY|IND|INCASSANT|MACHTIGING|ORIG)\ )?ID|(?:CO\ )?ENTRY\ DESCR|DESC\ DATE
    |(?:PMT\ )?(?:DET|INFO)|SERVICE\ REF
    |ACCOUNT|ACCT|ADDR|ADDRESS|AMOUNT|AUT|BBI|BETALINGSKENMERK|BIC|CONCEPTO|CONF|CRED|DATE|DES|DESC
    |DESCR|EED|EMAIL|EREF|FED|IBAN|IMAD|INCASSANT|KENMERK|LIB|LIBELLE|MACHTIGING|MANDAT|MANDATE
    |MDT|MEMO|MOTIF|MREF|NOTE|OBI|OBK|OGB|OMAD|OMSCHRIJVING|PHONE|PURP|REF|REFERENCE|REFERENZ|RFB
    |SEC|SEQ|SRF|SSN|SVWZ|SWIFT|TEL|TIME|TRACE|TRN|TYPE|VALUTADATUM|VERWENDUNGSZWECK|VIA
"""

# A start of the text or a sign; none that an address may have, so that no key is a part of one.
_BEFORE_KEY = r"""(?<![^\s/;|,:=\#*()<>"])"""

_FIELDS = re.compile(
    rf"""
    {_BEFORE_KEY}(?:{_COMPANY_KEYS})
    |(?P<name>
        {_BEFORE_KEY}(?:{_NAME_KEYS})\ ?[:=]
        |{_BEFORE_KEY}(?:{_BARE_NAME_KEYS})(?=\s)
        |(?-i:(?:NAME|ABWA|ABWE)\+)
        |(?<=/)NAME/
        |(?<=/)BEN(?=\s)
    )
    |[\n\r;|]
    |\s(?=(?P<key>(?:{_OTHER_KEYS})(?:\ ?[:=]|\#)|TRN\*))
    |\s/(?=[^\W\d_])
    |/(?=(?:ADDR|BIC|CSID|EREF|IBAN|ISDT|MARF|ORDP|PREF|PURP|REMI|RTYP|SVCL|TRTP|ULTB|ULTD)/)
    |(?=(?P<sepa>{_SEPA_KEY}))
    """,
    re.VERBOSE | re.IGNORECASE,
)


class _Field(NamedTuple):
    """Where a field begins.

    Attributes:
      start: Where the field before it ends.
      key: Start and end of the key.
      is_name: Whether the value after the key is the name of a party.
    """

    start: int
    key: tuple[int, int]
    is_name: bool


def _fields(text: str) -> Iterator[_Field]:
    for match in _FIELDS.finditer(text):
        key = match.span("key" if match["key"] else "sepa" if match["sepa"] else 0)
        yield _Field(match.start(), key, match["name"] is not None)


def _names(text: str) -> Iterator[Redaction]:
    """The values of the fields for names, without white space around them."""
    end_of_text = _Field(len(text), (len(text), len(text)), False)
    for field, following in pairwise([*_fields(text), end_of_text]):
        start = field.key[1]
        value = text[start : following.start]
        if field.is_name and any(character.isalpha() for character in value):
            first = start + len(value) - len(value.lstrip())
            yield Redaction(first, first + len(value.strip()), Kind.NAME)
