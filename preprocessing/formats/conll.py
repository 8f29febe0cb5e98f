"""Corpora in columns, as of CoNLL.

A line for each word, blank lines between sentences, columns separated by tabs or spaces; one column
has the tag.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from preprocessing.formats.tagged import Sentence, is_tag
from preprocessing.formats.texts import FormatError, Marked

_DOCUMENT = "-DOCSTART-"


def is_column_line(line: str) -> bool:
    """Whether a line is a word with a tag, or the beginning of a document."""
    cells = _cells(line)
    return line.startswith(_DOCUMENT) or (len(cells) > 1 and is_tag(cells[-1].strip()))


def read_sentences(
    lines: Iterable[str], name: str, column: int = -1
) -> Iterator[tuple[int, Marked]]:
    """The sentences of a file, and the numbers of their first lines.

    Args:
      lines: Its lines, without line feeds.
      name: What messages call it.
      column: Which column has the tag, from 0; -1: the last one.

    Raises:
      FormatError: A line lacks a column, or its tag is none; the message names the line.
    """
    sentence, first = Sentence(), 1
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith(_DOCUMENT):
            if sentence.text:
                yield first, sentence.marked()
            sentence, first = Sentence(), number + 1
            continue
        cells = _cells(line)
        try:
            if len(cells) < 2:
                raise FormatError(f"{line!r} has one column; a word and its tag are wanted")
            sentence.add(cells[0], cells[column].strip())
        except IndexError:
            raise FormatError(f"{name}:{number}: there is no column {column}") from None
        except FormatError as error:
            raise FormatError(f"{name}:{number}: {error}") from None
    if sentence.text:
        yield first, sentence.marked()


def _cells(line: str) -> list[str]:
    line = line.rstrip("\r")
    return line.split("\t") if "\t" in line else re.split(" +", line.strip(" "))
