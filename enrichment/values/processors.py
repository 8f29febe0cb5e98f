"""Payment processors and other intermediaries, by the prefixes that stand on statements."""

from __future__ import annotations

import csv
from collections.abc import Callable
from functools import cache, lru_cache
from pathlib import Path

from enrichment.keys import key
from enrichment.values.names import clean, readable

TABLE = Path(__file__).with_name("processors.csv")

_SHORTEST_NAME = 5
"""Letters that an unknown intermediary must have to be a name rather than an abbreviation."""


@cache
def _names() -> dict[str, str]:
    """Names by the keys of their prefixes."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return {
            key(prefix): row["name"]
            for row in csv.DictReader(file)
            for prefix in (row["name"], *row["prefixes"].split("|"))
        }


@lru_cache(maxsize=1 << 12)
def read_processor(text: str, brand: Callable[[str], str | None] | None = None) -> str | None:
    """Canonical name of an entity PROCESSOR.

    Args:
      text: Of the entity.
      brand: Gives the brand of a key; for intermediaries that sell things themselves.

    Returns:
      The name. One that nobody knows is given as the text has it if it is long enough to be a
      name; None for an abbreviation.
    """
    own = key(text)
    without_domain = key(text.rsplit(".", 1)[0])
    for candidate in (own, without_domain):
        if found := _names().get(candidate) or (brand(candidate) if brand else None):
            return found
    return readable(clean(text)) if len(own) >= _SHORTEST_NAME and own.isalpha() else None
