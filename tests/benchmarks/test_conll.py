from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.conll import ConllError, convert, read_sentences
from preprocessing.annotation_files import find_files
from preprocessing.reading import ReadOptions, plan_reading, read_plan
from preprocessing.records import Record


def only(lines: list[str]) -> tuple[str, list[tuple[str, str]]]:
    """Text and covered texts with labels of the one sentence of the lines."""
    (sentence,) = read_sentences(lines, "test")
    return sentence.text, [(sentence.text[s:e], label) for s, e, label in sentence.spans]


@pytest.mark.parametrize(
    "tags",
    [
        "B-LOC I-LOC O B-ORG B-ORG",
        "I-LOC I-LOC O I-ORG B-ORG",
        "B-LOC E-LOC O S-ORG S-ORG",
        "B-LOC L-LOC O U-ORG U-ORG",
    ],
)
def test_all_schemes_mean_the_same(tags: str) -> None:
    words = ["São", "Paulo", "😀", "ACME", "Globex"]
    lines = [f"{word}\t{tag}" for word, tag in zip(words, tags.split(), strict=True)]
    text, spans = only(lines)
    assert text == "São Paulo 😀 ACME Globex"
    assert spans == [("São Paulo", "LOC"), ("ACME", "ORG"), ("Globex", "ORG")]


def test_a_change_of_label_ends_a_span() -> None:
    assert only(["a B-X", "b I-Y"])[1] == [("a", "X"), ("b", "Y")]


def test_after_the_end_of_a_span_another_begins() -> None:
    assert only(["a E-X", "b I-X"])[1] == [("a", "X"), ("b", "X")]


def test_sentences_end_at_blank_lines_and_document_marks() -> None:
    lines = ["-DOCSTART- -X- O O", "", "a NN B-X", " ", "", "b NN O", "-DOCSTART- O", "c NN O"]
    assert [sentence.text for sentence in read_sentences(lines, "test")] == ["a", "b", "c"]


def test_the_column_of_the_tags() -> None:
    (sentence,) = read_sentences(["a B-X O 7"], "test", column=1)
    assert sentence.spans == [(0, 1, "X")]


def test_blank_words_are_left_out() -> None:
    assert only(["a\tB-X", "\u3000\tO", "\tO", "b\tI-X"]) == ("a b", [("a b", "X")])


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("word", "test:2: 'word' has one column"),
        ("word\tX-LOC", "test:2: the tag 'X-LOC' is neither O nor one of"),
        ("word\tB-", "test:2: the tag 'B-' is neither"),
        ("word\tO-LOC", "test:2: the tag 'O-LOC' is neither"),
    ],
)
def test_faults_name_the_line(line: str, message: str) -> None:
    with pytest.raises(ConllError, match=message):
        list(read_sentences(["a\tO", line], "test"))


def test_a_missing_column_names_the_line() -> None:
    with pytest.raises(ConllError, match="test:1: there is no column 4"):
        list(read_sentences(["a\tO"], "test", column=4))


def test_the_project_reads_what_was_written(tmp_path: Path) -> None:
    # Beyond the basic plane, so that the unit of the offsets matters.
    (tmp_path / "a.conll").write_bytes("😀\tO\r\nBaker\tB-LOC\r\nStreet\tI-LOC\r\n".encode())
    (tmp_path / "b.conll").write_text("x\u2028y\tO\n", "utf-8")
    target = tmp_path / "out.jsonl"
    counts = convert([tmp_path / "a.conll", tmp_path / "b.conll"], target)
    assert counts == {"": 2, "LOC": 1}
    records = list(read_plan(plan_reading(find_files(str(target)), "auto"), ReadOptions(None)))
    covered = [
        [record.text[span.start : span.end] for span in record.spans]
        for record in records
        if isinstance(record, Record)
    ]
    assert covered == [["Baker Street"], []]


def test_the_command_refuses_what_is_no_text_and_writes_nothing(tmp_path: Path) -> None:
    source, target = tmp_path / "a.conll", tmp_path / "out.jsonl"
    source.write_bytes(b"a\tO\n\xff\tO\n")
    command = [sys.executable, "-m", "benchmarks.conll", str(source), str(target)]
    ended = subprocess.run(command, capture_output=True, text=True)
    assert ended.returncode == 2
    assert ended.stderr.strip() == f"{source}: not UTF-8 (byte 4)"
    assert not target.exists()
    source.write_text("a\tB-X\n")
    ended = subprocess.run(command, capture_output=True, text=True, check=True)
    assert json.loads(target.read_text()) == {"text": "a", "label": [[0, 1, "X"]]}
    assert "1 texts; X 1" in ended.stdout
