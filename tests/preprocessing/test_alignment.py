from __future__ import annotations

from typing import NamedTuple

import pytest
import tensorflow as tf
import tensorflow_text as tf_text
from hypothesis import given
from hypothesis import strategies as st

from models.decoding import decode
from preprocessing.alignment import align
from preprocessing.encoder_files import locate_encoder
from preprocessing.labels import TagSet
from preprocessing.spans import Span
from preprocessing.tokenizer import WordPieceTokenizer

TAG_SET = TagSet(("PARTY", "DATE", "AMOUNT"))


class Row(NamedTuple):
    """A text as the boundaries of its pieces, and spans, all in one unit."""

    pieces: list[tuple[int, int]]
    spans: list[Span]


@st.composite
def boundaries(draw: st.DrawFn, *, min_size: int) -> list[tuple[int, int]]:
    """Intervals in order that do not overlap; empty ones if `min_size` is 0."""
    result, position = [], 0
    for _ in range(draw(st.integers(0, 8))):
        start = position + draw(st.integers(0, 2))
        position = start + draw(st.integers(min_size, 3))
        result.append((start, position))
    return result


labels = st.sampled_from(TAG_SET.labels)


@st.composite
def any_rows(draw: st.DrawFn) -> Row:
    spans = draw(boundaries(min_size=1))
    return Row(draw(boundaries(min_size=0)), [Span(*span, draw(labels)) for span in spans])


@st.composite
def aligned_rows(draw: st.DrawFn) -> Row:
    """Spans whose boundaries are boundaries of pieces."""
    pieces = draw(boundaries(min_size=1))
    spans, index = [], 0
    while index < len(pieces):
        count = draw(st.integers(1, 3))
        group = pieces[index : index + count]
        if draw(st.booleans()):
            spans.append(Span(group[0][0], group[-1][1], draw(labels)))
        index += count
    return Row(pieces, spans)


def ragged(rows: list[list[int]]) -> tf.RaggedTensor:
    return tf.ragged.constant(rows, dtype=tf.int64, ragged_rank=1)


def tensors(rows: list[Row]) -> dict[str, tf.RaggedTensor]:
    return {
        "token_start": ragged([[start for start, _ in row.pieces] for row in rows]),
        "token_end": ragged([[end for _, end in row.pieces] for row in rows]),
        "span_start": ragged([[span.start for span in row.spans] for row in rows]),
        "span_end": ragged([[span.end for span in row.spans] for row in rows]),
        "span_label": ragged(
            [[TAG_SET.labels.index(span.label) for span in row.spans] for row in rows]
        ),
    }


def tags_of(rows: list[Row]) -> list[list[str]]:
    tag_ids = align(**tensors(rows)).tag_ids.to_list()
    return [[TAG_SET.tags[tag] for tag in row] for row in tag_ids]


def decoded(rows: list[Row]) -> list[list[Span]]:
    inputs = tensors(rows)
    tag_ids = align(**inputs).tag_ids.values
    entities = decode(
        tag_ids, tf.ones_like(tag_ids, tf.float32), inputs["token_start"], inputs["token_end"]
    )
    found: list[list[Span]] = [[] for _ in rows]
    for row, label, start, end in zip(*(f.numpy().tolist() for f in entities[:4]), strict=True):
        found[row].append(Span(start, end, TAG_SET.labels[label]))
    return found


@given(st.lists(aligned_rows(), max_size=5))
def test_tags_are_those_of_tf_text_where_boundaries_agree(rows: list[Row]) -> None:
    inputs = tensors(rows)
    names = tf.gather(tf.constant(TAG_SET.labels), inputs["span_label"].values)
    reference = tf_text.offsets_to_boise_tags(
        inputs["token_start"],
        inputs["token_end"],
        inputs["span_start"],
        inputs["span_end"],
        inputs["span_label"].with_values(names),
    )
    expected = [[tag.decode() for tag in row] for row in reference.to_list()]
    assert tags_of(rows) == expected


@given(st.lists(aligned_rows(), max_size=5))
def test_spans_on_piece_boundaries_come_back(rows: list[Row]) -> None:
    assert decoded(rows) == [row.spans for row in rows]
    assert align(**tensors(rows)).lost_spans.numpy().tolist() == [0] * len(rows)


@given(st.lists(any_rows(), max_size=5))
def test_lost_spans_are_those_that_do_not_come_back(rows: list[Row]) -> None:
    missing = [
        len([span for span in row.spans if span not in found])
        for row, found in zip(rows, decoded(rows), strict=True)
    ]
    assert align(**tensors(rows)).lost_spans.numpy().tolist() == missing


@given(st.lists(any_rows(), max_size=5))
def test_tags_are_well_formed_whatever_the_spans(rows: list[Row]) -> None:
    for tags in tags_of(rows):
        open_label = None
        for tag in tags:
            kind, _, label = tag.partition("-")
            assert (kind in "IE") == (open_label is not None)
            if open_label is not None:
                assert label == open_label
            open_label = label if kind in "BI" else None
        assert open_label is None


@given(st.lists(any_rows(), max_size=5))
def test_rows_do_not_affect_each_other(rows: list[Row]) -> None:
    assert tags_of(rows) == [tags_of([row])[0] for row in rows]


@pytest.mark.parametrize(
    ("text", "spans", "expected"),
    [
        # TF Text gives a lone B-PARTY here, which no decoder can close.
        ("BLUE", [(2, 4, "PARTY")], ["S-PARTY"]),
        # Two spans in one piece: the first has it.
        ("BLUE", [(0, 2, "PARTY"), (2, 4, "DATE")], ["S-PARTY"]),
        # ½ becomes three pieces, two of them empty.
        ("½ x", [(0, 1, "AMOUNT")], ["B-AMOUNT", "I-AMOUNT", "E-AMOUNT", "O"]),
        (
            "x ½",
            [(0, 1, "PARTY"), (2, 3, "AMOUNT")],
            ["S-PARTY", "B-AMOUNT", "I-AMOUNT", "E-AMOUNT"],
        ),
        ("", [], []),
        ("  ", [(0, 2, "PARTY")], []),
    ],
)
def test_hard_cases(text: str, spans: list[tuple[int, int, str]], expected: list[str]) -> None:
    pieces = WordPieceTokenizer(locate_encoder("bundled"))(tf.constant([text]))
    bounds = list(zip(pieces.token_start.to_list()[0], pieces.token_end.to_list()[0], strict=True))
    assert tags_of([Row(bounds, [Span(*span) for span in spans])]) == [expected]
