"""Overlapping windows of texts that are longer than the encoder's input.

The encoder sees windows instead of texts. Afterwards the scores of each word piece are taken from
the window that shows most of what is around it, so that the rest of the graph has one row of scores
for each piece of a text, as if the encoder had seen the text at once: an entity may lie across the
border of two windows, and none is found twice.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import tensorflow as tf

from models.batching import FlatInputs, SpecialTokens, flatten
from models.settings import EncoderSettings
from preprocessing.encoder_files import EncoderFiles
from preprocessing.settings import SettingsError

SPECIAL_TOKENS_PER_TEXT = 2
"""[CLS] and [SEP]."""

GROUP_CELLS = 8 * 512**2
"""Attention scores that are computed at once, for each head: 100 MB with 12 heads."""


class Window(NamedTuple):
    """How texts are cut into windows.

    Attributes:
      width: Word pieces that the encoder sees at once.
      overlap: At least that many pieces are in both of two neighbours.
    """

    width: int
    overlap: int


def window_of(settings: EncoderSettings, encoder: EncoderFiles) -> Window:
    """The windows for an encoder.

    Args:
      settings: The `encoder` section of the configuration.
      encoder: The encoder that it names.

    Raises:
      SettingsError: The encoder does not take windows so wide, or they would not move on.
    """
    limit = encoder.max_positions - SPECIAL_TOKENS_PER_TEXT
    width = settings.window_pieces or limit
    if width > limit:
        raise SettingsError(
            f"encoder.window_pieces is {width}, but the encoder {settings.source} takes at most "
            f"{limit} word pieces"
        )
    if settings.window_overlap >= width:
        raise SettingsError(
            f"encoder.window_overlap is {settings.window_overlap}, which must be less than the "
            f"{width} word pieces of a window"
            + ("" if settings.window_pieces else f", the limit of the encoder {settings.source}")
        )
    return Window(width, settings.window_overlap)


class Windows(NamedTuple):
    """Windows of the texts of a batch; those of a text are consecutive, and each text has one.

    Attributes:
      pieces: int64[windows, (pieces)], index of each piece among the flat pieces of the batch.
      chosen: int64[total pieces], for each piece of the batch its place among the flat pieces of
        the windows, `pieces.values`, that it is read from.
      splits: int64[batch + 1], where the windows of each text begin, and in the end their number.
    """

    pieces: tf.RaggedTensor
    chosen: tf.Tensor
    splits: tf.Tensor


def cut_windows(pieces: tf.RaggedTensor, width: int, overlap: int) -> Windows:
    """Windows of at most `width` pieces of which neighbours share at least `overlap`.

    A text of up to `width` pieces is one window, and of a longer one all windows are that wide.
    Each piece is read from the window in which it is farthest from an edge at which the text goes
    on; if two are as good, from the earlier.

    Args:
      pieces: Any ragged tensor of shape [batch, (pieces)].
      width: Pieces that the encoder sees at once.
      overlap: At least that many pieces are in both of two neighbours.

    Raises:
      ValueError: The overlap is not smaller than the width, or negative.
    """
    edges, splits = _cut(pieces.row_splits, Window(width, overlap))
    cut = _ranges(edges.starts, edges.ends)
    return Windows(cut, _places(edges, cut.row_splits[:-1]), splits)


class WindowTokens(NamedTuple):
    """Windows as the encoder takes them.

    Attributes:
      token_ids: int32[windows, (tokens)], of each window [CLS], its pieces, [SEP].
      chosen: int64[total pieces], for each piece of the batch its place among `token_ids.values`.
    """

    token_ids: tf.RaggedTensor
    chosen: tf.Tensor


def window_tokens(
    token_ids: tf.RaggedTensor, window: Window, special: SpecialTokens
) -> WindowTokens:
    """Cuts texts into windows, with special tokens around each.

    Args:
      token_ids: int64[batch, (pieces)] without special tokens.
      window: How texts are cut.
      special: Ids of the special tokens.
    """
    edges, _ = _cut(token_ids.row_splits, window)
    return WindowTokens(_tokens(_padded(token_ids), edges, special), _chosen_tokens(edges))


def piece_scores(
    tagger: Callable[[FlatInputs], tf.Tensor],
    token_ids: tf.RaggedTensor,
    window: Window,
    special: SpecialTokens,
) -> tf.Tensor:
    """Tag scores of the word pieces of texts of any length; to be called in a `tf.function`.

    Windows go through the tagger together, unless there are so many long ones that attention would
    take too much memory: then a group at a time.

    Args:
      tagger: Gives float32[tokens, tags], the scores of a flat batch.
      token_ids: int64[batch, (pieces)] without special tokens.
      window: How texts are cut.
      special: Ids of the special tokens.

    Returns:
      float32[total pieces, tags], aligned with the values of `token_ids`.
    """
    edges, _ = _cut(token_ids.row_splits, window)
    padded = _padded(token_ids)
    longest = tf.reduce_max(tf.concat([edges.ends - edges.starts, [0]], 0))
    longest += SPECIAL_TOKENS_PER_TEXT
    cells = max(GROUP_CELLS, (window.width + SPECIAL_TOKENS_PER_TEXT) ** 2)
    group = cells // (longest * longest)

    def scores_of(padded: tf.Tensor, edges: _Edges) -> tf.Tensor:
        return tagger(flatten(_tokens(padded, edges, special)))

    def add_groups(
        scores: tf.Tensor, padded: tf.Tensor, starts: tf.Tensor, ends: tf.Tensor, group: tf.Tensor
    ) -> tf.Tensor:
        """Adds the scores of all windows but those of the first group."""

        def add_group(first: tf.Tensor, scores: tf.Tensor) -> tuple[tf.Tensor, tf.Tensor]:
            part = slice(first, first + group)
            more = scores_of(padded, _Edges(starts[part], ends[part]))
            return first + group, tf.concat([scores, more], 0)

        _, scores = tf.while_loop(
            lambda first, _: first < tf.size(starts, tf.int64),
            add_group,
            [group, scores],
            shape_invariants=[group.shape, scores.shape],
            parallel_iterations=1,
        )
        return scores

    scores = scores_of(padded, _Edges(edges.starts[:group], edges.ends[:group]))
    scores = _apply_if(
        group < tf.size(edges.starts, tf.int64), add_groups, scores, padded, *edges, group
    )
    return tf.gather(scores, _chosen_tokens(edges))


class _Edges(NamedTuple):
    """First piece of each window, and the one after its last: int64[windows], of a flat batch."""

    starts: tf.Tensor
    ends: tf.Tensor


def _cut(splits: tf.Tensor, window: Window) -> tuple[_Edges, tf.Tensor]:
    """Windows of texts.

    Args:
      splits: int[batch + 1], where each text begins among the pieces.
      window: How texts are cut.

    Returns:
      The edges of the windows, and where the windows of each text begin, int64[batch + 1].
    """
    width, overlap = window
    if not 0 <= overlap < width:
        raise ValueError(f"an overlap of {overlap} does not go with windows of {width} pieces")
    splits = tf.cast(splits, tf.int64)
    first, last = splits[:-1], splits[1:]
    # Each window begins that far behind the one before it, until one gets to the text's end.
    begins = tf.raw_ops.RaggedRange(
        starts=first,
        limits=tf.maximum(last - overlap, first + 1),
        deltas=tf.constant(width - overlap, tf.int64),
    )
    # The last window of a text ends with it, and is not narrower for that.
    starts, of_last = begins.rt_dense_values, begins.rt_nested_splits[1:, None] - 1
    ends = tf.tensor_scatter_nd_update(starts + width, of_last, last)
    starts = tf.tensor_scatter_nd_update(starts, of_last, tf.maximum(last - width, first))
    return _Edges(starts, ends), begins.rt_nested_splits


def _places(edges: _Edges, origin: tf.Tensor) -> tf.Tensor:
    """For each piece of the batch, where it stands in the window that it is read from.

    Args:
      edges: Of the windows.
      origin: int64[windows], where the first piece of each window stands.
    """
    # Two neighbours share their common pieces half and half. Where a text begins, the window before
    # it ends, and so there is nothing to share.
    before = tf.concat([[0], edges.ends], 0)
    behind = tf.concat([edges.starts, before[-1:]], 0)
    cuts = (before + behind + 1) // 2
    moved = origin - edges.starts
    return _ranges(cuts[:-1] + moved, cuts[1:] + moved).values


def _chosen_tokens(edges: _Edges) -> tf.Tensor:
    """Where the pieces of the batch stand among the tokens of its windows."""
    lengths = edges.ends - edges.starts + SPECIAL_TOKENS_PER_TEXT
    return _places(edges, tf.cumsum(lengths, exclusive=True) + 1)


def _padded(token_ids: tf.RaggedTensor) -> tf.Tensor:
    """The flat word pieces between two places that are there for special tokens."""
    return tf.pad(tf.cast(token_ids.values, tf.int32), [[1, 1]])


def _tokens(padded: tf.Tensor, edges: _Edges, special: SpecialTokens) -> tf.RaggedTensor:
    """Tokens of windows, int32[windows, (tokens)]; see `WindowTokens`."""
    # A window with the pieces next to it, in whose places the special tokens come.
    ranges = _ranges(edges.starts, edges.ends + SPECIAL_TOKENS_PER_TEXT)
    ids = tf.gather(padded, ranges.values)
    for places, token in (
        (ranges.row_splits[:-1, None], special.cls),
        (ranges.row_splits[1:, None] - 1, special.sep),
    ):
        ids = tf.tensor_scatter_nd_update(ids, places, tf.fill(tf.shape(edges.starts), token))
    return ranges.with_values(ids)


def _ranges(starts: tf.Tensor, ends: tf.Tensor) -> tf.RaggedTensor:
    """The numbers from each start up to its end; `tf.ragged.range` in one op."""
    ranges = tf.raw_ops.RaggedRange(starts=starts, limits=ends, deltas=tf.constant(1, tf.int64))
    return tf.RaggedTensor.from_row_splits(
        ranges.rt_dense_values, ranges.rt_nested_splits, validate=False
    )


def _apply_if(
    condition: tf.Tensor, function: Callable[..., tf.Tensor], value: tf.Tensor, *args: tf.Tensor
) -> tf.Tensor:
    """`function(value, *args)` if the condition holds, otherwise `value`.

    As `tf.cond` would do, but in one op: what TensorFlow makes of `tf.cond` has several for each
    weight of the model, which run in any case.
    """
    then = tf.function(function, autograph=False).get_concrete_function(value, *args)
    weights = then.captured_inputs
    inputs = [value, *args, *weights]
    otherwise = tf.function(lambda value, *_: tf.identity(value)).get_concrete_function(*inputs)
    (result,) = tf.raw_ops.If(
        cond=condition,
        input=inputs,
        Tout=[value.dtype],
        then_branch=then,
        else_branch=otherwise,
        output_shapes=[value.shape],
    )
    return tf.ensure_shape(result, value.shape)
