"""DoccanoExampleGen: doccano's JSONL to tf.Examples, on Beam."""
# No postponed annotations here: TFX reads the types off the function.

import json
from collections.abc import Iterable, Iterator

import apache_beam as beam
import tensorflow as tf
from tfx.components.util import examples_utils
from tfx.dsl.component.experimental.annotations import (
    BeamComponentParameter,
    OutputArtifact,
    Parameter,
)
from tfx.dsl.component.experimental.decorators import component
from tfx.proto import example_gen_pb2
from tfx.types import artifact_utils
from tfx.types.standard_artifacts import Examples

from components.artifacts import Rejects
from preprocessing import doccano, files
from preprocessing.doccano import Chunk, ReadOptions
from preprocessing.records import SPLITS, IngestReport, Record, split_of
from preprocessing.settings import DataSettings

REPORT_FILE = "report.json"


@component(use_beam=True)
def DoccanoExampleGen(  # noqa: N802 - components are named like classes
    examples: OutputArtifact[Examples],
    rejects: OutputArtifact[Rejects],
    data: Parameter[str],
    labels: Parameter[str],
    data_fingerprint: Parameter[str],  # noqa: ARG001 - for TFX's cache
    source_hash: Parameter[str],  # noqa: ARG001 - for TFX's cache
    beam_pipeline: BeamComponentParameter[beam.Pipeline] = None,
) -> None:
    """Reads annotations into examples of two splits, and what it refuses into `rejects`.

    An example has `id`, `text` and `source` (string), `span_start` and `span_end` (int64, code
    points, any number) and `span_label` (string, as many).

    Args:
      examples: The examples, splits `train` and `eval`.
      rejects: The refused lines and the report.
      data: JSON of `preprocessing.settings.DataSettings`.
      labels: JSON list of the labels.
      data_fingerprint: Changes when the data does.
      source_hash: Changes when the code does.
      beam_pipeline: Given by TFX.

    Raises:
      InputError: Nothing can be read, or a split would be empty.
    """
    settings = DataSettings.model_validate_json(data)
    options = ReadOptions(tuple(json.loads(labels)), settings.offset_unit, settings.unlabelled)
    paths = doccano.find_files(settings.path, settings.spans)
    chunks = list(doccano.plan_chunks(paths))
    report_path = files.join(rejects.uri, REPORT_FILE)
    with beam_pipeline as pipeline:
        outputs = (
            pipeline
            | "Chunks" >> beam.Create(chunks)
            | "Spread" >> beam.Reshuffle()
            | "Read"
            >> beam.ParDo(_ReadChunk(options, settings.eval_fraction)).with_outputs(
                *SPLITS, "rejects", "reports"
            )
        )
        for split in SPLITS:
            _ = outputs[split] | f"Write_{split}" >> beam.io.WriteToTFRecord(
                files.join(examples.uri, f"Split-{split}", "data_tfrecord"), file_name_suffix=".gz"
            )
        _ = outputs["rejects"] | "WriteRejects" >> beam.io.WriteToText(
            files.join(rejects.uri, "rejects"), file_name_suffix=".jsonl"
        )
        _ = (
            outputs["reports"]
            | "MergeReports" >> beam.CombineGlobally(_merge_reports)
            | "WriteReport" >> beam.Map(_write_text, report_path)
        )
    examples.split_names = artifact_utils.encode_split_names(list(SPLITS))
    examples_utils.set_payload_format(examples, example_gen_pb2.FORMAT_TF_EXAMPLE)
    check_splits(read_report(rejects.uri), settings.path)


def read_report(rejects_uri: str) -> IngestReport:
    """The report beside the rejects."""
    with files.open_binary(files.join(rejects_uri, REPORT_FILE)) as file:
        return IngestReport.from_json(file.read().decode())


def check_splits(report: IngestReport, path: str) -> None:
    """Stops where nothing could be trained or evaluated.

    Raises:
      InputError: A split has no example; the message says what became of the lines.
    """
    for split in SPLITS:
        if report.examples[split]:
            continue
        counts = ", ".join(f"{count} {reason}" for reason, count in report.rejects.most_common())
        first = "; first: {} line {}: {}: {}".format(*report.offenders[0]) if counts else ""
        raise doccano.InputError(
            f"{path}: of {report.records} lines none is left for the {split} split "
            f"(rejects: {counts or 'none'}{first})"
        )


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
    return example


class _ReadChunk(beam.DoFn):
    """Reads a chunk; its report goes out once, at the end."""

    def __init__(self, options: ReadOptions, eval_fraction: float) -> None:
        self._options = options
        self._eval_fraction = eval_fraction

    def process(self, chunk: Chunk) -> Iterator[beam.pvalue.TaggedOutput]:
        report = IngestReport()
        for line in doccano.read_chunk(chunk, self._options):
            if isinstance(line, Record):
                split = split_of(line.text, self._eval_fraction)
                report.add_record(line, split)
                yield beam.pvalue.TaggedOutput(split, to_example(line).SerializeToString())
            else:
                report.add_reject(line)
                yield beam.pvalue.TaggedOutput("rejects", line.to_json())
        yield beam.pvalue.TaggedOutput("reports", report)


def _merge_reports(reports: Iterable[IngestReport]) -> IngestReport:
    merged = IngestReport()
    for report in reports:
        merged.merge(report)
    return merged


def _write_text(report: IngestReport, path: str) -> None:
    with tf.io.gfile.GFile(path, "w") as file:
        file.write(report.to_json())
