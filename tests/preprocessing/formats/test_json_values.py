from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from preprocessing.formats.json_values import read_values
from preprocessing.formats.texts import FormatError

objects = st.dictionaries(st.text(max_size=3), st.integers() | st.text(max_size=3), max_size=3)


@given(st.lists(objects, max_size=5), st.sampled_from([None, 0, 2]))
def test_values_are_the_same_however_they_are_laid_out(
    values: list[dict[str, object]], indent: int | None
) -> None:
    one_a_line = "".join(json.dumps(value) + "\n" for value in values)
    pretty = "\n".join(json.dumps(value, indent=indent) for value in values)
    array = json.dumps(values, indent=indent)
    for content in (one_a_line, pretty, array, f" \n{array}\n"):
        assert [value for _, value in read_values(content, "test")] == values
    assert [line for line, _ in read_values(one_a_line, "test")] == list(range(1, len(values) + 1))


def test_lines_are_those_where_values_begin() -> None:
    content = '\n[{"a": 1},\n {"a":\n 2}, \n\n{"a": 3}\n]\n["text", {}]'
    assert [line for line, _ in read_values(content, "test")] == [2, 3, 6, 8]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('{"a": 1}\n{', "test:2: not JSON"),
        ('[{"a": 1}\n{"a": 2}]', "test:2: `,` or `]` is missing"),
        ('[{"a": 1},\n', "test:2: not JSON"),
        ('[{"a": 1}', "test:1: `,` or `]`"),
        ("nonsense", "test:1: not JSON"),
        ("\n" + '{"a": ' + "[" * 100_000, "test:2: not JSON: nested too deep"),
        ("[" * 100_000, "test:1: not JSON: nested too deep"),
        ('{"a": ' + "9" * 5000 + "}", "test:1: not JSON"),
    ],
)
def test_faults_name_the_line(content: str, message: str) -> None:
    with pytest.raises(FormatError, match=message.replace("[", r"\[")):
        list(read_values(content, "test"))
