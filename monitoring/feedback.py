"""Feedback of applications: lines that say what customers did with each suggestion of a text.

`feedback.schema.json` beside this file describes a line to other programs.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from itertools import pairwise
from typing import IO, Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
)

from annotation.redaction import RedactionSettings, redact
from monitoring.answers import LoggedEntity
from monitoring.cases import Case, Source
from preprocessing.lines import Line, read_lines
from preprocessing.reading import parse_line
from preprocessing.spans import (
    OffsetUnit,
    Reason,
    RejectError,
    Span,
    check_spans,
    shown,
    to_code_points,
)
from serving.prediction.feedback import MAX_FEEDBACK_BYTES

MALFORMED = "malformed"
"""Reason: the line is an object, but not one of feedback."""

OTHER_MODEL = "other_model"
"""Reason: it is about another model."""

UNKNOWN_VERSION = "unknown_version"
"""Reason: the release table does not know the version that is said to have answered."""

_YEARS = (2000, 2100)
_MAX_VERSION = 2**63 - 1


def _check_text(text: str) -> str:
    if "\0" in text:
        raise ValueError("has a NUL")
    return text


def _check_time(value: object) -> object:
    if not isinstance(value, str):
        raise ValueError("must be a string such as 2026-03-01T12:00:00Z")
    return value


def _check_years(moment: datetime) -> datetime:
    if not _YEARS[0] <= moment.year < _YEARS[1]:
        raise ValueError(f"must be within the years {_YEARS[0]} to {_YEARS[1] - 1}")
    return moment.astimezone(UTC)


_Offset = Annotated[int, Field(ge=0, le=MAX_FEEDBACK_BYTES)]
_Label = Annotated[str, Field(min_length=1, max_length=100), AfterValidator(_check_text)]
_SliceText = Annotated[str, Field(max_length=200), AfterValidator(_check_text)]
_Time = Annotated[
    AwareDatetime,
    Field(strict=False),
    BeforeValidator(
        _check_time,
        json_schema_input_type=Annotated[str, Field(json_schema_extra={"format": "date-time"})],
    ),
    AfterValidator(_check_years),
]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class FeedbackSpan(_Strict):
    """A span as the customer has it."""

    label: _Label
    start: _Offset
    end: _Offset


class FeedbackSuggestion(_Strict):
    """An entity that was answered, and what became of it."""

    label: _Label
    start: _Offset
    end: _Offset
    score: Annotated[float, Field(ge=0, le=1)]
    accepted: bool
    became: Literal["kept", "removed"] | FeedbackSpan


class Feedback(_Strict):
    """What a customer did with the suggestions of a text, and so all that is right in it."""

    model: _Label
    version: Annotated[int, Field(ge=0, le=_MAX_VERSION)]
    text: Annotated[str, Field(min_length=1), AfterValidator(_check_text)]
    at: _Time
    suggestions: Annotated[list[FeedbackSuggestion], Field(max_length=1000)]
    added: Annotated[list[FeedbackSpan], Field(max_length=1000)] = []
    slices: Annotated[dict[_SliceText, _SliceText], Field(max_length=20)] = {}
    unit: Annotated[Literal["codepoint", "utf16"], Field(description="What offsets count.")] = (
        "codepoint"
    )


_KEYS = frozenset(
    name
    for model in (Feedback, FeedbackSuggestion, FeedbackSpan)
    for name in (model.__name__, *model.model_fields)
)
_QUOTED = re.compile(r"'.*'|\".*\"")


@dataclass(frozen=True, slots=True)
class RefusedLine:
    """A line of feedback that was refused.

    Attributes:
      number: Its number in the file, from 1.
      reason: The kind of fault: a `preprocessing.spans.Reason`, or one of this module's.
      detail: What is wrong, for a person; redacted.
      raw: The bytes of the line, at most `MAX_FEEDBACK_BYTES`; None where redaction is on.
    """

    number: int
    reason: str
    detail: str
    raw: bytes | None

    def to_json(self) -> str:
        r"""A line of JSON; bytes of `raw` that are not UTF-8 appear as lone surrogates."""
        raw = {} if self.raw is None else {"raw": self.raw.decode("utf-8", "surrogateescape")}
        fault = {"line": self.number, "reason": self.reason, "detail": self.detail}
        return json.dumps({**fault, **raw})


@dataclass(frozen=True)
class Expected:
    """What feedback may be about.

    Attributes:
      model: Name of the model.
      versions: Its versions.
      labels: The labels that a span may have.
      redaction: What is hidden of texts, of slices and in messages.
    """

    model: str
    versions: Collection[int]
    labels: Collection[str]
    redaction: RedactionSettings


def schema() -> dict[str, Any]:
    """JSON schema of a line."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **Feedback.model_json_schema(),
    }


def read_feedback(stream: IO[bytes], expected: Expected) -> Iterator[Case | RefusedLine]:
    """Each line of a file as a case or as refused; blank lines are refused too.

    Args:
      stream: The file.
      expected: What feedback may be about.
    """
    for line in read_lines(stream):
        try:
            yield _read_line(line, expected)
        except RejectError as error:
            yield _refused(line, error.reason, error.detail, expected)
        except _RefusedError as error:
            yield _refused(line, error.reason, error.detail, expected)


class _RefusedError(ValueError):
    """A fault that annotations do not have."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail


def _refused(line: Line, reason: str, detail: str, expected: Expected) -> RefusedLine:
    if not expected.redaction.enabled:
        return RefusedLine(line.number, str(reason), detail, line.raw[:MAX_FEEDBACK_BYTES])
    # What is quoted may be cut, and then no longer looks like what would be hidden.
    shown_detail = redact(_QUOTED.sub("…", detail), expected.redaction)
    return RefusedLine(line.number, str(reason), shown_detail, None)


def _shown_key(key: str | int) -> str:
    """A key for a message: ours as they are, others in quotes."""
    return str(key) if isinstance(key, int) or key in _KEYS else shown(key)


def _read_line(line: Line, expected: Expected) -> Case:
    if len(line.raw) > MAX_FEEDBACK_BYTES:
        detail = f"the line is longer than {MAX_FEEDBACK_BYTES} bytes"
        raise RejectError(Reason.LINE_TOO_LONG, detail)
    if not line.raw.strip():
        raise RejectError(Reason.NOT_JSON, "the line is blank")
    values = parse_line(line.raw)
    try:
        feedback = Feedback.model_validate(values)
    except ValidationError as error:
        # Without what stands there, which may be private.
        fault = error.errors(include_url=False, include_context=False, include_input=False)[0]
        place = ".".join(_shown_key(part) for part in fault["loc"])
        message = fault["msg"].removeprefix("Value error, ")
        raise _RefusedError(MALFORMED, f"{place}: {message}") from None
    return _to_case(feedback, expected)


def _to_case(feedback: Feedback, expected: Expected) -> Case:
    if feedback.model != expected.model:
        raise _RefusedError(OTHER_MODEL, f"it is about another model, not {expected.model}")
    if feedback.version not in expected.versions:
        detail = f"{expected.model} has no version {feedback.version}"
        raise _RefusedError(UNKNOWN_VERSION, detail)
    text, unit = feedback.text, OffsetUnit(feedback.unit)
    if text.isspace():
        raise RejectError(Reason.EMPTY_TEXT, "the text is white space")
    hide = partial(redact, settings=expected.redaction)
    return Case(
        model=feedback.model,
        version=feedback.version,
        text=hide(text),
        answered=tuple(_answered(text, feedback.suggestions, unit)),
        right=tuple(check_spans(text, _right(feedback), expected.labels, unit).spans),
        source=Source.FEEDBACK,
        at=feedback.at,
        slices={hide(key): hide(value) for key, value in feedback.slices.items()},
    )


def _right(feedback: Feedback) -> list[list[Any]]:
    """The spans that the customer left, as annotations have them."""
    left: list[FeedbackSuggestion | FeedbackSpan] = [*feedback.added]
    for suggestion in feedback.suggestions:
        if isinstance(suggestion.became, FeedbackSpan):
            left.append(suggestion.became)
        elif suggestion.became == "kept":
            left.append(suggestion)
    return [[span.start, span.end, span.label] for span in left]


def _answered(
    text: str, suggestions: Iterable[FeedbackSuggestion], unit: OffsetUnit
) -> list[LoggedEntity]:
    """What was answered, in code points and in order.

    Raises:
      RejectError: No model can have answered this.
    """
    ordered = sorted(suggestions, key=lambda one: (one.start, one.end))
    for one in ordered:
        if one.start >= one.end:
            raise RejectError(
                Reason.SPAN_EMPTY, f"the suggestion [{one.start}, {one.end}] is empty"
            )
    for before, after in pairwise(ordered):
        if after.start < before.end:
            raise RejectError(
                Reason.OVERLAPPING_SPANS,
                f"the suggestions [{before.start}, {before.end}] and [{after.start}, {after.end}] "
                "overlap",
            )
    spans = to_code_points(text, [Span(one.start, one.end, one.label) for one in ordered], unit)
    return [
        LoggedEntity(span.label, span.start, span.end, one.score, one.accepted)
        for span, one in zip(spans, ordered, strict=True)
    ]
