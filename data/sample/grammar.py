r"""A small grammar for annotated text: a pattern expands to pieces, each with or without a label.

A pattern reads like the line that it produces, with these marks:

=================== ===============================================================
``{PARTY:...}``     the text inside becomes one PARTY span (any of the nine labels)
``{name}``          another rule, a word list or a field function
``{name:a}``        a field function with an argument, as in ``{date:%d/%m}``
``(a|b|c)``         one of the alternatives, each equally likely
``[a]``, ``[20%a]`` present half of the time, or with the given probability
``<25 a>``          a column: cut after 25 characters, or padded to 25 with spaces
``<=25 a>``         cut after 25 characters, never padded
``\x``               the character x itself
=================== ===============================================================
"""

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple, Protocol

from naming import DOMAIN

LABELS = (
    "PARTY",
    "PROCESSOR",
    "CHANNEL",
    "LOCATION",
    "WEBSITE",
    "PHONE",
    "DATE",
    "REFERENCE",
    "AMOUNT",
)

# Marks the time of day, which is a DATE and one with a date that it follows.
TIME = "TIME"
_BETWEEN_DATE_AND_TIME = re.compile(r"[ ,/]{0,3}")

# The guidelines leave the sign before a number outside the span.
_SIGN = re.compile(r"# ?(?=[^#\s])")

# Words that lead to the other side are no part of what names the transaction, except in
# "... AUTHORIZED ON".
_LEADING = re.compile(r"(?:to|by|from|at|on) (?=\S)", re.IGNORECASE)
_TRAILING = re.compile(
    r"(?<!authorized)[ .-](?:to|from|frm|at|by|on|for|du|de|des|vers|chez|von|vom|an|bei|van|aan|"
    r"naar|bij|en|da|a|al|presso|il|em|para|p/|till|från|til|fra|ke|do|od|c/c|a/c)$",
    re.IGNORECASE,
)

# The guidelines count a city and the state behind it as one span, also across columns.
_BETWEEN_PLACES = re.compile(r"[ ,]*")

# What may stand between two pieces that are one span, by the label of the second.
_BETWEEN = {"LOCATION": _BETWEEN_PLACES, TIME: _BETWEEN_DATE_AND_TIME}

# Half a name is still a name, but half a date or number no longer says what it was.
_INDIVISIBLE = ("DATE", TIME, "AMOUNT", "PHONE", "CHANNEL")


class Piece(NamedTuple):
    """A stretch of text that belongs to one span, or to none."""

    text: str
    label: str | None = None


class Span(NamedTuple):
    """A labelled stretch of a text, in code points."""

    start: int
    end: int
    label: str


class Source(Protocol):
    """What a pattern needs while it expands: chance, and the meaning of names."""

    rng: random.Random

    def expand(self, name: str, argument: str) -> list[Piece]:
        """Return the pieces of the field, rule or word list with this name."""


Node = Callable[[Source], list[Piece]]


@dataclass(frozen=True)
class Pattern:
    """A parsed pattern: how it expands and which names it refers to."""

    expand: Node
    names: tuple[str, ...]


def text_of(pieces: Sequence[Piece]) -> str:
    """Return the text of pieces without their labels."""
    return "".join(piece.text for piece in pieces)


def clip(pieces: Sequence[Piece], width: int) -> list[Piece]:
    """Cut pieces after `width` characters, as a column of a statement does.

    >>> clip([Piece("TARGET", "PARTY"), Piece(" "), Piece("T-1234", "REFERENCE")], 10)
    [Piece(text='TARGET', label='PARTY'), Piece(text=' '), Piece(text='T-1', label='REFERENCE')]
    """
    kept: list[Piece] = []
    room = width
    for piece in pieces:
        if len(piece.text) <= room:
            kept.append(piece)
            room -= len(piece.text)
            continue
        # One or two letters of a field are noise that no annotator would mark.
        rest = piece.text[:room]
        whole = piece.label in _INDIVISIBLE
        coded = piece.label != "REFERENCE" or any(mark.isdigit() for mark in rest)
        if room > 2 and coded and not whole:
            kept.append(Piece(rest, piece.label))
        break
    return kept


def join(pieces: Sequence[Piece]) -> tuple[str, list[Span]]:
    """Concatenate pieces into a text and its spans, without white space at any edge."""
    text = ""
    spans: list[Span] = []
    for piece in pieces:
        core = piece.text.strip()
        label = _label_of(piece.label, core)
        if label is not None and core:
            start = len(text) + piece.text.index(core)
            end = start + len(core)
            before, after = _outside(core, label)
            span = Span(start + before, end - after, label)
            between = _BETWEEN.get(piece.label or "")
            if (
                spans
                and between is not None
                and spans[-1].label == label
                and between.fullmatch(text + piece.text, spans[-1].end, span.start)
            ):
                span = spans.pop()._replace(end=span.end)
            spans.append(span)
        text += piece.text
    margin = len(text) - len(text.lstrip())
    spans = [Span(span.start - margin, span.end - margin, span.label) for span in spans]
    return text.strip(), spans


def _outside(text: str, label: str) -> tuple[int, int]:
    """Count the characters at the start and at the end that do not belong to a span."""
    before = after = 0
    if label == "REFERENCE" and (sign := _SIGN.match(text)):
        before = sign.end()
    if label == "CHANNEL":
        if word := _LEADING.match(text):
            before = word.end()
        while word := _TRAILING.search(text[before : len(text) - after]):
            after += word.end() - word.start()
    return before, after


def _label_of(label: str | None, text: str) -> str | None:
    """Return the label that the guidelines give to a text drawn for a label."""
    if label == TIME:
        return "DATE"
    if label == "PARTY" and DOMAIN.fullmatch(text):
        return "WEBSITE"
    return label


@cache
def parse(pattern: str) -> Pattern:
    """Parse a pattern; a mistake in it is a ValueError that shows where."""
    parser = _Parser(pattern)
    node = parser.alternatives("")
    return Pattern(node, tuple(parser.names))


class _Parser:
    """Recursive descent over the marks listed at the top of this module."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self.at = 0
        self.names: list[str] = []

    def alternatives(self, stop: str) -> Node:
        """Parse `a|b|c` up to and including the closing character."""
        options = [self.sequence(stop)]
        while self.at < len(self.pattern) and self.pattern[self.at] == "|":
            self.at += 1
            options.append(self.sequence(stop))
        if stop:
            self.skip(stop)
        if len(options) == 1:
            return options[0]
        return lambda source: source.rng.choice(options)(source)

    def sequence(self, stop: str) -> Node:
        """Parse fields that follow one another."""
        nodes: list[Node] = []
        literal = ""
        while self.at < len(self.pattern):
            mark = self.pattern[self.at]
            if mark == "|" or mark == stop:
                break
            if mark in "{([<":
                if literal:
                    nodes.append(_literal(literal))
                    literal = ""
                self.at += 1
                nodes.append(self.group(mark))
                continue
            if mark in "})]>":
                raise self.error(f"{mark!r} closes nothing")
            if mark == "\\":
                self.at += 1
            literal += self.pattern[self.at]
            self.at += 1
        if literal:
            nodes.append(_literal(literal))
        return lambda source: [piece for node in nodes for piece in node(source)]

    def group(self, mark: str) -> Node:
        """Parse what follows an opening character."""
        if mark == "(":
            return self.alternatives(")")
        if mark == "[":
            share = self.match(r"(\d+)%")
            return _optional(int(share or 50) / 100, self.alternatives("]"))
        if mark == "<":
            pad = self.match(r"(=)") is None
            width = self.match(r"(\d+) ")
            if width is None:
                raise self.error("a column needs a width and a space")
            return _column(int(width), pad, self.alternatives(">"))
        label = self.match(r"([A-Z]+):")
        if label is not None:
            if label not in LABELS:
                raise self.error(f"unknown label {label}")
            return _labelled(label, self.alternatives("}"))
        name = self.match(r"([a-z_0-9]+)")
        if name is None:
            raise self.error("a name or a label must follow '{'")
        self.names.append(name)
        if self.match("(:)"):
            argument = self.alternatives("}")
            return lambda source: source.expand(name, text_of(argument(source)))
        self.skip("}")
        return lambda source: source.expand(name, "")

    def match(self, expression: str) -> str | None:
        """Consume an expression and return its group, or None."""
        found = re.compile(expression).match(self.pattern, self.at)
        if found is None:
            return None
        self.at = found.end()
        return found.group(1)

    def skip(self, character: str) -> None:
        """Consume one expected character."""
        if self.pattern[self.at : self.at + 1] != character:
            raise self.error(f"{character!r} expected")
        self.at += 1

    def error(self, message: str) -> ValueError:
        """Describe a mistake with its place."""
        return ValueError(f"{message} at column {self.at + 1} of pattern {self.pattern!r}")


def _literal(text: str) -> Node:
    return lambda _: [Piece(text)]


def _labelled(label: str, node: Node) -> Node:
    return lambda source: [Piece(text_of(node(source)), label)]


def _optional(share: float, node: Node) -> Node:
    return lambda source: node(source) if source.rng.random() < share else []


def _column(width: int, pad: bool, node: Node) -> Node:
    def expand(source: Source) -> list[Piece]:
        kept = clip(node(source), width)
        room = width - sum(len(piece.text) for piece in kept)
        return [*kept, Piece(" " * room)] if pad else kept

    return expand
