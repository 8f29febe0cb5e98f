"""Checking annotation files as a run would read them, without a pipeline."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from preprocessing.annotation_files import find_files
from preprocessing.annotators import group_by_text, settle
from preprocessing.reading import ReadOptions, plan_reading, read_plan
from preprocessing.records import IngestReport, Record, Reject, folded
from preprocessing.settings import DataSettings
from preprocessing.splits import Grouping, SplitCounts, plan_split

Line = Record | Reject
Watch = Callable[[Iterable[Line], str], Iterable[Line]]
"""Passes lines on and shows how many there were; the string says what is done with them."""


def unwatched(lines: Iterable[Line], _what: str) -> Iterable[Line]:
    """A `Watch` that shows nothing."""
    return lines


class Extreme(NamedTuple):
    """A largest number, and where it is.

    Attributes:
      value: The number.
      source: The file.
      line: Number of the line, from 1.
    """

    value: int = 0
    source: str = ""
    line: int = 0


@dataclass(frozen=True)
class Validation:
    """What annotation files hold.

    Attributes:
      report: The counts.
      rejects: The first refused lines.
      distinct: How many of the texts differ in more than digits, case and white space.
      most_spans: The most spans of a text.
      farthest_end: The largest end of a span, in code points.
    """

    report: IngestReport
    rejects: list[Reject]
    distinct: int = 0
    most_spans: Extreme = field(default_factory=Extreme)
    farthest_end: Extreme = field(default_factory=Extreme)


def validate_files(
    paths: Sequence[str],
    labels: Sequence[str],
    data: DataSettings,
    *,
    limit: int,
    watch: Watch = unwatched,
) -> Validation:
    """Reads annotations as a run would.

    Args:
      paths: As in `data.path` of the configuration.
      labels: The labels that spans may have.
      data: Units, split, and what is accepted.
      limit: How many refused lines to return.
      watch: Gets each pass over the lines.

    Raises:
      InputError: Something cannot be read at all.
    """
    options = ReadOptions(tuple(labels), data.unlabelled, data.approved_only, data.metadata_keys)
    files = [file for path in paths for file in find_files(path, data.spans)]
    plan = plan_reading(files, data.offset_unit)
    counts, rejects = _Counts(data, IngestReport(units=plan.units_by_name())), list[Reject]()
    # Only texts with more than one annotation need their records at hand, so only hashes are kept.
    marks: dict[int, int] = {}
    contested: set[int] = set()
    repeated: set[int] = set()
    folds: set[int] = set()
    most_spans, farthest_end = Extreme(), Extreme()
    for line in watch(read_plan(plan, options, counts.report.placement), "lines read"):
        if isinstance(line, Record):
            counts.add(line)
            key, mark = hash(line.text), hash((line.annotator, line.data_span, line.spans))
            folds.add(hash(folded(line.text)))
            if len(line.spans) > most_spans.value:
                most_spans = Extreme(len(line.spans), line.source, line.line)
            if line.spans and line.spans[-1].end > farthest_end.value:
                farthest_end = Extreme(line.spans[-1].end, line.source, line.line)
            if key in marks:
                (repeated if marks[key] == mark else contested).add(key)
            marks.setdefault(key, mark)
            continue
        counts.report.add_reject(line)
        if len(rejects) < limit:
            rejects.append(line)
    counts.report.repeated_texts = len(repeated - contested)
    if contested:
        lines = watch(read_plan(plan, options), "lines compared")
        rejects += _settle_contested(lines, contested, counts)
    return Validation(counts.finish(), rejects[:limit], len(folds), most_spans, farthest_end)


class _Counts:
    """Counts records, and where each would stand in the split."""

    def __init__(self, data: DataSettings, report: IngestReport) -> None:
        self.data = data
        self.report = report
        self._grouping = Grouping(data)
        self._splits = SplitCounts()

    def add(self, record: Record) -> None:
        self.report.add_record(record)
        self._splits.add(self._grouping.keys(record), record)

    def remove(self, record: Record) -> None:
        self.report.remove_record(record)
        self._splits.remove(self._grouping.keys(record), record)

    def finish(self) -> IngestReport:
        """The report, with the split of what was counted."""
        plan = plan_split(self._splits, self._grouping.parts, self.data.eval_fraction)
        plan.count(self._splits, self.report)
        return self.report


def _settle_contested(
    lines: Iterable[Line], contested: set[int], counts: _Counts
) -> Iterator[Reject]:
    """Counts texts with several annotations as a run would, instead of as single records."""
    several = [line for line in lines if isinstance(line, Record) and hash(line.text) in contested]
    for group in group_by_text(several):
        for record in group:
            counts.remove(record)
        settled = settle(group, counts.data.annotators)
        for record in settled.records:
            counts.add(record)
        settled.count_rest(counts.report)
        yield from settled.rejects
