"""How names are spelt: without accents, as a web address, as terminals spell brands."""

import random
import re
import unicodedata

_NO_ACCENT = str.maketrans({"ß": "ss", "ł": "l", "Ł": "L", "ı": "i", "ø": "o", "Ø": "O"})
_LIGATURES = {"æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "đ": "d", "Đ": "D"}

# A bare domain is a WEBSITE also where it stands for the seller.
DOMAIN = re.compile(
    r"(?:https?://)?(?:[\w-]+\.)+(?:com|net|org|io|co|ai|tv|me|us|uk|eu|de|fr|nl|es|it|pt|at|ch|be|"
    r"se|dk|no|fi|pl|cz|ro|hu|ie|ca|au|nz|in|br|mx|ar|cl|sg|hk|jp|za|ng|app|dev|shop|info|gg|ly|so|"
    r"to|fm|store|online|cloud)(?:/[\w/.#-]*)?",
    re.IGNORECASE,
)


def respell(rng: random.Random, name: str) -> str:
    """Vary the marks in a brand: TRADER JOE'S, TRADER JOES and TRADER JOE S are all printed."""
    if "'" in name:
        name = name.replace("'", rng.choice(("'", "'", "", "", "", " ")))
    if " & " in name:
        name = name.replace(" & ", rng.choice((" & ", " & ", "&", " AND ", " ")))
    if "-" in name and rng.random() < 0.2:
        name = name.replace("-", " ")
    if rng.random() < 0.02:
        name = name.replace(" ", "")
    if " " in name and rng.random() < 0.02:
        name = name.replace(" ", rng.choice(("_", "-", ".")))
    return name


def ascii_of(text: str) -> str:
    """Drop accents: `Crédit` becomes `Credit`, `ß` becomes `ss`."""
    text = text.translate(_NO_ACCENT)
    for ligature, plain in _LIGATURES.items():
        text = text.replace(ligature, plain)
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def slug(text: str) -> str:
    """Reduce a name to what fits in a web address."""
    return re.sub(r"[^a-z0-9]", "", ascii_of(text).lower())


_STARTS = "b br c cl d dr f fl g gr h k kr l m n p pr qu r s sk st t tr v w z y j sh th"
_ONSETS = _STARTS.split()
_VOWELS = ("a", "e", "i", "o", "u", "a", "e", "o", "ia", "ee", "ou", "ai", "y")
_CODAS = ("", "", "", "n", "r", "l", "s", "x", "t", "nd", "rt", "m", "ck")
_TAILS = ("", "", "", "ly", "ify", "io", "a", "o", "ex", "ix", "tech", "ware", "hub", "ia")


def invent(rng: random.Random) -> str:
    """Invent a name of syllables that no list has: `Velumo`, `Kortanix`."""
    count = rng.choice((2, 2, 2, 3, 3, 1))
    parts = [rng.choice(_ONSETS) + rng.choice(_VOWELS) + rng.choice(_CODAS) for _ in range(count)]
    return ("".join(parts) + rng.choice(_TAILS)).capitalize()
