"""Spans of a text: units of their offsets, and the checks that a record must pass.

Inside this project offsets count Unicode code points. `to_code_points` is the only place where
another unit is read.
"""

from __future__ import annotations

import re
import reprlib
from bisect import bisect_right
from collections.abc import Collection, Sequence
from difflib import get_close_matches
from enum import StrEnum
from itertools import pairwise
from typing import Any, NamedTuple

from preprocessing.characters import first_read, last_read
from preprocessing.graphemes import grapheme_boundaries

MAX_SHOWN = 60
"""Longest piece of user data, in characters, that a message repeats."""

_REPR = reprlib.Repr()
# A list as long as MAX_SHOWN needs fewer entries than that, and nothing deeper is readable.
_REPR.maxlevel = 5
_REPR.maxlist = _REPR.maxtuple = _REPR.maxdict = _REPR.maxset = MAX_SHOWN // 2
_REPR.maxstring = _REPR.maxlong = _REPR.maxother = 2 * MAX_SHOWN


class Reason(StrEnum):
    """Why a line was refused. The value is what reports and counts show."""

    NOT_JSON = "not_json"
    NOT_AN_OBJECT = "not_an_object"
    NO_TEXT = "no_text"
    EMPTY_TEXT = "empty_text"
    INVALID_UTF8 = "invalid_utf8"
    LINE_TOO_LONG = "line_too_long"
    NESTED_TOO_DEEP = "nested_too_deep"
    DUPLICATE_KEY = "duplicate_key"
    NUL_CHARACTER = "nul_character"
    LONE_SURROGATE = "lone_surrogate"
    NO_SPAN_LIST = "no_span_list"
    MALFORMED_SPAN = "malformed_span"
    SPAN_NOT_INTEGER = "span_not_integer"
    SPAN_NEGATIVE = "span_negative"
    SPAN_EMPTY = "span_empty"
    SPAN_OUTSIDE_TEXT = "span_outside_text"
    SPAN_SPLITS_CHARACTER = "span_splits_character"
    SPAN_BLANK = "span_blank"
    UNKNOWN_LABEL = "unknown_label"
    OVERLAPPING_SPANS = "overlapping_spans"
    DISAGREEMENT = "disagreement"
    UNLABELLED = "unlabelled"
    NOT_APPROVED = "not_approved"


class RejectError(ValueError):
    """A record that cannot be used.

    Attributes:
      reason: The kind of fault.
      detail: What exactly is wrong, for a person; names the span where one is at fault.
      labels: The unknown labels, where they are the fault.
    """

    def __init__(self, reason: Reason, detail: str, labels: tuple[str, ...] = ()) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason = reason
        self.detail = detail
        self.labels = labels


class Span(NamedTuple):
    """A labelled part of a text: code points `start` up to, not including, `end`."""

    start: int
    end: int
    label: str


class OffsetUnit(StrEnum):
    """What a span's offsets count."""

    UTF16 = "utf16"
    CODEPOINT = "codepoint"
    GRAPHEME = "grapheme"


UNIT_NAMES = {
    OffsetUnit.UTF16: "UTF-16 units",
    OffsetUnit.GRAPHEME: "grapheme clusters",
    OffsetUnit.CODEPOINT: "characters",
}


def shown(value: object) -> str:
    """`value` as it is quoted in a message: escaped, and cut to a bearable length."""
    # `repr` would fail on what is nested deep, and take long on what is large.
    text = ascii(value[: MAX_SHOWN + 1]) if isinstance(value, str) else _REPR.repr(value)
    return text if len(text) <= MAX_SHOWN else text[: MAX_SHOWN - 3] + "..."


def utf16_boundaries(text: str) -> list[int]:
    """For each UTF-16 offset of `text` its code-point offset, or -1 within a surrogate pair.

    Returns:
      A list of (number of UTF-16 units + 1) integers.
    """
    boundaries = []
    for index, character in enumerate(text):
        boundaries.append(index)
        if character > "\uffff":
            boundaries.append(-1)
    boundaries.append(len(text))
    return boundaries


def boundaries(text: str, unit: OffsetUnit) -> Sequence[int]:
    """For each offset of `text` in `unit` its code-point offset, or -1 within a character.

    Returns:
      As many integers as `text` has units, plus one for its end.
    """
    if unit is OffsetUnit.GRAPHEME:
        return grapheme_boundaries(text)
    if unit is OffsetUnit.UTF16 and not _is_basic(text):
        return utf16_boundaries(text)
    return range(len(text) + 1)


def to_code_points(text: str, spans: Sequence[Span], unit: OffsetUnit) -> list[Span]:
    """Spans with their offsets in code points.

    Args:
      text: The text they belong to.
      spans: Spans whose offsets count `unit`.
      unit: What doccano's annotation page stored: UTF-16 code units, or grapheme clusters where the
        project is in grapheme mode; or code points.

    Raises:
      RejectError: An offset lies outside the text or within a character.
    """
    if unit is OffsetUnit.CODEPOINT or (unit is OffsetUnit.UTF16 and _is_basic(text)):
        # Almost all texts: nothing to convert.
        length = len(text)
        for span in spans:
            if span.end > length:
                raise _outside(span, length, UNIT_NAMES[unit])
        return list(spans)
    known = boundaries(text, unit)
    length = len(known) - 1
    converted = []
    for span in spans:
        if span.end > length:
            raise _outside(span, length, UNIT_NAMES[unit])
        start, end = known[span.start], known[span.end]
        if start < 0 or end < 0:
            raise RejectError(
                Reason.SPAN_SPLITS_CHARACTER,
                f"{_name(span)} begins or ends within a character "
                f"(offsets count {UNIT_NAMES[unit]})",
            )
        converted.append(Span(start, end, span.label))
    return converted


def from_code_points(text: str, spans: Sequence[Span], unit: OffsetUnit) -> list[Span]:
    """Inverse of `to_code_points`.

    Args:
      text: The text they belong to.
      spans: Spans in code points.
      unit: What the result shall count.

    Raises:
      ValueError: A span is empty or leaves the text, or begins or ends within a grapheme cluster,
        which has no offset there.
    """
    for span in spans:
        if not 0 <= span.start < span.end <= len(text):
            raise ValueError(f"{_name(span)} has no place in a text of {len(text)} characters")
    offsets = {code_point: offset for offset, code_point in enumerate(boundaries(text, unit))}
    converted = []
    for span in spans:
        if span.start not in offsets or span.end not in offsets:
            raise ValueError(f"{_name(span)} begins or ends within a grapheme cluster")
        converted.append(Span(offsets[span.start], offsets[span.end], span.label))
    return converted


def check_shape(raw: object) -> Span:
    """One span as doccano exports it, `[start, end, "LABEL"]`, or as relation projects have it.

    Those have `{"label": "LABEL", "start_offset": start, "end_offset": end}`. Nothing is known here
    of the text or of the unit.

    Raises:
      RejectError: It is no such list, or its offsets or its label cannot be.
    """
    if isinstance(raw, dict) and raw.keys() >= {"start_offset", "end_offset", "label"}:
        raw = [raw["start_offset"], raw["end_offset"], raw["label"]]
    if not isinstance(raw, list) or len(raw) != 3:
        raise RejectError(
            Reason.MALFORMED_SPAN, f"span {shown(raw)} is not a list of start, end and label"
        )
    start, end, label = raw
    # `type(...) is int`, because True is an int to isinstance.
    if type(start) is not int or type(end) is not int:
        raise RejectError(
            Reason.SPAN_NOT_INTEGER, f"span {shown(raw)}: start and end must be integers"
        )
    if not isinstance(label, str):
        raise RejectError(Reason.MALFORMED_SPAN, f"span {shown(raw)}: the label must be a string")
    span = Span(start, end, label)
    if start < 0 or end < 0:
        raise RejectError(Reason.SPAN_NEGATIVE, f"{_name(span)} has a negative offset")
    if start >= end:
        raise RejectError(Reason.SPAN_EMPTY, f"{_name(span)} does not end after its start")
    return span


def trim(text: str, span: Span) -> Span:
    """`span`, not empty, without what no word piece has at its edges; empty if that is all.

    That is white space, what cannot be seen, and most symbols; see `preprocessing.characters`.
    """
    if "!" <= text[span.start] <= "~" and "!" <= text[span.end - 1] <= "~":
        return span
    start = first_read(text, span.start, span.end)
    return Span(start, last_read(text, start, span.end), span.label)


def widen(text: str, span: Span, clusters: Sequence[int] | None = None) -> Span:
    """`span`, in code points, with all of the grapheme clusters that it begins and ends in.

    Args:
      text: The text it belongs to.
      span: The span.
      clusters: Boundaries of the text's clusters, if they are known: to find them takes long.
    """
    if clusters is None:
        clusters = grapheme_boundaries(text)
    start = clusters[bisect_right(clusters, span.start) - 1]
    end = clusters[bisect_right(clusters, span.end - 1)]
    return Span(start, end, span.label)


class CheckedSpans(NamedTuple):
    """The spans of an annotated text.

    Attributes:
      spans: In code points, in the order of their start; no two overlap.
      trimmed: How many of them lost something at their edges that is not read.
      repeated: How many others were left out because the same one stands there already.
    """

    spans: list[Span]
    trimmed: int = 0
    repeated: int = 0


def check_spans(
    text: str, raw_spans: Sequence[Any], labels: Collection[str] | None, unit: OffsetUnit
) -> CheckedSpans:
    """All checks that an annotated text must pass.

    Args:
      text: The text.
      raw_spans: The spans as exported; offsets count `unit`.
      labels: The configured labels, or None if any will do.
      unit: Unit of the offsets.

    Returns:
      The spans, each once: doccano's auto-labelling leaves the same one several times.

    Raises:
      RejectError: The first fault found, naming the span as it stands in `raw_spans`; nothing is
        mended by guessing.
    """
    given = [check_shape(raw) for raw in raw_spans]
    if labels is not None:
        _check_labels(given, labels)
    converted = to_code_points(text, given, unit)
    trimmed = [trim(text, span) for span in converted]
    # Alignment walks pieces and spans side by side, and so needs them in order.
    spans = sorted(trimmed)
    repeated = len(spans) - len(unique) if len(unique := set(spans)) < len(spans) else 0
    if repeated:
        spans = sorted(unique)
    end = 0
    for start, stop, _ in spans:
        if start < end or start == stop:
            # Of spans that are the same after trimming any name will do.
            raise _fault(sorted(dict(zip(trimmed, given, strict=True)).items()))
        end = stop
    if trimmed == converted:
        return CheckedSpans(spans, 0, repeated)
    changed = {after for before, after in zip(converted, trimmed, strict=True) if before != after}
    return CheckedSpans(spans, len(changed), repeated)


def _check_labels(spans: Sequence[Span], labels: Collection[str]) -> None:
    unknown = [span for span in spans if span.label not in labels]
    if not unknown:
        return
    first = unknown[0]
    meant = similar_label(first.label, labels)
    hint = f"; did you mean {shown(meant)}?" if meant else ""
    raise RejectError(
        Reason.UNKNOWN_LABEL,
        f"{_name(first)}: label {shown(first.label)} is not among the configured labels{hint}",
        tuple(dict.fromkeys(span.label for span in unknown)),
    )


def similar_label(label: str, labels: Collection[str]) -> str | None:
    """The configured label that another one may stand for: but for case and signs, or a typo."""
    keys = {_label_key(known): known for known in labels}
    close = get_close_matches(_label_key(label), keys, n=1, cutoff=0.8)
    return keys[close[0]] if close else None


def _label_key(label: str) -> str:
    """A label without what people write differently; a tag's `B-` is left out too."""
    return "".join(filter(str.isalnum, re.sub(r"^[BIESUL]-", "", label).casefold()))


def _fault(named: Sequence[tuple[Span, Span]]) -> RejectError:
    """What is wrong with spans, each with the one as it was given; blank ones come first."""
    for span, name in named:
        if span.start == span.end:
            return RejectError(
                Reason.SPAN_BLANK,
                f"{_name(name)} covers nothing that is read, only white space, symbols or what "
                "cannot be seen",
            )
    left, right = next(
        (left_name, right_name)
        for (left, left_name), (right, right_name) in pairwise(named)
        if right.start < left.end
    )
    return RejectError(Reason.OVERLAPPING_SPANS, f"{_name(left)} and {_name(right)} overlap")


def _is_basic(text: str) -> bool:
    """Whether each character is one UTF-16 unit."""
    return text.isascii() or max(text, default="") <= "\uffff"


def _name(span: Span) -> str:
    return f"span [{span.start}, {span.end}, {shown(span.label)}]"


def _outside(span: Span, length: int, unit: str) -> RejectError:
    return RejectError(
        Reason.SPAN_OUTSIDE_TEXT, f"{_name(span)} ends beyond the text, which has {length} {unit}"
    )
