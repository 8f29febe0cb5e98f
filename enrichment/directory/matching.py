"""Finding the brand of a counterparty in the directory, with a score, or abstaining."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from enrichment.directory.brands import Brand
from enrichment.directory.generic import is_distinct, is_generic
from enrichment.keys import key, words
from enrichment.values import places


class How(StrEnum):
    """How a brand was found, from the surest to the least sure way."""

    NAME = "name"
    ALIAS = "alias"
    WEBSITE = "website"
    WITH_GENERIC = "with generic words"
    CUT = "cut off"
    BEGINS = "begins with"
    CONTAINS = "contains"
    SPELLING = "spelling"
    CONSONANTS = "consonants"
    WEBSITE_BESIDE = "website beside"


SCORES = {
    How.NAME: 0.99,
    How.ALIAS: 0.98,
    How.WEBSITE: 0.97,
    How.WITH_GENERIC: 0.95,
    How.CUT: 0.85,
    How.BEGINS: 0.8,
    How.CONTAINS: 0.75,
    How.SPELLING: 0.85,
    How.CONSONANTS: 0.75,
    How.WEBSITE_BESIDE: 0.75,
}
"""How probably a brand that was found so is right. Of the inexact ways less than
`benchmarks/directory.py` measures with names that are made up: real names resemble brands more."""

MIN_SCORE = 0.7
"""Below it, no brand is given."""

_SHORTEST_CUT = 7
_SHORTEST_FUZZY = 6
_FUZZY_CUTOFF = 0.86
_FUZZY_MARGIN = 0.04


@dataclass(frozen=True, slots=True)
class Match:
    """A brand that was found.

    Attributes:
      brand: The brand.
      score: From 0 to 1, how probably it is right.
      how: How it was found.
    """

    brand: Brand
    score: float
    how: How


class Directory:
    """Brands, and ways to find them. Never changes; what it found is kept.

    Args:
      brands: In the order of preference, if two have the same key.
      min_score: See `MIN_SCORE`.
    """

    def __init__(self, brands: Iterable[Brand], *, min_score: float = MIN_SCORE) -> None:
        self.brands = tuple(brands)
        self.min_score = min_score
        self._by_key: dict[str, tuple[Brand, How]] = {}
        self._by_domain: dict[str, Brand] = {}
        self._spelled: dict[str, str] = {}
        self._by_first: dict[str, list[tuple[tuple[str, ...], Brand]]] = {}
        self._by_consonants: dict[str, set[Brand]] = {}
        for brand in self.brands:
            self._add(brand)
        for domain, brand in self._by_domain.items():
            self._by_key.setdefault(key(domain), (brand, How.ALIAS))
        # Misspelt names are compared with those of their first letter and about their length only.
        self._by_length: dict[tuple[str, int], list[str]] = {}
        for name, (brand, _) in self._by_key.items():
            if len(name) >= _SHORTEST_FUZZY - 1 and name not in map(key, brand.whole):
                self._by_length.setdefault((name[0], len(name)), []).append(name)
        self._keys = sorted(
            name for name, (brand, _) in self._by_key.items() if len(name) >= _SHORTEST_CUT
        )
        self._domains = sorted(self._by_domain)
        self.find = lru_cache(maxsize=1 << 16)(self._find)

    def _add(self, brand: Brand) -> None:
        for name in (brand.name, *brand.aliases):
            own = key(name)
            shape = " ".join(words(name))
            how = How.NAME if name == brand.name else How.ALIAS
            self._by_key.setdefault(own, (brand, how))
            spelled = self._spelled.get(shape, "")
            if name == brand.name or (not spelled or ("'" in name and "'" not in spelled)):
                self._spelled[shape] = name
            if name in brand.whole:
                continue
            listed = words(name)
            self._by_first.setdefault(listed[0], []).append((listed, brand))
            consonants = _consonants(own)
            if len(consonants) >= 5:
                self._by_consonants.setdefault(consonants, set()).add(brand)
        for domain in brand.websites:
            self._by_domain.setdefault(domain, brand)

    def spelled(self, name: str) -> str | None:
        """How the directory spells a name or alias with the same words; None if it has none."""
        return self._spelled.get(" ".join(words(name)))

    def named(self, own_key: str) -> str | None:
        """The brand that a key is a name or alias of; None if there is none."""
        found = self._by_key.get(own_key)
        return found[0].name if found else None

    def of_domain(self, domain: str) -> Match | None:
        """The brand that a registrable domain belongs to."""
        brand = self._by_domain.get(domain)
        if brand is not None:
            return Match(brand, SCORES[How.WEBSITE], How.WEBSITE)
        # `spotify.fr` is Spotify's, too, as far as anybody knows.
        found = self._by_key.get(key(domain.split(".", 1)[0]))
        if found is None or len(domain.split(".", 1)[0]) < 5:
            return None
        return Match(found[0], SCORES[How.WITH_GENERIC], How.WEBSITE)

    def completed_domain(self, start: str) -> str | None:
        """The only known domain that begins so, of at least five letters; None if there is none."""
        if len(start) < 5:
            return None
        found = self._beginning(self._domains, start)
        return found[0] if len(found) == 1 else next((d for d in found if d == start + "m"), None)

    def _find(self, name: str) -> Match | None:
        """The brand that a counterparty is, by its name; None if it is none, or that is not sure.

        Args:
          name: As the text has it, cleaned.
        """
        own = key(name)
        if not own:
            return None
        if exact := self._by_key.get(own):
            brand, how = exact
            return Match(brand, SCORES[how], how)
        listed = words(name)
        candidates = (
            self._by_words(listed),
            self._by_beginning(own, listed),
            self._by_spelling(own, listed),
            self._by_skeleton(own),
        )
        found = [match for match in candidates if match and match.score >= self.min_score]
        return max(found, key=lambda match: match.score, default=None)

    def beside(self, name: str, domain: str) -> Match | None:
        """The brand of a website that stands beside a name, if the name may be short for it."""
        brand = self._by_domain.get(domain)
        if brand is None:
            return None
        own = key(name)[:4]
        if any(key(known).startswith(own) for known in (brand.name, *brand.aliases, domain)):
            return Match(brand, SCORES[How.WEBSITE_BESIDE], How.WEBSITE_BESIDE)
        return None

    def _by_words(self, listed: tuple[str, ...]) -> Match | None:
        """A name of which all words stand in the counterparty's, side by side."""
        best: Match | None = None
        best_length = 0
        for start, word in enumerate(listed):
            for names, brand in self._by_first.get(word, ()):
                end = start + len(names)
                length = sum(map(len, names))
                if listed[start:end] != names or length <= best_length:
                    continue
                # In front of a brand only whole words are generic: `J CHASE` is a person.
                before = all(is_generic(one) and len(one) >= 5 for one in listed[:start])
                if before and all(map(is_generic, listed[end:])):
                    how = How.WITH_GENERIC
                elif not is_distinct(names) or (
                    len(names) == 1 and (start > 0 or _is_town(names[0]))
                ):
                    continue  # a word of another name, as `ORANGE`, `ROGERS` or `LIVERPOOL` is
                else:
                    how = How.BEGINS if start == 0 else How.CONTAINS
                best, best_length = Match(brand, SCORES[how], how), length
        return best

    def _by_beginning(self, own: str, listed: tuple[str, ...]) -> Match | None:
        """A name whose end was cut off."""
        if len(own) < _SHORTEST_CUT:
            return None
        found = self._beginning(self._keys, own)
        brands = {self._by_key[name][0].name for name in found}
        if len(brands) != 1 or len(own) < 0.5 * min(map(len, found)):
            return None
        brand = self._by_key[found[0]][0]
        if len(listed) == 1 and any(
            words(name)[:1] == listed and len(words(name)) > 1
            for name in (brand.name, *brand.aliases)
        ):
            return None  # a word that other names begin with as well, as `CHARLES` does
        share = len(own) / min(map(len, found))
        score = SCORES[How.CUT] + (0.1 if share >= 0.75 or len(own) >= 10 else 0)
        return Match(brand, score, How.CUT)

    def _by_spelling(self, own: str, listed: tuple[str, ...]) -> Match | None:
        """A name that is written differently by a letter or two."""
        distinct = sum(len(word) for word in listed if not is_generic(word))
        if min(len(own), distinct) < _SHORTEST_FUZZY:
            return None
        shortest = int(len(own) * _FUZZY_CUTOFF)
        longest = int(len(own) / _FUZZY_CUTOFF) + 1
        candidates = [
            name
            for length in range(shortest, longest + 1)
            for name in self._by_length.get((own[0], length), ())
        ]
        close = process.extract(
            own,
            candidates,
            scorer=OSA.normalized_similarity,
            score_cutoff=_FUZZY_CUTOFF,
            limit=4,
        )
        if not close:
            return None
        best, similarity, _ = close[0]
        brand = self._by_key[best][0]
        if best in (own + "s", own.removesuffix("s")):
            return None  # `MICHAEL` is not Michaels
        for other, other_similarity, _ in close[1:]:
            if (
                self._by_key[other][0] is not brand
                and similarity - other_similarity < _FUZZY_MARGIN
            ):
                return None
        # From 0.86 to 1 the share that is right rises from about 0.7 to 0.95.
        score = SCORES[How.SPELLING] - 0.15 + (similarity - _FUZZY_CUTOFF) / 0.14 * 0.25
        return Match(brand, round(min(score, 0.95), 3), How.SPELLING)

    def _by_skeleton(self, own: str) -> Match | None:
        """A name without its vowels, as in `WLGRNS`."""
        consonants = _consonants(own)
        if len(consonants) < 5 or len(own) - len(consonants) > 1:
            return None
        brands = self._by_consonants.get(consonants, set())
        if len(brands) != 1:
            return None
        return Match(next(iter(brands)), SCORES[How.CONSONANTS], How.CONSONANTS)

    @staticmethod
    def _beginning(ordered: list[str], start: str) -> list[str]:
        index = bisect_left(ordered, start)
        found = []
        while index < len(ordered) and ordered[index].startswith(start):
            found.append(ordered[index])
            index += 1
        return found


def _is_town(word: str) -> bool:
    found = places.load().named(word)
    return bool(found) and found[0].population >= places.LARGE


def _consonants(own: str) -> str:
    """A key without the vowels behind its first letter, and each doubled letter once."""
    kept = own[:1] + "".join(letter for letter in own[1:] if letter not in "aeiouy")
    return "".join(b for a, b in zip(" " + kept, kept, strict=False) if a != b)
