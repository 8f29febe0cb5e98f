"""The parts that descriptors share: what a shop is called, and what a card line prints about it.

A rule has weighted alternatives, each a pattern (see grammar.py). A rule called "US.till" takes the
place of "till" in records of that country, and of those that are like it.
"""

from rules import accounts, cards, channels, contacts, pieces, shops
from rules.types import Rules

RULES: Rules = {
    **contacts.RULES,
    **accounts.RULES,
    **shops.RULES,
    **cards.RULES,
    **channels.RULES,
    **pieces.RULES,
}
