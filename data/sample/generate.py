"""Generate the sample annotations, in the form in which doccano 1.8.4 exports them.

The texts imitate lines of bank and card statements of 39 countries; nobody's data is in them.
The same seed gives the same bytes (with the same release of Faker, which supplies the names):

    python data/sample/generate.py --count 18000 --seed 20240513 \
        --output data/sample/span-1/all.jsonl

Every line is an object with `id`, `text`, `label` (start, end, label: in UTF-16 units, which is
what doccano's annotation page counts), `country`, `kind`, `template` (the layout, so that a split
can keep its records together) and `Comments`.
"""

import argparse
import json
import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from countries import COUNTRIES
from faker import Faker
from fields import COMPOUNDS, FORMATS, TEXTS, Draw, Surroundings
from grammar import LABELS, Span, join, parse
from layouts import SHARED, TEMPLATES, Layout
from places import Places
from pools import WORDS
from printing import print_like_a_bank, weighted
from rules import RULES

OUTPUT = Path(__file__).parent / "span-1" / "all.jsonl"
COUNT = 18000
SEED = 20240513

# Share of the records that use what is printed alike in many countries.
SHARED_SHARE = 0.42


@dataclass(frozen=True)
class Record:
    """One annotated text; its spans are in code points."""

    text: str
    spans: tuple[Span, ...]
    country: str
    kind: str
    template: str


def generate(count: int, seed: int) -> Iterator[Record]:
    """Draw as many different records as are asked for."""
    check_grammar()
    rng = random.Random(seed)
    fakers: dict[str, Faker] = {}
    for locale in (locale for land in COUNTRIES.values() for locale in land.locales):
        if locale not in fakers:
            fakers[locale] = Faker(locale)
            fakers[locale].seed_instance(rng.randrange(2**32))
    around = Surroundings(fakers, Places(list(COUNTRIES)), RULES)
    weights = {country: land.weight for country, land in COUNTRIES.items()}
    seen: set[str] = set()
    while len(seen) < count:
        country = weighted(rng, weights)
        layouts = TEMPLATES.get(country, SHARED)
        if rng.random() < SHARED_SHARE:
            layouts = SHARED
        layout = choose(rng, layouts)
        land = COUNTRIES[country]
        drawn = parse(layout.template.pattern).expand(Draw(rng, around, country))
        text, spans = join(print_like_a_bank(rng, drawn, land.cases, land.accents))
        if text in seen or len(text) < 3:
            continue
        check_spans(text, spans)
        seen.add(text)
        yield Record(text, tuple(spans), country, layout.template.kind, layout.name)


def choose(rng: random.Random, layouts: Sequence[Layout]) -> Layout:
    """Draw a layout according to its weight."""
    return rng.choices(layouts, [layout.template.weight for layout in layouts])[0]


def check_grammar() -> None:
    """Raise ValueError if a pattern names a field, rule or word list that does not exist."""
    fields = {*FORMATS, *TEXTS, *COMPOUNDS}
    for country, land in COUNTRIES.items():
        layouts = (*TEMPLATES.get(country, ()), *SHARED)
        pending = [layout.template.pattern for layout in layouts]
        visited: set[str] = set()
        while pending:
            for name in parse(pending.pop()).names:
                if name in visited or name in fields:
                    continue
                visited.add(name)
                keys = (*(f"{place}.{name}" for place in (country, *land.families)), name)
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
            "template": record.template,
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
    layouts = len({record.template for record in records})
    letters = sum(len(record.text) for record in records)
    sys.stdout.write(
        f"{options.output}: {len(records)} records, {letters} characters, {layouts} templates\n"
        f"{counts}\n"
    )


if __name__ == "__main__":
    main()
