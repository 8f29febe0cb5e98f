"""Which tests `--fast` leaves out: whole runs, components, trainings, exports, servers, browsers.

What is left takes two minutes on two cores. A file belongs here if it takes more than some five
seconds, or starts TFX or a server.
"""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parent

SLOW = frozenset(
    {
        "components",
        "doccano",
        "e2e",
    }
)
"""Folders and files below `tests/`."""


def is_slow(path: Path) -> bool:
    """Whether a file or folder is left out."""
    if not path.is_relative_to(ROOT):
        return False
    below = path.relative_to(ROOT)
    return any(str(part) in SLOW for part in (below, *below.parents))


def missing() -> list[str]:
    """Entries of `SLOW` that name nothing, so that none stays when a file is renamed."""
    return sorted(name for name in SLOW if not (ROOT / name).exists())
