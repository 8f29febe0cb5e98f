from __future__ import annotations

import numpy as np
import pytest
import tensorflow as tf
from hypothesis import given
from hypothesis import strategies as st

from models.decoding import best_tags, decode
from preprocessing.labels import TagSet
from preprocessing.spans import Span

TAG_SET = TagSet(("X", "Y"))


def entities_of(
    rows: list[str], scores: list[list[float]] | None = None, width: int = 2
) -> list[list[tuple[Span, float]]]:
    """Decodes rows of tags in words; piece `i` covers `3 * i` to `3 * i + width`."""
    tags = [row.split() for row in rows]
    ids = [TAG_SET.tags.index(tag) for row in tags for tag in row]
    starts = tf.ragged.constant(
        [[3 * i for i in range(len(row))] for row in tags], dtype=tf.int64, ragged_rank=1
    )
    values = [1.0] * len(ids) if scores is None else [s for row in scores for s in row]
    entities = decode(
        tf.constant(ids, tf.int64), tf.constant(values, tf.float32), starts, starts + width
    )
    found: list[list[tuple[Span, float]]] = [[] for _ in rows]
    for row, label, start, end, score in zip(*(f.numpy().tolist() for f in entities), strict=True):
        found[row].append((Span(start, end, TAG_SET.labels[label]), score))
    return found


def spans_of(row: str) -> list[Span]:
    return [span for span, _ in entities_of([row])[0]]


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ("O S-X O", [Span(3, 5, "X")]),
        ("B-X I-X E-X", [Span(0, 8, "X")]),
        ("B-X E-X S-X", [Span(0, 5, "X"), Span(6, 8, "X")]),
        # What follows is not well-formed. TF Text joins B-X B-X, and B-X I-Y, into one.
        ("B-X B-X", [Span(0, 2, "X"), Span(3, 5, "X")]),
        ("B-X I-X B-X E-X", [Span(0, 5, "X"), Span(6, 11, "X")]),
        ("B-X I-Y E-X", [Span(0, 2, "X"), Span(3, 5, "Y"), Span(6, 8, "X")]),
        ("B-X O E-X", [Span(0, 2, "X"), Span(6, 8, "X")]),
        ("I-X I-X", [Span(0, 5, "X")]),
        ("I-X E-X", [Span(0, 5, "X")]),
        ("E-X E-X", [Span(0, 2, "X"), Span(3, 5, "X")]),
        ("S-X I-X", [Span(0, 2, "X"), Span(3, 5, "X")]),
        ("B-X S-X", [Span(0, 2, "X"), Span(3, 5, "X")]),
        ("O O", []),
        ("", []),
    ],
)
def test_tags_become_spans(tags: str, expected: list[Span]) -> None:
    assert spans_of(tags) == expected


tag_rows = st.lists(st.lists(st.sampled_from(TAG_SET.tags), max_size=8).map(" ".join), max_size=6)


@given(tag_rows)
def test_rows_do_not_affect_each_other(rows: list[str]) -> None:
    assert entities_of(rows) == [entities_of([row])[0] for row in rows]


@given(tag_rows)
def test_every_tagged_piece_is_in_one_entity_of_its_label(rows: list[str]) -> None:
    for row, found in zip(rows, entities_of(rows), strict=True):
        for index, tag in enumerate(row.split()):
            around = [s.label for s, _ in found if s.start <= 3 * index and 3 * index + 2 <= s.end]
            assert around == ([] if tag == "O" else [tag[2:]])


def test_the_weakest_piece_gives_the_score() -> None:
    found = entities_of(["B-X I-X E-X S-Y O"], [[0.9, 0.4, 0.8, 0.7, 0.1]])
    assert [score for _, score in found[0]] == pytest.approx([0.4, 0.7])


def test_entities_without_a_character_are_left_out() -> None:
    assert entities_of(["S-X O S-Y"], width=0) == [[]]


def test_the_best_tag_has_its_probability() -> None:
    logits = np.log(np.array([[0.1, 0.7, 0.2], [0.5, 0.25, 0.25]], np.float32))
    tags, probabilities = best_tags(tf.constant(logits))
    assert tags.numpy().tolist() == [1, 0]
    np.testing.assert_allclose(probabilities, [0.7, 0.5], rtol=1e-5)
