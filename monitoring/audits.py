"""Audits on their way: what is sent to annotators of a drawn text, and what comes back.

Each text carries in its metadata which audit it was drawn for, how much it stands for, and what was
answered. So a report needs nothing but the annotations, and whatever else was annotated, because it
was difficult or because a customer complained, cannot get into the figures.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, ValidationError

from annotation.errors import DoccanoError
from annotation.push import AUDIT_KEY, Push, push_chosen
from annotation.selection import Candidate
from annotation.server import ExampleServer, Report, unreported
from models.export_format import Entity
from monitoring.answers import LoggedEntity
from monitoring.audit_sample import AnsweredEntity, Drawn
from monitoring.cases import Case, Source
from monitoring.live_precision import AuditedText
from preprocessing.annotation_files import Chunk, InputError, open_chunks, read_pull
from preprocessing.annotators import group_by_text, settle
from preprocessing.errors import UserError
from preprocessing.reading import ReadingPlan, ReadOptions, parse_line, read_record
from preprocessing.records import Record
from preprocessing.settings import AnnotatorSettings
from preprocessing.spans import Reason, RejectError, shown
from preprocessing.texts import Text


class AuditError(UserError, ValueError):
    """An audit that cannot be sent or read; the message says what to do."""


class AuditName(BaseModel):
    """Which answers an audit is of.

    Attributes:
      model: Name of the model.
      version: The version that answered.
      since: When the period began, in UTC.
      until: When it ended, exclusive.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    model: str
    version: int
    since: datetime
    until: datetime

    def __str__(self) -> str:
        """Such as `transactions/17/2026-W47`."""
        return f"{self.model}/{self.version}/{self.period}"

    @property
    def period(self) -> str:
        """The week, or begin and end."""
        if (begin := week_of(self.since.date())) == (self.since, self.until):
            return f"{begin[0]:%G-W%V}"
        return f"{self.since.isoformat()}--{self.until.isoformat()}"


class AuditNote(BaseModel):
    """The metadata of a text that was drawn.

    Attributes:
      audit: The audit.
      texts: How many texts were drawn for it.
      stratum: Of which stratum this one.
      weight: How many texts of the period it stands for.
      answers: How often it was answered.
      entities: What it was answered with: start, end, label, score, times accepted.
      slices: What the caller said of it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    audit: AuditName
    texts: int
    stratum: str
    weight: float
    answers: int
    entities: tuple[AnsweredEntity, ...]
    slices: dict[str, str]

    @classmethod
    def of(cls, drawn: Drawn, audit: AuditName, texts: int) -> Self:
        """The note of a drawn text."""
        text = drawn.text
        entities = tuple(e._replace(score=round(e.score, 6)) for e in text.entities)
        return cls(
            audit=audit,
            texts=texts,
            stratum=drawn.stratum,
            weight=drawn.weight,
            answers=text.answers,
            entities=entities,
            slices=dict(text.slices),
        )

    @classmethod
    def parse(cls, value: object, text: str) -> Self:
        """Inverse of `model_dump_json`.

        Args:
          value: What the metadata hold.
          text: The text that they are of.

        Raises:
          ValueError: It is not what was sent, or not with this text.
        """
        if not isinstance(value, str):
            raise ValueError(f"{AUDIT_KEY} is {shown(value)}, not a string")
        note = cls.model_validate_json(value)
        for entity in note.entities:
            if not 0 <= entity.start < entity.end <= len(text) or not 0 <= entity.score <= 1:
                raise ValueError(f"{list(entity)} is no entity of the text")
        if not note.weight >= 1 or note.answers < 1:
            raise ValueError("its weight or the number of its answers is below 1")
        return note


@dataclass
class Audit:
    """What came back of an audit.

    Attributes:
      name: The audit.
      sent: How many texts were drawn.
      judged: The texts that somebody approved, in the order in which they stand.
      waiting: Texts that nobody approved yet.
      unusable: What is wrong with others, a line for each.
      cases: The same texts as cases.
    """

    name: AuditName
    sent: int
    judged: list[AuditedText] = field(default_factory=list)
    waiting: int = 0
    unusable: list[str] = field(default_factory=list)
    cases: list[Case] = field(default_factory=list)


def week_of(day: date) -> tuple[datetime, datetime]:
    """Begin and end of the week of a day, from Monday, in UTC."""
    begin = datetime.combine(day - timedelta(day.weekday()), datetime.min.time(), UTC)
    return begin, begin + timedelta(7)


def send_audit(
    client: ExampleServer,
    project_id: int,
    audit: AuditName,
    drawn: Sequence[Drawn],
    *,
    blind: bool = False,
    create_labels: bool = False,
    dry_run: bool = False,
    report: Report = unreported,
) -> tuple[Push, int]:
    """Sends the texts that were drawn, in their order; those of the audit that are there stay.

    Texts that the project has for other reasons are sent all the same: left out, they would be
    missing from the sample, and they are not those that any other text would be.

    Args:
      client: The server.
      project_id: The project.
      audit: The audit.
      drawn: Its texts, in a random order.
      blind: Whether nothing is marked in them. What is marked already is rather left as it is.
      create_labels: Whether labels that the project lacks are added to it.
      dry_run: Whether nothing is sent.
      report: Takes how far it is.

    Returns:
      What was sent, and how many texts of the audit were there already.

    Raises:
      AuditError: The project has another sample of the audit.
      DoccanoError: The server cannot be used, or a label is missing.
    """
    project = client.project(project_id)
    project.require_spans()
    present = set()
    for example in client.examples(project_id, report=report):
        note = _stored_note(example.meta, example.text or "")
        if note is not None and note.audit == audit:
            present.add(example.text)
    if strangers := present - {one.text.text for one in drawn}:
        raise AuditError(
            f"project {project_id} has {len(strangers)} texts of the audit {audit} that are not "
            "drawn now: the log, the size or the strata have changed since; report what is there, "
            "or audit another period"
        )
    candidates = []
    for one in drawn:
        if one.text.text in present:
            continue
        note_of_text = AuditNote.of(one, audit, len(drawn)).model_dump_json()
        entities = () if blind else tuple(_marked(one))
        text = Text(one.text.text, {AUDIT_KEY: note_of_text})
        candidates.append(Candidate(text, one.text.text, entities))
    sent = push_chosen(
        client,
        project,
        candidates,
        model_version=str(audit.version),
        create_labels=create_labels,
        dry_run=dry_run,
        report=report,
    )
    return sent, len(present)


def read_audits(plan: ReadingPlan, annotators: AnnotatorSettings) -> list[Audit]:
    """What came back of all audits in annotations, in the order of their periods.

    Other texts do not count, whatever is annotated in them, and neither do texts of an audit before
    somebody approved them.

    Args:
      plan: Pulled data spans, and what their offsets count.
      annotators: What becomes of a text that two annotated in different ways.

    Raises:
      InputError: A file cannot be read, or does not tell what is approved.
    """
    reader = _Reader()
    for chunk, numbered in open_chunks(plan.chunks):
        reader.read(chunk, numbered)
    audits = [_settled(found, annotators) for found in reader.audits.values()]
    return sorted(audits, key=lambda audit: (audit.name.until, str(audit.name)))


@dataclass
class _Found:
    """Lines of an audit."""

    audit: Audit
    records: list[Record] = field(default_factory=list)
    notes: dict[str, AuditNote] = field(default_factory=dict)
    at: dict[str, datetime] = field(default_factory=dict)
    waiting: set[str] = field(default_factory=set)


class _Reader:
    """Sorts lines by their audit."""

    def __init__(self) -> None:
        self.audits: dict[AuditName, _Found] = {}

    def read(self, chunk: Chunk, numbered: Iterable[tuple[int, bytes]]) -> None:
        """Reads the lines of a chunk."""
        pull = read_pull(chunk)
        for number, raw in numbered:
            if AUDIT_KEY.encode() not in raw:
                continue
            where = f"{chunk.source}:{number}"
            try:
                values = parse_line(raw)
                if not _note_value(values):
                    continue  # a text of the same project that was sent for another reason
                text = values.get("text", values.get("data"))
                note = AuditNote.parse(_note_value(values), text if isinstance(text, str) else "")
            except (RejectError, ValueError) as error:
                raise InputError(f"{where}: {AUDIT_KEY} cannot be read: {_told(error)}") from None
            found = self.audits.setdefault(note.audit, _Found(Audit(note.audit, note.texts)))
            try:
                options = ReadOptions(None, approved_only=False)
                record = read_record(values, chunk, number, options, pull)
                approved = ReadOptions(None, approved_only=True)
                read_record(values, chunk, number, approved, pull)
            except RejectError as error:
                if error.reason is Reason.NOT_APPROVED:
                    found.waiting.add(record.text)
                else:
                    found.audit.unusable.append(f"{where}: {error}")
                continue
            found.records.append(record)
            found.notes[record.text] = note
            at = datetime.now(UTC) if pull is None or pull.at is None else pull.at
            found.at[record.text] = max(at, found.at.get(record.text, at))


def _settled(found: _Found, annotators: AnnotatorSettings) -> Audit:
    """The audit with each text judged once."""
    audit = found.audit
    for group in group_by_text(found.records):
        settled = settle(group, annotators)
        audit.unusable += [f"{r.source}:{r.line}: {r.detail}" for r in settled.rejects]
        for record in settled.records[:1]:
            note = found.notes[record.text]
            right = {(span.start, span.end, span.label) for span in record.spans}
            audit.judged.append(
                AuditedText(
                    f"{record.source}:{record.line}",
                    note.stratum,
                    note.weight,
                    note.answers,
                    tuple((entity, entity[:3] in right) for entity in note.entities),
                    note.slices,
                    record.text,
                )
            )
            audit.cases.append(_case(record, note, found.at[record.text]))
    audit.waiting = len(found.waiting - set(found.notes))
    return audit


def _case(record: Record, note: AuditNote, at: datetime) -> Case:
    answered = _not_overlapping(note.entities)
    return Case(
        note.audit.model,
        note.audit.version,
        record.text,
        tuple(LoggedEntity(e.label, e.start, e.end, e.score, e.accepted > 0) for e in answered),
        record.spans,
        Source.AUDIT,
        at,
        note.slices,
    )


def _not_overlapping(entities: Iterable[AnsweredEntity]) -> list[AnsweredEntity]:
    """Of answers that differed, which redaction may make to ones of the same text, the usual."""
    kept: list[AnsweredEntity] = []
    for entity in sorted(entities, key=lambda e: (-e.accepted, -e.score, e)):
        if all(entity.end <= other.start or other.end <= entity.start for other in kept):
            kept.append(entity)
    return sorted(kept)


def _marked(drawn: Drawn) -> Iterator[Entity]:
    text = drawn.text.text
    for entity in _not_overlapping(drawn.text.entities):
        covered = text[entity.start : entity.end]
        yield Entity(
            entity.label, covered, entity.start, entity.end, entity.score, entity.accepted > 0
        )


def _stored_note(meta: Mapping[str, Any], text: str) -> AuditNote | None:
    """The note of an example; None of what was not sent for an audit."""
    if not meta.get(AUDIT_KEY):
        return None
    try:
        return AuditNote.parse(meta[AUDIT_KEY], text)
    except ValueError as error:
        raise DoccanoError(
            f"the example {shown(text)} has a {AUDIT_KEY} that cannot be read ({_told(error)}); "
            "mend or delete it"
        ) from None


def _note_value(values: Mapping[str, Any]) -> object:
    """The note of a line; doccano up to 1.2 has metadata in `meta`."""
    below = values.get("meta")
    nested = below if isinstance(below, Mapping) else {}
    return values.get(AUDIT_KEY, nested.get(AUDIT_KEY))


def _told(error: Exception) -> str:
    """What is wrong, in a line."""
    if isinstance(error, ValidationError):
        first = error.errors(include_url=False)[0]
        return f"{'.'.join(map(str, first['loc']))}: {first['msg']}"
    return str(error)
