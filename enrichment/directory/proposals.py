"""Names that the directory does not know, grouped and counted, for a person to review."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from enrichment.keys import words
from enrichment.record import Channel

PRIVATE_CHANNELS = frozenset(
    {
        *(Channel.P2P, Channel.INSTANT_PAYMENT, Channel.PAYROLL, Channel.STANDING_ORDER),
        *(Channel.TRANSFER, Channel.TRANSFER_IN, Channel.TRANSFER_OUT, Channel.CHECK),
        Channel.WIRE,
    }
)
"""Behind these stand private persons, whose names belong into no directory."""

_FORMS = """
    gmbh ag kg ohg ug mbh se llc llp lp inc ltd limited plc corp corporation co company pty pvt
    private sa sas sarl srl spa sl slu lda ltda bv nv vof ab as aps oy oyj sro kft the
"""
_LEGAL_FORMS = frozenset(_FORMS.split())


@dataclass(frozen=True, slots=True)
class Proposal:
    """A group of names that may be one counterparty's.

    Attributes:
      name: The spelling that is most frequent.
      others: Other spellings, the most frequent first.
      websites: Domains that stood beside them, the most frequent first.
      count: How many records have one of them.
    """

    name: str
    others: tuple[str, ...]
    websites: tuple[str, ...]
    count: int


def normal_form(name: str) -> str:
    """What the names of a group have in common: no legal form, no number, no marks."""
    kept = [word for word in words(name) if not word.isdigit() and word not in _LEGAL_FORMS]
    return "".join(kept or words(name))


def propose(
    records: Iterable[Mapping[str, Any]], *, min_count: int = 2, private: bool = False
) -> list[Proposal]:
    """Groups counterparties without a brand, the most frequent first.

    Args:
      records: As `Record.to_json` gives them; others are passed over.
      min_count: Groups with fewer records are left out.
      private: Whether records of `PRIVATE_CHANNELS` count as well.
    """
    names: dict[str, Counter[str]] = {}
    websites: dict[str, Counter[str]] = {}
    for record in records:
        counterparty = record.get("counterparty")
        if not isinstance(counterparty, Mapping) or counterparty.get("brand"):
            continue
        name = counterparty.get("name")
        if not isinstance(name, str) or (not private and record.get("channel") in PRIVATE_CHANNELS):
            continue
        if group := normal_form(name):
            names.setdefault(group, Counter())[name] += 1
            websites.setdefault(group, Counter()).update(record.get("websites") or ())
    proposals = [
        _proposal(spellings, websites[group])
        for group, spellings in names.items()
        if spellings.total() >= min_count
    ]
    return sorted(proposals, key=lambda proposal: (-proposal.count, proposal.name))


def _proposal(spellings: Counter[str], websites: Counter[str]) -> Proposal:
    ordered = [name for name, _ in spellings.most_common()]
    domains = tuple(domain for domain, _ in websites.most_common(5))
    return Proposal(ordered[0], tuple(ordered[1:]), domains, spellings.total())
