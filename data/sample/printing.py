"""What a bank's systems do to a whole line: letter case, accents, spacing, cutting, damage."""

import random
import re
from collections.abc import Mapping, Sequence

from grammar import Piece, clip
from naming import ascii_of

# How a bank prints a line: all in capitals, only the names in capitals, as the patterns are
# written, in small letters, or with a capital at the start of each word.
CASES = {
    "caps": {"upper": 58, "names": 14, "written": 20, "lower": 4, "title": 4},
    "loud": {"upper": 70, "names": 10, "written": 16, "lower": 2, "title": 2},
    "loudmixed": {"upper": 42, "names": 28, "written": 24, "lower": 2, "title": 4},
    "mixed": {"upper": 28, "names": 28, "written": 38, "lower": 3, "title": 3},
}
_NAMES = ("PARTY", "PROCESSOR", "LOCATION", "WEBSITE")

# What happens to letters that ASCII lacks: kept, stripped, spelt out as in German, or lost.
ACCENTS = {
    "german": {"keep": 50, "spell": 38, "strip": 10, "lose": 2},
    "romance": {"keep": 40, "strip": 58, "lose": 2},
    "nordic": {"keep": 60, "strip": 32, "spell": 5, "lose": 3},
    "slavic": {"keep": 40, "strip": 58, "lose": 2},
    "latin": {"keep": 45, "strip": 53, "lose": 2},
}
_SPELT_OUT = {
    **{"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"},
    **{"å": "aa", "Å": "Aa", "ø": "oe", "Ø": "Oe", "æ": "ae", "Æ": "Ae"},
}
_ENTITIES = {"&": "&amp;", "'": "&#39;", '"': "&quot;", ">": "&gt;", "<": "&lt;"}
_DELIMITERS = (" - ", "  ", "   ", " / ", "/", ", ", " | ", "|", ";", " ; ", "-", " : ", "_", ",")
_SIGNED = ("0.00", "-0.00", "0,00", "-0,00", "0.00 DR", "0.00 CR", "0.00-", "-$0.00", "$0.00")


def print_like_a_bank(
    rng: random.Random, pieces: Sequence[Piece], cases: str, accents: str
) -> list[Piece]:
    """Print the pieces as one of the many systems between a till and a statement does.

    Args:
      rng: Chance.
      pieces: What the pattern expanded to.
      cases: Key of `CASES`.
      accents: Key of `ACCENTS`.
    """
    case = weighted(rng, CASES[cases])
    handling = weighted(rng, ACCENTS[accents])
    printed = [
        piece._replace(text=_set_accents(_set_case(piece, case), handling)) for piece in pieces
    ]
    if rng.random() < 0.015:
        printed = _double(rng, printed)
    if rng.random() < 0.02:
        printed = _glue(rng, printed)
    spacing = rng.random()
    if spacing < 0.04:
        gap = " " * rng.choice((2, 2, 3, 4, 8))
        printed = [Piece(gap) if piece == Piece(" ") else piece for piece in printed]
    elif spacing < 0.14:
        printed = [piece._replace(text=re.sub(" +", " ", piece.text)) for piece in printed]
    elif spacing < 0.17:
        delimiter = rng.choice(_DELIMITERS)
        printed = [Piece(delimiter) if piece == Piece(" ") else piece for piece in printed]
    if rng.random() < 0.04:
        printed = _frame(rng, printed)
    if rng.random() < 0.05:
        printed = clip(printed, rng.choice((16, 18, 20, 22, 24, 25, 27, 28, 30, 32, 35, 40, 50)))
        if rng.random() < 0.2:
            printed.append(Piece(rng.choice(("...", "…", "..", " ..."))))
    if rng.random() < 0.012:
        printed = [piece._replace(text=_escape(piece.text)) for piece in printed]
    return printed


def weighted(rng: random.Random, weights: Mapping[str, int]) -> str:
    """Draw a key according to its weight."""
    return rng.choices(list(weights), list(weights.values()))[0]


def _set_case(piece: Piece, case: str) -> str:
    """Change the case of a piece; codes keep theirs unless the whole line is in capitals."""
    if case == "upper" or (case == "names" and piece.label in _NAMES):
        return piece.text.upper()
    if case == "lower" and piece.label != "REFERENCE":
        return piece.text.lower()
    if case == "title" and piece.label in (*_NAMES, "CHANNEL", None):
        return re.sub(r"[^\W\d_]+", lambda word: word.group().capitalize(), piece.text)
    return piece.text


def _set_accents(text: str, accents: str) -> str:
    """Print letters beyond ASCII as a bank's character set allows; emoji always stay."""
    if text.isascii() or accents == "keep":
        return text
    if accents == "spell":
        upper = text.isupper()
        text = "".join(_SPELT_OUT.get(letter, letter) for letter in text)
        text = text.upper() if upper else text
    letters = []
    for letter in text:
        plain = ascii_of(letter)
        changed = letter.isalpha() and plain != letter
        letters.append(("?" if accents == "lose" else plain) if changed else letter)
    return "".join(letters)


def _double(rng: random.Random, pieces: Sequence[Piece]) -> list[Piece]:
    """Name a seller or a town twice, as lines joined from two fields do."""
    places = [at for at, piece in enumerate(pieces) if piece.label in ("PARTY", "LOCATION")]
    if not places:
        return list(pieces)
    at = rng.choice(places)
    again = pieces[at]
    if again.label == "PARTY" and rng.random() < 0.3:
        again = again._replace(text=again.text[: rng.randrange(5, 16)].strip())
    return [*pieces[: at + 1], Piece(" "), again, *pieces[at + 1 :]]


def _glue(rng: random.Random, pieces: Sequence[Piece]) -> list[Piece]:
    """Drop the space between two fields of which at least one is an entity."""
    places = [
        at
        for at in range(1, len(pieces) - 1)
        if pieces[at].text == " "
        and (pieces[at - 1].label or pieces[at + 1].label)
        and pieces[at - 1].label != pieces[at + 1].label
    ]
    if not places:
        return list(pieces)
    at = rng.choice(places)
    return [*pieces[:at], *pieces[at + 1 :]]


def _frame(rng: random.Random, pieces: Sequence[Piece]) -> list[Piece]:
    """Put the line between other columns of the statement: booking date, amount, state."""
    framed = list(pieces)
    chance = rng.random()
    if chance < 0.5 and not any(piece.label == "DATE" for piece in pieces[:2]):
        layout = rng.choice(("{m:02}/{d:02}", "{d:02}/{m:02}/20{y}", "20{y}-{m:02}-{d:02}"))
        date = layout.format(
            m=rng.randrange(1, 13), d=rng.randrange(1, 29), y=rng.randrange(15, 27)
        )
        framed = [Piece(date, "DATE"), Piece(" "), *framed]
    elif chance < 0.6:
        framed = [Piece(rng.choice(("PENDING ", "Pending: ", "* ", "- ", "\u2022 "))), *framed]
    if chance > 0.35 and not any(piece.label == "AMOUNT" for piece in pieces):
        value = f"{min(rng.lognormvariate(3.4, 1.2) + 0.5, 25000):.2f}"
        layout = rng.choice(_SIGNED)
        decimal = "0,00" in layout
        number = value.replace(".", ",") if decimal else value
        before, _, after = layout.partition("0,00" if decimal else "0.00")
        framed += [Piece(" "), Piece(before + number + after.strip("- DRC"), "AMOUNT")]
        if after.strip(" -"):
            framed.append(Piece(after))
    return framed


def _escape(text: str) -> str:
    """Leave the marks as a web page has them."""
    return "".join(_ENTITIES.get(letter, letter) for letter in text)
