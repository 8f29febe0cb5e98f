"""Words and their tags: BIO (also where a B stands only between neighbours), BIOES or BILOU."""

from __future__ import annotations

import re

from preprocessing.formats.texts import FormatError, Marked
from preprocessing.spans import shown

_TAG = re.compile(r"([BIOESLU])-(\S.*)")
_BEGINS = "BSU"
_ENDS = "ESLU"


def is_tag(value: object) -> bool:
    """Whether a value is `O`, or a tag with a label."""
    if not isinstance(value, str):
        return False
    match = _TAG.fullmatch(value)
    return value == "O" or (match is not None and match[1] != "O")


class Sentence:
    """A text that grows word by word; words are joined by single spaces, and blank ones left out.

    Attributes:
      text: The words.
      spans: Start, end and label of each, in code points.
    """

    def __init__(self) -> None:
        self.text = ""
        self.spans: list[tuple[int, int, str]] = []
        self._open: str | None = None

    def add(self, word: str, tag: str) -> None:
        """Appends a word.

        Raises:
          FormatError: The tag is none.
        """
        # Some corpora have words of white space, where there was something unprintable.
        word = word.strip()
        if not is_tag(tag):
            raise FormatError(
                f"the tag {shown(tag)} is neither O nor one of B, I, E, S, L, U with a label"
            )
        if not word:
            return
        start = len(self.text) + 1 if self.text else 0
        self.text = f"{self.text} {word}" if self.text else word
        match = _TAG.fullmatch(tag)
        if not match:
            self._open = None
            return
        kind, label = match.groups()
        if kind not in _BEGINS and label == self._open:
            self.spans[-1] = (self.spans[-1][0], len(self.text), label)
        else:
            self.spans.append((start, len(self.text), label))
        self._open = None if kind in _ENDS else label

    def marked(self) -> Marked:
        """The text and its spans."""
        return Marked(self.text, tuple(self.spans))
