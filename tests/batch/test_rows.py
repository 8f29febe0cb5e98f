from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from batch.rows import Columns, Reason, check_row

COLUMNS = Columns("memo", "id")
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=2),
    max_leaves=3,
)


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"id": "1"}, Reason.NO_TEXT),
        ({"id": "1", "memo": ""}, Reason.NO_TEXT),
        ({"id": "1", "memo": " \u3000\n"}, Reason.NO_TEXT),
        ({"id": "1", "memo": 5}, Reason.BAD_TEXT),
        ({"id": "1", "memo": ["a"]}, Reason.BAD_TEXT),
        ({"id": "1", "memo": "a\0"}, Reason.BAD_TEXT),
        ({"id": "1", "memo": "é\ud800"}, Reason.BAD_TEXT),
        ({"memo": "a"}, Reason.NO_KEY),
        ({"id": None, "memo": "a"}, Reason.NO_KEY),
        ({"id": True, "memo": "a"}, Reason.BAD_KEY),
        ({"id": 1.5, "memo": "a"}, Reason.BAD_KEY),
        ({"id": "\0", "memo": "a"}, Reason.BAD_KEY),
        ({"id": 10**5000, "memo": "a"}, Reason.BAD_KEY),
    ],
)
def test_faults(values: dict[str, Any], reason: Reason) -> None:
    row = check_row(7, values, COLUMNS)
    assert row.fault
    assert (row.number, row.fault.reason, row.text) == (7, reason, "")


def test_a_key_is_kept_where_the_text_is_wrong() -> None:
    assert check_row(1, {"id": 12, "memo": None}, COLUMNS).key == "12"


@given(st.dictionaries(st.sampled_from(["id", "memo", "booked_on", "country"]), ANYTHING))
def test_a_row_has_a_text_and_a_key_or_a_fault(values: dict[str, Any]) -> None:
    row = check_row(1, values, Columns("memo", "id", known=True))
    if row.fault is None:
        assert row.key
        assert row.text == values["memo"]
        assert row.text.encode()
    else:
        json.dumps(row.fault.detail).encode()


def test_what_is_known_is_checked_where_it_is_used() -> None:
    values = {"id": "1", "memo": "a", "country": "de", "booked_on": "yesterday"}
    assert check_row(1, values, COLUMNS).fault is None
    fault = check_row(1, values, Columns("memo", "id", known=True)).fault
    assert fault
    assert fault.reason is Reason.BAD_FIELD
    row = check_row(1, {**values, "booked_on": ""}, Columns("memo", "id", known=True))
    assert (row.known.country, row.known.booked_on) == ("DE", None)
