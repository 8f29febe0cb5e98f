from __future__ import annotations

from pathlib import Path

import pytest

from preprocessing.annotation_files import InputError
from preprocessing.ingest_files import (
    REPORT_FILE,
    check_placement,
    check_splits,
    ingest_warnings,
    read_profile,
    read_report,
    read_source,
)
from preprocessing.records import IngestReport, Record, Reject
from preprocessing.spans import OffsetUnit, Reason, Span


def test_an_empty_split_is_named() -> None:
    report = IngestReport()
    report.add_reject(Reject(Reason.NOT_JSON, "why", "a.jsonl", 3, b""))
    report.examples["train"] = 5
    with pytest.raises(InputError, match=r"eval split.*1 not_json; first: a\.jsonl line 3"):
        check_splits(report, "a.jsonl")


def test_what_was_never_written_is_empty(tmp_path: Path) -> None:
    assert read_source(str(tmp_path)) == {}
    assert read_profile(str(tmp_path)) is None
    with pytest.raises(OSError, match=REPORT_FILE):
        read_report(str(tmp_path))


def test_the_report_comes_back(tmp_path: Path) -> None:
    report = IngestReport()
    report.add_reject(Reject(Reason.NOT_JSON, "why", "a.jsonl", 3, b""))
    report.add_record(Record("1", "ab", (Span(0, 1, "PARTY"),), "a", 4))
    (tmp_path / REPORT_FILE).write_text(report.to_json())
    assert read_report(str(tmp_path)) == report


def test_misplaced_spans_stop_the_run_above_the_bound() -> None:
    report = IngestReport()
    for line in range(3):
        report.placement.add("CORNER BAKERY", [[0, 12, "X"]], OffsetUnit.UTF16, "a.jsonl", line)
        report.placement.add("CORNER BAKERY", [[0, 13, "X"]], OffsetUnit.UTF16, "a.jsonl", line)
    check_placement(report, 0.5)
    assert "inclusive ends" in next(ingest_warnings(report, "/rejects"))
    with pytest.raises(InputError, match=r"^a\.jsonl: 3 of 6 .* inclusive ends .*convert the offs"):
        check_placement(report, 0.4)
    again = IngestReport.from_json(report.to_json())
    again.merge(IngestReport())
    assert again == report


def test_a_report_without_anything_unusual_has_no_warnings() -> None:
    report = IngestReport()
    report.add_record(Record("1", "ab", (Span(0, 1, "PARTY"),), "a", 4))
    assert list(ingest_warnings(report, "/rejects")) == []


def test_each_warning_says_how_many() -> None:
    report = IngestReport(merged=4, repeated_spans=6, repeated_texts=7)
    for reason, count in ((Reason.NOT_JSON, 2), (Reason.DISAGREEMENT, 1)):
        for line in range(count):
            report.add_reject(Reject(reason, "why", "a.jsonl", line, b""))
    report.add_record(Record("1", "ab", (), "a", 4, trimmed=3))
    report.agreement.contested = 5
    refused, contested, merged, trimmed, spans, texts, unlabelled = ingest_warnings(
        report, "/rejects"
    )
    assert refused == "lines refused: 2 not_json, 1 disagreement; see /rejects"
    assert contested.startswith("5 texts are annotated in different ways; see /rejects/report.json")
    assert merged.startswith("4 lines repeat texts")
    assert trimmed.startswith("3 spans had white space")
    assert spans.startswith("6 spans stand twice")
    assert texts.startswith("7 texts stand several times")
    assert unlabelled.startswith("1 records have no span")
