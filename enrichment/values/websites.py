"""Websites, as registrable domains."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache

from tldextract import TLDExtract

_SCHEME = re.compile(r"^(?:https?:?/{0,2})?(?:www\d?\.?)?", re.IGNORECASE)
_GLUED_WWW = re.compile(r"^(?:https?)?www(?=[a-z0-9])", re.IGNORECASE)
_HOST = re.compile(r"[^/?#\s:*]*")
_CUT_SUFFIXES = ("", "c", "co", "n", "ne", "o", "or", "i", "d", "f", "u", "uk", "e")

Complete = Callable[[str], str | None]
"""From the beginning of a domain to the only known domain that begins so; None if none does."""


@dataclass(frozen=True, slots=True)
class Website:
    """A website.

    Attributes:
      domain: Its registrable domain; None if too much of it is cut off.
      label: What stands before the public suffix.
    """

    domain: str | None
    label: str


@lru_cache(maxsize=1 << 15)
def read_website(text: str, complete: Complete) -> Website | None:
    """Reads an entity WEBSITE; None if there is nothing in it.

    Args:
      text: Of the entity: a domain or URL, perhaps cut off at its end.
      complete: Completes domains that are known.
    """
    address = _SCHEME.sub("", text.strip().lower())
    host = _HOST.match(address)
    name = host[0].strip() if host else ""
    is_cut = name.endswith(".") or name == address
    name = name.strip(".-")
    if not name:
        return None
    found = _extract()(name)
    domain = found.top_domain_under_public_suffix
    if is_cut and found.suffix in _CUT_SUFFIXES:
        parts = name.split(".")
        # `help.steampow` has lost its domain's end, `amazon.co` that of the suffix.
        for start in (".".join(parts[-2:]), parts[-1]):
            if (known := complete(start)) is not None:
                return Website(known, known.split(".", 1)[0])
    if domain:
        return Website(domain, found.domain)
    return Website(None, found.domain or name)


@cache
def _extract() -> TLDExtract:
    # Without addresses, only the list that comes with the package is used; without a cache,
    # nothing is written.
    return TLDExtract(suffix_list_urls=(), cache_dir=None)
