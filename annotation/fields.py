"""The keys by which banks mark fields within a text, and the names of parties in such fields."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from annotation.finds import Kind, Redaction
from preprocessing.word_borders import SEPA_KEY_NAMES

# Keys of SEPA's purpose lines; they may follow the value before them directly.
_SEPA_KEY = rf"(?-i:(?:{'|'.join(SEPA_KEY_NAMES)})\+)"
SEPA_KEYS = re.compile(_SEPA_KEY)

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


class Field(NamedTuple):
    """Where a field begins.

    Attributes:
      start: Where the field before it ends.
      key: Start and end of the key.
      is_name: Whether the value after the key is the name of a party.
    """

    start: int
    key: tuple[int, int]
    is_name: bool


def fields(text: str) -> Iterator[Field]:
    """The fields of a text, in order; those without a key only end the one before."""
    for match in _FIELDS.finditer(text):
        key = match.span("key" if match["key"] else "sepa" if match["sepa"] else 0)
        yield Field(match.start(), key, match["name"] is not None)


def names(text: str) -> Iterator[Redaction]:
    """The values of the fields for names, without white space around them."""
    end_of_text = Field(len(text), (len(text), len(text)), False)
    for field, following in pairwise([*fields(text), end_of_text]):
        start = field.key[1]
        value = text[start : following.start]
        if field.is_name and any(character.isalpha() for character in value):
            first = start + len(value) - len(value.lstrip())
            yield Redaction(first, first + len(value.strip()), Kind.NAME)
