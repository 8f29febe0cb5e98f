from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from itertools import permutations
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from commands import evaluate as evaluate_module
from commands.main import app
from models.export_format import Entity, Prediction
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


class Model:
    """Finds the first word of each text."""

    def predict_stream(self, texts: Iterable[str]) -> Iterator[Prediction]:
        for text in texts:
            end = len(text.split()[0])
            yield Prediction(text, [Entity("PARTY", text[:end], 0, end, 0.75, True)])


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evaluate_module, "load_model", lambda *_, **__: Model())


HOSTILE = "CAFE <b>\x1b[31m [bold]\ttab"
RECORDS = [
    {"text": HOSTILE, "label": [[0, 4, "PARTY"], [5, 8, "DATE"]]},
    {"text": "SHOP 12", "label": [[0, 7, "PARTY"]]},
    {"text": "MEND 12", "label": [[0, 4, "DATE"]]},
    {"text": "NONE 12", "label": []},
]


@pytest.mark.usefixtures("model")
def test_errors_are_shown_by_kind(write_jsonl: Writer, tmp_path: Path) -> None:
    path, page = str(write_jsonl(RECORDS)), tmp_path / "errors.html"
    plain = txner("evaluate", "--model", "x", path)
    assert "errors: 1 missed, 1 spurious, 1 label, 1 border" in plain.stdout
    assert "gold" not in plain.stdout
    for arguments in (["--errors", path], [path, "--errors"], [path, "--errors", "3"]):
        shown = txner("evaluate", "--model", "x", "--html", str(page), *arguments).stdout
        headings = [line.split(":")[0] for line in shown.splitlines() if "  (" in line[:14]]
        assert headings == ["missed", "spurious", "label", "border"]
        assert "gold  DATE 5-8 <b>" in shown
        assert "found PARTY 0-4 SHOP  (0.750 accepted)" in shown
        assert "\x1b" not in shown
        assert "␛[31m [bold]␉tab" in shown
    html = page.read_text()
    assert "<b>" not in html
    assert "&lt;b&gt;␛[31m" in html
    assert "PARTY 0-7 SHOP 12" in html
    values = json.loads(txner("evaluate", "--model", "x", "--json", path, "--errors").stdout)
    assert values["errors"]["counts"] == dict.fromkeys(("missed", "spurious", "label", "border"), 1)
    (missed,) = values["errors"]["texts"]["missed"]
    assert missed["errors"][0]["gold"] == {"start": 5, "end": 8, "label": "DATE"}


@pytest.mark.usefixtures("model")
def test_few_of_many_errors_are_shown(write_jsonl: Writer) -> None:
    path = str(write_jsonl([{"text": f"SHOP {n}", "label": []} for n in range(30)]))
    shown = txner("evaluate", "--model", "x", path, "--errors", "2").stdout
    assert shown.count("found PARTY") == 2
    assert "… and 28 more; --errors 30 shows all" in shown


@pytest.mark.usefixtures("model")
def test_labels_that_have_nothing_to_do_with_each_other(write_jsonl: Writer) -> None:
    path = str(write_jsonl([{"text": "SHOP 1", "label": [[0, 4, "MERCHANT"]]}]))
    result = txner("evaluate", "--model", "x", path)
    assert "no label in common: annotated are MERCHANT; the model finds PARTY" in result.stderr
    refused = txner("evaluate", "--model", "x", path, "--html", "/nowhere/x.html")
    assert refused.exit_code == 2
    assert "--html /nowhere/x.html" in refused.stderr
