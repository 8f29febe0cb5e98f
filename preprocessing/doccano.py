"""The shapes that doccano's exports have had, recognised by what a line holds.

| doccano | text | spans |
|---|---|---|
| 1.2 | `text` | `labels`: `[start, end, label]` |
| 1.3 to 1.6 | `data` | `label`: `[start, end, label]` |
| 1.7, 1.8 | `text` | `label`: `[start, end, label]` |
| 1.7, 1.8 with relations | `text` | `entities`: `{"id", "label", "start_offset", "end_offset"}` |
| 1.7, 1.8, intent detection and slot filling | `text` | `entities`: `[start, end, label]`; `cats` |

An export also has the metadata of an example at its top level, under any name. So a key counts only
where it has the type that the shape gives it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from preprocessing.spans import Reason, RejectError, shown

_TEXT_KEYS = ("text", "data")
_SPAN_KEYS = ("label", "labels", "entities")


class Annotation(NamedTuple):
    """One line of an export, whatever its shape.

    Attributes:
      text: The text, not checked.
      spans: The spans as they stand in the line; `preprocessing.spans.check_shape` reads them.
      intents: What the text as a whole is labelled with.
      approved: Whether somebody approved it; None if the line does not tell.
    """

    text: str
    spans: list[Any]
    intents: tuple[str, ...] = ()
    approved: bool | None = None


def read_shape(values: Mapping[str, Any]) -> Annotation:
    """Text, spans and intents of a line.

    Args:
      values: The line's JSON object.

    Raises:
      RejectError: There is no text or no list of spans.
    """
    text = values.get("text")
    if not isinstance(text, str):
        text = _text(values)
    spans = values.get("label")
    intents: tuple[str, ...] = ()
    # Where `entities` are the spans, `label` can only be metadata.
    if not isinstance(spans, list) or "entities" in values:
        spans = _spans(values)
        intents = _intents(values)
    approved = None
    if "annotation_approver" in values:
        approved = values["annotation_approver"] not in (None, "")
    return Annotation(text, spans, intents, approved)


def _text(values: Mapping[str, Any]) -> str:
    for key in _TEXT_KEYS:
        if isinstance(text := values.get(key), str):
            return text
    named = _named(values, _TEXT_KEYS)
    raise RejectError(
        Reason.NO_TEXT, f"{named}, not a string" if named else "no `text` and no `data`"
    )


def _spans(values: Mapping[str, Any]) -> list[Any]:
    entities = values.get("entities")
    if isinstance(entities, list) and ("relations" in values or "cats" in values):
        return entities
    for key in _SPAN_KEYS:
        if isinstance(spans := values.get(key), list):
            return spans
    if isinstance(values.get("annotations"), list):
        raise RejectError(
            Reason.NO_SPAN_LIST,
            "`annotations` has numbers of labels, as doccano's JSONL had up to 1.2; export again "
            "as JSONL with text labels",
        )
    named = _named(values, _SPAN_KEYS)
    what = named or "no `label`, `labels` or `entities`"
    raise RejectError(Reason.NO_SPAN_LIST, f"{what}; a list of [start, end, label] is wanted")


def _named(values: Mapping[str, Any], keys: tuple[str, ...]) -> str:
    present = [key for key in keys if values.get(key) is not None]
    return ", ".join(f"`{key}` is {shown(values[key])}" for key in present)


def _intents(values: Mapping[str, Any]) -> tuple[str, ...]:
    given = values.get("cats")
    if not isinstance(given, list) or not all(isinstance(intent, str) for intent in given):
        return ()
    return tuple(given)
