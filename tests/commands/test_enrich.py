from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from commands import enrich as enrich_module
from commands.main import app
from models.export_format import Entity, Prediction

ROWS = [
    {"text": "POS ELM CAFE 03/04", "entities": [[0, 3, "CHANNEL"], [4, 12, "PARTY"]]},
    {"text": "ELM CAFE", "entities": [{"label": "PARTY", "start": 0, "end": 8, "score": 0.4}]},
]
RULES = """
rules:
  - name: elm
    when: {label: PARTY}
    do: {values: {ELM CAFE: {brand: Elm Group}}}
    examples: [{text: ELM CAFE, entities: [[0, 8, PARTY]], sets: {brand: Elm Group}}]
"""


def txner(*arguments: str | Path, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(app, list(map(str, arguments)), input=stdin)


def lines(rows: Sequence[Any]) -> bytes:
    return b"".join(json.dumps(row).encode() + b"\n" for row in rows)


def test_tagged_input_needs_no_model() -> None:
    result = txner("enrich", "--spans", stdin=lines(ROWS))
    assert result.exit_code == 0
    first, second = map(json.loads, result.stdout.splitlines())
    assert (first["channel"], first["counterparty"]["name"]) == ("card", "Elm Cafe")
    assert second["counterparty"]["score"] == 0.4


def test_bad_rows_stand_in_their_place_and_are_told_of() -> None:
    result = txner("enrich", "--spans", stdin=lines(ROWS[:1]) + b"nope\n" + lines(ROWS[1:]))
    assert result.exit_code == 2
    first, bad, last = map(json.loads, result.stdout.splitlines())
    assert bad == {"schema": 1, "line": 2, "error": "not JSON"}
    assert (first["text"], last["text"]) == (ROWS[0]["text"], ROWS[1]["text"])
    assert "standard input:2: not JSON" in result.stderr
    assert "1 of 3 rows could not be used" in result.stderr


def test_a_model_reads_the_texts_of_a_table(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Model:
        def predict(self, texts: Sequence[str]) -> list[Prediction]:
            return [Prediction(text, [Entity("DATE", text[:5], 0, 5, 0.9)]) for text in texts]

    monkeypatch.setattr(
        enrich_module, "load_model", lambda _, *, int8: Model() if not int8 else None
    )
    table = tmp_path / "texts.csv"
    table.write_text("memo,country\n03/04 ELM,GB\n03/04 OAK,US\n", "utf-8")
    result = txner("enrich", "--model", tmp_path, "--text-column", "memo", table)
    assert result.exit_code == 0
    dates = [json.loads(line)["dates"] for line in result.stdout.splitlines()]
    assert dates == [["--04-03"], ["--03-04"]]


def test_rules_and_a_directory_of_ones_own(tmp_path: Path) -> None:
    (tmp_path / "rules.yaml").write_text(RULES, "utf-8")
    (tmp_path / "brands.csv").write_text("brand\nElm Cafe\n", "utf-8")
    own = txner("enrich", "--spans", "--directory", tmp_path / "brands.csv", stdin=lines(ROWS))
    assert json.loads(own.stdout.splitlines()[0])["counterparty"]["brand"] == "Elm Cafe"
    ruled = txner("enrich", "--spans", "--rules", tmp_path / "rules.yaml", stdin=lines(ROWS))
    assert json.loads(ruled.stdout.splitlines()[0])["counterparty"]["brand"] == "Elm Group"
    assert "rule elm: 2 records" in ruled.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["enrich"], "give --model, or --spans"),
        (["enrich", "--spans", "--model", "x"], "not both"),
        (["enrich", "--spans", "none.jsonl"], "none.jsonl: cannot read it"),
        (["enrich", "--spans", "--directory", "none.csv"], "none.csv: cannot read it"),
        (["enrich", "--spans", "--rules", "none.yaml"], "none.yaml: cannot read it"),
        (["rules", "check", "none.yaml"], "none.yaml: cannot read it"),
        (["directory", "check", "none.csv"], "none.csv: cannot read it"),
        (["directory", "propose", "none.jsonl"], "none.jsonl: cannot read it"),
    ],
)
def test_what_the_user_can_mend(arguments: list[str], message: str) -> None:
    result = txner(*arguments, stdin=b"")
    assert result.exit_code == 2
    assert message in result.stderr


def test_a_file_of_another_kind(tmp_path: Path) -> None:
    (tmp_path / "texts.parquet").write_bytes(b"")
    result = txner("enrich", "--spans", tmp_path / "texts.parquet")
    assert result.exit_code == 2
    assert "must end in" in result.stderr


def test_rules_are_checked(tmp_path: Path) -> None:
    path = tmp_path / "rules.yaml"
    path.write_text(RULES, "utf-8")
    result = txner("rules", "check", path)
    assert result.exit_code == 0
    assert "1 rules, 1 examples hold" in result.stdout
    path.write_text(RULES.replace("sets: {brand: Elm", "sets: {brand: Oak"), "utf-8")
    assert txner("rules", "check", path).exit_code == 2


def test_proposals_are_rows_for_the_directory(tmp_path: Path) -> None:
    records = txner("enrich", "--spans", stdin=lines([*ROWS, *ROWS])).stdout.encode()
    proposed = txner("directory", "propose", stdin=records)
    assert list(csv.DictReader(proposed.stdout.splitlines())) == [
        {"brand": "Elm Cafe", "aliases": "", "websites": "", "category": "", "count": "4"}
    ]
    path = tmp_path / "brands.csv"
    path.write_text(proposed.stdout, "utf-8")
    checked = txner("directory", "check", path)
    assert checked.exit_code == 0
    assert "1 brands" in checked.stdout
    copied = txner("directory", "copy", path, f"sqlite:///{tmp_path}/brands.db")
    assert copied.exit_code == 0
    assert "1 brands" in txner("directory", "check", f"sqlite:///{tmp_path}/brands.db").stdout
    assert txner("directory", "propose", stdin=b"nope\n").exit_code == 2
