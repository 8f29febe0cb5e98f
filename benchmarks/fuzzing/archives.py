"""Damaged zip archives."""

from __future__ import annotations

import io
import random
import warnings
import zipfile
from collections.abc import Iterator, Mapping

METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)

_LOCAL, _CENTRAL, _END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"

# Offset and width of the fields behind the signatures: versions, flags, methods, sums, sizes,
# lengths of names, and places.
_FIELDS = {
    _LOCAL: [(4, 2), (6, 2), (8, 2), (14, 4), (18, 4), (22, 4), (26, 2), (28, 2), (30, 1)],
    _CENTRAL: [(6, 2), (8, 2), (10, 2), (16, 4), (20, 4), (24, 4), (28, 2), (30, 2), (42, 4)],
    _END: [(8, 2), (10, 2), (12, 4), (16, 4), (20, 2)],
}


def zipped(members: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A sound archive."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in members.items():
            # Without the time of day, so that a seed always gives the same bytes.
            archive.writestr(zipfile.ZipInfo(name), content, method)
    return buffer.getvalue()


def damaged_archives(
    members: Mapping[str, bytes], count: int, seed: int = 0
) -> Iterator[tuple[str, bytes]]:
    """Archives of some members, each damaged in one way or in several.

    Args:
      members: Names and contents of a sound archive.
      count: How many archives to make.
      seed: The same one gives the same archives.

    Yields:
      What was done, for messages, and the archive's bytes.
    """
    chance = random.Random(seed)  # noqa: S311 - not for secrets
    sound = [zipped(members, method) for method in METHODS]
    damages = (_flip, _cut, _drop, _insert, _overwrite, _set_field, _set_field, _add_member)
    for number in range(count):
        content = chance.choice(sound)
        chosen = chance.choices(damages, k=chance.choice((1, 1, 1, 2, 4)))
        for damage in chosen:
            content = damage(content, chance)
        yield f"{number}: {', '.join(damage.__name__[1:] for damage in chosen)}", content


def _flip(content: bytes, chance: random.Random) -> bytes:
    changed = bytearray(content)
    for _ in range(chance.choice((1, 1, 8))):
        if changed:
            changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _cut(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randrange(len(content) + 1)]


def _drop(content: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(content) + 1)
    return content[:start] + content[start + chance.randint(1, 40) :]


def _insert(content: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(content) + 1)
    return content[:start] + chance.randbytes(chance.randint(1, 40)) + content[start:]


def _overwrite(content: bytes, chance: random.Random) -> bytes:
    start, length = chance.randrange(len(content) + 1), chance.randint(1, 40)
    return content[:start] + chance.randbytes(length) + content[start + length :]


def _set_field(content: bytes, chance: random.Random) -> bytes:
    """Another value in one of the fields that `zipfile` believes."""
    signature = chance.choice(tuple(_FIELDS))
    starts = [i for i in range(len(content)) if content.startswith(signature, i)]
    if not starts:
        return content
    offset, width = chance.choice(_FIELDS[signature])
    at = chance.choice(starts) + offset
    value = chance.choice(
        (b"\0" * width, b"\xff" * width, chance.randbytes(width), b"\x01" * width)
    )
    return content[:at] + value + content[at + width :]


def _add_member(content: bytes, chance: random.Random) -> bytes:
    """Another member, perhaps of a name that is there already."""
    name = chance.choice(("all.jsonl", "ann.jsonl", "._all.jsonl", "é.jsonl", "../x.jsonl", "x\n"))
    buffer = io.BytesIO(content)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with zipfile.ZipFile(buffer, "a") as archive:
                archive.writestr(zipfile.ZipInfo(name), b'{"text": "added", "label": []}\n')
    except Exception:  # what is damaged already cannot be added to
        return content
    return buffer.getvalue()
