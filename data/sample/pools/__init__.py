"""Word lists of the sample: brands, billers, trades, banks and currencies.

Only companies, public bodies and places are named here. Names of people come from Faker.
A list is looked up as "US.retail" first, then under the countries that a country is like, and as
"retail" at last.
"""

from pools import billers, notes, online, retail, trades, world_europe, world_names, world_overseas
from pools.banks import BANKS, BIC_BANKS, IFSC_BANKS, UPI_HANDLES
from pools.currencies import ABROAD, CURRENCY_NAMES, CURRENCY_SYMBOLS, UNITS_PER_DOLLAR
from pools.online import BRAND_CODES, BRAND_PRODUCTS, ONLINE_WITH_WEB
from pools.processors import AGGREGATORS

WORDS: dict[str, tuple[str, ...]] = {
    **retail.WORDS,
    **online.WORDS,
    **trades.WORDS,
    **billers.WORDS,
    **notes.WORDS,
    **world_europe.WORDS,
    **world_overseas.WORDS,
    **world_names.WORDS,
}

__all__ = [
    "ABROAD",
    "AGGREGATORS",
    "BANKS",
    "BIC_BANKS",
    "BRAND_CODES",
    "BRAND_PRODUCTS",
    "CURRENCY_NAMES",
    "CURRENCY_SYMBOLS",
    "IFSC_BANKS",
    "ONLINE_WITH_WEB",
    "UNITS_PER_DOLLAR",
    "UPI_HANDLES",
    "WORDS",
]
