"""From unlabelled texts to examples of a doccano project, with a model's suggestions."""

from __future__ import annotations

import json
import uuid
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from annotation.corrections import MODEL_KEY, SUGGESTIONS_KEY, Suggestion, dump_suggestions
from annotation.errors import DoccanoError
from annotation.records import Project
from annotation.selection import Candidate, Selection, SupportsPredict, choose
from annotation.server import ExampleServer, Report, unreported
from models.export_format import Entity
from preprocessing.batches import batched_by
from preprocessing.spans import Span, from_code_points, shown, widen
from preprocessing.texts import Text

BATCH_ROWS = 500
"""Most examples in one upload."""

BATCH_BYTES = 4 << 20
"""Most bytes of one upload; a single example may have more."""

MAX_LABEL = 100
"""Most characters of a label in doccano."""

VERIFIED = 20
"""Examples of each upload whose spans are read back."""

SCORE_KEY = "txner_score"
"""Metadata: the lowest score of the suggestions."""

AUDIT_KEY = "txner_audit"
"""Metadata of texts that were drawn for an audit, see `monitoring.audits`."""

_OWN_FIELDS = (MODEL_KEY, SUGGESTIONS_KEY, SCORE_KEY, AUDIT_KEY)
_RESERVED_FIELDS = frozenset(
    # Names that doccano's import and export use themselves.
    [
        "id",
        "text",
        "data",
        "label",
        "labels",
        "cats",
        "entities",
        "relations",
        "Comments",
        "filename",
        "upload_name",
        "example_uuid",
        "uuid",
        "meta",
        "#line_number",
    ]
) | frozenset(_OWN_FIELDS)


@dataclass(frozen=True, slots=True)
class Row:
    """An example as it is sent.

    Attributes:
      text: The text, redacted if that is asked for.
      spans: Suggestions, in the project's unit.
      meta: Metadata; all strings.
    """

    text: str
    spans: tuple[Span, ...]
    meta: Mapping[str, str]

    def to_json(self) -> dict[str, Any]:
        """The line of the import."""
        return {"text": self.text, "label": [list(span) for span in self.spans], **self.meta}


@dataclass(frozen=True)
class Push:
    """What a push did, or would do.

    Attributes:
      project: The project.
      given: Texts given.
      repeated: Of these, the ones that were given before.
      present: Of these, the ones that the project has already.
      rows: What was chosen, in the order in which it is sent.
      widened: Suggestions that were widened to whole grapheme clusters.
      dropped: Suggestions left out because they overlap a better one.
      redacted: Rows in which something was masked.
      created_labels: Labels that the project lacked.
      sent: Examples that the project got.
    """

    project: Project
    given: int
    repeated: int
    present: int
    rows: list[Row]
    widened: int = 0
    dropped: int = 0
    redacted: int = 0
    created_labels: list[str] = field(default_factory=list)
    sent: int = 0

    @property
    def suggestions(self) -> int:
        """Spans in all rows."""
        return sum(len(row.spans) for row in self.rows)


def check_field_names(names: Sequence[str]) -> None:
    """Refuses metadata that would overwrite what doccano or a push stores itself.

    Raises:
      DoccanoError: One of the names is taken.
    """
    if reserved := sorted(_RESERVED_FIELDS.intersection(names)):
        raise DoccanoError(
            "doccano or txner uses this name itself", argument="keep_fields", value=reserved[0]
        )


def push(
    client: ExampleServer,
    project_id: int,
    texts: Sequence[Text],
    *,
    predictor: SupportsPredict | None = None,
    model_version: str = "",
    selection: Selection = Selection.RANDOM,
    limit: int | None = None,
    pool: int | None = None,
    seed: int = 0,
    create_labels: bool = False,
    dry_run: bool = False,
    redact: Callable[[str], str] | None = None,
    other: SupportsPredict | None = None,
    report: Report = unreported,
) -> Push:
    """Chooses texts, and sends them with the model's suggestions as pre-annotations.

    Args:
      client: The server.
      project_id: The project.
      texts: Unlabelled texts; `fields` are sent as they are.
      predictor: The model, or None for no suggestions.
      model_version: What the metadata call the model.
      selection: Which texts come first. `uncertain`: those whose lowest entity score is nearest to
        0.5; `low-score`: the lowest first; texts without an entity come last in both. `gain`: what
        teaches most, see `annotation.expected_gain`.
      limit: Most examples to send; None: all.
      pool: How many texts the model scores at most; see `annotation.selection.choose`.
      seed: Of the random order.
      create_labels: Whether labels that the project lacks are added to it.
      dry_run: Whether nothing is sent.
      redact: Makes of a text the one to send, with as many code points.
      other: Another model, for `gain`: where the two differ, one of them is wrong.
      report: Takes how far it is.

    Raises:
      DoccanoError: The server cannot be used, a label is missing, or what the project has
        afterwards is not what was sent.
      ValueError: `redact` changes the length of a text.
    """
    if predictor is None and selection is not Selection.RANDOM:
        raise DoccanoError(
            "needs a model's scores, and there is no model", argument="selection", value=selection
        )
    project = client.project(project_id)
    project.require_spans()
    present = {example.text for example in client.examples(project_id, report=report)}
    candidates, counts = _candidates(texts, present, redact)
    known = {span_type.text for span_type in client.span_types(project_id)}

    def check(scored: Sequence[Candidate]) -> None:
        # At once, and not when all texts have been scored.
        found = {entity.label for candidate in scored for entity in candidate.entities}
        _missing_labels(project_id, found - known, create_labels)

    chosen = choose(
        candidates,
        predictor,
        selection,
        limit,
        seed,
        report,
        pool=pool,
        check=check,
        known={text for text in present if text},
        other=other,
    )
    given = Push(project, len(texts), counts["repeated"], counts["present"], [])
    return _push_chosen(
        client,
        given,
        chosen,
        model_version,
        predicted=predictor is not None,
        known=known,
        create_labels=create_labels,
        dry_run=dry_run,
        report=report,
    )


def push_chosen(
    client: ExampleServer,
    project: Project,
    chosen: Sequence[Candidate],
    *,
    model_version: str,
    create_labels: bool = False,
    dry_run: bool = False,
    report: Report = unreported,
) -> Push:
    """Sends texts that are chosen already, also such as the project has, in their order.

    Their entities are marked in them, but the metadata hold no suggestions: what becomes of them
    is told by whoever chose them.

    Args:
      client: The server.
      project: The project.
      chosen: The texts, each once, with what is to be marked and sent along.
      model_version: What the metadata call the model.
      create_labels: As of `push`, and so are `dry_run`, `report`, and what is raised.
      dry_run: See there.
      report: See there.
    """
    return _push_chosen(
        client,
        Push(project, len(chosen), 0, 0, []),
        chosen,
        model_version,
        predicted=False,
        known={span_type.text for span_type in client.span_types(project.id)},
        create_labels=create_labels,
        dry_run=dry_run,
        report=report,
    )


def _push_chosen(
    client: ExampleServer,
    given: Push,
    chosen: Sequence[Candidate],
    model_version: str,
    *,
    predicted: bool,
    known: Collection[str],
    create_labels: bool,
    dry_run: bool,
    report: Report,
) -> Push:
    """Makes rows of what was chosen, and sends them; completes `given`."""
    project = given.project
    rows, counts = _make_rows(chosen, project, model_version, predicted)
    suggested = {span.label for row in rows for span in row.spans}
    missing = _missing_labels(project.id, suggested - set(known), create_labels)
    planned = replace(
        given,
        rows=rows,
        widened=counts["widened"],
        dropped=counts["dropped"],
        redacted=counts["redacted"],
        created_labels=missing,
    )
    if dry_run or not rows:
        return planned
    for label in missing:
        client.create_span_type(project.id, label)
    return replace(planned, sent=_send_all(client, project.id, rows, report))


def _candidates(
    texts: Sequence[Text], present: Collection[str | None], redact: Callable[[str], str] | None
) -> tuple[list[Candidate], Counter[str]]:
    """What the project lacks, each text once; and how many were `present` or `repeated`."""
    candidates: dict[str, Candidate] = {}
    counts: Counter[str] = Counter()
    for text in texts:
        sent_as = _redacted(text.text, redact)
        if sent_as in present:
            counts["present"] += 1
        elif sent_as in candidates:
            counts["repeated"] += 1
        else:
            candidates[sent_as] = Candidate(text, sent_as)
    return list(candidates.values()), counts


def _make_rows(
    candidates: Sequence[Candidate], project: Project, model_version: str, predicted: bool
) -> tuple[list[Row], Counter[str]]:
    """The rows, and how many suggestions or texts were `widened`, `dropped` or `redacted`."""
    rows = []
    counts: Counter[str] = Counter()
    for candidate in candidates:
        row, widened, dropped = _make_row(candidate, project, model_version, predicted)
        rows.append(row)
        redacted = int(candidate.sent_as != candidate.text.text)
        counts.update(widened=widened, dropped=dropped, redacted=redacted)
    return rows, counts


def _make_row(
    candidate: Candidate, project: Project, model_version: str, predicted: bool
) -> tuple[Row, int, int]:
    """The row, how many suggestions were widened, and how many were dropped."""
    text = candidate.sent_as
    kept: list[tuple[Span, Entity]] = []
    widened = dropped = 0
    for entity in sorted(candidate.entities, key=lambda entity: -entity.score):
        given = Span(entity.start, entity.end, entity.label)
        span = widen(text, given) if project.grapheme_mode else given
        # doccano would drop one of them without a word.
        if any(span.start < other.end and other.start < span.end for other, _ in kept):
            dropped += 1
            continue
        kept.append((span, entity))
        widened += span != given
    kept.sort(key=lambda pair: pair[0])
    spans = from_code_points(text, [span for span, _ in kept], project.offset_unit)
    # As they are sent, so that a suggestion that nobody touches counts as accepted.
    suggestions = [Suggestion(*span, entity.score, entity.accepted) for span, entity in kept]
    score = candidate.score
    meta = {
        **candidate.text.fields,
        MODEL_KEY: model_version,
        SUGGESTIONS_KEY: dump_suggestions(suggestions) if predicted else "",
        SCORE_KEY: "" if score is None else str(round(score, 4)),
    }
    return Row(text, tuple(spans), meta), widened, dropped


def _missing_labels(project_id: int, labels: Collection[str], create_labels: bool) -> list[str]:
    """Labels that the project lacks, in order.

    Raises:
      DoccanoError: There are such, and they are not to be created or cannot be.
    """
    missing = sorted(labels)
    if too_long := [label for label in missing if len(label) > MAX_LABEL]:
        raise DoccanoError(f"label {shown(too_long[0])} is too long for doccano")
    if missing and not create_labels:
        raise DoccanoError(
            f"project {project_id} lacks the label(s) {', '.join(map(shown, missing))} of the "
            "suggestions, and they are not to be added",
            argument="create_labels",
        )
    return missing


def _batches(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Rows in groups that are small enough for one upload."""
    return batched_by(rows, lambda row: len(json.dumps(row.to_json())), BATCH_ROWS, BATCH_BYTES)


def _send_all(client: ExampleServer, project_id: int, rows: Sequence[Row], report: Report) -> int:
    """Uploads rows in batches; returns how many.

    Raises:
      DoccanoError: See `_send`; the message says how many were sent before.
    """
    sent = 0
    for batch in _batches(rows):
        report("sending", sent, len(rows))
        try:
            _send(client, project_id, batch)
        except DoccanoError as error:
            before = f"; {sent} examples were sent before" if sent else ""
            raise DoccanoError(f"{error}{before}") from None
        sent += len(batch)
    report("sending", sent, len(rows))
    return sent


def _send(client: ExampleServer, project_id: int, batch: Sequence[Row]) -> None:
    """Uploads a batch and compares what the project has then with what was meant.

    Raises:
      DoccanoError: The server refuses it, or has something else afterwards.
    """
    # Nobody else's examples have this name, whoever adds some at the same time.
    name = f"txner-{uuid.uuid4().hex}.jsonl"
    before = client.count_examples(project_id)
    client.upload(project_id, [row.to_json() for row in batch], name)
    grown = client.count_examples(project_id) - before
    stored: dict[str, int] = {}
    count = 0
    # Others may add examples meanwhile, but not without end.
    for seen, example in enumerate(client.examples(project_id, newest_first=True), 1):
        if example.upload_name == name:
            count += 1
            stored[example.text or ""] = example.id
        # Not before another's example comes: a task that doccano tried twice leaves too many.
        elif count >= len(batch) or seen >= 10 * len(batch) + 1000:
            break
    if count != len(batch):
        raise DoccanoError(
            f"doccano has {count} of {len(batch)} examples that were sent as {name} "
            f"(the project grew by {grown})"
        )
    if absent := [row.text for row in batch if row.text not in stored]:
        raise DoccanoError(f"doccano changed the text {shown(absent[0])} of {name}")
    _compare_spans(client, project_id, batch, stored)


def _compare_spans(
    client: ExampleServer, project_id: int, batch: Sequence[Row], stored: Mapping[str, int]
) -> None:
    """Reads back the spans of some rows.

    Args:
      client: The server.
      project_id: The project.
      batch: What was sent.
      stored: Number of the example of each text.

    Raises:
      DoccanoError: The server has others.
    """
    labels = {span_type.id: span_type.text for span_type in client.span_types(project_id)}
    step = max(1, len(batch) // VERIFIED)
    for row in batch[::step]:  # evenly, because what goes wrong depends on the text
        example_id = stored[row.text]
        spans = [
            Span(span.start_offset, span.end_offset, labels.get(span.label, ""))
            for span in client.spans(project_id, example_id)
        ]
        if spans != list(row.spans):
            raise DoccanoError(
                f"doccano has other spans in example {example_id} than were sent: "
                f"{shown([list(span) for span in spans])}, not "
                f"{shown([list(span) for span in row.spans])}"
            )


def _redacted(text: str, redact: Callable[[str], str] | None) -> str:
    if redact is None:
        return text
    redacted = redact(text)
    if len(redacted) != len(text):
        raise ValueError("redaction changed the length of a text, so no offset would be right")
    return redacted
