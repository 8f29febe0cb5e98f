"""What an application writes down of its customers' corrections: a line of JSON for each text.

Nothing but the standard library is needed, and no database: lines are appended to a file that
`txner feedback add` reads, whenever somebody brings it there.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from models.export_format import Prediction

MAX_FEEDBACK_BYTES = 64 << 10
"""Longest line of feedback, without its end."""


class Correction(NamedTuple):
    """A span as the customer has it: code points `start` up to, not including, `end`."""

    label: str
    start: int
    end: int


def feedback_line(
    prediction: Prediction,
    *,
    model: str,
    version: int,
    changed: Mapping[int, Correction] | None = None,
    removed: Collection[int] = (),
    added: Sequence[Correction] = (),
    slices: Mapping[str, str] | None = None,
    at: datetime | None = None,
) -> str:
    """A line that says what a customer did with each suggestion of a text.

    Whatever is neither changed nor removed was kept, so a line says of a text all that is right.
    What nobody has seen is no feedback.

    Args:
      prediction: What was answered.
      model: Name of the model.
      version: The version that answered, as `Answer.version` has it.
      changed: What entities became, by their place in `prediction.entities`, from 0.
      removed: Places of the entities that were removed.
      added: Spans where nothing was suggested.
      slices: What is known of the text, such as its country or bank.
      at: When, with a time zone; None: now.

    Returns:
      One line of JSON in ASCII, without its end.

    Raises:
      ValueError: There is no such entity, it is both changed and removed, a span lies outside the
        text, the time has no zone, or the line is longer than `MAX_FEEDBACK_BYTES`.
    """
    changes = changed or {}
    count = len(prediction.entities)
    for place in (*changes, *removed):
        if not 0 <= place < count:
            raise ValueError(f"there is no entity {place}; the answer has {count}")
    if both := sorted(set(changes).intersection(removed)):
        raise ValueError(f"entity {both[0]} is both changed and removed")
    length = len(prediction.text)
    for label, start, end in (*changes.values(), *added):
        if not 0 <= start < end <= length:
            raise ValueError(
                f"{label}: {start} to {end} is no part of a text of {length} code points"
            )
    told = datetime.now(UTC) if at is None else at
    if told.tzinfo is None:
        raise ValueError("the time needs a time zone")
    suggestions = [
        {
            "label": entity.label,
            "start": int(entity.start),
            "end": int(entity.end),
            "score": float(entity.score),
            "accepted": bool(entity.accepted),
            "became": _span(changes[place])
            if place in changes
            else "removed"
            if place in removed
            else "kept",
        }
        for place, entity in enumerate(prediction.entities)
    ]
    values = {
        "model": model,
        "version": int(version),
        "text": prediction.text,
        "at": told.astimezone(UTC).isoformat(),
        "suggestions": suggestions,
        "added": [_span(span) for span in added],
        "slices": dict(slices or {}),
    }
    line = json.dumps(values, separators=(",", ":"))
    if len(line) > MAX_FEEDBACK_BYTES:
        raise ValueError(f"the line has {len(line)} bytes; {MAX_FEEDBACK_BYTES} may be")
    return line


def append_feedback(path: str | Path, line: str) -> None:
    """Adds a line to a file, which is made if there is none.

    Several threads and processes may do so at once; no line gets into another.

    Args:
      path: The file.
      line: From `feedback_line`.

    Raises:
      OSError: It cannot be written; what of the line was written is taken back.
    """
    content = line.encode() + b"\n"
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        before = os.fstat(descriptor).st_size
        try:
            if os.write(descriptor, content) != len(content):
                raise OSError(f"{path}: there is no room for a line")
        except OSError:
            os.ftruncate(descriptor, before)
            raise
    finally:
        os.close(descriptor)


def _span(span: Correction) -> dict[str, str | int]:
    label, start, end = span
    return {"label": label, "start": int(start), "end": int(end)}
