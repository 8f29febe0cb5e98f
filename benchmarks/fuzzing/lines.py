"""Hostile lines of annotations."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from typing import Any

TEXTS = ("BLUE BOTTLE 05/04", "🍕 CAFÉ GRÜN", "Jose\u0301 met Ann", "PAYPAL\u200b *SHOP", " \t", "")

_ODD_VALUES: tuple[Any, ...] = (
    None, True, 7, -1, 1e300, float("nan"), 10**30, "", "x", "\0", "\ud800", [], {}, [[]], [None],
    {"start": 0}, [0, 4, "PARTY"], [[0, 4]], [[0, 4, "PARTY", 1]], [["0", 4, "PARTY"]],
)  # fmt: skip


def hostile_lines(count: int, seed: int = 0) -> Iterator[bytes]:
    """Lines that are almost as doccano's, without line feeds.

    Args:
      count: How many.
      seed: The same one gives the same lines.
    """
    chance = random.Random(seed)  # noqa: S311 - not for secrets
    for _ in range(count):
        values = _record(chance)
        for _ in range(chance.choice((0, 0, 1, 2))):
            key = chance.choice(("text", "data", "label", "labels", "entities", "cats", "id", "x"))
            values[key] = chance.choice(_ODD_VALUES)
        line = json.dumps(values, ensure_ascii=chance.random() < 0.5)
        raw = line.encode("utf-8", "surrogatepass")
        damages = (_flip, _cut, _double_key, _nest)
        if chance.random() < 0.4:
            raw = chance.choice(damages)(raw, chance)
        yield raw.replace(b"\n", b" ")


def _record(chance: random.Random) -> dict[str, Any]:
    text = chance.choice(TEXTS)
    low, high = chance.choice(((0, len(text)), (0, len(text)), (-1, len(text) + 1)))
    cuts = sorted(chance.randint(low, high) for _ in range(4))
    labels = chance.choices(("PARTY", "DATE", "party", "[/x]"), weights=(8, 8, 1, 1), k=2)
    spans = [[cuts[0], cuts[1], labels[0]], [cuts[2], cuts[3], labels[1]]]
    if chance.random() < 0.2:
        spans.append(spans[0])
    return {"id": chance.randint(0, 9), "text": text, "label": spans}


def _flip(raw: bytes, chance: random.Random) -> bytes:
    changed = bytearray(raw)
    changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _cut(raw: bytes, chance: random.Random) -> bytes:
    return raw[: chance.randrange(1, len(raw))]


def _double_key(raw: bytes, chance: random.Random) -> bytes:
    return raw[:-1] + b', "%s": []}' % chance.choice((b"label", b"text", b"id"))


def _nest(raw: bytes, chance: random.Random) -> bytes:
    depth = chance.choice((5, 99, 101, 900, 5000))
    return raw[:-1] + b', "y": ' + b"[" * depth + b"]" * depth + b"}"
