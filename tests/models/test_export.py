from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import tensorflow as tf
from hypothesis import given, settings
from hypothesis import strategies as st

from models.decoding import allowed_transitions, constrained_tags, decode
from models.export import ServingModel, TextGraph, parse_entities
from models.settings import Decoding
from models.training_data import read_examples
from preprocessing.spans import Span
from tests.exported import (
    CONFIDENCE,
    LABELS,
    WINDOW,
    Exported,
    planted_text,
    random_records,
    transform_on_beam,
)
from tests.models.flat_batches import flat_inputs, without_special

Signature = Any

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


@pytest.fixture(scope="module")
def signatures(exported: Exported) -> Signature:
    model = tf.saved_model.load(str(exported.path))
    # The object must live as long as its signatures are called.
    return type("Loaded", (), {"model": model, **dict(model.signatures)})


def pieces(answer: dict[str, tf.Tensor]) -> list[list[tuple[int, int, int]]]:
    rows = zip(*(answer[f"token_{name}"].numpy() for name in ("ids", "start", "end")), strict=True)
    return [[(i, s, e) for i, s, e in zip(*map(list, row), strict=True) if i >= 0] for row in rows]


def entities(answer: dict[str, tf.Tensor]) -> list[list[tuple[str, str, int, int]]]:
    names = ("entity_label", "entity_text", "entity_start", "entity_end")
    columns = [answer[name].numpy().tolist() for name in names]
    counts = answer["entity_count"].numpy()
    return [
        [
            (label.decode(), text.decode(), start, end)
            for label, text, start, end in list(zip(*row, strict=True))[:count]
        ]
        for count, *row in zip(counts, *columns, strict=True)
    ]


def example(text: str) -> bytes:
    feature = tf.train.Feature(bytes_list=tf.train.BytesList(value=[text.encode()]))
    features = tf.train.Features(feature={"text": feature})
    return bytes(tf.train.Example(features=features).SerializeToString())


def transformed_examples(exported: Exported) -> dict[str, Any]:
    spec = exported.transformed.output.transformed_feature_spec()
    (batch,) = read_examples(exported.transformed.files, spec, len(exported.records))
    return dict(batch)


def test_training_and_serving_see_the_same_word_pieces(
    exported: Exported, signatures: Signature
) -> None:
    """2,000 random texts through Transform on Beam, and through the exported signature."""
    trained_on = transformed_examples(exported)
    by_id = {identifier.decode(): row for row, identifier in enumerate(trained_on["id"].numpy())}
    order = [by_id[record.id] for record in exported.records]
    columns = [
        [trained_on[name].to_list()[row] for row in order]
        for name in ("token_ids", "token_start", "token_end")
    ]
    served = signatures.serving_tokens(text=tf.constant([r.text for r in exported.records]))
    assert len(order) == 2000
    assert pieces(served) == [list(zip(*row, strict=True)) for row in zip(*columns, strict=True)]


@settings(max_examples=60)
@given(st.lists(texts, min_size=40, max_size=40))
def test_the_transform_graph_and_the_signature_agree_on_any_text(
    exported: Exported, signatures: Signature, batch: list[str]
) -> None:
    """2,400 texts that hypothesis makes up, through the graph with all of its inputs."""
    layer = exported.transformed.output.transform_features_layer()
    count = len(batch)
    no_spans = {
        name: tf.sparse.from_dense(tf.zeros([count, 0], dtype))
        for name, dtype in (
            ("span_start", tf.int64),
            ("span_end", tf.int64),
            ("span_label", tf.string),
        )
    }
    features = layer({"id": tf.constant([""] * count), "text": tf.constant(batch), **no_spans})
    served = signatures.serving_tokens(text=tf.constant(batch))
    expected = zip(
        *(features[f"token_{name}"].to_list() for name in ("ids", "start", "end")), strict=True
    )
    assert pieces(served) == [list(zip(*row, strict=True)) for row in expected]


def test_spans_on_word_pieces_come_back_through_the_transform_graph(exported: Exported) -> None:
    """Gold spans of 2,000 random texts: to tags by Transform, back by the decoder."""
    batch = transformed_examples(exported)
    tags = batch["tag_ids"].values
    decoded = decode(tags, tf.ones_like(tags, tf.float32), batch["token_start"], batch["token_end"])
    found: list[list[Span]] = [[] for _ in exported.records]
    for row, label, start, end in zip(*(f.numpy().tolist() for f in decoded[:4]), strict=True):
        found[row].append(Span(start, end, LABELS[label]))
    gold = {record.id: record.spans for record in exported.records}
    aligned = lost = 0
    for row, identifier in enumerate(batch["id"].numpy()):
        spans = gold[identifier.decode()]
        starts, ends = batch["token_start"][row].numpy(), batch["token_end"][row].numpy()
        # A piece may be empty, see WordPieces; it shares its start with the next one.
        on_pieces = [
            span for span in spans if span.start in starts and span.end in ends[ends > span.start]
        ]
        missing = [span for span in spans if span not in found[row]]
        aligned += len(on_pieces)
        lost += len(missing)
        shared = [span for span in on_pieces if span in missing]
        assert not shared, (identifier, shared)
        assert batch["lost_spans"].numpy()[row] == len(missing)
    assert aligned > 1000
    assert lost > 100  # random spans do split pieces, or this would show nothing


@settings(max_examples=50)
@given(st.lists(texts, min_size=1, max_size=20))
def test_entities_are_parts_of_their_texts(signatures: Signature, batch: list[str]) -> None:
    answer = signatures.serving_default(text=tf.constant(batch))
    for text, found in zip(batch, entities(answer), strict=True):
        ends = [0]
        for label, covered, start, end in found:
            assert label in LABELS
            assert ends[-1] <= start < end
            assert text[start:end] == covered
            ends.append(end)
    counts, scores = answer["entity_count"].numpy(), answer["entity_score"].numpy()
    width = scores.shape[1]
    for row, count in enumerate(counts):
        assert ((scores[row, :count] > 0) & (scores[row, :count] <= 1)).all()
        assert (scores[row, count:] == 0).all()
        for name, fill in (("start", -1), ("end", -1), ("label", b""), ("text", b"")):
            assert answer[f"entity_{name}"].numpy()[row, count:].tolist() == [fill] * (
                width - count
            )


def test_the_answer_does_not_depend_on_the_rest_of_the_batch(
    exported: Exported, signatures: Signature
) -> None:
    batch = [record.text for record in exported.records[:60]]
    together = signatures.serving_default(text=tf.constant(batch))
    for row, text in enumerate(batch):
        alone = signatures.serving_default(text=tf.constant([text]))
        assert entities(alone) == entities(together)[row : row + 1]
        count = int(alone["entity_count"][0])
        np.testing.assert_allclose(
            alone["entity_score"][0, :count], together["entity_score"][row, :count], atol=1e-5
        )


def test_a_score_is_the_calibrated_probability_of_the_weakest_piece(
    exported: Exported, signatures: Signature
) -> None:
    text = "purchase café 05/04 zürich #4412"
    answer = signatures.serving_default(text=tf.constant([text]))
    tokens = signatures.serving_tokens(text=tf.constant([text]))
    ids = tf.RaggedTensor.from_tensor(tokens["token_ids"])
    inputs = flat_inputs(ids, exported.special)
    logits = without_special(exported.tagger(inputs._asdict()), ids)
    probabilities = tf.nn.softmax(logits).numpy()
    tags = constrained_tags(logits, ids, allowed_transitions(len(LABELS))).numpy()
    best = probabilities[np.arange(len(tags)), tags]
    starts, ends = tokens["token_start"][0].numpy(), tokens["token_end"][0].numpy()
    (found,) = entities(answer)
    assert found
    for (_, _, start, end), score in zip(found, answer["entity_score"][0].numpy(), strict=True):
        inside = (starts >= start) & (ends <= end)
        assert score == pytest.approx(
            CONFIDENCE.scores(tf.constant(best[inside].min())).numpy(), abs=1e-5
        )
        assert abs(score - best[inside].min()) > 1e-3  # or this would show nothing


def test_an_entity_is_accepted_if_its_score_reaches_the_threshold_of_its_label(
    exported: Exported, signatures: Signature
) -> None:
    batch = [record.text for record in exported.records[:300]]
    answer = signatures.serving_default(text=tf.constant(batch))
    accepted, labels = answer["entity_accepted"].numpy(), answer["entity_label"].numpy()
    assert accepted.dtype == bool
    limits = dict(zip(LABELS, CONFIDENCE.thresholds, strict=True))
    limit = np.vectorize(lambda label: limits.get(label.decode(), 1.0))(labels)
    assert (accepted == (answer["entity_score"].numpy() >= limit)).all()
    for label in LABELS:
        of_label = accepted[labels == label.encode()]
        assert of_label.any() == (limits[label] <= 1)
        assert not of_label.all()


def test_without_a_calibration_scores_are_raw_and_nothing_is_accepted(exported: Exported) -> None:
    transform = exported.transformed.output.transform_features_layer()
    given = (transform, LABELS, exported.special, WINDOW, Decoding.CONSTRAINED)
    models = [ServingModel(exported.tagger, TextGraph(*given, c)) for c in (None, CONFIDENCE)]
    raw, calibrated = (model.serving_default(tf.constant(["CAFE 05/04"])) for model in models)
    scores = raw["entity_score"]
    assert tf.size(scores) > 0
    np.testing.assert_allclose(CONFIDENCE.scores(scores), calibrated["entity_score"], atol=1e-6)
    assert not raw["entity_accepted"].numpy().any()


def test_the_evaluation_signature_gives_the_same_entities(
    exported: Exported, signatures: Signature
) -> None:
    batch = [record.text for record in exported.records[:100]]
    examples = tf.constant([example(text) for text in batch])
    encoded = signatures.serving_examples(examples=examples)["entities"].numpy()
    answer = entities(signatures.serving_default(text=tf.constant(batch)))
    assert [parse_entities(row) for row in encoded] == [
        [(start, end, label) for label, _, start, end in row] for row in answer
    ]


@pytest.mark.parametrize(
    "batch",
    [
        [],
        [""],
        ["", "   ", ""],
        ["x" * 10_000],
        ["purchase " * 2000, "a"],
        ["שלום CAFE עולם", "\u202eabc"],
        ["a\x00b", "\u2028", "\ufeff"],
    ],
    ids=["none", "empty", "blank", "one word", "long", "right to left", "controls"],
)
def test_every_text_gets_an_answer(signatures: Signature, batch: list[str]) -> None:
    answer = signatures.serving_default(text=tf.constant(batch, tf.string))
    assert answer["entity_count"].shape == [len(batch)]
    assert answer["entity_label"].shape[0] == len(batch)
    found = entities(answer)
    assert all(
        text[start:end] == covered
        for text, row in zip(batch, found, strict=True)
        for _, covered, start, end in row
    )


def test_malformed_utf8_gets_an_answer(signatures: Signature) -> None:
    answer = signatures.serving_default(text=tf.constant([b"caf\xff 05/04 \xe2\x82", b"\xc3"]))
    repaired = ["caf\ufffd 05/04 \ufffd", "\ufffd"]
    for text, row in zip(repaired, entities(answer), strict=True):
        assert all(text[start:end] == covered for _, covered, start, end in row)


def test_cut_pieces_are_counted(exported: Exported, signatures: Signature) -> None:
    texts = ["a " * 4096, "a " * 4100, "a"]
    answer = signatures.serving_default(text=tf.constant(texts))
    assert answer["cut_pieces"].numpy().tolist() == [0, 4, 0]
    tokens = signatures.serving_tokens(text=tf.constant(texts))
    assert [len(row) for row in pieces(tokens)] == [4096, 4096, 1]


@pytest.mark.parametrize("length", [126, 127, 500, 4000])
def test_no_entity_of_a_long_text_is_lost_or_found_twice(planted: Path, length: int) -> None:
    """The model finds nothing near the edges of a window, and everything elsewhere."""
    model = tf.saved_model.load(str(planted))
    text, spans = planted_text(length, seed=length)
    other, other_spans = planted_text(130, seed=2)
    assert len(spans) > length // 20
    tokens = model.signatures["serving_tokens"](text=tf.constant([text]))
    assert len(pieces(tokens)[0]) == length
    for batch, expected in (
        ([text], [spans]),
        (["the", text, "", other], [[], spans, [], other_spans]),
        # The long ones have so many windows that the tagger takes them in several groups.
        ([text, other] * 20, [spans, other_spans] * 20),
    ):
        answer = model.signatures["serving_default"](text=tf.constant(batch))
        assert spans_of(answer) == expected
    encoded = model.signatures["serving_examples"](
        examples=tf.constant([example(text), example(other)])
    )
    found = [parse_entities(row) for row in encoded["entities"].numpy()]
    assert [[Span(*entity) for entity in row] for row in found] == [spans, other_spans]


def spans_of(answer: dict[str, tf.Tensor]) -> list[list[Span]]:
    return [[Span(start, end, label) for label, _, start, end in row] for row in entities(answer)]


def test_a_cut_is_the_same_in_training(tmp_path: Path, tiny_encoder_path: str) -> None:
    records = [
        record for record in random_records(200, seed=3) if record.spans and len(record.text) > 20
    ]
    transformed = transform_on_beam(records, tmp_path, tiny_encoder_path, max_pieces=5)
    spec = transformed.output.transformed_feature_spec()
    (batch,) = read_examples(transformed.files, spec, len(records))
    assert batch["token_ids"].row_lengths().numpy().max() == 5
    assert batch["cut_pieces"].numpy().max() > 0
    # A span behind the cut is lost, and counted as such.
    spans = batch["span_start"].row_lengths().numpy()
    assert 0 < batch["lost_spans"].numpy().sum() < spans.sum()


def test_it_loads_where_only_tensorflow_and_tf_text_are(exported: Exported) -> None:
    program = (
        "import sys, tensorflow as tf, tensorflow_text\n"
        "model = tf.saved_model.load(sys.argv[1])\n"
        "answer = model.signatures['serving_default'](text=tf.constant(['PURCHASE', '']))\n"
        "mine = {'preprocessing', 'models', 'tfx', 'tensorflow_transform', 'tfx_bsl'}\n"
        "assert not mine & set(sys.modules), mine & set(sys.modules)\n"
        "print(sorted(answer), answer['entity_count'].shape)\n"
    )
    result = subprocess.run(
        [sys.executable, "-P", "-c", program, str(exported.path)],
        capture_output=True,
        text=True,
        check=False,
        cwd="/",
    )
    assert result.returncode == 0, result.stderr
    assert "entity_score" in result.stdout


def test_encoded_entities_are_parsed() -> None:
    assert parse_entities(b"") == []
    assert [Span(*entity) for entity in parse_entities(b"0\x1f4\x1fA B\x1e5\x1f6\x1f\xc3\x9c")] == [
        Span(0, 4, "A B"),
        Span(5, 6, "Ü"),
    ]
