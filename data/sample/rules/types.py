"""The type of a set of rules, and how it is read."""

from collections.abc import Mapping, Sequence

Rules = Mapping[str, Sequence[tuple[int, str]]]


def rules(block: str) -> Rules:
    r"""Read one alternative a line: `name weight: pattern`, continued as templates are.

    >>> rules("gap 3: a\ngap 1: b")
    {'gap': [(3, 'a'), (1, 'b')]}
    """
    read: dict[str, list[tuple[int, str]]] = {}
    for head, pattern in weighted_lines(block):
        name, weight = head.split()
        read.setdefault(name, []).append((int(weight), pattern))
    return read


def weighted_lines(block: str) -> list[tuple[str, str]]:
    """Split a block into heads and patterns.

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
    return [(head, pattern) for head, _, pattern in heads]
