from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from commands.main import app
from tests.exported import Exported

Writer = Callable[..., Path]
GOOD = {"id": 1, "text": "BLUE BOTTLE 05/04", "label": [[0, 11, "PARTY"], [12, 17, "DATE"]]}


def txner(*arguments: str, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(app, list(arguments), input=stdin)


@pytest.mark.parametrize(
    "command", [["run"], ["validate"], ["predict"], ["evaluate"], ["schema", "propose"]]
)
def test_help_shows_an_example(command: list[str]) -> None:
    result = txner(*command, "--help")
    assert result.exit_code == 0
    assert f"Example: txner {' '.join(command)}" in result.output


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


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["validate", "no.jsonl"], "no file matches data.path no.jsonl"),
        (["validate", "x", "--set", "labels=7"], "--set labels=7: labels: "),
        (["validate", "x", "--config", "no.yaml"], "no.yaml: cannot read the configuration"),
        (["run", "--set", "training.epoch=1"], "unknown key training.epoch"),
        (["run", "--set", "data.path=no.jsonl"], "no file matches data.path"),
        (["run", "--set", "output_root=gs://bucket"], "must be a local folder"),
        (["run", "--set", "data.schema_path=no.pbtxt"], "data.schema_path: there is no file"),
        (["predict", "--model", "no", "x"], "--model no: there is no such folder"),
        (["evaluate", "--model", "no", "x.jsonl"], "--model no: there is no such folder"),
    ],
)
def test_what_is_wrong_is_one_line_and_code_2(arguments: list[str], message: str) -> None:
    """In a process of its own, with what it prints on standard error."""
    result = subprocess.run(
        [sys.executable, "-m", "commands.main", *arguments],
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 2
    (line,) = result.stderr.splitlines()
    assert line.startswith("error: ")
    assert message in line
    assert result.stdout == ""


def test_a_schema_that_is_none_is_named(tmp_path: Path) -> None:
    path = tmp_path / "schema.pbtxt"
    path.write_text("feature { nam: 1 }")
    result = txner("run", "--set", f"data.schema_path={path}")
    assert result.exit_code == 2
    assert "is not a schema: 1:11" in result.stderr


def predicted(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_predict_answers_each_line_of_standard_input_in_order(exported: Exported) -> None:
    lines = [b"purchase 05/04", b"", b"caf\xe9 \xf0\x9f\x98\x80", "\u2028x".encode(), b"last"]
    result = txner("predict", "--model", str(exported.path), "--json", stdin=b"\r\n".join(lines))
    assert result.exit_code == 0
    texts = [answer["text"] for answer in predicted(result)]
    assert texts == ["purchase 05/04", "", "caf\ufffd 😀", "\u2028x", "last"]


def test_predict_shows_entities_and_what_was_cut(exported: Exported) -> None:
    text = exported.records[3].text
    result = txner("predict", "--model", str(exported.path), text, "a " * 4170)
    answer = predicted(txner("predict", "--model", str(exported.path), "--json", text))[0]
    assert answer["entities"]
    for entity in answer["entities"]:
        assert f"{entity['start']}-{entity['end']}" in result.output
        use = "accepted" if entity["accepted"] else "suggested"
        assert f"{entity['score']:.3f} {use}" in result.output
    assert "the last 74 word pieces were not looked at" in result.output


def test_evaluate_says_how_far_accepted_entities_can_be_relied_on(
    exported: Exported, write_jsonl: Writer
) -> None:
    from serving.prediction.predictor import Predictor

    words = ("purchase", "market", "#4412", "05/04", "transfer", "berlin", "coffee", "12.31")
    texts = [" ".join(three) for three in permutations(words, 3)]
    found = [p.entities for p in Predictor(exported.path).predict(texts)]
    # All that is accepted is right, but for the texts at the end, where everything is wrong.
    records = [
        {"text": text, "label": [[e.start, e.end, e.label] for e in entities]}
        for text, entities in zip(texts, found, strict=True)
    ]
    for record in records[-100:]:
        record["label"] = []
    path = str(write_jsonl(records))
    result = txner("evaluate", "--model", str(exported.path), "--json", path)
    accepted = [[entity.accepted for entity in entities] for entities in found]
    assert json.loads(result.stdout)["acceptance"] == {
        "entities": sum(map(len, accepted)),
        "accepted": sum(map(sum, accepted)),
        "right": sum(map(sum, accepted[:-100])),
    }
    assert 0 < sum(map(sum, accepted[:-100])) < sum(map(sum, accepted)) < sum(map(len, accepted))


def test_evaluate_counts_any_label(exported: Exported, write_jsonl: Writer) -> None:
    record = {"text": "purchase 05/04", "label": [[0, 8, "SHOP"]]}
    result = txner(
        "evaluate", "--model", str(exported.path), "--json", str(write_jsonl([record, b"{"]))
    )
    assert result.exit_code == 0
    values = json.loads(result.stdout)
    assert (values["examples"], values["rejects"]) == (1, 1)
    assert values["figures"]["SHOP"]["support"] == 1
    assert values["figures"]["micro"]["f1"] == 0.0
    assert "refused: " in result.stderr
    shown = txner("evaluate", "--model", str(exported.path), str(write_jsonl([record])))
    assert "accepted: none of " in shown.stdout or " of them right" in shown.stdout
    nothing = txner("evaluate", "--model", str(exported.path), str(write_jsonl([b"{"], "b.jsonl")))
    assert nothing.exit_code == 2
    assert "none of 1 lines can be used" in nothing.stderr
