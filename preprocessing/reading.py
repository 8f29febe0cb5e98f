"""Annotations exported by doccano, line by line.

Reading yields a `Record` for each usable line and a `Reject` for each other one, so that the two
together always number the lines that hold anything.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from preprocessing.annotation_files import (
    AnnotationFile,
    Chunk,
    InputError,
    PullInfo,
    open_chunks,
    plan_chunks,
    read_heads,
    read_pull,
)
from preprocessing.doccano import read_shape
from preprocessing.errors import one_line
from preprocessing.formats.recognition import HEAD_BYTES, advice, recognise
from preprocessing.lines import MAX_LINE_BYTES
from preprocessing.offset_units import (
    OffsetUnitError,
    Place,
    UnitDecision,
    UnitEvidence,
    may_differ,
)
from preprocessing.placement import Placement
from preprocessing.records import Record, Reject
from preprocessing.settings import Auto, Unlabelled
from preprocessing.spans import OffsetUnit, Reason, RejectError, check_spans, shown

MAX_DEPTH = 100
"""How deep lists and objects of a line may be nested."""

MAX_ARCHIVE_PIECES = 64
"""Into how many groups the members of an archive go, for workers."""


@dataclass(frozen=True)
class ReadOptions:
    """How lines become records.

    Attributes:
      labels: Known labels, or None if any will do.
      unlabelled: What becomes of records without spans.
      approved_only: Whether records that nobody approved are refused.
      metadata_keys: Keys whose values records keep.
    """

    labels: tuple[str, ...] | None
    unlabelled: Unlabelled = Unlabelled.KEEP
    approved_only: bool = False
    metadata_keys: tuple[str, ...] = ()


@dataclass(frozen=True)
class ReadingPlan:
    """What is to be read, and how.

    Attributes:
      chunks: Pieces that can be read independently, each with its offset unit.
      units: What the offsets of each export count, and why; by the name of its folder or archive.
    """

    chunks: tuple[Chunk, ...]
    units: Mapping[str, UnitDecision]

    def pieces(self) -> list[tuple[Chunk, ...]]:
        """The chunks in groups for workers: a part of a file, or some members of an archive."""
        pieces: list[tuple[Chunk, ...]] = []
        for archive, group in groupby(self.chunks, lambda chunk: chunk.member and chunk.path):
            chunks = tuple(group)
            # Each group reads the archive's list of members, so there must not be many.
            size = -(-len(chunks) // MAX_ARCHIVE_PIECES) if archive else 1
            pieces += [chunks[start : start + size] for start in range(0, len(chunks), size)]
        return pieces

    def units_by_name(self) -> dict[str, str]:
        """For reports: unit and reason of each export."""
        return {name: f"{decision.unit}: {decision.why}" for name, decision in self.units.items()}


def plan_reading(
    annotations: Iterable[AnnotationFile], offset_unit: OffsetUnit | Auto
) -> ReadingPlan:
    """Cuts files into pieces and decides what their offsets count.

    Args:
      annotations: The files.
      offset_unit: The unit, or `auto` to decide from what each export holds.

    Raises:
      InputError: A file cannot be read, another tool wrote it, or the unit cannot be told.
    """
    exports: dict[str, list[Chunk]] = defaultdict(list)
    for chunk in plan_chunks(annotations):
        exports[chunk.export].append(chunk)
    _refuse_other_tools(chunk for pieces in exports.values() for chunk in pieces)
    chunks, units = [], {}
    for export, pieces in exports.items():
        decision = (
            UnitDecision(offset_unit, "as configured")
            if isinstance(offset_unit, OffsetUnit)
            else _decide_unit(export, pieces)
        )
        units[export] = decision
        chunks += [replace(chunk, offset_unit=decision.unit) for chunk in pieces]
    return ReadingPlan(tuple(chunks), units)


def read_chunks(
    chunks: Iterable[Chunk], options: ReadOptions, placement: Placement | None = None
) -> Iterator[Record | Reject]:
    """Every line of `chunks` as a record or as a reject; blank lines are no lines.

    Args:
      chunks: What to read.
      options: How lines become records.
      placement: Gets the spans of each line, to tell how they lie on words.

    Raises:
      InputError: An archive is damaged or needs a password, or the export does not tell what is
        approved although that is asked for.
    """
    for chunk, numbered in open_chunks(chunks):
        pull = read_pull(chunk) if options.approved_only else None
        for number, raw in numbered:
            try:
                yield read_record(parse_line(raw), chunk, number, options, pull, placement)
            except RejectError as error:
                yield Reject(error.reason, error.detail, chunk.source, number, raw, error.labels)


def read_chunk(chunk: Chunk, options: ReadOptions) -> Iterator[Record | Reject]:
    """Every line of one chunk; see `read_chunks`."""
    return read_chunks([chunk], options)


def read_plan(
    plan: ReadingPlan, options: ReadOptions, placement: Placement | None = None
) -> Iterator[Record | Reject]:
    """Every line of the plan, in order; see `read_chunks`."""
    return read_chunks(plan.chunks, options, placement)


def parse_line(raw: bytes) -> dict[str, Any]:
    """The JSON object of a line.

    Args:
      raw: The line, without its line end.

    Raises:
      RejectError: The line is too long, not UTF-8, not an object, nested too deep, or has a key
        twice.
    """
    if len(raw) > MAX_LINE_BYTES:
        raise RejectError(Reason.LINE_TOO_LONG, f"the line is longer than {MAX_LINE_BYTES} bytes")
    try:
        decoded = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        detail = f"byte {error.start} of the line is not UTF-8"
        if b"\0" in raw:
            detail += "; it looks like UTF-16: save the file as UTF-8"
        raise RejectError(Reason.INVALID_UTF8, detail) from None
    try:
        values = _DECODER.decode(decoded)
    except RecursionError:
        raise _too_deep() from None
    except RejectError:
        raise
    except ValueError as error:
        raise RejectError(Reason.NOT_JSON, f"not JSON: {error}") from None
    # The parser's own limit depends on who calls it: a worker would refuse what `validate` takes.
    if raw.count(b"[") + raw.count(b"{") > MAX_DEPTH and _is_deeper(values, MAX_DEPTH):
        raise _too_deep()
    if not isinstance(values, dict):
        raise RejectError(Reason.NOT_AN_OBJECT, f"{shown(values)} is not a JSON object")
    return values


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object of a line; of two values of one key the last would win in silence."""
    values = dict(pairs)
    if len(values) < len(pairs):
        key = next(key for key, count in Counter(key for key, _ in pairs).items() if count > 1)
        raise RejectError(Reason.DUPLICATE_KEY, f"the key {shown(key)} stands twice in an object")
    return values


# `json.loads` would make one anew for each line, which takes as long as a line does.
_DECODER = json.JSONDecoder(object_pairs_hook=_object)


def _is_deeper(values: Any, depth: int) -> bool:
    """Whether lists and objects are nested deeper than `depth`."""
    level = [values]
    for _ in range(depth + 1):
        level = [
            inner
            for value in level
            if isinstance(value, list | dict)
            for inner in (value.values() if isinstance(value, dict) else value)
        ]
        if not level:
            return False
    return True


def _too_deep() -> RejectError:
    return RejectError(
        Reason.NESTED_TOO_DEEP, f"lists and objects are nested more than {MAX_DEPTH} deep"
    )


def read_record(
    values: Mapping[str, Any],
    chunk: Chunk,
    line: int,
    options: ReadOptions,
    pull: PullInfo | None = None,
    placement: Placement | None = None,
) -> Record:
    """One line of an export, in any of the shapes of `preprocessing.doccano`.

    Args:
      values: The line's JSON object; see `parse_line`.
      chunk: What it is from; tells the unit of its offsets.
      line: Number of the line, from 1.
      options: Labels to expect, and what to refuse.
      pull: What is known of the pull it comes from.
      placement: Gets the spans, also those that are refused.

    Raises:
      RejectError: The line cannot be used.
      InputError: The line does not tell whether it is approved although that is asked for.
    """
    text, raw_spans, intents, approved = read_shape(values)
    if not text or text.isspace():
        raise RejectError(Reason.EMPTY_TEXT, "the text is empty or white space")
    if "\0" in text:
        raise RejectError(Reason.NUL_CHARACTER, f"the text has a NUL at {text.index(chr(0))}")
    if not _is_well_formed(text):
        raise RejectError(Reason.LONE_SURROGATE, "the text has half of a surrogate pair")
    if placement is not None and raw_spans:
        placement.add(text, raw_spans, chunk.offset_unit, chunk.source, line)
    spans, trimmed, repeated = check_spans(text, raw_spans, options.labels, chunk.offset_unit)
    identifier = _record_id(values.get("id"), chunk.source, line)
    if options.approved_only and not _is_approved(approved, identifier, chunk, pull):
        raise RejectError(Reason.NOT_APPROVED, "nobody approved it")
    if not spans and options.unlabelled is Unlabelled.REJECT:
        raise RejectError(Reason.UNLABELLED, "no span is marked")
    return Record(
        identifier,
        text,
        tuple(spans),
        chunk.source,
        line,
        trimmed,
        chunk.annotator,
        chunk.data_span,
        tuple(intent for intent in intents if _is_well_formed(intent)),
        repeated,
        _metadata(values, options.metadata_keys),
    )


def _refuse_other_tools(chunks: Iterable[Chunk]) -> None:
    """One message for a file of another tool, instead of one for each of its lines."""
    for chunk, head in read_heads(chunks, HEAD_BYTES):
        if kind := recognise(head):
            place = (
                chunk.path if chunk.member is None else f"{chunk.path}: {one_line(chunk.member)}"
            )
            raise InputError(f"{place}: {advice(kind, chunk.member or chunk.path)}")


def _decide_unit(export: str, chunks: Sequence[Chunk]) -> UnitDecision:
    evidence = UnitEvidence()
    for chunk, numbered in open_chunks(chunks):
        for number, raw in numbered:
            if not may_differ(raw):
                continue
            try:
                annotation = read_shape(parse_line(raw))
            except RejectError:
                continue  # it will be refused with its reason when it is read
            evidence.add(annotation.text, annotation.spans, Place(chunk.source, number))
    pull = read_pull(chunks[0])
    try:
        return evidence.decide(pull.offset_unit if pull else None)
    except OffsetUnitError as error:
        raise InputError(f"{export}: {error}") from None


def _is_approved(
    approved: bool | None, identifier: str, chunk: Chunk, pull: PullInfo | None
) -> bool:
    if pull is not None:
        # The server said it; a key of the line may be somebody's metadata.
        return pull.approved is None or identifier in pull.approved
    if approved is None:
        raise InputError(
            f"{chunk.source}: the export does not tell which records are approved; export with "
            "'approved only' and set data.approved_only to false, or use `txner doccano pull`"
        )
    return approved


def _record_id(value: object, source: str, line: int) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)  # doccano's export turns integers into floats when a row lacks the key
    identifier = str(value) if isinstance(value, str | int | float) else ""
    return identifier if identifier and _is_well_formed(identifier) else f"{source}:{line}"


def _metadata(values: Mapping[str, Any], keys: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Single values of a line by their keys; doccano up to 1.2 has them in `meta`."""
    below = values.get("meta")
    nested = below if isinstance(below, Mapping) else {}
    entries = ((key, values.get(key, nested.get(key))) for key in keys)
    return tuple(
        (key, str(value))
        for key, value in entries
        if isinstance(value, str | int | float) and _is_well_formed(str(value))
    )


def _is_well_formed(text: str) -> bool:
    if text.isascii():
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
