"""Span F1 with one odd character at each entity, for each category of Unicode.

Each text of the eval split is changed three times for each category: a character stands directly
before, inside (behind the first word), or directly behind each entity. A reader would mark the same
words, so F1 should be that of the clean texts. Letters and numbers are left out, because they make
other words. Run it with

    python -m benchmarks.odd_characters --model runs/local/serving/transactions
"""

from __future__ import annotations

import argparse
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum
from functools import cache
from random import Random

from rich import box
from rich.console import Console
from rich.table import Table

from benchmarks.corpus import read_corpus
from models.export_format import Prediction
from models.span_scoring import MICRO, SpanCounts
from pipeline.config import load_settings
from preprocessing.errors import UserError
from preprocessing.spans import Span, trim
from serving.prediction.predictor import Predictor

TEXTS = 200
BOUND = 0.01
"""By how much F1 may differ from that of the clean texts."""

_KINDS = "MPSZC"
_LIMIT = 0x20000
"""Beyond it there is nothing but ideographs and what has no meaning."""


class Place(StrEnum):
    """Where the character stands."""

    BEFORE = "before"
    INSIDE = "inside"
    BEHIND = "behind"


@cache
def characters_of() -> dict[str, list[str]]:
    """The characters of each category, those of ASCII apart, without letters and numbers."""
    characters: dict[str, list[str]] = {}
    for character in map(chr, range(1, _LIMIT)):
        category = unicodedata.category(character)
        if category[0] in _KINDS and category != "Cs":
            name = f"{category} ASCII" if character.isascii() else category
            characters.setdefault(name, []).append(character)
    return dict(sorted(characters.items()))


def with_characters(
    text: str, spans: Sequence[Span], place: Place, draw: Callable[[], str]
) -> tuple[str, list[Span]]:
    """A text with a character at each entity, and its spans as a reader would mark them.

    Args:
      text: The text.
      spans: Its spans in code points, in order, not overlapping.
      place: Where the character is put; inside only entities of several words.
      draw: Gives a character.
    """
    pieces, marked = [], list[Span]()
    done = length = 0
    for start, end, label in spans:
        first_word = len(text[start:end].split(" ", 1)[0])
        at = {
            Place.BEFORE: start,
            Place.INSIDE: start + first_word if start + first_word < end else None,
            Place.BEHIND: end,
        }[place]
        pieces.append(text[done:start])
        length += start - done
        entity, done = text[start:end], end
        before = behind = ""
        if at is not None:
            character = draw()
            before = character if place is Place.BEFORE else ""
            behind = character if place is Place.BEHIND else ""
            if place is Place.INSIDE:
                entity = entity[:first_word] + character + entity[first_word:]
        pieces += [before, entity, behind]
        # With what is behind it: a mark is a part of the last letter.
        begin, stop = length + len(before), length + len(before) + len(entity) + len(behind)
        marked.append(Span(begin, stop, label))
        length = stop
    changed = "".join([*pieces, text[done:]])
    return changed, [_without_sign(changed, span, place) for span in marked]


def _without_sign(text: str, span: Span, place: Place) -> Span:
    """A span without a sign that was put behind it; one of ASCII is no part of an entity either."""
    last = text[span.end - 1]
    if place is Place.BEHIND and not unicodedata.category(last).startswith("M"):
        span = span._replace(end=span.end - 1)
    return trim(text, span)


def f1(predictions: Iterable[Prediction], spans: Iterable[Sequence[Span]]) -> float:
    """Micro F1 of exact spans."""
    counts = SpanCounts()
    for prediction, gold in zip(predictions, spans, strict=True):
        found = [Span(entity.start, entity.end, entity.label) for entity in prediction.entities]
        counts.add(gold, found)
    return counts.figures(sorted({*counts.gold, *counts.predicted}))[MICRO].f1


def measure(
    predict: Callable[[Sequence[str]], Sequence[Prediction]],
    examples: Sequence[tuple[str, Sequence[Span]]],
    seed: int,
) -> Iterator[tuple[str, dict[Place, float]]]:
    """F1 of each category and place."""
    for category, characters in characters_of().items():
        figures = {}
        for place in Place:
            random = Random(f"{seed}/{category}/{place}")  # noqa: S311 - no secret
            changed = [
                with_characters(text, spans, place, lambda: random.choice(characters))  # noqa: B023
                for text, spans in examples
            ]
            predictions = predict([text for text, _ in changed])
            figures[place] = f1(predictions, [spans for _, spans in changed])
        yield category, figures


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the table; the exit code is 0 if each figure is within `BOUND` of the clean texts'."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", required=True, help="folder of a model, or of its versions")
    parser.add_argument("--data", nargs="*", help="annotations; those of the configuration if none")
    parser.add_argument("--texts", type=int, default=TEXTS, help="texts of the eval split")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args(arguments)
    console = Console()
    settings = load_settings()
    try:
        predictor = Predictor(options.model)
        paths = options.data or [settings.data.path]
        corpus = read_corpus(paths, settings.data, max_eval=options.texts)
    except UserError as error:
        console.print(str(error), style="red", markup=False)
        return 2
    examples = [(record.text, record.spans) for record in corpus.eval if record.spans]
    clean = f1(predictor.predict([text for text, _ in examples]), [spans for _, spans in examples])
    table = Table(
        "category", *Place, title=f"F1, {len(examples)} texts, clean {clean:.4f}", box=box.SIMPLE
    )
    worst = clean
    for category, figures in measure(predictor.predict, examples, options.seed):
        table.add_row(category, *(_shown(figure, clean) for figure in figures.values()))
        worst = min(worst, *figures.values())
    console.print(table)
    console.print(f"worst: {worst - clean:+.4f}")
    return 0 if worst >= clean - BOUND else 1


def _shown(figure: float, clean: float) -> str:
    return f"{figure:.4f}" if figure >= clean - BOUND else f"[red]{figure:.4f}[/red]"


if __name__ == "__main__":
    sys.exit(main())
