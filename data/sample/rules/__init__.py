"""The parts that descriptors share: what a shop is called, and what a card line prints about it.

A rule has weighted alternatives, each a pattern (see grammar.py). A rule called "US.till" takes the
place of "till" in records of that country, and of those that are like it.
"""

from rules import (
    account_channels,
    accounts,
    card_channels,
    cards,
    contacts,
    pieces,
    shops,
    words,
)
from rules.types import Rules

RULES: Rules = {
    **contacts.RULES,
    **accounts.RULES,
    **shops.RULES,
    **cards.RULES,
    **card_channels.RULES,
    **account_channels.RULES,
    **words.RULES,
    **pieces.RULES,
}
