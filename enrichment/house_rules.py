"""Rules of the house: what an organisation knows for certain about its own texts.

They stand in a YAML file that people review, each with examples that are tested; see
docs/records.md. They change entities before a record is made of them, and names in the record.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from enrichment.keys import key
from enrichment.record import Channel, Record
from models.export_format import Entity


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule for entities.

    Attributes:
      name: Names it in records and reports.
      label: Entities with this label only; None: all.
      pattern: Must be found in the entity's text.
      values: In place of a pattern: what to set by the key of the entity's text.
      text: Must be found in the whole text; None: whatever it is.
      relabel: New label.
      drop: Whether the entity is left out.
      split: Parts the entity: each named group is an entity with the group's name as its label.
      set: Fields of the record to set: `name`, `brand`, `processor` or `channel`.
      examples: Tests of the rule.
    """

    name: str
    label: str | None = None
    pattern: re.Pattern[str] | None = None
    values: dict[str, dict[str, str]] = field(default_factory=dict)
    text: re.Pattern[str] | None = None
    relabel: str | None = None
    drop: bool = False
    split: re.Pattern[str] | None = None
    set: dict[str, str] = field(default_factory=dict)
    examples: tuple[dict[str, Any], ...] = ()

    def fields(self, text: str, entity: Entity) -> dict[str, str] | None:
        """What the rule sets if it holds for an entity; None if it does not hold."""
        if self.label is not None and entity.label != self.label:
            return None
        if self.text is not None and not self.text.search(text):
            return None
        if self.values:
            return self.values.get(key(entity.text))
        if self.pattern is not None and not self.pattern.search(entity.text):
            return None
        return self.set

    def entities(self, entity: Entity) -> list[Entity]:
        """What becomes of an entity that the rule holds for."""
        if self.drop:
            return []
        if self.split is not None:
            found = self.split.search(entity.text)
            parts = _parts(found, entity) if found else []
            return parts or [entity]
        return [replace(entity, label=self.relabel)] if self.relabel else [entity]


@dataclass(frozen=True, slots=True)
class Applied:
    """What rules made of the entities of a text.

    Attributes:
      entities: In the order of their start.
      fields: What to set in the record, each with the label of the entity that it was set for.
      names: Of the rules that held, each once.
    """

    entities: Sequence[Entity]
    fields: tuple[tuple[str, dict[str, str]], ...] = ()
    names: tuple[str, ...] = ()

    def record(self, record: Record) -> Record:
        """A record with the fields that rules set."""
        for label, fields in self.fields:
            record = _with_fields(record, label, fields)
        return replace(record, rules=list(self.names)) if self.names else record


class HouseRules:
    """Rules, which are applied in their order, each to what the one before it left.

    Args:
      rules: The rules.
    """

    def __init__(self, rules: Iterable[Rule] = ()) -> None:
        self.rules = tuple(rules)

    def apply(self, text: str, entities: Sequence[Entity]) -> Applied:
        """Applies all rules to the entities of a text."""
        if not self.rules:
            return Applied(entities)
        fields: list[tuple[str, dict[str, str]]] = []
        names: list[str] = []
        current = list(entities)
        for rule in self.rules:
            following: list[Entity] = []
            for entity in current:
                to_set = rule.fields(text, entity)
                if to_set is None:
                    following.append(entity)
                    continue
                made = rule.entities(entity)
                following.extend(made)
                if to_set and made:
                    fields.append((made[0].label, to_set))
                if (to_set or made != [entity]) and rule.name not in names:
                    names.append(rule.name)
            current = following
        current.sort(key=lambda entity: entity.start)
        return Applied(current, tuple(fields), tuple(names))


def _parts(found: re.Match[str], entity: Entity) -> list[Entity]:
    """An entity for each named group that is not empty, in the order of the text."""
    parts = [
        replace(
            entity,
            label=label,
            text=found[label],
            start=entity.start + found.start(label),
            end=entity.start + found.end(label),
        )
        for label in found.re.groupindex
        if found[label]
    ]
    return sorted(parts, key=lambda part: part.start)


def _with_fields(record: Record, label: str, fields: dict[str, str]) -> Record:
    """A record with fields set for an entity with that label."""
    if "processor" in fields:
        record = replace(record, processor=fields["processor"])
    if "channel" in fields:
        record = replace(record, channel=Channel(fields["channel"]))
    counterparty = record.counterparty
    # A rule for a second party or a website does not name the counterparty that another one gave.
    if counterparty is None or counterparty.source != label:
        return record
    if "name" in fields:
        counterparty = replace(counterparty, name=fields["name"])
    if "brand" in fields:
        counterparty = replace(
            counterparty, brand=fields["brand"], brand_score=1.0, brand_match="house rule"
        )
    return replace(record, counterparty=counterparty)
