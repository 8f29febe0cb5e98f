from __future__ import annotations

import json
import random
from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from preprocessing.data_profile import (
    FEATURES,
    DataProfile,
    ProfileError,
    distance,
    drift,
    find_new_texts,
    is_sampled,
    mark_of,
)
from preprocessing.records import Record
from preprocessing.settings import AnnotatorSettings, MergeRule
from preprocessing.spans import Span

STRICT = AnnotatorSettings(merge=MergeRule.STRICT, prefer=[])

counts = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 1000)).map(Counter)
some_counts = counts.filter(lambda counter: counter.total() > 0)
texts = st.text(min_size=1, max_size=40)


def record(text: str, *labels: str, annotator: str = "", line: int = 1) -> Record:
    """A text with a span of one code point for each label."""
    spans = tuple(Span(place, place + 1, label) for place, label in enumerate(labels))
    return Record(str(line), text, spans, "all.jsonl", line, annotator=annotator)


def profile(*records: Record, room: int = 1 << 14) -> DataProfile:
    made = DataProfile(room=room)
    for one in records:
        made.add(one)
    return made


@given(some_counts, st.integers(1, 9))
def test_equal_shares_are_no_distance_apart(one: Counter[str], factor: int) -> None:
    more = {value: count * factor for value, count in one.items()}
    assert distance(one, one) == 0
    assert distance(one, more) == pytest.approx(0, abs=1e-12)


@given(counts, counts)
def test_a_distance_is_symmetric_and_bounded(one: Counter[str], other: Counter[str]) -> None:
    assert distance(one, other) == distance(other, one)
    assert 0 <= distance(one, other) <= 1


@given(some_counts, some_counts, st.randoms())
def test_the_order_of_counts_does_not_matter(
    one: Counter[str], other: Counter[str], shuffler: random.Random
) -> None:
    entries = list(one.items())
    shuffler.shuffle(entries)
    assert distance(dict(entries), other) == distance(one, other)


def test_distances_that_can_be_told_in_the_head() -> None:
    assert distance({"a": 3}, {"b": 5}) == 1
    assert distance({}, {}) == 0
    assert distance({}, {"a": 1}) == distance({"a": 1}, {}) == 1
    assert distance({"a": 1, "b": 0}, {"a": 9}) == 0
    # The entropy of the mean, h(1/4) = 0.8113, less half of 0 and half of 1.
    assert distance({"a": 1}, {"a": 1, "b": 1}) == pytest.approx(0.311278, abs=1e-6)


def test_a_small_change_is_nearer_than_a_large_one() -> None:
    base = {"PARTY": 80, "DATE": 20}
    small, large = {"PARTY": 75, "DATE": 25}, {"PARTY": 20, "DATE": 80}
    assert 0 < distance(base, small) < 0.01 < 0.1 < distance(base, large)


@given(st.lists(st.tuples(texts, st.lists(st.sampled_from("AB"), max_size=3))), st.randoms())
def test_a_profile_does_not_depend_on_order_or_parts(
    given: list[Any], shuffler: random.Random
) -> None:
    unique = dict(given)
    records = [record(text, *labels) for text, labels in unique.items()]
    whole = profile(*records, room=4)
    shuffled = list(records)
    shuffler.shuffle(shuffled)
    half = len(records) // 2
    merged = DataProfile(room=4)
    merged.merge(profile(*shuffled[:half], room=4))
    merged.merge(profile(*shuffled[half:], room=4))
    assert merged.to_dict() == whole.to_dict()
    assert len(whole.marks) <= 4
    assert all(value == 0 for value in drift(whole, merged).values())


@given(st.lists(texts, unique=True, max_size=30))
def test_a_profile_survives_storage(given: list[str]) -> None:
    before = profile(*(record(text, "A") for text in given))
    stored = json.loads(json.dumps(before.to_dict()))
    after = DataProfile.from_dict(stored)
    assert after.to_dict() == before.to_dict()
    assert find_new_texts((record(text, "A") for text in given), after, STRICT).count == 0


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"format": 2}, "profiles of format 2 cannot be read, only of 1"),
        ({"format": None}, "profiles of format None"),
        ({"marks": "%%"}, "not a profile"),
        ({"marks": "AAAA"}, "not a profile"),
        ({"counts": {}}, "not a profile"),
        ({"level": "x"}, "not a profile"),
    ],
)
def test_what_is_no_profile_is_refused(change: dict[str, Any], message: str) -> None:
    values = profile(record("SHOP", "A")).to_dict() | change
    with pytest.raises(ProfileError, match=message):
        DataProfile.from_dict(values)


def test_every_feature_tells_what_it_is_for() -> None:
    base = profile(*(record(f"SHOP {chr(65 + n)} 12", "PARTY") for n in range(20)))
    others = {
        "labels": [record(f"SHOP {chr(65 + n)} 12", "DATE") for n in range(20)],
        "spans": [record(f"SHOP {chr(65 + n)} 12", "PARTY", "PARTY") for n in range(20)],
        "length": [record(f"SHOP {chr(65 + n)} 12" * 5, "PARTY") for n in range(20)],
        "characters": [record(f"ШОП! {chr(1040 + n)}--", "PARTY") for n in range(20)],
        "words": [record(f"BANK {chr(65 + n)} 12", "PARTY") for n in range(20)],
    }
    assert set(others) == set(FEATURES)
    for feature, records in others.items():
        assert drift(base, profile(*records))[feature] > 0.1, feature
    # Other shops of the same kind are no drift of what has nothing to do with words.
    near = drift(base, profile(*(record(f"SHOP {chr(65 + n)} 77", "PARTY") for n in range(20))))
    assert near == dict.fromkeys(FEATURES, 0.0)


def test_new_and_corrected_texts_are_found() -> None:
    known = profile(record("a", "A"), record("b", "A"), record("c", "A"))
    data = [record("a", "A"), record("b", "B"), record("d", "A"), record("d", "A", line=2)]
    found = find_new_texts(data, known, STRICT)
    assert (found.exact, found.profile.counts["labels"]) == (True, {"A": found.count - 1, "B": 1})
    assert find_new_texts(data[:2], known, STRICT).count == 1
    assert find_new_texts([], known, STRICT).count == 0


def test_texts_that_a_run_would_refuse_are_not_new() -> None:
    ann, bob = record("x", "A", annotator="ann"), record("x", "B", annotator="bob", line=2)
    assert find_new_texts([ann, bob], DataProfile(), STRICT).count == 0
    preferred = AnnotatorSettings(merge=MergeRule.PREFER, prefer=["bob"])
    assert find_new_texts([ann, bob], DataProfile(), preferred).count == 1
    assert find_new_texts([ann, bob], profile(bob), preferred).count == 0


@pytest.mark.parametrize("room", [256, 1024])
@pytest.mark.parametrize("new", [0, 500, 3000])
def test_of_much_data_new_texts_are_estimated(room: int, new: int) -> None:
    known = profile(*(record(f"old {n}", "A") for n in range(6000)), room=room)
    data = [record(f"old {n}", "A") for n in range(6000)]
    data += [record(f"new {n}", "A") for n in range(new)]
    found = find_new_texts(data, known, STRICT, room=room)
    assert not found.exact
    # Half of the room is kept at least; five times the standard error.
    assert abs(found.count - new) <= 5 * (new * 2 * (6000 + new) / room) ** 0.5
    assert (found.count == 0) == (new == 0)


def test_a_sample_of_old_data_is_not_taken_for_all_of_it() -> None:
    known = profile(*(record(f"old {n}", "A") for n in range(2000)), room=100)
    assert known.texts == 2000
    assert len(known.marks) <= 100
    assert find_new_texts((record(f"old {n}", "A") for n in range(2000)), known, STRICT).count == 0


@given(texts, texts, st.integers(0, 20))
def test_what_is_sampled_depends_on_the_text_alone(text: str, label: str, level: int) -> None:
    plain, marked = mark_of(text, ()), mark_of(text, (Span(0, 1, label),))
    assert is_sampled(plain, level) == is_sampled(marked, level)
    assert plain != marked
    assert is_sampled(plain, 0)
