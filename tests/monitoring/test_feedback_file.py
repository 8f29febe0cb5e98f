from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from benchmarks.fuzzing.feedback_files import EXPECTED, FAULTS, SECRET, feedback_lines
from monitoring.case_store import CaseStore
from monitoring.feedback_file import FeedbackFileError, add_feedback

LINES = 4 * len(FAULTS)


@pytest.fixture
def store(tmp_path: Path) -> CaseStore:
    return CaseStore(f"sqlite:///{tmp_path}/releases.db")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "feedback.jsonl"
    path.write_bytes(b"".join(line + b"\n" for line in feedback_lines(LINES, faulty=0.7)))
    return path


def test_accepted_and_refused_lines_are_all_lines(file: Path, store: CaseStore) -> None:
    rejects = file.with_name("rejects.jsonl")
    seen: list[object] = []
    report = add_feedback(
        file, rejects, EXPECTED, store, lambda lines: (seen.append(line) or line for line in lines)
    )
    assert report.accepted + report.refused.total() == report.lines == len(seen) == LINES
    assert report.accepted > 0
    assert len(report.refused) > 10
    assert report.rejects == rejects
    refused = [json.loads(line) for line in rejects.read_bytes().splitlines()]
    assert Counter(line["reason"] for line in refused) == report.refused
    assert SECRET not in rejects.read_text()
    # Each refused line is named by its number.
    numbers = [line["line"] for line in refused]
    assert numbers == sorted(set(numbers))
    assert set(numbers) <= set(range(1, LINES + 1))
    cases = list(store.read("transactions"))
    assert sum(case.times for case in cases) == report.accepted
    assert len(cases) == report.new
    assert not any(SECRET in case.text for case in cases)


def test_a_file_may_be_added_again(file: Path, store: CaseStore) -> None:
    rejects = file.with_name("rejects.jsonl")
    first = add_feedback(file, rejects, EXPECTED, store)
    again = add_feedback(file, rejects, EXPECTED, store)
    assert (again.new, again.accepted, again.refused) == (0, first.accepted, first.refused)
    # Once it is mended nothing is left of the faults.
    file.write_bytes(b"".join(line + b"\n" for line in feedback_lines(5, faulty=0)))
    assert add_feedback(file, rejects, EXPECTED, store).rejects is None
    assert not rejects.exists()


def test_files_that_cannot_be_used_are_named(tmp_path: Path, store: CaseStore) -> None:
    with pytest.raises(FeedbackFileError, match=r"none\.jsonl"):
        add_feedback(tmp_path / "none.jsonl", tmp_path / "r", EXPECTED, store)
    (file := tmp_path / "feedback.jsonl").write_bytes(b"\n")
    with pytest.raises(FeedbackFileError, match="nowhere"):
        add_feedback(file, tmp_path / "nowhere" / "r", EXPECTED, store)
