"""A template, and how a block of text is read into templates."""

import hashlib
from typing import NamedTuple


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
    """Read one template a line: `kind weight: pattern`.

    An indented line continues the one above, after a space, or directly if that one ends in a
    backslash.
    """
    lines: list[str] = []
    for line in block.strip("\n").splitlines():
        if not line.startswith("    "):
            lines.append(line.strip())
        elif lines[-1].endswith("\\"):
            lines[-1] = lines[-1][:-1] + line.strip()
        else:
            lines[-1] += " " + line.strip()
    heads = (line.partition(": ") for line in lines if line)
    return tuple(Template(*_kind_and_weight(head), pattern) for head, _, pattern in heads)


def _kind_and_weight(head: str) -> tuple[str, int]:
    kind, weight = head.split()
    return kind, int(weight)
