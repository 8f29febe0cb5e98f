"""Reads the Dockerfile and .dockerignore as far as this project uses them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath


@dataclass(frozen=True)
class Instruction:
    """A line of a Dockerfile, continued lines joined."""

    name: str
    value: str


def read(path: Path) -> list[Instruction]:
    """The instructions of a Dockerfile."""
    lines = [line for line in path.read_text().splitlines() if not line.startswith("#")]
    text = "\n".join(lines).replace("\\\n", " ")
    parts = (line.split(None, 1) for line in text.splitlines() if line.strip())
    return [Instruction(name, " ".join(value.split())) for name, value in parts]


def stages(instructions: Sequence[Instruction]) -> list[list[Instruction]]:
    """The stages, each from its FROM on; what is before the first is left out."""
    found: list[list[Instruction]] = []
    for instruction in instructions:
        if instruction.name == "FROM":
            found.append([])
        if found:
            found[-1].append(instruction)
    return found


class Ignored:
    """What a .dockerignore keeps out: the last pattern that matches a path or a folder above it."""

    def __init__(self, path: Path) -> None:
        lines = (line.strip() for line in path.read_text().splitlines())
        self._patterns = [
            (line.startswith("!"), _expression(line.removeprefix("!")))
            for line in lines
            if line and not line.startswith("#")
        ]

    def __call__(self, path: str) -> bool:
        """Whether a file is kept out."""
        ignored = False
        whole = PurePosixPath(path)
        places = [str(whole), *map(str, whole.parents)][:-1]
        for negated, expression in self._patterns:
            if any(expression.fullmatch(place) for place in places):
                ignored = not negated
        return ignored


def _expression(pattern: str) -> re.Pattern[str]:
    """Go's filepath.Match, and `**` for any folders."""
    parts = re.split(r"(\*\*/|\*\*|\*|\?)", pattern.strip("/"))
    wild = {"**/": "(.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    return re.compile("".join(wild.get(part, re.escape(part)) for part in parts))


def context(root: Path, paths: Sequence[str]) -> Iterator[str]:
    """Of files of a working tree, those that a build gets."""
    ignored = Ignored(root / ".dockerignore")
    yield from (path for path in paths if not ignored(path))
