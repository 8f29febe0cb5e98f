from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks import fewshot
from benchmarks.corpus import read_records, write_records
from benchmarks.fewshot import Training, apart, grouped, parse_options, renamed, split, table_of
from benchmarks.journal import note
from pipeline.config import load_settings
from preprocessing.records import Record
from preprocessing.spans import Span

RECORDS = [
    Record(str(number), f"SHOP {number} 05/04", (Span(0, 4, "PARTY"),), "few.jsonl", number)
    for number in range(100)
]
GOOD = Training("start", 50, 0, 1, "key", 0.8, 400, 20.0)


def test_each_text_is_held_out_once() -> None:
    held_out = [split(RECORDS, fold, 3)[0] for fold in range(3)]
    assert sorted(int(record.id) for part in held_out for record in part) == list(range(100))
    for fold, part in enumerate(held_out):
        rest = split(RECORDS, fold, 3)[1]
        assert len(part) + len(rest) == 100
        assert not {record.text for record in part} & {record.text for record in rest}
        assert len(part) > 15


def test_a_sixth_chooses_the_epoch() -> None:
    learned, judged = apart(RECORDS[:60])
    assert (len(learned), len(judged)) == (50, 10)
    assert {record.id for record in learned}.isdisjoint(record.id for record in judged)


def test_labels_are_renamed_and_forgotten() -> None:
    rename = parse_options(
        ["few.jsonl", "--start-from", "m", "--rename", "PARTY=NAME,DATE="]
    ).rename
    assert rename == {"PARTY": "NAME", "DATE": ""}
    spans = (Span(0, 4, "PARTY"), Span(5, 7, "DATE"), Span(8, 9, "AMOUNT"))
    found = renamed(replace(RECORDS[0], spans=spans), rename)
    assert found.spans == (Span(0, 4, "NAME"), Span(8, 9, "AMOUNT"))


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--contenders", "nobody"], "is none of encoder, start"),
        (["--contenders", "start"], "--start-from"),
        (["--contenders", "replay", "--start-from", "m"], "--replayed"),
        (["--contenders", "hf", "--rename", "PARTY"], "'PARTY' is not OLD=NEW"),
    ],
)
def test_options_that_do_not_go_together(
    options: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        parse_options(["few.jsonl", *options])
    assert message in capsys.readouterr().err


def test_what_is_noted_is_not_done_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fewshot, "FOLDER", tmp_path)
    monkeypatch.setattr(fewshot, "JOURNAL", tmp_path / "trainings.jsonl")
    options = parse_options(["few.jsonl", "--contenders", "encoder", "--sizes", "30,60"])
    settings = load_settings(overrides=["data.offset_unit=codepoint"])
    wanted = fewshot.Bench(options, settings, RECORDS).wanted()
    assert [(w.texts, w.fold) for w in wanted] == [(n, fold) for n in (30, 60) for fold in range(3)]
    ended = [replace(one, f1=0.5, steps=3, seconds=1.0) for one in wanted]
    for one in ended:
        note(fewshot.JOURNAL, one)
    again = fewshot.Bench(options, settings, RECORDS)
    assert [again.done(one, None) for one in again.wanted()] == ended  # type: ignore[arg-type]
    other = load_settings(overrides=["data.offset_unit=codepoint", "training.min_steps=9"])
    assert fewshot.Bench(options, other, RECORDS).wanted()[0].key != wanted[0].key


def test_the_table_has_means_over_folds_and_seeds() -> None:
    trainings = [GOOD, replace(GOOD, fold=1, f1=0.6), replace(GOOD, contender="hf", f1=0.3)]
    assert grouped(trainings) == {("start", 50): [0.8, 0.6], ("hf", 50): [0.3]}
    table = table_of([*trainings, replace(GOOD, texts=25, f1=0.4)])
    cells = [list(column.cells) for column in table.columns]
    assert cells[0] == ["25", "50"]
    assert cells[1] == ["0.400 ± 0.000 (1)", "0.700 ± 0.141 (2)"]
    assert cells[2] == ["", "0.300 ± 0.000 (1)"]


def test_texts_are_written_as_they_were_read(tmp_path: Path) -> None:
    write_records(RECORDS, tmp_path / "few.jsonl")
    settings = load_settings(overrides=["data.offset_unit=codepoint"])
    found = read_records([str(tmp_path / "few.jsonl")], settings.data)
    assert [(r.text, r.spans) for r in found] == [(r.text, r.spans) for r in RECORDS]
    assert json.loads((tmp_path / "few.jsonl").read_text("utf-8").splitlines()[0])["id"] == "0"
