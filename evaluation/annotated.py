"""A model's spans against those of annotated files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import chain
from typing import Any

from models.export_format import Prediction
from models.span_scoring import Figures, SpanCounts
from preprocessing.annotation_files import InputError, find_files
from preprocessing.annotators import group_by_text, settle
from preprocessing.reading import ReadOptions, plan_reading, read_plan
from preprocessing.records import Record, Reject
from preprocessing.settings import DataSettings
from preprocessing.spans import Span

PredictStream = Callable[[Iterable[str]], Iterator[Prediction]]
"""Predictions for any number of texts, in their order; `Predictor.predict_stream` fits."""


@dataclass
class Acceptance:
    """What of the predicted entities the model marks as accepted; see docs/confidence.md.

    Attributes:
      entities: Predicted entities.
      accepted: Those that are marked as accepted.
      right: Accepted ones that are annotated just so.
    """

    entities: int = 0
    accepted: int = 0
    right: int = 0

    @property
    def line(self) -> str:
        """For a person."""
        if not self.accepted:
            return f"accepted: none of {self.entities} entities"
        share, precision = self.accepted / self.entities, self.right / self.accepted
        return (
            f"accepted: {self.accepted} of {self.entities} entities ({share:.1%}), "
            f"{precision:.4f} of them right"
        )


@dataclass(frozen=True)
class Evaluation:
    """A model's spans against annotated ones.

    Attributes:
      figures: For each label that occurs, `micro` and `macro`.
      acceptance: Which entities can be relied on, and how far.
      examples: Texts compared.
      rejects: Lines that could not be used.
    """

    figures: dict[str, Figures]
    acceptance: Acceptance
    examples: int
    rejects: int

    def to_dict(self) -> dict[str, Any]:
        """The fields by name."""
        return asdict(self)


def evaluate_file(
    predict_stream: PredictStream,
    path: str,
    data: DataSettings,
    *,
    refuse: Callable[[Reject], None] = lambda _: None,
    watch: Callable[[Iterable[str]], Iterable[str]] = lambda texts: texts,
    see: Callable[[Record, Prediction], None] = lambda _record, _prediction: None,
) -> Evaluation:
    """Predicts the texts of annotations and compares the spans.

    Args:
      predict_stream: The model.
      path: As in `data.path` of the configuration.
      data: Unit of the offsets, and what is accepted; the labels are those that occur.
      refuse: Gets each line that cannot be used, before anything is predicted.
      watch: Passes the texts on, to show how many there were.
      see: Gets each text as it was annotated, and what was predicted.

    Raises:
      InputError: There is nothing to compare with.
    """
    examples, rejects = read_annotated(path, data)
    for reject in rejects:
        refuse(reject)
    if not examples:
        raise InputError(f"{path}: none of {len(rejects)} lines can be used")
    counts, acceptance = SpanCounts(), Acceptance()
    predictions = predict_stream(watch([record.text for record in examples]))
    for record, prediction in zip(examples, predictions, strict=True):
        _compare(record, prediction, counts, acceptance)
        see(record, prediction)
    labels = sorted({*counts.gold, *counts.predicted})
    return Evaluation(counts.figures(labels), acceptance, len(examples), len(rejects))


def read_annotated(
    path: str, data: DataSettings, metadata_keys: Sequence[str] = ()
) -> tuple[list[Record], list[Reject]]:
    """Annotated texts, each once, and the lines that cannot be used.

    Args:
      path: As in `data.path` of the configuration.
      data: Unit of the offsets, and what is accepted.
      metadata_keys: Keys whose values the texts keep.

    Raises:
      InputError: There is no such file.
    """
    options = ReadOptions(None, data.unlabelled, data.approved_only, tuple(metadata_keys))
    plan = plan_reading(find_files(path, data.spans), data.offset_unit)
    records, rejects = list[Record](), list[Reject]()
    for line in read_plan(plan, options):
        if isinstance(line, Record):
            records.append(line)
        else:
            rejects.append(line)
    settled = [settle(group, data.annotators) for group in group_by_text(records)]
    rejects += chain.from_iterable(text.rejects for text in settled)
    return list(chain.from_iterable(text.records for text in settled)), rejects


def _compare(
    record: Record, prediction: Prediction, counts: SpanCounts, acceptance: Acceptance
) -> None:
    """Adds a text to the counts."""
    predicted = [Span(entity.start, entity.end, entity.label) for entity in prediction.entities]
    counts.add(record.spans, predicted)
    annotated = set(record.spans)
    right = [
        span in annotated
        for span, entity in zip(predicted, prediction.entities, strict=True)
        if entity.accepted
    ]
    acceptance.entities += len(predicted)
    acceptance.accepted += len(right)
    acceptance.right += sum(right)
