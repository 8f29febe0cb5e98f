import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enrichment.values.phones import read_phone


@pytest.mark.parametrize(
    ("text", "country", "number"),
    [
        ("415-555-0134", None, "+14155550134"),
        ("(415) 555-0134", None, "+14155550134"),
        ("8005550134", None, "+18005550134"),
        ("4155550134", None, "4155550134"),
        ("4155550134X15", "US", "+14155550134"),
        ("1-800-FLOWERS", None, "+18003569377"),
        ("020 7946 0018", "GB", "+442079460018"),
        ("020 7946 0018", None, "02079460018"),
        ("+49 30 1234567", None, "+49301234567"),
        ("0049301234567", "US", "+49301234567"),
        ("1800 555 019", None, "+611800555019"),
        ("12", "DE", "12"),
    ],
)
def test_forms(text: str, country: str | None, number: str) -> None:
    assert read_phone(text, country) == number


@given(st.text(max_size=20), st.sampled_from([None, "US", "DE", "AU"]))
def test_digits_or_nothing(text: str, country: str | None) -> None:
    number = read_phone(text, country)
    assert number is None or re.fullmatch(r"\+?\d+", number)
