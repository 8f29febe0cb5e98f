"""Texts of a window that stand out: what annotators should see after an alarm."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import datetime

from models.export_format import Entity, Prediction
from monitoring.answers import LoggedAnswer
from monitoring.log_files import read_answers
from monitoring.monitor import Check
from monitoring.summaries import UNSURE_SCORE, Surprise

_COLUMNS = ("at", "model", "version", "text_hash", "text", "entities", "slices", "words")


def standing_out(
    log: str,
    model: str,
    since: datetime,
    until: datetime,
    count: int,
    alarms: Sequence[Check] = (),
    surprise: Surprise | None = None,
) -> list[LoggedAnswer]:
    """Some texts of a window, each once, those with most reasons first.

    Reasons are that a text is in a slice with an alarm, that its words are unlike the training
    data's, and that the model is not sure, or found nothing. Among texts with as many, the hash of
    the text decides, which is as good as a draw. Only texts that the log keeps can be chosen.

    Args:
      log: Folder or URL of the log.
      model: Name of the model.
      since: Begin of the window.
      until: End of it, exclusive.
      count: How many, at most.
      alarms: Of the report.
      surprise: What the training data make surprising.

    Raises:
      LogError: The log cannot be read.
    """
    slices = {check.slice for check in alarms if check.slice}
    return _best(
        (answer for answer in read_answers(log, model, since, until, _COLUMNS) if answer.text),
        count,
        lambda answer: _reasons(answer, slices, surprise),
    )


def _best(
    answers: Iterable[LoggedAnswer], count: int, reasons: Callable[[LoggedAnswer], int]
) -> list[LoggedAnswer]:
    held: list[tuple[int, str, int, LoggedAnswer]] = []
    present: set[str] = set()
    for number, answer in enumerate(answers):
        found = reasons(answer)
        if not found or answer.text_hash in present:
            continue
        entry = (found, answer.text_hash, number, answer)
        present.add(answer.text_hash)
        if len(held) < count:
            heapq.heappush(held, entry)
        else:
            present.discard(heapq.heappushpop(held, entry)[1])
    return [answer for *_, answer in sorted(held, key=lambda entry: entry[:3], reverse=True)]


def _reasons(answer: LoggedAnswer, slices: Collection[str], surprise: Surprise | None) -> int:
    named = {f"{key}={value}" for key, value in answer.slices.items()}
    least = min((entity.score for entity in answer.entities), default=0.0)
    return (
        (not named.isdisjoint(slices))
        + (surprise is not None and surprise.is_unlike(answer.words))
        + (least < UNSURE_SCORE)
    )


class LoggedPredictions:
    """The answers that the log has of texts, as a model that `annotation.push` can ask."""

    def __init__(self, answers: Iterable[LoggedAnswer]) -> None:
        self._answers = {answer.text: answer for answer in answers if answer.text is not None}

    def predict(self, texts: Sequence[str]) -> list[Prediction]:
        """What was answered."""
        return [Prediction(text, list(_entities(text, self._answers[text]))) for text in texts]


def _entities(text: str, answer: LoggedAnswer) -> Iterator[Entity]:
    for entity in answer.entities:
        part = text[entity.start : entity.end]
        yield Entity(entity.label, part, entity.start, entity.end, entity.score, entity.accepted)
