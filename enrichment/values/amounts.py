"""Sums of money."""

from __future__ import annotations

import re
from functools import cache

from babel.numbers import list_currencies

from enrichment.record import Amount
from enrichment.values.markets import Market

_NUMBER = re.compile(r"[+-−]?\s?\d(?:[\d.,'’ ]*\d)?")
_CODE = re.compile(r"(?<![A-Z])[A-Z]{3}(?![A-Z])")
_SIGNS = {
    **{"€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₽": "RUB", "₺": "TRY", "₩": "KRW"},
    **{"₦": "NGN", "₪": "ILS", "₫": "VND", "₱": "PHP", "฿": "THB", "₴": "UAH", "₵": "GHS"},
}
_WORDS = {
    **{"R$": "BRL", "US$": "USD", "C$": "CAD", "CA$": "CAD", "A$": "AUD", "AU$": "AUD"},
    **{"NZ$": "NZD", "HK$": "HKD", "S$": "SGD", "MX$": "MXN", "NT$": "TWD", "ZŁ": "PLN"},
    **{"KČ": "CZK", "FT": "HUF", "LEI": "RON", "RS": "INR", "RS.": "INR", "RP": "IDR", "RM": "MYR"},
    **{"EURO": "EUR", "EUROS": "EUR", "FR.": "CHF"},
}
_WORD = re.compile(
    r"(?<!\w)(?:"
    + "|".join(re.escape(word) for word in sorted(_WORDS, key=len, reverse=True))
    + ")"
)
_DOLLARS = {
    **{"US": "USD", "CA": "CAD", "AU": "AUD", "NZ": "NZD", "SG": "SGD", "HK": "HKD", "MX": "MXN"},
    **{"BR": "BRL", "TW": "TWD"},
}
_KRONER = {"SE": "SEK", "NO": "NOK", "DK": "DKK"}


def read_amount(text: str, market: Market) -> Amount | None:
    """Reads an entity AMOUNT; None if it has no number.

    Args:
      text: Of the entity.
      market: Says which dollars or crowns are meant.
    """
    found = _NUMBER.search(text)
    if found is None:
        return None
    is_negative = "-" in text[: found.end()] or "−" in text[: found.end()] or text.endswith("-")
    value = _decimal(re.sub(r"[^\d.,]", "", found[0]))
    return Amount(("-" if is_negative else "") + value, _currency(text, market))


def _decimal(digits: str) -> str:
    """A number with a point before its decimals, and nothing between thousands."""
    last = max(digits.rfind("."), digits.rfind(","))
    if last < 0:
        return digits
    mark, behind = digits[last], digits[last + 1 :]
    is_grouped = digits.count(mark) > 1 or (
        len(behind) == 3 and (mark == "," or digits.count(".") + digits.count(",") == 1)
    )
    if is_grouped and digits[:last].strip("0.,"):
        return re.sub(r"[.,]", "", digits)
    return (re.sub(r"[.,]", "", digits[:last]) or "0") + "." + behind


def _currency(text: str, market: Market) -> str | None:
    upper = text.upper()
    for code in _CODE.findall(upper):
        if code in _codes():
            return str(code)
    if word := _WORD.search(upper):
        return _WORDS[word[0]]
    for sign, code in _SIGNS.items():
        if sign in text:
            return code
    if "$" in text:
        return _DOLLARS.get(market.country or "")
    if "KR" in upper:
        return _KRONER.get(market.country or "")
    return None


@cache
def _codes() -> frozenset[str]:
    return frozenset(list_currencies())
