"""Records as tf.Examples, and back.

An example has `id`, `text` and `source` (string), `span_start` and `span_end` (int64, code points,
any number), `span_label` (string, as many) and `intent` (string, any number).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import tensorflow as tf

from preprocessing.records import Record
from preprocessing.spans import Span


def to_example(record: Record) -> tf.train.Example:
    """A record as a tf.Example."""
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
    return example


def annotated_text(example: tf.train.Example) -> tuple[str, list[Span]]:
    """The text of an example of `to_example`, and its spans in code points."""
    feature = example.features.feature
    spans = zip(
        feature["span_start"].int64_list.value,
        feature["span_end"].int64_list.value,
        feature["span_label"].bytes_list.value,
        strict=True,
    )
    (text,) = feature["text"].bytes_list.value
    return text.decode(), [Span(start, end, label.decode()) for start, end, label in spans]


def read_annotated_texts(paths: Sequence[str]) -> Iterator[tuple[str, list[Span]]]:
    """Texts with their spans, out of files of examples.

    Args:
      paths: TFRecord files, compressed with gzip.
    """
    for record in tf.data.TFRecordDataset(paths, compression_type="GZIP").as_numpy_iterator():
        yield annotated_text(tf.train.Example.FromString(record))
