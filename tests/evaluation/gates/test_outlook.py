from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from evaluation.gates.outlook import cautions, refusals, schema_refusals
from pipeline.config import load_settings
from preprocessing.settings import DataSettings
from preprocessing.validation import validate_files

ODD = Path(__file__).parents[2] / "data" / "odd_inputs"
EVALUATION = load_settings().evaluation
LABELS = ("MERCHANT", "CITY", "CARD", "WHEN")


def data_settings(*overrides: str) -> DataSettings:
    return load_settings(overrides=list(overrides)).data


def outlook(
    path: Path, *overrides: str, labels: tuple[str, ...] = LABELS
) -> tuple[list[str], list[str]]:
    data = data_settings(*overrides)
    result = validate_files([str(path)], labels, data, limit=0)
    stops = refusals(result.report, data, EVALUATION, labels, path.name)
    return stops, list(cautions(result.report, data, labels, result.distinct))


def any_has(messages: list[str], words: str) -> bool:
    return any(words in message for message in messages)


@pytest.mark.parametrize(
    ("name", "refusal", "caution"),
    [
        ("one", "of 1 lines none is left for the eval split", ""),
        ("five", "evaluation.min_texts failed: 1, must be >= 30", ""),
        ("same", "spans_per_label in eval failed: 0, must be >= 1 (CITY", "labelled MERCHANT"),
        ("nospans", "unlabelled_fraction failed: 1", ""),
        ("three", "min_spans_per_label failed: 1, must be >= 5 (CARD has 1", ""),
        ("lower", "reject_fraction failed", ""),
        ("inclusive", "would not with inclusive ends", ""),
    ],
)
def test_odd_inputs(name: str, refusal: str, caution: str) -> None:
    stops, notes = outlook(ODD / f"{name}.jsonl")
    assert any_has(stops, refusal) if refusal else not stops
    assert any_has(notes, caution) or not caution


def test_a_label_that_one_split_lacks_is_named() -> None:
    stops, _ = outlook(ODD / "five.jsonl", labels=(*LABELS, "AMOUNT"))
    assert any_has(stops, "spans_per_label in eval failed: 0, must be >= 1 (AMOUNT has 0)")


def test_texts_that_repeat_others_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "all.jsonl"
    path.write_text("".join(f'{{"text": "SHOP {i:03}", "label": []}}\n' for i in range(100)))
    assert any_has(outlook(path)[1], "99 of 100 examples repeat the text of another one but")


def test_bounds_that_are_set_are_kept() -> None:
    stops, notes = outlook(ODD / "inclusive.jsonl", "data.max_misplaced_fraction=1")
    assert not any_has(stops, "inclusive ends")
    assert any_has(notes, "would not with inclusive ends")
    assert any_has(notes, "are the offsets right?")


def test_the_sample_has_nothing_to_be_told() -> None:
    settings = load_settings()
    path = Path(__file__).parents[2] / "data" / "annotations" / "all.jsonl"
    result = validate_files([str(path)], settings.labels, settings.data, limit=0)
    labels = [label for label in settings.labels if result.report.spans["train"][label]]
    assert refusals(result.report, settings.data, settings.evaluation, labels, "all") == []
    assert not any_has(list(cautions(result.report, settings.data, labels, 400)), "offsets")


@pytest.mark.parametrize(
    ("spans", "length", "refusal"),
    [(64, 200, None), (65, 200, "has 65 spans, and .* allows 64"), (1, 100_001, "ends at 100001")],
)
def test_what_the_schema_refuses_is_said(
    tmp_path: Path, spans: int, length: int, refusal: str | None
) -> None:
    path = tmp_path / "all.jsonl"
    marked = [[2 * i, 2 * i + 1, "CITY"] for i in range(spans - 1)] + [[length - 1, length, "CITY"]]
    path.write_text(json.dumps({"text": "a" * length, "label": marked}))
    data = data_settings()
    result = validate_files([str(path)], LABELS, data, limit=0)
    found = list(schema_refusals(result, data.schema_path))
    assert len(found) == (refusal is not None)
    assert refusal is None or re.search(f"all.jsonl line 1 .*{refusal}", found[0])
    (message,) = schema_refusals(result, str(tmp_path / "none.pbtxt"))
    assert message.startswith("data.schema_path: cannot read")


def test_validate_and_a_run_agree_on_seventy_spans() -> None:
    result = validate_files(
        [str(ODD / "a24_seventy_spans.jsonl")], ("PARTY",), data_settings(), limit=0
    )
    (message,) = schema_refusals(result, data_settings().schema_path)
    assert "a24_seventy_spans.jsonl line 1 has 70 spans" in message
