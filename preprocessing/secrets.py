"""Keeps passwords out of what is printed, logged and written down."""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

MASK = "***"

# None of these patterns is tried again at each character of what it has just gone through: a text
# may be as long as a file.
_USER_OF_ADDRESS = re.compile(r"(?<=[\w+.-])://[^\s:/@]*:")
_PART = re.compile(r"[^\s@/]+")
_USER = re.compile(r"(?<![\w/:@.+-])[\w.+-]+:(?=.)")
_EQUALS = re.compile(r"(?:=|%3[Dd])\s*")
_KEY_BACKWARDS = re.compile(r"[\w-]+")
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
    if "@" in text:
        text = "\n".join(map(_without_password_of_address, text.split("\n")))
        text = _without_password_of_user(text)
    pieces = []
    done = begin = 0
    for equals in _EQUALS.finditer(text):
        key = _KEY_BACKWARDS.match(text[begin : equals.start()].rstrip()[::-1])
        begin = equals.end()
        if equals.start() < done or key is None or not is_secret_key(key[0][::-1]):
            continue
        pieces += [text[done:begin], MASK]
        value = _VALUE.match(text, begin)
        done = value.end() if value else begin
    return "".join([*pieces, text[done:]])


def _without_password_of_address(line: str) -> str:
    """Masks up to the last `@`: a password may have one that should have been written as %40."""
    user = _USER_OF_ADDRESS.search(line)
    at = line.rfind("@", user.end()) if user else -1
    return f"{line[: user.end()]}{MASK}{line[at:]}" if user and at >= 0 else line


def _without_password_of_user(text: str) -> str:
    """Masks what stands between a user and an `@`: an address that somebody mistyped."""
    pieces = []
    done = 0
    for part in _PART.finditer(text):
        if not text.startswith("@", part.end()):
            continue
        if user := _USER.search(text, part.start(), part.end()):
            pieces += [text[done : user.end()], MASK]
            done = part.end()
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
