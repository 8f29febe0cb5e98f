from __future__ import annotations

import pytest

from preprocessing.settings import SettingsError, parse_spans


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("all", "all"),
        (" all ", "all"),
        ("3", [3]),
        ("1,2", [1, 2]),
        ("[10, 2]", [10, 2]),
    ],
)
def test_data_spans_of_a_command_line(text: str, spans: object) -> None:
    assert parse_spans(text) == spans


@pytest.mark.parametrize("text", ["", "ALL", "1;2", "[]", "1,", "-1", "1.5", "²"])
def test_other_texts_are_refused(text: str) -> None:
    with pytest.raises(SettingsError, match="is not `all`, nor numbers such as 1,2"):
        parse_spans(text)
