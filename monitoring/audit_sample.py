"""Which of the accepted answers of a period are audited: a random sample, drawn alike each time.

A text is drawn with a probability in proportion to how often it was answered, so that each answer
has the same chance, and a text that comes a thousand times does not blur the figures. Texts are
ordered by a number between 0 and 1 that a hash of the audit's name and the text's keyed hash gives
(permanent random numbers: Ohlsson, "Coordination of samples using permanent random numbers", 1995),
and the first ones are taken (Pareto sampling: Rosén, "On sampling with probability proportional to
size", Journal of Statistical Planning and Inference 62, 1997). Where all texts come equally often,
that is a simple random sample.
"""

from __future__ import annotations

import hashlib
import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from monitoring.answers import LoggedAnswer
from preprocessing.errors import UserError

BY_LABEL = "label"
"""Strata by the rarest label that is accepted in a text."""

_LEAST = 2
"""Texts drawn of each stratum at least: of one alone nothing is known about how texts differ."""


class SampleError(UserError, ValueError):
    """A sample that cannot be drawn; the message says what would do."""


class AnsweredEntity(NamedTuple):
    """An entity that a text was answered with.

    Attributes:
      start: First code point.
      end: Code point after the last.
      label: Its label.
      score: From 0 to 1.
      accepted: In how many of the text's answers it was accepted.
    """

    start: int
    end: int
    label: str
    score: float
    accepted: int


@dataclass(frozen=True, slots=True)
class AnsweredText:
    """A text, and all that one version answered to it in a period.

    Attributes:
      text: The redacted text; texts that redaction makes equal are one.
      text_hash: Keyed hash of the text; of several the smallest.
      answers: How many answers there were.
      entities: In the order of their start.
      slices: What the caller said of it, most often if that differs.
    """

    text: str
    text_hash: str
    answers: int
    entities: tuple[AnsweredEntity, ...]
    slices: Mapping[str, str] = field(default_factory=dict)

    @property
    def accepted_labels(self) -> set[str]:
        """Labels of its accepted entities."""
        return {entity.label for entity in self.entities if entity.accepted}


@dataclass(frozen=True)
class Frame:
    """What a sample is drawn from.

    Attributes:
      texts: Texts with something accepted.
      answers: Answers of the version.
      nothing_accepted: Those of them in which nothing was accepted; they say nothing of precision.
      without_text: Those of them whose text was not logged, so that nobody can judge them.
    """

    texts: tuple[AnsweredText, ...]
    answers: int
    nothing_accepted: int
    without_text: int


@dataclass(frozen=True, slots=True)
class Drawn:
    """A text that was drawn.

    Attributes:
      text: The text.
      stratum: The stratum it was drawn of; "" if there are none.
      weight: How many texts of the period it stands for: one over its chance to be drawn.
    """

    text: AnsweredText
    stratum: str
    weight: float


def frame_of(
    answers: Iterable[LoggedAnswer], version: int, redact: Callable[[str], str] | None = None
) -> Frame:
    """The texts that a version answered, each once.

    Args:
      answers: All answers of the period; those of other versions do not count.
      version: The version.
      redact: Makes of a text, or of the value of a slice, what may leave; of a text with as many
        code points.

    Raises:
      ValueError: `redact` changes the length of a text.
    """
    groups: dict[str, list[LoggedAnswer]] = defaultdict(list)
    total = nothing = without_text = 0
    for answer in answers:
        if answer.version != version:
            continue
        total += 1
        nothing += not any(entity.accepted for entity in answer.entities)
        if answer.text is None:
            without_text += 1
        else:
            groups[_hidden(answer.text, redact)].append(answer)
    texts = (_together(text, group, redact) for text, group in sorted(groups.items()))
    kept = tuple(text for text in texts if text.accepted_labels)
    return Frame(kept, total, nothing, without_text)


def draw(
    texts: Sequence[AnsweredText], size: int, audit: str, by: str | None = None
) -> list[Drawn]:
    """A random sample, in a random order; the same each time.

    Since the order is random, the first of the texts are a sample as well: an annotator who does
    not come to the end has audited fewer texts, and no others.

    Args:
      texts: What to draw from; each text once.
      size: How many; all if there are fewer.
      audit: Name of the audit; another name draws another sample.
      by: A key of the slices, or `BY_LABEL`, by whose values the texts are divided into strata, of
        which small ones get more than their share. None: no strata.

    Raises:
      SampleError: There are too many strata for so few texts.
    """
    strata: dict[str, list[AnsweredText]] = defaultdict(list)
    rank = _ranks(texts) if by == BY_LABEL else {}
    for text in texts:
        strata[_stratum(text, by, rank)].append(text)
    sizes = _allocate(dict(sorted(strata.items())), size)
    placed: list[tuple[float, Drawn]] = []
    for name, group in strata.items():
        chances = _chances([text.answers for text in group], sizes[name])
        order = sorted(
            (_place(_number(text.text_hash, audit), chance), text.text_hash, text, chance)
            for text, chance in zip(group, chances, strict=True)
        )
        for place, (_, text_hash, text, chance) in enumerate(order[: sizes[name]]):
            # Strata take turns in proportion to their sizes; a second hash decides where certain
            # texts stand.
            turn = (place + _number(text_hash, audit + "/order")) / sizes[name]
            placed.append((turn, Drawn(text, name, 1 / chance)))
    return [drawn for _, drawn in sorted(placed, key=lambda pair: (pair[0], pair[1].text.text))]


def _hidden(text: str, redact: Callable[[str], str] | None) -> str:
    hidden = text if redact is None else redact(text)
    if len(hidden) != len(text):
        raise ValueError("redaction changed the length of a text, so no offset would be right")
    return hidden


def _together(
    text: str, answers: Sequence[LoggedAnswer], redact: Callable[[str], str] | None
) -> AnsweredText:
    """What several answers to one text say."""
    scores: dict[tuple[int, int, str], float] = {}
    accepted: Counter[tuple[int, int, str]] = Counter()
    for answer in answers:
        for entity in answer.entities:
            key = (entity.start, entity.end, entity.label)
            scores.setdefault(key, entity.score)
            accepted[key] += entity.accepted
    slices = Counter(tuple(sorted(answer.slices.items())) for answer in answers)
    usual = min(slices, key=lambda values: (-slices[values], values))
    return AnsweredText(
        text,
        min(answer.text_hash for answer in answers),
        len(answers),
        tuple(AnsweredEntity(*key, scores[key], accepted[key]) for key in sorted(scores)),
        {key: value if redact is None else redact(value) for key, value in usual},
    )


def _ranks(texts: Iterable[AnsweredText]) -> dict[str, int]:
    """Labels, rarest first."""
    counts = Counter(label for text in texts for label in text.accepted_labels)
    ordered = sorted(counts, key=lambda label: (counts[label], label))
    return {label: place for place, label in enumerate(ordered)}


def _stratum(text: AnsweredText, by: str | None, rank: Mapping[str, int]) -> str:
    if by is None:
        return ""
    if by == BY_LABEL:
        return min(text.accepted_labels, key=rank.__getitem__)
    return text.slices.get(by, "")


def _allocate(strata: Mapping[str, Sequence[AnsweredText]], size: int) -> dict[str, int]:
    """How many texts of each stratum are drawn.

    By the square root of their answers (power allocation: Bankier, "Power allocations", The
    American Statistician 42, 1988), a compromise between all texts together and each stratum.

    Raises:
      SampleError: There are too many strata.
    """
    sizes = {name: min(_LEAST, len(group)) for name, group in strata.items()}
    if (least := sum(sizes.values())) > size:
        raise SampleError(
            f"{size} texts are too few for {len(strata)} strata, which need {least}",
            argument="size",
        )
    roots = {name: math.sqrt(sum(t.answers for t in group)) for name, group in strata.items()}
    for _ in range(size - least):
        open_ones = [name for name, group in strata.items() if sizes[name] < len(group)]
        if not open_ones:
            break
        sizes[max(open_ones, key=lambda name: roots[name] / sizes[name])] += 1
    return sizes


def _chances(answers: Sequence[int], size: int) -> list[float]:
    """Chance of each text, in proportion to its answers; frequent ones are certain."""
    if size >= len(answers):
        return [1.0] * len(answers)
    chances = [0.0] * len(answers)
    certain: set[int] = set()
    while True:
        rest = [index for index in range(len(answers)) if index not in certain]
        total = sum(answers[index] for index in rest)
        for index in rest:
            chances[index] = (size - len(certain)) * answers[index] / total
        over = {index for index in rest if chances[index] >= 1}
        if not over:
            break
        for index in over:
            chances[index] = 1.0
        certain |= over
    return chances


def _place(number: float, chance: float) -> float:
    """Where a text stands in Pareto sampling; those that are certain stand before all."""
    return 0.0 if chance >= 1 else (number / (1 - number)) * ((1 - chance) / chance)


def _number(text_hash: str, audit: str) -> float:
    """A number between 0 and 1 that nobody can choose."""
    key = hashlib.blake2b(audit.encode(), digest_size=32).digest()
    digest = hashlib.blake2b(text_hash.encode(), digest_size=8, key=key).digest()
    # Of 53 bits, so that neither 0 nor 1 comes out.
    return ((int.from_bytes(digest, "big") >> 11) + 0.5) / (1 << 53)
