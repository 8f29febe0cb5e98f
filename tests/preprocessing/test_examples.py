from __future__ import annotations

from pathlib import Path

import tensorflow as tf
from hypothesis import given
from hypothesis import strategies as st

from preprocessing.examples import annotated_text, read_annotated_texts, to_example
from preprocessing.records import Record
from preprocessing.spans import Span

words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8)


@st.composite
def records(draw: st.DrawFn) -> Record:
    """Texts of any characters with spans over some of their words."""
    spans, text = list[Span](), ""
    for word in draw(st.lists(words, min_size=1, max_size=6)):
        if label := draw(st.sampled_from(["", "PARTY", "Straße 😀"])):
            spans.append(Span(len(text), len(text) + len(word), label))
        text += f"{word} "
    return Record(
        draw(words),
        text,
        tuple(spans),
        "a.jsonl",
        1,
        intents=("fee",) * draw(st.integers(0, 2)),
        metadata=(("bank", "ä=b"), ("id", "7"))[: draw(st.integers(0, 2))],
    )


@given(records())
def test_text_and_spans_come_back(record: Record) -> None:
    serialized = to_example(record, ["bank"]).SerializeToString()
    example = tf.train.Example.FromString(serialized)
    slices = tuple(f"{key}={value}" for key, value in record.metadata if key == "bank")
    assert annotated_text(example) == (record.text, list(record.spans), slices)
    intents = example.features.feature["intent"].bytes_list.value
    assert [intent.decode() for intent in intents] == list(record.intents)


def test_spans_are_features_also_where_there_are_none() -> None:
    features = to_example(Record("1", "ab", (), "a.jsonl", 1)).features.feature
    assert {"span_start", "span_end", "span_label"} <= set(features)
    assert "intent" not in features


def test_files_are_read_in_the_given_order(tmp_path: Path) -> None:
    paths = []
    for number, name in enumerate("ba"):
        paths.append(str(tmp_path / f"{name}.gz"))
        with tf.io.TFRecordWriter(paths[-1], "GZIP") as writer:
            record = Record("1", f"SHOP {number}", (Span(0, 4, "PARTY"),), "a.jsonl", 1)
            writer.write(to_example(record).SerializeToString())
    assert list(read_annotated_texts(paths)) == [
        (f"SHOP {number}", [Span(0, 4, "PARTY")], ()) for number in range(2)
    ]
