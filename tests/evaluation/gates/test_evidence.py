from __future__ import annotations

from collections import Counter

import pytest

from evaluation.gates.evidence import evidence_checks, found_checks
from evaluation.gates.settings import EvaluationSettings
from pipeline.config import load_settings
from preprocessing.records import IngestReport

LABELS = ["PARTY", "DATE"]
DEFAULTS = load_settings().evaluation


def settings(min_texts: int = 30, min_spans_per_label: int = 5) -> EvaluationSettings:
    return DEFAULTS.model_copy(
        update={"min_texts": min_texts, "min_spans_per_label": min_spans_per_label}
    )


def failed(texts: int, party: int, date: int, bounds: EvaluationSettings) -> list[str]:
    report = IngestReport()
    report.examples.update({"train": 1000, "eval": texts})
    report.spans["train"] = Counter(PARTY=900, DATE=900)
    report.spans["eval"] = Counter(PARTY=party, DATE=date)
    return [str(check) for check in evidence_checks(report, LABELS, bounds) if not check.passed]


@pytest.mark.parametrize("bound", [1, 2, 30])
def test_as_many_as_the_bound_are_enough(bound: int) -> None:
    assert failed(bound, bound, bound, settings(bound, bound)) == []
    assert len(failed(bound - 1, bound, bound, settings(bound, bound))) == 1
    assert len(failed(bound, bound, bound - 1, settings(bound, bound))) == 1


def test_what_is_missing_is_named_and_how_to_overrule_it() -> None:
    texts, spans = failed(1, 1, 0, settings())
    assert texts.startswith("data gate: evaluation.min_texts failed: 1, must be >= 30 (")
    assert "PARTY has 1, DATE has 0; annotate more" in spans
    assert "--allow-little-data" in texts
    assert "--allow-little-data" in spans
    assert failed(0, 0, 0, settings(0, 0)) == []


def test_a_label_that_is_never_found_fails() -> None:
    figures = {"PARTY/f1": 0.9, "PARTY/support": 40, "DATE/f1": 0.0, "DATE/support": 9}
    (check,) = found_checks(figures, LABELS, settings())
    assert not check.passed
    assert "not one span of DATE was found" in str(check)
    assert found_checks(figures, LABELS, settings(0, 0)) == []
    for mended in ({"DATE/f1": 0.01}, {"DATE/support": 0}):
        (check,) = found_checks({**figures, **mended}, LABELS, settings())
        assert check.passed
    (check,) = found_checks({**figures, "DATE/f1": float("nan")}, LABELS, settings())
    assert not check.passed
