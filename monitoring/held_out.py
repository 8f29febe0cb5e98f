"""Which cases a candidate is tried on: those of texts that it has not learned from."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from annotation.redaction import RedactionSettings, redact
from evaluation.gates.cases import CaseCounts, is_right
from models.export_format import Prediction
from monitoring.cases import Case
from preprocessing.records import folded

_HIDING = RedactionSettings(enabled=True)


def learning_key(text: str) -> bytes:
    """Equal for texts that a model cannot tell apart by what it learned of one of them.

    Neither case, white space and the values of digits count, as when texts are split
    (`preprocessing.records.split_of`), nor what redaction hides: a case has the redacted text, and
    the training data may have the text as it is.
    """
    return hashlib.blake2b(folded(redact(text, _HIDING)).encode(), digest_size=16).digest()


@dataclass(frozen=True)
class TriedText:
    """A text with known right spans.

    Attributes:
      case: What the newest version was told that somebody told something of.
      was_right: Whether it answered rightly.
    """

    case: Case
    was_right: bool


def tried_texts(cases: Iterable[Case]) -> Iterator[TriedText | None]:
    """Each text once, or None where it is contested what is right.

    Args:
      cases: As `CaseStore.read` gives them: those of a text come one after the other.
    """
    for _, group in groupby(cases, key=lambda case: case.text_hash):
        standing = [case for case in group if not case.contested]
        if not standing:
            yield None
            continue
        newest = max(standing, key=lambda case: (case.version, case.at))
        yield TriedText(newest, is_right(newest.answered, newest.right))


def try_cases(
    cases: Iterable[Case],
    labels: Collection[str],
    learned: Callable[[], Collection[bytes]],
    predict: Callable[[Sequence[str]], Iterable[Prediction]],
) -> CaseCounts:
    """Tries a candidate on the cases that it has not learned from.

    Args:
      cases: All cases of the model, as `CaseStore.read` gives them.
      labels: The labels of the candidate.
      learned: Gives `learning_key` of every text that it has learned from; called only if there
        are cases.
      predict: Asks the candidate; called only if there is something to ask.
    """
    contested = outdated = 0
    tried: list[TriedText] = []
    for one in tried_texts(cases):
        if one is None:
            contested += 1
        elif any(span.label not in labels for span in one.case.right):
            outdated += 1
        else:
            tried.append(one)
    keys = learned() if tried else ()
    held_out = [one for one in tried if learning_key(one.case.text) not in keys]
    answers = predict([one.case.text for one in held_out]) if held_out else ()
    outcomes = [
        (one.was_right, is_right(answer.entities, one.case.right))
        for one, answer in zip(held_out, answers, strict=True)
    ]
    return CaseCounts(
        corrected=sum(not before for before, _ in outcomes),
        fixed=sum(not before and after for before, after in outcomes),
        confirmed=sum(before for before, _ in outcomes),
        broken=sum(before and not after for before, after in outcomes),
        learned=len(tried) - len(held_out),
        contested=contested,
        outdated=outdated,
    )
