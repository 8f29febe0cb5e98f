from __future__ import annotations

from collections import defaultdict
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.config import load_settings
from preprocessing.records import IngestReport, Record, SplitReport, split_of
from preprocessing.settings import DataSettings
from preprocessing.spans import Span
from preprocessing.splits import (
    Grouping,
    SplitCounts,
    describe,
    divide,
    layout_of,
    plan_split,
    split_warnings,
)

DEFAULTS = load_settings().data


def settings(*group_by: str) -> DataSettings:
    return DEFAULTS.model_copy(update={"group_by": list(group_by)})


def record(text: str, *spans: tuple[int, int, str], **metadata: str) -> Record:
    ordered = tuple(Span(*span) for span in spans)
    return Record("1", text, ordered, "a", 1, metadata=tuple(metadata.items()))


@st.composite
def records(draw: Any) -> list[Record]:
    """Texts with a bank and a country, and one span of one of three labels."""
    made = []
    for number in range(draw(st.integers(2, 60))):
        word = draw(st.sampled_from(["shop", "cafe", "store"]))
        metadata = {"bank": f"b{draw(st.integers(0, 12))}"}
        if draw(st.booleans()):
            metadata["country"] = draw(st.sampled_from(["DE", "US"]))
        label = draw(st.sampled_from(["PARTY", "DATE", "AMOUNT"]))
        made.append(record(f"{word} {'x' * number}", (0, len(word), label), **metadata))
    return made


@given(records(), st.sampled_from([("bank",), ("layout",), ("bank", "layout")]))
def test_no_group_is_in_both_splits(texts: list[Record], group_by: tuple[str, ...]) -> None:
    data = settings(*group_by)
    splits = divide(texts, data)
    assert sum(map(len, splits.values())) == len(texts)
    for part in group_by:
        values = [
            {
                layout_of(text, data.layout_words)
                if part == "layout"
                else dict(text.metadata)[part]
                for text in split
            }
            for split in splits.values()
        ]
        assert not values[0] & values[1]


@given(records(), st.randoms())
def test_the_order_of_the_texts_does_not_matter(texts: list[Record], random: Any) -> None:
    data = settings("bank")
    before = {text.text for text in divide(texts, data)["eval"]}
    random.shuffle(texts)
    assert {text.text for text in divide(texts, data)["eval"]} == before


@given(records())
def test_each_split_has_texts_and_labels_where_that_is_possible(texts: list[Record]) -> None:
    splits = divide(texts, settings("bank"))
    banks_of = defaultdict(set)
    for text in texts:
        banks_of[text.spans[0].label].add(dict(text.metadata)["bank"])
    if len({dict(text.metadata)["bank"] for text in texts}) > 1:
        assert all(splits.values())
    # A label is alone in each of its groups in a text of one span only by chance, so that the rule
    # can always be met where every group has but one label.
    pure = [
        label
        for label, banks in banks_of.items()
        if len(banks) > 1
        and not any(banks & others for name, others in banks_of.items() if name != label)
    ]
    for label in pure:
        for split in splits.values():
            assert any(text.spans[0].label == label for text in split)


def test_many_groups_come_near_the_fraction() -> None:
    texts = [record(f"shop {number}x", bank=str(number % 97)) for number in range(3000)]
    share = len(divide(texts, settings("bank"))["eval"]) / len(texts)
    assert share == pytest.approx(0.15, abs=0.01)


def test_a_huge_group_trains() -> None:
    texts = [record(f"shop {'x' * n}", bank="big" if n % 10 else str(n)) for n in range(200)]
    splits = divide(texts, settings("bank"))
    assert {dict(text.metadata)["bank"] for text in splits["eval"]}.isdisjoint({"big"})
    assert 0 < len(splits["eval"]) <= 20


def test_texts_that_lack_the_key_are_split_by_themselves() -> None:
    texts = [record(f"shop {'x' * number}") for number in range(400)]
    share = len(divide(texts, settings("bank"))["eval"]) / len(texts)
    assert share == pytest.approx(0.15, abs=0.01)


def test_groups_that_share_any_value_are_one() -> None:
    texts = [
        record("a", bank="1", source="x"),
        record("b", bank="1", source="y"),
        record("c", bank="2", source="y"),
        record("d", bank="3", source="z"),
    ]
    splits = divide(texts, settings("bank", "source"))
    assert sorted(len(split) for split in splits.values()) == [1, 3]


@given(records())
def test_without_groups_a_hash_of_each_text_decides(texts: list[Record]) -> None:
    splits = divide(texts, settings())
    for split, part in splits.items():
        assert all(split_of(text.text, 0.15) == split for text in part)


@given(records(), st.sampled_from([(), ("bank",)]), st.data())
def test_counts_merge_and_can_be_taken_back(
    texts: list[Record], group_by: tuple[str, ...], data: st.DataObject
) -> None:
    grouping = Grouping(settings(*group_by))

    def counted(some: list[Record]) -> SplitCounts:
        counts = SplitCounts()
        for text in some:
            counts.add(grouping.keys(text), text)
        return counts

    cut = data.draw(st.integers(0, len(texts)))
    merged = counted(texts[:cut])
    merged.merge(counted(texts[cut:]))
    whole = counted(texts)
    plan = plan_split(whole, grouping.parts, 0.15)
    assert plan == plan_split(merged, grouping.parts, 0.15)
    extra = record("more", (0, 4, "PARTY"), bank="new")
    merged.add(grouping.keys(extra), extra)
    merged.remove(grouping.keys(extra), extra)
    assert plan == plan_split(merged, grouping.parts, 0.15)
    report = IngestReport()
    plan.count(whole, report)
    assert report.examples.total() == len(texts)
    assert sum(spans.total() for spans in report.spans.values()) == len(texts)


def test_a_layout_has_labels_for_values_and_words_of_channels() -> None:
    text = "CARD 12/04  Blue Bottle 0042"
    spans = ((0, 4, "CHANNEL"), (5, 10, "DATE"), (12, 23, "PARTY"))
    assert layout_of(record(text, *spans), ["CHANNEL"]) == "card <DATE> <PARTY> 0"
    assert layout_of(record(text, *spans)) == "<CHANNEL> <DATE> <PARTY> 0"


def test_near_twins_are_those_whose_layout_trains_too() -> None:
    texts = [record(f"paid {'x' * n}", (5, 5 + n, "PARTY")) for n in range(1, 60)]
    grouping, counts = Grouping(settings()), SplitCounts()
    for text in texts:
        counts.add(grouping.keys(text), text)
    report = plan_split(counts, (), 0.15).report
    assert report.near_twins == report.eval_texts > 0
    assert "100% of the eval texts are laid out like" in describe(report)
    (warning,) = split_warnings(report)
    assert "data.group_by" in warning
    grouped = divide(texts, settings("layout"))
    assert not grouped["eval"]  # one layout is one group


def test_a_split_of_few_groups_is_pointed_out() -> None:
    few = SplitReport(["bank"], groups=2, largest="bank=a", largest_texts=90, eval_texts=10)
    (warning,) = split_warnings(few)
    assert "2 group(s)" in warning
    uneven = SplitReport(["bank"], groups=9, largest="bank=a", largest_texts=90, eval_texts=10)
    (warning,) = split_warnings(uneven)
    assert warning.startswith("the largest group has 90 texts, more than the eval split's 10")
    assert list(split_warnings(SplitReport(["bank"], 40, "bank=a", 9, 30))) == []
