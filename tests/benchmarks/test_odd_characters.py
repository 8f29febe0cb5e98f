from __future__ import annotations

import json
import unicodedata
from collections.abc import Sequence
from pathlib import Path

import pytest

from benchmarks.odd_characters import (
    Place,
    characters_of,
    f1,
    main,
    measure,
    with_characters,
)
from models.export_format import Entity, Prediction
from preprocessing.spans import Span
from serving.prediction.predictor import Predictor
from tests.exported import planted_text

TEXT = "SQ *TACO TOWN 4412"
SPANS = [Span(0, 2, "PROCESSOR"), Span(4, 13, "PARTY"), Span(14, 18, "REFERENCE")]


@pytest.mark.parametrize(
    ("place", "character", "text", "entities"),
    [
        (Place.BEFORE, "⭐", "⭐SQ *⭐TACO TOWN ⭐4412", ["SQ", "TACO TOWN", "4412"]),
        (Place.INSIDE, "⭐", "SQ *TACO⭐ TOWN 4412", ["SQ", "TACO⭐ TOWN", "4412"]),
        (Place.BEHIND, "⭐", "SQ⭐ *TACO TOWN⭐ 4412⭐", ["SQ", "TACO TOWN", "4412"]),
        (Place.BEHIND, "+", "SQ+ *TACO TOWN+ 4412+", ["SQ", "TACO TOWN", "4412"]),
        (Place.BEHIND, "\u0301", "SQ\u0301 *TACO TOWN\u0301 4412\u0301", None),
        (
            Place.BEHIND,
            "\u200b",
            "SQ\u200b *TACO TOWN\u200b 4412\u200b",
            ["SQ", "TACO TOWN", "4412"],
        ),
    ],
)
def test_spans_stay_where_a_reader_sees_them(
    place: Place, character: str, text: str, entities: list[str] | None
) -> None:
    changed, spans = with_characters(TEXT, SPANS, place, lambda: character)
    assert changed == text
    expected = entities or [f"{TEXT[start:end]}{character}" for start, end, _ in SPANS]
    assert [changed[start:end] for start, end, _ in spans] == expected
    assert [span.label for span in spans] == [span.label for span in SPANS]


def test_every_category_but_letters_and_numbers_is_tried() -> None:
    names = {name.removesuffix(" ASCII") for name in characters_of()}
    everything = {unicodedata.category(chr(code)) for code in range(0x110000)}
    assert names == {name for name in everything if name[0] not in "LN" and name != "Cs"}


def test_characters_beyond_ascii_change_no_entity_of_an_exported_model(planted: Path) -> None:
    """The model finds every entity of these texts, as long as it sees the same words."""
    examples = [planted_text(60, seed) for seed in range(3)]
    predictor = Predictor(planted)
    for category, figures in measure(predictor.predict, examples, seed=1):
        if not category.endswith(" ASCII"):
            assert set(figures.values()) == {1.0}, (category, figures)


def test_the_table_says_whether_all_is_within_the_bound(
    planted: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = tmp_path / "all.jsonl"
    lines = [planted_text(50, seed) for seed in range(30)]
    data.write_text(
        "".join(
            json.dumps({"text": text, "label": [list(span) for span in spans]}) + "\n"
            for text, spans in lines
        )
    )
    arguments = ["--model", str(planted), "--data", str(data), "--texts", "2"]
    assert main(arguments) == 0
    shown = capsys.readouterr().out
    assert "clean 1.0000" in shown
    assert "worst: +0.0000" in shown
    assert main(["--model", str(tmp_path), "--data", str(data)]) == 2


def test_a_perfect_model_has_1_everywhere() -> None:
    """One that has learned the places, as the texts of a seed are the same each time."""
    seen: list[list[str]] = []

    def blind(texts: Sequence[str]) -> list[Prediction]:
        seen.append(list(texts))
        return [Prediction(text, []) for text in texts]

    figures = dict(measure(blind, [(TEXT, SPANS)], seed=0))
    assert len(seen) == 3 * len(figures)
    assert {figure for places in figures.values() for figure in places.values()} == {0.0}
    entities = [Entity(label, TEXT[s:e], s, e, 1.0, True) for s, e, label in SPANS]
    assert f1([Prediction(TEXT, entities)], [SPANS]) == 1.0
