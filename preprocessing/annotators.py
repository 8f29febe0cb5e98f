"""Several annotations of the same text: which one counts, and how far annotators agree.

doccano writes one file for each member of a project that is not collaborative, each with every
example and only that member's spans. Besides, a text may occur in several exports, and a later data
span may hold a correction. So records are grouped by their text, and each group is settled:

1. Of an annotator's records only those of the newest data span count.
2. A record without spans abstains where another annotator marked some: the files do not tell
   whether somebody found nothing or has not looked yet.
3. If those that are left agree, that is the annotation. Otherwise the configured rule decides.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from preprocessing.agreement import Vote, describe
from preprocessing.records import IngestReport, Record, Reject
from preprocessing.settings import AnnotatorSettings, MergeRule
from preprocessing.spans import Reason, RejectError, Span

_Spans = tuple[Span, ...]


@dataclass(frozen=True)
class Settled:
    """What became of the records of one text.

    Attributes:
      text: The text.
      records: Those that become examples.
      rejects: Those that do not, because their annotations differ.
      merged: How many others went into `records`, or were superseded by them.
      votes: Who marked the text how, if more than one record counts.
      repeated: Whether an annotator has the text more than once, in one data span.
    """

    text: str
    records: list[Record]
    rejects: list[Reject] = field(default_factory=list)
    merged: int = 0
    votes: list[Vote] = field(default_factory=list)
    repeated: bool = False

    def count(self, report: IngestReport) -> None:
        """Adds all this to a report."""
        for record in self.records:
            report.add_record(record)
        self.count_rest(report)

    def count_rest(self, report: IngestReport) -> None:
        """Adds all but the examples to a report."""
        for reject in self.rejects:
            report.add_reject(reject)
        report.add_merged(self.merged)
        report.repeated_texts += self.repeated
        if len(self.votes) > 1:
            report.agreement.add(self.text, self.votes)


def settle(group: Sequence[Record], settings: AnnotatorSettings) -> Settled:
    """Settles all records of one text.

    Args:
      group: The records, at least one; all with the same text.
      settings: The rule for annotations that differ.

    Returns:
      `records`, `rejects` and `merged` together number the group.
    """
    text = group[0].text
    if len(group) == 1:
        return Settled(text, list(group))
    newest: dict[str, int] = {}
    for record in group:
        newest[record.annotator] = max(newest.get(record.annotator, 0), record.data_span)
    current = [record for record in group if record.data_span == newest[record.annotator]]
    repeated = len(current) > len(newest)
    current.sort(key=lambda record: (record.annotator, record.source, record.line))
    marked = {record.annotator for record in current if record.spans}
    voters = [
        record for record in current if record.spans or not marked or marked == {record.annotator}
    ]
    votes = [(record.annotator, record.spans) for record in voters]
    try:
        spans = _decide(voters, settings)
    except RejectError as error:
        rejects = [_reject(record, error) for record in voters]
        return Settled(text, [], rejects, len(group) - len(voters), votes, repeated)
    kept = [replace(record, spans=spans) for record in _most_frequent(voters)]
    return Settled(text, kept, merged=len(group) - len(kept), votes=votes, repeated=repeated)


def group_by_text(records: Iterable[Record]) -> Iterator[list[Record]]:
    """Lists of the records with the same text, in the order of their first records."""
    groups: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        groups[record.text].append(record)
    yield from groups.values()


def _decide(voters: Sequence[Record], settings: AnnotatorSettings) -> _Spans:
    choices = list(dict.fromkeys(record.spans for record in voters))
    if len(choices) == 1:
        return choices[0]
    if settings.merge is MergeRule.MAJORITY:
        return _majority(voters)
    if settings.merge is MergeRule.PREFER:
        for name in settings.prefer:
            if own := {record.spans for record in voters if record.annotator == name}:
                if len(own) == 1:
                    return own.pop()
                break
    raise _disagreement(voters)


def _majority(voters: Sequence[Record]) -> _Spans:
    """Spans that more than half of the annotations have.

    Two that overlap cannot both be among them, because no annotation has both.
    """
    counts = Counter(span for record in voters for span in record.spans)
    if any(2 * count == len(voters) for count in counts.values()):
        raise _disagreement(voters)
    spans = tuple(sorted(span for span, count in counts.items() if 2 * count > len(voters)))
    if not spans:
        raise _disagreement(voters)
    return spans


def _disagreement(voters: Sequence[Record]) -> RejectError:
    marks = " | ".join(
        f"{record.source} line {record.line}: {describe(record.spans)}" for record in voters[:4]
    )
    return RejectError(Reason.DISAGREEMENT, f"annotations of this text differ: {marks}")


def _reject(record: Record, error: RejectError) -> Reject:
    """The refused line, written anew; its offsets are in code points."""
    values = {"id": record.id, "text": record.text, "label": record.spans}
    raw = json.dumps(values, ensure_ascii=False).encode()
    return Reject(error.reason, error.detail, record.source, record.line, raw)


def _most_frequent(voters: Sequence[Record]) -> list[Record]:
    """The records of whoever has the text most often, because frequency is information."""
    by_annotator: dict[str, list[Record]] = defaultdict(list)
    for record in voters:
        by_annotator[record.annotator].append(record)
    return max(by_annotator.values(), key=len)
