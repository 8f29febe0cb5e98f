from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from commands.main import app

ODD = Path(__file__).parents[1] / "data" / "odd_inputs"

Writer = Callable[..., Path]
GOOD = {"id": 1, "text": "BLUE BOTTLE 05/04", "label": [[0, 11, "PARTY"], [12, 17, "DATE"]]}


def txner(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


def test_validate_accepts_sound_annotations(write_jsonl: Writer) -> None:
    result = txner("validate", str(write_jsonl([GOOD] * 3)))
    assert result.exit_code == 0
    assert "3 lines: 3 examples" in result.output


def test_validate_lists_offenders(write_jsonl: Writer) -> None:
    bad = {"text": "a", "label": [[0, 5, "PARTY"]]}
    path = write_jsonl([GOOD, bad, b"{", GOOD, bad])
    result = txner("validate", str(path))
    assert result.exit_code == 1
    assert "3 lines are refused" in result.output
    assert "2 span_outside_text" in result.output
    name = f"{path.parent.name}/all.jsonl"
    assert f"{name}:2: span [0, 5, 'PARTY'] ends beyond the text" in result.output
    assert f"{name}:3: not JSON" in result.output
    assert f"{name}:5: " in result.output
    limited = txner("validate", "--limit", "1", str(path))
    assert "and 2 more; --limit lists more" in limited.output


def test_validate_prints_json(write_jsonl: Writer) -> None:
    result = txner("validate", "--json", str(write_jsonl([GOOD, b"{"])))
    report = json.loads(result.stdout)
    assert result.exit_code == 1
    assert (report["records"], report["rejects"]) == (2, {"not_json": 1})
    assert (report["offenders"][0]["line"], report["offenders"][0]["raw"]) == (2, "{")


def test_validate_takes_the_labels_of_the_configuration(write_jsonl: Writer) -> None:
    path = str(write_jsonl([GOOD]))
    assert txner("validate", path).exit_code == 0
    result = txner("validate", path, "--set", "labels=[PARTY]")
    assert result.exit_code == 1
    assert "label 'DATE' is not among the configured labels" in result.output


def test_markup_in_data_is_shown_as_it_is(write_jsonl: Writer) -> None:
    path = write_jsonl([{"text": "[bold]x[/bold]", "label": [[0, 99, "PARTY"]]}], "[red].jsonl")
    result = txner("validate", str(path))
    assert "[red].jsonl:1: span [0, 99, 'PARTY']" in result.output


def odd(name: str, *options: str) -> Result:
    """`validate` of one of the odd inputs, with their labels."""
    labels = "labels=[PARTY,CHANNEL,DATE,LOCATION,MERCHANT,CITY,CARD,WHEN]"
    return txner("validate", str(ODD / name), "--set", labels, *options)


def test_a_span_that_stands_twice_is_one_and_counted() -> None:
    result = odd("a01_duplicate_spans.jsonl")
    assert "1 spans stand twice in their line; each counts once" in result.output
    assert "2 lines: 2 examples" in result.output


def test_texts_that_stand_twice_are_counted_and_contested_where_they_differ() -> None:
    result = odd("duplicate_texts.jsonl")
    assert result.exit_code == 1
    assert "6 texts stand several times" in result.output
    assert "1 texts are annotated in different ways" in result.output
    assert "26 lines: 24 examples" in result.output
    assert "2 disagreement" in result.output


@pytest.mark.parametrize(
    ("name", "guess"), [("a08_byte_offsets", "UTF-8 bytes"), ("inclusive", "inclusive ends")]
)
def test_offsets_that_are_wrong_everywhere_alike_are_refused(name: str, guess: str) -> None:
    result = odd(f"{name}.jsonl")
    assert result.exit_code == 1
    assert f"{name}.jsonl: " in result.output
    assert f"would not with {guess} (line 1: " in result.output
    taken = odd(f"{name}.jsonl", "--set", "data.max_misplaced_fraction=1")
    assert taken.exit_code == 0
    assert f"would not with {guess}" in taken.output
    report = json.loads(odd(f"{name}.jsonl", "--json").stdout)
    assert guess in report["refusals"][0]


def test_what_the_gates_will_refuse_is_said_and_is_no_fault_of_a_line() -> None:
    result = odd("same.jsonl")
    assert result.exit_code == 0
    assert "all spans are labelled MERCHANT" in result.output
    assert "a run with these annotations alone would stop:" in result.output
    assert "data gate: spans_per_label in eval failed" in result.output
