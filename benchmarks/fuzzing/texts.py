"""Hostile texts, thrown at a model."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Protocol

from benchmarks.fuzzing.attempts import Attack, WrongAnswerError
from models.export_format import Prediction
from preprocessing.spans import Span, trim

_PLANTED = (
    "SQ *BLUE DOOR CAFE SEATTLE WA", "PAYPAL *RECORDSHOP", "05/04", "SVWZ+MIETE MAERZABWA+X",
    "#4412", "first group company home", "day season season march", "number two", "1.234,56 EUR",
)  # fmt: skip
"""What a model may take for entities; the lower-case ones are those of `tests.exported`."""

_WHITE = (" ", "", "  ", "\t", "\r\n", "\u00a0", "\u2003", "\u3000", "\u200b")


class _Predictor(Protocol):
    def predict(self, texts: Sequence[str]) -> list[Prediction]:
        """Predictions for all texts, in their order."""


def hostile_texts(seed: int) -> Iterator[str]:
    """Texts without end, over all categories of Unicode; the same ones for the same seed."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    while True:
        make = chance.choice((_mixed, _mixed, _mixed, _of_one_category, _glued, _long, _odd))
        yield make(chance)


def attack_model(predictors: Mapping[str, _Predictor], seed: int, batch: int = 16) -> Attack:
    """Throws texts at models, some at a time.

    Args:
      predictors: By what messages call them.
      seed: Of the texts.
      batch: Most texts of one input.
    """
    chance, texts = random.Random(seed), hostile_texts(seed)  # noqa: S311 - no secret

    def inputs() -> Iterator[list[str]]:
        while True:
            yield [next(texts) for _ in range(chance.choice((0, 1, batch, batch)))]

    def attempt(given: list[str]) -> bool:
        for name, predictor in predictors.items():
            predictions = predictor.predict(given)
            if [prediction.text for prediction in predictions] != given:
                raise WrongAnswerError(f"{name}: {len(predictions)} answers to {len(given)} texts")
            for prediction in predictions:
                if fault := _fault(prediction):
                    raise WrongAnswerError(f"{name}: {fault} in {prediction.text!r:.300}")
        return False

    return Attack(inputs(), attempt)


def _fault(prediction: Prediction) -> str | None:
    """What is wrong with an answer."""
    # As the model gets it: half of a surrogate pair becomes a question mark.
    text = prediction.text.encode("utf-8", "replace").decode()
    end = 0
    for entity in prediction.entities:
        span = Span(entity.start, entity.end, entity.label)
        if not 0 <= entity.start < entity.end <= len(text):
            return f"{span} is empty or outside"
        if entity.start < end:
            return f"{span} overlaps, or is not in order"
        if entity.text != text[entity.start : entity.end]:
            return f"{span} has the text {entity.text!r}"
        if trim(text, span) != span or not entity.text.strip():
            return f"{span} is not trimmed: {entity.text!r}"
        if not 0 <= entity.score <= 1 or not entity.label:
            return f"{span} has the score {entity.score}"
        end = entity.end
    return None if prediction.cut_pieces >= 0 else f"{prediction.cut_pieces} pieces were cut"


@cache
def _categories() -> dict[str, list[str]]:
    categories: dict[str, list[str]] = {}
    for character in map(chr, range(0x110000)):
        categories.setdefault(unicodedata.category(character), []).append(character)
    return categories


def _character(chance: random.Random) -> str:
    """Of each category as often as of each other one."""
    return chance.choice(_categories()[chance.choice(list(_categories()))])


def _mixed(chance: random.Random) -> str:
    pieces = []
    for _ in range(chance.randint(0, 12)):
        pieces.append(chance.choice(_PLANTED) if chance.random() < 0.5 else _character(chance))
        pieces.append(chance.choice(_WHITE))
    return "".join(pieces)


def _of_one_category(chance: random.Random) -> str:
    characters = _categories()[chance.choice(list(_categories()))]
    return "".join(chance.choices(characters, k=chance.randint(1, 200)))


def _glued(chance: random.Random) -> str:
    """Words with a character at each border, and nothing else between them."""
    character = _character(chance) * chance.choice((1, 1, 3))
    words = " ".join(chance.choices(_PLANTED, k=3)).split(" ")
    return character + character.join(words) + character


def _long(chance: random.Random) -> str:
    piece = chance.choice((_mixed(chance), chance.choice(_PLANTED) + " ", _character(chance), "x"))
    return piece * chance.choice((50, 200)) if len(piece) < 200 else piece


def _odd(chance: random.Random) -> str:
    return chance.choice(_ODD)


_ODD = (
    "", " ", "\0", "\ud83d", "\udc00x\ud800", "[CLS] [SEP] [PAD] [UNK] [MASK]", "##a ##b",
    "e" + "\u0301" * 300, "\u1100\u1161\u11a8" * 20, "👨\u200d👩\u200d👧" * 10, "\ufdfa" * 9,
    "x" * 5000, "½⅓ﬁ㎏", "\u202e05/04", "\ufeff05/04\ufeff", "a\u2028b\u2029c", "İı ſ ß ẞ",
    "-" * 500, "9" * 500,
)  # fmt: skip
