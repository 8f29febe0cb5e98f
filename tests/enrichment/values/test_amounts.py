from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enrichment.values.amounts import read_amount
from enrichment.values.markets import Market


@pytest.mark.parametrize(
    ("text", "value", "currency"),
    [
        ("$17.72", "17.72", "USD"),
        ("33,72 eur", "33.72", "EUR"),
        ("THB 5,923.50", "5923.50", "THB"),
        ("ARS 15.363,09", "15363.09", "ARS"),
        ("R$ 45,90", "45.90", "BRL"),
        ("1.234", "1234", None),
        ("1,234,567", "1234567", None),
        ("0.125", "0.125", None),
        ("1 234,50 kr", "1234.50", None),
        ("-52,32", "-52.32", None),
        ("€.93", "0.93", "EUR"),
        ("USD0,", "0", "USD"),
        ("430 JPY", "430", "JPY"),
        ("12 zł", "12", "PLN"),
    ],
)
def test_forms(text: str, value: str, currency: str | None) -> None:
    amount = read_amount(text, Market("US"))
    assert amount is not None
    assert (amount.value, amount.currency) == (value, currency)


def test_dollars_and_crowns_are_those_of_the_market() -> None:
    found = [read_amount("$5", Market(code)) for code in ("CA", "AU", None)]
    assert [amount and amount.currency for amount in found] == ["CAD", "AUD", None]
    crowns = read_amount("5 kr", Market("NO"))
    assert crowns is not None
    assert crowns.currency == "NOK"


def test_no_number() -> None:
    assert read_amount("EUR", Market()) is None


@given(st.decimals(0, 10**9, places=2), st.sampled_from([(",", "."), (".", ","), ("", ".")]))
def test_grouped_numbers_are_read_back(number: Decimal, marks: tuple[str, str]) -> None:
    thousands, point = marks
    text = f"{number:,.2f}".replace(",", "\0").replace(".", point).replace("\0", thousands)
    amount = read_amount(text, Market())
    assert amount is not None
    assert Decimal(amount.value) == number
