"""Telephone numbers, in E.164 where their country is known."""

from __future__ import annotations

import re
from functools import lru_cache

import phonenumbers

_TOLL_FREE = ("800", "833", "844", "855", "866", "877", "888")
_DASHED = re.compile(r"\(?\d{3}\)?[-. /]\s?\w{3}[-. ]?\w{4}$")
_EXTENSION = re.compile(r"(?<=\d)\s?(?:x|ext\.?)\s?\d{1,6}$", re.IGNORECASE)
_KEYPAD = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "22233344455566677778889999")
_AUSTRALIAN = re.compile(r"1[38]00\d{6}|13\d{4}")


@lru_cache(maxsize=1 << 15)
def read_phone(text: str, country: str | None) -> str | None:
    """Reads an entity PHONE; None if it has no digits.

    Args:
      text: Of the entity; letters mean the digits of the keypad that they stand on.
      country: Country that a number without a prefix is from, if that is known.
    """
    number = _EXTENSION.sub("", text.strip())
    digits = re.sub(r"\D", "", number.upper().translate(_KEYPAD))
    if not digits:
        return None
    if number.startswith("+") or digits.startswith("00"):
        return _parsed("+" + digits.removeprefix("00"), None) or digits
    if country != "AU" and (north_american := _north_american(number, digits)):
        return north_american
    if country is None and _AUSTRALIAN.fullmatch(digits):
        country = "AU"
    if country is not None:
        return _parsed(digits, country) or digits
    return digits


def _north_american(number: str, digits: str) -> str | None:
    """A number of ten digits with the form of North America, or one that is free of charge."""
    ten = digits[1:] if len(digits) == 11 and digits[0] == "1" else digits
    if len(ten) != 10 or ten[0] in "01":
        return None
    is_long = len(digits) == 11
    if is_long or ten.startswith(_TOLL_FREE) or _DASHED.fullmatch(number):
        return f"+1{ten}"
    return None


def _parsed(digits: str, country: str | None) -> str | None:
    try:
        number = phonenumbers.parse(digits, country)
    except phonenumbers.NumberParseException:
        return None
    reason = phonenumbers.is_possible_number_with_reason(number)
    if reason != phonenumbers.ValidationResult.IS_POSSIBLE:
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
