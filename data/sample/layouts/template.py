"""A template, and how a block of text is read into templates."""

import hashlib
from typing import NamedTuple

from rules.types import weighted_lines


class Template(NamedTuple):
    """How often a bank prints which pattern, for one kind of transaction."""

    kind: str
    weight: int
    pattern: str

    def name(self, group: str) -> str:
        """Name the layout; the name changes with the pattern, not with its neighbours.

        Args:
          group: Where the layout is at home: a country, or what is common to several.
        """
        digest = hashlib.blake2b(self.pattern.encode(), digest_size=3).hexdigest()
        return f"{group}-{self.kind}-{digest}"


def templates(block: str) -> tuple[Template, ...]:
    """Read one template a line: `kind weight: pattern`, continued as rules are."""
    heads = weighted_lines(block)
    return tuple(Template(*_kind_and_weight(head), pattern) for head, pattern in heads)


def _kind_and_weight(head: str) -> tuple[str, int]:
    kind, weight = head.split()
    return kind, int(weight)
