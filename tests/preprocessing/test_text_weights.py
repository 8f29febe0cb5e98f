from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from preprocessing.settings import SettingsError
from preprocessing.text_weights import check_weights, times_drawn, weight_of

SOURCES = ("span-1/all.jsonl", "span-2/all.jsonl", "span-2/late.zip")


@pytest.mark.parametrize(
    ("key", "named"),
    [
        ("span-2", ["span-2/all.jsonl", "span-2/late.zip"]),
        ("all", ["span-1/all.jsonl", "span-2/all.jsonl"]),
        ("late.zip", ["span-2/late.zip"]),
        ("late", ["span-2/late.zip"]),
    ],
)
def test_a_key_names_a_file_or_a_folder(key: str, named: list[str]) -> None:
    check_weights({key: 4.0}, SOURCES)
    assert [source for source in SOURCES if weight_of(source, {key: 4.0}) == 4] == named


def test_members_of_an_archive_have_its_weight() -> None:
    assert weight_of("span-2/late.zip/ann.jsonl", {"late": 2.0}) == 2


@pytest.mark.parametrize(
    ("weights", "message"),
    [
        ({"span-3": 2.0}, r"no annotation file is called 'span-3'.*all.jsonl, late.zip, span-1"),
        ({"span": 2.0}, "no annotation file is called 'span'"),
        ({"span-2": 2.0, "all": 1.0}, "'span-2' and 'all' both name span-2/all.jsonl"),
    ],
)
def test_what_names_no_file_or_one_twice_is_refused(
    weights: Mapping[str, float], message: str
) -> None:
    with pytest.raises(SettingsError, match=message):
        check_weights(weights, SOURCES)


@given(st.floats(0.01, 20), st.text())
def test_a_weight_is_rounded_up_or_down(weight: float, name: str) -> None:
    times = times_drawn(weight, name)
    assert times == times_drawn(weight, name)
    assert int(weight) <= times <= int(weight) + (weight > int(weight))


@pytest.mark.parametrize("weight", [0.1, 1.5, 3.0, 7.25])
def test_a_weight_is_the_mean_of_what_is_drawn(weight: float) -> None:
    total = sum(times_drawn(weight, str(number)) for number in range(4000))
    assert total / 4000 == pytest.approx(weight, abs=0.04)
