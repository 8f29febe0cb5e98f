"""Learners for benchmarks that train dozens of times on parts of the same texts.

Both judge alike: entities are decoded as the exported model would, and compared with the gold ones.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt
from scipy import optimize

from benchmarks import ours
from benchmarks.corpus import write_records
from benchmarks.fewshot import apart
from benchmarks.stability import run_transform
from models.export_format import Entity
from models.span_scoring import MICRO, SpanCounts
from pipeline.config import Settings, load_settings
from preprocessing.records import Record
from preprocessing.spans import Span

Found = Mapping[str, Sequence[Entity]]
"""The entities of texts, by the texts' ids."""

Floats = npt.NDArray[np.float32]

_TOGETHER = 64
_PENALTY = 1e-3
_ITERATIONS = 80


class Learner(Protocol):
    """Learns from some texts, and finds entities in others."""

    def learn(
        self, annotated: Sequence[Record], others: Sequence[Sequence[Record]], seed: int
    ) -> list[Found]:
        """What a tagger finds in each of `others` that learned from `annotated`."""


class Transformed:
    """Texts as the Transform component writes them, by their ids.

    Args:
      records: The texts; their ids are unique.
      labels: The labels.
      folder: For what the pipeline writes; what is there already is taken.
      config: As for `--config`.
      given: As for `--set`.
    """

    def __init__(
        self,
        records: Sequence[Record],
        labels: Sequence[str],
        folder: Path,
        config: Path | None,
        given: Sequence[str],
    ) -> None:
        import tensorflow as tf
        import tensorflow_transform as tft

        folder.mkdir(parents=True, exist_ok=True)
        path = folder / "texts.jsonl"
        write_records(records, path)
        overrides = ours.overrides(str(path), labels, folder / "pipeline", given=given)
        run_transform(load_settings(config, overrides).with_absolute_paths())
        written = ours.transformed(folder / "pipeline")
        self.output = tft.TFTransformOutput(written["transform_graph"])
        self._examples: dict[str, bytes] = {}
        paths = sorted(tf.io.gfile.glob(written["examples"] + "/Split-*/*"))
        for raw in tf.data.TFRecordDataset(paths, "GZIP").as_numpy_iterator():
            (name,) = tf.train.Example.FromString(raw).features.feature["id"].bytes_list.value
            self._examples[name.decode()] = raw

    def write(self, records: Sequence[Record], path: str) -> None:
        """Writes the examples of some texts, in their order."""
        import tensorflow as tf

        with tf.io.TFRecordWriter(path, "GZIP") as writer:
            for record in records:
                writer.write(self._examples[record.id])


class TaggerLearner:
    """The tagger as a run trains it, from the encoder.

    Args:
      texts: All texts.
      labels: The labels.
      settings: How to train.
    """

    def __init__(self, texts: Transformed, labels: Sequence[str], settings: Settings) -> None:
        self._texts, self._labels, self._settings = texts, labels, settings

    def learn(
        self, annotated: Sequence[Record], others: Sequence[Sequence[Record]], seed: int
    ) -> list[Found]:
        """Trains; a sixth of the texts chooses the epoch."""
        import keras
        import tensorflow_text  # noqa: F401 - registers the ops of the graph

        from models.batching import SpecialTokens
        from models.span_evaluation import SpanEvaluation
        from models.trainer import EVALUATED_TOGETHER, TrainingData, fit
        from models.training_data import read_examples

        output, spec = self._texts.output, self._texts.output.transformed_feature_spec()
        with tempfile.TemporaryDirectory() as folder:
            learned, judges = apart(annotated)
            self._texts.write(learned, f"{folder}/learned.gz")
            self._texts.write(judges, f"{folder}/judges.gz")
            fitted = fit(
                TrainingData(
                    output, [f"{folder}/learned.gz"], [f"{folder}/judges.gz"], self._labels
                ),
                encoder_settings=self._settings.encoder,
                settings=self._settings.training.model_copy(update={"seed": seed}),
                augmentation=self._settings.augmentation,
                decoding=self._settings.decoding,
                run_path=folder,
            )
            found = []
            for records in others:
                self._texts.write(records, f"{folder}/others.gz")
                evaluation = SpanEvaluation(
                    fitted.tagger,
                    read_examples([f"{folder}/others.gz"], spec, EVALUATED_TOGETHER),
                    special=SpecialTokens.of(fitted.encoder),
                    window=fitted.window,
                    labels=self._labels,
                    decoding=self._settings.decoding,
                )
                found.append(
                    {
                        name: [Entity(s.label, "", s.start, s.end, score) for s, score in spans]
                        for name, spans in evaluation.found().items()
                    }
                )
        keras.utils.clear_session(free_memory=True)
        return found


class HeadLearner:
    """The classifier of the tagger alone, over the encoder as it is: seconds instead of minutes.

    What the encoder gives of each word piece is computed once; then each training is a logistic
    regression over the tags.

    Args:
      texts: All texts.
      labels: The labels.
      settings: Name the encoder and the decoding.
    """

    def __init__(self, texts: Transformed, labels: Sequence[str], settings: Settings) -> None:
        import tensorflow as tf
        import tensorflow_text  # noqa: F401 - registers the ops of the graph

        from models.batching import SpecialTokens
        from models.checkpoints import load_encoder
        from models.decoding import Decoder
        from models.windows import piece_scores, window_of
        from preprocessing.encoder_files import locate_encoder
        from preprocessing.labels import TagSet

        files = locate_encoder(settings.encoder.source)
        encoder = load_encoder(files)
        window, special = window_of(settings.encoder, files), SpecialTokens.of(files)

        def hidden(inputs: Any) -> Any:
            values = inputs._asdict()
            return encoder(
                values["token_ids"],
                attention_mask=values["attention_mask"],
                layout=values.get("layout"),
                training=False,
            )

        self._hidden = tf.function(
            lambda ids: piece_scores(hidden, ids, window, special),
            reduce_retracing=True,
            autograph=False,
        )
        self._decode = tf.function(Decoder(labels, settings.decoding), reduce_retracing=True)
        self._texts, self._labels = texts, labels
        self._tags = len(TagSet.of(labels))
        self._known: dict[str, tuple[Floats, Any, Any, Any]] = {}

    def learn(
        self, annotated: Sequence[Record], others: Sequence[Sequence[Record]], seed: int
    ) -> list[Found]:
        """Trains; nothing in it is by chance."""
        self._embed([record for records in (annotated, *others) for record in records])
        pieces = np.concatenate([self._known[record.id][0] for record in annotated])
        tags = np.concatenate([self._known[record.id][1] for record in annotated])
        center, spread = pieces.mean(axis=0), pieces.std(axis=0) + 1e-6
        weights = _softmax_regression((pieces - center) / spread, tags, self._tags)
        return [self._find(records, weights, center, spread) for records in others]

    def _embed(self, records: Sequence[Record]) -> None:
        from models.training_data import read_examples

        missing = list({r.id: r for r in records if r.id not in self._known}.values())
        if not missing:
            return
        spec = self._texts.output.transformed_feature_spec()
        with tempfile.TemporaryDirectory() as folder:
            self._texts.write(missing, f"{folder}/texts.gz")
            for features in read_examples([f"{folder}/texts.gz"], spec, _TOGETHER):
                ids = features["token_ids"]
                splits = ids.row_splits.numpy()
                hidden = self._hidden(ids).numpy()
                columns = [features[f"{n}"].values.numpy() for n in _PIECE_FEATURES]
                for row, name in enumerate(features["id"].numpy()):
                    part = slice(splits[row], splits[row + 1])
                    tags, starts, ends = (column[part] for column in columns)
                    self._known[name.decode()] = (hidden[part], tags, starts, ends)

    def _find(
        self, records: Sequence[Record], weights: Floats, center: Floats, spread: Floats
    ) -> Found:
        import tensorflow as tf

        found: dict[str, list[Entity]] = {}
        for first in range(0, len(records), 8 * _TOGETHER):
            part = records[first : first + 8 * _TOGETHER]
            known = [self._known[record.id] for record in part]
            pieces = (np.concatenate([k[0] for k in known]) - center) / spread
            lengths = [len(k[0]) for k in known]
            starts, ends = (
                tf.RaggedTensor.from_row_lengths(np.concatenate([k[i] for k in known]), lengths)
                for i in (2, 3)
            )
            logits = tf.constant(pieces @ weights[:-1] + weights[-1], tf.float32)
            entities = self._decode(logits, starts, ends)
            found.update({record.id: [] for record in part})
            for row, label, start, end, score in zip(
                *(column.numpy().tolist() for column in entities), strict=True
            ):
                found[part[row].id].append(Entity(self._labels[label], "", start, end, score))
        return found


_PIECE_FEATURES = ("tag_ids", "token_start", "token_end")


def f1_of(records: Sequence[Record], found: Found) -> float:
    """Micro F1 of what was found in texts."""
    counts = SpanCounts()
    labels = set()
    for record in records:
        predicted = [Span(e.start, e.end, e.label) for e in found[record.id]]
        counts.add(record.spans, predicted)
        labels.update(span.label for span in (*record.spans, *predicted))
    return counts.figures(sorted(labels))[MICRO].f1


def _softmax_regression(pieces: Floats, tags: npt.NDArray[np.int64], count: int) -> Floats:
    """Weights and, in the last row, intercepts, float32[features + 1, tags]."""
    counted = tags >= 0  # others are no part of what is learned
    inputs = np.concatenate([pieces, np.ones((len(pieces), 1), np.float32)], axis=1)[counted]
    wanted = np.eye(count, dtype=np.float32)[tags[counted]]
    shape = (inputs.shape[1], count)

    def loss(flat: npt.NDArray[np.float64]) -> tuple[float, npt.NDArray[np.float64]]:
        weights = flat.astype(np.float32).reshape(shape)
        logits = inputs @ weights
        logits -= logits.max(axis=1, keepdims=True)
        logs = logits - np.log(np.exp(logits).sum(axis=1, keepdims=True))
        gradient = inputs.T @ (np.exp(logs) - wanted) / len(inputs) + _PENALTY * weights
        value = -(wanted * logs).sum() / len(inputs) + _PENALTY / 2 * (weights**2).sum()
        return float(value), gradient.astype(np.float64).ravel()

    start = np.zeros(shape[0] * count)
    best = optimize.minimize(
        loss, start, jac=True, method="L-BFGS-B", options={"maxiter": _ITERATIONS}
    )
    result: Floats = best.x.astype(np.float32).reshape(shape)
    return result
