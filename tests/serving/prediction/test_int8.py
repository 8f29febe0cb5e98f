from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import tensorflow as tf
from hypothesis import given
from hypothesis import strategies as st

from models.export_format import ROW_TOKENS
from preprocessing.spans import Span
from serving.prediction.int8 import Int8Model, _by_row, pack
from serving.prediction.predictor import ModelNotFoundError, Predictor
from serving.server.saved_model import ServableModel, load_servable
from tests.exported import CONFIDENCE, LABELS, Exported, planted_text, random_texts

LONG = "COFFEE " * 60 + "SHOP"


@pytest.fixture(scope="module")
def model(exported: Exported) -> Int8Model:
    return Int8Model(str(exported.path), threads=1)


@pytest.fixture(scope="module")
def floating(exported: Exported) -> ServableModel:
    return load_servable(str(exported.path))


def by_text(answer: dict[str, np.ndarray], row: int) -> dict[str, Any]:
    count = int(answer["entity_count"][row])
    rows = {
        name: values[row][:count].tolist()
        for name, values in answer.items()
        if name not in ("entity_count", "cut_pieces", "entity_score")
    }
    return {**rows, "cut_pieces": int(answer["cut_pieces"][row])}


@given(st.lists(st.integers(1, ROW_TOKENS), max_size=60))
def test_packing_gives_every_text_a_place_of_its_own(lengths: list[int]) -> None:
    packing = pack(np.array(lengths, np.int64), ROW_TOKENS)
    taken: set[int] = set()
    for start, length in zip(packing.starts.tolist(), lengths, strict=True):
        places = range(start, start + length)
        assert start // ROW_TOKENS == (start + length - 1) // ROW_TOKENS < packing.rows
        assert taken.isdisjoint(places)
        taken.update(places)
    # First-fit leaves at most one row less than half full.
    used = [sum(place // ROW_TOKENS == row for place in taken) for row in range(packing.rows)]
    assert sum(2 * tokens < ROW_TOKENS for tokens in used) <= 1


def test_the_answer_has_the_outputs_of_the_exported_model(
    model: Int8Model, floating: ServableModel
) -> None:
    for texts in ([b"SQ *BLUE DOOR 05/04"], [b"", b"CAF\xc3\xa9 12.50", LONG.encode()], []):
        expected = floating.run("serving_default", {"text": np.array(texts, object)})
        answer = model(texts)
        assert answer.keys() == expected.keys()
        for name, values in answer.items():
            assert values.dtype == expected[name].dtype, name
            assert values.ndim == expected[name].ndim, name
            assert len(values) == len(texts), name


def test_most_entities_are_those_of_the_exported_model(exported: Exported) -> None:
    """The weights are random, so that scores are close to each other: worse than any real model."""
    texts = random_texts(300, seed=4)
    found = [
        {
            (number, entity.start, entity.end, entity.label)
            for number, prediction in enumerate(Predictor(exported.path, int8=int8).predict(texts))
            for entity in prediction.entities
        }
        for int8 in (False, True)
    ]
    assert len(found[0] & found[1]) > 0.85 * len(found[0] | found[1]) > 0


def test_the_answer_does_not_depend_on_what_else_is_asked(model: Int8Model) -> None:
    texts = [text.encode() for text in [*random_texts(40, seed=9), LONG, "", "A"]]
    together = model(texts)
    for number, text in enumerate(texts):
        assert by_text(model([text]), 0) == by_text(together, number)


def test_no_entity_of_a_long_text_is_lost_or_found_twice(planted: Path) -> None:
    model = Int8Model(str(planted))
    text, spans = planted_text(4000, seed=1)
    other, other_spans = planted_text(130, seed=2)
    batches = (
        ([text], [spans]),
        (["", other, text, *["the"] * 40, text], [[], other_spans, spans, *[[]] * 40, spans]),
    )
    for texts, expected in batches:
        answer = model([text.encode() for text in texts])
        assert answer["cut_pieces"].tolist() == [0] * len(texts)
        rows = [by_text(answer, row) for row in range(len(texts))]
        columns = [[row[f"entity_{name}"] for name in ("start", "end", "label")] for row in rows]
        assert [
            [Span(start, end, label.decode()) for start, end, label in zip(*row, strict=True)]
            for row in columns
        ] == expected


def test_a_model_made_before_there_were_windows_is_understood(exported: Exported) -> None:
    """Its text graph had one window for each text, and nothing that says so."""
    model = Int8Model(str(exported.path))
    texts = [b"SQ *BLUE DOOR 05/04", b"", b"CAF\xc3\xa9 12.50"]
    expected = model(texts)
    word_pieces, entities = model._word_pieces, model._entities

    def entities_then(logits: Any, splits: Any, start: Any, end: Any) -> Any:
        numbers = splits.numpy()
        (tokens,) = np.nonzero(~np.isin(np.arange(numbers[-1]), [*numbers[:-1], *numbers[1:] - 1]))
        pieces = tf.constant(numbers - 2 * np.arange(len(numbers)))
        return entities(logits, tf.constant(tokens), pieces, start, end)

    model._word_pieces = lambda texts: word_pieces(texts)[:6]
    model._entities = entities_then
    for name, values in model(texts).items():
        np.testing.assert_array_equal(values, expected[name])


def test_the_covered_text_is_that_of_the_offsets(model: Int8Model) -> None:
    texts = [*random_texts(60, seed=2), "e\u0301 CAFE\u0301 ½ 😀 12.50", "\u200bSQ *日本"]
    answer = model([text.encode() for text in texts])
    assert answer["entity_count"].sum() > 50
    for row, text in enumerate(texts):
        entities = by_text(answer, row)
        for start, end, covered in zip(
            entities["entity_start"], entities["entity_end"], entities["entity_text"], strict=True
        ):
            assert text[start:end] == covered.decode()


def test_entities_are_accepted_as_in_the_exported_model(model: Int8Model) -> None:
    answer = model([text.encode() for text in random_texts(200, seed=3)])
    accepted, labels = answer["entity_accepted"], answer["entity_label"]
    limits = {
        label.encode(): limit for label, limit in zip(LABELS, CONFIDENCE.thresholds, strict=True)
    }
    limit = np.vectorize(lambda label: limits.get(label, 1.0))(labels)
    assert (accepted == (answer["entity_score"] >= limit)).all()
    assert 10 < accepted.sum() < np.sum(labels != b"") - 10


def test_an_export_of_an_earlier_release_does_not_say_what_is_accepted() -> None:
    texts, row = np.array([b"CAFE 12"], object), np.array([0])
    columns = (row, np.array([b"PARTY"], object), row, row + 4, np.array([0.5], np.float32))
    answer = _by_row(texts, *columns)
    assert "entity_accepted" not in answer
    assert answer["entity_text"].tolist() == [[b"CAFE"]]
    assert _by_row(texts, *columns, np.array([True]))["entity_accepted"].tolist() == [[True]]


def test_malformed_text_is_read_as_the_exported_model_reads_it(
    model: Int8Model, floating: ServableModel
) -> None:
    texts = [b"SHOP \xff\xfe 12.50", b"\xf0\x9f\x98 CAFE", b"\xed\xa0\x80X"]
    expected = floating.run("serving_tokens", {"text": np.array(texts, object)})
    _, token_ids, splits, *_ = model._word_pieces(model._to_tensor(texts, "string"))
    for row in range(len(texts)):
        pieces = token_ids.numpy()[splits[row] + 1 : splits[row + 1] - 1].tolist()
        assert pieces == [piece for piece in expected["token_ids"][row].tolist() if piece >= 0]


def test_a_server_answers_with_it_and_has_no_other_signature(exported: Exported) -> None:
    servable = load_servable(str(exported.path), int8=True)
    assert set(servable.signatures) == {"serving_default"}
    assert servable.batchable("serving_default")
    answer = servable.run("serving_default", {"text": np.array([b"CAFE 12.50", b""], object)})
    assert answer["entity_count"].shape == (2,)


def test_an_export_without_an_int8_model_says_so(tmp_path: Path) -> None:
    (tmp_path / "saved_model.pb").write_bytes(b"")
    with pytest.raises(ModelNotFoundError, match=r"has no int8 model.*export.int8"):
        Predictor(tmp_path, int8=True)
