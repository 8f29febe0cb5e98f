"""Generate the sample annotations, in the form in which doccano 1.8.4 exports them.

The texts imitate lines of bank and card statements of nine countries; nobody's data is in them.
The same seed gives the same bytes (with the same release of Faker, which supplies the names):

    python data/sample/generate.py --count 16000 --seed 20240513 \
        --output data/sample/span-1/all.jsonl

Every line is an object with `id`, `text`, `label` (start, end, label: in UTF-16 units, which is
what doccano's annotation page counts), `country`, `kind` and `Comments`.
"""

import argparse
import json
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from faker import Faker
from fields import COMPOUNDS, FORMATS, LOCALES, TEXTS, Draw, ascii_of
from grammar import LABELS, Piece, Span, clip, join, parse
from pools import WORDS
from rules import RULES
from templates import TEMPLATES, Template

OUTPUT = Path(__file__).parent / "span-1" / "all.jsonl"
COUNT = 16000
SEED = 20240513

# Real statements are mostly from the United States in public examples, so is the sample.
COUNTRY_WEIGHTS = {
    "US": 38,
    "GB": 11,
    "DE": 10,
    "FR": 9,
    "NL": 8,
    "IN": 8,
    "AU": 6,
    "CA": 5,
    "ES": 5,
}

# How a bank prints a line: all in capitals, only the names in capitals, as the patterns are
# written, or all in small letters.
CASE_WEIGHTS = {
    "US": {"upper": 60, "names": 15, "written": 21, "lower": 4},
    "GB": {"upper": 60, "names": 18, "written": 19, "lower": 3},
    "FR": {"upper": 72, "names": 12, "written": 14, "lower": 2},
    "DE": {"upper": 35, "names": 25, "written": 38, "lower": 2},
    "NL": {"upper": 15, "names": 35, "written": 48, "lower": 2},
    "ES": {"upper": 58, "names": 12, "written": 27, "lower": 3},
    "CA": {"upper": 58, "names": 20, "written": 20, "lower": 2},
    "AU": {"upper": 42, "names": 30, "written": 26, "lower": 2},
    "IN": {"upper": 52, "names": 20, "written": 24, "lower": 4},
}
NAMES = ("PARTY", "PROCESSOR", "LOCATION", "WEBSITE")

# What happens to letters that ASCII lacks: kept, stripped, spelt out as in German, or lost.
ACCENT_WEIGHTS = {
    "DE": {"keep": 50, "spell": 38, "strip": 10, "lose": 2},
    "FR": {"keep": 35, "strip": 63, "lose": 2},
    "ES": {"keep": 48, "strip": 50, "lose": 2},
}
OTHER_ACCENTS = {"keep": 45, "strip": 53, "lose": 2}
SPELT_OUT = {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"}


@dataclass(frozen=True)
class Record:
    """One annotated text; its spans are in code points."""

    text: str
    spans: tuple[Span, ...]
    country: str
    kind: str


def generate(count: int, seed: int) -> Iterator[Record]:
    """Draw as many different records as are asked for."""
    check_grammar()
    rng = random.Random(seed)
    fakers: dict[str, Faker] = {}
    for locale in (locale for locales in LOCALES.values() for locale in locales):
        if locale not in fakers:
            fakers[locale] = Faker(locale)
            fakers[locale].seed_instance(rng.randrange(2**32))
    seen: set[str] = set()
    while len(seen) < count:
        country = weighted(rng, COUNTRY_WEIGHTS)
        template = choose_template(rng, TEMPLATES[country])
        draw = Draw(rng, fakers, RULES, country)
        pieces = print_like_a_bank(rng, parse(template.pattern).expand(draw), country)
        text, spans = join(pieces)
        if text in seen or len(text) < 3:
            continue
        check_spans(text, spans)
        seen.add(text)
        yield Record(text, tuple(spans), country, template.kind)


def weighted(rng: random.Random, weights: Mapping[str, int]) -> str:
    """Draw a key according to its weight."""
    return rng.choices(list(weights), list(weights.values()))[0]


def choose_template(rng: random.Random, templates: Sequence[Template]) -> Template:
    """Draw a template according to its weight."""
    return rng.choices(templates, [template.weight for template in templates])[0]


def print_like_a_bank(rng: random.Random, pieces: Sequence[Piece], country: str) -> list[Piece]:
    """Apply what a bank's systems do to a whole line: letter case, accents, spacing, cutting."""
    case = weighted(rng, CASE_WEIGHTS[country])
    accents = weighted(rng, ACCENT_WEIGHTS.get(country, OTHER_ACCENTS))
    printed = [piece._replace(text=set_accents(set_case(piece, case), accents)) for piece in pieces]
    if rng.random() < 0.05:
        gap = " " * rng.choice((2, 2, 3, 4, 8))
        printed = [Piece(gap) if piece == Piece(" ") else piece for piece in printed]
    elif rng.random() < 0.15:
        printed = [piece._replace(text=re.sub(" +", " ", piece.text)) for piece in printed]
    if rng.random() < 0.03:
        printed = clip(printed, rng.randrange(28, 72))
    return printed


def set_case(piece: Piece, case: str) -> str:
    """Change the case of a piece; codes keep theirs unless the whole line is in capitals."""
    if case == "upper" or (case == "names" and piece.label in NAMES):
        return piece.text.upper()
    if case == "lower" and piece.label != "REFERENCE":
        return piece.text.lower()
    return piece.text


def set_accents(text: str, accents: str) -> str:
    """Print letters beyond ASCII as a bank's character set allows; emoji always stay."""
    if text.isascii() or accents == "keep":
        return text
    if accents == "spell":
        upper = text.isupper()
        text = "".join(SPELT_OUT.get(letter, letter) for letter in text)
        text = text.upper() if upper else text
    letters = []
    for letter in text:
        plain = ascii_of(letter)
        changed = letter.isalpha() and plain != letter
        letters.append(("?" if accents == "lose" else plain) if changed else letter)
    return "".join(letters)


def check_grammar() -> None:
    """Raise ValueError if a pattern names a field, rule or word list that does not exist."""
    fields = {*FORMATS, *TEXTS, *COMPOUNDS}
    for country, templates in TEMPLATES.items():
        pending = [template.pattern for template in templates]
        visited: set[str] = set()
        while pending:
            for name in parse(pending.pop()).names:
                if name in visited or name in fields:
                    continue
                visited.add(name)
                keys = (f"{country}.{name}", name)
                rule = next((RULES[key] for key in keys if key in RULES), ())
                pending.extend(pattern for _, pattern in rule)
                if not rule and not any(key in WORDS for key in keys):
                    raise ValueError(f"{country}: nothing is called {name!r}")


def check_spans(text: str, spans: Sequence[Span]) -> None:
    """Raise ValueError unless the spans are ordered, disjoint, inside the text and not blank."""
    before = 0
    for span in spans:
        inside = text[span.start : span.end]
        if not before <= span.start < span.end <= len(text):
            raise ValueError(f"span {span} overlaps another or leaves the text {text!r}")
        if inside != inside.strip() or span.label not in LABELS:
            raise ValueError(f"span {span} has white space at an edge or no known label: {text!r}")
        before = span.end


def utf16_length(text: str) -> int:
    """Count a text as JavaScript, and so doccano's annotation page, does."""
    return len(text.encode("utf-16-le")) // 2


def to_doccano(number: int, record: Record) -> str:
    """Write a record as one line of a doccano export."""
    label = [
        [utf16_length(record.text[: span.start]), utf16_length(record.text[: span.end]), span.label]
        for span in record.spans
    ]
    return json.dumps(
        {
            "id": number,
            "text": record.text,
            "label": label,
            "country": record.country,
            "kind": record.kind,
            "Comments": [],
        },
        ensure_ascii=False,
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the sample and say what is in it."""
    parser = argparse.ArgumentParser(description="Generate the sample annotations.")
    parser.add_argument("--count", type=int, default=COUNT, help="records (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=SEED, help="(default: %(default)s)")
    parser.add_argument("--output", type=Path, default=OUTPUT, help="(default: %(default)s)")
    options = parser.parse_args(arguments)

    records = list(generate(options.count, options.seed))
    options.output.parent.mkdir(parents=True, exist_ok=True)
    lines = [to_doccano(number, record) + "\n" for number, record in enumerate(records, 1)]
    options.output.write_text("".join(lines), encoding="utf-8", newline="\n")

    found = Counter(span.label for record in records for span in record.spans)
    counts = ", ".join(f"{label} {found[label]}" for label in LABELS)
    layouts = sum(map(len, TEMPLATES.values()))
    sys.stdout.write(f"{options.output}: {len(records)} records, {layouts} templates\n{counts}\n")


if __name__ == "__main__":
    main()
