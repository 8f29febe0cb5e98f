"""How often brands are right, by the way in which they were found; what the scores are made from.

Half of the names are those of brands, distorted as statements distort them and with the entry that
they came from left in the directory; the other half are names of people and firms that Faker makes
up, of which the directory has none. `python -m benchmarks.directory`
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Callable

from faker import Faker
from rich.console import Console

from enrichment.directory.brands import STARTER, Brand, read_directory
from enrichment.directory.matching import Directory
from enrichment.keys import key
from enrichment.values.names import clean

LOCALES = ("en_US", "en_GB", "de_DE", "fr_FR", "es_ES", "it_IT", "nl_NL", "pt_BR", "sv_SE", "pl_PL")
TRADES = ("CAFE", "BARBER", "NAILS", "AUTO REPAIR", "PIZZERIA", "BAKERY", "DENTAL", "CONSULTING")

Distort = Callable[[random.Random, str], str]


def _cut(rng: random.Random, name: str) -> str:
    return name[: rng.randint(max(5, len(name) // 2), max(5, len(name) - 1))]


def _mistype(rng: random.Random, name: str) -> str:
    place = rng.randrange(len(name))
    swapped = name[:place] + name[place + 1 : place + 2] + name[place] + name[place + 2 :]
    return rng.choice([name[:place] + name[place + 1 :], swapped])


def _drop_vowels(_: random.Random, name: str) -> str:
    return name[:1] + "".join(letter for letter in name[1:] if letter not in "AEIOU")


def _with_store(rng: random.Random, name: str) -> str:
    return f"{name} {rng.choice(['STORE', 'MARKT', 'GMBH', 'EXPRESS', 'UK', 'SUPERMARKET'])}"


def _with_words(rng: random.Random, name: str) -> str:
    return f"{name} {rng.choice(['HAUPTSTR', 'RIVERSIDE', 'CENTRUM', 'LAKEVIEW', 'OBERDORF'])}"


DISTORTIONS: tuple[Distort, ...] = (
    *(lambda _, name: name, lambda _, name: name.replace(" ", "")),
    *(_cut, _mistype, _drop_vowels, _with_store, _with_words),
)


def known(rng: random.Random, brands: list[Brand], count: int) -> list[tuple[str, str | None]]:
    """Distorted names of brands, each with its brand."""
    listed = []
    while len(listed) < count:
        brand = rng.choice(brands)
        name = rng.choice([brand.name, *brand.aliases]).upper()
        if len(key(name)) >= 3:
            listed.append((rng.choice(DISTORTIONS)(rng, name), brand.name))
    return listed


def unknown(rng: random.Random, directory: Directory, count: int) -> list[tuple[str, str | None]]:
    """Names of people and firms."""
    makers = [Faker(locale) for locale in LOCALES]
    for maker in makers:
        maker.seed_instance(rng.random())
    listed: list[tuple[str, str | None]] = []
    while len(listed) < count:
        maker = rng.choice(makers)
        name = rng.choice(
            [maker.name(), maker.company(), f"{maker.last_name()} {rng.choice(TRADES)}"]
        )
        if directory.named(key(name)) is None:
            listed.append((name.upper(), None))
    return listed


def main() -> None:
    """Prints a line for each way of finding a brand."""
    parser = argparse.ArgumentParser(description=__doc__)
    console = Console(highlight=False)
    parser.add_argument("--count", type=int, default=8000)
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    rng = random.Random(arguments.seed)  # noqa: S311
    directory = Directory(read_directory(STARTER), min_score=0)
    half = arguments.count // 2
    names = [*known(rng, list(directory.brands), half), *unknown(rng, directory, half)]
    found: Counter[tuple[str, float]] = Counter()
    right: Counter[tuple[str, float]] = Counter()
    for name, brand in names:
        match = directory.find(clean(name))
        if match is not None:
            way = (str(match.how), round(match.score, 1))
            found[way] += 1
            right[way] += match.brand.name == brand
    console.print(f"{'found by':<20}{'score':>6}{'right':>8}{'of':>7}{'share':>8}")
    for way in sorted(found, key=lambda one: (-one[1], one[0])):
        share = right[way] / found[way]
        console.print(f"{way[0]:<20}{way[1]:>6.1f}{right[way]:>8}{found[way]:>7}{share:>8.3f}")
    total = found.total()
    shares = right.total() / total, right.total() / half
    console.print(f"{total:,} brands given; {shares[0]:.3f} right, {shares[1]:.3f} found")


if __name__ == "__main__":
    main()
