from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import tensorflow as tf

from models.batching import IGNORED_TAG, SpecialTokens
from models.training_data import (
    BUCKETS,
    TrainingBatches,
    VariedFeatures,
    annotated_texts,
    count_drawn,
    read_examples,
)
from models.windows import Window
from preprocessing.augmentation import Augmenter, EntityPool
from preprocessing.labels import TagSet
from preprocessing.records import Record
from preprocessing.settings import (
    AugmentationSettings,
    CaseSettings,
    SettingsError,
    SpacingSettings,
)
from preprocessing.spans import Span
from tests.exported import LABELS, Transformed

SPECIAL = SpecialTokens(cls=101, sep=102, pad=0)
SPEC = {
    "token_ids": tf.io.RaggedFeature(tf.int64, row_splits_dtype=tf.int64),
    "tag_ids": tf.io.RaggedFeature(tf.int64, row_splits_dtype=tf.int64),
}
WINDOW = Window(40, 10)

Row = tuple[int, ...]


@pytest.fixture
def example_file(tmp_path: Path) -> tuple[str, list[Row]]:
    """600 texts of up to 30 pieces and three longer ones; the tag of a piece is its id + 1000."""
    rng = np.random.default_rng(2)
    lengths = [*rng.integers(0, 30, 600).tolist(), 41, 90, 400]
    rows = [tuple(rng.integers(103, 10_000, length).tolist()) for length in lengths]
    path = str(tmp_path / "examples.gz")
    with tf.io.TFRecordWriter(path, "GZIP") as writer:
        for row in rows:
            example = tf.train.Example()
            feature = example.features.feature
            feature["token_ids"].int64_list.value.extend(row)
            feature["tag_ids"].int64_list.value.extend(token + 1000 for token in row)
            writer.write(example.SerializeToString())
    return path, rows


def batches_of(path: str, *, static: bool = False, seed: int = 1) -> TrainingBatches:
    return TrainingBatches(
        [path], SPEC, SPECIAL, WINDOW, batch_tokens=128, seed=seed, static_shapes=static
    )


def rows_of(dataset: tf.data.Dataset, *, static: bool = False) -> list[list[Row]]:
    """The learned pieces of each row of each batch; layout, tags and counts are checked."""
    batches = []
    for batch in dataset:
        ids = batch.inputs["token_ids"].numpy()
        mask = batch.inputs["attention_mask"].numpy() == 1
        tags = batch.tags.numpy()
        if static:
            assert ids.shape == mask.shape == tags.shape
            assert (ids[~mask] == SPECIAL.pad).all()
            assert (tags[~mask] == IGNORED_TAG).all()
            ids, tags = ids[mask], tags[mask]
        assert ids.dtype == tags.dtype == np.int32
        learned = tags != IGNORED_TAG
        assert (tags[learned] == ids[learned] + 1000).all()
        ends = np.cumsum(mask.sum(axis=1)[mask.any(axis=1)])
        rows = []
        for first, last in zip([0, *ends[:-1]], ends, strict=True):
            assert (ids[first], ids[last - 1]) == (SPECIAL.cls, SPECIAL.sep)
            assert not {SPECIAL.cls, SPECIAL.sep} & {*ids[first + 1 : last - 1].tolist()}
            rows.append(tuple(ids[first:last][learned[first:last]].tolist()))
        batches.append(rows)
    return batches


@pytest.mark.parametrize("static", [False, True])
def test_an_epoch_has_every_piece_once_with_its_tag(
    example_file: tuple[str, list[Row]], static: bool
) -> None:
    path, texts = example_file
    dataset = batches_of(path, static=static).epoch(0)
    rows = [row for batch in rows_of(dataset, static=static) for row in batch]
    short = [text for text in texts if len(text) <= WINDOW.width]
    assert not Counter(short) - Counter(rows)
    assert sorted(piece for row in rows for piece in row) == sorted(p for t in texts for p in t)
    # Parts of long texts are runs of their pieces.
    for row in (Counter(rows) - Counter(short)).elements():
        assert any(row == text[i : i + len(row)] for text in texts[-3:] for i in range(len(text)))
    assert sum(int(batch.texts) for batch in dataset) == len(texts)


def test_texts_of_a_batch_are_of_like_length_and_its_tokens_within_the_budget(
    example_file: tuple[str, list[Row]],
) -> None:
    path, _ = example_file
    for batch in batches_of(path).epoch(0):
        lengths = batch.inputs["attention_mask"].numpy().sum(axis=1)
        bound = min(b for b in (*BUCKETS, 10_000) if lengths.max() <= b)
        assert lengths.min() > max([0, *(b for b in BUCKETS if b < bound)])
        assert lengths.sum() == batch.tags.shape[0] <= 128


def test_static_shapes_are_few(example_file: tuple[str, list[Row]]) -> None:
    path, _ = example_file
    shapes = {tuple(batch.tags.shape) for batch in batches_of(path, static=True).epoch(0)}
    assert {time for _, time in shapes} <= {*BUCKETS, WINDOW.width + 2}
    assert all(rows == 128 // time for rows, time in shapes)
    assert len(shapes) == len({time for _, time in shapes}) > 3


def test_orders_differ_between_epochs_and_seeds_and_agree_between_runs(
    example_file: tuple[str, list[Row]],
) -> None:
    path, _ = example_file
    first, second = (rows_of(batches_of(path).epoch(number)) for number in (0, 1))
    assert first != second
    assert rows_of(batches_of(path).epoch(0)) == first
    assert rows_of(batches_of(path, seed=2).epoch(0)) != first
    # Which texts meet is another matter in each epoch, not only the order of the batches.
    full = {frozenset(batch) for batch in first if len(batch) > 3}
    assert not full & {frozenset(batch) for batch in second}


def test_lengths_come_in_no_order(example_file: tuple[str, list[Row]]) -> None:
    path, _ = example_file
    batches = rows_of(batches_of(path).epoch(0))
    longest = [max(map(len, batch)) for batch in batches[: 2 * len(batches) // 3]]
    thirds = np.array_split(longest, 3)
    assert max(np.mean(part) for part in thirds) < 1.3 * min(np.mean(part) for part in thirds)


def test_examples_are_read_in_the_order_of_the_file(example_file: tuple[str, list[Row]]) -> None:
    path, texts = example_file
    rows = [row for batch in read_examples([path], SPEC, 9) for row in batch["token_ids"].to_list()]
    assert [tuple(row) for row in rows] == texts


UPPER = AugmentationSettings(
    probability=1.0,
    strength=1.0,
    locales=["en-US"],
    duplicate=0,
    delete=0,
    transpose=0,
    typo=0,
    digits=1.0,
    spacing=SpacingSettings(drop=0, double=1.0, run=0, insert=0),
    case=CaseSettings(upper=0, lower=0, title=0),
    swap=0,
)


@pytest.fixture(scope="module")
def transformed(transform_records: Callable[..., Transformed]) -> Transformed:
    texts = [f"café market {number % 12 + 1:02d}/{number % 28 + 1:02d}" for number in range(300)]
    spans = (Span(0, 11, "PARTY"), Span(12, 17, "DATE"))
    records = [
        Record(str(number), text, spans if number % 3 else (), "test", number + 1)
        for number, text in enumerate(texts)
    ]
    return transform_records(records)


def varied(transformed: Transformed, augmentation: AugmentationSettings) -> VariedFeatures:
    spec = transformed.output.transformed_feature_spec()
    pool = EntityPool.of(annotated_texts(read_examples(transformed.files, spec, 64), LABELS))
    layer = transformed.output.transform_features_layer()
    return VariedFeatures(Augmenter(augmentation, pool), layer, LABELS, seed=1)


def test_variants_are_tokenized_and_tagged_anew(transformed: Transformed) -> None:
    spec = transformed.output.transformed_feature_spec()
    vary = varied(transformed, UPPER)
    tags = TagSet.of(LABELS).tags
    examples = read_examples(transformed.files, spec, 64)
    before = [text for text, _ in annotated_texts(examples, LABELS)]
    after = []
    for features in examples.map(lambda features: vary(features, 0)):
        columns = (features[name].to_list() for name in ("token_start", "token_end", "tag_ids"))
        rows = zip(annotated_texts([features], LABELS), zip(*columns, strict=True), strict=True)
        for (text, spans), pieces in rows:
            after.append(text)
            assert "  " in text
            found = [text[start:end] for start, end, _ in spans]
            assert found == [] or (found[0].split() == ["café", "market"] and "/" in found[1])
            for start, end, tag in zip(*pieces, strict=True):
                owner = [span.label for span in spans if span.start <= start and end <= span.end]
                assert tags[tag][2:] == (owner[0] if owner else "")
    assert len(after) == len(before) == 300
    assert sum(a.split()[2] != b.split()[2] for a, b in zip(after, before, strict=True)) > 250


def test_variants_differ_between_epochs_and_not_between_runs(transformed: Transformed) -> None:
    spec = transformed.output.transformed_feature_spec()

    def texts(epoch: int) -> list[str]:
        vary = varied(transformed, UPPER)
        examples = read_examples(transformed.files, spec, 64)
        return [text for text, _ in annotated_texts(examples.map(lambda f: vary(f, epoch)), LABELS)]

    assert texts(0) == texts(0) != texts(1)


def test_without_changes_variants_are_the_examples_themselves(transformed: Transformed) -> None:
    spec = transformed.output.transformed_feature_spec()
    none = UPPER.model_copy(update={"probability": 0.0})
    vary = varied(transformed, none)
    for features in read_examples(transformed.files, spec, 64):
        again = vary(features, 0)
        assert again.keys() == features.keys()
        for name, values in features.items():
            if isinstance(values, tf.RaggedTensor):
                assert values.to_list() == again[name].to_list()
            else:
                assert (values.numpy() == again[name].numpy()).all()


def test_an_epoch_of_variants_has_every_text(transformed: Transformed) -> None:
    spec = transformed.output.transformed_feature_spec()
    special = SpecialTokens(101, 102, 0)
    batches = TrainingBatches(
        transformed.files, spec, special, Window(510, 128), batch_tokens=256, seed=1
    )
    plain = [batch.inputs["token_ids"].numpy().tolist() for batch in batches.epoch(0)]
    batches = dataclasses.replace(batches, vary=varied(transformed, UPPER))
    found = list(batches.epoch(0))
    assert sum(int(batch.texts) for batch in found) == 300
    assert [batch.inputs["token_ids"].numpy().tolist() for batch in found] != plain


@pytest.fixture(scope="module")
def two_spans(transform_records: Callable[..., Transformed]) -> Transformed:
    records = [
        Record(str(number), f"market {number}", (), f"span-{1 + number % 2}/all.jsonl", number)
        for number in range(400)
    ]
    return transform_records(records)


def drawn(transformed: Transformed, weights: dict[str, float], epoch: int = 0) -> Counter[str]:
    """How often an epoch has each text."""
    texts: Counter[str] = Counter()

    def watch(features: dict[str, tf.Tensor], _: int) -> dict[str, tf.Tensor]:
        tf.numpy_function(
            lambda batch: texts.update(text.decode() for text in batch), [features["text"]], []
        )
        return features

    spec = transformed.output.transformed_feature_spec()
    batches = TrainingBatches(
        transformed.files, spec, SPECIAL, WINDOW, batch_tokens=256, seed=1, weights=weights
    )
    watched = dataclasses.replace(batches, vary=watch)
    count = sum(int(batch.texts) for batch in watched.epoch(epoch))
    assert count == texts.total()
    return texts


def test_texts_are_drawn_by_the_weight_of_their_file(two_spans: Transformed) -> None:
    found = drawn(two_spans, {"span-2": 3})
    assert {text: count for text, count in found.items() if int(text.split()[1]) % 2} == {
        f"market {number}": 3 for number in range(1, 400, 2)
    }
    assert found.total() == 200 + 3 * 200


def test_what_is_replayed_differs_between_epochs_and_not_between_runs(
    two_spans: Transformed,
) -> None:
    weights = {"span-1": 0.2}
    epochs = [drawn(two_spans, weights, number) for number in (0, 0, 1)]
    older = [{text for text in epoch if int(text.split()[1]) % 2 == 0} for epoch in epochs]
    assert older[0] == older[1] != older[2]
    assert all(20 <= len(texts) <= 60 for texts in older)
    assert all(
        epoch.total() == 200 + len(texts) for epoch, texts in zip(epochs, older, strict=True)
    )


def test_texts_of_an_epoch_are_counted_beforehand(two_spans: Transformed) -> None:
    spec = two_spans.output.transformed_feature_spec()
    examples = read_examples(two_spans.files, spec, 64)
    assert count_drawn(examples, {"span-1": 0.2, "span-2": 3}) == 640
    with pytest.raises(SettingsError, match=r"no annotation file is called 'span-3'.*span-1"):
        count_drawn(examples, {"span-3": 2})


def test_copies_of_a_text_are_varied_differently(two_spans: Transformed) -> None:
    spec = two_spans.output.transformed_feature_spec()
    seen: dict[bytes, set[bytes]] = {}

    def watch(features: dict[str, tf.Tensor], epoch: int) -> dict[str, tf.Tensor]:
        after = vary(features, epoch)
        for identifier, text in zip(after["id"].numpy(), after["text"].numpy(), strict=True):
            seen.setdefault(identifier, set()).add(text)
        return after

    vary = varied(two_spans, UPPER)
    batches = TrainingBatches(
        two_spans.files, spec, SPECIAL, WINDOW, batch_tokens=256, seed=1, weights={"span-2": 4}
    )
    for serialized, copy in batches._drawn(
        tf.data.TFRecordDataset(two_spans.files, "GZIP"), 0
    ).batch(64):
        watch(tf.io.parse_example(serialized, spec) | {"copy": copy}, 0)
    assert {len(texts) for number, texts in seen.items() if int(number) % 2 == 0} == {1}
    assert sum(len(texts) for number, texts in seen.items() if int(number) % 2) > 600
