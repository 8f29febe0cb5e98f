"""What a model gets wrong, span by span: missed, spurious, another label, another border."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from models.export_format import Entity, Prediction
from preprocessing.spans import Span


class ErrorKind(StrEnum):
    """How an annotated span and a found one differ."""

    MISSED = "missed"
    SPURIOUS = "spurious"
    LABEL = "label"
    BORDER = "border"


EXPLANATIONS: Mapping[ErrorKind, str] = {
    ErrorKind.MISSED: "annotated, but nothing of that label was found there",
    ErrorKind.SPURIOUS: "found, but nothing of that label is annotated there",
    ErrorKind.LABEL: "found with the borders of an annotated span, and another label",
    ErrorKind.BORDER: "found with the label of an annotated span, and other borders",
}
"""What each kind means, for a person."""


@dataclass(frozen=True)
class SpanError:
    """One difference.

    Attributes:
      kind: How the two differ.
      gold: The annotated span, in code points; None if the found one is spurious.
      found: The entity that the model found; None if the annotated one was missed.
    """

    kind: ErrorKind
    gold: Span | None
    found: Entity | None


@dataclass(frozen=True)
class TextErrors:
    """The differences of one kind in one text.

    Attributes:
      text: The text.
      source: The file and the line that it is from.
      errors: In the order of their start.
    """

    text: str
    source: str
    errors: tuple[SpanError, ...]


def compare_spans(gold: Iterable[Span], found: Iterable[Entity]) -> list[SpanError]:
    """What is wrong with the entities found in a text.

    Each span is part of one difference at most: first those with the same borders are put together,
    then those of one label that overlap, the longest overlap first.

    Args:
      gold: The annotated spans.
      found: The entities.

    Returns:
      The differences in the order of their start.
    """
    entities = {Span(entity.start, entity.end, entity.label): entity for entity in found}
    missing = set(gold) - set(entities)
    extra = entities.keys() - set(gold)
    errors: list[SpanError] = []
    for kind, left, right in _pairs(missing, extra):
        if left in missing and right in extra:
            missing.remove(left)
            extra.remove(right)
            errors.append(SpanError(kind, left, entities[right]))
    errors += [SpanError(ErrorKind.MISSED, span, None) for span in missing]
    errors += [SpanError(ErrorKind.SPURIOUS, None, entities[span]) for span in extra]
    return sorted(errors, key=_place)


def _pairs(
    missing: Iterable[Span], extra: Iterable[Span]
) -> Iterator[tuple[ErrorKind, Span, Span]]:
    """Spans that may belong together, the closest first."""
    near = [(left, right, _overlap(left, right)) for left in sorted(missing) for right in extra]
    for left, right, _ in near:
        if (left.start, left.end) == (right.start, right.end):
            yield ErrorKind.LABEL, left, right
    near.sort(key=lambda pair: (-pair[2], pair[0], pair[1]))
    for left, right, overlap in near:
        if overlap > 0 and left.label == right.label:
            yield ErrorKind.BORDER, left, right


def _overlap(left: Span, right: Span) -> int:
    return min(left.end, right.end) - max(left.start, right.start)


def _place(error: SpanError) -> tuple[int, int, str]:
    span = error.gold or error.found
    return (span.start, span.end, span.label) if span is not None else (0, 0, "")


class ErrorListing:
    """Collects the differences of many texts.

    Args:
      limit: How many texts of each kind are kept; all are counted.

    Attributes:
      counts: Differences of each kind.
      texts: For each kind the first texts that have one.
      gold_labels: Labels that are annotated.
      found_labels: Labels that the model found.
    """

    def __init__(self, limit: int) -> None:
        self.counts: Counter[ErrorKind] = Counter()
        self.texts: dict[ErrorKind, list[TextErrors]] = {kind: [] for kind in ErrorKind}
        self.gold_labels: set[str] = set()
        self.found_labels: set[str] = set()
        self._limit = limit

    def add(self, gold: Sequence[Span], prediction: Prediction, source: str) -> None:
        """Compares the spans of one text.

        Args:
          gold: The annotated spans.
          prediction: What the model found.
          source: The file and the line that the text is from.
        """
        self.gold_labels.update(span.label for span in gold)
        self.found_labels.update(entity.label for entity in prediction.entities)
        errors = compare_spans(gold, prediction.entities)
        for kind in ErrorKind:
            if of_kind := tuple(error for error in errors if error.kind is kind):
                self.counts[kind] += len(of_kind)
                if len(self.texts[kind]) < self._limit:
                    self.texts[kind].append(TextErrors(prediction.text, source, of_kind))

    @property
    def label_warning(self) -> str:
        """Says that the model and the annotations have no label in common; "" if they have one."""
        if not self.gold_labels or not self.found_labels or self.gold_labels & self.found_labels:
            return ""
        annotated, found = (
            ", ".join(sorted(labels)) for labels in (self.gold_labels, self.found_labels)
        )
        return f"no label in common: annotated are {annotated}; the model finds {found}"
