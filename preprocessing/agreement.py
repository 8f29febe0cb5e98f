"""How far annotators agree on the spans of texts that several of them marked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, combinations
from typing import Any, NamedTuple

from preprocessing.spans import Span, shown

MAX_DISPUTED = 20
"""How many texts a report names as disputed."""

Vote = tuple[str, tuple[Span, ...]]
"""An annotator, and the spans that they marked in a text."""


class Disputed(NamedTuple):
    """A text that annotators marked differently.

    Attributes:
      f1: Mean span F1 of the pairs of annotators, from 0 to 1.
      text: The text, shortened.
      annotations: What each annotator marked, for a person.
    """

    f1: float
    text: str
    annotations: str


@dataclass
class Agreement:
    """How far annotators agree; mergeable in any order.

    A pair's F1 of a label is 2 × spans both marked / (spans one marked + spans the other marked).

    Attributes:
      texts: For each pair of annotators, texts that both marked.
      both: For each pair and label, spans that both marked, with the same start and end.
      marked: For each pair and label, spans of the one plus spans of the other.
      contested: Texts on which annotations differ, whoever made them.
      disputed: The most disputed texts.
    """

    texts: Counter[tuple[str, str]] = field(default_factory=Counter)
    both: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    marked: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    contested: int = 0
    disputed: list[Disputed] = field(default_factory=list)

    def add(self, text: str, votes: Sequence[Vote]) -> None:
        """Counts the annotations of one text.

        Args:
          text: The text.
          votes: Who marked it how; abstentions left out.
        """
        scores = []
        for (left, ours), (right, theirs) in combinations(votes, 2):
            both = set(ours) & set(theirs)
            scores.append(2 * len(both) / (len(ours) + len(theirs)) if ours or theirs else 1.0)
            if left == right:
                continue
            pair = min(left, right), max(left, right)
            self.texts[pair] += 1
            self.both.update((*pair, span.label) for span in both)
            self.marked.update((*pair, span.label) for span in chain(ours, theirs))
        if len({spans for _, spans in votes}) > 1:
            self.contested += 1
            marks = " | ".join(f"{name}: {describe(spans)}" for name, spans in votes)
            self._note([Disputed(sum(scores) / len(scores), shown(text), marks)])

    def merge(self, other: Agreement) -> None:
        """Adds the counts of `other`."""
        self.texts.update(other.texts)
        self.both.update(other.both)
        self.marked.update(other.marked)
        self.contested += other.contested
        self._note(other.disputed)

    def f1(self, left: str, right: str, label: str | None = None) -> float | None:
        """Span F1 between two annotators, of one label or of all; None if neither marked any."""
        pair = min(left, right), max(left, right)
        keys = [key for key in self.marked if key[:2] == pair and label in (None, key[2])]
        marked = sum(self.marked[key] for key in keys)
        return 2 * sum(self.both[key] for key in keys) / marked if marked else None

    def to_dict(self) -> dict[str, Any]:
        """As JSON has it: figures of each pair, and the disputed texts."""
        pairs = []
        for left, right in sorted(self.texts):
            labels = sorted({key[2] for key in self.marked if key[:2] == (left, right)})
            counts = {
                label: [self.both[left, right, label], self.marked[left, right, label]]
                for label in labels
            }
            pairs.append(
                {
                    "annotators": [left, right],
                    "texts": self.texts[left, right],
                    "f1": self.f1(left, right),
                    "label_f1": {label: self.f1(left, right, label) for label in labels},
                    "label_counts": counts,
                }
            )
        return {
            "pairs": pairs,
            "contested": self.contested,
            "disputed": [entry._asdict() for entry in self.disputed],
        }

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Agreement:
        """Inverse of `to_dict`."""
        agreement = cls(
            contested=values["contested"],
            disputed=[Disputed(**entry) for entry in values["disputed"]],
        )
        for entry in values["pairs"]:
            left, right = entry["annotators"]
            agreement.texts[left, right] = entry["texts"]
            for label, (both, marked) in entry["label_counts"].items():
                agreement.both[left, right, label] = both
                agreement.marked[left, right, label] = marked
        return agreement

    def _note(self, disputed: Iterable[Disputed]) -> None:
        self.disputed = sorted([*self.disputed, *disputed])[:MAX_DISPUTED]


def describe(spans: Iterable[Span]) -> str:
    """Spans as messages name them."""
    return ", ".join(f"[{span.start}, {span.end}, {shown(span.label)}]" for span in spans) or "none"
