"""Transformed examples to the batches that the tagger learns from, varied and in random order."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

import numpy as np
import tensorflow as tf

from models.batching import IGNORED_TAG, SpecialTokens, flatten, with_special
from models.windows import Window, cut_windows
from preprocessing.augmentation import Augmenter
from preprocessing.spans import Span
from preprocessing.text_weights import check_weights, times_drawn, weight_of

SHUFFLE_BUFFER = 100_000
"""Examples held for shuffling; a few hundred bytes each."""

PARSED_TOGETHER = 256
"""Examples that are parsed, varied and tokenized at once."""

COPY = "copy"
"""Name under which a text that is drawn several times in an epoch has its number, from 0."""

BUCKETS = (12, 16, 20, 24, 32, 40, 48, 64, 96, 128, 192, 256, 384, 512)
"""Most tokens, [CLS] and [SEP] included, of the texts that may share a batch."""

Features = dict[str, Any]
"""A batch of transformed examples: tensors and ragged tensors, see `preprocessing.transform`."""


class Batch(NamedTuple):
    """Texts to learn from.

    Attributes:
      inputs: What `models.tagger.Tagger` takes.
      tags: int32[tokens] of a flat batch, or int32[batch, time]; `IGNORED_TAG` where there is
        nothing to learn.
      texts: int32[], how many texts begin in the batch: of a long one only the first window counts.
    """

    inputs: dict[str, Any]
    tags: tf.Tensor
    texts: tf.Tensor


def read_examples(
    paths: Sequence[str], feature_spec: dict[str, Any], batch_size: int
) -> tf.data.Dataset:
    """Transformed examples in batches, in the order of the files.

    Args:
      paths: TFRecord files, compressed with gzip.
      feature_spec: As from `TFTransformOutput.transformed_feature_spec`.
      batch_size: Examples in a batch; the last one may be smaller.

    Returns:
      A dataset of dicts of tensors and ragged tensors.
    """
    records = tf.data.TFRecordDataset(sorted(paths), compression_type="GZIP")
    return _parse(records.batch(batch_size), feature_spec).prefetch(tf.data.AUTOTUNE)


def count_drawn(examples: tf.data.Dataset, weights: Mapping[str, float]) -> int:
    """How many texts an epoch has, on average.

    Args:
      examples: All that there are, in batches of `read_examples`.
      weights: As of `TrainingBatches`.

    Raises:
      preprocessing.settings.SettingsError: A weight names no file of theirs, or two name one.
    """
    texts = Counter[str]()
    for features in examples:
        texts.update(source.decode() for source in features["source"].numpy())
    check_weights(weights, texts)
    return max(1, round(sum(n * weight_of(source, weights) for source, n in texts.items())))


@dataclass(frozen=True)
class TrainingBatches:
    """The training data, an epoch at a time.

    Texts of about the same length share a batch, because the encoder works on padding too, and a
    batch has about as many tokens as every other. The order of the texts is random, and so is the
    order of the batches: one comes whenever there are enough texts for it. What is left in the
    end comes in smaller batches, so an epoch has every text once.

    Attributes:
      paths: TFRecord files of transformed examples, compressed with gzip.
      feature_spec: As from `TFTransformOutput.transformed_feature_spec`.
      special: Ids of the special tokens.
      window: What the encoder sees at once.
      batch_tokens: Tokens of a batch, as far as the longest text leaves a choice.
      seed: Decides the orders.
      static_shapes: Whether batches are padded to the bounds of `BUCKETS`, so that there are few
        shapes to compile for. Otherwise they are flat, see `models.batching.FlatInputs`.
      vary: Maps features and the number of the epoch to variants of them, see `VariedFeatures`.
      weights: How often an epoch draws texts, see `preprocessing.text_weights`; those that it does
        not name once.
    """

    paths: Sequence[str]
    feature_spec: dict[str, Any]
    special: SpecialTokens
    window: Window
    batch_tokens: int
    seed: int
    static_shapes: bool = False
    vary: Callable[[Features, int], Features] | None = None
    weights: Mapping[str, float] = field(default_factory=dict)

    def epoch(self, number: int) -> tf.data.Dataset:
        """A dataset of `Batch`, always the same for the same number."""
        records = tf.data.TFRecordDataset(sorted(self.paths), compression_type="GZIP")
        drawn = self._drawn(records, number)
        seed = random.Random(f"{self.seed}/{number}").getrandbits(31)  # noqa: S311 - no secret
        shuffled = drawn.shuffle(SHUFFLE_BUFFER, seed=seed, reshuffle_each_iteration=False)
        examples = shuffled.batch(PARSED_TOGETHER).map(
            lambda serialized, copy: _parse_batch(serialized, self.feature_spec) | {COPY: copy},
            num_parallel_calls=tf.data.AUTOTUNE,
            deterministic=True,
        )
        if self.vary is not None:
            vary = self.vary
            examples = examples.map(lambda features: vary(features, number))
        rows = examples.flat_map(self._rows)
        # A row belongs to the first bucket whose upper bound, exclusive, is above its length.
        bounds = [*(size for size in BUCKETS if size < self._longest), self._longest]
        sizes = [max(1, self.batch_tokens // bound) for bound in bounds]
        batches = rows.bucket_by_sequence_length(
            lambda *row: row[2],
            [bound + 1 for bound in bounds],
            [*sizes, 1],
            padded_shapes=([None], [None], [], []),
            padding_values=(self.special.pad, IGNORED_TAG, 0, 0),
            pad_to_bucket_boundary=self.static_shapes,
        )
        to_batch = self._padded if self.static_shapes else self._flat
        return batches.map(to_batch).prefetch(tf.data.AUTOTUNE)

    def count(self, limit: int) -> int:
        """Batches of an epoch without variants, counted up to a limit."""
        plain = replace(self, vary=None).epoch(0).take(limit)
        return sum(1 for _ in plain)

    @property
    def _longest(self) -> int:
        return self.window.width + 2

    def _drawn(self, records: tf.data.Dataset, number: int) -> tf.data.Dataset:
        """Serialized examples as often as they are drawn, string[], each with its copy, int64[]."""
        if not self.weights:
            return records.map(lambda serialized: (serialized, tf.constant(0, tf.int64)))
        spec = {name: tf.io.FixedLenFeature([], tf.string) for name in ("id", "source")}

        def times(ids: np.ndarray, sources: np.ndarray) -> np.ndarray:
            return np.array(
                [
                    times_drawn(
                        weight_of(source.decode(), self.weights),
                        f"{self.seed}/{number}/{identifier.decode()}",
                    )
                    for identifier, source in zip(ids, sources, strict=True)
                ],
                np.int64,
            )

        def copies(serialized: tf.Tensor) -> tf.data.Dataset:
            origin = tf.io.parse_example(serialized, spec)
            count = tf.numpy_function(
                times, [origin["id"], origin["source"]], tf.int64, stateful=False
            )
            count = tf.ensure_shape(count, [None])
            each = tf.ragged.range(count).values
            return tf.data.Dataset.from_tensor_slices((tf.repeat(serialized, count), each))

        return records.batch(PARSED_TOGETHER).flat_map(copies)

    def _rows(self, features: Features) -> tf.data.Dataset:
        """Windows of a batch of texts.

        Returns:
          A dataset of ids and tags, int32[tokens], their number, and 1 if a text begins or else 0.
        """
        ids = tf.cast(features["token_ids"], tf.int32)
        windows = cut_windows(ids, *self.window)
        pieces = windows.pieces
        # A piece in two windows is learned where it will be read.
        read = tf.scatter_nd(
            windows.chosen[:, None],
            tf.ones_like(windows.chosen),
            tf.shape(pieces.values, out_type=tf.int64),
        )
        tags = tf.gather(tf.cast(features["tag_ids"].values, tf.int32), pieces.values)
        tags = pieces.with_values(tf.where(read > 0, tags, IGNORED_TAG))
        ignored = SpecialTokens(IGNORED_TAG, IGNORED_TAG, IGNORED_TAG)
        first = tf.scatter_nd(
            windows.splits[:-1, None],
            tf.ones([ids.nrows()], tf.int32),
            pieces.nrows()[None],
        )
        rows = (
            with_special(pieces.with_values(tf.gather(ids.values, pieces.values)), self.special),
            with_special(tags, ignored),
            first,
        )
        dense = tf.data.Dataset.from_tensor_slices(rows)
        return dense.map(
            lambda ids, tags, first: (tf.identity(ids), tf.identity(tags), tf.size(ids), first)
        )

    def _flat(self, ids: tf.Tensor, tags: tf.Tensor, lengths: tf.Tensor, first: tf.Tensor) -> Batch:
        flat = flatten(tf.RaggedTensor.from_tensor(ids, lengths))
        tags = tf.RaggedTensor.from_tensor(tags, lengths)
        return Batch(flat._asdict(), tags.values, tf.reduce_sum(first))

    def _padded(
        self, ids: tf.Tensor, tags: tf.Tensor, lengths: tf.Tensor, first: tf.Tensor
    ) -> Batch:
        time = tf.shape(ids)[1]
        # The last batches of an epoch have fewer rows; they get empty ones.
        missing = tf.maximum(1, self.batch_tokens // time) - tf.shape(ids)[0]
        mask = tf.sequence_mask(lengths, time, tf.int32)
        below = [[0, missing], [0, 0]]
        inputs = {
            "token_ids": tf.pad(ids, below, constant_values=self.special.pad),
            "attention_mask": tf.pad(mask, below),
        }
        return Batch(inputs, tf.pad(tags, below, constant_values=IGNORED_TAG), tf.reduce_sum(first))


class VariedFeatures:
    """Variants of transformed examples, tokenized and tagged by the graph that made them.

    Args:
      augmenter: What makes the variants.
      transform: `TFTransformOutput.transform_features_layer`.
      labels: The labels, in the order of their tag ids.
      seed: Decides what becomes of a text in an epoch, together with the text's id.
    """

    def __init__(
        self, augmenter: Augmenter, transform: Any, labels: Sequence[str], seed: int
    ) -> None:
        self._augmenter = augmenter
        self._transform = transform
        self._labels = tuple(labels)
        self._seed = seed

    def __call__(self, features: Features, epoch: int) -> Features:
        """Features of a batch of variants; those of the copies of a text differ."""
        copies = features.get(COPY, tf.zeros_like(features["id"], tf.int64))
        columns = [features["id"], copies, features["text"]]
        columns += [features["span_start"].row_splits]
        columns += [features[f"span_{name}"].values for name in ("start", "end", "label")]
        text, splits, *spans = tf.numpy_function(
            lambda *arrays: self._vary(epoch, *arrays),
            columns,
            [tf.string, *[tf.int64] * 3, tf.string],
            stateful=False,
        )
        batch = features["text"].shape[0]
        text = tf.ensure_shape(text, [batch])
        splits = tf.ensure_shape(splits, [None])
        raw = {name: features[name] for name in ("id", "source")} | {"text": text}
        for name, values in zip(("start", "end", "label"), spans, strict=True):
            values = tf.ensure_shape(values, [None])
            ragged = tf.RaggedTensor.from_row_splits(values, splits, validate=False)
            raw[f"span_{name}"] = ragged.to_sparse()
        return dict(self._transform(raw))

    def _vary(
        self,
        epoch: int,
        ids: np.ndarray,
        copies: np.ndarray,
        texts: np.ndarray,
        splits: np.ndarray,
        *spans: np.ndarray,
    ) -> tuple[np.ndarray, ...]:
        varied = []
        for number, by_text in enumerate(spans_by_text(self._labels, splits, *spans)):
            # By id, because the order in which texts come is another matter.
            name = f"{self._seed}/{epoch}/{ids[number].decode()}"
            if copies[number]:
                name += f"/{copies[number]}"
            chance = random.Random(name)  # noqa: S311 - no secret
            varied.append(self._augmenter(texts[number].decode(), by_text, chance))
        found = [span for _, row in varied for span in row]
        return (
            np.array([text.encode() for text, _ in varied], object),
            np.cumsum([0, *(len(row) for _, row in varied)], dtype=np.int64),
            np.array([span.start for span in found], np.int64),
            np.array([span.end for span in found], np.int64),
            np.array([span.label.encode() for span in found], object),
        )


def annotated_texts(
    examples: tf.data.Dataset, labels: Sequence[str]
) -> Iterator[tuple[str, list[Span]]]:
    """Texts with their spans, out of batches of transformed examples."""
    for features in examples:
        spans = (features[f"span_{name}"] for name in ("start", "end", "label"))
        columns = [ragged.values.numpy() for ragged in spans]
        splits = features["span_start"].row_splits.numpy()
        texts = features["text"].numpy()
        for text, row in zip(texts, spans_by_text(labels, splits, *columns), strict=True):
            yield text.decode(), row


def spans_by_text(
    labels: Sequence[str],
    splits: np.ndarray,
    starts: np.ndarray,
    ends: np.ndarray,
    label_ids: np.ndarray,
) -> Iterator[list[Span]]:
    """The spans of each text of a batch.

    Args:
      labels: The labels, in the order of their tag ids.
      splits: int64[batch + 1], where the spans of each text begin.
      starts: int64[spans].
      ends: int64[spans].
      label_ids: int64[spans], indices of labels.
    """
    columns = zip(starts.tolist(), ends.tolist(), label_ids.tolist(), strict=True)
    spans = [Span(start, end, labels[label]) for start, end, label in columns]
    for first, last in zip(splits[:-1].tolist(), splits[1:].tolist(), strict=True):
        yield spans[first:last]


def _parse(records: tf.data.Dataset, feature_spec: dict[str, Any]) -> tf.data.Dataset:
    return records.map(
        lambda serialized: _parse_batch(serialized, feature_spec),
        num_parallel_calls=tf.data.AUTOTUNE,
        deterministic=True,
    )


def _parse_batch(serialized: tf.Tensor, feature_spec: dict[str, Any]) -> Features:
    parsed: Features = tf.io.parse_example(serialized, feature_spec)
    return parsed
