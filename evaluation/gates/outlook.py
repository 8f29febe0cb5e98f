"""What the gates of a run will say of annotations, before anything is trained."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from evaluation.gates.data import report_checks
from evaluation.gates.evidence import evidence_checks
from evaluation.gates.settings import EvaluationSettings
from preprocessing.annotation_files import InputError
from preprocessing.errors import one_line
from preprocessing.ingest_files import check_placement, check_splits
from preprocessing.records import SPLITS, IngestReport
from preprocessing.settings import DataSettings
from preprocessing.validation import Validation
from storage import files

MANY_ALIKE = 0.5
"""Share of examples that repeat another's text but for digits and case, above which it is told."""


def refusals(
    report: IngestReport,
    data: DataSettings,
    evaluation: EvaluationSettings,
    labels: Sequence[str],
    name: str,
) -> list[str]:
    """Why a run with these annotations would stop before it trains; one line each.

    Args:
      report: Counts of the lines that were read.
      data: The bounds.
      evaluation: How much evidence the gates want.
      labels: The configured labels.
      name: What messages call the annotations.
    """
    messages = list[str]()
    try:
        check_placement(report, data.max_misplaced_fraction)
    except InputError as error:
        messages += str(error).splitlines()
    try:
        check_splits(report, name)
    except InputError as error:
        messages.append(str(error))
    if not report.examples.total():
        return messages
    checks = [
        *report_checks(report, data, list(labels), ""),
        *evidence_checks(report, labels, evaluation),
    ]
    return messages + [str(check) for check in checks if not check.passed]


def schema_refusals(result: Validation, schema_path: str) -> Iterator[str]:
    """Why the schema would refuse annotations that can be read; one line each.

    Args:
      result: What the annotation files hold.
      schema_path: The reviewed schema, `data.schema_path`.
    """
    # A fifth of a second, which only this needs.
    from google.protobuf import text_format
    from tensorflow_metadata.proto.v0 import schema_pb2

    schema = schema_pb2.Schema()
    try:
        with files.open_binary(schema_path) as stream:
            text_format.Parse(stream.read().decode(), schema)
    except (OSError, UnicodeDecodeError, text_format.ParseError) as error:
        yield f"data.schema_path: cannot read {schema_path}: {one_line(str(error))}"
        return
    features = {feature.name: feature for feature in schema.feature}
    if "span_start" in features and (most := features["span_start"].value_count.max):
        value, source, line = result.most_spans
        if value > most:
            yield (
                f"{source} line {line} has {value} spans, and data.schema_path allows {most} in a "
                "text"
            )
    if "span_end" in features and (farthest := features["span_end"].int_domain.max):
        value, source, line = result.farthest_end
        if value > farthest:
            yield (
                f"{source} line {line} has a span that ends at {value}, and data.schema_path "
                f"allows {farthest}"
            )


def cautions(
    report: IngestReport, data: DataSettings, labels: Sequence[str], distinct: int
) -> Iterator[str]:
    """What a person should know of annotations that a run would take; one line each.

    Args:
      report: Counts of the lines that were read.
      data: The bounds.
      labels: The configured labels.
      distinct: How many of the examples' texts differ in more than digits, case and white space.
    """
    for finding in report.placement.findings():
        if finding.fraction <= data.max_misplaced_fraction:
            yield f"{finding.message}: are the offsets right?"
    marked: Counter[str] = sum((report.spans[split] for split in SPLITS), Counter())
    if len(marked) == 1 and len(labels) > 1:
        yield f"all spans are labelled {next(iter(marked))}"
    if not report.examples.total():
        return
    repeats = report.examples.total() - distinct
    if repeats > MANY_ALIKE * report.examples.total():
        yield (
            f"{repeats} of {report.examples.total()} examples repeat the text of another one but "
            "for digits, case and spaces: they teach little that is new"
        )
