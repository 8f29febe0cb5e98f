import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enrichment.keys import plain
from enrichment.record import Channel
from enrichment.values.channels import WORDS, is_wallet, read_channel
from enrichment.values.vocabulary import Vocabulary, read_sections

SECTIONS = read_sections(WORDS)
# Patterns with a gap may lose their second word to it, which costs nothing but a rare channel.
CLOSE = {
    section: [pattern for pattern in patterns if ".{" not in pattern]
    for section, patterns in SECTIONS.items()
}
PATTERNS = {section: re.compile("|".join(patterns)) for section, patterns in CLOSE.items()}
VOCABULARY = Vocabulary(CLOSE)
STEMS = sorted(
    set(
        re.findall(
            r"[a-z]{2,}", " ".join([word for listed in SECTIONS.values() for word in listed])
        )
    )
)


def test_every_section_is_a_channel() -> None:
    assert set(SECTIONS) == set(Channel)


@pytest.mark.parametrize(
    ("words", "others", "channel"),
    [
        ("CARTE", "", "card"),
        ("CHECKCARD", "", "card"),
        ("CHECK", "", "check"),
        ("G PAY", "", "contactless_wallet"),
        ("CARD PAYMENT", "via apple pay", "contactless_wallet"),
        ("ONLINE CARD PAYMENT", "", "online_card"),
        ("P2P PAYMENT", "", "p2p"),
        ("ONLINE TRANSFER", "from savings", "transfer_in"),
        ("ONLINE TRANSFER", "to savings", "transfer_out"),
        ("TRANSFER", "", "transfer"),
        ("VIREMENT REÇU", "", "transfer_in"),
        ("ÜBERWEISUNG", "gehalt", "payroll"),
        ("WIRE TRANSFER FEE", "", "fee"),
        ("CARD REFUND", "", "refund"),
        ("PAYMENT", "", "other"),
        ("ATM", "", "atm_withdrawal"),
        ("ATM CASH DEPOSIT", "", "atm_deposit"),
        ("ZINSEN", "", "interest"),
        ("", "elm cafe", None),
        ("", "", None),
    ],
)
def test_channels(words: str, others: str, channel: str | None) -> None:
    assert read_channel(plain(words), others, has_party=True) == channel


def test_sellers_have_fees_too() -> None:
    assert read_channel("", "baggage fee", has_party=True) is None
    assert read_channel("", "baggage fee", has_party=False) is Channel.FEE
    assert read_channel("ccd", "co entry descr:tran fee", has_party=True) is Channel.FEE


def test_wallets() -> None:
    assert is_wallet("APLPAY")
    assert not is_wallet("PAYPAL")


@given(st.lists(st.sampled_from(STEMS) | st.text("abcdeiopst/-&2 ", max_size=6), max_size=5))
def test_leaving_words_out_changes_nothing(words: list[str]) -> None:
    text = " ".join(" ".join(words).split())
    wanted = (section for section, pattern in PATTERNS.items() if pattern.search(text))
    assert VOCABULARY.first(text) == next(wanted, None)
