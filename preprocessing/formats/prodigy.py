"""Prodigy's JSON Lines, as `prodigy db-out` writes them."""

from __future__ import annotations

from collections.abc import Iterator

from preprocessing.formats.texts import (
    FormatError,
    Marked,
    Skipped,
    read_list,
    read_span,
    read_text,
)
from preprocessing.spans import shown


def is_task(value: object) -> bool:
    """Whether a value is a task of Prodigy."""
    return (
        isinstance(value, dict)
        and isinstance(value.get("text"), str)
        and (isinstance(value.get("spans"), list) or "_input_hash" in value)
        and not any(isinstance(value.get(key), list) for key in ("label", "labels", "entities"))
    )


def read_task(value: object) -> Iterator[Marked | Skipped]:
    """A task, if it was accepted.

    Raises:
      FormatError: It is no task, or its spans are none of its text.
    """
    if not isinstance(value, dict):
        raise FormatError(f"{shown(value)} is no task of Prodigy")
    text = read_text(value)
    answer = value.get("answer", "accept")
    if answer != "accept":
        yield Skipped(f"the answer was {shown(answer)}")
        return
    spans = []
    # Prodigy leaves `spans` out where nothing was marked.
    for span in read_list(value, "spans") if "spans" in value else ():
        if not isinstance(span, dict):
            raise FormatError(f"{shown(span)} is no span")
        spans.append(read_span(span.get("start"), span.get("end"), span.get("label"), text))
    yield Marked(text, spans)
