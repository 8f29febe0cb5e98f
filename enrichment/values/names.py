"""Names as people write them: letter case, apostrophes, and what does not belong to them."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from enrichment.keys import plain

_FORMS = """
    GmbH UG KG OHG GbR eG e.V. e.K. mbH KGaA SE LLC LLP LP Inc Inc. Ltd Ltd. Limited PLC Plc Corp
    Corp. Co Co. Pty Pvt SA S.A. SAS SARL S.a.r.l. EURL SNC SpA S.p.A. Srl S.r.l. SL S.L. S.L.U.
    SLU Lda Ltda Ltda. S/A B.V. BV N.V. NV VOF CV AB AS A/S ApS ASA Oy Oyj sp. z o.o. s.r.o. a.s.
    Kft Kft. Zrt Nyrt d.o.o. d.d. SC PLLC PC P.C. K.K. Bhd Sdn Pte N.A.
"""
_LEGAL_FORMS = {form.casefold(): form for form in _FORMS.split()}

_SMALL_LIST = """
    a an and at by de del dela della der des di do dos da das du e el en et for in la las le les
    of on or the to und van von vom y zu zum zur auf am im den het ten ter aan op och i og ja"""
_SMALL = frozenset(_SMALL_LIST.split())
# Short words that are no abbreviations, though they may have no vowel.
_WORDS_LIST = """
    st dr mr mrs ms jr sr ave rd mkt ctr svc svcs dept intl natl bros sons the big red new old
    one two six ten day sky sun sea bar pub gym spa car auto tax gas oil ice tea pie egg bun nut fly
    my cry try dry gym hub lab art box cab cut dog cat cow fox hen hop hot joy key kid law lot map
    max men net pet pop raw run set sub tap tip top toy van vet web wok yes zen rue via tel top fit
    go up us inn oak elm bay ann ben bob dan don ed eve ian jim joe jon kim lee leo liz max pam pat
    ray rob ron roy sam sue tim tom zoe li wu xu yu ng"""
_WORDS = frozenset(_WORDS_LIST.split())
_ACRONYMS_LIST = """
    usa uk eu uae nyc atm aws irs dmv usps ups tv pc it hr ai api bp kfc hbo nbc cbs bbc itv mta
    bvg rmv hvv kvb dhl dpd gls ikea rewe edeka aldi obi dm lvmh h&m c&a b&q m&s at&t pg&e llc plc
    jfk lax sfo ymca aaa aarp amc bmw vw kia cvs dba ii iii iv vi vii viii ix xl xxl phx nh aeg cnss
    cbdt icici hdfc sbi kkbk tfl ncp rac aa hmrc dvla nhs gp ee o2 bt sncf ratp edf caf urssaf ovh
    ica sj nsb dsb pko bzwbk pzu ing abn nab anz cba tmo bmo rbc td cibc"""
_ACRONYMS = frozenset(_ACRONYMS_LIST.split())
_VOWELS = frozenset("aeiouyäöüåøæéèêáàâíóòôúùœ")
_TRAILING = re.compile(
    r"""(?:[\s*_/\\|,;:#-]+|(?<=[A-Za-z]))      # what separates, or a glued number
    (?:\#?\s?(?:[A-Z]{0,3}\d[\dA-Z]*-?)*\d{3,}[\dA-Z]*|\#\s?\d+|\#|x{4,}\d*)\s*$""",
    re.VERBOSE,
)
_STORE = re.compile(
    r"(?:[\s,-]+|^)(?:store|str|no\.?|nr\.?|filiale|fil\.?|shop|branch|unit|stn)\s*#?\s*\d+\s*$",
    re.IGNORECASE,
)
_EDGES = ' \t\n*_/\\|,;:#-–—"“”<>='
_SEPARATORS = re.compile(r"[*_|\\]+|\s{1,}")
_PART = re.compile(r"[\w&.'’+!?]+|[^\w]+")
_NAMED_PREFIX = re.compile(r"^(mc|mac(?=[bcdfgklmnpqrtv])|o['’]|d['’]|l['’])(\w{3,})$")
_MAC_WORDS = frozenset({"macaron", "macaroni", "machine", "mackerel", "macrame", "macro"})


def clean(text: str) -> str:
    """A name without what does not belong to it: store numbers, trailing codes, odd marks."""
    name = " ".join(_SEPARATORS.sub(" ", text).split()).strip(_EDGES)
    while True:
        shorter = _TRAILING.sub("", _STORE.sub("", name)).strip(_EDGES)
        if shorter == name or sum(map(str.isalpha, shorter)) < 2:
            return name
        name = shorter


@lru_cache(maxsize=1 << 16)
def readable(text: str, known: Callable[[str], str | None] | None = None) -> str:
    """A name in the letter case that people write.

    Args:
      text: The name. If it has both small and large letters, it stays as it is, except for words
        that are known.
      known: Gives the spelling of a name with the same words; None if it is not known.

    Returns:
      The name; `ZETTLE NAIL STUDIO` gives `Zettle Nail Studio`, `MUELLER GMBH` `Mueller GmbH`.
    """
    if known is not None and (spelled := known(text)) is not None:
        return spelled
    letters = [c for c in text if c.isalpha()]
    upper = sum(map(str.isupper, letters))
    is_mixed = 0 < upper < len(letters) and not (text[:1].isupper() and upper == 1 and " " in text)
    parts = text.split(" ")
    return " ".join(
        _readable_word(part, position, len(parts), is_mixed, known)
        for position, part in enumerate(parts)
    )


def _readable_word(
    word: str,
    position: int,
    count: int,
    is_mixed: bool,
    known: Callable[[str], str | None] | None,
) -> str:
    lower = word.casefold()
    form = _LEGAL_FORMS.get(lower)
    if form is not None and position:
        # `CO` and `SC` may be words of the name where they do not stand at its end.
        return form
    spelled = known(word) if known is not None and len(lower) > 3 else None
    if spelled is not None and " " not in spelled:
        return spelled
    if is_mixed:
        return word
    if position and position < count - 1 and lower in _SMALL:
        return lower
    if lower in _ACRONYMS:
        return word.upper()
    return "".join(map(_capital, _PART.findall(lower.lower())))


def _capital(part: str) -> str:
    """A part of a word, between hyphens and strokes, with its capital letters."""
    if not part[:1].isalpha():
        # `7eleven` stays; `24h` as well.
        return part
    bare = plain(part)
    if "&" in part and len(part) <= 5:
        return part.upper()
    if bare in _ACRONYMS or (bare.count(".") >= 2 and len(bare) <= 6):
        return part.upper()
    if len(bare) <= 4 and bare.isalpha() and bare not in _WORDS and not _VOWELS.intersection(bare):
        return part.upper()
    prefixed = _NAMED_PREFIX.match(part)
    if (
        prefixed is not None
        and bare not in _MAC_WORDS
        and part.startswith(("mc", "o'", "o’", "d", "l"))
    ):
        return prefixed[1].capitalize() + prefixed[2].capitalize()
    return part[0].upper() + part[1:]
