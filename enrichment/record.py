"""What a record is: an entity-tagged text as values that can be searched and shown."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

SCHEMA_VERSION = 1
"""Version of the shape of records; rises when a field goes, or means something else."""


class Channel(StrEnum):
    """How money moved."""

    CARD = "card"
    CONTACTLESS_WALLET = "contactless_wallet"
    ONLINE_CARD = "online_card"
    ATM_WITHDRAWAL = "atm_withdrawal"
    ATM_DEPOSIT = "atm_deposit"
    ACH = "ach"
    DIRECT_DEBIT = "direct_debit"
    STANDING_ORDER = "standing_order"
    TRANSFER_IN = "transfer_in"
    TRANSFER_OUT = "transfer_out"
    TRANSFER = "transfer"
    WIRE = "wire"
    P2P = "p2p"
    INSTANT_PAYMENT = "instant_payment"
    CHECK = "check"
    CASH_DEPOSIT = "cash_deposit"
    FEE = "fee"
    INTEREST = "interest"
    PAYROLL = "payroll"
    REFUND = "refund"
    OTHER = "other"


class Source(StrEnum):
    """Label of the entity that a counterparty was read from."""

    PARTY = "PARTY"
    WEBSITE = "WEBSITE"
    PROCESSOR = "PROCESSOR"


@dataclass(frozen=True, slots=True)
class Counterparty:
    """The other side.

    Attributes:
      name: Readable, as the text has it.
      source: The label of the entity that it was read from.
      score: Of that entity, from 0 to 1.
      accepted: Whether that entity was accepted.
      brand: The brand of the directory that it is; None if it is none, or that is not certain.
      brand_score: How sure that is, from 0 to 1; None without a brand.
      brand_match: How the brand was found; None without one.
    """

    name: str
    source: Source
    score: float
    accepted: bool
    brand: str | None = None
    brand_score: float | None = None
    brand_match: str | None = None


@dataclass(frozen=True, slots=True)
class Location:
    """Where it was; each part None unless the text states or implies it.

    Attributes:
      city: In local spelling.
      region: ISO 3166-2 code without the country.
      country: ISO 3166-1 alpha-2.
    """

    city: str | None = None
    region: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum of money.

    Attributes:
      value: A decimal number.
      currency: ISO 4217; None if the text does not say.
    """

    value: str
    currency: str | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """What a text says; the fields are explained in docs/records.md.

    Attributes:
      text: The text.
      counterparty: None if no entity names one.
      processor: Canonical name of an intermediary.
      channel: How money moved.
      location: None if the text has none that is more than a street.
      dates: ISO 8601; unknown parts are left out, as in `--08-18`.
      times: Such as `T09:41`.
      amounts: In the order of the text.
      phones: In E.164 if the country is known, otherwise digits.
      websites: Registrable domains.
      references: As they stand.
      rules: Names of the house rules that changed this record.
    """

    text: str
    counterparty: Counterparty | None = None
    processor: str | None = None
    channel: Channel | None = None
    location: Location | None = None
    dates: list[str] = field(default_factory=list)
    times: list[str] = field(default_factory=list)
    amounts: list[Amount] = field(default_factory=list)
    phones: list[str] = field(default_factory=list)
    websites: list[str] = field(default_factory=list)
    references: list[str] = field(default_factory=list)
    rules: list[str] = field(default_factory=list)

    def to_json(self) -> dict[str, Any]:
        """The record as `record.schema.json` describes it."""
        # Three times as fast as `dataclasses.asdict`, which copies every value.
        return {
            "schema": SCHEMA_VERSION,
            "text": self.text,
            "counterparty": _values(self.counterparty),
            "processor": self.processor,
            "channel": self.channel,
            "location": _values(self.location),
            "dates": self.dates,
            "times": self.times,
            "amounts": [_values(amount) for amount in self.amounts],
            "phones": self.phones,
            "websites": self.websites,
            "references": self.references,
            "rules": self.rules,
        }


def _values(part: Counterparty | Location | Amount | None) -> dict[str, Any] | None:
    return None if part is None else {name: getattr(part, name) for name in part.__slots__}


@dataclass(frozen=True, slots=True)
class Known:
    """What the caller knows of a text besides it.

    Attributes:
      booked_on: ISO 8601 date on which it was booked.
      country: ISO 3166-1 alpha-2 code of the account's country.
    """

    booked_on: str | None = None
    country: str | None = None
