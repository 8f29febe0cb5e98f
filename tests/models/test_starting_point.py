from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import keras
import numpy as np
import pytest
import tensorflow as tf

from models.encoder import Encoder, EncoderConfig
from models.model_description import DESCRIPTION_FILE, ModelDescription, StartingPointError
from models.starting_point import (
    StartingPoint,
    check_start,
    describe,
    encoder_name,
    kept_labels,
    start_from,
    weight_name,
)
from models.tagger import Tagger
from preprocessing.encoder_files import EncoderFiles, EncoderFormat
from preprocessing.labels import TagSet
from tests.exported import LABELS

WORDS = tuple("abcdefghij")


def files_of(words: tuple[str, ...] = WORDS, *, lower_case: bool = True) -> EncoderFiles:
    return EncoderFiles(Path("ten"), EncoderFormat.HUGGING_FACE, words, lower_case, 12)


def tagger_of(config: EncoderConfig, labels: list[str], seed: int = 1) -> Tagger:
    keras.utils.set_random_seed(seed)
    tagger = Tagger(Encoder(config, dropout=0.0, attention_dropout=0.0), len(TagSet.of(labels)))
    tagger.build()
    tagger.classifier.bias.assign(np.arange(len(TagSet.of(labels))) + 100 * seed)
    return tagger


@pytest.fixture
def published(ten_words: EncoderConfig, tmp_path: Path) -> tuple[StartingPoint, Tagger]:
    """A model with three labels, and its tagger."""
    tagger = tagger_of(ten_words, LABELS)
    module = tf.Module()
    module.tagger = tagger
    tf.saved_model.save(module, str(tmp_path))
    describe("/encoders/ten/", files_of(), tagger, LABELS).write(str(tmp_path))
    description = ModelDescription.read(str(tmp_path))
    assert description is not None
    return StartingPoint("version 3 of cards", str(tmp_path), description), tagger


@pytest.mark.parametrize(
    ("labels", "label_map", "kept"),
    [
        (LABELS, {}, {"PARTY": "PARTY", "DATE": "DATE", "AMOUNT": "AMOUNT"}),
        (["AMOUNT", "PARTY"], {}, {"PARTY": "PARTY", "AMOUNT": "AMOUNT"}),
        (["NEW", "DATE", "OTHER"], {}, {"DATE": "DATE"}),
        (["WHEN", "NEW"], {"DATE": "WHEN"}, {"WHEN": "DATE"}),
        (["DATE", "PARTY"], {"PARTY": "DATE", "DATE": "PARTY"}, {"DATE": "PARTY", "PARTY": "DATE"}),
        (["DATE"], {"PARTY": "DATE", "DATE": None}, {"DATE": "PARTY"}),
        (["NEW"], {}, {}),
    ],
)
def test_weights_come_by_name_and_rows_of_the_classifier_by_label(
    published: tuple[StartingPoint, Tagger],
    ten_words: EncoderConfig,
    labels: list[str],
    label_map: dict[str, str | None],
    kept: dict[str, str],
) -> None:
    start, old = published
    assert kept_labels(start, labels, label_map) == kept
    new = tagger_of(ten_words, labels, seed=2)
    fresh = [np.array(variable) for variable in (new.classifier.kernel, new.classifier.bias)]
    start_from(new, start, labels, label_map)
    for ours, theirs in zip(new.encoder.get_weights(), old.encoder.get_weights(), strict=True):
        np.testing.assert_array_equal(ours, theirs)
    tags, old_tags = TagSet.of(labels).tags, TagSet.of(LABELS).tags
    for got, before, known in zip(
        new.classifier.get_weights(), fresh, old.classifier.get_weights(), strict=True
    ):
        for number, tag in enumerate(tags):
            kind, _, label = tag.partition("-")
            old_tag = f"{kind}-{kept[label]}" if label in kept else tag
            expected = known[..., old_tags.index(old_tag)] if old_tag in old_tags else None
            if label and label not in kept:
                expected = before[..., number]
            np.testing.assert_array_equal(got[..., number], expected)


@pytest.mark.parametrize(
    ("labels", "label_map", "message"),
    [
        (["A"], {"PART": "A"}, r"has no label 'PART'; it has PARTY, DATE, AMOUNT"),
        (["A"], {"PARTY": "A", "DATE": "A"}, "both 'PARTY' and 'DATE' would become 'A'"),
        (["DATE"], {"PARTY": "DATE"}, "both 'PARTY' and 'DATE' would become 'DATE'"),
    ],
)
def test_labels_that_do_not_go_together_are_refused(
    published: tuple[StartingPoint, Tagger],
    labels: list[str],
    label_map: dict[str, str | None],
    message: str,
) -> None:
    with pytest.raises(StartingPointError, match=rf"^training.label_map: .*{message}"):
        check_start(published[0], "ten", files_of(), labels, label_map)


@pytest.mark.parametrize(
    ("encoder", "known"),
    [
        (files_of((*WORDS[:-1], "k")), {}),
        (files_of(WORDS[::-1]), {}),
        (files_of(lower_case=False), {}),
        (files_of(), {"vocabulary": "", "encoder": "nine"}),  # of an earlier version
    ],
)
def test_another_encoder_is_refused_with_both_named(
    published: tuple[StartingPoint, Tagger], encoder: EncoderFiles, known: dict[str, Any]
) -> None:
    start = published[0]
    check_start(start, "/elsewhere/ten", files_of(), LABELS, {})
    start = replace(start, description=replace(start.description, **known))
    name = start.description.encoder
    message = (
        rf"version 3 of cards was made of the encoder {name}, .* encoder\.source, /some/other;"
    )
    with pytest.raises(StartingPointError, match=message):
        check_start(start, "/some/other", encoder, LABELS, {})


def test_another_size_or_scheme_is_refused(
    published: tuple[StartingPoint, Tagger], ten_words: EncoderConfig
) -> None:
    start = published[0]
    small = tagger_of(replace(ten_words, num_layers=1), LABELS)
    with pytest.raises(
        StartingPointError, match=r"with num_layers 2; that of encoder\.source is 1"
    ):
        start_from(small, start, LABELS, {})
    unknown = replace(start, description=replace(start.description, shape={}))
    with pytest.raises(StartingPointError, match=r"no weights for the encoder of encoder\.source"):
        start_from(small, unknown, LABELS, {})
    other = replace(start, description=replace(start.description, label_scheme="BIO"))
    with pytest.raises(StartingPointError, match="follow the scheme BIO, not BOISE"):
        check_start(other, "ten", files_of(), LABELS, {})


def test_weights_that_cannot_be_read_are_refused(
    published: tuple[StartingPoint, Tagger], ten_words: EncoderConfig
) -> None:
    start, tagger = published
    none = tf.Module()
    none.other = tf.Variable(1.0)
    tf.saved_model.save(none, start.path)
    with pytest.raises(StartingPointError, match="has no weights that can be read by name"):
        start_from(tagger, start, LABELS, {})
    constants = replace(start.description, constants={"classifier/bias": "nowhere"})
    with pytest.raises(StartingPointError, match="the graph has no constant for classifier/bias"):
        start_from(tagger, replace(start, description=constants), LABELS, {})
    for file in (Path(start.path) / "variables").iterdir():
        file.write_bytes(b"damaged")
    with pytest.raises(StartingPointError, match=r"version 3 of cards in .* cannot be read: "):
        start_from(tagger, start, LABELS, {})


def test_a_description_comes_back_and_names_no_folder_of_this_machine(
    published: tuple[StartingPoint, Tagger],
) -> None:
    start = published[0]
    values = {
        "name": start.name,
        "path": start.path,
        "description": start.description.to_dict(),
    }
    assert StartingPoint.of(values) == start
    assert StartingPoint.of(None) is None
    path = Path(start.path) / DESCRIPTION_FILE
    assert '"encoder": "ten"' in path.read_text()
    for content in ("[]", "{", '{"encoder": 3, "labels": []}'):
        path.write_text(content)
        with pytest.raises(StartingPointError, match=r"model\.json: does not describe a model"):
            ModelDescription.read(start.path)
    path.unlink()
    assert ModelDescription.read(start.path) is None


def test_names_of_encoders_and_weights() -> None:
    encoders = {
        "bundled": "bundled",
        "gs://a/b": "gs://a/b",
        "/c/d/": "d",
        "d": "d",
        "/c/d/12/": "d/12",
        "/1": "1",
    }
    assert {source: encoder_name(source) for source in encoders} == encoders
    names = {
        "tagger/encoder/block_0/norm/beta": "block_0/norm/beta",
        "encoder_1/embeddings/word/embeddings": "embeddings/word/embeddings",
        "tagger_2/classifier/bias": "classifier/bias",
    }
    assert {path: weight_name(path) for path in names} == names
