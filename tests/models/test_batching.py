from __future__ import annotations

from collections import Counter
from pathlib import Path

import numpy as np
import pytest
import tensorflow as tf
from hypothesis import given
from hypothesis import strategies as st

from models.batching import (
    IGNORED_TAG,
    SpecialTokens,
    encoder_inputs,
    flat_inputs,
    read_examples,
    training_batches,
    without_special,
)

SPECIAL = SpecialTokens(cls=101, sep=102, pad=0)
SPEC = {
    "token_ids": tf.io.RaggedFeature(tf.int64, row_splits_dtype=tf.int64),
    "tag_ids": tf.io.RaggedFeature(tf.int64, row_splits_dtype=tf.int64),
}

rows_of_pieces = st.lists(st.lists(st.integers(1, 99), max_size=6), max_size=6)


@pytest.fixture
def example_file(tmp_path: Path) -> tuple[str, list[list[int]]]:
    """224 examples of random length; the tag of a piece is its id plus 1000."""
    rng = np.random.default_rng(2)
    rows = [rng.integers(1, 99, rng.integers(0, 30)).tolist() for _ in range(224)]
    path = str(tmp_path / "examples.gz")
    with tf.io.TFRecordWriter(path, "GZIP") as writer:
        for row in rows:
            example = tf.train.Example()
            feature = example.features.feature
            feature["token_ids"].int64_list.value.extend(row)
            feature["tag_ids"].int64_list.value.extend(token + 1000 for token in row)
            writer.write(example.SerializeToString())
    return path, rows


@given(rows_of_pieces)
def test_special_tokens_surround_each_text(rows: list[list[int]]) -> None:
    pieces = tf.ragged.constant(rows, dtype=tf.int64, ragged_rank=1)
    token_ids, mask = encoder_inputs(pieces, SPECIAL)
    width = max(map(len, rows), default=0) + 2
    assert token_ids.dtype == tf.int32
    for row, ids, used in zip(rows, token_ids.numpy(), mask.numpy(), strict=True):
        assert ids.tolist() == [101, *row, 102] + [0] * (width - len(row) - 2)
        assert used.tolist() == [1] * (len(row) + 2) + [0] * (width - len(row) - 2)


@given(rows_of_pieces)
def test_a_flat_batch_is_the_padded_one_without_padding(rows: list[list[int]]) -> None:
    pieces = tf.ragged.constant(rows, dtype=tf.int64, ragged_rank=1)
    padded, mask = encoder_inputs(pieces, SPECIAL)
    flat, flat_mask, layout = flat_inputs(pieces, SPECIAL)
    used = mask.numpy() == 1
    assert (flat_mask.numpy() == mask.numpy()).all()
    assert flat.numpy().tolist() == padded.numpy()[used].tolist()
    assert layout.positions.numpy().tolist() == np.nonzero(used)[1].tolist()
    grid = tf.gather(flat, layout.tokens).numpy().reshape(used.shape) if rows else padded.numpy()
    assert (grid[used] == padded.numpy()[used]).all()
    assert (tf.gather(tf.reshape(padded, [-1]), layout.slots).numpy() == flat.numpy()).all()
    assert {part.dtype for part in (flat, flat_mask, *layout)} == {tf.int32}


@given(rows_of_pieces)
def test_special_tokens_are_taken_off_again(rows: list[list[int]]) -> None:
    pieces = tf.ragged.constant(rows, dtype=tf.int64, ragged_rank=1)
    flat = flat_inputs(pieces, SPECIAL).token_ids
    assert without_special(flat, pieces).numpy().tolist() == [i for row in rows for i in row]


Epoch = list[tuple[list[list[int]], int]]


def read_batches(path: str, batch_size: int, seed: int, count: int) -> Epoch:
    """The pieces in each of the first batches, and its size with padding; tags are checked."""
    dataset = training_batches([path], SPEC, special=SPECIAL, batch_size=batch_size, seed=seed)
    batches = []
    for inputs, tags in dataset.take(count):
        assert inputs["token_ids"].shape == inputs["attention_mask"].shape == tags.shape
        arrays = (inputs["token_ids"].numpy(), inputs["attention_mask"].numpy(), tags.numpy())
        rows = []
        for ids, mask, row_tags in zip(*arrays, strict=True):
            pieces = ids[mask == 1][1:-1].tolist()
            assert row_tags[row_tags != IGNORED_TAG].tolist() == [i + 1000 for i in pieces]
            assert (row_tags[1 : len(pieces) + 1] != IGNORED_TAG).all()
            rows.append(pieces)
        batches.append((rows, tags.numpy().size))
    return batches


def test_a_pass_has_every_example_once_with_its_tags(
    example_file: tuple[str, list[list[int]]],
) -> None:
    path, rows = example_file
    # 224 examples are two windows of 16 batches of 7.
    batches = read_batches(path, batch_size=7, seed=1, count=64)
    for half in (batches[:32], batches[32:]):
        assert sorted(row for batch, _ in half for row in batch) == sorted(rows)
        assert all(len(batch) == 7 for batch, _ in half)


def test_no_example_is_left_out_where_passes_do_not_end_with_a_batch(
    example_file: tuple[str, list[list[int]]],
) -> None:
    path, rows = example_file
    batches = read_batches(path, batch_size=9, seed=1, count=16 * 14)
    seen = Counter(tuple(row) for batch, _ in batches for row in batch)
    passes = 16 * 14 * 9 / len(rows)
    assert passes == 9
    assert seen == Counter({tuple(row): 9 * rows.count(row) for row in rows})


def test_orders_differ_between_passes_and_agree_between_runs(
    example_file: tuple[str, list[list[int]]],
) -> None:
    path, _ = example_file
    batches = read_batches(path, batch_size=7, seed=1, count=64)
    assert batches[:32] != batches[32:]
    assert read_batches(path, batch_size=7, seed=1, count=64) == batches
    assert read_batches(path, batch_size=7, seed=2, count=64) != batches


def test_batches_hold_texts_of_like_length_in_no_order(
    example_file: tuple[str, list[list[int]]],
) -> None:
    path, rows = example_file
    batches = read_batches(path, batch_size=7, seed=1, count=32)
    assert sum(size for _, size in batches) < 1.25 * sum(len(row) + 2 for row in rows)
    widths = [size for _, size in batches[:16]]
    assert widths != sorted(widths)


def test_examples_are_read_in_the_order_of_the_file(
    example_file: tuple[str, list[list[int]]],
) -> None:
    path, rows = example_file
    read = [row for batch in read_examples([path], SPEC, 9) for row in batch["token_ids"].to_list()]
    assert read == rows
