from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
import tensorflow as tf
from hypothesis import given
from hypothesis import strategies as st

from models import windows as windows_module
from models.batching import FlatInputs, SpecialTokens
from models.settings import EncoderSettings
from models.tagger import Tagger
from models.windows import Window, Windows, cut_windows, piece_scores, window_of, window_tokens
from preprocessing.encoder_files import locate_encoder
from preprocessing.settings import SettingsError
from tests.models.flat_batches import flat_inputs, without_special

SPECIAL = SpecialTokens(cls=8, sep=9, pad=0)


@st.composite
def sizes(draw: st.DrawFn) -> tuple[int, int]:
    """A width and an overlap that is smaller."""
    width = draw(st.integers(1, 20))
    return width, draw(st.integers(0, width - 1))


lengths = st.lists(st.integers(0, 70), max_size=6)


def ragged(lengths: list[int]) -> tf.RaggedTensor:
    """Texts of these lengths, whose pieces are numbered through."""
    return tf.RaggedTensor.from_row_lengths(
        tf.range(sum(lengths), dtype=tf.int64), tf.constant(lengths, tf.int64)
    )


def by_text(windows: Windows) -> list[list[list[int]]]:
    """The windows of each text."""
    splits, rows = windows.splits.numpy().tolist(), windows.pieces.to_list()
    assert (splits[0], splits[-1]) == (0, len(rows))
    return [rows[first:last] for first, last in pairwise(splits)]


@given(lengths, sizes())
def test_windows_cover_their_text_in_order(lengths: list[int], size: tuple[int, int]) -> None:
    width, overlap = size
    start = 0
    of_text = by_text(cut_windows(ragged(lengths), width, overlap))
    for length, windows in zip(lengths, of_text, strict=True):
        text = list(range(start, start + length))
        start += length
        for window in windows:
            assert window == list(range(window[0], window[0] + len(window))) if window else not text
        assert sorted({piece for window in windows for piece in window}) == text
        # None is narrower than need be, and there are no more than need be.
        assert {len(window) for window in windows} == {min(length, width)}
        assert len(windows) == 1 + max(0, -(-(length - width) // (width - overlap)))
        for before, after in pairwise(windows):
            assert before[0] < after[0]
            assert len(set(before) & set(after)) >= overlap


@given(lengths, sizes())
def test_a_piece_is_read_where_it_is_farthest_from_an_inner_edge(
    lengths: list[int], size: tuple[int, int]
) -> None:
    width, overlap = size
    cut = cut_windows(ragged(lengths), width, overlap)
    pieces = cut.pieces.values.numpy()
    owner = cut.pieces.value_rowids().numpy()
    chosen = cut.chosen.numpy()
    # Each piece of the batch, once, in order, from a window that has it.
    assert pieces[chosen].tolist() == list(range(sum(lengths)))
    first, number = 0, 0
    for length, windows in zip(lengths, by_text(cut), strict=True):
        last = first + length - 1
        for piece in range(first, last + 1):
            distances = [inner_distance(piece, window, first, last) for window in windows]
            best = distances.index(max(distances))
            assert owner[chosen[piece]] == number + best
            assert distances[best] >= overlap // 2
        first += length
        number += len(windows)


def inner_distance(piece: int, window: list[int], first: int, last: int) -> float:
    """How far a piece is from the edges of a window at which its text, first to last, goes on."""
    if piece not in window:
        return -1
    left = piece - window[0] if window[0] > first else np.inf
    right = window[-1] - piece if window[-1] < last else np.inf
    return min(left, right)


@given(st.lists(st.integers(0, 9), max_size=9), st.integers(0, 8))
def test_texts_that_fit_are_their_own_window(lengths: list[int], overlap: int) -> None:
    texts = ragged(lengths)
    windows = cut_windows(texts, 9, overlap)
    np.testing.assert_array_equal(windows.pieces.row_splits, texts.row_splits)
    np.testing.assert_array_equal(windows.pieces.values, texts.values)
    np.testing.assert_array_equal(windows.chosen, texts.values)
    np.testing.assert_array_equal(windows.splits, np.arange(len(lengths) + 1))


def test_windows_of_a_known_text() -> None:
    windows = cut_windows(ragged([2, 10, 0]), 4, 2)
    assert windows.pieces.to_list() == [
        [0, 1],
        [2, 3, 4, 5],
        [4, 5, 6, 7],
        [6, 7, 8, 9],
        [8, 9, 10, 11],
        [],
    ]
    assert windows.chosen.numpy().tolist() == [0, 1, 2, 3, 4, 7, 8, 11, 12, 15, 16, 17]
    assert windows.splits.numpy().tolist() == [0, 1, 5, 6]


@pytest.mark.parametrize("splits", [tf.int32, tf.int64])
def test_the_type_of_the_splits_does_not_matter(splits: tf.DType) -> None:
    texts = tf.ragged.constant([[7, 8, 9], []], row_splits_dtype=splits)
    assert cut_windows(texts, 2, 1).pieces.to_list() == [[0, 1], [1, 2], []]


@pytest.mark.parametrize(("width", "overlap"), [(3, 3), (3, 4), (0, 0), (3, -1)])
def test_sizes_that_cannot_be_are_refused(width: int, overlap: int) -> None:
    with pytest.raises(ValueError, match="overlap"):
        cut_windows(ragged([5]), width, overlap)


def word_pieces(lengths: list[int]) -> tf.RaggedTensor:
    ids = np.random.default_rng(1).integers(1, 8, sum(lengths))
    return tf.RaggedTensor.from_row_lengths(tf.constant(ids), tf.constant(lengths, tf.int64))


def scores(tagger: Tagger, token_ids: tf.RaggedTensor, window: Window) -> np.ndarray:
    """What `piece_scores` gives, in a graph whose shapes are open."""

    def logits(inputs: FlatInputs) -> tf.Tensor:
        return tagger(inputs._asdict(), training=False)

    @tf.function(input_signature=[tf.RaggedTensorSpec([None, None], tf.int64)])
    def run(token_ids: tf.RaggedTensor) -> tf.Tensor:
        return piece_scores(logits, token_ids, window, SPECIAL)

    return np.array(run(token_ids))


@given(lengths, sizes())
def test_windows_have_special_tokens_around_them(lengths: list[int], size: tuple[int, int]) -> None:
    token_ids = word_pieces(lengths)
    cut = cut_windows(token_ids, *size)
    windows = window_tokens(token_ids, Window(*size), SPECIAL)
    pieces = token_ids.values.numpy()
    assert windows.token_ids.dtype == tf.int32
    assert windows.token_ids.to_list() == [
        [SPECIAL.cls, *pieces[window].tolist(), SPECIAL.sep] for window in cut.pieces.to_list()
    ]
    np.testing.assert_array_equal(
        tf.gather(windows.token_ids.values, windows.chosen), token_ids.values
    )
    owner = windows.token_ids.value_rowids()
    np.testing.assert_array_equal(
        tf.gather(owner, windows.chosen), tf.gather(cut.pieces.value_rowids(), cut.chosen)
    )


@pytest.mark.parametrize(
    "lengths", [[4], [0], [], [3, 0, 10, 1], [0, 0]], ids=["one", "empty", "none", "four", "blank"]
)
def test_texts_that_fit_get_the_scores_that_they_get_without_windows(
    tiny_tagger: Tagger, lengths: list[int]
) -> None:
    token_ids = word_pieces(lengths)
    direct = tiny_tagger(flat_inputs(token_ids, SPECIAL)._asdict())
    got = scores(tiny_tagger, token_ids, Window(10, 4))
    assert got.shape == (sum(lengths), 13)
    np.testing.assert_allclose(got, without_special(direct, token_ids), atol=1e-6)


@pytest.mark.parametrize("group_cells", [1, 150, 300, 10**6])
def test_pieces_of_long_texts_get_the_scores_of_their_window(
    tiny_tagger: Tagger, monkeypatch: pytest.MonkeyPatch, group_cells: int
) -> None:
    """Whether the tagger takes one window at a time, a few, or all of them."""
    monkeypatch.setattr(windows_module, "GROUP_CELLS", group_cells)
    token_ids = word_pieces([3, 60, 0, 25, 10, 11, 1])
    window = Window(10, 4)
    cut = cut_windows(token_ids, *window)
    rows = cut.pieces.with_values(tf.gather(token_ids.values, cut.pieces.values))
    together = without_special(tiny_tagger(flat_inputs(rows, SPECIAL)._asdict()), rows)
    expected = tf.gather(together, cut.chosen)
    np.testing.assert_allclose(scores(tiny_tagger, token_ids, window), expected, atol=1e-6)


def test_only_so_many_windows_go_through_the_tagger_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(windows_module, "GROUP_CELLS", 3 * 12**2)
    seen: list[tuple[int, int]] = []

    def logits(inputs: FlatInputs) -> tf.Tensor:
        def note(mask: tf.Tensor) -> None:
            seen.append(tuple(mask.shape))

        tf.py_function(note, [inputs.attention_mask], [])
        return tf.cast(inputs.token_ids, tf.float32)[:, None]

    @tf.function
    def run(token_ids: tf.RaggedTensor) -> tf.Tensor:
        return piece_scores(logits, token_ids, Window(10, 4), SPECIAL)

    token_ids = word_pieces([40, 2, 3, 4, 2, 2])
    np.testing.assert_array_equal(run(token_ids)[:, 0], token_ids.values)
    # The last group has short ones only, and no more padding than these need.
    assert seen == [(3, 12), (3, 12), (3, 6), (2, 4)]
    seen.clear()
    run(word_pieces([2] * 20))
    assert seen == [(20, 4)]


def encoder_settings(**values: object) -> EncoderSettings:
    settings = {"source": "here", "max_pieces": 4096, "dropout": 0.0, "attention_dropout": 0.0}
    return EncoderSettings.model_validate(settings | values)


def test_the_window_is_as_wide_as_the_encoder_takes(tiny_encoder_path: str) -> None:
    encoder = locate_encoder(tiny_encoder_path)
    asked = encoder_settings(window_pieces=None, window_overlap=125)
    assert window_of(asked, encoder) == Window(126, 125)
    asked = encoder_settings(window_pieces=20, window_overlap=0)
    assert window_of(asked, encoder) == Window(20, 0)


@pytest.mark.parametrize(
    ("pieces", "overlap", "message"),
    [
        (127, 32, "encoder.window_pieces is 127, but the encoder here takes at most 126 word"),
        (40, 40, "encoder.window_overlap is 40, which must be less than the 40 word pieces"),
        (None, 126, "the 126 word pieces of a window, the limit of the encoder here"),
    ],
)
def test_windows_that_cannot_be_are_refused_by_the_key(
    tiny_encoder_path: str, pieces: int | None, overlap: int, message: str
) -> None:
    asked = encoder_settings(window_pieces=pieces, window_overlap=overlap)
    with pytest.raises(SettingsError, match=message):
        window_of(asked, locate_encoder(tiny_encoder_path))
