from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotation.corrections import (
    Corrections,
    Outcome,
    Suggestion,
    band_of,
    compare,
    dump_suggestions,
    parse_suggestions,
    read_corrections,
    tabulate,
)
from preprocessing.annotation_files import find_files
from preprocessing.reading import plan_reading
from preprocessing.spans import OffsetUnit, Span

Writer = Callable[..., Path]


def suggest(start: int, end: int, label: str = "PARTY", score: float = 0.9) -> Suggestion:
    return Suggestion(start, end, label, score)


@pytest.mark.parametrize(
    ("suggestions", "spans", "outcomes", "added"),
    [
        ([suggest(0, 4)], [Span(0, 4, "PARTY")], [Outcome.ACCEPTED], 0),
        ([suggest(0, 4)], [Span(0, 5, "PARTY")], [Outcome.MOVED], 0),
        ([suggest(0, 4)], [Span(0, 4, "DATE")], [Outcome.RELABELLED], 0),
        ([suggest(0, 4)], [Span(1, 5, "DATE")], [Outcome.RELABELLED], 0),
        ([suggest(0, 4)], [], [Outcome.DELETED], 0),
        ([suggest(0, 4)], [Span(4, 8, "PARTY")], [Outcome.DELETED], 1),
        ([], [Span(4, 8, "PARTY")], [], 1),
        # One span in the place of two: one moved, the other is gone.
        (
            [suggest(0, 4), suggest(5, 9)],
            [Span(0, 9, "PARTY")],
            [Outcome.MOVED, Outcome.DELETED],
            0,
        ),
        # An exact answer is not taken by an earlier suggestion that only overlaps.
        (
            [suggest(0, 9), suggest(5, 9)],
            [Span(5, 9, "PARTY")],
            [Outcome.DELETED, Outcome.ACCEPTED],
            0,
        ),
    ],
)
def test_what_became_of_suggestions(
    suggestions: list[Suggestion], spans: list[Span], outcomes: list[Outcome], added: int
) -> None:
    found, new = compare(suggestions, spans)
    assert found == outcomes
    assert len(new) == added


borders = st.tuples(st.integers(0, 9), st.integers(1, 4), st.sampled_from("XY"))
spans = st.lists(borders.map(lambda b: Span(b[0], b[0] + b[1], b[2])), max_size=5)
suggestions = st.lists(
    st.tuples(borders, st.booleans()).map(
        lambda b: Suggestion(b[0][0], b[0][0] + b[0][1], b[0][2], 0.25, b[1])
    ),
    max_size=5,
)


@given(suggestions, spans)
def test_each_suggestion_and_each_span_counts_once(
    suggested: list[Suggestion], left: list[Span]
) -> None:
    outcomes, added = compare(suggested, left)
    answered = len(suggested) - outcomes.count(Outcome.DELETED)
    assert answered + len(added) == len(left)
    equal = Counter(tuple(s[:3]) for s in suggested) & Counter(map(tuple, left))
    assert outcomes.count(Outcome.ACCEPTED) == equal.total()
    corrections = Corrections()
    corrections.add(suggested, left, "1")
    assert (
        corrections.by_label.total()
        == corrections.by_model.total()
        == len(left) + len(suggested) - answered
    )
    assert corrections.by_band.total() == len(suggested)


@given(suggestions)
def test_untouched_suggestions_are_all_accepted(suggested: list[Suggestion]) -> None:
    outcomes, added = compare(suggested, [Span(*s[:3]) for s in suggested])
    assert set(outcomes) <= {Outcome.ACCEPTED}
    assert added == []


@given(suggestions)
def test_suggestions_survive_as_metadata(suggested: list[Suggestion]) -> None:
    assert parse_suggestions(dump_suggestions(suggested)) == suggested


def test_suggestions_of_earlier_pushes_do_not_tell_what_was_accepted() -> None:
    assert parse_suggestions('[[0,4,"PARTY",0.5]]') == [Suggestion(0, 4, "PARTY", 0.5, True)]


@pytest.mark.parametrize(
    "text",
    [
        *("", "7", "{}", "[1]", '[[0, 1, "X"]]'),
        *('[["0", 1, "X", 0.5]]', '[[0, 1, "X", 0.5, 1]]', '[[0, 1, "X", 0.5, true, 1]]'),
    ],
)
def test_other_metadata_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        parse_suggestions(text)


@pytest.mark.parametrize(
    ("score", "band"), [(0.0, 0.0), (0.5, 0.5), (0.499, 0.0), (0.97, 0.95), (1.0, 0.99)]
)
def test_scores_are_counted_in_bands(score: float, band: float) -> None:
    assert band_of(score) == band


def line(identifier: int, label: list[list[object]], **metadata: object) -> dict[str, object]:
    return {"id": identifier, "text": "😀 BLUE BOTTLE 05/04", "label": label, **metadata}


PARTY = [3, 14, "PARTY"]
"""In UTF-16 units; the suggestion is in code points."""
SUGGESTED = '[[2,13,"PARTY",0.97],[14,19,"DATE",0.4]]'


def test_a_pull_tells_the_precision_that_users_see(write_jsonl: Writer, tmp_path: Path) -> None:
    path = write_jsonl(
        [
            line(1, [PARTY, [15, 20, "DATE"]], txner_suggestions=SUGGESTED, txner_model="17"),
            line(2, [PARTY], txner_suggestions=SUGGESTED, txner_model="17"),
            line(3, [PARTY], txner_suggestions=SUGGESTED, txner_model="17"),
            line(4, [PARTY], txner_suggestions=None),
            line(5, [PARTY]),
            line(6, [PARTY], txner_suggestions="?"),
            line(7, [[0, 99, "PARTY"]], txner_suggestions=SUGGESTED),
        ]
    )
    pull = {"offset_unit": "utf16", "approved_only": False, "confirmed_by": {"all.jsonl": [1, 2]}}
    (tmp_path / "pull.json").write_text(json.dumps(pull))
    corrections = read_corrections(plan_reading(find_files(str(path)), OffsetUnit.UTF16))
    assert (corrections.texts, corrections.waiting, corrections.unreadable) == (2, 1, 2)
    assert corrections.by_label == {
        ("PARTY", Outcome.ACCEPTED): 2,
        ("DATE", Outcome.ACCEPTED): 1,
        ("DATE", Outcome.DELETED): 1,
    }
    table = tabulate(corrections.by_band)
    assert table[0.95]["precision"] == 1
    assert table[0.0]["precision"] == 0.5
    assert corrections.to_dict()["by_model"]["17"]["accepted"] == 3
