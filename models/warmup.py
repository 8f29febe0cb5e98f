"""Requests that a server replays when it has loaded a model, so that no caller is the first one.

TF Serving reads them from `assets.extra/tf_serving_warmup_requests`, a TFRecord file of
PredictionLog messages, and so does `serving.server`.

The requests are as long as the texts of the eval split, and made of others: what a server loads is
copied to many places, where texts of customers have no business, redacted or not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import cycle, islice
from typing import Any

from models.export_format import DEFAULT_SIGNATURE, TEXT_INPUT
from storage import files

WARMUP_FILE = "assets.extra/tf_serving_warmup_requests"
"""Where TF Serving looks for the requests."""

BATCH_ROWS = (1, 2, 8, 64)
"""Texts in a request."""

QUANTILES = (0.05, 0.5, 0.95)
"""Of the lengths of the eval split: requests of each number of rows have each of them."""

MOST_RECORDS = 1000
"""TF Serving refuses a file with more."""


def warmup_batches(texts: Sequence[str], lengths: Iterable[int]) -> list[list[str]]:
    """The texts of each request.

    Args:
      texts: What the requests are made of, such as those of the serving gate.
      lengths: Lengths of texts that the model was evaluated on, in code points.

    Returns:
      A request for each number of rows and each length, one with the longest text by itself, and
      one with the texts as they are.
    """
    if not texts:
        return []
    ordered = sorted(lengths) or sorted(map(len, texts))
    words = [word for text in texts for word in text.split()] or ["x"]
    typical = [ordered[round(share * (len(ordered) - 1))] for share in QUANTILES]
    batches = [
        [_text_of(words, length, first=row) for row in range(rows)]
        for rows in BATCH_ROWS
        for length in dict.fromkeys(typical)
    ]
    return [*batches, [_text_of(words, ordered[-1], first=0)], list(texts)]


def write_warmup(model_path: str, batches: Iterable[Sequence[str]]) -> None:
    """Writes requests to `serving_default` into an exported model.

    Args:
      model_path: Folder or URL of the SavedModel.
      batches: The texts of each request.
    """
    import tensorflow as tf
    from tensorflow_serving.apis import predict_pb2, prediction_log_pb2

    path = files.join(model_path, *WARMUP_FILE.split("/"))
    files.make_folder(files.parent(path))
    with tf.io.TFRecordWriter(path) as writer:
        for batch in batches:
            request = predict_pb2.PredictRequest()
            request.model_spec.signature_name = DEFAULT_SIGNATURE
            values = [text.encode("utf-8", "replace") for text in batch]
            request.inputs[TEXT_INPUT].CopyFrom(tf.make_tensor_proto(values, tf.string))
            log = prediction_log_pb2.PredictionLog(
                predict_log=prediction_log_pb2.PredictLog(request=request)
            )
            writer.write(log.SerializeToString(deterministic=True))


def read_warmup(model_path: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The requests in an exported model: the name of the signature, and its inputs as arrays.

    Raises:
      ValueError: One is not a request to predict, or there are more than TF Serving takes.
      tensorflow.errors.OpError: The file cannot be read, or is damaged.
    """
    import tensorflow as tf
    from google.protobuf.message import DecodeError
    from tensorflow_serving.apis.prediction_log_pb2 import PredictionLog

    path = files.join(model_path, *WARMUP_FILE.split("/"))
    records = tf.data.TFRecordDataset(path).as_numpy_iterator()
    for number, record in enumerate(records, start=1):
        if number > MOST_RECORDS:
            raise ValueError(f"{path}: more than {MOST_RECORDS} records, which TF Serving refuses")
        try:
            request = PredictionLog.FromString(record).predict_log.request
            inputs = {name: tf.make_ndarray(value) for name, value in request.inputs.items()}
        except (DecodeError, TypeError, ValueError) as error:
            raise ValueError(f"{path}: record {number} is not a PredictionLog: {error}") from None
        if not inputs:
            raise ValueError(f"{path}: record {number} is not a request to predict")
        yield request.model_spec.signature_name or DEFAULT_SIGNATURE, inputs


def _text_of(words: Sequence[str], length: int, first: int) -> str:
    """Words, from the `first` one on and over again, cut to a length in code points."""
    enough = islice(cycle(words), first % len(words), first % len(words) + length + 1)
    return " ".join(enough)[:length]
