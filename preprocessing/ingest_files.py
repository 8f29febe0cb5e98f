"""What reading annotations leaves beside the refused lines: the report, the profile, the source."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from preprocessing.annotation_files import InputError
from preprocessing.placement import Finding
from preprocessing.records import SPLITS, IngestReport
from preprocessing.splits import split_warnings
from storage import files

REPORT_FILE = "report.json"
PROFILE_FILE = "profile.json"
SOURCE_FILE = "source.json"

MISPLACED_ADVICE = (
    "convert the offsets, see docs/annotations.md, or set data.max_misplaced_fraction to take them "
    "as they are"
)
"""What to do about spans that do not lie on words."""


def read_report(rejects_uri: str) -> IngestReport:
    """The report beside the rejects.

    Raises:
      OSError: There is none.
    """
    with files.open_binary(files.join(rejects_uri, REPORT_FILE)) as file:
        return IngestReport.from_json(file.read().decode())


def read_source(rejects_uri: str) -> dict[str, Any]:
    """What was read: `data_fingerprint`, `data_files` and `data_spans`."""
    return files.read_json(files.join(rejects_uri, SOURCE_FILE)) or {}


def read_profile(rejects_uri: str) -> dict[str, Any] | None:
    """The profile beside the rejects, or None where an earlier version wrote none."""
    return files.read_json(files.join(rejects_uri, PROFILE_FILE))


def check_splits(report: IngestReport, path: str) -> None:
    """Stops where nothing could be trained or evaluated.

    Args:
      report: Counts of the lines that were read.
      path: Where they were read, for the message.

    Raises:
      InputError: A split has no example; the message says why lines were refused.
    """
    for split in SPLITS:
        if report.examples[split]:
            continue
        counts = ", ".join(f"{count} {reason}" for reason, count in report.rejects.most_common())
        first = "; first: {} line {}: {}: {}".format(*report.offenders[0]) if counts else ""
        raise InputError(
            f"{path}: of {report.records} lines none is left for the {split} split "
            f"(rejects: {counts or 'none'}{first})"
        )


def misplaced(report: IngestReport, max_fraction: float) -> list[Finding]:
    """Files whose spans lie within words more often than `data.max_misplaced_fraction` allows."""
    return [finding for finding in report.placement.findings() if finding.fraction > max_fraction]


def check_placement(report: IngestReport, max_fraction: float) -> None:
    """Stops where offsets seem to be wrong everywhere alike.

    Args:
      report: Counts of the lines that were read.
      max_fraction: `data.max_misplaced_fraction`.

    Raises:
      InputError: One line for each file whose spans do not lie on words; it names the likely
        meaning of the offsets, and examples.
    """
    if faults := misplaced(report, max_fraction):
        raise InputError("\n".join(f"{fault.message}; {MISPLACED_ADVICE}" for fault in faults))


def ingest_warnings(report: IngestReport, rejects_uri: str) -> Iterator[str]:
    """What a person should know of the data although it can be used.

    Args:
      report: Counts of the lines that were read.
      rejects_uri: Where the refused lines and the whole report are.
    """
    if report.rejected:
        reasons = ", ".join(f"{count} {reason}" for reason, count in report.rejects.items())
        yield f"lines refused: {reasons}; see {rejects_uri}"
    for finding in report.placement.findings():
        yield f"{finding.message}: are the offsets right?"
    if report.agreement.contested:
        yield (
            f"{report.agreement.contested} texts are annotated in different ways; see "
            f"{files.join(rejects_uri, REPORT_FILE)}"
        )
    if report.merged:
        yield (
            f"{report.merged} lines repeat texts that others annotated or that a newer "
            "data span has, and went into those"
        )
    if report.trimmed_spans:
        yield (
            f"{report.trimmed_spans} spans had white space at their edges, symbols, or characters "
            "that cannot be seen, which were cut off"
        )
    if report.repeated_spans:
        yield f"{report.repeated_spans} spans stand twice in their line; each counts once"
    if report.repeated_texts:
        yield f"{report.repeated_texts} texts stand several times in one annotator's lines"
    if report.unlabelled:
        yield f"{report.unlabelled} records have no span and teach that nothing is to be found"
    yield from split_warnings(report.split)
