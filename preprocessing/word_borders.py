"""Where one field of a text ends and the next begins although no space stands between them.

A span can only begin and end where a word piece does. So what banks print directly behind a value
is set apart before a text is cut into words, and no word piece has letters and digits in it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from preprocessing.characters import IGNORABLE

SEPA_KEY_NAMES = (
    *("ABWA", "ABWE", "BIC", "COAM", "CRED", "DEBT", "EREF", "IBAN", "KREF", "MREF", "NAME"),
    *("OAMT", "PURP", "SVWZ"),
)
"""Keys of SEPA's purpose lines, which a plus follows."""

_KEYS = (
    *(f"{name}+" for name in SEPA_KEY_NAMES),
    *("ABWA:", "ABWE:", "BIC:", "CRED:", "DEBT:", "EREF:", "IBAN:", "INDN:", "KENMERK:", "KREF:"),
    *("MREF:", "NAME:", "OMSCHRIJVING:", "PURP:", "SVWZ:", "REF#", "TRACE#", "TRN#"),
    *("HTTP://", "HTTPS://", "WWW."),
)
"""A longer word can end like one of these, but then it is a key as well."""

_UNSEEN = rf"[\p{{Cf}}{''.join(sorted(IGNORABLE))}\x{{E0000}}-\x{{E0FFF}}]*"
_ANY_KEY = "|".join(_UNSEEN.join(map(re.escape, key)) for key in _KEYS)

KEY_BORDER = rf"(?i)([\pL\pN]\pM*{_UNSEEN}\pM*)({_ANY_KEY})|(\?[0-6]\d)"
"""RE2: a letter or digit and a key directly behind it, as far as can be seen; or a key of MT940.

The border is behind the first or the third group.
"""

CASE_BORDER = r"[a-z][A-Z][A-Za-z0-9]|[A-Z][A-Z][a-z][a-z]"
"""RE2: within letters of ASCII the end of a word and the beginning of another, by their case."""


def without_mixed_pieces(vocab: Iterable[str]) -> list[str]:
    """A vocabulary whose pieces with both letters and digits match nothing; ids stay.

    `19SEP` and `MAIN1ST` can then be cut between digit and letter, whatever the vocabulary has.

    Args:
      vocab: The word pieces, in the order of their ids.
    """
    # No text holds such a piece: the brackets are words of their own.
    return [
        f"[mixed {number}]" if _is_mixed(piece) else piece for number, piece in enumerate(vocab)
    ]


def _is_mixed(piece: str) -> bool:
    if piece.startswith("[") and piece.endswith("]"):
        return False
    return {"L", "N"} <= {unicodedata.category(character)[0] for character in piece}
