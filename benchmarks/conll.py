"""Corpora in columns, as of CoNLL, to doccano's JSONL: `python -m benchmarks.conll FILE... OUT`.

A line for each word, blank lines between sentences, columns separated by tabs or spaces; the last
column has the tag. Tags are BIO (also those where a B stands only between neighbours), BIOES or
BILOU. Words are joined by single spaces, and blank ones left out; offsets count code points.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from rich.console import Console

TAG = re.compile(r"([BIOESLU])-(\S.*)")
BEGINS = "BSU"
ENDS = "ESLU"


class ConllError(ValueError):
    """A file that is not in columns; the message names the line."""


@dataclass
class Sentence:
    """A text and its spans.

    Attributes:
      text: The words, joined by spaces.
      spans: Start, end and label of each.
    """

    text: str = ""
    spans: list[tuple[int, int, str]] = field(default_factory=list)
    _open: str | None = None

    def add(self, word: str, tag: str) -> None:
        """Appends a word.

        Raises:
          ConllError: The tag is none.
        """
        start = len(self.text) + 1 if self.text else 0
        self.text = f"{self.text} {word}" if self.text else word
        if tag == "O":
            self._open = None
            return
        match = TAG.fullmatch(tag)
        if not match or match[1] == "O":
            raise ConllError(
                f"the tag {tag!r} is neither O nor one of B, I, E, S, L, U with a label"
            )
        kind, label = match.groups()
        if kind not in BEGINS and label == self._open:
            self.spans[-1] = (self.spans[-1][0], len(self.text), label)
        else:
            self.spans.append((start, len(self.text), label))
        self._open = None if kind in ENDS else label

    def to_json(self) -> str:
        """A line as doccano exports it."""
        return json.dumps({"text": self.text, "label": self.spans}, ensure_ascii=False)


def read_sentences(lines: Iterable[str], name: str, column: int = -1) -> Iterator[Sentence]:
    """The sentences of a file.

    Args:
      lines: Its lines.
      name: What messages call it.
      column: Which column has the tag.

    Raises:
      ConllError: A line lacks a column, or its tag is none.
    """
    sentence = Sentence()
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("-DOCSTART-"):
            if sentence.text:
                yield sentence
            sentence = Sentence()
            continue
        line = line.rstrip("\r")
        cells = line.split("\t") if "\t" in line else re.split(" +", line.strip(" "))
        try:
            if len(cells) < 2:
                raise ConllError(f"{line!r} has one column; a word and its tag are wanted")
            # Some corpora have words of white space, where there was something unprintable.
            if word := cells[0].strip():
                sentence.add(word, cells[column].strip())
        except IndexError:
            raise ConllError(f"{name}:{number}: there is no column {column}") from None
        except ConllError as error:
            raise ConllError(f"{name}:{number}: {error}") from None
    if sentence.text:
        yield sentence


def convert(sources: Iterable[Path], target: Path, column: int = -1) -> Counter[str]:
    """Writes the sentences of files as JSONL.

    Args:
      sources: The files.
      target: The file to write.
      column: Which column has the tag.

    Returns:
      How many spans each label has, and under "" the number of texts.

    Raises:
      ConllError: A file is not in columns or not UTF-8.
    """
    counts: Counter[str] = Counter()
    written = []
    for source in sources:
        try:
            # Lines end in line feeds alone; U+2028 and its like are words of some corpora.
            lines = source.read_bytes().decode("utf-8-sig").split("\n")
        except UnicodeDecodeError as error:
            raise ConllError(f"{source}: not UTF-8 (byte {error.start})") from None
        for sentence in read_sentences(lines, str(source), column):
            written.append(sentence.to_json() + "\n")
            counts[""] += 1
            counts.update(label for _, _, label in sentence.spans)
    target.write_text("".join(written), encoding="utf-8", newline="\n")
    return counts


def main() -> None:
    """Converts, and prints what there is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE")
    parser.add_argument("out", type=Path, metavar="OUT", help="the .jsonl file to write")
    parser.add_argument("--column", type=int, default=-1, help="of the tag (%(default)s: the last)")
    options = parser.parse_args()
    try:
        counts = convert(options.files, options.out, options.column)
    except (ConllError, OSError) as error:
        parser.exit(2, f"{error}\n")
    labels = ", ".join(f"{label} {count}" for label, count in counts.most_common() if label)
    Console(highlight=False).print(f"{options.out}: {counts['']} texts; {labels}", soft_wrap=True)


if __name__ == "__main__":
    main()
