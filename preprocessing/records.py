"""What reading annotations yields: records, rejects, and the report on both."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from preprocessing.agreement import Agreement
from preprocessing.placement import Placement
from preprocessing.spans import Reason, Span, shown

Split = Literal["train", "eval"]
SPLITS: tuple[Split, ...] = ("train", "eval")

MAX_OFFENDERS = 20
"""How many refused lines a report names; all of them are in the `rejects` output."""


@dataclass(frozen=True, slots=True)
class Record:
    """An annotated text.

    Attributes:
      id: The exported id, or `source:line` where there is none.
      text: The text; well-formed Unicode, not empty.
      spans: Spans in code points, in order, not overlapping.
      source: Name of the file, and of the member within an archive.
      line: Number of its line in the file, from 1.
      trimmed: How many spans lost something at their edges that is not read.
      annotator: Whose annotation it is, as far as the file's name tells.
      data_span: Number of its data span; 0 without.
      intents: What the text as a whole is labelled with.
      repeated: How many spans were left out because the same one stands there already.
      metadata: Keys and values that came with the text, of those that were asked for.
    """

    id: str
    text: str
    spans: tuple[Span, ...]
    source: str
    line: int
    trimmed: int = 0
    annotator: str = ""
    data_span: int = 0
    intents: tuple[str, ...] = ()
    repeated: int = 0
    metadata: tuple[tuple[str, str], ...] = ()

    def to_tuple(self) -> tuple[Any, ...]:
        """Plain tuples, strings and integers, which Beam encodes much faster than objects."""
        spans = tuple(map(tuple, self.spans))
        rest = (self.annotator, self.data_span, self.intents, self.repeated, self.metadata)
        return (self.id, self.text, spans, self.source, self.line, self.trimmed, *rest)

    @classmethod
    def from_tuple(cls, values: tuple[Any, ...]) -> Record:
        """Inverse of `to_tuple`."""
        identifier, text, spans, *rest = values
        return cls(identifier, text, tuple(Span(*span) for span in spans), *rest)


@dataclass(frozen=True, slots=True)
class Reject:
    """A line that was refused.

    Attributes:
      reason: The kind of fault.
      detail: What is wrong, for a person.
      source: Name of the file, and of the member within an archive.
      line: Number of the line in the file, from 1.
      raw: The line's bytes, without its line end; cut at `MAX_LINE_BYTES`.
      labels: The unknown labels, where they are the fault.
    """

    reason: Reason
    detail: str
    source: str
    line: int
    raw: bytes
    labels: tuple[str, ...] = ()

    def to_json(self) -> str:
        r"""One line of JSON.

        Bytes that are not UTF-8 appear as lone surrogates in `raw`, and
        `raw.encode("utf-8", "surrogateescape")` gives them back.
        """
        raw = self.raw.decode("utf-8", "surrogateescape")
        return json.dumps(
            {
                "reason": self.reason,
                "detail": self.detail,
                "file": self.source,
                "line": self.line,
                "raw": raw,
            }
        )


@dataclass
class SplitReport:
    """How the texts were split.

    Attributes:
      group_by: What made the groups; empty if a hash of each text decided.
      groups: Number of groups.
      largest: Name of the largest group.
      largest_texts: How many texts it has.
      eval_texts: Texts of the eval split.
      near_twins: Those of them whose layout the train split has too.
    """

    group_by: list[str] = field(default_factory=list)
    groups: int = 0
    largest: str = ""
    largest_texts: int = 0
    eval_texts: int = 0
    near_twins: int = 0

    @property
    def twin_share(self) -> float:
        """Share of the eval texts that have a near twin in train, from 0 to 1."""
        return self.near_twins / self.eval_texts if self.eval_texts else 0.0

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> SplitReport:
        """Inverse of `vars`."""
        return cls(**values)


@dataclass
class IngestReport:
    """Counts over the lines read, mergeable in any order.

    Attributes:
      records: Lines that hold anything; equals the examples, plus the rejects, plus `merged`.
      examples: Examples of each split.
      unlabelled: Of these, the ones without any span.
      trimmed_spans: Spans that lost something at their edges that is not read.
      repeated_spans: Spans that were left out because the same one stands there already.
      repeated_texts: Texts that the same annotator has more than once.
      spans: For each split, spans of each label.
      merged: Lines whose text was annotated more than once, and that went into another one.
      rejects: Refused lines of each reason.
      unknown_labels: Refused lines of each unknown label.
      offenders: The first refused lines, as (file, line, reason, detail).
      units: What the offsets of each export count, and why.
      agreement: How far annotators agree.
      split: How the examples were divided.
      placement: How the spans of each file lie on words.
    """

    records: int = 0
    examples: Counter[str] = field(default_factory=Counter)
    unlabelled: int = 0
    trimmed_spans: int = 0
    repeated_spans: int = 0
    repeated_texts: int = 0
    spans: dict[str, Counter[str]] = field(
        default_factory=lambda: {split: Counter() for split in SPLITS}
    )
    merged: int = 0
    rejects: Counter[str] = field(default_factory=Counter)
    unknown_labels: Counter[str] = field(default_factory=Counter)
    offenders: list[tuple[str, int, str, str]] = field(default_factory=list)
    units: dict[str, str] = field(default_factory=dict)
    agreement: Agreement = field(default_factory=Agreement)
    split: SplitReport = field(default_factory=SplitReport)
    placement: Placement = field(default_factory=Placement)

    @property
    def rejected(self) -> int:
        """Number of refused lines."""
        return self.rejects.total()

    @property
    def faulty(self) -> int:
        """Number of lines refused for a fault, which missing annotation or approval is not."""
        chosen = self.rejects[Reason.UNLABELLED] + self.rejects[Reason.NOT_APPROVED]
        return self.rejected - chosen

    def add_record(self, record: Record) -> None:
        """Counts an example, but for its split: see `preprocessing.splits.SplitPlan.count`."""
        self.records += 1
        self.unlabelled += not record.spans
        self.trimmed_spans += record.trimmed
        self.repeated_spans += record.repeated

    def remove_record(self, record: Record) -> None:
        """Inverse of `add_record`."""
        self.records -= 1
        self.unlabelled -= not record.spans
        self.trimmed_spans -= record.trimmed
        self.repeated_spans -= record.repeated

    def add_merged(self, count: int) -> None:
        """Counts records that went into others."""
        self.records += count
        self.merged += count

    def add_reject(self, reject: Reject) -> None:
        """Counts a refused line."""
        self.records += 1
        self.rejects[reject.reason.value] += 1
        self.unknown_labels.update(map(shown, reject.labels))
        if len(self.offenders) < MAX_OFFENDERS:
            offender = (reject.source, reject.line, reject.reason.value, reject.detail)
            self.offenders.append(offender)

    def merge(self, other: IngestReport) -> None:
        """Adds the counts of `other`."""
        self.records += other.records
        self.examples.update(other.examples)
        self.unlabelled += other.unlabelled
        self.trimmed_spans += other.trimmed_spans
        self.repeated_spans += other.repeated_spans
        self.repeated_texts += other.repeated_texts
        for split in SPLITS:
            self.spans[split].update(other.spans[split])
        self.merged += other.merged
        self.units.update(other.units)
        self.agreement.merge(other.agreement)
        self.placement.merge(other.placement)
        self.rejects.update(other.rejects)
        self.unknown_labels.update(other.unknown_labels)
        self.offenders = sorted(self.offenders + other.offenders)[:MAX_OFFENDERS]

    def to_json(self) -> str:
        """The report as indented JSON."""
        parts = {
            "agreement": self.agreement.to_dict(),
            "split": vars(self.split),
            "placement": self.placement.to_dict(),
        }
        return json.dumps({**vars(self), **parts}, indent=2)

    @classmethod
    def from_json(cls, text: str) -> IngestReport:
        """Inverse of `to_json`."""
        values = json.loads(text)
        return cls(
            records=values["records"],
            examples=Counter(values["examples"]),
            unlabelled=values["unlabelled"],
            trimmed_spans=values["trimmed_spans"],
            repeated_spans=values.get("repeated_spans", 0),
            repeated_texts=values.get("repeated_texts", 0),
            spans={split: Counter(values["spans"][split]) for split in SPLITS},
            merged=values["merged"],
            rejects=Counter(values["rejects"]),
            unknown_labels=Counter(values["unknown_labels"]),
            offenders=[tuple(offender) for offender in values["offenders"]],
            units=values["units"],
            agreement=Agreement.from_dict(values["agreement"]),
            split=SplitReport.from_dict(values.get("split", {})),
            placement=Placement.from_dict(values.get("placement", {})),
        )


def split_of(text: str, eval_fraction: float) -> Split:
    """The split that a text belongs to, decided by a hash of the text.

    Case, white space and the values of digits do not count, because two purchases at one shop
    differ in nothing but a date and a reference: with one of them in each split, evaluation would
    measure memory.
    """
    digest = hashlib.blake2b(folded(text).encode(), digest_size=8).digest()
    return "eval" if int.from_bytes(digest, "big") < eval_fraction * 2**64 else "train"


def folded(text: str) -> str:
    """A text without case, repeated white space and the values of its digits."""
    return re.sub(r"\d", "0", " ".join(text.casefold().split()))
