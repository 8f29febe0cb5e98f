"""Which country's bank wrote a text, as far as its words betray it.

That decides whether the day or the month comes first, what `$` means, and which country a telephone
number without a prefix belongs to. It never makes a location.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from enrichment.keys import plain
from enrichment.values.vocabulary import Vocabulary

# Words that banks of one country write, or of all countries with one language; plain lower case.
_MARKS = {
    "US": r"""authorized on|checkcard|check ?card|\bzelle\b|\bvenmo\b|orig co name|\bppd\b|\bccd\b
        |\bctx\b|co entry descr|\bindn:|\bdes:|dda (?:pur|with)|\bach (?:debit|credit|pmt|web
        |wd)|fedwire|\bchips\b|\bdbt crd\b|debit card purchase|pos debit|card purchase|cash app
        |\bmtg\b|\birs\b|\bchk\b|bkofamerica|domestic wire|\baplpay\b|visa dda
        |purchase w(?:ith)? pin|\bpst\b|\best\b|\bnon-chase\b|\bmerchant purchase terminal\b
        |\bexternal withdrawal\b""",
    "CA": r"""\binterac\b|e-transfer|e-tfr|idp purchase|\bbil+ pymt\b|\bmsp\b|\bidp\b
        |preauthorized debit""",
    "GB": r"""faster payments?|bank giro credit|direct debit|standing order|\bbacs\b|\bfpo\b|\bfpi\b
        |\bbgc\b|\bvis\b|\b\)\)\)|card payment to|contactless|non-sterling|mandate no|\bdeb\b|£
        |\bgbp\b""",
    "AU": r"\beftpos\b|\bbpay\b|\bosko\b|\bnpp\b|\bpayid\b|\baus card\b|value date|\banz\b|\bnab\b",
    "IN": r"\bupi\b|\bneft\b|\bimps\b|\brtgs\b|\bifsc\b|\bpvt ltd\b|\batw\b|\bgst\b|\binr\b",
    "DE": r"""lastschrift|kartenzahlung|ueberweisung|überweisung|uberweisung|gutschrift|dauerauftrag
        |sagt danke|\bfiliale\b|tankstelle|girocard|\bgmbh\b|entgelt|kaufumsatz|debitkarte""",
    "FR": r"""\bcb\b|\bcarte\b|prelevement|\bprlv\b|virement|\bvir\b|paiement|facture|retrait
        |\bdab\b|achat|cotisation|\bpsc\b|\becheance\b|\bdu \d""",
    "ES": r"\btarj|compra|recibo|domiciliacion|transferencia|bizum|adeudo|nomina|cajero|reintegro",
    "IT": r"""pagamento|bonifico|addebito|prelievo|carta n|pagobancomat|commissioni|\bpresso\b
        |\bs\.?r\.?l\b""",
    "PT": r"\bcompras? c\.deb|\bpag\b|mb way|multibanco|levantamento|\btrf\b",
    "BR": r"\bpix\b|\bpgto\b|boleto|cartao|\bted\b|\bdoc\b|r\$|\bltda\b|debito automatico|\bbrl\b",
    "MX": r"\bspei\b|\bmxn\b|s\.?a\.? de c\.?v|retiro|\boxxo\b",
    "NL": r"""\bincasso\b|overboeking|betaalautomaat|pinbetaling|\bideal\b|geldautomaat|\bbea\b
        |\bgea\b|pasvolgnr""",
    "BE": r"bancontact|\bpayconiq\b|betaling met|domiciliering",
    "SE": r"kortkop|\bswish\b|kortbetalning|overforing|autogiro|bankgiro|\buttag\b|insattning",
    "NO": r"\bvarekjop\b|\bvipps\b|avtalegiro|nettgiro|\bvisa vare\b|\bkontaktlos\b",
    "DK": r"dankort|mobilepay|\bbetalingsservice\b|\bbs betaling|dk-nota|\boverforsel\b",
    "FI": r"korttiosto|tilisiirto|\bviitesiirto\b|korttimaksu|\blasku\b|\bpankkikortti\b",
    "PL": r"przelew|platnosc|karta\b|zakup|\bblik\b|\bwyplata\b|uznanie",
    "CZ": r"\bplatba\b|\bprikaz\b|\bvyber\b|\binkaso\b",
    "ZA": r"cheque card purchase|\bpos purchase \w+ za\b|\bfnb\b|\bzar\b|debit order",
    "NG": r"\bnip\b|\bngn\b|\bpos trf\b|\bussd\b",
    "CH": r"\bchf\b|\btwint\b|schweiz|suisse",
    "EU": r"\beur\b|€|\bsepa\b|\bb\.?v\.?$|\bs\.?p\.?a\b|\bsarl\b",
    "SG": r"\bpaynow\b|\bnets\b|\bsgd\b|\bmepp\b",
}
_LINE_END = re.compile(r"\s*\n\s*")
_MARK = re.compile(
    "|".join(f"(?P<{code}>{_LINE_END.sub('', marks)})" for code, marks in _MARKS.items())
)

_VOCABULARY = Vocabulary(list(_MARKS.values()))

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


def market_of(text: str, location: str | None, account: str | None) -> Market:
    """The market of a text.

    Args:
      text: The text.
      location: Country of its location.
      account: Country of the account, if the caller knows it.
    """
    if account is not None:
        return Market(account, is_certain=True)
    marked = _marked(_VOCABULARY.reduced(plain(text))) or (None if text.isascii() else "EU")
    if location is not None:
        # A card is used abroad as well; the bank's own words tell more about the order of dates.
        return Market(marked or location, is_certain=marked in (None, location))
    return Market(marked)


@lru_cache(maxsize=1 << 14)
def _marked(text: str) -> str | None:
    found = _MARK.search(text)
    return found.lastgroup if found else None
