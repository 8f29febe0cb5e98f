from __future__ import annotations

import numpy as np
import tensorflow as tf
from hypothesis import given
from hypothesis import strategies as st

from models.batching import SpecialTokens
from tests.models.flat_batches import flat_inputs, without_special

SPECIAL = SpecialTokens(cls=101, sep=102, pad=0)

rows_of_pieces = st.lists(st.lists(st.integers(1, 99), max_size=6), max_size=6)


@given(rows_of_pieces)
def test_a_flat_batch_is_the_padded_one_without_padding(rows: list[list[int]]) -> None:
    pieces = tf.ragged.constant(rows, dtype=tf.int64, ragged_rank=1)
    flat, mask, layout = flat_inputs(pieces, SPECIAL)
    full = [[101, *row, 102] for row in rows]
    used = mask.numpy() == 1
    assert flat.numpy().tolist() == [token for row in full for token in row]
    assert used.sum(axis=1).tolist() == list(map(len, full))
    assert layout.positions.numpy().tolist() == np.nonzero(used)[1].tolist()
    assert layout.slots.numpy().tolist() == np.flatnonzero(used).tolist()
    if rows:
        grid = tf.gather(flat, layout.tokens).numpy().reshape(used.shape)
        assert (grid[used] == flat.numpy()).all()
    assert {part.dtype for part in (flat, mask, *layout)} == {tf.int32}


@given(rows_of_pieces)
def test_special_tokens_are_taken_off_again(rows: list[list[int]]) -> None:
    pieces = tf.ragged.constant(rows, dtype=tf.int64, ragged_rank=1)
    flat = flat_inputs(pieces, SPECIAL).token_ids
    assert without_special(flat, pieces).numpy().tolist() == [i for row in rows for i in row]
