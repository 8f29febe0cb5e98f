from __future__ import annotations

import json
from pathlib import Path

import pytest

from evaluation.gates.checks import at_least
from models.span_scoring import Figures, flatten
from serving.release.record import RECORD_FILE, ReleaseRecord
from serving.release.records import Outcome

FIGURES = {name: Figures(0.5, 0.25, 1 / 3, 8) for name in ("PARTY", "DATE", "micro", "macro")}
PUBLISHED = ReleaseRecord(
    outcome=Outcome.PUBLISHED,
    version=17,
    path="/models/17",
    labels=["release"],
    figures=flatten(FIGURES),
    checks=[at_least("evaluation", "micro/f1", 0.9, 0.8)],
    held="label canary is on hold",
)
REJECTED = ReleaseRecord(Outcome.REJECTED, None, None, [], {}, [at_least("data", "x", 0, 1)])


@pytest.mark.parametrize("record", [PUBLISHED, REJECTED])
def test_the_record_comes_back(record: ReleaseRecord, tmp_path: Path) -> None:
    (tmp_path / RECORD_FILE).write_text(record.to_json())
    assert ReleaseRecord.read(str(tmp_path)) == record


def test_what_was_published() -> None:
    assert PUBLISHED.published
    assert not REJECTED.published
    assert list(PUBLISHED.span_figures) == ["PARTY", "DATE", "micro", "macro"]
    assert PUBLISHED.span_figures == FIGURES
    assert REJECTED.span_figures == {}


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"outcome": "sold"}'])
def test_other_files_are_refused(text: str) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        ReleaseRecord.from_json(text)


def test_checks_with_other_fields_are_refused() -> None:
    values = json.loads(PUBLISHED.to_json())
    values["checks"][0]["colour"] = "red"
    with pytest.raises(TypeError, match="colour"):
        ReleaseRecord.from_json(json.dumps(values))
