from __future__ import annotations

from pathlib import Path

import pytest
import tensorflow as tf
from hypothesis import given
from hypothesis import strategies as st
from tensorflow_serving.apis import prediction_log_pb2

from models.export_format import DEFAULT_SIGNATURE
from models.warmup import (
    BATCH_ROWS,
    MOST_RECORDS,
    WARMUP_FILE,
    read_warmup,
    warmup_batches,
    write_warmup,
)

TEXTS = ["SQ *BLUE DOOR CAFE", "Überweisung 03.04.", "🍕"]


@given(
    st.lists(st.text(max_size=30), min_size=1, max_size=4),
    st.lists(st.integers(0, 300), max_size=30),
)
def test_requests_are_as_long_as_what_was_evaluated(texts: list[str], lengths: list[int]) -> None:
    *batches, longest, own = warmup_batches(texts, lengths)
    ordered = sorted(lengths) or sorted(map(len, texts))
    assert {len(batch) for batch in batches} == set(BATCH_ROWS)
    for batch in batches:
        assert {len(text) for text in batch} <= set(ordered)
        assert len({len(text) for text in batch}) == 1
    middle = sorted({len(batch[0]) for batch in batches})
    assert ordered[0] <= middle[0]
    assert ordered[round(0.5 * (len(ordered) - 1))] in middle
    assert [len(text) for text in longest] == [ordered[-1]]
    assert own == texts


def test_requests_are_made_of_the_given_words_alone() -> None:
    words = {word for text in TEXTS for word in text.split()}
    for batch in warmup_batches(TEXTS, [12, 40, 90]):
        for text in batch:
            assert set(text.split()[:-1]) <= words


def test_without_texts_there_are_no_requests() -> None:
    assert warmup_batches([], [3, 4]) == []


def test_what_is_written_is_read_back_and_is_the_same_each_time(tmp_path: Path) -> None:
    batches = warmup_batches(TEXTS, [5, 20, 60])
    for name in ("a", "b"):
        write_warmup(str(tmp_path / name), batches)
    read = list(read_warmup(str(tmp_path / "a")))
    assert {name for name, _ in read} == {DEFAULT_SIGNATURE}
    assert [[text.decode() for text in inputs["text"]] for _, inputs in read] == batches
    # The digest of a model must not differ from one export to the next.
    first, second = ((tmp_path / name / WARMUP_FILE).read_bytes() for name in ("a", "b"))
    assert first == second


def write_records(folder: Path, *records: bytes) -> None:
    (folder / WARMUP_FILE).parent.mkdir(parents=True)
    with tf.io.TFRecordWriter(str(folder / WARMUP_FILE)) as writer:
        for record in records:
            writer.write(record)


@pytest.mark.parametrize(
    ("records", "message"),
    [
        ([b"\xff\xff"], "record 1 is not a PredictionLog"),
        ([prediction_log_pb2.PredictionLog().SerializeToString()], "record 1 is not a request"),
        ([b""] * 1, "record 1 is not a request"),
    ],
)
def test_what_is_no_request_is_named(tmp_path: Path, records: list[bytes], message: str) -> None:
    write_records(tmp_path, *records)
    with pytest.raises(ValueError, match=message):
        list(read_warmup(str(tmp_path)))


def test_more_requests_than_tf_serving_takes(tmp_path: Path) -> None:
    write_warmup(str(tmp_path), [["x"]] * (MOST_RECORDS + 1))
    with pytest.raises(ValueError, match="more than 1000 records"):
        list(read_warmup(str(tmp_path)))


def test_a_damaged_file(tmp_path: Path) -> None:
    write_warmup(str(tmp_path), [["x"]])
    path = tmp_path / WARMUP_FILE
    path.write_bytes(path.read_bytes()[:-3])
    with pytest.raises(tf.errors.DataLossError):
        list(read_warmup(str(tmp_path)))
