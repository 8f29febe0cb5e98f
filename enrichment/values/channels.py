"""How money moved, by the words that banks have for it in many languages."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from enrichment.keys import plain
from enrichment.record import Channel
from enrichment.values.vocabulary import Vocabulary, read_sections

WORDS = Path(__file__).with_name("channels.txt")

_FROM = re.compile(r"\b(?:from|received|recu|desde|fra)\b")
_TO = re.compile(r"\b(?:to|sent|pour|para|naar|til|vers)\b")
# Codes that banks put into a column of their own. Among other words such letters mean anything,
# but for these, and those with an ID behind.
_CODES = re.compile(
    r"\b(?!(?:ach|atm|ccd|co|crd|ctx|dbt|dep|des|dir|fee|for|id|nsf|pay|pix|pmt|pos|ppd|to|trf|upi|vir)\b)"
    r"[a-z]{1,3}\b(?! id\b)"
)
_DESCRIBED_FEE = re.compile(r"\b(?:entry descr|descr?|des)\W{0,2}[^:]{0,20}\bfees?\b")


def read_channel(channel_words: str, other_words: str, has_party: bool) -> Channel | None:
    """How money moved.

    Args:
      channel_words: Of the entities CHANNEL, in plain lower case.
      other_words: Of what is no entity; it counts as far as the former says nothing more specific.
      has_party: Whether the text names another side. Then only the bank's own words tell of a fee,
        since sellers have fees, too.
    """
    by_channel = _first(channel_words)
    other_words = _CODES.sub("·", other_words)
    by_other = _first(other_words)
    if by_other is Channel.FEE and has_party and not _DESCRIBED_FEE.search(other_words):
        by_other = _first(other_words, without=Channel.FEE)
    if by_other in (Channel.PAYROLL, Channel.FEE, Channel.REFUND) or by_channel is None:
        return by_other
    if by_channel is Channel.TRANSFER:
        return _direction(other_words)
    if by_channel is Channel.OTHER and by_other is not None:
        return by_other
    is_wallet_beside = by_channel is Channel.CARD and by_other is Channel.CONTACTLESS_WALLET
    return by_other if is_wallet_beside else by_channel


def is_wallet(text: str) -> bool:
    """Whether an intermediary is a wallet in a telephone, which tells how was paid."""
    return _vocabulary().has(Channel.CONTACTLESS_WALLET, plain(text))


def _first(words: str, without: Channel | None = None) -> Channel | None:
    found = _vocabulary().first(words, without) if words else None
    return None if found is None else Channel(found)


@cache
def _vocabulary() -> Vocabulary:
    return Vocabulary(read_sections(WORDS))


def _direction(words: str) -> Channel:
    """A transfer with the direction that the words beside it tell."""
    if _FROM.search(words):
        return Channel.TRANSFER_IN
    return Channel.TRANSFER_OUT if _TO.search(words) else Channel.TRANSFER
