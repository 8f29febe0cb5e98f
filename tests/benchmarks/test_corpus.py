from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from benchmarks.corpus import Corpus, read_corpus
from pipeline.config import load_settings
from preprocessing.annotation_files import InputError
from preprocessing.records import split_of
from preprocessing.settings import DataSettings

WriteJsonl = Callable[..., Path]


def words(number: int) -> str:
    return "".join(chr(ord("a") + int(digit)) for digit in str(number))


LINES: list[dict[str, Any]] = [
    {"id": n, "text": f"😀 {words(n)}", "label": [[2, 2 + len(words(n)), "X" if n % 3 else "Y"]]}
    for n in range(200)
]


@pytest.fixture
def data() -> DataSettings:
    return load_settings(overrides=["data.offset_unit=codepoint"]).data


def test_the_splits_are_those_of_a_run(write_jsonl: WriteJsonl, data: DataSettings) -> None:
    corpus = read_corpus([str(write_jsonl(LINES))], data)
    assert len(corpus.train) + len(corpus.eval) == 200
    assert {split_of(record.text, data.eval_fraction) for record in corpus.train} == {"train"}
    assert {split_of(record.text, data.eval_fraction) for record in corpus.eval} == {"eval"}
    assert corpus.labels == ("X", "Y")


def test_several_files_and_refused_lines(write_jsonl: WriteJsonl, data: DataSettings) -> None:
    first = write_jsonl(LINES[:100], "first.jsonl")
    second = write_jsonl([*LINES[100:], {"text": "x", "label": [[0, 9, "X"]]}], "second.jsonl")
    corpus = read_corpus([str(first), str(second)], data)
    assert len(corpus.train) + len(corpus.eval) == 200
    assert corpus.refused == 1


def test_fewer_texts_are_always_the_same(write_jsonl: WriteJsonl, data: DataSettings) -> None:
    path = str(write_jsonl(LINES))
    other = str(write_jsonl(LINES[::-1], "reversed.jsonl"))
    few, more = (read_corpus([path], data, max_train=count) for count in (10, 50))
    assert len(few.train) == 10
    assert {record.text for record in few.train} < {record.text for record in more.train}
    again = read_corpus([other], data, max_train=10)
    assert [record.text for record in again.train] == [record.text for record in few.train]
    assert few.eval == more.eval


def test_only_some_labels(write_jsonl: WriteJsonl, data: DataSettings) -> None:
    corpus = read_corpus([str(write_jsonl(LINES))], data, labels=["Y"])
    assert corpus.labels == ("Y",)
    assert len(corpus.train) + len(corpus.eval) == 200
    assert {span.label for record in corpus.train for span in record.spans} == {"Y"}


@pytest.mark.parametrize("labels", [["Z"], None])
def test_nothing_to_learn(
    write_jsonl: WriteJsonl, data: DataSettings, labels: list[str] | None
) -> None:
    lines = LINES if labels else [{"text": "x", "label": []}]
    with pytest.raises(InputError, match=r"texts for train, and none of them has a span"):
        read_corpus([str(write_jsonl(lines))], data, labels=labels)


def test_what_is_written_reads_as_it_was(
    write_jsonl: WriteJsonl, data: DataSettings, tmp_path: Path
) -> None:
    corpus = read_corpus([str(write_jsonl(LINES))], data)
    paths = corpus.write(tmp_path)
    again = read_corpus([paths["annotations"]], data)

    def content(of: Corpus) -> list[Any]:
        return [[(record.text, record.spans) for record in part] for part in (of.train, of.eval)]

    assert content(again) == content(corpus)
    assert corpus.counts()["train"]["texts"] == len(corpus.train)
