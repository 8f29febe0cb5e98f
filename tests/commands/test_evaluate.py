from __future__ import annotations

import json
from collections.abc import Callable
from itertools import permutations
from pathlib import Path

from typer.testing import CliRunner, Result

from commands.main import app
from tests.exported import Exported

Writer = Callable[..., Path]


def txner(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


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
