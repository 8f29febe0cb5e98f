"""From unlabelled texts to examples of a doccano project, with a model's suggestions."""

from __future__ import annotations

import codecs
import csv
import json
import random
import uuid
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any, Protocol

from annotation.client import DoccanoClient, DoccanoError, Project, Report, unreported
from annotation.corrections import MODEL_KEY, SUGGESTIONS_KEY, Suggestion, dump_suggestions
from models.export_format import Entity, Prediction
from preprocessing.batches import batched_by
from preprocessing.graphemes import grapheme_boundaries
from preprocessing.spans import Span, from_code_points, shown

BATCH_ROWS = 500
"""Most examples in one upload."""

BATCH_BYTES = 4 << 20
"""Most bytes of one upload; a single example may have more."""

MAX_LINE_BYTES = 1 << 20
"""Longest line of a file with texts."""

MAX_TEXTS = 1_000_000
"""Most texts in a file."""

MAX_LABEL = 100
"""Most characters of a label in doccano."""

VERIFIED = 20
"""Examples of each upload whose spans are read back."""

SCORE_KEY = "txner_score"
"""Metadata: the lowest score of the suggestions."""

_WINDOW = 512
_OWN_FIELDS = (MODEL_KEY, SUGGESTIONS_KEY, SCORE_KEY)
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


class Selection(StrEnum):
    """Which texts are sent first."""

    UNCERTAIN = "uncertain"
    RANDOM = "random"
    LOW_SCORE = "low-score"


class SupportsPredict(Protocol):
    """A model, such as `serving.prediction.predictor.Predictor`."""

    def predict(self, texts: Sequence[str]) -> list[Prediction]:
        """Predictions for all texts, in their order."""


@dataclass(frozen=True, slots=True)
class Text:
    """An unlabelled text.

    Attributes:
      text: The text.
      fields: What is kept of its other fields; all strings.
    """

    text: str
    fields: Mapping[str, str] = field(default_factory=dict)


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


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A text that could be sent."""

    text: Text
    sent_as: str
    entities: tuple[Entity, ...] = ()

    @property
    def score(self) -> float | None:
        """The lowest score of its entities."""
        return min((entity.score for entity in self.entities), default=None)


def widen(text: str, span: Span) -> Span:
    """`span`, in code points, with all of the grapheme clusters that it begins and ends in."""
    boundaries = grapheme_boundaries(text)
    start = boundaries[bisect_right(boundaries, span.start) - 1]
    end = boundaries[bisect_right(boundaries, span.end - 1)]
    return Span(start, end, span.label)


def read_texts(path: Path, column: str = "text", keep_fields: Sequence[str] = ()) -> list[Text]:
    """Unlabelled texts of a file; blank ones are left out.

    Args:
      path: A `.txt` file with one text a line, a `.jsonl` or a `.csv` file.
      column: The field with the text.
      keep_fields: Other fields to send along as metadata; "" where a text lacks one.

    Raises:
      DoccanoError: The file cannot be read; the message names the line.
    """
    if reserved := sorted(_RESERVED_FIELDS.intersection(keep_fields)):
        raise DoccanoError(f"--keep-fields {reserved[0]}: doccano or txner uses this name itself")
    kind = path.suffix.lower()
    if kind not in (".txt", ".jsonl", ".csv"):
        raise DoccanoError(f"{path}: the name must end in .txt, .jsonl or .csv")
    if keep_fields and kind == ".txt":
        raise DoccanoError(f"{path}: the lines of a .txt file have no fields to keep")
    texts = []
    try:
        rows = (
            _read_csv(path, column)
            if kind == ".csv"
            else _read_jsonl(path)
            if kind == ".jsonl"
            else ((where, {column: line}) for where, line in _lines(path))
        )
        for where, values in rows:
            text = values.get(column)
            if not isinstance(text, str):
                raise DoccanoError(f"{where}: {shown(column)} is {shown(text)}, not a string")
            if not text or text.isspace():
                continue
            if "\0" in text or any("\ud800" <= character <= "\udfff" for character in text):
                raise DoccanoError(f"{where}: the text has a NUL or half of a surrogate pair")
            texts.append(Text(text, {name: _as_string(values.get(name)) for name in keep_fields}))
            if len(texts) > MAX_TEXTS:
                raise DoccanoError(f"{path}: more than {MAX_TEXTS:,} texts; cut the file")
    except OSError as error:
        raise DoccanoError(f"{path}: cannot read it: {error.strerror}") from None
    if not texts:
        raise DoccanoError(f"{path}: there is no text in it")
    return texts


def push(
    client: DoccanoClient,
    project_id: int,
    texts: Sequence[Text],
    *,
    predictor: SupportsPredict | None = None,
    model_version: str = "",
    selection: Selection = Selection.RANDOM,
    limit: int | None = None,
    seed: int = 0,
    create_labels: bool = False,
    dry_run: bool = False,
    redact: Callable[[str], str] | None = None,
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
        0.5; `low-score`: the lowest first; texts without an entity come last in both.
      limit: Most examples to send; None: all.
      seed: Of the random order.
      create_labels: Whether labels that the project lacks are added to it.
      dry_run: Whether nothing is sent.
      redact: Makes of a text the one to send, with as many code points.
      report: Told how far it is.

    Raises:
      DoccanoError: The server cannot be used, a label is missing, or what the project has
        afterwards is not what was sent.
      ValueError: `redact` changes the length of a text.
    """
    if predictor is None and selection is not Selection.RANDOM:
        raise DoccanoError(f"--select {selection} needs a model's scores; name one with --model")
    project = client.project(project_id)
    project.require_spans()
    present = {example.text for example in client.examples(project_id, report=report)}
    candidates: dict[str, _Candidate] = {}
    counts: Counter[str] = Counter()
    for text in texts:
        sent_as = _redacted(text.text, redact)
        if sent_as in present:
            counts["present"] += 1
        elif sent_as in candidates:
            counts["repeated"] += 1
        else:
            candidates[sent_as] = _Candidate(text, sent_as)
    chosen = _choose(list(candidates.values()), predictor, selection, limit, seed, report)
    rows = []
    for candidate in chosen:
        row, widened, dropped = _make_row(candidate, project, model_version, predictor is not None)
        rows.append(row)
        redacted = int(candidate.sent_as != candidate.text.text)
        counts.update(widened=widened, dropped=dropped, redacted=redacted)
    missing = _missing_labels(client, project_id, rows, create_labels)
    result = Push(
        project,
        len(texts),
        counts["repeated"],
        counts["present"],
        rows,
        counts["widened"],
        counts["dropped"],
        counts["redacted"],
        missing,
    )
    if dry_run or not rows:
        return result
    for label in missing:
        client.create_span_type(project_id, label)
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
    return Push(**{**vars(result), "sent": sent})


def _choose(
    candidates: list[_Candidate],
    predictor: SupportsPredict | None,
    selection: Selection,
    limit: int | None,
    seed: int,
    report: Report,
) -> list[_Candidate]:
    """The candidates to send, best first."""
    if selection is Selection.RANDOM:
        # Only the ones that are sent need suggestions.
        random.Random(seed).shuffle(candidates)  # noqa: S311 - not for cryptography
        candidates = candidates[:limit]
    if predictor is not None:
        candidates = _predict(candidates, predictor, report)
    if selection is Selection.UNCERTAIN:
        candidates.sort(key=lambda c: 1.0 if c.score is None else abs(c.score - 0.5))
    elif selection is Selection.LOW_SCORE:
        candidates.sort(key=lambda c: 2.0 if c.score is None else c.score)
    return candidates[:limit]


def _predict(
    candidates: list[_Candidate], predictor: SupportsPredict, report: Report
) -> list[_Candidate]:
    predicted: list[_Candidate] = []
    for start in range(0, len(candidates), _WINDOW):
        report("predicting", start, len(candidates))
        window = candidates[start : start + _WINDOW]
        predictions = predictor.predict([candidate.text.text for candidate in window])
        predicted += [
            _Candidate(candidate.text, candidate.sent_as, tuple(prediction.entities))
            for candidate, prediction in zip(window, predictions, strict=True)
        ]
    return predicted


def _make_row(
    candidate: _Candidate, project: Project, model_version: str, predicted: bool
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
    suggestions = [Suggestion(*span, entity.score) for span, entity in kept]
    score = candidate.score
    meta = {
        **candidate.text.fields,
        MODEL_KEY: model_version,
        SUGGESTIONS_KEY: dump_suggestions(suggestions) if predicted else "",
        SCORE_KEY: "" if score is None else str(round(score, 4)),
    }
    return Row(text, tuple(spans), meta), widened, dropped


def _missing_labels(
    client: DoccanoClient, project_id: int, rows: Sequence[Row], create_labels: bool
) -> list[str]:
    """Labels of the suggestions that the project lacks.

    Raises:
      DoccanoError: There are such, and they are not to be created or cannot be.
    """
    known = {span_type.text for span_type in client.span_types(project_id)}
    missing = sorted({span.label for row in rows for span in row.spans} - known)
    if too_long := [label for label in missing if len(label) > MAX_LABEL]:
        raise DoccanoError(f"label {shown(too_long[0])} is too long for doccano")
    if missing and not create_labels:
        raise DoccanoError(
            f"project {project_id} lacks the label(s) {', '.join(map(shown, missing))} of the "
            "suggestions; --create-labels adds them"
        )
    return missing


def _batches(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Rows in groups that are small enough for one upload."""
    return batched_by(rows, lambda row: len(json.dumps(row.to_json())), BATCH_ROWS, BATCH_BYTES)


def _send(client: DoccanoClient, project_id: int, batch: Sequence[Row]) -> None:
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
    labels = {span_type.id: span_type.text for span_type in client.span_types(project_id)}
    # Evenly over the batch, because what goes wrong depends on the text.
    step = max(1, len(batch) // VERIFIED)
    for row in batch[::step]:
        example_id = stored[row.text]
        found = [
            Span(span.start_offset, span.end_offset, labels.get(span.label, ""))
            for span in client.spans(project_id, example_id)
        ]
        if found != list(row.spans):
            raise DoccanoError(
                f"doccano has other spans in example {example_id} than were sent: "
                f"{shown([list(span) for span in found])}, not "
                f"{shown([list(span) for span in row.spans])}"
            )


def _redacted(text: str, redact: Callable[[str], str] | None) -> str:
    if redact is None:
        return text
    redacted = redact(text)
    if len(redacted) != len(text):
        raise ValueError("redaction changed the length of a text, so no offset would be right")
    return redacted


def _lines(path: Path) -> Iterator[tuple[str, str]]:
    """Lines of a file and where each is; they end at line feeds alone."""
    with path.open("rb") as stream:
        number = 0
        while raw := stream.readline(MAX_LINE_BYTES + 2):
            number += 1
            where = f"{path}:{number}"
            if len(raw) > MAX_LINE_BYTES + 1:
                raise DoccanoError(f"{where}: the line is longer than {MAX_LINE_BYTES} bytes")
            if number == 1:
                raw = raw.removeprefix(codecs.BOM_UTF8)
            try:
                line = raw.decode("utf-8")
            except UnicodeDecodeError as error:
                raise DoccanoError(f"{where}: byte {error.start} is not UTF-8") from None
            yield where, line.removesuffix("\n").removesuffix("\r")


def _read_jsonl(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    for where, line in _lines(path):
        if not line.strip():
            continue
        try:
            values = json.loads(line)
        except (ValueError, RecursionError):
            raise DoccanoError(f"{where}: the line is not JSON") from None
        if not isinstance(values, dict):
            raise DoccanoError(f"{where}: {shown(values)} is not a JSON object")
        yield where, values


def _read_csv(path: Path, column: str) -> Iterator[tuple[str, dict[str, Any]]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        reader = csv.DictReader(stream, strict=True)
        try:
            names = list(reader.fieldnames or ())
            if column not in names:
                raise DoccanoError(
                    f"{path}: there is no column {shown(column)}; name one of "
                    f"{', '.join(map(shown, names[:20]))} with --column"
                )
            for values in reader:
                yield f"{path}:{reader.line_num}", values
        except csv.Error as error:
            raise DoccanoError(f"{path}:{reader.line_num}: {error}") from None
        except UnicodeDecodeError:
            raise DoccanoError(f"{path}: after line {reader.line_num}: not UTF-8") from None


def _as_string(value: object) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _name(span: Span) -> str:
    return f"[{span.start}, {span.end}, {shown(span.label)}]"
