"""What a bucket may be called: a wrong name is found here, and not minutes later by the service."""

from __future__ import annotations

import re

_NAME = re.compile(r"[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?")
_ADDRESS = re.compile(r"\d+\.\d+\.\d+\.\d+")
_RULES = "3 to 63 lower-case letters, digits, `-`, `_` and `.`, no sign at either end"


def bucket_fault(url: str) -> str | None:
    """What is wrong with the bucket of a `gs://` URL by the rules of Cloud Storage; None: nothing.

    Whether there is such a bucket, only the service knows.
    """
    name = url.removeprefix("gs://").partition("/")[0]
    if not name:
        return f"{url} names no bucket; write gs://bucket/folder"
    longest = 222 if "." in name else 63
    if not 3 <= len(name) <= longest or any(len(part) > 63 for part in name.split(".")):
        return f"{url}: no bucket is called {name!r}: {_RULES}"
    if not _NAME.fullmatch(name) or ".." in name or ".-" in name or "-." in name:
        return f"{url}: no bucket is called {name!r}: {_RULES}"
    if _ADDRESS.fullmatch(name) or name.startswith("goog") or "google" in name:
        return f"{url}: no bucket may be called {name!r}: neither an IP address nor Google's"
    return None
