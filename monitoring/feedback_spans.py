"""Feedback as annotations: a data span of what customers agree on, and what they do not.

The data span is laid down as a pull from doccano is, so the next run reads it like any other.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path
from typing import Any

from annotation.data_spans import (
    LineState,
    PulledLines,
    SpanWriter,
    give_number,
    read_pulled,
    staging_folder,
)
from annotation.export import ExportedLine, parse_line
from annotation.records import Project
from models.export_format import Entity, Prediction
from monitoring.case_store import CaseStore
from monitoring.cases import Case
from preprocessing.annotation_files import PULL_FILE
from preprocessing.errors import UserError
from preprocessing.spans import OffsetUnit, Span
from preprocessing.texts import Text
from storage import files

SERVER = "feedback"
"""What stands in `pull.json` for the server of a pull."""

ANNOTATOR = "feedback"
"""Whose annotations these are, for `data.annotators`."""

TOLD_KEY = "txner_told"
"""Metadata of a text that customers differ about: what they said, and how often."""

_UNIT = OffsetUnit.CODEPOINT
_FILE = f"{ANNOTATOR}.jsonl"


class FeedbackSpanError(UserError):
    """A data span of feedback cannot be written."""


@dataclass(frozen=True)
class PulledFeedback:
    """What became a data span.

    Attributes:
      folder: The data span; None if there was nothing new.
      texts: Texts in it.
      spans: Spans in it.
      contested: Texts left out because customers differ about them.
      decided: Texts left out because annotators have them too.
    """

    folder: Path | None
    texts: int
    spans: int
    contested: int
    decided: int


def pull_feedback(store: CaseStore, model: str, folder: str) -> PulledFeedback:
    """Writes what customers agree on as the next data span: texts that no earlier one has as it is.

    Args:
      store: Has the cases.
      model: Name of the model.
      folder: Path of the data spans, with `{SPAN}` for their number.

    Raises:
      FeedbackSpanError: It cannot be written; nothing is left behind.
      DoccanoError: An earlier data span there cannot be read, or another pull is at work.
      ReleaseTableError: The database fails.
    """
    parent = Path(folder).parent
    project = Project(
        id=0, name=model, project_type="SequenceLabeling", collaborative_annotation=True
    )
    contested = decided = 0
    try:
        parent.mkdir(parents=True, exist_ok=True)
        with staging_folder(parent) as staging:
            known = read_pulled(folder, SERVER, project)
            content = staging / "span"
            content.mkdir()
            with SpanWriter(content) as writer:
                for cases in texts_with_feedback(store, model):
                    if any(case.is_told_by_annotator for case in cases):
                        decided += 1
                    elif cases[0].contested:
                        contested += 1
                    else:
                        _write_new(writer, _to_line(cases), known)
            if not writer.lines:
                return PulledFeedback(None, 0, 0, contested, decided)
            files.write_json(str(content / PULL_FILE), _facts(project, writer), indent=1)
            target = give_number(content, folder)
    except OSError as error:
        where = error.filename or parent
        raise FeedbackSpanError(f"{where}: cannot write the data span: {error.strerror}") from None
    return PulledFeedback(target, writer.lines, writer.spans, contested, decided)


def texts_with_feedback(store: CaseStore, model: str) -> Iterator[list[Case]]:
    """All cases of each text that customers told something of, also those of annotators."""
    for _, group in groupby(store.read(model), key=lambda case: case.text_hash):
        cases = list(group)
        if not all(case.is_told_by_annotator for case in cases):
            yield cases


@dataclass(frozen=True)
class Conflict:
    """A text that customers differ about, and no annotator has decided.

    Attributes:
      text: The redacted text.
      answer: What the newest version answered that somebody told something of.
      version: That version.
      told: What customers said, and how often, the most frequent first.
    """

    text: str
    answer: Prediction
    version: int
    told: tuple[tuple[tuple[Span, ...], int], ...]

    def to_text(self) -> Text:
        """The text with what was told as metadata, for an annotator."""
        said = " | ".join(f"{times}x {_described(self.text, spans)}" for spans, times in self.told)
        return Text(self.text, {TOLD_KEY: said})


def conflicts(store: CaseStore, model: str) -> Iterator[Conflict]:
    """Texts that customers differ about.

    Raises:
      ReleaseTableError: The database fails.
    """
    for cases in texts_with_feedback(store, model):
        if any(case.is_told_by_annotator for case in cases) or not cases[0].contested:
            continue
        times: dict[tuple[Span, ...], int] = {}
        for case in cases:
            times[case.right] = times.get(case.right, 0) + case.times
        newest = max(cases, key=lambda case: (case.version, case.at))
        told = sorted(times.items(), key=lambda entry: (-entry[1], entry[0]))
        yield Conflict(newest.text, _prediction(newest), newest.version, tuple(told))


class AnsweredBefore:
    """Answers as they were given then: what a push takes for a model.

    Args:
      conflicts: The texts that may be asked for.
    """

    def __init__(self, conflicts: Sequence[Conflict]) -> None:
        self._answers = {conflict.text: conflict.answer for conflict in conflicts}

    def predict(self, texts: Sequence[str]) -> list[Prediction]:
        """The answers to these texts, in their order."""
        return [self._answers[text] for text in texts]


def _prediction(case: Case) -> Prediction:
    entities = [
        Entity(
            one.label, case.text[one.start : one.end], one.start, one.end, one.score, one.accepted
        )
        for one in case.answered
    ]
    return Prediction(case.text, entities)


def _described(text: str, spans: Sequence[Span]) -> str:
    return ", ".join(f"{span.label}: {text[span.start : span.end]}" for span in spans) or "nothing"


def _to_line(cases: Sequence[Case]) -> ExportedLine:
    """The newest case of a text as doccano would export it, but in code points."""
    case = max(cases, key=lambda case: case.at)
    own = {"id": case.text_hash, "text": case.text, "label": [list(span) for span in case.right]}
    # Slices are metadata, which `data.group_by` may use; none hides what is read of a line.
    values = {**{key: value for key, value in case.slices.items() if key not in _TAKEN}, **own}
    raw = json.dumps(values, ensure_ascii=False).encode()
    return parse_line(raw, _FILE, _FILE, _UNIT.value)


_TAKEN = frozenset(
    ["id", "text", "data", "label", "labels", "cats", "entities", "relations", "meta", "Comments"]
)


def _write_new(writer: SpanWriter, line: ExportedLine, known: PulledLines) -> None:
    if known.lines.get(line.key) != LineState(line.content, True):
        writer.write(line, True)


def _facts(project: Project, written: SpanWriter) -> dict[str, Any]:
    """What `pull.json` says; see `annotation.pull`."""
    return {
        "server": SERVER,
        "project": {"id": project.id, "name": project.name},
        "offset_unit": _UNIT.value,
        "time": datetime.now(UTC).isoformat(timespec="seconds"),
        "approved_only": True,
        "counts": {"lines": written.lines, "spans": written.spans},
        "confirmed_by": {name: sorted(ids) for name, ids in written.confirmed.items()},
    }
