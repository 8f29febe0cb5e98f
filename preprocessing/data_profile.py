"""What a model's data looked like, kept small enough to be stored with each version.

A profile has two parts. Counts tell how often each label, length, kind of character or word occurs;
the distance between two profiles' counts says how far data has drifted. Marks, hashes of annotated
texts, tell which texts are new.

The marks are those of a sample of the texts, so that a profile of any size of data stays small: a
text is in the sample if the first `level` bits of its hash are zero, and the level rises whenever
the sample outgrows its room (Flajolet, "On adaptive sampling", Computing 43, 1990). Whether a text
is in the sample depends on nothing but the text, so that samples can be merged and compared.
"""

from __future__ import annotations

import base64
import hashlib
import math
import struct
import unicodedata
import zlib
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from preprocessing.annotators import settle
from preprocessing.records import Record
from preprocessing.settings import AnnotatorSettings
from preprocessing.spans import Span

FORMAT = 1
"""Goes up when profiles of different versions can no longer be compared."""

SAMPLE_SIZE = 1 << 14
"""Marks that a profile holds at most; of fewer texts it holds all."""

FEATURES = ("labels", "spans", "length", "characters", "words")
"""What is counted: labels of spans, spans of a text, code points, kinds of characters, words."""

_TEXT_BITS = 32
_MARK_BITS = 64
_LENGTHS = (8, 16, 24, 32, 40, 48, 64, 80, 96, 128, 192, 256, 512, 1024)
_MANY_SPANS = 10
WORD_BUCKETS = 64
"""Hashes of words."""

_KINDS = {"Lu": "upper case", "Ll": "lower case"}
_BROAD_KINDS = {"L": "other letter", "M": "mark", "N": "digit", "P": "punctuation", "S": "symbol"}
CHARACTER_KINDS = (*_KINDS.values(), *_BROAD_KINDS.values(), "space")
"""What characters are counted as."""


class ProfileError(ValueError):
    """A stored profile that this version of the project cannot read."""


@dataclass
class DataProfile:
    """Counts over annotated texts, and marks of a sample of them; mergeable in any order.

    Attributes:
      texts: Number of texts.
      counts: For each of `FEATURES`, how often each of its values occurs.
      level: Of `2 ** level` texts one is in the sample.
      marks: Marks of the texts in the sample.
      room: How many marks there may be.
    """

    texts: int = 0
    counts: dict[str, Counter[str]] = field(
        default_factory=lambda: {feature: Counter() for feature in FEATURES}
    )
    level: int = 0
    marks: set[int] = field(default_factory=set)
    room: int = SAMPLE_SIZE

    def add(self, record: Record) -> None:
        """Counts an annotated text."""
        self.texts += 1
        text, spans = record.text, record.spans
        self.counts["labels"].update([span.label for span in spans])
        self.counts["spans"][span_bin(len(spans))] += 1
        self.counts["length"][length_bin(len(text))] += 1
        self.counts["characters"].update(character_kinds(text))
        self.counts["words"].update(map(str, word_buckets(text)))
        mark = mark_of(text, spans)
        if is_sampled(mark, self.level):
            self.marks.add(mark)
            self._fit()

    def merge(self, other: DataProfile) -> None:
        """Adds what another profile counted; the two must have no text in common."""
        self.texts += other.texts
        for feature, counter in other.counts.items():
            self.counts[feature].update(counter)
        self.level = max(self.level, other.level)
        self.marks |= other.marks
        self._keep_sampled()
        self._fit()

    def to_dict(self) -> dict[str, Any]:
        """The profile as JSON takes it; of 16,384 marks, the most, about 175 kB."""
        packed = struct.pack(f">{len(self.marks)}Q", *sorted(self.marks))
        return {
            "format": FORMAT,
            "texts": self.texts,
            "counts": {name: dict(sorted(self.counts[name].items())) for name in FEATURES},
            "level": self.level,
            "marks": base64.b64encode(packed).decode(),
        }

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> DataProfile:
        """Inverse of `to_dict`.

        Raises:
          ProfileError: It was written by another version of the project, or is damaged.
        """
        if (found := values.get("format")) != FORMAT:
            raise ProfileError(f"profiles of format {found!r} cannot be read, only of {FORMAT}")
        try:
            packed = base64.b64decode(values["marks"], validate=True)
            return cls(
                texts=int(values["texts"]),
                counts={name: Counter(values["counts"][name]) for name in FEATURES},
                level=int(values["level"]),
                marks=set(struct.unpack(f">{len(packed) // 8}Q", packed)),
            )
        except (KeyError, TypeError, ValueError, struct.error) as error:
            raise ProfileError(f"not a profile ({error!r})") from None

    def _fit(self) -> None:
        while len(self.marks) > self.room:
            self.level += 1
            self._keep_sampled()

    def _keep_sampled(self) -> None:
        self.marks = {mark for mark in self.marks if is_sampled(mark, self.level)}


@dataclass(frozen=True)
class NewTexts:
    """The annotated texts that a profile does not know.

    Attributes:
      count: How many there are; estimated if `exact` is false. A text with other spans than before
        counts too.
      exact: Whether every text was looked at, and not only a sample.
      profile: Profile of those that were looked at.
    """

    count: int
    exact: bool
    profile: DataProfile


def find_new_texts(
    records: Iterable[Record],
    known: DataProfile,
    annotators: AnnotatorSettings,
    room: int = SAMPLE_SIZE,
) -> NewTexts:
    """What is new in data since a profile was made of it.

    Args:
      records: The data, in any order.
      known: Profile of what was there before.
      annotators: Which annotation counts where a text has several.
      room: How many texts are held in memory at most.
    """
    level = known.level
    held: dict[str, list[Record]] = {}
    for record in records:
        if not is_sampled(mark_of(record.text, ()), level):
            continue
        held.setdefault(record.text, []).append(record)
        while len(held) > room:
            level += 1
            held = {text: rs for text, rs in held.items() if is_sampled(mark_of(text, ()), level)}
    profile = DataProfile()
    for group in held.values():
        for record in settle(group, annotators).records:
            if mark_of(record.text, record.spans) not in known.marks:
                profile.add(record)
    return NewTexts(profile.texts << level, level == 0, profile)


def drift(before: DataProfile, after: DataProfile) -> dict[str, float]:
    """How far two profiles are apart in each of `FEATURES`, from 0 to 1."""
    return {name: distance(before.counts[name], after.counts[name]) for name in FEATURES}


def distance(one: Mapping[str, int], other: Mapping[str, int]) -> float:
    """The Jensen-Shannon divergence of two frequency distributions, in bits.

    0 for equal shares, 1 for distributions that have nothing in common; symmetric. It is what TFDV
    compares numeric features by; for labels TFDV also offers the largest difference of any share,
    which many small changes do not move. (Lin, "Divergence measures based on the Shannon entropy",
    IEEE Transactions on Information Theory 37, 1991.)

    Args:
      one: How often each value occurs.
      other: The same of the other distribution; nothing at all is 1 away from anything else.
    """
    totals = sum(one.values()), sum(other.values())
    if not all(totals):
        return float(any(totals))
    divergence = 0.0
    # In a fixed order, so that the sum does not depend on the order of the counts.
    for value in sorted({*one, *other}):
        shares = one.get(value, 0) / totals[0], other.get(value, 0) / totals[1]
        mean = sum(shares) / 2
        divergence += sum(share * math.log2(share / mean) for share in shares if share) / 2
    return min(max(divergence, 0.0), 1.0)


def span_bin(spans: int) -> str:
    """The value of the feature `spans` of a text with so many."""
    return str(min(spans, _MANY_SPANS))


def length_bin(code_points: int) -> str:
    """The value of the feature `length` of a text of so many code points."""
    return str(bisect_right(_LENGTHS, code_points))


def character_kinds(text: str) -> Counter[str]:
    """How many characters of each of `CHARACTER_KINDS` a text has."""
    return Counter(map(_kind, text))


def word_buckets(text: str) -> list[int]:
    """For each word of a text one of `WORD_BUCKETS` numbers, which many words share.

    Numbers differ from text to text, and say nothing that the characters do not: they are no words.
    """
    words = filter(str.isalpha, text.casefold().split())
    return [zlib.crc32(word.encode()) % WORD_BUCKETS for word in words]


def mark_of(text: str, spans: Sequence[Span]) -> int:
    """64 bits that tell an annotated text: half of them from the text, half from its spans."""
    marked = repr([tuple(span) for span in spans]).encode()
    return _hash(text.encode()) << (_MARK_BITS - _TEXT_BITS) | _hash(marked)


def is_sampled(mark: int, level: int) -> bool:
    """Whether a text is one of the `1 / 2 ** level` of all texts that are looked at."""
    return mark >> (_MARK_BITS - level) == 0


def _hash(content: bytes) -> int:
    return int.from_bytes(hashlib.blake2b(content, digest_size=_TEXT_BITS // 8).digest(), "big")


@cache
def _kind(character: str) -> str:
    category = unicodedata.category(character)
    return _KINDS.get(category) or _BROAD_KINDS.get(category[0]) or "space"
