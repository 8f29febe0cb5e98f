from __future__ import annotations

import json
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from preprocessing.annotators import group_by_text, settle
from preprocessing.records import IngestReport, Record
from preprocessing.settings import AnnotatorSettings, MergeRule
from preprocessing.spans import Reason, Span

TEXT = "BLUE BOTTLE 05/04"
PARTY, DATE, BLUE = Span(0, 11, "PARTY"), Span(12, 17, "DATE"), Span(0, 4, "PARTY")

STRICT = AnnotatorSettings(merge=MergeRule.STRICT, prefer=[])
MAJORITY = AnnotatorSettings(merge=MergeRule.MAJORITY, prefer=[])


def prefer(*names: str) -> AnnotatorSettings:
    return AnnotatorSettings(merge=MergeRule.PREFER, prefer=list(names))


def record(annotator: str, *spans: Span, data_span: int = 0, line: int = 1) -> Record:
    source = f"span-{data_span}/{annotator}.jsonl"
    return Record("7", TEXT, spans, source, line, 0, annotator, data_span)


def spans_of(records: list[Record], settings: AnnotatorSettings) -> list[tuple[Span, ...]]:
    """What becomes of the records, whatever their order."""
    results = [
        [kept.spans for kept in settle(list(order), settings).records]
        for order in permutations(records)
    ]
    assert all(result == results[0] for result in results)
    return results[0]


@pytest.mark.parametrize("settings", [STRICT, MAJORITY, prefer("bob")])
def test_those_who_agree_count_once(settings: AnnotatorSettings) -> None:
    assert spans_of([record("ann", PARTY), record("bob", PARTY)], settings) == [(PARTY,)]


@pytest.mark.parametrize("settings", [STRICT, MAJORITY, prefer("bob")])
def test_nothing_marked_is_an_abstention(settings: AnnotatorSettings) -> None:
    assert spans_of([record("ann", PARTY, DATE), record("bob")], settings) == [(PARTY, DATE)]


def test_a_disagreement_is_refused_with_both_annotations() -> None:
    settled = settle([record("ann", PARTY), record("bob", BLUE, line=4)], STRICT)
    assert settled.records == []
    assert [reject.reason for reject in settled.rejects] == [Reason.DISAGREEMENT] * 2
    detail = settled.rejects[0].detail
    assert "ann.jsonl line 1: [0, 11, 'PARTY']" in detail
    assert "bob.jsonl line 4: [0, 4, 'PARTY']" in detail
    assert json.loads(settled.rejects[0].raw)["label"] == [[0, 11, "PARTY"]]


def test_the_majority_decides_on_each_span() -> None:
    three = [record("ann", PARTY, DATE), record("bob", PARTY), record("eve", BLUE, DATE)]
    assert spans_of(three, MAJORITY) == [(PARTY, DATE)]


@pytest.mark.parametrize(
    "records",
    [
        [record("ann", PARTY), record("bob", BLUE)],
        [record("ann", PARTY), record("bob", BLUE), record("eve", DATE)],
        [record("ann", PARTY, DATE), record("bob", PARTY)],
    ],
)
def test_without_a_majority_it_is_a_disagreement(records: list[Record]) -> None:
    assert spans_of(records, MAJORITY) == []


def test_the_first_in_the_order_of_trust_counts() -> None:
    records = [record("ann", PARTY), record("bob", BLUE), record("eve", DATE)]
    assert spans_of(records, prefer("bob", "ann")) == [(BLUE,)]
    assert spans_of(records, prefer("zoe", "eve")) == [(DATE,)]
    assert spans_of(records, prefer("zoe")) == []
    abstains = [record("ann", PARTY), record("bob"), record("eve", DATE)]
    assert spans_of(abstains, prefer("bob", "ann")) == [(PARTY,)]


def test_someone_who_contradicts_themselves_is_not_preferred() -> None:
    records = [record("ann", PARTY, line=1), record("ann", BLUE, line=2), record("bob", BLUE)]
    assert spans_of(records, prefer("ann", "bob")) == []


def test_a_newer_data_span_corrects_an_older_one() -> None:
    old, new = record("all", BLUE, data_span=2), record("all", PARTY, data_span=10)
    assert spans_of([old, new], STRICT) == [(PARTY,)]
    # Even if the correction is that there is nothing.
    assert spans_of([old, record("all", data_span=10)], STRICT) == [()]


def test_how_often_a_text_occurs_is_kept() -> None:
    twice = [record("ann", PARTY, line=1), record("ann", PARTY, line=2), record("bob", PARTY)]
    assert spans_of(twice, STRICT) == [(PARTY,), (PARTY,)]


@pytest.mark.parametrize("second", [PARTY, DATE])
def test_a_text_that_one_annotator_has_twice_is_counted(second: Span) -> None:
    report = IngestReport()
    settle([record("ann", PARTY, line=1), record("ann", second, line=2)], STRICT).count(report)
    assert report.repeated_texts == 1
    assert report.agreement.contested == (second is DATE)
    settle([record("ann", PARTY), record("bob", PARTY)], STRICT).count(report)
    settle([record("ann", PARTY), record("ann", PARTY, data_span=1)], STRICT).count(report)
    assert report.repeated_texts == 1


records = st.lists(
    st.builds(
        lambda text, annotator, data_span, spans, line: Record(
            "1", text, tuple(sorted(spans)), annotator, line, 0, annotator, data_span
        ),
        text=st.sampled_from(["a b", "c d"]),
        annotator=st.sampled_from(["ann", "bob", "eve"]),
        data_span=st.integers(1, 2),
        spans=st.sampled_from([[], [Span(0, 1, "X")], [Span(0, 1, "Y")], [Span(2, 3, "X")]]),
        line=st.integers(1, 9),
    ),
    max_size=12,
)


@given(records, st.sampled_from([STRICT, MAJORITY, prefer("bob", "eve")]))
def test_no_record_is_lost(given_records: list[Record], settings: AnnotatorSettings) -> None:
    report, kept = IngestReport(), 0
    for group in group_by_text(given_records):
        settled = settle(group, settings)
        settled.count(report)
        kept += len(settled.records)
    assert report.records == len(given_records) == kept + report.rejected + report.merged
    assert IngestReport.from_json(report.to_json()) == report


def test_agreement_is_counted_for_each_pair_and_label() -> None:
    report = IngestReport()
    settle([record("bob", PARTY, DATE), record("ann", BLUE, DATE)], STRICT).count(report)
    agreement = report.agreement
    assert agreement.texts == {("ann", "bob"): 1}
    assert agreement.f1("bob", "ann") == agreement.f1("ann", "bob") == 0.5
    assert agreement.f1("ann", "bob", "PARTY") == 0
    assert agreement.f1("ann", "bob", "DATE") == 1
    assert agreement.f1("ann", "zoe") is None
    assert agreement.contested == 1
    (disputed,) = agreement.disputed
    assert disputed.f1 == 0.5
    assert "bob: [0, 11, 'PARTY']" in disputed.annotations


@given(records, records)
def test_agreement_merges_in_any_order(left: list[Record], right: list[Record]) -> None:
    def reported(given_records: list[Record]) -> IngestReport:
        report = IngestReport()
        for group in group_by_text(given_records):
            settle(group, STRICT).count(report)
        return report

    one, other = reported(left), reported(right)
    one.merge(reported(right))
    other.merge(reported(left))
    assert one.agreement == other.agreement
