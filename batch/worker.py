"""What a worker of Beam does: it predicts a shard and writes it."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Protocol

import apache_beam as beam
from apache_beam.metrics.metric import Metrics
from apache_beam.utils.shared import Shared

from batch.folder import Folder, Manifest
from batch.outputs import dead_letter, item, new_content
from batch.plan import Shard, Task
from batch.rows import BatchError, Fault, Row
from batch.served import ServedModel
from batch.shard_log import LOG_NAMESPACE, LogTarget, ShardLog
from batch.shards import read_shard
from enrichment.enricher import Enricher
from models.export_format import Prediction
from serving.prediction.predictor import Predictor
from serving.release.clouds import is_object_storage
from serving.release.fetching import fetched

WINDOW = 4096
"""Rows that are held and predicted at a time; the predictor sorts them by length."""

NAMESPACE = "txner.batch"
"""Of the metrics `rows`, `predictions` and `dead_letters`."""


class Model(Protocol):
    """What predicts."""

    def predict(self, texts: Sequence[str]) -> Sequence[Prediction | Fault]:
        """Predictions for all texts, in their order; a fault for what cannot be predicted."""


LoadModel = Callable[[Task], Model]


def load_model(task: Task) -> Model:
    """The model of a task, from a disk or from a bucket, or a server that has it.

    Raises:
      ModelNotFoundError: There is none.
      PublishError: The bucket cannot be read.
    """
    if task.server is not None:
        return ServedModel(task)
    if not is_object_storage(task.model):
        return Predictor(task.model, int8=task.int8)
    with fetched(task.model) as copy:
        return Predictor(copy, int8=task.int8)


class PredictShards(beam.DoFn):
    """From shards to their numbers, when their files are written.

    Args:
      task: What to do.
      folder: Where to write.
      load: Loads the model, once in each process.
      log: The prediction log to write to.
    """

    def __init__(
        self,
        task: Task,
        folder: Folder,
        load: LoadModel = load_model,
        log: LogTarget | None = None,
    ) -> None:
        self._log = log
        self._task = task
        self._folder = folder
        self._load = load
        # Threads of a worker have a DoFn each, and one model together.
        self._shared = Shared()
        self._model: Model | None = None
        self._enricher: Enricher | None = None
        self._counters = {
            name: Metrics.counter(NAMESPACE, name)
            for name in ("rows", "predictions", "dead_letters")
        }
        self._log_counters = {
            name: Metrics.counter(LOG_NAMESPACE, name) for name in ("logged", "not_logged")
        }

    def setup(self) -> None:
        """Loads the model."""
        self._model = self._shared.acquire(lambda: self._load(self._task))
        self._enricher = Enricher() if self._task.with_record else None

    def process(self, shard: Shard) -> Iterator[int]:
        """Predicts a shard."""
        if self._model is None:
            raise RuntimeError("the worker was not set up")
        log = ShardLog(self._log, shard.number) if self._log is not None else None
        manifest = predict_shard(shard, self._task, self._folder, self._model, self._enricher, log)
        if log is not None:
            self._log_counters["logged"].inc(log.written)
            self._log_counters["not_logged"].inc(log.lost)
        self._counters["rows"].inc(manifest.rows)
        self._counters["predictions"].inc(manifest.predictions)
        self._counters["dead_letters"].inc(manifest.dead)
        yield shard.number


def predict_shard(
    shard: Shard,
    task: Task,
    folder: Folder,
    model: Model,
    enricher: Enricher | None = None,
    log: ShardLog | None = None,
) -> Manifest:
    """Predicts the rows of a shard and writes them.

    Raises:
      BatchError: The file is no longer what it was when the plan was made.
      OSError: Something cannot be read or written.
      ServerError: The server that predicts does not answer.
    """
    content = new_content(task)
    dead_letters: list[bytes] = []
    reasons: Counter[str] = Counter()
    predictions = 0
    for window in _windows(read_shard(shard, task.columns)):
        asked = [row for row in window if row.fault is None]
        began = time.monotonic()
        answers = model.predict([row.text for row in asked]) if asked else []
        seconds = time.monotonic() - began
        bad = [row for row in window if row.fault is not None]
        good = []
        for row, answer in zip(asked, answers, strict=True):
            if isinstance(answer, Fault):
                bad.append(replace(row, fault=answer))
            else:
                good.append((row, answer))
        for row in bad:
            letter = dead_letter(row, shard.path)
            reasons[letter["reason"]] += 1
            dead_letters.append(json.dumps(letter).encode() + b"\n")
        if log is not None:
            log.add([answer for _, answer in good], seconds)
        predictions += len(good)
        content.add(
            [
                item(
                    row,
                    answer,
                    enricher.record(answer, row.known) if enricher else None,
                    task,
                )
                for row, answer in good
            ]
        )
    rows = predictions + reasons.total()
    if rows != shard.rows:
        raise BatchError(
            f"{shard.path} has changed: {rows} rows where the plan has {shard.rows}; "
            "name another --output"
        )
    if log is not None:
        # Before the shard is finished: of one that is done again the same files are written again.
        log.write()
    manifest = Manifest(shard.number, rows, predictions, dict(sorted(reasons.items())))
    folder.finish(manifest, content.close(), b"".join(dead_letters))
    return manifest


def _windows(rows: Iterable[Row]) -> Iterator[list[Row]]:
    iterator = iter(rows)
    while window := list(islice(iterator, WINDOW)):
        yield window
