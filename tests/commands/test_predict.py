from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from commands import predict as predict_module
from commands.main import app
from models.export_format import Prediction
from tests.exported import Exported


def txner(*arguments: str, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(app, list(arguments), input=stdin)


def predicted(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_predict_answers_each_line_of_standard_input_in_order(exported: Exported) -> None:
    lines = [b"purchase 05/04", b"", b"caf\xe9 \xf0\x9f\x98\x80", "\u2028x".encode(), b"last"]
    result = txner("predict", "--model", str(exported.path), "--json", stdin=b"\r\n".join(lines))
    assert result.exit_code == 0
    texts = [answer["text"] for answer in predicted(result)]
    assert texts == ["purchase 05/04", "", "caf\ufffd 😀", "\u2028x", "last"]


def test_a_byte_order_mark_on_standard_input_is_no_part_of_a_text(exported: Exported) -> None:
    result = txner("predict", "-m", str(exported.path), "--json", stdin=b"\xef\xbb\xbfone\ntwo\n")
    assert [answer["text"] for answer in predicted(result)] == ["one", "two"]


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


class Model:
    """Finds nothing."""

    def predict_stream(self, texts: Iterable[str]) -> Iterator[Prediction]:
        for text in texts:
            yield Prediction(text, [])


@pytest.mark.parametrize("name", ["texts.txt", "a.csv", "b.jsonl", "notes", "caf\u00e9.TXT"])
def test_a_file_in_the_place_of_a_text_is_asked_about(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path(name).write_text("SHOP 12")
    result = txner("predict", "--model", "x", name)
    assert result.exit_code == 2
    assert "is a file; did you mean the texts in it?" in result.stderr
    assert ("--input" in result.stderr) == (name != "notes")


def test_texts_of_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(predict_module, "load_model", lambda *_, **__: Model())
    path = tmp_path / "a.csv"
    path.write_text('id,purpose\n1,"SHOP, 12"\n2,CAFE\n')
    result = txner("predict", "--model", "x", "--json", "--input", str(path), "--column", "purpose")
    assert [answer["text"] for answer in predicted(result)] == ["SHOP, 12", "CAFE"]
    missing = txner("predict", "--model", "x", "--input", str(path))
    assert missing.exit_code == 2
    assert missing.stderr.startswith("error: --column: ")
    both = txner("predict", "--model", "x", "--input", str(path), "text")
    assert both.exit_code == 2
    long = txner("predict", "--model", "x", "--json", "x" * 5000, "a\n/b")
    assert long.exit_code == 0
