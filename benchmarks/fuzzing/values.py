"""Changes that make sound values hostile."""

from __future__ import annotations

import copy
import random
from typing import Any

ODD_VALUES: tuple[Any, ...] = (
    None, True, False, 0, -1, 7, 1 << 31, 1 << 63, 10**30, -(10**30), 0.5, 1e308, -0.0,
    float("nan"), float("inf"), "", " ", "x", "\0", "\ud800", "\u202e", "[/x]", "\x1b[31m", "%s",
    "💥" * 3, "9" * 30, [], {}, [[]], [None], {"": {}}, {"x": None}, [0, 4, "PARTY"],
)  # fmt: skip
"""JSON values that are rarely what is wanted."""


def mutate_values(values: Any, chance: random.Random) -> Any:
    """Values as of JSON, with one of them replaced, taken away, doubled or nested."""
    try:
        changed = copy.deepcopy(values)
    except RecursionError:
        return values  # nested twice already, and hostile enough
    places = list(_places(changed))
    if not places:
        return chance.choice(ODD_VALUES)
    holder, key = chance.choice(places)
    how = chance.choice(("replace", "replace", "replace", "delete", "double", "nest", "rename"))
    if how == "replace":
        holder[key] = chance.choice(ODD_VALUES)
    elif how == "delete":
        del holder[key]
    elif how == "nest":
        for _ in range(chance.choice((1, 1, 70, 300))):
            holder[key] = [holder[key]]
    elif isinstance(holder, list):
        holder.insert(key, copy.deepcopy(holder[key]))
    else:
        holder[f"{key}{chance.choice((' ', 's', chr(0)))}"] = holder.pop(key)
    return changed


def _places(values: Any) -> Any:
    """The containers of all values, and where in them each is."""
    waiting = [values]
    while waiting:
        holder = waiting.pop()
        if isinstance(holder, dict | list):
            for key in list(holder) if isinstance(holder, dict) else range(len(holder)):
                yield holder, key
                waiting.append(holder[key])


def mutate_bytes(content: bytes, chance: random.Random) -> bytes:
    """Bytes with a few of them changed, taken out, put in or cut off."""
    changed = bytearray(content)
    for _ in range(chance.choice((1, 1, 1, 4))):
        at = chance.randint(0, len(changed))
        how = chance.choice(("flip", "flip", "insert", "drop", "cut", "repeat"))
        if how == "flip" and at < len(changed):
            changed[at] ^= 1 << chance.randrange(8)
        elif how == "insert":
            changed[at:at] = chance.choice((chance.randbytes(chance.randint(1, 8)), *_ODD_BYTES))
        elif how == "drop":
            del changed[at : at + chance.randint(1, 20)]
        elif how == "cut" and chance.random() < 0.3:
            del changed[at:]
        else:
            part = bytes(changed[at : at + chance.randint(1, 40)])
            changed[at:at] = part * chance.choice((1, 2, 50))
    return bytes(changed)


_ODD_BYTES = (
    b"\0", b"\xff", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\r", b"\n", b'"', b"'", b"{", b"]" * 200,
    b"[" * 1200, b"\xc0\x80", b"\xe2\x80\xa8", b"\x1b[2J", b"9" * 5000, b"\\ud800", b";", b"\t",
)  # fmt: skip
