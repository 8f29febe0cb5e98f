"""Keeps passwords out of what is printed, logged and written down."""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

MASK = "***"

# Up to the last `@`: a password may have one that should have been written as %40. Without a scheme
# it is a part of an address that somebody mistyped.
_IN_ADDRESS = re.compile(
    r"(?P<before>[A-Za-z][\w+.-]*://[^\s:/@]*:).*@|(?<![\w/:@.+-])(?P<user>[\w.+-]+:)[^\s@/]+@"
)
_KEY = re.compile(r"(?P<key>[\w-]+)\s*(?:=|%3[Dd])\s*")
_VALUE = re.compile(r"[^\s&;,'\"]*")
_SECRET_KEYS = ("password", "passwd", "passphrase", "sslpassword", "secret", "token")
_SECRET = re.compile(
    r"pass(?:word|wd|phrase|code)|^pass$|^s?pwd?$|secret|^token$|credential", re.IGNORECASE
)
_MISTYPED = 0.75
"""How alike two names are of which one may be the other, mistyped."""


def is_secret_key(key: str) -> bool:
    """Whether a parameter of that name holds something secret, also if the name is mistyped."""
    if _SECRET.search(key):
        return True
    return bool(get_close_matches(key.lower(), _SECRET_KEYS, n=1, cutoff=_MISTYPED))


def hide_passwords(text: str) -> str:
    """`text` with `***` for what may be passwords.

    These are the password of an address (`scheme://user:password@host`), also one with an `@` in
    it, and the values of parameters such as `password=…`. It rather hides too much.
    """
    text = _IN_ADDRESS.sub(lambda match: f"{match['before'] or match['user']}{MASK}@", text)
    pieces = []
    done = 0
    for match in _KEY.finditer(text):
        if match.start() < done or not is_secret_key(match["key"]):
            continue
        pieces += [text[done : match.end()], MASK]
        value = _VALUE.match(text, match.end())
        done = value.end() if value else match.end()
    return "".join([*pieces, text[done:]])


def without_passwords(values: Any) -> Any:
    """The same for all strings within lists and mappings."""
    if isinstance(values, str):
        return hide_passwords(values)
    if isinstance(values, Mapping):
        return {key: without_passwords(value) for key, value in values.items()}
    if isinstance(values, list | tuple):
        return [without_passwords(value) for value in values]
    return values
