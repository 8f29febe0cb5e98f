"""Variants of training texts, as typing, printing and other records would have made them.

A text is taken apart at the borders of its spans, and each part is changed by itself. So whatever
happens, a span covers its own characters and no others.
"""

from __future__ import annotations

import heapq
import math
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from enum import Enum
from hashlib import blake2b
from itertools import accumulate
from random import Random
from typing import NamedTuple

from preprocessing.graphemes import Break, grapheme_boundaries, grapheme_break
from preprocessing.keyboards import neighbours
from preprocessing.settings import AugmentationSettings, CaseSettings
from preprocessing.spans import Span, trim

MAX_CHARACTERS = 100_000
"""Longer texts are not made; `configs/data_schema.pbtxt` has no spans beyond it."""

SHARE_IN_DIGITS = 0.25
"""What digits get of the rates of edits that are not for digits: a number has no spelling."""

_SHORTEST_RUN, _LONGEST_RUN = 3, 9
_FIRST_JOINING = "\u0300"
"""Below it only CR and LF join to one grapheme cluster."""


class EntityPool:
    """Texts of entities that can take each other's place.

    Args:
      texts: For each label distinct texts, none of them empty, all as `trim` leaves them.
    """

    def __init__(self, texts: Mapping[str, Sequence[str]]) -> None:
        self._texts = {label: tuple(entities) for label, entities in texts.items() if entities}

    @classmethod
    def of(
        cls,
        records: Iterable[tuple[str, Sequence[Span]]],
        limit_per_label: int = 10_000,
        seed: int = 0,
    ) -> EntityPool:
        """The entities of annotated texts, or a sample of them where there are many.

        Each distinct text of a label has the same chance to be kept. What is kept does not depend
        on the order of the records, and memory not on their number.

        Args:
          records: Texts and their spans in code points, which are read once.
          limit_per_label: How many texts of each label to keep.
          seed: Decides which ones.
        """
        samples: dict[str, _Sample] = {}
        key = str(seed).encode()
        for text, spans in records:
            for start, end, label in spans:
                entity = text[start:end]
                if not _is_legal(entity):
                    continue
                if label not in samples:
                    samples[label] = _Sample(limit_per_label, key)
                samples[label].add(entity)
        return cls({label: sample.texts() for label, sample in sorted(samples.items())})

    def texts(self, label: str) -> tuple[str, ...]:
        """All texts of a label; none if it is unknown."""
        return self._texts.get(label, ())

    def another(self, label: str, text: str, random: Random) -> str:
        """A text of the label other than `text`, or `text` itself if there is no other."""
        texts = self._texts.get(label)
        if texts is None:
            return text
        index = int(random.random() * len(texts))
        # A single step aside keeps the time constant; the texts differ.
        return texts[index] if texts[index] != text else texts[index - 1]


class _Sample:
    """The distinct texts with the lowest hashes."""

    def __init__(self, limit: int, key: bytes) -> None:
        self._limit = limit
        self._key = key
        # A heap has its smallest item first, so the hashes are negative.
        self._heap: list[tuple[int, str]] = []
        self._kept: set[str] = set()

    def add(self, text: str) -> None:
        if text in self._kept:
            return
        digest = blake2b(text.encode(), digest_size=8, key=self._key).digest()
        item = (-int.from_bytes(digest, "big"), text)
        if len(self._heap) < self._limit:
            heapq.heappush(self._heap, item)
        else:
            _, dropped = heapq.heappushpop(self._heap, item)
            if dropped == text:
                return
            self._kept.remove(dropped)
        self._kept.add(text)

    def texts(self) -> list[str]:
        return [text for _, text in sorted(self._heap, reverse=True)]


class _Edit(Enum):
    """What can happen at one character."""

    DUPLICATE = "duplicate"
    DELETE = "delete"
    TRANSPOSE = "transpose"
    TYPO = "typo"
    DIGIT = "digit"
    DROP_SPACE = "drop_space"
    DOUBLE_SPACE = "double_space"
    RUN_OF_SPACES = "run_of_spaces"
    INSERT_SPACE = "insert_space"


class _Choice(NamedTuple):
    """The edits possible at a kind of character.

    Attributes:
      bounds: Running sums of the edits' rates; the last is 1 or less.
      edits: As many edits.
    """

    bounds: list[float]
    edits: list[_Edit]

    @classmethod
    def of(cls, rates: Mapping[_Edit, float]) -> _Choice:
        # A character is edited at most once, so rates beyond 1 shrink in proportion.
        scale = max(1.0, sum(rates.values()))
        return cls(list(accumulate(rate / scale for rate in rates.values())), list(rates))


class Augmenter:
    """Makes variants of annotated texts.

    Args:
      settings: Which changes, and how many.
      pool: Entities to swap in.
    """

    def __init__(self, settings: AugmentationSettings, pool: EntityPool) -> None:
        self._probability = settings.probability
        self._swap = settings.swap
        self._pool = pool
        self._case = settings.case
        self._keyboards = [neighbours(locale) for locale in settings.locales]
        self._character, self._digit, self._space = _choices(settings)
        # Edits are rare: the next place that may have one is drawn, at the highest of the rates,
        # and there the choice for its kind of character may be to do nothing.
        self._rate = max(
            choice.bounds[-1] for choice in (self._character, self._digit, self._space)
        )
        self._scale = _scale_of_gaps(self._rate)

    def __call__(self, text: str, spans: Sequence[Span], random: Random) -> tuple[str, list[Span]]:
        """A variant of a text, or the text itself.

        The first random number decides whether the text is varied at all. Then entities are
        swapped, the case is changed, and single characters are edited, in this order.

        Args:
          text: Well-formed Unicode.
          spans: Its spans in code points, in order, not overlapping, as `trim` leaves them.
          random: Where chance comes from; the same state gives the same result.

        Returns:
          The text and its spans, again in order, not overlapping, not empty, as `trim` leaves them,
          of the same labels. No span begins or ends within a grapheme cluster unless
          it did before.
        """
        if random.random() >= self._probability:
            return text, list(spans)
        parts = _parts(text, spans)
        if self._swap:
            self._swap_entities(parts, spans, random)
        _change_case(parts, self._case, random)
        if self._scale:
            self._edit_characters(parts, random)
        varied, varied_spans = _joined(parts, spans)
        if not _is_usable(varied):
            return text, list(spans)
        # A currency sign is read beside an amount only, and there may be none any more.
        varied_spans = [trim(varied, span) for span in varied_spans]
        if any(span.start == span.end for span in varied_spans):
            return text, list(spans)
        split = _split_borders(varied, varied_spans)
        if split and not split <= _split_borders(text, spans):
            return text, list(spans)
        return varied, varied_spans

    def _swap_entities(self, parts: list[str], spans: Sequence[Span], random: Random) -> None:
        for index, span in enumerate(spans):
            if random.random() < self._swap:
                entity = parts[2 * index + 1]
                other = self._pool.another(span.label, entity, random)
                # One capital among small letters, or the reverse, would tell where entities are.
                if entity.isupper():
                    other = other.upper()
                elif entity.islower():
                    other = other.lower()
                parts[2 * index + 1] = other

    def _edit_characters(self, parts: list[str], random: Random) -> None:
        keyboard = self._keyboards[int(random.random() * len(self._keyboards))]
        # Characters left until the next place that may have an edit, counted over all parts.
        gap = self._gap(random)
        for index, part in enumerate(parts):
            if gap >= len(part):
                gap -= len(part)
                continue
            pieces = []
            done = 0
            while gap < len(part):
                if gap >= done:
                    taken, replacement = self._edit(part, gap, keyboard, random)
                    if taken:
                        pieces += [part[done:gap], replacement]
                        done = gap + taken
                gap += 1 + self._gap(random)
            gap -= len(part)
            edited = "".join([*pieces, part[done:]])
            # Every second part is an entity, and one that an edit would make illegal stays.
            if not index % 2 or _is_legal(edited):
                parts[index] = edited

    def _gap(self, random: Random) -> int:
        """Number of characters between two that may be edited, which is geometric."""
        return int(math.log(1.0 - random.random()) * self._scale)

    def _edit(
        self, part: str, index: int, keyboard: Mapping[str, str], random: Random
    ) -> tuple[int, str]:
        """How many characters from `index` on to replace, and with what; 0 for no edit."""
        character = part[index]
        if character == " ":
            choice = self._space
        elif character.isdecimal():
            choice = self._digit
        elif _is_editable(character):
            choice = self._character
        else:
            return 0, ""
        chosen = bisect_right(choice.bounds, random.random() * self._rate)
        if chosen == len(choice.edits) or not _is_alone(part, index):
            return 0, ""
        match choice.edits[chosen]:
            case _Edit.DUPLICATE | _Edit.DOUBLE_SPACE:
                return 1, character * 2
            case _Edit.DELETE | _Edit.DROP_SPACE:
                return 1, ""
            case _Edit.RUN_OF_SPACES:
                return 1, " " * random.randint(_SHORTEST_RUN, _LONGEST_RUN)
            case _Edit.DIGIT:
                return 1, _other_digit(character, random)
            case _Edit.TYPO:
                near = keyboard.get(character)
                return (1, near[int(random.random() * len(near))]) if near else (0, "")
            case _Edit.TRANSPOSE:
                after = part[index + 1 : index + 2]
                if after and _is_editable(after) and _is_alone(part, index + 1):
                    return 2, after + character
            case _Edit.INSERT_SPACE:
                if index and not part[index - 1].isspace():
                    return 1, " " + character
        return 0, ""


def _choices(settings: AugmentationSettings) -> tuple[_Choice, _Choice, _Choice]:
    """What may happen at a letter or sign, at a digit, and at a space."""
    strength = settings.strength
    typing = {
        _Edit.DUPLICATE: strength * settings.duplicate,
        _Edit.DELETE: strength * settings.delete,
        _Edit.TRANSPOSE: strength * settings.transpose,
        _Edit.TYPO: strength * settings.typo,
        _Edit.INSERT_SPACE: strength * settings.spacing.insert,
    }
    digit = {edit: SHARE_IN_DIGITS * rate for edit, rate in typing.items()}
    space = {
        _Edit.DROP_SPACE: strength * settings.spacing.drop,
        _Edit.DOUBLE_SPACE: strength * settings.spacing.double,
        _Edit.RUN_OF_SPACES: strength * settings.spacing.run,
    }
    return (
        _Choice.of(typing),
        _Choice.of({_Edit.DIGIT: strength * settings.digits, **digit}),
        _Choice.of(space),
    )


def _scale_of_gaps(rate: float) -> float:
    """What to multiply the logarithm of a random number with for a geometric one, 0 for never."""
    if rate < 1e-9:
        return 0.0
    # Of a rate of 1 the logarithm is infinite; then no character is left out.
    return 1 / math.log1p(-rate) if rate < 1 else -1e-300


def _parts(text: str, spans: Sequence[Span]) -> list[str]:
    """`text` cut at the borders of its spans: outside, entity, outside, …, entity, outside."""
    parts = []
    done = 0
    for start, end, _ in spans:
        parts += [text[done:start], text[start:end]]
        done = end
    parts.append(text[done:])
    return parts


def _joined(parts: Sequence[str], spans: Sequence[Span]) -> tuple[str, list[Span]]:
    """The inverse of `_parts`."""
    offsets = list(accumulate(map(len, parts)))
    return "".join(parts), [
        Span(offsets[2 * index], offsets[2 * index + 1], span.label)
        for index, span in enumerate(spans)
    ]


def _change_case(parts: list[str], case: CaseSettings, random: Random) -> None:
    """Changes the case of a whole text, or of none of its parts."""
    chance = random.random()
    if chance < case.upper:
        parts[:] = [part.upper() for part in parts]
    elif chance < case.upper + case.lower:
        parts[:] = [part.lower() for part in parts]
    elif chance < case.upper + case.lower + case.title:
        inside = False
        for index, part in enumerate(parts):
            # A part that begins within a word gets no capital there: it would tell the border.
            parts[index] = ("a" + part).title()[1:] if inside else part.title()
            inside = _is_cased(part[-1]) if part else inside


def _other_digit(digit: str, random: Random) -> str:
    """Another digit of the same script."""
    value = int(digit)
    other = int(random.random() * 9)
    return chr(ord(digit) - value + other + (other >= value))


def _is_cased(character: str) -> bool:
    return character.islower() or character.isupper() or character.istitle()


def _is_editable(character: str) -> bool:
    """Whether it is a letter, a digit, or a sign of ASCII."""
    return character.isalnum() or "!" <= character <= "~"


def _is_alone(part: str, index: int) -> bool:
    """Whether a letter, digit, sign of ASCII or space is a grapheme cluster by itself."""
    around = part[max(index - 1, 0) : index + 2]
    # What joins such a character to others is next to it, so there is no need to look further.
    if around.isascii() or max(around) < _FIRST_JOINING:
        return True
    return grapheme_boundaries(around) == list(range(len(around) + 1))


def _is_legal(entity: str) -> bool:
    whole = Span(0, len(entity), "")
    return bool(entity) and trim(entity, whole) == whole


def _is_usable(text: str) -> bool:
    return bool(text) and not text.isspace() and len(text) <= MAX_CHARACTERS


def _split_borders(text: str, spans: Sequence[Span]) -> set[int]:
    """Which borders of spans, numbered from the left, lie within a grapheme cluster.

    That is possible in an annotated text, and where two parts meet it can come about: of two
    halves of a flag, or of a Korean syllable.
    """
    if text.isascii() or max(text) < _FIRST_JOINING:
        return set()
    borders = [offset for span in spans for offset in (span.start, span.end)]
    doubtful = {
        number: offset
        for number, offset in enumerate(borders)
        if 0 < offset < len(text) and (_may_join(text[offset - 1]) or _may_join(text[offset]))
    }
    if not doubtful:
        return set()
    boundaries = set(grapheme_boundaries(text))
    return {number for number, offset in doubtful.items() if offset not in boundaries}


def _may_join(character: str) -> bool:
    return character >= _FIRST_JOINING and grapheme_break(character) is not Break.OTHER
