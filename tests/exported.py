"""Random records, a transform graph made from them on Beam, and an exported model with it."""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Self

import apache_beam as beam
import keras
import numpy as np
import tensorflow as tf
import tensorflow_transform as tft
import tensorflow_transform.beam as tft_beam
from apache_beam.options.pipeline_options import PipelineOptions
from tensorflow_transform.tf_metadata import schema_utils
from tfx_bsl.coders.example_coder import RecordBatchToExamplesEncoder
from tfx_bsl.tfxio.tf_example_record import TFExampleBeamRecord

from models.batching import SpecialTokens
from models.checkpoints import load_encoder
from models.confidence import NEVER, Confidence, Curve
from models.export import ServingModel, TextGraph, export_model
from models.export_format import INT8_FOLDER
from models.quantization import export_int8
from models.settings import Decoding
from models.tagger import Tagger
from models.windows import Window
from pipeline.beam import beam_pipeline_args
from pipeline.config import load_settings
from preprocessing.encoder_files import locate_encoder
from preprocessing.examples import to_example
from preprocessing.labels import TagSet
from preprocessing.records import Record
from preprocessing.spans import Span, trim
from preprocessing.transform import preprocessing_fn

LABELS = ["PARTY", "DATE", "AMOUNT"]

WINDOW = Window(126, 32)
"""The tiny encoder has 128 positions."""

PLANTED_WORDS = (
    *("first", "group", "company", "home"),
    *("day", "season", "year", "march"),
    *("number", "four", "three", "two"),
)
"""The words of `planted_text` for the tags of `LABELS`, in the order of their ids."""

CONFIDENCE = Confidence(Curve(0.8, -0.4), thresholds=(0.8, 0.7, NEVER))
"""Of the random model: some of the parties and dates are accepted."""

RAW_FEATURE_SPEC: dict[str, Any] = {
    "id": tf.io.FixedLenFeature([], tf.string),
    "text": tf.io.FixedLenFeature([], tf.string),
    "source": tf.io.FixedLenFeature([], tf.string),
    "span_start": tf.io.VarLenFeature(tf.int64),
    "span_end": tf.io.VarLenFeature(tf.int64),
    "span_label": tf.io.VarLenFeature(tf.string),
}


@dataclass(frozen=True)
class Transformed:
    """What the Transform component would have written.

    Attributes:
      graph: Folder of the graph.
      files: Of transformed examples.
    """

    graph: Path
    files: list[str]

    @classmethod
    def within(cls, folder: Path) -> Self:
        """What `transform_on_beam` left in a folder."""
        return cls(folder / "graph", [str(path) for path in folder.glob("examples*.gz")])

    @property
    def output(self) -> tft.TFTransformOutput:
        return tft.TFTransformOutput(str(self.graph))


def transform_on_beam(
    records: list[Record], folder: Path, encoder_path: str, max_pieces: int = 4096
) -> Transformed:
    """Runs TF Transform on Beam over records, as the Transform component does."""
    config = {"encoder": encoder_path, "labels": LABELS, "max_pieces": max_pieces}
    schema = schema_utils.schema_from_feature_spec(RAW_FEATURE_SPEC)
    tfxio = TFExampleBeamRecord("memory", schema=schema)
    serialized = [to_example(record).SerializeToString() for record in records]
    graph = str(folder / "graph")
    options = PipelineOptions(beam_pipeline_args(load_settings()))
    context = tft_beam.Context(temp_dir=str(folder / "tmp"))
    with beam.Pipeline(options=options) as pipeline, context:
        raw = pipeline | beam.Create(serialized) | tfxio.BeamSource()
        _ = (
            (raw, tfxio.TensorAdapterConfig())
            | tft_beam.AnalyzeDataset(partial(preprocessing_fn, custom_config=config))
            | tft_beam.WriteTransformFn(graph)
        )
    # The schema that the examples are written with is known only now.
    encoder = RecordBatchToExamplesEncoder(tft.TFTransformOutput(graph).transformed_metadata.schema)
    with beam.Pipeline(options=options) as pipeline, context:
        raw = pipeline | beam.Create(serialized) | tfxio.BeamSource()
        transform_fn = pipeline | tft_beam.ReadTransformFn(graph)
        transformed, _ = (
            (raw, tfxio.TensorAdapterConfig()),
            transform_fn,
        ) | tft_beam.TransformDataset(output_record_batches=True)
        _ = (
            transformed
            | beam.FlatMapTuple(lambda batch, _: encoder.encode(batch))
            | beam.io.WriteToTFRecord(str(folder / "examples"), file_name_suffix=".gz")
        )
    return Transformed.within(folder)


def transform_records(records: list[Record], graph: Path, folder: Path) -> Transformed:
    """Puts records through a graph that is there already; nothing in it depends on them."""
    output = tft.TFTransformOutput(str(graph))
    spec = output.transformed_feature_spec()
    serialized = [to_example(record).SerializeToString() for record in records]
    features = output.transform_features_layer()(tf.io.parse_example(serialized, RAW_FEATURE_SPEC))
    columns = {
        getattr(spec[name], "value_key", name): _encoded(column)
        for name, column in features.items()
    }
    path = str(folder / "examples.gz")
    with tf.io.TFRecordWriter(path, "GZIP") as writer:
        for row in zip(*columns.values(), strict=True):
            values = tf.train.Features(feature=dict(zip(columns, row, strict=True)))
            writer.write(tf.train.Example(features=values).SerializeToString())
    return Transformed(graph, [path])


def _encoded(column: tf.Tensor | tf.RaggedTensor) -> list[Any]:
    """What each row holds, as a `tf.train.Feature`."""
    ragged = isinstance(column, tf.RaggedTensor)
    rows = column.to_list() if ragged else [[value] for value in column.numpy()]
    if column.dtype == tf.string:
        return [tf.train.Feature(bytes_list=tf.train.BytesList(value=row)) for row in rows]
    return [tf.train.Feature(int64_list=tf.train.Int64List(value=row)) for row in rows]


@dataclass(frozen=True)
class Exported:
    """A tagger with random weights, exported with its transform graph."""

    path: Path
    transformed: Transformed
    records: list[Record]
    tagger: Tagger
    special: SpecialTokens


def random_texts(count: int, seed: int) -> list[str]:
    """Texts over the whole of Unicode, with runs that look like transactions in between."""
    rng = random.Random(seed)
    words = ["purchase", "Café", "ZÜRICH", "½", "#4412", "05/04", "日本", "e\u0301", "\u200b", "😀"]

    def character() -> str:
        plane = rng.choice([0x7F, 0x24F, 0x2FFF, 0xFFFF, 0x1FFFF, 0x10FFFF])
        code = rng.randint(1, plane)
        return chr(code) if not 0xD800 <= code <= 0xDFFF else " "

    def piece() -> str:
        return rng.choice(words) if rng.random() < 0.4 else character()

    return [
        "".join(piece() + rng.choice(["", "", " "]) for _ in range(rng.randint(0, 30)))
        for _ in range(count)
    ]


def random_records(count: int, seed: int) -> list[Record]:
    """Records over such texts, with spans anywhere but on white space."""
    rng = random.Random(seed)
    records = []
    for number, text in enumerate(random_texts(count, seed)):
        cuts = sorted(rng.sample(range(len(text) + 1), min(4, len(text) + 1)))
        spans = [
            Span(start, end, rng.choice(LABELS))
            for start, end in zip(cuts[::2], cuts[1::2], strict=False)
            if text[start:end].strip()
        ]
        spans = [trim(text, span) for span in spans]
        records.append(Record(str(number), text, tuple(spans), "test", number + 1))
    return records


def random_tagger(encoder_path: str) -> Tagger:
    """A tagger with random weights, always the same."""
    keras.utils.set_random_seed(5)
    tagger = Tagger(load_encoder(locate_encoder(encoder_path)), len(TagSet.of(LABELS)))
    tagger.build()
    # Fresh classifiers say almost the same everywhere; this one has opinions.
    tagger.classifier.kernel.assign(3 * np.random.default_rng(1).normal(size=(64, 13)))
    return tagger


def export_random_model(
    tagger: Tagger, transformed: Transformed, encoder_path: str, path: Path
) -> None:
    """Exports it with a transform graph, as the pipeline does."""
    special = SpecialTokens.of(locate_encoder(encoder_path))
    transform = transformed.output.transform_features_layer()
    text_graph = TextGraph(transform, LABELS, special, WINDOW, Decoding.CONSTRAINED, CONFIDENCE)
    export_model(ServingModel(tagger, text_graph), str(path))
    export_int8(tagger, text_graph, str(path / INT8_FOLDER))


def export_planted_model(exported: Exported, encoder_path: str, path: Path) -> None:
    """A model that knows the entities of `planted_text`, but not near the edges of a window.

    Each word of an entity stands for one tag. Among the first and the last pieces of a window, half
    an overlap each, there is nothing but O. So an entity is found only if each of its pieces is
    read from a window that shows enough of what is around it.
    """
    encoder_files = locate_encoder(encoder_path)
    tagger = Tagger(load_encoder(encoder_files), len(TagSet.of(LABELS)))
    tagger.build()
    # Blocks without effect: what is normalized stays as it is, and to that they add 0.
    names, values = tagger.encoder.weight_names(), tagger.encoder.get_weights()
    weights = {
        name: np.full_like(value, name.endswith("gamma"))
        for name, value in zip(names, values, strict=True)
    }
    words, positions = (weights[f"embeddings/{name}/embeddings"] for name in ("word", "position"))
    words[:, 0] = 1
    for tag, word in enumerate(PLANTED_WORDS, start=1):
        words[encoder_files.vocab.index(word)] = np.eye(words.shape[1])[tag]
    # [CLS] stands at 0.
    edge = WINDOW.overlap // 2
    positions[1 : edge + 1, 0] = 100
    positions[WINDOW.width - edge + 1 :, 0] = 100
    tagger.encoder.load_weights_by_name(weights)
    tagger.classifier.set_weights([np.eye(words.shape[1], 13), np.zeros(13)])
    transform = exported.transformed.output.transform_features_layer()
    text_graph = TextGraph(transform, LABELS, exported.special, WINDOW, Decoding.CONSTRAINED)
    export_model(ServingModel(tagger, text_graph), str(path))
    export_int8(tagger, text_graph, str(path / INT8_FOLDER))


def planted_text(pieces: int, seed: int) -> tuple[str, list[Span]]:
    """A text of so many word pieces, all of them words, and the entities in it."""
    rng = random.Random(seed)
    words: list[str] = []
    spans: list[Span] = []
    edge = WINDOW.overlap // 2
    while len(words) < pieces:
        size = rng.choice([1, 2, 3, 6, 12])
        if rng.random() < 0.5 or not edge <= len(words) <= pieces - edge - size:
            words.append("the")
            continue
        number = rng.randrange(len(LABELS))
        begin, inside, end, single = PLANTED_WORDS[4 * number : 4 * number + 4]
        entity = [single] if size == 1 else [begin, *[inside] * (size - 2), end]
        start = sum(len(word) + 1 for word in words)
        spans.append(Span(start, start + len(" ".join(entity)), LABELS[number]))
        words += entity
    return " ".join(words), spans
