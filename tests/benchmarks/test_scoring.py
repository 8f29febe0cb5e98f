from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.scoring import DisagreementError, compare, has_tags, read_predictions, score
from preprocessing.records import Record
from preprocessing.spans import Span

LABELS = ("X", "Y", "Z")


def record(*spans: Span) -> Record:
    return Record("1", "abcdefghij", spans, "test", 1)


RECORDS = [record(Span(0, 2, "X"), Span(2, 4, "Y")), record(Span(0, 1, "X"))]
PREDICTED = [[Span(0, 2, "X"), Span(2, 5, "Y"), Span(6, 7, "Z")], []]
# What seqeval 1.2.2 says of the tags of these characters.
SEQEVAL = {
    "X": [1.0, 0.5, 2 / 3, 2],
    "Y": [0.0, 0.0, 0.0, 1],
    "Z": [0.0, 0.0, 0.0, 0],
    "micro": [1 / 3, 1 / 3, 1 / 3, 3],
    "macro": [1 / 3, 1 / 6, 2 / 9, 3],
}


def test_figures_that_agree() -> None:
    figures = score(RECORDS, PREDICTED, LABELS)
    assert figures["micro"].f1 == pytest.approx(1 / 3)
    # Z was never annotated, so the two macro averages are of different labels.
    assert figures["macro"].f1 == pytest.approx(1 / 3)
    compare(figures, SEQEVAL)


def test_labels_that_do_not_occur_agree() -> None:
    compare(score(RECORDS, PREDICTED, (*LABELS, "W")), SEQEVAL)


@pytest.mark.parametrize("name", ["X", "micro"])
@pytest.mark.parametrize("place", [0, 1, 2, 3])
def test_a_difference_is_named(name: str, place: int) -> None:
    wrong = {label: list(row) for label, row in SEQEVAL.items()}
    wrong[name][place] += 1e-8
    with pytest.raises(DisagreementError, match=name):
        compare(score(RECORDS, PREDICTED, LABELS), wrong)


@pytest.mark.parametrize(
    ("spans", "tags"),
    [
        ([], True),
        ([Span(2, 4, "X"), Span(0, 2, "X")], True),
        ([Span(0, 3, "X"), Span(2, 4, "Y")], False),
        ([Span(1, 1, "X")], False),
    ],
)
def test_what_can_be_written_as_tags(spans: list[Span], tags: bool) -> None:
    assert has_tags(spans) == tags


def test_predictions_are_read(tmp_path: Path) -> None:
    file = tmp_path / "predictions.jsonl"
    file.write_text('[[0, 2, "X"], [3, 4, "Y"]]\n[]\n')
    assert read_predictions(file) == [[Span(0, 2, "X"), Span(3, 4, "Y")], []]
