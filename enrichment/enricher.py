"""From a text and its entities to a record."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from enrichment.directory.brands import STARTER, read_directory
from enrichment.directory.matching import Directory, How, Match
from enrichment.house_rules import HouseRules
from enrichment.keys import key, plain
from enrichment.record import Counterparty, Known, Record, Source
from enrichment.values.amounts import read_amount
from enrichment.values.channels import is_wallet, read_channel
from enrichment.values.dates import read_date
from enrichment.values.locations import read_locations
from enrichment.values.markets import bank_country, market_of
from enrichment.values.names import clean, readable
from enrichment.values.phones import read_phone
from enrichment.values.processors import read_processor
from enrichment.values.websites import Website, read_website
from models.export_format import Entity, Prediction

_NOTHING_KNOWN = Known()
_T = TypeVar("_T")
_EXACT = (How.NAME, How.ALIAS)
_MARKET_LABELS = frozenset({"LOCATION", "DATE", "AMOUNT", "PHONE"})
"""Labels of entities whose meaning depends on the country."""

_JOINED = 3
"""Most code points between two locations that are one."""


class Enricher:
    """Makes records. Made once; its tables are read when they are first needed.

    Args:
      directory: Brands; None: the starter.
      rules: Rules of the house, which change entities and records.
      min_score: Entities with a lower score are left out.
      accepted_only: Whether entities that are mere suggestions are left out.
    """

    def __init__(
        self,
        directory: Directory | None = None,
        *,
        rules: HouseRules | None = None,
        min_score: float = 0.0,
        accepted_only: bool = False,
    ) -> None:
        self.directory = Directory(read_directory(STARTER)) if directory is None else directory
        self.rules = rules or HouseRules()
        self._min_score = min_score
        self._accepted_only = accepted_only

    def record(self, prediction: Prediction, known: Known = _NOTHING_KNOWN) -> Record:
        """The record of a text.

        Args:
          prediction: The text and its entities.
          known: What the caller knows besides.
        """
        text = prediction.text
        applied = self.rules.apply(text, self._trusted(prediction.entities))
        entities = applied.entities
        by_label: dict[str, list[Entity]] = {}
        for entity in entities:
            by_label.setdefault(entity.label, []).append(entity)
        bank = bank_country(text) if _MARKET_LABELS & by_label.keys() else None
        places = _joined(text, by_label.get("LOCATION", ()))
        location = read_locations(places, known.country or bank)
        stated = location.country if location else None
        market = market_of(bank, stated, known.country)
        whens = [
            read_date(entity.text, _before(text, entity), market, known.booked_on)
            for entity in by_label.get("DATE", ())
        ]
        amounts = (read_amount(entity.text, market) for entity in by_label.get("AMOUNT", ()))
        phone_country = stated or (market.country if market.is_certain else None)
        phones = (read_phone(entity.text, phone_country) for entity in by_label.get("PHONE", ()))
        websites = [
            read_website(entity.text, self.directory.completed_domain)
            for entity in by_label.get("WEBSITE", ())
        ]
        processors = by_label.get("PROCESSOR", [])
        processor = read_processor(processors[0].text, self.directory.named) if processors else None
        counterparty = self._counterparty(by_label, websites, processor)
        record = Record(
            text=text,
            counterparty=counterparty,
            processor=processor,
            channel=read_channel(*_words(text, entities), counterparty is not None),
            location=location,
            dates=_given(when.date for when in whens),
            times=_given(when.time for when in whens),
            amounts=_given(amounts),
            phones=_given(phones),
            websites=_given(website.domain for website in websites if website),
            references=[entity.text for entity in by_label.get("REFERENCE", ())],
        )
        return applied.record(record)

    def _trusted(self, entities: Iterable[Entity]) -> list[Entity]:
        return [
            entity
            for entity in entities
            if entity.score >= self._min_score and (entity.accepted or not self._accepted_only)
        ]

    def _counterparty(
        self,
        by_label: dict[str, list[Entity]],
        websites: Sequence[Website | None],
        processor: str | None,
    ) -> Counterparty | None:
        """The other side: a party, else a website, else the intermediary itself."""
        for entity in by_label.get("PARTY", ()):
            name = clean(entity.text)
            if key(name):
                brand = self._brand(name, entity.text, websites, processor)
                shown = readable(name, self.directory.spelled)
                return _counterparty(shown, Source.PARTY, entity, brand)
        for entity, website in zip(by_label.get("WEBSITE", ()), websites, strict=True):
            if website is not None:
                brand = self.directory.of_domain(website.domain) if website.domain else None
                brand = brand or self.directory.find(website.label)
                shown = readable(website.label.upper(), self.directory.spelled)
                return _counterparty(shown, Source.WEBSITE, entity, brand)
        for entity in by_label.get("PROCESSOR", ()):
            name = processor or readable(clean(entity.text))
            if not key(name):
                continue
            return _counterparty(name, Source.PROCESSOR, entity, self.directory.find(name))
        return None

    def _brand(
        self, name: str, text: str, websites: Sequence[Website | None], processor: str | None
    ) -> Match | None:
        found = self.directory.find(name)
        if "*" in text and (found is None or found.how not in _EXACT):
            # `GOOGLE *YOUTUBE` is YouTube.
            behind = self.directory.find(clean(text.rsplit("*", 1)[1]))
            found = behind if behind is not None and behind.how in _EXACT else found
        if processor is not None and self.directory.named(key(processor)):
            # `GOOGLE *CLOUD` is Google Cloud, `GOOGLE *YOUTUBE` YouTube.
            both = self.directory.find(f"{processor} {name}")
            if both is not None and both.how in _EXACT:
                return both
        if found is None:
            for website in websites:
                if website is not None and website.domain:
                    found = found or self.directory.beside(name, website.domain)
        return found


def _counterparty(name: str, source: Source, entity: Entity, match: Match | None) -> Counterparty:
    if match is None:
        return Counterparty(name, source, entity.score, entity.accepted)
    return Counterparty(
        name, source, entity.score, entity.accepted, match.brand.name, match.score, str(match.how)
    )


def _words(text: str, entities: Sequence[Entity]) -> tuple[str, str]:
    """The words of channels, and those of no entity, in plain lower case."""
    channels, others, position = [], [], 0
    for entity in entities:
        others.append(text[position : entity.start])
        if entity.label == "CHANNEL" or (entity.label == "PROCESSOR" and is_wallet(entity.text)):
            channels.append(entity.text)
        position = max(position, entity.end)
    others.append(text[position:])
    return plain(" | ".join(channels)), plain(" ".join(" ".join(others).split()))


def _joined(text: str, entities: Iterable[Entity]) -> list[str]:
    """Texts of locations; a town and a state that stand side by side are one."""
    joined: list[tuple[int, int]] = []
    for entity in entities:
        if joined and entity.start - joined[-1][1] <= _JOINED:
            joined[-1] = (joined[-1][0], entity.end)
        else:
            joined.append((entity.start, entity.end))
    return [text[start:end] for start, end in joined]


def _before(text: str, entity: Entity) -> str:
    return plain(text[max(0, entity.start - 24) : entity.start])


def _given(values: Iterable[_T | None]) -> list[_T]:
    return [value for value in values if value is not None]
