"""DoccanoExampleGen: doccano's JSONL to tf.Examples, on Beam."""
# No postponed annotations here: TFX reads the types off the function.

import json
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

import apache_beam as beam
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
from preprocessing import reading
from preprocessing.annotation_files import (
    AnnotationFile,
    Chunk,
    find_files,
    fingerprint,
)
from preprocessing.annotators import settle
from preprocessing.data_profile import DataProfile
from preprocessing.examples import to_example
from preprocessing.ingest_files import (
    PROFILE_FILE,
    REPORT_FILE,
    SOURCE_FILE,
    check_placement,
    check_splits,
    read_report,
)
from preprocessing.reading import ReadOptions
from preprocessing.records import SPLITS, IngestReport, Record
from preprocessing.settings import DataSettings, parse_spans
from preprocessing.splits import Grouping, SplitCounts, SplitPlan, plan_split
from storage import files

RECORDS, REJECTS, REPORTS, PROFILES = "records", "rejects", "reports", "profiles"
COUNTS = "counts"


@component(use_beam=True)
def DoccanoExampleGen(  # noqa: N802 - components are named like classes
    examples: OutputArtifact[Examples],
    rejects: OutputArtifact[Rejects],
    data: Parameter[str],
    labels: Parameter[str],
    data_fingerprint: Parameter[str],  # noqa: ARG001 - for TFX's cache
    source_hash: Parameter[str],  # noqa: ARG001 - for TFX's cache
    slices: Parameter[str] = "[]",
    data_spans: Parameter[str] = "",
    beam_pipeline: BeamComponentParameter[beam.Pipeline] = None,
) -> None:
    """Reads annotations into examples of two splits, and what it refuses into `rejects`.

    The features of an example are listed in `preprocessing.examples`.

    Args:
      examples: The examples, splits `train` and `eval`.
      rejects: The refused lines, the report, the profile of the examples, and what was read.
      data: JSON of `preprocessing.settings.DataSettings`.
      labels: JSON list of the labels.
      data_fingerprint: Changes when the data does.
      source_hash: Changes when the code does.
      slices: JSON list of keys of metadata; examples say what they have of these.
      data_spans: `all` or numbers of data spans, instead of those in `data`.
      beam_pipeline: Given by TFX.

    Raises:
      InputError: Nothing can be read, the offsets are wrong everywhere alike, or a split would be
        empty.
    """
    settings = DataSettings.model_validate_json(data)
    if data_spans:
        settings = settings.model_copy(update={"spans": parse_spans(data_spans)})
    slice_keys = json.loads(slices)
    options = ReadOptions(
        tuple(json.loads(labels)),
        settings.unlabelled,
        settings.approved_only,
        tuple(dict.fromkeys([*settings.metadata_keys, *slice_keys])),
    )
    annotations = find_files(settings.path, settings.spans)
    plan = reading.plan_reading(annotations, settings.offset_unit)
    report_path = files.join(rejects.uri, REPORT_FILE)
    with beam_pipeline as pipeline:
        lines = (
            pipeline
            | "Chunks" >> beam.Create(plan.pieces())
            | "Spread" >> beam.Reshuffle()
            | "Read" >> beam.ParDo(_ReadChunk(options)).with_outputs(RECORDS, REJECTS, REPORTS)
        )
        settled = (
            lines[RECORDS]
            | "GroupByText" >> beam.GroupByKey()
            | "Settle"
            >> beam.ParDo(_Settle(settings)).with_outputs(RECORDS, REJECTS, REPORTS, COUNTS)
        )
        counts = settled[COUNTS] | "MergeCounts" >> beam.CombineGlobally(
            partial(_merge, SplitCounts)
        )
        split_plan = counts | "PlanSplit" >> beam.Map(
            plan_split, settings.group_by, settings.eval_fraction
        )
        outputs = settled[RECORDS] | "Divide" >> beam.ParDo(
            _Divide(slice_keys), beam.pvalue.AsSingleton(split_plan)
        ).with_outputs(*SPLITS, PROFILES)
        rejected = (lines[REJECTS], settled[REJECTS]) | "AllRejects" >> beam.Flatten()
        reports = (lines[REPORTS], settled[REPORTS]) | "AllReports" >> beam.Flatten()
        for split in SPLITS:
            _ = outputs[split] | f"Write_{split}" >> beam.io.WriteToTFRecord(
                files.join(examples.uri, f"Split-{split}", "data_tfrecord"), file_name_suffix=".gz"
            )
        _ = rejected | "WriteRejects" >> beam.io.WriteToText(
            files.join(rejects.uri, "rejects"), file_name_suffix=".jsonl"
        )
        _ = (
            reports
            | "MergeReports" >> beam.CombineGlobally(partial(_merge, IngestReport))
            | "WriteReport"
            >> beam.Map(
                _write_report,
                beam.pvalue.AsSingleton(counts),
                beam.pvalue.AsSingleton(split_plan),
                plan.units_by_name(),
                report_path,
            )
        )
        _ = (
            outputs[PROFILES]
            | "MergeProfiles" >> beam.CombineGlobally(partial(_merge, DataProfile))
            | "WriteProfile" >> beam.Map(_write_profile, files.join(rejects.uri, PROFILE_FILE))
        )
    examples.split_names = artifact_utils.encode_split_names(list(SPLITS))
    examples_utils.set_payload_format(examples, example_gen_pb2.FORMAT_TF_EXAMPLE)
    report = read_report(rejects.uri)
    check_placement(report, settings.max_misplaced_fraction)
    check_splits(report, settings.path)
    _write_source(annotations, settings, files.join(rejects.uri, SOURCE_FILE))


class _ReadChunk(beam.DoFn):
    """Reads some chunks into records by their text, rejects, and a report on the rejects."""

    def __init__(self, options: ReadOptions) -> None:
        self._options = options

    def process(self, chunks: tuple[Chunk, ...]) -> Iterator[beam.pvalue.TaggedOutput]:
        report = IngestReport()
        for line in reading.read_chunks(chunks, self._options, report.placement):
            if isinstance(line, Record):
                yield beam.pvalue.TaggedOutput(RECORDS, (line.text, line.to_tuple()))
            else:
                report.add_reject(line)
                yield beam.pvalue.TaggedOutput(REJECTS, line.to_json())
        yield beam.pvalue.TaggedOutput(REPORTS, report)


class _Settle(beam.DoFn):
    """Settles the records of each text; reports and counts go out once for each bundle."""

    def __init__(self, settings: DataSettings) -> None:
        self._annotators = settings.annotators
        self._grouping = Grouping(settings)
        self._report = IngestReport()
        self._counts = SplitCounts()

    def start_bundle(self) -> None:
        self._report = IngestReport()
        self._counts = SplitCounts()

    def process(
        self, group: tuple[str, Iterable[tuple[Any, ...]]]
    ) -> Iterator[beam.pvalue.TaggedOutput]:
        _, values = group
        settled = settle([Record.from_tuple(value) for value in values], self._annotators)
        settled.count(self._report)
        for record in settled.records:
            keys = self._grouping.keys(record)
            self._counts.add(keys, record)
            yield beam.pvalue.TaggedOutput(RECORDS, (keys.group, record.to_tuple()))
        for reject in settled.rejects:
            yield beam.pvalue.TaggedOutput(REJECTS, reject.to_json())

    def finish_bundle(self) -> Iterator[Any]:
        yield _at_the_end(REPORTS, self._report)
        yield _at_the_end(COUNTS, self._counts)


class _Divide(beam.DoFn):
    """Sends records to their split; a profile goes out once for each bundle."""

    def __init__(self, slice_keys: list[str]) -> None:
        self._slice_keys = slice_keys
        self._profile = DataProfile()

    def start_bundle(self) -> None:
        self._profile = DataProfile()

    def process(
        self, element: tuple[tuple[str, ...], tuple[Any, ...]], plan: SplitPlan
    ) -> Iterator[beam.pvalue.TaggedOutput]:
        group, values = element
        record = Record.from_tuple(values)
        self._profile.add(record)
        example = to_example(record, self._slice_keys)
        yield beam.pvalue.TaggedOutput(plan.split_of(group), example.SerializeToString())

    def finish_bundle(self) -> Iterator[Any]:
        yield _at_the_end(PROFILES, self._profile)


def _at_the_end(tag: str, value: Any) -> beam.pvalue.TaggedOutput:
    """What a bundle has counted, as its last output."""
    window = beam.transforms.window.GlobalWindow()
    return beam.pvalue.TaggedOutput(
        tag, beam.utils.windowed_value.WindowedValue(value, 0, [window])
    )


def _merge(empty: Callable[[], Any], parts: Iterable[Any]) -> Any:
    """What several bundles counted, together."""
    merged = empty()
    for part in parts:
        merged.merge(part)
    return merged


def _write_profile(profile: DataProfile, path: str) -> None:
    files.write_json(path, profile.to_dict())


def _write_report(
    report: IngestReport, counts: SplitCounts, plan: SplitPlan, units: dict[str, str], path: str
) -> None:
    report.units = units
    plan.count(counts, report)
    files.write_text(path, report.to_json())


def _write_source(annotations: list[AnnotationFile], settings: DataSettings, path: str) -> None:
    """Notes what was read; whoever started the run may not have known it."""
    source = {
        "data_fingerprint": fingerprint(annotations),
        "data_files": len(annotations),
        "data_spans": settings.spans,
    }
    files.write_json(path, source)
