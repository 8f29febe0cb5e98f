from pathlib import Path

import pytest

from enrichment.enricher import Enricher
from enrichment.rules_file import RulesError, parse_rules, read_rules
from tests.enrichment.marked import marked

RULES = r"""
rules:
  - name: rent-is-a-purpose
    when: {label: PARTY, matches: '^rent$'}
    do: {drop: true}
    examples:
      - text: TRANSFER RENT
        entities: [[0, 8, CHANNEL], [9, 13, PARTY]]
        gives: [[0, 8, CHANNEL]]
  - name: till-before-name
    when: {label: PARTY, matches: '^T\d+ '}
    do: {split: '^(?P<REFERENCE>T\d+) (?P<PARTY>.+)$'}
    examples:
      - text: T12 NORTH CANTEEN
        entities: [[0, 17, PARTY]]
        gives: [[0, 3, REFERENCE], [4, 17, PARTY]]
  - name: memo-numbers
    when: {label: DATE, text: '^memo', matches: '^\d{4}$'}
    do: {relabel: REFERENCE}
    examples:
      - text: MEMO 0405
        entities: [[5, 9, DATE]]
        gives: [[5, 9, REFERENCE]]
  - name: own-companies
    when: {label: PARTY}
    do: {values: {NORTH CANTEEN: {name: North Canteen, brand: Northern Catering}}}
    examples:
      - text: NORTH-CANTEEN
        entities: [[0, 13, PARTY]]
        sets: {name: North Canteen, brand: Northern Catering}
  - name: canteen-cards
    when: {label: CHANNEL, matches: '^CNT$'}
    do: {set: {channel: card}}
    examples:
      - text: CNT
        entities: [[0, 3, CHANNEL]]
        sets: {channel: card}
"""


@pytest.fixture
def enricher(tmp_path: Path) -> Enricher:
    path = tmp_path / "rules.yaml"
    path.write_text(RULES, "utf-8")
    return Enricher(rules=read_rules(path))


def test_rules_change_entities_and_fields_in_their_order(enricher: Enricher) -> None:
    made = enricher.record(marked("{CHANNEL:CNT} {PARTY:T12 NORTH CANTEEN}"))
    assert made.counterparty is not None
    assert (made.counterparty.name, made.counterparty.brand) == (
        "North Canteen",
        "Northern Catering",
    )
    assert made.counterparty.brand_match == "house rule"
    assert made.references == ["T12"]
    assert made.channel == "card"
    assert made.rules == ["till-before-name", "own-companies", "canteen-cards"]


def test_dropped_and_relabelled(enricher: Enricher) -> None:
    made = enricher.record(marked("MEMO {DATE:0405} {PARTY:RENT}"))
    assert (made.counterparty, made.dates, made.references) == (None, [], ["0405"])
    assert made.rules == ["rent-is-a-purpose", "memo-numbers"]
    assert enricher.record(marked("ON {DATE:0405}")).rules == []


def test_a_rule_for_a_second_party_leaves_the_first(enricher: Enricher) -> None:
    made = enricher.record(marked("{WEBSITE:ELM.COM} {PARTY:RENT}"))
    assert made.counterparty is not None
    assert made.counterparty.name == "Elm"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("gives: [[0, 8, CHANNEL]]", "gives: []"), "rent-is-a-purpose: example 1: gives"),
        (("TRANSFER RENT", "TRANSFER LOAN"), "the rule does not hold for it"),
        (("sets: {channel: card}", "sets: {channel: wire}"), "canteen-cards: example 1: sets"),
        (("'^rent$'", "'(rent'"), "rent-is-a-purpose: matches: missing"),
        (("(?P<REFERENCE>T\\d+) (?P<PARTY>.+)", "T"), "has no named group"),
        (("name: canteen-cards", "name: memo-numbers"), "two rules are called memo-numbers"),
        (("do: {drop: true}", "do: {}"), "needs one of drop"),
        (("do: {drop: true}", "do: {drop: true, relabel: DATE}"), "needs one of drop"),
        (("channel: card}}", "channel: cards}}"), "channel"),
        (("when: {label: PARTY}", "when: {lable: PARTY}"), "lable"),
        (("[5, 9, DATE]", "[5, 10, DATE]"), "is not within the text"),
        (("rules:", "rules: x\nrules:"), "not YAML"),
    ],
)
def test_faulty_rules_are_refused(tmp_path: Path, change: tuple[str, str], message: str) -> None:
    path = tmp_path / "rules.yaml"
    assert change[0] in RULES
    path.write_text(RULES.replace(*change, 1), "utf-8")
    with pytest.raises(RulesError, match=message):
        read_rules(path)


def test_a_rule_needs_an_example() -> None:
    rule = "rules: [{name: a, when: {}, do: {drop: true}, examples: []}]"
    with pytest.raises(RulesError, match="examples"):
        parse_rules(rule, "rules.yaml")


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(RulesError, match="cannot read it"):
        read_rules(tmp_path / "none.yaml")
