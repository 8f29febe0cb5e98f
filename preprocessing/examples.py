"""Records as tf.Examples, and back.

An example has `id`, `text` and `source` (string), `span_start` and `span_end` (int64, code points,
any number), `span_label` (string, as many), `intent` (string, any number) and `slice` (string, such
as `country=DE`, any number).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import tensorflow as tf

from preprocessing.records import Record
from preprocessing.spans import Span


def to_example(record: Record, slice_keys: Sequence[str] = ()) -> tf.train.Example:
    """A record as a tf.Example.

    Args:
      record: The record.
      slice_keys: Keys of its metadata that go into `slice`.
    """
    example = tf.train.Example()
    feature = example.features.feature
    feature["id"].bytes_list.value.append(record.id.encode())
    feature["text"].bytes_list.value.append(record.text.encode())
    feature["source"].bytes_list.value.append(record.source.encode())
    # Touched even without spans, so that the features exist in every example.
    feature["span_start"].int64_list.value.extend(span.start for span in record.spans)
    feature["span_end"].int64_list.value.extend(span.end for span in record.spans)
    feature["span_label"].bytes_list.value.extend(span.label.encode() for span in record.spans)
    if record.intents:
        feature["intent"].bytes_list.value.extend(intent.encode() for intent in record.intents)
    if slices := [f"{key}={value}" for key, value in record.metadata if key in slice_keys]:
        feature["slice"].bytes_list.value.extend(name.encode() for name in slices)
    return example


class AnnotatedText(NamedTuple):
    """A text out of an example of `to_example`.

    Attributes:
      text: The text.
      spans: Its spans, in code points.
      slices: What slices it is in, such as `country=DE`.
    """

    text: str
    spans: list[Span]
    slices: tuple[str, ...]


def annotated_text(example: tf.train.Example) -> AnnotatedText:
    """The text of an example of `to_example`, with its spans and slices."""
    feature = example.features.feature
    spans = zip(
        feature["span_start"].int64_list.value,
        feature["span_end"].int64_list.value,
        feature["span_label"].bytes_list.value,
        strict=True,
    )
    (text,) = feature["text"].bytes_list.value
    return AnnotatedText(
        text.decode(),
        [Span(start, end, label.decode()) for start, end, label in spans],
        tuple(name.decode() for name in feature["slice"].bytes_list.value),
    )


def read_annotated_texts(paths: Sequence[str]) -> Iterator[AnnotatedText]:
    """Texts with their spans, out of files of examples.

    Args:
      paths: TFRecord files, compressed with gzip.
    """
    for record in tf.data.TFRecordDataset(paths, compression_type="GZIP").as_numpy_iterator():
        yield annotated_text(tf.train.Example.FromString(record))
