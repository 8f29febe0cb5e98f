from __future__ import annotations

import itertools
import re
from typing import Any

import numpy as np
import pytest
import tensorflow as tf
from hypothesis import given, settings
from hypothesis import strategies as st

from models.decoding import Decoder, allowed_transitions, constrained_tags, decode
from models.settings import Decoding
from preprocessing.encoder_files import locate_encoder
from preprocessing.labels import TagSet
from preprocessing.spans import Span, trim
from preprocessing.tokenizer import WordPieceTokenizer

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


def test_a_character_of_several_pieces_belongs_to_the_entity_of_its_last() -> None:
    """`pay ½`, of which the fraction is three pieces."""
    starts = tf.ragged.constant([[0, 4, 4, 4]], dtype=tf.int64)
    ends = tf.ragged.constant([[3, 4, 4, 5]], dtype=tf.int64)

    def spans(row: str) -> list[tuple[int, int]]:
        ids = tf.constant([TAG_SET.tags.index(tag) for tag in row.split()], tf.int64)
        found = decode(ids, tf.ones_like(ids, tf.float32), starts, ends)
        return list(zip(found.start.numpy().tolist(), found.end.numpy().tolist(), strict=True))

    assert spans("B-X I-X I-X E-X") == [(0, 5)]
    assert spans("B-X E-X O O") == [(0, 3)]
    assert spans("B-X I-X E-X S-Y") == [(0, 3), (4, 5)]
    assert spans("O B-X I-X E-X") == [(4, 5)]
    assert spans("S-X S-Y S-X O") == [(0, 3)]


messy_texts = st.lists(
    st.sampled_from(
        ["TACO", "e\u0301", "½", "한", "ﬁn", "€5", "日", " ", " *", "4412", "ABWA+", "x"]
    )
    | st.characters(exclude_categories=["Cs"]),
    max_size=10,
).map("".join)


@pytest.fixture(scope="module")
def tokenizer() -> Any:
    files = locate_encoder("bundled")
    return tf.function(
        WordPieceTokenizer(files), input_signature=[tf.TensorSpec([None], tf.string)]
    )


@settings(max_examples=40)
@given(st.lists(messy_texts, max_size=8), st.randoms(use_true_random=False))
def test_entities_begin_and_end_with_what_is_read(
    tokenizer: Any, texts: list[str], random: Any
) -> None:
    """Whatever the tags are."""
    pieces = tokenizer(tf.constant(texts, tf.string))
    count = pieces.token_ids.flat_values.shape[0]
    tags = tf.constant([random.randrange(len(TAG_SET)) for _ in range(count)], tf.int64)
    entities = decode(tags, tf.ones([count]), pieces.token_start, pieces.token_end)
    before = (-1, 0)
    for row, start, end in zip(*(entities[i].numpy().tolist() for i in (0, 2, 3)), strict=True):
        span = Span(start, end, "X")
        assert 0 <= start < end <= len(texts[row])
        assert trim(texts[row], span) == span
        assert texts[row][start:end] == texts[row][start:end].strip() != ""
        assert (row, start) >= before
        before = (row, end)


def is_well_formed(tags: list[str]) -> bool:
    """By the definition of BOISE: an entity is S, or B, any number of I, E, all of one label."""
    return bool(re.fullmatch(r"(O |S-\w |(B-(\w) (I-\3 )*E-\3 ))*", "".join(f"{t} " for t in tags)))


def test_allowed_transitions_are_those_of_well_formed_tags() -> None:
    allowed = allowed_transitions(2)
    count = len(TAG_SET)
    for length in (1, 2, 3):
        for ids in itertools.product(range(count), repeat=length):
            path = [count, *ids, count]
            accepted = all(allowed[a, b] for a, b in itertools.pairwise(path))
            assert accepted == is_well_formed([TAG_SET.tags[i] for i in ids])


logit_rows = st.lists(st.integers(0, 4), min_size=1, max_size=4).flatmap(
    lambda lengths: st.tuples(
        st.just(lengths),
        st.lists(
            st.lists(st.floats(-5, 5, width=32), min_size=9, max_size=9),
            min_size=sum(lengths),
            max_size=sum(lengths),
        ),
    )
)


@given(logit_rows)
def test_constrained_tags_are_the_best_well_formed_ones(
    data: tuple[list[int], list[list[float]]],
) -> None:
    """Against trying all sequences."""
    lengths, values = data
    logits = np.array(values, np.float32).reshape(-1, 9)
    pieces = tf.RaggedTensor.from_row_lengths(tf.zeros(sum(lengths)), lengths)
    chosen = constrained_tags(tf.constant(logits), pieces, allowed_transitions(2)).numpy()
    scores = tf.nn.log_softmax(logits).numpy().astype(np.float64)
    offset = 0
    for length in lengths:
        row = scores[offset : offset + length]
        ids = chosen[offset : offset + length]
        assert is_well_formed([TAG_SET.tags[i] for i in ids])
        best = max(
            sum(row[i, tag] for i, tag in enumerate(sequence)) for sequence in WELL_FORMED[length]
        )
        assert sum(row[i, tag] for i, tag in enumerate(ids)) == pytest.approx(best, abs=1e-4)
        offset += length


WELL_FORMED = [
    [
        ids
        for ids in itertools.product(range(len(TAG_SET)), repeat=length)
        if is_well_formed([TAG_SET.tags[i] for i in ids])
    ]
    for length in range(5)
]


def test_the_two_ways_of_decoding_differ_where_best_tags_do_not_fit() -> None:
    # B-X, then I-Y a little before E-X.
    probabilities = np.full((2, 9), 0.01, np.float32)
    probabilities[0, TAG_SET.tags.index("B-X")] = 0.8
    probabilities[1, TAG_SET.tags.index("I-Y")] = 0.5
    probabilities[1, TAG_SET.tags.index("E-X")] = 0.4
    probabilities /= probabilities.sum(axis=1, keepdims=True)
    starts = tf.ragged.constant([[0, 3]], dtype=tf.int64)
    logits = tf.constant(np.log(probabilities))
    constrained = Decoder(TAG_SET.labels, Decoding.CONSTRAINED)(logits, starts, starts + 2)
    greedy = Decoder(TAG_SET.labels, Decoding.GREEDY)(logits, starts, starts + 2)
    assert (constrained.start.numpy().tolist(), constrained.end.numpy().tolist()) == ([0], [5])
    # The probability of the tag that was chosen, not of the best one.
    weakest = probabilities[1, TAG_SET.tags.index("E-X")]
    assert constrained.score.numpy().tolist() == pytest.approx([weakest])
    assert greedy.label.numpy().tolist() == [0, 1]
