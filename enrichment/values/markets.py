"""Which country's bank wrote a text, as far as its words betray it.

That decides whether the day or the month comes first, what `$` means, and which country a telephone
number without a prefix belongs to. It never makes a location.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from enrichment.keys import plain
from enrichment.values.vocabulary import Vocabulary, read_sections

WORDS = Path(__file__).with_name("markets.txt")

MONTH_FIRST = frozenset({"US", "PH", "PR"})
"""Countries that write the month before the day."""

YEAR_FIRST = frozenset({"SE", "HU", "JP", "CN", "KR", "TW", "LT"})
"""Countries that write the year first where a date is digits alone."""


@dataclass(frozen=True, slots=True)
class Market:
    """Where a text is from.

    Attributes:
      country: ISO 3166-1 alpha-2, or `EU` for some country on the continent; None if nothing tells.
      is_certain: Whether the caller or a location says so, rather than a word.
    """

    country: str | None = None
    is_certain: bool = False

    @property
    def month_first(self) -> bool:
        """Whether `01/02` is the second of January; so it is, too, where nothing tells.

        Texts without any mark are English ones, and most of those are from the USA.
        """
        return self.country is None or self.country in MONTH_FIRST

    @property
    def year_first(self) -> bool:
        """Whether `010203` is the third of February 2001."""
        return self.country in YEAR_FIRST


def bank_country(text: str) -> str | None:
    """Country whose banks write words of a text, or `EU`; None if nothing tells."""
    return _vocabulary().first(plain(text)) or (None if text.isascii() else "EU")


def market_of(bank: str | None, location: str | None, account: str | None) -> Market:
    """The market of a text.

    Args:
      bank: See `bank_country`.
      location: Country of its location.
      account: Country of the account, if the caller knows it.
    """
    if account is not None:
        return Market(account, is_certain=True)
    if location is not None:
        # A card is used abroad as well; the bank's own words tell more about the order of dates.
        return Market(bank or location, is_certain=bank in (None, location))
    return Market(bank)


@cache
def _vocabulary() -> Vocabulary:
    return Vocabulary(read_sections(WORDS))
