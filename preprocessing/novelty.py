"""Slices of texts by whether training saw what an annotated part of them says.

A model does better on names that it was trained with. `unseen:PARTY=yes` are the texts with a PARTY
that no text of the train split has, `unseen:PARTY=no` the others that have one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from preprocessing.records import folded
from preprocessing.spans import Span

PREFIX = "unseen:"
"""In `evaluation.slices`, before a label: slices of this kind instead of a key of the metadata."""

Values = Mapping[str, set[str]]
"""What is annotated with each label; without case and the values of digits."""


def novelty_labels(slices: Iterable[str]) -> list[str]:
    """The labels behind `PREFIX` in `evaluation.slices`."""
    return [key.removeprefix(PREFIX) for key in slices if key.startswith(PREFIX)]


def metadata_slices(slices: Iterable[str]) -> list[str]:
    """The keys of the metadata in `evaluation.slices`."""
    return [key for key in slices if not key.startswith(PREFIX)]


def annotated_values(texts: Iterable[tuple[str, Sequence[Span]]], labels: Sequence[str]) -> Values:
    """What is annotated with some labels.

    Args:
      texts: Texts with their spans, in code points.
      labels: The labels.
    """
    values: dict[str, set[str]] = {label: set() for label in labels}
    for text, spans in texts:
        for span in spans:
            if span.label in values:
                values[span.label].add(folded(text[span.start : span.end]))
    return values


def novelty_slices(text: str, spans: Sequence[Span], seen: Values) -> list[str]:
    """The slices that a text is in, one for each label of `seen` that it has a span of.

    Args:
      text: The text.
      spans: Its annotated spans, in code points.
      seen: From `annotated_values` of the train split.
    """
    slices = []
    for label, known in seen.items():
        values = {folded(text[span.start : span.end]) for span in spans if span.label == label}
        if values:
            slices.append(f"{PREFIX}{label}={'no' if values <= known else 'yes'}")
    return slices
