"""What annotators made of a model's suggestions, as cases.

A push to doccano keeps with each text which version suggested what, and a pull brings it back with
the spans that are right; see `annotation.corrections`.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from itertools import pairwise

from annotation.corrections import MODEL_KEY, SUGGESTIONS_KEY, Suggestion, parse_suggestions
from annotation.redaction import RedactionSettings, redact
from monitoring.answers import LoggedEntity
from monitoring.case_store import Added, CaseStore
from monitoring.cases import Case, Source
from preprocessing.annotation_files import PULL_FILE, Chunk, open_chunks, read_pull
from preprocessing.reading import ReadingPlan, ReadOptions, parse_line, read_record
from preprocessing.spans import RejectError, Span
from storage import files


@dataclass
class Corrected:
    """What became of the lines of pulled data spans.

    Attributes:
      added: What the store took.
      skipped: Lines with suggestions that are no case, by the reason.
    """

    added: Added = field(default_factory=Added)
    skipped: Counter[str] = field(default_factory=Counter)


def add_corrections(
    plan: ReadingPlan,
    store: CaseStore,
    model: str,
    versions: Collection[int],
    redaction: RedactionSettings,
) -> Corrected:
    """Adds a case for each approved text that came with suggestions of a known version.

    The same data spans may be added again.

    Args:
      plan: The pulled data spans, and what their offsets count.
      store: Where the cases go.
      model: Name of the model.
      versions: Its versions.
      redaction: What is hidden of texts.

    Raises:
      InputError: A file cannot be read.
      ReleaseTableError: The database fails.
    """
    corrected = Corrected()
    hide = partial(redact, settings=redaction)

    def cases() -> Iterator[Case]:
        for chunk, numbered in open_chunks(plan.chunks):
            at = _pulled_at(chunk)
            pull = read_pull(chunk)
            approved = None if pull is None else pull.approved
            for found in _read_chunk(chunk, numbered, approved, versions):
                if isinstance(found, str):
                    corrected.skipped[found] += 1
                    continue
                version, text, answered, right = found
                yield Case(model, version, hide(text), answered, right, Source.CORRECTION, at)

    corrected.added = store.add(cases())
    return corrected


_Found = tuple[int, str, tuple[LoggedEntity, ...], tuple[Span, ...]]


def _read_chunk(
    chunk: Chunk,
    numbered: Iterable[tuple[int, bytes]],
    approved: Collection[str] | None,
    versions: Collection[int],
) -> Iterator[_Found | str]:
    """For each line with suggestions what a case needs, or why it is none."""
    names = {str(version) for version in versions}
    for number, raw in numbered:
        if SUGGESTIONS_KEY.encode() not in raw:
            continue
        try:
            values = parse_line(raw)
            record = read_record(values, chunk, number, ReadOptions(None))
            if values.get(SUGGESTIONS_KEY) in (None, ""):
                continue  # sent without suggestions
            suggestions = sorted(parse_suggestions(values[SUGGESTIONS_KEY]))
        except (RejectError, ValueError):
            yield "cannot be read"
            continue
        name = str(values.get(MODEL_KEY) or "")
        if approved is not None and record.id not in approved:
            yield "not approved yet"
        elif name not in names:
            yield "of a version that the release table does not know"
        elif not _fit(record.text, suggestions):
            yield "cannot be read"
        else:
            yield int(name), record.text, tuple(map(_entity, suggestions)), record.spans


def _entity(suggestion: Suggestion) -> LoggedEntity:
    start, end, label, score, accepted = suggestion
    return LoggedEntity(label, start, end, score, accepted)


def _fit(text: str, suggestions: list[Suggestion]) -> bool:
    """Whether suggestions, in order, can be those of a text."""
    return all(
        0 <= one.start < one.end <= len(text) and 0 <= one.score <= 1 for one in suggestions
    ) and all(after.start >= before.end for before, after in pairwise(suggestions))


def _pulled_at(chunk: Chunk) -> datetime:
    """When a chunk was pulled; now for what was not pulled."""
    path = files.join(files.parent(chunk.path), PULL_FILE)
    if chunk.member is None and files.exists(path):
        with files.open_binary(path) as stream:
            told = json.loads(stream.read()).get("time")
        with suppress(ValueError, TypeError):
            return datetime.fromisoformat(told).astimezone(UTC)
    return datetime.now(UTC)
