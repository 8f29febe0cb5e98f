"""The fields of a descriptor that are made, not listed: dates, amounts, names, places, codes.

Within a record, the place, the dates, the seller and the account holder stay the same, so that a
web address fits its shop and a value date follows its purchase.
"""

import random
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from countries import COUNTRIES
from dates import format_date
from faker import Faker
from grammar import TIME, Piece, parse, text_of
from naming import ascii_of, invent, respell, slug
from places import Place, Places, shorten
from pools import (
    ABROAD,
    AGGREGATORS,
    BANKS,
    BIC_BANKS,
    BRAND_CODES,
    BRAND_PRODUCTS,
    CURRENCY_NAMES,
    CURRENCY_SYMBOLS,
    IFSC_BANKS,
    ONLINE_WITH_WEB,
    UNITS_PER_DOLLAR,
    UPI_HANDLES,
    WORDS,
)
from rules.types import Rules

_T = TypeVar("_T")

# Rules that invent a name: like a brand, it sets the seller.
NAME_RULES = ("shop_name", "firm_name", "meal_name", "fancy_name")
# What an address may begin with.
_BEFORE_HOSTS = ("", "", "", "", "www.", "www.", "www.", "help.", "pay.", "https://", "HTTPSWWW.")
# Where the number of a house stands before its street.
_NUMBER_FIRST = ("US", "GB", "FR", "CA", "AU", "IN", "IE", "ZA", "NG", "SG", "HK", "NZ", "KE", "MY")
# Lists of brands: their spelling varies from terminal to terminal, and they set the seller.
BRAND_LISTS = ("retail", "online", "biller", "payer", "paypal_shops", "google_goods")


@dataclass(frozen=True)
class Surroundings:
    """What is the same for all records: names, towns and rules.

    Attributes:
      fakers: By locale.
      places: Towns by country.
      rules: See `rules`.
    """

    fakers: Mapping[str, Faker]
    places: Places
    rules: Rules


class Draw:
    """The drawing of one record: chance, and what its fields must agree on."""

    def __init__(self, rng: random.Random, around: Surroundings, country: str) -> None:
        self.rng = rng
        self.fakers = around.fakers
        self.rules = around.rules
        self.country = country
        self.land = COUNTRIES[country]
        self.keys = (country, *self.land.families)
        self.place = around.places.draw(rng, country)
        self.abroad = rng.choice([trip for trip in ABROAD if trip[1] != country])
        self.when = datetime(2016, 1, 4) + timedelta(minutes=rng.randrange(10 * 365 * 24 * 60))
        here, there = UNITS_PER_DOLLAR[self.land.currency], UNITS_PER_DOLLAR[self.abroad[3]]
        self.exchange = there / here * rng.uniform(0.95, 1.05)
        self.later = self.when + timedelta(days=rng.choice((0, 1, 1, 1, 2, 2, 3)))
        self.seller = ""
        self.printed = ""
        self.site = ""
        self.owner = (self.first_name(), self.last_name())

    def expand(self, name: str, argument: str = "") -> list[Piece]:
        """Return the pieces of the field, rule or word list with this name."""
        if name in FORMATS:
            return [FORMATS[name](self, argument)]
        if name in TEXTS:
            return [Piece(TEXTS[name](self))]
        if name in COMPOUNDS:
            return COMPOUNDS[name](self)
        for key in (*(f"{place}.{name}" for place in self.keys), name):
            if key in self.rules:
                pieces = parse(_weighted(self.rng, self.rules[key])).expand(self)
                if name in NAME_RULES:
                    self.seller = self.printed = text_of(pieces)
                return pieces
            if key in WORDS:
                return [Piece(self.word(name, key))]
        raise KeyError(f"no field, rule or word list is called {name!r} in {self.country}")

    def word(self, name: str, key: str) -> str:
        """Choose from a word list; brands are spelt as terminals spell them."""
        chosen = self.rng.choice(WORDS[key])
        if name not in BRAND_LISTS:
            return chosen
        self.seller = chosen
        self.printed = respell(self.rng, chosen)
        return self.printed

    def faker(self) -> Faker:
        """Choose one of the languages of the country."""
        return self.fakers[self.rng.choice(self.land.locales)]

    def first_name(self) -> str:
        """Draw a given name in Latin letters."""
        faker = self.faker()
        name = getattr(faker, "first_romanized_name", faker.first_name)()
        return str(name)

    def last_name(self) -> str:
        """Draw a family name in Latin letters."""
        faker = self.faker()
        name = getattr(faker, "last_romanized_name", faker.last_name)()
        return str(name)

    def first_of(self, table: Mapping[str, _T]) -> _T:
        """Return what a table has for the country, or for those that it is like."""
        return table[next(key for key in (*self.keys, "") if key in table)]


def _weighted(rng: random.Random, options: Sequence[tuple[int, str]]) -> str:
    return rng.choices([option for _, option in options], [weight for weight, _ in options])[0]


# --------------------------------------------------------- fields that follow a given format


def mask(draw: Draw, layout: str) -> Piece:
    """Fill a code: # a digit, ? a capital, ! either, ~ a small letter or digit, %y%j the date."""
    fill = {
        "#": "0123456789",
        "?": "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        "!": "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789",
        "~": "abcdefghijklmnopqrstuvwxyz0123456789",
    }
    if "%" in layout:
        layout = draw.when.strftime(layout)
    return Piece("".join(draw.rng.choice(fill[mark]) if mark in fill else mark for mark in layout))


def reference(draw: Draw, layout: str) -> Piece:
    """Fill a code, as `mask` does, that counts as a REFERENCE."""
    return mask(draw, layout)._replace(label="REFERENCE")


def date(draw: Draw, layout: str) -> Piece:
    """Write the date of the transaction."""
    return Piece(format_date(draw.when, layout, draw.country, draw.place.region), "DATE")


def later(draw: Draw, layout: str) -> Piece:
    """Write the date on which the transaction was booked."""
    return Piece(format_date(draw.later, layout, draw.country, draw.place.region), "DATE")


def clock(draw: Draw, layout: str) -> Piece:
    """Write the time of the transaction."""
    return Piece(format_date(draw.when, layout, draw.country, draw.place.region), TIME)


def amount(draw: Draw, layout: str) -> Piece:
    """Write an AMOUNT like the layout: `$0.00`, `0,00 EUR`, `1.000,00`, `CUR 0.00`, `Rs.0`.

    CUR stands for the currency of the country, CUX and NAME for that of the country abroad.
    """
    value = min(draw.rng.lognormvariate(3.4, 1.2) + 0.5, 25000)
    if draw.rng.random() < 0.15:
        value = float(round(value / 10) * 10 + 10)
    value *= max(1.0, UNITS_PER_DOLLAR[draw.land.currency] / 7)
    abroad = "CUX" in layout or "NAME" in layout
    return _amount(draw, layout, value * draw.exchange if abroad else value)


def fee(draw: Draw, layout: str) -> Piece:
    """Write a small AMOUNT, like the layout."""
    return _amount(draw, layout, draw.rng.choice((0.3, 0.5, 0.99, 1.5, 1.75, 2.5, 3.0, 4.95)))


def cash(draw: Draw, layout: str) -> Piece:
    """Write an AMOUNT that a cash machine could pay out, like the layout."""
    return _amount(draw, layout, draw.rng.choice((10, 20, 20, 30, 40, 50, 50, 60, 80, 100, 200)))


def _amount(draw: Draw, layout: str, value: float) -> Piece:
    own, foreign = draw.land.currency, draw.abroad[3]
    text = layout.replace("CUR", own).replace("CUX", foreign)
    text = text.replace("SYM", CURRENCY_SYMBOLS.get(own, own))
    text = text.replace("NAME", CURRENCY_NAMES.get(foreign, foreign))
    grouped = f"{value:,.2f}"
    for model, number in (
        ("1,000.00", grouped),
        ("1.000,00", grouped.translate({ord("."): ",", ord(","): "."})),
        ("0.00", f"{value:.2f}"),
        ("0,00", f"{value:.2f}".replace(".", ",")),
        ("0", f"{value + 1:.0f}"),
    ):
        if model in text:
            return Piece(text.replace(model, number), "AMOUNT")
    raise ValueError(f"no number in the layout {layout!r} of an amount")


def rate(draw: Draw, mark: str) -> Piece:
    """Write an exchange rate with the given decimal mark; it is no entity."""
    value = draw.rng.choice((draw.exchange, draw.exchange, 1 / draw.exchange))
    return Piece(f"{value:.{draw.rng.choice((4, 4, 5, 6, 9))}f}".replace(".", mark))


# ------------------------------------------------------------------- fields that are one text


def iban(draw: Draw) -> str:
    """Write an account number, sometimes in groups of four or partly masked."""
    layout = draw.land.iban
    if draw.country == "NL":
        layout = layout.replace("ABNA", draw.rng.choice(BIC_BANKS["NL"]))
    text = mask(draw, layout).text
    if draw.rng.random() < 0.15:
        text = text[:4] + "X" * (len(text) - 8) + text[-4:]
    if draw.rng.random() < 0.12:
        text = " ".join(re.findall(".{1,4}", text))
    return text


def bic(draw: Draw) -> str:
    """Write a bank code of SWIFT, of eight or eleven letters."""
    layout = draw.rng.choice(("2?", "??", "22", "??XXX", "2AXXX", "FF", "MM###"))
    return draw.rng.choice(draw.first_of(BIC_BANKS)) + draw.country + mask(draw, layout).text


def ifsc(draw: Draw) -> str:
    """Write an Indian branch code."""
    return draw.rng.choice(IFSC_BANKS) + mask(draw, "0######").text


def shop_handle(draw: Draw) -> str:
    """Write the UPI address of the seller, or of a till's QR code."""
    shop = slug(draw.seller)[:12] or slug(draw.last_name())
    codes = ("paytmqr28100505#######", "q#########", "gpay-112######", "bharatpe.9#########")
    layout = draw.rng.choice((shop, f"{shop}##", f"{shop}upi", f"{shop}.rzp", f"pay{shop}", *codes))
    return f"{mask(draw, layout).text}@{draw.rng.choice(UPI_HANDLES)}"


def person_handle(draw: Draw) -> str:
    """Write the UPI address of a person: a name or a telephone number."""
    first, last = slug(draw.first_name()), slug(draw.last_name())
    layouts = (f"{first}##", f"{first}.{last}", f"{first}{last}#", "9#########", "8#########-1")
    return f"{mask(draw, draw.rng.choice(layouts)).text}@{draw.rng.choice(UPI_HANDLES)}"


def web(draw: Draw) -> str:
    """Write the web address of the record's seller."""
    if draw.site:
        return draw.site
    # The shops of a chain share one address, whatever is written behind its name.
    name = re.sub(r"\.(com|co\.uk|de|fr|nl|es|ca|in)\b.*", "", draw.seller.lower())
    host = slug(name)[:18] or slug(invent(draw.rng))
    before = draw.rng.choice(_BEFORE_HOSTS)
    after = draw.rng.choice(("", "", "", "", "", "/bill", "/help", "/pay", "/cc", "/support", "#"))
    address = before + host + draw.rng.choice(draw.land.domains) + after
    # A column of thirteen characters cuts most addresses.
    chance = draw.rng.random()
    if chance < 0.1:
        return address[: draw.rng.choice((13, 12, 15))]
    return before + host + "." if chance < 0.15 else address


def web_seller(draw: Draw) -> str:
    """Name a seller whose web address is known; `web` and `state` then belong to it."""
    name, draw.site, state = draw.rng.choice(draw.first_of(ONLINE_WITH_WEB))
    draw.seller = name
    if state:
        draw.place = Place(draw.place.city, state)
    return name


def road(draw: Draw) -> str:
    """Name a street of the country."""
    return str(draw.fakers[draw.land.locales[0]].street_name())


def street(draw: Draw) -> str:
    """Write a street of the country with a number."""
    long = draw.country in ("US", "CA", "AU", "MX", "BR")
    number = draw.rng.randrange(1, 9900 if long else 200)
    if draw.country in _NUMBER_FIRST:
        return f"{number} {road(draw)}"
    return f"{road(draw)}{draw.rng.choice((' ', ' ', ', '))}{number}"


def postcode(draw: Draw) -> str:
    """Write a postcode as the country does."""
    if draw.country == "FR":
        return mask(draw, f"{draw.place.region}###").text
    return mask(draw, draw.rng.choice(draw.land.postcodes)).text


def phone_number(draw: Draw) -> str:
    """Write a telephone number as the country does."""
    return mask(draw, draw.rng.choice(draw.land.phones)).text


def company(draw: Draw) -> str:
    """Name a firm as Faker does for the languages of the country."""
    name = str(draw.faker().company())
    return name if ascii_of(name).isascii() else f"{draw.last_name()} {invent(draw.rng)}"


# -------------------------------------------------------------- fields of more than one piece


def aggregator(draw: Draw) -> list[Piece]:
    """Write a payment provider's prefix, such as `SQ *`, with its mark outside the span."""
    own = draw.rng.random() < 0.65
    name, separator = draw.rng.choice(draw.first_of(AGGREGATORS) if own else AGGREGATORS[""])
    return [Piece(name, "PROCESSOR"), Piece(separator)]


def brand_product(draw: Draw) -> list[Piece]:
    """Write a brand and its own product: `UBER *TRIP`, where only the brand is a PARTY."""
    draw.seller, product = draw.rng.choice(BRAND_PRODUCTS)
    separator = draw.rng.choice(("*", "*", " *", " *", "   *", "* ", " * "))
    brand = [Piece(draw.seller, "PARTY"), Piece(separator + product)]
    if draw.rng.random() < 0.15:
        layout = draw.rng.choice(("?!!!!", "#!!#?", "!!!!!!", "#####"))
        return [*brand, Piece(" "), reference(draw, layout)]
    return brand


def brand_code(draw: Draw) -> list[Piece]:
    """Write a brand and the number of an order: `AMZN Mktp US*2K1AB0C9Z`."""
    market = {"GB": "UK"}.get(draw.country, draw.country)
    brand = draw.rng.choice(BRAND_CODES).replace("{cc}", market)
    draw.seller = "Amazon" if brand.lower().startswith("am") else brand
    layouts = ("#!#!!#!!!", "!!!!!!!!!", "H!!!!!!!!!", "#########", "!!#!!!!!!!")
    separator = draw.rng.choice(("*", "*", "*", "* ", " *", " * "))
    code = reference(draw, draw.rng.choice(layouts))
    return [Piece(brand, "PARTY"), Piece(separator), code]


FORMATS: dict[str, Callable[[Draw, str], Piece]] = {
    "amount": amount,
    "cash": cash,
    "clock": clock,
    "date": date,
    "fee": fee,
    "later": later,
    "mask": mask,
    "rate": rate,
    "ref": reference,
}
TEXTS: dict[str, Callable[[Draw], str]] = {
    "abroad_city": lambda draw: draw.abroad[0],
    "abroad_country2": lambda draw: draw.abroad[1],
    "abroad_country3": lambda draw: draw.abroad[2],
    "abroad_currency": lambda draw: draw.abroad[3],
    "bank": lambda draw: draw.rng.choice(draw.first_of(BANKS)),
    "bic_code": bic,
    "city": lambda draw: shorten(draw.rng, draw.place.city),
    "company": company,
    "country2": lambda draw: draw.country,
    "country3": lambda draw: draw.land.code3,
    "country_name": lambda draw: draw.land.printed,
    "first": lambda draw: draw.first_name(),
    "iban_code": iban,
    "ifsc_code": ifsc,
    "initial": lambda draw: draw.rng.choice("ABCDEFGHJKLMNPRST"),
    "invented": lambda draw: invent(draw.rng),
    "last": lambda draw: draw.last_name(),
    "own_first": lambda draw: draw.owner[0],
    "own_last": lambda draw: draw.owner[1],
    "handle": lambda draw: shop_handle(draw) if draw.seller else person_handle(draw),
    "phone_number": phone_number,
    "postcode": postcode,
    "road": road,
    "same_seller": lambda draw: draw.printed or draw.rng.choice(WORDS["coined"]),
    "shop_handle": shop_handle,
    "state": lambda draw: draw.place.region,
    "street": street,
    "web": web,
    "web_seller": web_seller,
}
COMPOUNDS: dict[str, Callable[[Draw], list[Piece]]] = {
    "aggregator": aggregator,
    "brand_code": brand_code,
    "brand_product": brand_product,
}
