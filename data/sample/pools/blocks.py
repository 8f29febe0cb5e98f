"""How the word lists are written down: blocks of text, read into tuples."""

import re


def entries(block: str) -> tuple[str, ...]:
    """Split a block of comma-separated entries."""
    return tuple(" ".join(entry.split()) for entry in block.split(",") if entry.strip())


def rows(block: str) -> tuple[tuple[str, ...], ...]:
    """Split a block of lines into fields separated by `|`."""
    return tuple(
        tuple(field.strip() for field in line.split("|")) for line in block.strip().splitlines()
    )


def prefixes(block: str) -> tuple[tuple[str, str], ...]:
    """Split `5x SQ *~`: how often, the provider's name, and what stands before the seller (~)."""
    prefixes: list[tuple[str, str]] = []
    for entry in block.split(","):
        match = re.fullmatch(r"(?:(\d+)x )?([\w. -]*[A-Za-z0-9])([^A-Za-z0-9]*)~", entry.strip())
        if match is None:
            raise ValueError(f"no prefix: {entry!r}")
        prefixes += [(match.group(2), match.group(3))] * int(match.group(1) or 1)
    return tuple(prefixes)


def regions(block: str) -> dict[str, tuple[str, ...]]:
    """Split a block of `region: city, city;` into the cities of each region."""
    regions = (entry.split(":") for entry in block.split(";") if entry.strip())
    return {region.strip(): entries(cities) for region, cities in regions}
